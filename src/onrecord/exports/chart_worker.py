"""A process of its own that draws charts for a server: a request a line on standard input, an answer a line.

The drawing library holds Python's lock while it draws (a tenth of a second, the first time almost a second): in the
server's own process every other visitor would wait. The process ends when its standard input does, so that it never
outlives the server.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, BinaryIO, Literal

import msgspec

from onrecord.exports.chart import Chart, ChartError, compose
from onrecord.exports.chart_look import LIGHT, Look


class Request(msgspec.Struct):
    """What to make: the chart as an SVG picture, its Vega-Lite specification, or the scripts that draw that."""

    make: Literal["svg", "spec", "script"]
    chart: Chart | None = None
    look: Look = LIGHT


class Answer(msgspec.Struct):
    """What was made, or why it cannot be (`error`), or what broke where nothing should (`fault`, for the log)."""

    made: str = ""
    error: str = ""
    fault: str = ""


def answer(request: Request) -> Answer:
    """Make what is asked for."""
    if request.make == "script":
        return Answer(engine().javascript_bundle())
    try:
        spec = compose(request.chart or Chart("", "", ()), request.look).to_dict()
    except ChartError as error:
        return Answer(error=str(error))
    if request.make == "spec":
        return Answer(msgspec.json.encode(spec).decode())
    return Answer(engine().vegalite_to_svg(spec))


def engine() -> Any:
    """The library that runs Vega without a browser and carries its scripts."""
    return import_module("vl_convert")


def serve(source: BinaryIO, out: BinaryIO, make: Callable[[Request], Answer] = answer) -> None:
    """Answer requests until there are no more."""
    for line in source:
        try:
            made = make(msgspec.json.decode(line, type=Request))
        except Exception as error:  # noqa: BLE001 - whatever one chart breaks, the next is drawn
            made = Answer(fault=f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no reason'}")
        out.write(msgspec.json.encode(made) + b"\n")
        out.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
