"""What is kept of the ledger: good as long as the ledger is the same, a little old where that is harmless."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from onrecord.web import desk
from onrecord.web.desk import Kept

FIRST, MORE_STORIES, REVIEWED = (1, 0), (2, 0), (2, 1)


@pytest.fixture
def all_dear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every result counts as dear to make."""
    monkeypatch.setattr(desk, "DEAR", 0.0)


def counting() -> Callable[[], int]:
    """A maker whose results tell how often it was called."""
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    return make


def test_the_same_ledger_is_asked_once() -> None:
    kept, make = Kept(), counting()
    assert [kept.get("key", FIRST, make) for _ in range(3)] == [1, 1, 1]
    assert kept.get("other", FIRST, make) == 2


def test_what_is_cheap_is_made_anew_at_once() -> None:
    kept, make = Kept(), counting()
    assert [kept.get("key", version, make) for version in (FIRST, MORE_STORIES, REVIEWED)] == [1, 2, 3]


@pytest.mark.usefixtures("all_dear")
def test_what_is_dear_is_shown_while_stories_come_in_and_refreshed_meanwhile() -> None:
    kept, make = Kept(), counting()
    kept.get("key", FIRST, make)
    assert kept.get("key", MORE_STORIES, make) == 1
    assert kept.refresh(MORE_STORIES) is not None
    assert kept.refresh(MORE_STORIES) is None
    assert kept.get("key", MORE_STORIES, make) == 2


@pytest.mark.usefixtures("all_dear")
def test_a_review_is_seen_at_once() -> None:
    kept, make = Kept(), counting()
    kept.get("key", MORE_STORIES, make)
    assert kept.get("key", REVIEWED, make) == 2


@pytest.mark.usefixtures("all_dear")
def test_a_write_of_ones_own_is_seen_at_once() -> None:
    kept, make = Kept(), counting()
    kept.get("key", FIRST, make)
    kept.expire()
    assert kept.get("key", FIRST, make) == 1
    assert kept.get("key", MORE_STORIES, make) == 2


@pytest.mark.usefixtures("all_dear")
def test_nothing_is_shown_that_is_very_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "LONGEST_OLD", 0.0)
    kept, make = Kept(), counting()
    kept.get("key", FIRST, make)
    assert kept.get("key", MORE_STORIES, make) == 2


def test_the_oldest_go_first() -> None:
    kept, make = Kept(most=2), counting()
    for key in ("a", "b", "a", "c"):
        kept.get(key, FIRST, make)
    assert kept.get("a", FIRST, make) == 1
    assert kept.get("b", FIRST, make) == 4


def test_many_at_once_wait_for_one() -> None:
    kept, make = Kept(), counting()
    gate = threading.Barrier(8)
    got: list[int] = []

    def ask() -> None:
        gate.wait(5)
        got.append(kept.get("key", FIRST, make))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert got == [1] * 8
