"""Charts: what is drawn, in which file, and what is refused."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.exports.chart import Chart, ChartError, Flag, Value, compose, draw
from onrecord.exports.chart_look import DARK, LIGHT, Look
from onrecord.exports.chart_spec import day_format

VALUES = tuple(
    Value(f"2026-02-0{day}", number, line, what)  # type: ignore[arg-type]
    for day, number, line, what in [
        (1, 100, "total by A", "total"),
        (2, 120, "total by A", "total"),
        (2, 20, "increment by A", "increment"),
        (2, 20, "computed", "computed"),
    ]
)
FLAGS = (Flag("2026-02-02", 120, "falls", is_note=False), Flag("2026-02-01", 100, "gap", is_note=True))
CHART = Chart("Killed in Testland", "4 claims of 1 outlet", VALUES, FLAGS)


def test_svg_says_what_it_shows_and_from_what(tmp_path: Path) -> None:
    draw(CHART, tmp_path / "toll.svg")
    drawn = (tmp_path / "toll.svg").read_text("utf-8")
    for words in ("Killed in Testland", "4 claims of 1 outlet", "total by A", "increment by A", "to check"):
        assert words in drawn, words


def test_png_is_written(tmp_path: Path) -> None:
    draw(CHART, tmp_path / "toll.PNG")
    assert (tmp_path / "toll.PNG").read_bytes().startswith(b"\x89PNG")


def test_totals_are_steps_increments_bars_and_findings_marks() -> None:
    spec = compose(CHART).to_dict()
    upper, lower = spec["vconcat"]
    marks = [layer["mark"] for layer in upper["layer"]]
    assert marks[0]["interpolate"] == "step-after"
    assert marks[-1]["type"] == "point"
    assert [layer["mark"]["type"] for layer in lower["layer"]] == ["bar"]


@pytest.mark.parametrize("kept", ["total", "increment"])
def test_one_kind_alone_is_one_panel(kept: str) -> None:
    chart = Chart("t", "s", tuple(value for value in VALUES if value.what == kept))
    assert len(compose(chart).to_dict()["vconcat"]) == 1


def test_one_day_can_be_drawn(tmp_path: Path) -> None:
    draw(Chart("t", "s", VALUES[:1]), tmp_path / "one.svg")
    assert (tmp_path / "one.svg").exists()


def test_nothing_and_other_formats_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ChartError, match="no exact"):
        draw(Chart("t", "s", ()), tmp_path / "a.svg")
    with pytest.raises(ChartError, match=r"\.svg or \.png"):
        draw(CHART, tmp_path / "a.pdf")


def test_altair_is_not_loaded_before_a_chart_is_drawn() -> None:
    code = "import sys, onrecord.cli; sys.exit('altair' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("width", [200, 900])
@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_on_a_page_a_chart_has_no_title_and_no_ground_of_its_own(look: Look, width: int) -> None:
    spec = compose(CHART, replace(look, paper=None, titled=False, width=width)).to_dict()
    assert spec["background"] == "transparent"
    assert "title" not in spec
    assert {panel["width"] for panel in spec["vconcat"]} == {width}


def test_where_it_answers_to_the_pointer_values_name_their_claims() -> None:
    values = tuple(replace(one, claim=f"c{number}", sentence="said") for number, one in enumerate(VALUES))
    spec = compose(Chart("t", "s", values, (replace(FLAGS[0], claim="f"),)), replace(LIGHT, alive=True)).to_dict()
    rows = [row for panel in spec["vconcat"] for layer in panel["layer"] for row in layer["data"]["values"]]
    assert {row["claim"] for row in rows if "claim" in row} == {"c0", "c1", "c2", "c3", "f"}
    assert {row["on"] for row in rows if "on" in row} == {"2026-02-01", "2026-02-02"}


@pytest.mark.parametrize(
    ("days", "format_"),
    [
        (["2026-02-01"], "%Y-%m-%d"),
        (["2025-12-01", "2026-02-01"], "%Y-%m-%d"),
        (["2025-01-01", "2026-02-01"], "%Y-%m"),
        (["2003-03-20", "2011-12-18"], "%Y"),
    ],
)
def test_the_axis_names_days_as_iso_8601_does(days: list[str], format_: str) -> None:
    assert day_format(days) == format_


def test_days_stay_what_they_are_in_every_time_zone() -> None:
    spec = compose(CHART).to_dict()
    scales = [layer["encoding"]["x"]["scale"]["type"] for panel in spec["vconcat"] for layer in panel["layer"]]
    assert set(scales) == {"utc"}
