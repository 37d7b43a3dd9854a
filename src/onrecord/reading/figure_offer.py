"""An offer: a measure for a number, with what it costs to believe it."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.reading.figure_counted import Counted

REMAINS = frozenset(("body", "corpse", "remains"))
HARM = frozenset(("killed", "injured", "missing", "abducted", "captured"))


class Offer(NamedTuple):
    """A measure for a number, at a cost, with the token and rule that speak for it, and the number it inherits from."""

    cost: float
    measure: str
    cue: int | None
    rule: str
    parent: Counted | None = None
    part: bool = False
