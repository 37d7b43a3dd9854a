"""Threads: the events of one process - rounds of talks, an exchange - from announced to happened, moved or dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.linking.moments import DAY, days, instant, overlap
from onrecord.linking.occasions import (
    DROPPED,
    HAPPENED,
    PLANNED,
    UNDATED,
    Draft,
    event_value,
    is_trip,
    names,
    occasions,
    sharpness,
)
from onrecord.linking.parties import parties
from onrecord.linking.points import time_order
from onrecord.linking.processes import is_process, processes
from onrecord.linking.words import Words, shipped
from onrecord.model import EventValue, Interval, Sourced, Span, Speaker, Status

State = Literal[
    "planned",
    "happened",
    "under way",
    "postponed",
    "cancelled",
    "not agreed",
    "did not happen",
    "denied",
    "date passed, nothing reported",
]

OUTCOME_DAYS = 30  # days after an occasion in which an agreement told without a date is its outcome
# What the last word on an occasion makes of it, the first that was said there.
LAST_WORD: dict[Status, State] = {
    "cancelled": "cancelled",
    "postponed": "postponed",
    "not_happened": "did not happen",
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """One occasion of a process (a round of talks, an exchange) with every claim about it, earliest known first.

    `announced_by` are the parties that announce it, each with the names it is announced under; `outcome` are claims of
    what came of it; `moved_to` is the new date of one that was put off, where it is told. `condition` are the words of
    what it hangs on, where every claim that plans it names a condition.
    """

    type: str
    mode: str | None
    participants: tuple[str, ...]
    when: Interval
    place: str | None
    round: int | None
    state: State
    announced_by: tuple[tuple[Speaker, ...], ...]
    claims: tuple[Sourced, ...]
    outcome: tuple[Sourced, ...] = ()
    moved_to: Interval | None = None
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """Occasions of one type among the same participants, in time order."""

    type: str
    participants: tuple[str, ...]
    occasions: tuple[Occasion, ...]


def threads(entries: Iterable[Sourced], today: str, words: Words | None = None) -> tuple[Thread, ...]:
    """The processes among the event claims of `entries`, as they stand on `today` (an ISO date).

    The result depends on the claims alone, not on their order. `words` are those that ship unless others are given.
    """
    listed = list(entries)
    conditions = conditions_of(listed)
    events = sorted((e for e in listed if is_process(e) and not is_condition(e, conditions)), key=time_order)
    known = words or shipped()
    made = [thread_of(one.kind, one.who, members, today, known) for one, members in processes(events).items()]
    return tuple(sorted((t for t in made if t.occasions), key=lambda t: (t.type, t.participants, first_claim(t))))


def first_claim(thread: Thread) -> str:
    """What orders threads that nobody is named in."""
    return thread.occasions[0].claims[0].claim.id


def conditions_of(entries: Iterable[Sourced]) -> dict[str, list[Span]]:
    """The conditions that each story names for its events."""
    found: dict[str, list[Span]] = {}
    for entry in entries:
        value = entry.claim.value
        if isinstance(value, EventValue) and value.condition is not None:
            found.setdefault(entry.claim.story, []).append(value.condition)
    return found


def is_condition(entry: Sourced, conditions: Mapping[str, Sequence[Span]]) -> bool:
    """True for what a story tells as the condition of something else alone ("if the plan is accepted"): no plan."""
    spans = conditions.get(entry.claim.story, ())
    return entry.claim.status in PLANNED and any(span.contains(entry.claim.mark) for span in spans)


def thread_of(kind: str, who: frozenset[str], members: Sequence[Sourced], today: str, words: Words) -> Thread:
    """The thread of one process: its occasions in time order, each with its outcome."""
    outcomes = [e for e in members if is_outcome(e, kind)]
    drafts = occasions(e for e in members if not is_outcome(e, kind))
    hanging, loose = hang(outcomes, drafts)
    drafts += occasions(loose)
    drafts.sort(key=lambda draft: (draft.begin, draft.round or 0, draft.head.claim.id))
    if not who:
        drafts = [draft for draft in drafts if is_telling(draft)]
    made = [occasion(draft, hanging.get(id(draft), []), today, words) for draft in drafts]
    return Thread(kind, tuple(sorted(who)), tuple(made))


def is_telling(draft: Draft) -> bool:
    """True where an occasion of nobody named is worth a line: it was dropped, or is planned for a date."""
    return bool(draft.statuses & set(DROPPED)) or (bool(draft.statuses & set(PLANNED)) and draft.begin < UNDATED)


def is_outcome(entry: Sourced, kind: str) -> bool:
    """True for an agreement, reached or not, among talks; one that is only planned is an occasion itself."""
    return kind == "CONSULT" and event_value(entry).type == "AGREE" and entry.claim.status not in PLANNED


def hang(outcomes: Sequence[Sourced], drafts: Sequence[Draft]) -> tuple[dict[int, list[Sourced]], list[Sourced]]:
    """The outcomes of each draft (by its identity), and the outcomes that no occasion is known for."""
    hanging: dict[int, list[Sourced]] = {}
    loose: list[Sourced] = []
    by_story: dict[str, list[Draft]] = {}
    for draft in drafts:
        for story in {e.claim.story for e in draft.members if happened(e)}:
            by_story.setdefault(story, []).append(draft)
    dated = sorted((d for d in drafts if d.head.claim.when.begin), key=lambda d: (d.begin, d.head.claim.id))
    for outcome in outcomes:
        home = home_of(outcome, by_story.get(outcome.claim.story, []), dated)
        if home is None:
            loose.append(outcome)
        else:
            hanging.setdefault(id(home), []).append(outcome)
    return hanging, loose


def home_of(outcome: Sourced, told: Sequence[Draft], dated: Sequence[Draft]) -> Draft | None:
    """The occasion of an outcome: the last that its own story reports as held, else the last that had begun.

    One side's journey, of which nothing but the plan is known, has no outcome.
    """
    number, when, known = event_value(outcome).round, outcome.claim.when, outcome.known[:DAY]
    for drafts in (told, dated):
        fits = [d for d in drafts if number is None or d.round in (None, number)]
        on_date = [d for d in fits if when.begin is not None and overlap(d.head.claim.when, when)]
        if on_date:
            return max(on_date, key=lambda d: (d.begin, d.head.claim.id))
        if drafts is told and fits:
            return max(fits, key=lambda d: (d.begin, d.head.claim.id))
    begun = [
        d
        for d in dated
        if d.begin[:DAY] <= (when.begin or known)[:DAY]
        and (number is None or d.round == number)
        and not all(is_trip(e) and not happened(e) for e in d.members)
    ]
    last = begun[-1] if begun else None
    apart = days(last.begin, when.begin or known) if last else None
    return last if apart is not None and apart <= OUTCOME_DAYS else None


def occasion(draft: Draft, outcome: Sequence[Sourced], today: str, words: Words) -> Occasion:
    """The occasion that a draft's claims are about, by the sharpest date and the latest word on its state."""
    value = event_value(draft.head)
    sharpest = sorted(draft.members, key=lambda e: (sharpness(e), time_order(e)))
    announcing = [e.claim.speakers[0] for e in draft.members if e.claim.speakers and e.claim.status in PLANNED]
    return Occasion(
        type=value.type,
        mode=value.mode,
        participants=participants(sharpest),
        when=draft.head.claim.when,
        place=next((e.claim.where for e in sharpest if e.claim.where), None),
        round=draft.round,
        state=state(draft, today),
        announced_by=tuple(tuple(party) for party in parties(announcing, words)),
        claims=tuple(draft.members),
        outcome=tuple(sorted(outcome, key=time_order)),
        moved_to=draft.moved_to.claim.when if draft.moved_to else None,
        condition=condition(draft),
    )


def condition(draft: Draft) -> str | None:
    """What the occasion hangs on, in the words of the first story; None where a story plans it without condition."""
    planning = [e for e in draft.members if is_plan(e)]
    spans = [event_value(e).condition for e in planning]
    return next((e.story.quote(s) for e, s in zip(planning, spans, strict=True) if s), None) if all(spans) else None


def participants(sharpest: Sequence[Sourced]) -> tuple[str, ...]:
    """Who takes part, by the claim that names most, of these the one with the sharpest date."""
    named = [names(e) for e in sharpest]
    most: frozenset[str] = max(named, key=len)
    return tuple(sorted(most))


def happened(entry: Sourced) -> bool:
    """True where the claim reports a fact: it says so, and its date had begun when it was published."""
    begin = entry.claim.when.begin
    return entry.claim.status in HAPPENED and (begin is None or begin[:DAY] <= entry.known[:DAY])


def state(draft: Draft, today: str) -> State:
    """Where the occasion stands.

    What was reported as held was held, unless a later story takes it back; a plan stands until the last word drops it;
    a plan whose date has passed is no fact.
    """
    movers = {id(e) for e in draft.movers}
    facts = [e for e in draft.members if happened(e)]
    dropping = [e for e in draft.members if e.claim.status in LAST_WORD and id(e) not in movers]
    planning = [e for e in draft.members if is_plan(e) or id(e) in movers]
    end = draft.head.claim.when.end
    over = end is not None and end <= today
    if facts and latest(facts) >= latest(dropping):
        under_way = all(e.claim.status == "ongoing" for e in facts if instant(e.known) == latest(facts))
        return "under way" if under_way and not over else "happened"
    if dropping and latest(dropping) >= latest(planning):
        return dropped(draft, [e for e in dropping if instant(e.known) == latest(dropping)])
    if planning:
        return "date passed, nothing reported" if over else "planned"
    return "denied"


def is_plan(entry: Sourced) -> bool:
    """True for a plan, and for what is told as a fact before its date: that is a plan too."""
    return entry.claim.status in PLANNED or (entry.claim.status in HAPPENED and not happened(entry))


def latest(claims: Sequence[Sourced]) -> str:
    """When the last of the claims became known; the empty string where there is none."""
    return max((instant(e.known) for e in claims), default="")


def dropped(draft: Draft, last: Sequence[Sourced]) -> State:
    """The state by the last word that dropped the occasion."""
    statuses = {e.claim.status for e in last}
    found = next(state for status, state in LAST_WORD.items() if status in statuses)
    return "not agreed" if found == "did not happen" and event_value(draft.head).type == "AGREE" else found
