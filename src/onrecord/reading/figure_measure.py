"""What a number counts: every rule offers a measure at a cost, and the cheapest offer is taken.

The cost says how far one has to reach for the word that decides: 1 for the parse's own subject or object, more for a
word that merely stands near.
"""

from __future__ import annotations

from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_counters import from_acts, from_among, from_counters, from_predicate, from_strength
from onrecord.reading.figure_offer import REMAINS, Offer
from onrecord.reading.figure_parts import OF_WHICH, from_whole
from onrecord.reading.figure_rises import from_rises
from onrecord.reading.figure_scene import Scene
from onrecord.reading.figure_verbs import (
    acts,
    from_left,
    from_nouns,
    from_parse,
    from_right,
    is_of_others,
    stays_inside,
)

TOO_FAR = 4.6
OTHER_TOO_FAR = 2.4
WEIGHTS = frozenset(("ton", "tonne"))
LOAD_REACH = 5  # tokens after "tons" that say of what
OBJECTS = {"launched": "launched", "intercepted": "launched", "aid": "aid"}  # whose nouns a measure takes


def best_offer(scene: Scene, number: Counted, earlier: list[tuple[Counted, Offer]], same: int) -> Offer | None:
    """The measure of `number`; `earlier` are the document's figures before it, the last `same` in this sentence."""
    if is_agent(scene, number) or number.lemma in scene.words.uncounted:
        return None
    offers = [
        *from_parse(scene, number), *from_nouns(scene, number), *from_right(scene, number), *from_left(scene, number),
        *from_acts(scene, number), *from_strength(scene, number), *from_predicate(scene, number),
        *from_counters(scene, number), *from_among(scene, number), *from_whole(scene, number, earlier, same),
        *from_rises(scene, number, earlier, same),
    ]  # fmt: skip
    suited = [offer for offer in offers if suits(scene, number, offer)]
    if is_whole(scene, number):
        suited = [offer for offer in suited if offer.cue == number.head] or suited
    best = min(suited, key=lambda offer: offer.cost, default=None)
    if best is None or best.part:
        return best
    counter = [token.lower for token in scene.document.tokens[best.cue or number.start : number.start]]
    if best.rule == "counter total" and same and best.cue is not None and "total" in counter:
        best = best._replace(measure=earlier[-1][1].measure)  # four were freed, bringing the total to 9
    if best.measure == "destroyed" and number.noun is None and same and earlier[-1][1].measure == "launched":
        best = best._replace(measure="intercepted")  # 120 drones, 98 of which were shot down
    part = next(
        (
            offer
            for offer in offers
            if offer.part and (best.measure in (offer.measure, "bodies", "intercepted") or offer.rule == OF_WHICH)
        ),
        None,
    )
    return best if part is None else best._replace(parent=part.parent, part=True)


def is_of_another_kind(scene: Scene, number: Counted, offer: Offer) -> bool:
    """True where the words around show that a measure is not meant: inner ways, loads that are no aid, ended lives."""
    if offer.cue is not None and is_of_others(scene, number, offer.cue):
        return True
    if offer.measure == "crossed" and offer.cue is not None:
        return stays_inside(scene, offer.cue)
    if offer.measure == "residents" and offer.cue is not None and offer.cue > number.head:
        return acts(scene, number, offer.cue)
    if offer.measure == "aid":
        return holds_load(scene, number)
    if offer.measure == "destroyed" and number.lemma not in scene.words.things:  # 40 fighters were eliminated
        return any(cue.measure == "killed" for cue in scene.cues.get(offer.cue or -1, ()))
    return False


def holds_load(scene: Scene, number: Counted) -> bool:
    """True for "nine tons of mustard gas": what comes by weight and is no aid."""
    if number.lemma not in WEIGHTS:
        return False
    tokens = scene.document.tokens[number.end : min(scene.last, number.end + LOAD_REACH)]
    return bool(tokens) and tokens[0].lower == "of" and any(token.lower in scene.words.loads for token in tokens[1:])


def is_whole(scene: Scene, number: Counted) -> bool:
    """True for the 48 of "ten of the 48 hostages": what the verb says is said of the ten."""
    tokens, k = scene.document.tokens, number.first - 1
    k -= k > scene.first and tokens[k].lower in ("the", "those", "its", "their")
    return k > scene.first and tokens[k].lower == "of" and any(one.last == k for one in scene.numbers)


def pointed_to(scene: Scene, number: Counted, offer: Offer) -> Offer:
    """The offer with what a bare number points back to: "four were returned", after a sentence about bodies."""
    if offer.measure != "released" or number.noun is not None:
        return offer
    before = scene.before()
    here = scene.document.tokens[before.first if before else scene.first : number.start]
    remains = any(token.lemma in REMAINS and token.tag == "NNS" for token in here)
    return offer._replace(measure="bodies") if remains else offer


def suits(scene: Scene, number: Counted, offer: Offer) -> bool:
    """False where a measure of persons meets a thing, or the reverse, or the word stands too far off."""
    if offer.cost > TOO_FAR:
        return False
    words, lemma = scene.words, number.lemma
    if offer.measure == "other" and offer.cost > OTHER_TOO_FAR:
        return False
    if offer.measure == "other" and number.noun is not None:
        own = [
            cue
            for cue in scene.cues.get(number.noun.i, ())
            if cue.kind in ("noun", "strong") and cue.measure != "other"
        ]
        if own:
            return False
    if is_of_another_kind(scene, number, offer):
        return False
    if lemma in REMAINS:
        return offer.measure == "bodies"
    if not lemma or offer.parent is not None:
        return True
    if offer.measure in OBJECTS:
        return lemma in words.objects[OBJECTS[offer.measure]]
    if lemma in words.things:
        return offer.measure not in words.persons
    if offer.rule.startswith(("noun", "counter", "act")):
        return True
    return offer.measure != "troops" or lemma in words.fighters


def is_agent(scene: Scene, number: Counted) -> bool:
    """True for those who act: "by four soldiers"."""
    i = number.start - 1
    tokens = scene.document.tokens
    if i < scene.first or tokens[i].lower != "by" or number.noun is None or number.lemma in scene.words.things:
        return False
    before = tokens[i - 1]
    in_company = before.lower in ("accompanied", "joined", "followed", "witnessed")
    return not in_company and before.tag in ("VBN", "VBD", "VBG", "NN", "NNS")
