"""Stretches: how long a site was in each state, by what is reported as a fact on a known day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.linking.sites import site
from onrecord.linking.stretches import stretches
from onrecord.model import Published, Sourced
from tests.linking.build import event

GATE = "East Gate crossing"


def change(kind: str, date: str | None, known: str, status: Any = "occurred") -> Sourced:
    mode = "seize" if kind == "COERCE" else None
    return event(status, date, kind=kind, mode=mode, who=(), place=GATE, known=known, words=f"{kind} {date} {known}")


def told(*entries: Sourced) -> list[tuple[str, str, str | None]]:
    return [(one.states[0].change, one.begin, one.end) for one in stretches(site(GATE, entries))]


SHUT = change("CLOSE", "2026-01-05/2026-01-06", "2026-01-06")
SHUT_AGAIN = change("CLOSE", "2026-01-20/2026-01-21", "2026-01-21")
OPENED = change("OPEN", "2026-02-01/2026-02-02", "2026-02-02")


def test_a_state_lasts_until_another_is_reported() -> None:
    assert told(OPENED, SHUT_AGAIN, SHUT) == [("shut", "2026-01-05", "2026-02-01"), ("open", "2026-02-01", None)]


def test_a_state_that_is_told_again_goes_on() -> None:
    (one,) = stretches(site(GATE, [SHUT, SHUT_AGAIN]))
    assert (one.begin, one.end, one.last_told, len(one.states)) == ("2026-01-05", None, "2026-01-21", 2)


@pytest.mark.parametrize("status", ["announced", "proposed", "postponed", "cancelled", "denied"])
def test_what_has_not_happened_changes_nothing(status: str) -> None:
    assert told(SHUT, change("OPEN", "2026-02-01/2026-02-02", "2026-01-25", status)) == [("shut", "2026-01-05", None)]


def test_an_attack_changes_nothing() -> None:
    assert told(SHUT, change("ASSAULT", "2026-01-15/2026-01-16", "2026-01-16")) == [("shut", "2026-01-05", None)]


def test_without_a_date_it_is_the_day_of_the_story() -> None:
    assert told(SHUT, change("OPEN", None, "2026-01-09T10:00:00Z")) == [
        ("shut", "2026-01-05", "2026-01-09"), ("open", "2026-01-09", None),
    ]  # fmt: skip


def test_a_report_of_unknown_day_says_nothing_of_now() -> None:
    undated = replace(change("OPEN", None, "2026-03-01"), published=Published(None, "unknown", "test"))
    assert told(SHUT, undated) == [("shut", "2026-01-05", None)]
    assert told(undated) == []
