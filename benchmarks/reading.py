"""The whole reading of a story against the bare, full spaCy pipeline on the same text, in one run.

    python benchmarks/reading.py [STORIES.jsonl] [--rounds 5]

Without a file it reads the stories in tests/gold, repeated. Rounds alternate between the two sides, after one warm-up
round of each, so that a busy machine slows both; the figure is the ratio of the medians (under 1: faster than spaCy).
"""

from __future__ import annotations

import argparse
import importlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from onrecord.claims import claims_of
from onrecord.model import Published, Reading, Story
from onrecord.reading import LAYERS, Reader
from onrecord.reading.parse import Parser
from onrecord.settings import Settings

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "stories.jsonl"
LEAST_CHARACTERS = 300_000


def load(path: Path) -> list[Story]:
    """The file's stories, repeated until there is enough text to time."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    stories = [Story(text=r["text"], title=r.get("title", ""), published=r.get("published")) for r in rows]
    length = sum(len(s.text) for s in stories)
    return stories * max(1, -(-LEAST_CHARACTERS // max(1, length)))


def timed(work: Callable[[], None]) -> float:
    """Seconds that `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print one line a side and the ratio."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("stories", nargs="?", type=Path, default=GOLD)
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    settings, stories = Settings(), load(given.stories)
    full = importlib.import_module(settings.pipeline).load()
    parser, reader = Parser(settings), Reader(settings)
    texts = [text for story in stories for text in (story.text, story.title)]
    tokens = sum(len(doc) for doc in full.tokenizer.pipe(texts))

    def spacy_full() -> None:
        for _ in full.pipe(texts, batch_size=settings.batch):
            pass

    def parse_alone() -> None:
        for _ in parser.parse(stories):
            pass

    def whole_reading() -> None:
        for story, reading in reader.read(stories):
            claims_of(story, reading)

    sides = {
        "spaCy, full pipeline": spacy_full,
        "our parse alone": parse_alone,
        "whole reading and claims": whole_reading,
    }
    times: dict[str, list[float]] = {name: [] for name in sides}
    for round_number in range(given.rounds + 1):
        for name, work in sides.items():
            seconds = timed(work)
            if round_number:  # the first round warms up
                times[name].append(seconds)
    print(f"{len(stories)} stories, {tokens:,} tokens, {given.rounds} rounds")
    for name, seconds_of in times.items():
        middle = median(seconds_of)
        print(f"{name:28} {tokens / middle:8,.0f} tokens/s   {min(seconds_of):.2f}-{max(seconds_of):.2f} s")
    base = median(times["spaCy, full pipeline"])
    for name in ("our parse alone", "whole reading and claims"):
        print(f"{name} / spaCy, full pipeline = {median(times[name]) / base:.3f}")
    layer_shares(parser, reader, stories)


def layer_shares(parser: Parser, reader: Reader, stories: list[Story]) -> None:
    """Print each layer's cost as a share of the parse of the same stories."""
    start = time.perf_counter()
    parsed = list(parser.parse(stories))
    parse_seconds = time.perf_counter() - start
    spent = dict.fromkeys((name for name, _ in LAYERS), 0.0)
    for one in parsed:
        reading = Reading(one.story.id, Published(None, "unknown", ""))
        for name, layer in reader.layers:
            start = time.perf_counter()
            reading = layer(one, reading)
            spent[name] += time.perf_counter() - start
    for name, seconds in spent.items():
        print(f"layer {name:14} / parse = {seconds / parse_seconds:.3f}")


if __name__ == "__main__":
    main()
