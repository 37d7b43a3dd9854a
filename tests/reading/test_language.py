"""A story in a language that no layer knows is kept, and says so."""

from __future__ import annotations

import pytest

from onrecord.model import Story
from onrecord.reading import Reader

FRENCH = (
    "Au moins 17 personnes ont été tuées et 367 blessées mercredi dans une attaque contre la capitale, a indiqué le "
    "gouverneur. Les pourparlers reprendront la semaine prochaine à Genève."
)
ARABIC = "قتل سبعة عشر شخصا وأصيب العشرات يوم الأربعاء في هجوم على العاصمة حسبما أعلن المحافظ."
ENGLISH = (
    "At least 17 people were killed and 367 wounded on Wednesday in an attack on the capital, the governor said. "
    "Talks will resume next week in Geneva."
)
LIST = "Killed: 17. Injured: 367. Missing: 4."
TERSE = "Shelling killed 5 people in Sumy. " * 10
DUTCH = (
    "Zeker 17 mensen zijn woensdag omgekomen bij een aanval op de hoofdstad, zei de gouverneur. De minister was in Den "
    "Haag en had het over een aanval in de nacht van 3 op 4 maart."
)


def told(reader: Reader, text: str, lang: str | None = None) -> tuple[bool, list[str]]:
    """Whether anything was read, and the problems with the language."""
    story = Story(text, published="2026-02-02", lang=lang)
    reading = next(reading for _, reading in reader.read([story]))
    return bool(reading.numbers or reading.times), [p.what for p in reading.problems if p.where == "language"]


@pytest.mark.parametrize("text", [FRENCH, DUTCH, ARABIC])
def test_another_language_is_told_and_not_read(reader: Reader, text: str) -> None:
    is_read, problems = told(reader, text)
    assert not is_read
    assert len(problems) == 1
    assert "does not look like English" in problems[0]


@pytest.mark.parametrize("text", [ENGLISH, LIST, TERSE])
def test_english_and_what_is_too_short_to_tell_are_read(reader: Reader, text: str) -> None:
    is_read, problems = told(reader, text)
    assert (is_read, problems) == (True, [])


@pytest.mark.parametrize(
    ("text", "lang", "is_read"), [(ENGLISH, "fr", False), (ENGLISH, "en-GB", True), (FRENCH, "EN", True)]
)
def test_what_the_source_says_of_the_language_decides(reader: Reader, text: str, lang: str, is_read: bool) -> None:
    found, problems = told(reader, text, lang)
    assert found is is_read
    assert bool(problems) is not is_read
