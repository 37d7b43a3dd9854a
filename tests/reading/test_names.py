"""Names: who is who in a story."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Reading, Story

Read = Callable[..., Reading]


def clusters(text: str, reading: Reading) -> dict[str, list[str]]:
    story = Story(text=text)
    return {entity.speaker.name: [story.quote(span) for span in entity.mentions] for entity in reading.names}


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        (
            "Army spokesman Ivan Petrov said the port was shut. Petrov said it would open. He said ships were waiting.",
            "Ivan Petrov",
            ["Army spokesman Ivan Petrov", "Petrov", "He"],
        ),
        (
            "Latvian President Anna Ozola said the bridge was safe. The Latvian President said it was new.",
            "Anna Ozola",
            ["Latvian President Anna Ozola", "The Latvian President"],
        ),
        (
            "Haiti's health ministry said 12 people were ill. The ministry said four were children.",
            "Haiti's health ministry",
            ["Haiti's health ministry", "The ministry"],
        ),
        (
            "The local authorities said the dam held. The authorities said the river fell. They said roads were open.",
            "local authorities",
            ["The local authorities", "The authorities", "They"],
        ),
        (
            "Faisal al-Rawi spoke. Mr al-Rawi said he was well. Rawi said he would stay.",
            "Faisal al-Rawi",
            ["Faisal al-Rawi", "Mr al-Rawi", "he", "Rawi", "he"],
        ),
        (
            "Lt. Col. Carl Moss said the road was open. Moss said it was wet.",
            "Carl Moss",
            ["Lt. Col. Carl Moss", "Moss"],
        ),
    ],
)
def test_one_entity(read: Read, text: str, name: str, mentions: list[str]) -> None:
    assert clusters(text, read(text))[name] == mentions


@pytest.mark.parametrize(
    ("text", "name", "kind", "role"),
    [
        ("Foreign Minister Ana Silva said it was over.", "Ana Silva", "person", "Foreign Minister"),
        ("Palestinian sources said it was over.", "Palestinian sources", "unnamed", None),
        ("Two airport officials said it was over.", "airport officials", "unnamed", None),
        ("The United Nations said it was over.", "United Nations", "body", None),
        ("The government said it was over.", "government", "body", None),
        ("A spokeswoman for the port said it was over.", "spokeswoman for the port", "office", None),
    ],
)
def test_speakers(read: Read, text: str, name: str, kind: str, role: str | None) -> None:
    (found,) = read(text).attributions
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.kind, found.speaker.role) == (name, kind, role)


def test_gender_tells_pronouns_apart(read: Read) -> None:
    text = "Maria Lopez met Ivan Petrov on Friday. She said the talks were long. He said they were short."
    she, he = read(text).attributions
    assert she.speaker is not None
    assert he.speaker is not None
    assert (she.speaker.name, he.speaker.name) == ("Maria Lopez", "Ivan Petrov")


def test_a_role_names_its_body(read: Read) -> None:
    text = "Latvian Foreign Ministry spokeswoman Anna Ozola said ferries would sail. The ministry said two were late."
    assert [a.speaker.name for a in read(text).attributions if a.speaker] == ["Anna Ozola", "Latvian Foreign Ministry"]


def test_initials_name_the_body(read: Read) -> None:
    text = (
        "The Baltic Ferry Agency (BFA) said ferries would sail. The BFA said two were late. The agency said one sank."
    )
    assert {a.speaker.name for a in read(text).attributions if a.speaker} == {"Baltic Ferry Agency"}


def test_a_pronoun_for_nobody_has_no_speaker(read: Read) -> None:
    (found,) = read("He said that the dam was safe.").attributions
    assert found.source
    assert found.speaker is None


def test_nobody_is_not_somebody(read: Read) -> None:
    text = "Ana Silva waited all day. No one came, she said."
    (found,) = read(text).attributions
    assert found.speaker is not None
    assert found.speaker.name == "Ana Silva"


def test_they_are_no_statement(read: Read) -> None:
    text = "The rebels met on Friday. A statement said that they had agreed to a truce."
    mentions = clusters(text, read(text))
    assert "they" not in mentions.get("statement", [])


def test_the_newspaper_is_no_person(read: Read) -> None:
    text = "The Harbour Post spoke to Tamsin. Tamsin left. The newspaper said she was ill."
    (found,) = read(text).attributions
    assert found.speaker is not None
    assert found.speaker.name == "Harbour Post"


def test_the_headline_finds_the_full_name(read: Read) -> None:
    reading = read("General Ivan Petrov said the port was shut.", title="Petrov says port is shut")
    assert {a.speaker.name for a in reading.attributions if a.speaker} == {"Ivan Petrov"}


def test_mentions_are_in_order_and_distinct(read: Read) -> None:
    reading = read("The mayor said he was well. The mayor said the mayor's house stood.")
    for entity in reading.names:
        assert list(entity.mentions) == sorted(set(entity.mentions))
