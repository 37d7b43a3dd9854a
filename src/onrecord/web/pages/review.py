"""Review: one claim at a time with its evidence, a person's verdict on it, and what all verdicts come to.

The page is one form after the other and needs no script; the script only sends the same forms by key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Any, cast

from fastapi import APIRouter, Body, Path, Query, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.responses import RedirectResponse, Response

from onrecord.ledger import AmbiguousId, NotOnRecord
from onrecord.model import VERDICTS, Verdict
from onrecord.reviews.judging import LONGEST_NAME, LONGEST_NOTE
from onrecord.web.desk import AtDesk, Desk
from onrecord.web.errors import ANSWERS, WRITE_ANSWERS, BadRequestError
from onrecord.web.pages.review_measured import MeasuredPage, measured_page
from onrecord.web.pages.review_parts import ReviewLine, Wanted, review_lines
from onrecord.web.pages.review_queue import ReviewPage, queue_of, review_page, wanted_of
from onrecord.web.pages.review_verdicts import (
    MOST_TYPED,
    TypedForm,
    fault_of,
    keep_reviewer,
    name_in,
    note_in,
    ref_in,
    reviewer_of,
    verdict_in,
)  # fmt: skip
from onrecord.web.params import Some, empty_is_none
from onrecord.web.render import around, as_pages, page, template_response
from onrecord.web.security import Writer
from onrecord.web.shown import Content

router = APIRouter()
Ref = Annotated[str, Path(pattern="^[0-9A-Za-z_.:-]{1,200}$")]
MaybeRef = Annotated[str | None, Query(max_length=200), AfterValidator(empty_is_none)]


class ReviewBody(BaseModel):
    """A verdict as a program gives it; `correction` as docs/formats.md says under Review."""

    model_config = ConfigDict(extra="forbid")
    verdict: Verdict
    by: str = Field(min_length=1, max_length=LONGEST_NAME)
    note: str = Field("", max_length=LONGEST_NOTE)
    correction: dict[str, Any] | None = None


class ReviewGiven(Content):
    """What a review did: the claims that stand by it now, and those that no longer do."""

    review: ReviewLine
    stands: tuple[str, ...]
    fallen: tuple[str, ...]


@page(router, "/review", "review.html", ANSWERS)
def review(
    request: Request, desk: AtDesk, kind: Some = None, measure: Some = None, by: Some = None, claim: MaybeRef = None,
    done: MaybeRef = None,
) -> ReviewPage:  # fmt: skip
    """Claims that a person should look at, what matters most first, one with its evidence."""
    return review_page(desk, wanted_of(kind, measure, by), reviewer_of(request, desk, by), claim, done)


@page(router, "/review/measured", "review_measured.html", ANSWERS)
def measured(desk: AtDesk) -> MeasuredPage:
    """How far reviewers agree, and how often the rules are right, by the reviews on record."""
    return measured_page(desk)


def ahead(desk: Desk) -> Iterator[Callable[[], object]]:
    """The queue before anybody has said who reviews, and what the reviews measure."""
    yield lambda: review_page(desk, wanted_of(None, None, None), "", None, None)
    yield lambda: measured_page(desk)


# Verdicts

FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "verdict": {"type": "string", "enum": list(VERDICTS)},
                        "by": {"type": "string", "maxLength": LONGEST_NAME},
                        "note": {"type": "string", "maxLength": LONGEST_NOTE},
                        "queue.kind": {"type": "string"},
                        "queue.measure": {"type": "string"},
                        "next": {"type": "string"},
                        "into": {"type": "string"},
                    },
                    "additionalProperties": {"type": "string", "maxLength": MOST_TYPED},
                }
            }
        },
    }
}
FORM_ANSWERS: dict[int | str, dict[str, Any]] = {
    **as_pages(WRITE_ANSWERS),
    303: {"description": "Done: to the next claim"},
    400: {"description": "The form cannot be read", "content": {"text/html": {}}},
}


@router.post(
    "/review/name", name="review_name", status_code=303, response_class=RedirectResponse, responses=FORM_ANSWERS,
    openapi_extra=FORM, summary="Say who reviews",
)  # fmt: skip
def review_name(writer: Writer, desk: AtDesk, typed: TypedForm) -> Response:
    """Keep the reviewer's name in a signed cookie."""
    wanted = wanted_of(typed.get("queue.kind") or None, typed.get("queue.measure") or None, None)
    to = wanted.address(claim=ref_in(typed, "claim"))
    return keep_reviewer(RedirectResponse(to, status_code=303), desk, name_in(typed))


@router.post(
    "/review/{claim}.json", name="give_review.json", responses=cast("dict[int | str, dict[str, Any]]", WRITE_ANSWERS),
    summary="Give a verdict on a claim",
)  # fmt: skip
def give_review_json(claim: Ref, writer: Writer, desk: AtDesk, body: Annotated[ReviewBody, Body()]) -> ReviewGiven:
    """Record the verdict; 422 says in one line what cannot be."""
    try:
        report = desk.record.review(claim, body.verdict, body.by, note=body.note, correction=body.correction)
    except ValueError as error:
        raise BadRequestError(str(error)) from error
    return ReviewGiven(review=review_lines((report.review,))[0], stands=report.stands, fallen=report.fallen)


@router.post(
    "/review/{claim}", name="give_review", status_code=303, response_class=RedirectResponse, responses=FORM_ANSWERS,
    openapi_extra=FORM, summary="Give a verdict on a claim by form",
)  # fmt: skip
def give_review(request: Request, claim: Ref, writer: Writer, desk: AtDesk, typed: TypedForm) -> Response:
    """Record the verdict and go to the next claim; the same page again, with what was typed, where it cannot be."""
    wanted = wanted_of(typed.get("queue.kind") or None, typed.get("queue.measure") or None, None)
    by = name_in(typed)
    entry = desk.record.claim(claim).entry
    try:
        verdict, correction = verdict_in(entry, typed)
        desk.record.review(entry.claim.id, verdict, by, note=note_in(typed), correction=correction)
    except (ValueError, NotOnRecord, AmbiguousId) as error:  # the latter two of the claim that a merge names
        fault = fault_of(error, typed)
        content = review_page(desk, wanted, by, claim, typed=typed, fault=fault)
        return template_response("review.html", {**around(request), "twin": "", "page": content}, 422)
    queue_of(desk, wanted, by)  # worked out here, so that the next page is there at once
    following = claim if verdict == "undo" else ref_in(typed, "next")
    answer = RedirectResponse(wanted.address(claim=following, done=claim), status_code=303)
    return keep_reviewer(answer, desk, by)


@router.get("/review/{claim}", include_in_schema=False)
def reviewed(claim: Ref) -> Response:
    """The address that a form was sent to, opened again."""
    return RedirectResponse(Wanted(None, None, None).address(claim=claim), status_code=303)
