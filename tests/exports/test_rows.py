"""Rows and files of them."""

from __future__ import annotations

import csv
import io
import json

import pytest

from onrecord.exports.rows import figure_text, interval_text
from onrecord.exports.tabular import write_csv, write_json
from onrecord.model import Interval


@pytest.mark.parametrize(
    ("low", "high", "bound", "text"),
    [
        (71800, 71800, "exact", "71,800"),
        (150, 150, "about", "~150"),
        (None, 50, "at_most", "≤ 50"),
        (20, None, "at_least", "≥ 20"),
        (20, None, "more_than", "> 20"),
        (None, 20, "less_than", "< 20"),
        (40, 50, "range", "40-50"),
        (12, None, "vague", "dozens (≥ 12)"),
        (None, None, "vague", "dozens"),
        (2.5, 2.5, "exact", "2.5"),
    ],
)
def test_figures_as_people_write_them(low: float | None, high: float | None, bound: str, text: str) -> None:
    assert figure_text(low, high, bound, "dozens") == text


@pytest.mark.parametrize(
    ("begin", "end", "text"),
    [
        ("2026-02-02", "2026-02-03", "2026-02-02"),
        ("2026-02-04", "2026-02-06", "2026-02-04 to 2026-02-05"),
        ("2023-10-07", None, "since 2023-10-07"),
        (None, "2023-10-07", "until 2023-10-06"),
        (None, None, ""),
        ("2024-05-01", "2024-06-01", "2024-05"),
        ("2024-01-01", "2025-01-01", "2024"),
        ("2024-03-01", "2024-06-01", "2024-03-01 to 2024-05-31"),
        ("2026-02-02T10:00", "2026-02-02T12:00", "2026-02-02T10:00 to 2026-02-02T12:00"),
        ("0001-01-01", "0001-01-01", "0001-01-01"),
    ],
)
def test_intervals(begin: str | None, end: str | None, text: str) -> None:
    assert interval_text(Interval(begin, end)) == text


def test_json_is_written_as_it_comes() -> None:
    out = io.StringIO()
    write_json(({"n": i} for i in range(3)), out)
    assert json.loads(out.getvalue()) == [{"n": 0}, {"n": 1}, {"n": 2}]
    empty = io.StringIO()
    write_json((), empty)
    assert json.loads(empty.getvalue()) == []


def test_csv_round_trip_and_formulas() -> None:
    out = io.StringIO()
    write_csv([{"a": 'x,"y"\nz', "b": None, "c": ["1", "2"], "d": "=cmd", "e": -3}], "abcde", out)
    assert list(csv.reader(io.StringIO(out.getvalue()))) == [
        list("abcde"), ['x,"y"\nz', "", "1; 2", "'=cmd", "-3"],
    ]  # fmt: skip
