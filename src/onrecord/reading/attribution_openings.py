"""Where what a verb reports begins and ends beside it: behind a day, an aside or an adverb, before what is cited."""

from __future__ import annotations

from onrecord.reading.parse import Document, Token

Piece = tuple[int, int]
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
CITING = frozenset({"citing", "quoting"})
MAX_ASIDE = 30  # tokens from a verb to the clause behind an aside
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def that_clauses(doc: Document, i: int) -> list[Token]:
    """The that-clauses that the parse hung on the adverb behind a verb ("said earlier that ...")."""
    return [c for c in doc.children(i, "ccomp") if any(mark.lower == "that" for mark in doc.children(c.i, "mark"))]


def behind_aside(doc: Document, i: int) -> Piece | None:
    """The that-clause behind an aside on the source: "reported, citing two officials, that the port would open"."""
    end = min(doc.sentence_of(i).last, i + MAX_ASIDE)
    if i + 3 >= end:
        return None
    citing = doc.tokens[i + 1].text == "," and doc.tokens[i + 2].lower in CITING
    if not citing and doc.tokens[i + 1].tag != "IN":
        return None  # "said on the radio, with a smile, that ..."
    for j in range(i + 3, end - 1):
        token = doc.tokens[j]
        if not citing and token.tag in FINITE:
            return None
        if token.lower == "that" and doc.tokens[j - 1].text == "," and (citing or token.tag == "IN"):
            return j + 1, doc.sentence_of(i).last
    return None


def subject_before(doc: Document, i: int, clause: Token, first: int) -> int:
    """`first`, or where the subject starts that the parse made the cue's object ("admitted his plan had failed")."""
    if clause.tag not in FINITE and not any(aux.tag in FINITE for aux in doc.children(clause.i, "aux", "auxpass")):
        return first
    if doc.children(clause.i, "nsubj", "nsubjpass", "mark", "expl", "csubj"):
        return first
    starts = [doc.subtree(thing.i) for thing in doc.children(i, "dobj") if i < thing.i < first]
    return starts[0][0] if starts and starts[0][-1] + 1 == first else first


def behind_day(doc: Document, first: int) -> int:
    """`first`, or what stands behind the day of "said on Thursday it had begun", which is when it was said."""
    at = first
    tokens = doc.tokens
    if at + 2 < len(tokens) and tokens[at].lower in ("on", "late", "early", "earlier"):
        at += 1
    if at + 1 >= len(tokens) or tokens[at].lower not in WEEKDAYS:
        return first
    at += 1 + (tokens[at + 1].lower in ("morning", "afternoon", "evening", "night"))
    at += at < len(tokens) and tokens[at].lower == "that"
    begins = at < len(tokens) and (tokens[at].tag in ("PRP", "DT", "EX", "PRP$") or tokens[at - 1].lower == "that")
    return at if begins else first


def before_citing(doc: Document, first: int, end: int) -> int:
    """`end`, or where the reporter names a source: "said the port would open, citing two officials"."""
    for j in range(first + 2, end):
        if doc.tokens[j].lower in CITING and doc.tokens[j].tag == "VBG" and doc.tokens[j - 1].text == ",":
            return j - 1
    return end
