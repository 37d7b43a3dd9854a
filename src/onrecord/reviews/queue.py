"""What to review first: what the checks concern, what the rules are unsure of, what changes much, then the newest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ALARM = 3.0
NOTE = 1.2
UNSURE = 2.0  # the weight of a claim of confidence 0
SURE = 0.8  # from this confidence on a claim is not singled out
CHANGE = 2.0  # the weight of a value that doubles, or more
LARGE = 0.2  # the share of the value before from which a change is large
MOST = 6.0


@dataclass(frozen=True, slots=True)
class Concern:
    """Why the claim of that id deserves a look, in words, and how much."""

    claim: str
    reason: str
    weight: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that could be reviewed: its id, how sure its rule is, and when it became known."""

    claim: str
    confidence: float
    known: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A claim's place in the queue."""

    claim: str
    reasons: tuple[str, ...]
    weight: float


def ranked(candidates: Iterable[Candidate], concerns: Iterable[Concern], limit: int) -> tuple[Ranked, ...]:
    """The `limit` candidates that matter most, by weight, then the newest first; ids are last, so that it is total."""
    about: dict[str, list[Concern]] = {}
    for concern in concerns:
        about.setdefault(concern.claim, []).append(concern)
    each = {one.claim: one for one in candidates}
    found = [(place(one, about), one.known) for one in each.values()]
    found.sort(key=lambda pair: pair[0].claim)
    found.sort(key=lambda pair: pair[1], reverse=True)
    found.sort(key=lambda pair: -pair[0].weight)
    return tuple(rank for rank, _ in found[:limit])


def place(one: Candidate, about: Mapping[str, list[Concern]]) -> Ranked:
    """The reasons to look at a claim, the weightiest first, each said once."""
    reasons = sorted(about.get(one.claim, ()), key=lambda concern: (-concern.weight, concern.reason))
    words = list(dict.fromkeys(concern.reason for concern in reasons))
    weight = sum({concern.reason: concern.weight for concern in reversed(reasons)}.values())
    if one.confidence < SURE:
        words.append(f"the rule is unsure (confidence {one.confidence:.2f})")
        weight += UNSURE * (1 - one.confidence)
    return Ranked(one.claim, tuple(words) or ("newest",), round(min(weight, MOST), 3))


def change_weight(before: float, change: float) -> float:
    """The weight of a change of a value from `before`; 0 where it is not large."""
    share = abs(change) / max(abs(before), 1.0)
    return CHANGE * min(share, 1.0) if share >= LARGE else 0.0
