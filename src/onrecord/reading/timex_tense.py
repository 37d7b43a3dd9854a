"""Which way a time expression points: before or after the moment of speaking, by the verb that governs it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.lexicon import Entry
from onrecord.reading.parse import Document, Token

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
    a present tense after `once_clauses` ("when it is heard in May") is to come.
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


def direction(document: Document, head: int, verb: int | None, verbs: Verbs) -> int:
    """`FUTURE`, `PAST`, `NEAR` …, for an expression whose head is token `head` and whose verb is token `verb`."""
    tokens = document.tokens
    token = tokens[head]
    if head + 1 < len(tokens) and tokens[head + 1].tag == "POS":
        found = tense(document, verb, verbs)
        return WEAK_FUTURE if found == FUTURE and has_modal(document, verb, verbs) else PAST
    found = tense(document, verb, verbs)
    if found == UNKNOWN and document.field == "title":
        return NEAR
    above = tokens[token.head]
    if above.lower == "as" or (token.dep == "compound" and above.tag[0] == "N"):
        return NEAR if above.lower == "as" else UNKNOWN
    if token.head != head and above.tag in ("IN", "TO"):
        if above.lower in verbs.ahead and verb is not None and tokens[verb].lemma in verbs.deferred:
            return FUTURE
        if above.lower in verbs.ahead:
            if above.lower not in verbs.limits:
                return found  # "struck before midnight on Tuesday"
            return NEAR if found in (PAST, WEAK_PAST, NEAR) else FUTURE
        if above.lower in verbs.behind:
            return PAST
        above = tokens[above.head]
    direct = verb in (above.i, token.head)
    if (
        found == FUTURE
        and not direct
        and verb is not None
        and tokens[verb].lemma == "be"
        and not has_modal(document, verb, verbs)
    ):
        return UNKNOWN
    return found if direct or found == NEAR else found // 2 if found > 0 else -(-found // 2)


def has_modal(document: Document, verb: int | None, verbs: Verbs) -> bool:
    """True for "will meet"."""
    return verb is not None and any(child.lower in verbs.modals for child in document.children(verb, "aux"))


def tense(document: Document, verb: int | None, verbs: Verbs) -> int:
    """The time of the clause of token `verb`, as seen from the moment of speaking."""
    for _ in range(MAX_CLIMB):
        if verb is None:
            return UNKNOWN
        token = document.tokens[verb]
        found = own_tense(document, token, verbs)
        if found is not None:
            return found
        verb = governor(document, verb)
    return UNKNOWN


def own_tense(document: Document, token: Token, verbs: Verbs) -> int | None:
    """What a verb and its auxiliaries tell; None where a higher verb must (a bare infinitive or participle)."""
    auxiliaries = document.children(token.i, "aux", "auxpass")
    words = {child.lower for child in auxiliaries}
    had = any(child.lemma == "have" for child in auxiliaries)
    past = any(child.tag == "VBD" for child in auxiliaries)
    if had and any(c.tag == "TO" for c in auxiliaries) and any(c.tag in ("VBZ", "VBP") for c in auxiliaries):
        return FUTURE  # "has to leave", "has until Friday to leave"
    if words & verbs.modals:
        return PAST if had else FUTURE
    if words & verbs.hypothetical or token.tag == "MD":
        return PAST if had else UNKNOWN
    if token.lemma in verbs.scheduled and token.tag in ("VBN", "JJ", "IN"):
        return scheduled(document, token, verbs, had=had, past=past)
    if past or had:
        return PAST
    if token.lemma in ("plan", "schedule") and token.tag == "VBD":
        return NEAR
    return by_tag(document, token, verbs, bool(auxiliaries))


def by_tag(document: Document, token: Token, verbs: Verbs, auxiliaries: bool) -> int | None:
    """The tense that a verb's form gives."""
    tag = token.tag
    if tag in ("VB", "VBN") and any(child.tag == "TO" for child in document.children(token.i, "aux")):
        return infinitive(document, token, verbs)
    if tag == "VB":
        return UNKNOWN if token.head == token.i or not auxiliaries else None
    if tag in ("VBZ", "VBP", "VBN") and once(document, token, verbs):
        return FUTURE
    if tag in ("VBD", "VBN"):
        return PAST
    if tag in ("VBZ", "VBP"):
        return FUTURE if token.lemma in verbs.starting and document.field == "text" else UNKNOWN
    if tag == "VBG":
        return FUTURE if auxiliaries else None
    return None


def once(document: Document, token: Token, verbs: Verbs) -> bool:
    """True for "when it is heard": a present tense in a clause of time or condition tells of what is to come."""
    if token.tag == "VBN" and not any(c.tag in ("VBZ", "VBP") for c in document.children(token.i, "auxpass")):
        return False
    return any(child.lower in verbs.once_clauses for child in document.children(token.i, "advmod", "mark"))


def scheduled(document: Document, token: Token, verbs: Verbs, *, had: bool, past: bool) -> int:
    """The time of what is set, due or postponed: to come, or near where the setting itself is past."""
    ahead = document.children(token.i, "prep", "xcomp", "prt")
    if token.lemma == "set" and not any(child.lower in ("for", "to") or child.dep == "xcomp" for child in ahead):
        return PAST
    if had or past:
        return NEAR
    if document.children(token.i, "aux", "auxpass", "cop") or token.head == token.i:
        return FUTURE
    above = governor(document, token.i)
    if above is not None and document.tokens[above].lemma == "be" and document.tokens[above].tag in ("VBZ", "VBP"):
        return FUTURE
    return NEAR if tense(document, above, verbs) == PAST else FUTURE


def infinitive(document: Document, token: Token, verbs: Verbs) -> int | None:
    """The time of "to meet": to come where it is planned, wanted, or stands alone in a headline; else its head's."""
    if token.head == token.i or document.field == "title":
        return FUTURE
    head = document.tokens[token.head]
    if head.lemma == "have" and head.tag in ("VBZ", "VBP"):
        return FUTURE  # "has to leave on Friday"
    if head.lemma in verbs.planned or head.tag[0] == "N":
        return NEAR if head.tag[0] == "N" or own_tense(document, head, verbs) in (PAST, NEAR) else FUTURE
    return None
