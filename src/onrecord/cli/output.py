"""Lists on standard output: tables for people, JSON and CSV for machines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.options import Format
from onrecord.exports.rows import Row
from onrecord.exports.tabular import write_csv, write_json

NUMERIC = frozenset({"change", "claims", "outlets", "round"})
PIPE_WIDTH = 160
WIDEST = 36  # characters of any column but the sentence


def console() -> Console:
    """The console for tables; wide enough for a sentence where the output is not a terminal."""
    return Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False)


def show(
    rows: Iterable[Row], columns: Sequence[str], chosen: Format, objects: Iterable[object], title: str = ""
) -> None:
    """Write a list: `objects` as JSON, `rows` as CSV or as a table with `columns`."""
    if chosen is Format.json:
        write_json(objects, sys.stdout)
    elif chosen is Format.csv:
        write_csv(rows, columns, sys.stdout)
    else:
        show_table(rows, columns, title)


def show_table(rows: Iterable[Row], columns: Sequence[str], title: str = "", numeric: frozenset[str] = NUMERIC) -> None:
    """A table of `columns`, `numeric` ones aligned right; a line that says so where there is nothing to show."""
    listed = list(rows)
    if not listed:
        console().print(f"[dim]{title + ': ' if title else ''}nothing on record.[/dim]")
        return
    shown = [column for column in columns if any(row.get(column) not in (None, "") for row in listed)]
    table = Table(title=title or None, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    table.expand = "sentence" in shown
    for column in shown:
        sentence = column == "sentence"
        table.add_column(
            column,
            justify="right" if column in numeric else "left",
            overflow="fold",
            ratio=1 if sentence else None,
            min_width=40 if sentence else None,
            max_width=None if sentence else WIDEST,
        )
    for row in listed:
        table.add_row(*(cell(row.get(column)) for column in shown))
    console().print(table)


def cell(value: object) -> Text:
    """A cell; story text is never read as markup, and control characters never reach the terminal."""
    if value is None:
        return Text("")
    text = "; ".join(str(item) for item in value) if isinstance(value, (list, tuple)) else str(value)
    return Text("".join(c if c.isprintable() or c in "\n " else "\N{REPLACEMENT CHARACTER}" for c in text))
