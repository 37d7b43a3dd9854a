"""What counters and acts offer as a number's measure: "the toll rose to 40", "the deaths of five", "home to 900"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_offer import HARM, Offer
from onrecord.reading.figure_scene import Scene
from onrecord.reading.figure_words import Cue

LINKS = frozenset(
    "to at of tops passes passing nears neared hovered around reach reaching reached reaches hit hits "
    "hitting pass passed past is was stood stands stand : above over exceed "
    "exceeded exceeds top topped topping surpass surpassed crossed from by as put were".split()
)
TOTALS = frozenset(("number", "total", "count", "tally", "figure", "toll", "sum"))
THERE = frozenset(("are", "were", "remain", "remained", "stay"))
SOMEWHERE = frozenset(("in", "on", "at", "near", "inside", "there"))
HARMED = {"dead": "killed", "wounded": "injured", "injured": "injured", "missing": "missing"}
AMONG = 14  # tokens before the verb in which "among" may stand
TREATMENT = frozenset(
    "recover remove receive return retrieve collect find exhume unearth pull hand bring deliver repatriate exchange "
    "identify bury wash count see discover".split()
)


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
    if number.lemma not in scene.words.fighters:
        return
    if number.noun is not None and tokens[number.noun.i - 1].lower in scene.words.groups:
        return  # several family members
    before = tokens[number.start - 1] if number.start > scene.first else None
    after = [token.lower for token in tokens[number.end : min(scene.last, number.end + 2)]]
    is_there = len(after) == 2 and after[0] in THERE and after[1] in SOMEWHERE
    made_of = before is not None and before.lower == "of" and tokens[before.i - 1].lemma in ("consist", "composed")
    has = before is not None and before.lemma in ("have", "number", "comprise") and before.tag in ("VBZ", "VBP", "VBD")
    if is_there or has or made_of:
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


def from_among(scene: Scene, number: Counted) -> Iterator[Offer]:
    """Among those wounded were four students: the counted follow the verb."""
    tokens = scene.document.tokens
    verb = number.start - 1
    if verb <= scene.first:
        return
    if tokens[verb].lemma == "include" and tokens[verb - 1].lower in HARMED:  # the dead included four nurses
        yield Offer(0.9, HARMED[tokens[verb - 1].lower], verb - 1, f"act {tokens[verb - 1].lower}")
    if tokens[verb].lower not in ("was", "were", "are", "is"):
        return
    for k in range(verb - 1, max(scene.first, verb - AMONG) - 1, -1):
        if tokens[k].lower != "among":
            continue
        first = next((i for i in range(k + 1, verb) if any(c.measure in HARM for c in scene.cues.get(i, ()))), None)
        if first is not None:
            cue = next(c for c in scene.cues[first] if c.measure in HARM)
            yield Offer(0.7, cue.measure, first, f"among {tokens[first].lower}")
        return


def bodies(scene: Scene, number: Counted, k: int) -> Offer:
    """The bodies of dozens: remains where something is done with them or nothing is said of death, else the killed."""
    tokens = scene.document.tokens
    handled = any(token.lemma in TREATMENT and token.tag != "VBG" for token in tokens[max(scene.first, k - 8) : k])
    handled = handled and not any(
        token.lemma in ("see", "describe", "watch") for token in tokens[max(scene.first, k - 8) : k]
    )
    killed = any(
        cue.measure == "killed"
        for i in range(number.last, min(scene.last, number.end + 8))
        for cue in scene.cues.get(i, ())
    )
    return Offer(0.85, "killed" if killed and not handled else "bodies", k, "act bodies of")


def from_counters(scene: Scene, number: Counted) -> Iterator[Offer]:
    """The toll rose to 40; the number of injuries reaching 12."""
    tokens = scene.document.tokens
    i = number.start - 1
    if i < scene.first:
        return
    link = next(
        (
            k for k in range(number.first - 1, max(scene.first, number.first - 6) - 1, -1)
            if tokens[k].lower in LINKS and not (tokens[k].lower == "to" and tokens[k - 1].lower == "up")
        ),
        None,
    )  # fmt: skip
    if link is None or any(tokens[k].tag[:2] == "NN" or scene.number_at(k) for k in range(link + 1, number.start)):
        return
    for k in range(link - 1, max(scene.first, link - 26) - 1, -1):
        other = scene.number_at(k)
        if (
            other
            and other.lemma != "toll"
            and tokens[link].lower not in ("to", "from", "by")
            and not tokens[link].tag.startswith("VB")
        ):
            return
        token = tokens[k]
        if token.lower in (";", "said"):
            return
        for cue in scene.cues.get(k, ()):
            if cue.kind == "counter" or (cue.kind == "strong" and is_level(scene, k, link)):
                yield Offer(0.5 + 0.01 * (link - k), cue.measure, k, f"counter {token.lower}")
                return
        if token.lower in TOTALS and token.tag[:2] == "NN" and not is_sum(scene, k, link):
            measure = measure_after(scene, k, link)
            if measure:
                yield Offer(0.5 + 0.01 * (link - k), measure.measure, measure.i, f"counter {token.lower}")
                return


def is_sum(scene: Scene, k: int, link: int) -> bool:
    """True for the "total" of "with a total of 132 passengers on board", which says nothing of what is counted."""
    words = [token.lower for token in scene.document.tokens[max(scene.first, k - 1) : link + 1]]
    return words == ["a", "total", "of"]


def is_level(scene: Scene, k: int, link: int) -> bool:
    """True where the noun at `k` is said to reach or stand at a number: "raising such deaths to 281"."""
    tokens = scene.document.tokens
    return tokens[link].lower in ("to", "reaching", "reached") or any(
        token.lemma in ("stand", "rise", "climb", "reach") for token in tokens[k:link]
    )


def measure_after(scene: Scene, k: int, link: int) -> Cue | None:
    """The measure that "the number of …" speaks of: the strongest cue between it and its value."""
    found = [cue for i in range(k + 1, link) for cue in scene.cues.get(i, ())]
    if not found and scene.document.tokens[k].lower == "toll":
        return Cue(k, "killed", "counter")
    if not found:  # the exchange brings the total to 1,000
        found = [cue for i in range(k - 1, scene.first - 1, -1) for cue in scene.cues.get(i, ()) if cue.kind != "noun"]
    verbs = [cue for cue in found if cue.kind in ("subject", "object", "adjective", "strong")]
    return next(iter(verbs or found), None)
