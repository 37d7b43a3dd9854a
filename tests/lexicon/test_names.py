"""The lexicon and the model name the same measures and event types."""

from __future__ import annotations

from onrecord.lexicon import Lexicon
from onrecord.model import EVENT_TYPES, MEASURES


def test_measures(lexicon: Lexicon) -> None:
    assert {entry.name for entry in lexicon.entries("measures")} == set(MEASURES)


def test_event_types(lexicon: Lexicon) -> None:
    types = {entry.values["type"] for entry in lexicon.entries("triggers") if "type" in entry.values}
    assert types == set(EVENT_TYPES)
