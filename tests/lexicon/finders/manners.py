"""Where a manner shows: the words that qualify an event."""

from __future__ import annotations

from onrecord.lexicon import Entry
from onrecord.model import Reading, Story


def found(_: Entry, story: Story, reading: Reading) -> list[str]:
    """The manners of the events."""
    return [story.quote(event.manner) for event in reading.events if event.manner]
