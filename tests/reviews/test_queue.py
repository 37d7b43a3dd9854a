"""The order of the queue, and agreement by hand-worked cases."""

from __future__ import annotations

import pytest

from onrecord.model import Review
from onrecord.reviews.agreement import agreement
from onrecord.reviews.queue import ALARM, MOST, Candidate, Concern, change_weight, ranked


def candidate(claim: str, confidence: float = 1.0, known: str = "2026-02-02") -> Candidate:
    return Candidate(claim, confidence, known)


def test_findings_come_before_doubts_and_doubts_before_the_newest() -> None:
    candidates = [candidate("new", known="2026-03-01"), candidate("old"), candidate("unsure", 0.4), candidate("wrong")]
    found = ranked(candidates, [Concern("wrong", "falls", ALARM), Concern("absent", "falls", ALARM)], 10)
    assert [one.claim for one in found] == ["wrong", "unsure", "new", "old"]
    assert found[0].reasons == ("falls",)
    assert found[1].reasons == ("the rule is unsure (confidence 0.40)",)
    assert found[2].reasons == ("newest",)
    assert ranked(reversed(candidates), [Concern("wrong", "falls", ALARM)], 2) == found[:2]


def test_reasons_add_up_to_a_bound_and_are_said_once() -> None:
    concerns = [
        Concern("a", "falls", 3.0),
        Concern("a", "falls", 3.0),
        Concern("a", "jump", 3.0),
        Concern("a", "x", 3.0),
    ]
    (one,) = ranked([candidate("a"), candidate("a")], concerns, 5)
    assert (one.weight, one.reasons) == (MOST, ("falls", "jump", "x"))


@pytest.mark.parametrize(
    ("before", "change", "weight"),
    [(100, 10, 0.0), (100, 20, 0.4), (100, -50, 1.0), (100, 900, 2.0), (0, 1, 2.0), (0, 0, 0.0)],
)
def test_how_much_a_change_weighs(before: float, change: float, weight: float) -> None:
    assert change_weight(before, change) == pytest.approx(weight)


def given(*verdicts: str) -> list[Review]:
    """Verdicts of kim and lee (A accept, R reject, "-" none) on claims in turn: "AR" is one claim."""
    names = {"A": "accept", "R": "reject", "C": "correct"}
    made = [
        Review(f"claim {number}", names[letter], by, "2026-02-02T00:00:00Z")  # type: ignore[arg-type]
        for number, pair in enumerate(verdicts)
        for by, letter in zip(("kim", "lee"), pair, strict=True)
        if letter != "-"
    ]
    return [Review(r.claim, r.verdict, r.by, r.at, id=n) for n, r in enumerate(made, 1)]


@pytest.mark.parametrize(
    ("verdicts", "alpha"),
    [
        (("AA", "RR", "AA", "RR"), 1.0),
        # n = 8 values, 5 A and 3 R; 2 of 8 disagree: 1 - 7 * 2 / (2 * 5 * 3).
        (("AA", "RR", "AA", "AR"), 1 - 7 * 2 / 30),
        (("AA", "RR", "AA", "AR", "A-", "-R"), 1 - 7 * 2 / 30),
        (("AR", "RA"), 1 - 3 * 4 / 8),
    ],
)
def test_alpha(verdicts: tuple[str, ...], alpha: float) -> None:
    assert agreement(given(*verdicts)).alpha == pytest.approx(alpha)


def test_the_last_verdict_of_each_reviewer_counts() -> None:
    changed = given("AR", "AA", "RR")
    changed.append(Review("claim 0", "accept", "lee", "2026-02-03T00:00:00Z", id=9))
    assert agreement(changed).disagreements == ()
    changed.append(Review("claim 0", "undo", "lee", "2026-02-04T00:00:00Z", correction={"review": 9}, id=10))
    assert agreement(changed).disagreements == ("claim 0",)
