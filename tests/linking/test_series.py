"""Series: what may share one, what is a copy, and what is computed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.linking.series import Series, series
from onrecord.model import Sourced
from tests.linking.build import HEALTH, figure


def values(one: Series) -> list[float | None]:
    return [point.value for point in one.points]


def only(*entries: Sourced) -> Series:
    found = series(entries)
    assert len(found) == 1, [one.key.name for one in found]
    return found[0]


def test_totals_increments_limits_and_stocks_never_share_a_series() -> None:
    modes = ("total", "new", "limit", "standing")
    found = series(figure(50, mode=mode, mark=n) for n, mode in enumerate(modes))
    assert sorted(one.key.mode for one in found) == sorted(modes)


@pytest.mark.parametrize(
    "other",
    [
        {"measure": "injured"},
        {"mode": "new"},
        {"place": "Lebanon"},
        {"place": None},
        {"of": "children"},
        {"direction": "out"},
        {"speaker": "Israeli army"},
        {"speaker": None},
        {"speaker": "Israeli health ministry"},
        {"since": "2025-10-10/"},
    ],
    ids=str,
)
def test_figures_that_differ_in_one_respect_are_two_series(other: dict[str, Any]) -> None:
    one = figure(71_800, since="2023-10-07/")
    assert len(series([one, figure(71_900, **{"since": "2023-10-07/", **other})])) == 2


@pytest.mark.parametrize(
    ("place", "of", "joins"),
    [
        ("Gaza Strip", "people", True),
        ("Gaza Strip", "Palestinians", True),
        ("Gaza Strip", "more Palestinian people", True),
        ("Gaza Strip", "Gazans", True),
        ("Gaza Strip", "Palestinian children", False),
        ("Gaza Strip", "Israeli soldiers", False),
        ("Israel", "Israelis", True),
        ("Israel", "Thais", False),
        ("Israel", "Thai nationals", False),
        ("Israel", "Palestinians", False),
        ("Lebanon", "Lebanese citizens", True),
        ("Lebanon", "Syrians", False),
        ("Thailand", "Thais", True),
    ],
)
def test_people_of_the_place_are_its_population_and_others_are_not(place: str, of: str, joins: bool) -> None:
    whole = figure(140, place=place, speaker="police")
    assert (len(series([whole, figure(14, place=place, of=of, speaker="police")])) == 1) is joins


def test_one_population_in_two_spellings_is_one_series() -> None:
    one = only(
        figure(14, of="Thais", place="Israel"), figure(15, of="Thai nationals", place="Israel", known="2026-02-03")
    )
    assert one.key.of == "thais"


def test_a_part_never_joins_its_whole() -> None:
    whole = figure(12, mode="new", story="s", mark=10)
    part = figure(5, mode="new", story="s", mark=60, part_of=whole.claim.id)
    assert [one.key.of for one in series([whole, part])] == [None, "part of a larger figure"]
    assert len(series([part])) == 1
    elsewhere = figure(5, mode="new", story="s", mark=60, place="Rafah", part_of=whole.claim.id)
    assert {one.key.of for one in series([whole, elsewhere])} == {None}


def test_copies_of_one_report_are_one_point_that_names_every_claim() -> None:
    told = [figure(71_800, outlet=outlet, known=f"2026-02-02T{9 + n:02}:00:00Z") for n, outlet in enumerate("ABC")]
    one = only(*told)
    assert [entry.story.outlet for entry in one.points[0].claims] == ["A", "B", "C"]
    assert len(one.points) == 1


def test_copies_across_midnight_and_time_zones_are_one_point() -> None:
    late = figure(71_800, known="2026-02-02T23:50:00Z")
    next_day = figure(71_800, known="2026-02-03T03:10:00+02:00", outlet="B")
    assert [len(point.claims) for point in only(late, next_day).points] == [2]


def test_what_was_said_on_two_days_is_two_reports() -> None:
    a = figure(40_435, known="2024-08-26", said="2024-08-26/2024-08-27")
    b = figure(40_435, known="2024-08-27", said="2024-08-27/2024-08-28", outlet="B")
    stale = figure(40_435, known="2024-08-28", said="2024-08-27/2024-08-28", outlet="C")
    assert [(len(p.claims), p.change) for p in only(a, b, stale).points] == [(1, None), (2, 0)]


def test_one_number_twice_in_a_body_is_two_increments_in_every_copy_of_it() -> None:
    told = [
        figure(5, mode="new", story=outlet, outlet=outlet, mark=mark, known=f"2026-02-02T0{n}:00:00Z")
        for n, outlet in enumerate("AB")
        for mark in (10, 60)
    ]
    assert [[e.claim.mark.start for e in p.claims] for p in only(*told).points] == [[10, 10], [60, 60]]


def test_increments_of_separate_periods_are_separate() -> None:
    first = figure(5, mode="new", since="2026-02-01/2026-02-02")
    second = figure(5, mode="new", since="2026-02-02/2026-02-03", outlet="B")
    again = figure(5, mode="new", since="2026-02-01/2026-02-02", known="2026-02-05", outlet="C")
    assert sorted(len(point.claims) for point in only(first, second, again).points) == [1, 2]


@pytest.mark.parametrize("mode", ["total", "new"])
def test_the_headlines_figure_is_the_bodys(mode: str) -> None:
    body = figure(71_800, story="s", mark=50, since="2023-10-07/", mode=mode)
    title = figure(71_800, story="s", title=True, speaker="health authorities", of="Palestinian")
    bare = figure(71_800, story="s", title=True, mark=20, speaker=None, place=None)
    one = only(title, bare, body)
    assert one.key.mode == mode
    assert (one.key.speaker, one.key.place) == (HEALTH, "Gaza Strip")
    assert [e.claim.mark.field for e in one.points[0].claims] == ["text", "title", "title"]


def test_a_total_without_a_baseline_joins_the_only_known_one() -> None:
    known = figure(71_800, since="2023-10-07/")
    bare = figure(71_810, known="2026-02-03")
    assert only(known, bare).key.baseline == "2023-10-07"


def test_a_total_far_below_the_count_is_another_count() -> None:
    known, small = figure(71_800, since="2023-10-07/"), figure(12, known="2026-02-03")
    assert [(one.key.baseline, values(one)) for one in series([known, small])] == [
        (None, [12]),
        ("2023-10-07", [71_800]),
    ]


def test_a_total_without_a_baseline_joins_the_one_that_it_continues() -> None:
    known, truce = figure(71_800, since="2023-10-07/"), figure(500, since="2025-10-10/")
    bare, neither = figure(71_810, known="2026-02-03"), figure(9_000, known="2026-02-03")
    assert [(one.key.baseline, values(one)) for one in series([known, truce, bare, neither])] == [
        (None, [9_000]),
        ("2023-10-07", [71_800, 71_810]),
        ("2025-10-10", [500]),
    ]


def test_a_repeated_total_without_its_source_joins_the_source() -> None:
    ministry = figure(71_800)
    repeated = figure(71_800, speaker=None, outlet="B")
    other = figure(65_000, speaker=None, outlet="C")
    assert {one.key.speaker: values(one) for one in series([repeated, other, ministry])} == {
        HEALTH: [71_800],
        None: [65_000],
    }


@pytest.mark.parametrize(("since", "lends"), [(None, True), ("2023-10-07/", True), ("2024-01-01/", False)])
def test_a_bulletins_only_voice_lends_its_name_unless_its_own_total_counts_from_another_day(
    since: str | None, lends: bool
) -> None:
    voiced = figure(40, since="2023-10-07/", story="s")
    of_another_day = figure(35, since="2023-10-07/", known="2026-01-20")
    bare = figure(9_000, since=since, speaker=None, story="s", mark=40)
    found = series([voiced, of_another_day, bare])
    assert all(one.key.speaker == HEALTH for one in found if bare in one.points[-1].claims) is lends


def test_originators_are_told_apart_by_more_than_the_place() -> None:
    names = [
        "Gaza's health authorities",
        "the Gaza health ministry",
        "health authorities",
        "the Palestinian health ministry",
    ]
    one = only(*(figure(71_800 + n, speaker=name, known=f"2026-02-0{n + 1}") for n, name in enumerate(names)))
    assert values(one) == [71_800, 71_801, 71_802, 71_803]


def test_a_name_that_fits_two_bodies_joins_neither() -> None:
    found = series(figure(n, speaker=name) for n, name in enumerate(["Red Crescent medics", "Army medics", "medics"]))
    assert len(found) == 3


def test_changes_are_computed_between_exact_totals_alone_and_name_both_claims() -> None:
    told = [
        figure(100, known="2026-02-01"),
        figure(150, bound="about", known="2026-02-02"),
        figure(120, known="2026-02-03"),
        figure(90, bound="at_least", known="2026-02-04"),
        figure(110, known="2026-02-05"),
    ]
    points = only(*told).points
    assert [p.change for p in points] == [None, None, 20, None, -10]
    assert points[2].computed_from == (told[0].claim.id, told[2].claim.id)
    assert points[4].computed_from == (told[2].claim.id, told[4].claim.id)
    assert all(not p.computed_from for p in points if p.change is None)


@pytest.mark.parametrize("mode", ["new", "limit"])
def test_increments_and_limits_have_no_change(mode: str) -> None:
    assert {p.change for p in only(figure(5, mode=mode), figure(9, mode=mode, known="2026-02-03")).points} == {None}


def test_denied_figures_are_left_out() -> None:
    assert series([figure(50, denied=True)]) == ()


def test_figures_of_nobody_in_no_place_share_nothing_but_their_story() -> None:
    told = [figure(n, mode="new", place=None, speaker=None, outlet=f"{n}") for n in (3, 4)]
    assert len(series(told)) == 2


def test_figures_without_a_number_are_told_apart_by_their_words() -> None:
    a, b = (figure(None, bound="vague", outlet=outlet) for outlet in "AB")
    assert [len(point.claims) for point in only(a, b).points] == [2]


CLAIMS = st.lists(
    st.builds(
        figure,
        st.sampled_from([5, 6, 100]),
        mode=st.sampled_from(["total", "new", "standing"]),
        bound=st.sampled_from(["exact", "about"]),
        of=st.sampled_from([None, "children", "Palestinians"]),
        place=st.sampled_from(["Gaza Strip", None]),
        since=st.sampled_from([None, "2023-10-07/", "2025-10-10/"]),
        speaker=st.sampled_from([None, HEALTH, "the health ministry", "army", "medics", "army medics"]),
        known=st.sampled_from(["2026-02-02", "2026-02-02T23:00:00Z", "2026-02-03T01:00:00+02:00", "2026-02-04"]),
        story=st.sampled_from(["s", "t"]),
        outlet=st.sampled_from("AB"),
        mark=st.sampled_from([0, 50]),
        title=st.booleans(),
    ),
    max_size=14,
    unique_by=lambda entry: entry.claim.id,
)


@settings(max_examples=60, deadline=None)
@given(CLAIMS, st.randoms(use_true_random=False))
def test_series_do_not_depend_on_the_order_of_claims_and_lose_none(claims: list[Sourced], random: Any) -> None:
    found = series(claims)
    random.shuffle(claims)
    assert series(claims) == found
    placed = [entry.claim.id for one in found for point in one.points for entry in point.claims]
    assert sorted(placed) == sorted(entry.claim.id for entry in claims)
