"""What a chart shows of series: one count, its totals or stocks, its increments and findings, each with its claim."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.api.charts import by_series, change_text, chart_of, chart_of_count, counts
from onrecord.exports.chart import Chart, ChartError
from onrecord.linking.series import series
from onrecord.linking.validate import findings
from onrecord.model import Published, Sourced
from tests.linking.build import figure

SINCE = "2023-10-07/"


def total(low: float, known: str, **more: Any) -> Sourced:
    return figure(low, since=SINCE, known=known, **more)


def drawn(*entries: Sourced) -> Chart:
    found = series(entries)
    return chart_of(found, by_series(findings(found)))


def test_totals_computed_rises_and_increments_open_their_claims() -> None:
    first, second = total(100, "2026-02-01"), total(120, "2026-02-02")
    added = figure(20, mode="new", since="2026-02-01/2026-02-02", known="2026-02-02")
    chart = drawn(first, second, added)
    told = [(one.what, one.day, one.value, one.claim) for one in chart.values]
    assert told == [
        ("total", "2026-02-01", 100, first.claim.id),
        ("total", "2026-02-02", 120, second.claim.id),
        ("computed", "2026-02-02", 20, second.claim.id),
        ("increment", "2026-02-02", 20, added.claim.id),
    ]
    assert chart.values[0].sentence == first.sentence
    assert "120 − 100" in chart.values[2].sentence
    assert chart.title == "Killed in Gaza Strip since 2023-10-07"


def test_a_finding_is_marked_at_its_total_and_says_what_it_is() -> None:
    days = [total(number, f"2026-02-0{day}") for day, number in enumerate([100, 110, 119, 190, 130, 140], start=1)]
    chart = drawn(*days, figure(10, mode="new", since="2026-02-01/2026-02-02", known="2026-02-02"))
    assert [flag.day for flag in chart.flags if not flag.is_note]
    assert all(flag.claim and flag.sentence for flag in chart.flags)


def test_a_stock_never_shares_a_line_with_totals() -> None:
    stock = [figure(number, mode="standing", known=f"2026-02-0{number}") for number in (1, 2)]
    assert {one.line.split()[0] for one in drawn(total(100, "2026-02-01"), *stock).values} == {"total"}
    assert {one.line.split()[0] for one in drawn(*stock).values if one.what == "total"} == {"stock"}


def test_reports_of_unknown_day_are_counted_not_drawn() -> None:
    undated = replace(total(110, "2026-03-05"), published=Published(None, "unknown", "test"))
    chart = drawn(total(100, "2026-02-01"), undated)
    assert [one.value for one in chart.values] == [100]
    assert chart.source == "1 claim of 1 outlet, 2026-02-01; 1 undated not drawn"


def test_every_count_has_a_chart_of_its_own() -> None:
    found = series([total(100, "2026-02-01"), total(40, "2026-02-01", of="Lebanese", place="Lebanon", speaker="X")])
    titles = [chart_of_count(count, {}).title for count in counts(found)]
    assert len(titles) == 2
    assert any("Lebanon" in title for title in titles)


@pytest.mark.parametrize("entries", [[], [figure(5, mode="limit")], [figure(5, bound="at_most")]])
def test_where_there_is_nothing_to_draw_it_says_so(entries: list[Sourced]) -> None:
    with pytest.raises(ChartError, match="no exact"):
        drawn(*entries)


@pytest.mark.parametrize(("change", "words"), [(None, ""), (0.0, "±0"), (1200.0, "+1,200"), (-3.0, "−3")])
def test_a_change_has_its_sign(change: float | None, words: str) -> None:
    assert change_text(change) == words
