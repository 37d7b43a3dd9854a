"""The claim page: the sentence in its paragraph, what is known of the claim, its reviews, and its annotation."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.api import Record
from onrecord.exports.annotation import find_annotated
from onrecord.model import ANY_TIME, FigureValue, Sourced, Story
from onrecord.web.app import create_app
from onrecord.web.pages.claim_parts import number_words, rule_words
from onrecord.web.shown import shown

WHERE = "https://example.org/kharkiv"
BODY = (
    "KHARKIV, Feb 2 (Wire) -- A drone \U0001f4a5 hit a depot. The ministry, citing hospitals, said that "
    "12 people were killed </script><script>alert(1)</script> in Kharkiv on Monday.\n"
    "Talks will be held in Doha on Friday, officials said.\n"
)
STORIES = (
    Story(BODY, "Depot hit", "2026-02-02", WHERE, "Wire", key="first"),
    Story(BODY.replace("KHARKIV, Feb 2 (Wire) -- ", ""), "Drone hits depot", "2026-02-03", None, "Gazette", key="copy"),
    Story(
        "Russia reopened the Rafah crossing.\n" + "More words follow here. " * 300 + "On Sunday, five men were killed.",
        "Long",
        lang="en",
        key="long",
    ),
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of these stories, read once."""
    path = tmp_path_factory.mktemp("claim") / "claim.db"
    with onrecord.open(path) as opened:
        opened.read_items(STORIES)
    return path


@pytest.fixture
def record(ledger: Path, tmp_path: Path) -> Iterator[Record]:
    """A copy of it that a test may change."""
    shutil.copy(ledger, tmp_path / "claim.db")
    with onrecord.open(tmp_path / "claim.db") as opened:
        yield opened


@pytest.fixture
def client(record: Record) -> Iterator[TestClient]:
    """A visitor who may only read."""
    with TestClient(create_app(record, "claim.db"), base_url="http://localhost") as visitor:
        yield visitor


def figure(record: Record, story: str, words: str = "12") -> Sourced:
    return next(e for e in record.story(story).claims if e.quote == words and e.claim.kind == "figure")


def test_every_claim_of_the_demo_has_its_page_twin_and_annotation(demo_ledger: Path) -> None:
    with onrecord.open(demo_ledger, create=False) as demo, TestClient(
        create_app(demo, "demo.db"), base_url="http://localhost"
    ) as visitor:  # fmt: skip
        entries = list(demo.claims())[::9]
        assert len(entries) > 20
        for entry in entries:
            address = f"/claim/{entry.claim.id}"
            page, twin = visitor.get(address), visitor.get(f"{address}.json").json()
            made = visitor.get(f"{address}.jsonld")
            assert page.status_code == made.status_code == 200
            assert made.headers["content-type"].startswith("application/ld+json")
            assert twin["card"]["id"] == entry.claim.id
            assert twin["annotation"] == made.json()
            inside = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
            assert inside
            assert json.loads(inside[1]) == made.json()
            field = entry.story.text if entry.claim.mark.field == "text" else entry.story.title
            found = find_annotated(field, made.json())
            assert found is not None
            assert (found.start, found.end) == (entry.claim.mark.start, entry.claim.mark.end)


def test_the_sentence_stands_in_its_paragraph_with_the_claims_words_marked(client: TestClient, record: Record) -> None:
    entry = figure(record, "first")
    twin = client.get(f"/claim/{entry.claim.id}.json").json()
    context = twin["context"]
    whole = "".join(piece["text"] for piece in context["pieces"])
    assert BODY[context["start"] : context["start"] + len(whole)] == whole
    assert whole == BODY.split("\n", maxsplit=1)[0]
    page = client.get(f"/claim/{entry.claim.id}").text
    assert f'<mark class="figure" data-field="text" data-start="{entry.claim.mark.start}">12</mark>' in page


def test_a_long_paragraph_is_cut(client: TestClient, record: Record) -> None:
    twin = client.get(f"/claim/{figure(record, 'long', 'five').claim.id}.json").json()
    assert twin["context"]["cut_before"]
    assert sum(len(piece["text"]) for piece in twin["context"]["pieces"]) < 2_000


def test_no_text_ends_the_data_block(client: TestClient, record: Record) -> None:
    page = client.get(f"/claim/{figure(record, 'first').claim.id}").text
    assert page.count("<script") == 1  # the annotation
    assert "<script>alert" not in page
    assert "\\u003c/script\\u003e" in page


def test_what_is_known_of_a_claim(client: TestClient, record: Record) -> None:
    entry = figure(record, "first")
    twin = client.get(f"/claim/{entry.claim.id}.json").json()
    told = {fact["name"]: fact["words"] for fact in twin["facts"]}
    assert told["Counts"] == "killed"
    assert told["Number"] == "exactly 12"
    assert twin["stands"]
    assert twin["date"]["value"] == "2026-02-02"
    assert twin["series"]["link"].startswith("/series/show?measure=killed&mode=")
    assert [fact["words"] for fact in twin["place"]] == [entry.claim.where]
    assert twin["link"] == WHERE
    page = client.get(f"/claim/{entry.claim.id}").text
    for words in (
        "What it says",
        "Who says so",
        "How it was read",
        "said to have happened",
        f"/review?claim={entry.claim.id}",
    ):
        assert words in page
    for speaker in entry.claim.speakers:
        assert speaker.name in page


def test_when_it_is_true_stands_as_edtf(client: TestClient, record: Record) -> None:
    talks = next(entry for entry in record.claims(type="CONSULT") if entry.claim.when.begin)
    assert client.get(f"/claim/{talks.claim.id}.json").json()["card"]["when"]["edtf"] == "2026-02-06"
    assert "<dt>EDTF</dt><dd><code>2026-02-06</code></dd>" in client.get(f"/claim/{talks.claim.id}").text
    undated = figure(record, "first")
    assert undated.claim.when == ANY_TIME
    assert "<dt>EDTF</dt>" not in client.get(f"/claim/{undated.claim.id}").text


def test_the_same_sentence_elsewhere_is_named(client: TestClient, record: Record) -> None:
    # The dateline is no part of the sentence.
    entry, other = figure(record, "first"), figure(record, "copy")
    assert entry.sentence == other.sentence
    for one, copy in ((entry, other), (other, entry)):
        twin = client.get(f"/claim/{one.claim.id}.json").json()
        assert [each["claim"] for each in twin["copies"]] == [copy.claim.id]


def test_reviews_are_told_and_what_stands_instead(client: TestClient, record: Record) -> None:
    entry = figure(record, "first")
    record.review(entry.claim.id, "accept", "Ana", note="as printed")
    page = client.get(f"/claim/{entry.claim.id}").text
    assert "Ana" in page
    assert "as printed" in page
    assert "does not stand" not in page
    report = record.review(entry.claim.id, "correct", "Ben", correction={"value": 13}, note="a typing error")
    (made,) = report.stands
    old, new = (client.get(f"/claim/{one}.json").json() for one in (entry.claim.id, made))
    assert not old["stands"]
    assert old["why_not"]
    assert old["series"] is None
    assert [card["id"] for card in old["made"]] == [made]
    assert [one["verdict"] for one in old["reviews"]] == ["accept", "correct"]
    assert new["source"]["id"] == entry.claim.id
    assert new["annotation"]["creator"] == {"type": "Person", "name": "Ben"}
    assert "creator" not in old["annotation"]
    assert "does not stand" in client.get(f"/claim/{entry.claim.id}").text
    assert "Ben" in client.get(f"/claim/{made}").text


def test_a_claim_of_an_older_version_says_so(client: TestClient, record: Record) -> None:
    entry = figure(record, "first")
    assert client.get(f"/claim/{entry.claim.id}.json").json()["newer"] is None
    record.read_items([Story(BODY.replace("12", "14"), "Depot hit", "2026-02-04", WHERE, "Wire")])
    newer = record.story(WHERE).row.id
    assert client.get(f"/claim/{entry.claim.id}.json").json()["newer"]["id"] == newer
    assert "older version" in client.get(f"/claim/{entry.claim.id}").text


def test_what_is_not_on_record_is_an_error(client: TestClient) -> None:
    for ref in ("nothing", "a" * 201, "%00", "a b"):
        assert client.get(f"/claim/{ref}").status_code in (404, 422)
        answer = client.get(f"/claim/{ref}.jsonld")
        assert answer.status_code in (404, 422)
        assert answer.json()["title"]


def test_the_beginning_of_an_id_is_enough(client: TestClient, record: Record) -> None:
    entry = figure(record, "first")
    assert client.get(f"/claim/{entry.claim.id[:12]}.json").json()["card"]["id"] == entry.claim.id


@pytest.mark.parametrize(
    ("kind", "rule", "words"),
    [
        ("event", "trigger:open", "a trigger of “open”"),
        ("statement", "cue:saying:clause 0.99", "a cue of “saying”, its words by clause 0.99"),
        ("statement", "cue:saying", "a cue of “saying”"),
        ("statement", "position:reject refuse, verb", "a word of a position, “reject refuse, verb”"),
        ("figure", "noun death; newly", "measure by “noun death”, mode by “newly”"),
        ("figure", "something else", "something else"),
        ("figure", "", "not told"),
        ("figure", "review by Ana", "a person’s word: review by Ana"),
    ],
)
def test_rules_in_words(kind: str, rule: str, words: str) -> None:
    assert rule_words(kind, rule) == words


@pytest.mark.parametrize(
    ("low", "high", "bound", "words"),
    [
        (12.0, 12.0, "exact", "exactly 12"),
        (1200.0, None, "at_least", "at least 1,200"),
        (None, 50.0, "at_most", "at most 50"),
        (40.0, 50.0, "range", "40 to 50"),
        (24.0, None, "vague", "24 or so, told in words"),
        (None, None, "vague", "in words, not a number"),
    ],
)
def test_numbers_in_words(low: float | None, high: float | None, bound: str, words: str) -> None:
    assert number_words(FigureValue("killed", "new", low, high, bound)) == words  # type: ignore[arg-type]


def test_a_text_that_no_page_can_hold_keeps_its_places(client: TestClient, record: Record) -> None:
    text = "\x00 \ud800 The ministry said 17 people were killed in Kharkiv on Monday."
    record.read_items([Story(text, "NUL", key="nul")])
    entry = figure(record, "nul", "17")
    made = client.get(f"/claim/{entry.claim.id}.jsonld").json()
    quote, position = made["target"]["selector"]
    assert quote["prefix"] == str(shown(text))[max(0, position["start"] - 32) : position["start"]]
    assert (position["start"], position["end"]) == (entry.claim.mark.start, entry.claim.mark.end)
