"""Series: the counts on record, the series of one of them with claims and findings, and its charts."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode
from xml.etree import ElementTree

import httpx
import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

import onrecord
from onrecord.api import Record
from onrecord.exports.chart import Chart, Value
from onrecord.exports.chart_look import LIGHT
from onrecord.model import Story
from onrecord.web.app import create_app
from onrecord.web.charts import MOST_WAITING, Charts
from onrecord.web.errors import BadRequestError, PageError
from onrecord.web.pages.series_parts import FEW_ROWS, MANY_ROWS
from tests.web.browser import Served, chromium, ledger, served, serving, visiting

__all__ = ["chromium", "ledger", "served"]  # fixtures

GAZA = {"measure": "killed", "place": "Gaza Strip"}
SCRIPT = "<script>alert(1)</script>"


def asked(client: TestClient, path: str, **query: object) -> dict[str, Any]:
    answer = client.get(path, params={name: str(value) for name, value in query.items()})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def shown(client: TestClient, **query: object) -> dict[str, Any]:
    return asked(client, "/series/show.json", **{**GAZA, **query})


def all_series(page: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for count in page["counts"] for one in count["series"]]


def tolls(numbers: list[int]) -> list[Story]:
    """A bulletin a day with the total and what was added."""
    stories = []
    for day, number in enumerate(numbers, start=1):
        text = (
            f"The health ministry in Gaza said on {day} March 2026 that 17 people were killed in the past 24 hours. "
            f"The ministry said the death toll since Oct. 7, 2023 has risen to {number:,} in the Gaza Strip."
        )
        stories.append(Story(text, title="Toll in Gaza", published=f"2026-03-{day:02}", outlet="Northgate Daily"))
    return stories


@pytest.fixture(scope="module")
def toll_record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Fourteen days of one toll, with two digits exchanged on the ninth."""
    numbers = [70_117 + 17 * day for day in range(14)]
    numbers[8] = 70_523
    with onrecord.open(tmp_path_factory.mktemp("tolls") / "tolls.db") as opened:
        opened.read_items(tolls(numbers))
        yield opened


@pytest.fixture
def toll_client(toll_record: Record) -> Iterator[TestClient]:
    with TestClient(create_app(toll_record, "tolls.db"), base_url="http://localhost") as visitor:
        yield visitor


def test_the_index_counts_what_is_on_record(client: TestClient, record: Record) -> None:
    page = asked(client, "/series.json")
    assert sum(row["count"] for row in page["groups"]) == record.count(kind="figure")
    for row in page["groups"]:
        assert row["count"] == row["total"] + row["new"] + row["standing"] + row["limit"]
    assert [row["count"] for row in page["groups"]] == sorted((row["count"] for row in page["groups"]), reverse=True)


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ({"q": "KILLED gaza"}, lambda row: row["name"] == "killed" and "Gaza" in row["place"]),
        ({"measure": "aid"}, lambda row: row["name"] == "aid"),
        ({"place": "isra"}, lambda row: row["place"] == "Israel"),
    ],
)
def test_the_index_is_filtered_by_the_address(client: TestClient, query: dict[str, str], holds: Any) -> None:
    page = asked(client, "/series.json", **query)
    assert 0 < page["found"] < page["all"]
    assert all(holds(row) for row in page["groups"])


@pytest.mark.parametrize(("sort", "key"), [("measure", "name"), ("place", "place"), ("known", "known")])
def test_the_index_is_sorted_by_the_address(client: TestClient, sort: str, key: str) -> None:
    rows = [row[key].casefold() for row in asked(client, "/series.json", sort=sort)["groups"] if row["place"]]
    assert rows == sorted(rows, reverse=sort == "known")


def test_every_row_of_the_index_opens_its_series(client: TestClient) -> None:
    for row in asked(client, "/series.json")["groups"]:
        page = asked(client, "/series/show.json", **dict(parse_qsl(row["query"])))
        assert page["figures"] == row["count"]
        answer = client.get(f"/series/show?{row['query']}")
        assert answer.status_code == 200


def test_every_number_is_a_claim_with_its_sentence(client: TestClient, record: Record) -> None:
    for one in all_series(shown(client)):
        for row in one["rows"]:
            entry = record.claim(row["card"]["id"]).entry
            assert "".join(piece["text"] for piece in row["card"]["sentence"]) == entry.sentence
            assert (row["card"]["measure"], row["card"]["mode"]) == ("killed", one["mode"])
            assert row["card"]["id"] in row["claims"]


def test_totals_and_increments_never_share_a_table(client: TestClient) -> None:
    for one in all_series(shown(client)):
        assert {row["card"]["mode"] for row in one["rows"]} == {one["mode"]}
        if one["mode"] == "new":
            assert all(row["change"] is None for row in one["rows"])


def test_a_change_is_computed_from_the_row_below(toll_client: TestClient) -> None:
    (total,) = [one for one in all_series(shown(toll_client)) if one["mode"] == "total"]
    for row, before in pairwise(total["rows"]):
        assert row["change"] == row["low"] - before["low"]
        assert row["computed_from"] == [before["card"]["id"], row["card"]["id"]]
    assert "Change, computed" in toll_client.get("/series/show", params=GAZA).text


def test_a_typing_error_is_found_with_its_sentences(toll_client: TestClient) -> None:
    page = shown(toll_client)
    found = [one for series in all_series(page) for one in series["findings"]]
    assert [one["note"] for one in found] == sorted(one["note"] for one in found)
    slip = next(one for one in found if one["kind"] == "slip")
    assert slip["suggestion"] == 70_253
    assert any("70,523" in "".join(piece["text"] for piece in card["sentence"]) for card in slip["evidence"])
    text = toll_client.get("/series/show", params=GAZA).text
    assert f"/review?claim={slip['evidence'][0]['id']}" in text
    assert page["alarms"] == sum(not one["note"] for one in found)


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ({"mode": "new"}, lambda one: one["mode"] == "new"),
        ({"speaker": "-"}, lambda one: one["speaker"] is None),
        ({"speaker": "Gaza's health authorities"}, lambda one: one["speaker"] == "Gaza's health authorities"),
    ],
)
def test_the_address_narrows_the_series(client: TestClient, query: dict[str, str], holds: Any) -> None:
    narrow = all_series(shown(client, **query))
    assert narrow
    assert all(holds(one) for one in narrow)


def test_a_finding_stays_when_the_increments_are_hidden(toll_client: TestClient) -> None:
    assert shown(toll_client, mode="total")["alarms"] == shown(toll_client)["alarms"] > 0


def test_as_of_a_day_later_news_is_not_known(toll_client: TestClient) -> None:
    known = [row["known"] for one in all_series(shown(toll_client, as_of="2026-03-05")) for row in one["rows"]]
    assert max(known)[:10] == "2026-03-05"
    bounded = shown(toll_client, since="2026-03-03", until="2026-03-06")
    assert {row["known"][:10] for one in all_series(bounded) for row in one["rows"]} == {
        "2026-03-03", "2026-03-04", "2026-03-05",
    }  # fmt: skip


def test_a_long_series_has_pages_that_hold_every_number_once(toll_client: TestClient) -> None:
    first, second = shown(toll_client), shown(toll_client, page=2)
    assert first["more"]
    assert not second["more"]
    rows = [row["card"]["id"] for page in (first, second) for one in all_series(page) for row in one["rows"]]
    assert len(rows) == len(set(rows)) == sum(one["size"] for one in all_series(first))
    assert FEW_ROWS < len(rows) < MANY_ROWS


@pytest.mark.parametrize("lens", ["acled", "ucdp", "published"])
def test_a_codebook_names_its_rule_and_its_claims(client: TestClient, record: Record, lens: str) -> None:
    part = shown(client, lens=lens, by="health" if lens == "published" else "")["lens"]
    assert part["rule"]
    assert part["rows"]
    for row in part["rows"]:
        assert record.claim(row["claims"][0]).stands
    assert part["rule"].split()[0] in client.get("/series/show", params={**GAZA, "lens": lens}).text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 422),
        ({"measure": "nonsense"}, 422),
        ({"measure": "killed", "place": "Nowhere at all"}, 404),
        ({**GAZA, "speaker": "nobody of that name"}, 404),
        ({**GAZA, "mode": "meet"}, 422),
        ({**GAZA, "as_of": "yesterday"}, 422),
        ({**GAZA, "as_of": "1900-01-01"}, 404),
    ],
)
def test_what_is_not_there_is_said_in_words(client: TestClient, query: dict[str, str], status: int) -> None:
    for path in ("/series/show", "/series/chart.svg"):
        answer = client.get(path, params=query)
        assert answer.status_code == status
        assert "Traceback" not in answer.text


def test_hostile_words_are_shown_as_words(tmp_path: Path) -> None:
    text = f"Officials in Kyiv said 12 people were killed {SCRIPT} \u202e in Ukraine on 3 March 2026. " + "x" * 10_000
    with onrecord.open(tmp_path / "h.db") as record:
        record.read_items([Story(text, title=SCRIPT, published="2026-03-04", outlet=f"{SCRIPT}\x00")])
        with TestClient(create_app(record, "h"), base_url="http://localhost") as visitor:
            groups = visitor.get("/series.json").json()["groups"]
            for row in groups:
                assert SCRIPT not in visitor.get(f"/series/show?{row['query']}").text
    assert groups


def test_the_picture_and_the_specification_show_the_same(toll_client: TestClient) -> None:
    picture = toll_client.get("/series/chart.svg", params={**GAZA, "width": 400, "scheme": "dark"})
    assert picture.headers["content-type"] == "image/svg+xml"
    assert ElementTree.fromstring(picture.text).tag.endswith("svg")
    spec = toll_client.get("/series/chart.json", params={**GAZA, "width": 400}).json()
    rows = [row for panel in spec["vconcat"] for layer in panel["layer"] for row in layer["data"]["values"]]
    told = {row["claim"]: row["sentence"] for row in rows if row.get("claim")}
    assert len(told) > 20
    for claim in list(told)[:3]:
        assert toll_client.get(f"/claim/{claim}").status_code == 200
    (count,) = [one for one in shown(toll_client)["counts"] if one["chart"]]
    assert parse_qs(count["chart"]["query"])["of"] == ["-"]
    assert toll_client.get(f"/series/chart.json?{count['chart']['query']}&width=400").json() == spec


@pytest.mark.parametrize(("days", "source"), [(1, None), (2, "2 claims of 1 outlet, 2026-02-02 to 2026-02-03")])
def test_one_value_alone_is_no_chart(tmp_path: Path, days: int, source: str | None) -> None:
    told = "The health ministry in Gaza said the death toll since Oct 7, 2023 had reached {total:,}."
    stories = [
        Story(told.format(total=71_000 + day), published=f"2026-02-0{2 + day}", outlet="Northern Wire")
        for day in range(days)
    ]
    with onrecord.open(tmp_path / "few.db") as record:
        record.read_items(stories)
        with TestClient(create_app(record, "few.db"), base_url="http://localhost") as client:
            (count,) = shown(client)["counts"]
            assert client.get("/series/show", params=GAZA).text.count("<figure") == (source is not None)
    assert (count["chart"] and count["chart"]["source"]) == source


def test_the_scripts_come_from_here_and_are_kept(client: TestClient) -> None:
    answer = client.get("/chart.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    assert "vegaEmbed" in answer.text


def test_a_drawing_process_that_ends_is_started_again() -> None:
    charts = Charts()
    chart = Chart("t", "s", (Value("2026-02-01", 1, "total", "total"),))
    assert json.loads(charts.spec(chart, LIGHT))["vconcat"]
    assert charts._process is not None
    charts._process.kill()
    charts._process.wait()
    assert json.loads(charts.spec(chart, LIGHT))["vconcat"]
    with pytest.raises(BadRequestError, match="no exact"):
        charts.spec(Chart("t", "s", ()), LIGHT)
    charts.close()


@pytest.mark.parametrize("command", [("false",), ("sleep", "60")])
def test_a_drawing_process_that_does_not_answer_is_given_up(command: tuple[str, ...]) -> None:
    with pytest.raises(PageError) as refused:
        Charts(command, patience=0.3).spec(Chart("t", "s", ()), LIGHT)
    assert refused.value.problem.status == 503


BREAKS = """
import sys
from onrecord.exports.chart_worker import serve
serve(sys.stdin.buffer, sys.stdout.buffer, {}.get)  # which takes no chart as a key
"""


def test_a_chart_that_breaks_is_our_fault_and_is_logged(
    app: FastAPI, client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    app.state.charts = Charts((sys.executable, "-c", BREAKS))
    answers = [client.get(path, params=GAZA) for path in ("/series/chart.json", "/series/chart.svg")]
    assert [answer.status_code for answer in answers] == [500, 500]
    assert answers[0].json()["detail"] == "The server's log says what broke. The tables of the page have every number."
    assert not [answer for answer in answers if "TypeError" in answer.text]
    assert "TypeError" in caplog.text
    app.state.charts.close()
    app.state.charts = Charts()
    assert client.get("/series/chart.json", params=GAZA).status_code == 200
    app.state.charts.close()


COUNT = """async () => {
  const made = window.vegaEmbed;
  window.drawn = window.ended = 0;
  window.vegaEmbed = async (...given) => {
    const found = await made(...given);
    const end = found.finalize;
    window.drawn += 1;
    return { ...found, finalize: () => { window.ended += 1; end(); } };
  };
}"""


def waited(page: Page, name: str, number: int) -> None:
    """Wait until the page has counted so many; its policy forbids Playwright's own way."""
    until = time.monotonic() + 20
    while (found := page.evaluate(f"window.{name}")) != number and time.monotonic() < until:
        page.wait_for_timeout(50)
    assert found == number


def test_a_chart_that_is_drawn_anew_leaves_nothing_of_the_old(chromium: Browser, served: Served) -> None:
    with visiting(chromium, served) as page:
        page.goto(f"/series/show?{urlencode(GAZA)}")
        expect(page.locator(".drawn svg").first).to_be_visible(timeout=30_000)
        devices = page.context.new_cdp_session(page)

        def listeners() -> int:
            found = 0
            for name in ("document", "window"):
                thing = devices.send("Runtime.evaluate", {"expression": name})["result"]["objectId"]
                found += len(devices.send("DOMDebugger.getEventListeners", {"objectId": thing})["listeners"])
            return found

        before = listeners()
        page.evaluate(COUNT)
        figures = page.locator(".drawn").count()
        for times, scheme in enumerate(("dark", "light", "dark"), 1):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            waited(page, "drawn", times * figures)
        waited(page, "ended", 2 * figures)  # all but the last, and the first, which was drawn before we counted
        assert listeners() == before


def test_in_a_browser_a_value_shows_its_sentence_and_opens_its_claim(chromium: Browser, served: Served) -> None:
    with visiting(chromium, served) as page:
        page.goto(f"/series/show?{urlencode(GAZA)}")
        drawn = page.locator(".drawn svg").first
        expect(drawn).to_be_visible(timeout=30_000)
        box = drawn.bounding_box()
        assert box is not None
        middle = (box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.4)
        page.mouse.move(middle[0] - 3, middle[1])
        page.mouse.move(*middle)
        tip = page.locator(".tip").first
        expect(tip).to_be_visible()
        said = tip.locator(".quote").inner_text()
        page.mouse.click(*middle)
        page.wait_for_url("**/claim/*")
        assert " ".join(said.split())[:60] in " ".join(page.locator("main").inner_text().split())


def test_without_scripts_the_picture_is_there(chromium: Browser, served: Served) -> None:
    with visiting(chromium, served, scripts=False) as page:
        page.goto(f"/series/show?{urlencode(GAZA)}")
        picture = page.locator(".plot img").first
        expect(picture).to_be_visible()
        page.wait_for_function("document.querySelector('.plot img').naturalWidth > 300", timeout=30_000)
        assert "Killed in Gaza Strip" in (picture.get_attribute("alt") or "")


def test_widths_that_are_almost_the_same_share_a_drawing(toll_client: TestClient) -> None:
    widths = (520, 531, 539, 540)
    made = [toll_client.get("/series/chart.json", params={**GAZA, "width": width}).text for width in widths]
    assert made[0] == made[1] == made[2] != made[3]


def test_pages_answer_while_many_charts_are_asked_for(record: Record) -> None:
    charts = Charts(("sleep", "60"), patience=0.3)  # each chart is tried twice, one after the other
    with serving(Path(record.location), charts=charts) as at, httpx.Client(base_url=at.base, timeout=60) as visitor:
        visitor.get("/claims.json")

        def chart(number: int) -> httpx.Response:
            return httpx.get(f"{at.base}/series/chart.json", params={**GAZA, "width": 200 + 20 * number}, timeout=60)

        with ThreadPoolExecutor(50) as others:
            asked_for = [others.submit(chart, number) for number in range(50)]
            while not any(one.done() for one in asked_for):
                time.sleep(0.05)
            begun = time.monotonic()
            assert visitor.get("/claims.json").status_code == 200
            took = time.monotonic() - begun
            answers = [one.result() for one in asked_for]
    charts.close()
    assert {answer.status_code for answer in answers} == {503}
    titles = Counter(answer.json()["title"] for answer in answers)
    assert set(titles) == {"Too many charts at once", "The chart could not be drawn"}
    assert titles["Too many charts at once"] >= 50 - 3 * MOST_WAITING
    assert took < 3
