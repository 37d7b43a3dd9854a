"""Periods of the calendar: months, seasons, quarters, years, decades, and "last week", "next year"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.reading.parse import Token
from onrecord.reading.timex_calendar import days_of, shift, unresolved, value_at
from onrecord.reading.timex_context import Context, Made, dated
from onrecord.reading.timex_days import adverbial, first_day, nearest
from onrecord.reading.timex_fiscal import ended_on, quarter_ended, tells_of_months
from onrecord.reading.timex_numerals import ORDINALS, ordinal_of, spelled_year
from onrecord.reading.timex_rules import Found
from onrecord.reading.timex_tense import NEAR, PAST, WEAK_FUTURE

UNITS = "smhDWFMQYECZK"  # by the order of the lexicon's UNIT: second … century, weekend, millennium
SEASONS = ("SP", "SU", "FA", "FA", "WI")  # by the order of the lexicon's SEASON
STEPS = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1, "coming": 1, "upcoming": 1}
EARLY_DAYS = 10  # of a month, in which "late February" is not yet over
TOLD = frozenset(("previous", "preceding", "following", "same", "that"))


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
    else:
        base, anchor = context.spoken(found)
        year = month_year(found, context, base, number) if base else None
    start = f"{year:04d}-{number:02d}" if year else f"XXXX-{number:02d}"
    if "month2" in found.parts:
        second = context.index["MONTH"][found.word("month2")] + 1
        if second <= number:
            return None
        return dated(f"{start}/{start[:4]}-{second:02d}", anchor)
    return dated(start, anchor)


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
    led = before is not None and before.tag in ("IN", "TO", "CC", "JJ", "DT")
    return after is not None and after.tag == "NNP" and not led


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
    if direction == PAST:
        to_come = number == base.month and base.day <= EARLY_DAYS and not {"late", "end"}.isdisjoint(found.words)
        return base.year - (number > base.month or to_come)
    return nearest(years, base.replace(day=1), direction).year


def season(found: Found, context: Context) -> Made | None:
    """A season of its own year, or the nearest in the direction of words or tense."""
    if found.words[-1] in ("fall", "spring") and "rel" not in found.parts and not adverbial(found, context):
        return None
    after = context.after(found)
    if len(found.words) == 1 and context.document.tokens[found.pieces[found.first].token].tag[0] != "N":
        return None
    if found.words[-1] == "fall" and after is not None and after.lower == "of":
        return None  # "the fall of the city"
    part = SEASONS[context.index["SEASON"][found.word("season")]]
    year = found.word("year") or str(spelled_year(found.parts.get("spelled", ())) or "")
    if year:
        return dated(f"{int(year):04d}-{part}", "its own year")
    base, anchor = context.spoken(found)
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
        direction = context.direction(found)
        year_ = base.year + (start[1] <= base) if direction > 0 else base.year - (start[0] > base)
    return dated(f"{year_:04d}-{part}", anchor)


def fiscal_part(found: Found, context: Context) -> Made | None:
    """Quarters and halves; "a year earlier" beside a quarter is that quarter of the year before."""
    made = fiscal_value(found, context)
    words = found.words
    adjective = words[0] == "the" and ("-" in words or words[-1] in ("ago", "earlier")) and words[-1] != "period"
    if made is None or not adjective or (words[-1] == "quarter" and words[-2] != "-"):
        return made
    return replace(made, first=found.first + 1)  # "the third-quarter loss": the article is the noun's


def fiscal_value(found: Found, context: Context) -> Made | None:
    """What a quarter or half is worth."""
    year_, anchor = fiscal_year(found, context)
    words = found.words
    if "q" in found.parts:
        return quarter_of(found, context, year_, int(next(c for c in found.word("q") if c.isdigit())))
    if "half" in found.parts:
        after = context.after(found)
        if not year_ and after is not None and after.lower == "of":
            return None  # "the second half of January"
        half = 1 if found.word("half") == "first" else 2
        return dated(f"{year_ or value_or_x(context)}-H{half}", anchor)
    if "quarters" in words:
        return dated(f"{year_}-H1", anchor)
    if "nth" in found.parts:
        return nth_quarter(found, context, year_)
    return other_quarter(found, context, year_, anchor)


def value_or_x(context: Context) -> str:
    """The story's year, or X."""
    return f"{context.published.year:04d}" if context.published else "XXXX"


def fiscal_year(found: Found, context: Context) -> tuple[str, str | None]:
    """The year that the expression itself gives, empty where it gives none."""
    base, anchor = context.story_day()
    if "year" in found.parts:
        return found.word("year"), "its own year"
    if "when" in found.parts and base:
        return f"{base.year + STEPS.get(found.word('when'), 0):04d}", anchor
    if found.words[-1:] == ("year",) and base:
        return f"{base.year:04d}", anchor
    return "", anchor


def nth_quarter(found: Found, context: Context, year_: str) -> Made | None:
    """A quarter by its number."""
    number = ORDINALS.get(found.word("nth")) or ordinal_of(found.parts["nth"]) or 0
    return quarter_of(found, context, year_, number) if 1 <= number <= 4 else None


def quarter_of(found: Found, context: Context, year_: str, number: int) -> Made:
    """Quarter `number` of its year, or the one nearest to the story."""
    base, anchor = context.story_day()
    if year_:
        return dated(f"{year_}-Q{number}", anchor)
    if base is None:
        return Made("DATE", f"XXXX-Q{number}", anchor=anchor)
    back = 1 if "ago" in found.parts else 0
    now = (base.month + 2) // 3
    if number > now and not (context.direction(found) > 0 or number == now + 1):
        back += 1
    return dated(f"{base.year - back:04d}-Q{number}", anchor)


def other_quarter(found: Found, context: Context, year_: str, anchor: str | None) -> Made | None:
    """A quarter without a number ("the year-ago period"): by the one last named, else the last that ended."""
    words = found.words
    base, _ = context.story_day()
    named = context.newest_quarter()
    if "current" in words and "fiscal" not in words and base:
        return dated(value_at(base, "Q"), anchor)
    if words[-1] == "year" and "fiscal" in words:
        return dated(value_or_x(context), anchor)
    if "thing" not in found.parts and "ago" in found.parts and named is None and words[-1] not in ("quarter", "period"):
        return dated(value_at(shift(base, -1, "Y"), "Y"), anchor) if base else Made("DATE", "XXXX")
    if (
        named is None
        and words[-1] == "period"
        and "latest" not in words
        and not year_
        and "ago" not in found.parts
        and "ago2" not in found.parts
    ):
        return None
    if (
        words[-1] != "quarter"
        and "when" not in found.parts
        and ("ago" in found.parts or year_)
        and tells_of_months(context)
    ):
        return dated(year_ or value_at(shift(base, -1, "Y"), "Y"), anchor) if base else Made("DATE", year_ or "XXXX")
    if named is None and (ended := quarter_ended(found, context)):
        return dated(ended, anchor)
    quarter = named if named and "X" not in named else value_at(shift(base, -1, "Q"), "Q") if base else "XXXX-QX"
    back = 1 if {"ago", "ago2"} & found.parts.keys() or (found.word("when") == "last") else 0
    if year_:
        return dated(f"{year_}{quarter[4:]}", anchor)
    if back and quarter[:4].isdigit():
        quarter = f"{int(quarter[:4]) - 1:04d}{quarter[4:]}"
    return dated(quarter, anchor)


def relative_unit(found: Found, context: Context) -> Made | None:
    """Units of the calendar: "last week", "next year", "the following day", "that month", "the end of the year"."""
    words = found.words
    if "month" in found.parts:
        return week_of(found, context)
    unit = UNITS[context.index["UNIT"][found.word("unit") or found.word("unit2") or "year"]]
    rel = found.word("rel")
    told = rel in TOLD or (rel == "next" and unit == "D")
    way = found.word("way")
    told = told or bool(way)
    if way and not ends_phrase(context.after(found)):
        return None
    base, anchor = context.narrated(found) if told else context.spoken(found)
    if words == ("the", "week") and (ended := ended_on(found, context)):
        return dated(value_at(ended, "W"), anchor)
    if unit == "Z":
        return weekend(base, rel, anchor, context.direction(found))
    if unit == "D" and (apposed := context.apposed(found)):
        return apposed
    if base is None:
        return Made("DATE", unresolved(unit), anchor=anchor)
    step = {"before": -1, "earlier": -1, "after": 1}.get(way) or STEPS.get(rel, -1 if "past" in words else 0)
    if unit == "D":
        return dated((base + timedelta(step)).isoformat(), anchor)
    if unit == "Q" and rel in ("", "same", "that"):
        return dated(context.newest_quarter() or value_at(base, "Q"), anchor)
    if told and unit in "MY":
        # "that year", "the following month": from the month or year last named, however coarse
        last = context.last_value("-") if unit == "M" else context.last_value("")
        days = days_of(last) if last else None
        base = days[0] if days else base
    if words[-1] == "ahead":
        return dated(value_at(shift(base, 1, unit), unit), anchor)
    return dated(value_at(shift(first_of(base, unit), step, unit), unit), anchor)


def ends_phrase(after: Token | None) -> bool:
    """True where nothing follows that "before" or "after" could govern."""
    return after is None or after.tag in (".", ",", ":", "CC", "-RRB-", "''")


def first_of(day: date, unit: str) -> date:
    """A day of the same unit that every shift by whole units keeps (the month's first, for months and longer)."""
    return day if unit == "W" else day.replace(day=1)


def weekend(base: date | None, rel: str, anchor: str | None, direction: int) -> Made:
    """A Saturday and Sunday."""
    if base is None:
        return Made("DATE", "XXXX-WXX-WE", anchor=anchor)
    step = STEPS.get(rel, 0)
    direction = WEAK_FUTURE if direction == NEAR else direction
    if not rel and direction <= 0 and base.weekday() < 4:
        step = -1
    return dated(value_at(base + timedelta(7 * step), "W") + "-WE", anchor)


def week_of(found: Found, context: Context) -> Made | None:
    """The week around a day: "the week of March 6"."""
    base, anchor = context.spoken(found)
    number, dom = context.index["MONTH"][found.word("month")] + 1, ordinal_of(found.parts["dom"])
    if base is None or dom is None:
        return Made("DATE", "XXXX-WXX", anchor=anchor)
    week = first_day(f"{month_year(found, context, base, number):04d}-{number:02d}-{dom:02d}", "W")
    return dated(f"{week}-WE" if found.word("unit") == "weekend" else week, anchor)
