"""Options that several commands share."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Annotated

import typer

from onrecord.settings import Settings

Ledger = Annotated[
    str,
    typer.Option(
        "--ledger",
        "-l",
        envvar="ONRECORD_LEDGER",
        help="The ledger: a file, or postgresql+psycopg://user@host/database.",
    ),
]
DEFAULT_LEDGER = "onrecord.db"


class Format(StrEnum):
    """How a list is written."""

    table = "table"
    json = "json"
    csv = "csv"


class Kind(StrEnum):
    """The kinds of claim."""

    figure = "figure"
    event = "event"
    statement = "statement"


class Verdict(Enum):
    """What a person may say of a claim."""

    accept = "accept"
    reject = "reject"
    correct = "correct"
    merge = "merge"
    split = "split"
    undo = "undo"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="table for people, json or csv for machines.")]
KindOption = Annotated[Kind | None, typer.Option(help="Only claims of this kind.")]
Measure = Annotated[str | None, typer.Option(help="Only figures of this measure: killed, injured, crossed, …")]
ModeOption = Annotated[str | None, typer.Option("--mode", help="Only figures so counted: total, new, limit, standing.")]
Type = Annotated[
    str | None, typer.Option("--type", help="Only events and statements of this PLOVER type, or OPEN, CLOSE.")
]
StatusOption = Annotated[
    str | None, typer.Option("--status", help="Only claims of this status: occurred, announced, …")
]
PlaceOption = Annotated[str | None, typer.Option("--place", help="Only claims about a place with this in its name.")]
SpeakerOption = Annotated[str | None, typer.Option("--speaker", help="Only what a speaker with this name says.")]
Outlet = Annotated[str | None, typer.Option(help="Only stories of this outlet.")]
Since = Annotated[str | None, typer.Option(help="Only what is true of this day (ISO date) or later.")]
Until = Annotated[str | None, typer.Option(help="Only what is true of days before this one (ISO date).")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="As known then: an ISO date (its end) or date-time; later news is ignored."),
]
Below = Annotated[
    float | None,
    typer.Option("--confidence-below", min=0, max=1, help="Only claims whose rule is less sure; the least sure first."),
]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many rows.")]
Pipeline = Annotated[
    str, typer.Option("--pipeline", envvar="ONRECORD_PIPELINE", help="The spaCy English pipeline package that parses.")
]
DEFAULT_PIPELINE = Settings().pipeline
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help="Processes that read side by side.")]
