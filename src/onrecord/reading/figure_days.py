"""Plain arithmetic on ISO dates and half-open intervals."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.model import Interval


def duration_days(value: str) -> int | None:
    """Whole days of a TIMEX3 duration such as P3D, PT24H, P1W; None for others."""
    number = "".join(character for character in value if character.isdigit())
    if not number or len(number) > 4 or not value.startswith("P"):
        return None
    count = int(number)
    if value.startswith("PT") and value.endswith("H"):
        return -(-count // 24)
    return {"D": count, "W": 7 * count, "M": 30 * count}.get(value[-1])


def is_day(interval: Interval) -> bool:
    """True for an interval of one day, or part of it."""
    return interval.begin is not None and interval.end is not None and days_between(interval.begin, interval.end) <= 1


def whole_days(interval: Interval) -> Interval:
    """The days that an interval touches."""
    begin, end = interval.begin, interval.end
    if begin is None or end is None:
        return interval
    last = end[:10] if len(end) == 10 or end[10:] in ("T00:00", "T00:00:00") else shifted(end, 1)
    return Interval(begin[:10], last)


def days_between(begin: str, end: str) -> int:
    """Days from one ISO date to another."""
    return (date.fromisoformat(end[:10]) - date.fromisoformat(begin[:10])).days


def shifted(day: str, days: int) -> str:
    """An ISO date moved by `days`."""
    return (date.fromisoformat(day[:10]) + timedelta(days=days)).isoformat()
