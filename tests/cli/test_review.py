"""`onrecord review`, and the least sure claims first: as a coder works through them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.cli.options import Verdict
from onrecord.model import VERDICTS
from tests.cli.conftest import Ran, Run

Ask = Callable[..., Any]
Say = Callable[..., Ran]


@pytest.fixture
def ledger(demo_ledger: Path, tmp_path: Path) -> Path:
    """A copy of the demo's ledger for one test."""
    return Path(shutil.copy(demo_ledger, tmp_path / "demo.db"))


@pytest.fixture
def say(run: Run, ledger: Path) -> Say:
    """`onrecord …` on the copy."""
    return lambda *arguments: run(*arguments, "--ledger", ledger)


@pytest.fixture
def ask(say: Say) -> Ask:
    """The same, as JSON."""

    def asked(*arguments: object) -> Any:
        ran = say(*arguments, "--format", "json")
        assert (ran.code, ran.err) == (0, "")
        return json.loads(ran.out)

    return asked


@pytest.fixture
def figure(ask: Ask) -> Any:
    """A figure with one exact number."""
    return next(one for one in ask("claims", "--kind", "figure") if one["bound"] == "exact" and one["low"] > 10)


def test_the_verdicts_are_those_of_the_model() -> None:
    assert tuple(one.value for one in Verdict) == VERDICTS


@pytest.mark.parametrize("bound", [0.6, 0.75, 0.9, 1])
def test_the_least_sure_claims_come_first(ask: Ask, bound: float) -> None:
    every = ask("claims")
    found = ask("claims", "--confidence-below", bound)
    sure = [one["confidence"] for one in found]
    assert sure == sorted(sure)
    assert {one["id"] for one in found} == {one["id"] for one in every if one["confidence"] < bound}
    assert found


def test_what_is_exactly_at_the_bound_is_not_below_it(ask: Ask) -> None:
    least = min(one["confidence"] for one in ask("claims"))
    assert ask("claims", "--confidence-below", least) == []


def test_tables_and_csv_say_which_claim_and_how_sure(say: Say, ask: Ask) -> None:
    first = ask("claims", "--confidence-below", 0.7, "--limit", 1)[0]
    line = say("claims", "--confidence-below", 0.7, "--limit", 1).out.splitlines()[1]
    assert line.startswith(f"{first['id'][:8]} ")
    (row,) = csv.DictReader(io.StringIO(say("claims", "--confidence-below", 0.7, "--limit", 1, "--format", "csv").out))
    assert (row["id"], row["confidence"]) == (first["id"], f"{first['confidence']:.2f}")


@pytest.mark.parametrize("bound", ["-0.1", "1.1", "low"])
def test_a_confidence_is_from_0_to_1(say: Say, bound: str) -> None:
    assert say("claims", "--confidence-below", bound).code == 2


def test_the_queue_is_that_of_the_api(ask: Ask, ledger: Path) -> None:
    found = ask("review", "--limit", 7)
    with onrecord.open(ledger) as record:
        queue = record.queue(limit=7)
    assert [one["id"] for one in found] == [one.entry.claim.id for one in queue]
    assert [tuple(one["reasons"]) for one in found] == [one.reasons for one in queue]
    assert {one["measure"] for one in ask("review", "--measure", "injured")} == {"injured"}
    assert all(one["confidence"] < 0.7 for one in ask("review", "--confidence-below", 0.7))


def test_the_queue_as_a_table_names_claims_and_reasons(say: Say, ask: Ask) -> None:
    first = ask("review", "--limit", 1)[0]
    out = say("review", "--limit", 1).out
    assert out.splitlines()[1].startswith(f"{first['id'][:8]} ")
    assert first["reasons"][0].split()[0] in out
    assert say("review", "--limit", 1, "--format", "csv").out.splitlines()[1].startswith(first["id"])


def test_a_verdict_counts_and_leaves_the_queue_of_its_reviewer(say: Say, ask: Ask) -> None:
    key = ask("review", "--limit", 1)[0]["id"]
    ran = say("review", key[:10], "reject", "--by", "Ann", "--note", "not a count")
    assert (ran.code, ran.out.splitlines()[0]) == (0, f"rejected: {key} (review 1 by Ann)")
    assert key not in {one["id"] for one in ask("claims")}
    assert key not in {one["id"] for one in ask("review", "--by", "Ann")}
    assert key in {one["id"] for one in ask("review", "--by", "Ben", "--limit", 500)}
    (view,) = ask("review", key)
    assert (view["stands"], view["reviews"][0]["note"]) == (False, "not a count")
    assert "rejected by Ann" in say("review", key).out


def test_a_correction_makes_a_claim_and_undo_takes_it_back(say: Say, ask: Ask, figure: Any) -> None:
    (done,) = ask("review", figure["id"], "correct", "value=7", "place=Port Said", "of=people", "--by", "Ann")
    (new,) = done["stands"]
    assert done["fallen"] == [figure["id"]]
    (view,) = ask("review", new)
    assert (view["low"], view["high"], view["where"], view["of"]) == (7, 7, "Port Said", "people")
    assert (view["source"], view["rule"]) == (figure["id"], "review by Ann")
    assert "stands now:\n" in say("review", figure["id"], "undo", "--by", "Ann").out
    standing = {one["id"] for one in ask("claims")}
    assert figure["id"] in standing
    assert new not in standing


def test_merge_split_and_a_correction_as_json(ask: Ask, figure: Any) -> None:
    other = next(one for one in ask("claims", "--kind", "figure") if one["id"] != figure["id"])
    (merged,) = ask("review", figure["id"], "merge", f"into={other['id'][:12]}", "--by", "Ann")
    assert merged["review"]["correction"] == {"into": other["id"]}
    parts = {"parts": [{"value": 3, "of": "women"}, {"value": 4, "of": "men"}]}
    (split,) = ask("review", other["id"], "split", "--correction", json.dumps(parts), "--by", "Ann")
    assert len(split["stands"]) == 2
    (undone,) = ask("review", other["id"], "undo", f"review={split['review']['id']}", "--by", "Ann")
    assert undone["stands"] == [other["id"]]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("accept",), "--by"),
        (("accept", "--by", "  "), "--by"),
        (("praise", "--by", "Ann"), "praise"),
        (("correct", "--by", "Ann"), "correct needs a correction"),
        (("correct", "value", "--by", "Ann"), "no FIELD=VALUE"),
        (("correct", "=5", "--by", "Ann"), "no FIELD=VALUE"),
        (("correct", "value=5", "value=6", "--by", "Ann"), "given twice"),
        (("correct", "value=many", "--by", "Ann"), "low is 'many': write a number"),
        (("correct", "value=NaN", "--by", "Ann"), "write a number"),
        (("correct", "colour=red", "--by", "Ann"), "'colour' is no field"),
        (("correct", "status=perhaps", "--by", "Ann"), "status is 'perhaps'"),
        (("correct", "--correction", "[1]", "--by", "Ann"), "write a JSON object"),
        (("correct", "--correction", "{broken", "--by", "Ann"), "write a JSON object"),
        (("correct", "value=5", "--correction", "{}", "--by", "Ann"), "write a JSON object"),
        (("correct", f"when={'[' * 100_000}", "--by", "Ann"), "when is"),
        (("accept", "value=5", "--by", "Ann"), "accept takes no correction"),
        (("merge", "--by", "Ann"), "merge needs"),
        (("undo", "--by", "Ann"), "Ann has no review of this claim to undo"),
        (("accept", "--by", "x" * 101), "100 at most"),
    ],
)
def test_what_cannot_be_is_a_usage_error_and_changes_nothing(
    say: Say, ledger: Path, figure: Any, arguments: tuple[str, ...], says: str
) -> None:
    ran = say("review", figure["id"], *arguments)
    assert ran.code == 2
    assert says in " ".join(ran.err.replace("│", " ").split())
    with onrecord.open(ledger) as record:
        assert record.reviews() == ()


@pytest.mark.parametrize("arguments", [(), ("accept", "--by", "Ann")])
def test_a_claim_that_is_not_on_record(say: Say, arguments: tuple[str, ...]) -> None:
    ran = say("review", "ffffffff", *arguments)
    assert ran.code == 3
    assert "no claim 'ffffffff' is on record" in ran.complaint
