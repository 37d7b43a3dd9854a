"""What reviews come to: every verdict, undone and repeated, and readings that change under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from onrecord.model import Claim, Effects, Held, Review, Speaker, with_id
from onrecord.reviews.corrections import corrected
from onrecord.reviews.effects import effects
from tests.ledger.make import killed, story, talks, words

STORY = story()
FIVE, SIX = (with_id(killed(STORY, number)) for number in (5.0, 6.0))
MEET = with_id(talks(STORY))
SAYS = with_id(words(STORY))
ALSO = with_id(replace(SAYS, speakers=(Speaker("Bo Li", "person"),)))
NINE = corrected(FIVE, STORY, {"value": 9}, "kim")
AT = "2026-02-03T09:00:00Z"


def reviews(*given: Any) -> list[Review]:
    """Reviews numbered from one; an undo's correction is the number of the review that it takes back."""
    made: list[Review] = []
    for number, (claim, verdict, by, *rest) in enumerate(given, 1):
        correction = {"review": rest[0]} if verdict == "undo" else rest[0] if rest else None
        beside = rest[1] if len(rest) > 1 else ()
        made.append(Review(claim.id, verdict, by, AT, "", correction, beside, number))
    return made


def standing(held: Sequence[Held], given: Sequence[Review]) -> set[str]:
    """The ids of the claims that stand."""
    found: Effects = effects(STORY, held, given)
    by_word = {made.claim.id for made in found.made}
    return {one.claim.id for one in held if one.by_rule and one.claim.id not in found.overruled} | by_word


RULES = [Held(claim, by_rule=True) for claim in (FIVE, MEET, SAYS, ALSO)]
REST = {MEET.id, SAYS.id, ALSO.id}
CORRECT = (FIVE, "correct", "kim", {"value": 9})
SPLIT: dict[str, list[dict[str, Any]]] = {"parts": [{"value": 3}, {"value": 2, "measure": "injured"}]}
THREE, TWO = (corrected(FIVE, STORY, part, "kim") for part in SPLIT["parts"])
BY_HAND = Held(NINE, by_rule=False, review=1)


@pytest.mark.parametrize(
    ("held", "given", "expected"),
    [
        (RULES, [], {FIVE.id}),
        (RULES, [(FIVE, "accept", "kim")], {FIVE.id}),
        (RULES, [(FIVE, "reject", "kim")], set()),
        (RULES, [(FIVE, "reject", "kim"), (FIVE, "accept", "lee")], {FIVE.id}),
        (RULES, [(FIVE, "accept", "lee"), (FIVE, "reject", "kim")], set()),
        (RULES, [(FIVE, "reject", "kim"), (FIVE, "undo", "kim", 1)], {FIVE.id}),
        (RULES, [(FIVE, "accept", "lee"), (FIVE, "reject", "kim"), (FIVE, "undo", "kim", 2)], {FIVE.id}),
        (RULES, [CORRECT], {NINE.id}),
        ([*RULES, BY_HAND], [CORRECT, (FIVE, "undo", "kim", 1)], {FIVE.id}),
        ([*RULES, BY_HAND], [CORRECT, (NINE, "reject", "lee")], set()),
        ([*RULES, BY_HAND], [CORRECT, (NINE, "accept", "lee")], {NINE.id}),
        ([*RULES, BY_HAND], [CORRECT, (NINE, "correct", "lee", {"value": 5})], {FIVE.id}),
        ([*RULES, BY_HAND], [CORRECT, (NINE, "accept", "lee"), (FIVE, "undo", "kim", 1)], {FIVE.id}),
        (RULES, [(FIVE, "split", "kim", SPLIT)], {THREE.id, TWO.id}),
        (RULES, [(FIVE, "merge", "kim", {"into": MEET.id})], set()),
        ([*RULES, BY_HAND], [CORRECT, (FIVE, "correct", "lee", {"value": 6})], {SIX.id}),
    ],
)  # fmt: skip
def test_the_last_verdict_in_effect_decides(held: list[Held], given: Any, expected: set[str]) -> None:
    assert standing(held, reviews(*given)) == expected | REST


def rewritten(*by_rule: Claim, gone: tuple[Claim, ...] = (FIVE,)) -> list[Held]:
    """A story whose rules make other claims now."""
    by_hand = [] if NINE in by_rule else [BY_HAND]
    return [*(Held(c, by_rule=True) for c in by_rule), *(Held(c, by_rule=False) for c in gone), *by_hand]


@pytest.mark.parametrize(
    ("held", "given", "expected"),
    [
        # The rule says something else of the words that a person corrected: the person's word stands alone.
        (rewritten(SIX), [CORRECT], {NINE.id}),
        (rewritten(), [CORRECT], {NINE.id}),
        (rewritten(FIVE, SIX, gone=()), [CORRECT], {NINE.id}),
        # It says what the person said: they are one, whatever becomes of the review.
        (rewritten(NINE), [CORRECT], {NINE.id}),
        (rewritten(NINE), [CORRECT, (FIVE, "undo", "kim", 1)], {NINE.id}),
        # A rejected claim stays rejected, and says nothing of another reading.
        (rewritten(FIVE, gone=()), [(FIVE, "reject", "kim")], set()),
        (rewritten(SIX), [(FIVE, "reject", "kim")], {SIX.id}),
        # An accepted one stands, though the rule says something else now.
        (rewritten(SIX), [(FIVE, "accept", "kim")], {FIVE.id}),
        (rewritten(FIVE, SIX, gone=()), [(FIVE, "accept", "kim")], {FIVE.id, SIX.id}),
        # What a person saw beside it stays.
        (rewritten(FIVE, SIX, gone=()), [(*CORRECT, (SIX.id,))], {NINE.id, SIX.id}),
        # A person's word on the other reading counts for itself.
        (rewritten(SIX), [CORRECT, (SIX, "accept", "lee")], {NINE.id, SIX.id}),
    ],
)  # fmt: skip
def test_a_rule_that_is_rewritten(held: list[Held], given: Any, expected: set[str]) -> None:
    assert standing(held, reviews(*given)) == expected


def test_two_speakers_of_one_statement_are_two() -> None:
    said = corrected(SAYS, STORY, {"quotation": "direct"}, "kim")
    correct = (SAYS, "correct", "kim", {"quotation": "direct"}, (ALSO.id,))
    held = [Held(SAYS, by_rule=True), Held(ALSO, by_rule=True)]
    assert standing(held, reviews(correct)) == {said.id, ALSO.id}
    # Both are read anew: the other speaker's replaces the other speaker's, the person's word replaces its own.
    again = [with_id(replace(one, status="denied")) for one in (SAYS, ALSO)]
    held = [Held(SAYS, by_rule=False), Held(ALSO, by_rule=False), *(Held(one, by_rule=True) for one in again)]
    assert standing(held, reviews(correct)) == {said.id, again[1].id}


def test_a_corrected_span_holds_there_too() -> None:
    moved = {"mark": {"start": 5, "end": 11}}
    made = corrected(FIVE, STORY, moved, "kim")
    there = with_id(replace(SIX, mark=made.mark))
    held = [Held(FIVE, by_rule=False), Held(there, by_rule=True)]
    assert standing(held, reviews((FIVE, "correct", "kim", moved))) == {made.id}


def test_a_correction_that_cannot_be_read_any_more_keeps_what_it_made() -> None:
    old = (FIVE, "correct", "kim", {"a field of old": 1})
    assert standing([Held(FIVE, by_rule=True), BY_HAND], reviews(old)) == {NINE.id}


def test_corrections_in_a_circle_end() -> None:
    back = (NINE, "correct", "lee", {"value": 5})
    assert standing([Held(FIVE, by_rule=True), BY_HAND], reviews(CORRECT, back)) == {FIVE.id}
    assert standing([Held(FIVE, by_rule=True), BY_HAND], reviews(CORRECT, back, CORRECT)) == {NINE.id}
