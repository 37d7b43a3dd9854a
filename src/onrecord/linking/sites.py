"""Sites: the state over time of a crossing, plant, port or front town: open, shut, seized; its quotas and flows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.linking.moments import DAY, instant, length, overlap
from onrecord.linking.occasions import HAPPENED, PLANNED
from onrecord.linking.points import time_order
from onrecord.linking.series import Series, series
from onrecord.linking.words import Words
from onrecord.model import EventValue, FigureValue, Interval, Sourced, Status

Change = Literal["open", "shut", "seized", "attacked"]
FLOWS = frozenset({"crossed", "evacuated", "aid"})
TOLD: tuple[Status, ...] = (*HAPPENED, *PLANNED, "cancelled", "postponed", "denied")
MONTH = 31  # days; two changes dated within a month that overlap are one
LOOK_BACK = 50  # changes of one kind that a claim is compared with
# Of one date, the cause before its effect: what is seized is shut.
RANK: dict[Change, int] = {"seized": 0, "attacked": 1, "shut": 2, "open": 3}


@dataclass(frozen=True, slots=True)
class SiteState:
    """One change of a site's state, with the claims that report it, earliest known first.

    `manner` are the story's own words for how ("on a trial basis", "partial"), `words` its word for the change.
    """

    change: Change
    when: Interval
    status: Status
    words: str
    manner: str | None
    claims: tuple[Sourced, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """A site's states in time order, and the limits and flows that stories of it report."""

    name: str
    states: tuple[SiteState, ...]
    flows: tuple[Series, ...]

    @property
    def current(self) -> SiteState | None:
        """The last change that is reported as a fact: what is planned, put off or denied changes nothing."""
        facts = [state for state in self.states if state.status in HAPPENED and state.change != "attacked"]
        return facts[-1] if facts else None


def site(name: str, entries: Iterable[Sourced], words: Words | None = None) -> Site:
    """The site of that name (any case; part of a name will do); it has no states where nothing is on record.

    A name that several places share stands for one of them: see `meant`.
    """
    listed = sorted(entries, key=time_order)
    by_place: dict[str, list[Sourced]] = defaultdict(list)
    wanted = name.casefold().strip()
    for entry in listed:
        if entry.claim.where and wanted in entry.claim.where.casefold() and change_of(entry):
            by_place[entry.claim.where].append(entry)
    full = meant(wanted, by_place) or name
    at_site = by_place.get(full, [])
    stories = {e.claim.story for e in at_site}
    flows = [
        e
        for e in listed
        if isinstance(e.claim.value, FigureValue) and e.claim.value.measure in FLOWS and e.claim.story in stories
    ]
    return Site(full, tuple(states(at_site)), series(flows, words))


def meant(wanted: str, by_place: dict[str, list[Sourced]]) -> str | None:
    """The place that is meant: one that opens, shuts or is seized before one that is only attacked.

    Of these the one of exactly that name, else the one with the most claims.
    """

    def weight(place: str) -> tuple[bool, bool, int, str]:
        gates = sum(change_of(entry) != "attacked" for entry in by_place[place])
        return (gates > 0, place.casefold() == wanted, len(by_place[place]), place)

    return max(by_place, key=weight, default=None)


def change_of(entry: Sourced) -> Change | None:
    """What the claim changes at a site; None where it changes nothing."""
    value = entry.claim.value
    if not isinstance(value, EventValue) or entry.claim.status not in TOLD:
        return None
    if value.type == "OPEN":
        return "open"
    if value.type == "CLOSE":
        return "shut"
    if value.type == "COERCE" and value.mode == "seize":
        return "seized"
    return "attacked" if value.type == "ASSAULT" else None


def states(at_site: Iterable[Sourced]) -> list[SiteState]:
    """The changes in time order; claims of one change at one time are one state.

    The sharpest dates come first, so that "this week" joins the day within it, and claims without a date last: these
    report what their own story dates, else what others of the day report without a date.
    """
    groups: list[list[Sourced]] = []
    alike: dict[tuple[Change | None, str], list[list[Sourced]]] = defaultdict(list)
    told: dict[tuple[Change | None, str, str], list[Sourced]] = {}
    for entry in sorted(at_site, key=lambda e: (length(e.claim.when) or 10**6, begin(e), time_order(e))):
        kind = (change_of(entry), standing(entry.claim.status))
        home = told.get((*kind, entry.claim.story)) if entry.claim.when.begin is None else None
        home = home or next((group for group in alike[kind][-LOOK_BACK:] if same_time(group, entry)), None)
        if home is None:
            home = list[Sourced]()
            groups.append(home)
            alike[kind].append(home)
        home.append(entry)
        told.setdefault((*kind, entry.claim.story), home)
    return [state_of(group) for group in sorted(groups, key=group_order)]


def standing(status: Status) -> str:
    """What sort of word it is: a fact, a plan, or the status itself; only claims of one sort report one change."""
    return "fact" if status in HAPPENED else "plan" if status in PLANNED else status


def begin(entry: Sourced) -> str:
    """When the change begins; where that is not told, the day on which it became known."""
    return entry.claim.when.begin or entry.known[:DAY]


def group_order(group: Sequence[Sourced]) -> tuple[str, int, str, str]:
    """By date, a closure after the seizure that caused it, then by when it became known."""
    first = group[0]
    return (begin(first), RANK[change_of(first) or "open"], instant(first.known), first.claim.id)


def same_time(group: Sequence[Sourced], entry: Sourced) -> bool:
    """True where a claim's date is the group's, or overlaps it and both lie within a month."""
    a, b = group[0].claim.when, entry.claim.when
    if a.begin is None or b.begin is None:
        return a.begin is b.begin and begin(group[0]) == begin(entry)
    return a == b or (all((length(when) or MONTH + 1) <= MONTH for when in (a, b)) and overlap(a, b))


def state_of(group: Sequence[Sourced]) -> SiteState:
    """The state that a group of claims reports: the sharpest date, and the words that say most of how."""
    change = change_of(group[0])
    assert change is not None
    told = sorted(group, key=time_order)

    def manner(entry: Sourced) -> str:
        value = entry.claim.value
        return entry.story.quote(value.manner) if isinstance(value, EventValue) and value.manner else ""

    best = max(told, key=lambda entry: len(manner(entry)))
    return SiteState(change, group[0].claim.when, told[0].claim.status, best.quote, manner(best) or None, tuple(told))
