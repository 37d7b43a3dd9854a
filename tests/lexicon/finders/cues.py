"""A cue entry shows as the cues of the attributions that it gave."""

from __future__ import annotations

from onrecord.lexicon import Entry
from onrecord.model import Reading, Story


def found(entry: Entry, story: Story, reading: Reading) -> list[str]:
    """The cues, each as its spans joined by a space."""
    return [
        " ".join(story.quote(span) for span in attribution.cue)
        for attribution in reading.attributions
        if attribution.rule.rpartition("; ")[2].partition(", ")[0] == f"lexicon {entry.name}"
    ]
