"""The application: every page, its twin, and what guards them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import version
from threading import Event
from time import monotonic

from fastapi import FastAPI, Request
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from onrecord.api import Record
from onrecord.web.charts import Charts
from onrecord.web.desk import Desk
from onrecord.web.errors import EXPECTED, handle_errors
from onrecord.web.pastes import Pastes
from onrecord.web.reader import Reader
from onrecord.web.security import Guard, Sessions, signed_in
from onrecord.web.settings import WebSettings
from onrecord.web.streams import Streams

LOG = logging.getLogger("onrecord.web")
LOOK = 0.5  # seconds between looks for what is out of date
REST = 1.0  # pauses between what is made ahead, as a multiple of what it took
# One page a module, each with a `router`.
PAGES = (
    "today", "plans", "plans_calendar", "problems", "review", "claims", "downloads", "paste", "story", "claim",
    "series", "series_show", "charts", "sites",
)  # fmt: skip


def create_app(record: Record, name: str, settings: WebSettings | None = None) -> FastAPI:
    """The application over an open record; `name` is what the pages call the ledger."""
    chosen = settings or WebSettings()
    app = FastAPI(
        title="Onrecord", version=version("onrecord"), docs_url=None, redoc_url=None, openapi_url="/openapi.json",
        description="The record of news-wire stories: every page of the server has a twin here with the same content.",
    )  # fmt: skip
    app.state.desk = Desk(record, chosen, name)
    app.state.sessions = Sessions(chosen)
    app.state.charts = Charts()
    app.state.streams = Streams()
    app.state.pastes = Pastes(Reader(record.settings))
    for page in PAGES:
        app.include_router(import_module(f"onrecord.web.pages.{page}").router)
    app.mount("/static", StaticFiles(packages=[("onrecord.web", "static")]), name="static")
    handle_errors(app)
    app.add_middleware(Guard, settings=chosen)

    @app.get("/", include_in_schema=False)
    def front(request: Request, token: str | None = None) -> Response:
        """The address that is printed at start; it leads to today's brief."""
        return signed_in(request, token) if token else RedirectResponse("/today", status_code=303)

    return app


def keep_warm(app: FastAPI, stop: Event) -> None:
    """Make ahead what the first visitors will ask for, then keep anew what is dear to make, until `stop` is set.

    What was made is given several times as long as it took before the next, so that the pages stay quick meanwhile.
    """
    desk: Desk = app.state.desk
    try:
        make_ahead(desk, stop)
    except EXPECTED as error:
        LOG.warning("%s", error)  # the pages themselves will say so
    said = ""
    while not stop.wait(LOOK):
        try:
            took = desk.kept.refresh(desk.record.version())
        except EXPECTED as error:
            if str(error) != said:  # what lasts is told once
                LOG.warning("%s", error)
            said = str(error)
        else:
            said = ""
            stop.wait(REST * (took or 0))


def make_ahead(desk: Desk, stop: Event) -> None:
    """Make what each page says that the first visitors will ask for."""
    waiting = [getattr(import_module(f"onrecord.web.pages.{page}"), "ahead", no_ahead)(desk) for page in PAGES]
    while waiting:  # one of each page, then the next of each
        for makers in waiting.copy():
            begun = monotonic()
            make = next(makers, None)
            if make is None:
                waiting.remove(makers)
                continue
            make()
            if stop.wait(REST * (monotonic() - begun)):
                return


def no_ahead(_: Desk) -> Iterator[Callable[[], object]]:
    """What a page makes ahead unless it has an `ahead` of its own."""
    return iter(())
