"""Where a figure holds: the place of its clause, of its sentence, of what it points back to, else the story's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from onrecord.model import Place, Reading, Speaker
from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_kinds import RAISING
from onrecord.reading.figure_offer import HARM, Offer
from onrecord.reading.figure_scene import Scene
from onrecord.reading.parse import Document

INSIDE = frozenset(
    ("in", "at", "near", "across", "inside", "on", "around", "throughout", "outside", "within", "leave", "exit", "off")
)
ATTACKING = frozenset("attack assault invade storm raid strike hit bomb shell pound overrun".split())
COUNTING = ("health", "hospital", "medic", "civil defence", "civil defense")
OUTWARD = frozenset(("from", "into", "to", "toward", "towards"))
DIVISIONS = frozenset(
    "province region city town district governorate state village county territory area port island capital camp "
    "suburb neighbourhood neighborhood".split()
)
LEVELS = 7  # tokens before a name in which its preposition may stand
WITHIN = 6  # tokens from "Moravia's" to the name of the part of it
OWN = frozenset("soldier troop civilian citizen serviceman personnel officer national".split())
WARS = frozenset(("war", "conflict"))
CAMPAIGNS = WARS | {"operation", "offensive", "campaign", "invasion", "uprising"}
RAISED = 20  # tokens before a toll in which its "bringing" may stand
WIDE = frozenset(("country", "region"))


def place_of(
    scene: Scene, number: Counted, offer: Offer, reading: Reading, main: Place | None, speaker: Speaker | None,
    whole: str | None = None, *, total: bool = False,
) -> str | None:  # fmt: skip
    """The place that governs the figure's clause, else the sentence's, else the place of the body that gives it.

    A part is where its `whole` is, unless its own words say where; the `total` of a war is not the last town's.
    """
    document = scene.document
    inside = governing(scene, reading)
    added = raised_from(scene, number, offer)
    if added is not None:
        inside = [place for place in inside if place.span.start > document.tokens[added].start]
    if offer.part and whole is not None:
        following = next((one.start for one in scene.numbers if one.start > number.first), scene.last)
        limit = document.tokens[following - 1].end
        inside = [place for place in inside if number.number.span.end <= place.span.start < limit]
        if not inside:
            return whole
    if not inside:
        return elsewhere(scene, number, offer, reading, main, speaker, total=total)
    at = document.tokens[offer.cue if offer.cue is not None else number.head].start
    return min(inside, key=lambda place: abs(place.span.start - at)).name


def raised_from(scene: Scene, number: Counted, offer: Offer) -> int | None:
    """The participle of "…, bringing the number killed in the war to 456": what is before it is of the increment."""
    if not offer.rule.startswith("counter"):
        return None
    tokens = scene.document.tokens
    for token in tokens[max(scene.first, number.start - RAISED) : number.start]:
        if token.tag == "VBG" and token.lemma in RAISING and tokens[token.i - 1].lower == ",":
            words = tokens[token.i : number.start]
            long = any(word.lower == "since" or word.lemma in CAMPAIGNS for word in words)
            return token.i if long else None
    return None


def governing(scene: Scene, reading: Reading) -> list[Place]:
    """The places of the sentence in which something is; of "Moravia's province of Brno" only the inner one."""
    document = scene.document
    start, end = document.tokens[scene.first].start, document.tokens[scene.last - 1].end
    found = [
        place for place in reading.places
        if place.span.field == document.field and start <= place.span.start < end and place.form == "name"
        and governs(scene, place)
    ]  # fmt: skip
    return [place for place in found if not is_around(document, place, found)]


def is_around(document: Document, place: Place, found: Sequence[Place]) -> bool:
    """True where a possessive names the country of a place that follows at once."""
    last = document.range(place.span.start, place.span.end).stop
    if last >= len(document.tokens) or document.tokens[last].tag != "POS":
        return False
    return any(0 < document.range(o.span.start, o.span.end).start - last <= WITHIN for o in found if o is not place)


def elsewhere(
    scene: Scene, number: Counted, offer: Offer, reading: Reading, main: Place | None, speaker: Speaker | None,
    *, total: bool,
) -> str | None:  # fmt: skip
    """The place of a figure whose sentence names none."""
    story = main.name if main is not None else None
    if on_both_sides(scene):
        return None
    if points_back(scene):
        before = scene.before()
        earlier = governing(before, reading) if before is not None else []
        if earlier:
            return earlier[-1].name
    if offer.measure in HARM:
        own = own_place(scene, speaker, reading) or own_country(scene, number, offer, speaker, reading)
        if own:
            return own
    if total and main is not None and main.kind not in WIDE and tells_of_war(scene):
        same = (p for p in reading.places if p.kind == "country" and p.country == main.country)
        country = next(same, None)
        return country.name if country is not None else story
    return story


def on_both_sides(scene: Scene) -> bool:
    """True for "died on both sides": neither side's country is the place."""
    tokens = scene.document.tokens[scene.first : scene.last]
    return any(one.lower == "both" and two.lower == "sides" for one, two in pairwise(tokens))


def points_back(scene: Scene) -> bool:
    """True for the "there" of "the toll there", not of "there were"."""
    tokens = scene.document.tokens[scene.first : scene.last]
    return any(token.lower == "there" and token.tag == "RB" for token in tokens)


def tells_of_war(scene: Scene) -> bool:
    """True where the sentence speaks of a war: its toll is that of a country."""
    return any(token.lemma in WARS for token in scene.document.tokens[scene.first : scene.last])


def own_country(scene: Scene, number: Counted, offer: Offer, speaker: Speaker | None, reading: Reading) -> str | None:
    """The country that counts its own dead: "Moravia said five soldiers had died"."""
    passive = offer.rule.startswith(("subject of", "before"))
    if speaker is None or not passive or number.lemma not in OWN:
        return None
    text = scene.document.text
    for place in reading.places:
        span = place.span
        if span.field != scene.document.field or place.kind != "country" or place.form != "name":
            continue
        name = text[span.start : span.end]
        if speaker.name == name or speaker.name.startswith((f"{name}'s ", f"{name}\u2019s ")):
            return None if told_abroad(scene, place, reading) else place.name
    return None


def told_abroad(scene: Scene, country: Place, reading: Reading) -> bool:
    """True where the sentence before tells of a place in another country."""
    before = scene.before()
    return before is not None and any(place.country != country.country for place in governing(before, reading))


def own_place(scene: Scene, speaker: Speaker | None, reading: Reading) -> str | None:
    """The place in the name of the body that counts its own dead: "Gaza's health ministry"."""
    if speaker is None or speaker.kind != "body" or not any(word in speaker.name.lower() for word in COUNTING):
        return None
    text = scene.document.text
    for place in reading.places:
        span = place.span
        if span.field == scene.document.field and place.form == "name" and text[span.start : span.end] in speaker.name:
            return place.name
    return None


def governs(scene: Scene, place: Place) -> bool:
    """True for a place in which something is, not one that something comes from, goes to, or that acts."""
    document = scene.document
    covered = document.range(place.span.start, place.span.end)
    if is_attacked(document, covered.start):
        return True
    k = covered.start - 1
    for _ in range(LEVELS):
        if k < scene.first:
            return False
        token = document.tokens[k]
        if token.lower == "of" and k > scene.first and document.tokens[k - 1].lemma in DIVISIONS:
            k -= 2  # the southern province of Brno
            continue
        if token.lower in INSIDE or token.lemma in INSIDE:
            return True
        if token.tag not in ("DT", "JJ", "NNP", "NN", "VBN", "HYPH", "POS", "NNPS") or token.lower in OUTWARD:
            return False
        k -= 1
    return False


def is_attacked(document: Document, i: int) -> bool:
    """True for the place that begins at token `i` in "attacked southern Moravia"."""
    while i > 0 and document.tokens[i - 1].tag in ("JJ", "DT", "NN"):
        i -= 1
    before = document.tokens[i - 1] if i else None
    return before is not None and before.tag[:2] == "VB" and before.lemma in ATTACKING


def main_place(places: Iterable[Place], text_length: int) -> Place | None:
    """The place that the story names most, the headline and the lead counting for more."""
    score: Counter[str] = Counter()
    first: dict[str, Place] = {}
    for place in places:
        if place.form != "name":
            continue
        lead = place.span.field == "title" or place.span.start < min(250, text_length)
        score[place.name] += 3 if lead else 1
        first.setdefault(place.name, place)
    return first[max(score, key=lambda name: score[name])] if score else None
