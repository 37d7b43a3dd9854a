"""Cases: what a codebook chooses among, on the day that it happened, and nothing counted twice."""

from __future__ import annotations

import pytest

from onrecord.linking.cases import ReportCase, cases
from onrecord.linking.series import series
from onrecord.model import Sourced
from tests.linking.build import figure


def made(*entries: Sourced) -> tuple[ReportCase, ...]:
    return cases(series(entries))


@pytest.mark.parametrize(
    ("period", "day"),
    [
        (None, "2026-02-02"),
        ("2026-01-31/2026-02-01", "2026-01-31"),
        ("2026-02-01/2026-02-03", "2026-02-02"),
        ("2025-07-01/2025-08-01", "2025-07-01"),
        ("2025-07-01/", "2026-02-02"),
    ],
)
def test_an_increment_stands_on_the_day_of_its_period(period: str | None, day: str) -> None:
    (case,) = made(figure(15, mode="new", since=period))
    assert (case.day, case.reported) == (day, "2026-02-02")
    assert (case.begin, case.end) == tuple(part or None for part in (period or "/").split("/"))


def test_one_increment_told_on_two_days_is_one_case() -> None:
    period = "2026-01-31/2026-02-01"
    (case,) = made(
        figure(15, mode="new", since=period, speaker="army", known="2026-02-01"),
        figure(17, mode="new", since=period, speaker="police", known="2026-02-04"),
    )
    assert (case.day, case.reported, case.voices) == ("2026-01-31", "2026-02-01", ("army", "police"))


def test_a_count_stands_on_the_day_of_its_report() -> None:
    (case,) = made(figure(5_000, since="2023-10-07/"))
    assert (case.day, case.begin, case.end, case.days) == ("2026-02-02", "2023-10-07", None, ())


def test_a_part_counts_nothing_beside_its_whole_even_where_it_names_a_population_of_its_own() -> None:
    whole = figure(40, mode="new", of="civilians", story="s")
    part = figure(15, mode="new", of="children", story="s", mark=40, part_of=whole.claim.id)
    assert [case.entries for case in made(whole, part)] == [(whole,)]
    alone = figure(15, mode="new", of="children", story="t", outlet="B", known="2026-02-02")
    assert {case.of for case in made(whole, part, alone)} == {"civilians", "children"}
