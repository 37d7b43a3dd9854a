"""The figures of a story: numbers of persons or things, with what they count and how, of what, when, where, by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.lexicon import Lexicon
from onrecord.model import Figure, Interval, Mode, Reading
from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_kinds import ModeWords, mode_words
from onrecord.reading.figure_measure import best_offer
from onrecord.reading.figure_mode import is_newly, mode_of, unreal
from onrecord.reading.figure_offer import HARM, Offer
from onrecord.reading.figure_period import Dated, day_of, period_of
from onrecord.reading.figure_population import population
from onrecord.reading.figure_scene import Scene, scenes
from onrecord.reading.figure_series import agreed, is_late
from onrecord.reading.figure_source import denied, main_place, place_of, speaker_of
from onrecord.reading.figure_tense import tense_of, verb_group
from onrecord.reading.figure_values import combined, earlier_value, has_each, of_words
from onrecord.reading.figure_words import MeasureWords, measure_words
from onrecord.reading.layer import Layer
from onrecord.reading.parse import Document, Parsed

NOTHING = Interval(None, None)
SHARED = 14  # tokens between coordinated figures that share a period
RECENT = 12  # figures back that a number may be a part of
LATE = 6  # tokens after a number in which it may be said to be of earlier days
WEAK = ("strikes", "simple past", "one happening", "so far, since")
APART = frozenset(("as", "after", "when", "while", "before", "because", "but", ";"))
LOSSES = HARM | {"displaced"}
PAST = (
    "simple past",
    "one happening",
    "as the whole",
    "as the figure before",
    "more than before",
    "as the sentence before",
)


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
        period=period(mode, dated, parent, before, number, offer), place=place_of(scene, number, offer, reading, main),
        speaker=speaker, denied=denied(scene, number, offer, attribution), was=earlier_value(scene, number),
        each=has_each(scene, number), rule=f"{offer.rule}; {why}", confidence=confidence(offer),
    )  # fmt: skip


def confidence(offer: Offer) -> float:
    """How sure the measure is: the further the deciding word had to be looked for, the less."""
    return round(min(0.98, max(0.3, 1.05 - 0.15 * offer.cost)), 2)


def decided_mode(
    scene: Scene,
    number: Counted,
    offer: Offer,
    words: Words,
    dated: Dated | None,
    parent: Found | None,
    before: Found | None,
) -> tuple[Mode, str]:
    """The mode: a part's and a companion's is that of its whole, unless its own clause dates it."""
    if is_newly(number):
        return "new", "newly"
    following = next((n.start for n in scene.numbers if n.start > number.first), scene.last)
    if offer.measure == "killed" and is_late(scene, number.first, min(number.end + LATE, following)):
        return "new", "a late addition"
    if parent is not None and not own_date(offer, parent, dated):
        return parent.figure.mode, "as the whole"
    at = offer.cue if offer.cue is not None else number.head
    if before and before.offer.rule.startswith("counter") and offer.measure in HARM and tense_of(scene, at) == "none":
        return before.figure.mode, "as the toll before"
    previous = before.figure.mode if before and before.figure.measure in HARM and offer.measure in HARM else None
    mode, why = mode_of(scene, number, offer, words.modes, dated=dated, before=previous)
    weak = why in WEAK or (why == "tied to a day" and dated is not None and before is not None
                           and before.figure.period == dated.interval)
    if before and previous in ("total", "new") and previous != mode and weak and joined_to(number, before):
        return previous, "as the figure before"
    return mode, why


def own_date(offer: Offer, parent: Found, dated: Dated | None) -> bool:
    """True where a part has a clause of its own that dates it: "including four who were killed on Wednesday"."""
    repeated = not offer.part and offer.rule == "as the number before"  # 390 on Friday and 307 on Saturday
    own_clause = offer.cue is not None and offer.cue != parent.offer.cue
    return dated is not None and dated.tied and (own_clause or repeated)


def joined_to(number: Counted, before: Found) -> bool:
    """True where a number goes on where the one before left off: "killed 31 people and wounded 101"."""
    between = number.document.tokens[before.number.end : number.start]
    if len(between) > SHARED or before.offer.rule.startswith("counter"):
        return False
    return not any(token.lower in APART or token.lemma in ("say", "report") for token in between)


def mode_before(scene: Scene, offer: Offer, recent: list[Found], mode: Mode, why: str) -> tuple[Mode, str]:
    """What the sentence before decides.

    A plain past after a total tells more of the same ("another 131 were wounded"); "had shot down 45" after one night's
    happening tells of that night.
    """
    if not recent or offer.cue is None:
        return mode, why
    document, last = scene.document, recent[-1]
    if document.tokens[scene.first].sentence - document.tokens[last.number.first].sentence != 1:
        return mode, why
    if why == "simple past" and last.figure.measure in HARM and last.figure.mode == "total":
        return "total", "as the sentence before"
    had = any(document.tokens[i].lower in ("had", "'d") for i in verb_group(scene, offer.cue))
    if why == "perfect tense" and had and last.figure.mode == "new":
        return "new", "as the sentence before"
    return mode, why


def period(
    mode: Mode, dated: Dated | None, parent: Found | None, before: Found | None, number: Counted, offer: Offer
) -> Interval:
    """The figure's period; a stock has none, a part has its whole's."""
    if mode == "standing":
        return NOTHING
    if parent is not None and not own_date(offer, parent, dated):
        return parent.figure.period
    if dated is not None and not (mode == "limit" and dated.interval.begin is None):
        return dated.interval
    if (
        before is not None
        and before.figure.mode == mode
        and before.figure.measure in LOSSES
        and offer.measure in LOSSES
    ):
        gap = number.start - before.number.end
        return before.figure.period if gap <= SHARED and not dated_apart(number, before.number) else NOTHING
    return NOTHING


def dated_apart(number: Counted, before: Counted) -> bool:
    """True where a new saying begins between two numbers: the period of the first is not the second's."""
    between = number.document.tokens[before.end : number.start]
    return any(token.lemma in ("say", "report", "while") for token in between)


def linked(found: list[Found]) -> Iterator[Figure]:
    """The figures with `part_of` as an index into them."""
    index = {id(one.number): i for i, one in enumerate(found)}
    for one in found:
        part = index.get(id(one.offer.parent)) if one.offer.part and one.offer.parent is not None else None
        yield replace(one.figure, part_of=part)
