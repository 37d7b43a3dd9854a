"""Where an entry of the kind `times` shows: at the times that name it as their rule.

An entry that makes nothing only keeps others from matching, so for it every time counts: its texts have none.
"""

from __future__ import annotations

from onrecord.lexicon import Entry
from onrecord.model import Reading, Story


def found(entry: Entry, story: Story, reading: Reading) -> list[str]:
    """The quoted spans."""
    shadow = entry.values["make"] == "nothing"
    return [story.quote(time.span) for time in reading.times if shadow or time.rule == entry.name]
