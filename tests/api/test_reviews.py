"""Reviews through the Python API: what a person gives and sees."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.api import Record
from onrecord.ledger import ClaimFilter, Ledger, NotOnRecord
from onrecord.model import with_id
from onrecord.reviews.effects import effects
from tests.ledger.make import killed, reading, story, talks, words

DAYS = [
    story(f"{number} people were killed in Harbour Town so far.", published=f"2026-02-{day:02}")
    for day, number in enumerate((10, 12, 15, 60), 1)
]
MADE = [
    with_id(killed(of, float(of.text[:2]), when=killed(of).when, confidence=confidence))
    for of, confidence in zip(DAYS, (0.9, 0.3, 0.9, 0.9), strict=True)
]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Four stories with a figure each, and one with all kinds of claims."""
    with Ledger.open(tmp_path / "a.db") as ledger, ledger.run("", "") as run:
        for of, claim in zip(DAYS, MADE, strict=True):
            ledger.record(of, reading(of), [claim], run)
        ledger.record(story(), reading(story()), [with_id(talks(story())), with_id(words(story()))], run)
    with onrecord.open(tmp_path / "a.db", create=False) as opened:
        yield opened


def test_a_claim_says_how_it_stands(record: Record) -> None:
    key = MADE[0].id
    assert record.claim(key[:10]).entry.claim == MADE[0]
    report = record.review(key[:10], "correct", "  kim ", note="see the tally", correction={"value": 11})
    (made,) = report.stands
    view, new = record.claim(key), record.claim(made)
    assert (view.stands, new.stands, new.why_not) == (False, True, "")
    assert view.why_not == f"corrected by kim on {report.review.at[:10]}: see {made}"
    assert [entry.claim.id for entry in view.made] == [made]
    assert new.source is not None
    assert new.source.claim.id == key
    assert new.reviews == view.reviews == (report.review,) == record.reviews(key) == record.reviews()
    assert report.review.note == "see the tally"
    record.review(made, "undo", "kim")
    assert record.claim(made).why_not.startswith("undone by kim on")
    record.review(key, "merge", "kim", correction={"into": MADE[1].id[:12]})
    assert record.claim(key).why_not.endswith(f"into {MADE[1].id}")
    with pytest.raises(NotOnRecord, match="is on record"):
        record.claim(key, retired=False)


def test_why_another_reading_does_not_stand(record: Record, tmp_path: Path) -> None:
    record.review(MADE[0].id, "correct", "kim", correction={"value": 11})
    again = with_id(killed(DAYS[0], 99.0))
    with Ledger.open(tmp_path / "a.db", decide=effects) as ledger, ledger.run("", "") as run:
        ledger.record(DAYS[0], reading(DAYS[0]), [again], run)
    view = record.claim(again.id)
    assert (view.stands, view.why_not.startswith("kim judged these words on")) == (False, True)
    assert view.why_not.endswith(f"see {MADE[0].id}")


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({"verdict": "like"}, ValueError, "'like' is no verdict: use one of accept"),
        ({"by": " "}, ValueError, "by is ' ': give the name"),
        ({"by": "a\nb"}, ValueError, "on one line"),
        ({"by": "x" * 101}, ValueError, "100 at most"),
        ({"note": "x" * 2001}, ValueError, "note is too long"),
        ({"claim": "ffffffff"}, NotOnRecord, "no claim 'ffffffff' is on record"),
        ({"verdict": "accept", "correction": {"value": 1}}, ValueError, "accept takes no correction"),
        ({"verdict": "correct"}, ValueError, "correct needs a correction"),
        ({"verdict": "correct", "correction": {"value": 10}}, ValueError, "changes nothing"),
        ({"verdict": "merge"}, ValueError, "merge needs"),
        ({"verdict": "merge", "correction": {"into": MADE[0].id}}, ValueError, "into is the claim itself"),
        ({"verdict": "merge", "correction": {"into": "eeeeeeee"}}, NotOnRecord, "no claim 'eeeeeeee'"),
        ({"verdict": "undo"}, ValueError, "kim has no review of this claim to undo"),
        ({"verdict": "undo", "correction": {"review": "1"}}, ValueError, "undo takes"),
    ],
)
def test_what_cannot_be_reviewed(record: Record, given: dict[str, Any], error: type[Exception], message: str) -> None:
    before = record.version()
    with pytest.raises(error, match=message) as caught:
        record.review(**{"claim": MADE[0].id, "verdict": "accept", "by": "kim", **given})
    assert "\n" not in str(caught.value)
    assert record.version() == before


def test_an_undo_takes_back_only_one_s_own(record: Record) -> None:
    first = record.review(MADE[0].id, "reject", "kim").review
    with pytest.raises(ValueError, match="lee has no review"):
        record.review(MADE[0].id, "undo", "lee")
    record.review(MADE[0].id, "accept", "kim")
    assert record.review(MADE[0].id, "undo", "kim", correction={"review": first.id}).fallen == ()
    assert record.claim(MADE[0].id).stands


def test_the_queue_puts_first_what_matters(record: Record) -> None:
    items = record.queue()
    assert {item.entry.claim.kind for item in items} == {"figure", "event", "statement"}
    assert [item.weight for item in items] == sorted((item.weight for item in items), reverse=True)
    reasons = {item.entry.claim.id: item.reasons for item in items}
    assert any("unsure (confidence 0.30)" in reason for reason in reasons[MADE[1].id])
    assert items[-1].reasons == ("newest",)
    assert record.queue(findings=(), series=())[0].entry.claim.id == MADE[1].id
    record.review(MADE[1].id, "accept", "kim")
    left = {item.entry.claim.id for item in record.queue()}
    assert MADE[1].id not in left
    assert MADE[1].id in {item.entry.claim.id for item in record.queue(by="lee")}
    assert MADE[1].id in {item.entry.claim.id for item in record.queue(reviewed=True)}
    assert len(record.queue(limit=2)) == 2
    assert {i.entry.claim.kind for i in record.queue(ClaimFilter(kind="event"))} == {"event"}
    with pytest.raises(ValueError, match="limit is 0"):
        record.queue(limit=0)


def test_agreement_and_precision(record: Record) -> None:
    assert "two reviewers" in record.agreement().why_not
    for claim in MADE[:3]:
        record.review(claim.id, "accept", "kim")
        record.review(claim.id, "accept", "lee")
    assert record.agreement().alpha is None
    assert "variation" in record.agreement().why_not
    record.review(MADE[3].id, "accept", "kim")
    record.review(MADE[3].id, "reject", "lee")
    found = record.agreement()
    # Two coders, four items, one disagreement among (7 accept, 1 reject): 1 - 7 * 1 / (7 * 1) by hand.
    assert found.alpha == pytest.approx(0.0)
    assert (found.items, found.reviewers, found.disagreements) == (4, ("kim", "lee"), (MADE[3].id,))
    killings, rule = record.precision()
    assert (killings.by, killings.name, killings.n, killings.right) == ("measure", "killed, new", 4, 3)
    assert (killings.share, round(killings.low, 3), round(killings.high, 3)) == (0.75, 0.301, 0.954)
    assert (rule.by, rule.name) == ("rule", "toll")


def test_search_count_and_stories(record: Record) -> None:
    assert record.count(kind="figure") == 4
    assert record.count(cap=3) == 3
    found = record.search("harbour", limit=2, offset=1)
    assert len(found) == 2
    assert len(list(record.stories(text="killed"))) == 5
    assert [group.count for group in record.groups()] == [4]
    assert record.site_names() == ()


READER = """
import itertools, sys
from onrecord.ledger import Ledger
from onrecord.reviews.effects import effects
from tests.ledger.test_crash import entry
with Ledger.open(sys.argv[1], decide=effects) as ledger:
    run = ledger.begin_run("", "")
    for start in itertools.count(1000, 32):
        ledger.record_many([entry(n) for n in range(start, start + 32)], run)
        print(start, flush=True)
"""


def test_a_reading_process_and_reviews_do_not_lock_each_other_out(record: Record, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", READER, str(tmp_path / "a.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline().strip() == "1000"
        waits = []
        for turn in range(12):
            begun = time.monotonic()
            record.review(MADE[turn % 4].id, "accept" if turn % 3 else "reject", f"kim {turn}")
            waits.append(time.monotonic() - begun)
            assert record.count(kind="figure") > 0
        read = [reader.stdout.readline() for _ in range(3)]  # it went on meanwhile
        assert reader.poll() is None
        reader.kill()
    assert all(read)
    assert max(waits) < 5.0
    assert len(record.reviews()) == 12
