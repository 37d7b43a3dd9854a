"""Where the stems of late additions stand in an example."""

from __future__ import annotations

from onrecord.lexicon import Entry
from onrecord.model import Reading, Story


def found(entry: Entry, story: Story, reading: Reading) -> list[str]:
    """The stems of the entry that the text holds, in text order."""
    del reading
    text = story.text.casefold()
    held = sorted((text.find(stem), stem) for stem in entry.list_of("stems") if stem in text)
    return [stem for _, stem in held]
