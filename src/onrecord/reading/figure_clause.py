"""Whether a time expression belongs to the clause that a figure hangs on."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.model import Time
from onrecord.reading.figure_scene import Scene
from onrecord.reading.figure_tense import tense_of
from onrecord.reading.parse import Document, Token

SAYING = frozenset(
    "say tell report announce add state write declare warn confirm claim note post publish release quote "
    "condemn comment "
    "update speak urge call order demand acknowledge insist pledge agree put".split()
)
BEGINNING = frozenset(("begin", "start", "erupt"))
CAUSES = frozenset(("response", "retaliation", "reaction", "wake", "aftermath", "anniversary", "revenge", "reprisal"))
ATTACKS = frozenset(
    "attack assault raid strike blast explosion bombing incursion massacre airstrike shooting invasion "
    "infiltrate storm".split()
)
FOLLOWS = 32  # tokens after a dated attack in which its cost may follow


class Spot(NamedTuple):
    """A time expression in its sentence: its tokens (the last exclusive), its text, and the word before it."""

    time: Time
    first: int
    last: int
    text: str
    before: str


def clause_head(document: Document, i: int) -> Token | None:
    """The verb of the clause of token `i`: itself where it is a verb."""
    token = document.tokens[i]
    for _ in range(14):
        if token.tag[0] == "V" and token.dep not in ("aux", "auxpass", "amod"):
            return token
        if token.head == token.i:
            return None
        token = document.tokens[token.head]
    return None


def coordinated(document: Document, verb: Token) -> set[int]:
    """The verb with those it is coordinated with, and those whose participle it is ("…, killing five")."""
    found, token = {verb.i}, verb
    for _ in range(5):
        participle = (
            token.tag in ("VBG", "VBN") and token.dep in ("advcl", "acl", "conj", "prep")
        ) or token.dep == "auxpass"
        if token.dep != "conj" and not participle:
            break
        token = document.tokens[token.head]
        found.add(token.i)
        if token.tag[0] != "V":
            break
    return found


def in_clause(scene: Scene, spot: Spot, at: int) -> bool:
    """True where the time stands in the clause of token `at`, or in one coordinated with it."""
    document = scene.document
    verb, own = clause_head(document, spot.last - 1), clause_head(document, at)
    if verb is None or own is None:
        return True
    if any(token.lemma in CAUSES for token in between(document, spot.last - 1, verb.i)):
        return False
    mine, its = coordinated(document, own), coordinated(document, verb)
    if mine & its:
        return True
    if verb.dep == "advcl" and is_when(document, verb) and coordinated(document, document.tokens[verb.head]) & mine:
        return True
    if own.dep in ("relcl", "acl") and document.tokens[own.head].i < spot.first < at:
        return True  # an attack on the coast on Sunday that killed five
    if own.dep in ("relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp") and any(
        child.dep in ("mark", "nsubj", "nsubjpass", "aux") for child in document.children(own.i)
    ):
        return False
    return abs(spot.first - at) <= 6 and verb.dep not in ("relcl", "ccomp")


def is_when(document: Document, verb: Token) -> bool:
    """True where a clause says what happened at the time: "killed when troops raided the village"."""
    return any(child.lower in ("when", "as") for child in document.children(verb.i, "advmod", "mark"))


def between(document: Document, low: int, stop: int) -> list[Token]:
    """The heads above token `low`, up to token `stop`."""
    found = []
    for token in document.ancestors(low):
        if token.i == stop:
            break
        found.append(token)
    return found


def holds(scene: Scene, spot: Spot, at: int) -> bool:
    """True where the clause of token `at` is a relative clause to the phrase that the time stands in."""
    document = scene.document
    own = clause_head(document, at)
    for _ in range(4):
        if own is None or own.dep != "conj":
            break
        own = document.tokens[own.head]
    if own is None or own.dep not in ("relcl", "acl"):
        return False
    return spot.last <= at and any(token.i == own.head for token in between(document, spot.last - 1, -1)[:6])


def tells_of_attack(scene: Scene, spot: Spot, at: int) -> bool:
    """True where a dated attack is told of and what it cost follows: "an attack on Sunday on the port, killing 9"."""
    document, tokens = scene.document, scene.document.tokens
    if spot.last > at or at - spot.last > FOLLOWS:
        return False
    near = tokens[max(scene.first, spot.first - 8) : min(at, spot.last + 5)]
    if not any(token.lemma in ATTACKS for token in near) or any(t.lower == ";" for t in tokens[spot.last : at]):
        return False
    own = clause_head(document, at)
    dependent = own is None or own.dep in ("relcl", "acl", "advcl", "conj", "pcomp", "ccomp", "prep", "amod", "dep")
    return dependent and tense_of(scene, at) != "perfect"


def begins_what_counts(scene: Scene, spot: Spot, at: int) -> bool:
    """True for the war that began on a day and has killed 40,000: the day is where its count starts."""
    document = scene.document
    verb = clause_head(document, spot.last - 1)
    own = clause_head(document, at)
    if verb is None or own is None or verb.lemma not in BEGINNING:
        return False
    if own.head == verb.i and own.dep == "advcl" and is_when(document, own):
        return False  # it began on Friday when five were killed
    if coordinated(document, own) & {verb.i}:
        return True
    return verb.dep == "relcl" and own.i in (token.i for token in document.ancestors(verb.i))


def belongs_to_saying(scene: Scene, spot: Spot, at: int) -> bool:
    """True where the time says when something was said: it hangs on, or stands next to, a word of saying."""
    tokens = scene.document.tokens
    for k in (spot.first - 1, spot.first - 2, spot.last):
        if scene.first <= k < scene.last and tokens[k].lemma in SAYING and tokens[k].tag[0] == "V" and k != at:
            return True
    verb = clause_head(scene.document, spot.last - 1)
    return verb is not None and verb.lemma in SAYING and verb.i != at
