"""What a cue word may attribute: the stretches of its sentence that the parse offers, with the names of their shapes.

The rules' own answer is one of them. `attribution_choice` scores the options; none is right or wrong here.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reading.attribution_content import Content
from onrecord.reading.attribution_openings import Piece
from onrecord.reading.attribution_shapes import Edges, Shapes
from onrecord.reading.attribution_sources import Subject
from onrecord.reading.parse import Document, Token

Pieces = tuple[Piece, ...]
Named = tuple[str, list[Piece]]
COMPLEMENTS = frozenset({
    "ccomp", "xcomp", "dobj", "prep", "acl", "acomp", "attr", "oprd", "advcl", "pobj", "pcomp", "parataxis", "dative",
    "conj", "dep", "agent", "relcl", "nsubjpass", "csubj", "advmod", "npadvmod", "amod",
})  # fmt: skip
CUTS = frozenset({"advcl", "conj", "relcl", "prep", "parataxis", "npadvmod", "cc", "acl", "appos", "advmod"})
NAMED_PREPOSITIONS = frozenset({"of", "about", "for", "on", "in", "to", "with", "as", "by", "at"})
PREPOSITIONAL = ("prep", "agent", "dative")
HOSTED = ("relcl", "acl", "amod")
MAX_OPTIONS = 40
MAX_CUTS = 4
MAX_UPTO = 2


def content_options(
    doc: Document, i: int, source: Subject | None, rule: Content | None, around: Shapes
) -> list[tuple[list[str], Pieces]]:
    """The options for the content of the cue at token `i`: names of their shapes, and pieces."""
    found: dict[Pieces, list[str]] = {}
    for name, pieces in shapes(doc, doc.tokens[i], source, rule, around):
        if kept := tuple((first, last) for first, last in pieces if last > first):
            found.setdefault(kept, []).append(name)
        if len(found) == MAX_OPTIONS:
            break
    return [(names, pieces) for pieces, names in found.items()]


def shapes(
    doc: Document, token: Token, source: Subject | None, rule: Content | None, around: Shapes
) -> Iterator[Named]:
    """Every option under its name; the same pieces may come under several names."""
    i, verb, edges = token.i, token.tag[:1] == "V", around.edges
    if rule is not None:
        yield f"rule:{rule.frame}", list(rule.pieces)
    if verb:
        yield "clause", around.clause(i, source)
        yield "object", around.objects(i)
        yield "infinitive", around.infinitive(i)
        yield from around_cue(doc, i, around.own(i, source), edges)
    passive = next((j for j in token.children if doc.tokens[j].dep == "nsubjpass"), None)
    for host, up in hosts(doc, token):
        for j in doc.tokens[host].children:
            if doc.tokens[j].dep in COMPLEMENTS and j != i and (j > i or not up):
                yield from complement(doc, i, host, j, up, edges)
                if passive is not None and j > i:
                    yield f"p+sub:{shape(doc.tokens[j], i, up)}", [edges[passive], inner(doc, i, j, edges)]
    if passive is not None:
        yield "subject of passive", [edges[passive]]
    if token.dep in HOSTED:
        yield from hosted(doc, token, edges)
    yield from subject_options(doc, token, edges)


def hosts(doc: Document, token: Token) -> list[tuple[int, str]]:
    """The word itself, and for a noun or adjective the verb ("^") or the noun before a preposition ("^^") above it."""
    found = [(token.i, "")]
    head = doc.tokens[token.head]
    if token.tag[:1] != "V" and head.i != token.i:
        if head.tag[:1] == "V" or token.dep in ("pobj", "dobj", "attr", "acomp"):
            found.append((head.i, "^"))
        if head.dep == "prep":
            found.append((head.head, "^^"))
    return found


def around_cue(doc: Document, i: int, clause: Piece, edges: Edges) -> Iterator[Named]:
    """What stands before the cue's clause, behind it, and both."""
    sentence = doc.sentence_of(i)
    first, last = clause
    if first > sentence.first + 1:
        yield "front", [(sentence.first, first)]
        own = edges[i][0]
        if sentence.first < own < first - 1:
            yield "own front", [(own, first)]
        if last < sentence.last - 1:
            yield "around", [(sentence.first, first), (last, sentence.last)]
    if last < sentence.last - 1:
        yield "rest", [(last, sentence.last)]


def shape(child: Token, i: int, up: str) -> str:
    """The name of a complement: its dependency, its preposition, and on which side of the cue it stands."""
    word = child.lower if child.dep in ("prep", "agent") and child.lower in NAMED_PREPOSITIONS else ""
    return f"{up}{child.dep}{'>' if child.i > i else '<'}{word if child.i > i else ''}"


def inner(doc: Document, i: int, j: int, edges: Edges) -> Piece:
    """The subtree of complement `j` behind the cue, without its preposition."""
    child = doc.tokens[j]
    first, last = edges[j]
    if child.dep in PREPOSITIONAL and child.children:
        return j + 1, last
    return (first if first > i else i + 1), last


def complement(doc: Document, i: int, host: int, j: int, up: str, edges: Edges) -> Iterator[Named]:
    """A dependent of `host` as content: alone, with what follows, and cut short."""
    child = doc.tokens[j]
    name = shape(child, i, up)
    if j < i:
        first, last = edges[j]
        yield f"sub:{name}", [(first, min(last, i))]
        return
    first, last = inner(doc, i, j, edges)
    yield f"sub:{name}", [(first, last)]
    end, sentence = edges[host][1], doc.sentence_of(i)
    if last < end:
        yield f"ext:{name}", [(first, end)]
    if max(last, end) < sentence.last - 1:
        yield f"end:{name}", [(first, sentence.last)]
    yield from followed(doc, host, j, (first, last), name, edges)
    yield from cut_short(doc, j, first, name, edges)


def followed(doc: Document, host: int, j: int, piece: Piece, name: str, edges: Edges) -> Iterator[Named]:
    """A complement with the one or two behind it."""
    end = edges[host][1]
    count = 0
    for k in doc.tokens[host].children:
        if k > j and doc.tokens[k].dep in COMPLEMENTS and count < MAX_UPTO:
            edge = edges[k]
            if edge[0] >= piece[1] and edge[1] < end:
                yield f"upto:{name}+{doc.tokens[k].dep}", [(piece[0], edge[1])]
                count += 1


def cut_short(doc: Document, j: int, first: int, name: str, edges: Edges) -> Iterator[Named]:
    """A complement cut before one of the phrases and clauses at its end."""
    child = doc.tokens[j]
    core = j
    if child.dep in PREPOSITIONAL:
        core = next((k for k in reversed(child.children) if doc.tokens[k].dep in ("pobj", "pcomp")), j)
    count = 0
    for k in doc.tokens[core].children:
        if k > core and doc.tokens[k].dep in CUTS and count < MAX_CUTS:
            edge = edges[k][0]
            if edge > max(first + 1, core):
                yield f"cut:{name}-{doc.tokens[k].dep}", [(first, edge)]
                count += 1


def hosted(doc: Document, token: Token, edges: Edges) -> Iterator[Named]:
    """The noun that the cue is a clause or an adjective of: "the plan he proposed", "the alleged theft"."""
    i = token.i
    first, last = edges[token.head]
    if token.dep == "amod":
        yield "host:amod", [(i + 1, last)]
        return
    start, end = edges[i]
    if first < start:
        yield f"host:{token.dep}", [(first, start)]
    if end < last:
        yield f"host2:{token.dep}", [(first, start), (end, last)]


def subject_options(doc: Document, token: Token, edges: Edges) -> Iterator[Named]:
    """The subject, alone and with a complement: "he seems to agree"."""
    verb = token.tag[:1] == "V"
    if not verb and token.dep not in ("acomp", "attr"):
        return
    for j in doc.tokens[token.i if verb else token.head].children:
        if doc.tokens[j].dep != "nsubj":
            continue
        yield "subject", [edges[j]]
        for k in token.children:
            if k > token.i and doc.tokens[k].dep in ("xcomp", "acomp", "oprd", "ccomp"):
                yield f"subject+{doc.tokens[k].dep}", [edges[j], edges[k]]
