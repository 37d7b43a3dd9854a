"""The figures of a story: numbers of persons or things, with what they count and how, of what, when, where, by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.lexicon import Lexicon
from onrecord.model import Figure, Interval, Reading
from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_decided import (
    NOTHING,
    SHARED,
    Found,
    Words,
    dated_apart,
    decided_mode,
    mode_before,
    period,
)
from onrecord.reading.figure_kinds import mode_words
from onrecord.reading.figure_measure import best_offer, pointed_to
from onrecord.reading.figure_mode import unreal
from onrecord.reading.figure_offer import HARM, Offer
from onrecord.reading.figure_period import day_of, period_of
from onrecord.reading.figure_population import population
from onrecord.reading.figure_scene import Scene, scenes
from onrecord.reading.figure_series import agreed
from onrecord.reading.figure_source import denied, main_place, place_of, speaker_of
from onrecord.reading.figure_values import combined, earlier_value, has_each, of_words
from onrecord.reading.figure_words import measure_words
from onrecord.reading.layer import Layer
from onrecord.reading.parse import Document, Parsed

RECENT = 12  # figures back that a number may be a part of
PAST = (
    "simple past",
    "one happening",
    "as the whole",
    "as the figure before",
    "more than before",
    "as the sentence before",
)


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
        return replace(reading, figures=tuple(agreed(list(linked(found)))))

    return read


@dataclass(frozen=True)
class Carried:
    """The day of the happenings in the sentence before, for figures in sentences that name none."""

    sentence: int = -1
    day: Interval | None = None
    own: bool = False

    def on_to(self, scene: Scene) -> Carried:
        """What holds for the next sentence; a day is carried over two sentences at most."""
        here = scene.document.tokens[scene.first].sentence
        own = day_of(scene)
        if own is not None:
            return Carried(here, own, own=True)
        before = scene.before() if self.sentence != here - 1 else None
        if before is not None:
            return Carried(here, day_of(before))
        return Carried(here, self.day if self.own else None)

    def dated(self, figure: Figure, recent: list[Found]) -> Figure:
        """The figure with the day before it, where it tells of one happening in the past tense and has no day."""
        if figure.period != NOTHING:
            return figure
        if (
            figure.mode == "new"
            and self.day is not None
            and not self.own
            and figure.rule.endswith(PAST)
            and not figure.rule.startswith("noun")
        ):
            return replace(figure, period=self.day)
        before = recent[-1].figure if recent else None
        if (
            figure.mode == "total"
            and "counter" in figure.rule
            and before is not None
            and before.mode == "total"
            and before.period.end is None
        ):
            return replace(figure, period=before.period)
        return figure


def document_figures(document: Document, reading: Reading, words: Words, main: str | None) -> list[Found]:
    """The figures of one document in text order."""
    found: list[Found] = []
    carried = Carried()
    for scene in scenes(document, reading, words.measures):
        begun = len(found)
        carried = carried.on_to(scene)
        for number in scene.numbers:
            recent = found[-RECENT:]
            same = min(len(found) - begun, len(recent))
            offer = best_offer(scene, number, [(one.number, one.offer) for one in recent], same)
            offer = offer and pointed_to(scene, number, offer)
            if offer is not None and kept(scene, number, offer):
                figure = figure_of(scene, number, offer, recent, same, reading, words, main)
                found.append(Found(number, offer, carried.dated(figure, recent)))
        found[begun:] = shared_periods(found[begun:])
    return found


def shared_periods(found: list[Found]) -> list[Found]:
    """A sentence's figures, those without a period given the next one's where the two are coordinated.

    "Six were killed and nine wounded on Friday" holds of Friday throughout.
    """
    result = list(found)
    for k in range(len(result) - 2, -1, -1):
        one, following = result[k], result[k + 1]
        harm = one.figure.measure in HARM and following.figure.measure in HARM
        near = following.number.start - one.number.end <= SHARED and not dated_apart(following.number, one.number)
        same = one.figure.mode == following.figure.mode != "standing"
        if harm and near and same and one.figure.period == NOTHING:
            result[k] = replace(one, figure=replace(one.figure, period=following.figure.period))
    return result


def kept(scene: Scene, number: Counted, offer: Offer) -> bool:
    """False for hypotheticals, one singled out of a group, "no" that is no report, and a lone "one strike"."""
    text = scene.document.text[number.number.span.start : number.number.span.end].lower()
    if unreal(scene, offer):
        return False
    if number.number.low == 0 and number.number.high == 0:
        persons = text not in ("no one", "nobody") or offer.measure in scene.words.persons
        return (
            persons
            and offer.cost <= 1.7
            and not offer.rule.startswith("after")
            and offer.measure not in ("residents", "troops", "money", "launched")
        )
    if text == "one":
        after = scene.document.tokens[number.last] if number.last < scene.last else None
        exact = number.number.bound == "exact"
        if after is not None and after.lower == "of" and exact:
            return offer.rule.startswith("noun")
        return not (exact and offer.measure in ("launched", "destroyed", "residents", "other", "aid"))
    return True


def figure_of(
    scene: Scene,
    number: Counted,
    offer: Offer,
    recent: list[Found],
    same: int,
    reading: Reading,
    words: Words,
    main: str | None,
) -> Figure:
    """The figure of one number; `recent` are the figures before it, the last `same` of them in its sentence."""
    measure, what = combined(scene, number, offer)
    parent = next((one for one in recent if offer.parent is not None and one.number is offer.parent), None)
    dated = period_of(scene, number, offer, reading)
    before = recent[-1] if same else None
    mode, why = decided_mode(scene, number, offer, words, dated, parent, before)
    if why in ("simple past", "perfect tense") and not same:
        mode, why = mode_before(scene, offer, recent, mode, why)
    speaker, attribution = speaker_of(scene, number, offer, reading)
    earlier = [(one.number, one.offer, one.figure.of) for one in recent]
    of = population(scene, number, offer, of_words(scene, number, offer), earlier)
    return Figure(
        span=number.number.span, low=number.number.low, high=number.number.high, bound=number.number.bound,
        measure=measure, mode=mode, of=of, what=what,
        period=period(mode, dated, parent, before, number, offer),
        place=place_of(scene, number, offer, reading, main, speaker),
        speaker=speaker, denied=denied(scene, number, offer, attribution), was=earlier_value(scene, number),
        each=has_each(scene, number), rule=f"{offer.rule}; {why}", confidence=confidence(offer),
    )  # fmt: skip


def confidence(offer: Offer) -> float:
    """How sure the measure is: the further the deciding word had to be looked for, the less."""
    return round(min(0.98, max(0.3, 1.05 - 0.15 * offer.cost)), 2)


def linked(found: list[Found]) -> Iterator[Figure]:
    """The figures with `part_of` as an index into them."""
    index = {id(one.number): i for i, one in enumerate(found)}
    for one in found:
        part = index.get(id(one.offer.parent)) if one.offer.part and one.offer.parent is not None else None
        if part is None:
            part = whole_after(one, found, index)
        yield one.figure if part is None else replace(one.figure, part_of=part)


def whole_after(one: Found, found: list[Found], index: dict[int, int]) -> int | None:
    """The index of the 60 of "54 of 60 drones"."""
    tokens, k = one.number.document.tokens, one.number.last
    following = index[id(one.number)] + 1
    if k >= len(tokens) or tokens[k].lower != "of" or following >= len(found):
        return None
    whole = found[following].number
    return following if whole.document is one.number.document and whole.start == k + 1 else None
