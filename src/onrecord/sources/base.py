"""What every input format shares: the shape of a format, what it yields, and the one error of this part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from onrecord.model import Problem, Story
from onrecord.settings import Settings

Outcome = Story | Problem
ReadFormat = Callable[[IO[bytes], str, Settings], Iterator[Outcome]]
"""`(stream, name, settings)` -> stories, and problems at ``name:line``; SourceError where nothing can be read."""

MAX_DOCUMENT_BYTES = 10_000_000
"""Bound on one page, feed or paste, which are held in memory whole (JSON lines are streamed)."""


class SourceError(Exception):
    """An input that cannot be read at all; its one line says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Format:
    """An input format: how it is read, and how it is told from the others.

    `suffixes` (lower case, with the dot) and media `types` decide alone; `accepts` judges the first few kilobytes.
    """

    name: str
    read: ReadFormat
    suffixes: tuple[str, ...]
    types: tuple[str, ...]
    accepts: Callable[[str], bool]
