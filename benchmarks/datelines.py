"""How often the day of an undated story is named, and how often it is right: the published date is taken away.

    python benchmarks/datelines.py [--shared ../shared] [--every 5] [--today 2026-11-22]

Reads the stories of TimeBank, AQUAINT and Timeline17 (every fifth story of the last, unless --every says otherwise)
without their date, asks the dateline layer for it, and prints coverage, precision and the ways in which days were
found. Precision is to the day, against the date that the corpus gives; `a day off` are datelines of the day before.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from onrecord.lexicon import load_lexicon
from onrecord.model import Story
from onrecord.reading.dateline import Dater
from onrecord.reading.parse import Parser
from onrecord.settings import Settings

SETS = ("times/timebank.stories.jsonl", "times/aquaint.stories.jsonl", "timelines/t17.stories.jsonl.gz")
LARGE = "timelines"


def stories(path: Path, every: int) -> Iterator[tuple[Story, date]]:
    """Each `every`-th story of a file without its date, and the date."""
    raw = path.read_bytes()
    lines = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8").splitlines()
    for line in islice(lines, 0, None, every):
        row = json.loads(line)
        story = Story(text=row["text"], title=row.get("title", ""), key=row["id"])
        yield story, date.fromisoformat(row["published"][:10])


def measure(path: Path, every: int, parser: Parser, dater: Dater, *, wrong: bool) -> str:
    """One line of figures; where `wrong` is asked for, the stories dated wrongly are printed as well."""
    found: Counter[str] = Counter()
    pairs = list(stories(path, every))
    for parsed, (story, truth) in zip(parser.parse(story for story, _ in pairs), pairs, strict=True):
        published = dater.infer([parsed])[0]
        found[published.how] += 1
        if published.day is None:
            continue
        off = abs((date.fromisoformat(published.day) - truth).days)
        found["right" if not off else "a day off" if off == 1 else "wrong"] += 1
        if off and wrong:
            print(f"    {story.key} is of {truth}, not {published.day}: {published.why}")
    named, total = len(pairs) - found["unknown"], max(1, len(pairs))
    precision = f"{100 * found['right'] / named:.1f}%" if named else "-"
    ways = ", ".join(f"{how} {found[how]}" for how in ("stated", "inferred", "a day off", "wrong"))
    coverage = f"coverage {100 * named / total:5.1f}%"
    return f"{path.stem.split('.')[0]:9} stories {len(pairs):5} {coverage} precision {precision} ({ways})"


def main() -> None:
    """Print a line a set."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with gold/")
    arguments.add_argument("--every", type=int, default=5, help="take each N-th story of Timeline17 (1: all)")
    arguments.add_argument("--today", help="the day that no story lies after (ISO); the clock's by default")
    arguments.add_argument("--wrong", action="store_true", help="print the stories that were dated wrongly")
    given = arguments.parse_args()
    parser, dater = Parser(Settings()), Dater(load_lexicon(), given.today)
    for name in SETS:
        path = given.shared / "gold" / name
        print(measure(path, given.every if name.startswith(LARGE) else 1, parser, dater, wrong=given.wrong), flush=True)


if __name__ == "__main__":
    main()
