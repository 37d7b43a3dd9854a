"""The figures of a story: every number of persons or things with what it counts, how, of what, when, where and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.lexicon import Lexicon
from onrecord.model import Figure, Interval, Mode, Reading
from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_measure import HARM, Offer, best_offer
from onrecord.reading.figure_mode import ModeWords, mode_of, mode_words, unreal
from onrecord.reading.figure_period import Dated, period_of
from onrecord.reading.figure_scene import Scene, scenes
from onrecord.reading.figure_source import denied, main_place, place_of, speaker_of
from onrecord.reading.figure_words import MeasureWords, measure_words
from onrecord.reading.layer import Layer
from onrecord.reading.parse import Document, Parsed

NOTHING = Interval(None, None)
RECENT = 12  # figures back that a number may be a part of
FLYING = frozenset(("drone", "missile", "rocket", "projectile", "uav"))
PAIRS = {frozenset(("killed", "injured")): "casualties"}


@dataclass(frozen=True)
class Words:
    """The tables that the layer works with."""

    measures: MeasureWords
    modes: ModeWords


@dataclass(frozen=True)
class Found:
    """A figure with the phrase and the offer it was made from."""

    number: Counted
    offer: Offer
    figure: Figure


def layer(lexicon: Lexicon) -> Layer:
    """The layer that fills `Reading.figures`: the body's in text order, then the title's."""
    words = Words(measure_words(lexicon), mode_words(lexicon))

    def read(parsed: Parsed, reading: Reading) -> Reading:
        if not reading.numbers:
            return reading
        main = main_place(reading.places, len(parsed.body.text))
        found: list[Found] = []
        for document in parsed.documents:
            found += document_figures(document, reading, words, main)
        return replace(reading, figures=tuple(linked(found)))

    return read


def document_figures(document: Document, reading: Reading, words: Words, main: str | None) -> list[Found]:
    """The figures of one document in text order."""
    found: list[Found] = []
    for scene in scenes(document, reading, words.measures):
        begun = len(found)
        for number in scene.numbers:
            recent = found[-RECENT:]
            same = min(len(found) - begun, len(recent))
            offer = best_offer(scene, number, [(one.number, one.offer) for one in recent], same)
            if offer is not None and kept(scene, number, offer):
                found.append(Found(number, offer, figure_of(scene, number, offer, recent, same, reading, words, main)))
    return found


def kept(scene: Scene, number: Counted, offer: Offer) -> bool:
    """False for hypotheticals, one singled out of a group, "no" that is no report, and a lone "one strike"."""
    text = scene.document.text[number.number.span.start : number.number.span.end].lower()
    if unreal(scene, offer):
        return False
    if number.number.low == 0 and number.number.high == 0:
        return offer.cost <= 1.7 and offer.measure not in ("residents", "troops", "money", "launched")
    if text == "one":
        after = scene.document.tokens[number.last] if number.last < scene.last else None
        exact = number.number.bound == "exact"
        if after is not None and after.lower == "of" and exact:
            return False
        return not (exact and offer.measure in ("launched", "destroyed", "residents", "other", "aid"))
    return True


def figure_of(
    scene: Scene, number: Counted, offer: Offer, recent: list[Found], same: int, reading: Reading, words: Words, main: str | None
) -> Figure:
    """The figure of one number; `recent` are the figures before it, the last `same` of them in its sentence."""
    measure, what = combined(scene, number, offer)
    parent = next((one for one in recent if offer.parent is not None and one.number is offer.parent), None)
    dated = period_of(scene, number, offer, reading)
    before = recent[-1] if same else None
    mode, why = decided_mode(scene, number, offer, words, dated, parent, before)
    if why == "simple past" and not same:
        mode, why = mode_before(scene, recent, mode, why)
    speaker, attribution = speaker_of(scene, number, offer, reading)
    return Figure(
        span=number.number.span, low=number.number.low, high=number.number.high, bound=number.number.bound,
        measure=measure, mode=mode, of=of_words(scene, number, offer), what=what,
        period=period(mode, dated, parent, before, offer), place=place_of(scene, number, offer, reading, main),
        speaker=speaker, denied=denied(scene, number, offer, attribution), was=earlier_value(scene, number),
        each=has_each(scene, number), rule=f"{offer.rule}; {why}", confidence=round(max(0.3, 1.05 - 0.15 * offer.cost), 2),
    )  # fmt: skip


def decided_mode(
    scene: Scene, number: Counted, offer: Offer, words: Words, dated: Dated | None, parent: Found | None, before: Found | None
) -> tuple[Mode, str]:
    """The mode: a part's and a companion's is that of its whole, unless its own clause dates it."""
    tied = dated is not None and dated.tied
    own_clause = tied and offer.parent is None
    if parent is not None and not own_clause:
        return parent.figure.mode, "as the whole"
    previous = before.figure.mode if before and before.figure.measure in HARM and offer.measure in HARM else None
    return mode_of(scene, number, offer, words.modes, dated=dated, before=previous)


def mode_before(scene: Scene, recent: list[Found], mode: Mode, why: str) -> tuple[Mode, str]:
    """A plain past that follows a total in the sentence before tells more of the same: "another 131 were wounded"."""
    if not recent or recent[-1].figure.measure not in HARM or recent[-1].figure.mode != "total":
        return mode, why
    document = scene.document
    gap = document.tokens[scene.first].sentence - document.tokens[recent[-1].number.first].sentence
    return ("total", "as the sentence before") if gap == 1 else (mode, why)


def period(mode: Mode, dated: Dated | None, parent: Found | None, before: Found | None, offer: Offer) -> Interval:
    """The figure's period; a stock has none, a part has its whole's."""
    if mode == "standing":
        return NOTHING
    if dated is not None:
        return dated.interval
    if parent is not None:
        return parent.figure.period
    return NOTHING


def combined(scene: Scene, number: Counted, offer: Offer) -> tuple[str, str | None]:
    """`other` where one number stands for two measures ("killed or wounded 50"), with what it then counts."""
    if offer.parent is not None and offer.cue is None:
        return offer.measure, None
    what = None
    if offer.measure == "other":
        what = "casualties" if number.lemma in ("casualty",) else (number.lemma or None)
    if offer.measure == "destroyed" and number.lemma in FLYING:
        return "intercepted", None
    if offer.cue is None or offer.measure not in HARM:
        return offer.measure, what
    if offer.measure == "captured" and number.lemma in ("hostage", "captive"):
        return "abducted", None
    tokens = scene.document.tokens
    for step in (1, -1):
        joint, other = offer.cue + step, offer.cue + 2 * step
        if not (scene.first <= other < scene.last) or tokens[joint].lower not in ("and", "or"):
            continue
        if scene.number_at(other) is not None and not number.first <= other < number.end:
            continue
        for cue in scene.cues.get(other, ()):
            pair = frozenset((cue.measure, offer.measure))
            if len(pair) == 2 and pair <= HARM and cue.kind != "noun" and (tokens[joint].lower == "or" or pair in PAIRS):
                if step == 1 and tokens[other].tag[0] == "V" and number.start > offer.cue:
                    continue
                return "other", PAIRS.get(pair, " or ".join(sorted(pair)))
    return offer.measure, what


def of_words(scene: Scene, number: Counted, offer: Offer) -> str | None:
    """Who or what is counted, null where the measure's own word is all there is."""
    if offer.rule.startswith("adjective") or (offer.measure == "bodies" and offer.rule.startswith("noun")):
        return None
    if offer.rule.startswith("counter"):
        return counter_of(scene, number, offer)
    if number.noun is not None and offer.rule.startswith("noun") and any(cue.kind == "strong" for cue in scene.cues.get(number.noun.i, ())):
        return None
    return number.of


def counter_of(scene: Scene, number: Counted, offer: Offer) -> str | None:
    """Whose toll it is: "Palestinian death toll", "the number of Americans"."""
    tokens = scene.document.tokens
    for k in range(number.start - 1, scene.first - 1, -1):
        if tokens[k].lower in ("toll", "number", "total"):
            if k + 2 < scene.last and tokens[k + 1].lower == "of" and tokens[k + 2].tag in ("NNS", "NNPS"):
                return None if any(cue.measure == offer.measure for cue in scene.cues.get(k + 2, ())) else tokens[k + 2].text
            first = k - 1 - (tokens[k - 1].lower == "death")
            return tokens[first].text if first >= scene.first and tokens[first].tag in ("JJ", "NNP") and tokens[first].text[0].isupper() else None
    return None


def earlier_value(scene: Scene, number: Counted) -> float | None:
    """The value that the sentence says it was before: "up from 9", "from 9 to 12", "to 12 from 9"."""
    tokens = scene.document.tokens
    here = number.start - 1
    after_to = here >= scene.first and tokens[here].lower in ("to", "at")
    for other in scene.numbers:
        if other is number:
            continue
        k = next((k for k in range(other.first - 1, max(scene.first, other.first - 6) - 1, -1) if tokens[k].lower == "from"), None)
        if k is None:
            continue
        moved = k > scene.first and tokens[k - 1].lower in ("up", "down") and 0 < k - number.end <= 14
        if moved or (after_to and (0 <= number.start - other.end <= 4 or 0 <= k - number.end <= 1)):
            return other.number.low
    return None


def has_each(scene: Scene, number: Counted) -> bool:
    """True for "157 prisoners each", "ten apiece"."""
    return any(token.lower in ("each", "apiece") for token in scene.document.tokens[number.end : min(scene.last, number.end + 3)])


def linked(found: list[Found]) -> Iterator[Figure]:
    """The figures with `part_of` as an index into them."""
    index = {id(one.number): i for i, one in enumerate(found)}
    for one in found:
        part = index.get(id(one.offer.parent)) if one.offer.part and one.offer.parent is not None else None
        yield replace(one.figure, part_of=part)
