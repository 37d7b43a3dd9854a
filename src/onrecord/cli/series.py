"""`onrecord series`: figures over time, totals, increments, limits and stocks apart, with the sentence behind each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

import onrecord
from onrecord.cli import options as o
from onrecord.cli.filters import claim_filter
from onrecord.cli.output import console, show, show_table
from onrecord.exports.rows import Row, count_text, figure_text, interval_text, one_line, plain
from onrecord.linking.series import Point, Series
from onrecord.model import Interval

COLUMNS = ("known", "number", "change", "period", "outlets", "sentence")
CSV_COLUMNS = (
    "series", "measure", "mode", "place", "of", "direction", "baseline", "speaker", "known", "from", "to", "low",
    "high", "bound", "change", "computed_from", "claims", "sentence",
)  # fmt: skip


def series(
    words: Annotated[list[str] | None, typer.Argument(help="Only series with these words in their name.")] = None,
    ledger: o.Ledger = o.DEFAULT_LEDGER,
    measure: o.Measure = None,
    mode: o.ModeOption = None,
    place: o.PlaceOption = None,
    speaker: o.SpeakerOption = None,
    outlet: o.Outlet = None,
    since: o.Since = None,
    until: o.Until = None,
    as_of: o.AsOf = None,
    limit: o.Limit = None,
    output: o.FormatOption = o.Format.table,
) -> None:
    """Show figures over time. Published numbers stand under value; change is computed from the value before."""
    wanted = claim_filter(
        measure=measure, mode=mode, place=place, speaker=speaker, outlet=outlet, since=since, until=until, as_of=as_of
    )
    with onrecord.open(ledger, create=False) as record:
        found = [s for s in record.series(wanted) if named(s, words or [])][:limit]
    if output is o.Format.table:
        show_series(found)
    else:
        show(csv_rows(found), CSV_COLUMNS, output, ({"name": s.key.name, **plain(s)} for s in found))


def named(found: Series, words: Sequence[str]) -> bool:
    """True where every word stands in the series' name."""
    return all(word.casefold() in found.key.name.casefold() for word in words)


def show_series(found: Sequence[Series]) -> None:
    """A table for each series under its name."""
    if not found:
        console().print("[dim]no series on record that match[/dim]")
    for number, one in enumerate(found):
        if number:
            console().print()
        show_table((point_row(point) for point in one.points), COLUMNS, one.key.name)


def point_row(point: Point) -> Row:
    """One point on one line."""
    return {
        "known": point.known[:16],
        "number": figure_text(point.low, point.high, point.bound, point.claims[0].quote),
        "change": change_text(point.change),
        "period": interval_text(Interval(point.begin, point.end)),
        "outlets": len({entry.story.outlet or entry.story.id for entry in point.claims}),
        "sentence": one_line(point.claims[0].sentence),
    }


def change_text(change: float | None) -> str:
    """A computed change, marked as computed by its sign."""
    if change is None:
        return ""
    return ("+" if change > 0 else "−" if change < 0 else "±") + count_text(abs(change))


def csv_rows(found: Sequence[Series]) -> Iterator[Row]:
    """A row for each point, with its series' key."""
    for one in found:
        for point in one.points:
            yield {
                "series": one.key.name, "measure": one.key.measure, "mode": one.key.mode, "place": one.key.place,
                "of": one.key.of, "direction": one.key.direction, "baseline": one.key.baseline,
                "speaker": one.key.speaker, "known": point.known, "from": point.begin, "to": point.end,
                "low": point.low, "high": point.high, "bound": point.bound, "change": point.change,
                "computed_from": point.computed_from, "claims": [e.claim.id for e in point.claims],
                "sentence": one_line(point.claims[0].sentence),
            }  # fmt: skip
