"""Paste: see what a text would put on record, then keep or drop each of its stories."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from onrecord.api import Given, Record
from onrecord.sources.html import web_address
from onrecord.web.desk import AtDesk, Desk
from onrecord.web.errors import ANSWERS, WRITE_ANSWERS, BadRequestError
from onrecord.web.pages.paste_parts import PreviewPage, preview_page
from onrecord.web.params import moment_or_none
from onrecord.web.pastes import Held, Pastes, pastes_of
from onrecord.web.reader import Job
from onrecord.web.render import as_pages, page
from onrecord.web.security import Writer, may_write
from onrecord.web.shown import Content

router = APIRouter()
PASTED = "pasted text"
REF = r"^[A-Za-z0-9_-]{1,40}$"
NO_TEXT = "There is nothing to read: paste a story's words, or choose a file."


class PastePage(Content):
    """The empty form, and what it takes."""

    most_bytes: int
    most_stories: int
    formats: tuple[str, ...]


@page(router, "/paste", "paste.html", ANSWERS)
def paste(request: Request, desk: AtDesk) -> PastePage:
    """The form for a text of one story or several."""
    if may_write(request):
        pastes_of(request).reader.warm()
    return PastePage(
        most_bytes=desk.settings.max_body,
        most_stories=desk.settings.max_paste,
        formats=("plain text", "web page", "RSS or Atom feed", "JSON lines"),
    )


@page(router, "/paste/{ref}", "paste_preview.html", ANSWERS)
def previewed(request: Request, desk: AtDesk, ref: Annotated[str, Path(pattern=REF)]) -> PreviewPage:
    """What a pasted text would put on record."""
    return preview_page(desk.record, pastes_of(request).get(ref))


# Programs


class Pasted(BaseModel):
    """A text to read; `name` may tell its format by its ending (.html, .xml, .jsonl, .txt).

    Outlet, date (ISO 8601) and address fill in what the stories do not say themselves.
    """

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=2_000_000)
    name: str = Field(default=PASTED, max_length=200)
    outlet: str | None = Field(default=None, max_length=200)
    published: Annotated[str | None, Field(max_length=40), AfterValidator(moment_or_none)] = None
    url: str | None = Field(default=None, max_length=2_000)


class Keep(BaseModel):
    """Which stories of a preview to put on record, by number; all of them where `stories` is null."""

    model_config = ConfigDict(extra="forbid")

    preview: Annotated[str, Field(pattern=REF)]
    stories: Annotated[list[Annotated[int, Field(ge=1, le=10_000)]], Field(max_length=1_000)] | None = None


@router.post("/paste.json", responses=WRITE_ANSWERS)
def preview_json(_: Writer, desk: AtDesk, request: Request, pasted: Pasted) -> PreviewPage:
    """Read a text and record nothing."""
    given = Given(pasted.outlet or None, pasted.published, address(pasted.url))
    data = pasted.text.encode("utf-8", "replace")
    held = read(desk, pastes_of(request), Sent(data, file_name(pasted.name), given))
    return preview_page(desk.record, held)


@router.post("/paste/keep.json", responses=WRITE_ANSWERS)
def keep_json(_: Writer, desk: AtDesk, request: Request, wanted: Keep) -> PreviewPage:
    """Put stories of a preview on record."""
    pastes = pastes_of(request)
    held = pastes.get(wanted.preview)
    chosen = range(1, len(held.pasted.preview.drafts) + 1) if wanted.stories is None else wanted.stories
    return preview_page(desk.record, keep(desk.record, pastes, held, chosen))


# Forms


@dataclass(frozen=True, slots=True)
class Sent:
    """A text that was sent to be read."""

    data: bytes
    name: str
    given: Given


async def form_of(request: Request, desk: AtDesk) -> FormData:
    """The form, with room for a text as large as a body may be."""
    try:
        return await request.form(max_files=1, max_fields=1_000, max_part_size=desk.settings.max_body)
    except HTTPException as error:
        raise BadRequestError(f"The form cannot be read: {error.detail}") from error


Form = Annotated[FormData, Depends(form_of)]


async def sent_of(form: Form) -> Sent:
    """The text of the form, or the file; BadRequestError where it holds neither."""
    file = form.get("file")
    if isinstance(file, UploadFile) and file.filename:
        data, name = await file.read(), file_name(file.filename)
    else:
        data, name = field(form, "text", None).encode("utf-8", "replace"), PASTED
    if not data.strip():
        raise BadRequestError(NO_TEXT)
    try:
        published = moment_or_none(field(form, "published", 40))
    except ValueError as error:
        raise BadRequestError(f"Date: {error}") from error
    return Sent(data, name, Given(field(form, "outlet", 200) or None, published, address(field(form, "url", 2_000))))


def field(form: FormData, name: str, longest: int | None) -> str:
    """A field of the form as text, without the white space around it; BadRequestError where it is too long."""
    value = form.get(name)
    text = value.strip() if isinstance(value, str) else ""
    if longest is not None and len(text) > longest:
        raise BadRequestError(f"The {name} is longer than {longest:,} characters.")
    return text


def file_name(given: str) -> str:
    """The last part of a file's name, which tells its format and stands in problems."""
    name = given.replace("\\", "/").rpartition("/")[2].strip()
    return "".join(c for c in name if c.isprintable())[-100:] or PASTED


def address(given: str | None) -> str | None:
    """The http(s) address; BadRequestError where it is something else."""
    found = web_address(given) if given else None
    if given and not found:
        raise BadRequestError("The address must begin with http:// or https://.")
    return found


def described(fields: dict[str, object]) -> dict[str, object]:
    """The OpenAPI description of a form."""
    schema = {"type": "object", "properties": {"form_key": {"type": "string"}, **fields}}
    return {"requestBody": {"content": {"multipart/form-data": {"schema": schema}}}}


SENT = described({
    "text": {"type": "string"}, "file": {"type": "string", "format": "binary"}, "outlet": {"type": "string"},
    "published": {"type": "string"}, "url": {"type": "string"},
})  # fmt: skip
KEPT = described({"preview": {"type": "string"}, "keep": {"type": "array", "items": {"type": "string"}}})
FORM_ANSWERS = as_pages(WRITE_ANSWERS)


@router.post("/paste", response_class=RedirectResponse, status_code=303, responses=FORM_ANSWERS, openapi_extra=SENT)
def preview_form(
    _form: Form, _: Writer, sent: Annotated[Sent, Depends(sent_of)], desk: AtDesk, request: Request
) -> Response:
    """Read a text and show what it would put on record."""
    held = read(desk, pastes_of(request), sent)
    return RedirectResponse(f"/paste/{held.name}", status_code=303)


@router.post(
    "/paste/keep", response_class=RedirectResponse, status_code=303, responses=FORM_ANSWERS, openapi_extra=KEPT
)
def keep_form(form: Form, _: Writer, desk: AtDesk, request: Request) -> Response:
    """Put the chosen stories of a preview on record, and show what became of them."""
    pastes = pastes_of(request)
    held = pastes.get(field(form, "preview", 40))
    numbers = [value for value in form.getlist("keep") if isinstance(value, str)]
    if not all(number.isascii() and number.isdecimal() and len(number) <= 5 for number in numbers):
        raise BadRequestError("A story is named by its number in the preview.")
    keep(desk.record, pastes, held, [int(number) for number in numbers])
    return RedirectResponse(f"/paste/{held.name}", status_code=303)


# What both do


def read(desk: Desk, pastes: Pastes, sent: Sent) -> Held:
    """Read a text and hold what it comes to."""
    return pastes.hold(pastes.reader.read(Job(sent.data, sent.name, sent.given, desk.settings.max_paste)))


def keep(record: Record, pastes: Pastes, held: Held, numbers: Iterable[int]) -> Held:
    """Put stories of a preview on record; BadRequestError where there is no such story, or none was chosen."""
    drafts = held.pasted.preview.drafts
    wanted = sorted(set(numbers))
    if not wanted:
        raise BadRequestError("No story was chosen: go back and choose those to keep.")
    if wanted[0] < 1 or wanted[-1] > len(drafts):
        raise BadRequestError(f"There is no story {wanted[-1]} in this preview: it has {len(drafts)}.")
    outcomes = dict(held.kept or ())
    record.keep(
        [drafts[number - 1] for number in wanted],
        progress=lambda story, outcome: outcomes.__setitem__(story.id, outcome),
    )
    return pastes.note(held, tuple(outcomes.items()))
