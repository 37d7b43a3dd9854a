"""The kinds of happening that the words around a figure name: a war, an assault, strikes, one blast."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.lexicon import Lexicon
from onrecord.reading.figure_clause import coordinated
from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_offer import Offer
from onrecord.reading.figure_scene import Scene
from onrecord.reading.parse import Token

NEAR = 14  # tokens from the deciding word within which one happening is looked for
RAISING = frozenset(("raise", "lift", "bring", "take", "push"))
COUNTS = frozenset(("toll", "number", "total", "tally", "count"))
REPELLING = frozenset(("repel", "repulse", "thwart", "foil", "fend"))  # an assault that got nowhere: one happening
COUNT_REACH = 6  # tokens after "bringing" in which its toll may stand
DEEP = 3  # heads above a noun up to the subject it stands in
FAR = 30  # the same for a campaign


AIMING = frozenset(("aim", "intend", "design", "mean", "seek", "hope", "try", "attempt", "call", "demand", "plan"))
MONTHS = frozenset(("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"))


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
    living: frozenset[str]
    unrest: frozenset[str]  # campaigns of many days, of which one day may be counted
    standing: frozenset[str]
    nationals: frozenset[str]
    sites: frozenset[str]
    broad: frozenset[str]
    single: frozenset[str]
    invading: frozenset[str]
    borders: frozenset[str]
    localities: frozenset[str]
    rises: frozenset[str]
    naming: frozenset[str]  # all lemmas that name a kind of happening


def mode_words(lexicon: Lexicon) -> ModeWords:
    """The tables of the entries of `modes`."""
    total, new = lexicon.entry("modes", "total"), lexicon.entry("modes", "new")
    limit, standing = lexicon.entry("modes", "limit"), lexicon.entry("modes", "standing")
    naming = [total.list_of(name) for name in ("campaigns", "campaign_plurals", "assaults", "invading")]
    naming += [new.list_of("happenings"), new.list_of("sites"), ("battle",)]
    return ModeWords(
        frozenset(total.list_of("campaigns")), frozenset(total.list_of("campaign_plurals")),
        frozenset(total.list_of("assaults")), frozenset((*new.list_of("happenings"), *new.list_of("sites"))),
        frozenset(tuple(phrase.split()) for phrase in total.list_of("phrases")),
        frozenset(limit.list_of("permissions")), frozenset(limit.list_of("pledges")),
        frozenset(standing.list_of("holding")), frozenset(standing.list_of("living")),
        frozenset(total.list_of("unrest")), frozenset(standing.list_of("adverbs")),
        frozenset(total.list_of("nationals")), frozenset(new.list_of("sites")),
        frozenset(total.list_of("broad")), frozenset(new.list_of("single")), frozenset(total.list_of("invading")),
        frozenset(total.list_of("borders")), frozenset(total.list_of("localities")), frozenset(new.list_of("rises")),
        frozenset(word for words in naming for word in words),
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
    unrest: bool = False  # violence, protests: of which one day may be counted
    amid: bool = False  # the unrest is where it happened, not what did it: "were killed in the fighting"
    broad: bool = False  # an assault on a country, on many places, or one known by its date
    invaded: bool = False  # towns were overrun, a border stormed
    known_assault: bool = False  # the attack, Saturday's attack: not "an attack"
    strikes: bool = False  # single happenings in the plural
    happening: bool = False  # one happening
    site: bool = False  # a festival, a village: one place of an assault
    close: bool = False  # the happening stands close by

    @classmethod
    def around(cls, scene: Scene, number: Counted, offer: Offer, words: ModeWords) -> Kinds:
        """Look around the deciding word: near it for single happenings, further off for campaigns."""
        at = offer.cue if offer.cue is not None else number.head
        found: dict[str, int] = {}
        for token in scene.document.tokens[max(scene.first, at - FAR) : min(stop_of(scene, at), at + FAR)]:
            if token.lemma not in words.naming:
                continue
            if token.i in (number.head, offer.cue) or is_of_those_counted(number, token.i):
                continue
            distance = abs(token.i - at)
            for kind in kinds_of(scene, token, words):
                if kind == "site" and any(at < n.first < token.i and n is not number for n in scene.numbers):
                    continue  # 1,300 died, 260 of them at a festival
                if kind == "unrest" and (token.i > at or not is_doer(scene, token, at)):
                    found["amid"] = distance
                if kind not in ("happening", "site") or distance <= NEAR:
                    found[kind] = min(distance, found.get(kind, FAR))
        happening = found.get("happening", FAR)
        return cls(
            war=min(found.get("war", FAR), found.get("unrest", FAR)) < happening,
            amid="amid" in found,
            unrest=found.get("unrest", FAR) < min(happening, found.get("war", FAR)),
            broad="broad" in found or "invaded" in found, invaded="invaded" in found,
            known_assault="known_assault" in found,
            strikes=found.get("strikes", FAR) < min(NEAR, happening), happening=happening < FAR,
            site="site" in found, close=happening <= 8,
        )  # fmt: skip


def stop_of(scene: Scene, at: int) -> int:
    """Where "…, bringing the number killed in the war to 456" begins after token `at`, else the sentence's end."""
    tokens = scene.document.tokens
    for token in tokens[at + 1 : scene.last]:
        led = token.tag == "VBG" and token.lemma in RAISING and tokens[token.i - 1].lower == ","
        if led and any(other.lower in COUNTS for other in tokens[token.i + 1 : token.i + COUNT_REACH]):
            return token.i
    return scene.last


def is_of_those_counted(number: Counted, i: int) -> bool:
    """True in "two men who took part in the attacks": what is said of them is not what they were counted for."""
    tokens = number.document.tokens
    return number.end < i <= number.end + NEAR and tokens[number.end].lower == "who"


def kinds_of(scene: Scene, token: Token, words: ModeWords) -> Iterator[str]:
    """What one word names of the kinds of happening."""
    lemma = token.lemma
    if token.tag[:2] == "VB":
        if lemma in words.invading and invades(scene, token.i, words):
            yield "invaded"
        return
    if token.tag[:2] != "NN" or token.dep == "compound":
        return
    plural = token.tag == "NNS"
    after = scene.document.tokens[token.i + 1].lower if token.i + 1 < scene.last else ""
    if lemma in words.campaigns or (lemma == "battle" and after == "for"):
        if not measures_happening(scene, token.i) and not is_aim(scene, token):
            yield "unrest" if lemma in words.unrest else "war"
    elif lemma in words.assaults:
        yield from kinds_of_assault(scene, token, words)
    elif plural and lemma in words.campaign_plurals:
        yield "strikes"
    elif (not plural or lemma == "clash") and lemma in words.happenings:
        yield "happening"
        if lemma in words.sites:
            yield "site"


def kinds_of_assault(scene: Scene, token: Token, words: ModeWords) -> Iterator[str]:
    """The kinds that "attack", "assault" and their like name: one happening, several, or one on many places."""
    if has_superlative(scene, token.i) and token.lemma not in words.broad:
        return
    if token.dep == "dobj" and scene.document.tokens[token.head].lemma in REPELLING:
        yield "happening"
        return
    article = next((child.lower for child in scene.document.children(token.i, "det")), "")
    if article not in ("a", "an"):
        yield "known_assault"
    if is_broad(scene, token, words, definite=article not in ("a", "an")):
        yield "broad"
    else:
        yield "strikes" if token.tag == "NNS" and token.lemma in words.campaign_plurals else "happening"


def is_doer(scene: Scene, token: Token, at: int) -> bool:
    """True for the fighting of "five days of fighting killed 48": in the subject of the deciding verb at `at`."""
    document = scene.document
    verbs = coordinated(document, document.tokens[at])
    near = [token, *document.ancestors(token.i)][: DEEP + 1]
    return any(above.dep.startswith("nsubj") and above.head in verbs for above in near)


def is_aim(scene: Scene, token: Token) -> bool:
    """True for the siege of "a raid aimed at ending the siege": what a happening is meant for, beside what it cost."""
    return any(
        above.dep in ("acl", "advcl", "xcomp") and above.lemma in AIMING for above in scene.document.ancestors(token.i)
    )


def measures_happening(scene: Scene, i: int) -> bool:
    """True for the campaign of "the heaviest bombardment", "the second attack of the war": beside what was counted."""
    return is_superlative_of(scene, i) or is_superlative(scene.document.tokens[max(scene.first, i - 1)])


def is_broad(scene: Scene, token: Token, words: ModeWords, *, definite: bool) -> bool:
    """True for an assault on many places.

    Its own word or adjective says so ("incursion", "cross-border"), a country is its object ("on southern Moravia"),
    or it is known by its date ("the July 7 attacks").
    """
    tokens, i = scene.document.tokens, token.i
    modifiers = {other.lower for other in tokens[max(scene.first, i - 5) : i]}
    if modifiers & words.single:
        return False
    if token.lemma in words.broad or modifiers & words.broad:
        return True
    after = tokens[i + 1 : min(scene.last, i + 10)]
    months = {other.text.rstrip(".")[:3] for other in (*tokens[max(scene.first, i - 5) : i], *after)}
    if definite and (token.lemma == "assault" or not months.isdisjoint(MONTHS)):
        return True
    for other in after:
        onto = other.lower in ("on", "into", "against", "across") and other.tag == "IN"
        if onto and is_country_after(scene, other.i):
            return True
        if other.tag[:2] == "VB" or other.lower in (",", ";", "that", "which"):
            break
    return False


def is_country_after(scene: Scene, i: int) -> bool:
    """True where the preposition at token `i` governs a country or a region: "on southern Moravia"."""
    tokens = scene.document.tokens
    for other in tokens[i + 1 : min(scene.last, i + 5)]:
        if other.i in scene.wide:
            after = tokens[other.i + 1] if other.i + 1 < scene.last else None
            return after is None or (after.tag != "POS" and after.tag[:2] != "NN")
        if other.tag not in ("DT", "JJ", "NNP", "HYPH"):
            return False
    return False


def invades(scene: Scene, i: int, words: ModeWords) -> bool:
    """True where the verb at token `i` has a country, a border or places in the plural as its object."""
    tokens = scene.document.tokens
    for other in tokens[i + 1 : min(scene.last, i + 9)]:
        if other.lemma in words.borders or (other.tag == "NNS" and other.lemma in words.localities):
            return True
        after = tokens[other.i + 1] if other.i + 1 < scene.last else None
        if other.i in scene.wide and (after is None or (after.tag != "POS" and after.tag[:2] != "NN")):
            return True
        if other.tag[:2] == "VB" or other.lower in (",", ";", "that", "which", "when"):
            return False
    return False


def is_superlative(token: Token) -> bool:
    """True for "heaviest"; the "least" of a bound is none."""
    return token.tag == "JJS" and token.lower not in ("least", "most")


def has_superlative(scene: Scene, i: int) -> bool:
    """True for "the heaviest air attack": a measure of the happening, beside what was counted."""
    return any(is_superlative(token) for token in scene.document.tokens[max(scene.first, i - 3) : i])


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
        is_superlative(token) or token.lower in ("first", "second", "third", "fourth")
        for token in tokens[max(scene.first, i - 7) : i]
    )
