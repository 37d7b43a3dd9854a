"""Parameters that many addresses share, checked where they come in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import Query
from pydantic import AfterValidator

MOST_PAGES = 2000
PAGE_ROWS = 50


def moment(value: str) -> str:
    """An ISO date or date-time, written plainly; ValueError says what is wrong."""
    try:
        if len(value) <= 10:
            return date.fromisoformat(value).isoformat()
        found = datetime.fromisoformat(value)
        return (found.astimezone(UTC) if found.tzinfo else found).isoformat()
    except (ValueError, OverflowError):
        raise ValueError(f"{value!r} is not an ISO date such as 2026-02-02 or 2026-02-02T18:00") from None


def empty_is_none(value: str | None) -> str | None:
    """A field of a form that was left empty asks for nothing."""
    return value or None


def moment_or_none(value: str | None) -> str | None:
    """An ISO date or date-time; an empty field is none."""
    return moment(value) if value else None


def day_or_none(value: str | None) -> str | None:
    """An ISO date; an empty field is none."""
    if not value:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise ValueError(f"{value!r} is not an ISO date such as 2026-02-02") from None


Some = Annotated[str | None, Query(max_length=200), AfterValidator(empty_is_none)]
"""A word or name to look for; left empty it restricts nothing."""
AsOf = Annotated[str | None, Query(max_length=40), AfterValidator(moment_or_none)]
"""As known then: an ISO date (its end) or date-time."""
Moment = AsOf
Day = Annotated[str | None, Query(max_length=10), AfterValidator(day_or_none)]
"""An ISO date."""
Page = Annotated[int, Query(ge=1, le=MOST_PAGES, alias="page")]
"""The number of a page of a long list, from 1; it is called `page` in the address."""
