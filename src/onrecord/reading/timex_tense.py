"""Which way a time expression points: before or after the moment of speaking, by the verb that governs it."""

from __future__ import annotations

from onrecord.reading.parse import Document, Token
from onrecord.reading.timex_plans import SINCE, ahead_of, called, deferred, noun_time, noun_to_come, plans
from onrecord.reading.timex_verbs import (
    FUTURE,
    MAX_CLIMB,
    NEAR,
    PAST,
    UNKNOWN,
    WEAK_FUTURE,
    WEAK_PAST,
    Verbs,
    governor,
    has_modal,
)

ACCOUNTED = frozenset(("quarter", "year", "half", "period", "month", "week", "season"))


def direction(document: Document, head: int, verb: int | None, verbs: Verbs) -> int:
    """`FUTURE`, `PAST`, `NEAR` …, for an expression whose head is token `head` and whose verb is token `verb`."""
    tokens = document.tokens
    token, found = tokens[head], tense(document, verb, verbs)
    if head + 1 < len(tokens) and tokens[head + 1].tag == "POS":
        return of_owner(document, head, verb, found, verbs)
    if found == UNKNOWN and document.field == "title":
        return NEAR
    above = tokens[token.head]
    if above.lower == "as":
        return NEAR
    if token.dep == "compound" and above.tag[0] == "N":
        return noun_time(document, head, above, found, verbs)
    if token.head != head and above.tag in ("IN", "TO"):
        led = after_preposition(document, token, above, verb, found, verbs)
        if led is not None:
            return led
        above = tokens[above.head]
    if above.tag[0] == "N" and tokens[above.head].lower in SINCE and found != NEAR:
        return PAST  # "comes after a raid on Friday"
    if above.tag[0] == "N" and noun_to_come(document, above, verbs):
        return FUTURE if found > 0 else NEAR
    if verb in (above.i, token.head) or found == NEAR:
        return found
    return loosened(document, verb, found, verbs)


def of_owner(document: Document, head: int, verb: int | None, found: int, verbs: Verbs) -> int:
    """The direction of a time that owns what follows: "Friday's vote"."""
    tokens = document.tokens
    due = head + 2 < len(tokens) and tokens[head + 2].lemma in verbs.due
    if ahead_of(document, head):
        return FUTURE
    if due:
        return FUTURE if found > 0 else NEAR
    planned = verb is not None and plans(document, verb, verbs)
    return WEAK_FUTURE if found == FUTURE and planned else PAST


def after_preposition(
    document: Document, token: Token, above: Token, verb: int | None, found: int, verbs: Verbs
) -> int | None:
    """The direction that the preposition `above` gives to the time `token`; None where it gives none."""
    tokens = document.tokens
    if above.lower in verbs.ahead | {"to"} and verb is not None and deferred(document, tokens[verb], verbs):
        return FUTURE  # "was extended to Friday"
    if above.lower in verbs.ahead:
        if above.lower not in verbs.limits:  # "struck before midnight on Tuesday", "agreed to a truce from Friday"
            noun = tokens[above.head]
            return NEAR if noun.tag[0] == "N" and found < 0 and noun_to_come(document, noun, verbs) else found
        return NEAR if found in (PAST, WEAK_PAST, NEAR) else FUTURE
    if above.lower == "for" and token.lemma not in ACCOUNTED and called(verb, tokens, verbs) and found == PAST:
        return FUTURE  # "set the vote for Jan. 10"
    if above.lower == "of" and above.i and tokens[above.i - 1].lower == "as":
        return PAST if found < 0 else NEAR  # "as of Dec. 31"
    return PAST if above.lower in verbs.behind else None


def loosened(document: Document, verb: int | None, found: int, verbs: Verbs) -> int:
    """The direction of a time that hangs on a noun below the verb: as the verb says, but weakly."""
    if found == FUTURE and verb is not None and not has_modal(document, verb, verbs):
        token = document.tokens[verb]
        if token.lemma == "be" or token.tag == "VBG":
            return UNKNOWN  # "are reacting to the address Sunday"
    return found // 2 if found > 0 else -(-found // 2)


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
    if tag == "VBN" and being(document, token):
        return FUTURE  # "is being opened in May"
    if tag in ("VBD", "VBN"):
        return PAST
    if tag in ("VBZ", "VBP"):
        if document.field == "title":  # headlines tell what happened in the present tense
            return UNKNOWN if token.lemma in verbs.starting else WEAK_PAST
        return FUTURE if token.lemma in verbs.starting else UNKNOWN
    if tag == "VBG":
        return FUTURE if auxiliaries else None
    return None


def being(document: Document, token: Token) -> bool:
    """True for "are being sold"."""
    words = document.children(token.i, "aux", "auxpass")
    return any(c.lower == "being" for c in words) and any(c.tag in ("VBZ", "VBP") for c in words)


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
