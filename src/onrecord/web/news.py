"""What the brief shows beside plans: a new figure, a finding, a dispute, a revision."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.api.brief import Corrected
from onrecord.exports.rows import figure_text, interval_text
from onrecord.linking.brief import Dispute, NewFigure
from onrecord.linking.findings import MEANING, Finding, signed
from onrecord.linking.points import Point, figure_value
from onrecord.linking.series import SeriesKey
from onrecord.model import Interval, Sourced
from onrecord.web.addresses import series_address
from onrecord.web.brief import brief_card, cut
from onrecord.web.parts import ClaimCard, StoryLine, story_line
from onrecord.web.shown import Content, Words

MOST_OUTLETS = 5  # that are named
MOST_SENTENCES = 4  # of one finding or dispute
MOST_FIGURES = 6  # of one corrected story


class ValuePart(Content):
    """A published value: its words, the day it became known ("undated" where no claim tells it), and its claim."""

    value: Words
    known: str
    claim: str


class FigureLine(Content):
    """A series that gained a value.

    `change` is computed, from the value `before`; `was` is the earlier value that the story itself gives.
    `period` is what the value covers, `stories` how many carry it, in the outlets named (`outlets_more` are not).
    `series` is the address of the series.
    """

    card: ClaimCard
    value: Words
    what: Words
    mode: str
    place: Words | None
    speaker: Words | None
    period: str
    change: float | int | None
    change_words: str
    before: ValuePart | None
    was: Words | None
    others: tuple[ValuePart, ...]
    stories: int
    outlets: tuple[Words, ...]
    outlets_more: int
    series: Words


class FindingPart(Content):
    """A finding: its kind and meaning, whether it needs a decision, the series, and the values it rests on."""

    kind: str
    meaning: str
    is_alarm: bool
    day: str
    name: Words
    message: Words
    series: Words
    claims: tuple[ClaimCard, ...]
    more: int


class VoicePart(Content):
    """What one body counts."""

    name: Words
    value: Words
    card: ClaimCard


class DisputePart(Content):
    """Counts of one thing and day by several bodies."""

    name: Words
    day: str
    voices: tuple[VoicePart, ...]


class ChangedFigure(Content):
    """A figure of a corrected story, and what the older version gave in its place."""

    before: Words | None
    card: ClaimCard


class RevisionPart(Content):
    """A change of what was on record: a corrected story with its figures, or a finding that explains itself."""

    kind: str
    words: Words
    story: StoryLine | None
    replaces: str
    figures: tuple[ChangedFigure, ...]
    finding: FindingPart | None


def figure_line(one: NewFigure) -> FigureLine:
    """The line of a new figure."""
    entry, key, point = one.point.claims[0], one.key, one.point
    value = figure_value(entry)
    return FigureLine(
        card=brief_card(entry),
        value=value_text(point),
        what=cut(counted(key)),
        mode=key.mode,
        place=cut(key.place) if key.place else None,
        speaker=cut(key.speaker) if key.speaker else None,
        period=f"since {key.baseline}" if key.baseline else interval_text(Interval(point.begin, point.end)),
        change=point.change,
        change_words=signed(point.change) if point.change is not None else "",
        before=value_part(one.before) if one.before else None,
        was=figure_text(value.was, value.was, "exact", "") if value.was is not None else None,
        others=tuple(value_part(other) for other in one.others),
        stories=one.stories,
        outlets=one.outlets[:MOST_OUTLETS],
        outlets_more=max(0, len(one.outlets) - MOST_OUTLETS),
        series=series_address(key.measure, key.place, key.mode),
    )


def counted(key: SeriesKey) -> str:
    """What is counted: the measure and of whom; a figure of something else is named by that alone."""
    measure = None if key.measure == "other" and key.of else key.measure
    return ", ".join(part for part in (measure, key.direction, key.of) if part)


def value_text(point: Point) -> str:
    """The value as people write it."""
    return figure_text(point.low, point.high, point.bound, point.claims[0].quote)


def value_part(point: Point) -> ValuePart:
    """A value with its first claim."""
    known = point.known[:10] if point.is_dated else "undated"
    return ValuePart(value=value_text(point), known=known, claim=point.claims[0].claim.id)


def finding_part(one: Finding) -> FindingPart:
    """A finding with the sentences of its values, the newest first."""
    entries = sentences(one.points)
    return FindingPart(
        kind=one.kind,
        meaning=MEANING[one.kind],
        is_alarm=not one.is_note,
        day=one.day,
        name=cut(one.key.name),
        message=one.message,
        series=series_address(one.key.measure, one.key.place, one.key.mode),
        claims=tuple(brief_card(entry) for entry in entries[:MOST_SENTENCES]),
        more=max(0, len(entries) - MOST_SENTENCES),
    )


def sentences(points: Sequence[Point]) -> list[Sourced]:
    """The first claim of each point, the newest point first; each sentence once."""
    leads = [point.claims[0] for point in reversed(points)]
    return list({entry.sentence: entry for entry in reversed(leads)}.values())[::-1]


def dispute_part(one: Dispute) -> DisputePart:
    """A dispute with each body's number."""
    voices = one.voices[:MOST_SENTENCES]
    parts = (VoicePart(name=cut(v.name), value=brief_card(v.entry).value, card=brief_card(v.entry)) for v in voices)
    return DisputePart(name=cut(one.name), day=one.day, voices=tuple(parts))


def revision_part(one: Corrected | Finding) -> RevisionPart:
    """A corrected story, or a finding."""
    if isinstance(one, Finding):
        part = finding_part(one)
        return RevisionPart(kind=one.kind, words=one.message, story=None, replaces="", figures=(), finding=part)
    figures = [
        ChangedFigure(before=brief_card(old).value if old else None, card=brief_card(new))
        for old, new in one.figures[:MOST_FIGURES]
    ]
    kind = "replaced story" if one.replaces else "correction"
    story = story_line(one.row.story, one.row.published)
    return RevisionPart(
        kind=kind,
        words=cut(one.row.story.title),
        story=story,
        replaces=one.replaces,
        figures=tuple(figures),
        finding=None,
    )
