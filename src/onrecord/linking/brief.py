"""The brief: what has become known since a moment, and what it changes; a pure function of claims.

A figure is new where its series had not had that value before: fifty copies of one report are one new value, and a
number that is only told again is none. Plans are listed by what the day makes of them, findings by their newest
report, disputes by the day that the reports are about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.linking.cases import ReportCase, cases
from onrecord.linking.findings import Finding
from onrecord.linking.moments import DAY, days, instant, length, shifted
from onrecord.linking.occasions import PLANNED
from onrecord.linking.points import Point, figure_value, numbers
from onrecord.linking.series import PART, Series, SeriesKey, series
from onrecord.linking.threads import LAST_WORD, Occasion, happened, is_plan, threads
from onrecord.linking.validate import findings
from onrecord.linking.words import Words, shipped
from onrecord.model import MEASURES, Sourced

AHEAD = 14  # days that plans are looked at ahead
VAGUEST = 31  # days; what is planned for a longer time has no date to wait for
OLD_NEWS = 31  # days after its period in which a figure is news; an older one is background
MOST_VALUES = 5  # of one series that are listed beside the newest
SILENT = "date passed, nothing reported"


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A series that gained a value: the newest `point`, the other new ones, and the value that its change is from.

    `stories` carry the newest value; `outlets` are the names of those that do.
    """

    key: SeriesKey
    point: Point
    others: tuple[Point, ...]
    before: Point | None
    stories: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """What one body counts: its name and its latest claim."""

    name: str
    entry: Sourced


@dataclass(frozen=True, slots=True)
class Dispute:
    """Counts of one thing and day by several bodies that cannot all hold, the highest first."""

    name: str
    day: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Plans:
    """Occasions by what the day makes of them; each stands in one list.

    `coming` lie within AHEAD days, `later` were announced since and lie further out or have no date, `passed` went by
    without a report, `changed` were put off, called off or denied since, `held` were planned and took place.
    """

    coming: tuple[Occasion, ...] = ()
    later: tuple[Occasion, ...] = ()
    passed: tuple[Occasion, ...] = ()
    changed: tuple[Occasion, ...] = ()
    held: tuple[Occasion, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """What is new since `since` (a moment, ISO) as it stands on `today` (a day); each list with what matters first.

    `told_again` counts the new reports of figures that were on record before or are about times long past.
    """

    since: str
    today: str
    figures: tuple[NewFigure, ...]
    told_again: int
    findings: tuple[Finding, ...]
    disputes: tuple[Dispute, ...]
    plans: Plans


def brief(
    figures: Iterable[Sourced], events: Iterable[Sourced], since: str, today: str, words: Words | None = None
) -> Brief:
    """The brief of these claims: those that became known from `since` on, and what is on record of the same before."""
    known = words or shipped()
    found = series(figures, known)
    fresh, again = new_figures(found, since)
    checks = [one for one in findings(found, known) if one.points and is_new(latest(one.points), since)]
    return Brief(
        since=since,
        today=today,
        figures=fresh,
        told_again=again,
        findings=tuple(sorted(checks, key=lambda one: (one.is_note, -weight(one.points), one.day, one.claims))),
        disputes=disputes(found, since),
        plans=plans(events, since, today, known),
    )


def is_new(moment: str, since: str) -> bool:
    """True for what became known at `since` or later."""
    return instant(moment) >= instant(since)


def latest(points: Sequence[Point]) -> str:
    """When the last of the points became known."""
    return max((point.known for point in points), key=instant)


def weight(points: Iterable[Point]) -> int:
    """How many stories the points rest on."""
    return len({entry.claim.story for point in points for entry in point.claims})


# Figures


def new_figures(found: Iterable[Series], since: str) -> tuple[tuple[NewFigure, ...], int]:
    """The series with new values, those that most outlets carry first; and how many reports told nothing new."""
    made, again = list[tuple[tuple[object, ...], NewFigure]](), 0
    for one in found:
        fresh, repeats = split(one, since)
        again += repeats
        if fresh and one.key.of != PART:
            made.append((order(one.key, fresh), new_figure(one, fresh)))
    return tuple(figure for _, figure in sorted(made, key=lambda pair: pair[0])), again


def split(one: Series, since: str) -> tuple[list[Point], int]:
    """The new points of a series, and how many reports since then repeat an older one or are of times long past.

    A total that is told once more on another day is a repetition; two days may well have the same increment.
    """
    fresh, again, seen = list[Point](), 0, set[tuple[object, ...]]()
    for point in one.points:
        same = numbers(point.claims[0])
        if not is_new(point.known, since):
            again += sum(is_new(entry.known, since) for entry in point.claims)
        elif point.value is not None and not is_background(point) and (one.key.mode == "new" or same not in seen):
            fresh.append(point)
        else:
            again += 1
        seen.add(same)
    return fresh, again


def new_figure(one: Series, fresh: Sequence[Point]) -> NewFigure:
    """The series with its newest value first; of several of one moment, the one that most stories carry.

    A value that no claim dates may be of any day: it comes after those that have one.
    """
    ranked = sorted(fresh, key=lambda p: (p.is_dated, instant(p.known), weight([p]), p.claims[0].claim.id))
    lead = ranked.pop()
    source = lead.computed_from[0] if lead.computed_from else None
    before = next((p for p in one.points if source and p.claims[0].claim.id == source), None)
    others = dict[tuple[object, ...], Point]()
    for point in reversed(ranked):
        others.setdefault(numbers(point.claims[0]), point)
    others.pop(numbers(lead.claims[0]), None)
    return NewFigure(one.key, lead, tuple(others.values())[:MOST_VALUES], before, weight([lead]), outlets(lead))


def outlets(point: Point) -> tuple[str, ...]:
    """The outlets that carry the value, in order of the alphabet."""
    return tuple(
        sorted({e.story.outlet for e in point.claims if e.story.outlet}, key=lambda name: (name.casefold(), name))
    )


def is_background(point: Point) -> bool:
    """True for a figure of a time that was long over when the story told it; a count since then is none."""
    apart = days(point.end, point.known) if point.end else None
    return apart is not None and apart > OLD_NEWS


def order(key: SeriesKey, fresh: Sequence[Point]) -> tuple[object, ...]:
    """What most outlets carry first, then by measure (people killed, injured, …), then the largest; undated last."""
    widest = max(max(len(outlets(point)), 1) for point in fresh)
    largest = max(abs(point.value or 0.0) for point in fresh)
    is_undated = not any(point.is_dated for point in fresh)
    return (is_undated, -widest, rank(key.measure), -largest, key.name, fresh[0].claims[0].claim.id)


def rank(measure: str) -> int:
    """The place of the measure among all: those of people harmed come first."""
    return MEASURES.index(measure) if measure in MEASURES else len(MEASURES)


# Disputes


def disputes(found: Iterable[Series], since: str) -> tuple[Dispute, ...]:
    """The cases with a new report in which several bodies give exact numbers that differ, the widest apart first."""
    made = list[tuple[float, Dispute]]()
    for case in cases(found):
        if not any(is_new(entry.known, since) for entry in case.entries):
            continue
        voices = voices_of(case)
        values = [figure_value(voice.entry).low or 0.0 for voice in voices]
        if len(set(values)) > 1:
            voices.sort(key=lambda voice: (-(figure_value(voice.entry).low or 0.0), voice.name))
            made.append((max(values) / max(min(values), 1.0), Dispute(case.name, case.day, tuple(voices))))
    return tuple(dispute for _, dispute in sorted(made, key=lambda one: (-one[0], one[1].name, one[1].day)))


def voices_of(case: ReportCase) -> list[Voice]:
    """The bodies that count in a case, each with its latest exact number; what a story itself counts is no body's."""
    said: dict[str, Sourced] = {}
    for voice, entry in zip(case.voices, case.entries, strict=True):
        value = figure_value(entry)
        if entry.speaker and value.bound == "exact" and value.low is not None and value.part_of is None:
            said[voice] = entry
    return [Voice(name, entry) for name, entry in said.items()]


# Plans


def plans(events: Iterable[Sourced], since: str, today: str, words: Words) -> Plans:
    """The occasions of these claims by what the day makes of them."""
    lists: dict[str, list[Occasion]] = defaultdict(list)
    for thread in threads(events, today, words):
        for one in thread.occasions:
            if where := list_of(one, since, today):
                lists[where].append(one)
    return Plans(
        coming=tuple(sorted(lists["coming"], key=by_date)),
        later=tuple(sorted(lists["later"], key=by_date)),
        passed=tuple(sorted(lists["passed"], key=lambda one: one.when.end or "", reverse=True)),
        changed=tuple(sorted(lists["changed"], key=by_weight)),
        held=tuple(sorted(lists["held"], key=by_weight)),
    )


def list_of(one: Occasion, since: str, today: str) -> str | None:
    """Which list of the brief the occasion stands in; None where it is no news."""
    if one.state == "planned":
        begin, covered = one.when.begin, length(one.when)
        if begin and covered and covered <= VAGUEST and begin[:DAY] < shifted(today, AHEAD + 1):
            return "coming"
        return "later" if is_new(announced(one) or "", since) else None
    if one.state == SILENT:
        end, covered = one.when.end or "", length(one.when)
        is_sharp = bool(covered and covered <= VAGUEST)
        return "passed" if since[:DAY] < end and is_sharp and not has_outcome(one) else None
    if one.state in ("happened", "under way"):
        told = min((entry.known for entry in one.claims if happened(entry)), key=instant, default="")
        return "held" if is_new(told, since) and any(e.claim.status in PLANNED for e in one.claims) else None
    dropping = [e for e in one.claims if e.claim.status in LAST_WORD or e.claim.status == "denied"]
    return "changed" if any(is_new(e.known, since) for e in dropping) else None


def has_outcome(one: Occasion) -> bool:
    """True where a story reports what came of the occasion, though none says that it was held."""
    return any(entry.claim.status == "occurred" for entry in one.outcome)


def announced(one: Occasion) -> str | None:
    """When the occasion was first known as a plan; None where it never was."""
    return min((entry.known for entry in one.claims if is_plan(entry)), key=instant, default=None)


def by_date(one: Occasion) -> tuple[str, int, str]:
    """Sooner first; on one day what most stories tell of."""
    return (one.when.begin or "~", -stories_of(one), one.claims[0].claim.id)


def by_weight(one: Occasion) -> tuple[int, str, str]:
    """What most stories tell of first."""
    return (-stories_of(one), one.when.begin or "~", one.claims[0].claim.id)


def stories_of(one: Occasion) -> int:
    """How many stories tell of the occasion."""
    return len({entry.claim.story for entry in one.claims})


def most_told(found: Sequence[Occasion], most: int) -> tuple[Occasion, ...]:
    """At most so many of the occasions, those that most stories tell of, in the order in which they were given."""
    ranked = sorted(range(len(found)), key=lambda index: (-stories_of(found[index]), index))
    return tuple(found[index] for index in sorted(ranked[:most]))


def touched(entries: Iterable[Sourced]) -> Iterator[tuple[str, str | None]]:
    """The measures and places that figures are of, those of most stories first: whose past the brief needs."""
    held: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for entry in entries:
        held[figure_value(entry).measure, entry.claim.where].add(entry.claim.story)
    yield from sorted(held, key=lambda group: (-len(held[group]), rank(group[0]), group[1] or "~"))
