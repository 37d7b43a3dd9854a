"""The year of a date that has none: the one told of before, a famous one, or the nearest that the tense allows."""

from __future__ import annotations

from datetime import date

from onrecord.reading.timex_calendar import (
    days_of,
)
from onrecord.reading.timex_context import Context
from onrecord.reading.timex_ranges import range_year
from onrecord.reading.timex_rules import Found
from onrecord.reading.timex_verbs import FUTURE, NEAR, PAST, UNKNOWN, WEAK_FUTURE, WEAK_PAST

LONG_AGO = 180  # days after which a bare September 11 is that of 2001
FRESH_DAYS = 60  # after a famous day of the year, in which its date may be that of the year itself
WEIGHTS = {
    PAST: (8.0, 1.0),
    WEAK_PAST: (3.0, 1.0),
    UNKNOWN: (1.3, 1.0),
    NEAR: (1.0, 1.0),
    WEAK_FUTURE: (1.0, 3.5),
    FUTURE: (1.0, 4.0),
}
FIRM = (30.0, 1.0)
"""What a day of distance costs, ahead and behind, for a date without a year, by the direction of its verb."""
LEAP = 4  # years within which there is a February 29
FRESH_MONTHS = 2  # before the story's day: a month in them is more likely the story's own than one of long ago


def year_for(found: Found, context: Context, month: int, dom: int) -> tuple[str, str]:
    """The year of a month-day: its own, or that of the nearest such day in the direction of the tense."""
    if year := found.word("year") or found.word("yy"):
        return (year if len(year) == 4 else f"{'19' if int(year) > 50 else '20'}{int(year):02d}"), "its own year"
    if ranged := range_year(found, context, month):
        return ranged, "the year of the date that it runs to"
    base, anchor = context.spoken(found)
    if known := famous_year(found, context, month, dom):
        return f"{known:04d}", "a day that is known by its date"
    if "when" not in found.parts and "wd" not in found.parts and (told := year_told(found, context, month)):
        return f"{told[0]:04d}", told[1]
    if base is None:
        return "XXXX", anchor
    if when := found.word("when"):
        return f"{base.year + {'last': -1, 'next': 1}.get(when, 0):04d}", anchor
    if near := found.word("near"):
        step = {"last": PAST, "next": FUTURE}.get(near, UNKNOWN)
        days = [date(y, month, dom) for y in range(base.year - 1, base.year + 2) if valid(y, month, dom)]
        days = [d for d in days if (d < base if step == PAST else d > base if step == FUTURE else d.year == base.year)]
        return (f"{min(days, key=lambda d: abs((d - base).days)).year:04d}", anchor) if days else ("XXXX", anchor)
    number = None if "nth" in found.parts else context.index["WEEKDAY"].get(found.word("wd"))
    reach = LEAP if (month, dom) == (2, 29) else 1
    days = [date(y, month, dom) for y in range(base.year - reach, base.year + reach + 1) if valid(y, month, dom)]
    if number is not None:
        fits = [d for d in days if d.weekday() == number]
        days = fits if fits else days
    if not days:
        return "XXXX", anchor
    return f"{nearest(days, base, context.direction(found), firm=context.firmly_past(found)).year:04d}", anchor


def famous_year(found: Found, context: Context, month: int, dom: int) -> int | None:
    """The year of a day that is known by its date ("the Sept. 11 attacks"); None for any other day."""
    known = found.entry.values.get("famous", {}).get(f"{month:02d}-{dom:02d}")
    if known is None or "wd" in found.parts or "when" in found.parts:
        return None
    day, last = context.published, found.pieces[found.last - 1].token
    if day is not None and day < date(known, month, dom):
        return None
    behind = context.document.tokens[last + 1 : last + 4]
    before = context.before(found)
    named = any(token.lower in found.entry.list_of("happenings") for token in behind)
    if named and not (before is not None and before.lower in ("a", "an")):
        return int(known)
    led = before is not None and before.lower in found.entry.list_of("leads")
    far = day is not None and (day - date(day.year - (day < date(day.year, month, dom)), month, dom)).days > LONG_AGO
    led = led or (month == 9 and far and context.direction(found) < 0)
    fresh = day is not None and 0 <= (day - date(day.year, month, dom)).days <= FRESH_DAYS
    return int(known) if led and day is not None and not fresh else None


def valid(year: int, month: int, dom: int) -> bool:
    """True where the calendar has the day."""
    return days_of(f"{year:04d}-{month:02d}-{dom:02d}") is not None


def nearest(days: list[date], base: date, direction: int, *, firm: bool = False) -> date:
    """Of some days the one that a story of day `base` means: the nearest, unless the tense says the other way.

    `firm` says that a verb of the past has the day for itself.
    """
    ahead, behind = FIRM if firm and direction == PAST else WEIGHTS[direction]

    def cost(day: date) -> float:
        days_off = (day - base).days
        return ahead * days_off if days_off > 0 else -behind * days_off

    return min(days, key=cost)


def year_told(found: Found, context: Context, month: int) -> tuple[int, str] | None:
    """The year in which the story goes on after a month of a year it named: "on Oct. 1, 2019 … until April": 2020.

    None where no such month was told of in this sentence, nor such a day in the one before, or it is not long past.
    """
    own, here = context.waiting[-1] if context.waiting else 0, context.sentence(found)
    if context.published is None or own >= len(context.found) or context.found[own] is not found:
        return None
    for number in range(own - 1, max(-1, own - 4), -1):
        other, made = context.found[number], context.done.get(number)
        if here - context.sentence(other) > 1:
            return None
        if made is None or other.entry.name not in ("month", "calendar_date") or "/" in made.value:
            continue
        told = context.years.get(number) or (int(made.value[:4]) if "year" in other.parts else 0)
        if not told or context.is_report(other) or context.is_report(found):
            return None
        year, apart = told + (month < int(made.value[5:7])), (month - int(made.value[5:7])) % 12
        to_days = {found.entry.name, other.entry.name} == {"calendar_date"}
        if here != context.sentence(other) and (not to_days or apart > FRESH_MONTHS):
            return None
        months = (context.published.year - year) * 12 + context.published.month - month
        if months <= FRESH_MONTHS or months % 12 <= FRESH_MONTHS or context.direction(found) in (WEAK_FUTURE, FUTURE):
            return None
        context.years[own] = year
        return year, "the year told of before"
    return None
