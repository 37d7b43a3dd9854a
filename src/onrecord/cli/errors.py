"""Exit codes, and errors as one line that a person can act on."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from onrecord.model import Problem

FINE = 0
PARTLY = 1  # the good part went through; what did not is listed on standard error
USAGE = 2
FAILED = 3  # nothing could be done: the line on standard error says why


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
