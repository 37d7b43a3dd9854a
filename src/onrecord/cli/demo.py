"""`onrecord demo`: the main job on the stories that ship with Onrecord."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer
from rich.rule import Rule

import onrecord
from onrecord.api import Record
from onrecord.api.charts import by_series
from onrecord.cli.claims import COLUMNS as CLAIM_COLUMNS
from onrecord.cli.claims import quiet
from onrecord.cli.output import console, show_table
from onrecord.cli.plans import COLUMNS as PLAN_COLUMNS
from onrecord.cli.plans import dated
from onrecord.cli.plans import rows as plan_rows
from onrecord.cli.read import summary
from onrecord.cli.series import named, show_series
from onrecord.cli.site import COLUMNS as SITE_COLUMNS
from onrecord.cli.site import state_rows
from onrecord.cli.story import show_story
from onrecord.exports.rows import claim_row
from onrecord.linking.validate import findings

DEMO_LEDGER = Path("demo.db")
SITE, TALKS = "Rafah crossing", "Istanbul"
TOLL = ("killed", "total", "since", "health")


def demo(
    ledger: Annotated[Path, typer.Option("--ledger", "-l", help="The ledger file of the demo.")] = DEMO_LEDGER,
) -> None:
    """Read the stories that ship with Onrecord into a ledger and question it."""
    with onrecord.open(ledger) as record:
        with as_file(files("onrecord.demo") / "stories.jsonl") as stories:
            heading(f"onrecord read stories.jsonl --ledger {ledger}")
            report = record.read(stories)
        console().print(summary(report, record.location))
        show_all(record, ledger)
    console().print()
    console().print(f"The same in a browser, each number with its sentence: onrecord serve --ledger {ledger}")


def show_all(record: Record, ledger: Path) -> None:
    """Claims, series, plans, a site and a story of the demo."""
    heading(f"onrecord claims --measure killed --mode new --limit 8 --ledger {ledger}")
    newest = list(record.claims(measure="killed", mode="new", limit=8))
    show_table(quiet(claim_row(entry) for entry in newest), CLAIM_COLUMNS)
    heading(f"onrecord series {' '.join(TOLL)} --ledger {ledger}")
    every = record.series()
    toll = [one for one in every if named(one, TOLL)]
    show_series(toll, by_series(findings(every)))
    heading(f"onrecord plans --type CONSULT --place {TALKS} --ledger {ledger}")
    show_table(plan_rows(dated(record.plans(type="CONSULT", place=TALKS))), PLAN_COLUMNS)
    heading(f'onrecord site "{SITE}" --ledger {ledger}')
    show_table(state_rows(record.site(SITE)), SITE_COLUMNS)
    told = [entry for one in toll for point in one.points for entry in point.claims if entry.published.value]
    if told:
        latest = max(told, key=lambda entry: entry.known).story.id
        heading(f"onrecord story {latest[:8]} --ledger {ledger}")
        show_story(record.story(latest))


def heading(command: str) -> None:
    """The command that shows what follows."""
    console().print()
    console().print(Rule(f"$ {command}", align="left", style="bold"))
