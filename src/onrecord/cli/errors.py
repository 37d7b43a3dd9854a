"""Exit codes, and errors as one line that a person can act on."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

from onrecord.model import Problem

FINE = 0
PARTLY = 1  # the good part went through; what did not is listed on standard error
USAGE = 2
FAILED = 3  # nothing could be done: the line on standard error says why
STOPPED = 130  # by Ctrl-C, as shells number it


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """A person stopped the command; the message is one line that says what is kept."""


def fail(message: str) -> None:
    """Print one line on standard error."""
    print(f"onrecord: {' '.join(message.split())}", file=sys.stderr)  # noqa: T201


def list_problems(problems: Iterable[Problem], most: int = 50) -> int:
    """List problems on standard error, a line each, `most` at the most; return how many there are."""
    count = 0
    for count, problem in enumerate(problems, 1):
        if count <= most:
            fail(f"{problem.where}: {problem.what}")
    if count > most:
        fail(f"… and {count - most:,} more; `onrecord problems` lists those that a read met")
    return count


@contextmanager
def stoppable() -> Iterator[Callable[[], None]]:
    """Yield what to call where it is good to stop: it raises KeyboardInterrupt where Ctrl-C was pressed and went under.

    Ctrl-C raises at once, as ever; but what it interrupts may be code of a library that drops the exception.
    """
    pressed = Event()

    def press(number: int, frame: FrameType | None) -> None:
        pressed.set()
        signal.default_int_handler(number, frame)

    def check() -> None:
        if pressed.is_set():
            raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:  # who ignores it, as `nohup` does, goes on
        yield check
        return
    signal.signal(signal.SIGINT, press)
    try:
        yield check
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
