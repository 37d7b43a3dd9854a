"""Which of several numbers that outlets give for one body and day is the body's own: the rest are misquotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.linking.digits import slip_between
from onrecord.linking.findings import Finding, count
from onrecord.linking.points import Point
from onrecord.linking.reports import Increment, Ledger, Report
from onrecord.model import FigureValue


@dataclass(frozen=True, slots=True)
class Accepted:
    """The total that a report is taken to give; `report` is its place in the ledger."""

    report: int
    day: str
    point: Point
    value: float


def outlets(point: Point) -> int:
    """How many outlets give it."""
    return len({entry.story.outlet or entry.story.id for entry in point.claims})


def accept(ledger: Ledger) -> tuple[list[Accepted], list[Finding]]:
    """The total of each day, and the misquotes among the others of that day; a stale repeat is neither."""
    chosen, made = list[Accepted](), list[Finding]()
    for number, report in enumerate(ledger.reports):
        before = chosen[-1] if chosen else None
        fresh = current(report.totals, chosen)
        made += misquoted_increments(ledger, report)
        if not fresh:
            continue
        after = next((r.totals[0].value for r in ledger.reports[number + 1 :] if r.totals), None)
        best = max(fresh, key=lambda p: (fits(p, before, report), ordered(p, before, after), outlets(p), p.value or 0))
        chosen.append(Accepted(number, report.day, best, best.value or 0))
        for point in fresh:
            if point is not best and is_misquote(point, best, before, report):
                made.append(misquote(ledger, report.day, point, best))
    return chosen, made


def stale(point: Point, chosen: list[Accepted]) -> bool:
    """True for a number that an earlier report gave."""
    return any(point.value == one.value for one in chosen[-3:])


def current(totals: Sequence[Point], chosen: list[Accepted]) -> Sequence[Point]:
    """The totals of the day itself: neither stale nor the earlier one of an "up from"; all where that leaves none."""
    earlier = {value.was for point in totals for e in point.claims if isinstance(value := e.claim.value, FigureValue)}
    fresh = [point for point in totals if point.value not in earlier]
    return [point for point in fresh if len(fresh) == 1 or not stale(point, chosen)] or totals


def fits(point: Point, before: Accepted | None, report: Report) -> bool:
    """True where the number is the total before plus one increment of the report."""
    if before is None:
        return False
    rise = (point.value or 0) - before.value
    return any(rise == increment.value for increment in report.increments)


def ordered(point: Point, before: Accepted | None, after: float | None) -> bool:
    """True where the number lies between the total before and the one after."""
    value = point.value or 0
    return (before is None or value >= before.value) and (after is None or value <= after)


def is_misquote(point: Point, best: Point, before: Accepted | None, report: Report) -> bool:
    """True where fewer outlets give the number, or a slip or the arithmetic speaks against it.

    A story that gives both numbers means two things.
    """
    if {entry.story.id for entry in point.claims} <= {entry.story.id for entry in best.claims}:
        return False
    if slip_between(point.value or 0, best.value or 0) or outlets(point) < outlets(best):
        return True
    return fits(best, before, report)


def misquote(ledger: Ledger, day: str, point: Point, best: Point) -> Finding:
    """The finding: who gives which number, and how many give the other."""
    value, right = point.value or 0, best.value or 0
    who = ", ".join(sorted({entry.story.outlet or "an unnamed outlet" for entry in point.claims}))
    slip = slip_between(value, right)
    message = f"{who} gives {count(value)} where {outlets(best)} give {count(right)}" + (f": {slip}" if slip else "")
    return Finding("misquote", ledger.key, day, (point, best), message, value - right, right, point)


def misquoted_increments(ledger: Ledger, report: Report) -> list[Finding]:
    """Increments of the day that a slip makes of one that more outlets give."""
    made = list[Finding]()
    for one in report.increments:
        for other in report.increments:
            if outlets(one.point) < outlets(other.point) and slip_between(one.value, other.value):
                made.append(misquote(ledger, report.day, one.point, other.point))
                break
    return made


def leading(increments: tuple[Increment, ...]) -> Increment:
    """The increment that a report is taken to give: the body's own, of most outlets, the largest."""
    return max(increments, key=lambda i: (i.own, outlets(i.point), i.value))
