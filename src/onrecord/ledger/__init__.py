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
from onrecord.ledger.ledger import Entry, Ledger
from onrecord.ledger.query import Run
from onrecord.ledger.store import Recorded

__all__ = [
    "AmbiguousId",
    "ClaimFilter",
    "Entry",
    "Ledger",
    "LedgerCorrupt",
    "LedgerError",
    "LedgerLocked",
    "LedgerMissing",
    "LedgerReadOnly",
    "LedgerTooNew",
    "NotOnRecord",
    "Recorded",
    "Run",
    "StoryFilter",
    "StoryRow",
]
