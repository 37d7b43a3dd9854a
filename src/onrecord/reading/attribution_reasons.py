"""Why something counts as an attribution, in words: the cue, the paths to source and content, and what decided.

    said: source the subject; content the clause; lexicon saying, 0.99
    skeptical: source the subject of “is”; content behind “of”; learnt, 0.83
    according to: source behind it; content the sentence; lexicon according-to

Four parts that never hold a semicolon: `CUE: source PATH; content PATH; WHO[, PROBABILITY]`. WHO is the lexicon's
entry, or "learnt" where the weights know a word that the lexicon does not list; the probability that the word is a cue
stands where the weights decided. "quotations carried on" behind the content tells that later quotations were given to
the same source.
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.reading.attribution_drafts import Draft
from onrecord.reading.attribution_sources import Subject
from onrecord.reading.parse import Document, Token

MAX_STEPS = 6  # heads looked at above a cue
MAX_WORD = 20  # characters of a word that is quoted
CONTENTS: Mapping[str, str] = {
    "clause": "the clause",
    "object": "the object",
    "infinitive": "the infinitive",
    "passive": "the passive's subject with what is said of it",
    "label": "the object with what it is called",
    "measured": "the object with its number",
    "preposition": "behind the preposition",
    "noun": "on the noun",
    "quote": "the quotation beside it",
    "phrase": "the sentence",
    "dobj": "the object",
    "ccomp": "the clause",
    "xcomp": "the infinitive",
    "acl": "the clause on the noun",
    "relcl": "the relative clause",
    "acomp": "the adjective",
    "attr": "what it is said to be",
    "advcl": "the adverbial clause",
    "front": "all before the cue",
    "own front": "its own clause before the cue",
    "around": "what stands around the cue",
    "rest": "all behind the cue",
    "subject": "the subject",
    "subject of passive": "the passive's subject",
}
EXTENTS: Mapping[str, str] = {
    "ext": " with what follows it",
    "upto": " with what follows it",
    "end": " to the sentence's end",
    "cut": " cut short",
}
PATHS: Mapping[str, str] = {
    "nsubj": "the subject",
    "nsubjpass": "the passive's subject",
    "csubj": "the subject",
    "poss": "the owner",
    "dobj": "the object",
    "dative": "the one told",
    "attr": "the noun it is said to be",
    "appos": "the noun beside it",
    "compound": "the noun before it",
    "amod": "the adjective before it",
    "npadvmod": "the noun before it",
    "conj": "the word joined to it",
}


def reason(doc: Document, draft: Draft) -> str:
    """The rule of a finished draft."""
    words = " ".join(word(doc.tokens[i]) for i in draft.cue[:4])
    if draft.frame == "colon":
        side = "before" if draft.source is not None and draft.source.head < draft.cue[0] else "behind"
        other = "behind" if side == "before" else "before"
        mark = "colon" if doc.tokens[draft.cue[0]].text == ":" else "dash"
        return f"{mark}: source the name {side} it; content {other} it; lexicon {draft.entry}"
    carried = " and quotations carried on" if draft.carried else ""
    who = f"lexicon {draft.entry}" if draft.entry else "learnt"
    sure = "" if draft.sure is None else f", {draft.sure:.2f}"
    return f"{words}: source {source_path(doc, draft)}; content {content_path(draft.frame)}{carried}; {who}{sure}"


def word(token: Token) -> str:
    """A token as it is quoted in a reason: without what separates its parts."""
    return token.lower.replace(";", ",").replace(":", ",").strip()[:MAX_WORD] or "?"


def content_path(frame: str) -> str:
    """The construction of the content: the rules' name for it, else the parse's, as `frame_name` gives it."""
    if found := CONTENTS.get(frame):
        return found
    extent, _, shape = frame.rpartition(":")
    if extent.startswith("host"):
        return "the noun that the cue describes"
    if shape.startswith("subject") or extent.startswith("p+"):
        return "the subject with what is said of it"
    shape = shape.lstrip("^").partition("+")[0].partition("-")[0]
    dep, _, rest = shape.strip().partition(" ")
    found = CONTENTS.get(dep, "what hangs on it")
    if dep in ("prep", "agent", "dative"):
        found = f"behind “{rest}”" if rest and rest != "before" else "behind the preposition"
    return found + EXTENTS.get(extent, "") + (" before the cue" if rest == "before" else "")


def source_path(doc: Document, draft: Draft) -> str:
    """The way through the parse from the cue to its source."""
    source = draft.source
    if source is None:
        return "not named"
    if draft.frame == "phrase":
        return "behind it"
    at = doc.tokens[draft.cue[0]]
    for step in range(MAX_STEPS):
        if found := one_step(doc, at, source):
            return found if step == 0 else f"{found} of “{word(at)}”"
        if at.head == at.i:
            break
        at = doc.tokens[at.head]
        if at.i == source.head:
            return "the noun that it describes"
    return "the noun phrase beside it"


def one_step(doc: Document, at: Token, source: Subject) -> str | None:
    """How the source hangs on the word `at`: by its role, or behind a preposition; None where it does not."""
    head = doc.tokens[source.head]
    if head.head == at.i and head.i != at.i:
        return PATHS.get(head.dep, "the word below it")
    above = doc.tokens[head.head]
    if head.dep == "pobj" and above.head == at.i:
        return f"behind “{word(above)}”"
    return None
