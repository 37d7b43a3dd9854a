"""Drafts of attributions: a cue with its source and content as characters, before the story's speakers are known.

The steps are one a function: propose from the parse, decide, take in quotations, and drop speech within speech.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from onrecord.reading.attribution_content import Content, find_content
from onrecord.reading.attribution_cues import Candidate, CueTable, candidates
from onrecord.reading.attribution_shapes import Shapes
from onrecord.reading.attribution_sources import Subject, find_source, phrase_of
from onrecord.reading.parse import Document, dateline_of
from onrecord.reading.quote_marks import Quote, quote_at, quotes_between

Range = tuple[int, int]
WHOLE_FRAMES = frozenset({"clause", "quote", "phrase", "colon"})
CONTENT_EDGES = frozenset({",", ";", ":", ".", "--", "—", "–", "-", "...", "…", "(", ")", "that"})


@dataclass(frozen=True, slots=True)
class Draft:
    """One attribution in the making; ranges are characters of its document, `cue` are token indices.

    `frame` is the construction, `entry` the lexicon's entry of the cue, empty where only the weights know it. `sure` is
    the probability that it is a cue, None where the rules alone decided; `carried` that quotations further on were
    taken for the same speaker's. `attribution_reasons` puts all this into words.
    """

    cue: tuple[int, ...]
    source: Subject | None
    content: tuple[Range, ...]
    frame: str
    entry: str
    sure: float | None = None
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Considered:
    """A cue word that the rules looked at: its source and content by rule."""

    cue: Candidate
    source: Subject | None
    content: Content | None


def consider(doc: Document, table: CueTable, shapes: Shapes) -> Iterator[Considered]:
    """Every cue word of the lexicon with what the rules make of it, accepted or not."""
    dateline = dateline_of(doc.text)
    for cue in candidates(doc, table):
        source = behind_dateline(doc, find_source(doc, cue), dateline, cue.head)
        yield Considered(cue, source, find_content(doc, cue, source, table, shapes))


def propose(doc: Document, considered: Iterable[Considered], quotes: list[Quote]) -> list[Draft]:
    """A draft for every cue that the rules accept, quotations taken in whole."""
    found = []
    dateline = dateline_of(doc.text)
    for item in considered:
        cue, source, content = item.cue, item.source, item.content
        if content is None or not accept(doc, cue, source, content, quotes):
            continue
        ranges = content_ranges(doc, cue.head, content.pieces, quotes, dateline)
        if ranges:
            found.append(Draft(content.cue, source, ranges, content.frame, content.entry))
    return found


def behind_dateline(doc: Document, source: Subject | None, dateline: Range, cue: int) -> Subject | None:
    """The source without the dateline that the parse may join to it."""
    if source is None or not dateline[0] <= doc.tokens[source[0]].start < dateline[1]:
        return source
    body = dateline[1]
    first = next((i for i in range(source[0], source[1]) if doc.tokens[i].start >= body), source[1])
    if first >= source[1]:
        return None if source[1] >= cue else before_verb(doc, cue, body)
    if source.head >= first:
        return Subject((first, source[1], source.head))
    nouns = [i for i in range(first, source[1]) if doc.tokens[i].tag[:2] == "NN"]
    comma = next((i for i in range(first, source[1]) if doc.tokens[i].text == ","), source[1])
    head = max((i for i in nouns if i < comma), default=source[1] - 1)
    return Subject((first, source[1], head))


def before_verb(doc: Document, cue: int, body: int) -> Subject | None:
    """The noun phrase that ends right before the verb, but for adverbs and auxiliaries."""
    at = cue - 1
    while at > 0 and doc.tokens[at].tag[:2] in ("RB", "MD", "VB"):
        at -= 1
    if doc.tokens[at].tag[:2] not in ("NN", "PR") or doc.tokens[at].start < body:
        return None
    first, last, head = phrase_of(doc, at)
    return Subject((max(first, next(i for i in range(at + 1) if doc.tokens[i].start >= body)), min(last, cue), head))


def accept(doc: Document, cue: Candidate, source: Subject | None, content: Content, quotes: list[Quote]) -> bool:
    """The decision by rule: whether the cue word attributes here. `attribution_learnt` has the last word."""
    token = doc.tokens[cue.head]
    if quote_at(quotes, token.start) is not None:
        return False
    if token.lower in ("citing", "quoting") and token.dep == "advcl":
        return False  # the chain behind another cue
    if source is None:
        return content.frame in ("clause", "passive") and doc.tokens[cue.head].dep != "amod"
    if cue.word == "verb" and source.head == cue.head:
        return False
    return all(not first <= source.head < last for first, last in content.pieces)


def content_ranges(
    doc: Document, head: int, pieces: Iterable[Range], quotes: list[Quote], dateline: Range
) -> tuple[Range, ...]:
    """The pieces as characters: without punctuation at their ends, and with the whole of every quotation they touch."""
    found: list[Range] = []
    for begin, end in pieces:
        first, last = begin, end
        while first < last and (edge(doc, first) or dateline[0] <= doc.tokens[first].start < dateline[1]):
            first += 1
        while last > first and edge(doc, last - 1):
            last -= 1
        if first < last:
            found.append(snapped((doc.tokens[first].start, doc.tokens[last - 1].end), doc.tokens[head].start, quotes))
    return merged(found)


def edge(doc: Document, i: int) -> bool:
    """True for a token that no content starts or ends with."""
    token = doc.tokens[i]
    if token.text == "that":
        return token.dep == "mark"
    return token.text in CONTENT_EDGES or not token.text.strip()


def snapped(span: Range, cue: int, quotes: list[Quote]) -> Range:
    """The range widened to every quotation that it shares a character with, but never over its cue."""
    start, end = span
    for quote in quotes_between(quotes, start, end):
        if not quote.start <= cue < quote.end:
            start, end = min(start, quote.start), max(end, quote.end)
    return start, end


def merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The ranges in text order, those that overlap made one."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def outermost(doc: Document, drafts: list[Draft]) -> list[Draft]:
    """The drafts whose cue stands in no other's content; of two that hold each other's cue, a clause's or the last."""
    by_sentence: dict[int, list[int]] = {}
    for number, draft in enumerate(drafts):
        for start, end in draft.content:
            tokens = doc.range(start, end)
            if not tokens:
                continue
            for sentence in range(doc.tokens[tokens[0]].sentence, doc.tokens[tokens[-1]].sentence + 1):
                by_sentence.setdefault(sentence, []).append(number)
    kept = []
    for number, draft in enumerate(drafts):
        cue = doc.tokens[draft.cue[0]]
        holders = (n for n in by_sentence.get(cue.sentence, ()) if n != number and holds(drafts[n], cue.start))
        if not any(
            rank(drafts, n) > rank(drafts, number) or not holds(draft, doc.tokens[drafts[n].cue[0]].start)
            for n in holders
        ):
            kept.append(draft)
    return kept


def rank(drafts: list[Draft], number: int) -> tuple[bool, int]:
    """What decides between two drafts that hold each other's cue."""
    return drafts[number].frame in WHOLE_FRAMES, number


def holds(draft: Draft, offset: int) -> bool:
    """True where the content covers the character at `offset`."""
    return any(start <= offset < end for start, end in draft.content)


def with_content(draft: Draft, start: int, end: int, *, carried: bool = False) -> Draft:
    """The draft with one more range of content, `carried` where it is a quotation that goes on with no cue."""
    return replace(draft, content=merged((*draft.content, (start, end))), carried=draft.carried or carried)
