"""Calendar arithmetic over TIMEX3 values: what a value covers, and what lies a number of units away from a day.

Values are TIMEX3 values as TimeBank writes them: ``2026-02-04``, ``2026-02``, ``2026-W06``, ``2026-W06-WE``,
``2026-Q1``, ``2026-H1``, ``2026-SP``, ``2026``, ``198`` (a decade), ``19`` (a century, by its leading digits),
``2026-02-04TEV`` or ``2026-02-04T18:00``, and ``A/B`` for a range of two. Values with an X in them are unresolved and
cover nothing. A clock time is as its own clock shows it, and so are its days. What is
approximate has the value of the whole unit, since TIMEX3 says such things beside the value: "around 2014" and "late on
Monday" cover all of it, "mid-June" and "late 2024" the part that timex_parts gives.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.model import Interval

NOWHERE = Interval(None, None)
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
OVERNIGHT = "overnight"
UNITS = "smhDWFMQYECZK"  # by the order of the lexicon's UNIT: second … century, weekend, millennium
SEASONS = ("SP", "SU", "FA", "FA", "WI")  # by the order of the lexicon's SEASON
STEPS = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1, "coming": 1, "upcoming": 1}

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$")
MONTH = re.compile(r"(\d{4})-(\d\d)$")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)$")
YEAR = re.compile(r"(\d{2,4})$")


def interval_of(value: str) -> Interval:
    """The half-open interval of days that a resolved DATE or TIME value covers; both ends None for any other."""
    if "/" in value:
        first, _, last = value.partition("/")
        begin, end = interval_of(first).begin, interval_of(last).end
        return Interval(begin, end) if begin and end else NOWHERE
    days = days_of(value)
    return Interval(days[0].isoformat(), days[1].isoformat()) if days else NOWHERE


def days_of(value: str) -> tuple[date, date] | None:
    """First day and the day after the last; None where the value is unresolved or no date."""
    try:
        return _days_of(value)
    except (ValueError, OverflowError):  # a day that the calendar does not have, such as 30 February
        return None


def _days_of(value: str) -> tuple[date, date] | None:
    if match := DAY.match(value):
        first = date(*map(int, match.groups()))
        return first, first + timedelta(1)
    if match := MONTH.match(value):
        return months(int(match[1]), int(match[2]), 1)
    if match := WEEK.match(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return (monday + timedelta(5) if match[3] else monday), monday + timedelta(7)
    if match := PART.match(value):
        year, part = int(match[1]), match[2]
        if part[0] == "Q":
            return months(year, 3 * int(part[1]) - 2, 3)
        return months(year, 6 * int(part[1]) - 5, 6) if part[0] == "H" else months(year, SEASON_MONTH[part], 3)
    if match := YEAR.match(value):
        span = 10 ** (4 - len(value))
        return date(int(value) * span, 1, 1), date((int(value) + 1) * span, 1, 1)
    return None


def months(year: int, month: int, count: int) -> tuple[date, date]:
    """From the first of a month over `count` months."""
    return date(year, month, 1), add_months(date(year, month, 1), count)


def add_months(day: date, count: int) -> date:
    """The same day of the month `count` months on, or the month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(f"no such month: {year}-{month + 1}")


def shift(day: date, count: float, unit: str) -> date:
    """`count` units (D, W, M, Q, Y, E: ten years, C: a hundred) from `day`; OverflowError outside the calendar."""
    if unit in "DW":
        return day + timedelta(round(count * (7 if unit == "W" else 1)))
    size = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit]
    try:
        return add_months(day, round(count * size))
    except ValueError as error:
        raise OverflowError(str(error)) from error


def value_at(day: date, unit: str) -> str:
    """The value of the day, week, month, quarter, year, decade or century that `day` lies in."""
    if unit == "W":
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if unit == "Q":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: {"D": 10, "M": 7, "Y": 4, "E": 3, "C": 2}[unit]]


def unresolved(unit: str) -> str:
    """The value of a day, week, month … of which nothing is known."""
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "E": "XXX", "C": "XX"}[
        unit
    ]


def weekday_near(day: date, weekday: int, direction: int) -> date:
    """The day with `weekday` (Monday 0): direction 0 on or before `day`, -1 before it, 1 after it, 2 on or after it."""
    if direction <= 0:
        back = (day.weekday() - weekday) % 7
        return day - timedelta(back or (7 if direction < 0 else 0))
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(ahead or (7 if direction == 1 else 0))
