"""`onrecord claims`: what is on record, each entry with its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import shorten
from typing import Annotated

import typer

import onrecord
from onrecord.cli import options as o
from onrecord.cli.filters import claim_filter
from onrecord.cli.output import show, show_table
from onrecord.exports.rows import Row, claim_object, claim_row

COLUMNS = ("published", "kind", "what", "value", "status", "when", "where", "speaker", "outlet", "sentence")
CSV_COLUMNS = (
    "id", "published", "kind", "what", "value", "status", "from", "to", "where", "speaker", "outlet", "sentence",
)  # fmt: skip


def claims(
    text: Annotated[str | None, typer.Argument(help="Only claims whose sentence contains this.")] = None,
    ledger: o.Ledger = o.DEFAULT_LEDGER,
    kind: o.KindOption = None,
    measure: o.Measure = None,
    mode: o.ModeOption = None,
    event_type: o.Type = None,
    status: o.StatusOption = None,
    place: o.PlaceOption = None,
    speaker: o.SpeakerOption = None,
    outlet: o.Outlet = None,
    since: o.Since = None,
    until: o.Until = None,
    as_of: o.AsOf = None,
    limit: o.Limit = None,
    output: o.FormatOption = o.Format.table,
) -> None:
    """List claims: figures, events and statements, with speaker, place, date and sentence."""
    wanted = claim_filter(
        text=text, kind=kind.value if kind else None, measure=measure, mode=mode, type=event_type, status=status,
        place=place, speaker=speaker, outlet=outlet, since=since, until=until, as_of=as_of, limit=limit,
    )  # fmt: skip
    with onrecord.open(ledger, create=False) as record:
        if output is o.Format.json:
            show((), COLUMNS, output, (claim_object(entry) for entry in record.claims(wanted)))
        else:
            rows = (claim_row(entry) for entry in record.claims(wanted))
            if output is o.Format.csv:
                show(rows, CSV_COLUMNS, output, ())
            else:
                show_table(quiet(rows), COLUMNS)


def quiet(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows for people: a status only where the thing did not simply happen, a statement's beginning (it is beneath)."""
    for row in rows:
        status = "" if row["status"] == "occurred" else row["status"]
        value = shorten(row["value"], 44, placeholder=" …") if row["kind"] == "statement" else row["value"]
        yield {**row, "status": status, "value": value}
