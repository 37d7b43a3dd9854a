"""Lists on standard output: tables for people, JSON and CSV for machines."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.options import Format
from onrecord.exports.rows import Row
from onrecord.exports.tabular import write_csv, write_json

NUMERIC = frozenset({"number", "change", "claims", "outlets", "round", "confidence", "review"})
PIPE_WIDTH = 140
WIDEST, NARROWEST, GAP = 48, 8, 2  # characters of a column, and between columns


def console() -> Console:
    """The console for tables; as wide as COLUMNS says, else wide enough for a sentence, where there is no terminal."""
    is_known = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal()
    return Console(width=None if is_known else PIPE_WIDTH, highlight=False)


def show(rows: Iterable[Row], columns: Sequence[str], chosen: Format, objects: Iterable[object]) -> None:
    """Write a list: `objects` as JSON, `rows` as CSV or as a table with `columns`."""
    if chosen is Format.json:
        write_json(objects, sys.stdout)
    elif chosen is Format.csv:
        write_csv(rows, columns, sys.stdout)
    else:
        show_table(rows, columns)


def show_table(rows: Iterable[Row], columns: Sequence[str], title: str = "") -> None:
    """Rows in aligned columns with the sentence beneath; one that several rows share stands once, under the last."""
    listed, out = list(rows), console()
    if title:
        out.print(cell(title), style="bold")
    if not listed:
        out.print("[dim]nothing on record[/dim]")
        return
    shown = [c for c in columns if c != "sentence" and any(row.get(c) not in (None, "") for row in listed)]
    widths = fitted([max(len(c), *(cell(row.get(c)).cell_len for row in listed)) for c in shown], out.width)
    out.print(aligned([dict(zip(shown, shown, strict=True))], shown, widths), style="dim")
    for sentence, together in groupby(listed, key=lambda row: row.get("sentence")):
        out.print(aligned(together, shown, widths))
        if sentence:
            out.print(Padding(cell(sentence), (0, 0, 0, 4)), style="dim italic")


def aligned(rows: Iterable[Row], columns: Sequence[str], widths: Sequence[int]) -> Table:
    """Rows in columns of these widths; what is longer is folded, never cut."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, GAP, 0, 0))
    for column, width in zip(columns, widths, strict=True):
        table.add_column(justify="right" if column in NUMERIC else "left", width=width, overflow="fold")
    for row in rows:
        table.add_row(*(cell(row.get(column)) for column in columns))
    return table


def fitted(widths: Sequence[int], room: int) -> list[int]:
    """The widths such that all fit into `room` characters: the widest give first, none below `NARROWEST`."""
    kept = [min(width, WIDEST) for width in widths]
    while sum(kept) + GAP * len(kept) > room and max(kept) > NARROWEST:
        kept[kept.index(max(kept))] -= 1
    return kept


def cell(value: object) -> Text:
    """A cell; story text is never read as markup, and control characters never reach the terminal."""
    if value is None:
        return Text("")
    text = "; ".join(str(item) for item in value) if isinstance(value, (list, tuple)) else str(value)
    return Text("".join(c if c.isprintable() or c in "\n " else "\N{REPLACEMENT CHARACTER}" for c in text))
