"""`onrecord read`: stories into the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import onrecord
from onrecord.api import ReadReport
from onrecord.cli import options as o
from onrecord.cli.errors import PARTLY, Stopped, list_problems, stoppable
from onrecord.cli.output import console
from onrecord.cli.progress import progress
from onrecord.model import Story
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
    settings, kept = Settings(pipeline=pipeline), 0
    try:
        with (
            stoppable() as check,
            onrecord.open(ledger, settings) as record,
            progress(expected(sources), quiet=quiet) as advance,
        ):

            def one_more(_story: Story, _outcome: str) -> None:
                nonlocal kept
                kept += 1
                advance()
                if kept % settings.batch == 0:  # a batch is kept whole: in the midst of one, more are kept than told
                    check()

            report = record.read(*sources, jobs=jobs, progress=one_more)
    except KeyboardInterrupt:
        raise Stopped(f"stopped: {kept_text(kept)}; run again to go on") from None
    if not quiet:
        console().print(summary(report, record.location), soft_wrap=True)
    if list_problems(report.problems):
        raise typer.Exit(PARTLY)


def kept_text(kept: int) -> str:
    """How many stories are on record."""
    return "1 story is kept" if kept == 1 else f"{kept:,} stories are kept"


def summary(report: ReadReport, ledger: str) -> str:
    """What the read did, in one line."""
    parts = [f"{report.new} new"] if report.new or not report.stories else []
    parts += [f"{report.changed} read anew"] if report.changed else []
    parts += [f"{report.unchanged} unchanged"] if report.unchanged else []
    retired = f", {report.retired} retired" if report.retired else ""
    stories = "story" if report.stories == 1 else "stories"
    claims = "claim" if report.added == 1 else "claims"
    return f"{report.stories} {stories} ({', '.join(parts)}), {report.added} {claims} added{retired} → {ledger}"


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
