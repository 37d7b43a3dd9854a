"""A text and the claims that mark parts of it, cut into segments: each names the claims whose words it is part of.

Marks may overlap and nest; segments never do. Offsets are code points, and the segments' texts joined are the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from onrecord.model import ClaimKind, Span

PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+")  # a line with the line ends behind it: every character is in one match
KINDS: tuple[ClaimKind, ...] = ("figure", "event", "statement")


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of a claim; `claim` is its id."""

    span: Span
    kind: ClaimKind
    claim: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of a text that the same marks cover.

    `claims` are their ids, the shortest mark first, so that the first is the innermost; `kinds` theirs, each once;
    `begins` those of them that begin here.
    """

    start: int
    text: str
    claims: tuple[str, ...] = ()
    kinds: tuple[ClaimKind, ...] = ()
    begins: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The segments of a line of a text, its line end included."""

    segments: tuple[Segment, ...]


def segments(text: str, marks: Sequence[Mark], start: int = 0) -> tuple[Segment, ...]:
    """The segments of `text`, which stands at the offset `start` of its field; marks beyond it are cut.

    `marks` are those of this field alone; empty ones are left out. The work is in proportion to the text, the marks
    and the names in the result.
    """
    end = start + len(text)
    inside = [mark for mark in marks if mark.span.start < min(mark.span.end, end) and mark.span.end > start]
    inside.sort(key=lambda mark: (mark.span.end - mark.span.start, KINDS.index(mark.kind), mark.claim))
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    for rank, mark in enumerate(inside):
        opens.setdefault(max(mark.span.start, start), []).append(rank)
        closes.setdefault(min(mark.span.end, end), []).append(rank)
    cuts = sorted({start, end} | opens.keys() | closes.keys())
    found: list[Segment] = []
    over: set[int] = set()
    for here, after in pairwise(cuts):
        over.difference_update(closes.get(here, ()))
        over.update(opens.get(here, ()))
        covering = [inside[rank] for rank in sorted(over)]
        begins = tuple(inside[rank].claim for rank in opens.get(here, ()) if inside[rank].span.start == here)
        found.append(segment(text[here - start : after - start], here, covering, begins))
    return tuple(found)


def segment(text: str, start: int, covering: Sequence[Mark], begins: tuple[str, ...]) -> Segment:
    """The segment that the marks `covering`, shortest first, cover."""
    kinds = {mark.kind for mark in covering}
    return Segment(
        start, text, tuple(mark.claim for mark in covering), tuple(kind for kind in KINDS if kind in kinds), begins
    )


def paragraphs(text: str, marks: Sequence[Mark]) -> tuple[Paragraph, ...]:
    """The paragraphs of the whole `text`, in each its segments; a mark that runs on is in each paragraph it is in."""
    lines = [(found.start(), found.end()) for found in PARAGRAPH.finditer(text)]
    whole = segments(text, marks)
    pieces = cut(whole, [end for _, end in lines])
    return tuple(
        Paragraph(tuple(piece for _, piece in grouped)) for _, grouped in groupby(pieces, key=lambda item: item[0])
    )


def cut(whole: Sequence[Segment], ends: Sequence[int]) -> Iterator[tuple[int, Segment]]:
    """The segments, cut where a line ends, each with the number of its line."""
    line = 0
    for one in whole:
        at = one.start
        while at < one.end:
            while ends[line] <= at:
                line += 1
            until = min(one.end, ends[line])
            begins = one.begins if at == one.start else ()
            yield line, Segment(at, one.text[at - one.start : until - one.start], one.claims, one.kinds, begins)
            at = until
