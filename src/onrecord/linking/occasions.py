"""Occasions: which event claims of one process are about one round of talks, one exchange, one visit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.linking.moments import DAY, day, days, instant, length, near, overlap
from onrecord.linking.points import time_order
from onrecord.model import EventValue, Sourced, Status

PLANNED: tuple[Status, ...] = ("announced", "expected", "proposed")
HAPPENED: tuple[Status, ...] = ("occurred", "ongoing")
DROPPED: tuple[Status, ...] = ("cancelled", "postponed", "not_happened", "denied")
LONGEST = 400  # days; a longer interval dates no occasion
SHARP = 7  # days within which a date tells that differently named participants meet on one occasion
UNDONE = frozenset({"not_happened", "cancelled", "denied"})
ROUND_DAYS = 60  # days around an occasion in which its round number alone names it
LATE_DAYS = 14  # days after its date in which word that an occasion was dropped may still come
LATEST = 20  # occasions without a date that a claim without a date is compared with
UNDATED = "9999"  # after every date
REMOTE = frozenset({"phone", "call", "video"})  # modes of talks that are no meeting


@dataclass(slots=True, eq=False)
class Draft:
    """An occasion in the making: the claim with the sharpest date, all claims, and those that move it to this date.

    `round` is the round's number by the first claim that has one, `told` the statuses that each story gives it,
    `planned_since` the first moment at which it was known as a plan ("~" where it never was).
    """

    head: Sourced
    members: list[Sourced] = field(default_factory=list)
    movers: list[Sourced] = field(default_factory=list)
    moved_to: Sourced | None = None
    round: int | None = None
    told: set[tuple[str, Status]] = field(default_factory=set)
    statuses: set[Status] = field(default_factory=set)
    planned_since: str = "~"

    @property
    def begin(self) -> str:
        """The date for ordering; undated occasions last."""
        return self.head.claim.when.begin or UNDATED

    def take(self, entry: Sourced) -> None:
        """Add a claim."""
        self.members.append(entry)
        self.told.add((entry.claim.story, entry.claim.status))
        self.statuses.add(entry.claim.status)
        if self.round is None and (entry.claim.when.begin is None or sharpness(entry) <= SHARP):
            self.round = event_value(entry).round  # "rounds in May and June" numbers neither of them
        if entry.claim.status in PLANNED:
            self.planned_since = min(self.planned_since, instant(entry.known))

    def told_by(self, story: str, statuses: Sequence[Status]) -> bool:
        """True where the story gives the occasion one of those statuses."""
        return any((story, status) in self.told for status in statuses)


def event_value(entry: Sourced) -> EventValue:
    """The claim's event."""
    assert isinstance(entry.claim.value, EventValue)
    return entry.claim.value


def names(entry: Sourced) -> frozenset[str]:
    """Who takes part."""
    return frozenset(actor.name for actor in event_value(entry).actors)


def sharpness(entry: Sourced) -> int:
    """The days that the claim's date covers; LONGEST and more where it does not date an occasion."""
    return min(length(entry.claim.when) or LONGEST, LONGEST)


def covered(entry: Sourced) -> range:
    """The days that the claim's date covers, as ordinals of the calendar; none where it dates no occasion."""
    begin = entry.claim.when.begin
    first = day(begin) if begin else None
    if first is None or sharpness(entry) >= LONGEST:
        return range(0)
    return range(first.toordinal(), first.toordinal() + sharpness(entry))


def occasions(held: Iterable[Sourced]) -> list[Draft]:
    """Group claims about one occasion: the sharpest dates first, so that "next week" joins the day within it.

    A meeting comes before the travel to it, so that it is the head.
    """
    calendar = Calendar()
    ordered = sorted(held, key=lambda e: (sharpness(e), is_trip(e), time_order(e)))
    dated = [e for e in ordered if sharpness(e) < LONGEST]
    for entry in dated:
        if entry.claim.status != "postponed":
            calendar.put(entry)
    for entry in dated:
        if entry.claim.status == "postponed":
            calendar.postpone(entry)
    for entry in ordered[len(dated) :]:
        calendar.put_undated(entry)
    for draft in calendar.drafts:
        draft.members.sort(key=time_order)
    return calendar.drafts


class Calendar:
    """The occasions of one process, found by the days they cover, the stories that tell of them and their round."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._by_day: dict[int, list[Draft]] = defaultdict(list)
        self._by_begin: dict[int, list[Draft]] = defaultdict(list)
        self._by_story: dict[str, list[Draft]] = defaultdict(list)
        self._undated: list[Draft] = []

    def put(self, entry: Sourced) -> Draft:
        """Add a dated claim to the occasion it is about, or open one."""
        found = [draft for draft in self._on_days(entry) if compatible(draft, entry, dated=True)]
        if found:
            home = min(found, key=lambda draft: closeness(draft, entry))
            self._add(home, entry)
            return home
        return self._open(entry)

    def postpone(self, entry: Sourced) -> None:
        """Add a claim that a plan is put off, with its old date if that was on record before, else with its new one.

        A date before that of the plan ahead is the old one too: nothing is put off to an earlier day.
        """
        moment = instant(entry.known)
        told = [d for d in self._on_days(entry) if compatible(d, entry, dated=True) and d.planned_since < moment]
        if told:
            self._add(min(told, key=lambda draft: closeness(draft, entry)), entry)
            return
        old = self._pending(entry)
        if old is None or overlap(old.head.claim.when, entry.claim.when):
            self.put(entry)
            return
        if (entry.claim.when.begin or "~") < old.begin:
            given_up = self.put(entry)
            given_up.moved_to = old.head if old.told_by(entry.claim.story, PLANNED) else None
            return
        self._add(old, entry)
        old.moved_to = entry
        new = self.put(entry)
        new.movers.append(entry)

    def put_undated(self, entry: Sourced) -> None:
        """Add a claim without a date to the one occasion that its words can mean, or to the undated of its day."""
        home = self._meant(entry)
        if home is not None:
            self._add(home, entry)
            return
        draft = self._open(entry)
        self._undated.append(draft)

    def _meant(self, entry: Sourced) -> Draft | None:
        if entry.claim.status in DROPPED and (pending := self._pending(entry) or self._open_plan(entry)):
            return pending
        number = event_value(entry).round
        if number is not None:
            same = [d for d in self._around(entry, ROUND_DAYS) if d.round == number and compatible(d, entry)]
            if len(same) == 1:
                return same[0]
        kinds = PLANNED if entry.claim.status in PLANNED else HAPPENED
        mine = [
            draft
            for draft in self._by_story[entry.claim.story]
            if draft.told_by(entry.claim.story, kinds) and compatible(draft, entry)
        ]
        if len(mine) == 1:
            return mine[0]
        return next((d for d in reversed(self._undated[-LATEST:]) if near_undated(d, entry)), None)

    def _pending(self, entry: Sourced) -> Draft | None:
        """The planned occasion that word of a change is about: the next one, else one whose date has just passed."""
        today, moment = entry.known[:DAY], instant(entry.known)
        planned = [
            draft
            for draft in self._around(entry, ROUND_DAYS)
            if (draft.planned_since < moment or draft.told_by(entry.claim.story, PLANNED)) and compatible(draft, entry)
        ]
        ahead = [draft for draft in planned if (draft.head.claim.when.end or "") > today]
        if ahead:
            return min(ahead, key=lambda draft: draft.begin)
        just = [d for d in planned if (days(d.begin, today) or 0) <= LATE_DAYS and not d.statuses & set(HAPPENED)]
        return max(just, key=lambda draft: draft.begin, default=None)

    def _open_plan(self, entry: Sourced) -> Draft | None:
        """The newest plan without a date that word of a change can mean: of the same parties, at no other place."""
        for draft in reversed(self._undated[-LATEST:]):
            apart = days(draft.head.known, entry.known)
            is_open = bool(draft.statuses & set(PLANNED)) and apart is not None and apart <= ROUND_DAYS
            is_here = draft.head.claim.where in (None, entry.claim.where) or entry.claim.where is None
            if is_open and is_here and names(draft.head) == names(entry) and compatible(draft, entry):
                return draft
        return None

    def _on_days(self, entry: Sourced) -> list[Draft]:
        return list({id(draft): draft for on in covered(entry) for draft in self._by_day.get(on, ())}.values())

    def _around(self, entry: Sourced, reach: int) -> list[Draft]:
        """The dated occasions that begin within `reach` days of when the claim became known."""
        known = day(entry.known)
        if known is None:
            return []
        around = range(known.toordinal() - reach, known.toordinal() + reach + 1)
        return [draft for on in around for draft in self._by_begin.get(on, ())]

    def _open(self, entry: Sourced) -> Draft:
        draft = Draft(entry)
        self.drafts.append(draft)
        for on in covered(entry):
            self._by_day[on].append(draft)
        for on in covered(entry)[:1]:
            self._by_begin[on].append(draft)
        self._add(draft, entry)
        return draft

    def _add(self, draft: Draft, entry: Sourced) -> None:
        draft.take(entry)
        if draft not in self._by_story[entry.claim.story]:
            self._by_story[entry.claim.story].append(draft)


def compatible(draft: Draft, entry: Sourced, *, dated: bool = False) -> bool:
    """True where round, means and participants allow that a claim is about the occasion.

    Of differently named participants one side must hold the other, with two or more in common; on dates, sharp ones.
    One party's travel is part of the meeting that its story dates on those days.
    """
    mine, theirs = event_value(draft.head), event_value(entry)
    if draft.round is not None and theirs.round is not None and draft.round != theirs.round:
        return False
    if mine.mode and theirs.mode and (mine.mode in REMOTE) != (theirs.mode in REMOTE):
        return False
    if dated and not overlap(draft.head.claim.when, entry.claim.when):
        return False
    if dated and entry.claim.status in UNDONE and sharpness(entry) > SHARP:
        return entry.claim.when == draft.head.claim.when  # "no meeting in June" undoes no meeting of one June day
    a, b = names(draft.head), names(entry)
    if a == b:
        return True
    if not b:  # names nobody: what its own story tells of
        return any(member.claim.story == entry.claim.story for member in draft.members)
    if dated and is_trip(entry) and b < a and sharpness(entry) <= SHARP:
        return any(member.claim.story == entry.claim.story for member in draft.members)
    return (a < b or b < a) and min(len(a), len(b)) > 1 and (not dated or sharpness(entry) <= SHARP)


def is_trip(entry: Sourced) -> bool:
    """True for a visit that names the visitor alone."""
    value = event_value(entry)
    return value.mode == "visit" and len(value.actors) == 1


def closeness(draft: Draft, entry: Sourced) -> tuple[bool, bool, bool, str, str]:
    """Which of several occasions a claim means: same round, same participants, for a plan a date ahead, the first."""
    value = event_value(entry)
    past = entry.claim.status in PLANNED and (draft.head.claim.when.end or "~") <= entry.known[:DAY]
    other_round = value.round is not None and draft.round != value.round
    return (other_round, names(draft.head) != names(entry), past, draft.begin, draft.head.claim.id)


def near_undated(draft: Draft, entry: Sourced) -> bool:
    """True where an undated occasion and an undated claim became known together and say the same."""
    planned = entry.claim.status in PLANNED
    same = (draft.head.claim.status in PLANNED) == planned and names(draft.head) == names(entry)
    return same and draft.round == event_value(entry).round and near(draft.head.known, entry.known)
