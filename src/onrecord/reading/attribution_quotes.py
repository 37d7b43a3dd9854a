"""Quotations that the parse left without a speaker: the cue beside them, or the attribution that they continue.

A quotation may run over sentences, follow its cue after a colon or stand after a finished attribution of the same
paragraph; the parser, which sees a sentence at a time, gives no path from the cue to it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from onrecord.reading.attribution_cues import AUXILIARY, CueTable, verb_frames
from onrecord.reading.attribution_drafts import Draft, with_content
from onrecord.reading.attribution_sources import verb_source
from onrecord.reading.parse import Document
from onrecord.reading.quote_marks import Quote, quote_at

WINDOW = 14  # tokens between a quotation and its cue
SPEECH_ENDS = (",", ".", "?", "!", "…", "—", "-")
MAX_BETWEEN = 200  # characters between an attribution and the quotation that continues it
MAX_RANGES = 100  # quotations that one attribution takes in
MAX_OPEN = 12  # contents looked at around a quotation
MARKS = frozenset('"“«„`')
MIN_WORDS = 3  # a shorter quotation without end punctuation is a scare quote


def take_in_quotes(doc: Document, drafts: list[Draft], quotes: list[Quote], table: CueTable) -> list[Draft]:
    """The drafts with every quotation that is somebody's speech given to its cue, new drafts where there was none."""
    found = sorted(drafts, key=lambda d: d.cue)
    by_cue = {draft.cue[0]: number for number, draft in enumerate(found)}
    covered = sorted((*span, number) for number, draft in enumerate(found) for span in draft.content)
    owner: int | None = None  # the draft that the last quotation went to
    owner_end = 0
    waiting: list[Quote] = []  # left open and nobody's so far
    for quote in quotes:
        touching = [c for c in near(covered, quote) if c[0] < quote.end and quote.start < c[1]]
        number = next((c[2] for c in touching if c[0] <= quote.start and quote.end <= c[1]), None)
        if not touching and speech_like(doc, quote):
            cue = cue_after(doc, quote, quotes, table) or cue_before(doc, quote, quotes, table)
            if cue is not None and cue[0] not in by_cue:
                number = by_cue[cue[0]] = len(found)
                content = ((quote.start, quote.end),)
                found.append(Draft((cue[0],), verb_source(doc, cue[0]), content, "quote", cue[1]))
            elif cue is not None:
                number = by_cue[cue[0]]
            elif owner is not None and continues(doc, quote, owner_end):
                number = owner
            carried = cue is None
            if number is not None and len(found[number].content) < MAX_RANGES:
                found[number] = with_content(found[number], quote.start, quote.end, carried=carried)
        if number is not None:
            for before in waiting:
                if len(found[number].content) < MAX_RANGES and follows(doc, waiting[-1], quote):
                    found[number] = with_content(found[number], before.start, before.end, carried=True)
            owner, owner_end = number, max(quote.end, doc.tokens[found[number].cue[-1]].end)
        goes_on = not quote.closed and number is None and not touching
        waiting = [*(waiting if waiting and follows(doc, waiting[-1], quote) else ()), quote] if goes_on else []
    return sorted(found, key=lambda d: d.cue)


def follows(doc: Document, first: Quote, second: Quote) -> bool:
    """True where the second quotation begins the line behind that which the first leaves open."""
    between = doc.text[first.end : second.start]
    marks = {doc.text[first.start], doc.text[second.start]} & MARKS
    return len(marks) == 1 and speech_like(doc, first) and not first.closed and not between.strip() and "\n" in between


def near(covered: list[tuple[int, int, int]], quote: Quote) -> list[tuple[int, int, int]]:
    """The contents that may share a character with the quotation: the last few that start before its end."""
    index = bisect_left(covered, (quote.end, 0, 0))
    return covered[max(0, index - MAX_OPEN) : index]


def speech_like(doc: Document, quote: Quote) -> bool:
    """True for a quotation of some length, or one that ends like a sentence."""
    words = doc.text[quote.start : quote.end].strip("\"“”«»„'` ")
    return bool(words) and (words.endswith(SPEECH_ENDS) or words.count(" ") + 1 > MIN_WORDS)


def cue_after(doc: Document, quote: Quote, quotes: list[Quote], table: CueTable) -> tuple[int, str] | None:
    """The first cue verb behind the quotation in its sentence: ``"...," said the mayor``."""
    words = doc.text[max(quote.start, quote.end - 12) : quote.end].rstrip("\"“”«»„'` ")
    following = doc.text[quote.end : quote.end + 2].lstrip()
    if not words.endswith((",", "?", "!", "—", "-", "…")) and following[:1] not in (",", "—", "–"):
        return None
    at = doc.range(quote.end, quote.end + 4)
    first = at[0] if at else len(doc.tokens)
    for token in doc.tokens[first : first + WINDOW]:
        if (
            "\n" in token.text
            or quote_at(quotes, token.start)
            or (token.text in (".", ";") and token.start > quote.end)
        ):
            return None
        if token.tag[:1] == "V" and token.dep not in AUXILIARY:
            return cue_verb(doc, token.i, table)
    return None


def cue_before(doc: Document, quote: Quote, quotes: list[Quote], table: CueTable) -> tuple[int, str] | None:
    """The nearest cue verb before the quotation: ``he said, "...``, or at the end of the paragraph before a colon."""
    before = doc.text[max(0, quote.start - 3) : quote.start].rstrip()
    at = doc.range(quote.start, quote.end)
    if not at or not before:
        return None
    colon = before.endswith(":")
    for token in reversed(doc.tokens[max(0, at[0] - WINDOW) : at[0]]):
        if quote_at(quotes, token.start) or (token.text in (".", "?", "!") and token.dep == "punct"):
            return None
        if "\n" in token.text and not colon:
            return None
        if token.tag[:1] == "V" and token.dep not in AUXILIARY and (found := cue_verb(doc, token.i, table)):
            near = colon or before.endswith((",", "that", "—")) or token.i >= at[0] - 2
            return found if near else None
    return None


def cue_verb(doc: Document, i: int, table: CueTable) -> tuple[int, str] | None:
    """The verb and its entry, where it may report a clause."""
    frames: Mapping[str, str] | None = verb_frames(doc, i, table)
    if frames is None or "clauses" not in frames:
        return None
    return i, frames["clauses"]


def continues(doc: Document, quote: Quote, last: int) -> bool:
    """True where the quotation goes on after an attribution that ended at `last`.

    Either it stands in the same paragraph, or it is the whole of the next one.
    """
    between = doc.text[last : quote.start]
    if len(between) > MAX_BETWEEN:
        return False
    if "\n" not in between:
        return starts_sentence(doc, quote)
    end = doc.text.find("\n", quote.end)
    rest = doc.text[quote.end : end if end >= 0 else len(doc.text)]
    return between.endswith("\n") and not rest.strip() and len(between.strip().split("\n")) == 1


def starts_sentence(doc: Document, quote: Quote) -> bool:
    """True where the text before the quotation ends a sentence."""
    before = doc.text[max(0, quote.start - 8) : quote.start].rstrip()
    return before.endswith((".", "?", "!", "”", '"', "''", ":"))
