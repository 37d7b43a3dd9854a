"""Whether a number is a cap, a permission, a plan, a pledge or an order."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_kinds import ModeWords
from onrecord.reading.figure_offer import Offer
from onrecord.reading.figure_scene import Scene
from onrecord.reading.figure_tense import verb_group
from onrecord.reading.grammar import clause_verb
from onrecord.reading.parse import Token

MODAL_FUTURE = frozenset(("will", "would", "shall", "'ll", "wo"))
PLANNED = frozenset(
    "released evacuated crossed aid troops displaced "
    "money captured abducted bodies other destroyed rescued votes".split()
)
ADDRESSING = frozenset(("tell", "warn"))  # a pledge or an order only with an infinitive
NEAR_HEAD = 8  # tokens from the deciding word to the pledge or order above it
REACH = 12  # tokens from the deciding word to the verb of its clause


def is_limit(scene: Scene, number: Counted, offer: Offer, words: ModeWords) -> bool:
    """True for quotas, permissions, plans, pledges and orders."""
    document, cue = scene.document, offer.cue
    tokens = document.tokens
    at = cue if cue is not None else number.head
    nearby = tokens[max(scene.first, min(at, number.start) - 6) : min(scene.last, max(at, number.end) + 4)]
    if offer.measure == "troops" and number.noun is not None and has_the(number):
        return False  # an order to pull out the 2,000 troops
    if any(token.lemma in words.limits and not let_happen(scene, token.i) for token in nearby):
        return True
    if offer.measure == "evacuated" and cue is not None and tokens[cue].lemma in words.pledges:
        return True
    if offer.measure not in PLANNED:
        return False
    if counts_up(number, offer, at):
        return True
    if cue is not None and tokens[cue].tag[0] == "V":
        group = verb_group(scene, cue)
        if any(tokens[i].lower in MODAL_FUTURE for i in group):
            return True
        to = next((i for i in group if tokens[i].tag == "TO"), None)
        if to is not None and not any(tokens[i].lemma == "have" for i in group):
            above = tokens[tokens[cue].head].lemma
            if tokens[to - 1].lemma in words.pledges or tokens[to - 1].lemma == "be" or above in words.pledges:
                return True
            if (
                tokens[cue].dep in ("advcl", "acl", "relcl", "xcomp")
                and tokens[to - 1].tag[:2] == "NN"
                and offer.measure == "evacuated"
            ):
                return True  # chartered a boat to evacuate 6,000
    elif offer.measure != "displaced" and is_to_come(scene, at):
        return True
    governing = [token for token in governors(scene, at) if not does(scene, number, token)]
    before = tokens[max(scene.first, number.start - 3) : number.start]
    count = offer.rule.startswith("counter")
    return any(
        not (count and token.lemma == "put")  # put the number of troops at 900
        and token.lemma in words.pledges and token.lemma not in ADDRESSING
        and token.tag[0] == "V" and token.dep != "amod"
        for token in (*governing, *before)
    )  # fmt: skip


def counts_up(number: Counted, offer: Offer, at: int) -> bool:
    """True for "the number of troops is to rise to 10,000": an infinitive between the counter and its value."""
    between = number.document.tokens[at : number.start]
    return offer.rule.startswith("counter") and any(
        token.tag == "TO" and number.document.tokens[token.i + 1].tag == "VB" for token in between
    )


def does(scene: Scene, number: Counted, verb: Token) -> bool:
    """True where those counted are the ones who ask or pledge: "thousands of mourners called for a vote"."""
    tokens = scene.document.tokens
    head = tokens[number.head]
    for _ in range(3):  # up from the mourners of "thousands of mourners"
        if head.dep == "nsubj" or not number.start <= head.head < number.end:
            break
        head = tokens[head.head]
    return head.dep == "nsubj" and head.head == verb.i


def governors(scene: Scene, at: int) -> Iterator[Token]:
    """The heads close above token `at`, up to the noun that its clause only describes."""
    below = scene.document.tokens[at]
    for token in scene.document.ancestors(at):
        if below.dep == "relcl":
            return
        if abs(token.i - at) < NEAR_HEAD:
            yield token
        below = token


def is_to_come(scene: Scene, at: int) -> bool:
    """True where the verb of the clause is in the future: "will let 300 lorries in"."""
    verb = clause_verb(scene.document, at)
    if verb is None or not scene.first <= verb < scene.last or abs(verb - at) > REACH:
        return False
    return any(scene.document.tokens[i].lower in MODAL_FUTURE for i in verb_group(scene, verb))


def let_happen(scene: Scene, i: int) -> bool:
    """True for the plain past of a permission: what was allowed then happened ("allowed 20 lorries in")."""
    return scene.document.tokens[i].tag == "VBD" and not verb_group(scene, i)


def has_the(number: Counted) -> bool:
    """True for "the 2,000 troops": a number that is known already."""
    return any(token.lower == "the" for token in number.document.tokens[number.start : number.first])
