"""Parties: which names mean one body or person."""

from __future__ import annotations

import pytest

from onrecord.linking.parties import originators, parties, same_party
from onrecord.linking.words import Words, shipped
from onrecord.model import Speaker


@pytest.fixture(scope="module")
def words() -> Words:
    return shipped()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Gaza's health authorities", "the Gaza health ministry", True),
        ("Lebanon's health ministry", "Lebanese Health Ministry", True),
        ("U.S. State Department", "US state department", True),
        ("Zelensky", "Volodymyr Zelensky", True),
        ("Israeli health ministry", "the health ministry", False),
        ("Israeli army", "Lebanese army", False),
        ("the army", "the police", False),
        ("—", "Kremlin", False),
        ("—", "—", True),
    ],
)
def test_same_party(words: Words, one: str, other: str, same: bool) -> None:
    assert same_party(one, other, words) is same
    assert same_party(other, one, words) is same


def test_a_spokesperson_and_the_office_are_one_party(words: Words) -> None:
    peskov = Speaker("Dmitry Peskov", "person", "Kremlin spokesperson")
    kremlin, president = Speaker("Kremlin", "office"), Speaker("Volodymyr Zelensky", "person", "Ukrainian President")
    ukraine = Speaker("Ukraine", "body")
    grouped = parties([peskov, president, kremlin, ukraine, peskov], words)
    assert grouped == [[peskov, kremlin], [president, ukraine]]


@pytest.mark.parametrize(
    ("names", "place", "bodies"),
    [
        (["Gaza health ministry", "health officials", "Palestinian health authorities"], "Gaza Strip", 1),
        (["Israeli health ministry", "Gaza health ministry"], "Gaza Strip", 2),
        (["Joe Smith", "Ann Smith", "Smith"], None, 3),
        (["Ann Smith", "Smith"], None, 1),
        (["officials", "authorities"], None, 2),
        (["Lebanon"], "Lebanon", 1),
        ([], None, 0),
    ],
)
def test_originators(words: Words, names: list[str], place: str | None, bodies: int) -> None:
    found = originators(names, place, words)
    assert len(set(found.values())) == bodies
    assert found == originators(reversed(names), place, words)
    assert set(found) == set(names)
