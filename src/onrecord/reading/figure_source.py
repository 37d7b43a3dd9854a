"""Who gives a figure, and whether it is disputed."""

from __future__ import annotations

from onrecord.model import Attribution, Reading, Span, Speaker
from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_offer import Offer
from onrecord.reading.figure_scene import Scene
from onrecord.reading.grammar import np_tokens
from onrecord.reading.parse import Token

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
INNER = frozenset(("say", "report", "estimate"))
ENDING = frozenset(("and", "while", "but", "including", "among"))  # after a comma: what follows is another clause


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
            if is_background(scene, number, offer, attribution):
                return None, attribution
            return nearer_source(scene, number, offer, attribution, reading) or attribution.speaker, attribution
    return giver, holding[0] if holding else None


def nearer_source(
    scene: Scene, number: Counted, offer: Offer, attribution: Attribution, reading: Reading
) -> Speaker | None:
    """Who gives the figure inside what another says: "…, according to the army", "while the mayor said 9 had died"."""
    span = number.number.span
    part = next(part for part in attribution.content if part.contains(span))
    tokens, document = scene.document.tokens, scene.document
    for token in tokens[number.end : scene.last]:
        after = tokens[token.i + 1].lower if token.i + 1 < scene.last else ""
        if token.end > part.end or token.lower == ";" or (token.lower == "," and after in ENDING):
            break
        if token.lower == "according" and after == "to":
            source = next((child for child in document.children(token.i + 1, "pobj")), None)
            source = source or next((t for t in tokens[token.i + 2 : scene.last] if t.tag[:2] == "NN"), None)
            return named(scene, source, reading) if source is not None else None
    at = offer.cue if offer.cue is not None and scene.first <= offer.cue < scene.last else number.head
    for token in document.ancestors(at):
        finite = token.lemma in INNER and token.tag in ("VBD", "VBZ", "VBP")
        if not finite or not part.start <= token.start < part.end:
            continue
        subject = next((child for child in document.children(token.i, "nsubj")), None)
        within = subject is not None and part.start <= subject.start and subject.i < token.i < number.start
        relative = subject is not None and tokens[max(scene.first, subject.i - 1)].lower in ("that", "which", "who")
        if (
            subject is None
            or not within
            or relative
            or token.dep == "relcl"
            or subject.lower in PRONOUNS
            or subject.tag[:2] != "NN"
        ):
            return None
        return named(scene, subject, reading)
    return None


def named(scene: Scene, head: Token, reading: Reading) -> Speaker:
    """The speaker that the noun at `head` names or describes."""
    document = scene.document
    span = Span(head.start, head.end, document.field)
    entity = next((e for e in reading.names if any(mention.contains(span) for mention in e.mentions)), None)
    if entity is not None:
        return entity.speaker
    first, last = np_tokens(document, head.i)
    name = document.text[document.tokens[first].start : document.tokens[last - 1].end]
    return Speaker(without_article(name), "unnamed")


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
