"""Books of account: periods that "ended Sept. 30", a story's own quarters, and what "a year earlier" is compared with.

A report of quarters names its period once and then speaks of "the latest period" and "a year earlier". Where it says on
what day a numbered quarter ended, all its numbered quarters cover the days of that calendar; their values keep the
number that the report gives them.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from onrecord.model import Interval
from onrecord.reading.timex_calendar import add_months, days_of, shift, value_at
from onrecord.reading.timex_context import Context, Made
from onrecord.reading.timex_rules import Found

ENDED = frozenset(("ended", "ending"))
LENGTH = re.compile(r"P([1-9]\d{0,2})([DWMQY])$")
HOURS = re.compile(r"PT([1-9]\d{0,2})H$")
RUNS_TO = frozenset(("to", "until", "till", "ending", "ended"))
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d$")
QUARTER = re.compile(r"(\d{4})-Q([1-4])$")
MONTHS = re.compile(r"P(?:3|6|9|12)M$")
EARLY_DOM = 10  # a period that ends in the first days of a month is that of the month before
MONTHS_REACH = 2  # sentences within which a comparison is with the months just told of
LOOK_BACK = 12  # expressions before one that may name the period it is compared with
MAX_FOUND = 200  # expressions of a story that are looked through for the days on which its quarters ended


def ended_on(found: Found, context: Context) -> date | None:
    """The last day of a period, told right behind it: "the quarter ended Sept. 30", "the week to 25 January"."""
    after = context.following(found)
    if after is None or after.first != found.last + 1:
        return None
    joint = found.pieces[found.last].lower
    runs_to = joint == "to" and found.words[0] == "the" and after.entry.name in ("calendar_date", "month", "weekday")
    if joint not in ENDED and not runs_to:
        return None
    made = context.made(after)
    days = days_of(made.value) if made and made.type == "DATE" and "/" not in made.value else None
    return days[1] - timedelta(1) if days else None


def fiscal_interval(made: Made, found: Found, context: Context) -> Interval | None:
    """The days of a period that ends on a day the text names, or of a quarter of the story's own; None for others."""
    quarter, length = QUARTER.match(made.value), LENGTH.match(made.value)
    if found.words == ("the", "week") and (last := ended_on(found, context)):
        return Interval((last - timedelta(6)).isoformat(), (last + timedelta(1)).isoformat())
    if (hours := HOURS.match(made.value)) and (moment := moment_after(found, context)):
        begin = moment - timedelta(hours=int(hours[1]))
        return Interval(begin.date().isoformat(), (moment.date() + timedelta(1)).isoformat())
    if (quarter or length) and (last := ended_on(found, context)):
        count, unit = (int(length[1]), length[2]) if length else (1, "Q")
        end = last + timedelta(1)
        return Interval(shift(end, -count, unit).isoformat(), end.isoformat())
    if quarter and not {"year", "year2"} & found.parts.keys() and (months := months_off(context)):
        days = days_of(made.value)
        return Interval(*(add_months(day, months).isoformat() for day in days)) if days else None
    return None


def moment_after(found: Found, context: Context) -> datetime | None:
    """The moment at which "the 24 hours to 8 a.m. on Monday" ends, on its own clock."""
    after = context.following(found)
    if after is None or not 1 <= after.first - found.last <= 2 or found.pieces[found.last].lower not in RUNS_TO:
        return None
    made = context.made(after)
    clock = MOMENT.match(made.value) if made and made.type == "TIME" else None
    return datetime.fromisoformat(clock[0]) if clock else None


def months_off(context: Context) -> int:
    """By how many months the story's numbered quarters end after those of the calendar; 0 where it does not say."""
    if not context.fiscal:
        stated = (stated_months(found, context) for found in context.found[:MAX_FOUND])
        context.fiscal.append(next(filter(None, stated), 0))
    return context.fiscal[0]


def stated_months(found: Found, context: Context) -> int:
    """The months that a numbered quarter with its last day ("the fourth quarter ended Aug. 26") is off the calendar."""
    if "nth" not in found.parts and "q" not in found.parts:
        return 0
    last = ended_on(found, context)
    made = context.made(found) if last else None
    quarter = QUARTER.match(made.value) if made else None
    if last is None or quarter is None:
        return 0
    month = closing_month(last)
    return (month.year - int(quarter[1])) * 12 + month.month - 3 * int(quarter[2])


def closing_month(last: date) -> date:
    """A day in the month that a period which ends on `last` closes."""
    return last - timedelta(EARLY_DOM) if last.day <= EARLY_DOM else last


def quarter_ended(found: Found, context: Context) -> str | None:
    """The calendar's quarter that most of a quarter without a number lies in ("the quarter ended July 31")."""
    last = ended_on(found, context)
    return value_at(add_months(closing_month(last).replace(day=1), -1), "Q") if last else None


def tells_of_months(context: Context) -> bool:
    """True where "the first nine months" were told of last, so that "a year earlier" is no quarter."""
    own = context.waiting[-1] if context.waiting else 0
    here = context.sentence(context.found[own])
    for number in range(own - 1, max(-1, own - LOOK_BACK), -1):
        made, found = context.done.get(number), context.found[number]
        if made is None or found.compares:
            continue
        if QUARTER.match(made.value) or here - context.sentence(found) > MONTHS_REACH:
            return False
        if MONTHS.match(made.value):
            return True
    return False
