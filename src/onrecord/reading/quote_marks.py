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
MAX_RUN = 1_000  # characters that a quotation left open may go on for
MAX_LINES = 4  # and lines


class Quote(NamedTuple):
    """A quotation with its marks, `start` to `end`; `closed` is False where its paragraph ends before it does."""

    start: int
    end: int
    closed: bool


def find_quotes(text: str) -> list[Quote]:
    """The quotations of a text, in order; those within others are part of them, and none crosses a line break.

    One that its line leaves open goes on in the next lines where the first mark there closes it.
    """
    found: list[Quote] = []
    opened, depth, closed, left_open, line = -1, 0, -1, -1, 0
    for match in (*MARK.finditer(text), None):
        mark = match.group() if match else "\n"
        if match is None or mark == "\n":
            end = match.start() if match else len(text)
            if opened >= 0 and closed >= 0:  # one mark too many was opened: the last that closed one closed all
                found.append(Quote(opened, closed, closed=True))
            elif opened >= 0:
                found.append(Quote(opened, end, closed=False))
            left_open = still_open(found, left_open, line, end, opened >= 0 > closed)
            opened, depth, closed, line = -1, 0, -1, end + 1
        elif opened < 0:
            if left_open >= 0 and closes(text, match):
                found += lines_between(text, found[left_open].end, match.end())
                left_open = -1
            elif mark not in CLOSING:
                opened, left_open = match.start(), -1
        elif mark in OPENING:
            depth += text[opened] == mark
        elif depth:
            depth -= mark in CLOSING
            closed = match.end()
        else:
            found.append(Quote(opened, match.end(), closed=True))
            opened, closed = -1, -1
    return found


def still_open(found: list[Quote], left_open: int, line: int, end: int, opened: bool) -> int:
    """Which of the quotations found is open at the end of the line that starts at `line`; -1 for none."""
    if opened:
        return len(found) - 1
    return left_open if left_open >= 0 and line < end and end - found[left_open].end <= MAX_RUN else -1


def closes(text: str, match: re.Match[str]) -> bool:
    """True for a mark that can only close: it follows a letter or stop directly, and a space or the end follows it."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if match.group() in OPENING:
        return False
    return not before.isspace() and (not after or after.isspace() or after in ",.;:)—–")


def lines_between(text: str, start: int, end: int) -> list[Quote]:
    """The lines from `start` to `end` as parts of one quotation, the last closed; none where they are too many."""
    parts: list[Quote] = []
    if end - start > MAX_RUN or text.count("\n", start, end) > MAX_LINES:
        return parts
    at = start
    for line in text[start:end].split("\n"):
        if line.strip():
            parts.append(Quote(at, at + len(line), closed=at + len(line) == end))
        at += len(line) + 1
    return parts


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
