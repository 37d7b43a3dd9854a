"""Positions against our own gold, and against the verbal events of PLOVER's sentences where they lie at hand.

    python benchmarks/positions.py [--shared ../shared] [--faults]

Our stories and single sentences were read while the layer was written. PLOVER codes one event a sentence, and counts
signing, visiting and giving among its verbal types, which are no positions here: the share found is a lower bound.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.accuracy.positions import faults, scores  # noqa: E402
from tests.gold.build import sentence_rows  # noqa: E402

from onrecord.exports.reading import reading_to_dict  # noqa: E402 - the tests' scorer lies beside the package
from onrecord.model import Story  # noqa: E402
from onrecord.reading import Reader  # noqa: E402
from onrecord.settings import Settings  # noqa: E402

GOLD = ROOT / "tests" / "gold"
VERBAL = frozenset({"AGREE", "SUPPORT", "DEMAND", "DISAPPROVE", "REJECT", "THREATEN"})
Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def read(reader: Reader, stories: Iterable[Row]) -> list[Row]:
    """The readings of story rows."""
    made = (Story(text=s["text"], title=s.get("title", ""), published=s.get("published"), key=s["id"]) for s in stories)
    return [reading_to_dict(story, reading) for story, reading in reader.read(made)]


def plover(reader: Reader, folder: Path) -> dict[str, int]:
    """How many verbal events of the gold stand in a sentence with a position of their type, and how many there are."""
    readings = {row["id"]: row for row in read(reader, rows(folder / "plover.stories.jsonl"))}
    found = wanted = 0
    for row in rows(folder / "plover.gold.jsonl"):
        types = {event["type"] for event in row["events"]} & VERBAL
        wanted += len(types)
        found += len(types & {position["type"] for position in readings[row["id"]]["positions"]})
    return {"verbal_events": wanted, "with_a_position_of_their_type": found}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--faults", action="store_true", help="show what is wrong")
    given = parser.parse_args()
    reader = Reader(Settings())
    sets = {
        "our own stories": (rows(GOLD / "stories.jsonl"), rows(GOLD / "gold.jsonl")),
        "our own sentences": ([s for s, _ in sentence_rows()], [g for _, g in sentence_rows()]),
    }
    for name, (stories, gold) in sets.items():
        readings = read(reader, stories)
        print(name, json.dumps(scores(gold, readings)))
        for fault in faults(gold, readings)[1] if given.faults else ():
            print("  ", *fault)
    if (given.shared / "gold" / "events").is_dir():
        print("plover", json.dumps(plover(reader, given.shared / "gold" / "events")))


if __name__ == "__main__":
    main()
