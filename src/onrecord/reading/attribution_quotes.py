"""Quotations that the parse left without a speaker: the cue beside them, or the attribution that they continue.

A quotation may run over sentences, follow its cue after a colon or stand after a finished attribution of the same
paragraph; the parser, which sees a sentence at a time, gives no path from the cue to it.
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.reading.attribution_cues import AUXILIARY, CueTable, verb_frames
from onrecord.reading.attribution_drafts import Draft, merged, with_content
from onrecord.reading.attribution_sources import verb_source
from onrecord.reading.parse import Document
from onrecord.reading.quote_marks import Quote, quote_at

WINDOW = 14  # tokens between a quotation and its cue
SPEECH_ENDS = (",", ".", "?", "!", "…", "—", "-")
MIN_WORDS = 3  # a shorter quotation without end punctuation is a scare quote


def take_in_quotes(doc: Document, drafts: list[Draft], quotes: list[Quote], table: CueTable) -> list[Draft]:
    """The drafts with every quotation that is somebody's speech given to its cue, new drafts where there was none."""
    found = sorted(drafts, key=lambda d: d.cue)
    by_cue = {draft.cue[0]: number for number, draft in enumerate(found)}
    covered = sorted(r for draft in found for r in draft.content)
    owner: int | None = None  # the draft that the last quotation went to
    owner_end = 0
    for quote in quotes:
        number = owner_of(found, quote)
        if number is None and speech_like(doc, quote) and not inside(covered, quote):
            cue = cue_after(doc, quote, quotes, table) or cue_before(doc, quote, quotes, table)
            if cue is not None:
                verb, entry = cue
                if verb in by_cue:
                    number = by_cue[verb]
                    found[number] = with_content(found[number], quote.start, quote.end)
                else:
                    number = by_cue[verb] = len(found)
                    source = verb_source(doc, verb)
                    found.append(Draft((verb,), source, merged([(quote.start, quote.end)]), "quote", entry))
            elif owner is not None and continues(doc, quote, owner_end):
                number = owner
                found[number] = with_content(found[number], quote.start, quote.end)
        if number is not None:
            owner, owner_end = number, max(quote.end, doc.tokens[found[number].cue[-1]].end)
    return sorted(found, key=lambda d: d.cue)


def owner_of(drafts: list[Draft], quote: Quote) -> int | None:
    """The draft whose content covers the quotation already."""
    for number, draft in enumerate(drafts):
        for start, end in draft.content:
            if start <= quote.start and quote.end <= end:
                return number
    return None


def inside(covered: list[tuple[int, int]], quote: Quote) -> bool:
    """True where a content shares a character with the quotation."""
    return any(start < quote.end and quote.start < end for start, end in covered)


def speech_like(doc: Document, quote: Quote) -> bool:
    """True for a quotation of some length, or one that ends like a sentence."""
    words = doc.text[quote.start : quote.end].strip("\"“”«»„'` ")
    return bool(words) and (words.endswith(SPEECH_ENDS) or words.count(" ") + 1 > MIN_WORDS)


def cue_after(doc: Document, quote: Quote, quotes: list[Quote], table: CueTable) -> tuple[int, str] | None:
    """The first cue verb behind the quotation in its sentence: ``"...," said the mayor``."""
    words = doc.text[: quote.end].rstrip("\"“”«»„'` ")
    following = doc.text[quote.end : quote.end + 2].lstrip()
    if not words.endswith((",", "?", "!", "—", "-", "…")) and following[:1] not in (",", "—", "–"):
        return None
    at = doc.range(quote.end, quote.end + 1)
    first = at[0] if at else len(doc.tokens)
    for token in doc.tokens[first : first + WINDOW]:
        if "\n" in token.text or quote_at(quotes, token.start) or (token.text in (".", ";") and token.start > quote.end):
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
    """True where the quotation goes on after an attribution that ended at `last`, in the same paragraph."""
    between = doc.text[last : quote.start]
    return "\n" not in between and len(between) < 200 and starts_sentence(doc, quote)


def starts_sentence(doc: Document, quote: Quote) -> bool:
    """True where the text before the quotation ends a sentence."""
    before = doc.text[: quote.start].rstrip()
    return before.endswith((".", "?", "!", "”", '"', "''", ":"))
