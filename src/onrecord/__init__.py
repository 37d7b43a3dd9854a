"""Onrecord reads news-wire stories and keeps the record: who said what, when, about when and where, and how many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.api import Record, annotate, open  # noqa: A004
    from onrecord.settings import Settings

__all__ = ["Record", "Settings", "annotate", "open"]


def __getattr__(name: str) -> Any:
    """Import the API when it is first asked for, so that importing a part does not load the whole."""
    if name == "Settings":
        from onrecord import settings

        return settings.Settings
    if name in __all__:
        from onrecord import api

        return getattr(api, name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
