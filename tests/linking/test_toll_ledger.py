"""A toll told as stories and read back with the real pipeline: series rebuilt, findings right, no false alarm."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from benchmarks.toll_ledger import BREAKS, HARD, TOLD, Day, Score, gaza, read_back, score, tell

SHARED = Path(__file__).parents[3] / "shared" / "gold" / "series" / "gaza_daily.json"
FROM, TO = "2023-12-01", "2024-01-20"  # the stretch of the official series with most of its breaks


def synthetic(days: int) -> list[Day]:
    """A toll of our own that adds up, but for one unexplained break; with late additions and a day without report."""
    chance, total, made = random.Random(3), 4_311, list[Day]()
    for number in range(days):
        killed = chance.randrange(23, 97)
        late = {"recovered": 11} if number % 9 == 4 else {"committee": 160} if number == 20 else {}
        killed += sum(late.values())
        total += killed + (57 if number == 12 else 0)
        if number == 27:
            continue
        made.append(Day((date(2024, 3, 1) + timedelta(days=number)).isoformat(), total, killed, late=late))
    return made


def result_of(every: list[Day], breaks: dict[str, frozenset[str]], seed: int) -> Score:
    telling = tell(every, breaks, seed)
    return score(telling, list(read_back(telling.stories)))


@pytest.mark.parametrize("seed", [1, 2])
def test_a_toll_of_our_own(seed: int) -> None:
    result = result_of(synthetic(36), {"2024-03-13": frozenset({"mismatch"})}, seed)
    assert (result.totals, result.increments) == (result.reports, result.with_increment)
    assert not result.strays
    assert not result.missed
    assert not result.false


@pytest.mark.skipif(not SHARED.exists(), reason="the official series lies beside the repository only where it is built")
def test_the_official_series() -> None:
    every = [one for one in gaza(SHARED) if FROM <= one.day < TO or "2024-08-24" <= one.day <= "2024-09-01"]
    breaks = {day: kinds for day, kinds in BREAKS.items() if any(one.day == day for one in every)}
    assert len(breaks) == 9
    result = result_of(every, breaks, 1)
    assert (result.totals, result.increments) == (result.reports, result.with_increment)
    assert not [day for day, _ in result.missed if day in breaks]
    assert not [one for one in result.false if not one.is_note]


def test_every_phrasing_gives_what_it_tells() -> None:
    for _, body in (*TOLD, *HARD):
        assert "{t}" in body
        assert "{k}" in body
