"""What a number counts: every rule offers a measure at a cost, and the cheapest offer is taken.

The cost says how far one has to reach for the word that decides: 1 for the parse's own subject or object, more for a
word that merely stands near.
"""

from __future__ import annotations

from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_counters import from_acts, from_counters, from_predicate, from_strength
from onrecord.reading.figure_offer import REMAINS, Offer
from onrecord.reading.figure_parts import from_whole
from onrecord.reading.figure_scene import Scene
from onrecord.reading.figure_verbs import from_left, from_nouns, from_parse, from_right

TOO_FAR = 4.6
OTHER_TOO_FAR = 2.4
OBJECTS = {"launched": "launched", "intercepted": "launched", "aid": "aid"}  # whose nouns a measure takes


def best_offer(scene: Scene, number: Counted, earlier: list[tuple[Counted, Offer]], same: int) -> Offer | None:
    """The measure of `number`; `earlier` are the document's figures before it, the last `same` in this sentence."""
    if is_agent(scene, number) or number.lemma in scene.words.uncounted:
        return None
    offers = [
        *from_parse(scene, number), *from_nouns(scene, number), *from_right(scene, number), *from_left(scene, number),
        *from_acts(scene, number), *from_strength(scene, number), *from_predicate(scene, number),
        *from_counters(scene, number), *from_whole(scene, number, earlier, same),
    ]  # fmt: skip
    suited = [offer for offer in offers if suits(scene, number, offer)]
    best = min(suited, key=lambda offer: offer.cost, default=None)
    if best is None or best.part:
        return best
    part = next((offer for offer in offers if offer.part and best.measure in (offer.measure, "bodies")), None)
    return best if part is None else best._replace(parent=part.parent, part=True)


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
