"""Months and seasons, and the people who are called May or June."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.reading.timex_calendar import SEASONS, STEPS, days_of
from onrecord.reading.timex_context import Context, Made, dated
from onrecord.reading.timex_days import adverbial
from onrecord.reading.timex_numerals import spelled_year
from onrecord.reading.timex_rules import Found
from onrecord.reading.timex_verbs import PAST
from onrecord.reading.timex_which_year import nearest, year_told

EARLY_DAYS = 10  # of a month, in which "late February" is not yet over
NEAR_MONTHS = 2  # ahead, within which a month that no verb of the past has for itself may be the coming one
PERSONAL = frozenset(("may", "march", "april", "june", "august"))
MONTH_LEADS = frozenset("in since until during last next this early late mid - through from between of".split())
MAX_FOUND = 300  # expressions that are looked through for family names
TOLD = frozenset(("following", "same", "previous", "preceding", "that"))
JOINTS = frozenset(("and", "to", "or", "through", "until", "till", ",", "-", "–", "—"))


def month(found: Found, context: Context) -> Made | None:
    """A month of its own year, or the one that the tense and the words about it point at."""
    if names_someone(found, context):
        return None
    number = context.index["MONTH"][found.word("month")] + 1
    anchor: str | None = "its own year"
    if "year" in found.parts:
        year: int | None = int(found.word("year"))
    elif "spelled" in found.parts:
        year = spelled_year(found.parts["spelled"])
    elif shared := shared_year(found, context, number):
        year, anchor = shared, "the year of the month that it runs to"
    elif not {"when", "rel"} & found.parts.keys() and (told := year_told(found, context, number)):
        year, anchor = told
    else:
        base, anchor = context.spoken(found)
        last = context.index["MONTH"][found.word("month2")] + 1 if "month2" in found.parts else number
        year = month_year(found, context, base, last) - (number > last) if base else None
    start = f"{year:04d}-{number:02d}" if year else f"XXXX-{number:02d}"
    if "month2" in found.parts:
        second = context.index["MONTH"][found.word("month2")] + 1
        if second <= number:
            return None
        return dated(f"{start}/{start[:4]}-{second:02d}", anchor)
    return dated(start, anchor)


def shared_year(found: Found, context: Context, number: int) -> int | None:
    """The year of "March" in "between March and June 2019", "from mid-March to late May 2020"."""
    other = context.following(found)
    if {"when", "rel", "month2"} & found.parts.keys() or other is None or other.first != found.last + 1:
        return None
    if other.entry.name != "month" or "year" not in other.parts or found.pieces[found.last].lower not in JOINTS:
        return None
    if found.pieces[found.last].lower == "," and context.sentence(found) != context.sentence(other):
        return None
    later = context.index["MONTH"][other.word("month")] + 1
    return int(other.word("year")) - (number > later)


def names_someone(found: Found, context: Context) -> bool:
    """True for "Jan Novak", "April Jones", "the March for Peace": a bare month word that names something else."""
    if found.last - found.first > 1:
        return False
    token = context.document.tokens[found.pieces[found.first].token]
    if len(token.text) == 3 and token.lower != "may":
        return True  # an abbreviation has its full stop, a day or a year
    after, before = context.after(found), context.before(found)
    if token.lower == "march" and before is not None and before.tag in ("DT", "JJ", "POS", "PRP$"):
        return after is not None and after.tag == "IN"  # "the annual March for Life"
    if token.lower == "march" and march_of(found, context):
        return True
    if token.lower in PERSONAL and (person_before(found, context) or token.lower in persons(context)):
        return before is None or before.lower not in MONTH_LEADS
    led = before is not None and before.tag in ("IN", "TO", "CC", "JJ", "DT")
    if before is not None and before.tag == "CC" and token.lower in PERSONAL:
        led = token.i > 1 and context.document.tokens[token.i - 2].lower in context.index["MONTH"]
    return after is not None and after.tag == "NNP" and not led


def person_before(found: Found, context: Context) -> bool:
    """True for "Theresa May", "Mrs May", "Sgt. Augustus March": a family name behind a given name or a title."""
    before, after = context.before(found), context.after(found)
    token = context.document.tokens[found.pieces[found.first].token]
    if before is None or before.sentence != token.sentence or before.tag != "NNP" or not before.text.istitle():
        return False
    return not (before.lower in context.index["WEEKDAY"] or (after is not None and after.tag in ("NN", "NNS", "CD")))


def persons(context: Context) -> frozenset[str]:
    """The month words that the document has as a person's family name ("Theresa May"), lower-cased."""
    if not context.named:
        bare = (found for found in context.found[:MAX_FOUND] if found.entry.name == "month" and len(found.words) == 1)
        context.named.append(
            frozenset(found.words[0] for found in bare if found.words[0] in PERSONAL and person_before(found, context))
        )
    return context.named[0]


def march_of(found: Found, context: Context) -> bool:
    """True for a "March of the Mothers", "the March of Silence", false for "in March of the year"."""
    before, tokens = context.before(found), context.document.tokens
    at = found.pieces[found.last - 1].token + 1
    if (before is not None and before.tag in ("IN", "TO")) or at + 1 >= len(tokens) or tokens[at].lower != "of":
        return False
    return tokens[at + 1].lower == "the" or tokens[at + 1].tag.startswith("NNP")


def month_year(found: Found, context: Context, base: date, number: int) -> int:
    """The year of a month without one, in a story of day `base`."""
    when, rel = found.word("when"), found.word("rel")
    if when:
        return base.year + STEPS.get(when, 0)
    if rel in STEPS or "past" in found.words:
        ahead = STEPS.get(rel, -1) > 0
        return base.year + (number <= base.month) if ahead else base.year - (number >= base.month)
    if rel:
        return base.year
    years = [date(base.year + step, number, 1) for step in (-1, 0, 1)]
    direction = context.direction(found)
    if direction == PAST and (context.firmly_past(found) or months_ahead(number, base) > NEAR_MONTHS):
        to_come = number == base.month and base.day <= EARLY_DAYS and not {"late", "end"}.isdisjoint(found.words)
        return base.year - (number > base.month or to_come)
    return nearest(years, base.replace(day=1), direction).year


def months_ahead(number: int, base: date) -> int:
    """Months from a day to the next month of that number."""
    return (number - base.month) % 12


def season(found: Found, context: Context) -> Made | None:
    """A season of its own year, or the nearest in the direction of words or tense."""
    if found.words[-1] in ("fall", "spring") and "rel" not in found.parts and not adverbial(found, context):
        return None
    after = context.after(found)
    token = context.document.tokens[found.pieces[found.last - 1].token]
    bare = len(found.words) == 1 or (found.words[0] == "that" and token.lower in context.index["SEASON"])
    if bare and token.tag[0] != "N":
        return None  # "firms that fall"
    if found.words[-1] == "fall" and after is not None and after.lower == "of":
        return None  # "the fall of the city"
    part = SEASONS[context.index["SEASON"][found.word("season")]]
    year = found.word("year") or str(spelled_year(found.parts.get("spelled", ())) or "")
    if year:
        return dated(f"{int(year):04d}-{part}", "its own year")
    base, anchor = context.spoken(found)
    told = context.last_value("") if found.word("rel") in TOLD else None
    if told and (days := days_of(told)):
        base = days[1] - timedelta(1) if found.word("rel") == "following" else days[0]
        anchor = "the date told of before"
    if base is None:
        return dated(f"XXXX-{part}", anchor)
    step = STEPS.get(found.word("rel"), -1 if "past" in found.words else 0)
    start = days_of(f"{base.year:04d}-{part}")
    assert start is not None
    if step < 0:
        year_ = base.year - (start[1] > base)
    elif step > 0:
        year_ = base.year + (start[0] <= base)
    elif found.word("rel"):
        year_ = base.year
    else:
        years = [date(base.year + step, start[0].month, 1) for step in (-1, 0, 1)]
        direction = context.direction(found)
        started = start[0] <= base < start[1] and direction >= 0
        year_ = base.year if started else nearest(years, base.replace(day=1), direction).year
    return dated(f"{year_:04d}-{part}", anchor)
