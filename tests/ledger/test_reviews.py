"""Reviews in the ledger: what they make stand, through re-reading, as of any day, and in a ledger of before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, Table

from onrecord.ledger import ClaimFilter, Ledger, NotOnRecord, codec
from onrecord.ledger.opening import check_file, engine_for, locate, writing
from onrecord.model import Claim, FigureValue, Review, Verdict, with_id
from onrecord.reviews.effects import effects
from onrecord.reviews.judging import judged
from tests.ledger.conftest import BACKENDS
from tests.ledger.make import killed, reading, story, talks, words

STORY = story()
FIVE, SIX = (with_id(killed(STORY, number)) for number in (5.0, 6.0))
MEET, SAYS = with_id(talks(STORY)), with_id(words(STORY))
RECORDED = "2026-02-02T12:00:00Z"


@pytest.fixture
def location(request: pytest.FixtureRequest, path: Path) -> str:
    """Where a ledger can be made."""
    return str(path) if request.param == "sqlite" else next(request.getfixturevalue("databases"))


@pytest.fixture
def kept(location: str) -> Iterator[Ledger]:
    """A ledger that lets reviews count, with one story."""
    with Ledger.open(location, decide=effects) as ledger:
        put(ledger, FIVE, MEET, SAYS, at=RECORDED)
        yield ledger


everywhere = pytest.mark.parametrize("location", BACKENDS, indirect=True)


def put(ledger: Ledger, *claims: Claim, at: str) -> Any:
    return ledger.record(STORY, reading(STORY), claims, ledger.begin_run("", ""), recorded=at)


def judge(ledger: Ledger, claim: Claim, verdict: Verdict, by: str, at: str, correction: Any = None) -> Any:
    return ledger.judge(
        claim.id,
        lambda case: judged(case.claim, case.story, case.held, case.reviews, verdict, by, at, "", correction),
    )


def numbers(ledger: Ledger, **filters: Any) -> list[float]:
    """The numbers of the people killed that stand."""
    found = ledger.claims(ClaimFilter(measure="killed", **filters))
    return sorted(c.value.low for c in found if isinstance(c.value, FigureValue) and c.value.low is not None)


@everywhere
def test_a_review_counts_at_once_and_is_undone(kept: Ledger) -> None:
    before = kept.version()
    done = judge(kept, FIVE, "correct", "kim", "2026-02-03T10:00:00Z", {"value": 9})
    (made,) = done.stands
    assert (done.fallen, done.review.id > 0) == ((FIVE.id,), True)
    assert kept.version() != before
    assert numbers(kept) == [9.0]
    assert kept.count_claims(ClaimFilter(kind="figure")) == kept.counts()["figures"] == 1
    assert [group.count for group in kept.groups("figure")] == [1]
    assert numbers(kept, text="people were killed") == numbers(kept, place="harbour", order="value") == [9.0]
    claim = kept.claim(made)
    assert claim is not None
    assert claim.rule == "review by kim"
    undone = judge(kept, claim, "undo", "kim", "2026-02-04T10:00:00Z")
    assert (undone.review.claim, undone.stands, undone.fallen) == (FIVE.id, (FIVE.id,), (made,))
    assert numbers(kept) == [5.0]
    assert kept.check() == []


@everywhere
def test_reviews_survive_other_readings(kept: Ledger) -> None:
    judge(kept, FIVE, "correct", "kim", "2026-02-03T10:00:00Z", {"value": 9})
    judge(kept, MEET, "reject", "kim", "2026-02-03T11:00:00Z")
    again = put(kept, SIX, MEET, SAYS, at="2026-02-05T10:00:00Z")  # the rule is rewritten, and wrong again
    assert (again.added, again.retired) == (1, 1)
    assert numbers(kept) == [9.0]
    assert MEET not in set(kept.claims())
    assert put(kept, SIX, MEET, SAYS, at="2026-02-06T10:00:00Z").outcome == "unchanged"
    nine = with_id(replace(FIVE, value=replace(FIVE.value, low=9.0, high=9.0), rule="toll 3"))  # type: ignore[arg-type]
    assert put(kept, nine, MEET, SAYS, at="2026-02-07T10:00:00Z").revived == 1
    assert list(kept.claims(ClaimFilter(kind="figure"))) == [nine]
    assert put(kept, SAYS, at="2026-02-08T10:00:00Z").retired == 2
    assert numbers(kept) == [9.0]
    assert put(kept, FIVE, MEET, SAYS, at="2026-02-09T10:00:00Z").revived == 2
    assert numbers(kept) == [9.0]
    judge(kept, FIVE, "undo", "kim", "2026-02-10T10:00:00Z")
    assert numbers(kept) == [5.0]


@everywhere
def test_what_was_accepted_stands_when_no_rule_makes_it(kept: Ledger) -> None:
    judge(kept, FIVE, "accept", "kim", "2026-02-03T10:00:00Z")
    assert put(kept, SIX, at="2026-02-05T10:00:00Z").retired == 3
    assert numbers(kept) == [5.0]
    judge(kept, FIVE, "undo", "kim", "2026-02-06T10:00:00Z")
    assert numbers(kept) == [6.0]
    assert put(kept, FIVE, at="2026-02-07T10:00:00Z").revived == 1
    assert numbers(kept) == [5.0]


@everywhere
def test_every_day_sees_the_reviews_of_its_own(kept: Ledger) -> None:
    judge(kept, FIVE, "correct", "kim", "2026-02-03T10:00:00Z", {"value": 9})
    judge(kept, FIVE, "undo", "kim", "2026-02-05T10:00:00Z")
    judge(kept, FIVE, "reject", "lee", "2026-02-07T10:00:00Z")
    judge(kept, FIVE, "accept", "kim", "2026-02-09T10:00:00Z")
    seen = {day: numbers(kept, as_of=f"2026-02-{day:02}T12:00") for day in range(1, 11)}
    expected = {1: [], 2: [5.0], 3: [9.0], 4: [9.0], 5: [5.0], 6: [5.0], 7: [], 8: [], 9: [5.0], 10: [5.0]}
    assert seen == expected
    assert numbers(kept) == [5.0]
    assert len(numbers(kept, as_of="2026-02-04", include_retired=True)) == 2


@everywhere
def test_before_the_story_was_read_reviews_count_as_they_stand_now(kept: Ledger) -> None:
    judge(kept, FIVE, "correct", "kim", "2026-02-03T10:00:00Z", {"value": 9})
    assert numbers(kept, as_of="2026-02-02T11:00") == [9.0]


@everywhere
def test_a_split_stands_as_several_and_a_merge_not_at_all(kept: Ledger) -> None:
    parts = {"parts": [{"value": 3}, {"value": 2, "of": "soldiers"}]}
    assert len(judge(kept, FIVE, "split", "kim", "2026-02-03T10:00:00Z", parts).stands) == 2
    assert numbers(kept) == [2.0, 3.0]
    assert judge(kept, MEET, "merge", "kim", "2026-02-03T11:00:00Z", {"into": SAYS.id}).fallen == (MEET.id,)
    assert put(kept, FIVE, MEET, SAYS, at="2026-02-05T10:00:00Z").outcome == "unchanged"
    found = kept.standing(FIVE.id)
    assert found is not None
    assert (found.retired, found.overruled, len(found.made)) == (None, "2026-02-03T10:00:00Z", 2)
    part = kept.standing(found.made[0])
    assert part is not None
    assert (part.source, part.overruled, len(part.reviews)) == (FIVE.id, None, 1)


@everywhere
def test_a_review_of_an_older_version_counts_there_alone(kept: Ledger) -> None:
    old, new = (story(text, url="https://x.example/1") for text in ("Three died there.", "Four died there."))
    run = kept.begin_run("", "")
    for of, at in ((old, "2026-02-03"), (new, "2026-02-04")):
        kept.record(of, reading(of), (with_id(killed(of)),), run, recorded=at)
    judge(kept, with_id(killed(old)), "reject", "kim", "2026-02-05T10:00:00Z")
    assert numbers(kept, story=new.id) == [5.0]
    assert {c.story for c in kept.claims(ClaimFilter(measure="killed"))} == {STORY.id, new.id}
    assert numbers(kept, story=old.id) == []
    assert numbers(kept, story=old.id, include_retired=True) == [5.0]


@everywhere
def test_a_verdict_that_cannot_be_leaves_nothing(kept: Ledger) -> None:
    before = kept.version()
    with pytest.raises(ValueError, match="no field"):
        judge(kept, FIVE, "correct", "kim", "2026-02-03T10:00:00Z", {"colour": 1})
    with pytest.raises(NotOnRecord):
        judge(kept, SIX, "accept", "kim", "2026-02-03T10:00:00Z")
    assert (kept.reviews(), kept.version()) == ([], before)


@everywhere
def test_candidates_leave_out_what_was_judged(kept: Ledger) -> None:
    judge(kept, FIVE, "reject", "kim", "2026-02-03T10:00:00Z")
    judge(kept, MEET, "accept", "kim", "2026-02-03T11:00:00Z")
    judge(kept, MEET, "undo", "kim", "2026-02-03T12:00:00Z")

    def found(by: str | None, *, reviewed: bool = False) -> set[str]:
        return {row[0] for row in kept.candidates(ClaimFilter(), by, reviewed=reviewed)}

    assert found(None) == found("kim") == {MEET.id, SAYS.id}
    assert found("lee") == {FIVE.id, MEET.id, SAYS.id}
    assert found(None, reviewed=True) == {MEET.id, SAYS.id}


def before_reviews(location: str) -> None:
    """A ledger of the first schema: two versions of a story, and a review that did not count then."""
    old, new = (story(text, url="https://x.example/1") for text in ("Three died there.", "Four died there."))
    url, _ = locate(location)
    if url.get_backend_name() == "sqlite":
        check_file(url.database, create=True)
    engine = engine_for(url, wait=1)
    config = Config()
    config.set_main_option("script_location", "onrecord.ledger:migrations")
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        tables = {
            name: Table(name, MetaData(), autoload_with=connection) for name in ("runs", "stories", "claims", "reviews")
        }

        def insert(name: str, **values: Any) -> None:
            known = {column: value for column, value in values.items() if column in tables[name].c}
            connection.execute(tables[name].insert(), known)

        insert("runs", id=1, started=RECORDED, version="0", settings="")
        for number, of in enumerate((old, new), 1):
            insert(
                "stories", **codec.story_to_row(of), **codec.published_to_row(reading(of).published), seq=number,
                known=f"2026-02-0{number + 1}", recorded=RECORDED, run=1, supersedes=old.id if of is new else None,
            )  # fmt: skip
        ids = count()
        for of, retired in ((old, None), (new, None), (new, "2026-02-03T00:00:00Z")):
            claim = with_id(killed(of, float(next(ids))))
            insert("claims", **codec.claim_to_row(claim, "2026-02-02"), run=1, recorded=RECORDED, retired=retired)
        standing = with_id(killed(new, 1.0))
        review = Review(standing.id, "correct", "kim", "2026-02-04T09:00:00Z", "", {"value": 8})
        insert("reviews", **codec.review_to_row(review))
    engine.dispose()


@everywhere
def test_a_ledger_of_before_reviews_counted_opens_as_it_is(location: str) -> None:
    before_reviews(location)
    with Ledger.open(location, decide=effects) as ledger:
        assert ledger.check() == []
        assert numbers(ledger) == [8.0]
        assert numbers(ledger, include_superseded=True) == [0.0, 8.0]
        assert len(numbers(ledger, include_retired=True)) == 3
        assert numbers(ledger, known_since="2026-02-03") == numbers(ledger, outlet="the gazette") == [8.0]
        assert numbers(ledger, as_of="2026-02-04T08:00") == [1.0]
        assert ledger.counts()["figures"] == 1
        version = ledger.version()
    with Ledger.open(location, decide=effects) as ledger:
        assert (numbers(ledger), ledger.version()) == ([8.0], version)
