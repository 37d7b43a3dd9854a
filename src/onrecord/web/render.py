"""Pages: one function makes the content, a template shows it, and its JSON twin holds the same."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from fastapi import APIRouter, Depends, Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from pydantic import BaseModel
from starlette.responses import HTMLResponse, Response

from onrecord.exports.rows import count_text
from onrecord.reviews.judging import LONGEST_NAME, LONGEST_NOTE

Content = TypeVar("Content", bound=BaseModel)
# Unicode's explicit embeddings, overrides and isolates, their ends, and the marks of a direction.
CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MENU = (
    ("/today", "Today"),
    ("/claims", "Claims"),
    ("/series", "Series"),
    ("/plans", "Plans"),
    ("/sites", "Sites"),
    ("/review", "Review"),
    ("/paste", "Paste"),
    ("/problems", "Problems"),
)


def page(
    router: APIRouter, path: str, template: str, answers: Mapping[int | str, Mapping[str, Any]]
) -> Callable[[Callable[..., Content]], Callable[..., Content]]:
    """Register a function that makes a page's content: as HTML at `path`, and as its twin at `path`.json.

    The function is an ordinary FastAPI dependency whose return annotation is the pydantic model of the content. The
    template gets it as `page`. `answers` are the other answers that the route may give.
    """

    def register(make: Callable[..., Content]) -> Callable[..., Content]:
        model = make.__annotations__["return"]
        name = make.__name__
        about = (make.__doc__ or "").split("\n")[0]

        made = Depends(make)

        def twin(content: Any = made) -> Response:
            return json_response(content)

        def html(request: Request, content: Any = made) -> Response:
            return template_response(template, {**around(request), "page": content})

        # The twin first: `/story/{ref}` would take `/story/1.json` for its own.
        router.add_api_route(
            f"{path}.json", twin, name=f"{name}.json", summary=about, responses=dict(answers),  # type: ignore[arg-type]
            response_model=resolved(make, model), methods=["GET"],
        )  # fmt: skip
        router.add_api_route(
            path, html, name=name, summary=about, response_class=HTMLResponse, responses=as_pages(answers),
            methods=["GET"],
        )  # fmt: skip
        return make

    return register


def resolved(make: Callable[..., Any], annotation: object) -> Any:
    """The type that an annotation names, where it is a name."""
    return make.__globals__[annotation] if isinstance(annotation, str) else annotation


def as_pages(answers: Mapping[int | str, Mapping[str, Any]]) -> dict[int | str, dict[str, Any]]:
    """The same answers, given as HTML."""
    return {
        status: {"description": one["description"], "content": {"text/html": {}}} for status, one in answers.items()
    }


def around(request: Request) -> dict[str, Any]:
    """What every page knows beside its content: where it is, the menu, and whether the visitor may write."""
    state = request.app.state
    key = state.sessions.form_key(request.cookies.get(state.sessions.name))
    query = request.url.query
    return {
        "path": request.url.path,
        "twin": f"{request.url.path}.json{'?' + query if query else ''}",
        "query": dict(request.query_params),
        "may_write": bool(key),
        "form_key": key,
        "ledger": state.desk.name,
    }


def template_response(template: str, context: Mapping[str, Any], status: int = 200) -> Response:
    """A template as the answer."""
    text = environment().get_template(template).render(**context)
    return Response(text.encode("utf-8", "replace"), status, media_type="text/html; charset=utf-8")


def json_response(content: BaseModel, status: int = 200) -> Response:
    """A model as the answer."""
    text = json.dumps(content.model_dump(), ensure_ascii=False, allow_nan=False)
    return Response(text.encode("utf-8", "replace"), status, media_type="application/json")


@cache
def environment() -> Environment:
    """The templates; whatever they show is escaped."""
    made = Environment(
        loader=PackageLoader("onrecord.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.globals.update(
        MENU=MENU, LONGEST_NAME=LONGEST_NAME, LONGEST_NOTE=LONGEST_NOTE, may_write=False, form_key="", query={},
        twin="", ledger="",
    )  # fmt: skip
    made.filters.update(exact=exact, count=count_text)
    return made


def exact(text: str) -> Markup:
    """Text of a story, escaped so that a browser keeps every character: it would read a bare CR as a new line.

    A control that turns the direction of what follows stands alone in a box, where it turns nothing and can be seen.
    """
    escaped = str(escape(text)).replace("\r", "&#13;")
    return Markup(CONTROLS.sub(boxed, escaped))  # noqa: S704 - escaped on the line before


def boxed(control: re.Match[str]) -> str:
    """The control in its box; static/base.css shows its code there, which is no part of the text."""
    return f'<span class="ctl" data-code="U+{ord(control[0]):04X}">{control[0]}</span>'
