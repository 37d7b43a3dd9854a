"""A real browser before a real server: fixtures for the tests that need to see the pages at work.

Without a Chromium these tests are skipped and say so: CHROMIUM names one that is not at a usual place.
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import onrecord
from onrecord.web.app import create_app
from onrecord.web.charts import Charts
from onrecord.web.settings import WebSettings
from onrecord.web.streams import Streams

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WAIT = 10  # seconds
TOKEN = "the-token-of-the-browser"
TODAY = "2025-12-05"


def chromium_path() -> str | None:
    """Where a Chromium is; None where there is none."""
    given = os.environ.get("CHROMIUM")
    if given:
        return shutil.which(given)
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, for one module: while it runs, no other test of this process can run an event loop of its own."""
    path = chromium_path()
    if path is None:
        pytest.skip("no Chromium found: install the package chromium, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass(frozen=True, slots=True)
class Served:
    """A server at work."""

    base: str
    token: str = TOKEN


@contextmanager
def serving(ledger: Path, streams: Streams | None = None, charts: Charts | None = None) -> Iterator[Served]:
    """The application over the ledger, on a free port, in a thread of its own; it stops with the block."""
    listener = socket.create_server(("127.0.0.1", 0))
    started = threading.Event()

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            started.set()

    with onrecord.open(ledger) as record:
        port = listener.getsockname()[1]
        app = create_app(record, ledger.name, WebSettings(token=TOKEN, today=TODAY, port=port))
        app.state.streams = streams or app.state.streams
        app.state.charts = charts or app.state.charts
        server = Server(uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        assert started.wait(WAIT), "the server did not start"
        try:
            yield Served(f"http://localhost:{port}")
        finally:
            server.should_exit = True
            thread.join(WAIT)
            listener.close()


@contextmanager
def visiting(browser: Browser, served: Served, *, width: int = 1280, scripts: bool = True) -> Iterator[Page]:
    """A page of a person who opened the address that the server printed; it must break nothing on the way."""
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripts, base_url=served.base
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    # A refused form is answered with 422, which the browser notes: that is no fault of the page.
    page.on("console", lambda one: faults.append(one.text) if one.type == "error" and "422" not in one.text else None)
    page.goto(f"/?token={served.token}")
    faults.clear()  # what the front page does is not what is looked at
    yield page
    context.close()
    assert not faults, faults


@pytest.fixture
def ledger(demo_ledger: Path, tmp_path: Path) -> Path:
    """A copy of the demo's ledger for one test."""
    return Path(shutil.copy(demo_ledger, tmp_path / "demo.db"))


@pytest.fixture
def served(ledger: Path) -> Iterator[Served]:
    """A server over the demo's ledger."""
    with serving(ledger) as running:
        yield running
