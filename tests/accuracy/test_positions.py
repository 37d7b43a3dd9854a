"""The positions' gate: figures on our own stories and on single sentences of our own hold their floors."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from onrecord.exports.reading import reading_to_dict
from onrecord.model import Story
from onrecord.reading import Reader
from tests.accuracy.positions import scores
from tests.gold.build import sentence_rows

HERE = Path(__file__).parent
GOLD = HERE.parent / "gold"
FLOORS: dict[str, float] = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["positions"]
Row = dict[str, Any]


def own_stories() -> tuple[list[Row], list[Row]]:
    lines = [(GOLD / name).read_text("utf-8").splitlines() for name in ("stories.jsonl", "gold.jsonl")]
    stories, gold = ([json.loads(line) for line in part] for part in lines)
    return stories, gold


def own_sentences() -> tuple[list[Row], list[Row]]:
    rows = sentence_rows()
    return [story for story, _ in rows], [gold for _, gold in rows]


def measured(reader: Reader, stories: list[Row], gold: list[Row]) -> dict[str, float]:
    wanted = [
        Story(text=s["text"], title=s.get("title", ""), published=s.get("published"), key=s["id"]) for s in stories
    ]
    return scores(gold, [reading_to_dict(story, reading) for story, reading in reader.read(wanted)])


@pytest.fixture(scope="module")
def figures(reader: Reader) -> dict[str, dict[str, float]]:
    return {"stories": measured(reader, *own_stories()), "sentences": measured(reader, *own_sentences())}


@pytest.mark.parametrize("name", FLOORS)
@pytest.mark.parametrize("group", ["stories", "sentences"])
def test_floors(figures: dict[str, dict[str, float]], group: str, name: str) -> None:
    assert figures[group][name] >= FLOORS[name]


def test_gold_scores_itself_whole() -> None:
    _, gold = own_sentences()
    assert set(scores(gold, gold).values()) == {100.0}


def test_there_are_enough_and_some_are_denied() -> None:
    positions = [p for _, gold in (own_stories(), own_sentences()) for row in gold for p in row["positions"]]
    counted = [p for p in positions if not p.get("optional")]
    assert len(counted) >= 120
    assert sum(p["negated"] for p in counted) >= 12
