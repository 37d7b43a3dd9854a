"""What a number takes over from an earlier one: as a part of it, in company with it, as the next in a list."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_offer import HARM, Offer
from onrecord.reading.figure_scene import Scene

AGAIN = {
    "dead": "killed", "killed": "killed", "wounded": "injured", "injured": "injured", "missing": "missing",
    "hostages": "abducted", "victims": "", "casualties": "",
}  # fmt: skip
INCLUDING = frozenset(("including", "include", "includes", "included", "among", "counting"))
GRAVELY = frozenset(("critically", "seriously", "severely", "badly", "gravely", "slightly", "lightly"))
COMPANIONS = frozenset(("accompanied", "along", "together"))
OF_WHICH = "part of which"
RAISING = frozenset(("raise", "lift", "bring", "take", "revise", "lower", "cut", "put", "increase", "push"))
OF_ONE_KIND = frozenset(("launched", "aid", "intercepted", "troops", "killed", "injured"))
MADE_UP_OF = frozenset((":", "-", "--", "–", "—", "("))
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
    if of_them or again is not None or includes(scene, number, before):
        if again is None and stands_for_another(scene, number, here):
            return
        whole = whole_of(scene, number, here, again or "")
        if whole is None and not any(word in ("including", "counting") for word in before):
            bare_one = number.noun is None and number.number.low == 1
            whole = (
                None
                if bare_one or tells_of_others(scene, number)
                else whole_of(scene, number, earlier[-8:], again or "")
            )
        if whole is not None:
            yield part_of(whole, 1.5, whole[1].cue if whole in here else None)
        return
    grave = number.noun is None and after[:1] and after[0] in GRAVELY and before[-1:] in ([","], ["and"], ["–"])
    gravest = whole_of(scene, number, here) if grave else None  # four were hurt, one critically
    back = part_of(gravest, 0.5, gravest[1].cue) if gravest else pointing(scene, number, earlier, same)
    if back is not None:
        yield back
        return
    last, offer = earlier[-1]
    if number.noun is None and tokens[scene.first].sentence - tokens[last.first].sentence <= 1:
        if is_rate(after):
            yield Offer(3.0, offer.measure, None, "as the number before")
        elif brings_total(scene, number):
            yield Offer(3.0, offer.measure, None, "counter total")
    if here:
        yield from from_before(scene, number, here[-1], before)


def includes(scene: Scene, number: Counted, before: list[str]) -> bool:
    """True where "including", "among them" leads the number, and no verb of its own stands between."""
    if not any(word in INCLUDING for word in before) or before[-1:] == ["among"]:
        return False
    at = max(k for k, word in enumerate(before) if word in INCLUDING)
    tokens = scene.document.tokens[number.start - len(before) + at + 1 : number.start]
    return not any(token.tag == "VBG" for token in tokens)


def tells_of_others(scene: Scene, number: Counted) -> bool:
    """True where the verb "include" has a subject that is no count and no "they": "the rebels include two groups"."""
    document = scene.document
    for token in document.tokens[max(scene.first, number.start - 3) : number.start]:
        if token.lemma == "include" and token.tag[:2] == "VB":
            subjects = document.children(token.i, "nsubj")
            return any(child.tag[:2] == "NN" and not scene.cues.get(child.i) for child in subjects)
    return False


def stands_for_another(scene: Scene, number: Counted, here: list[tuple[Counted, Offer]]) -> bool:
    """True where the whole is a number of the sentence that is no figure: "25 delegates, including four judges"."""
    figures = {one.first for one, _ in here}
    before = [one for one in scene.numbers if one.first < number.first]
    if not before or before[-1].first in figures:
        return False
    gap = [token.lower for token in scene.document.tokens[before[-1].end : number.start]]
    return not here or [word for word in gap if word != ","] in (["including"], ["among", "them"], ["counting"])


def part_of(whole: tuple[Counted, Offer], cost: float, cue: int | None) -> Offer:
    """The offer of a part of a number."""
    return Offer(cost, whole[1].measure, cue, "part of the number before", whole[0], part=True)


def from_before(scene: Scene, number: Counted, one: tuple[Counted, Offer], before: list[str]) -> Iterator[Offer]:
    """What the number right before, in the same sentence, offers; `before` are the words before this one."""
    last, offer = one
    if last.start == scene.first + 1 and scene.document.tokens[scene.first].lower == "of":
        yield part_of(one, 2.9, None)
    if offer.part and between(scene, last, number) <= 2:
        yield Offer(1.6, offer.measure, offer.cue, "next in a list", offer.parent, part=True)
    elif is_broken_down(scene, one, number):
        yield part_of(one, 1.1, None)
    elif offer.rule.startswith("act") and bare_between(scene, last, number):
        yield Offer(1.0, offer.measure, offer.cue, "as the number before", last)
    elif runs_on(scene, last, number):
        yield Offer(0.9, offer.measure, offer.cue, "as the number before", last)
    elif before[-1:] in (["by"], ["with"]) and not COMPANIONS.isdisjoint(before):
        yield Offer(1.35, offer.measure, offer.cue, "together with the number before", last)
    elif gapped(scene, last, number):
        yield Offer(3.2, offer.measure, offer.cue, "as the number before", last)


def pointing(scene: Scene, number: Counted, earlier: list[tuple[Counted, Offer]], same: int) -> Offer | None:
    """What a number has that points back at those before it: "of which 45 and 266", "raised them to 40 and 90"."""
    here, tokens = earlier[len(earlier) - same :], scene.document.tokens
    of_which = [token.lower for token in tokens[max(scene.first, number.start - 2) : number.start]]
    if here and of_which in (["of", "which"], ["of", "whom"]):
        paired = here[0] if len(here) > 1 and is_pair(scene, number) else here[-1]
        return part_of_which(next((one for one in here if same_things(one, number)), paired))
    if here and here[-1][1].parent is not None and between(scene, here[-1][0], number) <= 1 and here[-1][1].part:
        whole = here[-1][1].parent
        follows = [one for one in here if not one[1].part and one[0].start > whole.start]
        if follows and of_which_before(scene, here[-1][0]):
            return part_of_which(follows[0])
    if of_which in (["figure", "of"], ["number", "of"]) and number.noun is None:  # rejected the figure of 460
        told = (offer.measure for other, offer in reversed(earlier) if other.number.low == number.number.low)
        measure = next(told, None)
        return Offer(0.4, measure, None, "the number again") if measure else None
    raised = raised_again(scene, number, earlier, same)
    return Offer(0.8, raised, None, "counter raised") if raised is not None else None


def same_things(one: tuple[Counted, Offer], number: Counted) -> bool:
    """True for a whole in the same noun: the drones of "142 drones and nine missiles, of which 121 drones"."""
    return bool(number.lemma) and one[0].lemma == number.lemma and not one[1].part


def of_which_before(scene: Scene, number: Counted) -> bool:
    """True where "of which" stands before the number."""
    before = scene.document.tokens[max(scene.first, number.start - 2) : number.start]
    return [token.lower for token in before] in (["of", "which"], ["of", "whom"])


def part_of_which(whole: tuple[Counted, Offer]) -> Offer:
    """The offer of a number after "of which": of the same kind as the whole, unless its own verb says otherwise."""
    return Offer(3.0, whole[1].measure, None, OF_WHICH, whole[0], part=True)


def is_pair(scene: Scene, number: Counted) -> bool:
    """True where two numbers are coordinated: "of which 45 and 266"."""
    after = number.last
    return after + 1 < scene.last and scene.document.tokens[after].lower == "and" and bool(scene.number_at(after + 1))


def raised_again(scene: Scene, number: Counted, earlier: list[tuple[Counted, Offer]], same: int) -> str | None:
    """The measure of "raised them to 40 and 90": of the totals that the sentence before gave."""
    tokens, before = scene.document.tokens, earlier[: len(earlier) - same]
    if number.noun is not None or not before:
        return None
    if same and earlier[-1][1].rule == "counter raised" and between(scene, earlier[-1][0], number) <= 1:
        return before[-1][1].measure
    words = [token.lower for token in tokens[max(scene.first, number.start - 2) : number.start]]
    verb = tokens[number.start - 3] if number.start - 3 >= scene.first else None
    if (
        verb is None
        or verb.lemma not in RAISING
        or words[-1:] != ["to"]
        or words[0] not in ("it", "them", "that", "this")
    ):
        return None
    return before[-2 if words[0] == "them" and len(before) > 1 else -1][1].measure


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


def whole_of(
    scene: Scene, number: Counted, earlier: list[tuple[Counted, Offer]], measure: str = ""
) -> tuple[Counted, Offer] | None:
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
        if number.lemma in scene.words.things and is_of_other_things(scene, number, offer):
            continue
        if offer.measure == "money" and number.noun is not None and number.noun.tag == "NNS":
            continue
        if not offer.part and size >= part and offer.measure not in ("missing", "residents"):
            return other, offer
    return None


def is_of_other_things(scene: Scene, number: Counted, offer: Offer) -> bool:
    """True for three tanks after 127 sorties: things that cannot be among what was counted."""
    return offer.measure in OF_ONE_KIND and number.lemma not in scene.words.objects[offer.measure]


def between(scene: Scene, left: Counted, right: Counted) -> int:
    """Tokens between two phrases."""
    return right.start - left.end


def is_broken_down(scene: Scene, one: tuple[Counted, Offer], number: Counted) -> bool:
    """True where a count is followed by what it is made up of: "the toll at 3,838 - 2,493 civilians and …"."""
    last, offer = one
    gap = [token.lower for token in scene.document.tokens[last.end : number.start]]
    if gap[:1] and gap[0] in AGAIN:
        del gap[0]  # 3,838 dead: 2,493 civilians
    if len(gap) != 1 or gap[0] not in MADE_UP_OF or offer.measure not in HARM or number.noun is None:
        return False
    return (last.number.low or 0) >= (number.number.low or 0) and number.lemma not in scene.words.things


def bare_between(scene: Scene, left: Counted, right: Counted) -> bool:
    """True for "the bodies of 26 children and 21 women": two counts of one noun, with a word between them."""
    gap = [token.lower for token in scene.document.tokens[left.end : right.start]]
    return gap in (["and"], [","], [",", "and"]) and right.noun is not None and right.lemma not in scene.words.things


def runs_on(scene: Scene, left: Counted, right: Counted) -> bool:
    """True for the upper end of an estimate with a bound of its own: "from 50,000 to at least 200,000"."""
    tokens = scene.document.tokens
    gap = [token.lower for token in tokens[left.end : right.start]]
    return gap == ["to"] and tokens[max(scene.first, left.start - 1)].lower == "from"


def joint_before(scene: Scene, right: Counted) -> int:
    """The token before the number, or before the time that opens its clause: "and last year more than 5,600"."""
    k = right.start - 1
    for time in scene.times.get(scene.document.tokens[scene.first].sentence, ()):
        covered = scene.document.range(time.span.start, time.span.end)
        if covered and covered.stop - 1 == k and time.type != "DURATION":
            k = covered.start - 1
            k -= scene.document.tokens[k].lower in ("on", "in")
    return k


def gapped(scene: Scene, left: Counted, right: Counted) -> bool:
    """True where a number repeats the clause before without its verb: "five were killed in A and six in B"."""
    tokens = scene.document.tokens
    before = joint_before(scene, right)
    if before < scene.first or tokens[before].lower not in ("and", ",", ";", "while"):
        return False
    after = tokens[right.end] if right.end < scene.last else None
    if right.number.low == 0 or (after is not None and after.tag[:2] in ("VB", "MD")):
        return False
    if right.noun is not None and right.lemma == left.lemma and after is not None and after.tag in ("IN", "TO"):
        return True  # 100 people on Monday and 37 people on Tuesday
    return right.noun is None or (
        left.noun is not None
        and scene.words.things.isdisjoint((left.lemma, right.lemma))
        and right.noun.tag in ("NNS", "NNPS", "NNP")
        and right.end >= scene.last - 1
    )
