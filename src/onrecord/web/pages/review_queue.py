"""The queue of a reviewer, and the claim of it that is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from onrecord.api import ClaimView, QueueItem
from onrecord.ledger import AmbiguousId, ClaimFilter, NotOnRecord
from onrecord.linking.findings import Finding
from onrecord.linking.series import Series
from onrecord.linking.validate import findings
from onrecord.model import MEASURES, ClaimKind, FigureValue, Sourced
from onrecord.reviews.judging import LONGEST_NAME
from onrecord.web.desk import Desk
from onrecord.web.errors import BadRequestError
from onrecord.web.pages.review_parts import (
    DoneLine,
    QueueLine,
    ReviewFault,
    ReviewItem,
    Wanted,
    done_line,
    queue_line,
    review_item,
)  # fmt: skip
from onrecord.web.pages.review_typed import Typed
from onrecord.web.shown import Content, Words

MOST_QUEUE = 50  # items of the queue in view
MOST_MERGE = 20  # claims of the story, and of its series, that a merge is offered with
WINDOW = 1_000  # the newest figures that are checked: what bounds the work of a request
KINDS = ("figure", "event", "statement")


class ReviewPage(Content):
    """The claim under review and the queue that it stands in."""

    kind: str | None
    measure: str | None
    reviewer: Words
    item: ReviewItem | None
    queue: tuple[QueueLine, ...]
    place: int | None
    more: bool
    before: QueueLine | None
    after: QueueLine | None
    done: DoneLine | None
    measures: tuple[str, ...] = MEASURES
    kinds: tuple[str, ...] = KINDS
    typed: Mapping[str, Words] = {}
    fault: ReviewFault | None = None


def wanted_of(kind: str | None, measure: str | None, by: str | None) -> Wanted:
    """The filters, checked; BadRequestError for words that no claim has."""
    if kind is not None and kind not in KINDS:
        raise BadRequestError(f"There is no kind {kind[:40]!r}: use one of {', '.join(KINDS)}.")
    if measure is not None and measure not in MEASURES:
        raise BadRequestError(f"There is no measure {measure[:40]!r}: use one of {', '.join(MEASURES)}.")
    if by is not None and len(by) > LONGEST_NAME:
        raise BadRequestError(f"by is {len(by)} characters long: {LONGEST_NAME} at most.")
    return Wanted(kind, measure, by)


def review_page(
    desk: Desk, wanted: Wanted, reviewer: str, claim: str | None, done: str | None = None,
    typed: Typed | None = None, fault: ReviewFault | None = None,
) -> ReviewPage:  # fmt: skip
    """The page for the claim that was asked for, or the first of the queue."""
    items = queue_of(desk, wanted, reviewer)
    view = desk.record.claim(claim or items[0].entry.claim.id) if claim or items else None
    shown = view.entry.claim.id if view else None
    lines = tuple(queue_line(item, shown, wanted) for item in items[:MOST_QUEUE])
    place = next((number for number, line in enumerate(lines) if line.current), None)
    last = done_of(desk, done, reviewer)
    rest = [line for line in lines if not last or line.claim != last.claim]
    return ReviewPage(
        kind=wanted.kind,
        measure=wanted.measure,
        reviewer=reviewer,
        item=item_of(desk, view, items, reviewer) if view else None,
        queue=lines,
        place=None if place is None else place + 1,
        more=len(items) > MOST_QUEUE,
        before=lines[place - 1] if place else None,
        after=next_line(lines, place, rest),
        done=last,
        typed=dict(typed or {}),
        fault=fault,
    )


def next_line(lines: tuple[QueueLine, ...], place: int | None, rest: list[QueueLine]) -> QueueLine | None:
    """What comes after the shown claim: the next of the queue, or its first where the claim is not in it."""
    if place is not None:
        return lines[place + 1] if place + 1 < len(lines) else None
    return rest[0] if rest else None


def queue_of(desk: Desk, wanted: Wanted, reviewer: str) -> tuple[QueueItem, ...]:
    """The queue of this reviewer, and one more than is shown; kept until the ledger changes."""
    where = ClaimFilter(kind=cast("ClaimKind | None", wanted.kind), measure=wanted.measure)

    def made() -> tuple[QueueItem, ...]:
        found, given = concerns(desk, wanted)
        return desk.record.queue(where, limit=MOST_QUEUE + 1, by=reviewer or None, findings=found, series=given)

    return desk.keep(("review queue", wanted.kind, wanted.measure, reviewer), made)


def concerns(desk: Desk, wanted: Wanted) -> tuple[tuple[Finding, ...], tuple[Series, ...]]:
    """What the checks find in the newest figures of the measure, the same for every reviewer; other kinds have none."""
    if wanted.kind not in (None, "figure"):
        return (), ()

    def made() -> tuple[tuple[Finding, ...], tuple[Series, ...]]:
        newest = ClaimFilter(kind="figure", measure=wanted.measure, order="newest", limit=WINDOW)
        given = desk.record.series(newest)
        return findings(given), given

    return desk.keep(("review concerns", wanted.measure), made)


def item_of(desk: Desk, view: ClaimView, items: tuple[QueueItem, ...], reviewer: str) -> ReviewItem:
    """The claim under review; one that is not in the queue has no reasons."""
    reasons = next((item.reasons for item in items if item.entry.claim.id == view.entry.claim.id), ())
    return review_item(view, reasons, merge_candidates(desk, view.entry), reviewer)


def merge_candidates(desk: Desk, entry: Sourced) -> list[Sourced]:
    """The other claims of the story of that kind, nearest first, and the newest of the same measure and place."""
    claim = entry.claim
    same_story = desk.record.claims(ClaimFilter(story=claim.story, kind=claim.kind, limit=4 * MOST_MERGE))
    near = sorted(same_story, key=lambda one: abs(one.claim.mark.start - claim.mark.start))[: MOST_MERGE + 1]
    if isinstance(claim.value, FigureValue) and claim.where is not None:
        alike = ClaimFilter(
            kind="figure", measure=claim.value.measure, mode=claim.value.mode, place_is=claim.where, order="newest",
            limit=MOST_MERGE,
        )  # fmt: skip
        near += desk.record.claims(alike)
    found = {one.claim.id: one for one in near}
    found.pop(claim.id, None)
    return list(found.values())


def done_of(desk: Desk, done: str | None, reviewer: str) -> DoneLine | None:
    """What was done last, for the line above the claim; None where the address names no claim."""
    if done is None:
        return None
    try:
        return done_line(desk.record.claim(done), reviewer)
    except (NotOnRecord, AmbiguousId):
        return None
