"""The brief: what is new since a moment, and in what order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.linking.brief import Brief, brief, most_told, touched
from onrecord.linking.moments import shifted
from onrecord.model import Sourced
from tests.linking.build import event, figure

SINCE, TODAY = "2026-02-02", "2026-02-03"
SPAN = "2026-02-01/2026-02-02"


def of_figures(*entries: Sourced, since: str = SINCE) -> Brief:
    return brief(entries, (), since, TODAY)


def of_events(*entries: Sourced, since: str = SINCE, today: str = TODAY) -> Brief:
    return brief((), entries, since, today)


def toll(low: float, known: str, **more: Any) -> Sourced:
    return figure(low, known=known, since="2023-10-07/", **more)


def test_a_new_total_has_its_change_from_the_last_and_names_the_outlets_that_carry_it() -> None:
    old = toll(71_700, "2026-02-01")
    new = [toll(71_800, "2026-02-02", outlet=outlet) for outlet in ("Wire", "Courier", "Post")]
    (line,) = of_figures(old, *new).figures
    assert (line.point.low, line.point.change, line.before and line.before.low) == (71_800, 100, 71_700)
    assert (line.stories, line.outlets) == (3, ("Courier", "Post", "Wire"))


def test_fifty_copies_are_one_new_figure() -> None:
    copies = [figure(12, mode="new", since=SPAN, known="2026-02-02", outlet=f"Outlet {n}") for n in range(50)]
    (line,) = of_figures(*copies).figures
    assert (line.stories, len(line.outlets), line.others) == (50, 50, ())


def test_what_became_known_before_is_not_new_and_one_more_report_of_it_is_counted() -> None:
    made = of_figures(toll(71_800, "2026-02-01T20:00:00Z"), toll(71_800, "2026-02-02T06:00:00Z", outlet="B"))
    assert (made.figures, made.told_again) == ((), 1)


def test_a_total_that_is_repeated_on_another_day_is_no_news_but_an_equal_increment_is() -> None:
    again = of_figures(toll(71_800, "2026-01-30"), toll(71_800, "2026-02-02"))
    assert (again.figures, again.told_again) == ((), 1)
    days = (("2026-01-29/2026-01-30", "2026-01-30"), (SPAN, "2026-02-02"))
    increments = [figure(12, mode="new", since=span, known=known) for span, known in days]
    assert [line.point.known for line in of_figures(*increments).figures] == ["2026-02-02"]


def test_a_figure_of_a_time_long_past_is_background() -> None:
    made = of_figures(figure(1_200, mode="new", since="2023-10-07/2023-10-08", known="2026-02-02"))
    assert (made.figures, made.told_again) == ((), 1)


def test_figures_that_most_outlets_carry_come_first_then_people_killed_then_the_largest() -> None:
    wide = [figure(30, measure="aid", mode="new", since=SPAN, place="Rafah", outlet=name) for name in "AB"]
    few = figure(3, mode="new", since=SPAN, place="Sumy")
    many = figure(9, mode="new", since=SPAN, place="Kharkiv")
    hurt = figure(90, measure="injured", mode="new", since=SPAN, place="Kharkiv")
    lines = of_figures(few, hurt, many, *wide).figures
    assert [(line.key.measure, line.point.low) for line in lines] == [
        ("aid", 30), ("killed", 9), ("killed", 3), ("injured", 90),
    ]  # fmt: skip


def test_several_new_values_of_a_series_stand_on_one_line_the_newest_first() -> None:
    (line,) = of_figures(toll(10_000, "2026-02-01"), toll(10_050, "2026-02-02"), toll(10_090, "2026-02-03")).figures
    assert (line.point.low, line.point.change, [p.low for p in line.others]) == (10_090, 40, [10_050])


def test_alarms_come_before_notes_and_only_findings_with_a_new_report_count() -> None:
    falls = [toll(n, f"2026-01-{28 + day:02}") for day, n in enumerate((500, 510, 470))]
    assert of_figures(*falls).findings == ()
    found = of_figures(*falls, since="2026-01-30").findings
    assert [one.kind for one in found] == ["falls"]


def test_two_bodies_that_cannot_both_be_right_are_a_dispute() -> None:
    bodies = {"the governor": 12, "the police": 14, "the mayor": 14}
    entries = [
        figure(n, mode="new", since=SPAN, place="Kharkiv", speaker=name, outlet=name) for name, n in bodies.items()
    ]
    (dispute,) = of_figures(*entries).disputes
    assert [(v.name, v.entry.claim.value.low) for v in dispute.voices] == [  # type: ignore[union-attr]
        ("the mayor", 14), ("the police", 14), ("the governor", 12),
    ]  # fmt: skip
    assert of_figures(*entries[1:]).disputes == ()
    assert of_figures(*entries, since="2026-02-03").disputes == ()


PLAN = event("announced", "2026-02-05/2026-02-06", known="2026-01-20")


@pytest.mark.parametrize(
    ("entries", "name"),
    [
        ((PLAN,), "coming"),
        ((event("announced", "2026-02-17/2026-02-18", known="2026-01-20"),), "coming"),
        ((event("announced", "2026-02-18/2026-02-19", known="2026-01-20"),), None),
        ((event("announced", "2026-02-18/2026-02-19", known="2026-02-02"),), "later"),
        ((event("announced", "2026-01-01/2027-01-01", known="2026-02-02"),), "later"),
        ((event("announced", known="2026-02-02"),), "later"),
        ((event("announced", known="2026-02-01"),), None),
        ((event("announced", "2026-02-02/2026-02-03", known="2026-01-20"),), "passed"),
        ((event("announced", "2026-02-01/2026-02-02", known="2026-01-20"),), None),
        ((PLAN, event("postponed", "2026-02-05/2026-02-06", known="2026-02-02")), "changed"),
        ((PLAN, event("cancelled", known="2026-02-02")), "changed"),
        ((PLAN, event("cancelled", known="2026-02-01")), None),
        (
            (
                event("announced", "2026-02-02/2026-02-03", known="2026-01-20"),
                event("occurred", "2026-02-02/2026-02-03", known="2026-02-02"),
            ),
            "held",
        ),
        ((event("occurred", "2026-02-02/2026-02-03", known="2026-02-02"),), None),
    ],
)
def test_which_list_an_occasion_stands_in(entries: tuple[Sourced, ...], name: str | None) -> None:
    made = of_events(*entries).plans
    lists = {key: getattr(made, key) for key in ("coming", "later", "passed", "changed", "held")}
    assert [key for key, found in lists.items() if found] == ([name] if name else [])


def test_plans_are_cut_to_those_that_most_stories_tell_of_in_the_order_of_their_dates() -> None:
    told = [event("announced", "2026-02-09/2026-02-10", outlet=name, known="2026-02-02") for name in "ABC"]
    lone = [event("announced", f"2026-02-{day:02}/2026-02-{day + 1:02}", who=("X", "Y")) for day in (5, 6, 12)]
    coming = of_events(*told, *lone).plans.coming
    assert [one.when.begin for one in most_told(coming, 2)] == ["2026-02-05", "2026-02-09"]


def test_the_past_is_asked_for_by_measure_and_place_those_of_most_stories_first() -> None:
    entries = [figure(n, place="Sumy", outlet=f"{n}") for n in range(3)] + [figure(1, measure="injured", place=None)]
    assert list(touched(entries)) == [("killed", "Sumy"), ("injured", None)]


@pytest.mark.parametrize(
    ("day", "by", "other"),
    [("2026-02-28", 1, "2026-03-01"), ("0001-01-05", -60, "0001-01-01"), ("9999-12-30T10:00", 14, "9999-12-31")],
)
def test_days_are_counted_within_the_calendar(day: str, by: int, other: str) -> None:
    assert shifted(day, by) == other


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(25, 31), st.sampled_from("AB")), max_size=8), st.randoms())
def test_the_brief_does_not_depend_on_the_order_of_the_claims(told: list[tuple[int, int, str]], random: Any) -> None:
    entries = [toll(100.0 * n, f"2026-01-{day}", outlet=outlet) for n, day, outlet in told]
    shuffled = list(entries)
    random.shuffle(shuffled)
    assert of_figures(*entries, since="2026-01-28") == of_figures(*shuffled, since="2026-01-28")
