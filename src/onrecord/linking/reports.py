"""Reports: what one body published on one day, its totals beside the increments that should explain them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.linking.moments import DAY, days
from onrecord.linking.parties import originators
from onrecord.linking.points import Point
from onrecord.linking.series import PART, Series, SeriesKey, singular
from onrecord.linking.words import Words, tokens

SAID_BEFORE = 3  # days that a statement may lie before its story
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


def ledgers(found: Iterable[Series], words: Words) -> list[Ledger]:
    """A ledger for each series of totals."""
    listed = list(found)
    increments: dict[Group, list[Series]] = defaultdict(list)
    wholes: dict[tuple[Group, str | None], str] = {}
    for one in listed:
        group = group_of(one.key, words)
        if one.key.mode == "new":
            increments[group].append(one)
        elif one.key.mode == "total" and one.key.baseline:
            at = (group, one.key.speaker)
            wholes[at] = min(one.key.baseline, wholes.get(at, one.key.baseline))
    made = list[Ledger]()
    for one in listed:
        if one.key.mode == "total" and one.key.of != PART and grows(one):
            group = group_of(one.key, words)
            whole = wholes.get((group, one.key.speaker), one.key.baseline)
            rises = increments.get(group, [])
            same = originators({o.key.speaker for o in (one, *rises) if o.key.speaker}, one.key.place, words)
            made.append(Ledger(one.key, reports(one, rises, same), one.key.baseline != whole))
    return made


def grows(one: Series) -> bool:
    """True for a series that has a baseline, or else rises most of the time: not tolls of separate happenings."""
    steps = [point.change for point in one.points if point.change is not None]
    return one.key.baseline is not None or (
        len(steps) >= FEWEST_STEPS and sum(step >= 0 for step in steps) >= GROWING * len(steps)
    )


def reports(totals: Series, rises: Sequence[Series], same: Mapping[str, str]) -> tuple[Report, ...]:
    """The days of a series of totals, and days between them with increments by its originator."""
    by_day: dict[str, list[Point]] = defaultdict(list)
    stories: dict[str, set[str]] = defaultdict(set)
    for point in totals.points:
        if point.bound == "exact" and point.value is not None:
            day = report_day(point)
            by_day[day].append(point)
            stories[day] |= {entry.story.id for entry in point.claims}
    speaker = totals.key.speaker
    added: dict[str, list[Increment]] = defaultdict(list)
    for rise in rises:
        own = bool(speaker and rise.key.speaker and same[speaker] == same[rise.key.speaker])
        nameless = rise.key.speaker is None or set(tokens(rise.key.speaker)) <= set(tokens(totals.key.place or ""))
        for point in rise.points:
            day = report_day(point)
            together = any(entry.story.id in stories.get(day, ()) for entry in point.claims)
            made = increment(point, day, rise.key.speaker, own=own or (together and nameless))
            if made and (together or (own and point.begin)):
                added[day].append(made)
    every = sorted({*by_day, *added})
    return tuple(Report(day, tuple(by_day.get(day, ())), tuple(added.get(day, ()))) for day in every)


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
