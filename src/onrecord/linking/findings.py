"""Findings: what a check of a series came upon, named, with the claims it concerns and what it suggests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.linking.points import Point
from onrecord.linking.series import SeriesKey

Kind = Literal[
    "falls", "jump", "slip", "mismatch", "other source", "misquote", "part exceeds whole",
    "evens out", "late addition", "restart", "rounded", "gap",
]  # fmt: skip
MEANING: dict[Kind, str] = {
    "falls": "a total is smaller than the one before",
    "jump": "a total rises far above its rate, and nothing explains it",
    "slip": "a number has two digits exchanged, one left out or one too many",
    "mismatch": "a total is not the one before plus what was added since",
    "other source": "the increment is another body's, and does not fit this body's totals",
    "misquote": "one outlet gives another number than the rest for one body and day",
    "part exceeds whole": "a part is larger than the whole it belongs to",
    "evens out": "two reports do not add up, but do together",
    "late addition": "the rise holds deaths of earlier days, and says so",
    "restart": "counting began anew",
    "rounded": "a rounded figure, which cannot carry a series",
    "gap": "no report in between: the rise covers more days than the increment",
}
NOTES = frozenset[Kind](("late addition", "restart", "rounded", "gap"))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a series. `day` is the report's; `claims` are the ids of all claims that it rests on.

    `difference` is how much is too much (or, below 0, missing), `suggestion` the number that would fit, `wrong` the
    point that the series goes on without.
    """

    kind: Kind
    key: SeriesKey
    day: str
    points: tuple[Point, ...]
    message: str
    difference: float | None = None
    suggestion: float | None = None
    wrong: Point | None = None

    @property
    def is_note(self) -> bool:
        """True for what explains itself and needs no decision."""
        return self.kind in NOTES

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims of the points concerned."""
        return tuple(dict.fromkeys(entry.claim.id for point in self.points for entry in point.claims))

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the points concerned, each once."""
        return tuple(dict.fromkeys(entry.sentence for point in self.points for entry in point.claims))


def count(value: float) -> str:
    """A number with thousands separated."""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def signed(value: float) -> str:
    """A number with its sign."""
    return ("+" if value >= 0 else "−") + count(abs(value))
