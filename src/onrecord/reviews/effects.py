"""What the reviews of a story's claims come to: which claims stand by a person's word, and which are overruled.

The last verdict in effect on a claim decides. What a person said of some words holds against every other reading of
the same words: a rule that is rewritten and says something else there does not put it beside the person's word. Only
claims that stood at those words when the person judged (two speakers of one statement) are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.model import (
    BY_REVIEW,
    Claim,
    Effects,
    EventValue,
    FigureValue,
    Held,
    Made,
    Review,
    Span,
    Story,
)
from onrecord.reviews.corrections import made_by
from onrecord.reviews.verdicts import deciding

Words = tuple[str, Span]


@dataclass(slots=True)
class State:
    """What has been worked out so far: claims made, accepted and overruled, each by the review of that number."""

    made: dict[str, Made] = field(default_factory=dict)
    accepted: dict[str, Made] = field(default_factory=dict)
    overruled: dict[str, int] = field(default_factory=dict)

    def overrule(self, claim: str, review: int) -> None:
        """Note that a review overrules a claim; the latest one counts."""
        self.overruled[claim] = max(review, self.overruled.get(claim, review))

    def make(self, claim: Claim, review: int) -> None:
        """Note that a claim stands by a review; the latest one counts."""
        before = self.made.get(claim.id)
        if before is None or before.review <= review:
            self.made[claim.id] = Made(claim, review)

    def standing(self) -> dict[str, Made]:
        """The claims that stand by a person's word, unless another overrules them: made, or else accepted."""
        return {**self.accepted, **self.made}

    def last_word(self, claim: str) -> int:
        """The latest review by which the claim stands; 0 without one."""
        return max((found[claim].review for found in (self.made, self.accepted) if claim in found), default=0)


def effects(story: Story, held: Sequence[Held], reviews: Sequence[Review]) -> Effects:
    """What `reviews` of the claims `held` of one story come to.

    A claim that several verdicts concern (corrected to what another correction took away) stands where the later one
    makes it. A claim that only an undone review made is overruled by whatever undid it.
    """
    verdicts = deciding(reviews)
    claims = {one.claim.id: one.claim for one in held}
    state = State()
    in_force = list(applied(story, held, claims, verdicts, state))
    for review, made in in_force:
        for other in reread(review, made, held, claims, verdicts, state):
            state.overrule(other, review.id)
    last = max((review.id for review in reviews), default=0)
    for one in held:
        if is_made(one.claim) and not one.by_rule and one.claim.id not in state.made:
            state.overrule(one.claim.id, last)
    for key in [k for k, review in state.overruled.items() if state.last_word(k) >= review]:
        del state.overruled[key]
    standing = tuple(made for key, made in sorted(state.standing().items()) if key not in state.overruled)
    return Effects(standing, state.overruled)


def applied(
    story: Story, held: Sequence[Held], claims: dict[str, Claim], verdicts: Mapping[str, Review], state: State
) -> Iterator[tuple[Review, tuple[Claim, ...]]]:
    """Apply the verdict on each claim, then those on the claims it makes; the verdicts, each with the claims it made.

    A verdict on a claim that nothing makes any more has no effect.
    """
    waiting = sorted(one.claim.id for one in held if one.by_rule or not is_made(one.claim))
    seen = set(waiting)
    while waiting:
        key = waiting.pop()
        review = verdicts.get(key)
        if review is None:
            continue
        made: tuple[Claim, ...] = ()
        if review.verdict == "accept":
            state.accepted[key] = Made(claims[key], review.id)
        else:
            state.overrule(key, review.id)
            made = remade(claims[key], story, review, held)
        for claim in made:
            claims.setdefault(claim.id, claim)
            state.make(claim, review.id)
            if claim.id not in seen:
                seen.add(claim.id)
                waiting.append(claim.id)
        yield review, made


def remade(claim: Claim, story: Story, review: Review, held: Sequence[Held]) -> tuple[Claim, ...]:
    """The claims that the review makes; those on record where its correction can no longer be read."""
    try:
        return made_by(claim, story, review.verdict, review.correction, review.by)
    except ValueError:
        return tuple(one.claim for one in held if one.review == review.id)


def reread(
    review: Review,
    made: Sequence[Claim],
    held: Sequence[Held],
    claims: Mapping[str, Claim],
    verdicts: Mapping[str, Review],
    state: State,
) -> Iterator[str]:
    """Claims of rules that read the words which the person judged anew, and say something else there."""
    if review.verdict not in ("accept", "correct", "split"):
        return
    judged = claims[review.claim]
    words = words_of((judged, *made))
    is_still_made = any(one.by_rule for one in held if one.claim.id == judged.id)
    beside = [claims[key] for key in review.beside if key in claims]
    for one in held:
        other = one.claim
        if other.id == judged.id or state.last_word(other.id) or other.id in verdicts or is_made(other):
            continue
        if (other.kind, other.mark) not in words or other.id in review.beside:
            continue
        if is_still_made and (review.verdict == "accept" or (other.kind == "statement" and is_apart(other, judged))):
            continue  # beside what the rule still says, this is something more
        if is_apart(other, judged, *made) and any(not is_apart(other, sibling) for sibling in beside):
            continue  # another reading of what stood beside it
        yield other.id


def words_of(claims: Iterable[Claim]) -> set[Words]:
    """The marked words, each with what kind of claim is made of them."""
    return {(claim.kind, claim.mark) for claim in claims}


def is_apart(claim: Claim, *others: Claim) -> bool:
    """True where the claim is about something else than any of the others."""
    return all(about(claim) != about(other) for other in others)


def about(claim: Claim) -> str | None:
    """What tells two claims of the same words apart: the measure, the type, or who holds the position."""
    if isinstance(claim.value, FigureValue):
        return claim.value.measure
    if isinstance(claim.value, EventValue):
        return claim.value.type
    return claim.value.holder or (claim.speakers[0].name if claim.speakers else None)


def is_made(claim: Claim) -> bool:
    """True for a claim that no rule ever made, only a person."""
    return claim.rule.startswith(BY_REVIEW)
