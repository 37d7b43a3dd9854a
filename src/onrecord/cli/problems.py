"""`onrecord problems`: what could not be read, and why."""

from __future__ import annotations

from dataclasses import asdict

import onrecord
from onrecord.cli import options as o
from onrecord.cli.claims import SHORT
from onrecord.cli.output import show, show_table

COLUMNS = ("where", "what", "story", "title")


def problems(ledger: o.Ledger = o.DEFAULT_LEDGER, output: o.FormatOption = o.Format.table) -> None:
    """List what could not be read, where, and what to do about it."""
    with onrecord.open(ledger, create=False) as record:
        found = list(record.problems())
        titles = record.titles({problem.story for problem in found if problem.story})
    rows = [asdict(problem) | {"title": titles.get(problem.story or "", "")} for problem in found]
    if output is o.Format.table:
        show_table((row | {"story": (row["story"] or "")[:SHORT]} for row in rows), COLUMNS)
    else:
        show(rows, COLUMNS, output, rows)
