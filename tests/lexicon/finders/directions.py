"""Where a direction shows: the figures that go that way."""

from __future__ import annotations

from onrecord.lexicon import Entry
from onrecord.model import Reading, Story


def found(entry: Entry, story: Story, reading: Reading) -> list[str]:
    """The numerals of the figures whose direction is the entry's."""
    return [story.quote(figure.span) for figure in reading.figures if figure.direction == entry.name]
