"""The addresses of pages that several pages lead to."""

from __future__ import annotations

from urllib.parse import quote, urlencode

LONGEST = 200  # characters of a name that an address takes


def claims_address(place: str) -> str:
    """All claims of a place."""
    return f"/claims?{urlencode({'place': place[:LONGEST]}, errors='replace')}"


def site_address(name: str) -> str:
    """The page of a site."""
    return f"/site/{quote(name[:LONGEST], safe='', errors='replace')}"


def series_query(measure: str, place: str | None, mode: str | None = None) -> str:
    """The query, behind /series/show, for the series of a measure and place."""
    fields = {"measure": measure, "mode": mode, "place": (place or "")[:LONGEST]}
    return urlencode({name: value for name, value in fields.items() if value}, errors="replace")


def series_address(measure: str, place: str | None, mode: str | None = None) -> str:
    """The page of the series of a measure and place."""
    return f"/series/show?{series_query(measure, place, mode)}"
