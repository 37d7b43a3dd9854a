"""From a cue word to its content: which tokens are attributed, by the construction that the cue stands in.

Every function returns pieces, pairs of first and last (exclusive) token in text order; `attribution_drafts` turns them
into characters. The clause frame has its own module, `attribution_clauses`.
"""

from __future__ import annotations

from typing import NamedTuple

from onrecord.reading.attribution_clauses import TRAILING, second_cue
from onrecord.reading.attribution_cues import DAYS, Candidate, CueTable
from onrecord.reading.attribution_openings import Piece
from onrecord.reading.attribution_shapes import Shapes, starts_with_to
from onrecord.reading.attribution_sources import Subject
from onrecord.reading.parse import Document, Token

MAX_COUNT = 6  # tokens of a second count


class Content(NamedTuple):
    """What a cue attributes: its pieces, the frame and lexicon entry that say so, and the tokens of the cue."""

    pieces: tuple[Piece, ...]
    frame: str
    entry: str
    cue: tuple[int, ...]


def find_content(
    doc: Document, cue: Candidate, source: Subject | None, table: CueTable, shapes: Shapes
) -> Content | None:
    """The content of the cue by the first of its constructions that fits, or None."""
    if cue.word == "phrase":
        return phrase_content(doc, cue, source)
    if cue.word == "noun":
        return noun_content(doc, cue, shapes)
    return verb_content(doc, cue, source, table, shapes)


def verb_content(
    doc: Document, cue: Candidate, source: Subject | None, table: CueTable, shapes: Shapes
) -> Content | None:
    """Clause, measure, preposition, infinitive, label or object, in that order, cut where another cue takes over."""
    found = framed_content(doc, cue, source, table, shapes)
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


def framed_content(
    doc: Document, cue: Candidate, source: Subject | None, table: CueTable, shapes: Shapes
) -> Content | None:
    """The content by the first construction that fits."""
    frames, i = cue.frames, cue.head
    if "clauses" in frames and (pieces := shapes.clause(i, source)):
        return Content(tuple(pieces), "clause", passed_on(doc, i, table) or frames["clauses"], cue_tokens(doc, i))
    if "measured" in frames and (pieces := measured_pieces(doc, i, shapes)):
        return Content(tuple(pieces), "measured", frames["measured"], cue_tokens(doc, i))
    for child in doc.children(i, "prep", "dative"):
        if (entry := frames.get(f"prep:{child.lower}")) and (pieces := preposition_pieces(doc, i, child, shapes)):
            return Content(tuple(pieces), "preposition", entry, (*cue_tokens(doc, i), child.i))
    if "passives" in frames and (pieces := passive_pieces(doc, i, shapes)):
        return Content(tuple(pieces), "passive", frames["passives"], cue_tokens(doc, i))
    if "infinitives" in frames and (pieces := shapes.infinitive(i)):
        return Content(tuple(pieces), "infinitive", frames["infinitives"], cue_tokens(doc, i))
    if "labels" in frames and (labelled(doc, i)) and (pieces := shapes.objects(i)):
        return Content(tuple(pieces), "label", frames["labels"], cue_tokens(doc, i))
    if "objects" in frames and (pieces := shapes.objects(i) or relative_pieces(doc, i, table, shapes)):
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


def measured_pieces(doc: Document, i: int, shapes: Shapes) -> list[Piece]:
    """The object with "at" or "as" and its number: "put the toll at 140", "gave the total as 140 dead"."""
    for thing in doc.children(i, "dobj", "nsubjpass"):
        for child in doc.children(i, "prep"):
            if child.lower in ("at", "as") and any(doc.tokens[x].tag == "CD" for x in doc.subtree(child.i)):
                first, last = shapes.edges[thing.i]
                return [(first, shapes.edges[child.i][1] if thing.i > i else last)]
    return []


def passive_pieces(doc: Document, i: int, shapes: Shapes) -> list[Piece]:
    """The subject of a passive with what is reported of it: "is said to have fled", "were reported killed"."""
    subject = doc.children(i, "nsubjpass")
    if not subject or subject[0].lower in ("who", "which", "that", "it"):
        return []
    for child in doc.children(i, "xcomp", "ccomp", "oprd", "acomp"):
        if child.i > i and (starts_with_to(doc, child) or child.tag in ("VBN", "JJ")):
            return [shapes.edges[subject[0].i], shapes.edges[child.i]]
    return []


def relative_pieces(doc: Document, i: int, table: CueTable, shapes: Shapes) -> list[Piece]:
    """The noun of speech that a relative clause is about: "a charge that Kyiv rejected"."""
    token = doc.tokens[i]
    noun = doc.tokens[token.head]
    subject = doc.children(i, "nsubj")
    if token.dep != "relcl" or noun.lemma not in table.nouns or not subject or subject[0].tag in ("WDT", "WP"):
        return []
    first, clause = shapes.edges[noun.i][0], shapes.edges[i][0]
    return [(first, clause)] if noun.i < clause else []


def preposition_pieces(doc: Document, i: int, preposition: Token, shapes: Shapes) -> list[Piece]:
    """What hangs on the preposition, with an infinitive after it ("call on both sides to stop")."""
    for child in doc.children(preposition.i, "pobj", "pcomp", "ccomp"):
        if child.lower in DAYS:
            continue
        first, last = shapes.edges[child.i]
        for other in doc.children(i, "xcomp", "advcl"):
            if other.i > last and starts_with_to(doc, other):
                last = shapes.edges[other.i][1]
        for other in doc.children(i, "prep"):
            if other.i >= last and other.lower == "as":
                last = shapes.edges[other.i][1]
        return [(first, last)]
    return []


def labelled(doc: Document, i: int) -> bool:
    """True where the verb gives its object a name or quality: "called it a crime", "was deemed safe"."""
    return bool(doc.children(i, "oprd", "ccomp", "xcomp"))


def noun_content(doc: Document, cue: Candidate, shapes: Shapes) -> Content | None:
    """The that-clause or infinitive on the noun, or what hangs on its preposition ("criticism of the deal")."""
    i = cue.head
    for child in doc.children(i, "acl", "ccomp"):
        if (
            child.i > i
            and "clauses" in cue.frames
            and any(t.lower in ("that", "to") for t in doc.children(child.i, "mark", "aux"))
        ):
            first, last = shapes.edges[child.i]
            first += doc.tokens[first].lower == "that"
            return Content(((first, last),), "noun", cue.frames["clauses"], (i,))
    for child in doc.children(i, "prep"):
        if entry := cue.frames.get(f"prep:{child.lower}"):
            for inner in doc.children(child.i, "pobj", "pcomp"):
                return Content((shapes.edges[inner.i],), "noun", entry, (i, child.i))
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
