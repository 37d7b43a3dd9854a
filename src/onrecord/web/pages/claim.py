"""A claim: its sentence, what it says, who says it, when it is true and was known, and what people made of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.api import ClaimView
from onrecord.exports.annotation import MEDIA_TYPE, annotation
from onrecord.model import Sourced
from onrecord.web.desk import AtDesk
from onrecord.web.errors import ANSWERS
from onrecord.web.pages.claim_parts import (
    STATUSES,
    Fact,
    facts,
    place_facts,
    rule_words,
    same_sentence,
    series_fact,
)
from onrecord.web.pages.review_parts import Context, ReviewLine, context_of, review_lines
from onrecord.web.pages.story import Dated, Ref, SpanPart, dated, span_part, version_line, web_address
from onrecord.web.parts import ClaimCard, StoryLine, claim_card, claim_cards, story_line
from onrecord.web.render import page
from onrecord.web.shown import Content, Words, shown

router = APIRouter()
JSON_LD: dict[int | str, dict[str, Any]] = {
    200: {"description": "The claim as a W3C Web Annotation", "content": {"application/ld+json": {}}}
}


class Copy(Content):
    """The same sentence in another story."""

    claim: str
    story: StoryLine


class ClaimPage(Content):
    """A claim on record with everything that is known of it.

    `stands` is false where no rule makes it any more or a review overrules it, `why_not` says which. `made` are the
    claims that reviews of it made, `source` the claim that it was made from. `newer` is the version that replaced its
    story. `annotation` is the claim as a W3C Web Annotation, `copies` the same sentence in other stories.
    """

    card: ClaimCard
    stands: bool
    why_not: Words
    context: Context
    mark: SpanPart
    evidence: SpanPart
    facts: tuple[Fact, ...]
    place: tuple[Fact, ...]
    series: Fact | None
    status: str
    rule: Words
    date: Dated
    link: Words | None
    recorded: Words
    newer: StoryLine | None
    reviews: tuple[ReviewLine, ...]
    made: tuple[ClaimCard, ...]
    source: ClaimCard | None
    copies: tuple[Copy, ...]
    annotation: dict[str, Any]


# Before the page: `/claim/{ref}` would take `1.jsonld` for the name of a claim.
@router.get("/claim/{ref}.jsonld", responses=ANSWERS | JSON_LD, summary="A claim as a W3C Web Annotation")
def claim_annotation(request: Request, desk: AtDesk, ref: Ref) -> Response:
    """The claim as JSON-LD: what it says, on the words that it says it of."""
    made = annotation_of(desk.record.claim(ref).entry, request)
    text = json.dumps(made, ensure_ascii=False, allow_nan=False)
    return Response(text.encode("utf-8", "replace"), media_type=MEDIA_TYPE)


@page(router, "/claim/{ref}", "claim.html", ANSWERS)
def claim(request: Request, desk: AtDesk, ref: Ref) -> ClaimPage:
    """A claim with its sentence, speakers, times, place, rule and reviews."""
    view = desk.record.claim(ref)
    entry = view.entry
    _, newer = desk.record.versions(entry.story.id)
    return ClaimPage(
        card=claim_card(entry),
        stands=view.stands,
        why_not=view.why_not,
        context=context_of(entry),
        mark=span_part(entry.claim.mark),
        evidence=span_part(entry.claim.evidence),
        facts=facts(entry),
        place=place_facts(entry),
        series=series_fact(entry) if view.stands else None,
        status=STATUSES[entry.claim.status],
        rule=rule_words(entry.claim.kind, entry.claim.rule),
        date=dated(entry.published, entry.story.published),
        link=web_address(entry.story.url),
        recorded=entry.recorded,
        newer=version_line(newer),
        reviews=review_lines(view.reviews),
        made=claim_cards(view.made),
        source=source_card(view),
        copies=tuple(
            Copy(claim=other.claim.id, story=story_line(other.story, other.published))
            for other in same_sentence(desk.record, entry)
        ),
        annotation=annotation_of(entry, request),
    )


def source_card(view: ClaimView) -> ClaimCard | None:
    """The claim that a review made this one from."""
    return claim_card(view.source) if view.source else None


def annotation_of(entry: Sourced, request: Request) -> dict[str, Any]:
    """The annotation, on the text as the pages show it: some characters can stand in no page."""
    story = replace(entry.story, text=str(shown(entry.story.text)), title=str(shown(entry.story.title)))
    return annotation(replace(entry, story=story), str(request.base_url).rstrip("/"))
