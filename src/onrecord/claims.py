"""Reading -> claims: figures, events and statements, each with its sentence, speaker chain and both time axes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace

from onrecord.model import (
    Attribution,
    Claim,
    Event,
    EventValue,
    Figure,
    FigureValue,
    Interval,
    Reading,
    Span,
    Speaker,
    StatementValue,
    Story,
    content_hash,
)


def claims_of(story: Story, reading: Reading) -> tuple[Claim, ...]:
    """Every claim of the story: figures, events, statements; what is said twice at one place stands once."""
    made = (*figure_claims(reading), *event_claims(reading), *statement_claims(story, reading))
    return tuple({claim.id: claim for claim in made}.values())


def with_id(claim: Claim) -> Claim:
    """The claim with its id: the hash of story, kind, place in the text, roles and values - never of the rule."""
    speakers = [speaker.name for speaker in claim.speakers]
    said = asdict(claim.said) if claim.said else None
    where_and_when = (asdict(claim.when), claim.where, said)
    place = asdict(claim.mark)
    identity = content_hash(claim.story, claim.kind, place, claim.status, speakers, where_and_when, asdict(claim.value))
    return replace(claim, id=identity)


def figure_claims(reading: Reading) -> list[Claim]:
    """One claim a figure; a part names the claim of its whole."""
    made: dict[int, Claim] = {}
    for index in parts_last(reading.figures):
        figure = reading.figures[index]
        whole = made.get(figure.part_of) if figure.part_of is not None else None
        made[index] = figure_claim(reading, figure, whole.id if whole else None)
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


def figure_claim(reading: Reading, figure: Figure, whole: str | None) -> Claim:
    """The claim of one figure."""
    attribution = attribution_around(reading, figure.span, figure.speaker)
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
            story=reading.story,
            kind="figure",
            mark=figure.span,
            evidence=sentence_around(reading, figure.span),
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


def event_claims(reading: Reading) -> Iterator[Claim]:
    """One claim an event."""
    for event in reading.events:
        attribution = attribution_around(reading, event.span, event.speaker)
        yield with_id(
            Claim(
                story=reading.story,
                kind="event",
                mark=event.span,
                evidence=sentence_around(reading, event.span),
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


def statement_claims(story: Story, reading: Reading) -> Iterator[Claim]:
    """One claim an attribution, in the story's words; where several speakers say it in one breath, a claim each."""
    for attribution in reading.attributions:
        if not attribution.content:
            continue
        mark = hull(attribution.content)
        value = StatementValue(attribution.kind, tuple(story.quote(span) for span in attribution.content))
        for speaker in (attribution.speaker, *attribution.also):
            yield with_id(
                Claim(
                    story=reading.story,
                    kind="statement",
                    mark=mark,
                    evidence=evidence_of(reading, attribution, mark),
                    value=value,
                    status="occurred",
                    speakers=chain(speaker, attribution),
                    said=attribution.said,
                    when=attribution.said or Interval(None, None),
                    rule=attribution.rule,
                )
            )


def evidence_of(reading: Reading, attribution: Attribution, mark: Span) -> Span:
    """From the first to the last sentence that source, cue and content stand in."""
    same_field = [s for s in (*attribution.source, *attribution.cue, mark) if s.field == mark.field]
    return hull([sentence_around(reading, span) for span in same_field])


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers `spans`, all of one field."""
    listed = list(spans)
    return Span(min(s.start for s in listed), max(s.end for s in listed), listed[0].field)


def sentence_around(reading: Reading, span: Span) -> Span:
    """The sentence or sentences that the span stands in; the span itself where none covers it."""
    touched = [sentence for sentence in reading.sentences if sentence.overlaps(span)]
    return hull([*touched, span])


def attribution_around(reading: Reading, span: Span, speaker: Speaker | None) -> Attribution | None:
    """The innermost attribution to `speaker` whose content covers the span."""
    if speaker is None:
        return None
    around = [
        (content.end - content.start, index)
        for index, attribution in enumerate(reading.attributions)
        if attribution.speaker and attribution.speaker.name == speaker.name
        for content in attribution.content
        if content.contains(span)
    ]
    return reading.attributions[min(around)[1]] if around else None


def chain(speaker: Speaker | None, attribution: Attribution | None) -> tuple[Speaker, ...]:
    """The speakers behind a claim, nearest first; the outlet is never among them."""
    if speaker is None:
        return ()
    return (speaker, *(attribution.chain if attribution else ()))
