"""The page of plans: a month as a calendar and as lists, the same as HTML and as JSON."""

from __future__ import annotations

import re
from typing import Any

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

LISTS = ("coming", "overdue", "changed", "held", "undated")

HEADING, TAG = re.compile(r"<h3>(.*?)</h3>", re.DOTALL), re.compile(r"<[^>]+>")


def month(client: TestClient, query: str) -> dict[str, Any]:
    page: dict[str, Any] = client.get(f"/plans.json?{query}").json()
    return page


def told(page: dict[str, Any], name: str) -> list[tuple[str, str]]:
    return [(one["when"]["begin"], one["state"]) for one in page[name]]


def test_a_month_has_its_occasions_in_the_list_of_what_became_of_them(client: TestClient) -> None:
    page = month(client, "month=2025-06&type=CONSULT")
    assert page["title"] == "June 2025"
    assert told(page, "held") == [("2025-06-02", "happened")]
    assert [(begin[:7], state) for begin, state in told(page, "changed")] == [("2025-06", "did not happen")]
    assert told(page, "overdue") == [("2025-06-20", "date passed, nothing reported")]
    (talks,) = page["held"]
    assert (talks["round"], talks["place"], talks["participants"]) == (2, "Istanbul", ["Russia", "Ukraine"])
    assert talks["announced_by"][0] == "Sergei Lavrov"
    assert talks["outcome"]


def test_the_calendar_is_a_table_from_monday_to_sunday(client: TestClient) -> None:
    page = month(client, "month=2025-06&type=CONSULT")
    assert {len(week) for week in page["weeks"]} == {7}
    days = [day for week in page["weeks"] for day in week]
    assert [day["number"] for day in days[:7]] == [0, 0, 0, 0, 0, 0, 1]
    (second,) = [day for day in days if day["day"] == "2025-06-02"]
    assert [one["state"] for one in second["entries"]] == ["happened"]
    html = client.get("/plans?month=2025-06&type=CONSULT").text
    assert html.count('<th scope="col">') == 7
    link = second["entries"][0]["link"]
    assert link.startswith("#o-")
    assert f'href="{link}"' in html
    assert f'id="{link[1:]}"' in html


def test_an_occasion_without_a_day_stands_beside_the_calendar(client: TestClient) -> None:
    page = month(client, "month=2025-06&type=CONSULT")
    assert [one["what"] for one in page["loose"]] == ["meeting", "meeting"]


def test_states_are_those_of_the_day_that_the_record_is_seen_from(client: TestClient) -> None:
    before = month(client, "month=2025-06&type=CONSULT&as_of=2025-05-28")
    assert (told(before, "coming"), told(before, "held")) == ([("2025-06-02", "planned")], [])


def test_talks_that_were_put_off_name_the_new_date(client: TestClient) -> None:
    page = month(client, "month=2025-05&type=CONSULT")
    (moved,) = page["changed"]
    assert (moved["when"]["begin"], moved["state"]) == ("2025-05-15", "postponed")
    assert moved["moved_to"]["begin"] == "2025-05-16"


def test_a_conditional_plan_says_on_what_it_hangs(client: TestClient) -> None:
    page = month(client, "month=2025-08&type=CONSULT")
    hanging = [one for one in page["undated"] if one["condition"]]
    assert [one["condition"] for one in hanging] == ["if all works out"]
    assert {one["state"] for one in hanging} == {"planned, on condition"}


def test_the_travel_to_a_meeting_is_no_plan_of_its_own(client: TestClient) -> None:
    page = month(client, "month=2025-08&type=CONSULT&as_of=2025-08-17")
    on_monday = [one for one in page["coming"] if one["when"]["begin"] == "2025-08-18"]
    assert [one["participants"] for one in on_monday] == [["Donald Trump", "Volodymyr Zelensky"]]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("who=lavrov", 1), ("who=nobody", 0), ("place=istanbul&type=CONSULT", 1), ("place=nowhere", 0),
        ("type=SANCTION", 0),
    ],
)  # fmt: skip
def test_the_filter_leaves_what_fits(client: TestClient, query: str, count: int) -> None:
    page = month(client, f"month=2025-06&{query}")
    assert sum(len(page[name]) for name in LISTS[:-1]) == count
    if not count:
        assert (
            "No plan for June 2025 is on record that fits the filter"
            in client.get(f"/plans?month=2025-06&{query}").text
        )


def test_months_lead_to_one_another_and_keep_the_filter(client: TestClient) -> None:
    html = client.get("/plans?month=2025-12&who=Hamas").text
    assert 'href="/plans?month=2025-11&amp;who=Hamas" rel="prev"' in html
    assert 'href="/plans?month=2026-01&amp;who=Hamas" rel="next"' in html


@pytest.mark.parametrize(
    ("as_of", "shown"), [("2025-05-28", "2025-06"), ("2025-01-15", "2025-01"), ("2025-07-25", "2025-08")]
)
def test_it_opens_at_the_month_of_the_next_plan(client: TestClient, as_of: str, shown: str) -> None:
    assert month(client, f"as_of={as_of}")["month"] == shown


def test_without_a_plan_ahead_it_opens_at_the_last_one(client: TestClient) -> None:
    assert month(client, "as_of=2026-06-01")["month"] < "2026-01"


@pytest.mark.parametrize(
    "query", ["month=2025-13", "month=x", "month=2025-6", "type=ASSAULT", "as_of=x", "who=" + "x" * 201]
)
def test_what_cannot_be_is_refused_in_words(client: TestClient, query: str) -> None:
    assert client.get(f"/plans?{query}").status_code == 422


@pytest.mark.parametrize(
    "query", ["month=0001-01", "month=9999-12", "month=&type=&place=&who=&as_of=", "who=%00", "place=%ED%A0%80"]
)
def test_the_ends_of_the_calendar_and_odd_names_are_fine(client: TestClient, query: str) -> None:
    assert client.get(f"/plans?{query}").status_code == 200


def test_every_occasion_has_its_sentence_and_an_id_of_its_own(client: TestClient) -> None:
    html = client.get("/plans?month=2025-10").text
    ids = re.findall(r'id="(o-[0-9a-f]+)"', html)
    assert len(ids) == len(set(ids)) > 0
    assert html.count('class="sentence"') >= len(ids)


def test_the_plans_of_a_month_can_be_taken_away_as_a_calendar(client: TestClient) -> None:
    answer = client.get("/plans.ics?month=2025-06&type=CONSULT")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (str(event.decoded("dtstart")), event["status"]) == ("2025-06-02", "CONFIRMED")
    assert event["summary"] == "talks: Russia, Ukraine (happened)"
    claim = str(event["url"]).removeprefix("http://localhost")
    assert claim.startswith("/claim/")


def test_a_calendar_without_a_month_holds_the_weeks_around_the_day(client: TestClient) -> None:
    made = Calendar.from_ical(client.get("/plans.ics?as_of=2025-05-28&type=CONSULT").content)
    found = [(str(event.decoded("dtstart")), event["status"]) for event in made.walk("VEVENT")]
    assert ("2025-06-02", "TENTATIVE") in found
    assert ("2025-05-15", "CANCELLED") in found
    assert client.get("/plans.ics?month=2025-13").status_code == 422


@pytest.mark.parametrize("address", ["/today?since=2025-01-01", "/today?since=2025-12-01", "/plans?month=2025-12"])
def test_a_heading_names_who_or_else_where(client: TestClient, address: str) -> None:
    headings = [" ".join(TAG.sub("", one).split()) for one in HEADING.findall(client.get(address).text)]
    assert headings
    assert not [one for one in headings if one.endswith((":", ": ", ","))]
    assert any(one.endswith(": Rafah crossing") for one in headings) or "plans" in address
