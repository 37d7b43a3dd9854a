"""The page of the day: what is new since a date, the same as HTML and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

import onrecord
from onrecord.api import Record
from onrecord.model import Story
from onrecord.web.app import create_app
from onrecord.web.pages.today import ahead
from onrecord.web.settings import WebSettings

TOLL = "Gaza's health ministry said on Sunday that {} people had been killed since Oct. 7, 2023."
TITLE = "Gaza toll rises"


def lines(page: dict[str, Any]) -> list[dict[str, Any]]:
    return [line for part in ("increments", "totals", "limits") for line in page[part]["lines"]]


def test_it_looks_back_from_the_newest_day_on_record(client: TestClient) -> None:
    page = client.get("/today.json").json()
    assert (page["since"], page["newest"], page["is_default"]) == ("2025-12-02", "2025-12-03", True)
    assert "New since 2025-12-02" in client.get("/today").text


def test_totals_carry_their_computed_change_and_stand_apart_from_increments(client: TestClient) -> None:
    page = client.get("/today.json?as_of=2025-08-24").json()
    killed = next(line for line in page["totals"]["lines"] if line["card"]["measure"] == "killed")
    assert killed["value"] == "62,686"
    assert (killed["change"], killed["change_words"], killed["before"]["value"]) == (64, "+64", "62,622")
    assert {line["mode"] for line in page["totals"]["lines"]} <= {"total", "standing"}
    assert {line["mode"] for line in page["increments"]["lines"]} == {"new"}
    assert "62,686" in client.get("/today?as_of=2025-08-24").text


def test_copies_are_one_line_with_their_outlets(client: TestClient) -> None:
    page = client.get("/today.json?since=2025-08-23&as_of=2025-08-23").json()
    total = next(line for line in page["totals"]["lines"] if line["value"] == "62,622")
    assert total["stories"] == len(total["outlets"]) == 4
    assert sum(line["value"] == "62,622" for line in lines(page)) == 1


def test_every_number_links_to_its_claim_and_has_its_sentence(client: TestClient) -> None:
    page = client.get("/today.json?since=2025-05-01&as_of=2025-06-02").json()
    html = client.get("/today?since=2025-05-01&as_of=2025-06-02").text
    assert lines(page)
    for line in lines(page):
        card = line["card"]
        assert f'href="/claim/{card["id"]}"' in html
        assert any(piece["marked"] for piece in card["sentence"])


def test_plans_stand_in_the_list_of_what_became_of_them(client: TestClient) -> None:
    page = client.get("/today.json?since=2025-05-28&as_of=2025-05-28").json()
    (talks,) = page["coming"]["occasions"]
    assert (talks["when"]["begin"], talks["round"], talks["state"]) == ("2025-06-02", 2, "planned")
    called_off = client.get("/today.json?since=2025-10-22&as_of=2025-10-22").json()["changed"]["occasions"]
    assert ["Donald Trump", "Vladimir Putin"] in [one["participants"] for one in called_off]


def test_a_correction_is_a_revision(client: TestClient) -> None:
    page = client.get("/today.json?as_of=2025-08-24").json()
    titles = [one["words"] for one in page["revisions"] if one["kind"] == "correction"]
    assert titles == ["CORRECTION: Gaza toll brief of Aug 23"]


def test_what_became_known_later_is_left_out(client: TestClient) -> None:
    page = client.get("/today.json?since=2025-08-01&as_of=2025-08-22").json()
    assert (page["stories"], lines(page)) == (1, [])
    told = client.get("/today.json?since=2025-08-01&as_of=2025-08-23").json()
    assert all(line["card"]["known"] < "2025-08-24" for line in lines(told))


def test_nothing_new_is_said_in_words(client: TestClient) -> None:
    answer = client.get("/today?since=2025-09-01&as_of=2025-09-02")
    assert "Nothing new since 2025-09-01" in answer.text
    assert client.get("/today.json?since=2025-09-01&as_of=2025-09-02").json()["is_empty"]


def test_a_record_that_ended_long_ago_says_so(record: Record) -> None:
    app = create_app(record, "demo.db", WebSettings(token="t", secret="s", today="2026-03-01"))
    text = TestClient(app, base_url="http://localhost").get("/today").text
    assert "The newest dated story on record is of 2025-12-03" in text
    assert '<a href="/today?as_of=2025-12-03">' in text


@pytest.mark.parametrize(
    "query",
    [
        "since=2026-02-30", "since=x", "as_of=x", "since=2999-01-01", "since=" + "1" * 50,
        "since=2025-12-03&as_of=2025-12-01", "as_of=%00",
    ],
)  # fmt: skip
def test_dates_that_cannot_be_are_refused_in_words(client: TestClient, query: str) -> None:
    assert client.get(f"/today?{query}").status_code == 422
    assert client.get(f"/today.json?{query}").json()["status"] == 422


@pytest.mark.parametrize(
    "query", ["", "since=&as_of=", "since=0001-01-01", "as_of=9999-12-31", "as_of=0001-01-01&since=0001-01-01"]
)
def test_the_ends_of_the_calendar_are_dates_too(client: TestClient, query: str) -> None:
    assert client.get(f"/today?{query}").status_code == 200


def test_a_page_that_was_made_ahead_is_made_anew_when_the_record_changes(app: FastAPI, record: Record) -> None:
    for make in ahead(app.state.desk):
        make()
    visitor = TestClient(app, base_url="http://localhost")
    before = visitor.get("/today.json").json()
    story = Story(text=TOLL.format("70,300"), title=TITLE, published="2025-12-04", outlet="Wire")
    record.read_items([story])
    app.state.desk.kept.expire()
    after = visitor.get("/today.json").json()
    assert (before["newest"], after["newest"]) == ("2025-12-03", "2025-12-04")
    assert "70,300" in [line["value"] for line in lines(after)]


HOSTILE = (
    "<script>alert(1)</script> \u202eGaza\u202c's health ministry said on Monday that 72,000 people had been killed "
    "since Oct. 7, 2023 \U0001f1f5\U0001f1f8e\u0301.\nRussia and <b onclick=x>Ukraine</b> will meet in Istanbul "
    "on Tuesday, " + "a" * 10_000 + " said.\r\nIsrael and Hamas will hold talks in Cairo on Thursday."
)


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[TestClient]:
    with onrecord.open(tmp_path / "hostile.db") as record:
        story = Story(text=HOSTILE, title='"><img src=x onerror=y>', published="2026-02-02", outlet="<i>Wire</i>")
        record.read_items([story])
        app = create_app(record, "hostile.db", WebSettings(token="t", secret="s", today="2026-02-02"))
        yield TestClient(app, base_url="http://localhost")


@pytest.mark.parametrize("path", ["/today", "/plans"])
def test_hostile_text_shows_as_text(hostile: TestClient, path: str) -> None:
    text = hostile.get(path).text
    twin = hostile.get(f"{path}.json").json()
    assert not re.search(r"<script(?! type=\"module\" src=)|<img|<i>Wire|<b onclick", text)
    assert "Hamas" in text
    assert len(text) < 60_000, "long sentences are cut around the claim's words"
    assert twin


def test_a_review_changes_the_brief_at_once(client: TestClient, record: Record) -> None:
    address = "/today.json?as_of=2025-12-03"
    killed = next(line for line in lines(client.get(address).json()) if line["value"] == "70,117")
    record.review(killed["card"]["id"], "correct", "kim", correction={"value": 70_171})
    values = [line["value"] for line in lines(client.get(address).json())]
    assert "70,117" not in values
    record.review(killed["card"]["id"], "undo", "kim")
    assert "70,117" in [line["value"] for line in lines(client.get(address).json())]
