"""Who takes part is named as the story names them in full, each on its own, and no thing is a party."""

from __future__ import annotations

import pytest

from tests.conftest import Read

MONDAY = "2026-02-02"
NAMES = [
    ("President Ann Poe met Tom Roe in Oslo. Poe will meet Roe again in May.", ["Ann Poe", "Tom Roe"]),
    ("Chadian President Ann Poe and Kenyan President Tom Roe met in Oslo.", ["Ann Poe", "Tom Roe"]),
    ("Secretary of State Ann Poe met Tom Roe in Oslo.", ["Ann Poe", "Tom Roe"]),
    (
        "Talks between Chad and Niger opened. The delegations will meet on Friday at the Winter Palace.",
        ["Chad", "Niger"],
    ),
    ("Talks between Chad and Niger opened. The two sides agreed to meet again.", ["Chad", "Niger"]),
    ("Chad proposed that a new round of talks with Niger be held in Oslo.", ["Chad", "Niger"]),
    ("Kenya said it would host talks between Chad and Niger.", ["Chad", "Niger"]),
    ("Chad denied that it had agreed with Niger to swap prisoners.", ["Chad", "Niger"]),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_parties(read: Read, text: str, names: list[str]) -> None:
    events = [e for e in read(text, published=MONDAY).events if e.type in ("CONSULT", "AGREE")]
    assert sorted(a.name for a in events[-1].actors) == names


def test_a_headline_joins_its_subjects_by_a_comma(read: Read) -> None:
    event = next(
        e for e in read("", title="Kenya, Uganda agree to swap prisoners", published=MONDAY).events if e.type == "AGREE"
    )
    assert sorted(a.name for a in event.actors) == ["Kenya", "Uganda"]


def test_each_side_are_the_parties(read: Read) -> None:
    text = "Chad and Niger agreed to a swap. Each side had released 40 soldiers on Sunday."
    released = next(e for e in read(text, published=MONDAY).events if e.type == "RETREAT" and e.when.begin)
    assert {"Chad", "Niger"} <= {a.name for a in released.actors}


def test_those_who_are_freed_are_recipients(read: Read) -> None:
    event = next(e for e in read("Ninety prisoners were to be freed on Sunday.", published=MONDAY).events)
    assert [(a.role, a.name) for a in event.actors] == [("recipient", "prisoners")]


def test_it_is_the_one_who_speaks(read: Read) -> None:
    event = next(
        e for e in read("The rebel army said it was ready to free the hostages.").events if e.type == "RETREAT"
    )
    assert [a.role for a in event.actors] == ["actor", "recipient"]
