"""`onrecord site`: the state of a crossing, plant, port or front town over time, with its limits and flows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

import onrecord
from onrecord.cli import options as o
from onrecord.cli.filters import claim_filter
from onrecord.cli.output import console, show, show_table
from onrecord.cli.series import point_row
from onrecord.exports.rows import Row, interval_text, one_line, plain
from onrecord.linking.sites import Site, SiteState
from onrecord.linking.stretches import is_dated

COLUMNS = ("date", "state", "words", "how", "status", "outlets", "sentence")
FLOW_COLUMNS = ("flow", "known", "number", "period", "sentence")


def site(
    name: Annotated[str, typer.Argument(help="The site's name, or a part of it.")],
    ledger: o.Ledger = o.DEFAULT_LEDGER,
    speaker: o.SpeakerOption = None,
    outlet: o.Outlet = None,
    since: o.Since = None,
    until: o.Until = None,
    as_of: o.AsOf = None,
    output: o.FormatOption = o.Format.table,
) -> None:
    """Show a site's states over time (open, shut, seized), and the limits and flows reported with it."""
    wanted = claim_filter(speaker=speaker, outlet=outlet, since=since, until=until, as_of=as_of)
    with onrecord.open(ledger, create=False) as record:
        found = record.site(name, wanted)
    if output is not o.Format.table:
        show(state_rows(found), COLUMNS, output, [plain(found)])
        return
    show_table(state_rows(found), COLUMNS, found.name)
    if found.flows:
        console().print()
        show_table(flow_rows(found), FLOW_COLUMNS, "limits and flows")
    elif not found.states:
        console().print(f"[dim]No state of a site named like {name!r} is on record.[/dim]")


def state_rows(found: Site) -> Iterator[Row]:
    """A change of state a line."""
    for state in found.states:
        yield {
            "date": date_text(state),
            "state": state.change,
            "words": state.words,
            "how": state.manner or "",
            "status": state.status,
            "outlets": len({entry.story.outlet or entry.story.id for entry in state.claims}),
            "sentence": one_line(state.claims[0].sentence),
        }


def date_text(state: SiteState) -> str:
    """When the change was; where no date is told, the day of the first story that has one."""
    dated = (entry.known[:10] for entry in state.claims if entry.published.value)
    return interval_text(state.when) or (f"as of {min(dated)}" if is_dated(state) else "undated")


def flow_rows(found: Site) -> Iterator[Row]:
    """A published limit or flow a line."""
    for one in found.flows:
        for point in one.points:
            yield {"flow": one.key.name, **point_row(point)}
