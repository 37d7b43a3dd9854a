"""A site's states along an axis of time: where each band and mark stands, in per cent of the drawing's width.

Per cent, for the drawing is as wide as the page allows while its words keep their size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from onrecord.linking import moments
from onrecord.linking.occasions import HAPPENED, PLANNED
from onrecord.linking.sites import Site, SiteState
from onrecord.linking.stretches import day_of, is_dated, stretches
from onrecord.web.shown import Content, Words

LONGEST = 3 * 366  # days that the axis goes back; what is older stands in the table
SHORTEST = 14
MOST_MARKS = 300  # of one lane, the newest
MARGIN = 0.04  # of the axis after the last report
STEPS = (1, 2, 7, 14)  # days between ticks of a short axis
MOST_TICKS = 9
YEARS = (1000, 3000)

Lane = Literal["state", "planned", "attacked", "not"]
LANES: tuple[tuple[Lane, str], ...] = (
    ("state", "State"), ("planned", "Planned"), ("attacked", "Attacks"), ("not", "Put off, cancelled or denied"),
)  # fmt: skip


class Mark(Content):
    """A band or mark: from `x`, `width` wide, per cent; `title` in words, `claim` what it opens."""

    x: float
    width: float
    change: str
    look: Literal["fact", "planned", "stale", "point"]
    label: str
    title: Words
    claim: str


class LanePart(Content):
    """One row of the drawing."""

    name: str
    label: str
    marks: tuple[Mark, ...]


class Tick(Content):
    """A date on the axis; every other one is `minor`, left out where there is little room."""

    x: float
    label: str
    minor: bool


class BandsPart(Content):
    """The drawing: its lanes, its axis from `begin` to `end`, and what it shows in words."""

    begin: str
    end: str
    lanes: tuple[LanePart, ...]
    ticks: tuple[Tick, ...]
    alt: Words


class Axis(NamedTuple):
    """The days from `first` to `last`, both on the drawing."""

    first: date
    last: date

    def at(self, when: date) -> float:
        """Where a day begins, per cent from the left."""
        share = (when - self.first).days / max(1, (self.last - self.first).days)
        return round(100 * min(1.0, max(0.0, share)), 3)


def bands(site: Site) -> BandsPart | None:
    """The drawing of a site; None where no state has a day."""
    axis = axis_of(site)
    if axis is None:
        return None
    found: dict[Lane, list[Mark]] = {"state": list(state_marks(site, axis)), "planned": [], "attacked": [], "not": []}
    for state in site.states:
        lane, mark = lane_of(state), point_mark(state, axis)
        if lane != "state" and mark is not None and is_dated(state):
            found[lane].append(mark)
    lanes = tuple(
        LanePart(name=name, label=label, marks=tuple(found[name][-MOST_MARKS:])) for name, label in LANES if found[name]
    )
    words = "; ".join(mark.title for lane in lanes for mark in lane.marks[-6:])
    return BandsPart(
        begin=axis.first.isoformat(), end=axis.last.isoformat(), lanes=lanes, ticks=tuple(ticks(axis)),
        alt=f"States of {site.name} over time. {words}",
    )  # fmt: skip


def day(moment: str) -> date | None:
    """The day of a moment; None for what is no date, or too far from any news to stand on an axis."""
    found = moments.day(moment)
    return found if found and YEARS[0] <= found.year <= YEARS[1] else None


def axis_of(site: Site) -> Axis | None:
    """The axis that holds the states, the newest of them where they are too far apart."""
    dated = [state for state in site.states if is_dated(state)]
    ends = [found for state in dated for found in (day(day_of(state)), last_day(state)) if found]
    told = [found for state in dated for entry in state.claims if (found := day(entry.published.value or ""))]
    told = told or ends
    if not ends:
        return None
    # A far date ("by 2035") does not make the axis longer than what is known reaches, and a year more.
    known = max(told)
    last = max(known, min(max(ends), known + timedelta(days=366)))
    first = max(min(ends), last - timedelta(days=LONGEST))
    length = max(SHORTEST, (last - first).days)
    return Axis(first, last + timedelta(days=max(1, round(length * MARGIN))))


def last_day(state: SiteState) -> date | None:
    """The day on which the state's own dates end."""
    found = day(state.when.end) if state.when.end else None
    return found - timedelta(days=1) if found else None


def lane_of(state: SiteState) -> Lane:
    """The row of a state."""
    if state.status in PLANNED:
        return "planned"
    if state.status not in HAPPENED:
        return "not"
    return "attacked" if state.change == "attacked" else "state"


def state_marks(site: Site, axis: Axis) -> Iterator[Mark]:
    """The bands: solid as long as the state is reported, faint where nothing is reported since."""
    for one in stretches(site):
        state = one.states[0]
        begin, end = day(one.begin), day(one.end) if one.end else axis.last
        told = day(one.last_told)
        if begin is None or end is None or told is None or end < axis.first:
            continue
        solid = end if one.end else min(end, max(told, begin + timedelta(days=1)))
        title = f"{state.change} from {one.begin}" + (f" to {one.end}" if one.end else f", last told {one.last_told}")
        claim = state.claims[0].claim.id
        x = axis.at(begin)
        yield Mark(
            x=x, width=max(0.2, axis.at(solid) - x), change=state.change, look="fact", label=state.change, title=title,
            claim=claim,
        )  # fmt: skip
        if solid < end:
            x = axis.at(solid)
            yield Mark(
                x=x, width=axis.at(end) - x, change=state.change, look="stale", label="", claim=claim,
                title=f"nothing reported since {solid.isoformat()}",
            )  # fmt: skip


def point_mark(state: SiteState, axis: Axis) -> Mark | None:
    """The mark of what is no state in force: as wide as its own dates, or a point; None before the axis begins."""
    begin = day(day_of(state))
    if begin is None or begin < axis.first or begin > axis.last:
        return None
    end = last_day(state)
    wide = axis.at(min(axis.last, end + timedelta(days=1))) - axis.at(begin) if end and end > begin else 0.0
    return Mark(
        x=axis.at(begin), width=round(wide, 3), change=state.change, label=state.change if wide else "",
        look="planned" if lane_of(state) == "planned" and wide else "point",
        title=f"{state.change}, {state.status.replace('_', ' ')}, {day_of(state)}", claim=state.claims[0].claim.id,
    )  # fmt: skip


def ticks(axis: Axis) -> Iterator[Tick]:
    """Days, firsts of months or years along the axis, at most nine."""
    days = tick_days(axis)
    for number, when in enumerate(days):
        label = when.isoformat() if any(one.day != 1 for one in days) else when.isoformat()[:7]
        yield Tick(x=axis.at(when), label=label, minor=bool(number % 2))


def tick_days(axis: Axis) -> Sequence[date]:
    """The days that get a tick: by the smallest step that gives few enough."""
    length = (axis.last - axis.first).days
    for step in STEPS:
        if length / step <= MOST_TICKS:
            return [axis.first + timedelta(days=n) for n in range(0, length + 1, step)]
    for months in (1, 2, 3, 6, 12):
        every = [first for first in firsts(axis) if (first.month - 1) % months == 0]
        if len(every) <= MOST_TICKS:
            return every
    return [first for first in firsts(axis) if first.month == 1]


def firsts(axis: Axis) -> Iterator[date]:
    """The first days of the months on the axis."""
    when = axis.first.replace(day=1)
    while when <= axis.last:
        if when >= axis.first:
            yield when
        when = (when + timedelta(days=32)).replace(day=1)
