"""How long the questions that pages ask take on a ledger: p50 and p95 in milliseconds, and p50 of processor time.

    python benchmarks/queries.py --ledger big.db [--rounds 5] [--slow MS]

Filters of every kind are combined with every order; a first page of 50 and a count up to 10,000 are timed for each.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Any, get_args

import onrecord
from onrecord.api import Record
from onrecord.ledger import ClaimFilter, StoryFilter
from onrecord.ledger.filters import ClaimOrder

PAGE = 50
CAP = 10_000


def filters(record: Record) -> dict[str, dict[str, Any]]:
    """Filters by name: common and rare values of each field, and several fields together."""
    groups = record.groups()
    events = record.groups("event")
    common, rare = groups[0], groups[-1]
    near, far = common.place, rare.place
    speakers = [e.speaker for e in record.claims(kind="figure", place_is=near, order="newest", limit=200) if e.speaker]
    outlet = next(iter(record.stories(limit=1))).story.outlet
    found: dict[str, dict[str, Any]] = {
        "all": {},
        "kind": {"kind": "figure"},
        "kind statement": {"kind": "statement"},
        "measure": {"kind": "figure", "measure": common.name},
        "measure+mode": {"kind": "figure", "measure": common.name, "mode": common.mode},
        "measure+mode rare": {"kind": "figure", "measure": rare.name, "mode": rare.mode},
        "measure+mode+place": {"measure": common.name, "mode": common.mode, "place_is": near},
        "measure+mode+place rare": {"measure": rare.name, "mode": rare.mode, "place_is": far},
        "type": {"kind": "event", "type": events[0].name},
        "type+status": {"type": events[0].name, "status": "postponed"},
        "status": {"status": "cancelled"},
        "place": {"place_is": near},
        "place rare": {"place_is": far},
        "place part": {"place": (near or "")[:4]},
        "place nothing": {"place": "nowhere at all"},
        "speaker": {"speaker": speakers[0]},
        "speaker part": {"speaker": "ministry"},
        "speaker nothing": {"speaker": "nobody at all"},
        "outlet": {"outlet": outlet},
        "outlet+place": {"outlet": outlet, "place_is": near},
        "outlet+place rare": {"outlet": outlet, "place_is": far},
        "speaker+type": {"speaker": "ministry", "type": events[0].name},
        "text": {"text": "must not wait"},
        "text rare": {"text": f"{far} ministry"},
        "since": {"since": "2026-01-01"},
        "month": {"since": "2025-01-01", "until": "2025-02-01"},
        "known": {"known_since": "2026-01-01"},
        "said": {"said_since": "2025-01-01", "said_until": "2025-02-01"},
        "unsure": {"max_confidence": 0.5},
        "as of": {"as_of": "2025-01-01"},
        "as of+measure+place": {"as_of": "2025-01-01", "measure": common.name, "place_is": near},
    }
    return found


def questions(record: Record) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is asked, by name."""
    for name, fields in filters(record).items():
        for order in get_args(ClaimOrder):
            for descending in (False, True):
                wanted = ClaimFilter(**fields, order=order, descending=descending, limit=PAGE)
                label = f"page: {name}, {order}{' down' if descending else ''}"
                yield label, lambda wanted=wanted: list(record.claims(wanted))  # type: ignore[misc]
        yield f"count: {name}", lambda fields=fields: record.count(ClaimFilter(**fields), cap=CAP)  # type: ignore[misc]
    yield "groups of figures", record.groups
    yield "groups of events", lambda: record.groups("event")
    yield "site names", record.site_names
    yield "counts", record.counts
    yield "version", record.version
    for words in ("ceasefire", "must not wait", "ministry", '"day 12"', "Northern zebra", "ceasefire exchange convoy"):
        yield f"search: {words}", lambda words=words: record.search(words, limit=PAGE)  # type: ignore[misc]
    yield "stories newest", lambda: list(record.stories(StoryFilter(order="newest", limit=PAGE)))
    yield (
        "stories of outlet",
        lambda: list(record.stories(StoryFilter(order="newest", outlet="Harbour Post", limit=PAGE))),
    )
    claim = next(iter(record.claims(limit=1))).claim.id
    yield "claim", lambda: record.claim(claim)
    yield "queue", lambda: record.queue(findings=(), series=())
    yield "queue by", lambda: record.queue(by="kim", findings=(), series=())
    yield "queue with its own checks", record.queue
    yield "agreement", record.agreement
    yield "precision", record.precision


def timed(ask: Callable[[], object], rounds: int) -> list[tuple[float, float]]:
    """Milliseconds of each round, by the clock and of the processor (which tell of other work on the machine)."""
    spent: list[tuple[float, float]] = []
    for _ in range(rounds):
        begun, busy = time.perf_counter(), time.process_time()
        ask()
        spent.append(((time.perf_counter() - begun) * 1000, (time.process_time() - busy) * 1000))
    return spent


def line(spent: list[tuple[float, float]]) -> str:
    """p50 and p95 by the clock, p50 and p95 of the processor, and the most by the clock."""
    clock, busy = [pair[0] for pair in spent], [pair[1] for pair in spent]
    return f"{median(clock):9.1f}{p95(clock):9.1f}{median(busy):9.1f}{p95(busy):9.1f}{max(clock):9.1f}"


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20, method="inclusive")[-1]


def main() -> None:
    """Ask everything and print a line each, then those of one kind together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5, help="two at least")
    parser.add_argument(
        "--slow", type=float, default=0.0, help="print single lines only from this p50 of the processor on"
    )
    asked = parser.parse_args()
    together: dict[str, list[tuple[float, float]]] = {}
    print("      p50      p95  cpu p50  cpu p95     most")
    with onrecord.open(asked.ledger, create=False) as record:
        for name, ask in questions(record):
            spent = timed(ask, asked.rounds)
            together.setdefault(name.split(":")[0], []).extend(spent)
            if median(pair[1] for pair in spent) >= asked.slow:
                print(line(spent), name, flush=True)
    print("\nTogether")
    for kind, spent in together.items():
        print(line(spent), kind, f"({len(spent)})")


if __name__ == "__main__":
    main()
