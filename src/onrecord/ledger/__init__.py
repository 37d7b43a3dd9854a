"""The ledger: stories, claims, reviews, runs and problems, on disk. Only truth is stored, nothing derived."""

from __future__ import annotations

from onrecord.ledger.codec import StoryRow
from onrecord.ledger.errors import (
    AmbiguousId,
    LedgerCorrupt,
    LedgerError,
    LedgerLocked,
    LedgerMissing,
    LedgerReadOnly,
    LedgerTooNew,
    NotOnRecord,
)
from onrecord.ledger.filters import ClaimFilter, StoryFilter
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.query import Run, Standing
from onrecord.ledger.standing import Case, Decide
from onrecord.ledger.store import Entry, Recorded, Reviewed
from onrecord.ledger.summary import Group, SiteName

__all__ = [
    "AmbiguousId",
    "Case",
    "ClaimFilter",
    "Decide",
    "Entry",
    "Group",
    "Ledger",
    "LedgerCorrupt",
    "LedgerError",
    "LedgerLocked",
    "LedgerMissing",
    "LedgerReadOnly",
    "LedgerTooNew",
    "NotOnRecord",
    "Recorded",
    "Reviewed",
    "Run",
    "SiteName",
    "Standing",
    "StoryFilter",
    "StoryRow",
]
