"""`onrecord today`: what is new since a day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_new_figures_stand_with_their_change_and_sentence(run: Run, demo_ledger: Path) -> None:
    ran = run("today", "--as-of", "2025-08-24", "--ledger", demo_ledger)
    assert ran.code == 0
    assert ran.out.startswith("New since 2025-08-23: 5 stories")
    assert "62,686" in ran.out
    assert "+64" in ran.out
    assert ran.out.index("Increments") < ran.out.index("Totals") < ran.out.index("Corrections")


def test_json_holds_the_whole_brief(run: Run, demo_ledger: Path) -> None:
    ran = run("today", "--since", "2025-05-28", "--as-of", "2025-05-28", "--ledger", demo_ledger, "--format", "json")
    (brief,) = json.loads(ran.out)
    assert (brief["since"], brief["today"], brief["stories"]) == ("2025-05-28", "2025-05-28", 1)
    assert [(one["when"]["begin"], one["state"]) for one in brief["plans"]["coming"]] == [("2025-06-02", "planned")]


def test_csv_holds_the_figures(run: Run, demo_ledger: Path) -> None:
    ran = run("today", "--as-of", "2025-08-24", "--ledger", demo_ledger, "--format", "csv")
    assert ran.out.splitlines()[0] == "number,change,what,period,known,carried by,sentence"


@pytest.mark.parametrize("since", ["20250823", "2025-08-23T00:00", "2025-08-23T02:00+02:00"])
def test_a_day_may_be_written_in_any_iso_way(run: Run, demo_ledger: Path, since: str) -> None:
    ran = run("today", "--since", since, "--as-of", "2025-08-24", "--ledger", demo_ledger)
    assert (ran.code, ran.out[:20]) == (0, "New since 2025-08-23")


def test_a_date_that_is_none_is_a_usage_error(run: Run, demo_ledger: Path) -> None:
    ran = run("today", "--since", "soon", "--ledger", demo_ledger)
    assert ran.code == 2
    assert "'soon' is not an ISO date" in ran.err
