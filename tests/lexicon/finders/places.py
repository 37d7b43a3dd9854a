"""A place entry shows where a place of the reading is written as in the example's own text."""

from __future__ import annotations

from onrecord.lexicon import Entry
from onrecord.model import Reading, Story


def found(_: Entry, story: Story, reading: Reading) -> list[str]:
    """The places, as written, in text order; a counter-example has none at all."""
    return [story.quote(place.span) for place in reading.places]
