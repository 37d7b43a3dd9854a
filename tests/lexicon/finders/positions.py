"""A position entry shows as the words of the positions that it gave."""

from __future__ import annotations

from onrecord.lexicon import Entry
from onrecord.model import Reading, Story


def found(entry: Entry, story: Story, reading: Reading) -> list[str]:
    """The words, as written, in text order."""
    return [
        story.quote(position.span)
        for position in reading.positions
        if position.rule.startswith(f"position:{entry.name} ")
    ]
