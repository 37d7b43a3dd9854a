"""A measure shows where a figure of the body has it."""

from __future__ import annotations

from onrecord.lexicon import Entry
from onrecord.model import Reading, Story


def found(entry: Entry, story: Story, reading: Reading) -> list[str]:
    """The numerals of the figures with the entry's measure."""
    return [story.quote(figure.span) for figure in reading.figures if figure.measure == entry.name]
