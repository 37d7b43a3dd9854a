"""The Python API: read, question, read again, die in the middle."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest

import onrecord
from onrecord.claims import claims_of
from onrecord.ledger import Ledger, LedgerError
from onrecord.model import Problem, Review, Story
from onrecord.reading import Reader
from onrecord.sources import SourceError

DEMO = Path(__file__).parents[2] / "src" / "onrecord" / "demo" / "stories.jsonl"
STORY = Story(
    text="A shell hit a market in Kharkiv on Monday, killing four people, officials said.", published="2026-02-02"
)


def everything(path: Path) -> list[object]:
    with onrecord.open(path, create=False) as record:
        return [asdict(entry.claim) for entry in record.claims()]


def test_six_lines(tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "war.db") as record:
        report = record.read(DEMO)
        found = list(record.claims(measure="killed", mode="total"))
    assert report.new == 25
    assert found
    assert all(entry.quote in entry.sentence for entry in found)


def test_same_input_same_claims(tmp_path: Path, reader: Reader) -> None:
    ((_, first),) = reader.read([STORY])
    ((_, again),) = reader.read([replace(STORY, key="other", fetched="2026-02-03")])
    assert claims_of(STORY, first) == claims_of(STORY, again)
    with onrecord.open(tmp_path / "a.db") as record:
        record.read_items([STORY])
        kept = {entry.claim.id: entry.claim for entry in record.claims()}
    assert kept == {claim.id: claim for claim in claims_of(STORY, first)}


def test_read_twice_is_read_once(tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "a.db") as record:
        assert record.read_items([STORY]).new == 1
        again = record.read_items([STORY])
    assert (again.unchanged, again.added, again.retired) == (1, 0, 0)


def test_a_rule_that_no_longer_makes_a_claim_retires_it_and_keeps_its_review(tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "a.db"
    with onrecord.open(path) as record:
        record.read_items([STORY])
        (claim,) = [e.claim for e in record.claims(measure="killed")]
    ((_, reading),) = reader.read([STORY])
    with Ledger.open(path) as ledger:
        ledger.add_review(Review(claim.id, "accept", by="coder", at="2026-02-03T09:00:00Z"))
        with ledger.run("a reading without figures", "test") as run:
            without = replace(reading, figures=())
            changed = ledger.record(STORY, without, claims_of(STORY, without), run)
    assert (changed.outcome, changed.retired) == ("changed", 1)
    with onrecord.open(path) as record:
        assert list(record.claims(measure="killed")) == []
        assert record.read_items([STORY]).changed == 1
        assert [e.claim.id for e in record.claims(measure="killed")] == [claim.id]
    with Ledger.open(path) as ledger:
        assert [review.verdict for review in ledger.reviews(claim.id)] == ["accept"]


def test_problems_go_on_record_and_cost_nothing(tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "a.db") as record:
        report = record.read_items([Problem("wire.jsonl:3", "is no JSON"), STORY])
        assert report.new == 1
        assert [problem.where for problem in report.problems] == ["wire.jsonl:3"]
        assert [problem.where for problem in record.problems()] == ["wire.jsonl:3"]


def test_an_unreadable_source_is_an_error_where_it_is_all_there_was(tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "a.db") as record:
        with pytest.raises(SourceError, match="nowhere"):
            record.read(tmp_path / "nowhere.txt")
        with pytest.raises(LedgerError, match="nothing"):
            record.story("nothing")


CHILD = """
import sys
import onrecord

with onrecord.open(sys.argv[1]) as record:
    print("open", flush=True)
    record.read(sys.argv[2], progress=lambda story, outcome: print(story.id, flush=True))
"""


def test_kill_9_loses_nothing_reported_and_leaves_no_half_story(tmp_path: Path) -> None:
    source, killed, whole = tmp_path / "s.jsonl", tmp_path / "killed.db", tmp_path / "whole.db"
    rows = [json.loads(line) for line in DEMO.read_text("utf-8").splitlines()]
    copies = [{**row, "id": f"{row['id']}-{i}", "outlet": f"Wire {i}"} for i in range(8) for row in rows]
    source.write_text("".join(json.dumps(row) + "\n" for row in copies), "utf-8")
    with onrecord.open(whole) as record:
        record.read(source)
    expected = {claim["id"] for claim in everything(whole)}  # type: ignore[index]
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(killed), str(source)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    reported = []
    for line in child.stdout:
        reported.append(line.strip())
        if len(reported) > 40:
            child.send_signal(signal.SIGKILL)
            break
    reported += [line.strip() for line in child.stdout]  # what was still in the pipe had been reported too
    assert child.wait() == -signal.SIGKILL
    with Ledger.open(killed, create=False) as ledger:
        assert ledger.check() == []
        kept = {row.id for row in ledger.stories()}
    stories = set(reported[1:])
    assert stories <= kept
    assert 0 < len(kept) < len(copies)
    with onrecord.open(whole) as record, onrecord.open(killed) as half:
        for story in kept:
            assert [e.claim for e in half.story(story).claims] == [e.claim for e in record.story(story).claims]
        report = half.read(source)
    assert report.unchanged == len(kept)
    assert {claim["id"] for claim in everything(killed)} == expected  # type: ignore[index]
