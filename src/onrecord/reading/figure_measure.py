"""What a number counts: every rule offers a measure at a cost, and the cheapest offer is taken.

The cost says how far one has to reach for the word that decides: 1 for the parse's own subject or object, more for a
word that merely stands near.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.reading.figure_counted import BEFORE, Counted
from onrecord.reading.figure_scene import Scene, is_passive_form
from onrecord.reading.figure_words import Cue

TRANSPARENT = frozenset(
    "be have do get report confirm believe fear presume think say know understand estimate suspect list appear seem remain "
    "continue feel include consider declare assume leave find use expect".split()
)
RELATIVES = frozenset(("who", "that", "which", "whom"))
LINKS = frozenset(
    "to at of reach reaching reached reaches hit hits hitting pass passed past is was stood stands stand : above over exceed "
    "exceeded exceeds top topped topping surpass surpassed crossed from by as put were".split()
)
TOTALS = frozenset(("number", "total", "count", "tally", "figure", "toll", "sum"))
INCLUDING = frozenset(("including", "include", "includes", "included", "among", "counting"))
COMPANY = frozenset(("accompanied", "with", "alongside", "plus"))
SUBORDINATE = frozenset(("when", "while", "as", "after", "because", "where", "although", "though", "whereas", "until", "if", "since", "before", "but"))
TOO_FAR = 4.6
OTHER_TOO_FAR = 2.4
TREATMENT = frozenset(("recover", "remove", "receive", "return", "retrieve", "collect", "find", "exhume", "unearth", "pull", "hand", "bring",
                       "deliver", "repatriate", "exchange", "identify", "bury", "wash", "count", "see", "discover"))  # fmt: skip
REMAINS = frozenset(("body", "corpse", "remains"))
HARM = frozenset(("killed", "injured", "missing", "abducted", "captured"))


class Offer(NamedTuple):
    """A measure for a number, at a cost, and the token and rule that speak for it; `parent` is what it inherits from."""

    cost: float
    measure: str
    cue: int | None
    rule: str
    parent: Counted | None = None
    part: bool = False


def best_offer(scene: Scene, number: Counted, earlier: list[tuple[Counted, Offer]], same: int) -> Offer | None:
    """The measure of `number`; `earlier` are the document's figures before it, the last `same` in this sentence."""
    if is_agent(scene, number) or number.lemma in scene.words.uncounted:
        return None
    offers = [
        *from_parse(scene, number), *from_nouns(scene, number), *from_right(scene, number), *from_left(scene, number),
        *from_acts(scene, number), *from_strength(scene, number), *from_predicate(scene, number), *from_counters(scene, number), *from_whole(scene, number, earlier, same),
    ]  # fmt: skip
    suited = [offer for offer in offers if suits(scene, number, offer)]
    return min(suited, key=lambda offer: offer.cost, default=None)


def suits(scene: Scene, number: Counted, offer: Offer) -> bool:
    """False where a measure of persons meets a thing, or the reverse, or the word stands too far off."""
    if offer.cost > TOO_FAR:
        return False
    words, lemma = scene.words, number.lemma
    if offer.measure == "other" and offer.cost > OTHER_TOO_FAR:
        return False
    if not lemma or offer.parent is not None:
        return True
    if lemma in words.things:
        return offer.measure not in words.persons
    if offer.rule.startswith(("noun", "counter", "act")):
        return True
    if offer.measure in ("missing", "killed") and lemma in REMAINS:
        return False
    if offer.measure == "troops":
        return lemma in words.fighters
    if offer.measure in ("launched", "intercepted"):
        return lemma in words.things
    return True


def is_agent(scene: Scene, number: Counted) -> bool:
    """True for those who act: "by four soldiers"."""
    i = number.start - 1
    tokens = scene.document.tokens
    if i < scene.first or tokens[i].lower != "by" or number.noun is None:
        return False
    return tokens[i - 1].lower not in ("accompanied", "joined", "followed", "witnessed") and tokens[i - 1].tag in ("VBN", "VBD", "NN", "NNS", "VBG")


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
        if cue.kind == "subject" or cue.kind == "adjective" or (cue.kind == "object" and is_passive_form(scene, i)):
            yield Offer(cost + extra, cue.measure, i, f"{how} {lemma}")


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
    for i in range(number.last, number.noun.i):
        for cue in scene.cues.get(i, ()):
            if cue.kind in ("adjective", "object") and document.tokens[i].tag in ("JJ", "VBN", "NN"):
                yield Offer(1.9, cue.measure, i, f"adjective {document.tokens[i].lower}")


def from_right(scene: Scene, number: Counted) -> Iterator[Offer]:
    """The first word after the phrase that says what happened to, or was done by, those counted."""
    tokens = scene.document.tokens
    steps, i = 0.0, number.end
    relative = False
    while i < scene.last and steps < 20:
        token = tokens[i]
        if scene.cues.get(i) and not (relative and token.tag == "VBG"):
            other = scene.number_at(i)
            offers = list(verb_offers(scene, i, "before", 1.4 + 0.1 * steps if steps else 0.9))
            if other is not None and other is not number:  # four injured patients: the adjective is theirs
                offers = []
            yield from offers
            if offers:
                return
        if token.lower in RELATIVES:
            if tokens[i - 1].tag == "IN":
                return
            relative = True
        elif token.tag[:2] == "VB" and token.lemma not in TRANSPARENT and not (token.i == number.end and token.lower == "taken"):
            if token.tag in ("VBD", "VBZ", "VBP") and not relative:
                return
            steps, relative = steps + (4 if relative else 9), False
        elif token.tag == "MD":
            steps += 0.5
        elif token.lower in SUBORDINATE and token.lower not in ("as", "after", "before", "since"):
            return
        elif token.lower in SUBORDINATE:
            steps += 4
        elif token.lower == ";":
            return
        elif token.lower in (":", "—", "–", "--"):
            steps += 8
        elif token.tag not in ("DT", "POS", "RB"):
            steps += 0.5 if token.tag in (",", "CC", "CD") else 0.8
        i += 1


def from_left(scene: Scene, number: Counted) -> Iterator[Offer]:
    """The verb before the phrase whose object it is, perhaps after other objects."""
    tokens = scene.document.tokens
    steps, i = 0.0, number.start - 1
    while i >= scene.first and steps < 8:
        token = tokens[i]
        for cue in scene.cues.get(i, ()):
            if cue.kind == "object" and token.tag[0] == "V" and not is_passive_form(scene, i):
                yield Offer(1.3 + 0.2 * steps - 0.1 * cue.phrasal, cue.measure, i, f"after {token.lemma}")
        before = scene.number_ending(i + 1)
        if before is not None and before.start < i + 1:
            steps, i = steps + 0.5, before.start - 1
            continue
        if token.tag[:2] in ("VB", "MD", "WP", "WD") or token.lower in (";", "(", ":") or token.lower in SUBORDINATE:
            return
        if token.lower == "that":
            steps += 0.3
        elif token.tag == "IN" or token.tag == "TO":
            steps += 3
        elif token.tag in (",", "CC", "DT", "PRP$", "RB") or token.lower in BEFORE:
            steps += 0.3
        else:
            steps += 0.8
        i -= 1


def from_acts(scene: Scene, number: Counted) -> Iterator[Offer]:
    """The deaths of five; the release of 90 prisoners; home to two million."""
    tokens = scene.document.tokens
    i = number.start - 1
    if i - 1 < scene.first or tokens[i].lower not in ("of", "to", "for"):
        return
    k = i - 1
    if tokens[i].lower == "for" and tokens[k].lower not in ("exchange", "return"):
        return
    for cue in scene.cues.get(k, ()):
        if cue.kind != "act":
            continue
        if cue.measure == "bodies":
            yield bodies(scene, number, k)
        elif tokens[i].lower != "to" or tokens[k].lower == "home":
            yield Offer(0.9, cue.measure, k, f"act {tokens[k].lower}")


def from_strength(scene: Scene, number: Counted) -> Iterator[Offer]:
    """Fighters who are somewhere, or whom a force has: a strength."""
    tokens = scene.document.tokens
    if number.lemma not in scene.words.fighters or number.end + 1 >= scene.last:
        return
    before = tokens[number.start - 1] if number.start > scene.first else None
    is_there = tokens[number.end].lower in ("are", "were") and tokens[number.end + 1].lower in ("in", "on", "at", "near", "inside", "there")
    if is_there or (before is not None and before.lemma in ("have", "number") and before.tag in ("VBZ", "VBP", "VBD")):
        yield Offer(1.7, "troops", None, "strength")


def from_predicate(scene: Scene, number: Counted) -> Iterator[Offer]:
    """Of 20 deaths 18 were bodies; 24 of them bodies; 14 of whom were civilians."""
    tokens = scene.document.tokens
    k = number.last
    if k + 2 < scene.last and tokens[k].lower == "of" and tokens[k + 1].lower in ("them", "whom", "those", "which"):
        k += 2
    if k < scene.last and tokens[k].lower in ("was", "were", "are"):
        k += 1
    if k == number.last or k >= scene.last:
        return
    for cue in scene.cues.get(k, ()):
        if cue.kind in ("noun", "strong"):
            yield Offer(1.2, cue.measure, k, f"noun {tokens[k].lower}")


def bodies(scene: Scene, number: Counted, k: int) -> Offer:
    """The bodies of dozens: remains where something is done with them or nothing is said of death, else the killed."""
    tokens = scene.document.tokens
    handled = any(token.lemma in TREATMENT and token.tag != "VBG" for token in tokens[max(scene.first, k - 8) : k])
    handled = handled and not any(token.lemma in ("see", "describe", "watch") for token in tokens[max(scene.first, k - 8) : k])
    killed = any(cue.measure == "killed" for i in range(number.last, min(scene.last, number.end + 8)) for cue in scene.cues.get(i, ()))
    return Offer(0.9, "killed" if killed and not handled else "bodies", k, "act bodies of")


def from_counters(scene: Scene, number: Counted) -> Iterator[Offer]:
    """The toll rose to 40; the number of injuries reaching 12."""
    tokens = scene.document.tokens
    i = number.start - 1
    if i < scene.first:
        return
    link = next((k for k in range(number.first - 1, max(scene.first, number.first - 6) - 1, -1) if tokens[k].lower in LINKS), None)
    if link is None or any(tokens[k].tag[:2] == "NN" or scene.number_at(k) for k in range(link + 1, number.start)):
        return
    for k in range(link - 1, max(scene.first, link - 26) - 1, -1):
        other = scene.number_at(k)
        if other and other.lemma != "toll" and tokens[link].lower not in ("to", "from", "by") and not tokens[link].tag.startswith("VB"):
            return
        token = tokens[k]
        if token.lower in (";", "said"):
            return
        for cue in scene.cues.get(k, ()):
            if cue.kind == "counter" or (cue.kind == "strong" and tokens[link].lower in ("to", "reaching", "reached")):
                yield Offer(0.8 + 0.02 * (link - k), cue.measure, k, f"counter {token.lower}")
                return
        if token.lower in TOTALS and token.tag[:2] == "NN":
            measure = measure_after(scene, k, link)
            if measure:
                yield Offer(0.8 + 0.02 * (link - k), measure.measure, measure.i, f"counter {token.lower}")
                return


def measure_after(scene: Scene, k: int, link: int) -> Cue | None:
    """The measure that "the number of …" speaks of: the strongest cue between it and its value."""
    found = [cue for i in range(k + 1, link) for cue in scene.cues.get(i, ())]
    if not found and scene.document.tokens[k].lower == "toll":
        return Cue(k, "killed", "counter")
    if not found:  # the exchange brings the total to 1,000
        found = [cue for i in range(k - 1, scene.first - 1, -1) for cue in scene.cues.get(i, ()) if cue.kind != "noun"]
    verbs = [cue for cue in found if cue.kind in ("subject", "object", "adjective", "strong")]
    return (verbs or found or [None])[0]


def from_whole(scene: Scene, number: Counted, earlier: list[tuple[Counted, Offer]], same: int) -> Iterator[Offer]:
    """What an earlier number has: of a part of it, of company, of the next in a list.

    The last `same` of `earlier` stand in this sentence; a part may also be of a number in a sentence before.
    """
    if not earlier:
        return
    tokens = scene.document.tokens
    before = [tokens[k].lower for k in range(max(scene.first, number.start - 3), number.start)]
    after = [tokens[k].lower for k in range(number.last, min(scene.last, number.last + 6))]
    here = earlier[len(earlier) - same :]
    of_them = after[:1] == ["of"] and (after[1:2] in (["them"], ["whom"], ["which"]) or dead_again(after))
    if any(word in INCLUDING for word in before) or of_them:
        whole = whole_of(number, here) or whole_of(number, earlier[-8:])
        if whole is not None:
            yield Offer(1.5, whole[1].measure, whole[1].cue if whole in here else None, "part of the number before", whole[0], part=True)
        return
    if not here:
        return
    last, offer = here[-1]
    if offer.part and between(scene, last, number) <= 2:
        yield Offer(1.6, offer.measure, offer.cue, "next in a list", offer.parent, part=True)
    elif before and before[-1] in ("by", "with") and ("accompanied" in before or "along" in before or "together" in before):
        yield Offer(1.35, offer.measure, offer.cue, "together with the number before", last)
    elif gapped(scene, last, number):
        yield Offer(3.2, offer.measure, offer.cue, "as the number before", last)


def dead_again(after: list[str]) -> bool:
    """True for "of the dead", "of those killed": a part of a number given before."""
    rest = after[2:5] if after[1:2] in (["the"], ["those"]) else []
    return any(word in ("dead", "killed", "wounded", "injured", "victims", "missing", "hostages", "casualties") for word in rest)


def whole_of(number: Counted, earlier: list[tuple[Counted, Offer]]) -> tuple[Counted, Offer] | None:
    """The latest number that may be the whole: no part itself, of persons, and no smaller than its part."""
    part = number.number.low or number.number.high or 0
    for other, offer in reversed(earlier):
        size = other.number.low or other.number.high or 0
        if not offer.part and size >= part and offer.measure not in ("missing", "residents"):
            return other, offer
    return None


def between(scene: Scene, left: Counted, right: Counted) -> int:
    """Tokens between two phrases."""
    return right.start - left.end


def gapped(scene: Scene, left: Counted, right: Counted) -> bool:
    """True where a number repeats the clause before without its verb: "five were killed in A and six in B"."""
    tokens = scene.document.tokens
    if right.start - 1 < scene.first or tokens[right.start - 1].lower not in ("and", ",", ";", "while"):
        return False
    after = tokens[right.end] if right.end < scene.last else None
    if right.number.low == 0 or (after is not None and after.tag[:2] in ("VB", "MD")):
        return False
    return right.noun is None or (left.noun is not None and scene.words.things.isdisjoint((left.lemma, right.lemma)) and right.noun.tag in ("NNS", "NNPS", "NNP") and right.end >= scene.last - 1)
