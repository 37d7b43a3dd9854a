"""The accuracy gate: figures on our own gold, and on the seeds where they are at hand, hold their floors."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.exports.reading import reading_to_dict
from onrecord.model import Problem, Story
from onrecord.reading import Reader
from onrecord.settings import Settings
from onrecord.sources import read_any
from tests.accuracy.scores import scores

HERE = Path(__file__).parent
GOLD = HERE.parent / "gold"
SHARED = HERE.parent.parent.parent / "shared"
FLOORS: dict[str, dict[str, float]] = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def stories(path: Path) -> list[Story]:
    items = list(read_any(str(path), Settings()))
    assert not [item for item in items if isinstance(item, Problem)]
    return [item for item in items if isinstance(item, Story)]


def readings(reader: Reader, wanted: list[Story]) -> list[dict[str, Any]]:
    # Through JSON and back, as the scorers would read it.
    return [json.loads(json.dumps(reading_to_dict(story, reading))) for story, reading in reader.read(wanted)]


@pytest.fixture(scope="module")
def own(reader: Reader) -> dict[str, float]:
    return scores(rows(GOLD / "gold.jsonl"), readings(reader, stories(GOLD / "stories.jsonl")))


def test_gold_scores_itself_whole() -> None:
    gold = rows(GOLD / "gold.jsonl")
    assert {figure: value for figure, value in scores(gold, gold).items() if value < 100} == {}


@pytest.mark.parametrize(("figure", "floor"), FLOORS["own"].items())
def test_own_stories(own: dict[str, float], figure: str, floor: float) -> None:
    assert own[figure] >= floor


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the seeds do not lie beside the repository")
@pytest.mark.parametrize(("figure", "floor"), FLOORS["seeds"].items())
def test_seeds(seed_scores: dict[str, float], figure: str, floor: float) -> None:
    assert seed_scores[figure] >= floor


@pytest.fixture(scope="module")
def seed_scores(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    undated = [replace(s, published=None, bundle="seeds") for s in stories(SHARED / "seeds" / "stories.jsonl")]
    out = tmp_path_factory.mktemp("seeds") / "readings.jsonl"
    out.write_text("".join(json.dumps(row) + "\n" for row in readings(reader, undated)), "utf-8")
    command = [sys.executable, str(SHARED / "score" / "stories.py"), str(SHARED / "seeds" / "gold.jsonl"), str(out)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    result: dict[str, float] = json.loads(printed.strip().splitlines()[-1])
    return result
