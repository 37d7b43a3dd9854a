"""`onrecord plans`: what is to come, what came of it, what was moved or dropped."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Annotated, get_args

import typer

import onrecord
from onrecord.cli import options as o
from onrecord.cli.filters import claim_filter, moment
from onrecord.cli.output import show
from onrecord.exports.rows import Row, interval_text, one_line, plain
from onrecord.linking.threads import Occasion, State, Thread

OVERDUE = "overdue"  # what people call it
STATES: dict[str, str] = {state: state for state in get_args(State)} | {OVERDUE: "date passed, nothing reported"}
COLUMNS = ("date", "what", "who", "where", "state", "round", "announced by", "outcome", "sentence")


def plans(
    ledger: o.Ledger = o.DEFAULT_LEDGER,
    event_type: o.Type = None,
    place: o.PlaceOption = None,
    speaker: o.SpeakerOption = None,
    outlet: o.Outlet = None,
    since: o.Since = None,
    until: o.Until = None,
    as_of: o.AsOf = None,
    state: Annotated[
        list[str] | None,
        typer.Option(help="Only what is planned, postponed, cancelled, “did not happen”, overdue, …; may be repeated."),
    ] = None,
    today: Annotated[
        str | None, typer.Option(help="The day that plans are judged from; default: --as-of, or now.")
    ] = None,
    limit: o.Limit = None,
    output: o.FormatOption = o.Format.table,
) -> None:
    """Show processes: rounds of talks, exchanges, visits - planned, happened, postponed, cancelled, or silent."""
    states = {known(one) for one in state or ()}
    wanted = claim_filter(type=event_type, place=place, speaker=speaker, outlet=outlet, as_of=as_of)
    with onrecord.open(ledger, create=False) as record:
        found = record.plans(wanted, today=moment("today", today))
    kept = dated(found, since, until, states)[:limit]
    show(rows(kept), COLUMNS, output, (plain(thread) for thread in kept))


def known(state: str) -> str:
    """The state of that name; a usage error names those that there are."""
    folded = " ".join(state.lower().replace("_", " ").split())
    if folded not in STATES:
        raise typer.BadParameter(f"{state!r} is none of {', '.join(STATES)}", param_hint="--state")
    return STATES[folded]


def dated(
    found: Sequence[Thread], since: str | None = None, until: str | None = None, states: Collection[str] = ()
) -> list[Thread]:
    """The threads with those of their occasions that lie in the asked interval and are in one of `states`, or any.

    Threads without any are left out; the one whose first occasion is earliest comes first.
    """

    def wanted(occasion: Occasion) -> bool:
        return between(occasion, since, until) and (not states or occasion.state in states)

    kept = [replace(thread, occasions=tuple(filter(wanted, thread.occasions))) for thread in found]
    return sorted((thread for thread in kept if thread.occasions), key=lambda t: day_order(t.occasions[0]))


def day_order(occasion: Occasion) -> str:
    """By date; what has none comes last."""
    return occasion.when.begin or occasion.when.end or "~"


def between(occasion: Occasion, since: str | None, until: str | None) -> bool:
    """True where the occasion's date lies in the asked interval; one without a date does where none is asked."""
    begin, end = occasion.when.begin, occasion.when.end or occasion.when.begin
    if begin is None or end is None:
        # What happened on no stated date is no plan; what is planned, moved or dropped is one even without a date.
        return since is None and until is None and occasion.state not in ("happened", "under way")
    return (since is None or end > since) and (until is None or begin < until)


def rows(threads: Sequence[Thread]) -> Iterator[Row]:
    """An occasion a line, by date."""
    for occasion in sorted((one for thread in threads for one in thread.occasions), key=day_order):
        yield occasion_row(occasion)


def occasion_row(occasion: Occasion) -> Row:
    """One occasion."""
    outcome = [f"{e.claim.status.replace('_', ' ')}: {e.quote}" for e in occasion.outcome]
    return {
        "date": interval_text(occasion.when) or "undated",
        "what": f"{occasion.type.lower()} ({occasion.claims[0].quote})",
        "who": ", ".join(occasion.participants),
        "where": occasion.place or "",
        "state": occasion.state,
        "round": occasion.round if occasion.round is not None else "",
        "announced by": "; ".join(party[0].name for party in occasion.announced_by),
        "outcome": "; ".join(dict.fromkeys(outcome)),
        "sentence": one_line(occasion.claims[0].sentence),
    }
