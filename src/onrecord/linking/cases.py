"""Cases: the claims that report one thing, whoever reports it, so that a codebook can choose among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from onrecord.linking.moments import DAY, day, days
from onrecord.linking.points import Point, figure_value, time_order
from onrecord.linking.reports import LONGEST_INCREMENT, report_day
from onrecord.linking.series import PART, Series, SeriesKey
from onrecord.model import Mode, Sourced

NIGHT_AND_DAY = 2  # calendar days that "the past 24 hours" touch


@dataclass(frozen=True, slots=True)
class ReportCase:
    """One count on one day, or one increment of one period.

    `day` is the day that the number belongs to, `reported` the one on which it was published, `begin` and `end` (ISO,
    `end` exclusive) the period that it covers, `days` the days of an increment. `voices` are who counts in each entry:
    the originator, or the outlet where the story itself does.
    """

    key: SeriesKey
    day: str
    reported: str
    begin: str | None
    end: str | None
    days: tuple[str, ...]
    entries: tuple[Sourced, ...]
    voices: tuple[str, ...]

    @property
    def name(self) -> str:
        """What is counted, in words."""
        return self.key.name

    @property
    def measure(self) -> str:
        """What happened to those counted, as the Reading format names it."""
        return self.key.measure

    @property
    def mode(self) -> Mode:
        """How the number counts: total, new or standing."""
        return self.key.mode

    @property
    def of(self) -> str | None:
        """Who is counted; None where it is simply the people of the place."""
        return self.key.of

    @property
    def place(self) -> str | None:
        """Where; None where no claim tells."""
        return self.key.place


def cases(found: Iterable[Series]) -> tuple[ReportCase, ...]:
    """The cases of totals, stocks and increments, by name and day; limits count nothing, parts of a larger figure too.

    Totals of one day are one case whoever gives them. Increments are one where they cover the same period, unless a
    story gives several of that period: then they count several things, and each is its own. One without a period is of
    the day of its report; one with a period is of that period, however long after it is told.
    """
    counts: dict[tuple[object, ...], list[tuple[SeriesKey, Point]]] = defaultdict(list)
    speakers: dict[str, str] = {}
    for one in found:
        if one.key.mode == "limit" or one.key.of == PART:
            continue
        key = replace(one.key, speaker=None)
        for point in one.points:
            if is_part(point):
                continue
            if one.key.speaker:
                speakers |= {entry.claim.id: one.key.speaker for entry in point.claims}
            counts[(key, *happening(key.mode, point))].append((key, point))
    made = [case_of(key, points, speakers) for together in counts.values() for key, points in apart(together)]
    return tuple(sorted(made, key=lambda case: (case.name, case.day, case.entries[0].claim.id)))


def happening(mode: Mode, point: Point) -> tuple[str | None, ...]:
    """What the claims of one case have in common beside their key: the period of an increment, else the day."""
    if mode == "new" and point.begin and point.end:
        return (point.begin, point.end)
    return (report_day(point), point.begin, point.end) if mode == "new" else (report_day(point),)


def apart(together: Sequence[tuple[SeriesKey, Point]]) -> list[tuple[SeriesKey, list[Point]]]:
    """The points as the cases they make: one, or one each where a story gives several increments of the period."""
    key, points = together[0][0], [point for _, point in together]
    is_single = key.mode != "new" or is_one(points)
    return [(key, points)] if is_single else [(key, [point]) for point in points]


def is_part(point: Point) -> bool:
    """True where every claim gives the number as part of a larger figure, which counts these already."""
    return all(figure_value(entry).part_of is not None for entry in point.claims)


def is_one(points: Sequence[Point]) -> bool:
    """True where no story's body gives two of these points."""
    told = [{e.claim.story for e in point.claims if e.claim.mark.field == "text"} for point in points]
    return len(set[str]().union(*told)) == sum(len(stories) for stories in told)


def case_of(key: SeriesKey, points: Sequence[Point], speakers: Mapping[str, str]) -> ReportCase:
    """The case of these points."""
    entries = tuple(sorted((entry for point in points for entry in point.claims), key=time_order))
    voices = tuple(speakers.get(e.claim.id) or e.story.outlet or e.claim.story for e in entries)
    first, reported = points[0], min(report_day(point) for point in points)
    spread = covered(first) if key.mode == "new" else ()
    at = event_day(first, spread, reported) if key.mode == "new" else reported
    return ReportCase(key, at, reported, first.begin, first.end, spread, entries, voices)


def event_day(point: Point, spread: Sequence[str], reported: str) -> str:
    """The day of an increment: the last of the day or two that it covers, else the first of its period.

    "The past 24 hours" touch two calendar days and stand on the second, on which they are reported.
    """
    if not point.begin or not point.end:
        return reported
    return spread[-1] if 0 < len(spread) <= NIGHT_AND_DAY else point.begin[:DAY]


def covered(point: Point) -> tuple[str, ...]:
    """The days of the point's period; empty where a side is open or it is too long for an increment."""
    first = day(point.begin) if point.begin else None
    length = days(point.begin, point.end) if point.begin and point.end else None
    if first is None or length is None or not 0 < length <= LONGEST_INCREMENT:
        return ()
    return tuple((first + timedelta(days=n)).isoformat()[:DAY] for n in range(length))
