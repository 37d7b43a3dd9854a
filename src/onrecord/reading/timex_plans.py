"""What nouns and verbs of planning say of a time: "ahead of Friday's vote", "put off to May", "the July 7 bombings"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.parse import Document, Token
from onrecord.reading.timex_verbs import FUTURE, NEAR, PAST, UNKNOWN, Verbs

SINCE = frozenset(("after", "since", "following"))
AGREEING = frozenset(("agree", "invite", "summon", "commit", "consent"))
PROMISING = frozenset(("promise", "pledge", "propose", "plan", "vow", "offer", "organize", "organise"))
EVES = frozenset((("of", "ahead"), ("to", "run-up"), ("to", "runup"), ("to", "up"), ("to", "prelude"), ("of", "eve")))
MAX_NOUNS = 3  # above a date within one noun phrase


def noun_time(document: Document, head: int, noun: Token, found: int, verbs: Verbs) -> int:
    """The direction of "the Friday deadline", "ahead of the May 6 vote", "the July 7 bombings"."""
    if noun.lemma in verbs.happened:
        return PAST if found <= 0 or found == NEAR else UNKNOWN
    if ahead_of(document, head):
        return FUTURE
    if noun.lemma in verbs.due:
        return FUTURE if found > 0 else NEAR
    return UNKNOWN


def noun_to_come(document: Document, noun: Token, verbs: Verbs) -> bool:
    """True for "the planned start of voting in May" and "a meeting on Monday to review it"."""
    tokens = document.tokens
    for _ in range(MAX_NOUNS):
        if ahead_of(document, noun.i):
            return True
        if any(child.lower in verbs.coming for child in document.children(noun.i, "amod")):
            return True
        if any(
            t.tag == "VB" and any(c.tag == "TO" for c in document.children(t.i, "aux"))
            for t in document.children(noun.i, "acl", "relcl")
        ):
            return True
        above = tokens[noun.head]
        if (above.lower == "to" and tokens[above.head].lemma in AGREEING) or above.lemma in PROMISING:
            return True
        if above.tag != "IN" or above.i == noun.i or tokens[above.head].tag[0] != "N":
            return False
        noun = tokens[above.head]
    return False


def ahead_of(document: Document, head: int) -> bool:
    """True for "ahead of Friday's vote", "in the run-up to Sunday's vote", with the token of the day or of the vote."""
    tokens = document.tokens
    at = head - 1 if head and tokens[head - 1].tag != "DT" else head - 2
    return at >= 1 and (tokens[at].lower, tokens[at - 1].lower) in EVES


def deferred(document: Document, verb: Token, verbs: Verbs) -> bool:
    """True for "was extended", "put off"."""
    return verb.lemma in verbs.deferred or (
        verb.lemma == "put"
        and any(child.lower in ("off", "back") for child in document.children(verb.i, "prt", "advmod"))
    )


def plans(document: Document, verb: int, verbs: Verbs) -> bool:
    """True for "will attend", "plans to attend", "are due to attend", with the token of "attend"."""
    tokens = document.tokens
    if any(child.lower in verbs.modals and child.lower != "would" for child in document.children(verb, "aux")):
        return True
    above = tokens[tokens[verb].head].lemma
    return tokens[verb].tag == "VB" and (above in verbs.scheduled or above in ("plan", "intend", "expect", "hope"))


def called(verb: int | None, tokens: Sequence[Token], verbs: Verbs) -> bool:
    """True for verbs that set a day in the past tense: "called elections for", "announced a vote for"."""
    return (
        verb is not None
        and tokens[verb].tag == "VBD"
        and (tokens[verb].lemma in verbs.scheduled or tokens[verb].lemma in ("call", "announce", "move"))
    )


def firmly_past(document: Document, head: int, verb: int | None) -> bool:
    """True where a finite verb of the past has the date for itself: "seized it on Dec. 8", "since Dec. 27"."""
    tokens = document.tokens
    above = tokens[tokens[head].head]
    if above.lower in SINCE or (above.lower == "of" and above.i and tokens[above.i - 1].lower == "as"):
        return True
    if verb is None or tokens[verb].lemma in ("be", "include", "set", "call", "move"):
        return False
    if above.i != verb and not (above.lower in ("on", "in", "at") and above.head == verb):
        return False
    return tokens[verb].tag == "VBD" or any(c.tag == "VBD" for c in document.children(verb, "aux", "auxpass"))
