"""Cases: the claims that report one thing, whoever reports it, so that a codebook can choose among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from onrecord.linking.moments import DAY, day, days
from onrecord.linking.points import Point, time_order
from onrecord.linking.reports import LONGEST_INCREMENT, report_day
from onrecord.linking.series import PART, Series, SeriesKey
from onrecord.model import Sourced


@dataclass(frozen=True, slots=True)
class ReportCase:
    """One count on one day, or one increment of one period.

    `days` are those that an increment covers, `voices` who counts in each entry: the originator, or the outlet where
    the story itself does.
    """

    name: str
    day: str
    days: tuple[str, ...]
    entries: tuple[Sourced, ...]
    voices: tuple[str, ...]


def cases(found: Iterable[Series]) -> tuple[ReportCase, ...]:
    """The cases of totals, stocks and increments, by name and day; limits count nothing, parts of a larger figure too.

    Totals of one day are one case whoever gives them. Increments are one where they cover the same period, unless a
    story gives several of that period: then they count several things, and each is its own.
    """
    counts: dict[tuple[SeriesKey, str, object], list[Point]] = defaultdict(list)
    speakers: dict[str, str] = {}
    for one in found:
        if one.key.mode == "limit" or one.key.of == PART:
            continue
        key = replace(one.key, speaker=None)
        for point in one.points:
            if one.key.speaker:
                speakers |= {entry.claim.id: one.key.speaker for entry in point.claims}
            counts[key, report_day(point), (point.begin, point.end) if key.mode == "new" else None].append(point)
    made = [
        case_of(key, at, points, speakers)
        for (key, at, _), together in counts.items()
        for points in ([together] if key.mode != "new" or is_one(together) else [[point] for point in together])
    ]
    return tuple(sorted(made, key=lambda case: (case.name, case.day, case.entries[0].claim.id)))


def is_one(points: Sequence[Point]) -> bool:
    """True where no story's body gives two of these points."""
    told = [{e.claim.story for e in point.claims if e.claim.mark.field == "text"} for point in points]
    return len(set[str]().union(*told)) == sum(len(stories) for stories in told)


def case_of(key: SeriesKey, at: str, points: Sequence[Point], speakers: Mapping[str, str]) -> ReportCase:
    """The case of these points."""
    entries = tuple(sorted((entry for point in points for entry in point.claims), key=time_order))
    voices = tuple(speakers.get(e.claim.id) or e.story.outlet or e.claim.story for e in entries)
    return ReportCase(key.name, at, covered(points[0]) if key.mode == "new" else (), entries, voices)


def covered(point: Point) -> tuple[str, ...]:
    """The days of the point's period; empty where a side is open or it is too long for an increment."""
    first = day(point.begin) if point.begin else None
    length = days(point.begin, point.end) if point.begin and point.end else None
    if first is None or length is None or not 0 < length <= LONGEST_INCREMENT:
        return ()
    return tuple((first + timedelta(days=n)).isoformat()[:DAY] for n in range(length))
