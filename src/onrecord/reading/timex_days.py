"""Days and parts of days: "Monday evening", "Jan. 23-24", "tomorrow", "18:20 GMT on Friday"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.model import Interval
from onrecord.reading.timex_calendar import (
    OVERNIGHT,
    days_of,
    value_at,
)
from onrecord.reading.timex_context import DAYS, Anchor, Context, Made, dated
from onrecord.reading.timex_numerals import UNKNOWN as MANY
from onrecord.reading.timex_numerals import number_of, ordinal_of
from onrecord.reading.timex_ranges import day_range, range_year
from onrecord.reading.timex_rules import Found
from onrecord.reading.timex_tense import FUTURE, NEAR, PAST, UNKNOWN, WEAK_FUTURE, WEAK_PAST

PARTS = ("TMO", "TAF", "TEV", "TNI", "T12:00", "T24:00", "TMO", "TEV")  # by the order of the lexicon's DAYPART
OFFSETS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
NOON, EVENING, NIGHT = 4, "TEV", "TNI"
MAX_DATES = 200  # expressions of a text that are looked through for dates with the day first
MAX_QUOTED = 2_000  # characters of a sentence that are looked through for its quotation marks
WEIGHTS = {
    PAST: (8.0, 1.0),
    WEAK_PAST: (3.0, 1.0),
    UNKNOWN: (1.3, 1.0),
    NEAR: (1.0, 1.0),
    WEAK_FUTURE: (1.0, 2.0),
    FUTURE: (1.0, 4.0),
}
"""What a day of distance costs, ahead and behind, for a date without a year, by the direction of its verb."""


def part_of(found: Found, context: Context, name: str = "part") -> str:
    """TIMEX3's part of the day ("TEV") for a named part of the expression; empty where it has none."""
    word = found.word(name)
    if word == "hours":  # "the early hours of Sunday"
        return PARTS[0]
    number = context.index["DAYPART"].get(word)
    return "" if number is None else PARTS[number]


def with_part(day: str, part: str, anchor: str | None) -> Made:
    """A day, or a part of it."""
    return dated(day + part, anchor, "TIME" if part else "DATE")


def text_of(day: date | None) -> str:
    """The day's value."""
    return day.isoformat() if day else "XXXX-XX-XX"


def day_word(found: Found, context: Context) -> Made:
    """Yesterday, today, tomorrow: always counted from the story's day, as newsrooms do, save in a quotation."""
    day, anchor = context.spoken(found) if quoted(found, context) else context.story_day()
    offset = -2 if "before" in found.parts else 2 if "after" in found.parts else OFFSETS[found.word("day")]
    part = part_of(found, context) or (NIGHT if found.word("day") == "tonight" else "")
    return with_part(text_of(day + timedelta(offset) if day else None), part, anchor)


def quoted(found: Found, context: Context) -> bool:
    """True where a quotation mark is open before the expression in its sentence."""
    sentence = context.document.sentence_of(found.pieces[found.first].token)
    before = context.document.text[sentence.start : found.pieces[found.first].start]
    if len(before) > MAX_QUOTED:
        return False
    return (
        before.count('"') % 2 == 1 or before.count("“") > before.count("”") or before.count("``") > before.count("''")
    )


def day_part(found: Found, context: Context) -> Made | None:
    """Parts of a day: "this morning", "last night", "overnight", "the next morning"."""
    words, part = found.words, part_of(found, context)
    rel = found.word("rel")
    if words[-1] == OVERNIGHT:
        return overnight(found, context)
    if "num" in found.parts or "before" in found.parts:
        return some_ago(found, context, part)
    if rel in ("this", "last"):
        day, anchor = context.story_day()
        return with_part(text_of(day - timedelta(rel == "last") if day else None), part, anchor)
    if rel == "" and len(words) == 1 and not adverbial(found, context):
        return None
    if not rel and words[0] == "the" and not adverbial(found, context):
        return None
    day, anchor = context.narrated(found)
    if "way" in found.parts and (after := context.after(found)) is not None and after.tag not in (".", ",", ":", "CC"):
        return None  # "the night before the vote"
    back = words[1:2] == ("previous",) or "way" in found.parts
    offset = 1 if words[1:2] in (("next",), ("following",)) else -int(back)
    return with_part(text_of(day + timedelta(offset) if day else None), part, anchor)


def some_ago(found: Found, context: Context, part: str) -> Made | None:
    """Part of a day some days back: "two nights ago", "the night before last"."""
    number = number_of(found.parts["num"]) if "num" in found.parts else 2.0
    if number is None or number == MANY:
        return Made("DATE", "PAST_REF")
    day, anchor = context.story_day()
    return with_part(text_of(day - timedelta(int(number)) if day else None), part, anchor)


def adverbial(found: Found, context: Context) -> bool:
    """True where the expression stands after a preposition of time."""
    before = context.before(found)
    return before is not None and before.lower in (
        "in",
        "at",
        "by",
        "until",
        "around",
        "since",
        "from",
        "before",
        "after",
        "during",
        "for",
        "into",
    )


def overnight(found: Found, context: Context) -> Made:
    """The night that ends on the story's day, or on the day it is said to run into ("overnight into Sunday")."""
    day, anchor = told_night(found, context) or context.story_day()
    if day is None:
        return dated("XXXX-XX-XXTNI", anchor, "TIME")
    eve = day - timedelta(1)
    return Made("TIME", eve.isoformat() + NIGHT, Interval(eve.isoformat(), (day + timedelta(1)).isoformat()), anchor)


def told_night(found: Found, context: Context) -> Anchor | None:
    """The day on which a night ends by the words behind it: "into Sunday", "from Saturday to Sunday"."""
    other = context.following(found)
    if other is None or other.entry.name not in DAYS or other.first != found.last + 1:
        return None
    joint = found.pieces[found.last].lower
    made = context.made(other) if joint in ("into", "to", "from") else None
    days = days_of(made.value) if made else None
    if days is None:
        return None
    return days[1] if joint == "from" else days[0], "counted from “" + " ".join(other.words) + "”"


def calendar_date(found: Found, context: Context) -> Made | None:
    """A day of a month, or a compact range of two."""
    dom = ordinal_of(found.parts["dom"])
    month = context.index["MONTH"][found.word("month")] + 1 if "month" in found.parts else int_of(found.word("mm"))
    if dom is None or not 1 <= dom <= 31:
        return None
    if month is None:
        return day_of_month(found, context, dom)
    if "month" not in found.parts and (month > 12 or day_first(found, context)):
        month, dom = dom, month
    if month > 12:
        return None
    if counts_things(found, context):
        return month_alone(found, context, month)
    year, anchor = year_for(found, context, month, dom)
    start = f"{year}-{month:02d}-{dom:02d}"
    if "dom2" in found.parts:
        return day_range(found, context, start, (year, month), anchor)
    part = part_of(found, context) or part_of(found, context, "part0")
    if days_of(start) is None and "X" not in start:
        return None
    return with_part(start, part, anchor)


def day_first(found: Found, context: Context) -> bool:
    """True where another date of the text in the same figures can only have its day first ("13/02/2026")."""
    if "/" not in found.words or found.words[0] == found.word("year"):
        return False
    figures = (other for other in context.found[:MAX_DATES] if "mm" in other.parts and "/" in other.words)
    return any((int_of(other.word("mm")) or 0) > 12 for other in figures)


def int_of(word: str) -> int | None:
    """The integer that a word of digits is."""
    return int(word) if word.isdigit() else None


def counts_things(found: Found, context: Context) -> bool:
    """True for "In May 12 people were killed": the number belongs to what follows."""
    if "year" in found.parts or "dom2" in found.parts:
        return False
    last = context.document.tokens[found.pieces[found.last - 1].token]
    after = context.after(found)
    return (
        last.text.isdigit() and after is not None and last.dep == "nummod" and last.head > last.i
        and context.document.tokens[last.head].tag == "NNS"
    )  # fmt: skip


def month_alone(found: Found, context: Context, month: int) -> Made | None:
    """The month of "In May 12 people were killed"."""
    if "mm" in found.parts or found.words[-2:-1] != (found.word("month"),):
        return None
    year, anchor = year_for(found, context, month, 1)
    return replace(dated(f"{year}-{month:02d}", anchor), last=found.last - 1, rule="month")


def day_of_month(found: Found, context: Context, dom: int) -> Made | None:
    """The nearest such day to a "Friday the 13th"."""
    base, anchor = context.spoken(found)
    if base is None:
        return Made("DATE", f"XXXX-XX-{dom:02d}", anchor=anchor)
    near = [base + timedelta(n) for n in range(-400, 400) if (base + timedelta(n)).day == dom]
    number = context.index["WEEKDAY"].get(found.word("wd"))
    fits = [d for d in near if number is None or d.weekday() == number]
    if not fits:
        return None
    return dated(min(fits, key=lambda d: abs((d - base).days)).isoformat(), anchor)


def year_for(found: Found, context: Context, month: int, dom: int) -> tuple[str, str]:
    """The year of a month-day: its own, or that of the nearest such day in the direction of the tense."""
    if "year" in found.parts:
        year = found.word("year")
        return (year if len(year) == 4 else f"{'19' if int(year) > 50 else '20'}{int(year):02d}"), "its own year"
    if ranged := range_year(found, context, month):
        return ranged, "the year of the date that it runs to"
    base, anchor = context.spoken(found)
    if base is None:
        return "XXXX", anchor
    if when := found.word("when"):
        return f"{base.year + {'last': -1, 'next': 1}.get(when, 0):04d}", anchor
    number = context.index["WEEKDAY"].get(found.word("wd"))
    days = [date(y, month, dom) for y in range(base.year - 1, base.year + 2) if valid(y, month, dom)]
    if number is not None:
        fits = [d for d in days if d.weekday() == number]
        days = fits if fits else days
    if not days:
        return "XXXX", anchor
    return f"{nearest(days, base, context.direction(found)).year:04d}", anchor


def valid(year: int, month: int, dom: int) -> bool:
    """True where the calendar has the day."""
    return days_of(f"{year:04d}-{month:02d}-{dom:02d}") is not None


def nearest(days: list[date], base: date, direction: int) -> date:
    """Of some days the one that a story of day `base` means: the nearest, unless the tense says the other way."""
    ahead, behind = WEIGHTS[direction]

    def cost(day: date) -> float:
        days_off = (day - base).days
        return ahead * days_off if days_off > 0 else -behind * days_off

    return min(days, key=cost)


def first_day(value: str, unit: str) -> str:
    """The value of the unit that a value's first day lies in; the value itself where it covers nothing."""
    days = days_of(value)
    return value_at(days[0], unit) if days else value
