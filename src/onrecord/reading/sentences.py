"""The sentences of the title and the body, as the parse found them: the evidence that claims point at."""

from __future__ import annotations

from dataclasses import replace

from onrecord.lexicon import Lexicon
from onrecord.model import Reading, Span
from onrecord.reading.layer import Layer
from onrecord.reading.parse import Parsed


def layer(_: Lexicon) -> Layer:
    """The layer; it needs no words."""
    return read


def read(parsed: Parsed, reading: Reading) -> Reading:
    """Every sentence of title and body, the title's first."""
    spans = tuple(
        Span(sentence.start, sentence.end, document.field)
        for document in (parsed.title, parsed.body)
        for sentence in document.sentences
    )
    return replace(reading, sentences=spans)
