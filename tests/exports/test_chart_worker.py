"""The process that draws: an answer to every request, whatever comes in."""

from __future__ import annotations

import io
import subprocess
import sys

import msgspec

from onrecord.exports.chart import Chart, Value
from onrecord.exports.chart_worker import Answer, Request, serve

CHART = Chart("Killed in Testland", "1 claim", (Value("2026-02-01", 100, "total by A", "total", "c1", "said"),))


def answers(*lines: bytes) -> list[Answer]:
    out = io.BytesIO()
    serve(io.BytesIO(b"".join(line + b"\n" for line in lines)), out)
    return [msgspec.json.decode(line, type=Answer) for line in out.getvalue().splitlines()]


def test_what_cannot_be_drawn_or_read_is_answered_and_the_next_is_drawn() -> None:
    empty = msgspec.json.encode(Request("svg", Chart("t", "s", ())))
    good = msgspec.json.encode(Request("spec", CHART))
    nothing, broken, made = answers(empty, b"{not json", good)
    assert "no exact" in nothing.error
    assert (broken.error, broken.fault[:12]) == ("", "DecodeError:")
    assert msgspec.json.decode(made.made)["vconcat"]


def test_as_a_process_it_draws_and_ends_with_its_input() -> None:
    command = [sys.executable, "-m", "onrecord.exports.chart_worker"]
    order = msgspec.json.encode(Request("svg", CHART)) + b"\n"
    ran = subprocess.run(command, input=order, capture_output=True, check=True, timeout=60)
    assert "<svg" in msgspec.json.decode(ran.stdout, type=Answer).made
