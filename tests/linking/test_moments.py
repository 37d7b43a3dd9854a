"""Moments: dates and date-times as strings, with and without a time zone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.linking.moments import day, days, instant, length, near, overlap
from onrecord.model import Interval


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-02-02", "2026-02-02"),
        ("2026-02-02T18:00", "2026-02-02T18:00:00"),
        ("2026-02-02T18:00:00Z", "2026-02-02T18:00:00"),
        ("2026-02-02T01:00:00+03:00", "2026-02-01T22:00:00"),
        ("0001-01-01T00:00:00+09:00", "0001-01-01T00:00:00+09:00"),
        ("some time ago", "some time ago"),
        ("", ""),
    ],
)
def test_instant(moment: str, expected: str) -> None:
    assert instant(moment) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2026-02-02", "2026-02-02T23:00:00Z", True),
        ("2026-02-02", "2026-02-03", False),
        ("2026-02-02T20:00:00Z", "2026-02-03T19:00:00Z", True),
        ("2026-02-02T20:00:00Z", "2026-02-03T21:00:00Z", False),
        ("2026-02-02T20:00:00Z", "not a date at all", False),
    ],
)
def test_near(one: str, other: str, expected: bool) -> None:
    assert near(one, other) is expected
    assert near(other, one) is expected


def test_overlap_is_half_open() -> None:
    first, second = Interval("2026-02-01", "2026-02-02"), Interval("2026-02-02", "2026-02-03")
    assert not overlap(first, second)
    assert overlap(first, Interval("2026-02-01T10:00", "2026-02-01T11:00"))
    assert overlap(second, Interval("2026-01-01", None))
    assert not overlap(second, Interval(None, "2027-01-01"))


def test_lengths() -> None:
    assert length(Interval("2026-02-01", "2026-02-02")) == 1
    assert length(Interval("2026-02-01T10:00", "2026-02-01T11:00")) == 1
    assert length(Interval("2026-02-01", None)) is None
    assert days("2026-02-01T23:00:00Z", "2026-02-03") == 2
    assert days("x", "2026-02-03") is None


@given(st.text())
def test_no_text_breaks_a_moment(text: str) -> None:
    assert isinstance(instant(text), str)
    day(text)
    near(text, "2026-02-02T10:00:00Z")
