"""Late additions: rises of a total that explain themselves, recognised by the words of their sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise

from onrecord.lexicon import Entry, load_kind
from onrecord.model import Sourced, Span

SENTENCE_END = re.compile(r"[.!?]\s|\n")
NUMERAL = re.compile(r"\d[\d,]{0,14}")
MAX_CHARS = 20_000  # of a story that is searched
PASSAGE = 400  # characters after a claim's sentence that still speak of it


def reasons(entries: Iterable[Sourced], amount: float | None = None) -> tuple[str, ...]:
    """Why the report adds deaths of earlier days, in a word or two each; empty where it does not say so.

    What follows a claim's sentence in its paragraph counts too ("The figure includes nine …"). With `amount`, only a
    sentence that gives this number counts, wherever it stands in the story.
    """
    found: dict[str, None] = {}
    for entry in {entry.story.id: entry for entry in entries if entry.claim.mark.field == "text"}.values():
        for text in [passage(entry)] if amount is None else sentences_with(entry, amount):
            folded = text.casefold()
            for addition in shipped():
                if any(stem in folded for stem in addition.list_of("stems")):
                    found[str(addition.values["reason"])] = None
    return tuple(found)


def passage(entry: Sourced) -> str:
    """The claim's sentence and what follows it in its paragraph."""
    evidence = entry.claim.evidence
    after = entry.story.text[evidence.end : evidence.end + PASSAGE]
    return f"{entry.sentence} {after.lstrip(' ').partition(chr(10))[0]}"


def sentences_with(entry: Sourced, amount: float) -> list[str]:
    """The sentences of the entry's story that give `amount` in digits."""
    text = entry.story.quote(Span(0, MAX_CHARS))
    starts = [0, *(end.end() for end in SENTENCE_END.finditer(text)), len(text)]
    pieces = (text[a:b] for a, b in pairwise(starts))
    return [piece for piece in pieces if any(number(n) == amount for n in NUMERAL.findall(piece))]


def number(numeral: str) -> float:
    """The value of a numeral in digits."""
    return float(numeral.replace(",", ""))


@cache
def shipped() -> tuple[Entry, ...]:
    """The entries that ship with the package; read once."""
    return load_kind(files("onrecord.lexicon") / "additions")
