"""`onrecord lens`: the figures on record as a codebook counts them, its rule beside the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

import onrecord
from onrecord.cli import options as o
from onrecord.cli.filters import claim_filter
from onrecord.cli.output import cell, console, show, show_table
from onrecord.exports.rows import Row, count_text, number, one_line
from onrecord.lenses import LENSES, Coded, LensError, Options
from onrecord.lenses import lens as find_lens

NAMES = ", ".join(one.name for one in LENSES)
COLUMNS = ("day", "reported", "low", "best", "high", "claims", "sentence")
CSV_COLUMNS = (
    "what", "measure", "mode", "place", "of", "day", "from", "to", "reported", "low", "best", "high", "sources",
    "claims", "url", "sentence", "rule",
)  # fmt: skip


def lens(
    name: Annotated[str, typer.Argument(help=f"The codebook: {NAMES}.")],
    words: Annotated[list[str] | None, typer.Argument(help="Only counts with these words in their name.")] = None,
    ledger: o.Ledger = o.DEFAULT_LEDGER,
    by: Annotated[str | None, typer.Option(help="Whose figures: for the lens `published`.")] = None,
    divide: Annotated[bool, typer.Option("--divide", help="acled: spread summary tolls over their days.")] = False,
    measure: o.Measure = None,
    mode: o.ModeOption = None,
    place: o.PlaceOption = None,
    outlet: o.Outlet = None,
    since: o.Since = None,
    until: o.Until = None,
    as_of: o.AsOf = None,
    limit: o.Limit = None,
    output: o.FormatOption = o.Format.table,
) -> None:
    """Show the figures as a codebook counts them: ACLED's lowest, UCDP's low, best and high, or as published by one."""
    wanted = claim_filter(measure=measure, mode=mode, place=place, outlet=outlet, since=since, until=until, as_of=as_of)
    try:
        rule = find_lens(name).rule(Options(by=by, divide=divide))
    except LensError as error:
        raise typer.BadParameter(str(error)) from None
    with onrecord.open(ledger, create=False) as record:
        every = record.lens(name, wanted, by=by, divide=divide)
    found = [one for one in every if all(word.casefold() in one.name.casefold() for word in words or [])][:limit]
    if output is o.Format.table:
        show_coded(found, f"{name}: {rule}")
    else:
        rows = list(csv_rows(found))
        show(rows, CSV_COLUMNS, output, rows)


def show_coded(found: Sequence[Coded], rule: str) -> None:
    """The rule, and a table for each count under its name."""
    console().print(cell(rule), style="italic")
    if not found:
        console().print("[dim]no figures on record that match[/dim]")
    for name in dict.fromkeys(one.name for one in found):
        console().print()
        show_table((coded_row(one) for one in found if one.name == name), COLUMNS, name)


def coded_row(one: Coded) -> Row:
    """One coded number on one line."""
    return {
        "day": one.day,
        "reported": one.case.reported if one.case.reported != one.day else "",
        "low": count_text(one.low) if one.low != one.best else "",
        "best": count_text(one.best),
        "high": count_text(one.high) if one.high != one.best else "",
        "claims": len(one.claims),
        "sentence": one_line(one.claims[0].sentence),
    }


def csv_rows(found: Sequence[Coded]) -> Iterator[Row]:
    """One row a coded number, with the rule and the claims that it comes from."""
    for one in found:
        case = one.case
        yield {
            "what": one.name, "measure": case.measure, "mode": case.mode, "place": case.place, "of": case.of,
            "day": one.day, "from": case.begin, "to": case.end, "reported": case.reported,
            "low": number(one.low), "best": number(one.best), "high": number(one.high), "sources": list(one.sources),
            "claims": [entry.claim.id for entry in one.claims], "url": one.claims[0].story.url,
            "sentence": one_line(one.claims[0].sentence), "rule": one.rule,
        }  # fmt: skip
