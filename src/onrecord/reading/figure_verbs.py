"""What verbs and nouns in the reach of a number offer as its measure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.reading.figure_counted import BEFORE, Counted
from onrecord.reading.figure_offer import Offer
from onrecord.reading.figure_scene import Scene, is_passive_form
from onrecord.reading.parse import Token

TRANSPARENT = frozenset(
    "be have do get report confirm believe fear presume think say know understand estimate suspect list "
    "appear seem remain "
    "continue feel include consider declare assume leave find use expect".split()
)
WEAKLY_SUBORDINATE = frozenset(("as", "after", "before", "since"))
FARTHEST = 20
CONDITIONS = frozenset(("critical", "serious", "stable", "fair", "grave", "guarded"))  # of patients
CONDITION_REACH = 6
OPINIONS = frozenset(("say", "think", "know", "believe", "fear", "report", "estimate", "confirm", "expect"))
RELATIVES = frozenset(("who", "that", "which", "whom"))
SUBORDINATE = frozenset(
    (
        "when",
        "while",
        "as",
        "after",
        "because",
        "where",
        "although",
        "though",
        "whereas",
        "until",
        "if",
        "since",
        "before",
        "but",
    )
)


def from_parse(scene: Scene, number: Counted) -> Iterator[Offer]:
    """The parse's own relation between the counted thing and a cue."""
    document = scene.document
    token = document.tokens[number.head]
    for _ in range(4):
        for child in document.children(token.i, "acl", "relcl"):
            yield from verb_offers(scene, child.i, "modifier", 1.2)
        if token.dep != "conj" or document.tokens[token.head].tag[0] not in "NCJ":
            break
        token = document.tokens[token.head]
    head = document.tokens[token.head]
    for cue in scene.cues.get(head.i, ()):
        if token.dep == "dobj" and cue.kind == "object" and not is_passive_form(scene, head.i) and head.i < token.i:
            yield Offer(1.0, cue.measure, head.i, f"object of {head.lemma}")
        elif token.dep in ("nsubjpass", "nsubj") and cue.kind == "object" and is_passive_form(scene, head.i):
            yield Offer(1.0, cue.measure, head.i, f"subject of passive {head.lemma}")
        elif token.dep == "nsubj" and cue.kind == "subject" and head.i > token.i:
            yield Offer(1.0, cue.measure, head.i, f"subject of {head.lemma}")


def verb_offers(scene: Scene, i: int, how: str, cost: float) -> Iterator[Offer]:
    """Offers of the cues at token `i` where what they count stands before them."""
    for cue in scene.cues.get(i, ()):
        lemma = scene.document.tokens[i].lemma
        extra = -0.1 * cue.phrasal
        if cue.kind in ("subject", "adjective") or (cue.kind == "object" and is_passive_form(scene, i)):
            living = 0.8 if cue.measure == "residents" else 0.0
            yield Offer(cost + extra + living, cue.measure, i, f"{how} {lemma}")


def from_nouns(scene: Scene, number: Counted) -> Iterator[Offer]:
    """The counted noun itself, or its adjective, names the measure."""
    document = scene.document
    text = document.text[max(0, number.number.span.start - 3) : number.number.span.start]
    if text.rstrip().endswith(("$", "€", "£", "¥")):
        yield Offer(0.3, "money", None, "currency sign")
    if number.noun is None:
        return
    for cue in scene.cues.get(number.noun.i, ()):
        if cue.kind == "strong":
            yield Offer(0.6, cue.measure, number.noun.i, f"noun {number.lemma}")
        elif cue.kind == "noun":
            yield Offer(2.2, cue.measure, number.noun.i, f"noun {number.lemma}")
        elif cue.kind == "adjective":
            yield Offer(1.0, cue.measure, number.noun.i, f"noun {number.lemma}")
        elif cue.kind == "subject":  # a headline's verb taken for a noun: "138,000 flee"
            yield Offer(1.1, cue.measure, number.noun.i, f"before {number.lemma}")
    for i in range(number.last, number.noun.i):
        for cue in scene.cues.get(i, ()):
            if cue.kind in ("adjective", "object") and document.tokens[i].tag in ("JJ", "VBN", "NN"):
                yield Offer(1.9, cue.measure, i, f"adjective {document.tokens[i].lower}")


def from_right(scene: Scene, number: Counted) -> Iterator[Offer]:
    """The first word after the phrase that says what happened to, or was done by, those counted."""
    tokens = scene.document.tokens
    one_of = number.start == scene.first + 1 and tokens[scene.first].lower == "of"  # of the 76 hostages, 35 are dead
    walk = Walk()
    for i in range(number.end, scene.last):
        if scene.cues.get(i) and not (walk.relative and tokens[i].tag == "VBG"):
            other = scene.number_at(i)
            offers = list(verb_offers(scene, i, "before", 1.4 + 0.1 * walk.steps if walk.steps else 0.9))
            if offers and (other is None or other is number):  # of four injured patients the adjective is theirs
                yield from offers
                return
        if tokens[i].lower == "condition" and tokens[i - 1].lower in CONDITIONS and i - number.end <= CONDITION_REACH:
            yield Offer(1.5, "injured", i, "before condition")
            return
        if tokens[i].lower in ("hospital", "hospitals", "hospitalized") and not walk.passed and i - number.end <= 5:
            dead = i + 1 < scene.last and tokens[i + 1].lemma == "morgue"
            yield Offer(1.6, "bodies" if dead else "hospitalised", i, "before hospital")
            return
        if (one_of and tokens[i].lower == ",") or (walk.passed and scene.number_at(i)):
            return
        following = step(walk, tokens[i], tokens[i - 1], first=i == number.end)
        if following is None or following.steps >= FARTHEST:
            return
        walk = following


class Walk(NamedTuple):
    """A walk to the right of a number: how far it has come, whether it is in a relative clause or past a verb."""

    steps: float = 0.0
    relative: bool = False
    passed: bool = False


def step(walk: Walk, token: Token, before: Token, *, first: bool) -> Walk | None:
    """One token further, at a cost that says how much of a hindrance it is; None where the clause ends."""
    steps, relative, _ = walk
    if token.lower == "shot":
        return Walk(steps + 9, relative, passed=True)
    if token.lower in RELATIVES:
        return None if before.tag == "IN" else walk._replace(relative=True)
    finite_saying = token.lemma in OPINIONS and token.tag in ("VBD", "VBZ", "VBP")
    opaque = token.lemma not in TRANSPARENT or finite_saying
    if token.tag[:2] == "VB" and opaque and not (first and token.lower == "taken"):
        if token.tag in ("VBD", "VBZ", "VBP") and not relative:
            return None
        return Walk(steps + (4 if relative else 9), relative=False, passed=True)
    if token.lower == ";" or (token.lower in SUBORDINATE and token.lower not in WEAKLY_SUBORDINATE):
        return None
    return walk._replace(steps=steps + hindrance(token))


def hindrance(token: Token) -> float:
    """What a token that ends no clause adds to the way."""
    if token.tag == "MD":
        return 0.5
    if token.lower in WEAKLY_SUBORDINATE:
        return 4
    if token.lower in (":", "—", "–", "--"):
        return 8
    if token.tag in ("DT", "POS", "RB"):
        return 0
    return 0.5 if token.tag in (",", "CC", "CD") else 0.8


def from_left(scene: Scene, number: Counted) -> Iterator[Offer]:
    """The verb before the phrase whose object it is, perhaps after other objects."""
    tokens = scene.document.tokens
    headline_verbs = ("JJ", "NN", "NNS") if scene.document.field == "title" else ()  # "rebels free 30"
    steps, i = 0.0, number.start - 1
    while i >= scene.first and steps < 8:
        token = tokens[i]
        for cue in scene.cues.get(i, ()):
            active = (token.tag[0] == "V" and not is_passive_form(scene, i)) or token.tag in headline_verbs
            if cue.kind == "object" and active:
                yield Offer(1.3 + 0.2 * steps - 0.1 * cue.phrasal, cue.measure, i, f"after {token.lemma}")
        before = scene.number_ending(i + 1)
        if before is not None and before.start < i + 1:
            steps, i = steps + 0.5, before.start - 1
            continue
        if token.tag[:2] in ("VB", "MD", "WP", "WD") or token.lower in (";", "(", ":") or token.lower in SUBORDINATE:
            return
        if token.lower == "that":
            steps += 0.3
        elif token.lower == "of":
            steps += 2
        elif (token.tag == "IN" and token.lower not in ("than", "like", "as")) or token.tag == "TO":
            return
        elif token.tag in (",", "CC", "DT", "PRP$", "RB") or token.lower in BEFORE:
            steps += 0.3
        else:
            steps += 0.8
        i -= 1
