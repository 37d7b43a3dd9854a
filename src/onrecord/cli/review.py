"""`onrecord review`: what a person should look at first, a claim whole, and verdicts on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

import onrecord
from onrecord.api import ClaimView, QueueItem, Record, ReviewReport
from onrecord.api.reviews import LONGEST_QUEUE, PAST
from onrecord.cli import options as o
from onrecord.cli.claims import quiet, short, sure_row
from onrecord.cli.filters import claim_filter
from onrecord.cli.output import console, show, show_table
from onrecord.exports.rows import Row, claim_object
from onrecord.model import Review

COLUMNS = ("claim", "what", "value", "status", "when", "where", "speaker", "confidence", "why", "sentence")
REVIEW_COLUMNS = ("review", "at", "by", "verdict", "note", "correction")

Claim = Annotated[str | None, typer.Argument(help="The claim's id, or the start of it; without one, the queue.")]
Verdict = Annotated[o.Verdict | None, typer.Argument(help="What you say of it; without one, the claim is shown.")]
Fields = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FIELD=VALUE]...",
        help="What should stand instead: value=5 place=Gaza for correct, into=CLAIM for merge, review=NUMBER for undo.",
    ),
]
By = Annotated[
    str | None,
    typer.Option("--by", envvar="ONRECORD_REVIEWER", help="Who reviews; the queue leaves out what they have judged."),
]
Given = Annotated[
    str | None,
    typer.Option("--correction", metavar="JSON", help='The same as JSON: {"parts": [{…}, {…}]} for split.'),
]


def review(
    claim: Claim = None,
    verdict: Verdict = None,
    fields: Fields = None,
    ledger: o.Ledger = o.DEFAULT_LEDGER,
    by: By = None,
    note: Annotated[str, typer.Option(help="Why, in your words.")] = "",
    correction: Given = None,
    kind: o.KindOption = None,
    measure: o.Measure = None,
    event_type: o.Type = None,
    place: o.PlaceOption = None,
    confidence_below: o.Below = None,
    limit: Annotated[int, typer.Option(min=1, max=LONGEST_QUEUE, help="At most so many of the queue.")] = 20,
    output: o.FormatOption = o.Format.table,
) -> None:
    """List what to review first, show one claim, or accept, reject, correct, merge, split it; undo takes one back."""
    if verdict is not None and not (by or "").strip():
        raise typer.BadParameter("every review is kept with the name of who gave it: give yours", param_hint="--by")
    wanted = claim_filter(
        kind=kind.value if kind else None, measure=measure, type=event_type, place=place,
        confidence_below=confidence_below,
    )  # fmt: skip
    changes = corrected(fields or (), correction)
    with onrecord.open(ledger, create=False) as record:
        if claim is None:
            show_queue(record.queue(wanted, limit=limit, by=by or None), output)
        elif verdict is None:
            show_claim(record.claim(claim), output)
        else:
            try:
                report = record.review(claim, verdict.value, by or "", note=note, correction=changes)
            except ValueError as error:
                raise typer.BadParameter(str(error), param_hint=verdict.value) from error
            show_report(record, report, output)


def corrected(fields: Sequence[str], given: str | None) -> dict[str, Any] | None:
    """The correction that FIELD=VALUE or JSON stand for; a value that is no JSON is text. None where none is given."""
    if given is not None:
        found = decoded(given)
        if not isinstance(found, dict) or fields:
            raise typer.BadParameter("write a JSON object, and no FIELD=VALUE beside it", param_hint="--correction")
        return found
    changes: dict[str, Any] = {}
    for field in fields:
        name, equals, text = field.partition("=")
        if not (name and equals):
            raise typer.BadParameter(f"{field!r} is no FIELD=VALUE, such as value=5 or place=Gaza")
        if name in changes:
            raise typer.BadParameter(f"{name} is given twice: give it once")
        value = decoded(text)
        changes[name] = text if value is NO_JSON else value
    return changes or None


NO_JSON = object()


def decoded(text: str) -> object:
    """The value that JSON holds; NO_JSON for what is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return NO_JSON


def show_queue(items: Iterable[QueueItem], output: o.Format) -> None:
    """The claims to review with the reasons, what matters most first."""
    listed = list(items)
    if output is o.Format.table:
        show_table(
            quiet(queue_row(one, one.reasons[:1]) | {"claim": short(one.entry.claim.id)} for one in listed), COLUMNS
        )
        return
    rows = (queue_row(one, one.reasons) for one in listed)
    objects = (claim_object(one.entry) | {"reasons": one.reasons, "weight": one.weight} for one in listed)
    show(rows, COLUMNS, output, objects)


def queue_row(one: QueueItem, reasons: Sequence[str]) -> Row:
    """A claim of the queue on one line, with reasons for its place."""
    return sure_row(one.entry) | {"claim": one.entry.claim.id, "why": "; ".join(reasons)}


def show_claim(view: ClaimView, output: o.Format) -> None:
    """A claim, whether it stands, and its reviews."""
    if output is not o.Format.table:
        show([review_row(one) for one in view.reviews], REVIEW_COLUMNS, output, [claim_view_object(view)])
        return
    show_table(quiet([sure_row(view.entry) | {"claim": view.entry.claim.id}]), COLUMNS)
    out = console()
    out.print("It stands." if view.stands else f"It does not stand: {view.why_not}", markup=False)
    for made in view.made:
        out.print(f"A review made of it: {made.claim.id}", markup=False)
    if view.source:
        out.print(f"A review made it of: {view.source.claim.id}", markup=False)
    if view.reviews:
        show_table(map(review_row, view.reviews), REVIEW_COLUMNS)


def show_report(record: Record, report: ReviewReport, output: o.Format) -> None:
    """What a verdict did: what stands through it, and what no longer does."""
    if output is not o.Format.table:
        done = {"review": asdict(report.review), "stands": report.stands, "fallen": report.fallen}
        show([review_row(report.review)], REVIEW_COLUMNS, output, [done])
        return
    given = report.review
    console().print(f"{PAST[given.verdict]}: {given.claim} (review {given.id} by {given.by})", markup=False)
    for key in report.fallen:
        console().print(f"no longer stands: {key}", markup=False)
    if report.stands:
        rows = [sure_row(record.claim(key).entry) | {"claim": key} for key in report.stands]
        show_table(quiet(rows), COLUMNS, "stands now:")


def claim_view_object(view: ClaimView) -> dict[str, Any]:
    """A claim with what reviews made of it, as plain objects."""
    return claim_object(view.entry) | {
        "stands": view.stands, "why_not": view.why_not, "reviews": [asdict(one) for one in view.reviews],
        "made": [one.claim.id for one in view.made], "source": view.source.claim.id if view.source else None,
    }  # fmt: skip


def review_row(one: Review) -> Row:
    """A review on one line."""
    correction = json.dumps(one.correction, ensure_ascii=False) if one.correction else ""
    return {
        "review": one.id, "at": one.at, "by": one.by, "verdict": one.verdict, "note": one.note,
        "correction": correction,
    }  # fmt: skip
