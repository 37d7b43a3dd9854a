"""Versions of a story: texts that stood at one url, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Version:
    """What orders a story among those at its url; the times are instants, `seq` the order in which they were read."""

    id: str
    seq: int
    published: str | None
    fetched: str | None
    recorded: str


def known(published: str | None, recorded: str) -> str:
    """When a story could be known: as published, or, where that is not known, as recorded."""
    return published or recorded


def chain(versions: Iterable[Version]) -> Iterator[tuple[str, str | None, str]]:
    """Give each version, oldest first, as (id, the id before, when it could be known).

    A changed text often keeps the date of the first. It could not be known then, so it counts from when it was
    fetched, or else recorded.
    """
    before: str | None = None
    floor = ""
    for version in sorted(versions, key=lambda v: (known(v.published, v.recorded), v.recorded, v.seq)):
        since = known(version.published, version.recorded)
        if before is not None and since <= floor:
            seen = version.fetched if version.fetched and version.fetched > floor else version.recorded
            since = max(seen, floor)
        yield version.id, before, since
        before, floor = version.id, since
