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
from onrecord.exports.rows import CLAIM_COLUMNS, Row, claim_flat, claim_object, claim_row
from onrecord.model import Sourced

COLUMNS = ("published", "kind", "what", "value", "status", "when", "where", "speaker", "outlet", "sentence")
SHORT = 8  # characters of an id in a table


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
    confidence_below: o.Below = None,
    limit: o.Limit = None,
    output: o.FormatOption = o.Format.table,
) -> None:
    """List claims: figures, events and statements, with speaker, place, date and sentence."""
    wanted = claim_filter(
        text=text, kind=kind.value if kind else None, measure=measure, mode=mode, type=event_type, status=status,
        place=place, speaker=speaker, outlet=outlet, since=since, until=until, as_of=as_of, limit=limit,
        confidence_below=confidence_below,
    )  # fmt: skip
    with onrecord.open(ledger, create=False) as record:
        if output is o.Format.json:
            show((), COLUMNS, output, (claim_object(entry) for entry in record.claims(wanted)))
        elif output is o.Format.csv:
            show(map(claim_flat, record.claims(wanted)), CLAIM_COLUMNS, output, ())
        else:
            rows = map(sure_row, record.claims(wanted))
            columns = COLUMNS if confidence_below is None else ("id", "confidence", *COLUMNS)
            show_table(quiet(row | {"id": short(row["id"])} for row in rows), columns)


def sure_row(entry: Sourced) -> Row:
    """A claim on one line, with how sure its rule is."""
    return claim_row(entry) | {"confidence": f"{entry.claim.confidence:.2f}"}


def short(claim: str) -> str:
    """The beginning of an id, which names the claim wherever it fits no other."""
    return claim[:SHORT]


def quiet(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows for people: a status only where the thing did not simply happen, a statement's beginning (it is beneath)."""
    for row in rows:
        status = "" if row["status"] == "occurred" else row["status"]
        value = shorten(row["value"], 44, placeholder=" …") if row["kind"] == "statement" else row["value"]
        yield {**row, "status": status, "value": value}
