"""Which verdicts are in effect: an undo takes one back, and of the rest the last on a claim decides."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import Review


def effective(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """The reviews that no undo has taken back, without the undos, in the order they were given."""
    listed = sorted(reviews, key=lambda review: review.id)
    gone = {withdrawn(review) for review in listed if review.verdict == "undo"}
    return tuple(review for review in listed if review.verdict != "undo" and review.id not in gone)


def withdrawn(review: Review) -> int | None:
    """The number of the review that an undo takes back."""
    number = (review.correction or {}).get("review")
    return number if isinstance(number, int) else None


def deciding(reviews: Iterable[Review]) -> dict[str, Review]:
    """The review that decides on each claim: the last one in effect."""
    return {review.claim: review for review in effective(reviews)}


def by_reviewer(reviews: Iterable[Review]) -> dict[str, dict[str, Review]]:
    """Every reviewer's last verdict in effect on each claim: claim -> name -> review."""
    found: dict[str, dict[str, Review]] = {}
    for review in effective(reviews):
        found.setdefault(review.claim, {})[review.by] = review
    return found
