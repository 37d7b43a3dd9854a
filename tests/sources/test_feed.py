"""RSS and Atom: a story an entry, the full content before the summary."""

from __future__ import annotations

import io
import time

import pytest

from onrecord.model import Problem, Story
from onrecord.settings import Settings
from onrecord.sources import feed
from onrecord.sources.base import SourceError
from tests.sources.wire import FERRY, MARKET

SUMMARY = "Seventeen people drowned when a ferry sank off Port Amsel."
CONTENT = "".join(f"<p>{p}</p>" for p in FERRY[1])


def rss(*items: str, head: str = "<title>Lantern News</title><language>en-gb</language>") -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {space}><channel>{head}{inner}</channel></rss>'


def atom(*entries: str) -> str:
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Lantern</title>{inner}</feed>'


def read(markup: str | bytes) -> tuple[list[Story], list[Problem]]:
    data = markup.encode() if isinstance(markup, str) else markup
    outcomes = list(feed.read(io.BytesIO(data), "f.xml", Settings()))
    return [o for o in outcomes if isinstance(o, Story)], [o for o in outcomes if isinstance(o, Problem)]


def test_rss_with_content_and_summary() -> None:
    item = (
        f"<title>{FERRY[0]}</title><link>https://lantern.test/1</link><guid>tag:1</guid>"
        f"<pubDate>Sun, 03 May 2026 09:15:00 +0200</pubDate><description>{SUMMARY}</description>"
        f"<content:encoded><![CDATA[{CONTENT}]]></content:encoded>"
    )
    (story,), problems = read(rss(item))
    assert problems == []
    assert (story.title, story.text.split("\n")) == FERRY
    assert (story.url, story.outlet, story.lang, story.key) == ("https://lantern.test/1", "Lantern News", "en", "tag:1")
    assert story.published == "2026-05-03T09:15:00+02:00"


def test_the_summary_stands_in_where_there_is_no_content() -> None:
    (story,), problems = read(
        rss(f"<title>T</title><description>{SUMMARY} &lt;b&gt;More&lt;/b&gt; &amp;amp; so</description>")
    )
    assert (story.text, story.published, problems) == (f"{SUMMARY} More & so", None, [])


def test_atom() -> None:
    entry = (
        f'<title type="html">{MARKET[0]}</title><id>urn:2</id><link href="https://lantern.test/2"/>'
        f"<published>2026-05-02T20:00:00Z</published><updated>2026-05-04T01:00:00Z</updated>"
        f'<summary>{SUMMARY}</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
        + "".join(f"<p>{p}</p>" for p in MARKET[1])
        + "</div></content>"
    )
    (story,), problems = read(atom(entry))
    assert problems == []
    assert (story.title, story.text.split("\n")) == MARKET
    assert (story.published, story.outlet, story.key) == ("2026-05-02T20:00:00Z", "Lantern", "urn:2")


@pytest.mark.parametrize(
    ("stamp", "published"),
    [
        ("Sun, 03 May 2026 09:15:00 GMT", "2026-05-03T09:15+00:00"),
        ("2026-05-03", "2026-05-03"),
        ("3 May 2026", "2026-05-03"),
        ("", None),
    ],
)
def test_dates(stamp: str, published: str | None) -> None:
    (story,), problems = read(rss(f"<title>T</title><pubDate>{stamp}</pubDate><description>{SUMMARY}</description>"))
    assert (story.published, problems) == (published, [])


def test_a_bad_date_costs_the_date_alone() -> None:
    (story,), (problem,) = read(rss(f"<title>T</title><pubDate>soon</pubDate><description>{SUMMARY}</description>"))
    assert (story.text, story.published) == (SUMMARY, None)
    assert problem.where == "f.xml:entry 1"
    assert "soon" in problem.what


def test_an_entry_without_text_is_told_and_the_others_come_out() -> None:
    stories, problems = read(
        rss("<title>Only a headline</title>", f"<title>T</title><description>{SUMMARY}</description>")
    )
    assert [s.text for s in stories] == [SUMMARY]
    assert [p.where for p in problems] == ["f.xml:entry 1"]
    assert "Only a headline" in problems[0].what


def test_a_feed_that_breaks_off_keeps_its_entries() -> None:
    whole = rss(*[f"<title>T{n}</title><description>{SUMMARY} {n}</description>" for n in range(3)])
    stories, problems = read(whole[: whole.index("T2")])
    assert [s.title for s in stories][:2] == ["T0", "T1"]
    assert "not well formed" in problems[0].what


def test_scripts_are_no_text() -> None:
    body = "&lt;script&gt;evil()&lt;/script&gt;&lt;style&gt;p{}&lt;/style&gt;" + SUMMARY
    assert read(rss(f"<title>T</title><description>{body}</description>"))[0][0].text == SUMMARY


@pytest.mark.parametrize(
    "markup", ["<rss></rss>", "<feed/>", "no feed at all", rss(), "<rss><channel><title>x</title></channel></rss>"]
)
def test_no_entries_is_an_error(markup: str) -> None:
    with pytest.raises(SourceError, match=r"^f\.xml: [^\n]+$"):
        read(markup)


def test_entities_of_the_feed_are_not_expanded() -> None:
    bomb = (
        '<!DOCTYPE r [<!ENTITY a "'
        + "x" * 1_000
        + '"><!ENTITY b "'
        + "&a;" * 1_000
        + '"><!ENTITY c "'
        + "&b;" * 1_000
        + '">]>'
    )
    steal = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    for head, name in ((bomb, "c"), (steal, "a")):
        start = time.perf_counter()
        markup = head + rss(f"<title>T</title><description>{SUMMARY} &{name};</description>").split("?>", 1)[1]
        try:
            stories, _ = read(markup)
        except SourceError:
            stories = []
        assert all(len(s.text) < 10_000 and "root:" not in s.text for s in stories)
        assert time.perf_counter() - start < 5


@pytest.mark.parametrize("body", ["&lt;div&gt;" * 20_000, "&lt;" * 100_000, "&amp;amp;" * 50_000, "&lt;!--" * 20_000])
def test_hostile_entries_end_soon(body: str) -> None:
    start = time.perf_counter()
    read(rss(f"<title>T</title><description>{body} {SUMMARY}</description>"))
    assert time.perf_counter() - start < 5
