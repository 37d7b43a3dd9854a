"""The story page: its text to the character, the claims' words highlighted, its date explained, its versions."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.api import Record, StoryView
from onrecord.model import Story
from onrecord.web.app import create_app
from onrecord.web.shown import shown

HOSTILE = (
    "KYIV, Feb 2 (Wire) — <script>alert(1)</script> The ministry said on Monday that 12 people "
    "\U0001f469\u200d\U0001f467 were killed and a cafe\u0301 owner "
    "\u202eand 35 others\u202c were injured in Kharkiv.\r\n\r\n"
    "“The toll \u2067rose to 1,200 dead\u2069,” he said \U0001f600\U0001f600 & five <b>soldiers</b> were killed.\rNext "
    "\x00 and \ud800 stand alone.\n\n" + "w" * 10_000 + " five children were killed on Sunday.\n"
    "\tOfficials said 300 prisoners were released &amp; two \u200fhostages were freed.\n"
)
TITLE = "<img src=x onerror=alert(1)> \u202e12 killed \U0001f4a5 in Kharkiv"


class Pieces(HTMLParser):
    """What a browser makes of the page: the text of the pieces by field, with their offsets and claims."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[dict[str, str]] = []
        self.tags: list[str] = []
        self.pieces: list[tuple[dict[str, str], str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        if tag in ("a", "span", "mark"):
            self.open.append(given)
            if "data-start" in given:
                self.pieces.append((given, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("a", "span", "mark"):
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if any("data-start" in one for one in self.open):
            given, text = self.pieces[-1]
            self.pieces[-1] = (given, text + data)

    def field(self, name: str) -> list[tuple[dict[str, str], str]]:
        return [(given, text) for given, text in self.pieces if given["data-field"] == name]


def parsed(text: str) -> Pieces:
    assert "\r" not in text  # a browser would read it as a line end
    found = Pieces()
    found.feed(text)
    found.close()
    return found


def words_of(found: Pieces, claim: str) -> str:
    return "".join(text for given, text in found.pieces if claim in given.get("data-claims", "").split())


STORIES = (
    Story(HOSTILE, TITLE, "2026-02-02", "javascript:alert(1)", "Wire \u202e<b>", key="hostile"),
    Story("DOHA (Wire) -- Talks go on.", "Talks", "2026-02-02", key="dated"),
    Story("Talks go on.", "Talks", key="undated"),
    Story("", key="empty"),
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of these stories, read once."""
    with onrecord.open(tmp_path_factory.mktemp("story") / "story.db") as opened:
        opened.read_items(STORIES)
        yield opened


@pytest.fixture(scope="module")
def client(record: Record) -> Iterator[TestClient]:
    """A visitor who may only read."""
    with TestClient(create_app(record, "story.db"), base_url="http://localhost") as visitor:
        yield visitor


@pytest.fixture
def hostile(record: Record) -> StoryView:
    """The story that tries everything."""
    return record.story("hostile")


def test_the_page_holds_the_story_to_the_character(client: TestClient, hostile: StoryView) -> None:
    page = client.get(f"/story/{hostile.row.id}")
    assert page.status_code == 200
    found = parsed(page.text)
    for name, whole in (("text", HOSTILE), ("title", TITLE)):
        assert "".join(text for _, text in found.field(name)) == shown(whole)
        at = 0
        for given, text in found.field(name):
            assert int(given["data-start"]) == at  # code points, as the record counts them
            at += len(text)
    assert "img" not in found.tags
    assert "b" not in found.tags
    assert found.tags.count("script") == 1  # ours


def test_every_claims_words_are_marked_exactly_and_linked_both_ways(client: TestClient, hostile: StoryView) -> None:
    found = parsed(client.get(f"/story/{hostile.row.id}").text)
    assert len(hostile.claims) > 5
    for entry in hostile.claims:
        claim = entry.claim
        assert words_of(found, claim.id) == shown(entry.quote)
        starts = [int(given["data-start"]) for given, _ in found.pieces if claim.id in given.get("data-claims", "")]
        assert min(starts) == claim.mark.start
        assert found.ids.count(f"mark-{claim.id}") == found.ids.count(f"claim-{claim.id}") == 1
        assert {f"#mark-{claim.id}", f"/claim/{claim.id}"} <= set(found.links)
    linked = {link[1:] for link in found.links if link.startswith("#claim-")}
    assert linked
    assert linked <= set(found.ids)


def test_controls_of_direction_stand_alone_in_their_boxes(client: TestClient, hostile: StoryView) -> None:
    page = client.get(f"/story/{hostile.row.id}").text
    for control in "\u202e\u202c\u2067\u2069\u200f":
        boxed = f'<span class="ctl" data-code="U+{ord(control):04X}">{control}</span>'
        body = page.split("<main", 1)[1]
        assert boxed in body
        assert control not in body.replace(boxed, "")


def test_an_address_that_is_no_web_page_is_text(client: TestClient, hostile: StoryView) -> None:
    page = client.get(f"/story/{hostile.row.id}").text
    assert "javascript:alert(1)" in page
    assert not [link for link in parsed(page).links if link.startswith("javascript")]


def test_the_twin_holds_the_same(client: TestClient, hostile: StoryView) -> None:
    twin = client.get(f"/story/{hostile.row.id}.json").json()
    assert "".join(one["text"] for each in twin["text"] for one in each) == shown(HOSTILE)
    assert "".join(one["text"] for one in twin["title"]) == shown(TITLE)
    assert [one["card"]["id"] for one in twin["claims"]] == [entry.claim.id for entry in hostile.claims]
    for one in twin["claims"]:
        whole = shown(HOSTILE if one["mark"]["field"] == "text" else TITLE)
        assert str(whole)[one["mark"]["start"] : one["mark"]["end"]] == one["card"]["quote"]


def test_one_tab_stop_a_claim_in_the_text(client: TestClient, hostile: StoryView) -> None:
    found = parsed(client.get(f"/story/{hostile.row.id}").text)
    stops = [given["href"] for given, _ in found.pieces if "href" in given and given.get("tabindex") != "-1"]
    assert stops
    assert len(stops) == len(set(stops))


@pytest.mark.parametrize(("key", "told"), [("dated", "Dated 2026-02-02: "), ("undated", "Its date is not known: ")])
def test_why_the_date_is_what_it_is(client: TestClient, record: Record, key: str, told: str) -> None:
    page = client.get(f"/story/{key}").text
    assert told in page
    assert record.story(key).row.published.why in page


def test_versions_lead_to_each_other(client: TestClient, record: Record) -> None:
    where = "https://example.org/a"
    record.read_items([Story("Talks on Friday: 12 died.", "Talks", "2026-02-03", where, "Wire", key="one")])
    first = record.story(where).row.id
    record.read_items([Story("Talks on Friday: 14 died.", "Talks", "2026-02-04", where, "Wire", key="two")])
    second = record.story(where).row.id
    assert first != second
    older, newer = client.get(f"/story/{first}.json").json(), client.get(f"/story/{second}.json").json()
    assert (older["before"], older["after"]["id"]) == (None, second)
    assert (newer["before"]["id"], newer["after"]) == (first, None)
    assert "This text was replaced" in client.get(f"/story/{first}").text
    assert "This text was replaced" not in client.get(f"/story/{second}").text
    assert newer["link"] == where


def test_a_story_of_nothing_has_a_page(client: TestClient) -> None:
    page = client.get("/story/empty")
    assert page.status_code == 200
    assert "The story has no text." in page.text


@pytest.mark.parametrize("ref", ["nothing", "0", "a" * 201, "%00", "\u202e", "a b", "'"])
def test_what_is_not_on_record_is_an_error_page(client: TestClient, ref: str) -> None:
    assert client.get(f"/story/{ref}").status_code in (404, 422)


def test_the_scripts_are_served(client: TestClient) -> None:
    for name in ("story.js", "offsets.js", "story.css"):
        assert client.get(f"/static/{name}").status_code == 200
