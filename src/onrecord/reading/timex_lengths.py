"""Lengths of time and what is counted in them: "two years ago", "past 24 hours", "10-day"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.model import Interval
from onrecord.reading.timex_calendar import NOWHERE, UNITS, shift, unresolved, value_at
from onrecord.reading.timex_context import Context, Made, dated
from onrecord.reading.timex_numerals import SMALL, UNKNOWN, number_of
from onrecord.reading.timex_rules import Found
from onrecord.reading.timex_verbs import FUTURE

CLOCK_UNITS = "smh"
LETTERS = {"s": "S", "m": "M", "h": "H", "D": "D", "W": "W", "M": "M", "Q": "Q", "Y": "Y"}
BACK = frozenset("past last previous preceding latest recent".split())
AHEAD = frozenset("next coming following upcoming ahead".split())


def unit_of(found: Found, context: Context) -> str:
    """The unit's letter."""
    return UNITS[context.index["UNIT"][found.word("unit")]]


def length(number: float, unit: str) -> str:
    """TIMEX3's value of a duration; X for an unknown number."""
    if unit in "ECKZF":
        unit, number = scaled(number, unit)
    clock = "T" if unit in CLOCK_UNITS else ""
    if unit in ("E", "C", "L"):
        return f"PX{unit}"
    letter = LETTERS.get(unit, "D")
    if number == UNKNOWN:
        return f"P{clock}X{letter}"
    whole, rest = int(number), number - int(number)
    if not rest:
        return f"P{clock}{whole}{letter}"
    lower = {"Y": ("M", 12), "M": ("D", 30), "W": ("D", 7), "D": ("H", 24), "h": ("M", 60), "m": ("S", 60)}.get(unit)
    if lower is None:
        return f"P{clock}{number:g}{letter}"
    small = f"{'T' if unit == 'D' else ''}{round(rest * lower[1])}{lower[0]}"
    return f"P{clock}{f'{whole}{letter}' if whole else ''}{small}"


def scaled(number: float, unit: str) -> tuple[str, float]:
    """Decades and centuries as years where their number is known, fortnights as weeks, weekends as days."""
    if unit == "F":
        return "W", number if number == UNKNOWN else 2 * number
    if unit == "Z":
        return "D", number if number == UNKNOWN else 2 * number
    if number == UNKNOWN:
        return {"K": "L"}.get(unit, unit), number
    return "Y", number * {"E": 10, "C": 100, "K": 1000}[unit]


def days_back(day: date, number: float, unit: str) -> date:
    """`number` units before `day` (after, for a negative one); hours count as the days they fill."""
    if unit in CLOCK_UNITS:
        seconds = abs(number) * {"s": 1, "m": 60, "h": 3600}[unit]
        days = max(1, round(seconds / 86400))
        return day - timedelta(days if number > 0 else -days)
    if unit in "FZ":
        return day - timedelta(number * (14 if unit == "F" else 2))
    if unit == "K":
        raise OverflowError("millennia are outside the calendar")
    return shift(day, -number, unit)


def moved(base: date | None, number: float, unit: str, anchor: str | None) -> Made | None:
    """The day, week, month … that lies `number` units before `base`."""
    grain = {"s": "D", "m": "D", "h": "D", "F": "W", "Z": "W", "E": "Y", "C": "Y", "K": "C"}.get(unit, unit)
    if base is None:
        return Made("DATE", unresolved(grain), anchor=anchor)
    try:
        if unit in CLOCK_UNITS:  # "48 hours ago"; what is less than a day stays on the day
            unit, number = "D", int(number * {"s": 1, "m": 60, "h": 3600}[unit] / 86400)
        day = days_back(base, number, unit)
    except OverflowError:
        return Made("DATE", unresolved(grain), anchor=anchor)
    return dated(value_at(day, grain), anchor)


def span_of_units(found: Found, context: Context) -> Made | None:
    """A duration that the story's day ends or starts: "the past two months"."""
    first = found.first + rel_lead(found)
    if "season" in found.parts:
        return past_seasons(found, context, first)
    rel, unit = found.word("rel"), unit_of(found, context)
    pieces = found.pieces
    tokens = context.document.tokens
    number = number_of(found.parts["num"]) if "num" in found.parts else None
    at = next((i for i in range(found.first, found.last) if pieces[i].lower == rel), None) if rel else None
    if at is not None and rel == "last" and tokens[pieces[at].token].tag[0] == "V":
        if number is None:
            return None
        return Made("DURATION", length(number, unit), first=at + 1)
    if number is None:
        number = 1.0 if found.word("unit") in ("hour", "day", "week", "month", "year", "decade", "century") else UNKNOWN
    if unit in CLOCK_UNITS and pieces[first].lower == "the":
        first += 1
    if rel in ("recent", "coming") and unit not in ("MWQ" if rel == "recent" else "") and "num" not in found.parts:
        return Made("DATE", "PAST_REF" if rel == "recent" else "FUTURE_REF", first=first + (found.words[0] == "the"))
    base, anchor = context.spoken(found)
    value = length(number, unit)
    if unit == "Y" and number == 1 and rel in ("past", "last") and "num" not in found.parts and base:
        made = dated(value_at(shift(base, -1, "Y"), "Y"), anchor)
        return replace(made, interval=stretch(base, number, unit, rel), first=first)
    covered = stretch(base, number, unit, rel)
    return Made("DURATION", value, covered, anchor if covered.begin else None, first=first)


def past_seasons(found: Found, context: Context, first: int) -> Made | None:
    """Some seasons on end ("the past three winters"), over the years that they lie in."""
    number = number_of(found.parts["num"])
    if number is None:
        return None
    season = ("SP", "SU", "FA", "WI")[context.index["SEASONS"][found.word("season")]]
    base, anchor = context.spoken(found)
    count = "X" if number == UNKNOWN else f"{number:g}"
    return Made("DURATION", f"P{count}{season}", stretch(base, number, "Y", found.word("rel")), anchor, first=first)


def rel_lead(found: Found) -> int:
    """1 where the first word leads the stretch rather than rounds it ("over the past two months")."""
    return int(found.words[0] in ("over", "under", "around", "about"))


def stretch(base: date | None, number: float, unit: str, rel: str) -> Interval:
    """The days up to or from the story's day that a length covers."""
    if base is None or number in (UNKNOWN, 0) or (rel not in BACK and rel not in AHEAD):
        return NOWHERE
    if unit == "M" and number < 1:
        unit, number = "D", 30 * number  # "the past half month"
    if unit == "D":
        number = max(number, 1)  # "the past half day"
    try:
        if rel in BACK:
            return Interval(days_back(base, number, unit).isoformat(), base.isoformat())
        return Interval(base.isoformat(), days_back(base, -number, unit).isoformat())
    except OverflowError:
        return NOWHERE


def duration(found: Found, context: Context) -> Made | None:
    """A length of time by itself, or "a day" where it says how often."""
    if word := found.word("longword"):  # "monthlong", "weekslong"
        plain = word.removesuffix("long")
        return Made("DURATION", length(UNKNOWN if plain.endswith("s") else 1, UNITS[context.index["UNIT"][plain]]))
    unit, words = unit_of(found, context), found.words
    first = found.first + loose_lead(found, context)
    number = amount(found, context)
    if number == UNKNOWN and found.parts.get("num") in (("a",), ("an",)):
        first += 1  # "a [weeks-long] siege"
    if counted_first(found):  # "two one-hour shows": the first number counts the shows
        first, number = found.first + 1, number_of(found.parts["num"][1:])
    if number is None:
        return None
    if unit == "Q" and (
        words == ("a", "quarter")
        or "-" in words
        or (after_is(found, context, "of") and number != UNKNOWN)
        or words[0] == "more"
    ):
        return None  # "three-quarters", "more than a quarter of": a fraction
    if unit == "s" and found.word("unit") == "second" and not any(word.isdigit() for word in words):
        return None
    if "age" in found.parts:
        return Made("DURATION", length(number, unit), first=first) if age_of_thing(found, context) else None
    if words == ("the", "full", "year") and context.published:
        return dated(f"{context.published.year:04d}", context.how)
    if words[0] in ("a", "an") and len(words) == 2 and per_unit(found, context):
        return Made("SET", length(1, unit), rule="recurring")
    if coming := ahead_of(found, context, number, unit):
        return coming
    if words[-1] == "more" and unit == "D":
        number = max(number, 1)
    return Made("DURATION", length(number, unit), first=first)


def counted_first(found: Found) -> bool:
    """True where two small numbers stand side by side before a hyphen ("three two-day meetings")."""
    num, words = found.parts.get("num", ()), found.words
    return len(num) == 2 and all(SMALL.get(w, 99) < 20 for w in num) and words[:2] == num and words[2:3] == ("-",)


def amount(found: Found, context: Context) -> float | None:
    """How many units a length has, `UNKNOWN` for "weeks"; None where it is no length."""
    words = found.words
    if found.parts.get("num") in (("a",), ("an",)) and found.word("unit").endswith("s"):
        return UNKNOWN  # "a weeks-long siege"
    if "num" in found.parts:
        number = number_of(found.parts["num"])
        half = "and" in words and "half" in words and number is not None and number == int(number)
        return number + 0.5 if number is not None and half else number
    if words[0] in ("the", "all") or words[-1] == "long":
        return UNKNOWN if found.word("unit").endswith("s") else 1.0
    if "age" in found.parts:
        return UNKNOWN if found.word("unit").endswith("s") else 1.0
    return UNKNOWN if bare_plural(found, context) else None


def age_of_thing(found: Found, context: Context) -> bool:
    """True for "the two-week-old truce", false for the age of a child."""
    noun = context.after(found)
    head = context.document.tokens[context.document.tokens[found.pieces[found.last - 1].token].head]
    persons = found.entry.list_of("persons")
    return noun is not None and noun.tag[0] in "NJ" and noun.lemma not in persons and head.lemma not in persons


def ahead_of(found: Found, context: Context, number: float, unit: str) -> Made | None:
    """The day of what "will resume in two weeks", or happen "one day"; None for a length of time."""
    before, words = context.before(found), found.words
    if words == ("some", "day"):
        return Made("DATE", "FUTURE_REF", rule="future")
    if words == ("one", "day"):
        after = context.after(found)
        some = (
            after is not None and (after.tag[0] in "DPNV" or after.lower == ",") and context.direction(found) == FUTURE
        )
        return Made("DATE", "FUTURE_REF", rule="future") if some else None
    if before is None or before.lower != "in" or unit in "smQECZ" or "-" in words or after_is(found, context, "of"):
        return None
    if context.direction(found) != FUTURE or not context.modal(found):
        return None
    base, anchor = context.spoken(found)
    if number == UNKNOWN or "or" in words:
        return Made("DATE", "FUTURE_REF", anchor=anchor, rule="distance")
    made = moved(base, -number, unit, anchor)
    return replace(made, rule="distance") if made else None


def loose_lead(found: Found, context: Context) -> int:
    """1 where the first word is a preposition rather than part of the quantity ("over 12 days" of fighting)."""
    token = context.document.tokens[found.pieces[found.first].token]
    return int(token.lower in ("over", "under", "about", "around") and token.dep == "prep" and len(found.words) > 2)


def bare_plural(found: Found, context: Context) -> bool:
    """True for "weeks" by itself, false within a name or compound ("opening hours", "Golden Years")."""
    token = context.document.tokens[found.pieces[found.first].token]
    before = context.before(found)
    if token.text[0].isupper() and token.i and before is not None and before.tag.startswith("NNP"):
        return False
    if before is not None and before.lower in ("early", "late", "small", "first"):
        return False  # "the early hours of Monday"
    if before is not None and before.lower == "on":
        return False  # "on days when it rains"
    if before is not None and before.lower in found.entry.list_of("loose"):
        return False  # "summer months", "fewer hours"
    return not (before is not None and before.tag in ("PRP$", "VBG") and before.head == token.i)


def per_unit(found: Found, context: Context) -> bool:
    """True for "600 trucks a day": the unit says how often, right after what is counted."""
    before = context.before(found)
    if before is None:
        return False
    head = context.document.tokens[context.head(found)]
    counted = before.tag in ("NNS", "CD", "$") or (before.tag == "NN" and head.dep == "npadvmod")
    return counted or before.lower in ("once", "twice", "times", "daily", "per")


def after_is(found: Found, context: Context, word: str) -> bool:
    """True where the next token is `word`."""
    after = context.after(found)
    return after is not None and after.lower == word
