"""`onrecord annotate`: Story JSONL in, Reading JSONL out, without a ledger."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, TextIO

import typer

import onrecord
from onrecord.api import gather, grouped
from onrecord.api.reads import placed
from onrecord.cli import options as o
from onrecord.cli.errors import PARTLY, list_problems
from onrecord.cli.progress import progress
from onrecord.cli.read import expected
from onrecord.exports.reading import reading_to_dict
from onrecord.model import Problem, Reading, Story
from onrecord.settings import Settings
from onrecord.sources import SourceError


def annotate(
    stories: Annotated[str, typer.Argument(help="Story JSONL, or - for standard input.")],
    out: Annotated[str, typer.Option("--out", "-o", help="Reading JSONL, or - for standard output.")] = "-",
    jobs: o.Jobs = 1,
    group: Annotated[bool, typer.Option("--group", help="Say which stories report the same happening.")] = False,
    undated: Annotated[bool, typer.Option(help="Read as if no story had a date, to test what the text tells.")] = False,
    pipeline: o.Pipeline = o.DEFAULT_PIPELINE,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Read stories and write one Reading a line, in the same order. Broken lines are reported and skipped."""
    settings, problems, errors = Settings(pipeline=pipeline), list[Problem](), list[SourceError]()
    items: Iterable[Story | Problem] = gather([stories], settings, errors)
    if undated:
        items = without_dates(items)
    count = 0
    with writer(out) as lines, progress(expected([stories]), quiet=quiet or out == "-") as advance:
        source = "standard input" if stories == "-" else stories
        readings = watched(onrecord.annotate(items, problems, settings, jobs=jobs), problems, source, advance)
        rows = (line(*row) for row in (grouped(readings) if group else readings))
        for count, row in enumerate(rows, 1):  # noqa: B007 - how many is asked after the loop
            lines.write(row)
        if errors and not count:
            raise errors[0]
    if list_problems(problems):
        raise typer.Exit(PARTLY)


def watched(
    readings: Iterable[tuple[Story, Reading]], problems: list[Problem], source: str, advance: Callable[[], None]
) -> Iterator[tuple[Story, Reading]]:
    """The same readings; their problems are put aside, and `advance` is called after each."""
    for story, reading in readings:
        problems.extend(placed(reading.problems, story, source))
        yield story, reading
        advance()


def line(story: Story, reading: Reading, group: str | None = None) -> str:
    """One Reading as a line."""
    return json.dumps(reading_to_dict(story, reading, group), ensure_ascii=False) + "\n"


def without_dates(items: Iterable[Story | Problem]) -> Iterator[Story | Problem]:
    """The same stories with their given date taken away."""
    for item in items:
        yield replace(item, published=None) if isinstance(item, Story) else item


@contextmanager
def writer(out: str) -> Iterator[TextIO]:
    """Where readings go: standard output, or a file that appears under its name only when it is whole."""
    if out == "-":
        yield sys.stdout
        return
    target = Path(out)
    if target.is_dir() or not target.parent.is_dir():
        what = f"{target} is a folder" if target.is_dir() else f"the folder {target.parent} does not exist"
        raise typer.BadParameter(f"{what}: give the name of a file in a folder that there is", param_hint="--out")
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        lines = partial.open("w", encoding="utf-8")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error  # the name that the person knows
    try:
        with lines:
            yield lines
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
