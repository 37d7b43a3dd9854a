"""Attributions by a mark: headlines that begin or end with their source, and transcripts ("SMITH: We agree.")."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.lexicon import Lexicon
from onrecord.reading.attribution_drafts import Draft
from onrecord.reading.attribution_sources import Subject
from onrecord.reading.name_phrases import TitleTable
from onrecord.reading.parse import Document, dateline_of

ENTRY = "headline-colon"
MAX_HEADLINE = 200  # characters of a first paragraph that may be a headline
MAX_SOURCE = 7  # tokens of a source beside a colon
DASHES = frozenset({"–", "—", "-", "--"})
SPEAKING = frozenset({"we", "i", "our", "us", "must", "should", "will", "no"})
QUOTING = frozenset({"“", '"', "``", "‘", "'"})
MIN_CONTENT = 2  # tokens of a content
LINE = re.compile(r"""^(?P<who>[^\n:"“”]{2,60}):[ \t]*(?P<said>["“][^\n"“”]+["”])[ \t]*$""", re.MULTILINE)
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "POS", "CD", "IN", "CC", "DT", "HYPH", "VBN"})


class Known(NamedTuple):
    """What tells somebody from a label: title words, words that label headlines, and the tokens of places."""

    titles: TitleTable
    excluded: frozenset[str]
    places: frozenset[int]


def excluded_words(lexicon: Lexicon) -> frozenset[str]:
    """Words before a colon that label a headline and are nobody's name ("Live", "Exclusive")."""
    return frozenset(
        word for entry in lexicon.entries("cues") if entry.name == ENTRY for word in entry.list_of("excluded")
    )


def colon_drafts(
    doc: Document, titles: TitleTable, excluded: frozenset[str], places: frozenset[int] = frozenset()
) -> list[Draft]:
    """The drafts of the headline (the title, or a short first paragraph) and of transcript lines.

    `places` are the tokens of place names, which the tagger does not always take for names.
    """
    known = Known(titles, excluded, places)
    first, last = headline(doc)
    found = []
    colons = [i for i in range(first, last) if doc.tokens[i].text == ":"]
    draft = colon_draft(doc, first, last, colons, known) if colons else None
    draft = draft or dash_draft(doc, first, last, known)
    found.extend([draft] if draft else [])
    return [*found, *transcript_drafts(doc, last if found else first), *line_drafts(doc, last, known)]


def headline(doc: Document) -> tuple[int, int]:
    """The tokens of the headline, empty where the document has none."""
    if doc.field == "title":
        return 0, len(doc.tokens)
    end = doc.text.find("\n", 0, MAX_HEADLINE)
    if end <= 0:
        return 0, 0
    tokens = doc.range(0, end)
    return (tokens[0], tokens[-1] + 1) if tokens else (0, 0)


def colon_draft(doc: Document, first: int, last: int, colons: list[int], known: Known) -> Draft | None:
    """The source after the last colon or before the first one, where it looks like somebody."""
    while last > first and (doc.tokens[last - 1].text in (".", "…") or not doc.tokens[last - 1].text.strip()):
        last -= 1
    colon = colons[-1]
    common = not is_told(doc, first, colon)
    source = somebody(doc, colon + 1, last, known, common=common)
    if source is not None and colon - first > MIN_CONTENT:
        return draft_of(doc, source, colon, first, colon)
    colon = colons[0]
    source = somebody(doc, first, addressing(doc, first, colon), known, common=False)
    label = source is not None and all(i in known.places for i in range(source[0], source[1]))
    if source is not None and last - colon > MIN_CONTENT and (not label or is_speech(doc, colon + 1, last)):
        return draft_of(doc, source, colon, colon + 1, last)
    return None


def is_speech(doc: Document, first: int, last: int) -> bool:
    """True for what a country says rather than what is told of it: "We will stay", "Leave", not "Two dead in raid"."""
    tokens = doc.tokens[first:last]
    return tokens[0].tag == "VB" or any(t.lower in SPEAKING or t.text in QUOTING for t in tokens)


def is_told(doc: Document, first: int, last: int) -> bool:
    """True where tokens `first` to `last` are a sentence, so that a mere name behind the colon says it."""
    finite = ("VBZ", "VBP", "MD")
    return any(
        t.tag in finite and doc.children(t.head if t.tag == "MD" else t.i, "nsubj") for t in doc.tokens[first:last]
    )


def addressing(doc: Document, first: int, colon: int) -> int:
    """Where the source of "Chad to Sudan: ..." ends: before "to" and whom it speaks to."""
    for i in range(first + 1, colon - 1):
        if doc.tokens[i].lower == "to" and all(t.tag[:3] == "NNP" or t.tag == "CC" for t in doc.tokens[i + 1 : colon]):
            return i
    return colon


def dash_draft(doc: Document, first: int, last: int, known: Known) -> Draft | None:
    """The source behind the last dash, in small letters: "Talks to resume – report".

    A name is no source there: outlets put theirs behind their headlines.
    """
    for i in range(last - 2, first + MIN_CONTENT - 1, -1):
        token = doc.tokens[i]
        if token.text in DASHES and doc.text[token.start - 1].isspace() and doc.text[token.end].isspace():
            if token.start < dateline_of(doc.text)[1] or any(t.text[:1].isupper() for t in doc.tokens[i + 1 : last]):
                return None
            source = somebody(doc, i + 1, last, known, common=True)
            return None if source is None else draft_of(doc, source, i, first, i)
    return None


def somebody(doc: Document, first: int, last: int, known: Known, *, common: bool) -> Subject | None:
    """Tokens `first` to `last` as a source: a short noun phrase with a proper noun, or, if `common`, a title word."""
    tokens = doc.tokens[first:last]
    if not 0 < len(tokens) <= MAX_SOURCE:
        return None
    if any(t.tag not in NOUN_TAGS and t.lower not in known.titles.titles and t.i not in known.places for t in tokens):
        return None
    if any(token.lower in known.excluded for token in tokens):
        return None
    named = any(token.tag[:3] == "NNP" or token.i in known.places for token in tokens)
    titled = any(token.lower in known.titles.titles for token in tokens)
    if not titled and (common or not named):
        return None
    return Subject((first, last, last - 1))


def draft_of(doc: Document, source: Subject, colon: int, first: int, last: int) -> Draft:
    """The draft of a source beside a colon."""
    content = ((doc.tokens[first].start, doc.tokens[last - 1].end),)
    return Draft((colon,), source, content, "colon", ENTRY)


def transcript_drafts(doc: Document, start: int) -> list[Draft]:
    """A draft for every paragraph that starts with a name in capitals and a colon."""
    found = []
    fresh = True
    for token in doc.tokens[start:]:
        if fresh and token.text.isupper() and len(token.text) > 1 and (draft := transcript_line(doc, token.i)):
            found.append(draft)
        fresh = "\n" in token.text or (fresh and not token.text.strip())
    return found


def transcript_line(doc: Document, i: int) -> Draft | None:
    """The draft of the paragraph that starts at token `i`, or None where no colon follows a name in capitals."""
    colon = i
    while colon < len(doc.tokens) and colon - i < MAX_SOURCE and doc.tokens[colon].text.isupper():
        colon += 1
    if colon >= len(doc.tokens) or doc.tokens[colon].text != ":":
        return None
    end = doc.text.find("\n", doc.tokens[colon].end)
    last = doc.range(doc.tokens[colon].end, end if end >= 0 else len(doc.text))
    while last and not doc.tokens[last[-1]].text.strip():
        last = last[:-1]
    if len(last) < MIN_CONTENT:
        return None
    return draft_of(doc, Subject((i, colon, colon - 1)), colon, last[0], last[-1] + 1)


def line_drafts(doc: Document, start: int, known: Known) -> list[Draft]:
    """A draft for every line of the body that is a source, a colon and a quotation: ``Ministry spokesman: "..."``."""
    if doc.field == "title":
        return []
    found = []
    for match in LINE.finditer(doc.text):
        at = doc.range(match.start("who"), match.end("who"))
        if not at or at[0] < start or at[-1] + 1 >= len(doc.tokens):
            continue
        first, colon = at[0], at[-1] + 1
        if doc.tokens[colon].text != ":" or all(t.text.isupper() for t in doc.tokens[first:colon]):
            continue
        source = somebody(doc, first, addressing(doc, first, colon), known, common=False)
        last = doc.range(match.start("said"), match.end("said"))
        if source is not None and len(last) >= MIN_CONTENT:
            found.append(draft_of(doc, source, colon, last[0], last[-1] + 1))
    return found
