"""`onrecord problems`: what could not be read, and why."""

from __future__ import annotations

from dataclasses import asdict

import onrecord
from onrecord.cli import options as o
from onrecord.cli.output import show

COLUMNS = ("where", "what", "story")


def problems(ledger: o.Ledger = o.DEFAULT_LEDGER, output: o.FormatOption = o.Format.table) -> None:
    """List what could not be read, where, and what to do about it."""
    with onrecord.open(ledger, create=False) as record:
        rows = [asdict(problem) for problem in record.problems()]
    show(rows, COLUMNS, output, rows)
