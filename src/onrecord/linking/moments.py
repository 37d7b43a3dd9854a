"""Dates and moments as they come: ISO dates, date-times, with or without a time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

from onrecord.model import Interval

DAY = 10  # characters of YYYY-MM-DD
REMEMBERED = 8192  # moments and intervals: claims of one view share their dates


@lru_cache(REMEMBERED)
def instant(moment: str) -> str:
    """The moment such that string order is time order: in UTC, to the second; a plain date opens its day.

    What is no ISO date is returned as it stands.
    """
    if len(moment) <= DAY:
        return moment
    try:
        read = datetime.fromisoformat(moment)
        if read.tzinfo is not None:
            read = read.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return moment
    return read.isoformat(timespec="seconds")


@lru_cache(REMEMBERED)
def day(moment: str) -> date | None:
    """The calendar day that the moment itself names, whatever its time zone; None where it names none."""
    try:
        return date.fromisoformat(moment[:DAY])
    except ValueError:
        return None


def days(begin: str, end: str) -> int | None:
    """Whole days from one moment's day to the other's; None where either is no date."""
    first, last = day(begin), day(end)
    return (last - first).days if first and last else None


def near(one: str, other: str, hours: int = 24) -> bool:
    """True for moments of one calendar day, and for moments with a clock time that lie at most `hours` apart."""
    if one[:DAY] == other[:DAY]:
        return True
    if len(one) <= DAY or len(other) <= DAY:
        return False
    try:
        apart = datetime.fromisoformat(instant(one)) - datetime.fromisoformat(instant(other))
    except ValueError:
        return False
    return abs(apart.total_seconds()) <= hours * 3600


def overlap(one: Interval, other: Interval) -> bool:
    """True where two half-open intervals share a moment; an open end reaches for ever, an open beginning to nowhere."""
    if one.begin is None or other.begin is None:
        return False
    return one.begin < (other.end or "~") and other.begin < (one.end or "~")


@lru_cache(REMEMBERED)
def length(interval: Interval) -> int | None:
    """Days that the interval covers, at least 1; None where a side is open."""
    if interval.begin is None or interval.end is None:
        return None
    covered = days(interval.begin, interval.end)
    return None if covered is None else max(1, covered)


def shifted(moment: str, by: int) -> str:
    """The day `by` days after (or, below 0, before) the moment's own, within the calendar; ValueError for no date."""
    start = date.fromisoformat(moment[:DAY]).toordinal() + by
    return date.fromordinal(min(max(start, 1), date.max.toordinal())).isoformat()
