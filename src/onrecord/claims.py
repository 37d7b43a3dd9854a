"""Reading -> claims: figures, events and statements, each with its sentence, speakers and both time axes."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.model import (
    Attribution,
    Claim,
    Event,
    EventValue,
    Figure,
    FigureValue,
    Interval,
    Position,
    Reading,
    Span,
    Speaker,
    StatementValue,
    Story,
    with_id,
)

BLOCK = 1_000  # characters of a story under which the quotations in them are filed


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A reading, with its sentences in text order by field and its quoted contents by speaker and place.

    `contents` holds (length, index of the attribution, content) by speaker's name, field and block of characters.
    """

    reading: Reading
    sentences: Mapping[str, list[Span]]
    contents: Mapping[tuple[str, str, int], list[tuple[int, int, Span]]]


def surroundings(reading: Reading) -> Surroundings:
    """The reading made ready to be asked what stands around a span."""
    sentences: dict[str, list[Span]] = defaultdict(list)
    for sentence in sorted(reading.sentences):
        sentences[sentence.field].append(sentence)
    contents: dict[tuple[str, str, int], list[tuple[int, int, Span]]] = defaultdict(list)
    for index, attribution in enumerate(reading.attributions):
        name = attribution.speaker.name if attribution.speaker else ""
        for content in attribution.content if name else ():
            for block in range(content.start // BLOCK, content.end // BLOCK + 1):
                contents[name, content.field, block].append((content.end - content.start, index, content))
    return Surroundings(reading, sentences, contents)


def claims_of(story: Story, reading: Reading) -> tuple[Claim, ...]:
    """Every claim of the story: figures, events, statements; what is said twice at one place stands once."""
    around = surroundings(reading)
    made = (*figure_claims(around), *event_claims(around), *statement_claims(story, around))
    return tuple({claim.id: claim for claim in made}.values())


def figure_claims(around: Surroundings) -> list[Claim]:
    """One claim a figure; a part names the claim of its whole."""
    figures = around.reading.figures
    made: dict[int, Claim] = {}
    for index in parts_last(figures):
        figure = figures[index]
        whole = made.get(figure.part_of) if figure.part_of is not None else None
        made[index] = figure_claim(around, figure, whole.id if whole else None)
    return [made[index] for index in sorted(made)]


def parts_last(figures: tuple[Figure, ...]) -> list[int]:
    """The figures' indices such that a whole comes before its parts; a circle of parts is cut where it closes."""

    def depth(index: int) -> int:
        seen = set[int]()
        current: int | None = index
        while current is not None and current not in seen and 0 <= current < len(figures):
            seen.add(current)
            current = figures[current].part_of
        return len(seen)

    return sorted(range(len(figures)), key=depth)


def figure_claim(around: Surroundings, figure: Figure, whole: str | None) -> Claim:
    """The claim of one figure."""
    attribution = attribution_around(around, figure.span, figure.speaker)
    value = FigureValue(
        measure=figure.measure,
        mode=figure.mode,
        low=figure.low,
        high=figure.high,
        bound=figure.bound,
        of=figure.of,
        what=figure.what,
        part_of=whole,
        was=figure.was,
        each=figure.each,
        direction=figure.direction,
    )
    return with_id(
        Claim(
            story=around.reading.story,
            kind="figure",
            mark=figure.span,
            evidence=sentence_around(around, figure.span),
            value=value,
            status="denied" if figure.denied else "occurred",
            speakers=chain(figure.speaker, attribution),
            said=attribution.said if attribution else None,
            when=figure.period,
            where=figure.place,
            confidence=figure.confidence,
            rule=figure.rule,
        )
    )


def event_claims(around: Surroundings) -> Iterator[Claim]:
    """One claim an event."""
    for event in around.reading.events:
        attribution = attribution_around(around, event.span, event.speaker)
        yield with_id(
            Claim(
                story=around.reading.story,
                kind="event",
                mark=event.span,
                evidence=sentence_around(around, event.span),
                value=event_value(event),
                status=event.status,
                speakers=chain(event.speaker, attribution),
                said=attribution.said if attribution else None,
                when=event.when,
                where=event.place,
                confidence=event.confidence,
                rule=event.rule,
            )
        )


def event_value(event: Event) -> EventValue:
    """What the event claims beside what every claim has."""
    return EventValue(
        type=event.type,
        mode=event.mode,
        actors=event.actors,
        deadline=event.deadline,
        recurs=event.recurs,
        round=event.round,
        manner=event.manner,
        condition=event.condition,
    )


def statement_claims(story: Story, around: Surroundings) -> Iterator[Claim]:
    """One claim a position for each who holds it, and each who says so; attributions without one make no claim."""
    for position in around.reading.positions:
        attribution = None if position.attribution is None else around.reading.attributions[position.attribution]
        for speaker, holder in voices(position, attribution):
            value = StatementValue(
                kind=attribution.kind if attribution else "indirect",
                content=tuple(story.quote(span) for span in position.content),
                type=position.type,
                holder=holder,
                targets=position.targets,
                negated=position.negated,
            )
            yield with_id(
                Claim(
                    story=around.reading.story,
                    kind="statement",
                    mark=position.span,
                    evidence=evidence_of(around, position, attribution),
                    value=value,
                    status="occurred",
                    speakers=chain(speaker, attribution),
                    said=attribution.said if attribution else None,
                    when=(attribution.said if attribution else None) or Interval(None, None),
                    rule=position.rule,
                )
            )


def voices(position: Position, attribution: Attribution | None) -> Iterator[tuple[Speaker | None, str]]:
    """Each speaker with each holder; those who speak of their own position are each their own holder."""
    speakers = (attribution.speaker, *attribution.also) if attribution else (None,)
    names = [speaker.name for speaker in speakers if speaker is not None]
    if list(position.holders) == names:
        yield from ((speaker, speaker.name) for speaker in speakers if speaker is not None)
        return
    for speaker in speakers:
        yield from ((speaker, holder) for holder in position.holders)


def evidence_of(around: Surroundings, position: Position, attribution: Attribution | None) -> Span:
    """From the first to the last sentence that the position, its content, and who says so stand in."""
    said = (*attribution.source, *attribution.cue) if attribution else ()
    return hull([sentence_around(around, span) for span in (position.span, *position.content, *said)])


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers those of `spans` that stand in the field of the first."""
    listed = list(spans)
    same = [span for span in listed if span.field == listed[0].field]
    return Span(min(span.start for span in same), max(span.end for span in same), listed[0].field)


def sentence_around(around: Surroundings, span: Span) -> Span:
    """The sentence or sentences that the span stands in; the span itself where none covers it."""
    sentences = around.sentences.get(span.field, [])
    after = bisect_left(sentences, span.end, key=lambda sentence: sentence.start)
    first = after
    while first and sentences[first - 1].overlaps(span):
        first -= 1
    return hull([span, *sentences[first:after]])


def attribution_around(around: Surroundings, span: Span, speaker: Speaker | None) -> Attribution | None:
    """The innermost attribution to `speaker` whose content covers the span."""
    if speaker is None:
        return None
    near = around.contents.get((speaker.name, span.field, span.start // BLOCK), [])
    covering = [(length, index) for length, index, content in near if content.contains(span)]
    return around.reading.attributions[min(covering)[1]] if covering else None


def chain(speaker: Speaker | None, attribution: Attribution | None) -> tuple[Speaker, ...]:
    """The speakers behind a claim, nearest first; the outlet is never among them."""
    if speaker is None:
        return ()
    behind = attribution.chain if attribution else ()
    return (speaker, *(link for link in behind if link.name != speaker.name))
