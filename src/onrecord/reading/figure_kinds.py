"""The kinds of happening that the words around a figure name: a war, an assault, strikes, one blast."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon import Lexicon
from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_offer import Offer
from onrecord.reading.figure_scene import Scene

NEAR = 14  # tokens from the deciding word within which one happening is looked for
FAR = 30  # the same for a campaign
ASSAULT_SIZE = 100  # one assault that kills this many is an assault on many places


@dataclass(frozen=True)
class ModeWords:
    """The lexicon's `modes` as sets of lemmas, and phrases as tuples of words."""

    campaigns: frozenset[str]
    campaign_plurals: frozenset[str]
    assaults: frozenset[str]
    happenings: frozenset[str]
    totals: frozenset[tuple[str, ...]]
    limits: frozenset[str]
    pledges: frozenset[str]
    holding: frozenset[str]
    standing: frozenset[str]
    nationals: frozenset[str]
    sites: frozenset[str]


def mode_words(lexicon: Lexicon) -> ModeWords:
    """The tables of the entries of `modes`."""
    total, new = lexicon.entry("modes", "total"), lexicon.entry("modes", "new")
    limit, standing = lexicon.entry("modes", "limit"), lexicon.entry("modes", "standing")
    return ModeWords(
        frozenset(total.list_of("campaigns")), frozenset(total.list_of("campaign_plurals")),
        frozenset(total.list_of("assaults")), frozenset((*new.list_of("happenings"), *new.list_of("sites"))),
        frozenset(tuple(phrase.split()) for phrase in total.list_of("phrases")),
        frozenset(limit.list_of("permissions")), frozenset(limit.list_of("pledges")),
        frozenset(standing.list_of("holding")), frozenset(standing.list_of("adverbs")),
        frozenset(total.list_of("nationals")), frozenset(new.list_of("sites")),
    )  # fmt: skip


def is_national(number: Counted, words: ModeWords) -> bool:
    """True where a nation or a profession counts its own: "Thais", "its citizens", "journalists"."""
    if number.noun is None:
        return False
    own = number.lemma == "people" and number.document.tokens[number.noun.i - 1].lower in ("its", "their", "his", "her")
    return own or number.lemma in words.nationals or number.noun.tag in ("NNPS", "NNP")


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of happening that the words around a figure name."""

    war: bool = False  # a war, a campaign
    assault: bool = False  # an attack, of whatever size
    known_assault: bool = False  # the attack, Saturday's attack: not "an attack"
    strikes: bool = False  # single happenings in the plural
    happening: bool = False  # one happening
    site: bool = False  # a festival, a village: one place of an assault
    close: bool = False  # the happening stands close by

    @classmethod
    def around(cls, scene: Scene, number: Counted, offer: Offer, words: ModeWords, size: float) -> Kinds:
        """Look around the deciding word: near it for single happenings, further off for campaigns."""
        at = offer.cue if offer.cue is not None else number.head
        found: dict[str, int] = {}
        for token in scene.document.tokens[max(scene.first, at - FAR) : min(scene.last, at + FAR)]:
            if token.tag[:2] != "NN" or token.i in (number.head, offer.cue) or token.dep == "compound":
                continue
            distance, lemma, plural = abs(token.i - at), token.lemma, token.tag == "NNS"
            if lemma in words.campaigns and not is_superlative_of(scene, token.i):
                found["war"] = min(distance, found.get("war", FAR))
            elif lemma in words.assaults and not has_superlative(scene, token.i):
                article = next((child.lower for child in scene.document.children(token.i, "det")), "")
                found["assault"] = min(distance, found.get("assault", FAR))
                if article not in ("a", "an"):
                    found["known_assault"] = distance
            elif plural and lemma in words.campaign_plurals:
                found["strikes"] = min(distance, found.get("strikes", FAR))
            elif (not plural or lemma == "clash") and lemma in words.happenings and distance <= NEAR:
                found["happening"] = min(distance, found.get("happening", FAR))
                if lemma in words.sites:
                    found["site"] = distance
        happening, assault = found.get("happening", FAR), found.get("assault", FAR)
        nearer = min(happening, assault if size < ASSAULT_SIZE else FAR, FAR)
        return cls(
            war=found.get("war", FAR) < nearer, assault=assault < FAR,
            known_assault="known_assault" in found, strikes=found.get("strikes", FAR) < min(NEAR, happening),
            happening=happening < FAR or (size < ASSAULT_SIZE and found.get("assault", FAR) <= NEAR),
            site="site" in found, close=happening <= 8,
        )  # fmt: skip


def has_superlative(scene: Scene, i: int) -> bool:
    """True for "the heaviest air attack": a measure of the happening, beside what was counted."""
    return any(token.tag == "JJS" for token in scene.document.tokens[max(scene.first, i - 3) : i])


def is_superlative_of(scene: Scene, i: int) -> bool:
    """True for the war of "the heaviest attack of the war": it measures the happening, it is not what was counted."""
    tokens = scene.document.tokens
    if (
        i - 2 < scene.first
        or tokens[i - 2].lower not in ("of", "since", "in")
        or tokens[i - 1].lower not in ("the", "this")
    ):
        return False
    return any(
        token.tag == "JJS" or token.lower in ("first", "second", "third", "fourth")
        for token in tokens[max(scene.first, i - 7) : i]
    )
