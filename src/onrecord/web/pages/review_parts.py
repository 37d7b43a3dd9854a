"""What the review page shows: a claim with its paragraph, its fields, why it is there, and who said what of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

from onrecord.api import ClaimView, QueueItem
from onrecord.exports.rows import count_text, interval_text, one_line, said_value, what
from onrecord.model import Actor, Interval, Review, Sourced, Span, Speaker, Story
from onrecord.reviews.corrections import COMMON, value_hints
from onrecord.web.pages.review_forms import FormField, current, form_fields, in_order, label, mark_field
from onrecord.web.parts import ClaimCard, claim_card, claim_cards
from onrecord.web.shown import Content, Words

MOST_AROUND = 700  # characters of the paragraph before and after the sentence
MOST_WORDS = 120  # characters of a claim in the list beside
NOT_FACTS = {"mark", "evidence", "high", "content"}

DONE = {
    "accept": "Accepted", "reject": "Rejected", "correct": "Corrected", "merge": "Merged", "split": "Split",
    "undo": "Taken back",
}  # fmt: skip


class ContextPiece(Content):
    """A run of the paragraph: `around` the sentence, in the `sentence`, or the claim's words (`mark`)."""

    text: Words
    part: Literal["around", "sentence", "mark"]


class Context(Content):
    """The sentence in its paragraph; `start` is the first piece's character in the story's `field`."""

    field: str
    start: int
    pieces: tuple[ContextPiece, ...]
    cut_before: bool
    cut_after: bool


class Fact(Content):
    """A field of the claim in words; empty ones are left out."""

    name: str
    label: str
    words: Words


class ReviewLine(Content):
    """One review: its number, who gave it when, and what it changed in words; `undone` where it was taken back."""

    id: int
    claim: str
    verdict: str
    by: Words
    at: str
    note: Words
    changed: Words
    undone: bool


class QueueLine(Content):
    """An item of the queue as the list beside shows it; `address` opens it."""

    claim: str
    kind: str
    what: Words
    value: Words
    where: Words | None
    reasons: tuple[Words, ...]
    current: bool
    address: str


class ReviewItem(Content):
    """The claim under review with everything that a verdict needs."""

    claim: ClaimCard
    reasons: tuple[Words, ...]
    stands: bool
    why_not: Words
    instead: tuple[ClaimCard, ...]
    context: Context
    facts: tuple[Fact, ...]
    mark: FormField
    fields: tuple[FormField, ...]
    merge_into: tuple[ClaimCard, ...]
    reviews: tuple[ReviewLine, ...]
    may_undo: bool


class DoneLine(Content):
    """What the last verdict did, and the claim that an undo would concern."""

    claim: str
    text: Words
    may_undo: bool
    stands: tuple[ClaimCard, ...]


class ReviewFault(Content):
    """What could not be done with a form: the `panel` it was sent from, the field, and one line."""

    panel: str
    field: str
    message: Words


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which queue is worked: its filters and who reviews."""

    kind: str | None
    measure: str | None
    by: str | None

    def address(self, **more: str | None) -> str:
        """The address of the page with these filters; `by` is in it only where the address gave it."""
        given = {"kind": self.kind, "measure": self.measure, "by": self.by, **more}
        said = {name: value for name, value in given.items() if value}
        return f"/review?{urlencode(said, errors='replace')}" if said else "/review"


def review_item(view: ClaimView, reasons: Iterable[str], merge_into: Iterable[Sourced], by: str) -> ReviewItem:
    """The claim under review; `by` is who reviews, who may undo what they gave."""
    entry = view.entry
    lines = review_lines(view.reviews, entry.story)
    return ReviewItem(
        claim=claim_card(entry),
        reasons=reasons_in_words(reasons),
        stands=view.stands,
        why_not=view.why_not,
        instead=claim_cards(view.made),
        context=context_of(entry),
        facts=facts_of(entry),
        mark=mark_field(entry),
        fields=form_fields(entry),
        merge_into=claim_cards(merge_into),
        reviews=lines,
        may_undo=any(one.by == by and one.verdict != "undo" and not one.undone for one in lines),
    )


def context_of(entry: Sourced) -> Context:
    """The paragraph around the evidence, cut where it is very long."""
    evidence, mark = entry.claim.evidence, entry.claim.mark
    text = entry.story.text if evidence.field == "text" else entry.story.title
    before = text.rfind("\n", 0, evidence.start) + 1
    behind = text.find("\n", evidence.end)
    start = max(before, evidence.start - MOST_AROUND)
    last = len(text) if behind < 0 else behind
    end = min(last, evidence.end + MOST_AROUND)
    inside = mark if evidence.contains(mark) else Span(evidence.end, evidence.end, evidence.field)
    cuts: tuple[tuple[int, int, Literal["around", "sentence", "mark"]], ...] = (
        (start, evidence.start, "around"), (evidence.start, inside.start, "sentence"),
        (inside.start, inside.end, "mark"), (inside.end, evidence.end, "sentence"), (evidence.end, end, "around"),
    )  # fmt: skip
    pieces = tuple(ContextPiece(text=text[a:b], part=part) for a, b, part in cuts if b > a)
    return Context(field=evidence.field, start=start, pieces=pieces, cut_before=start > before, cut_after=end < last)


def facts_of(entry: Sourced) -> tuple[Fact, ...]:
    """The fields as the record has them, in the order of the form; the words themselves stand in the paragraph."""
    names = in_order({*value_hints(entry.claim), *COMMON} - NOT_FACTS)
    listed = ((name, fact_words(entry, name)) for name in names)
    return tuple(Fact(name=name, label=label(name), words=words) for name, words in listed if words)


def fact_words(entry: Sourced, name: str) -> str:
    """A field in words; nothing where it says nothing."""
    value = current(entry, name)
    if name == "low":
        return said_value(entry)
    if value is None or value is False or value == ():
        return ""
    if isinstance(value, bool):
        return "yes"
    if isinstance(value, (int, float)):
        return count_text(value)
    if isinstance(value, Interval):
        return interval_text(value)
    if isinstance(value, Span):
        return f"“{one_line(entry.story.quote(value))}”"
    if isinstance(value, tuple):
        between = " ← " if name == "speakers" else "; "
        return between.join(noun_words(noun) for noun in value)
    return value.replace("_", " ") if name in ("status", "bound") else str(value)


def noun_words(noun: object) -> str:
    """A speaker with what it is, an actor with its role, or a name."""
    if isinstance(noun, Speaker):
        return f"{noun.name} ({noun.role or noun.kind})"
    return f"{noun.name} ({noun.role})" if isinstance(noun, Actor) else str(noun)


def review_lines(reviews: Iterable[Review], story: Story | None = None) -> tuple[ReviewLine, ...]:
    """The reviews of a claim, oldest first; with its story, spans are shown as their words."""
    listed = tuple(reviews)
    gone = {(one.correction or {}).get("review") for one in listed if one.verdict == "undo"}
    return tuple(
        ReviewLine(
            id=one.id, claim=one.claim, verdict=one.verdict, by=one.by, at=one.at, note=one.note,
            changed=changed_words(one, story), undone=one.id in gone,
        )
        for one in listed
    )  # fmt: skip


def changed_words(review: Review, story: Story | None) -> str:
    """What a review says should stand, in words."""
    given = review.correction or {}
    if review.verdict == "correct":
        return "; ".join(f"{label(name)}: {value_words(value, story)}" for name, value in given.items())
    if review.verdict == "merge":
        return f"with claim {given.get('into', '')}"
    if review.verdict == "split":
        return f"into {len(given.get('parts') or ())} claims"
    return f"takes back review {given['review']}" if given.get("review") else ""


def value_words(value: Any, story: Story | None) -> str:
    """A value of a correction as people read it."""
    if isinstance(value, Mapping):
        if story and {"start", "end"} <= value.keys():
            source = story.title if value.get("in") == "title" else story.text
            return f"“{one_line(source[value['start'] : value['end']])}”"
        if value.keys() <= {"from", "to"}:
            return interval_text(Interval(value.get("from"), value.get("to"))) or "none"
        return ", ".join(value_words(inner, story) for inner in value.values() if inner is not None)
    if isinstance(value, (list, tuple)):
        return "; ".join(value_words(inner, story) for inner in value) or "none"
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return count_text(value) if isinstance(value, (int, float)) else str(value)


def reasons_in_words(reasons: Iterable[str]) -> tuple[str, ...]:
    """Why a claim is in the queue; what nothing singles out is there because it is new."""
    return tuple("among the newest" if reason == "newest" else reason for reason in reasons)


def queue_line(item: QueueItem, shown: str | None, wanted: Wanted) -> QueueLine:
    """A line of the list beside."""
    entry = item.entry
    return QueueLine(
        claim=entry.claim.id,
        kind=entry.claim.kind,
        what=what(entry),
        value=shortened(said_value(entry)),
        where=entry.claim.where,
        reasons=reasons_in_words(item.reasons),
        current=entry.claim.id == shown,
        address=wanted.address(claim=entry.claim.id),
    )


def done_line(view: ClaimView, by: str | None) -> DoneLine | None:
    """What the last review of a claim did; None where there is none."""
    if not view.reviews:
        return None
    last = view.reviews[-1]
    entry = view.entry
    words = f"{DONE[last.verdict]}: {what(entry)}, {shortened(said_value(entry))}"
    changed = changed_words(last, entry.story)
    if changed and last.verdict != "undo":
        words = f"{words} ({shortened(changed)})"
    return DoneLine(
        claim=entry.claim.id, text=f"{words}.", may_undo=last.verdict != "undo" and last.by == by,
        stands=claim_cards(view.made) if last.verdict in ("correct", "split") else (),
    )  # fmt: skip


def shortened(text: str) -> str:
    """Text of a bearable length."""
    return text if len(text) <= MOST_WORDS else f"{text[: MOST_WORDS - 1]}…"
