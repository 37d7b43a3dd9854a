"""Fixtures that every test may use: one loaded reader for the whole run."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.lexicon import Lexicon, load_lexicon
from onrecord.model import Reading, Story
from onrecord.reading import Reader
from onrecord.settings import Settings

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The words that ship."""
    return load_lexicon()


@pytest.fixture(scope="session")
def reader(lexicon: Lexicon) -> Reader:
    """A reader with the default settings."""
    return Reader(Settings(), lexicon)


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """`read(text, title="", published=None, outlet=None)` -> the reading of that text."""

    def read_text(text: str, title: str = "", published: str | None = None, outlet: str | None = None) -> Reading:
        story = Story(text=text, title=title, published=published, outlet=outlet)
        return next(reading for _, reading in reader.read([story]))

    return read_text
