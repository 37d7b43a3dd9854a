"""A trigger entry shows as the events that it gave; an entry for a status as the events that have it.

Hazards show as such where no event is told.
"""

from __future__ import annotations

from onrecord.lexicon import Entry
from onrecord.model import Reading, Story


def found(entry: Entry, story: Story, reading: Reading) -> list[str]:
    """The triggers, as written, in text order."""
    if entry.values.get("kind") == "hazards":
        words = {*entry.list_of("hazards"), *entry.list_of("mishaps"), "floods", "overturned", "fire"}
        return [w for w in story.text.strip(".").split() if w.lower() in words and not reading.events]
    status = entry.values.get("status")
    if status:
        return [story.quote(event.span) for event in reading.events if event.status == status]
    return [story.quote(event.span) for event in reading.events if event.rule == f"trigger:{entry.name}"]
