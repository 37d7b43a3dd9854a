"""Periods of the calendar: months, seasons, quarters, years, decades, and "last week", "next year"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.model import Interval
from onrecord.reading.parse import Token
from onrecord.reading.timex_calendar import STEPS, UNITS, days_of, shift, unresolved, value_at
from onrecord.reading.timex_context import Context, Made, dated
from onrecord.reading.timex_days import first_day
from onrecord.reading.timex_fiscal import ended_on
from onrecord.reading.timex_months import month_year
from onrecord.reading.timex_numerals import ordinal_of
from onrecord.reading.timex_rules import Found
from onrecord.reading.timex_verbs import NEAR, WEAK_FUTURE

ROLLING = frozenset(("last", "past", "coming", "next"))
TOLD = frozenset(("previous", "preceding", "following", "same", "that"))


def relative_unit(found: Found, context: Context) -> Made | None:
    """Units of the calendar: "last week", "next year", "the following day", "that month", "the end of the year"."""
    words = found.words
    if "month" in found.parts:
        return week_of(found, context)
    unit = UNITS[context.index["UNIT"][found.word("unit") or found.word("unit2") or "year"]]
    rel, way = found.word("rel"), found.word("way")
    told = rel in TOLD or (rel == "next" and unit == "D") or bool(way)
    if way and not ends_phrase(context.after(found)):
        return day_beside(found, context) if unit == "D" else None
    if words == ("the", "week") and (week := the_week(found, context)):
        return week
    if rel == "that" and unit == "D":
        base, anchor = context.told(found)
    else:
        base, anchor = context.narrated(found) if told else context.spoken(found)
    if unit == "Z" and "two" not in found.parts:
        return weekend(base, rel, anchor, context.direction(found))
    if unit == "D" and (apposed := context.apposed(found)):
        return apposed
    if base is None:
        return Made("DATE", unresolved(unit), anchor=anchor)
    return unit_from(base, anchor, unit, found, context)


def the_week(found: Found, context: Context) -> Made | None:
    """The seven days of "in the week since the vote", the week of "the week ended Jan. 25"; None for any other."""
    after = context.after(found)
    if after is not None and after.lower == "since":
        return Made("DURATION", "P1W", rule="duration")
    ended = ended_on(found, context)
    return dated(value_at(ended, "W"), "the day on which it ended") if ended else None


def unit_from(base: date, anchor: str | None, unit: str, found: Found, context: Context) -> Made:
    """The unit that the words say, counted from the day `base`."""
    words, rel, way = found.words, found.word("rel"), found.word("way")
    step = {"before": -1, "earlier": -1, "after": 1}.get(way) or STEPS.get(rel, -1 if "past" in words else 0)
    if two := found.word("two"):
        step = -2 if two == "last" else 2  # "the week before last", "the week after next"
    if unit == "Z":
        return dated(value_at(base + timedelta(7 * step), "W") + "-WE", anchor)
    if unit == "D":
        return dated((base + timedelta(step)).isoformat(), anchor)
    if unit == "Q" and rel in ("", "same", "that"):
        return dated(context.newest_quarter() or value_at(base, "Q"), anchor)
    if "unit2" in found.parts and unit == "Y" and year_over(found, context, base):
        step = -1
    if (rel in TOLD or way) and unit in "MY":
        # "that year", "the following month": from the month or year last named, however coarse
        last = context.last_value("-") if unit == "M" else context.last_value("")
        days = days_of(last) if last else None
        base = days[0] if days else base
    if words[-1] == "ahead":
        return dated(value_at(shift(base, 1, unit), unit), anchor)
    made = dated(value_at(shift(first_of(base, unit), step, unit), unit), anchor)
    if "the" in words[:2] and rel in ROLLING and unit in "WMQY" and base == context.published:
        other = shift(base, step, unit)  # "in the past week": the days up to the story's
        return replace(made, interval=Interval(min(base, other).isoformat(), max(base, other).isoformat()))
    return made


def year_over(found: Found, context: Context, base: date) -> bool:
    """True where "year-end" is that of the year before: "since year-end", and as told of as past in the first half."""
    before = context.before(found)
    if before is not None and before.lower == "since":
        return True
    return base.month <= 6 and context.direction(found) < 0 and "the" not in found.words


def day_beside(found: Found, context: Context) -> Made | None:
    """The day of "the day before the vote": by the date right behind it, else by the day last told of.

    Unresolved where the story tells of none; None beside its own date ("Oct. 12, the day before the vote").
    """
    step = 1 if found.word("way") == "after" else -1
    last = found.last - 1  # TIMEX3 has "before" beside the expression
    first, second = context.preceding(found), context.following(found)
    after = context.after(found)
    if after is not None and after.tag == "VBG":
        return None  # "later in the day before leaving"
    if first is not None and first.last == found.first - 1 and found.pieces[first.last].lower == ",":
        return None
    anchor: str | None
    if second is not None and second.first == found.last:
        made = context.made(second)
        days, anchor = days_of(made.value) if made else None, "counted from “" + " ".join(second.words) + "”"
    else:
        day, anchor = context.told(found)
        days = (day, day) if day else None
    if days is None or (days[1] - days[0]).days > 1:
        return Made("DATE", unresolved("D"), anchor=anchor, last=last)
    return replace(dated((days[0] + timedelta(step)).isoformat(), anchor), last=last)


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
