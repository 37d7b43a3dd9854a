"""The verbs that tell the tense, and which verb a time expression belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.lexicon import Entry
from onrecord.reading.parse import Document

PAST, WEAK_PAST, UNKNOWN, WEAK_FUTURE, FUTURE = -2, -1, 0, 1, 2
NEAR = 9
"""Planned as seen from some time in the past ("was due on Friday"): the nearest day, whichever way it lies."""
MAX_BACK = 60  # tokens; sentences longer than that are lists
MAX_CLIMB = 12  # heads; deeper attachments are parser noise


@dataclass(frozen=True, slots=True)
class Verbs:
    """The words that tell which way a time lies, as the lexicon's `times` entries list them (`weekday`).

    `reporting` are verbs of saying; `scheduled` ones set a day, `planned` ones and nouns lead to an infinitive that is
    to come, `starting` ones tell of the future in the present tense, `deferred` ones put off; `modals` make the
    future and `hypothetical` leaves it open; after `limits` and `ahead` a day lies ahead, after `behind` it is past;
    a present tense after `once_clauses` ("when it is heard in May") is to come, and so is a noun with one of `coming`;
    `happened` and `due` are nouns whose date ("the July 7 bombings", "the Friday deadline") is past, or ahead.
    """

    reporting: frozenset[str]
    scheduled: frozenset[str]
    planned: frozenset[str]
    starting: frozenset[str]
    deferred: frozenset[str]
    modals: frozenset[str]
    hypothetical: frozenset[str]
    limits: frozenset[str]
    ahead: frozenset[str]
    behind: frozenset[str]
    once_clauses: frozenset[str]
    coming: frozenset[str]
    happened: frozenset[str]
    due: frozenset[str]


def verbs_of(entries: Iterable[Entry]) -> Verbs:
    """The words from all entries that list any."""
    every = tuple(entries)
    return Verbs(
        **{name: frozenset(word for e in every for word in e.list_of(name)) for name in Verbs.__dataclass_fields__}
    )


def governor(document: Document, i: int) -> int | None:
    """The nearest verb above token `i`, or an adjective that plans ("due Friday"); None where there is none."""
    tokens = document.tokens
    for _ in range(MAX_CLIMB):
        head = tokens[i].head
        if head == i:
            return None
        i = head
        if tokens[i].tag[0] in "VM" or tokens[i].lemma == "due":
            return i
    return None


def governing(document: Document, first: int, head: int, verbs: Verbs) -> int | None:
    """The verb that an expression from token `first` with head token `head` tells the time of.

    That is the verb right before it; else the one above it, unless that is a later "X said" whose content the
    expression ends ("will meet on Friday, X said"): then the last verb before it.
    """
    tokens = document.tokens
    possessive = head + 1 < len(tokens) and tokens[head + 1].tag == "POS"  # "said Monday's vote stood"
    if tokens[head].dep in ("nsubj", "nsubjpass") and not possessive:
        return governor(document, head)  # "said Monday will be a holiday"
    at = first - 2 if first >= 2 and tokens[first - 1].lower in ("on", "in", "for") else first - 1
    if not possessive and at >= 0 and tokens[at].tag[0] == "V" and tokens[at].sentence == tokens[first].sentence:
        return at
    verb = governor(document, head)
    if verb is None or verb < head or tokens[verb].lemma not in verbs.reporting:
        return verb
    if any(head < child.i < verb for child in document.children(verb, "nsubj")[:MAX_BACK]):
        for i in range(first - 1, max(document.sentence_of(first).first, first - MAX_BACK) - 1, -1):
            if tokens[i].tag[0] == "V":
                return i
    return verb


def has_modal(document: Document, verb: int | None, verbs: Verbs) -> bool:
    """True for "will meet"."""
    return verb is not None and any(child.lower in verbs.modals for child in document.children(verb, "aux"))
