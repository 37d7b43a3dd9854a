"""Series and findings -> what a chart shows: the fullest count among them, its increments and its findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from onrecord.exports.chart import Chart, ChartError, Flag, Value
from onrecord.linking.findings import Finding
from onrecord.linking.points import Point
from onrecord.linking.reports import report_day
from onrecord.linking.series import PART, Series, SeriesKey

MOST_LINES = 4  # of one panel; more cannot be told apart

Counted = tuple[str, str | None, str | None]


class Kept(NamedTuple):
    """A series of totals without the points that the checks hold for wrong."""

    key: SeriesKey
    points: tuple[Point, ...]


def chart_of(found: Sequence[Series], by_key: Mapping[SeriesKey, Sequence[Finding]]) -> Chart:
    """The chart of the count with most reports: one measure, place and population, every body that gives it.

    Reports whose day is unknown have no place on it.
    """
    counts: dict[Counted, list[Series]] = defaultdict(list)
    for one in (replace(one, points=tuple(p for p in one.points if p.is_dated)) for one in found):
        if one.key.mode in ("total", "new", "standing") and one.key.of != PART:
            counts[counted(one.key)].append(one)
    if not counts:
        raise ChartError("no totals, increments or stocks among these series")
    key, chosen = max(counts.items(), key=lambda item: (sum(len(one.points) for one in item[1]), str(item[0])))
    totals = longest([one for one in chosen if one.key.mode != "new"])
    rises = longest([one for one in chosen if one.key.mode == "new"])
    notes = [finding for one in totals for finding in by_key.get(one.key, ())]
    wrong = {id(finding.wrong) for finding in notes}
    kept = [Kept(one.key, tuple(p for p in one.points if id(p) not in wrong and is_exact(p))) for one in totals]
    values = [value for one in kept for value in total_values(one)]
    if kept:
        values += computed_values(kept[0])
    values += [value for one in rises for value in increment_values(one)]
    shown = [value.value for value in values if value.what == "total"]
    flags = [flag for finding in notes if (flag := flag_of(finding, shown))]
    claims = sum(len(point.claims) for one in (*totals, *rises) for point in one.points)
    outlets = {e.story.outlet or e.story.id for one in (*totals, *rises) for p in one.points for e in p.claims}
    return Chart(title(key, totals or rises), source(claims, len(outlets), values, flags), tuple(values), tuple(flags))


def counted(key: SeriesKey) -> Counted:
    """What is counted, of whom and where."""
    return (key.measure, key.of, key.place)


def longest(series: Sequence[Series]) -> list[Series]:
    """The series with most points."""
    return sorted(series, key=lambda one: (-len(one.points), one.key.name))[:MOST_LINES]


def title(key: Counted, drawn: Sequence[Series]) -> str:
    """What the chart shows: "Killed in Gaza Strip since 2023-10-07"."""
    measure, of, place = key
    parts = [measure.capitalize(), f"({of})" if of else "", f"in {place}" if place else ""]
    since = {one.key.baseline for one in drawn}
    parts.append(f"since {drawn[0].key.baseline}" if len(since) == 1 and drawn[0].key.baseline else "")
    return " ".join(part for part in parts if part)


def source(claims: int, outlets: int, values: Sequence[Value], flags: Sequence[Flag]) -> str:
    """Where the numbers come from."""
    days = sorted(value.day for value in values)
    stretch = f", {days[0]} to {days[-1]}" if days else ""
    alarms = sum(not flag.is_note for flag in flags)
    checked = f"; {alarms} to check" if alarms else ""
    return f"{claims:,} claims of {outlets} outlet{'s' if outlets != 1 else ''}{stretch}{checked}"


def is_exact(point: Point) -> bool:
    """True for a number that a line can go through."""
    return point.bound == "exact" and point.value is not None


def total_values(one: Kept) -> list[Value]:
    """The totals by day, under the name of who gives them."""
    line = f"total by {one.key.speaker}" if one.key.speaker else "total, no source named"
    if one.key.baseline:
        line += f", since {one.key.baseline}"
    return [Value(report_day(point), point.value or 0, line, "total") for point in one.points]


def computed_values(one: Kept) -> list[Value]:
    """The rises between the totals."""
    steps = [(point, (point.value or 0) - (before.value or 0)) for before, point in pairwise(one.points)]
    return [Value(report_day(point), rise, "rise of the total (computed)", "computed") for point, rise in steps if rise]


def increment_values(one: Series) -> list[Value]:
    """The exact increments by day of those that cover a stretch of time, under the name of who gives them."""
    line = f"increment by {one.key.speaker}" if one.key.speaker else "increment, no source named"
    return [
        Value(report_day(p), p.value, line, "increment")
        for p in one.points
        if p.value is not None and p.bound in ("exact", "at_least")
    ]


def flag_of(finding: Finding, shown: Sequence[float]) -> Flag | None:
    """The mark of a finding, at the total it is about; one off the scale of what is shown stands at its edge."""
    points = [p for p in finding.points if report_day(p) == finding.day and p.value is not None]
    if not points or points[-1].value is None or not shown:
        return None
    value = max(min(shown), min(max(shown), points[-1].value))
    return Flag(finding.day, value, finding.kind, finding.is_note)
