"""Dates as sources write them in metadata -> ISO 8601. Prose is the reading's business, not this module's."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

YEARS = range(1450, 2201)  # from the first printed news; what lies outside is a slip, or the null date of some database
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CANONICAL = re.compile(r"\d{4}-\d\d-\d\d(T.*)?\Z")
MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s{1,3})?"
CLOCK = r"(?:,?\s{1,3}(?:at\s)?(\d{1,2})[:.](\d\d)(?::\d\d)?\s?([ap]\.?m\.?)?(?:\s?\(?(UTC|GMT|Z)\)?)?)?\Z"
DAY_MONTH = re.compile(
    WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th)?\s{1,3}" + MONTH + r",?\s{1,3}(\d{4})" + CLOCK, re.IGNORECASE
)
MONTH_DAY = re.compile(WEEKDAY + MONTH + r"\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})" + CLOCK, re.IGNORECASE)
YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})" + CLOCK, re.IGNORECASE)
MAX_CHARS = 80


def iso(value: str) -> str | None:
    """`value`, an ISO 8601 date or date-time, in extended form; None where it is none, or its year cannot be right."""
    value = value.strip()
    if len(value) > MAX_CHARS or not value.isascii():
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    if moment.year not in YEARS:
        return None
    if CANONICAL.match(value):
        return value
    bare = len(value) <= 10 and "T" not in value.upper()  # 20260202, 2026-W06-1
    return moment.date().isoformat() if bare else moment.isoformat()


def written(value: str) -> str | None:
    """A date as metadata write it, in ISO 8601: ISO itself, RFC 2822, "3 March 2026", "March 3, 2026, 14:05", 2026/3/3.

    All-number forms that start with the day or month are refused: nobody can tell which is which.
    """
    value = " ".join(value[: MAX_CHARS + 1].split())
    if found := iso(value):
        return found
    if len(value) > MAX_CHARS:
        return None
    if match := DAY_MONTH.match(value):
        day, month, year, *clock = match.groups()
        return composed(year, month_number(month), day, clock)
    if match := MONTH_DAY.match(value):
        month, day, year, *clock = match.groups()
        return composed(year, month_number(month), day, clock)
    if match := YEAR_FIRST.match(value):
        year, month, day, *clock = match.groups()
        return composed(year, int(month), day, clock)
    return mailed(value)


def month_number(name: str) -> int:
    """1 to 12."""
    return MONTHS.index(name[:3].lower()) + 1


def composed(year: str, month: int, day: str, clock: list[str | None]) -> str | None:
    """The ISO date, with the time of day where the parts have one; None where there is no such day."""
    hour, minute, half, zone = clock
    try:
        found = date(int(year), month, int(day))
        if found.year not in YEARS:
            return None
        if hour is None or minute is None:
            return found.isoformat()
        hours = int(hour) % 12 + (12 if half[0] in "pP" else 0) if half else int(hour)
        moment = datetime(found.year, found.month, found.day, hours, int(minute))
    except ValueError:
        return None
    return moment.isoformat(timespec="minutes") + ("+00:00" if zone else "")


def mailed(value: str) -> str | None:
    """An RFC 2822 date-time in ISO 8601, or None."""
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.isoformat() if moment.year in YEARS else None
