"""`onrecord read`: stories into the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import onrecord
from onrecord.api import ReadReport
from onrecord.cli import options as o
from onrecord.cli.errors import PARTLY, list_problems
from onrecord.cli.output import console
from onrecord.cli.progress import progress
from onrecord.settings import Settings

COUNT_LIMIT = 2_000_000_000  # bytes: a larger file is read without a total rather than gone through twice


def read(
    sources: Annotated[
        list[str], typer.Argument(help="Files, folders, URLs, or - for standard input.", show_default=False)
    ],
    ledger: o.Ledger = o.DEFAULT_LEDGER,
    jobs: o.Jobs = 1,
    pipeline: o.Pipeline = o.DEFAULT_PIPELINE,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no summary.")] = False,
) -> None:
    """Read stories and add them to the ledger. A story counts as read once it is committed whole."""
    settings = Settings(pipeline=pipeline)
    with onrecord.open(ledger, settings) as record, progress(expected(sources), quiet=quiet) as advance:
        report = record.read(*sources, jobs=jobs, progress=lambda _story, _outcome: advance())
    if not quiet:
        console().print(summary(report, record.location), soft_wrap=True)
    if list_problems(report.problems):
        raise typer.Exit(PARTLY)


def summary(report: ReadReport, ledger: str) -> str:
    """What the read did, in one line."""
    parts = [f"{report.new} new"] if report.new or not report.stories else []
    parts += [f"{report.changed} read anew"] if report.changed else []
    parts += [f"{report.unchanged} unchanged"] if report.unchanged else []
    claims = f"{report.added} claims added" + (f", {report.retired} retired" if report.retired else "")
    noun = "story" if report.stories == 1 else "stories"
    return f"{report.stories} {noun} ({', '.join(parts)}), {claims} → {ledger}"


def expected(sources: list[str]) -> int | None:
    """How many stories to expect: the lines of JSONL files; None where that cannot be told beforehand."""
    total = 0
    for source in sources:
        path = Path(source)
        if path.suffix != ".jsonl" or not path.is_file() or path.stat().st_size > COUNT_LIMIT:
            return None
        with path.open("rb") as lines:
            while block := lines.read(1 << 20):
                total += block.count(b"\n")
    return total
