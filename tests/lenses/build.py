"""Cases by hand."""

from __future__ import annotations

from onrecord.linking.cases import ReportCase
from onrecord.model import Sourced


def case(*entries: Sourced, days: tuple[str, ...] = ()) -> ReportCase:
    """The claims as reports of one thing."""
    voices = tuple(entry.speaker or entry.story.outlet or "" for entry in entries)
    return ReportCase("killed, new, Gaza Strip", "2026-02-02", days, entries, voices)
