"""Processes: which events belong to one course of talks, exchanges or visits, by type and participants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.linking.occasions import SHARP, covered, event_value, names, sharpness
from onrecord.model import EventValue, Sourced

# Types of which a plan is made, a meeting held, an exchange carried out; violence and words are not plans.
PLANNABLE = frozenset(
    {"CONSULT", "AGREE", "COOPERATE", "AID", "RETREAT", "CONCEDE", "OPEN", "CLOSE", "MOBILIZE", "SANCTION"}
)


class Process(NamedTuple):
    """A type of event and who takes part; where nobody is named, the place, or else the words, stand for them."""

    kind: str
    who: frozenset[str]
    about: str = ""


def is_process(entry: Sourced) -> bool:
    """True for events that are planned or held."""
    value = entry.claim.value
    return isinstance(value, EventValue) and value.type in PLANNABLE


def family(kind: str) -> str:
    """Talks and what they agree on are one process; every other type is its own."""
    return "CONSULT" if kind in ("CONSULT", "AGREE") else kind


def processes(events: Sequence[Sourced]) -> dict[Process, list[Sourced]]:
    """Group events by type and participants.

    Where fewer are named, the event joins the process of its own story that names them and more, and, where it names
    two or more, a fuller process with a sharp date in common ("Moscow and Kyiv meet on Friday" among three parties).
    One that names nobody joins the only process of its story, if there is but one.
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
        if not who:
            only = fuller.pop() if len(fuller) == 1 else who
            groups[Process(kind, only, "" if only else subject(entry))].append(entry)
            continue
        if len(who) > 1 and sharpness(entry) <= SHARP:
            fuller |= {other for on in covered(entry) for other in by_day[kind, on] if who < other}
        groups[Process(kind, max(fuller, key=lambda s: (len(s), sorted(s)), default=who))].append(entry)
    return groups


def subject(entry: Sourced) -> str:
    """What an event that names nobody is about: its place and what it is called ("prisoner exchange")."""
    return " ".join([entry.claim.where or "", *entry.quote.casefold().split()])
