"""Where the generic words of parties stand in an example, which is the name of a body or of a population."""

from __future__ import annotations

from onrecord.lexicon import Entry
from onrecord.linking.words import WORD
from onrecord.model import Reading, Story


def found(entry: Entry, story: Story, reading: Reading) -> list[str]:
    """The words of the text that the entry lists, in text order."""
    del reading
    listed = frozenset(entry.list_of("generic"))
    return [word for word in WORD.findall(story.text) if word.casefold() in listed]
