"""Which words of an example belong to the language."""

from __future__ import annotations

from onrecord.lexicon import Entry
from onrecord.model import Reading, Story
from onrecord.reading.language import words_of


def found(entry: Entry, story: Story, reading: Reading) -> list[str]:
    """The function words that the text holds, in text order."""
    del reading
    known = frozenset(entry.list_of("function"))
    return [word for word in words_of(story.text) if word in known]
