"""`onrecord story`: a story with the evidence of its claims highlighted, and its claims below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.text import Text

import onrecord
from onrecord.api import StoryView
from onrecord.cli import options as o
from onrecord.cli.claims import quiet
from onrecord.cli.output import cell, console, show, show_table
from onrecord.exports.rows import claim_object, claim_row
from onrecord.model import Field, Sourced

STYLES = {"figure": "bold black on yellow", "event": "bold white on blue", "statement": "underline"}
BRACKETS = {"figure": ("[", "]"), "event": ("<", ">")}
COLUMNS = ("kind", "what", "value", "status", "when", "where", "speaker")


def story(
    reference: Annotated[str, typer.Argument(help="The story's id, the start of it, or the source's own id.")],
    ledger: o.Ledger = o.DEFAULT_LEDGER,
    output: o.FormatOption = o.Format.table,
) -> None:
    """Show a story with its claims' evidence highlighted."""
    with onrecord.open(ledger, create=False) as record:
        view = record.story(reference)
    if output is o.Format.table:
        show_story(view)
        return
    rows = (claim_row(entry) for entry in view.claims)
    show(rows, ("id", *COLUMNS, "sentence"), output, [story_object(view)])


def story_object(view: StoryView) -> dict[str, object]:
    """The story whole, with its claims."""
    story, published = view.row.story, view.row.published
    return {
        "id": story.id,
        "key": story.key,
        "title": story.title,
        "text": story.text,
        "outlet": story.outlet,
        "url": story.url,
        "published": {"value": published.value, "how": published.how, "why": published.why},
        "recorded": view.row.recorded,
        "claims": [claim_object(entry) for entry in view.claims],
    }


def show_story(view: StoryView) -> None:
    """The text with highlights, what is known of it, and its claims."""
    out, row = console(), view.row
    colour = out.is_terminal and not out.no_color
    title = highlighted(row.story.title, view.claims, "title", colour=colour)
    out.print(title if row.story.title else Text("(no headline)"))
    published = row.published
    line = f"{row.story.outlet or 'outlet unknown'} · {published.value or 'undated'} ({published.how}: {published.why})"
    out.print(cell(line), style="dim")
    out.print()
    out.print(highlighted(row.story.text, view.claims, "text", colour=colour))
    out.print()
    out.print(legend(row.story.id, colour=colour))
    show_table(quiet(claim_row(entry) for entry in view.claims), COLUMNS)


def legend(story: str, *, colour: bool) -> Text:
    """What the highlights mean, and the story's id."""
    if not colour:
        return Text("".join(f"{a}{kind}{b}  " for kind, (a, b) in BRACKETS.items()) + f"story {story}")
    parts = [piece for kind, style in STYLES.items() for piece in ((kind, style), "  ")]
    return Text.assemble(*parts, (f"story {story}", "dim"))


def highlighted(text: str, claims: Sequence[Sourced], field: Field, *, colour: bool) -> Text:
    """The text with every claim's mark styled by kind, or in brackets where there is no colour.

    Statements are styled first, so that the figures and events in them show; they have no brackets, which would nest.
    """
    shown = cell(text)  # the same length as the text: every character that may not be shown is replaced by one
    marks = [(entry.claim.kind, entry.claim.mark) for entry in claims if entry.claim.mark.field == field]
    if colour:
        for kind in ("statement", "event", "figure"):
            for mark in (mark for of, mark in marks if of == kind):
                shown.stylize(STYLES[kind], mark.start, mark.end)
        return shown
    plain = shown.plain
    for kind, mark in sorted(set(marks), key=lambda m: -m[1].start):
        if kind in BRACKETS:
            before, after = BRACKETS[kind]
            plain = f"{plain[: mark.start]}{before}{plain[mark.start : mark.end]}{after}{plain[mark.end :]}"
    return Text(plain)
