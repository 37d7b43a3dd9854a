"""A progress bar with rate and time left, on standard error, for long reads at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text


class RateColumn(ProgressColumn):
    """Stories a second."""

    def render(self, task: Task) -> Text:
        """The rate as text."""
        return Text(f"{task.speed:,.0f} stories/s" if task.speed else "")


@contextmanager
def progress(total: int | None, *, quiet: bool = False) -> Iterator[Callable[[], None]]:
    """Yield what to call after each story; `total` stories are expected, None where that is not known."""
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    columns = (
        TextColumn("reading"), BarColumn(), MofNCompleteColumn(), RateColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda: bar.advance(task)
