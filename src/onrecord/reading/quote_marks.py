"""Quotation marks: which stretches of a text stand inside them, and what kind of quotation a content is.

Double marks only (“ ”, straight, doubled single, and the TeX pair); single curly marks quote inside a quotation and
are apostrophes elsewhere. Each paragraph starts outside; a quotation left open runs to the end of its paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from onrecord.model import QuoteKind, Span

MARK = re.compile("[\"“”\n«»„]|''|``|’’|‘‘")
OPENING = frozenset({"“", "``", "«", "„", "‘‘"})
CLOSING = frozenset({"”", "»", "’’"})


class Quote(NamedTuple):
    """A quotation with its marks, `start` to `end`; `closed` is False where its paragraph ends before it does."""

    start: int
    end: int
    closed: bool


def find_quotes(text: str) -> list[Quote]:
    """The quotations of a text, in order; those within others are part of them, and none crosses a line break."""
    found: list[Quote] = []
    opened, depth, closed = -1, 0, -1
    for match in (*MARK.finditer(text), None):
        mark = match.group() if match else "\n"
        if match is None or mark == "\n":
            if opened >= 0 and closed >= 0:  # one mark too many was opened: the last that closed one closed all
                found.append(Quote(opened, closed, closed=True))
            elif opened >= 0:
                found.append(Quote(opened, match.start() if match else len(text), closed=False))
            opened, depth, closed = -1, 0, -1
        elif opened < 0:
            if mark not in CLOSING:
                opened = match.start()
        elif mark in OPENING:
            depth += text[opened] == mark
        elif depth:
            depth -= mark in CLOSING
            closed = match.end()
        else:
            found.append(Quote(opened, match.end(), closed=True))
            opened, closed = -1, -1
    return found


def quote_at(quotes: list[Quote], offset: int) -> Quote | None:
    """The quotation that covers the character at `offset`."""
    index = bisect_right(quotes, offset, key=lambda q: q.start) - 1
    return quotes[index] if index >= 0 and offset < quotes[index].end else None


def quotes_between(quotes: list[Quote], start: int, end: int) -> list[Quote]:
    """The quotations that share a character with `start` to `end`."""
    index = max(0, bisect_right(quotes, start, key=lambda q: q.start) - 1)
    found = []
    while index < len(quotes) and quotes[index].start < end:
        if quotes[index].end > start:
            found.append(quotes[index])
        index += 1
    return found


def quote_kind(text: str, spans: Iterable[Span], quotes: list[Quote]) -> QuoteKind:
    """Direct where every letter or digit of the spans stands inside quotation marks, indirect where none does."""
    inside = outside = False
    for span in spans:
        at = span.start
        for quote in quotes_between(quotes, span.start, span.end):
            outside = outside or any(map(str.isalnum, text[at : max(at, quote.start)]))
            at = max(at, quote.start)
            inside = inside or any(map(str.isalnum, text[at : min(span.end, quote.end)]))
            at = min(span.end, quote.end)
        outside = outside or any(map(str.isalnum, text[at : span.end]))
    return "mixed" if inside and outside else "direct" if inside else "indirect"
