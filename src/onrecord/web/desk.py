"""What the pages work on: the open record, the settings, and results kept until the ledger changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from time import monotonic
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request

from onrecord.api import Record
from onrecord.web.settings import WebSettings

Made = TypeVar("Made")
Version = tuple[int, ...]
"""What `Record.version` gives: the number of changes, and that of the last review."""

MOST_KEPT = 120  # results; each is bounded by what its page shows
DEAR = 0.1  # seconds: what takes less is made anew at once
LONGEST_OLD = 60.0  # seconds that a dear result may be behind the stories that another process reads


@dataclass(frozen=True, slots=True)
class Entry:
    """A kept result: the version it was made from, when (monotonic seconds), what it took, and how to make it."""

    version: Version
    since: float
    took: float
    made: Any
    make: Callable[[], Any]


class Kept:
    """Results by key, each good as long as the ledger's version is the one it was made from; the oldest go first.

    While another process reads stories in, a dear result is shown for up to a minute after it was made, and `refresh`
    makes it anew meanwhile. A review, or a write through this server, is seen at once.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._lock = Lock()
        self._found: OrderedDict[Hashable, Entry] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._expired = 0.0

    def get(self, key: Hashable, version: Version, make: Callable[[], Made]) -> Made:
        """The result of `make` for `key` at `version`: made once, however many ask for it at the same time."""
        found = self._good(key, version)
        if found is None:
            with self._maker(key):
                found = self._good(key, version) or self._put(key, version, make)
        kept: Made = found.made
        return kept

    def holds(self, key: Hashable, version: Version) -> bool:
        """True where the result for `key` at `version` need not be made."""
        return self._good(key, version) is not None

    def expire(self) -> None:
        """From now on show nothing that was made before, unless the ledger is still the same."""
        self._expired = monotonic()

    def refresh(self, version: Version) -> float | None:
        """Make the dear result anew that was asked for last and is out of date; the seconds it took, None for none."""
        with self._lock:
            old = next((k for k, e in reversed(self._found.items()) if e.version != version and e.took >= DEAR), None)
            make = self._found[old].make if old is not None else None
        if make is None:
            return None
        with self._maker(old):
            return self._put(old, version, make).took

    def _good(self, key: Hashable, version: Version) -> Entry | None:
        with self._lock:
            found = self._found.get(key)
            if found is None or not (found.version == version or self._may_be_old(found, version)):
                return None
            self._found.move_to_end(key)
            return found

    def _may_be_old(self, found: Entry, version: Version) -> bool:
        same_reviews = found.version[1:] == version[1:]
        recent = found.since > self._expired and monotonic() - found.since < LONGEST_OLD
        return same_reviews and recent and found.took >= DEAR

    def _maker(self, key: Hashable) -> Lock:
        with self._lock:
            return self._making.setdefault(key, Lock())

    def _forget(self, key: Hashable) -> None:
        with self._lock:
            self._found.pop(key, None)
            self._making.pop(key, None)

    def _put(self, key: Hashable, version: Version, make: Callable[[], Any]) -> Entry:
        begun = monotonic()
        try:
            made = make()
        except Exception:
            self._forget(key)  # else `refresh` would try it again and again
            raise
        entry = Entry(version, begun, monotonic() - begun, made, make)
        with self._lock:
            self._found[key] = entry
            self._found.move_to_end(key)
            while len(self._found) > self._most:
                gone, _ = self._found.popitem(last=False)
                self._making.pop(gone, None)
        return entry


@dataclass(frozen=True, slots=True)
class Desk:
    """The open record with what the pages need beside it; `name` is the ledger's, as people know it."""

    record: Record
    settings: WebSettings
    name: str
    kept: Kept = field(default_factory=Kept)

    def keep(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The result of `make`, which depends on `key` and on what is on record alone; kept until that changes.

        `make` is called again when the result is out of date, so that it must not hold a request.
        """
        return self.kept.get(key, self.record.version(), make)

    def holds(self, key: Hashable) -> bool:
        """True where `keep` would not make the result."""
        return self.kept.holds(key, self.record.version())

    def today(self) -> str:
        """The day from which plans are judged (ISO date)."""
        return self.settings.today or datetime.now(UTC).date().isoformat()


def desk_of(request: Request) -> Desk:
    """The application's desk."""
    found: Desk = request.app.state.desk
    return found


AtDesk = Annotated[Desk, Depends(desk_of)]
"""A route's parameter that is the desk."""
