"""Reports: what one body published on one day, its totals beside the increments that should explain them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.linking.moments import DAY, days
from onrecord.linking.parties import originators
from onrecord.linking.points import Point
from onrecord.linking.series import PART, Series, SeriesKey, singular
from onrecord.linking.words import Words, tokens

SAID_BEFORE = 3  # days that a statement may lie before its story
MOST = 50  # totals or increments of one day that are compared
LONGEST_INCREMENT = 31  # days; a longer one is a total of its own
FEWEST_STEPS, GROWING = 3, 0.75  # what makes a series of totals without a baseline one count

Group = tuple[str, str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Increment:
    """A published increment: the days it covers, and whose it is (`own` where it is the totals' originator's)."""

    point: Point
    value: float
    covers: int
    speaker: str | None
    own: bool


@dataclass(frozen=True, slots=True)
class Report:
    """One day of a ledger: the exact totals published (several where outlets differ), and the increments."""

    day: str
    totals: tuple[Point, ...]
    increments: tuple[Increment, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The reports of one series of totals in the order of days; a phase counts from later than the whole."""

    key: SeriesKey
    reports: tuple[Report, ...]
    is_phase: bool


def group_of(key: SeriesKey, words: Words) -> Group:
    """What totals and their increments have in common."""
    of = key.of if key.of in (None, PART) else " ".join(sorted(singular(word) for word in words.marked(key.of or "")))
    return (key.measure, key.place, of, key.direction)


@dataclass(frozen=True, slots=True)
class Rises:
    """The increments of one group, by story and by originator, with the fullest name of each speaker."""

    by_story: Mapping[str, list[Rising]]
    by_body: Mapping[str, list[Rising]]
    fullest: Mapping[str, str]


class Rising(NamedTuple):
    """A published increment and who gives it."""

    point: Point
    speaker: str | None


def ledgers(found: Iterable[Series], words: Words) -> list[Ledger]:
    """A ledger for each series of totals."""
    groups: dict[Group, list[Series]] = defaultdict(list)
    for one in found:
        if one.key.mode in ("total", "new") and one.key.of != PART:
            groups[group_of(one.key, words)].append(one)
    return [ledger for members in groups.values() for ledger in of_group(members, words)]


def of_group(members: Sequence[Series], words: Words) -> list[Ledger]:
    """The ledgers of the series that count one thing."""
    wholes: dict[str | None, str] = {}
    for one in members:
        if one.key.mode == "total" and one.key.baseline:
            wholes[one.key.speaker] = min(one.key.baseline, wholes.get(one.key.speaker, one.key.baseline))
    totals = [one for one in members if one.key.mode == "total" and grows(one)]
    rises = rises_of(members, words)
    return [
        Ledger(one.key, reports(one, rises), one.key.baseline != wholes.get(one.key.speaker, one.key.baseline))
        for one in totals
    ]


def rises_of(members: Sequence[Series], words: Words) -> Rises:
    """The increments among the series of one group."""
    by_story: dict[str, list[Rising]] = defaultdict(list)
    by_body: dict[str, list[Rising]] = defaultdict(list)
    speakers = {one.key.speaker for one in members if one.key.speaker}
    fullest = originators(speakers, members[0].key.place, words)
    for one in members:
        for point in one.points if one.key.mode == "new" else ():
            rising = Rising(point, one.key.speaker)
            for story in {entry.claim.story for entry in point.claims}:
                by_story[story].append(rising)
            if one.key.speaker and point.begin:
                by_body[fullest[one.key.speaker]].append(rising)
    return Rises(by_story, by_body, fullest)


def grows(one: Series) -> bool:
    """True for a series that has a baseline, or else rises most of the time: not tolls of separate happenings."""
    steps = [point.change for point in one.points if point.change is not None]
    return one.key.baseline is not None or (
        len(steps) >= FEWEST_STEPS and sum(step >= 0 for step in steps) >= GROWING * len(steps)
    )


def reports(totals: Series, rises: Rises) -> tuple[Report, ...]:
    """The days of a series of totals, and days between them with increments by its originator."""
    by_day: dict[str, list[Point]] = defaultdict(list)
    told: dict[int, Rising] = {}
    given: Counter[str] = Counter()  # totals of a story
    day_of: dict[str, str] = {}  # of a story: the day of the report that its total is from
    for point in totals.points:
        if point.bound == "exact" and point.value is not None and point.is_dated:
            day = report_day(point)
            by_day[day].append(point)
            for story in {entry.claim.story for entry in point.claims}:
                day_of[story] = max(day, day_of.get(story, day))
                given[story] += 1
                told |= {id(rising.point): rising for rising in rises.by_story.get(story, ())}
    body = rises.fullest.get(totals.key.speaker or "")
    told |= {id(rising.point): rising for rising in rises.by_body.get(body or "", ())}
    added: dict[str, list[Increment]] = defaultdict(list)
    for rising in told.values():
        beside = [day_of[entry.claim.story] for entry in rising.point.claims if entry.claim.story in day_of]
        day, together = min(beside, default=report_day(rising.point)), bool(beside)
        own = body is not None and rises.fullest.get(rising.speaker or "") == body
        nameless = set(tokens(rising.speaker or "")) <= set(tokens(totals.key.place or ""))
        if not (own and rising.point.begin) and any(given[entry.claim.story] > 1 for entry in rising.point.claims):
            continue  # a story that gives two reports' totals does not tell whose this is
        made = increment(rising.point, day, rising.speaker, own=own or (together and nameless))
        if made and rising.point.is_dated and (together or (own and rising.point.begin)):
            added[day].append(made)
    every = sorted({*by_day, *added})
    return tuple(Report(day, tuple(by_day.get(day, ())[:MOST]), leading_first(added.get(day, ()))) for day in every)


def leading_first(increments: Sequence[Increment]) -> tuple[Increment, ...]:
    """The increments of a report: the body's own first, those of most claims, the largest; no more than MOST."""
    ordered = sorted(increments, key=lambda i: (not i.own, -len(i.point.claims), -i.value, i.point.claims[0].claim.id))
    return tuple(ordered[:MOST])


def report_day(point: Point) -> str:
    """The day on which the body published it: when it was said, where a claim tells, else when it became known."""
    known = point.known[:DAY]
    for entry in point.claims:
        said = (entry.claim.said.begin or "")[:DAY] if entry.claim.said else ""
        if said and 0 <= (days(said, known) or 0) <= SAID_BEFORE:
            return said
    return known


def increment(point: Point, day: str, speaker: str | None, *, own: bool) -> Increment | None:
    """The point as an increment; None where it has no number or covers too much."""
    if point.value is None or point.bound not in ("exact", "at_least"):
        return None
    covers = max(1, days(point.begin, day) or 1) if point.begin else 1
    if covers > LONGEST_INCREMENT:
        return None
    return Increment(point, point.value, covers, speaker, own)
