"""Recording: idempotence, retiring and reviving, versions, problems, reviews, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from onrecord.ledger import ClaimFilter, Ledger, LedgerError, NotOnRecord, Recorded, StoryFilter, codec, store
from onrecord.ledger.schema import claims, problems, reviews, stories
from onrecord.model import Claim, Problem, Review, Story, Verdict
from tests.ledger.make import killed, reading, story, talks, words

FIRST, SECOND, THIRD = "2026-02-02T12:00:00Z", "2026-02-05T12:00:00Z", "2026-02-08T12:00:00Z"


def contents(ledger: Ledger) -> dict[str, list[Any]]:
    """Every row of every table but the runs."""
    with ledger._reading() as connection:
        return {
            t.name: [tuple(row) for row in connection.execute(t.select())] for t in (stories, claims, reviews, problems)
        }


def put(
    ledger: Ledger, run: int, of: Story, claims: Sequence[Claim], at: str = FIRST, problems: tuple[str, ...] = ()
) -> Recorded:
    return ledger.record(of, reading(of, problems=problems), claims, run, recorded=at)


def test_a_story_comes_back_whole(ledger: Ledger, run: int) -> None:
    of = Story(
        "Words.", "Title", None, "https://x.example/1", "The Gazette", "en", "k-1", "2026-02-02T09:00:00Z", "b-1"
    )
    made = (killed(of), talks(of), words(of))
    result = ledger.record(of, reading(of, value="2026-02-01"), made, run, recorded=FIRST)
    assert result == Recorded(of.id, "new", added=3)
    row = ledger.story(of.id)
    assert row is not None
    assert (row.story, row.published, row.recorded, row.run) == (
        of,
        reading(of, value="2026-02-01").published,
        FIRST,
        run,
    )
    assert row.known == "2026-02-01"
    assert set(ledger.claims()) == set(made)


def test_recording_the_same_again_changes_nothing(ledger: Ledger, run: int) -> None:
    of = story(url="https://x.example/1")
    put(ledger, run, of, (killed(of), talks(of)), problems=("no",))
    before = contents(ledger)
    again = put(ledger, ledger.begin_run("defaults", "0.0-test"), of, (killed(of), talks(of)), SECOND, ("no",))
    assert again == Recorded(of.id, "unchanged", kept=2)
    assert contents(ledger) == before


def test_a_story_twice_in_one_batch(ledger: Ledger, run: int) -> None:
    of = story()
    entry = (of, reading(of), (killed(of),))
    assert [r.outcome for r in ledger.record_many([entry, entry], run)] == ["new", "unchanged"]


def test_claims_no_longer_made_are_retired_and_revived(ledger: Ledger, run: int) -> None:
    of = story()
    put(ledger, run, of, (killed(of), talks(of)))
    ledger.add_review(Review(killed(of).id, "accept", "kim", FIRST))
    changed = put(ledger, run, of, (talks(of), killed(of, 6)), SECOND)
    assert changed == Recorded(of.id, "changed", added=1, retired=1, kept=1)
    assert set(ledger.claims()) == {talks(of), killed(of, 6)}
    assert killed(of) in set(ledger.claims(ClaimFilter(include_retired=True)))
    assert ledger.claim(killed(of).id) == killed(of)
    back = put(ledger, run, of, (killed(of), talks(of)), THIRD)
    assert back == Recorded(of.id, "changed", revived=1, retired=1, kept=1)
    assert [review.verdict for review in ledger.reviews(killed(of).id)] == ["accept"]


def test_a_rewritten_rule_that_says_the_same_keeps_the_claim(ledger: Ledger, run: int) -> None:
    of = story()
    put(ledger, run, of, (killed(of),))
    new = killed(of, rule="toll-2", confidence=0.7)
    assert new.id == killed(of).id
    assert put(ledger, run, of, (new,), SECOND) == Recorded(of.id, "changed", kept=1, updated=1)
    assert list(ledger.claims()) == [new]


def test_what_a_new_reading_finds_of_the_date_is_kept(ledger: Ledger, run: int) -> None:
    of = story(published=None)
    claim = killed(of, when=talks(of).when.__class__(None, None))
    ledger.record(of, reading(of), (claim,), run, recorded=FIRST)
    assert not list(ledger.claims(ClaimFilter(since="2026-01-01")))
    result = ledger.record(of, reading(of, value="2026-01-31"), (claim,), run, recorded=SECOND)
    assert (result.outcome, result.kept) == ("changed", 1)
    row = ledger.story(of.id)
    assert row is not None
    assert (row.published.value, row.known, row.recorded) == ("2026-01-31", "2026-01-31", FIRST)
    assert list(ledger.claims(ClaimFilter(since="2026-01-01"))) == [claim]


def test_an_error_in_the_middle_leaves_nothing(ledger: Ledger, run: int, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = story("One."), story("Two.")
    with pytest.raises(ValueError, match="another story"):
        ledger.record_many([(good, reading(good), (killed(good),)), (bad, reading(good), ())], run)
    clash = replace(talks(good), id=killed(good).id)  # the database itself refuses the second claim
    with monkeypatch.context() as broken:
        broken.setattr(store, "_claim_rows", lambda made, _: dict(enumerate(codec.claim_to_row(c, None) for c in made)))
        with pytest.raises(LedgerError, match="refused"):
            put(ledger, run, good, (killed(good), clash))
    assert all(not rows for rows in contents(ledger).values())
    assert put(ledger, run, good, (killed(good),)).outcome == "new"


def test_a_run_that_does_not_exist(ledger: Ledger) -> None:
    of = story()
    with pytest.raises(LedgerError):
        put(ledger, 99, of, ())
    with pytest.raises(NotOnRecord):
        ledger.end_run(99)


def test_runs(ledger: Ledger) -> None:
    with ledger.run("batch 8", "1.0") as number:
        pass
    open_run = ledger.begin_run("batch 9", "1.1")
    first, second = ledger.runs()
    assert (first.id, first.settings, first.version, first.ended is not None) == (number, "batch 8", "1.0", True)
    assert (second.id, second.ended) == (open_run, None)


def test_versions_at_one_url(ledger: Ledger, run: int) -> None:
    url = "https://x.example/1"
    old, new = story("Three died.", url=url), story("Four died.", url=url, fetched="2026-02-03T08:00:00+00:00")
    other = story("Elsewhere.", url=url, outlet="The Herald")
    for of, at in ((old, FIRST), (new, SECOND), (other, SECOND)):
        put(ledger, run, of, (killed(of),), at)
    row = ledger.story(url.upper()) or ledger.story(new.id)
    assert row is not None
    # The changed text carries the first one's date, yet could not be known before it was fetched.
    assert (row.supersedes, row.known) == (old.id, "2026-02-03T08:00:00Z")
    assert {claim.story for claim in ledger.claims()} == {new.id, other.id}
    assert {claim.story for claim in ledger.claims(ClaimFilter(as_of="2026-02-02"))} == {old.id, other.id}
    assert {claim.story for claim in ledger.claims(ClaimFilter(include_superseded=True))} == {old.id, new.id, other.id}
    assert {claim.story for claim in ledger.claims(ClaimFilter(story=old.id))} == {old.id}
    assert {row.id for row in ledger.stories()} == {new.id, other.id}
    assert {row.id for row in ledger.stories(StoryFilter(as_of="2026-02-02"))} == {old.id, other.id}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_versions_stand_in_order_however_they_were_read(ledger: Ledger, run: int, order: tuple[int, ...]) -> None:
    texts = [story(f"{n} died.", url="https://x.example/1", published=f"2026-02-0{n}") for n in (1, 2, 3)]
    for index in order:
        put(ledger, run, texts[index], ())
    rows = [ledger.story(of.id) for of in texts]
    assert [row and row.supersedes for row in rows] == [None, texts[0].id, texts[1].id]


def test_problems_are_on_record_once(ledger: Ledger, run: int) -> None:
    of = story()
    put(ledger, run, of, (), problems=("the events layer failed",))
    line = Problem("stories.jsonl line 3", "is no JSON")
    assert ledger.record_problems([line, line], run) == 1
    assert ledger.record_problems([line], run) == 0
    assert [p.what for p in ledger.problems()] == ["the events layer failed", "is no JSON"]
    assert list(ledger.problems(story=of.id)) == [Problem("events", "the events layer failed", of.id)]
    assert put(ledger, run, of, ()).outcome == "changed"
    assert list(ledger.problems()) == [line]
    assert len(list(ledger.problems(resolved=True))) == 2
    assert put(ledger, run, of, (), problems=("the events layer failed",)).outcome == "changed"
    assert len(list(ledger.problems(run=run))) == 2


@pytest.mark.parametrize("verdict", ["accept", "reject", "correct", "merge", "split"])
def test_reviews_are_appended(ledger: Ledger, run: int, verdict: Verdict) -> None:
    of = story()
    put(ledger, run, of, (killed(of),))
    first = Review(killed(of).id, verdict, "kim", FIRST, "see ¶2", {"low": 6, "with": ["ü"]})
    second = Review(killed(of).id, "accept", "lee", SECOND)
    done = [ledger.add_review(review).review for review in (first, second)]
    assert [replace(review, id=0) for review in done] == [first, second]
    assert done[0].id < done[1].id
    assert ledger.reviews(killed(of).id) == ledger.reviews() == done


def test_reviews_of_nothing(ledger: Ledger, run: int) -> None:
    put(ledger, run, story(), (killed(story()),))
    with pytest.raises(NotOnRecord, match="no claim abc"):
        ledger.add_review(Review("abc", "accept", "kim", FIRST))
    with pytest.raises(ValueError, match="no verdict"):
        ledger.add_review(Review(killed(story()).id, "like", "kim", FIRST))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "words"),
    [({"id": ""}, "without an id"), ({"kind": "event"}, "event cannot hold a FigureValue")],
)
def test_claims_that_cannot_be(ledger: Ledger, run: int, change: dict[str, Any], words: str) -> None:
    of = story()
    with pytest.raises(ValueError, match=words):
        put(ledger, run, of, (replace(killed(of), **change),))
    assert ledger.counts()["stories"] == 0
