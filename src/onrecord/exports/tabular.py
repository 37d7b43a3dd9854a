"""Rows as JSON or CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from typing import TextIO

from onrecord.exports.rows import Row, number

# A cell that a spreadsheet would run as a formula; it is written behind an apostrophe (OWASP, "CSV injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_json(rows: Iterable[object], out: TextIO) -> None:
    """A JSON array, an element a line, written as the rows come."""
    out.write("[")
    for index, row in enumerate(rows):
        out.write(",\n " if index else "\n ")
        out.write(json.dumps(row, ensure_ascii=False))
    out.write("\n]\n")


def write_csv(rows: Iterable[Row], columns: Sequence[str], out: TextIO) -> None:
    """CSV as RFC 4180 with a header line; lists are joined by "; "."""
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row.get(column)) for column in columns])


def cell(value: object) -> object:
    """A value as one cell."""
    if isinstance(value, float):
        return number(value)
    if isinstance(value, (list, tuple)):
        value = "; ".join(str(item) for item in value)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return "" if value is None else value
