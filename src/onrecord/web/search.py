"""Search by words: the newest stories that hold them, a window at a time, and their claims whose sentences do.

A common word stands in a large part of all stories. A window bounds the work of one page whatever the word; the next
window goes further back, so that everything can be reached. Within a window everything is found and sorted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from onrecord.api import Record
from onrecord.ledger import StoryFilter, StoryRow
from onrecord.ledger.words import spaced_words
from onrecord.model import FigureValue, Sourced
from onrecord.web.filters import Asked

STORIES = 500  # of a window where no page waits for it
MOST_CLAIMS = 20_000  # looked through in one window
PART = re.compile(r'"([^"]+)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Window:
    """Stories that hold the words, those with all of them in the headline first, then the newest.

    `claims` are theirs that pass the filter, whatever their sentences; `more` is true where there are older stories.
    """

    stories: tuple[StoryRow, ...]
    claims: tuple[Sourced, ...]
    more: bool


def window(record: Record, wanted: Asked, number: int, size: int) -> Window:
    """The window of that number, from 1; `wanted.q` are words, beginnings of words, or "phrases" in quotes."""
    holds = holding(wanted.q or "")
    where = StoryFilter(
        text=wanted.q, outlet=wanted.outlet, as_of=wanted.as_of, order="newest", limit=size + 1,
        offset=(number - 1) * size,
    )  # fmt: skip
    found = tuple(record.stories(where))
    stories = tuple(sorted(found[:size], key=lambda row: not holds(row.story.title)))
    ids = tuple(row.id for row in stories)
    rest = replace(wanted, q=None).filter(story=ids, order="newest", limit=MOST_CLAIMS)
    return Window(stories, tuple(record.claims(rest)) if ids else (), len(found) > size)


def holding(words: str) -> Callable[[str], bool]:
    """A check that a text holds all words: each, or a word that begins with it; what is quoted as it stands."""
    parts = [f"{spaced_words(phrase)} " if phrase else spaced_words(word) for phrase, word in PART.findall(words)]
    wanted = [part for part in parts if part.strip()]

    def check(text: str) -> bool:
        spaced = f"{spaced_words(text)} "
        return bool(wanted) and all(part in spaced for part in wanted)

    return check


def holders(found: Window, words: str) -> list[Sourced]:
    """The claims of a window whose sentences hold the words, newest first."""
    holds = holding(words)
    held: dict[tuple[str, object], bool] = {}
    kept = []
    for entry in found.claims:
        key = (entry.story.id, entry.claim.evidence)
        if key not in held:
            held[key] = holds(entry.sentence)
        if held[key]:
            kept.append(entry)
    return kept


def every_holder(record: Record, wanted: Asked) -> Iterator[Sourced]:
    """The claims of all windows, the newest first; whoever asks bounds how many."""
    for number in count(1):
        found = window(record, wanted, number, STORIES)
        yield from holders(found, wanted.q or "")
        if not found.more:
            return


def number_of(entry: Sourced) -> float | None:
    """A figure's number, as the ledger sorts by it."""
    value = entry.claim.value
    if not isinstance(value, FigureValue):
        return None
    return value.low if value.low is not None else value.high


SORT_KEYS: dict[str, Callable[[Sourced], str | float | None]] = {
    "known": lambda entry: entry.known,
    "when": lambda entry: entry.claim.when.begin or entry.published.value,
    "said": lambda entry: entry.claim.said.begin if entry.claim.said else None,
    "confidence": lambda entry: entry.claim.confidence,
    "number": number_of,
}


def in_order(entries: list[Sourced], sort: str) -> list[Sourced]:
    """The entries in the order of `sort`, which a minus turns round; what has no such date or number comes last."""
    key = SORT_KEYS[sort.lstrip("-")]
    known = [(value, entry) for entry in entries if (value := key(entry)) is not None]
    known.sort(key=lambda pair: pair[0], reverse=sort.startswith("-"))
    return [entry for _, entry in known] + [entry for entry in entries if key(entry) is None]
