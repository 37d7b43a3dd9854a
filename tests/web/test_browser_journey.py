"""The whole way in a real browser: paste, see the claims, open a sentence, review, see the change, restart."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

import onrecord
from tests.web.browser import serving, visiting

SEEDS = Path(__file__).parents[3] / "shared" / "seeds" / "pasted.txt"
OURS = """Flood toll in Veldran province rises to 148

VELDRAN, March 3, 2026 (Harbor Wire) -- The death toll from floods in Hungary's Szeged has risen to 148, the interior
ministry said on Tuesday, adding that 12 people were killed in the past 24 hours.

Another 310 people have been injured since the rivers burst their banks on Feb. 20, the ministry said.

Rescue teams will meet in Budapest on Thursday, officials said.
"""
CORRECTED = 150


@pytest.mark.timeout(240)
@pytest.mark.parametrize("source", ["ours", "seeds"])
def test_from_paste_to_series(chromium: Browser, tmp_path: Path, source: str) -> None:
    if source == "seeds" and not SEEDS.exists():
        pytest.skip("the seeds do not lie beside the repository")
    path = tmp_path / "journey.db"
    onrecord.open(path).close()
    with serving(path) as served, visiting(chromium, served) as page:
        stories = paste(page, OURS if source == "ours" else SEEDS.read_text("utf-8"))
        assert stories == (1 if source == "ours" else 2)
        open_a_sentence(page)
        judge_two(page)
        claim = correct_one(page)
        assert_in_series(page, claim)
    with serving(path) as served, visiting(chromium, served) as page:
        assert_in_series(page, claim)
    with onrecord.open(path) as record:
        assert [review.verdict for review in record.reviews()] == ["accept", "reject", "correct"]


def paste(page: Page, text: str) -> int:
    """Paste the text, keep what was found; how many stories there were."""
    page.goto("/paste")
    page.get_by_label("Text", exact=True).fill(text)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="What would be recorded")).to_be_visible(timeout=60_000)
    stories = page.locator("article.draft").count()
    page.get_by_role("button", name="Keep the").first.click()
    expect(page.get_by_role("heading", name="Recorded")).to_be_visible(timeout=60_000)
    return stories


def open_a_sentence(page: Page) -> None:
    """From the list of claims to one claim and its sentence, and on to the story with the words marked."""
    page.goto("/claims?kind=figure")
    number = page.locator("td.num a").first
    said = number.inner_text()
    number.click()
    expect(page.locator("main mark").first).to_be_visible()
    assert said.split()[0].strip("~≥>") in page.locator("main").inner_text()
    page.locator('main a[href^="/story/"]').first.click()
    expect(page.locator("main a.seg").first).to_be_visible()


def judge_two(page: Page) -> None:
    """Accept one claim and reject another, by keyboard."""
    page.goto("/review")
    page.get_by_label("Who reviews?").fill("Ada Quill")
    page.keyboard.press("Enter")
    for key, verdict in (("a", "Accepted"), ("r", "Rejected")):
        expect(page.locator("#claim")).to_be_focused()
        page.keyboard.press(key)
        expect(page.locator("#done")).to_contain_text(verdict)


def correct_one(page: Page) -> str:
    """Correct a total by keyboard; the id of the claim that now stands."""
    totals = page.request.get("/claims.json?kind=figure&mode=total").json()["claims"]
    page.goto(f"/review?claim={totals[0]['card']['id']}&by=Ada+Quill")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("c")
    expect(page.locator("#correct-low")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(str(CORRECTED))
    page.keyboard.press("Enter")
    expect(page.locator("#done")).to_contain_text(f"Number: {CORRECTED}")
    standing = page.request.get("/claims.json?kind=figure&mode=total").json()["claims"]
    made = [one["card"] for one in standing if one["card"]["low"] == CORRECTED]
    assert len(made) == 1
    return str(made[0]["id"])


def assert_in_series(page: Page, claim: str) -> None:
    """The corrected number stands in its series' page, and in the twin."""
    card = page.request.get(f"/claim/{claim}.json").json()["card"]
    assert card["low"] == CORRECTED
    address = urlencode({"measure": card["measure"], "place": card["where"]})
    page.goto(f"/series/show?{address}")
    expect(page.locator(f'main a[href="/claim/{claim}"]').first).to_contain_text(str(CORRECTED))
    assert f'"{claim}"' in page.request.get(f"/series/show.json?{address}").text()
