"""Two days in one breath: "Jan. 23-24", and the year that "from Nov. 24 to Dec. 1, 2023" gives to its start."""

from __future__ import annotations

from onrecord.reading.timex_calendar import interval_of
from onrecord.reading.timex_context import Context, Made
from onrecord.reading.timex_numerals import ordinal_of
from onrecord.reading.timex_rules import Found


def day_range(found: Found, context: Context, start: str, year_month: tuple[str, int], anchor: str) -> Made | None:
    """One expression for two days ("Jan. 23-24", "Dec. 30-Jan. 2"), with the value start/end."""
    year, month = year_month
    dom = ordinal_of(found.parts["dom2"])
    second = context.index["MONTH"][found.word("month2")] + 1 if "month2" in found.parts else month
    if dom is None or (second == month and dom <= int(start[-2:])):
        return None
    if second < month:
        if "year" in found.parts:
            start = f"{int(year) - 1:04d}{start[4:]}"
        elif year.isdigit():
            year = f"{int(year) + 1:04d}"
    end = f"{year}-{second:02d}-{dom:02d}"
    value = f"{start}/{end}"
    return Made("DATE", value, interval_of(value), anchor)


def range_year(found: Found, context: Context, month: int) -> str | None:
    """The year of "Nov. 24" in "from Nov. 24 to Dec. 1, 2023"."""
    own = context.waiting[-1] if context.waiting else 0
    if own + 1 >= len(context.found) or context.found[own] is not found:
        return None
    other = context.found[own + 1]
    if other.entry.name != "calendar_date" or other.first != found.last + 1:
        return None
    if found.pieces[found.last].lower not in ("to", "and", "through", "until") or "month" not in other.parts:
        return None
    later = context.index["MONTH"][other.word("month")] + 1
    if "year" in other.parts:
        return f"{int(other.word('year')) - (month > later):04d}"
    before = context.before(found)
    made = context.made(other) if before is not None and before.lower in ("from", "between") else None
    told = made.value[:4] if made else ""
    return f"{int(told) - (month > later):04d}" if told.isdigit() else None
