"""A chart as an Altair object: the totals above the increments on one axis of time. Imported when one is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from onrecord.exports.chart import Chart, Flag, Value
from onrecord.exports.chart_look import FONT, Look

MANY_DOTS = 60  # from which they would hide the line
TO_CHECK, EXPLAINED = "to check", "explains itself"
REACH = 200  # square pixels of what answers to the pointer


def spec(chart: Chart, look: Look) -> Any:
    """The chart; it has at least one value."""
    totals = [one for one in chart.values if one.what == "total"]
    rises = [one for one in chart.values if one.what != "total"]
    days = sorted({one.day for one in chart.values} | {one.day for one in chart.flags})
    time = alt.X(
        "day:T",
        # The days are dates without a clock: in local time they would stand a day earlier west of Greenwich.
        scale=alt.Scale(type="utc", domain=[days[0], days[-1]] if len(days) > 1 else alt.Undefined, padding=8),
        axis=alt.Axis(
            title=None, grid=False, labelOverlap=True, tickCount=8 if look.is_wide else 2, format=day_format(days)
        ),
    )
    panels: list[Any] = []
    if totals:
        panels.append(totals_panel(totals, chart.flags, time, look))
    if rises:
        panels.append(increments_panel(rises, time, len(days), look))
    whole = alt.vconcat(*panels, spacing=14).resolve_scale(color="independent", x="shared")
    if look.titled:
        whole = whole.properties(title=heading(chart, look))
    # The last day's name reaches beyond the axis.
    padding = 18 if look.titled else {"left": 2, "top": 2, "right": 36, "bottom": 2}
    return configured(whole.properties(padding=padding, background=look.paper or "transparent"), look)


def day_format(days: Sequence[str]) -> str:
    """How the axis names days: by year, month or day, as ISO 8601 does."""
    first, last = days[0], days[-1]
    months = 12 * (int(last[:4]) - int(first[:4])) + int(last[5:7]) - int(first[5:7])
    return "%Y" if months > 72 else "%Y-%m" if months > 8 else "%Y-%m-%d"


def heading(chart: Chart, look: Look) -> Any:
    """The title, with the source beneath."""
    return alt.TitleParams(
        chart.title, subtitle=chart.source, anchor="start", fontSize=17, subtitleFontSize=12,
        subtitleColor=look.quiet, color=look.ink, offset=14, subtitlePadding=6,
    )  # fmt: skip


def configured(whole: Any, look: Look) -> Any:
    """The chart with quiet axes and one typeface."""
    return (
        whole.configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=look.quiet, titleColor=look.quiet, tickColor=look.axis, domainColor=look.axis,
            gridColor=look.pale, labelFontSize=12, titleFontSize=12, titleFontWeight="normal",
        )
        .configure_legend(
            orient="top", direction="horizontal" if look.is_wide else "vertical", labelFontSize=12,
            labelColor=look.ink, title=None, labelLimit=look.width // 2 - 40 if look.is_wide else look.width,
            columns=2 if look.is_wide else 1, columnPadding=18, offset=6,
        )
    )  # fmt: skip


def names(values: Sequence[Value]) -> list[str]:
    """The lines of the legend in order of appearance."""
    return list(dict.fromkeys(one.line for one in values))


def data(values: Sequence[dict[str, object]]) -> Any:
    """Rows that stand in the chart itself; the library gives the class no types."""
    library: Any = alt
    return library.Data(values=values)


def rows(values: Sequence[Value]) -> list[dict[str, object]]:
    """The values as Altair's rows."""
    return [{"day": one.day, "value": one.value, "line": one.line} for one in values]


def told(values: Sequence[Value | Flag]) -> list[dict[str, object]]:
    """The values and findings as rows that say what they open; `on` is the day as it stands, for Vega parses `day`."""
    return [
        {
            "day": one.day, "on": one.day, "value": one.value, "claim": one.claim, "sentence": one.sentence,
            "name": one.line if isinstance(one, Value) else one.kind, "finding": isinstance(one, Flag),
        }
        for one in values
    ]  # fmt: skip


def amount_axis(ticks: int, *, zero: bool) -> Any:
    """The axis of numbers: whole ones. It has no title, for the legend says what they are."""
    axis = alt.Axis(format=",d", tickCount=ticks, tickMinStep=1)
    return alt.Y("value:Q", title=None, scale=alt.Scale(zero=zero), axis=axis)


def totals_panel(totals: Sequence[Value], flags: Sequence[Flag], time: Any, look: Look) -> Any:
    """The totals as steps, each published value a dot where there are few, and the findings on them."""
    lines = names(totals)
    palette = [look.lines[n % len(look.lines)] for n in range(len(lines))]
    colour = alt.Color("line:N", scale=alt.Scale(domain=lines, range=palette))
    base = alt.Chart(data(rows(totals)), width=look.width, height=look.totals_height)
    amount = amount_axis(6 if look.is_wide else 4, zero=False)
    layers: list[Any] = [base.mark_line(interpolate="step-after", strokeWidth=2).encode(time, amount, colour)]
    if len(totals) <= MANY_DOTS:
        layers.append(base.mark_circle(size=34, opacity=1).encode(time, amount, colour))
    if look.alive:
        layers.append(pointed([*totals, *flags], "pointed_total", time, amount, look))
    if flags:
        layers += flag_layers(flags, time, amount, look)
    return alt.layer(*layers)


def pointed(values: Sequence[Value | Flag], name: str, time: Any, amount: Any, look: Look) -> Any:
    """What answers to the pointer: the value nearest to it gets a ring."""
    nearest = alt.selection_point(name=name, nearest=True, on="pointermove", clear="pointerleave", encodings=["x", "y"])
    return (
        alt.Chart(data(told(values)))
        .mark_point(filled=False, size=REACH, stroke=look.ink, strokeWidth=2)
        .encode(time, amount, opacity=alt.condition(nearest, alt.value(1), alt.value(0), empty=False))
        .add_params(nearest)
    )


def flag_layers(flags: Sequence[Flag], time: Any, amount: Any, look: Look) -> list[Any]:
    """The findings: a triangle at the number for each to check, a diamond above the axis for what explains itself."""
    looks = {TO_CHECK: (look.alarm, "triangle-down", 80), EXPLAINED: (look.quiet, "diamond", 60)}
    shown = [label for label in looks if any(one.is_note == (label == EXPLAINED) for one in flags)]
    colours = alt.Scale(domain=shown, range=[looks[label][0] for label in shown])

    def layer(label: str, height: Any) -> Any:
        found: list[dict[str, object]] = [
            {"day": one.day, "value": one.value, "finding": label, "kind": one.kind}
            for one in flags
            if one.is_note == (label == EXPLAINED)
        ]
        return (
            alt.Chart(data(found))
            .mark_point(filled=True, opacity=1, shape=looks[label][1], size=looks[label][2])
            .encode(
                x=time,
                y=height,
                fill=alt.Fill("finding:N", scale=colours, legend=alt.Legend(title=None, symbolOpacity=1)),
            )
        )

    heights = {TO_CHECK: amount, EXPLAINED: alt.value(look.totals_height - 7)}
    return [layer(label, heights[label]) for label in reversed(shown)]


def increments_panel(rises: Sequence[Value], time: Any, days: int, look: Look) -> Any:
    """Published increments as bars, before the rises computed from the totals in grey."""
    ordered = [*(one for one in rises if one.what == "computed"), *(one for one in rises if one.what != "computed")]
    lines = names(ordered)
    computed = {one.line for one in rises if one.what == "computed"}
    palette = iter(look.lines * (1 + len(lines) // len(look.lines)))
    colours = [look.computed if line in computed else next(palette) for line in lines]
    width = max(1.0, min(14.0, look.width / max(1, days) * 0.7))
    amount = amount_axis(4, zero=True)
    bars = (
        alt.Chart(data(rows(ordered)), width=look.width, height=look.increments_height)
        .mark_bar(width=width)
        .encode(
            time,
            amount.stack(None),
            alt.Color("line:N", scale=alt.Scale(domain=lines, range=colours)),
        )
    )
    return alt.layer(bars, pointed(ordered, "pointed_rise", time, amount, look)) if look.alive else alt.layer(bars)
