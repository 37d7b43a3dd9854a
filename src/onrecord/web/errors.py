"""Errors as pages a person can act on, and as JSON for programs; a stack trace is never shown."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from onrecord.ledger import AmbiguousId, LedgerError, LedgerLocked, NotOnRecord
from onrecord.lenses import LensError
from onrecord.sources import SourceError
from onrecord.web.headers import HEADERS
from onrecord.web.render import json_response, template_response

LOG = logging.getLogger("onrecord.web")
MOST_FAULTS = 5
RETRY = "5"  # seconds after which what cannot be answered now may be asked for again


class Problem(BaseModel):
    """What went wrong: the HTTP status, a title, and one line that says what to do."""

    status: int
    title: str
    detail: str


class PageError(Exception):
    """An answer that is not the page: its status, title and one clear line."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(detail)
        self.problem = Problem(status=status, title=title, detail=detail)


class NotFoundError(PageError):
    """Nothing of that name is on record."""

    def __init__(self, detail: str) -> None:
        super().__init__(404, "Not on record", detail)


class BadRequestError(PageError):
    """The address or form asks for something that cannot be."""

    def __init__(self, detail: str) -> None:
        super().__init__(422, "That cannot be", detail)


class NotAllowedError(PageError):
    """A write without the token or the session's form key."""

    def __init__(self, detail: str) -> None:
        super().__init__(403, "Not allowed to write", detail)


class TooLargeError(PageError):
    """A body over the limit."""

    def __init__(self, limit: int) -> None:
        at_once = f"At most {limit // 1000:,} kB can be sent at once: send less, or read it with `onrecord read FILE`."
        super().__init__(413, "Too large", at_once)


KNOWN: dict[type[Exception], tuple[int, str]] = {
    NotOnRecord: (404, "Not on record"),
    AmbiguousId: (409, "More than one fits"),
    LedgerLocked: (503, "The ledger is busy"),
    LedgerError: (503, "The ledger cannot be read"),
    LensError: (422, "That cannot be counted"),
    SourceError: (422, "That cannot be read"),
}

EXPECTED: tuple[type[Exception], ...] = (PageError, *KNOWN)

# What every route may answer beside its page; held against the server's answers by a test.
ANSWERS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem, "description": description}
    for status, description in {
        404: "Nothing of that name is on record",
        409: "More than one thing on record fits",
        421: "The server does not answer under that name",
        422: "The address asks for something that cannot be",
        503: "The ledger cannot be read now",
    }.items()
}
WRITE_ANSWERS: dict[int | str, dict[str, object]] = ANSWERS | {
    403: {"model": Problem, "description": "Without the token, or from another site"},
    413: {"model": Problem, "description": "More than the server takes at once"},
}


def handle_errors(app: FastAPI) -> None:
    """Make every error of the application a page, or JSON where JSON was asked for."""

    async def known(request: Request, error: Exception) -> Response:
        answer = show(request.scope, problem_of(error))
        answer.headers.update(HEADERS)  # an unforeseen error is answered outside of the layer that sets them
        return answer

    for kind in (PageError, HTTPException, RequestValidationError, *KNOWN):
        app.add_exception_handler(kind, known)
    app.add_exception_handler(Exception, known)


def problem_of(error: Exception) -> Problem:
    """The error in words; what we did not foresee goes to the log, not to the page."""
    if isinstance(error, PageError):
        return error.problem
    if isinstance(error, RequestValidationError):
        return Problem(status=422, title="That cannot be", detail=faults(error))
    if isinstance(error, HTTPException) and isinstance(error.__cause__, PageError):
        return error.__cause__.problem  # met while the framework read the body
    if isinstance(error, HTTPException) and error.status_code == 400:
        return Problem(status=422, title="That cannot be", detail=http_detail(error))
    if isinstance(error, HTTPException):
        return Problem(
            status=error.status_code, title=HTTP_TITLES.get(error.status_code, "No"), detail=http_detail(error)
        )
    for kind, (status, title) in KNOWN.items():
        if isinstance(error, kind):
            return Problem(status=status, title=title, detail=str(error))
    LOG.error("unforeseen", exc_info=error)
    return Problem(status=500, title="Something broke", detail="The server's log says what. The ledger is unharmed.")


HTTP_TITLES = {404: "No such page", 405: "Not that way", 400: "That cannot be"}


def http_detail(error: HTTPException) -> str:
    """One line for the errors of the framework itself."""
    if error.status_code == 404:
        return "There is no page at this address: the menu leads to all that there are."
    if error.status_code == 405:
        return "This address does not take that kind of request."
    return str(error.detail)


def faults(error: RequestValidationError) -> str:
    """What is wrong with the address or form, field by field."""
    found = error.errors()
    lines = [f"{'.'.join(map(str, fault['loc'][1:])) or 'body'}: {plainly(fault['msg'])}" for fault in found]
    return "; ".join(lines[:MOST_FAULTS])


def plainly(message: str) -> str:
    """The message of a check of ours without the framework's words before it."""
    return message.removeprefix("Value error, ")


def wants_json(scope: Scope) -> bool:
    """True where the address ends in .json or the program asks for JSON."""
    accepted = ""
    for name, value in scope.get("headers", ()):
        if name == b"accept":
            accepted = value.decode("latin-1")
    return str(scope.get("path", "")).endswith((".json", ".jsonld")) or "application/json" in accepted


def show(scope: Scope, problem: Problem) -> Response:
    """The problem as JSON or as a page."""
    if wants_json(scope):
        answer = json_response(problem, problem.status)
    else:
        context = {"page": problem, "path": str(scope.get("path", ""))}
        answer = template_response("error.html", context, problem.status)
    if problem.status == 503:
        answer.headers["retry-after"] = RETRY
    return answer


def refusal(scope: Scope, error: PageError) -> Response:
    """The answer of a layer that stands before the application."""
    return show(scope, error.problem)
