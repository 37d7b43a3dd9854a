"""Command-line options -> the ledger's filter."""

from __future__ import annotations

from datetime import datetime
from math import nextafter
from typing import get_args

import typer

from onrecord.ledger import ClaimFilter
from onrecord.model import EVENT_TYPES, MEASURES, Mode, Status

KNOWN: dict[str, tuple[str, ...]] = {
    "measure": MEASURES,
    "mode": get_args(Mode),
    "type": EVENT_TYPES,
    "status": get_args(Status),
}


def moment(name: str, value: str | None) -> str | None:
    """The ISO date or date-time that an option gives; a usage error says what is wrong with it."""
    if value is None:
        return None
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(
            f"{value!r} is not an ISO date such as 2026-02-02 or 2026-02-02T18:00", param_hint=f"--{name}"
        ) from None
    return value


def claim_filter(
    *,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    confidence_below: float | None = None,
    **filters: object,
) -> ClaimFilter:
    """The filter of the options that were given; with `confidence_below`, the least sure come first."""
    given = {key: value for key, value in filters.items() if value is not None}
    for name, known in KNOWN.items():
        if name in given and given[name] not in known:
            raise typer.BadParameter(f"{given[name]!r} is none of {', '.join(known)}", param_hint=f"--{name}")
    if confidence_below is not None:
        given |= {"max_confidence": nextafter(confidence_below, -1), "order": "confidence"}  # below, not at it
    return ClaimFilter(
        since=moment("since", since),
        until=moment("until", until),
        as_of=moment("as-of", as_of),
        **given,  # type: ignore[arg-type]
    )
