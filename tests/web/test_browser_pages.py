"""Every page in a real browser: no serious fault for people who see, hear or move otherwise, and none sideways."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

import onrecord
from tests.web.browser import Served, serving, visiting

PAGES = [
    "/today?since=2025-11-25", "/claims", "/claims?q=crossing", "/claims?kind=figure&measure=killed", "/series",
    "/series/show?measure=killed&place=Gaza+Strip", "/plans?month=2025-05", "/sites", "/site/Rafah%20crossing",
    "/story/", "/claim/", "/review", "/review/measured", "/paste", "/problems",
]  # fmt: skip
SERIOUS = ("serious", "critical")
PHONE = 390  # pixels
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="module")
def server(demo_ledger: Path) -> Iterator[tuple[Served, str, str]]:
    """A server over the demo's ledger, with a story and a claim of it; the pages here only read."""
    with onrecord.open(demo_ledger) as record:
        entry = next(iter(record.claims(measure="killed", mode="total")))
    with serving(demo_ledger) as running:
        yield running, entry.story.id, entry.claim.id


@pytest.mark.parametrize("path", PAGES)
def test_no_serious_fault(chromium: Browser, server: tuple[Served, str, str], path: str) -> None:
    served, story, claim = server
    address = path + {"/story/": quote(story), "/claim/": quote(claim)}.get(path, "")
    with visiting(chromium, served) as page:
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.goto(address)
            page.wait_for_load_state("networkidle")
            assert_accessible(page, f"{address} {scheme}")
        page.set_viewport_size({"width": PHONE, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, f"{address} scrolls sideways"


def test_an_error_page_has_no_serious_fault(chromium: Browser, server: tuple[Served, str, str]) -> None:
    page = chromium.new_page()
    page.goto(f"{server[0].base}/no-such-page")
    assert_accessible(page, "the error page")
    page.close()


def assert_accessible(page: Page, where: str) -> None:
    """No serious violation by axe-core."""
    found = Axe().run(page).response["violations"]
    serious = [one for one in found if one["impact"] in SERIOUS]
    lines = [f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in serious]
    assert not serious, f"{where}\n" + "\n".join(lines)
