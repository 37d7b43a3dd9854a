"""The review pages: the queue, the forms, what a verdict changes, and what all verdicts measure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

import onrecord
from onrecord.api import Record
from onrecord.model import Claim, FigureValue, Sourced
from onrecord.reviews.judging import LONGEST_NAME
from onrecord.web.app import create_app
from onrecord.web.pages.review_forms import FormField, form_fields, mark_field
from onrecord.web.pages.review_measured import precision_row
from onrecord.web.pages.review_typed import FormError, correction_of, end_moment, parts_of
from onrecord.web.settings import WebSettings
from tests.web.conftest import DEMO, TODAY, TOKEN

ADA = "Ada Quill"
JSON = {"content-type": "application/json"}


class Forms(HTMLParser):
    """The forms of a page as a browser would send them: action and verdict, and the value of every input."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._inside: dict[str, str] | None = None
        self._select = self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = {}
            self.found.append((given.get("action", ""), self._inside))
        if self._inside is None:
            return
        name = given.get("name", "")
        if tag == "input" and given.get("type") not in ("radio", "checkbox"):
            self._inside[name] = given.get("value", "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self._inside[self._select] = given.get("value", "")
        elif tag == "textarea":
            self._area = name
            self._inside[name] = ""

    def handle_data(self, data: str) -> None:
        if self._inside is not None and self._area:
            self._inside[self._area] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None
        if tag == "textarea":
            self._area = ""

    def panel(self, name: str) -> dict[str, str]:
        """What the form of a panel would send."""
        return next(values for _, values in self.found if values.get("panel") == name)


def text_of(html: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def line_of(html: str, identity: str) -> str:
    """What the element of that id says."""
    found = re.search(rf'id="{identity}"[^>]*>(.*?)</p>', html, re.DOTALL)
    return text_of(found[1]) if found else ""


def one_claim(record: Record, **filters: Any) -> Sourced:
    return next(iter(record.claims(**filters)))


def a_total(record: Record) -> Sourced:
    """A total of the killed with a value, in a story that others continue."""
    return one_claim(record, measure="killed", mode="total", place_is="Gaza Strip")


@pytest.fixture
def person(app: FastAPI) -> Iterator[TestClient]:
    """A person whose browser opened the address that was printed."""
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as browser:
        browser.get("/", params={"token": TOKEN}, follow_redirects=False)
        yield browser


def send(person: TestClient, claim: str, verdict: str, **typed: str) -> Any:
    """Send a verdict with the page's own key, as its form would."""
    key = Forms(person.get("/review", params={"by": ADA, "claim": claim}).text).panel("verdict")["form_key"]
    form = {"form_key": key, "by": ADA, "panel": verdict, **typed, "verdict": verdict}
    return person.post(f"/review/{claim}", data=form, follow_redirects=False)


# The queue


def test_the_page_and_its_twin_hold_the_claim_with_its_evidence(client: TestClient) -> None:
    twin = client.get("/review.json").json()
    item = twin["item"]
    html = client.get("/review").text
    assert item["claim"]["id"] == twin["queue"][0]["claim"]
    assert twin["place"] == 1
    assert item["reasons"]
    paragraph = "".join(piece["text"] for piece in item["context"]["pieces"])
    assert paragraph in text_of(html).replace("&#39;", "'")
    for words in (item["claim"]["story"]["title"], *item["reasons"]):
        assert words in text_of(html)
    for line in twin["queue"]:
        assert f"claim={line['claim']}" in html


@pytest.mark.parametrize("kind", ["figure", "event", "statement"])
def test_a_kind_is_asked_for(client: TestClient, kind: str) -> None:
    twin = client.get("/review.json", params={"kind": kind}).json()
    assert {line["kind"] for line in twin["queue"]} == {kind}


def test_a_measure_is_asked_for(client: TestClient) -> None:
    twin = client.get("/review.json", params={"measure": "injured"}).json()
    assert twin["queue"]
    assert all(line["what"].startswith("injured") for line in twin["queue"])


@pytest.mark.parametrize(
    ("asked", "status", "says"),
    [
        ({"kind": "rumour"}, 422, "There is no kind 'rumour'"),
        ({"measure": "sleepers"}, 422, "There is no measure 'sleepers'"),
        ({"by": "x" * (LONGEST_NAME + 1)}, 422, "100 at most"),
        ({"claim": "ffffffffffffffffffff"}, 404, "is on record"),
        ({"claim": "x" * 201}, 422, "200"),
        ({"claim": "\x00"}, 404, "is on record"),
    ],
)
def test_what_cannot_be_asked(client: TestClient, asked: dict[str, str], status: int, says: str) -> None:
    for path in ("/review", "/review.json"):
        answer = client.get(path, params=asked)
        assert answer.status_code == status
        assert says in text_of(answer.text).replace("&#39;", "'")


def test_an_empty_ledger_has_an_empty_queue(tmp_path: Path) -> None:
    with (
        onrecord.open(tmp_path / "empty.db") as record,
        TestClient(create_app(record, "empty.db"), base_url="http://localhost") as visitor,
    ):
        assert "Nothing waits for a review" in visitor.get("/review").text
        assert "Nothing has been judged yet" in visitor.get("/review/measured").text


def test_a_visitor_may_look_and_not_write(client: TestClient, record: Record) -> None:
    claim = a_total(record).claim.id
    html = client.get("/review", params={"by": ADA}).text
    assert "To review, open the address" in html
    assert 'value="accept"' not in html
    for path in (f"/review/{claim}", "/review/name"):
        assert client.post(path, data={"verdict": "accept", "by": ADA}).status_code == 403
    assert client.post(f"/review/{claim}.json", json={"verdict": "accept", "by": ADA}).status_code == 403
    assert record.reviews() == ()


def test_the_paragraph_keeps_every_character(tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    text = "A \\u202eblast <script>alert(1)</script> \\ud83d\\udca5\\u0301 killed 12 people in Kyiv & Odesa on Monday."
    path.write_text(f'{{"id": "odd", "title": "<b>Blast</b>", "published": "2026-02-02", "text": "{text}"}}\n')
    with onrecord.open(tmp_path / "odd.db") as record:
        record.read(path)
        entry = next(record.claims(measure="killed"))
        with TestClient(create_app(record, "odd.db"), base_url="http://localhost") as visitor:
            asked = {"claim": entry.claim.id}
            context = visitor.get("/review.json", params=asked).json()["item"]["context"]
            html = visitor.get("/review", params=asked).text
    shown = "".join(piece["text"] for piece in context["pieces"])
    assert shown == entry.story.text
    mark = next(piece for piece in context["pieces"] if piece["part"] == "mark")
    assert mark["text"] == entry.quote
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


# Who reviews


def test_the_name_is_asked_once_and_kept(person: TestClient) -> None:
    html = person.get("/review").text
    assert "Who reviews?" in html
    assert 'value="accept"' not in html
    name = next(values for action, values in Forms(html).found if action == "/review/name")
    answer = person.post("/review/name", data={**name, "by": f"  {ADA} "}, follow_redirects=False)
    assert answer.status_code == 303
    html = person.get(answer.headers["location"]).text
    assert f"Reviewing as {ADA}" in text_of(html)
    assert Forms(html).panel("verdict")["by"] == ADA


def test_a_name_that_nobody_signed_is_not_taken(person: TestClient) -> None:
    person.cookies.set("onrecord-reviewer", "Mallory")
    assert person.get("/review.json").json()["reviewer"] == ""


@pytest.mark.parametrize("name", ["", "   ", "x" * (LONGEST_NAME + 1)])
def test_a_name_is_needed(person: TestClient, record: Record, name: str) -> None:
    answer = send(person, a_total(record).claim.id, "accept", by=name)
    assert answer.status_code == 422
    assert record.reviews() == ()


def test_the_longest_name_is_the_same_everywhere(person: TestClient, writer: TestClient, record: Record) -> None:
    name, entries = "x" * LONGEST_NAME, list(record.claims(limit=3))
    assert f'name="by" maxlength="{LONGEST_NAME}"' in person.get("/review").text
    assert send(person, entries[0].claim.id, "accept", by=name).status_code == 303
    assert writer.post(f"/review/{entries[1].claim.id}.json", json={"verdict": "accept", "by": name}).status_code == 200
    record.review(entries[2].claim.id, "accept", name)
    assert [review.by for review in record.reviews()] == [name] * 3
    longer = {"verdict": "accept", "by": f"{name}x"}
    assert writer.post(f"/review/{entries[1].claim.id}.json", json=longer).status_code == 422


# Verdicts


def test_a_verdict_leads_to_the_next_claim_and_can_be_undone(person: TestClient, record: Record) -> None:
    page = person.get("/review.json", params={"by": ADA}).json()
    first, second = page["queue"][0]["claim"], page["queue"][1]["claim"]
    form = Forms(person.get("/review", params={"by": ADA}).text).panel("verdict")
    answer = person.post(f"/review/{first}", data={**form, "verdict": "accept"}, follow_redirects=False)
    assert answer.status_code == 303
    after = person.get(answer.headers["location"])
    assert line_of(after.text, "done").startswith("Accepted: ")
    twin = person.get(answer.headers["location"].replace("/review?", "/review.json?")).json()
    assert twin["item"]["claim"]["id"] == second
    assert first not in [line["claim"] for line in twin["queue"]]
    assert [(one.verdict, one.by) for one in record.reviews(first)] == [("accept", ADA)]
    undo = Forms(after.text).panel("undo")
    answer = person.post(f"/review/{first}", data={**undo, "verdict": "undo"}, follow_redirects=False)
    back = person.get(answer.headers["location"].replace("/review?", "/review.json?")).json()
    assert back["item"]["claim"]["id"] == first
    assert first in [line["claim"] for line in back["queue"]]
    assert [line["undone"] for line in back["item"]["reviews"]] == [True, False]


def test_the_filters_stay_while_the_queue_is_worked(person: TestClient) -> None:
    asked = {"by": ADA, "kind": "figure", "measure": "injured"}
    page = person.get("/review", params=asked).text
    form = Forms(page).panel("verdict")
    claim = person.get("/review.json", params=asked).json()["item"]["claim"]["id"]
    answer = person.post(f"/review/{claim}", data={**form, "verdict": "accept"}, follow_redirects=False)
    assert "kind=figure&measure=injured" in answer.headers["location"]


def test_a_correction_is_seen_everywhere_and_survives(
    app: FastAPI, person: TestClient, record: Record, tmp_path: Path
) -> None:
    entry = a_total(record)
    old, new = value_of(entry), value_of(entry) + 4
    form = Forms(person.get("/review", params={"by": ADA, "claim": entry.claim.id}).text).panel("correct")
    assert form["low"] == f"{old:,.0f}"
    sent = {**form, "low": f"{new:,.0f}", "verdict": "correct"}
    answer = person.post(f"/review/{entry.claim.id}", data=sent, follow_redirects=False)
    assert answer.status_code == 303
    assert f"Number: {new:,.0f}" in line_of(person.get(answer.headers["location"]).text, "done")
    assert values_at(record, entry) == {new}
    assert new in series_values(record)
    assert f"{new:.0f}" in shown_series(person)
    assert person.get(f"/claim/{entry.claim.id}.json").json()["stands"] is False
    item = person.get("/review.json", params={"claim": entry.claim.id, "by": ADA}).json()["item"]
    assert not item["stands"]
    assert [one["low"] for one in item["instead"]] == [new]
    record.read(DEMO)
    assert values_at(record, entry) == {new}
    with onrecord.open(tmp_path / "demo.db") as reopened:
        assert values_at(reopened, entry) == {new}
        with TestClient(create_app(reopened, "demo.db"), base_url="http://localhost") as visitor:
            assert not visitor.get("/review.json", params={"claim": entry.claim.id}).json()["item"]["stands"]
    assert send(person, entry.claim.id, "undo").status_code == 303
    assert values_at(record, entry) == {old}
    assert f"{new:.0f}" not in shown_series(person)
    assert person.get("/review.json", params={"claim": entry.claim.id}).json()["item"]["stands"]


def value_of(entry: Sourced) -> float:
    assert isinstance(entry.claim.value, FigureValue)
    assert entry.claim.value.low is not None
    return entry.claim.value.low


def values_at(record: Record, entry: Sourced) -> set[float]:
    """What stands at the claim's words."""
    found = record.claims(story=entry.story.id, kind="figure")
    return {value_of(one) for one in found if one.claim.mark == entry.claim.mark}


def shown_series(person: TestClient) -> str:
    """The series of the killed, as its page's twin has it."""
    answer = person.get("/series/show.json", params={"measure": "killed", "place": "Gaza Strip"})
    return str(answer.text)


def series_values(record: Record) -> set[float | None]:
    return {point.value for one in record.series(measure="killed", mode="total") for point in one.points}


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"low": "many"}, "low", "“many” is no number"),
        ({"low": ""}, "bound", "it needs a number"),
        ({"high": "99"}, "high", "Only a range has an upper number"),
        ({"measure": "sleepers"}, "measure", "cannot stand here"),
        ({"when.first": "2026-02-30"}, "when", "2026-02-30"),
        ({"when.first": "2026-02-03", "when.last": "2026-02-01"}, "when", "before"),
        ({"when.last": "soon"}, "when", "“soon” is no date"),
        ({"note": "x" * 2001, "of": "men"}, "note", "2,000 at most"),
        ({}, "", "Nothing is changed"),
    ],
)
def test_a_bad_correction_is_shown_at_its_field_with_what_was_typed(
    person: TestClient, record: Record, typed: dict[str, str], field: str, says: str
) -> None:
    claim = a_total(record).claim.id
    form = Forms(person.get("/review", params={"by": ADA, "claim": claim}).text).panel("correct")
    answer = person.post(f"/review/{claim}", data={**form, **typed, "verdict": "correct"}, follow_redirects=False)
    assert answer.status_code == 422
    assert says in line_of(answer.text, "fault")
    again = Forms(answer.text).panel("correct")
    kept = {name: value for name, value in typed.items() if name != "measure"}  # a list shows none but its own
    assert {name: again[name] for name in kept} == kept
    if field in form:
        near = re.search(rf'name="{field}"[^>]*aria-invalid="true" aria-describedby="fault', answer.text)
        assert near, field
    assert record.reviews() == ()


@pytest.mark.parametrize(
    ("words", "status"), [("67", 303), ("people", 303), ("no such words here", 422), ("", 422)]
)  # fmt: skip
def test_the_right_words_are_typed(person: TestClient, record: Record, words: str, status: int) -> None:
    entry = next(one for one in record.claims(measure="killed") if "people" in one.sentence and "67" in one.sentence)
    answer = send(person, entry.claim.id, "correct", **{"mark.words": words, "panel": "span"})
    assert answer.status_code == status
    if status == 303:
        made = record.claim(entry.claim.id).made[0]
        assert made.quote == words
        assert made.claim.evidence == entry.claim.evidence


def test_a_fault_without_a_field_in_view_is_told_all_the_same(person: TestClient, record: Record) -> None:
    claim = a_total(record).claim.id
    for panel in ("verdict", "correct", "elsewhere"):
        answer = send(person, claim, "correct", **{"mark.words": "no such words here", "panel": panel})
        assert "does not have “no such words here”" in line_of(answer.text, "fault")


def test_a_claim_is_merged_into_another(person: TestClient, record: Record) -> None:
    page = person.get("/review.json", params={"by": ADA, "kind": "figure"}).json()
    claim, into = page["item"]["claim"]["id"], page["item"]["merge_into"][0]["id"]
    assert send(person, claim, "merge").status_code == 422
    assert send(person, claim, "merge", into_other="nothing-of-that-name").status_code == 422
    assert send(person, claim, "merge", into=into).status_code == 303
    assert not record.claim(claim).stands
    assert record.claim(into).stands


def test_a_claim_is_split(person: TestClient, record: Record) -> None:
    entry = a_total(record)
    same = send(person, entry.claim.id, "split")
    assert same.status_code == 422
    assert "says the same as another part" in line_of(same.text, "fault")
    bad = send(person, entry.claim.id, "split", **{"part2.low": "x"})
    assert "“x” is no number" in line_of(bad.text, "fault")
    typed = {"part1.low": "10", "part1.of": "men", "part2.low": "20", "part2.of": "women", "part3.low": "30"}
    assert send(person, entry.claim.id, "split", **typed).status_code == 303
    assert values_at(record, entry) == {10, 20, 30}


def test_a_program_reviews_too(writer: TestClient, record: Record) -> None:
    entry = a_total(record)
    answer = writer.post(
        f"/review/{entry.claim.id}.json",
        json={"verdict": "correct", "by": ADA, "note": "as printed", "correction": {"value": 5}},
    )
    assert answer.status_code == 200
    given = answer.json()
    assert given["fallen"] == [entry.claim.id]
    assert values_at(record, entry) == {5}
    assert given["review"]["note"] == "as printed"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"verdict": "accept"}, 422),
        ({"verdict": "applaud", "by": ADA}, 422),
        ({"verdict": "accept", "by": "x" * (LONGEST_NAME + 1)}, 422),
        ({"verdict": "accept", "by": "\x00"}, 422),
        ({"verdict": "correct", "by": ADA, "correction": {"low": 10**400}}, 422),
        ({"verdict": "merge", "by": ADA, "correction": {"into": "ffffffffffffffffffff"}}, 404),
        ({"verdict": "accept", "by": ADA, "extra": 1}, 422),
    ],
)
def test_what_a_program_cannot_say(writer: TestClient, record: Record, body: dict[str, object], status: int) -> None:
    answer = writer.post(f"/review/{a_total(record).claim.id}.json", content=json.dumps(body), headers=JSON)
    assert answer.status_code == status, answer.text
    assert record.reviews() == ()


def test_an_unknown_claim_is_not_reviewed(writer: TestClient) -> None:
    assert writer.post("/review/nothing.json", json={"verdict": "accept", "by": ADA}).status_code == 404
    assert writer.post("/review/nothing", data={"verdict": "accept", "by": ADA}).status_code == 404


# The forms


def everything(record: Record) -> list[Sourced]:
    return list(record.claims())


def as_shown(fields: tuple[FormField, ...], prefix: str = "") -> dict[str, str]:
    return {prefix + one.name: one.value for field in fields for one in field.inputs}


def test_a_form_left_as_it_was_changes_nothing(record: Record) -> None:
    for entry in everything(record):
        fields = (mark_field(entry), *form_fields(entry))
        assert correction_of(entry, fields, as_shown(fields)) == {}
        assert correction_of(entry, fields, {}) == {}


def test_every_field_of_a_claim_is_in_its_form(record: Record) -> None:
    for kind, own in (("figure", "measure"), ("event", "actors"), ("statement", "content")):
        fields = {field.name for field in form_fields(one_claim(record, kind=kind))}
        assert {own, "status", "where", "when", "said", "speakers"} <= fields


FIGURE_TYPED: list[tuple[dict[str, str], dict[str, Any]]] = [
    ({"low": "1,500"}, {"low": 1500.0, "high": 1500.0}),
    ({"low": "1 500"}, {"low": 1500.0, "high": 1500.0}),
    ({"low": "40", "high": "50", "bound": "range"}, {"low": 40.0, "high": 50.0, "bound": "range"}),
    ({"low": "40", "bound": "at_most"}, {"low": None, "high": 40.0, "bound": "at_most"}),
    ({"low": "40", "bound": "at_least"}, {"low": 40.0, "high": None, "bound": "at_least"}),
    ({"where": ""}, {"where": None}),
    ({"of": " the  men "}, {"of": "the men"}),
    ({"each": "yes"}, {"each": True}),
    ({"direction": "out"}, {"direction": "out"}),
    ({"when.first": "2026-02-02", "when.last": "2026-02-03"}, {"when": {"from": "2026-02-02", "to": "2026-02-04"}}),
    ({"when.first": "2026-02", "when.last": "2026-02"}, {"when": {"from": "2026-02-01", "to": "2026-03-01"}}),
    ({"when.first": "2025"}, {"when": {"from": "2025-01-01", "to": None}}),
    (
        {"speakers.1.name": "a doctor", "speakers.1.kind": "unnamed"},
        {
            "speakers": [
                {"name": "Gaza's health ministry", "kind": "body", "role": None},
                {"name": "a doctor", "kind": "unnamed", "role": None},
            ]
        },
    ),
    ({"speakers.0.name": ""}, {"speakers": []}),
]


@pytest.mark.parametrize(("typed", "correction"), FIGURE_TYPED)
def test_what_is_typed_is_the_correction(record: Record, typed: dict[str, str], correction: dict[str, Any]) -> None:
    entry = next(one for one in everything(record) if plain_total(one.claim))
    fields = form_fields(entry)
    assert correction_of(entry, fields, {**as_shown(fields), **typed}) == correction


def plain_total(claim: Claim) -> bool:
    names = [speaker.name for speaker in claim.speakers]
    figure = isinstance(claim.value, FigureValue) and claim.value.bound == "exact" and claim.when.begin is None
    return figure and names == ["Gaza's health ministry"]


def test_a_part_beyond_the_second_counts_where_it_was_changed(record: Record) -> None:
    entry = a_total(record)
    fields = form_fields(entry)
    typed = {"part1.of": "men", "part4.of": "women"}
    assert parts_of(entry, fields, typed) == [{"of": "men"}, {}, {"of": "women"}]


def test_a_fault_in_a_part_names_the_part(record: Record) -> None:
    entry = a_total(record)
    with pytest.raises(FormError) as caught:
        parts_of(entry, form_fields(entry), {"part2.low": "x"})
    assert caught.value.field == "part2.low"


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2026-02-28", "2026-03-01"),
        ("2026-12", "2027-01-01"),
        ("2026", "2027-01-01"),
        ("2026-02-02T18:00", "2026-02-02T18:00"),
        ("", None),
    ],
)
def test_the_last_day_is_included(text: str, end: str | None) -> None:
    assert end_moment("when", text) == end


@pytest.mark.parametrize("text", ["9999-12-31", "2026-13", "20 Feb", "0000"])
def test_what_is_no_last_day(text: str) -> None:
    with pytest.raises(FormError, match="is no date"):
        end_moment("when", text)


# What the reviews measure


def test_precision_and_agreement_are_measured(writer: TestClient, record: Record) -> None:
    entries = list(record.claims(measure="killed", mode="total", limit=4))
    for number, entry in enumerate(entries):
        verdict = "accept" if number else "reject"
        writer.post(f"/review/{entry.claim.id}.json", json={"verdict": verdict, "by": ADA})
    before = writer.get("/review/measured.json").json()
    assert before["agreement"]["alpha"] is None
    assert "no claim has been judged by two" in before["agreement"]["words"].lower()
    tables = {table["by"]: table["rows"] for table in before["tables"]}
    row = tables["measure"][0]
    assert (row["name"], row["n"], row["right"]) == ("killed, total", 4, 3)
    assert row["words"].startswith("killed, total: 75 % [")
    assert sum(one["n"] for one in tables["rule"]) == 4
    for entry in entries:
        writer.post(f"/review/{entry.claim.id}.json", json={"verdict": "accept", "by": "Bo Reed"})
    after = writer.get("/review/measured.json").json()["agreement"]
    assert after["items"] == 4
    assert after["reviewers"] == [ADA, "Bo Reed"]
    assert after["alpha"] is not None
    assert [one["id"] for one in after["disagreements"]] == [entries[0].claim.id]
    html = writer.get("/review/measured").text
    assert f"/claim/{entries[0].claim.id}" in html
    assert html.count('<svg class="interval"') == sum(len(table["rows"]) for table in before["tables"])
    assert "style=" not in html


def test_a_row_in_words() -> None:
    from onrecord.api import Precision

    row = precision_row(Precision("measure", "killed, total", 412, 395, 0.959, 0.934, 0.975))
    assert row.words == "killed, total: 96 % [93–98], n = 412"


def test_a_name_is_asked_again_where_another_secret_signed_it(app: FastAPI, record: Record, person: TestClient) -> None:
    send(person, a_total(record).claim.id, "accept")
    assert person.get("/review.json").json()["reviewer"] == ADA
    other = create_app(record, "demo.db", WebSettings(token=TOKEN, secret="another", today=TODAY))
    with TestClient(other, base_url="http://localhost", cookies=dict(person.cookies)) as later:
        assert later.get("/review.json").json()["reviewer"] == ""
