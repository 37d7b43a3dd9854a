"""A person's verdict on a claim, and what all verdicts on a story's claims come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model.claim import Claim
from onrecord.model.words import Verdict

BY_REVIEW = "review by "
"""How the rule of a claim begins that a person's review made."""


@dataclass(frozen=True, slots=True)
class Review:
    """A person's verdict on a claim.

    `correction` holds what should stand instead (the fields of a correct, the parts of a split), the claim that a merge
    goes into, or the review that an undo withdraws. `id` is its number in the ledger, 0 before it is on record;
    `beside` are the claims that stood at the same words when it was given, which it leaves alone.
    """

    claim: str
    verdict: Verdict
    by: str
    at: str
    note: str = ""
    correction: Mapping[str, Any] | None = None
    beside: tuple[str, ...] = ()
    id: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """A claim that a ledger holds: whether a rule makes it now, whether it stands, and which review made it."""

    claim: Claim
    by_rule: bool
    stands: bool = True
    review: int | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A claim that stands by a person's word, and the number of that review."""

    claim: Claim
    review: int


@dataclass(frozen=True, slots=True)
class Effects:
    """What the reviews of a story's claims come to: claims that stand by them, and which review overrules which."""

    made: tuple[Made, ...]
    overruled: Mapping[str, int]
