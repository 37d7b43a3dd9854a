"""Threads: which claims are about one occasion, and what has become of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.linking.occasions import event_value
from onrecord.linking.threads import Occasion, threads
from onrecord.model import Interval, Sourced, Span, with_id
from tests.linking.build import TALKERS, event

TODAY = "2026-02-20"


def occasions(*entries: Sourced, today: str = TODAY) -> tuple[Occasion, ...]:
    found = threads(entries, today)
    assert len(found) == 1, found
    return found[0].occasions


def only(*entries: Sourced, today: str = TODAY) -> Occasion:
    found = occasions(*entries, today=today)
    assert len(found) == 1, [(o.when, o.state) for o in found]
    return found[0]


def plan(date: str | None = "2026-02-04/2026-02-06", **more: Any) -> Sourced:
    return event("announced", date, **more)


def test_two_parties_announce_one_meeting() -> None:
    one = only(
        plan(speaker="Dmitry Peskov", role="Kremlin spokesperson", number=2, place="Abu Dhabi", story="s"),
        plan(speaker="Kremlin", story="s", title=True),
        plan("2026-02-02/2026-02-09", speaker="Volodymyr Zelensky", place="United Arab Emirates", story="s", mark=40),
        today="2026-02-02",
    )
    assert (one.state, one.when, one.place, one.round) == (
        "planned",
        Interval("2026-02-04", "2026-02-06"),
        "Abu Dhabi",
        2,
    )
    assert [[s.name for s in party] for party in one.announced_by] == [
        ["Dmitry Peskov", "Kremlin"],
        ["Volodymyr Zelensky"],
    ]


def test_rounds_stand_in_order_in_one_thread_and_the_outcome_hangs_on_the_one_that_was_held() -> None:
    second = plan(number=2, story="s")
    first = event("occurred", "2026-01-23/2026-01-25", number=1, story="s", mark=40)
    nothing = event("not_happened", kind="AGREE", story="s", mark=80)
    one, two = occasions(second, first, nothing, today="2026-02-02")
    assert [(o.round, o.state) for o in (one, two)] == [(1, "happened"), (2, "planned")]
    assert [e.claim.id for e in one.outcome] == [nothing.claim.id]
    assert two.outcome == ()


def test_an_outcome_told_by_a_later_story_hangs_on_the_last_occasion_that_had_begun() -> None:
    told = event("occurred", kind="AGREE", known="2026-02-07")
    one, two = occasions(plan("2026-01-23/2026-01-25", known="2026-01-20"), plan(), told)
    assert (one.outcome, two.outcome) == ((), (told,))


def test_an_agreement_alone_is_an_occasion() -> None:
    assert only(event("occurred", "2026-02-01/2026-02-02", kind="AGREE")).state == "happened"
    assert only(event("not_happened", kind="AGREE")).state == "not agreed"
    assert only(event("expected", "2026-03-01/2026-03-02", kind="AGREE")).state == "planned"


@pytest.mark.parametrize(
    ("later", "today", "state"),
    [
        (None, "2026-02-02", "planned"),
        (None, "2026-02-05", "planned"),
        (None, "2026-02-06", "date passed, nothing reported"),
        (None, "2026-02-05T23:00:00Z", "planned"),
        (event("occurred", "2026-02-04/2026-02-05", known="2026-02-05"), TODAY, "happened"),
        (event("ongoing", "2026-02-04/2026-02-05", known="2026-02-04"), "2026-02-04", "under way"),
        (event("ongoing", "2026-02-04/2026-02-05", known="2026-02-04"), TODAY, "happened"),
        (event("cancelled", "2026-02-04/2026-02-06", known="2026-02-03"), TODAY, "cancelled"),
        (event("cancelled", known="2026-02-03"), TODAY, "cancelled"),
        (event("postponed", known="2026-02-03"), TODAY, "postponed"),
        (event("not_happened", known="2026-02-07"), TODAY, "did not happen"),
        (event("denied", known="2026-02-03"), "2026-02-03", "planned"),
        (event("occurred", "2026-02-04/2026-02-05", known="2026-02-03"), "2026-02-03", "planned"),
        (plan(known="2026-02-06"), TODAY, "date passed, nothing reported"),
    ],
)
def test_what_becomes_of_a_plan(later: Sourced | None, today: str, state: str) -> None:
    assert only(*([plan()] if later is None else [plan(), later]), today=today).state == state


def test_a_stale_announcement_does_not_undo_what_happened_but_a_new_one_revives_what_was_dropped() -> None:
    held = event("occurred", "2026-02-04/2026-02-06", known="2026-02-05")
    assert only(plan(), held, plan(known="2026-02-07", outlet="B")).state == "happened"
    dropped = event("cancelled", known="2026-02-02T12:00:00Z")
    assert only(plan(), dropped, plan(known="2026-02-03", outlet="B"), today="2026-02-03").state == "planned"


@pytest.mark.parametrize("again", [(), (plan("2026-02-10/2026-02-11", known="2026-02-03", story="moved", mark=60),)])
def test_a_postponed_meeting_has_its_new_date_and_the_new_date_its_meeting(again: tuple[Sourced, ...]) -> None:
    moved = event("postponed", "2026-02-10/2026-02-11", known="2026-02-03", story="moved")
    old, new = occasions(plan(), moved, *again, today="2026-02-03")
    assert (old.state, old.moved_to) == ("postponed", Interval("2026-02-10", "2026-02-11"))
    assert (new.state, new.when, new.moved_to) == ("planned", Interval("2026-02-10", "2026-02-11"), None)
    assert moved in old.claims
    assert moved in new.claims


def test_a_story_may_give_both_the_old_date_and_the_new_one() -> None:
    put_off = event("postponed", "2026-02-05/2026-02-06", known="2026-02-05", story="s")
    old, new = occasions(put_off, plan("2026-02-06/2026-02-07", known="2026-02-05", story="s", mark=40))
    assert (old.state, old.moved_to) == ("postponed", Interval("2026-02-06", "2026-02-07"))
    assert (new.state, new.moved_to, len(new.claims)) == ("date passed, nothing reported", None, 1)


def test_a_postponement_may_name_the_old_date() -> None:
    one = only(plan(), event("postponed", "2026-02-04/2026-02-06", known="2026-02-03"))
    assert (one.state, one.moved_to) == ("postponed", None)


def test_week_between_two_meetings_does_not_join_them() -> None:
    months = plan("2026-02-01/2026-03-01", outlet="B")
    found = occasions(
        plan("2026-02-04/2026-02-05"), plan("2026-02-18/2026-02-19", outlet="C"), months, today="2026-02-02"
    )
    assert sorted(len(o.claims) for o in found) == [1, 2]


def test_a_call_is_no_meeting_of_that_day() -> None:
    found = occasions(
        plan("2026-02-04/2026-02-05"), plan("2026-02-04/2026-02-05", mode="phone", mark=40), plan(mode="meet")
    )
    assert len(found) == 2


@pytest.mark.parametrize(
    ("who", "date", "threads_"),
    [
        (("Ukraine", "Russia"), "2026-02-04/2026-02-05", 1),
        (("Ukraine", "Russia"), "2026-02-14/2026-02-15", 2),
        (("Ukraine",), "2026-02-04/2026-02-05", 2),
        (("Ukraine", "China"), "2026-02-04/2026-02-05", 2),
    ],
)
def test_fewer_named_parties_meet_on_the_same_occasion_where_date_and_two_names_say_so(
    who: tuple[str, ...], date: str, threads_: int
) -> None:
    found = threads([plan(), plan(date, who=who, outlet="B")], TODAY)
    assert len(found) == threads_
    if threads_ == 1:
        assert len(found[0].occasions) == 1
        assert found[0].participants == tuple(sorted(TALKERS))


def test_a_side_of_the_same_story_is_an_occasion_of_the_thread() -> None:
    leaving = event("expected", "2026-02-02/2026-02-03", who=("Ukraine",), story="s", mark=40, words="depart")
    assert [o.participants for o in occasions(leaving, plan(story="s"))] == [("Ukraine",), tuple(sorted(TALKERS))]


def test_an_undated_headline_joins_the_meeting_of_its_story() -> None:
    assert len(only(plan(None, story="s", title=True), plan(story="s")).claims) == 2


def test_undated_plans_of_one_day_are_one_occasion() -> None:
    told = (("A", "2026-02-02"), ("B", "2026-02-02"), ("C", "2026-02-09"))
    told = (("A", "2026-02-02"), ("B", "2026-02-02"), ("C", "2026-02-09"))
    found = occasions(*(plan(None, outlet=outlet, known=known) for outlet, known in told))
    assert sorted(len(o.claims) for o in found) == [1, 2]


def test_violence_makes_no_thread() -> None:
    assert threads([event("occurred", kind="ASSAULT")], TODAY) == ()


@pytest.mark.parametrize(
    ("status", "date", "is_listed"),
    [
        ("announced", "2026-02-04/2026-02-05", True),
        ("cancelled", "2026-02-04/2026-02-05", True),
        ("cancelled", None, True),
        ("not_happened", None, True),
        ("announced", None, False),
        ("occurred", "2026-02-04/2026-02-05", False),
    ],
)
def test_an_event_of_nobody_named_is_listed_where_it_was_dropped_or_is_planned_for_a_date(
    status: Any, date: str | None, is_listed: bool
) -> None:
    assert bool(threads([event(status, date, kind="RETREAT", who=(), words="exchange")], TODAY)) is is_listed


def test_events_of_nobody_named_are_one_where_place_and_words_agree() -> None:
    told: dict[str, Any] = {"kind": "RETREAT", "who": ()}
    at = "2026-02-04/2026-02-05"
    planned = event("announced", at, words="exchange", outlet="A", **told)
    dropped = event("cancelled", at, words="exchange", outlet="B", known="2026-02-03", **told)
    other = event("announced", at, words="release", outlet="C", place="Aleppo", **told)
    found = threads([planned, dropped, other], TODAY)
    assert sorted((len(t.occasions[0].claims), t.occasions[0].state) for t in found) == [
        (1, "date passed, nothing reported"),
        (2, "cancelled"),
    ]


def test_an_event_of_nobody_named_joins_the_only_process_of_its_story() -> None:
    called_off = event("cancelled", who=(), story="s", mark=40, known="2026-02-03")
    assert only(plan(story="s", known="2026-02-03"), called_off).state == "cancelled"


def test_an_outcome_never_hangs_on_one_sides_journey_that_is_only_planned() -> None:
    held = event("occurred", "2026-01-23/2026-01-25")
    journey = plan("2026-02-01/2026-02-02", who=TALKERS[:1], mode="visit", story="s")
    nothing = event("not_happened", kind="AGREE", who=TALKERS[:1], story="s", mark=40)
    found = [one for thread in threads([held, journey, nothing], "2026-02-02") for one in thread.occasions]
    assert not any(one.outcome for one in found if one.when == journey.claim.when)


STATUSES = ("announced", "expected", "occurred", "ongoing", "cancelled", "postponed", "not_happened", "denied")
DATES = (None, "2026-02-04/2026-02-06", "2026-02-05/2026-02-06", "2026-02-02/2026-02-09", "2026-02-10/")
CLAIMS = st.lists(
    st.builds(
        event,
        st.sampled_from(STATUSES),
        st.sampled_from(DATES),
        kind=st.sampled_from(["CONSULT", "AGREE"]),
        who=st.sampled_from([TALKERS, ("Ukraine", "Russia"), ("Ukraine",)]),
        number=st.sampled_from([None, 1, 2]),
        known=st.sampled_from(["2026-02-02", "2026-02-04T10:00:00Z", "2026-02-12"]),
        story=st.sampled_from(["s", "t", "u"]),
        mark=st.sampled_from([0, 40, 80]),
        title=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda entry: entry.claim.id,
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(CLAIMS, st.randoms(use_true_random=False))
def test_threads_do_not_depend_on_the_order_of_claims_and_lose_none(claims: list[Sourced], random: Any) -> None:
    found = threads(claims, TODAY)
    random.shuffle(claims)
    assert threads(claims, TODAY) == found
    placed = {e.claim.id for thread in found for o in thread.occasions for e in (*o.claims, *o.outcome)}
    assert placed == {entry.claim.id for entry in claims}


@settings(max_examples=60, deadline=None)
@given(CLAIMS)
def test_a_plan_is_never_a_fact(claims: list[Sourced]) -> None:
    for thread in threads([c for c in claims if c.claim.status not in ("occurred", "ongoing")], TODAY):
        assert not {"happened", "under way"} & {o.state for o in thread.occasions}


def test_no_meeting_in_a_month_undoes_no_meeting_of_a_day() -> None:
    held = event("occurred", "2026-01-12/2026-01-14", number=2, known="2026-01-14")
    none_later = event("not_happened", "2026-01-01/2026-02-01", known="2026-02-03")
    states = {(o.when.begin, o.state) for o in occasions(held, none_later)}
    assert ("2026-01-12", "happened") in states


def test_rounds_told_together_number_neither() -> None:
    first = event("occurred", "2026-01-12/2026-01-13", known="2026-01-13")
    both = event("occurred", "2026-01-12/2026-02-05", number=3, known="2026-02-10")
    assert [o.round for o in occasions(first, both) if o.when == first.claim.when] == [None]


def conditional(condition: Span | None, **more: Any) -> Sourced:
    entry = event("proposed", **more)
    value = replace(event_value(entry), condition=condition)
    return replace(entry, claim=with_id(replace(entry.claim, value=value, id="")))


def test_a_plan_that_always_hangs_on_something_says_on_what() -> None:
    hangs = conditional(Span(6, 14), words="talks if asked", known="2026-02-02")
    assert only(hangs).condition == "if asked"
    assert only(hangs, conditional(None, known="2026-02-02", outlet="B")).condition is None


def test_what_is_told_as_a_condition_alone_is_no_plan() -> None:
    release = event("expected", kind="RETREAT", story="s", mark=40, words="release")
    opening = conditional(Span(30, 60), kind="OPEN", story="s", mark=10, words="reopening")
    assert [thread.type for thread in threads([release, opening], TODAY)] == ["OPEN"]
    held = event("occurred", kind="RETREAT", story="s", mark=40, words="release")
    assert [thread.type for thread in threads([held, opening], TODAY)] == ["OPEN", "RETREAT"]


def test_the_travel_to_a_meeting_is_part_of_it_where_one_story_dates_both() -> None:
    meeting = plan("2026-02-09/2026-02-10", who=("A", "B"), story="s", mark=50)
    trip = plan("2026-02-09/2026-02-10", who=("A",), mode="visit", story="s", words="travel")
    one = only(trip, meeting)
    assert (one.participants, len(one.claims)) == (("A", "B"), 2)
    elsewhere = plan("2026-02-09/2026-02-10", who=("A",), mode="visit", words="travel")
    assert len(threads([elsewhere, meeting], TODAY)) == 2


@pytest.mark.parametrize(
    ("place", "known", "states"),
    [
        ("Budapest", "2026-02-09", ["cancelled"]),
        (None, "2026-02-09", ["cancelled"]),
        ("Moscow", "2026-02-09", ["planned", "cancelled"]),
        ("Budapest", "2026-05-09", ["planned", "cancelled"]),
    ],
)
def test_a_plan_without_a_date_can_be_called_off(place: str | None, known: str, states: list[str]) -> None:
    found = occasions(plan(None, place="Budapest"), event("cancelled", place=place, known=known))
    assert sorted(o.state for o in found) == sorted(states)
