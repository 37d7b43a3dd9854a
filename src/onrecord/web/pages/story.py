"""A story: its text with the words of every claim highlighted, its claims beside it, and what is known of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Path

from onrecord.ledger import StoryRow
from onrecord.model import Published, Sourced, Span
from onrecord.web.desk import AtDesk
from onrecord.web.errors import ANSWERS
from onrecord.web.highlight import KINDS, Mark, Segment, paragraphs, segments
from onrecord.web.parts import ClaimCard, StoryLine, claim_card, story_line
from onrecord.web.render import page
from onrecord.web.shown import Content, Words, shown

router = APIRouter()
MOST_TEXT = 400_000  # characters of a text that one page shows
MOST_CLAIMS = 1_000
MOST_PROBLEMS = 50
WEB = ("http://", "https://")

Ref = Annotated[str, Path(pattern=r"^[0-9A-Za-z_.:\-]{1,200}$", description="An id, or the beginning of one.")]
HOW = {
    "given": "The source gave it.",
    "stated": "The text states it.",
    "inferred": "Worked out from the text.",
    "unknown": "Nothing in the text settles it.",
}


class SpanPart(Content):
    """Code points `start` to `end` (exclusive) of the story's `field`."""

    field: str
    start: int
    end: int


class SegmentPart(Content):
    """A run of the text from `start` that the same claims' words cover: their ids, the innermost first.

    `kinds` are theirs; `begins` those that begin here; `first` is true where no run before leads to the innermost.
    """

    start: int
    text: Words
    claims: tuple[str, ...]
    kinds: tuple[str, ...]
    begins: tuple[str, ...]
    first: bool


class MarkedClaim(Content):
    """A claim of the story with where its words and its sentence stand."""

    card: ClaimCard
    mark: SpanPart
    evidence: SpanPart


class Dated(Content):
    """When the story was published, how that is known, in words, and what settles it; `given` is the source's own."""

    value: Words | None
    how: str
    how_words: str
    why: Words
    given: Words | None


class KindCount(Content):
    """How many claims of a kind the story makes."""

    kind: str
    count: int


class StoryPage(Content):
    """A story on record: its headline and text in segments, a tuple a paragraph, and its standing claims.

    `rest` counts the characters that one page does not show, `more` is true where it makes more claims than these.
    `link` is its address where that is one of the web; `known` when it could be known, `recorded` when the ledger took
    it in. `before` and `after` are its versions at the same address.
    """

    story: StoryLine
    date: Dated
    link: Words | None
    key: Words | None
    lang: Words | None
    fetched: Words | None
    known: Words
    recorded: Words
    before: StoryLine | None
    after: StoryLine | None
    title: tuple[SegmentPart, ...]
    text: tuple[tuple[SegmentPart, ...], ...]
    rest: int
    claims: tuple[MarkedClaim, ...]
    kinds: tuple[KindCount, ...]
    more: bool
    problems: tuple[Words, ...]


@page(router, "/story/{ref}", "story.html", ANSWERS)
def story(desk: AtDesk, ref: Ref) -> StoryPage:
    """A story with the words of its claims, why its date is what it is, and its versions."""
    view = desk.record.story(ref)
    row, entries = view.row, view.claims[:MOST_CLAIMS]
    before, after = desk.record.versions(row.id)
    text = str(shown(row.story.text[:MOST_TEXT]))
    seen = set[str]()
    counted = Counter(entry.claim.kind for entry in entries)
    return StoryPage(
        story=story_line(row.story, row.published),
        date=dated(row.published, row.story.published),
        link=web_address(row.story.url),
        key=row.story.key,
        lang=row.story.lang,
        fetched=row.story.fetched,
        known=row.known,
        recorded=row.recorded,
        before=version_line(before),
        after=version_line(after),
        title=parts(segments(str(shown(row.story.title)), marks(entries, "title")), seen),
        text=tuple(parts(one.segments, seen) for one in paragraphs(text, marks(entries, "text"))),
        rest=len(row.story.text) - len(text),
        claims=tuple(marked(entry) for entry in entries),
        kinds=tuple(KindCount(kind=kind, count=counted[kind]) for kind in KINDS if counted[kind]),
        more=len(view.claims) > len(entries),
        problems=tuple(p.what for p in islice(desk.record.problems(story=row.id), MOST_PROBLEMS)),
    )


def marks(entries: Iterable[Sourced], field: str) -> list[Mark]:
    """The words of the claims that stand in the field."""
    return [Mark(e.claim.mark, e.claim.kind, e.claim.id) for e in entries if e.claim.mark.field == field]


def parts(found: Iterable[Segment], seen: set[str]) -> tuple[SegmentPart, ...]:
    """The segments as the page shows them; `seen` holds the claims that some segment leads to already."""
    made: list[SegmentPart] = []
    for one in found:
        first = bool(one.claims) and one.claims[0] not in seen
        seen.update(one.claims[:1])
        made.append(
            SegmentPart(
                start=one.start, text=one.text, claims=one.claims, kinds=one.kinds, begins=one.begins, first=first
            )
        )
    return tuple(made)


def marked(entry: Sourced) -> MarkedClaim:
    """The claim with its spans."""
    return MarkedClaim(
        card=claim_card(entry), mark=span_part(entry.claim.mark), evidence=span_part(entry.claim.evidence)
    )


def span_part(span: Span) -> SpanPart:
    """A span."""
    return SpanPart(field=span.field, start=span.start, end=span.end)


def dated(published: Published, given: str | None) -> Dated:
    """The story's date in words."""
    return Dated(
        value=published.value, how=published.how, how_words=HOW[published.how], why=published.why, given=given
    )  # fmt: skip


def web_address(url: str | None) -> str | None:
    """The address where a browser may follow it: never one that runs a script."""
    return url if url and url.lower().startswith(WEB) else None


def version_line(row: StoryRow | None) -> StoryLine | None:
    """Another version of the story."""
    return story_line(row.story, row.published) if row else None
