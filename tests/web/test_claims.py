"""Claims: the filter in the address, sorting, pages, search, copies, and files to take away."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.api import Record
from onrecord.model import ANY_TIME, EVENT_TYPES, MEASURES, Sourced, Story
from onrecord.model.edtf import period_edtf
from onrecord.web.app import create_app
from onrecord.web.brief import LONGEST
from onrecord.web.filters import EVENT_MODES, Asked
from onrecord.web.pages.claims import MOST_PAGES
from onrecord.web.params import PAGE_ROWS
from onrecord.web.search import every_holder, holders, holding, in_order, number_of, window

TRIGGERS = Path(onrecord.__file__).parent / "lexicon" / "triggers"


def asked(client: TestClient, **query: object) -> dict[str, Any]:
    answer = client.get("/claims.json", params={name: str(value) for name, value in query.items()})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def everything(client: TestClient, **query: object) -> list[dict[str, Any]]:
    """The cards of all pages."""
    cards: list[dict[str, Any]] = []
    for number in range(1, 100):
        page = asked(client, page=number, **query)
        cards += [row["card"] for row in page["claims"]]
        if page["next"] is None:
            return cards
    raise AssertionError("the list has no end")


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ({"kind": "figure"}, lambda c: c["kind"] == "figure"),
        ({"measure": "killed", "mode": "total"}, lambda c: (c["measure"], c["mode"]) == ("killed", "total")),
        ({"type": "CONSULT", "status": "announced"}, lambda c: (c["type"], c["status"]) == ("CONSULT", "announced")),
        ({"type": "RETREAT", "mode": "ceasefire"}, lambda c: (c["type"], c["mode"]) == ("RETREAT", "ceasefire")),
        ({"place": "gaza"}, lambda c: "gaza" in c["where"].lower()),
        ({"speaker": "ministry"}, lambda c: any("ministry" in s["name"].lower() for s in c["speakers"])),
        ({"outlet": "Harbor Wire"}, lambda c: c["story"]["outlet"] == "Harbor Wire"),
        ({"q": "ceasefire"}, lambda c: "ceasefire" in "".join(p["text"] for p in c["sentence"]).lower()),
    ],
)
def test_a_filter_leaves_what_passes_it(client: TestClient, query: dict[str, str], holds: Any) -> None:
    found = everything(client, **query)
    assert found
    assert all(holds(card) for card in found)
    assert len(found) < asked(client)["count"]


def test_count_and_pages_agree_with_the_record(client: TestClient, record: Record) -> None:
    page = asked(client, kind="event")
    entries = list(record.claims(kind="event"))
    assert page["count"] == len(entries)
    assert not page["capped"]
    shown = 0
    for number in range(1, 100):
        page = asked(client, kind="event", page=number)
        shown += sum(1 + len(row["copies"]) for row in page["claims"])
        if page["next"] is None:
            break
        assert sum(1 + len(row["copies"]) for row in page["claims"]) == PAGE_ROWS
    assert shown == len(entries)


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("known", lambda c: c["known"]),
        ("number", lambda c: c["low"] if c["low"] is not None else c["high"]),
        ("confidence", lambda c: c["confidence"]),
    ],
)
def test_sorted_both_ways_with_what_has_no_number_last(client: TestClient, sort: str, key: Any) -> None:
    up = [key(card) for card in everything(client, kind="figure", sort=sort)]
    down = [key(card) for card in everything(client, kind="figure", sort=f"-{sort}")]
    assert up[0] != down[0]
    for order, backwards in ((up, False), (down, True)):
        values = [value for value in order if value is not None]
        assert values == sorted(values, reverse=backwards)
        assert order[: len(values)] == values


def test_heads_say_the_order_and_turn_it_round(client: TestClient) -> None:
    heads = {head["label"]: head for head in asked(client, kind="figure", sort="-number")["columns"]}
    assert heads["Number"]["sorted"] == "descending"
    assert parse_qs(heads["Number"]["query"]) == {"kind": ["figure"], "sort": ["number"]}
    assert heads["Known"]["sorted"] == ""
    text = client.get("/claims?kind=figure&sort=-number").text
    assert text.count("aria-sort=") == 1
    assert 'aria-sort="descending"><a href="/claims?kind=figure&amp;sort=number">' in text


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("measure=murdered", MEASURES),
        ("type=EAT", EVENT_TYPES),
        ("kind=rumour", ("figure", "event", "statement")),
        ("mode=sum", ("total", "new", "limit", "standing")),
        ("status=maybe", ("occurred", "denied")),
        ("since=yesterday", ("2026-02-02",)),
        ("as_of=0001-01-01T00:00%2B14:00", ("2026-02-02",)),
        ("as_of=2026W05T18", ("2026-02-02",)),
        ("sort=size", ("known", "number")),
        (f"page={MOST_PAGES + 1}", (str(MOST_PAGES),)),
    ],
)
def test_what_cannot_be_asked_names_what_can(client: TestClient, query: str, named: tuple[str, ...]) -> None:
    for path, kind in (("/claims", "text/html"), ("/claims.json", "application/json")):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 422
        assert answer.headers["content-type"].startswith(kind)
        assert all(word in answer.text for word in named)


def test_empty_fields_of_the_form_restrict_nothing(client: TestClient) -> None:
    empty = client.get("/claims.json?q=&kind=&measure=&mode=&type=&status=&place=&outlet=&since=&as_of=&sort=").json()
    assert empty["filters"] == []
    assert empty["count"] == asked(client)["count"]


def test_each_filter_can_be_taken_away(client: TestClient) -> None:
    page = asked(client, kind="figure", place="Gaza & “strip”", sort="number")
    assert {one["name"]: parse_qs(one["without"]) for one in page["filters"]} == {
        "kind": {"place": ["Gaza & “strip”"], "sort": ["number"]},
        "place": {"kind": ["figure"], "sort": ["number"]},
    }


def test_search_finds_stories_and_their_claims(client: TestClient) -> None:
    page = asked(client, q="ceasefire", kind="event")
    assert page["stories"]
    assert page["held"] > len(page["stories"])
    assert all(card["kind"] == "event" for hit in page["stories"] for card in hit["claims"])
    stories = asked(client, q="ceasefire", show="stories")
    assert {hit["story"]["id"] for hit in stories["stories"]} >= {hit["story"]["id"] for hit in page["stories"]}
    assert "ceasefire" in stories["stories"][0]["story"]["title"].lower()
    assert stories["claims"] == []
    assert 'href="/story/' in client.get("/claims?q=ceasefire&show=stories").text


@pytest.mark.parametrize(
    ("words", "text", "held"),
    [
        ("gaza toll", "The toll in Gaza rose.", True),
        ("GAZ tol", "The toll in Gaza rose.", True),
        ("aza", "The toll in Gaza rose.", False),
        ('"in Gaza"', "The toll in Gaza rose.", True),
        ('"Gaza in"', "The toll in Gaza rose.", False),
        ('"in Gaz"', "The toll in Gaza rose.", False),
        ("“in Gaza”", "The toll in Gaza rose.", True),
        ("Zelenskyy's", "Zelenskyy’s office", True),
        ("creme", "crème", True),
        ("", "anything", False),
        ("*", "anything", False),
    ],
)
def test_which_sentences_hold_the_words(words: str, text: str, held: bool) -> None:
    assert holding(words)(text) is held


def test_windows_reach_every_story(record: Record) -> None:
    texts = [f"Shelling killed {number} people in Sumy, officials said." for number in range(10, 17)]
    days = ["2026-03-01", "2026-02-27", "2026-03-09", None, "2024-01-01", "2026-03-08", "2026-03-02"]
    record.read_items([Story(text=t, published=day, outlet="Sumy Post") for t, day in zip(texts, days, strict=True)])
    wanted = Asked(q="shelling sumy", kind="figure")
    seen: list[Sourced] = []
    for number in (1, 2, 3, 4):
        found = window(record, wanted, number, 2)
        assert found.more is (number < 4)
        seen += holders(found, "shelling sumy")
    assert [entry.known for entry in seen] == sorted((entry.known for entry in seen), reverse=True)
    assert len(seen) == len(texts)
    assert list(every_holder(record, wanted)) == seen
    assert [number_of(entry) for entry in in_order(seen, "-number")] == [16, 15, 14, 13, 12, 11, 10]
    assert in_order(seen, "said")[-1].claim.said is None


@pytest.mark.parametrize("words", ['"', "*", "NEAR(", "a OR", "''", "%00", "\N{SNOWMAN}", "NOT", "-", "x" * 200])
def test_no_words_break_the_search(client: TestClient, words: str) -> None:
    assert client.get("/claims", params={"q": words}).status_code == 200


def test_as_known_then(client: TestClient) -> None:
    then = everything(client, as_of="2025-03-01")
    assert then
    assert all(card["known"] < "2025-03-02" for card in then)


def test_copies_stand_in_one_row(record: Record) -> None:
    text = "Shelling killed 37 people in Kharkiv on Monday, the regional governor said."
    outlets = [f"Copy {number}" for number in range(12)]
    record.read_items([Story(text=text, outlet=outlet, published="2026-02-03") for outlet in outlets])
    with TestClient(create_app(record, "demo.db"), base_url="http://localhost") as client:
        page = asked(client, q="shelling killed 37", kind="figure")
        assert page["count"] == 12
        (row,) = page["claims"]
        assert sorted([row["card"]["story"]["outlet"], *(copy["outlet"] for copy in row["copies"])]) == sorted(outlets)
        assert "and 11 other stories" in client.get("/claims?q=shelling+killed+37&kind=figure").text


def test_hostile_stories_show_as_text(record: Record) -> None:
    bad = "<script>alert(1)</script><b onclick=x>"
    story = Story(
        text=f"A shell killed 4 in {bad} Kharkiv\u202e \U0001f468\u200d\U0001f469 \x00 \ud800 Monday, {'w' * 9000}.",
        title=f"{bad}\x00\ud800", outlet=f"{bad}", published="2026-02-03", url="javascript:alert(1)",
    )  # fmt: skip
    record.read_items([story])
    with TestClient(create_app(record, "demo.db"), base_url="http://localhost") as client:
        for path in (
            "/claims?since=2026-02-03",
            "/claims?q=Kharkiv",
            "/claims?q=%3Cscript%3E",
            "/claims?q=%22%3E%3Cb%3E",
        ):
            text = client.get(path).text
            assert "<script>alert" not in text
            assert "<b onclick" not in text
            assert "javascript:" not in text
        cards = [card for card in everything(client, kind="figure") if card["known"] == "2026-02-03"]
        assert cards
        assert all(len(piece["text"]) <= LONGEST + 2 for card in cards for piece in card["sentence"])
        lines = client.get("/claims.jsonl?q=shell&kind=figure").content.decode().splitlines()
        assert [json.loads(line)["sentence"] for line in lines]


def test_files_hold_what_the_filter_shows(client: TestClient, record: Record) -> None:
    entries = list(record.claims(kind="figure", measure="killed"))
    answer = client.get("/claims.csv?measure=killed")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="claims.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert [row["id"] for row in rows] == [entry.claim.id for entry in entries]
    assert [row["sentence"] for row in rows] == [entry.sentence for entry in entries]
    assert [(row["edtf"], row["said_edtf"]) for row in rows] == [
        (period_edtf(entry.claim.when) or "", period_edtf(entry.claim.said or ANY_TIME) or "") for entry in entries
    ]
    lines = client.get("/claims.jsonl?measure=killed").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [entry.claim.id for entry in entries]
    assert client.get("/claims.csv?measure=foo").status_code == 422


def test_a_cell_is_never_a_formula(record: Record) -> None:
    record.read_items(
        [Story(text="Shelling killed 5 people in Sumy.", title='=HYPERLINK("x")', published="2026-03-01")]
    )
    with TestClient(create_app(record, "demo.db"), base_url="http://localhost") as client:
        rows = list(csv.DictReader(io.StringIO(client.get("/claims.csv?since=2026-03-01").text, newline="")))
    assert {row["title"] for row in rows} == {'\'=HYPERLINK("x")'}


def test_the_filter_is_what_its_address_says() -> None:
    wanted = Asked(q="a b", kind="figure", place="Gaza")
    assert wanted.query() == "q=a+b&kind=figure&place=Gaza"
    assert wanted.query("q", page=2, sort="") == "kind=figure&place=Gaza&page=2"
    where = wanted.filter(limit=5)
    assert (where.text, where.kind, where.place, where.limit) == (None, "figure", "Gaza", 5)


def test_event_modes_are_those_of_the_lexicon() -> None:
    entries = [tomllib.loads(path.read_text(encoding="utf-8")) for path in TRIGGERS.glob("*.toml")]
    assert set(EVENT_MODES) == {entry["values"]["mode"] for entry in entries if "mode" in entry.get("values", {})}
