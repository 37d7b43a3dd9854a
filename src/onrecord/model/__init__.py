"""The nouns of Onrecord: frozen dataclasses that every part shares; this module imports nothing of ours.

Offsets are Unicode code points, 0-based and end-exclusive, into a story's text or title. Dates are ISO 8601
strings (``2026-02-02`` or ``2026-02-02T18:00``), intervals are half-open, so that plain string order is time order.
"""

from __future__ import annotations

from onrecord.model.claim import Claim, EventValue, FigureValue, Sourced, StatementValue, with_id
from onrecord.model.hashing import content_hash, stated
from onrecord.model.reading import (
    Actor,
    Attribution,
    Entity,
    Event,
    Figure,
    Number,
    Place,
    Position,
    Problem,
    Reading,
    Speaker,
    Time,
    Toll,
)
from onrecord.model.review import BY_REVIEW, Effects, Held, Made, Review
from onrecord.model.story import ANY_TIME, Interval, Published, Span, Story
from onrecord.model.words import (
    EVENT_TYPES,
    MEASURES,
    VERDICTS,
    Bound,
    ClaimKind,
    Direction,
    Field,
    How,
    Mode,
    QuoteKind,
    Role,
    SpeakerKind,
    Status,
    TimeMod,
    TimeType,
    Verdict,
)

__all__ = [
    "ANY_TIME",
    "BY_REVIEW",
    "EVENT_TYPES",
    "MEASURES",
    "VERDICTS",
    "Actor",
    "Attribution",
    "Bound",
    "Claim",
    "ClaimKind",
    "Direction",
    "Effects",
    "Entity",
    "Event",
    "EventValue",
    "Field",
    "Figure",
    "FigureValue",
    "Held",
    "How",
    "Interval",
    "Made",
    "Mode",
    "Number",
    "Place",
    "Position",
    "Problem",
    "Published",
    "QuoteKind",
    "Reading",
    "Review",
    "Role",
    "Sourced",
    "Span",
    "Speaker",
    "SpeakerKind",
    "StatementValue",
    "Status",
    "Story",
    "Time",
    "TimeMod",
    "TimeType",
    "Toll",
    "Verdict",
    "content_hash",
    "stated",
    "with_id",
]
