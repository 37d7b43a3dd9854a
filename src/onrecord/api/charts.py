"""Series and findings -> what a chart shows: one count, its increments and its findings. For the commands and pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from onrecord.exports.chart import Chart, ChartError, Flag, Value
from onrecord.exports.rows import count_text, one_line
from onrecord.linking.findings import Finding
from onrecord.linking.moments import day
from onrecord.linking.points import Point
from onrecord.linking.reports import report_day
from onrecord.linking.series import PART, Series, SeriesKey

MOST_LINES = 4  # of one panel; more cannot be told apart
MOST_VALUES = 1000  # of one series; a screen has no more columns than that
LONGEST_SENTENCE = 400  # characters beside a value

Counted = tuple[str, str | None, str | None]
"""What is counted, of whom and where: measure, population, place."""
Findings = Mapping[SeriesKey, Sequence[Finding]]
"""The findings of each series."""


class Kept(NamedTuple):
    """A series of totals without the points that the checks hold for wrong."""

    key: SeriesKey
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """All series of one count: every body that gives it, totals, increments, stocks and limits apart."""

    counted: Counted
    series: tuple[Series, ...]

    @property
    def title(self) -> str:
        """What is counted: "Killed (children) in Gaza Strip"."""
        return title(self.counted)

    @property
    def size(self) -> int:
        """How many points it has."""
        return sum(len(one.points) for one in self.series)

    @property
    def is_drawn(self) -> bool:
        """True where a chart of it shows something: dated totals, stocks or increments."""
        shown = drawable(self.series)
        return bool(lasting(shown)) or any(increment_values(one) for one in shown if one.key.mode == "new")


def counts(found: Sequence[Series]) -> tuple[Count, ...]:
    """The series by what they count, the fullest count first."""
    grouped: dict[Counted, list[Series]] = defaultdict(list)
    for one in found:
        grouped[counted(one.key)].append(one)
    made = (Count(key, tuple(series)) for key, series in grouped.items())
    return tuple(sorted(made, key=lambda one: (-one.size, str(one.counted))))


def by_series(every: Sequence[Finding]) -> Findings:
    """The findings of each series."""
    grouped: dict[SeriesKey, list[Finding]] = defaultdict(list)
    for one in every:
        grouped[one.key].append(one)
    return grouped


def change_text(change: float | None) -> str:
    """A computed change, marked as computed by its sign."""
    if change is None:
        return ""
    return ("+" if change > 0 else "−" if change < 0 else "±") + count_text(abs(change))


def chart_of(found: Sequence[Series], by_key: Findings) -> Chart:
    """The chart of the count with most reports among the series; ChartError where none can be drawn."""
    shown = [count for count in counts(found) if count.is_drawn]
    if not shown:
        raise ChartError("no exact totals, increments or stocks among these series")
    return chart_of_count(max(shown, key=lambda one: sum(len(s.points) for s in drawable(one.series))), by_key)


def chart_of_count(count: Count, by_key: Findings) -> Chart:
    """The chart of one count. Reports whose day is unknown have no place on it: the source line says how many."""
    shown = drawable(count.series)
    totals = lasting(shown)
    rises = longest([one for one in shown if one.key.mode == "new"])
    notes = [finding for one in totals for finding in by_key.get(one.key, ())]
    wrong = {id(finding.wrong) for finding in notes}
    kept = [Kept(one.key, tuple(p for p in one.points if id(p) not in wrong and is_exact(p))) for one in totals]
    values = [value for one in kept for value in total_values(one)]
    if kept:
        values += computed_values(kept[0])
    values += [value for one in rises for value in increment_values(one)]
    heights = [value.value for value in values if value.what == "total"]
    flags = [flag for finding in notes if (flag := flag_of(finding, heights))]
    undated = sum(not point.is_dated for one in count.series for point in one.points)
    words = source((*totals, *rises), values, flags, undated)
    return Chart(title(count.counted, totals or rises), words, tuple(values), tuple(flags))


def lasting(shown: Sequence[Series]) -> list[Series]:
    """The totals, or where there are none the stocks: they share no line and no axis."""
    exact = [one for one in shown if one.key.mode != "new" and any(is_exact(point) for point in one.points)]
    return longest([one for one in exact if one.key.mode == "total"] or exact)


def drawable(found: Sequence[Series]) -> list[Series]:
    """What can stand on a chart: the newest dated points of totals, increments and stocks of whole populations."""
    made = list[Series]()
    for one in found:
        dated = tuple(point for point in one.points if point.is_dated and day(report_day(point)))[-MOST_VALUES:]
        if dated and one.key.mode in ("total", "new", "standing") and one.key.of != PART:
            made.append(Series(one.key, dated))
    return made


def counted(key: SeriesKey) -> Counted:
    """What is counted, of whom and where."""
    return (key.measure, key.of, key.place)


def longest(series: Sequence[Series]) -> list[Series]:
    """The series with most points."""
    return sorted(series, key=lambda one: (-len(one.points), one.key.name))[:MOST_LINES]


def title(key: Counted, drawn: Sequence[Series] = ()) -> str:
    """What is counted, with the start where all that is drawn has one: "Killed in Gaza Strip since 2023-10-07"."""
    measure, of, place = key
    parts = [measure.capitalize(), f"({of})" if of else "", f"in {place}" if place else ""]
    since = {one.key.baseline for one in drawn}
    parts.append(f"since {drawn[0].key.baseline}" if len(since) == 1 and drawn[0].key.baseline else "")
    return " ".join(part for part in parts if part)


def source(drawn: Sequence[Series], values: Sequence[Value], flags: Sequence[Flag], undated: int) -> str:
    """Where the numbers come from, and what is left out."""
    entries = [entry for one in drawn for point in one.points for entry in point.claims]
    outlets = len({entry.story.outlet or entry.story.id for entry in entries})
    days = sorted(value.day for value in values)
    stretch = f", {days[0]}{f' to {days[-1]}' if days[-1] != days[0] else ''}" if days else ""
    alarms = sum(not flag.is_note for flag in flags)
    checked = f"; {alarms} to check" if alarms else ""
    left = f"; {undated} undated not drawn" if undated else ""
    claims = len(entries)
    return (
        f"{claims:,} claim{'s' if claims != 1 else ''} of {outlets} outlet{'s' if outlets != 1 else ''}"
        f"{stretch}{checked}{left}"
    )


def is_exact(point: Point) -> bool:
    """True for a number that a line can go through."""
    return point.bound == "exact" and point.value is not None


def sentence_of(point: Point) -> str:
    """The first sentence that publishes the value, on one line."""
    words = one_line(point.claims[0].sentence)
    return words if len(words) <= LONGEST_SENTENCE else words[:LONGEST_SENTENCE] + "…"


def total_values(one: Kept) -> list[Value]:
    """The totals by day, under the name of who gives them."""
    kind = "total" if one.key.mode == "total" else "stock"
    line = f"{kind} by {one.key.speaker}" if one.key.speaker else f"{kind}, no source named"
    if one.key.baseline:
        line += f", since {one.key.baseline}"
    return [Value(report_day(p), p.value or 0, line, "total", p.claims[0].claim.id, sentence_of(p)) for p in one.points]


def computed_values(one: Kept) -> list[Value]:
    """The rises between the totals."""
    made = list[Value]()
    for before, point in pairwise(one.points):
        was, now = before.value or 0, point.value or 0
        if now != was:
            words = f"Computed: {count_text(now)} − {count_text(was)}, published {report_day(before)}"
            line = f"rise of the {'total' if one.key.mode == 'total' else 'stock'} (computed)"
            made.append(Value(report_day(point), now - was, line, "computed", point.claims[0].claim.id, words))
    return made


def increment_values(one: Series) -> list[Value]:
    """The exact increments by day of those that cover a stretch of time, under the name of who gives them."""
    line = f"increment by {one.key.speaker}" if one.key.speaker else "increment, no source named"
    return [
        Value(report_day(p), p.value, line, "increment", p.claims[0].claim.id, sentence_of(p))
        for p in one.points
        if p.value is not None and p.bound in ("exact", "at_least")
    ]


def flag_of(finding: Finding, shown: Sequence[float]) -> Flag | None:
    """The mark of a finding, at the total it is about; one off the scale of what is shown stands at its edge."""
    points = [p for p in finding.points if report_day(p) == finding.day and p.value is not None]
    if not points or points[-1].value is None or not shown:
        return None
    value = max(min(shown), min(max(shown), points[-1].value))
    return Flag(finding.day, value, finding.kind, finding.is_note, points[-1].claims[0].claim.id, finding.message)
