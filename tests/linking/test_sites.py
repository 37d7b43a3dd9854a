"""Sites: the changes of a crossing over time, and which of them are facts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.linking.sites import Site, site
from onrecord.model import Sourced
from tests.linking.build import event, figure

GATE = "East Gate crossing"


def change(kind: str, date: str | None, status: Any = "occurred", **more: Any) -> Sourced:
    return event(status, date, kind=kind, **{"who": (), "place": GATE, **more})


SEIZED = change("COERCE", "2024-05-01/2024-06-01", mode="seize", mark=0, story="s", words="seized")
SHUT = change("CLOSE", "2024-05-01/2024-06-01", mark=40, story="s", words="shuttered")
REOPENED = change("OPEN", "2026-02-01/2026-02-02", mark=80, story="s", words="reopened")
REOPENING = change("OPEN", None, title=True, story="s", words="reopening")
EXPANDED = change("OPEN", "2026-02-02/2026-02-03", mark=120, story="s", words="expanding")


def told(found: Site) -> list[tuple[str, str | None, str]]:
    return [(state.change, state.when.begin, state.status) for state in found.states]


def test_the_states_of_a_crossing_in_time_order() -> None:
    found = site("east gate", [EXPANDED, REOPENING, REOPENED, SHUT, SEIZED])
    assert found.name == GATE
    assert told(found) == [
        ("seized", "2024-05-01", "occurred"),
        ("shut", "2024-05-01", "occurred"),
        ("open", "2026-02-01", "occurred"),
        ("open", "2026-02-02", "occurred"),
    ]
    assert found.current == found.states[3]
    assert sum(len(state.claims) for state in found.states) == 5


@pytest.mark.parametrize("status", ["announced", "expected", "proposed", "postponed", "cancelled", "denied"])
def test_a_reopening_that_has_not_happened_is_not_open(status: str) -> None:
    found = site(GATE, [SHUT, change("OPEN", "2026-02-01/2026-02-02", status)])
    assert told(found)[-1] == ("open", "2026-02-01", status)
    assert found.current is not None
    assert found.current.change == "shut"


def test_a_plan_and_its_fulfilment_are_two_states() -> None:
    plan = change("OPEN", "2026-02-01/2026-02-02", "announced", known="2026-01-30")
    assert told(site(GATE, [plan, REOPENED])) == [
        ("open", "2026-02-01", "announced"),
        ("open", "2026-02-01", "occurred"),
    ]


def test_the_record_as_of_a_day_is_the_record_of_the_claims_of_that_day() -> None:
    later = change("CLOSE", "2026-02-05/2026-02-06", known="2026-02-05")
    entries = [SHUT, REOPENED, later]
    assert site(GATE, entries).current != site(GATE, [e for e in entries if e.known < "2026-02-05"]).current


def test_reports_of_one_change_are_one_state_and_this_week_is_the_day_within_it() -> None:
    copies = [change("OPEN", "2026-02-01/2026-02-02", outlet=outlet) for outlet in "AB"]
    week = change("OPEN", "2026-01-26/2026-02-02", outlet="C")
    (state,) = site(GATE, [week, *copies]).states
    assert (state.when.begin, len(state.claims)) == ("2026-02-01", 3)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("east gate", GATE), ("EAST GATE CROSSING", GATE), ("East", GATE), ("East Gate", GATE), ("North", "North")],
)
def test_one_place_is_meant_and_one_that_opens_before_one_that_is_attacked(asked: str, meant: str) -> None:
    town = [change("ASSAULT", "2026-02-01/2026-02-02", place="East Gate", outlet=f"{n}") for n in range(5)]
    assert site(asked, [REOPENED, *town]).name == meant


def test_the_words_that_say_most_of_how() -> None:
    bare = change("OPEN", "2026-02-01/2026-02-02", words="opened")
    full = change("OPEN", "2026-02-01/2026-02-02", words="reopened", manner="provisionally", mark=5, outlet="B")
    (state,) = site(GATE, [bare, full]).states
    assert (state.manner, state.words) == ("provisionally", "provisionally reopened")


def test_limits_and_flows_come_from_the_stories_of_the_site() -> None:
    limit = figure(50, measure="crossed", mode="limit", story="s", mark=150, bound="at_most")
    elsewhere = figure(9, measure="crossed", mode="new", story="t")
    flows = site(GATE, [SHUT, REOPENED, limit, elsewhere]).flows
    assert [(one.key.mode, one.points[0].value) for one in flows] == [("limit", 50)]


def test_nothing_on_record() -> None:
    found = site("Nowhere", [])
    assert (found.name, found.states, found.flows, found.current) == ("Nowhere", (), (), None)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.builds(
            change,
            st.sampled_from(["OPEN", "CLOSE", "ASSAULT"]),
            st.sampled_from(
                [None, "2026-02-01/2026-02-02", "2026-02-01/2026-02-08", "2026-02-05/", "2026-01-01/2027-01-01"]
            ),
            st.sampled_from(["occurred", "ongoing", "announced", "cancelled"]),
            story=st.sampled_from(["s", "t"]),
            known=st.sampled_from(["2026-02-02", "2026-02-09"]),
            mark=st.sampled_from([0, 40, 80]),
        ),
        max_size=12,
        unique_by=lambda entry: entry.claim.id,
    ),
    st.randoms(use_true_random=False),
)
def test_states_do_not_depend_on_the_order_of_claims_and_lose_none(claims: list[Sourced], random: Any) -> None:
    found = site(GATE, claims)
    random.shuffle(claims)
    assert site(GATE, claims) == found
    assert sorted(e.claim.id for s in found.states for e in s.claims) == sorted(e.claim.id for e in claims)
