"""Numerals show in the reading's numbers; the entry of what is no count shows in the digits that are left out."""

from __future__ import annotations

import re

from onrecord.lexicon import Entry
from onrecord.model import Reading, Span, Story


def found(entry: Entry, story: Story, reading: Reading) -> list[str]:
    """The numerals found; with their bound for the entry of bounds, the omitted digits for the entry of no counts."""
    if entry.name == "not_counts":
        spans = [Span(match.start(), match.end()) for match in re.finditer(r"\d+", story.text)]
        return [story.quote(s) for s in spans if not any(s.overlaps(number.span) for number in reading.numbers)]
    if entry.name == "bounds":
        return [f"{number.bound} {story.quote(number.span)}" for number in reading.numbers]
    return [story.quote(number.span) for number in reading.numbers]
