"""Claims, stories and readings to rows and back, exactly; and how times and names are made comparable."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import RowMapping

from onrecord.model import (
    Actor,
    Claim,
    EventValue,
    FigureValue,
    Interval,
    Problem,
    Published,
    Review,
    Span,
    Speaker,
    StatementValue,
    Story,
    content_hash,
)

Row = RowMapping | Mapping[str, Any]
Values = dict[str, Any]

SPANS_OF_EVENT = tuple(f.name for f in fields(EventValue) if "Span" in str(f.type))
VALUE_OF_KIND: Mapping[str, type] = {"figure": FigureValue, "event": EventValue, "statement": StatementValue}


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story on record: when it was published, when it could be known and was recorded, and which story it replaces.

    `known` is the published time where there is one; `supersedes` is the id of the version before at the same url.
    """

    story: Story
    published: Published
    known: str
    recorded: str
    run: int
    supersedes: str | None = None

    @property
    def id(self) -> str:
        """The story's id."""
        return self.story.id


def now() -> str:
    """The present instant, ``2026-02-02T18:00:00Z``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def instant(value: str | None) -> str | None:
    """An ISO 8601 date as it is, a date-time as UTC with seconds and ``Z``; None for what is neither.

    A time without an offset is taken as UTC.
    """
    if not value:
        return None
    try:
        if len(value) <= 10:
            return date.fromisoformat(value).isoformat()
        moment = datetime.fromisoformat(value)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def fold(text: str) -> str:
    """`text` without case and accents, for comparing names."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def to_json(value: object) -> str:
    """Compact JSON that keeps every character as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def claim_to_row(claim: Claim, published: str | None) -> Values:
    """The columns that say what a claim is; `published` is its story's, as an instant.

    ValueError where the claim has no id, or its value is not of its kind.
    """
    value = claim.value
    if not claim.id:
        raise ValueError("a claim without an id cannot be recorded")
    if not isinstance(value, VALUE_OF_KIND[claim.kind]):
        raise ValueError(  # noqa: TRY004 - values that do not go together, not a wrong type
            f"claim {claim.id} of kind {claim.kind} cannot hold a {type(value).__name__}"
        )
    figure = value if isinstance(value, FigureValue) else None
    low, high = (_real(figure.low), _real(figure.high)) if figure else (None, None)
    said = claim.said or Interval(None, None)
    names = "\n".join(fold(f"{s.name}, {s.role}" if s.role else s.name) for s in claim.speakers)
    return {
        "id": claim.id, "story": claim.story, "kind": claim.kind, "status": claim.status,
        "measure": figure.measure if figure else None, "mode": getattr(value, "mode", None),
        "type": getattr(value, "type", None), "bound": figure.bound if figure else None,
        "low": low, "high": high, "number": low if low is not None else high,
        "place": claim.where, "place_folded": fold(claim.where) if claim.where is not None else None,
        "speaker": claim.speakers[0].name if claim.speakers else None, "speaker_names": names or None,
        "mark_field": claim.mark.field, "mark_start": claim.mark.start, "mark_end": claim.mark.end,
        "evidence_field": claim.evidence.field, "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end, "when_begin": claim.when.begin, "when_end": claim.when.end,
        "said_known": claim.said is not None, "said_begin": said.begin, "said_end": said.end,
        "at": claim.when.begin or published, "confidence": float(claim.confidence), "rule": claim.rule,
        "speakers": to_json([[s.name, s.kind, s.role] for s in claim.speakers]), "value": value_to_json(value),
    }  # fmt: skip


def claim_from_row(row: Row) -> Claim:
    """The claim that `claim_to_row` was given."""
    return Claim(
        story=row["story"],
        kind=row["kind"],
        mark=Span(row["mark_start"], row["mark_end"], row["mark_field"]),
        evidence=Span(row["evidence_start"], row["evidence_end"], row["evidence_field"]),
        value=value_from_json(row["kind"], row["value"]),
        status=row["status"],
        speakers=tuple(Speaker(*speaker) for speaker in json.loads(row["speakers"])),
        said=Interval(row["said_begin"], row["said_end"]) if row["said_known"] else None,
        when=Interval(row["when_begin"], row["when_end"]),
        where=row["place"],
        confidence=row["confidence"],
        rule=row["rule"],
        id=row["id"],
    )


def value_to_json(value: FigureValue | EventValue | StatementValue) -> str:
    """A claim's value, its absent parts left out."""
    row = {f.name: part for f in fields(value) if (part := getattr(value, f.name)) is not None and part is not False}
    if isinstance(value, EventValue):
        row["actors"] = [[actor.role, actor.name] for actor in value.actors]
        row.update((name, [s.start, s.end, s.field]) for name, s in row.items() if isinstance(s, Span))
    return to_json(row)


def value_from_json(kind: str, text: str) -> FigureValue | EventValue | StatementValue:
    """The value that `value_to_json` was given."""
    row = json.loads(text)
    if kind == "figure":
        return FigureValue(**{"low": None, "high": None, **row})
    if kind == "event":
        actors = tuple(Actor(role, name) for role, name in row.pop("actors"))
        spans = {name: Span(*row.pop(name)) for name in SPANS_OF_EVENT if name in row}
        return EventValue(**{"mode": None, **row, **spans}, actors=actors)
    lists: dict[str, Any] = {name: tuple(row.pop(name)) for name in ("content", "targets") if name in row}
    return StatementValue(**row, **lists)


def story_to_row(story: Story) -> Values:
    """The columns that a source gives."""
    return {
        "id": story.id, "title": story.title, "text": story.text, "published_given": story.published, "url": story.url,
        "outlet": story.outlet, "outlet_folded": fold(story.outlet) if story.outlet else None,
        "lang": story.lang, "key": story.key, "fetched": story.fetched, "bundle": story.bundle,
    }  # fmt: skip


def published_to_row(published: Published) -> Values:
    """The columns that a reading gives."""
    return {"published": published.value, "published_how": published.how, "published_why": published.why}


def story_from_row(row: Row) -> StoryRow:
    """The story on record."""
    story = Story(
        text=row["text"], title=row["title"], published=row["published_given"], url=row["url"], outlet=row["outlet"],
        lang=row["lang"], key=row["key"], fetched=row["fetched"], bundle=row["bundle"],
    )  # fmt: skip
    published = Published(row["published"], row["published_how"], row["published_why"])
    return StoryRow(story, published, row["known"], row["recorded"], row["run"], row["supersedes"])


def problem_to_row(problem: Problem) -> Values:
    """A problem; its id is the hash of what it says, so that it is on record once."""
    key = content_hash(problem.where, problem.what, problem.story)
    return {"id": key, "place": problem.where, "what": problem.what, "story": problem.story}


def problem_from_row(row: Row) -> Problem:
    """The problem."""
    return Problem(row["place"], row["what"], row["story"])


def review_to_row(review: Review) -> Values:
    """A review, without its number."""
    correction = review.correction
    withdraws = (correction or {}).get("review") if review.verdict == "undo" else None
    return {
        "claim": review.claim, "verdict": review.verdict, "reviewer": review.by, "at": review.at, "note": review.note,
        "correction": None if correction is None else to_json(correction), "withdraws": withdraws,
        "beside": to_json(review.beside) if review.beside else None,
    }  # fmt: skip


def review_from_row(row: Row) -> Review:
    """The review."""
    correction, beside = row["correction"], row["beside"]
    return Review(
        row["claim"], row["verdict"], row["reviewer"], row["at"], row["note"],
        json.loads(correction) if correction else None, tuple(json.loads(beside)) if beside else (), row["id"],
    )  # fmt: skip


def _real(number: float | None) -> float | None:
    """`number` as the filter columns hold it: as near as a double comes; the exact one is in the JSON value."""
    if number is None or math.isnan(number):
        return None
    try:
        return float(number)
    except OverflowError:
        return math.copysign(math.inf, number)
