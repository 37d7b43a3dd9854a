"""The shapes around a cue word that rules and learnt choice both look at: clause, object and infinitive.

They are worked out once for each word of a document, however often they are asked for.
"""

from __future__ import annotations

from onrecord.reading.attribution_clauses import clause_pieces, cue_clause
from onrecord.reading.attribution_cues import DAYS, CueTable
from onrecord.reading.attribution_openings import Piece
from onrecord.reading.attribution_sources import Subject
from onrecord.reading.grammar import is_passive
from onrecord.reading.parse import Document, Token

EMPTY = frozenset({
    "nothing", "something", "anything", "everything", "so", "much", "more", "little", "himself", "herself", "itself",
    "themselves", "myself", "ourselves", "yourself",
})  # fmt: skip
OBJECT_PREPOSITIONS = frozenset(
    {"of", "for", "as", "to", "at", "with", "from", "about", "over", "into", "between", "against", "than", "by"}
)


class Edges(dict[int, Piece]):
    """First and last (exclusive) token of the subtree of each token, found once."""

    def __init__(self, doc: Document) -> None:
        super().__init__()
        self._doc = doc

    def __missing__(self, i: int) -> Piece:
        # not by recursion: a hostile parse may be as deep as its sentence is long
        for at in reversed(preorder(self._doc, i)):
            first, last = at, at + 1
            for child in self._doc.tokens[at].children:
                edge = self[child]
                first, last = min(first, edge[0]), max(last, edge[1])
            self[at] = first, last
        return self[i]


def preorder(doc: Document, i: int) -> list[int]:
    """Token `i` and all below it, heads before their dependents."""
    found = [i]
    for at in found:
        found.extend(doc.tokens[at].children)
    return found


class Shapes:
    """The shapes of one document; each answer is kept, and is not to be changed by who asks."""

    def __init__(self, doc: Document, table: CueTable) -> None:
        self.edges = Edges(doc)
        self._doc, self._table = doc, table
        self._own: dict[tuple[int, Subject | None], Piece] = {}
        self._clauses: dict[tuple[int, Subject | None], list[Piece]] = {}
        self._objects: dict[int, list[Piece]] = {}
        self._infinitives: dict[int, list[Piece]] = {}

    def own(self, i: int, source: Subject | None) -> Piece:
        """The cue's own clause: `attribution_clauses.cue_clause`."""
        key = i, source
        if key not in self._own:
            self._own[key] = cue_clause(self._doc, i, source)
        return self._own[key]

    def clause(self, i: int, source: Subject | None) -> list[Piece]:
        """The clause that verb `i` reports: `attribution_clauses.clause_pieces`."""
        key = i, source
        if key not in self._clauses:
            self._clauses[key] = clause_pieces(self._doc, i, source, self._table, self.own(i, source))
        return self._clauses[key]

    def objects(self, i: int) -> list[Piece]:
        """The object of verb `i` with its complements."""
        if i not in self._objects:
            self._objects[i] = object_pieces(self._doc, i, self.edges)
        return self._objects[i]

    def infinitive(self, i: int) -> list[Piece]:
        """The infinitive below verb `i`."""
        if i not in self._infinitives:
            self._infinitives[i] = infinitive_pieces(self._doc, i, self.edges)
        return self._infinitives[i]


def infinitive_pieces(doc: Document, i: int, edges: Edges) -> list[Piece]:
    """The infinitive, with the object before it ("urged them to stop") or a passive's subject ("is expected to")."""
    for child in doc.children(i, "xcomp", "ccomp", "advcl"):
        if child.i < i or not starts_with_to(doc, child):
            continue
        first, last = edges[child.i]
        for thing in doc.children(i, "dobj"):
            if i < thing.i < first:
                first = doc.subtree(thing.i)[0]
        subject = doc.children(i, "nsubjpass") if is_passive(doc, i) else ()
        if subject and subject[0].lower not in ("who", "which", "that"):
            return [edges[subject[0].i], (first, last)]
        return [(first, last)]
    return []


def starts_with_to(doc: Document, clause: Token) -> bool:
    """True for an infinitive with "to"."""
    return any(child.lower == "to" for child in doc.children(clause.i, "aux"))


def object_pieces(doc: Document, i: int, edges: Edges) -> list[Piece]:
    """The object and the complements behind it ("accused them of theft"), or a passive's subject."""
    if is_passive(doc, i):
        return [edges[child.i] for child in doc.children(i, "nsubjpass") if child.lower not in ("who", "which", "that")]
    for child in doc.children(i, "dobj", "ccomp", "xcomp"):
        if child.dep == "xcomp" and child.tag != "VBG":
            continue
        if child.i < i or child.tag in ("PRP$", "WP", "WDT") or child.lower in EMPTY or child.lower in DAYS:
            continue
        first, last = edges[child.i]
        pieces = [(first, before_comment(doc, child.i, last))]
        for other in doc.children(i):
            if other.i >= last and complements(doc, other):
                start, end = edges[other.i]
                if start == pieces[-1][1]:
                    pieces[-1] = pieces[-1][0], end
                else:
                    pieces.append((start, end))
        return pieces
    return [edges[child.i] for child in doc.children(i, "oprd") if child.i > i][:1]


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
