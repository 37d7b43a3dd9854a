"""Where the words of a baseline stand after "since" in an example."""

from __future__ import annotations

from onrecord.lexicon import Entry
from onrecord.linking.baselines import after_since
from onrecord.model import Reading, Story


def found(entry: Entry, story: Story, reading: Reading) -> list[str]:
    """The words of the entry that follow "since"."""
    del reading
    listed = frozenset(entry.list_of("words"))
    return [word for word in after_since(story.text) if word in listed]
