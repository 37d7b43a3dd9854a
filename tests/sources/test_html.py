"""Web pages: the main text, and what the page itself says about its title, date, address and outlet."""

from __future__ import annotations

import io
import json
import time

import pytest

from onrecord.model import Problem, Story
from onrecord.settings import Settings
from onrecord.sources import html
from onrecord.sources.base import SourceError
from tests.sources.wire import FERRY, QUAKE, Piece

Head = str


def page(piece: Piece = FERRY, head: Head = "", before: str = "", after: str = "") -> str:
    title, body = piece
    paragraphs = "".join(f"<p>{p}</p>\n" for p in body)
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><title>{title}</title>{head}</head><body>{before}'
        f"<nav><a href='/'>Home</a> <a href='/world'>World</a></nav><article><h1>{title}</h1>{paragraphs}</article>"
        f"{after}<footer>All rights reserved by the Lantern News company</footer></body></html>"
    )


def read(markup: str | bytes) -> tuple[Story, list[Problem]]:
    data = markup.encode("utf-8") if isinstance(markup, str) else markup
    outcomes = list(html.read(io.BytesIO(data), "p.html", Settings()))
    (story,) = (o for o in outcomes if isinstance(o, Story))
    return story, [o for o in outcomes if isinstance(o, Problem)]


def ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_text_title_and_language() -> None:
    story, problems = read(page())
    assert problems == []
    assert story.title == FERRY[0]
    assert [line for line in story.text.split("\n") if line != FERRY[0]] == FERRY[1]
    assert (story.lang, story.published, story.url) == ("en", None, None)


def test_a_page_with_metadata() -> None:
    head = (
        '<meta property="og:site_name" content="Lantern News"><link rel="canonical" href="https://lantern.test/ferry">'
        '<meta property="article:published_time" content="2026-05-03T09:15:00+02:00">'
    )
    story, _ = read(page(head=head))
    assert story.published == "2026-05-03T09:15:00+02:00"
    assert story.url == "https://lantern.test/ferry"
    assert story.outlet == "Lantern News"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (ld({"@type": "NewsArticle", "datePublished": "2026-05-03T07:15:00Z"}), "2026-05-03T07:15:00Z"),
        (ld({"@graph": [{"x": 1}, {"datePublished": "2026-05-03"}]}), "2026-05-03"),
        (ld([{"@type": "A"}, {"mainEntity": {"datePublished": "May 3, 2026"}}]), "2026-05-03"),
        ('<meta name="pubdate" content="3 May 2026">', "2026-05-03"),
        ('<meta itemprop="datePublished" content="2026/5/3">', "2026-05-03"),
        (
            '<meta name="DC.date.issued" content="2026-05-03">' + ld({"datePublished": "2026-05-03T07:15Z"}),
            "2026-05-03T07:15Z",
        ),
        ('<meta name="date" content="03/05/2026">', None),  # nobody can tell which is the month
        ('<meta property="article:modified_time" content="2026-05-09">', None),
        ('<meta name="date" content="0000-00-00">', None),
        ('<script type="application/ld+json">{broken</script>', None),
        (ld({"datePublished": ["2026-05-03"]}), None),
        ('<script type="application/ld+json">' + "[" * 50_000 + "</script>", None),
    ],
)
def test_dates_are_those_that_the_page_states(head: str, published: str | None) -> None:
    assert read(page(head=head))[0].published == published


def test_marked_time_elements() -> None:
    assert read(page(before='<time pubdate datetime="2026-05-03">x</time>'))[0].published == "2026-05-03"
    assert read(page(before='<time datetime="2026-05-03">x</time>'))[0].published is None


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "//", "http://["])
def test_addresses_that_are_none(address: str) -> None:
    assert read(page(head=f'<link rel="canonical" href="{address}">'))[0].url is None


def test_scripts_and_styles_are_no_text() -> None:
    noise = "<script>var words = 'Seventeen bombs';</script><style>p{color:red}</style><noscript>Turn it on</noscript>"
    text = read(page(QUAKE, before=noise, after=noise))[0].text
    assert not [word for word in ("bombs", "color", "Turn it on") if word in text]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">', "iso-8859-2"),
    ],
)
def test_the_encoding_that_the_page_declares(declared: str, encoding: str) -> None:
    word = "Київ" if encoding == "cp1251" else "Łódź"
    title, body = FERRY
    story, problems = read(page((title, [f"{body[0]} {word}.", *body[1:]]), head=declared).encode(encoding))
    assert word in story.text
    assert problems == []


@pytest.mark.parametrize("markup", ["<html></html>", " ", "<!doctype html>", "<html><body>\x00</body>"])
def test_pages_without_a_story_are_one_line(markup: str) -> None:
    with pytest.raises(SourceError, match=r"^p\.html: [^\n]+$"):
        read(markup)


HOSTILE = {
    "deep": "<div>" * 100_000 + FERRY[1][0],
    "open tags": "<" * 500_000,
    "attributes": "<p " + "a='b' " * 100_000 + ">" + FERRY[1][0] + "</p>",
    "comments": "<!--" * 100_000,
    "entities": "<p>" + "&amp;" * 100_000 + "</p>",
    "declaration": "<?xml " + " " * 500_000 + "<html><p>" + FERRY[1][0] + "</p>",
    "metas": "<html><head>"
    + "<meta name='date' content='x'>" * 20_000
    + "</head><body><p>"
    + FERRY[1][0]
    + "</p></body>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_soon_in_a_story_or_one_line(name: str) -> None:
    start = time.perf_counter()
    said = ""
    try:
        read(HOSTILE[name])
    except SourceError as error:
        said = str(error)
    assert "\n" not in said
    assert len(said) < 400
    assert time.perf_counter() - start < 8


@pytest.mark.parametrize(
    ("head", "fits"),
    [
        ("<!DOCTYPE html><html>", True),
        ("\n\n<html lang='en'>", True),
        ("<p>Words</p>", True),
        ("<?xml version='1.0'?><!DOCTYPE html><html>", True),
        ("<?xml version='1.0'?><rss><channel><title>T</title>", False),
        ("A story that says <b>bold</b>", False),
        ("<3 is a heart", False),
    ],
)
def test_pages_are_told_by_their_tags(head: str, fits: bool) -> None:
    assert html.accepts(head) is fits
