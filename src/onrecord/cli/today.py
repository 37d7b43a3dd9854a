"""`onrecord today`: what has become known since a day - figures, plans, revisions, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import typer

import onrecord
from onrecord.api import Briefing
from onrecord.cli import options as o
from onrecord.cli.filters import moment
from onrecord.cli.output import console, show, show_table
from onrecord.cli.plans import COLUMNS as PLAN_COLUMNS
from onrecord.cli.plans import occasion_row
from onrecord.exports.rows import Row, figure_text, interval_text, one_line, plain
from onrecord.linking.brief import Dispute, NewFigure, most_told
from onrecord.linking.findings import Finding, signed
from onrecord.linking.points import Point, figure_value
from onrecord.model import Interval

MOST = 12  # of each list in a table; JSON has all
COLUMNS = ("number", "change", "what", "period", "known", "carried by", "sentence")
FINDING_COLUMNS = ("day", "finding", "series", "message", "sentence")
DISPUTE_COLUMNS = ("day", "what", "number", "who", "sentence")
REVISION_COLUMNS = ("known", "outlet", "story", "sentence")
PLANS = {
    "changed": "Plans that changed", "passed": "Date passed, nothing reported", "coming": "Plans of the next 14 days",
    "held": "Took place as announced", "later": "Newly announced, further ahead or without a date",
}  # fmt: skip


def today(
    ledger: o.Ledger = o.DEFAULT_LEDGER,
    since: Annotated[
        str | None,
        typer.Option(help="Known on this day (ISO date) or later; default: from the day before the newest on record."),
    ] = None,
    as_of: o.AsOf = None,
    judged: Annotated[
        str | None, typer.Option("--today", help="The day that plans are judged from; default: --as-of, or now.")
    ] = None,
    output: o.FormatOption = o.Format.table,
) -> None:
    """Show what is new since a day: figures with their change, plans, revisions, and what the checks found."""
    begin, end, day = moment("since", since), moment("as-of", as_of), moment("today", judged)
    with onrecord.open(ledger, create=False) as record:
        first = begin or record.first_day(as_of=end, today=day)[0]
        made = record.brief(first, as_of=end, today=day)
    if output is o.Format.table:
        show_brief(made)
    else:
        show(map(figure_row, made.brief.figures), COLUMNS, output, [brief_object(made)])


def show_brief(made: Briefing) -> None:
    """A table for each part of the brief that holds something."""
    brief, out = made.brief, console()
    told = ", ".join(f"{name or 'outlet unknown'} {count}" for name, count in list(made.outlets.items())[:MOST])
    out.print(f"New since {brief.since}: {made.stories} stories{f' ({told})' if told else ''}", markup=False)
    increments = [one for one in brief.figures if one.key.mode == "new"]
    others = [one for one in brief.figures if one.key.mode != "new"]
    alarms = [one for one in brief.findings if not one.is_note]
    notes = [one for one in brief.findings if one.is_note]
    part("To check", map(finding_row, alarms), FINDING_COLUMNS)
    part("Disputes", (row for one in brief.disputes for row in dispute_rows(one)), DISPUTE_COLUMNS)
    part("Increments", map(figure_row, increments), COLUMNS)
    part("Totals, standing counts and limits (changes are computed)", map(figure_row, others), COLUMNS)
    for name, title in PLANS.items():
        part(title, map(occasion_row, most_told(getattr(brief.plans, name), MOST)), PLAN_COLUMNS)
    part("Corrections", revision_rows(made), REVISION_COLUMNS)
    part("Notes on series", map(finding_row, notes), FINDING_COLUMNS)


def part(title: str, rows: Iterable[Row], columns: tuple[str, ...]) -> None:
    """One table under its title; nothing where it would be empty."""
    listed = list(rows)
    if listed:
        console().print()
        left = f" ({len(listed) - MOST} more in --format json)" if len(listed) > MOST else ""
        show_table(listed[:MOST], columns, title + left)


def figure_row(one: NewFigure) -> Row:
    """A series with its newest value."""
    entry = one.point.claims[0]
    return {
        "number": value_text(one.point),
        "change": signed(one.point.change) if one.point.change is not None else "",
        "what": one.key.name,
        "period": interval_text(Interval(one.point.begin, one.point.end)),
        "known": one.point.known[:10] if one.point.is_dated else "undated",
        "carried by": ", ".join(one.outlets),
        "sentence": one_line(entry.sentence),
    }


def value_text(point: Point) -> str:
    """The value as people write it."""
    return figure_text(point.low, point.high, point.bound, point.claims[0].quote)


def finding_row(one: Finding) -> Row:
    """A finding with its newest sentence."""
    return {
        "day": one.day, "finding": one.kind, "series": one.key.name, "message": one.message,
        "sentence": one_line(one.sentences[-1]) if one.sentences else "",
    }  # fmt: skip


def dispute_rows(one: Dispute) -> Iterator[Row]:
    """Each body's number of a dispute."""
    for voice in one.voices:
        value = figure_value(voice.entry)
        number = figure_text(value.low, value.high, value.bound, voice.entry.quote)
        yield {
            "day": one.day, "what": one.name, "number": number, "who": voice.name,
            "sentence": one_line(voice.entry.sentence),
        }  # fmt: skip


def revision_rows(made: Briefing) -> Iterator[Row]:
    """The stories that correct or replace others, with the first figure that changed."""
    for one in made.corrected:
        sentence = one.figures[0][1].sentence if one.figures else ""
        yield {
            "known": one.row.known[:10], "outlet": one.row.story.outlet or "", "story": one_line(one.row.story.title),
            "sentence": one_line(sentence),
        }  # fmt: skip


def brief_object(made: Briefing) -> dict[str, Any]:
    """The whole brief as plain objects."""
    corrected = (
        {"story": one.row.id, "title": one.row.story.title, "replaces": one.replaces, "figures": plain(one.figures)}
        for one in made.corrected
    )
    return {
        **plain(made.brief), "stories": made.stories, "outlets": dict(made.outlets), "corrected": list(corrected),
        "is_cut": made.is_cut,
    }  # fmt: skip
