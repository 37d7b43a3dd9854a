"""What verbs and nouns in the reach of a number offer as its measure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.reading.figure_counted import BEFORE, Counted
from onrecord.reading.figure_offer import HARM, Offer
from onrecord.reading.figure_scene import Scene, is_passive_form
from onrecord.reading.parse import Token

TRANSPARENT = frozenset(
    "be have do get report confirm believe fear presume think say know understand estimate suspect list "
    "appear seem remain "
    "continue feel include consider declare assume leave find use expect".split()
)
WEAKLY_SUBORDINATE = frozenset(("as", "after", "before", "since"))
DEPARTING = frozenset(("leave", "quit", "depart"))
GOAL_REACH = 5  # tokens after a verb of going in which its goal may stand
FARTHEST = 20
CONDITIONS = frozenset(("critical", "serious", "stable", "fair", "grave", "guarded"))  # of patients
CONDITION_REACH = 6
OPINIONS = frozenset(("say", "think", "know", "believe", "fear", "report", "estimate", "confirm", "expect"))
OF_WHOM = (["of", "whom"], ["of", "which"])
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
    partitive = number.last < number.head and document.tokens[number.last].lower == "of"
    for _ in range(4):
        for child in document.children(token.i, "acl", "relcl"):
            if not partitive and not has_subject_number(
                scene, number, child.i
            ):  # five of the 12 workers kidnapped in May: the clause is the twelve's
                yield from verb_offers(scene, child.i, "modifier", 1.2)
        if token.dep != "conj" or document.tokens[token.head].tag[0] not in "NCJ":
            break
        token = document.tokens[token.head]
    head = document.tokens[token.head]
    for cue in scene.cues.get(head.i, ()):
        if token.dep == "dobj" and cue.kind == "object" and not is_passive_form(scene, head.i) and head.i < token.i:
            described = number.end < scene.last and document.tokens[number.end].tag == "VBN"
            cost = 0.85 if described else 1.0  # freed four men detained in May
            yield Offer(cost, cue.measure, head.i, f"object of {head.lemma}")
        elif token.dep in ("nsubjpass", "nsubj") and cue.kind == "object" and is_passive_form(scene, head.i):
            yield Offer(1.0, cue.measure, head.i, f"subject of passive {head.lemma}")
        elif token.dep == "nsubj" and cue.kind == "subject" and head.i > token.i:
            yield Offer(1.0, cue.measure, head.i, f"subject of {head.lemma}")


def acts(scene: Scene, number: Counted, i: int) -> bool:
    """True where those counted do something, and the verb at `i` says only by the way where they live."""
    token = scene.document.tokens[number.head]
    verb = scene.document.tokens[token.head]
    active = token.dep == "nsubj" and verb.tag[:2] == "VB" and verb.lemma != "be" and verb.i > i
    return active and not scene.cues.get(verb.i)


def has_subject_number(scene: Scene, number: Counted, verb: int) -> bool:
    """True for the clause of "300 migrants, of whom 24 drowned": it tells of the second number."""
    tokens = scene.document.tokens
    return any(
        number.end <= one.start < verb and [token.lower for token in tokens[one.start - 2 : one.start]] in OF_WHOM
        for one in scene.numbers
    )


def verb_offers(scene: Scene, i: int, how: str, cost: float) -> Iterator[Offer]:
    """Offers of the cues at token `i` where what they count stands before them."""
    if is_left_over(scene, i):
        return
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
        if departs(scene, i):
            yield Offer(1.2, "crossed", i, "before leave")
            return
        if tokens[i].lower in ("the", "those") and is_group_of_harmed(scene, i + 1):
            return
        if scene.cues.get(i) and not (walk.relative and tokens[i].tag == "VBG"):
            other = scene.number_at(i)
            if tokens[i].tag in ("VBD", "VBZ", "VBP") and is_carried(scene, number):
                return
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


def stays_inside(scene: Scene, i: int) -> bool:
    """True for "returned to the streets": a way that crosses no border."""
    after = scene.document.tokens[i + 1 : min(scene.last, i + 1 + GOAL_REACH)]
    goal = next((token for token in after if token.tag[:2] == "NN"), None)
    return goal is not None and goal.lemma in scene.words.within


def is_left_over(scene: Scene, i: int) -> bool:
    """True in "there were 700 people left in the town": who is left has not gone."""
    tokens = scene.document.tokens
    return (
        tokens[i].lower == "left" and tokens[i].tag == "VBN" and not any(
            token.lemma == "have" for token in tokens[max(scene.first, i - 3) : i]
        )
    )  # fmt: skip


def departs(scene: Scene, i: int) -> bool:
    """True for "left Jordan", "have left southern Jordan": a country or region is gone out of."""
    tokens = scene.document.tokens
    if tokens[i].lemma not in DEPARTING or tokens[i].tag not in ("VBD", "VBP", "VBZ", "VBN") or i + 1 >= scene.last:
        return False
    if tokens[i].tag == "VBN" and not any(token.lemma == "have" for token in tokens[max(scene.first, i - 3) : i]):
        return False
    for k in range(i + 1, min(scene.last, i + 4)):
        if k in scene.wide and tokens[k].tag in ("NNP", "NNPS", "NN"):
            return True
        if tokens[k].tag in ("IN", "TO", ","):
            return False  # left for Europe
    return False


def is_of_others(scene: Scene, number: Counted, i: int) -> bool:
    """True for the "killed" of "200 members and the families of soldiers killed": said of another noun."""
    tokens = scene.document.tokens
    if tokens[i].tag != "VBN" or tokens[i - 1].tag != "NNS" or scene.number_at(i - 1):
        return False
    return number.end < i - 2 and tokens[i - 2].lower == "of"


def is_carried(scene: Scene, number: Counted) -> bool:
    """True for the 86 of "a boat carrying 86 migrants sank": the verb tells of the boat."""
    token = scene.document.tokens[number.head]
    verb = scene.document.tokens[token.head]
    return token.dep == "dobj" and verb.tag == "VBG" and verb.dep == "acl" and verb.i < number.start


def is_group_of_harmed(scene: Scene, i: int) -> bool:
    """True for the injured of "they treated the injured": a group of its own, unless the number is among it."""
    tokens = scene.document.tokens
    if i >= scene.last or tokens[i - 2].lower in ("among", "of", "were", "are"):
        return False
    following = tokens[i + 1].tag[:2] if i + 1 < scene.last else ""
    if scene.document.tokens[i].tag not in ("VBN", "JJ", "NNS", "NN") or following in ("NN", "JJ"):
        return False
    return any(cue.measure in HARM for cue in scene.cues.get(i, ()))


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


def has_verb_of_its_own(scene: Scene, number: Counted) -> bool:
    """True where the number is the subject of a finite verb after it: "…, more than 30,000 have made the journey"."""
    token = scene.document.tokens[number.head]
    verb = scene.document.tokens[token.head]
    if not token.dep.startswith("nsubj") or not number.end <= verb.i < scene.last or verb.dep in ("relcl", "acl"):
        return False
    return verb.tag in ("VBD", "VBZ", "VBP") or any(
        child.tag in ("VBD", "VBZ", "VBP", "MD") for child in scene.document.children(verb.i, "aux", "auxpass")
    )


def from_left(scene: Scene, number: Counted) -> Iterator[Offer]:
    """The verb before the phrase whose object it is, perhaps after other objects."""
    tokens = scene.document.tokens
    headline_verbs = ("JJ", "NN", "NNS") if scene.document.field == "title" else ()  # "rebels free 30"
    steps, i = 0.0, number.start - 1
    own_clause = has_verb_of_its_own(scene, number)
    while i >= scene.first and steps < 8:
        token = tokens[i]
        if own_clause and token.lower == ",":
            return
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
