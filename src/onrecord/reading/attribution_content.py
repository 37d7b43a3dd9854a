"""From a cue word to its content: which tokens are attributed, by the construction that the cue stands in.

Every function returns pieces, pairs of first and last (exclusive) token in text order; `attribution_drafts` turns them
into characters. The clause frame has its own module, `attribution_clauses`.
"""

from __future__ import annotations

from typing import NamedTuple

from onrecord.reading.attribution_clauses import TRAILING, Piece, clause_pieces, second_cue
from onrecord.reading.attribution_cues import Candidate, CueTable
from onrecord.reading.attribution_sources import Subject
from onrecord.reading.grammar import is_passive
from onrecord.reading.parse import Document, Token

DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan.",
    "feb.", "aug.", "oct.", "nov.", "dec.", "today", "yesterday", "tomorrow", "sept.",
})  # fmt: skip
MAX_COUNT = 6  # tokens of a second count
EMPTY = frozenset({
    "nothing", "something", "anything", "everything", "so", "much", "more", "little", "himself", "herself", "itself",
    "themselves", "myself", "ourselves", "yourself",
})  # fmt: skip
OBJECT_PREPOSITIONS = frozenset(
    {"of", "for", "as", "to", "at", "with", "from", "about", "over", "into", "between", "against", "than", "by"}
)


class Content(NamedTuple):
    """What a cue attributes: its pieces, the frame and lexicon entry that say so, and the tokens of the cue."""

    pieces: tuple[Piece, ...]
    frame: str
    entry: str
    cue: tuple[int, ...]


def find_content(doc: Document, cue: Candidate, source: Subject | None, table: CueTable) -> Content | None:
    """The content of the cue by the first of its constructions that fits, or None."""
    if cue.word == "phrase":
        return phrase_content(doc, cue, source)
    if cue.word == "noun":
        return noun_content(doc, cue)
    return verb_content(doc, cue, source, table)


def verb_content(doc: Document, cue: Candidate, source: Subject | None, table: CueTable) -> Content | None:
    """Clause, measure, preposition, infinitive, label or object, in that order, cut where another cue takes over."""
    found = framed_content(doc, cue, source, table)
    if found is None or found.frame == "clause":
        return found
    first, last = found.pieces[-1]
    last = further_count(doc, last)
    return found._replace(pieces=(*found.pieces[:-1], (first, second_cue(doc, cue.head, first, last, table))))


def further_count(doc: Document, last: int) -> int:
    """`last`, or the end of a second count that the parse made a clause ("15 dead and 31 wounded")."""
    tokens = doc.tokens
    if last < len(tokens) and tokens[last].dep == "cc":
        last_but_one, at = last, last + 1
    elif last < len(tokens) and tokens[last - 1].dep == "cc":
        last_but_one, at = last, last
    else:
        return last
    if at >= len(tokens) or tokens[at].tag != "CD":
        return last_but_one
    while (
        at < len(tokens)
        and at < last + MAX_COUNT
        and tokens[at].tag in ("CD", "NN", "NNS", "JJ", "VBN", "VBD", "RB", "JJR")
    ):
        at += 1
    return at


def framed_content(doc: Document, cue: Candidate, source: Subject | None, table: CueTable) -> Content | None:
    """The content by the first construction that fits."""
    frames, i = cue.frames, cue.head
    if "clauses" in frames and (pieces := clause_pieces(doc, i, source, table)):
        return Content(tuple(pieces), "clause", passed_on(doc, i, table) or frames["clauses"], cue_tokens(doc, i))
    if "measured" in frames and (pieces := measured_pieces(doc, i)):
        return Content(tuple(pieces), "measured", frames["measured"], cue_tokens(doc, i))
    for child in doc.children(i, "prep", "dative"):
        if (entry := frames.get(f"prep:{child.lower}")) and (pieces := preposition_pieces(doc, i, child)):
            return Content(tuple(pieces), "preposition", entry, (*cue_tokens(doc, i), child.i))
    if "infinitives" in frames and (pieces := infinitive_pieces(doc, i)):
        return Content(tuple(pieces), "infinitive", frames["infinitives"], cue_tokens(doc, i))
    if "labels" in frames and (labelled(doc, i)) and (pieces := object_pieces(doc, i)):
        return Content(tuple(pieces), "label", frames["labels"], cue_tokens(doc, i))
    if "objects" in frames and (pieces := object_pieces(doc, i)):
        return Content(tuple(pieces), "object", frames["objects"], cue_tokens(doc, i))
    return None


def passed_on(doc: Document, i: int, table: CueTable) -> str | None:
    """The entry of "quoted" in "quoted X as saying" and "was quoted as saying", for the verb "saying"."""
    head = doc.tokens[doc.tokens[i].head]
    if doc.tokens[i].dep != "pcomp" or head.lower != "as":
        return None
    return table.verbs.get(doc.tokens[head.head].lemma, {}).get("quoted")


def cue_tokens(doc: Document, i: int) -> tuple[int, ...]:
    """The verb with its particle."""
    return (i, *(child.i for child in doc.children(i, "prt") if child.i == i + 1))


def measured_pieces(doc: Document, i: int) -> list[Piece]:
    """The object with "at" and its number: "put the toll at 140"."""
    for thing in doc.children(i, "dobj", "nsubjpass"):
        for child in doc.children(i, "prep"):
            if child.lower == "at" and any(doc.tokens[x].tag == "CD" for x in doc.subtree(child.i)):
                return (
                    [(doc.subtree(thing.i)[0], doc.subtree(child.i)[-1] + 1)] if thing.i > i else [piece(doc, thing.i)]
                )
    return []


def preposition_pieces(doc: Document, i: int, preposition: Token) -> list[Piece]:
    """What hangs on the preposition, with an infinitive after it ("call on both sides to stop")."""
    for child in doc.children(preposition.i, "pobj", "pcomp", "ccomp"):
        if child.lower in DAYS:
            continue
        first, last = piece(doc, child.i)
        for other in doc.children(i, "xcomp", "advcl"):
            if other.i > last and starts_with_to(doc, other):
                last = doc.subtree(other.i)[-1] + 1
        for other in doc.children(i, "prep"):
            if other.i >= last and other.lower == "as":
                last = doc.subtree(other.i)[-1] + 1
        return [(first, last)]
    return []


def infinitive_pieces(doc: Document, i: int) -> list[Piece]:
    """The infinitive, with the object before it ("urged them to stop") or a passive's subject ("is expected to")."""
    for child in doc.children(i, "xcomp", "ccomp", "advcl"):
        if child.i < i or not starts_with_to(doc, child):
            continue
        first, last = piece(doc, child.i)
        for thing in doc.children(i, "dobj"):
            if i < thing.i < first:
                first = doc.subtree(thing.i)[0]
        subject = doc.children(i, "nsubjpass") if is_passive(doc, i) else ()
        if subject and subject[0].lower not in ("who", "which", "that"):
            return [piece(doc, subject[0].i), (first, last)]
        return [(first, last)]
    return []


def starts_with_to(doc: Document, clause: Token) -> bool:
    """True for an infinitive with "to"."""
    return any(child.lower == "to" for child in doc.children(clause.i, "aux"))


def object_pieces(doc: Document, i: int) -> list[Piece]:
    """The object and the complements behind it ("accused them of theft"), or a passive's subject."""
    if is_passive(doc, i):
        return [
            piece(doc, child.i) for child in doc.children(i, "nsubjpass") if child.lower not in ("who", "which", "that")
        ]
    for child in doc.children(i, "dobj", "ccomp", "xcomp"):
        if child.dep == "xcomp" and child.tag != "VBG":
            continue
        if child.i < i or child.tag in ("PRP$", "WP", "WDT") or child.lower in EMPTY or child.lower in DAYS:
            continue
        first, last = piece(doc, child.i)
        pieces = [(first, before_comment(doc, child.i, last))]
        for other in doc.children(i):
            if other.i >= last and complements(doc, other):
                start, end = piece(doc, other.i)
                if start == pieces[-1][1]:
                    pieces[-1] = pieces[-1][0], end
                else:
                    pieces.append((start, end))
        return pieces
    return [piece(doc, child.i) for child in doc.children(i, "oprd") if child.i > i][:1]


def labelled(doc: Document, i: int) -> bool:
    """True where the verb gives its object a name or quality: "called it a crime", "was deemed safe"."""
    return bool(doc.children(i, "oprd", "ccomp", "xcomp"))


def complements(doc: Document, token: Token) -> bool:
    """True for what completes a verb's object: "of theft", "a crime", but not "on Friday"."""
    if token.dep in ("xcomp", "oprd", "ccomp"):
        return True
    if token.dep == "advcl":
        return any(child.lower == "as" for child in doc.children(token.i, "mark"))
    if token.dep != "prep" or token.lower not in OBJECT_PREPOSITIONS:
        return False
    return not any(child.lower in DAYS for child in doc.children(token.i, "pobj"))


def before_comment(doc: Document, head: int, last: int) -> int:
    """`last`, or where a relative clause behind a comma starts, which is the story's own comment on the object."""
    for child in doc.children(head, "relcl"):
        first = doc.subtree(child.i)[0]
        if (
            first > head + 1
            and doc.tokens[first].tag in ("WDT", "WP")
            and doc.tokens[first - 1].text == ","
            and doc.subtree(child.i)[-1] + 1 == last
        ):
            return first - 1
    return last


def piece(doc: Document, i: int) -> Piece:
    """The subtree of token `i` from its first to its last token."""
    indices = doc.subtree(i)
    return indices[0], indices[-1] + 1


def noun_content(doc: Document, cue: Candidate) -> Content | None:
    """The that-clause or infinitive on the noun, or what hangs on its preposition ("criticism of the deal")."""
    i = cue.head
    for child in doc.children(i, "acl", "ccomp"):
        if (
            child.i > i
            and "clauses" in cue.frames
            and any(t.lower in ("that", "to") for t in doc.children(child.i, "mark", "aux"))
        ):
            first, last = piece(doc, child.i)
            first += doc.tokens[first].lower == "that"
            return Content(((first, last),), "noun", cue.frames["clauses"], (i,))
    for child in doc.children(i, "prep"):
        if entry := cue.frames.get(f"prep:{child.lower}"):
            for inner in doc.children(child.i, "pobj", "pcomp"):
                return Content((piece(doc, inner.i),), "noun", entry, (i, child.i))
    return None


def phrase_content(doc: Document, cue: Candidate, source: Subject | None) -> Content | None:
    """The sentence, or the clause, that the phrase stands in, without the phrase and its source."""
    if source is None:
        return None
    sentence = doc.sentence_of(cue.head)
    first, last = cue.head, max(source[1], cue.last + 1)
    pieces = []
    if first > sentence.first:
        pieces.append((sentence.first, first))
    at = last
    while at < sentence.last and doc.tokens[at].text in (",", ":"):
        at += 1
    if not pieces or (at > last and at < sentence.last and doc.tokens[at].lower in TRAILING):
        pieces.append((at, sentence.last))
    entry = cue.frames["phrase"]
    return Content(tuple(pieces), "phrase", entry, tuple(range(cue.head, cue.last + 1)))
