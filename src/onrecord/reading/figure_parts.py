"""What a number takes over from an earlier one: as a part of it, in company with it, as the next in a list."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_offer import Offer
from onrecord.reading.figure_scene import Scene

AGAIN = {
    "dead": "killed", "killed": "killed", "wounded": "injured", "injured": "injured", "missing": "missing",
    "hostages": "abducted", "victims": "", "casualties": "",
}  # fmt: skip
INCLUDING = frozenset(("including", "include", "includes", "included", "among", "counting"))
COMPANY = frozenset(("accompanied", "with", "alongside", "plus"))


def from_whole(scene: Scene, number: Counted, earlier: list[tuple[Counted, Offer]], same: int) -> Iterator[Offer]:
    """What an earlier number has: of a part of it, of company, of the next in a list.

    The last `same` of `earlier` stand in this sentence; a part may also be of a number in a sentence before.
    """
    if not earlier:
        return
    tokens = scene.document.tokens
    before = [tokens[k].lower for k in range(max(scene.first, number.start - 3), number.start)]
    after = [tokens[k].lower for k in range(number.last, min(scene.last, number.last + 6))]
    here = earlier[len(earlier) - same :]
    again = dead_again(after) if after[:1] == ["of"] else None
    of_them = after[:1] == ["of"] and after[1:2] in (["them"], ["whom"], ["which"])
    if of_them or again is not None or any(word in INCLUDING for word in before):
        whole = whole_of(number, here, again or "") or whole_of(number, earlier[-8:], again or "")
        if whole is not None:
            yield Offer(
                1.5,
                whole[1].measure,
                whole[1].cue if whole in here else None,
                "part of the number before",
                whole[0],
                part=True,
            )
        return
    if is_rate(after) or brings_total(scene, number):
        last, offer = earlier[-1]
        near = scene.document.tokens[scene.first].sentence - scene.document.tokens[last.first].sentence <= 1
        if number.noun is None and near:
            yield Offer(3.0, offer.measure, None, "counter total" if not is_rate(after) else "as the number before")
    if not here:
        return
    last, offer = here[-1]
    if last.start == scene.first + 1 and scene.document.tokens[scene.first].lower == "of":
        yield Offer(2.9, offer.measure, None, "part of the number before", last, part=True)
    if offer.part and between(scene, last, number) <= 2:
        yield Offer(1.6, offer.measure, offer.cue, "next in a list", offer.parent, part=True)
    elif (
        before
        and before[-1] in ("by", "with")
        and ("accompanied" in before or "along" in before or "together" in before)
    ):
        yield Offer(1.35, offer.measure, offer.cue, "together with the number before", last)
    elif gapped(scene, last, number):
        yield Offer(3.2, offer.measure, offer.cue, "as the number before", last)


def is_rate(after: list[str]) -> bool:
    """True for a number "a day": what it counts may have been said before."""
    return after[:1] == ["daily"] or (after[:1] in (["a"], ["per"], ["each"], ["every"]) and after[1:2] == ["day"])


def brings_total(scene: Scene, number: Counted) -> bool:
    """True for "brings the total to 1,000"."""
    before = [token.lower for token in scene.document.tokens[max(scene.first, number.start - 5) : number.start]]
    return before[-1:] == ["to"] and "total" in before


def dead_again(after: list[str]) -> str | None:
    """The measure of "of the dead", "of those wounded": a part of a number given before; "" where any will do."""
    rest = after[2:5] if after[1:2] in (["the"], ["those"]) else []
    return next((AGAIN[word] for word in rest if word in AGAIN), None)


def whole_of(number: Counted, earlier: list[tuple[Counted, Offer]], measure: str = "") -> tuple[Counted, Offer] | None:
    """The latest number that may be the whole: no part itself, of persons, and no smaller than its part."""
    part = number.number.low or number.number.high or 0
    tokens = number.document.tokens
    newly = any(token.lower == "newly" for token in tokens[number.last : number.last + 4])
    for other, offer in reversed(earlier):
        size = other.number.low or other.number.high or 0
        if measure and offer.measure != measure:
            continue
        if newly and any(token.lower == "earlier" for token in tokens[other.first : other.end + 4]):
            continue
        if not offer.part and size >= part and offer.measure not in ("missing", "residents"):
            return other, offer
    return None


def between(scene: Scene, left: Counted, right: Counted) -> int:
    """Tokens between two phrases."""
    return right.start - left.end


def gapped(scene: Scene, left: Counted, right: Counted) -> bool:
    """True where a number repeats the clause before without its verb: "five were killed in A and six in B"."""
    tokens = scene.document.tokens
    if right.start - 1 < scene.first or tokens[right.start - 1].lower not in ("and", ",", ";", "while"):
        return False
    after = tokens[right.end] if right.end < scene.last else None
    if right.number.low == 0 or (after is not None and after.tag[:2] in ("VB", "MD")):
        return False
    return right.noun is None or (
        left.noun is not None
        and scene.words.things.isdisjoint((left.lemma, right.lemma))
        and right.noun.tag in ("NNS", "NNPS", "NNP")
        and right.end >= scene.last - 1
    )
