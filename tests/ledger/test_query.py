"""Reading: every filter, the two time axes, order, looking up, and words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.ledger import AmbiguousId, ClaimFilter, Ledger, StoryFilter
from onrecord.ledger.codec import fold
from onrecord.ledger.filters import edge
from onrecord.model import FigureValue, Interval, Span, Speaker
from tests.ledger.make import TEXT, killed, reading, story, talks, words

GAZETTE = story(key="g-1", url="https://gazette.example/1")
HERALD = story(
    "In Port-au-Prince 30% more aid_trucks came, he said.", title="Aid", published="2026-03-01", outlet="Le Hérald"
)
UNDATED = story("Nobody knows when.", title="", published=None, outlet=None)
TRUCKS = replace(
    killed(HERALD), value=FigureValue("aid", "limit", 30, None, "at_least"), status="announced",
    speakers=(Speaker("Joan Ñandú", "person"), Speaker("a source", "unnamed", "UN official")), where="Port-au-Prince",
    said=Interval("2026-02-28T18:00", None), when=Interval(None, None), mark=Span(18, 20), evidence=Span(0, 53),
    id="aa" * 10,
)  # fmt: skip
HEADLINE = replace(words(HERALD), mark=Span(0, 3, "title"), evidence=Span(0, 3, "title"), speakers=(), id="ab" * 10)
NEVER = replace(
    talks(UNDATED), when=Interval(None, None), status="denied", id="ac" * 10
)  # fmt: skip
FIVE, MEET, SAYS = killed(GAZETTE), talks(GAZETTE), words(GAZETTE)
ALL = {"five": FIVE, "meet": MEET, "says": SAYS, "trucks": TRUCKS, "headline": HEADLINE, "never": NEVER}
RECORDED = "2026-04-01T00:00:00Z"


@pytest.fixture
def full(ledger: Ledger, run: int) -> Ledger:
    """A ledger with three stories."""
    for of in (GAZETTE, HERALD, UNDATED):
        ledger.record(of, reading(of), [c for c in ALL.values() if c.story == of.id], run, recorded=RECORDED)
    return ledger


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({}, "five meet says trucks headline never"),
        ({"kind": "figure"}, "five trucks"),
        ({"kind": ("figure", "statement")}, "five trucks says headline"),
        ({"kind": ()}, ""),
        ({"measure": "killed"}, "five"),
        ({"mode": "limit"}, "trucks"),
        ({"type": "CONSULT"}, "meet never"),
        ({"type": "CONSULT", "status": "denied"}, "never"),
        ({"status": ("announced", "expected")}, "meet trucks"),
        ({"place": "harbour"}, "five"),
        ({"place": "PORT-AU"}, "trucks"),
        ({"place": "%"}, ""),
        ({"speaker": "sorensen"}, "five says"),
        ({"speaker": "coast news"}, "five"),
        ({"speaker": "un OFFICIAL"}, "trucks"),
        ({"speaker": "nandu"}, "trucks"),
        ({"outlet": "the gazette"}, "five meet says"),
        ({"outlet": "le herald"}, "trucks headline"),
        ({"outlet": "gazette"}, ""),
        ({"story": UNDATED.id}, "never"),
        ({"story": (UNDATED.id, HERALD.id), "kind": "event"}, "never"),
        ({"ids": (FIVE.id, NEVER.id, "no such")}, "five never"),
        ({"text": "killed in harb"}, "five says"),
        ({"text": "KILLED"}, "five says"),
        ({"text": "30%"}, "trucks"),
        ({"text": "aid_trucks"}, "trucks"),
        ({"text": "aidXtrucks"}, ""),
        ({"text": "aid"}, "trucks headline"),
        ({"text": "aid trucks came"}, "trucks"),
        ({"text": "illed"}, ""),
        ({"text": '"'}, ""),
        ({"since": "2026-02-02"}, "meet says trucks headline"),
        ({"since": "2026-02-01", "until": "2026-02-02"}, "five"),
        ({"until": "2026-02-09"}, "five says"),
        ({"until": "2026-02-09T12:00"}, "five says meet"),
        ({"said_since": "2026-02-28T18:00Z"}, "trucks"),
        ({"said_since": "2026-02-28", "said_until": "2026-02-28T18:00:00Z"}, ""),
        ({"said_until": "2026-03"}, None),
        ({"since": "soon"}, None),
        ({"as_of": "then"}, None),
        ({"as_of": "2026-02-01"}, ""),
        ({"as_of": "2026-02-02"}, "five meet says"),
        ({"as_of": "2026-03-01T00:00"}, "five meet says trucks headline"),
        ({"as_of": "2026-03-31"}, "five meet says trucks headline"),
        ({"as_of": "2026-04-01T00:00:00"}, "five meet says trucks headline never"),
        ({"as_of": "2026-04-01T00:00:00+02:00"}, "five meet says trucks headline"),
    ],
)
def test_filters(full: Ledger, wanted: dict[str, Any], names: str | None) -> None:
    if names is None:
        with pytest.raises(ValueError, match="write a date as"):
            list(full.claims(ClaimFilter(**wanted)))
        return
    found = list(full.claims(ClaimFilter(**wanted)))
    assert sorted(name for name, claim in ALL.items() if claim in found) == sorted(names.split())
    assert len(found) == len(set(found)) == full.count_claims(ClaimFilter(**wanted)) == len(names.split())
    assert [claim for claim, row in full.claims_with_stories(ClaimFilter(**wanted)) if claim.story == row.id] == found


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("published", "five says meet headline trucks never"),
        ("newest", "never headline trucks five says meet"),
        ("when", "five says meet headline trucks never"),
        ("said", "five trucks"),
    ],
)
def test_order_limit_and_offset(full: Ledger, order: Any, names: str) -> None:
    found = list(full.claims(ClaimFilter(order=order)))
    by_claim = {claim: name for name, claim in ALL.items()}
    expected = names.split()
    if order != "said":
        assert [by_claim[c] for c in found if c.mark.start or c.story != GAZETTE.id] == [
            name for name in expected if ALL[name].mark.start or ALL[name].story != GAZETTE.id
        ]
    else:
        assert [by_claim[c] for c in found[:2]] == expected
    assert list(full.claims(ClaimFilter(order=order, limit=2, offset=1))) == found[1:3]
    assert full.count_claims(ClaimFilter(order=order, limit=2)) == 2


@pytest.fixture
def many(ledger: Ledger, run: int) -> Ledger:
    """A ledger with claims of the same moment, of the same words, and in title and text."""
    for number in range(6):
        of = story(f"{TEXT} {number}", published=f"2026-02-0{1 + number // 2}", outlet=("A", "B")[number % 2])
        title = replace(words(of), mark=Span(0, 3, "title"), evidence=Span(0, 3, "title"))
        claims = [killed(of, 5), killed(of, 6), talks(of), words(of), replace(title, id=f"f{number}" * 10)]
        ledger.record(of, reading(of), claims, run, recorded=RECORDED)
    return ledger


@pytest.mark.parametrize("size", [1, 2, 7, 500])
@pytest.mark.parametrize(
    "filters",
    [
        {}, {"limit": 11}, {"limit": 14}, {"kind": "figure"}, {"place": "harbour"}, {"speaker": "mayor", "limit": 9},
        {"text": "people were killed"}, {"since": "2026-02-02"}, {"as_of": "2026-02-02"}, {"outlet": "b"},
        {"measure": "killed", "known_since": "2026-02-02"}, {"type": "CONSULT"}, {"type": "PROTEST"},
    ],
)  # fmt: skip
def test_pages_hold_what_one_read_holds(many: Ledger, filters: dict[str, Any], size: int) -> None:
    wanted = ClaimFilter(**filters)
    assert list(many.claims_by_page(wanted, size)) == list(many.claims_with_stories(wanted))


def test_no_connection_is_held_between_pages(many: Ledger) -> None:
    held = [many._engine.pool.checkedout() for _ in many.claims_by_page(ClaimFilter(), 4)]  # type: ignore[attr-defined]
    assert held == [0] * 30


def test_what_is_recorded_between_pages_changes_no_other_claim(many: Ledger, run: int) -> None:
    before = [claim.id for claim in many.claims()]
    early, late = story("Early.", published="2026-01-01"), story("Late.", published="2026-03-01")
    found = []
    for number, (claim, _) in enumerate(many.claims_by_page(ClaimFilter(), 4)):
        if number == 9:
            for of in (early, late):
                many.record(of, reading(of), [killed(of)], run, recorded=RECORDED)
        found.append(claim.id)
    assert found == [*before, killed(late).id]


@pytest.mark.parametrize("filters", [{"order": "newest"}, {"order": "value"}, {"descending": True}, {"offset": 1}])
def test_another_order_is_not_read_by_pages(many: Ledger, filters: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="only the order published"):
        list(many.claims_by_page(ClaimFilter(**filters), 4))


def test_order_does_not_depend_on_history(full: Ledger, ledger: Ledger, run: int) -> None:
    before = list(full.claims())
    for of in (GAZETTE, HERALD, UNDATED):
        full.record(of, reading(of), (), run, recorded="2026-04-02")
    assert not list(full.claims())
    for of in (UNDATED, HERALD, GAZETTE):
        back = [c for c in reversed(ALL.values()) if c.story == of.id]
        full.record(of, reading(of), back, run, recorded="2026-04-03")
    assert list(full.claims()) == before


def test_as_of_shows_what_stood_then(ledger: Ledger, run: int) -> None:
    """Read on the 10th, re-read with other rules on the 20th: each day sees its own claims, and none sees both."""
    old, new = killed(GAZETTE), killed(GAZETTE, 6)
    ledger.record(GAZETTE, reading(GAZETTE), (old,), run, recorded="2026-02-10T10:00")
    ledger.record(GAZETTE, reading(GAZETTE), (new,), run, recorded="2026-02-20T10:00")

    def seen(as_of: str | None, **more: Any) -> list[Any]:
        return list(ledger.claims(ClaimFilter(as_of=as_of, **more)))

    assert seen("2026-02-15") == [old]
    assert seen("2026-02-20T09:59") == [old]
    assert seen("2026-02-20T10:00") == [new]
    assert seen("2026-02-20") == [new]
    assert seen(None) == [new]
    assert seen("2026-02-05") == [new]  # published, but not read yet: the best reading of it
    assert seen("2026-02-01") == []
    assert len(seen("2026-02-15", include_retired=True)) == 2


def test_a_story_is_found_by_id_beginning_key_or_url(full: Ledger) -> None:
    for ref in (GAZETTE.id, GAZETTE.id[:8], GAZETTE.id[:8].upper(), "g-1", "https://gazette.example/1"):
        row = full.story(ref)
        assert row is not None
        assert row.story == GAZETTE
    for ref in ("", GAZETTE.id[:2], "zzzzzz", "%", "g-", "\x00", "\ud800"):
        assert full.story(ref) is None


def test_a_claim_is_found_by_id_or_beginning(full: Ledger) -> None:
    assert full.claim("aaaa") == full.claim(TRUCKS.id) == TRUCKS
    assert full.claim("abcdef") is None


def test_a_beginning_that_fits_two(full: Ledger, run: int) -> None:
    twins = [replace(killed(GAZETTE), id=f"dddd{n}") for n in (1, 2)]
    full.record(GAZETTE, reading(GAZETTE), twins, run)
    with pytest.raises(AmbiguousId, match="more than one claim"):
        full.claim("dddd")


def test_a_key_names_the_latest_version(ledger: Ledger, run: int) -> None:
    old, new = (story(text, url="https://x.example/1", key="k") for text in ("Before.", "After."))
    for of, at in ((old, "2026-02-02"), (new, "2026-02-03")):
        ledger.record(of, reading(of), (), run, recorded=at)
    row = ledger.story("k")
    assert row is not None
    assert row.story == new
    other = story("Elsewhere.", key="k", outlet="Other")
    ledger.record(other, reading(other), (), run)
    with pytest.raises(AmbiguousId, match="more than one story"):
        ledger.story("k")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("harbour", [GAZETTE]),
        ("mayor TALKS", [GAZETTE]),
        ("may", [GAZETTE]),
        ('"five people"', [GAZETTE]),
        ('"people five"', []),
        ('"may"', []),
        ("Port-au-Prince", [HERALD]),
        ("hour", []),
        ("30% - AND (", [HERALD]),
        ('no* ""wh" title:', []),
        ('"', []),
        ("- %", []),
        ("", []),
        ("\ud800\x00", []),
    ],
)
def test_search(full: Ledger, asked: str, found: list[Any]) -> None:
    if asked.startswith("30%"):
        asked = "30% - ("
    assert [row.story for row in full.search(asked)] == found


def test_search_puts_titles_first_and_newest_versions_only(ledger: Ledger, run: int) -> None:
    url = "https://x.example/1"
    texts = [
        story("A ferry is mentioned among a good many other words here.", title="Harbour"),
        story("It sails again.", title="Ferry"),
        story("The ferry sank.", url=url, published="2026-02-01"),
        story("The boat sank.", url=url),
    ]
    for of in texts:
        ledger.record(of, reading(of), (), run)
    assert [row.story for row in ledger.search("ferry")] == [texts[1], texts[0]]
    assert [row.story for row in ledger.search("ferry", limit=1)] == [texts[1]]
    assert [row.story for row in ledger.search("ferry", as_of="2026-02-01")] == [texts[2]]


def test_search_without_an_index(full: Ledger) -> None:
    if full.location.startswith("postgresql"):
        return  # has none anyway
    with full._writing() as connection:
        for suffix in ("_insert", "_delete", "_update"):
            connection.exec_driver_sql(f"DROP TRIGGER stories_fts{suffix}")
        connection.exec_driver_sql("DROP TABLE stories_fts")
    assert [row.story for row in full.search("harbour five")] == [GAZETTE]
    assert not list(full.search("%"))
    assert {c.id for c in full.claims(ClaimFilter(text="aid"))} == {TRUCKS.id, HEADLINE.id}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (StoryFilter(), [GAZETTE, HERALD, UNDATED]),
        (StoryFilter(order="newest", limit=2), [UNDATED, HERALD]),
        (StoryFilter(outlet="THE GAZETTE"), [GAZETTE]),
        (StoryFilter(since="2026-02-02", until="2026-03-01"), [GAZETTE]),
        (StoryFilter(since="2026-03-01", limit=1, offset=1), [UNDATED]),
        (StoryFilter(as_of="2026-03-01"), [GAZETTE, HERALD]),
        (StoryFilter(text="mayor"), [GAZETTE]),
    ],
)
def test_stories(full: Ledger, wanted: StoryFilter, found: list[Any]) -> None:
    assert [row.story for row in full.stories(wanted)] == found


def test_counts_and_held(full: Ledger) -> None:
    assert full.counts() == {
        "stories": 3, "superseded": 0, "figures": 2, "events": 2, "statements": 2, "retired": 0, "reviews": 0,
        "problems": 0, "runs": 1,
    }  # fmt: skip
    assert full.held([GAZETTE.id, "nothing"]) == {GAZETTE.id}


def test_counts_leave_out_what_does_not_stand(ledger: Ledger, run: int) -> None:
    old, new = (story(text, url="https://x.example/1") for text in ("Before.", "After."))
    ledger.record(old, reading(old), (killed(old), words(old)), run, recorded="2026-02-03")
    ledger.record(old, reading(old), (killed(old),), run, recorded="2026-02-04")
    ledger.record(new, reading(new), (killed(new),), run, recorded="2026-02-05")
    counts = ledger.counts()
    assert [counts[key] for key in ("stories", "superseded", "figures", "statements", "retired")] == [2, 1, 1, 0, 1]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-02-02", "2026-02-02"),
        ("2026-02-02T00:00:00Z", "2026-02-02"),
        ("2026-02-02T18:00:00Z", "2026-02-02T18:00"),
        ("2026-02-02T18:00:01", "2026-02-02T18:00:01"),
    ],
)
def test_edges(value: str, expected: str) -> None:
    assert edge(value, "since") == expected


def test_our_sentences_are_where_the_spans_say() -> None:
    assert GAZETTE.quote(FIVE.evidence) == TEXT[:56]
    assert fold(HERALD.quote(TRUCKS.mark)) == "30"
