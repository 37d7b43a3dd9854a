"""The part of the Python API that people's reviews are given and seen through; `api` joins it to the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from onrecord.ledger import Case, ClaimFilter, Ledger, NotOnRecord, Standing, StoryRow
from onrecord.linking.findings import Finding, signed
from onrecord.linking.series import Series, series
from onrecord.linking.validate import findings
from onrecord.model import Claim, Review, Sourced, Verdict
from onrecord.reviews.agreement import Agreement, Precision, agreement, precision
from onrecord.reviews.judging import judged
from onrecord.reviews.queue import ALARM, NOTE, Candidate, Concern, change_weight, ranked

WINDOW = 1_000  # the newest figures that are checked for the queue where the caller has checked none
POOL = 4  # candidates looked at for each item that the queue shows
CONCERNS = 2_000  # claims that findings and changes may concern
LONGEST_QUEUE = 500


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim on record, whether it stands, and if not, why, in words.

    `reviews` are all of this claim, and the one that made it; `made` are the claims that reviews made of it, `source`
    is the claim that it was made of.
    """

    entry: Sourced
    stands: bool
    why_not: str
    reviews: tuple[Review, ...]
    made: tuple[Sourced, ...]
    source: Sourced | None


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """A review on record, and the ids of the claims that stand through it, and of those that no longer do."""

    review: Review
    stands: tuple[str, ...]
    fallen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A claim to review, why it comes where it does, in words, and how much weight that has."""

    entry: Sourced
    reasons: tuple[str, ...]
    weight: float


class Reviewing:
    """What an open ledger offers to those who review it."""

    _ledger: Ledger

    def claim(self, ref: str, *, retired: bool = True) -> ClaimView:
        """The claim of that id or unique beginning of one; NotOnRecord without one, AmbiguousId where several fit.

        Without `retired`, a claim that does not stand is not on record either.
        """
        found = self._ledger.standing(ref)
        if found is None or not (retired or stands(found)):
            raise NotOnRecord(f"no claim {ref!r} is on record: check the id, or look for it with `onrecord claims`")
        around = {e.claim.id: e for e in self._entries([*found.made, *([found.source] if found.source else [])])}
        made = tuple(around[key] for key in found.made if key in around)
        return ClaimView(
            sourced(found.claim, found.story),
            stands(found),
            why_not(found),
            found.reviews,
            made,
            around.get(found.source) if found.source else None,
        )

    def review(
        self,
        claim: str,
        verdict: Verdict,
        by: str,
        *,
        note: str = "",
        correction: Mapping[str, Any] | None = None,
    ) -> ReviewReport:
        """Put a person's verdict on a claim on record; it counts in every view at once.

        ValueError, in one line, for what cannot be; NotOnRecord or AmbiguousId for a claim that is not one.
        """
        key = self._key(claim)
        if verdict == "merge" and correction and isinstance(correction.get("into"), str):
            correction = {**correction, "into": self._key(correction["into"])}

        def judge(case: Case) -> Review:
            at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            return judged(case.claim, case.story, case.held, case.reviews, verdict, by, at, note, correction)

        done = self._ledger.judge(key, judge)
        return ReviewReport(done.review, done.stands, done.fallen)

    def reviews(self, claim: str | None = None) -> tuple[Review, ...]:
        """The reviews of a claim, or all, in the order they were given."""
        return tuple(self._ledger.reviews(None if claim is None else self._key(claim)))

    def queue(
        self,
        where: ClaimFilter | None = None,
        *,
        limit: int = 50,
        by: str | None = None,
        reviewed: bool = False,
        findings: Sequence[Finding] | None = None,
        series: Sequence[Series] | None = None,
    ) -> tuple[QueueItem, ...]:
        """Claims to review, what matters most first: findings, unsure rules, large changes, then the newest.

        What the reviewer `by` (or anyone, where None) has judged is left out unless `reviewed`. `findings` and `series`
        are those that concern the claims; where both are None they are taken from the newest figures that match.
        """
        if not 1 <= limit <= LONGEST_QUEUE:
            raise ValueError(f"limit is {limit}: use 1 to {LONGEST_QUEUE}")
        wanted = replace(where or ClaimFilter(), limit=limit * POOL, offset=0, descending=False)
        concerns = self._concerns(wanted, findings, series)[:CONCERNS]
        filters = (
            replace(wanted, ids=tuple({concern.claim for concern in concerns}), limit=None),
            replace(wanted, order="confidence"),
            replace(wanted, order="newest"),
        )
        rows = [row for one in filters for row in self._ledger.candidates(one, by, reviewed=reviewed)]
        ranks = ranked([Candidate(*row) for row in rows], concerns, limit)
        entries = {entry.claim.id: entry for entry in self._entries([rank.claim for rank in ranks])}
        return tuple(QueueItem(entries[r.claim], r.reasons, r.weight) for r in ranks if r.claim in entries)

    def agreement(self) -> Agreement:
        """How far the reviewers agree on the claims that two or more of them judged."""
        return agreement(self._ledger.reviews())

    def precision(self) -> tuple[Precision, ...]:
        """How often the rules are right by the reviews: by measure and mode, event, statement, and rule."""
        return precision(self._ledger.judged())

    def version(self) -> tuple[int, ...]:
        """Numbers that change whenever stories, claims, reviews or problems on record do: what caches go by."""
        return self._ledger.version()

    def _key(self, ref: str) -> str:
        """The full id of a claim."""
        found = self._ledger.claim(ref)
        if found is None:
            raise NotOnRecord(f"no claim {ref!r} is on record: check the id, or look for it with `onrecord claims`")
        return found.id

    def _entries(self, ids: Sequence[str]) -> Iterator[Sourced]:
        """The claims of these ids, standing or not."""
        if ids:
            wanted = ClaimFilter(ids=tuple(ids), include_retired=True)
            yield from (sourced(claim, row) for claim, row in self._ledger.claims_with_stories(wanted))

    def _concerns(
        self, wanted: ClaimFilter, found: Sequence[Finding] | None, given: Sequence[Series] | None
    ) -> list[Concern]:
        """Why claims deserve a look, the weightiest first."""
        if found is None and given is None:
            newest = replace(wanted, kind="figure", order="newest", limit=WINDOW)
            given = series(sourced(claim, row) for claim, row in self._ledger.claims_with_stories(newest))
            found = findings(given)
        made = [*concerns_of_findings(found or ()), *concerns_of_series(given or ())]
        return sorted(made, key=lambda concern: (-concern.weight, concern.claim, concern.reason))


def concerns_of_findings(found: Iterable[Finding]) -> Iterator[Concern]:
    """What the checks found, of every claim concerned."""
    for finding in found:
        for claim in finding.claims:
            yield Concern(claim, finding.message, NOTE if finding.is_note else ALARM)


def concerns_of_series(given: Iterable[Series]) -> Iterator[Concern]:
    """Large changes from one value of a series to the next."""
    for one in given:
        for point in one.points:
            if point.change is None or point.value is None:
                continue
            weight = change_weight(point.value - point.change, point.change)
            if weight:
                yield Concern(point.claims[0].claim.id, f"{signed(point.change)} since the value before", weight)


def stands(found: Standing) -> bool:
    """True where neither a rule's change nor a review took the claim away."""
    return found.retired is None and found.overruled is None


def why_not(found: Standing) -> str:
    """Why the claim does not stand, in words; nothing where it does."""
    review = found.overruler
    if found.overruled is not None and review is not None:
        made = f": see {', '.join(found.made)}" if found.made and review.verdict in ("correct", "split") else ""
        into = f" into {(review.correction or {}).get('into')}" if review.verdict == "merge" else ""
        if review.claim != found.claim.id and review.verdict != "undo":
            return f"{review.by} judged these words on {review.at[:10]}: see {review.claim}"
        return f"{PAST[review.verdict]} by {review.by} on {review.at[:10]}{into}{made}"
    if found.retired is not None:
        return f"retired on {found.retired[:10]}: no rule makes it any more"
    return ""


PAST: Mapping[str, str] = {
    "accept": "accepted", "reject": "rejected", "correct": "corrected", "merge": "merged", "split": "split",
    "undo": "undone",
}  # fmt: skip


def sourced(claim: Claim, row: StoryRow) -> Sourced:
    """A claim with the story it came from."""
    return Sourced(claim, row.story, row.published, row.recorded)
