"""Time to first byte of every page, on a ledger of any size: the server as a process of its own, asked over loopback.

python benchmarks/pages.py --ledger big.db --rounds 20

Each kind of page is asked for at many addresses that the ledger itself names (its series, sites, stories, claims). The
first visit to an address is counted apart from those after it, since some results are kept until the ledger changes.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlencode

import httpx

START_LIMIT = 30.0  # seconds
ADDRESS = re.compile(r"(http://[^/]+)/\?token=(\S+)")
MONTHS = 18
TARGET = 200  # milliseconds, p95
HEADS = ("first p50", "p95", "max", "then p50", "p95", "max")
WIDTHS = (11, 7, 7, 11, 7, 7)


def main() -> None:
    """Print p50, p95 and the slowest answer of each kind of page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ledger", required=True)
    options.add_argument("--addresses", type=int, default=20, help="how many of each kind of page")
    options.add_argument("--rounds", type=int, default=5, help="visits to each address after the first")
    options.add_argument("--settle", type=float, default=90, help="seconds left to the server to make pages ahead")
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    with serving(asked.ledger) as (client, started):
        sys.stdout.write(f"first answer {started:.1f} s after the start\n")
        time.sleep(asked.settle)
        kinds = addresses(client, asked.addresses, random.Random(asked.seed))
        measure(client, kinds, asked.rounds)


@contextmanager
def serving(ledger: str) -> Iterator[tuple[httpx.Client, float]]:
    """The server on a free port, once it answers, and how many seconds that took."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "onrecord", "serve", "--ledger", ledger, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = next((m for line in server.stdout if (m := ADDRESS.search(line))), None)
            if found is None:
                raise SystemExit("the server did not start")
            with httpx.Client(base_url=found[1], timeout=60) as client:
                client.get("/problems").raise_for_status()
                yield client, time.perf_counter() - begun
        finally:
            server.terminate()


def addresses(client: httpx.Client, most: int, dice: random.Random) -> dict[str, list[str]]:
    """Addresses of each kind of page, drawn from what the ledger holds."""

    def some(found: list[str]) -> list[str]:
        return dice.sample(found, min(most, len(found)))

    groups = client.get("/series.json").json()["groups"]
    sites = client.get("/sites.json").json()["sites"]
    claims = [one["card"] for page in (1, 2, 9) for one in client.get(f"/claims.json?page={page}").json()["claims"]]
    words = ["ceasefire", "crossing", "killed strike", '"health ministry"', "talks istanbul", "aid convoy"]
    shown = [f"/series/show?{one['query']}" for one in groups]
    filters: list[dict[str, str | int]] = [
        {"kind": "figure"}, {"kind": "event"}, {"measure": "killed"}, {"measure": "killed", "mode": "total"},
        {"type": "CONSULT"}, {"status": "announced"}, {"sort": "when"}, {"page": 40}, {"place": "a"},
    ]  # fmt: skip
    return {
        "today": ["/today"],
        "claims": ["/claims", *(f"/claims?{urlencode(one)}" for one in filters)],
        "search": [f"/claims?{urlencode({'q': one})}" for one in words],
        "series index": ["/series"],
        "series, largest": shown[:3],
        "series, any": some(shown),
        "plans": ["/plans", *(f"/plans?month={month}" for month in months(client, MONTHS))],
        "sites": ["/sites"],
        "site": some([f"/site/{quote(one['name'])}" for one in sites]),
        "story": some(list(dict.fromkeys(f"/story/{one['story']['id']}" for one in claims))),
        "claim": some([f"/claim/{one['id']}" for one in claims]),
        "review": ["/review"],
        "measured": ["/review/measured"],
        "paste": ["/paste"],
        "problems": ["/problems"],
    }


def months(client: httpx.Client, most: int) -> list[str]:
    """The months before the one that is shown first, as a person who pages back comes to them."""
    found: list[str] = []
    before = client.get("/plans.json").json()["before"]
    for _ in range(most):
        found.append(before)
        year, number = divmod(int(before[:4]) * 12 + int(before[5:]) - 2, 12)
        before = f"{year}-{number + 1:02}"
    return found


def measure(client: httpx.Client, kinds: dict[str, list[str]], rounds: int) -> None:
    """Ask for every address, the kinds in turn, and print what it took."""
    first: dict[str, list[float]] = defaultdict(list)
    again: dict[str, list[float]] = defaultdict(list)
    for times in (first, *[again] * rounds):
        for kind, paths in kinds.items():
            times[kind] += [first_byte(client, path) for path in paths]
    sys.stdout.write(
        f"{'page':18}{'n':>5}{'first p50':>11}{'p95':>7}{'max':>7}{'then p50':>11}{'p95':>7}{'max':>7}  ms\n"
    )
    for kind in kinds:
        once, later = first[kind], again[kind]
        row = [statistics.median(once), p95(once), max(once), statistics.median(later), p95(later), max(later)]
        late = "  over" if p95(once + later) > TARGET else ""
        cells = "".join(f"{value:>{width}.0f}" for value, width in zip(row, WIDTHS, strict=True))
        sys.stdout.write(f"{kind:18}{len(once):>5}{cells}{late}\n")
    everything = [time for times in (first, again) for found in times.values() for time in found]
    sys.stdout.write(f"all pages: p50 {statistics.median(everything):.0f} ms, p95 {p95(everything):.0f} ms\n")


def first_byte(client: httpx.Client, path: str) -> float:
    """Milliseconds until the answer's headers are there; the rest is read but not timed."""
    begun = time.perf_counter()
    with client.stream("GET", path) as answer:
        took = (time.perf_counter() - begun) * 1000
        answer.read()
    if answer.status_code != httpx.codes.OK:
        raise SystemExit(f"{path}: {answer.status_code}")
    return took


def p95(times: list[float]) -> float:
    """The 95th percentile, the next measured value above it."""
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


if __name__ == "__main__":
    main()
