"""Every lexicon entry is found in its examples and not in its counter-examples.

A kind's finder, `finders/<kind>.py`, says where in a reading an entry of that kind shows:
`found(entry, story, reading) -> list of the quoted spans at which it was found`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import pytest
from _pytest.mark import ParameterSet

from onrecord.lexicon import Entry, Example, load_lexicon
from onrecord.model import Reading, Story
from onrecord.reading import Reader

Finder = Callable[[Entry, Story, Reading], list[str]]


def cases(attribute: str) -> list[ParameterSet]:
    """Every (entry, example) of the lexicon, named by kind, entry and number."""
    return [
        pytest.param(entry, example, id=f"{kind}/{entry.name}/{number}")
        for kind, entries in load_lexicon().kinds.items()
        for entry in entries
        for number, example in enumerate(getattr(entry, attribute), 1)
    ]


def find(reader: Reader, entry: Entry, example: Example) -> list[str]:
    """The spans at which the entry shows in the reading of the example."""
    story = Story(text=example.text, published=example.published or "2026-02-02")
    finder: Finder = import_module(f"tests.lexicon.finders.{entry.kind}").found
    return next(finder(entry, story, reading) for _, reading in reader.read([story]))


@pytest.mark.parametrize(("entry", "example"), cases("examples"))
def test_example(reader: Reader, entry: Entry, example: Example) -> None:
    assert find(reader, entry, example) == list(example.finds)


@pytest.mark.parametrize(("entry", "example"), cases("counter_examples"))
def test_counter_example(reader: Reader, entry: Entry, example: Example) -> None:
    assert find(reader, entry, example) == []


ENTRIES = [entry for entries in load_lexicon().kinds.values() for entry in entries]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.kind}/{entry.name}")
def test_entry_has_examples(entry: Entry) -> None:
    assert entry.examples
    assert entry.counter_examples
