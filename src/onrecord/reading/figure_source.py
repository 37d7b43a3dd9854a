"""Who gives a figure, whether it is disputed, and where it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from onrecord.model import Attribution, Place, Reading, Span, Speaker
from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_offer import HARM, Offer
from onrecord.reading.figure_scene import Scene
from onrecord.reading.grammar import np_tokens
from onrecord.reading.parse import Document

DEEDS = frozenset(("order", "demand", "warn", "urge", "tell", "direct", "call", "instruct", "ask"))
DENIALS = frozenset(("deny", "dispute", "reject", "refute", "dismiss", "contest"))
FALSE = frozenset(("false", "untrue", "inaccurate", "exaggerated", "inflated", "baseless", "fabricated"))
GIVING = frozenset(
    ("put", "give", "register", "record", "count", "list", "raise", "report", "document", "tally", "estimate")
)
BODIES = frozenset(
    "ministry authority official agency monitor group office police organization organisation committee government "
    "network service department".split()
)
PRONOUNS = frozenset(("he", "she", "they", "it", "him", "her", "them", "we", "i"))
INSIDE = frozenset(
    ("in", "at", "near", "across", "inside", "on", "around", "throughout", "outside", "within", "leave", "exit", "off")
)
ATTACKING = frozenset("attack assault invade storm raid strike hit bomb shell pound overrun".split())
COUNTING = ("health", "hospital", "medic", "civil defence", "civil defense")
OUTWARD = frozenset(("from", "into", "to", "toward", "towards"))


def speaker_of(
    scene: Scene, number: Counted, offer: Offer, reading: Reading
) -> tuple[Speaker | None, Attribution | None]:
    """The speaker of the narrowest attribution whose content holds the figure, and that attribution."""
    span = number.number.span
    giver = given_by(scene, number, offer, reading)
    holding = [a for a in reading.attributions if any(part.contains(span) for part in a.content)]
    holding.sort(key=lambda a: min(part.end - part.start for part in a.content if part.contains(span)))
    for attribution in holding:
        if offer.measure == "evacuated" and cue_lemmas(scene, attribution) & DEEDS:
            return None, attribution
        if attribution.speaker is not None and attribution.speaker.name.lower() in PRONOUNS:
            continue
        if attribution.speaker is not None:
            return (
                (None, attribution)
                if is_background(scene, number, offer, attribution)
                else (attribution.speaker, attribution)
            )
    return giver, holding[0] if holding else None


def given_by(scene: Scene, number: Counted, offer: Offer, reading: Reading) -> Speaker | None:
    """Who gives the figure in the sentence's own verb: "the ministry put the toll at 40", "it counted 9 wounded"."""
    document = scene.document
    at = offer.cue if offer.cue is not None and scene.first <= offer.cue < scene.last else number.head
    for token in (document.tokens[at], *document.ancestors(at)):
        if token.tag[0] != "V" or token.lemma not in GIVING:
            continue
        for subject in document.children(token.i, "nsubj"):
            span = Span(subject.start, subject.end, document.field)
            entity = next((e for e in reading.names if any(mention.contains(span) for mention in e.mentions)), None)
            if entity is not None:
                return entity.speaker
            if subject.lemma in BODIES:
                first, last = np_tokens(document, subject.i)
                return Speaker(
                    without_article(document.text[document.tokens[first].start : document.tokens[last - 1].end]), "body"
                )
        return None
    return None


def without_article(name: str) -> str:
    """The name without a leading article."""
    head, _, rest = name.partition(" ")
    return rest if head.lower() in ("the", "a", "an") and rest else name


def cue_lemmas(scene: Scene, attribution: Attribution) -> set[str]:
    """The lemmas of an attribution's cue, where it stands in this document."""
    return {
        token.lemma
        for span in attribution.cue
        if span.field == scene.document.field
        for token in scene.document.at(span)
    }


def is_background(scene: Scene, number: Counted, offer: Offer, attribution: Attribution) -> bool:
    """True where the figure only identifies something inside another's words: "the strikes, which have killed 9, …"."""
    if offer.cue is None or cue_lemmas(scene, attribution) & {"according", "accord"}:
        return False
    document = scene.document
    verb = document.tokens[offer.cue]
    for _ in range(3):
        if verb.dep != "conj":
            break
        verb = document.tokens[verb.head]
    if verb.dep != "relcl" or verb.head == number.head:
        return False
    subject = next((child for child in document.children(verb.i, "nsubj")), None)
    return subject is not None and subject.lower in ("that", "which") and number.start > verb.i


def denied(scene: Scene, number: Counted, offer: Offer, attribution: Attribution | None) -> bool:
    """True where the sentence itself disputes the number."""
    document = scene.document
    if attribution is not None and cue_lemmas(scene, attribution) & DENIALS:
        return True
    if is_set_against(scene, number):
        return True
    at = offer.cue if offer.cue is not None else number.head
    if any(token.lemma in DENIALS and token.tag[0] == "V" for token in document.ancestors(at)):
        return True
    after = document.tokens[number.end : min(scene.last, number.end + 12)]
    disputed = any(token.lemma in DENIALS and token.dep == "relcl" for token in after)  # a figure the army disputed
    return disputed or any(token.lower in FALSE for token in after)


def is_set_against(scene: Scene, number: Counted) -> bool:
    """True for the second number of "61 were killed, not 359"."""
    tokens, k = scene.document.tokens, number.first - 1
    if k <= scene.first or tokens[k].lower != "not":
        return False
    return tokens[k - 1].lower in (",", "and", "but", "(", "-", "–", "—")


def place_of(
    scene: Scene, number: Counted, offer: Offer, reading: Reading, main: str | None, speaker: Speaker | None
) -> str | None:
    """The place that governs the figure's clause, else the sentence's, else the place of the body that gives it."""
    document = scene.document
    start, end = document.tokens[scene.first].start, document.tokens[scene.last - 1].end
    at = document.tokens[offer.cue if offer.cue is not None else number.head].start
    inside = [
        place for place in reading.places
        if place.span.field == document.field and start <= place.span.start < end and place.form == "name"
        and governs(scene, place)
    ]  # fmt: skip
    if not inside:
        return own_place(scene, speaker, reading) or main if offer.measure in HARM else main
    return min(inside, key=lambda place: abs(place.span.start - at)).name


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
    for _ in range(5):
        if k < scene.first:
            return False
        token = document.tokens[k]
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


def main_place(places: Iterable[Place], text_length: int) -> str | None:
    """The place that the story names most, the headline and the lead counting for more."""
    score: Counter[str] = Counter()
    for place in places:
        if place.form != "name":
            continue
        lead = place.span.field == "title" or place.span.start < min(250, text_length)
        score[place.name] += 3 if lead else 1
    return max(score, key=lambda name: score[name]) if score else None
