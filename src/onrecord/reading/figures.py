"""The figures of a story: numbers of persons or things, with what they count and how, of what, when, where, by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.lexicon import Lexicon
from onrecord.model import Figure, Interval, Place, Reading
from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_days import days_between
from onrecord.reading.figure_decided import (
    NOTHING,
    OWN_DAY,
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
from onrecord.reading.figure_period import day_of, has_other_time, own_day, period_of
from onrecord.reading.figure_place import main_place, place_of
from onrecord.reading.figure_population import population
from onrecord.reading.figure_scene import Scene, scenes
from onrecord.reading.figure_series import agreed
from onrecord.reading.figure_source import denied, speaker_of
from onrecord.reading.figure_values import combined, earlier_value, has_each, of_words
from onrecord.reading.figure_words import measure_words
from onrecord.reading.layer import Layer
from onrecord.reading.parse import Document, Parsed

BACKGROUND = 7  # days before publication from which a paragraph's day is not the next one's
RECENT = 12  # figures back that a number may be a part of
UNNAMED = frozenset(("launched", "destroyed", "residents", "other", "aid"))
SPEAKING = frozenset(
    "say tell ask describe recall add explain speak write call know see watch hear state claim report think".split()
)
OPEN = ("simple past", "perfect tense", "a campaign", "unrest")  # what a day in the same breath outdoes
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
        if has_other_time(scene):
            return Carried(here, None)
        before = scene.before() if self.sentence != here - 1 else None
        if before is not None:
            return Carried(here, day_of(before))
        return Carried(here, self.day if self.own else None)

    def past_paragraph(self, scene: Scene, published: str | None) -> Carried:
        """Without a day of background, more than a week before publication, where a new paragraph begins."""
        before = scene.before()
        if self.own or self.day is None or self.day.begin is None or before is None or published is None:
            return self
        tokens = scene.document.tokens
        gap = scene.document.text[tokens[before.last - 1].start : tokens[scene.first].start]
        old = days_between(self.day.begin, published) > BACKGROUND
        return replace(self, day=None) if "\n" in gap and old else self

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


def document_figures(document: Document, reading: Reading, words: Words, main: Place | None) -> list[Found]:
    """The figures of one document in text order."""
    found: list[Found] = []
    carried = Carried()
    for scene in scenes(document, reading, words.measures):
        begun = len(found)
        carried = carried.on_to(scene).past_paragraph(scene, reading.published.day)
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
        if not harm or not near or one.figure.period != NOTHING:
            continue
        if one.figure.mode == following.figure.mode != "standing":
            result[k] = replace(one, figure=replace(one.figure, period=following.figure.period))
        elif following.figure.rule.endswith("tied to a day") and one.figure.rule.endswith(OPEN):
            day = replace(one.figure, mode=following.figure.mode, period=following.figure.period)
            result[k] = replace(one, figure=day)
    return result


def kept(scene: Scene, number: Counted, offer: Offer) -> bool:
    """False for hypotheticals, one singled out of a group, "no" that is no report, and a lone "one strike"."""
    text = scene.document.text[number.number.span.start : number.number.span.end].lower()
    if unreal(scene, number, offer) or (number.lemma == "family" and offer.measure in ("killed", "injured")):
        return False  # a family is no person counted
    if number.number.low == 0 and number.number.high == 0:
        persons = text not in ("no one", "no-one", "nobody") or offer.measure in scene.words.persons
        led = scene.document.tokens[number.start - 1].lower if number.start > scene.first else ""
        if led in ("with", "without") and not offer.rule.startswith("noun"):
            return False  # with no food, people died
        return (
            persons
            and offer.cost <= 1.7
            and not offer.rule.startswith("after")
            and offer.measure not in ("residents", "troops", "money", "launched")
        )
    if text == "one" and number.number.bound == "exact":
        return not singled_out(scene, number, offer)
    return True


def singled_out(scene: Scene, number: Counted, offer: Offer) -> bool:
    """True for the "one" that introduces somebody or something: "one of the captives", "one guard said"."""
    tokens = scene.document.tokens
    after = [token.lower for token in tokens[number.last : min(scene.last, number.last + 2)]]
    if after[:1] == ["of"]:
        return not offer.rule.startswith("noun") or after[1:] in (["the"], ["his"], ["her"], ["their"], ["its"])
    if number.noun is None:
        return offer.measure in UNNAMED
    head = tokens[number.noun.head]
    asked = tokens[head.head] if number.noun.dep == "pobj" else head  # they spoke to one farmer
    heard = number.noun.dep in ("pobj", "dobj") and asked.lemma in SPEAKING and asked.i < number.start
    speaks = heard or (number.noun.dep.startswith("nsubj") and head.lemma in SPEAKING and head.i != offer.cue)
    of_group = number.lemma in scene.words.groups and tokens[number.start - 1].lower in ("of", "from", "in")
    return speaks or of_group or offer.measure in UNNAMED


def figure_of(
    scene: Scene,
    number: Counted,
    offer: Offer,
    recent: list[Found],
    same: int,
    reading: Reading,
    words: Words,
    main: Place | None,
) -> Figure:
    """The figure of one number; `recent` are the figures before it, the last `same` of them in its sentence."""
    measure, what = combined(scene, number, offer)
    parent = next((one for one in recent if offer.parent is not None and one.number is offer.parent), None)
    alone = own_day(scene, number)
    dated = alone or period_of(scene, number, offer, reading)
    before = recent[-1] if same else None
    mode, why = decided_mode(scene, number, offer, words, dated, parent, before)
    if alone is not None and mode == "total":
        mode, why = "new", OWN_DAY
    if why in ("simple past", "perfect tense") and not same:
        mode, why = mode_before(scene, offer, recent, mode, why)
    speaker, attribution = speaker_of(scene, number, offer, reading)
    near_whole = parent if parent is not None and any(parent is one for one in recent[len(recent) - same :]) else None
    if near_whole is not None and offer.part and attribution is None:
        speaker = speaker or near_whole.figure.speaker
    earlier = [(one.number, one.offer, one.figure.of) for one in recent]
    of = population(scene, number, offer, of_words(scene, number, offer), earlier)
    return Figure(
        span=number.number.span, low=number.number.low, high=number.number.high, bound=number.number.bound,
        measure=measure, mode=mode, of=of, what=what,
        period=period(mode, why, dated, parent, before, number, offer),
        place=place_of(
            scene, number, offer, reading, main, speaker,
            near_whole.figure.place if near_whole else None, total=mode == "total",
        ),
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
