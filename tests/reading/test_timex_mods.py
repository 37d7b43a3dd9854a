"""What a time says of its own sharpness."""

from __future__ import annotations

import pytest

from onrecord.exports.reading import reading_to_dict
from onrecord.model import Story
from onrecord.reading.timex_mods import mod_of
from tests.conftest import Read

SENTENCES = [
    ("The siege lasted about two years.", "about two years", "APPROX"),
    ("The dam was built around 1994.", "around 1994", "APPROX"),
    ("Talks will resume in late June.", "late June", "END"),
    ("Voting starts in early 2027.", "early 2027", "START"),
    ("The bridge reopens in mid-March.", "mid-March", "MID"),
    ("They marched at the end of August.", "the end of August", "END"),
    ("More than three weeks passed.", "More than three weeks", "MORE_THAN"),
    ("The truce held for less than a week.", "less than a week", "LESS_THAN"),
    ("The trip takes at least two hours.", "at least two hours", "EQUAL_OR_MORE"),
    ("The talks lasted two hours.", "two hours", None),
    ("The bridge reopened on Monday.", "Monday", None),
    ("The truce ends in March.", "March", None),
    ("It grew over the past two years.", "the past two years", None),
]


@pytest.mark.parametrize(("text", "words", "mod"), SENTENCES)
def test_mod(read: Read, text: str, words: str, mod: str | None) -> None:
    reading = read(text, published="2026-02-02")
    story = Story(text=text, published="2026-02-02")
    (found,) = [time for time in reading.times if words in story.quote(time.span)]
    assert found.mod == mod
    (row,) = [row for row in reading_to_dict(story, reading)["times"] if words in row["text"]]
    assert row.get("mod") == mod


@pytest.mark.parametrize("word", ["early", "about", "end", "over"])
def test_a_word_alone_says_nothing(word: str) -> None:
    assert mod_of([word]) is None
    assert mod_of([]) is None
