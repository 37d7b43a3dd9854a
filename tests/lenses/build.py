"""Cases by hand."""

from __future__ import annotations

from onrecord.linking.cases import ReportCase
from onrecord.linking.series import SeriesKey
from onrecord.model import Sourced


def case(*entries: Sourced, days: tuple[str, ...] = ()) -> ReportCase:
    """The claims as reports of one thing."""
    voices = tuple(entry.speaker or entry.story.outlet or "" for entry in entries)
    key = SeriesKey("killed", "new", "Gaza Strip", None, None, None, None)
    begin = days[0] if days else None
    return ReportCase(key, "2026-02-02", "2026-02-02", begin, None, days, entries, voices)
