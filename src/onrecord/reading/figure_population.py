"""Who is counted, with what restricts it: "people at aid points", "deaths of famine", "people seeking aid".

A count of some of the dead is no count of all of them: what restricts the counted noun, or the cause of death, belongs
to the population, and a figure that points back ("such deaths", "with 308 wounded") has the population it points to.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_offer import Offer
from onrecord.reading.figure_scene import Scene

Earlier = tuple[Counted, Offer, str | None]
LONGEST = 7  # tokens of a restriction
NEAR = 12  # tokens between two figures that share a population
CASUALTIES = frozenset(("killed", "injured", "missing"))
LATE = frozenset(("earlier", "late"))
POINTING = frozenset(("such", "those", "these"))
HEADS = frozenset(("toll", "number", "total", "tally", "count"))
STOPS = ("VBD", "VBZ", "VBP", "MD", "TO", ",", ".", ":", "-LRB-", "WP", "WDT", "CD", "NNP", "NNPS", "PRP", "RP")
OF_ONES = frozenset(("them", "whom", "which", "those", "the", "these"))
CAUSED = frozenset(("die", "perish", "succumb"))


def population(scene: Scene, number: Counted, offer: Offer, own: str | None, earlier: Sequence[Earlier]) -> str | None:
    """Who is counted; `own` is what the number's phrase says, `earlier` the figures before with their populations."""
    if offer.rule.startswith("counter"):
        return of_counter(scene, number, offer, own, earlier)
    if number.noun is None and number.last < scene.last and scene.document.tokens[number.last].lower == "of":
        return of_some(scene, number, offer) or own
    found = of_noun(scene, number, offer, own)
    if found is not None or number.noun is not None:
        return found
    return shared(number, offer, earlier)


def of_counter(scene: Scene, number: Counted, offer: Offer, own: str | None, earlier: Sequence[Earlier]) -> str | None:
    """Whose number rose: "the number of people killed at aid points", "such deaths"."""
    tokens = scene.document.tokens
    for k in range(number.start - 1, max(scene.first, number.start - 24) - 1, -1):
        if scene.number_at(k):
            break
        token = tokens[k]
        if token.lower in POINTING and k + 1 < number.start and tokens[k + 1].tag == "NNS":
            told = next(
                (of for _, other, of in reversed(earlier) if of and other.measure == offer.measure and not other.part),
                None,
            )
            _, who, cause = (told or "").partition(" who died ")
            return f"{tokens[k + 1].text} {cause}" if who else told
        if token.lower not in HEADS or k + 2 >= number.start or tokens[k + 1].lower != "of":
            continue
        head = next((i for i in range(k + 2, number.start) if tokens[i].tag in ("NNS", "NN")), None)
        if head is None:
            break
        after = head + 1
        while after < number.start and (after in scene.cues or tokens[after].lower in ("newly", "who", "were")):
            after += 1
        restriction = restricting(scene, after, ("at", "of", "from", "while", "near"))
        if restriction:
            return f"{tokens[head].text} {restriction}"
    return own


def of_some(scene: Scene, number: Counted, offer: Offer) -> str | None:
    """What is said of some: "two of them children", "16 of those killed had been seeking aid"."""
    tokens = scene.document.tokens
    if number.last + 1 >= scene.last or tokens[number.last + 1].lower not in OF_ONES:
        return None
    for k in range(number.last + 1, min(scene.last, number.last + NEAR)):
        token = tokens[k]
        if token.lower == "while" and k + 1 < scene.last and tokens[k + 1].tag == "VBG":
            return people_who(offer, restricting(scene, k + 1, ()), scene)
        if token.tag == "VBG" and token.lower not in ("being", "including"):
            return people_who(offer, restricting(scene, k, ()), scene)
        if token.lower in (",", ";", "."):
            return None
        if token.tag == "NNS" and k > number.last + 1 and k not in scene.cues and is_predicate(scene, number, k):
            first = k
            while tokens[first - 1].tag in ("JJ", "NN") and first - 1 > number.last + 1:
                first -= 1
            if token.lower == "people" and k + 1 < scene.last and tokens[k + 1].lower == "who":
                continue
            return scene.document.text[tokens[first].start : token.end]
    return None


def is_predicate(scene: Scene, number: Counted, k: int) -> bool:
    """True where the noun at token `k` says what those are: "of them children", "of the dead were officers"."""
    tokens = scene.document.tokens
    i = k - 1
    while i > number.last and tokens[i].tag in ("JJ", "NN"):
        i -= 1
    return tokens[i].lower in ("them", "whom", "were", "are", "was")


def people_who(offer: Offer, doing: str | None, scene: Scene) -> str | None:
    """People, or the things that they are some of, with what they were doing."""
    whole = offer.parent
    things = whole is not None and whole.noun is not None and whole.lemma in scene.words.things
    return f"{whole.noun.text if things and whole is not None and whole.noun else 'people'} {doing}" if doing else None


def of_noun(scene: Scene, number: Counted, offer: Offer, own: str | None) -> str | None:
    """The counted noun with what restricts it: "deaths from earlier dates", "people who died of hunger"."""
    tokens = scene.document.tokens
    if number.noun is None or number.of is None:
        return own
    k = number.end
    while k < scene.last and tokens[k].start < tokens[number.noun.i].start + len(number.of) and k < number.end + 3:
        if tokens[k].lower not in number.of.lower().split():
            break
        k += 1
    strong = any(cue.kind == "strong" for cue in scene.cues.get(number.noun.i, ()))
    governors = ("of", "from") if strong else ("of",)
    following = tokens[k] if k < scene.last else None
    if following is not None and (following.lower in governors or (following.tag == "VBG" and k not in scene.cues)):
        restriction = restricting(scene, k, governors)
        if restriction:
            return f"{number.of} {restriction}"
    if strong and following is not None and following.tag == "VBN" and k + 1 < scene.last:
        restriction = restricting(scene, k + 1, ("on", "from"))
        if restriction:
            return f"{number.of} {following.text} {restriction}"
    if strong and not LATE.isdisjoint(number.of.lower().split()):
        return number.of
    if offer.cue is not None and tokens[offer.cue].lemma in CAUSED:
        cause = restricting(scene, offer.cue + 1, ("of", "from"))
        if cause:
            return f"{number.of} who died {cause}"
    return own


def shared(number: Counted, offer: Offer, earlier: Sequence[Earlier]) -> str | None:
    """The population of the number before, for one without a noun that goes on from it."""
    if not earlier or offer.measure not in CASUALTIES:
        return None
    before, other, of = earlier[-1]
    near = 0 <= number.start - before.end <= NEAR and not offer.part and not other.part
    same_sentence = number.document.tokens[before.first].sentence == number.document.tokens[number.first].sentence
    return of if near and same_sentence and other.measure in CASUALTIES else None


def restricting(scene: Scene, k: int, governors: tuple[str, ...]) -> str | None:
    """The phrase from token `k`, one of `governors` or a participle, where it names a kind and no day or place."""
    tokens = scene.document.tokens
    if k >= scene.last or (tokens[k].lower not in governors and tokens[k].tag != "VBG"):
        return None
    last, noun = k + 1, 0
    while last < min(scene.last, k + LONGEST):
        token = tokens[last]
        if token.tag.startswith(STOPS) or token.tag in ("''", "``") or (token.tag == "IN" and last > k + 1):
            break
        if token.tag == "CC" and not (last + 1 < scene.last and tokens[last + 1].tag in ("NN", "NNS", "JJ")):
            break
        last += 1
        noun = last if token.tag in ("NN", "NNS") else noun
    if not noun:
        return None
    stopped_by_name = last < scene.last and tokens[last].tag in ("NNP", "NNPS", "CD")
    timed = any(covers(scene, i) for i in range(k, noun))
    return None if stopped_by_name or timed else scene.document.text[tokens[k].start : tokens[noun - 1].end]


def covers(scene: Scene, i: int) -> bool:
    """True where token `i` is part of a time or a place."""
    token = scene.document.tokens[i]
    if i in scene.wide:
        return True
    return any(time.span.start <= token.start < time.span.end for time in scene.times.get(token.sentence, ()))
