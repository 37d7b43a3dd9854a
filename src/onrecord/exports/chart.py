"""Charts of a toll over time, as SVG or PNG: totals as steps, increments as bars, findings marked.

Altair is imported when a chart is drawn, for it takes longer to load than most commands take to run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

FORMATS = (".svg", ".png")
WIDTH, TOTALS_HEIGHT, INCREMENTS_HEIGHT = 900, 300, 120  # pixels
PNG_SCALE = 2
# Okabe and Ito's palette, told apart with any colour vision; the last two are kept for the marks.
COLOURS = ("#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
ALARM, NOTE, COMPUTED, INK, PALE = "#D55E00", "#5F6B76", "#C9CED3", "#22272B", "#E8EAEC"
FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"
MANY_DOTS = 60  # from which they would hide the line


class ChartError(ValueError):
    """A chart that cannot be drawn, and why."""


@dataclass(frozen=True, slots=True)
class Value:
    """One number on a day (ISO date): `line` is the name of what it belongs to in the legend."""

    day: str
    value: float
    line: str
    what: Literal["total", "increment", "computed"]


@dataclass(frozen=True, slots=True)
class Flag:
    """A finding at a day: its kind, and where on the totals' axis it stands."""

    day: str
    value: float
    kind: str
    is_note: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: `title` says what is counted, `source` where the numbers come from."""

    title: str
    source: str
    values: tuple[Value, ...]
    flags: tuple[Flag, ...] = ()


def altair() -> Any:
    """The drawing library."""
    return import_module("altair")


def draw(chart: Chart, path: Path) -> None:
    """Write the chart to `path`, by its ending an SVG or a PNG; ChartError where there is nothing to draw."""
    if path.suffix.lower() not in FORMATS:
        raise ChartError(f"{path.name}: a chart is written as {' or '.join(FORMATS)}")
    if not chart.values:
        raise ChartError("no exact numbers to draw")
    compose(chart).save(str(path), format=path.suffix.lower().lstrip("."), scale_factor=PNG_SCALE)


def compose(chart: Chart) -> Any:
    """The chart as an Altair object: the totals above the increments, on one axis of time."""
    alt = altair()
    panels: list[Any] = []
    totals = [one for one in chart.values if one.what == "total"]
    rises = [one for one in chart.values if one.what != "total"]
    days = sorted({one.day for one in chart.values})
    time = alt.X(
        "day:T",
        scale=alt.Scale(domain=[days[0], days[-1]], nice=False, padding=8) if len(days) > 1 else alt.Undefined,
        axis=alt.Axis(title=None, grid=False, labelOverlap=True, tickCount=8),
    )
    if totals:
        panels.append(totals_panel(totals, chart.flags, time))
    if rises:
        panels.append(increments_panel(rises, time, len(days)))
    title = alt.TitleParams(
        chart.title, subtitle=chart.source, anchor="start", fontSize=17, subtitleFontSize=12, subtitleColor=NOTE,
        color=INK, offset=14, subtitlePadding=6,
    )  # fmt: skip
    whole = alt.vconcat(*panels, spacing=14).resolve_scale(color="independent", x="shared")
    return configured(whole.properties(title=title, padding=18, background="white"))


def configured(whole: Any) -> Any:
    """The chart with quiet axes and one typeface."""
    return (
        whole.configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=NOTE, titleColor=NOTE, tickColor=PALE, domainColor=COMPUTED, gridColor=PALE, labelFontSize=11,
            titleFontSize=12, titleFontWeight="normal",
        )
        .configure_legend(
            orient="top", direction="horizontal", labelFontSize=12, labelColor=INK, title=None, labelLimit=420,
            columnPadding=18, offset=6,
        )
    )  # fmt: skip


def names(values: Sequence[Value]) -> list[str]:
    """The lines of the legend in order of appearance."""
    return list(dict.fromkeys(one.line for one in values))


def rows(values: Sequence[Value]) -> list[dict[str, object]]:
    """The values as Altair's rows."""
    return [{"day": one.day, "value": one.value, "line": one.line} for one in values]


def totals_panel(totals: Sequence[Value], flags: Sequence[Flag], time: Any) -> Any:
    """The totals as steps, each published value a dot where there are few, and the findings on them."""
    alt = altair()
    lines = names(totals)
    colour = alt.Color(
        "line:N", scale=alt.Scale(domain=lines, range=[COLOURS[n % len(COLOURS)] for n in range(len(lines))])
    )
    base = alt.Chart(alt.Data(values=rows(totals)), width=WIDTH, height=TOTALS_HEIGHT)
    amount = alt.Y("value:Q", title="total", scale=alt.Scale(zero=False), axis=alt.Axis(format=",d", tickCount=6))
    layers: list[Any] = [base.mark_line(interpolate="step-after", strokeWidth=2).encode(time, amount, colour)]
    if len(totals) <= MANY_DOTS:
        layers.append(base.mark_circle(size=34, opacity=1).encode(time, amount, colour))
    if flags:
        layers += flag_layers(flags, time, amount)
    return alt.layer(*layers)


def flag_layers(flags: Sequence[Flag], time: Any, amount: Any) -> list[Any]:
    """The findings: a triangle at the number for each to check, a diamond above the axis for what explains itself."""
    alt = altair()
    look = {"to check": (ALARM, "triangle-down", 80), "explains itself": (NOTE, "diamond", 60)}
    shown = [label for label in look if any(one.is_note == (label == "explains itself") for one in flags)]
    colours = alt.Scale(domain=shown, range=[look[label][0] for label in shown])

    def layer(label: str, height: Any) -> Any:
        data = [
            {"day": one.day, "value": one.value, "finding": label, "kind": one.kind}
            for one in flags
            if one.is_note == (label == "explains itself")
        ]
        return (
            alt.Chart(alt.Data(values=data))
            .mark_point(filled=True, opacity=1, shape=look[label][1], size=look[label][2])
            .encode(
                x=time,
                y=height,
                fill=alt.Fill("finding:N", scale=colours, legend=alt.Legend(title=None, symbolOpacity=1)),
            )
        )

    heights = {"to check": amount, "explains itself": alt.value(TOTALS_HEIGHT - 7)}
    return [layer(label, heights[label]) for label in reversed(shown)]


def increments_panel(rises: Sequence[Value], time: Any, days: int) -> Any:
    """Published increments as bars, before the rises computed from the totals in grey."""
    alt = altair()
    ordered = [*(one for one in rises if one.what == "computed"), *(one for one in rises if one.what != "computed")]
    lines = names(ordered)
    computed = {one.line for one in rises if one.what == "computed"}
    palette = iter(COLOURS * (1 + len(lines) // len(COLOURS)))
    colours = [COMPUTED if line in computed else next(palette) for line in lines]
    width = max(1.0, min(14.0, WIDTH / max(1, days) * 0.7))
    return alt.layer(
        alt.Chart(alt.Data(values=rows(ordered)), width=WIDTH, height=INCREMENTS_HEIGHT)
        .mark_bar(width=width)
        .encode(
            time,
            alt.Y("value:Q", title="increment", stack=None, axis=alt.Axis(format=",d", tickCount=4)),
            alt.Color("line:N", scale=alt.Scale(domain=lines, range=colours)),
        )
    )
