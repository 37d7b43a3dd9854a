"""`onrecord series`: figures over time, totals, increments, limits and stocks apart, with the sentence behind each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import typer
from rich.padding import Padding

import onrecord
from onrecord.api.charts import Findings, by_series, change_text, chart_of, counts, drawable
from onrecord.cli import options as o
from onrecord.cli.filters import claim_filter
from onrecord.cli.output import cell, console, show, show_table
from onrecord.exports.chart import ChartError, draw
from onrecord.exports.rows import Row, figure_text, interval_text, one_line, plain
from onrecord.linking.findings import Finding
from onrecord.linking.series import Point, Series
from onrecord.linking.validate import findings
from onrecord.model import Interval

NO_FINDINGS: Findings = MappingProxyType({})
MOST_SENTENCES = 4  # under a finding; JSON has all

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
    chart: Annotated[Path | None, typer.Option(help="Draw it into this file, .svg or .png.")] = None,
    output: o.FormatOption = o.Format.table,
) -> None:
    """Show figures over time, and what checking them found. Changes and findings are computed, all else published."""
    wanted = claim_filter(
        measure=measure, place=place, speaker=speaker, outlet=outlet, since=since, until=until, as_of=as_of
    )
    with onrecord.open(ledger, create=False) as record:
        every = record.series(wanted)
    found = [s for s in every if mode in (None, s.key.mode) and named(s, words or [])][:limit]
    by_key = by_series(findings(every))
    if chart:
        draw_series(found, by_key, chart)
    elif output is o.Format.table:
        show_series(found, by_key)
    else:
        objects = ({"name": s.key.name, **plain(s), "findings": finding_objects(by_key, s)} for s in found)
        show(csv_rows(found), CSV_COLUMNS, output, objects)


def draw_series(found: Sequence[Series], by_key: Findings, path: Path) -> None:
    """Draw the fullest count among the series, and say what was drawn."""
    try:
        drawn = chart_of(found, by_key)
        draw(drawn, path)
    except ChartError as error:
        raise typer.BadParameter(str(error), param_hint="--chart") from None
    others = len(counts(drawable(found))) - 1
    left = f" ({others} other counts are not drawn: name one with words of it)" if others else ""
    console().print(cell(f"{path}: {drawn.title}{left}"))


def named(found: Series, words: Sequence[str]) -> bool:
    """True where every word stands in the series' name."""
    return all(word.casefold() in found.key.name.casefold() for word in words)


def show_series(found: Sequence[Series], by_key: Findings = NO_FINDINGS) -> None:
    """A table for each series under its name, with its findings beneath."""
    if not found:
        console().print("[dim]no series on record that match[/dim]")
    for number, one in enumerate(found):
        if number:
            console().print()
        show_table((point_row(point) for point in one.points), COLUMNS, one.key.name)
        for finding in by_key.get(one.key, ()):
            show_finding(finding)


def show_finding(finding: Finding) -> None:
    """A finding on one line, marked, with the sentences that it rests on."""
    style = "dim" if finding.is_note else "bold yellow"
    line = f"{'·' if finding.is_note else '!'} {finding.day}  {finding.kind}: {finding.message}"
    console().print(Padding(cell(line), (0, 0, 0, 2)), style=style)
    for sentence in finding.sentences[:MOST_SENTENCES]:
        console().print(Padding(cell(one_line(sentence)), (0, 0, 0, 6)), style="dim italic")


def finding_objects(by_key: Findings, one: Series) -> list[Row]:
    """The findings of a series for JSON: the claims by id."""
    return [
        {
            "kind": f.kind, "note": f.is_note, "day": f.day, "message": f.message, "difference": f.difference,
            "suggestion": f.suggestion, "claims": list(f.claims), "sentences": list(f.sentences),
        }
        for f in by_key.get(one.key, ())
    ]  # fmt: skip


def point_row(point: Point) -> Row:
    """One point on one line."""
    return {
        "known": point.known[:16] if point.is_dated else "undated",
        "number": figure_text(point.low, point.high, point.bound, point.claims[0].quote),
        "change": change_text(point.change),
        "period": interval_text(Interval(point.begin, point.end)),
        "outlets": len({entry.story.outlet or entry.story.id for entry in point.claims}),
        "sentence": one_line(point.claims[0].sentence),
    }


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
