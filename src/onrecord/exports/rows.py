"""Claims and derived views as plain rows: nested objects for JSON, flat ones for tables and CSV."""

from __future__ import annotations

from dataclasses import asdict, fields, is_dataclass
from datetime import date, timedelta
from typing import Any

from onrecord.model import EventValue, FigureValue, Interval, Sourced, Span, StatementValue, Story
from onrecord.model.edtf import period_edtf, when_edtf

Row = dict[str, Any]
CLAIM_COLUMNS = (
    "id", "known", "published", "kind", "what", "value", "measure", "mode", "type", "low", "high", "bound", "of",
    "quote", "status", "from", "to", "edtf", "said_from", "said_to", "said_edtf", "where", "speakers", "confidence",
    "outlet", "title", "url", "story", "sentence",
)  # fmt: skip
"""The columns of claims as CSV, wherever they are written."""


def story_object(entry: Sourced) -> Row:
    """The story a claim comes from, without its text."""
    story = entry.story
    return {
        "id": story.id,
        "key": story.key,
        "title": story.title,
        "outlet": story.outlet,
        "url": story.url,
        "published": asdict(entry.published),
        "recorded": entry.recorded,
    }


def claim_object(entry: Sourced) -> Row:
    """A claim with everything it knows, its words and its sentence included."""
    claim = entry.claim
    return {
        "id": claim.id,
        "kind": claim.kind,
        **value_object(entry),
        "status": claim.status,
        "speakers": [asdict(speaker) for speaker in claim.speakers],
        "said": interval_object(claim.said),
        "when": {"from": claim.when.begin, "to": claim.when.end, "edtf": when_edtf(claim)},
        "where": claim.where,
        "quote": entry.quote,
        "sentence": entry.sentence,
        "mark": span_object(entry.story, claim.mark),
        "evidence": span_object(entry.story, claim.evidence),
        "confidence": claim.confidence,
        "rule": claim.rule,
        "story": story_object(entry),
    }


def value_object(entry: Sourced) -> Row:
    """What the claim says beyond what every claim has; spans as their words, whole numbers as such."""
    value = entry.claim.value
    row = asdict(value)
    if isinstance(value, StatementValue):
        return {
            "type": value.type, "holder": value.holder, "targets": list(value.targets), "negated": value.negated,
            "quotation": value.kind, "content": list(value.content),
        }  # fmt: skip
    if isinstance(value, FigureValue):
        return row | {key: number(row[key]) for key in ("low", "high", "was")}
    if isinstance(value, EventValue):
        for key, span in (("condition", value.condition), ("manner", value.manner)):
            row[key] = entry.story.quote(span) if span else None
    return row


def span_object(story: Story, span: Span) -> Row:
    """A span with its words."""
    return {"start": span.start, "end": span.end, "in": span.field, "text": story.quote(span)}


def interval_object(interval: Interval | None) -> Row | None:
    """`from` and `to`, `to` exclusive, and the same as EDTF writes it."""
    return {"from": interval.begin, "to": interval.end, "edtf": period_edtf(interval)} if interval else None


def number(value: float | None) -> float | int | None:
    """The number as an int where it is one."""
    return int(value) if value is not None and value == int(value) else value


def plain(value: object) -> Any:
    """Any derived view (a tree of frozen dataclasses) as plain objects; a claim in it becomes its evidence."""
    if isinstance(value, Sourced):
        return evidence_object(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return number(value) if isinstance(value, float) else value


def evidence_object(entry: Sourced) -> Row:
    """The claim behind a derived value, with its sentence."""
    return {
        "claim": entry.claim.id,
        "story": entry.story.id,
        "title": entry.story.title,
        "outlet": entry.story.outlet,
        "published": entry.published.value,
        "speaker": entry.speaker,
        "status": entry.claim.status,
        "quote": entry.quote,
        "sentence": one_line(entry.sentence),
    }


def claim_row(entry: Sourced) -> Row:
    """A claim on one line: the columns of `onrecord claims`."""
    claim = entry.claim
    return {
        "id": claim.id,
        "published": (entry.published.value or "")[:16],
        "kind": claim.kind,
        "what": what(entry),
        "value": said_value(entry),
        "status": claim.status,
        "when": interval_text(claim.when),
        "from": claim.when.begin,
        "to": claim.when.end,
        "edtf": when_edtf(claim),
        "where": claim.where or "",
        "speaker": " ← ".join(speaker.name for speaker in claim.speakers),
        "outlet": entry.story.outlet or "",
        "sentence": one_line(entry.sentence),
    }


def claim_flat(entry: Sourced) -> Row:
    """A claim as one row of plain values, `CLAIM_COLUMNS` among them."""
    claim, story, said = entry.claim, entry.story, interval_object(entry.claim.said) or {}
    return value_object(entry) | claim_row(entry) | {
        "known": entry.known,
        "published": entry.published.value,
        "quote": entry.quote,
        "where": claim.where,
        "speakers": [speaker.name for speaker in claim.speakers],
        "confidence": f"{claim.confidence:.2f}",
        "said_from": said.get("from"),
        "said_to": said.get("to"),
        "said_edtf": said.get("edtf"),
        "title": story.title,
        "url": story.url,
        "story": story.id,
    }  # fmt: skip


def what(entry: Sourced) -> str:
    """The measure and mode, the type and mode, or the type of a position, with "not" where it is denied."""
    value = entry.claim.value
    if isinstance(value, FigureValue):
        return f"{value.what or value.measure} ({value.mode})"
    if isinstance(value, EventValue):
        return f"{value.type}/{value.mode}" if value.mode else value.type
    if value.type is None:
        return value.kind
    return f"not {value.type}" if value.negated else value.type


def said_value(entry: Sourced) -> str:
    """The number with its bound, the event's words with its actors, or the position's with its holder and content."""
    value = entry.claim.value
    if isinstance(value, FigureValue):
        wordy = value.low is None and value.high is None  # "a large number of victims"
        counted = f"{' of' if wordy else ''} {value.of}" if value.of else ""
        return figure_text(value.low, value.high, value.bound, entry.quote) + counted
    if isinstance(value, StatementValue):
        content = one_line(" … ".join(value.content))
        parties = " → ".join(filter(None, (value.holder, ", ".join(value.targets))))
        return f"{one_line(entry.quote)} ({parties}): {content}" if value.type else content
    actors = ", ".join(actor.name for actor in value.actors)
    return f"{entry.quote} ({actors})" if actors else entry.quote


BOUND_SIGNS = {"about": "~", "at_least": "≥ ", "more_than": "> ", "at_most": "≤ ", "less_than": "< "}


def figure_text(low: float | None, high: float | None, bound: str, quote: str) -> str:
    """A figure as people write it: "71,800", "~150", "≤ 50", "40-50"; a number without value as its words."""
    if low is None and high is None:
        return quote
    if bound == "range" and low is not None and high is not None:
        return f"{count_text(low)}-{count_text(high)}"
    if bound == "vague":
        return f"{quote} (≥ {count_text(low)})" if low is not None else quote
    value = low if low is not None else high
    return BOUND_SIGNS.get(bound, "") + count_text(value)


def count_text(value: float | None) -> str:
    """A number with thousands separated."""
    if value is None:
        return ""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def interval_text(interval: Interval) -> str:
    """An interval as people write it, its last day included: a day, a month, a year, "begin to end", or one side."""
    begin, end = interval.begin, interval.end
    if begin is None or end is None:
        return f"since {begin}" if begin else f"until {day_before(end)}" if end else ""
    last = day_before(end)
    if begin[:10] == last:
        return begin
    if begin[8:] == "01" and end[8:] == "01":
        if begin[5:] == "01-01" and end[5:] == "01-01" and int(end[:4]) - int(begin[:4]) == 1:
            return begin[:4]
        if last[:7] == begin[:7]:
            return begin[:7]
    return f"{begin} to {last}"


def day_before(day: str) -> str:
    """The ISO date before `day`; `day` itself where it is a date-time or there is no day before it."""
    try:
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return day


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())
