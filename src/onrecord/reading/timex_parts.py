"""Parts of periods: "late June", "the first half of January", "the first three months of 2025", "midweek".

TIMEX3 says "early" and "late" beside the value, so the value stays that of the whole period ("2025-06"); the days are
those of the part, widely taken, since such words are approximate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from onrecord.model import Interval
from onrecord.reading.timex_calendar import STEPS, add_months, days_of, interval_of, shift, unresolved, value_at
from onrecord.reading.timex_context import Context, Made, dated
from onrecord.reading.timex_months import month_year
from onrecord.reading.timex_numerals import UNKNOWN, number_of, ordinal_of
from onrecord.reading.timex_rules import Found
from onrecord.reading.timex_verbs import FUTURE, PAST, WEAK_FUTURE

SHARES: Mapping[str, tuple[float, float]] = {
    "early": (0, 1 / 2), "mid": (1 / 4, 3 / 4), "middle": (1 / 4, 3 / 4), "late": (1 / 2, 1),
    "beginning": (0, 1 / 3), "start": (0, 1 / 3), "end": (2 / 3, 1), "close": (2 / 3, 1),
    "midyear": (1 / 4, 3 / 4),
}  # fmt: skip
"""What an edge word takes of its period, as shares of its length: newsrooms mean no sharper bounds."""
SHORTEST = 20  # days of a period that has an early and a late part; the start of a day or a week is the day, the week
MONTHLY = 62  # days of a period up to which its parts are counted in days
MIDWEEK = (1, 4)  # from Tuesday to Thursday
HALVES = {"first": (0, 1 / 2), "second": (1 / 2, 1), "last": (1 / 2, 1), "latter": (1 / 2, 1)}
LAST = frozenset(("last", "final", "closing"))
MONTHS_IN = {"months": 1, "quarters": 3}
NAMED_PARTS = {(True, 3): "Q1", (True, 6): "H1", (False, 3): "Q4", (False, 6): "H2"}
"""Runs of months that begin (True) or end a year and have a name of their own."""


def narrowed(made: Made, found: Found, context: Context) -> Interval:
    """The days of what was made: those of the part that its edge word takes of a month or a longer period."""
    covered = days_of(made.value) if made.type == "DATE" and "/" not in made.value else None
    if covered is None or (covered[1] - covered[0]).days < SHORTEST or made.interval != interval_of(made.value):
        return made.interval
    edge = next((word for word in found.words if word in SHARES), None)
    if edge is not None:
        return share(covered, *SHARES[edge])
    if "this" in found.words and found.words[0] in ("earlier", "later"):
        return clipped(covered, context.published, before=found.words[0] == "earlier")
    return made.interval


def share(covered: tuple[date, date], low: float, high: float) -> Interval:
    """The days between two shares of a period, in whole months of one that is longer than two."""
    first, length = covered[0], (covered[1] - covered[0]).days
    if length <= MONTHLY:
        begin, end = (first + timedelta(int(part * length)) for part in (low, high))
    else:
        count = (covered[1].year - first.year) * 12 + covered[1].month - first.month
        begin, end = add_months(first, int(low * count)), add_months(first, -int(-high * count // 1))
    return Interval(begin.isoformat(), end.isoformat())


def clipped(covered: tuple[date, date], day: date | None, *, before: bool) -> Interval:
    """A period up to `day` ("earlier this month"), or from it ("later this year"); all of it where that leaves none."""
    first, end = covered
    if day is not None and first < day < end:
        first, end = (first, day) if before else (day, end)
    return Interval(first.isoformat(), end.isoformat())


def part_of_period(found: Found, context: Context) -> Made | None:
    """Part of a named period: "the first half of January", "the first three months of 2025", "the last week of May"."""
    base, anchor = context.spoken(found)
    if "year" in found.parts:
        year: int | None = int(found.word("year"))
        anchor = "its own year"
    elif "month" in found.parts and "when" not in found.parts:
        year = month_year(found, context, base, context.index["MONTH"][found.word("month")] + 1) if base else None
    else:
        year = base.year + STEPS.get(found.word("when"), 0) if base else None
    if "month" in found.parts:
        number = context.index["MONTH"][found.word("month")] + 1
        made = part_of_month(found, f"{year:04d}-{number:02d}" if year else f"XXXX-{number:02d}", anchor)
        ahead = made is not None and base is not None and (made.interval.begin or "") > base.isoformat()
        if ahead and year and "year" not in found.parts and context.direction(found) == PAST:
            return part_of_month(found, f"{year - 1:04d}-{number:02d}", anchor)  # told of as over
        return made
    number_ = number_of(found.parts["num"]) if "num" in found.parts else 1.0
    if number_ is None or number_ == UNKNOWN:
        return None
    made = run_of_months(found, year, int(number_), anchor)
    if made and base and year == base.year and "when" not in found.parts and "year" not in found.parts:
        days = days_of(made.value.partition("/")[2] or made.value)
        if days and days[0] > base and context.direction(found) == PAST:
            return run_of_months(found, year - 1, int(number_), anchor)  # told of as over
    return made


def part_of_month(found: Found, value: str, anchor: str | None) -> Made | None:
    """Half a month, or some of its days or weeks from one of its ends."""
    days = days_of(value)
    if days is None:
        return Made("DATE", value, anchor=anchor)
    which = found.word("which")
    if "unit" not in found.parts:
        return replace(dated(value, anchor), interval=share(days, *HALVES[which]))
    size = 7 if found.word("unit").startswith("week") else 1
    number = number_of(found.parts["num"]) if "num" in found.parts else 1.0
    if number is None or number == UNKNOWN or (found.word("unit").endswith("s") and "num" not in found.parts):
        return replace(dated(value, anchor), interval=share(days, *((2 / 3, 1) if which in LAST else (0, 1 / 3))))
    length = timedelta(size * int(number))
    skipped = 0 if "num" in found.parts or which == "opening" else (ordinal_of((which,)) or 1) - 1
    first = days[1] - length if which in LAST else days[0] + timedelta(size * skipped)
    last = min(first + length, days[1]) - timedelta(1)
    if first < days[0] or last < first:
        return None
    if first == last:
        return dated(first.isoformat(), anchor)
    whole = f"{first}/{last}"
    return Made("DATE", whole, interval_of(whole), anchor)


def run_of_months(found: Found, year: int | None, number: int, anchor: str | None) -> Made | None:
    """Months or quarters at one end of a year."""
    from_start = found.word("which") not in LAST
    count = number * MONTHS_IN[found.word("unit")]
    if not 0 < count < 12:
        return None
    if year is None:
        return Made("DATE", unresolved("Y"), anchor=anchor)
    if name := NAMED_PARTS.get((from_start, count)):
        return dated(f"{year:04d}-{name}", anchor)
    first = date(year, 1, 1) if from_start else date(year, 13 - count, 1)
    last = add_months(first, count - 1)
    return dated(f"{value_at(first, 'M')}/{value_at(last, 'M')}", anchor)


def middle(found: Found, context: Context) -> Made | None:
    """The middle of this week or year ("midweek"), of the coming or of the last one, by the tense."""
    base, anchor = context.spoken(found)
    unit = "W" if "week" in found.words[-1] else "Y"
    if base is None:
        return Made("DATE", unresolved(unit), anchor=anchor)
    direction = context.direction(found)
    if unit == "Y":
        step = int(direction == FUTURE and base.month > 8) - int(direction == PAST and base.month < 5)
        return dated(value_at(shift(base.replace(day=1), step, "Y"), "Y"), anchor)
    step = int(direction in (FUTURE, WEAK_FUTURE) and base.weekday() >= MIDWEEK[1] - 1)
    step -= int(direction == PAST and base.weekday() < MIDWEEK[0])
    monday = base + timedelta(7 * step - base.weekday())
    days = (monday + timedelta(n) for n in MIDWEEK)
    return replace(dated(value_at(monday, "W"), anchor), interval=Interval(*(day.isoformat() for day in days)))
