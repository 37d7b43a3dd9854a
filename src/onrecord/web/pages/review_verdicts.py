"""What a form of a review says: who gives it, which verdict, and what cannot be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, cast

from fastapi import Depends, Request
from itsdangerous import BadSignature, URLSafeSerializer
from starlette.datastructures import FormData
from starlette.responses import Response

from onrecord.ledger import AmbiguousId, NotOnRecord
from onrecord.model import VERDICTS, Sourced, Verdict
from onrecord.reviews.judging import LONGEST_NAME, LONGEST_NOTE
from onrecord.web.desk import Desk
from onrecord.web.errors import BadRequestError
from onrecord.web.pages.review_forms import form_fields, mark_field
from onrecord.web.pages.review_parts import ReviewFault
from onrecord.web.pages.review_typed import FormError, Typed, correction_of, parts_of

MOST_TYPED = 20_000  # characters of one input
MOST_INPUTS = 1_000
YEAR = 366 * 24 * 3600  # seconds
OF_PART = re.compile(r"part (\d{1,2}): ")  # how the error of a split's part begins
SHORT_NAMES = {"value": "low", "from": "when", "to": "when", "place": "where", "speaker": "speakers", "part": "parts"}


def signer(desk: Desk) -> URLSafeSerializer:
    """What signs the cookie with the reviewer's name."""
    return URLSafeSerializer(desk.settings.secret, salt="onrecord-reviewer")


def reviewer_of(request: Request, desk: Desk, by: str | None) -> str:
    """The reviewer's name: as the address gives it, else as the browser keeps it; '' where none was given."""
    if by and by.strip():
        return by.strip()
    try:
        kept = signer(desk).loads(request.cookies.get(desk.settings.reviewer_cookie, ""))
    except BadSignature:
        return ""
    return kept if isinstance(kept, str) else ""


def keep_reviewer(answer: Response, desk: Desk, name: str) -> Response:
    """The answer with the name for the next page."""
    cookie, signed = desk.settings.reviewer_cookie, signer(desk).dumps(name)
    answer.set_cookie(cookie, str(signed), max_age=YEAR, httponly=True, samesite="strict", path="/")
    return answer


def name_in(typed: Typed) -> str:
    """The reviewer's name that a form sends; BadRequestError where it is none."""
    name = " ".join(typed.get("by", "").split())
    if not name:
        raise BadRequestError("Give your name first: every review is kept with the name of who gave it.")
    if len(name) > LONGEST_NAME:
        raise BadRequestError(f"The name is {len(name)} characters long: {LONGEST_NAME} at most.")
    return name


async def typed_form(request: Request) -> Typed:
    """What was typed, bounded."""
    form: FormData = await request.form(max_fields=MOST_INPUTS, max_files=0)
    typed = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    if len(typed) > MOST_INPUTS or any(len(value) > MOST_TYPED for value in typed.values()):
        raise BadRequestError(f"One field holds {MOST_TYPED:,} characters at most, and a form {MOST_INPUTS:,} fields.")
    return typed


TypedForm = Annotated[Typed, Depends(typed_form)]


def verdict_in(entry: Sourced, typed: Typed) -> tuple[Verdict, Mapping[str, Any] | None]:
    """The verdict and the correction that the form stands for; ValueError where it cannot be."""
    verdict = typed.get("verdict", "")
    if verdict not in VERDICTS:
        raise FormError("verdict", f"Choose a verdict: {', '.join(VERDICTS)}")
    if verdict == "merge":
        into = typed.get("into_other", "").strip() or typed.get("into", "")
        if not into:
            raise FormError("into", "Choose the claim that says the same")
        return verdict, {"into": into}
    if verdict in ("correct", "split"):
        fields = (mark_field(entry), *form_fields(entry))
        if verdict == "split":
            return verdict, {"parts": parts_of(entry, fields, typed)}
        changed = correction_of(entry, fields, typed)
        if not changed:
            raise FormError("mark" if typed.get("panel") == "span" else "", "Nothing is changed: change it, or accept")
        return verdict, changed
    return cast("Verdict", verdict), None


def note_in(typed: Typed) -> str:
    """The note, bounded."""
    note = typed.get("note", "").strip()
    if len(note) > LONGEST_NOTE:
        raise FormError("note", f"The note is {len(note):,} characters long: {LONGEST_NOTE:,} at most")
    return note


def ref_in(typed: Typed, name: str) -> str | None:
    """The id of a claim that a form names; None where it names none."""
    given = typed.get(name, "")
    return given if 0 < len(given) <= 200 and given.isascii() and given.isprintable() else None


def fault_of(error: Exception, typed: Typed) -> ReviewFault:
    """Which field of which panel an error concerns: errors of corrections begin with the field's name."""
    message = str(error)
    panel = typed.get("panel") or typed.get("verdict", "")
    if isinstance(error, FormError):
        return ReviewFault(panel=panel, field=error.field, message=message)
    if isinstance(error, NotOnRecord | AmbiguousId):
        return ReviewFault(panel=panel, field="into", message=message)
    of_part = OF_PART.match(message)
    prefix = f"part{of_part[1]}." if of_part else ""
    message = message[of_part.end() :] if of_part else message
    first = message.split(" ", 1)[0].split("'", 1)[0]
    return ReviewFault(panel=panel, field=prefix + SHORT_NAMES.get(first, first), message=message)
