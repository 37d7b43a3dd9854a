"""Sites: the places that open and shut, the state of one over time, and its limits against flows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

import onrecord
from onrecord.api import Record
from onrecord.linking.sites import site
from onrecord.model import Sourced, Story
from onrecord.web.app import create_app
from onrecord.web.pages.site_bands import MOST_TICKS, Axis, bands, tick_days
from tests.linking.build import event

RAFAH = "/site/Rafah%20crossing"
GATE = "East Gate"


def asked(client: TestClient, path: str, **query: object) -> dict[str, Any]:
    answer = client.get(path, params={name: str(value) for name, value in query.items()})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_every_site_of_the_list_opens(client: TestClient, record: Record) -> None:
    page = asked(client, "/sites.json")
    assert [row["name"] for row in page["sites"]] == [one.name for one in record.site_names()]
    for row in page["sites"]:
        shown = asked(client, f"{row['path']}.json")
        assert shown["name"] == row["name"]
        assert client.get(row["path"]).status_code == 200


def test_the_list_is_filtered_and_sorted(client: TestClient) -> None:
    assert [row["name"] for row in asked(client, "/sites.json", q="RAFAH")["sites"]] == ["Rafah crossing"]
    for sort, key in (("name", "name"), ("known", "known")):
        names = [row[key] for row in asked(client, "/sites.json", sort=sort)["sites"]]
        assert names == sorted(names, reverse=sort == "known")


def test_every_change_has_its_claim_and_sentence(client: TestClient, record: Record) -> None:
    page = asked(client, f"{RAFAH}.json")
    assert {state["change"] for state in page["states"]} >= {"open", "shut", "seized"}
    for state in page["states"]:
        entry = record.claim(state["card"]["id"]).entry
        assert "".join(piece["text"] for piece in state["card"]["sentence"]) == entry.sentence
        assert entry.claim.where == "Rafah crossing"
    text = client.get(RAFAH).text
    for lane in page["bands"]["lanes"]:
        for mark in lane["marks"]:
            assert f"/claim/{mark['claim']}" in text


def test_a_report_of_unknown_day_does_not_decide_the_state_of_now(client: TestClient) -> None:
    page = asked(client, f"{RAFAH}.json")
    assert any(not state["dated"] for state in page["states"])
    assert page["current"]["dated"]
    assert page["current"]["change"] == "shut"
    assert page["since"] <= page["last_told"]


def test_as_of_an_earlier_day_it_was_open(client: TestClient) -> None:
    page = asked(client, f"{RAFAH}.json", as_of="2025-02-15")
    assert page["current"]["change"] == "open"
    assert all(state["card"]["known"][:10] <= "2025-02-15" for state in page["states"])


def test_limits_stand_beside_flows(client: TestClient) -> None:
    rows = asked(client, f"{RAFAH}.json")["flows"]
    assert rows
    assert any(row["limit"] for row in rows)
    for row in rows:
        for part in (row["flow"], row["limit"]):
            assert part is None or part["card"]["measure"] in ("aid", "crossed", "evacuated")


def test_any_case_and_a_part_of_the_name_will_do(client: TestClient) -> None:
    assert asked(client, "/site/rafah.json")["name"] == "Rafah crossing"
    assert asked(client, "/site/RAFAH%20CROSSING.json")["name"] == "Rafah crossing"


@pytest.mark.parametrize("name", ["Nowhere", "%20", "a%00b", "x" * 200])
def test_no_such_site_is_said_in_words(client: TestClient, name: str) -> None:
    answer = client.get(f"/site/{name}")
    assert answer.status_code == 404
    assert "/sites" in answer.text


def test_before_anything_was_known_it_says_so(client: TestClient) -> None:
    page = asked(client, f"{RAFAH}.json", as_of="2001-01-01")
    assert (page["current"], page["bands"], page["states"]) == (None, None, [])
    assert "Nothing was on record" in client.get(RAFAH, params={"as_of": "2001-01-01"}).text


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    with onrecord.open(tmp_path / "e.db") as record:
        record.read_items([Story("Nothing happened.", published="2026-01-01")])
        with TestClient(create_app(record, "e"), base_url="http://localhost") as visitor:
            yield visitor


def test_an_empty_record_says_what_to_do(empty: TestClient) -> None:
    for path in ("/sites", "/series"):
        assert "onrecord read" in empty.get(path).text


def change(kind: str, when: str | None, known: str, status: Any = "occurred") -> Sourced:
    return event(status, when, kind=kind, who=(), place=GATE, known=known, words=f"{kind} {when} {known}")


def test_a_plan_is_as_wide_as_its_dates_and_a_band_fades_after_its_last_report() -> None:
    shut = change("CLOSE", "2026-01-01/2026-01-02", "2026-01-02")
    plan = change("OPEN", "2026-02-01/2026-02-11", "2026-01-20", "announced")
    drawn = bands(site(GATE, [shut, plan]))
    assert drawn is not None
    lanes = {lane.name: lane.marks for lane in drawn.lanes}
    assert [mark.look for mark in lanes["state"]] == ["fact", "stale"]
    assert lanes["state"][1].x == pytest.approx(lanes["state"][0].x + lanes["state"][0].width, abs=0.01)
    (planned,) = lanes["planned"]
    assert planned.look == "planned"
    assert planned.width == pytest.approx(10 * 100 / (date.fromisoformat(drawn.end) - date(2026, 1, 1)).days, abs=0.01)


KNOWN = st.dates(date(2024, 1, 1), date(2026, 12, 31)).map(date.isoformat)
FAR = st.dates(date(1, 1, 1), date(9999, 12, 30)).map(date.isoformat)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["OPEN", "CLOSE"]), st.none() | KNOWN | FAR, KNOWN | FAR), max_size=8))
def test_whatever_the_dates_every_mark_stands_on_the_axis(told: list[tuple[str, str | None, str]]) -> None:
    entries = [change(kind, f"{when}/" if when else None, known) for kind, when, known in told]
    drawn = bands(site(GATE, entries))
    for lane in drawn.lanes if drawn else ():
        for mark in lane.marks:
            assert 0 <= mark.x <= 100
            assert 0 <= mark.width <= 100.3


@given(st.dates(date(1000, 1, 1), date(2900, 1, 1)), st.integers(1, 1200))
def test_an_axis_has_few_ticks_in_order(first: date, days: int) -> None:
    axis = Axis(first, date.fromordinal(first.toordinal() + days))
    found = tick_days(axis)
    assert len(found) <= MOST_TICKS + 1
    assert list(found) == sorted(set(found))
    assert all(axis.first <= when <= axis.last for when in found)
