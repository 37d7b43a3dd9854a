"""What came of what lay ahead, from the clause after "but": "talks were to open on Friday, but never began"."""

from __future__ import annotations

from onrecord.model import Status
from onrecord.reading.event_governors import CALLED_OFF, status_of
from onrecord.reading.event_triggers import Triggers
from onrecord.reading.grammar import negated
from onrecord.reading.parse import Document, Token

TURNS = frozenset({"but", "yet", "only"})
COMING = frozenset(
    "begin start take happen materialise materialize come go occur open hold arrive meet convene resume gather".split()
)
LASTING = frozenset({"remain", "stay", "keep"})
REFERRING = frozenset(
    "announcement plan meeting talk talks summit trip visit event deal move release exchange signing session "
    "ceremony it they this that".split()
)  # subjects that point back at what lay ahead
MAX_UP = 4


def is_to(doc: Document, verb: int) -> bool:
    """True for "talks were to open": what follows "be" with an infinitive is ahead."""
    return doc.tokens[verb].lemma == "be" and any(
        c.tag in ("VB", "VBN")
        and any(a.lower == "to" for a in doc.children(c.i, "aux"))
        and (c.lemma in COMING or bool(doc.children(c.i, "auxpass")))
        for c in doc.children(verb, "xcomp")
    )


def came_to(doc: Document, verb: int, table: Triggers) -> Status | None:
    """The status that the clause after "but" gives to what the clause of `verb` says lies ahead; None where none."""
    token = doc.tokens[verb]
    for below in doc.children(verb, "xcomp"):
        if found := turned(doc, below, table):
            return found
    for _ in range(MAX_UP):
        found = turned(doc, token, table)
        if found or token.dep not in ("xcomp", "acomp", "ccomp", "acl") or token.head == token.i:
            return found
        token = doc.tokens[token.head]
    return None


def turned(doc: Document, token: Token, table: Triggers) -> Status | None:
    """The same for the clauses that are coordinated with `token` by "but"."""
    if not any(c.lower in TURNS for c in doc.children(token.i, "cc")):
        return None
    for child in doc.children(token.i, "conj"):
        own = doc.children(child.i, "nsubj", "nsubjpass")
        if own and own[0].lemma not in REFERRING and own[0].lower not in REFERRING:
            continue
        if child.lemma in COMING and negated(doc, child.i):
            return "not_happened"
        if child.lemma in LASTING:
            return "postponed"
        below = own[0] if own else next(iter(doc.children(token.i, "nsubjpass", "nsubj")), None)
        found = status_of(doc, child, below, table) if below is not None and tells_of(doc, child) else None
        if found in CALLED_OFF or found == "not_happened":
            return found
    return None


def tells_of(doc: Document, verb: Token) -> bool:
    """True for "was put off", "collapsed", "failed to begin", "cancelled it"; not for "failed to sign a treaty"."""
    if doc.children(verb.i, "auxpass"):
        return True
    below = doc.children(verb.i, "dobj", "xcomp", "ccomp")
    return all(c.lower in REFERRING or c.lemma in REFERRING or c.lemma in COMING for c in below)
