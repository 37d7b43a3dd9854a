"""The process that draws: started with the first chart, kept, and started again where it breaks."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock, Timer
from typing import Annotated

import msgspec
from fastapi import Depends, Request

from onrecord.exports.chart import Chart
from onrecord.exports.chart_look import Look
from onrecord.exports.chart_worker import Answer
from onrecord.exports.chart_worker import Request as Order
from onrecord.web.errors import BadRequestError, PageError

LOG = logging.getLogger("onrecord.web")
COMMAND = (sys.executable, "-m", "onrecord.exports.chart_worker")
PATIENCE = 20.0  # seconds for one chart; a thousand values take less than one
MOST_WAITING = 8  # requests that hold a thread each: the pages need the others


class BusyError(PageError):
    """So many charts are waited for that one more would keep the pages waiting."""

    def __init__(self) -> None:
        detail = "Other charts are being drawn: try again in a moment. The tables of the page have every number."
        super().__init__(503, "Too many charts at once", detail)


class BrokenChartError(PageError):
    """What drew the chart broke in a way that nobody foresaw."""

    def __init__(self) -> None:
        detail = "The server's log says what broke. The tables of the page have every number."
        super().__init__(500, "The chart could not be drawn", detail)


@dataclass(slots=True)
class Charts:
    """Draws one chart after another in a process of its own, so that no other visitor waits for it."""

    command: tuple[str, ...] = COMMAND
    patience: float = PATIENCE
    _script: str = ""
    _process: subprocess.Popen[bytes] | None = None
    _lock: Lock = field(default_factory=Lock)
    _making: Lock = field(default_factory=Lock)
    _places: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(MOST_WAITING))

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place among those that wait for what is drawn; BusyError where all are taken."""
        if not self._places.acquire(blocking=False):
            raise BusyError
        try:
            yield
        finally:
            self._places.release()

    def svg(self, chart: Chart, look: Look) -> str:
        """The chart as an SVG picture; BadRequestError where it cannot be, BrokenChartError where it should be."""
        return self._made(Order("svg", chart, look))

    def spec(self, chart: Chart, look: Look) -> str:
        """The chart's Vega-Lite specification, as JSON; errors as `svg`."""
        return self._made(Order("spec", chart, look))

    def script(self) -> str:
        """The scripts that draw a specification in a browser: made once, beside the process that draws.

        They take seconds to put together, and no chart should wait for them. BusyError as `place`.
        """
        if self._script:
            return self._script
        with self.place(), self._making:
            if not self._script:
                beside = Charts(self.command, self.patience)
                try:
                    self._script = beside._made(Order("script"))
                finally:
                    beside.close()
            return self._script

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._stop()

    def _made(self, order: Order) -> str:
        with self._lock:
            answer = self._ask(order) or self._ask(order)
        if answer is None:
            raise PageError(503, "The chart could not be drawn", "The table beside it has every number. Try it again.")
        if answer.fault:
            LOG.error("a chart broke: %s", answer.fault)
            raise BrokenChartError
        if answer.error:
            raise BadRequestError(answer.error)
        return answer.made

    def _ask(self, order: Order) -> Answer | None:
        """The answer; None where the process ended, or had to be ended, before it gave one."""
        try:
            process = self._running()
        except OSError:  # the system has no room for a process
            return None
        assert process.stdin is not None
        assert process.stdout is not None
        late = Timer(self.patience, process.kill)
        late.start()
        try:
            process.stdin.write(msgspec.json.encode(order) + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:
            line = b""
        finally:
            late.cancel()
        if not line.endswith(b"\n"):
            self._stop()
            return None
        return msgspec.json.decode(line, type=Answer)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            # A session of its own: what stops the server by keyboard reaches this process as the end of its input.
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
            )
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


def charts_of(request: Request) -> Charts:
    """The application's charts."""
    found: Charts = request.app.state.charts
    return found


AtCharts = Annotated[Charts, Depends(charts_of)]
"""A route's parameter that draws charts."""
