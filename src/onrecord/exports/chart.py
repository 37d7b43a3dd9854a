"""A toll over time to be drawn, as SVG or PNG: totals as steps, increments as bars, findings marked.

Altair is imported when a chart is drawn, for it takes longer to load than most commands take to run.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from onrecord.exports.chart_look import LIGHT, Look

FORMATS = (".svg", ".png")
PNG_SCALE = 2


class ChartError(ValueError):
    """A chart that cannot be drawn, and why."""


@dataclass(frozen=True, slots=True)
class Value:
    """One number on a day (ISO date): `line` is the name of what it belongs to in the legend.

    `claim` is the id of the claim that it opens, `sentence` what is shown beside it; both may be empty.
    """

    day: str
    value: float
    line: str
    what: Literal["total", "increment", "computed"]
    claim: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A finding at a day: its kind, and where on the totals' axis it stands; `sentence` is what it says."""

    day: str
    value: float
    kind: str
    is_note: bool
    claim: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: `title` says what is counted, `source` where the numbers come from."""

    title: str
    source: str
    values: tuple[Value, ...]
    flags: tuple[Flag, ...] = ()


def draw(chart: Chart, path: Path) -> None:
    """Write the chart to `path`, by its ending an SVG or a PNG; ChartError where there is nothing to draw."""
    if path.suffix.lower() not in FORMATS:
        raise ChartError(f"{path.name}: a chart is written as {' or '.join(FORMATS)}")
    compose(chart).save(str(path), format=path.suffix.lower().lstrip("."), scale_factor=PNG_SCALE)


def compose(chart: Chart, look: Look = LIGHT) -> Any:
    """The chart as an Altair object; ChartError where there is nothing to draw."""
    if not chart.values:
        raise ChartError("no exact numbers to draw")
    return import_module("onrecord.exports.chart_spec").spec(chart, look)
