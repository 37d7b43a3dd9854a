"""Score every layer on the public gold sets and write one table.

    python benchmarks/gold.py --shared ../shared --out docs/accuracy.md [--only figures] [--limit 400] [--jobs 2]

The sets and scorers lie beside the repository (they may not be redistributed); without them it says so and stops.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
Figure = float | dict[str, float]


@dataclass(frozen=True)
class GoldSet:
    """A gold set: which scorer judges it, its files under the shared folder, and the figures to report."""

    layer: str
    name: str
    stories: str
    gold: str
    figures: tuple[str, ...]
    options: tuple[str, ...] = ()
    limit: int | None = None


STORIES_FIGURES = (
    "figure_detection_f1", "figure_claim_f1", "attribution_f1", "attribution_speaker_f1", "event_found_r",
    "event_type_r", "event_status_acc", "event_date_acc", "published_all_acc",
)  # fmt: skip
SETS = (
    GoldSet("stories", "seeds, undated", "seeds/stories.jsonl", "seeds/gold.jsonl", STORIES_FIGURES, ("--undated",)),
    GoldSet("stories", "our own", "tests/gold/stories.jsonl", "tests/gold/gold.jsonl", STORIES_FIGURES),
    GoldSet("times", "timebank", "gold/times/timebank.stories.jsonl", "gold/times/timebank.gold.jsonl",
            ("strict_f1", "relaxed_f1", "value_f1", "type_f1")),
    GoldSet("times", "aquaint", "gold/times/aquaint.stories.jsonl", "gold/times/aquaint.gold.jsonl",
            ("strict_f1", "relaxed_f1", "value_f1", "type_f1")),
    GoldSet("places", "gwn", "gold/places/gwn.stories.jsonl", "gold/places/gwn.gold.jsonl",
            ("relaxed_f1", "right", "end_to_end_f1")),
    GoldSet("places", "lgl", "gold/places/lgl.stories.jsonl", "gold/places/lgl.gold.jsonl",
            ("relaxed_f1", "right", "end_to_end_f1")),
    GoldSet("attributions", "PolNeAR dev", "gold/attributions/dev.stories.jsonl", "gold/attributions/dev.gold.jsonl",
            ("attribution_f1", "content_chars_f1", "source_f1", "all_f1", "indirect_all_r", "direct_all_r")),
    GoldSet("figures", "nyt", "gold/figures/nyt.stories.jsonl", "gold/figures/nyt.gold.jsonl",
            ("detection", "value", "measure", "claim", "speaker_named_acc", "period_acc")),
    GoldSet("tolls", "gva", "gold/tolls/gva.stories.jsonl", "gold/tolls/gva.gold.jsonl",
            ("clean_killed", "clean_injured", "clean_both", "killed", "injured", "both")),
    GoldSet("groups", "gva", "gold/tolls/gva.stories.jsonl", "gold/groups/gva.gold.jsonl",
            ("several_b_cubed_f1", "several_pairwise_f1", "b_cubed_f1", "pairwise_f1"), ("--group",)),
    GoldSet("events", "plover", "gold/events/plover.stories.jsonl", "gold/events/plover.gold.jsonl",
            ("type_f1", "mode_f1", "name_f1")),
    GoldSet("incidents", "muc4", "gold/incidents/muc4.stories.jsonl", "gold/incidents/muc4.gold.jsonl",
            ("relevant_f1", "date_r", "killed_above_0", "injured_above_0")),
)  # fmt: skip


def place(shared: Path, name: str) -> Path:
    """Where a set's file lies: in this repository or in the shared folder."""
    own = ROOT / name
    return own if own.exists() else shared / name


def head(path: Path, limit: int | None, scratch: Path) -> Path:
    """The first `limit` lines of a file as a file of their own; the file itself without a limit."""
    if limit is None:
        return path
    opened = gzip.open if path.suffix == ".gz" else open
    target = scratch / path.name
    with opened(path, "rt", encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        for _, line in zip(range(limit), lines, strict=False):
            out.write(line)
    return target


def score(shared: Path, one: GoldSet, limit: int | None, jobs: int, scratch: Path) -> dict[str, Figure]:
    """Read the set's stories with `onrecord annotate` and return what its scorer prints."""
    stories = head(place(shared, one.stories), limit, scratch)
    gold = head(place(shared, one.gold), limit, scratch)
    readings = scratch / f"{one.layer}-{one.name.replace(' ', '-')}.readings.jsonl"
    command = [str(Path(sys.executable).with_name("onrecord")), "annotate", str(stories), "--out", str(readings)]
    subprocess.run([*command, "--jobs", str(jobs), "--quiet", *one.options], check=False)
    scorer = shared / "score" / f"{one.layer}.py"
    printed = subprocess.run([sys.executable, str(scorer), str(gold), str(readings)], check=True, capture_output=True)
    result: dict[str, Figure] = json.loads(printed.stdout.decode().strip().splitlines()[-1])
    return result


def row(one: GoldSet, figures: dict[str, Figure], limit: int | None, day: str) -> str:
    """One line of the table."""
    shown = ", ".join(f"{name} {plain(figures[name])}" for name in one.figures if name in figures)
    part = f", first {limit}" if limit else ""
    options = " ".join(("", *one.options))
    command = f"`onrecord annotate {Path(one.stories).name}{options}` + `score/{one.layer}.py`"
    return f"| {one.layer} | {one.name}{part} | {shown} | {day} | {command} |"


def others(table: Path) -> list[str]:
    """The rows of the table that other commands measured, kept as they stand."""
    if not table.exists():
        return []
    mine = {one.layer for one in SETS} | {"layer", "---"}
    lines = table.read_text("utf-8").splitlines()
    return [line for line in lines if line.startswith("|") and line.split("|")[1].strip() not in mine]


def plain(figure: Figure) -> float:
    """A scorer's figure; of precision, recall and F1, the F1."""
    return figure["f1"] if isinstance(figure, dict) else figure


def main() -> int:
    """Score the sets that were asked for and write the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    arguments.add_argument("--out", type=Path)
    arguments.add_argument("--only", help="one layer")
    arguments.add_argument("--limit", type=int, help="only the first stories of each set")
    arguments.add_argument("--jobs", type=int, default=2)
    given = arguments.parse_args()
    if not (given.shared / "score").is_dir():
        print(f"no gold sets at {given.shared}: nothing was scored", file=sys.stderr)
        return 1
    day = datetime.now(UTC).date().isoformat()
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        for one in SETS:
            if given.only in (None, one.layer):
                figures = score(given.shared, one, given.limit, given.jobs, Path(scratch))
                rows.append(row(one, figures, given.limit, day))
                print(rows[-1], flush=True)
    if given.out:
        given.out.write_text(HEADER + "\n".join([*rows, *others(given.out)]) + "\n", encoding="utf-8")
    return 0


HEADER = """# Accuracy

What was measured, on which data, when, and with which command. `make gold` writes this table, and keeps the rows that
other commands measured; the sets and scorers are public data that may not be redistributed, so they lie beside the
repository and not in it. Figures are the scorers' own, in percent.

| layer | set | figures | date | command |
| --- | --- | --- | --- | --- |
"""

if __name__ == "__main__":
    sys.exit(main())
