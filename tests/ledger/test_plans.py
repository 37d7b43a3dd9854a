"""Plans: whatever way is taken, the same claims come in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args

import pytest

from onrecord.ledger import ClaimFilter, Ledger, plans, query
from onrecord.ledger.filters import ClaimOrder, Plan
from onrecord.model import Interval, Speaker
from tests.ledger.make import identified, killed, reading, story, talks, words

FILTERS: dict[str, dict[str, Any]] = {
    "all": {},
    "kind": {"kind": "figure"},
    "measure": {"measure": "killed"},
    "measure and mode": {"measure": "killed", "mode": "new"},
    "several": {"measure": ("killed", "injured"), "mode": ("new", "total")},
    "type": {"type": "CONSULT"},
    "type and status": {"type": "CONSULT", "status": "expected"},
    "place": {"place_is": "Port 3"},
    "place in any case": {"place_is": "port 3"},
    "part of a place": {"place": "port"},
    "part of no place": {"place": "nowhere"},
    "speaker": {"speaker": "witness 1"},
    "no speaker": {"speaker": "nobody"},
    "outlet": {"outlet": "outlet 2"},
    "together": {"outlet": "outlet 1", "place": "port 1", "kind": "figure"},
    "text": {"text": "number 7"},
    "no text": {"text": "zebra"},
    "since": {"since": "2026-01-10", "until": "2026-01-20"},
    "known": {"known_since": "2026-01-10", "known_until": "2026-01-12"},
    "said": {"said_since": "2026-01-10"},
    "unsure": {"max_confidence": 0.5},
    "as of": {"as_of": "2026-01-15", "place": "port"},
    "retired": {"include_retired": True, "measure": "killed"},
    "any version": {"include_superseded": True, "speaker": "witness"},
}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Sixty stories of a month."""
    with Ledger.open(tmp_path_factory.mktemp("plans") / "test.db") as ledger, ledger.run("", "") as run:
        for number in range(60):
            of = story(
                f"Five people were killed in Harbour Town, number {number}, they say. Talks are to resume on Monday.",
                published=f"2026-01-{number % 28 + 1:02}" if number % 9 else None,
                outlet=f"Outlet {number % 5}", url=f"https://x.example/{number // 2 if number < 10 else number}",
            )  # fmt: skip
            day = f"2026-01-{number % 20 + 1:02}"
            changes: dict[str, Any] = {
                "where": f"Port {number % 7}", "confidence": number % 10 / 10,
                "speakers": (Speaker(f"Witness {number % 4}", "unnamed"),) if number % 3 else (),
                "said": Interval(day, None) if number % 3 else None,
                "when": Interval(day if number % 4 else None, None),
            }  # fmt: skip
            made = [killed(of, float(number % 8), **changes), talks(of, where=None), identified(words(of))]
            ledger.record(of, reading(of), made, run, recorded=f"2026-02-{number % 20 + 1:02}")
            if number % 6 == 0:
                ledger.record(of, reading(of), made[:2], run, recorded="2026-03-01")
        yield ledger


def found(ledger: Ledger, wanted: ClaimFilter) -> list[str]:
    return [claim.id for claim in ledger.claims(wanted)]


@pytest.mark.parametrize("name", FILTERS)
def test_a_plan_changes_no_answer(full: Ledger, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for order in get_args(ClaimOrder):
        for descending in (False, True):
            wanted = ClaimFilter(**FILTERS[name], order=order, descending=descending, limit=9, offset=2)
            ways: dict[str, list[str]] = {}
            trials: dict[str, dict[str, float]] = {
                "planned": {}, "walked": {"CAP": 0}, "sorted": {"IN_INDEX": 1e9}, "text in stories": {"FEW_STORIES": 0},
                "text in sentences": {"FEW_STORIES": 0, "CAP": 1}, "many names": {"MOST_NAMES": 0},
                "too many names": {"NAMES": 1}, "rare names": {"NAMES": 1, "RARE": 9},
            }  # fmt: skip
            for way, settings in trials.items():
                with monkeypatch.context() as patched:
                    for setting, value in settings.items():
                        patched.setattr(plans, setting, value)
                    ways[way] = found(full, wanted)
                    ways[f"{way}, counted"] = [str(full.count_claims(replace(wanted, limit=None, offset=0)))]
            with monkeypatch.context() as patched:
                patched.setattr(query, "plan_for", lambda *_, **__: Plan())
                expected = found(full, wanted)
                number = [str(full.count_claims(replace(wanted, limit=None, offset=0)))]
            assert ways == {way: number if way.endswith("counted") else expected for way in ways}


def test_every_order_and_its_reverse(full: Ledger) -> None:
    def keys(order: ClaimOrder, *, descending: bool) -> list[Any]:
        claims = list(full.claims(ClaimFilter(kind="figure", order=order, descending=descending)))
        return [c.confidence if order == "confidence" else c.said and c.said.begin for c in claims]

    for order in ("confidence", "said"):
        up, down = (keys(order, descending=d) for d in (False, True))
        told = [key for key in up if key is not None]
        assert told == sorted(told) == sorted((key for key in down if key is not None), reverse=False)
        assert up[: len(told)] == told
        assert [key for key in down if key is not None] == sorted(told, reverse=True) == down[: len(told)]


def test_counting_stops_where_it_is_told_to(full: Ledger) -> None:
    assert full.count_claims(ClaimFilter(kind="figure"), cap=5) == 5
    assert full.count_claims(ClaimFilter(kind="figure", limit=3), cap=5) == 3


def test_the_ways_that_are_taken(full: Ledger) -> None:
    with full._reading() as connection:
        index = {
            name: plans.plan_for(connection, ClaimFilter(**FILTERS[name], order="value", limit=5)).index
            for name in ("all", "part of no place", "no speaker", "no text", "as of")
        }
    assert index == {
        "all": "ix_claims_by_number", "part of no place": "ix_claims_by_place_folded",
        "no speaker": "ix_claims_speakers", "no text": "ix_claims_story_mark_start", "as of": "ix_claims_by_number",
    }  # fmt: skip


def test_groups_and_places(full: Ledger) -> None:
    groups = full.groups("figure")
    assert sum(group.count for group in groups) == full.count_claims(ClaimFilter(kind="figure"))
    assert {(group.name, group.mode) for group in groups} == {("killed", "new")}
    assert {group.place for group in groups} == {f"Port {n}" for n in range(7)}
    assert [group.count for group in groups] == sorted((group.count for group in groups), reverse=True)
    (meetings,) = full.groups("event")
    assert (meetings.name, meetings.place) == ("CONSULT", None)
    assert sum(g.count for g in full.groups("figure", as_of="2026-01-15")) == full.count_claims(
        ClaimFilter(kind="figure", as_of="2026-01-15")
    )
    assert full.site_names() == ()
