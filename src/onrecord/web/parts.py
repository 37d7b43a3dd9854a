"""What several pages show: a claim with its sentence, a story's line, an interval; typed, and ready for people."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.exports.rows import interval_text, number, said_value, what
from onrecord.model import EventValue, FigureValue, Interval, Published, Sourced, Speaker, StatementValue, Story
from onrecord.model.edtf import period_edtf, when_edtf
from onrecord.web.shown import Content, Words


class Piece(Content):
    """A run of a text; `marked` where it is the words of the claim."""

    text: Words
    marked: bool = False


class SpeakerPart(Content):
    """Who says it: a person, office, body or unnamed source, with the role that the story gives."""

    name: Words
    kind: str
    role: Words | None = None


class IntervalPart(Content):
    """`begin` to `end` (exclusive), ISO 8601, in `words` for people, the last day included, and as `edtf` (ISO 8601-2).

    Where the date of a claim is a limit ("until May"), its `edtf` has no begin.
    """

    begin: str | None
    end: str | None
    words: str
    edtf: str | None


class StoryLine(Content):
    """A story without its text; `why` says how its date is known."""

    id: str
    title: Words
    outlet: Words | None
    url: Words | None
    published: Words | None
    how: str
    why: Words


class ClaimCard(Content):
    """A claim as every list shows it; of a statement, who holds the position and towards whom.

    `what` is its measure and mode, its event type, or its kind of statement; `value` the number, the event's words or
    the statement; `sentence` the evidence in pieces, of which the marked one is the claim's words.
    """

    id: str
    kind: str
    what: Words
    value: Words
    measure: str | None = None
    mode: str | None = None
    type: str | None = None
    holder: Words | None = None
    targets: tuple[Words, ...] = ()
    negated: bool = False
    low: float | int | None = None
    high: float | int | None = None
    status: str
    speakers: tuple[SpeakerPart, ...]
    said: IntervalPart | None
    when: IntervalPart
    where: Words | None
    quote: Words
    sentence: tuple[Piece, ...]
    confidence: float
    rule: Words
    known: Words
    story: StoryLine


def claim_card(entry: Sourced) -> ClaimCard:
    """The card of a claim on record."""
    claim = entry.claim
    figure = claim.value if isinstance(claim.value, FigureValue) else None
    event = claim.value if isinstance(claim.value, EventValue) else None
    stand = claim.value if isinstance(claim.value, StatementValue) else None
    return ClaimCard(
        id=claim.id,
        kind=claim.kind,
        what=what(entry),
        value=said_value(entry),
        measure=figure.measure if figure else None,
        mode=figure.mode if figure else event.mode if event else None,
        type=event.type if event else stand.type if stand else None,
        holder=stand.holder if stand else None,
        targets=stand.targets if stand else (),
        negated=stand.negated if stand else False,
        low=number(figure.low) if figure else None,
        high=number(figure.high) if figure else None,
        status=claim.status,
        speakers=speaker_parts(claim.speakers),
        said=interval_part(claim.said) if claim.said else None,
        when=interval_part(claim.when, when_edtf(claim)),
        where=claim.where,
        quote=entry.quote,
        sentence=sentence_pieces(entry),
        confidence=claim.confidence,
        rule=claim.rule,
        known=entry.known,
        story=story_line(entry.story, entry.published),
    )


def claim_cards(entries: Iterable[Sourced]) -> tuple[ClaimCard, ...]:
    """The cards of several claims."""
    return tuple(claim_card(entry) for entry in entries)


def story_line(story: Story, published: Published) -> StoryLine:
    """The line of a story."""
    return StoryLine(
        id=story.id, title=story.title, outlet=story.outlet, url=story.url, published=published.value,
        how=published.how, why=published.why,
    )  # fmt: skip


def speaker_parts(speakers: Iterable[Speaker]) -> tuple[SpeakerPart, ...]:
    """The chain of speakers, nearest first."""
    return tuple(SpeakerPart(name=one.name, kind=one.kind, role=one.role) for one in speakers)


def interval_part(interval: Interval, edtf: str | None = None) -> IntervalPart:
    """An interval with its words, and with `edtf` where that says more than the interval."""
    return IntervalPart(
        begin=interval.begin, end=interval.end, words=interval_text(interval), edtf=edtf or period_edtf(interval)
    )  # fmt: skip


def sentence_pieces(entry: Sourced) -> tuple[Piece, ...]:
    """The evidence in up to three pieces: before the claim's words, the words, after them."""
    mark, evidence = entry.claim.mark, entry.claim.evidence
    if mark.field != evidence.field or not evidence.contains(mark):
        return (Piece(text=entry.sentence),)
    text = entry.story.text if evidence.field == "text" else entry.story.title
    cuts = ((evidence.start, mark.start, False), (mark.start, mark.end, True), (mark.end, evidence.end, False))
    return tuple(Piece(text=text[a:b], marked=marked) for a, b, marked in cuts if b > a)
