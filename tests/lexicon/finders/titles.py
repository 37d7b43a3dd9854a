"""A title entry shows as the mentions, other than pronouns, that hold one of its words."""

from __future__ import annotations

from onrecord.lexicon import Entry
from onrecord.model import Reading, Story


def found(entry: Entry, story: Story, reading: Reading) -> list[str]:
    """The mentions, in text order."""
    words = {word for listed in entry.words.values() for word in listed}
    spans = sorted({span for entity in reading.names for span in entity.mentions})
    return [
        text for span in spans if (text := story.quote(span)) and words & set(text.lower().replace("’", "'").split())
    ]
