"""A month as a calendar."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.linking.threads import Occasion, threads
from onrecord.web.month import MOST_A_DAY, bounds, days_of, neighbour, weeks_of
from tests.linking.build import event


def occasion(date: str, *who: str) -> Occasion:
    (thread,) = threads([event("announced", date, who=who or ("A", "B"))], "2026-02-01")
    return thread.occasions[0]


@pytest.mark.parametrize(
    ("date", "days"),
    [
        ("2026-02-04/2026-02-05", ("2026-02-04", "2026-02-04")),
        ("2026-02-04/2026-02-06", ("2026-02-04", "2026-02-05")),
        ("2026-02-04T10:00/2026-02-04T11:00", ("2026-02-04", "2026-02-04")),
        ("2026-02-02/2026-02-09", ("2026-02-02", "2026-02-08")),
        ("2026-02-04/", ("2026-02-04", "2026-02-04")),
        ("2026-02-01/2026-03-01", None),
        ("/2026-03-01", None),
    ],
)
def test_which_days_an_occasion_stands_on(date: str, days: tuple[str, str] | None) -> None:
    assert days_of(occasion(date)) == days


def test_a_full_day_says_how_many_more_there_are() -> None:
    found = [occasion("2026-02-04/2026-02-05", "A", f"B{n}") for n in range(MOST_A_DAY + 3)]
    cells = [cell for week in weeks_of("2026-02", found, "2026-02-04", frozenset()) for cell in week]
    (full,) = [cell for cell in cells if cell.entries]
    assert (full.day, full.is_today, len(full.entries), full.more) == ("2026-02-04", True, MOST_A_DAY, 3)
    assert all(entry.link.startswith("/claim/") for entry in full.entries)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_every_month_has_its_days_in_order_and_leads_to_its_neighbours(year: int, number: int) -> None:
    month = f"{year:04}-{number:02}"
    weeks = weeks_of(month, (), "2026-02-01", frozenset())
    days = [cell.number for week in weeks for cell in week if cell.number]
    assert {len(week) for week in weeks} == {7}
    assert days[0] == 1
    assert all(later == earlier + 1 for earlier, later in pairwise(days))
    begin, end = bounds(month)
    assert begin < end
    after = neighbour(month, 1)
    assert after is None or neighbour(after, -1) == month
