"""What a figure says beside its number: two measures in one, of whom, up from what, for each."""

from __future__ import annotations

from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_offer import HARM, Offer
from onrecord.reading.figure_scene import Scene

FLYING = frozenset(("drone", "missile", "rocket", "projectile", "uav"))
PAIRS = {frozenset(("killed", "injured")): "casualties"}


def combined(scene: Scene, number: Counted, offer: Offer) -> tuple[str, str | None]:
    """`other` where one number stands for two measures ("killed or wounded 50"), with what it then counts."""
    if offer.parent is not None and offer.cue is None:
        return offer.measure, None
    what = None
    if offer.measure == "other":
        what = "casualties" if number.lemma in ("casualty",) else (number.lemma or None)
    near = {token.lemma for token in scene.document.tokens[number.last : min(scene.last, number.last + 6)]}
    if offer.measure == "destroyed" and (number.lemma in FLYING or (number.noun is None and FLYING & near)):
        return "intercepted", None
    if offer.cue is None or offer.measure not in HARM:
        return offer.measure, what
    if offer.measure == "captured" and number.lemma in ("hostage", "captive"):
        return "abducted", None
    tokens = scene.document.tokens
    for step in (1, -1):
        joint, other = offer.cue + step, offer.cue + 2 * step
        if not (scene.first <= other < scene.last) or tokens[joint].lower not in ("and", "or"):
            continue
        if scene.number_at(other) is not None and not number.first <= other < number.end:
            continue
        for cue in scene.cues.get(other, ()):
            pair = frozenset((cue.measure, offer.measure))
            if (
                len(pair) == 2
                and pair <= HARM
                and cue.kind != "noun"
                and (tokens[joint].lower == "or" or pair in PAIRS)
            ):
                if step == 1 and tokens[other].tag[0] == "V" and number.start > offer.cue:
                    continue
                return "other", PAIRS.get(pair, " or ".join(sorted(pair)))
    return offer.measure, what


def of_words(scene: Scene, number: Counted, offer: Offer) -> str | None:
    """Who or what is counted, null where the measure's own word is all there is."""
    if offer.rule.startswith("adjective") or (offer.measure == "bodies" and offer.rule.startswith("noun")):
        return None
    if offer.rule.startswith("counter"):
        return counter_of(scene, number, offer)
    if (
        number.noun is not None
        and offer.rule.startswith("noun")
        and any(cue.kind == "strong" for cue in scene.cues.get(number.noun.i, ()))
    ):
        return None
    return number.of


def counter_of(scene: Scene, number: Counted, offer: Offer) -> str | None:
    """Whose toll it is: "Palestinian death toll", "the number of Americans"."""
    tokens = scene.document.tokens
    for k in range(number.start - 1, scene.first - 1, -1):
        if tokens[k].lower in ("toll", "number", "total"):
            if k + 2 < scene.last and tokens[k + 1].lower == "of" and tokens[k + 2].tag in ("NNS", "NNPS"):
                return (
                    None
                    if any(cue.measure == offer.measure for cue in scene.cues.get(k + 2, ()))
                    else tokens[k + 2].text
                )
            first = k - 1 - (tokens[k - 1].lower == "death")
            return (
                tokens[first].text
                if first >= scene.first and tokens[first].text[0].isupper() and is_nation(scene, first)
                else None
            )
    return None


def is_nation(scene: Scene, i: int) -> bool:
    """True for "Palestinian" in "the Palestinian toll"; the place of "the Gaza toll" is no population."""
    return (scene.document.tokens[i].tag == "JJ" or i in scene.nations) and i not in scene.wide


def earlier_value(scene: Scene, number: Counted) -> float | None:
    """The value that the sentence says it was before: "up from 9", "from 9 to 12", "to 12 from 9"."""
    tokens = scene.document.tokens
    here = number.start - 1
    after_to = here >= scene.first and tokens[here].lower in ("to", "at")
    for other in scene.numbers:
        if other is number:
            continue
        k = next(
            (k for k in range(other.first - 1, max(scene.first, other.first - 6) - 1, -1) if tokens[k].lower == "from"),
            None,
        )
        if k is None:
            continue
        moved = k > scene.first and tokens[k - 1].lower in ("up", "down") and 0 < k - number.end <= 24
        if moved or (after_to and (0 <= number.start - other.end <= 4 or 0 <= k - number.end <= 1)):
            return other.number.low
    return None


def has_each(scene: Scene, number: Counted) -> bool:
    """True for "157 prisoners each", "ten apiece", "each side freed 390"."""
    tokens = scene.document.tokens
    first, last = max(scene.first, number.start - 5), min(scene.last, number.end + 5)
    first = max((i + 1 for i in range(first, number.start) if tokens[i].lower == ";"), default=first)
    around = tokens[first:last]
    for token in around:
        following = tokens[token.i + 1].lower if token.i + 1 < scene.last else ""
        if token.lower == "apiece" or (
            token.lower == "each" and following not in ("other", "day", "week", "month", "year")
        ):
            return True
    return False
