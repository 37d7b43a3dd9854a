"""Limits against flows: each reported number beside the limit that was known by then."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.linking.flows import against
from onrecord.linking.series import series
from onrecord.model import Sourced
from tests.linking.build import figure


def crossed(low: float, known: str, mode: str = "new", **more: Any) -> Sourced:
    return figure(low, measure="crossed", mode=mode, place="East Gate", known=known, since=f"{known}/", **more)


def told(*entries: Sourced) -> list[tuple[float | None, float | None]]:
    rows = against(series(entries))
    return [(row.flow.point.low if row.flow else None, row.limit.point.low if row.limit else None) for row in rows]


def test_a_flow_stands_beside_the_last_limit_known_by_then() -> None:
    entries = [
        crossed(50, "2026-01-01", "limit"), crossed(40, "2026-01-02"), crossed(80, "2026-01-05", "limit"),
        crossed(75, "2026-01-06"),
    ]  # fmt: skip
    assert told(*entries) == [(75, 80), (40, 50)]


def test_a_later_limit_and_another_direction_are_not_set_against_it() -> None:
    assert told(crossed(40, "2026-01-02", direction="out"), crossed(50, "2026-01-03", "limit", direction="out")) == [
        (None, 50), (40, None),
    ]  # fmt: skip
    inward = crossed(50, "2026-01-01", "limit", direction="in")
    assert told(inward, crossed(40, "2026-01-02", direction="out")) == [(40, None), (None, 50)]


def test_a_limit_without_direction_holds_for_both() -> None:
    entries = [crossed(50, "2026-01-01", "limit"), crossed(40, "2026-01-02", direction="out")]
    assert told(*entries) == [(40, 50)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 99), st.integers(1, 28), st.sampled_from(["new", "limit"])), max_size=12))
def test_every_number_stands_somewhere(numbers: list[tuple[int, int, str]]) -> None:
    made = series(crossed(n, f"2026-01-{day:02}", mode, mark=at) for at, (n, day, mode) in enumerate(numbers))
    rows = against(made)
    flows = [p for one in made if one.key.mode == "new" for p in one.points]
    limits = {id(p) for one in made if one.key.mode == "limit" for p in one.points}
    assert sorted(id(row.flow.point) for row in rows if row.flow) == sorted(map(id, flows))
    assert {id(row.limit.point) for row in rows if row.limit} == limits
    assert all(row.flow or row.limit for row in rows)
