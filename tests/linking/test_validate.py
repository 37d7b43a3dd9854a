"""The checks of the toll ledger: every kind of finding, and what must raise none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.linking.digits import is_round, meant, rounds_to, slip_between
from onrecord.linking.findings import MEANING, Finding
from onrecord.linking.series import series
from onrecord.linking.validate import findings
from onrecord.model import Published, Sourced
from tests.linking.build import figure

START = date(2026, 2, 1)
SINCE = "2023-10-07/"


def on(day: int) -> str:
    return (START + timedelta(days=day)).isoformat()


def report(day: int, total: float | None, new: float | None = None, outlet: str = "A", **other: Any) -> list[Sourced]:
    """A story of the day: the total and the increment of the past 24 hours, or of `hours`."""
    days = other.pop("hours", 24) // 24
    by = other.pop("new_by", None)
    given_: dict[str, Any] = {"known": on(day), "outlet": outlet, "story": f"{outlet}{day}", **other}
    made = [] if total is None else [figure(total, since=SINCE, **given_)]
    if new is not None:
        period = f"{on(day - days)}/{on(day + 1)}"
        made.append(figure(new, mode="new", since=period, mark=60, **({**given_, "speaker": by} if by else given_)))
    return made


def check(*reports: list[Sourced]) -> list[Finding]:
    return list(findings(series([entry for told in reports for entry in told])))


def kinds(*reports: list[Sourced]) -> list[tuple[str, str]]:
    return [(one.day, one.kind) for one in check(*reports)]


ADDS_UP = [report(0, 5_000), report(1, 5_060, 60), report(2, 5_100, 40), report(3, 5_177, 77)]


def test_a_series_that_adds_up_raises_nothing() -> None:
    assert kinds(*ADDS_UP) == []
    assert kinds(*ADDS_UP, *(report(day, None, 5, place="Rafah") for day in (1, 2))) == []


def test_days_without_a_report_widen_what_the_increment_spans() -> None:
    assert kinds(report(0, 5_000), report(2, 5_110, 110, hours=48)) == []
    (gap,) = check(report(0, 5_000), report(3, 5_177, 77))
    assert (gap.kind, gap.is_note, gap.difference) == ("gap", True, 100)
    assert kinds(report(0, 5_000), report(1, None, 60), report(2, 5_100, 40)) == []


def test_a_record_with_long_silences_is_not_told_so_each_time() -> None:
    assert kinds(report(0, 5_000), report(30, 5_900, 77)) == []


def test_an_undated_story_is_no_report_of_the_day_it_was_recorded() -> None:
    (undated,) = (replace(entry, published=Published(None, "unknown", "")) for entry in report(9, 4_800))
    assert kinds(*ADDS_UP, [undated]) == []


def test_the_increment_of_a_late_copy_belongs_to_the_report_it_copies() -> None:
    late = [
        figure(5_060, since=SINCE, known=on(2), story="B", outlet="B", said=f"{on(1)}/{on(2)}"),
        figure(31, mode="new", known=on(2), story="B", outlet="B", mark=60),
    ]
    first = [figure(5_060, since=SINCE, known=on(1), story="A1", said=f"{on(1)}/{on(2)}"), *report(1, None, 60)]
    assert kinds(report(0, 5_000), first, [*late, *report(2, 5_100)]) == []


def test_a_story_that_corrects_yesterdays_report_is_not_checked_as_todays() -> None:
    told = [
        figure(5_060, since=SINCE, known=on(2), story="B"),
        figure(5_100, since=SINCE, known=on(2), story="B", mark=30),
        figure(19, mode="new", known=on(2), story="B", mark=60),
    ]
    assert kinds(report(0, 5_000), report(1, 5_060, 60), told) == []


def test_a_total_that_is_not_the_one_before_and_the_increment() -> None:
    (one,) = check(report(0, 5_013), report(1, 5_113, 60), report(2, 5_130, 17))
    assert (one.kind, one.difference, one.suggestion) == ("mismatch", 40, 5_073)
    assert len(one.claims) == 3
    assert "5,013 + 60 is not 5,113" in one.message


def test_an_increment_by_another_body_is_named() -> None:
    (one,) = check(report(0, 5_013), report(1, 5_113, 167, new_by="media office"), report(2, 5_130, 17))
    assert (one.kind, one.difference) == ("other source", -67)
    assert "media office" in one.message


def test_two_reports_that_make_up_for_each_other() -> None:
    found = check(report(0, 5_013), report(1, 5_013, 41), report(2, 5_112, 58))
    assert [(one.day, one.kind, one.difference) for one in found] == [
        (on(1), "evens out", -41),
        (on(2), "evens out", 41),
    ]


@pytest.mark.parametrize(("wrong", "words"), [(5_601, "transposed"), (506, "left out"), (50_611, "too many")])
def test_a_slip_in_a_total_is_found_with_and_without_increments(wrong: int, words: str) -> None:
    for new in (61, None):
        told = [report(0, 5_000), report(1, wrong, new), report(2, 5_099, 38 if new else None)]
        (one,) = check(*told)
        assert one.kind == "slip", (new, one)
        assert words in one.message
        assert one.suggestion in {5_061, None}
        assert one.wrong is not None
        if new:
            assert one.suggestion == 5_061


def test_a_slip_in_an_increment_suggests_the_rise() -> None:
    (one,) = check(report(0, 5_013), report(1, 5_198, 158), report(2, 5_200, 2))
    assert (one.kind, one.suggestion) == ("slip", 185)


def test_transposed_digits_in_one_report_alone_are_a_suggestion() -> None:
    (one,) = check(report(0, 71_700), report(1, 78_100), report(2, 71_900))
    assert (one.kind, one.suggestion) == ("slip", 71_800)


def test_a_total_that_falls() -> None:
    (one,) = check(report(0, 5_013), report(1, 4_958), report(2, 4_970))
    assert (one.kind, one.difference) == ("falls", -55)


def test_a_restarted_count_is_no_fall() -> None:
    found = check(report(0, 5_013), report(1, 37), report(2, 52), report(3, 60))
    assert [one.kind for one in found] == ["restart"]


def test_a_rounded_figure_cannot_carry_a_series() -> None:
    found = check(report(0, 5_013), report(1, 5_000), report(2, 5_031))
    assert [(one.kind, one.is_note) for one in found] == [("rounded", True)]
    assert kinds(report(0, 5_900), report(1, 5_963, 40), report(2, 5_970, 7)) == [(on(1), "rounded")]
    assert kinds(report(0, 5_900), report(1, 5_999, 40), report(2, 6_006, 7)) == [(on(1), "mismatch")]


def test_a_jump_far_above_the_rate_needs_increments_to_be_believed() -> None:
    steady = [report(day, 5_000 + 13 * day) for day in range(9)]
    assert kinds(*steady, report(9, 6_000), report(10, 6_013)) == [(on(9), "jump")]
    assert kinds(*steady, report(9, 6_000, 896), report(10, 6_013)) == []


def test_one_outlet_misquotes_the_originator() -> None:
    told = [*report(1, 5_061, 61), *report(1, 5_061, 61, "B"), *report(1, 5_601, 61, "C")]
    (one,) = check(report(0, 5_000), told, report(2, 5_099, 38))
    assert (one.kind, one.suggestion) == ("misquote", 5_061)
    assert "C gives 5,601 where 2 give 5,061" in one.message


def test_a_late_repeat_of_yesterdays_total_is_no_misquote() -> None:
    told = [*report(2, 5_100, 40), *report(2, 5_060, None, "B")]
    assert kinds(report(0, 5_000), report(1, 5_060, 60), told) == []


def test_a_hedged_increment_does_not_accuse() -> None:
    assert kinds(report(0, 5_013), report(1, 5_113), [*report(2, 5_153), *report(2, None, 31, bound="at_least")]) == []


def test_a_phase_is_checked_against_itself_alone() -> None:
    truce = [figure(300 + day, since="2026-01-10/", known=on(day), story=f"A{day}", mark=90) for day in range(4)]
    assert kinds(*ADDS_UP, truce) == []
    falling = [*truce, figure(280, since="2026-01-10/", known=on(4), outlet="A")]
    assert [one.kind for one in check(*ADDS_UP, falling)] == ["falls"]


def test_a_part_larger_than_its_whole() -> None:
    assert [one.kind for one in check(*ADDS_UP, report(1, 6_000, of="children"))] == ["part exceeds whole"]
    assert kinds(*ADDS_UP, report(1, 2_000, of="children")) == []


def test_tolls_of_separate_happenings_are_no_series_that_falls() -> None:
    told = [figure(n, known=on(day), outlet=f"{day}") for day, n in enumerate((40, 3, 12, 5, 30, 2))]
    assert kinds(told) == []


def test_every_kind_has_its_meaning_and_findings_name_claims_and_sentences() -> None:
    (one,) = check(report(0, 5_013), report(1, 4_958), report(2, 4_970))
    assert one.kind in MEANING
    assert len(one.claims) == 2 == len(one.sentences)


@pytest.mark.parametrize(
    ("read", "right", "slip"),
    [
        (71_800, 78_100, "transposed digits"),
        (158, 185, "transposed digits"),
        (3_119, 31_819, "a digit left out"),
        (6, 61, "a digit left out"),
        (4_4853, 4_483, "a digit too many"),
        (313, 310, None),
        (210, 213, None),
        (58, 58, None),
        (5, 7, None),
        (1.5, 5.1, None),
        (-12, -21, None),
    ],
)
def test_slips(read: float, right: float, slip: str | None) -> None:
    assert slip_between(read, right) == slip


@given(st.integers(10, 10**9), st.integers(10, 10**9))
def test_what_was_meant_is_what_a_slip_lies_between(read: int, other: int) -> None:
    for number in meant(read, 0, 10**10):
        assert number != read
        assert slip_between(read, number) is not None, number
    assert (other in meant(read, other, other)) >= (slip_between(read, other) is not None and other != read)


def test_round_numbers() -> None:
    assert is_round(24_100)
    assert not is_round(24_285)
    assert not is_round(900)
    assert rounds_to(40_435, 40_000)
    assert rounds_to(40_435, 40_400)
    assert not rounds_to(40_435, 39_000)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9_999), st.one_of(st.none(), st.integers(0, 400)))))
def test_any_series_can_be_checked_and_order_does_not_matter(told: list[tuple[int, int, int | None]]) -> None:
    entries = {e.claim.id: e for n, (day, t, k) in enumerate(told) for e in report(day, t, k, outlet=f"{n}")}
    found = findings(series(entries.values()))
    assert findings(series(reversed(entries.values()))) == found


@settings(max_examples=40, deadline=None)
@given(st.integers(1_000, 90_000), st.lists(st.integers(0, 900), min_size=1, max_size=12))
def test_no_alarm_on_days_that_add_up(start: int, rises: list[int]) -> None:
    total, told = start, [report(0, start)]
    for day, rise in enumerate(rises, 1):
        total += rise
        told.append(report(day, total, rise))
    assert kinds(*told) == []
