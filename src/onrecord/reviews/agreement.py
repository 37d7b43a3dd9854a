"""How far reviewers agree, and how often the rules are right, by the reviews themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.model import BY_REVIEW, VERDICTS, Claim, EventValue, FigureValue, Review
from onrecord.reviews.verdicts import by_reviewer, deciding

By = Literal["measure", "event", "statement", "rule"]
JUDGES_READING = ("accept", "reject", "correct", "split")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's alpha (nominal) over the claims that two or more reviewers judged; `why_not` where it is None.

    `disagreements` are the claims on which their last verdicts differ.
    """

    alpha: float | None
    why_not: str
    items: int
    reviewers: tuple[str, ...]
    disagreements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Precision:
    """Of `n` claims that were judged, `right` were accepted: their share, with its 95 % Wilson interval.

    `by` says what the claims have in common, `name` which: "killed, total" by measure, "CONSULT" by event.
    """

    by: By
    name: str
    n: int
    right: int
    share: float
    low: float
    high: float


def agreement(reviews: Sequence[Review]) -> Agreement:
    """How far the reviewers agree; every reviewer's last verdict in effect on a claim counts."""
    judged = {claim: found for claim, found in by_reviewer(reviews).items() if len(found) >= 2}
    names = tuple(sorted({name for found in judged.values() for name in found}))
    verdicts = {claim: [review.verdict for review in found.values()] for claim, found in judged.items()}
    differing = tuple(sorted(claim for claim, given in verdicts.items() if len(set(given)) > 1))
    if not judged:
        return Agreement(None, "no claim has been judged by two reviewers yet", 0, (), ())
    if len({verdict for given in verdicts.values() for verdict in given}) < 2:
        why_not = "all verdicts are the same: without variation there is nothing to measure agreement by"
        return Agreement(None, why_not, len(judged), names, differing)
    # numpy and scipy take long to import, and only this needs them.
    import krippendorff
    import numpy as np

    counts = np.array([[given.count(verdict) for verdict in VERDICTS] for given in verdicts.values()])
    alpha = krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
    return Agreement(float(alpha), "", len(judged), names, differing)


def precision(judged: Iterable[tuple[Claim, Review]]) -> tuple[Precision, ...]:
    """How often the rules are right, by what they read and by rule, those judged most first.

    The last verdict in effect on a claim counts; a merge says nothing of the reading, nor does a verdict on a claim
    that a review made.
    """
    from scipy.stats import binomtest

    listed = list(judged)
    claims = {claim.id: claim for claim, _ in listed}
    counts: dict[tuple[By, str], Counter[bool]] = defaultdict(Counter)
    for key, review in deciding(review for _, review in listed).items():
        if review.verdict in JUDGES_READING and not claims[key].rule.startswith(BY_REVIEW):
            for group in groups(claims[key]):
                counts[group][review.verdict == "accept"] += 1
    found: list[Precision] = []
    for (by, name), count in counts.items():
        n, right = count.total(), count[True]
        interval = binomtest(right, n).proportion_ci(method="wilson")
        found.append(Precision(by, name, n, right, right / n, float(interval.low), float(interval.high)))
    order: tuple[By, ...] = ("measure", "event", "statement", "rule")
    return tuple(sorted(found, key=lambda one: (order.index(one.by), -one.n, one.name)))


def groups(claim: Claim) -> Iterator[tuple[By, str]]:
    """What the claim is counted under."""
    value = claim.value
    if isinstance(value, FigureValue):
        yield "measure", f"{value.measure}, {value.mode}"
    elif isinstance(value, EventValue):
        yield "event", value.type
    else:
        yield "statement", getattr(value, "type", None) or value.kind
    yield "rule", claim.rule or "(unnamed)"
