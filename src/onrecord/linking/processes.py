"""Processes: which events belong to one course of talks, exchanges or visits, by type and participants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.linking.occasions import SHARP, covered, event_value, names, sharpness
from onrecord.model import EventValue, Sourced

# Types of which a plan is made, a meeting held, an exchange carried out; violence and words are not plans.
PLANNABLE = frozenset(
    {"CONSULT", "AGREE", "COOPERATE", "AID", "RETREAT", "CONCEDE", "OPEN", "CLOSE", "MOBILIZE", "SANCTION"}
)

Process = tuple[str, frozenset[str]]


def is_process(entry: Sourced) -> bool:
    """True for events that are planned or held among named parties."""
    value = entry.claim.value
    return isinstance(value, EventValue) and value.type in PLANNABLE and bool(value.actors)


def family(kind: str) -> str:
    """Talks and what they agree on are one process; every other type is its own."""
    return "CONSULT" if kind in ("CONSULT", "AGREE") else kind


def processes(events: Sequence[Sourced]) -> dict[Process, list[Sourced]]:
    """Group events by type and participants.

    Where fewer are named, the event joins the process of its own story that names them and more, and, where it names
    two or more, a fuller process with a sharp date in common ("Moscow and Kyiv meet on Friday" among three parties).
    """
    own = {id(entry): (family(event_value(entry).type), names(entry)) for entry in events}
    by_story: dict[tuple[str, str], set[frozenset[str]]] = defaultdict(set)
    by_day: dict[tuple[str, int], set[frozenset[str]]] = defaultdict(set)
    for entry in events:
        kind, who = own[id(entry)]
        by_story[kind, entry.claim.story].add(who)
        for on in covered(entry) if sharpness(entry) <= SHARP else ():
            by_day[kind, on].add(who)
    groups: dict[Process, list[Sourced]] = defaultdict(list)
    for entry in events:
        kind, who = own[id(entry)]
        fuller = {other for other in by_story[kind, entry.claim.story] if who < other}
        if len(who) > 1 and sharpness(entry) <= SHARP:
            fuller |= {other for on in covered(entry) for other in by_day[kind, on] if who < other}
        groups[kind, max(fuller, key=lambda s: (len(s), sorted(s)), default=who)].append(entry)
    return groups
