"""ACLED: the most conservative number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.lenses import Options, code
from onrecord.model import Sourced
from tests.lenses.build import case
from tests.linking.build import figure


def worded(entry: Sourced, words: str) -> Sourced:
    """The claim with these words at its mark."""
    mark = entry.claim.mark
    text = entry.story.text[: mark.start] + words + entry.story.text[mark.start :]
    story = replace(entry.story, text=text)
    return replace(entry, story=story, claim=replace(entry.claim, mark=replace(mark, end=mark.start + len(words))))


@pytest.mark.parametrize(
    ("told", "best"),
    [
        ([{"low": 7}, {"low": 5}, {"low": 9}], 5),
        ([{"low": 5, "bound": "at_least"}, {"low": 8}], 5),
        ([{"low": 40, "high": 50, "bound": "range"}], 40),
        ([{"low": None, "high": 50, "bound": "at_most"}, {"low": 60}], 60),
    ],
    ids=str,
)
def test_the_lowest_number_counts(told: list[dict[str, Any]], best: float) -> None:
    (coded,) = code("acled", [case(*(figure(**one, outlet=f"{n}") for n, one in enumerate(told)))], Options())
    assert coded.best == best
    assert all(entry.claim.value.low == best for entry in coded.claims)  # type: ignore[union-attr]
    assert "lowest" in coded.rule


@pytest.mark.parametrize(("words", "best"), [("dozens", 12), ("Dozens", 12), ("hundreds", 100), ("scores", 40)])
def test_vague_words_have_the_codebooks_numbers(words: str, best: float) -> None:
    (coded,) = code("acled", [case(worded(figure(40, bound="vague"), words))], Options())
    assert coded.best == best


def test_up_to_alone_is_no_number() -> None:
    assert code("acled", [case(figure(None, high=50, bound="at_most"))], Options()) == ()


def test_summary_tolls_are_divided_only_on_request() -> None:
    days = ("2026-01-31", "2026-02-01", "2026-02-02")
    summary = case(figure(10, mode="new"), days=days)
    (whole,) = code("acled", [summary], Options())
    assert whole.best == 10
    assert "stays whole" in whole.rule
    spread = code("acled", [summary], Options(divide=True))
    assert [(one.day, one.best) for one in spread] == [*zip(days, (4, 3, 3), strict=True)]
    assert {one.claims for one in spread} == {whole.claims}


def test_the_past_24_hours_are_no_summary() -> None:
    day = case(figure(10, mode="new"), days=("2026-02-01", "2026-02-02"))
    assert [one.best for one in code("acled", [day], Options(divide=True))] == [10]
