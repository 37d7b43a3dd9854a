"""Points: the published values of one series, copies of one report as one, with the changes computed from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from onrecord.linking.moments import instant, near, overlap
from onrecord.model import Bound, FigureValue, Interval, Mode, Sourced

LOOK_BACK = 20  # points of one value that a claim is compared with; a day has no more
COPY_HOURS = 20  # a daily report that repeats its number is no copy of the one the day before


@dataclass(frozen=True, slots=True)
class Point:
    """One published value. `change` is computed from the exact value before it (totals and standing counts alone).

    `begin` and `end` are the period that the value covers, `known` is when it was first published. `claims` are all the
    claims that publish it, the earliest first; `computed_from` names the two claims behind `change`.
    """

    known: str
    begin: str | None
    end: str | None
    low: float | None
    high: float | None
    bound: Bound
    claims: tuple[Sourced, ...]
    change: float | None = None
    computed_from: tuple[str, ...] = ()

    @property
    def is_dated(self) -> bool:
        """True where a claim tells its day: the day on which an undated story was recorded says nothing of it."""
        return any(entry.published.value or (entry.claim.said and entry.claim.said.begin) for entry in self.claims)

    @property
    def value(self) -> float | None:
        """The stated number: the lower one of a range, the upper one of "up to"."""
        return self.low if self.low is not None else self.high


@dataclass(frozen=True, slots=True)
class Unit:
    """A figure as one story gives it: the claim in the body, and the headline's claims of the same figure."""

    lead: Sourced
    headlines: tuple[Sourced, ...] = ()

    @property
    def value(self) -> FigureValue:
        """The lead's figure."""
        return figure_value(self.lead)

    @property
    def claims(self) -> tuple[Sourced, ...]:
        """The lead and the headline's claims."""
        return (self.lead, *self.headlines)


@dataclass(slots=True)
class Draft:
    """A point in the making: its units, and the stories whose body already counts in it."""

    units: list[Unit]
    bodies: set[str] = field(default_factory=set)

    def take(self, unit: Unit) -> None:
        """Add a unit that publishes the same value."""
        self.units.append(unit)
        self.bodies.add(unit.lead.claim.story)


def figure_value(entry: Sourced) -> FigureValue:
    """The claim's figure."""
    assert isinstance(entry.claim.value, FigureValue)
    return entry.claim.value


def time_order(entry: Sourced) -> tuple[str, str, bool, int, int, str]:
    """By when it became known; within a story the body before the headline, and in text order. Total: ids are last."""
    mark = entry.claim.mark
    return (instant(entry.known), entry.claim.story, mark.field == "title", mark.start, mark.end, entry.claim.id)


def numbers(entry: Sourced) -> tuple[float | None, float | None, Bound, str]:
    """What makes two published values equal: bounds and sharpness, and the words where there is no number at all."""
    value = figure_value(entry)
    wordless = value.low is not None or value.high is not None
    return (value.low, value.high, value.bound, "" if wordless else entry.quote.casefold())


def points_of(mode: Mode, units: Iterable[Unit]) -> tuple[Point, ...]:
    """The points of one series' units, in the order in which they became known."""
    drafts: list[Draft] = []
    by_numbers: dict[tuple[object, ...], list[Draft]] = defaultdict(list)
    for unit in sorted(units, key=lambda u: time_order(u.lead)):
        alike = by_numbers[numbers(unit.lead)]
        home = next((draft for draft in alike[-LOOK_BACK:] if same_report(mode, draft, unit)), None)
        if home is None:
            home = Draft([])
            drafts.append(home)
            alike.append(home)
        home.take(unit)
    return with_changes(mode, [point_of(draft) for draft in drafts])


def same_report(mode: Mode, draft: Draft, unit: Unit) -> bool:
    """True where the unit publishes the draft's value of the same report; the numbers are known to be equal.

    Two sentences of one story that give the same number count two things, unless it is a total or a stock.
    """
    first, entry = draft.units[0].lead, unit.lead
    if mode == "new":
        a, b = first.claim.when, entry.claim.when
        if entry.claim.story in draft.bodies or (a.begin and b.begin and not overlap(a, b)):
            return False
        if a == b and a.begin is not None:
            return True
    elif entry.claim.story in draft.bodies:
        return True
    said = [e.claim.said.begin for e in (first, entry) if e.claim.said and e.claim.said.begin]
    if len(said) == 2:
        return said[0][:10] == said[1][:10]
    return near(first.known, entry.known, COPY_HOURS)


def point_of(draft: Draft) -> Point:
    """The point that a draft's claims publish."""
    leads = [unit.lead for unit in draft.units]
    first, value = leads[0], figure_value(leads[0])
    when = next((e.claim.when for e in leads if e.claim.when.begin), Interval(None, first.claim.when.end))
    claims = sorted((e for unit in draft.units for e in unit.claims), key=time_order)
    return Point(first.known, when.begin, when.end, value.low, value.high, value.bound, tuple(claims))


def with_changes(mode: Mode, points: list[Point]) -> tuple[Point, ...]:
    """The points with their change from the last exact value before; dated exact totals and stocks alone have one."""
    if mode not in ("total", "standing"):
        return tuple(points)
    made, before = list[Point](), None
    for point in points:
        exact = point.bound == "exact" and point.value is not None and point.is_dated
        if exact and before is not None and before.value is not None and point.value is not None:
            named = (before.claims[0].claim.id, point.claims[0].claim.id)
            made.append(replace(point, change=point.value - before.value, computed_from=named))
        else:
            made.append(point)
        before = point if exact else before
    return tuple(made)
