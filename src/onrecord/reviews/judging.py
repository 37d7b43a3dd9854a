"""A verdict as a person gives it, checked against the claim and made into a review that can go on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.model import VERDICTS, Claim, Held, Review, Story, Verdict
from onrecord.reviews.corrections import made_by
from onrecord.reviews.effects import words_of
from onrecord.reviews.fields import CorrectionError, shown
from onrecord.reviews.verdicts import effective

LONGEST_NAME = 100
LONGEST_NOTE = 2_000


def judged(
    claim: Claim,
    story: Story,
    held: Sequence[Held],
    given: Sequence[Review],
    verdict: Verdict,
    by: str,
    at: str,
    note: str = "",
    correction: Mapping[str, Any] | None = None,
) -> Review:
    """The review; `held` are the claims of the story, `given` their reviews so far.

    ValueError, in one line, for what cannot be. A merge's claim is taken as it is: the caller knows which there are.
    """
    checked(verdict, by, note)
    if verdict == "undo":
        return undone(claim, held, given, by, at, note, correction)
    if verdict in ("accept", "reject") and correction:
        raise CorrectionError(f"{verdict} takes no correction: use correct, merge or split with one")
    if verdict == "merge":
        into = merged_into(claim, correction)
        return Review(claim.id, verdict, by.strip(), at, note, {"into": into})
    made = made_by(claim, story, verdict, correction, by.strip())
    if verdict == "correct" and made[0].id == claim.id:
        raise CorrectionError("the correction changes nothing: accept the claim, or change a field")
    return Review(claim.id, verdict, by.strip(), at, note, correction or None, beside(claim, made, held))


def checked(verdict: str, by: object, note: object) -> None:
    """Raise where there is no such verdict, nobody gives it, or the note is too long."""
    if verdict not in VERDICTS:
        raise ValueError(f"{shown(verdict)} is no verdict: use one of {', '.join(VERDICTS)}")
    if not isinstance(by, str) or not by.strip() or not by.strip().isprintable():
        raise ValueError(f"by is {shown(by)}: give the name of who reviews, on one line")
    if len(by) > LONGEST_NAME:
        raise ValueError(f"by is {len(by)} characters long: {LONGEST_NAME} at most")
    if not isinstance(note, str) or len(note) > LONGEST_NOTE:
        raise ValueError(f"note is too long: {LONGEST_NOTE} characters at most")


def undone(
    claim: Claim,
    held: Sequence[Held],
    given: Sequence[Review],
    by: str,
    at: str,
    note: str,
    correction: Mapping[str, Any] | None,
) -> Review:
    """An undo of the reviewer's last review of the claim, or else of the one that made it."""
    number = (correction or {}).get("review")
    if correction and (set(correction) != {"review"} or type(number) is not int):
        raise CorrectionError('undo takes {"review": the number of the review}, or nothing for the last one')
    name = by.strip()
    maker = next((one.review for one in held if one.claim.id == claim.id), None)
    theirs = [review for review in effective(given) if review.by == name]
    found = [review for review in theirs if review.claim == claim.id]
    found = found or [review for review in theirs if review.id == maker]
    if number is not None:
        found = [review for review in found if review.id == number]
    if not found:
        which = "review of this claim" if number is None else f"review {number} of this claim"
        raise CorrectionError(f"{name} has no {which} to undo: none was given, or it is undone already")
    return Review(found[-1].claim, "undo", name, at, note, {"review": found[-1].id})


def merged_into(claim: Claim, correction: Mapping[str, Any] | None) -> str:
    """The claim that a merge goes into."""
    into = (correction or {}).get("into")
    if not isinstance(into, str) or not into or set(correction or {}) != {"into"}:
        raise CorrectionError('merge needs {"into": the id of the claim that this one repeats}')
    if into == claim.id:
        raise CorrectionError("into is the claim itself: name the other claim")
    return into


def beside(claim: Claim, made: Sequence[Claim], held: Sequence[Held]) -> tuple[str, ...]:
    """Other claims of rules that stand at the words judged: the person saw them, and left them as they are.

    Beside a claim that no rule makes any more stand those that took its place, which it does not leave.
    """
    if not any(one.by_rule for one in held if one.claim.id == claim.id):
        return ()
    words = words_of((claim, *made))
    own = {claim.id, *(one.id for one in made)}
    found = (one.claim for one in held if one.by_rule and one.stands and one.review is None)
    return tuple(sorted(one.id for one in found if (one.kind, one.mark) in words and one.id not in own))
