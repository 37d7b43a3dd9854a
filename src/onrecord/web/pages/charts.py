"""Charts of series: as a picture, as a specification for scripts, and the scripts that draw it in a browser.

The scripts come out of the installed vl-convert-python; nothing is fetched from elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Query
from starlette.responses import Response

from onrecord.api.charts import chart_of_count, counts
from onrecord.exports.chart import Chart
from onrecord.exports.chart_look import DARK, LIGHT, Look
from onrecord.web.charts import AtCharts, Charts
from onrecord.web.desk import AtDesk, Desk
from onrecord.web.errors import ANSWERS, NotFoundError, Problem
from onrecord.web.pages.series_asked import Asked, AskedSeries, held
from onrecord.web.params import Some
from onrecord.web.render import as_pages

router = APIRouter()
NARROWEST, WIDEST, STEP = 200, 1200, 20  # pixels
FOR_EVER = "public, max-age=31536000, immutable"

Width = Annotated[int, Query(ge=NARROWEST, le=WIDEST)]
Scheme = Literal["light", "dark"]


class Picture(Response):
    """An SVG picture."""

    media_type = "image/svg+xml"


class Script(Response):
    """A script."""

    media_type = "text/javascript"


class Specification(Response):
    """A chart's Vega-Lite specification."""

    media_type = "application/json"


def described(answer: str) -> dict[int | str, dict[str, Any]]:
    """What a route of charts may answer."""
    return {200: {"description": answer}, **as_pages(CHART_ANSWERS)}


CHART_ANSWERS = ANSWERS | {500: {"model": Problem, "description": "What draws the charts broke"}}
JSON_ANSWERS = cast("dict[int | str, dict[str, Any]]", CHART_ANSWERS)


@router.get("/series/chart.svg", response_class=Picture, responses=described("The chart as a picture"))
def chart_svg(desk: AtDesk, charts: AtCharts, asked: Asked, width: Width = 800, scheme: Scheme = "light") -> Response:
    """The chart of the fullest count that is asked for, as a picture on no ground of its own."""
    look = look_of(width, scheme, alive=False)
    return Picture(kept(desk, charts, ("svg", asked, look), lambda: charts.svg(chart_for(desk, asked), look)))


@router.get("/series/chart.json", response_class=Specification, responses=JSON_ANSWERS)
def chart_json(desk: AtDesk, charts: AtCharts, asked: Asked, width: Width = 800, scheme: Scheme = "light") -> Response:
    """The same chart as a Vega-Lite specification; its values name their claims and sentences."""
    look = look_of(width, scheme, alive=True)
    return Specification(kept(desk, charts, ("spec", asked, look), lambda: charts.spec(chart_for(desk, asked), look)))


@router.get("/chart.js", response_class=Script, responses=described("Vega, Vega-Lite and Vega-Embed"))
def chart_script(charts: AtCharts, v: Some = None) -> Response:
    """The scripts that draw a specification: made once; browsers keep those of a version `v` as long as they like."""
    del v
    return Script(charts.script(), headers={"cache-control": FOR_EVER})


def look_of(width: int, scheme: Scheme, *, alive: bool) -> Look:
    """How a chart on a page looks: the page's own ground shows through, and its heading names the count.

    It is as wide as asked or a little less, so that windows of almost one width share a drawing.
    """
    near = width - width % STEP
    return replace(DARK if scheme == "dark" else LIGHT, paper=None, titled=False, width=near, alive=alive)


def kept(desk: Desk, charts: Charts, key: Hashable, draw: Callable[[], str]) -> str:
    """The drawing, kept until the ledger changes; BusyError where it is still to be made and too many wait already."""
    if desk.holds(key):
        return desk.keep(key, draw)
    with charts.place():
        return desk.keep(key, draw)


def chart_for(desk: Desk, asked: AskedSeries) -> Chart:
    """The chart of the fullest count that is asked for; NotFoundError where none can be drawn."""
    found = held(desk, asked)
    every = counts([one for one in found.series if asked.takes(one)])
    shown = next((count for count in every if count.is_drawn), None)
    if shown is None:
        raise NotFoundError("There is nothing to draw: no dated totals, increments or stocks are on record there.")
    return chart_of_count(shown, found.findings)
