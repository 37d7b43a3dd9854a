"""A trigger entry shows as the events that it gave; an entry for a status as the events that have it."""

from __future__ import annotations

from onrecord.lexicon import Entry
from onrecord.model import Reading, Story


def found(entry: Entry, story: Story, reading: Reading) -> list[str]:
    """The triggers, as written, in text order."""
    status = entry.values.get("status")
    if status:
        return [story.quote(event.span) for event in reading.events if event.status == status]
    return [story.quote(event.span) for event in reading.events if event.rule == f"trigger:{entry.name}"]
