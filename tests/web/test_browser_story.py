"""The story and claim pages in a real browser: exact to the code point, whatever UTF-16 and bidi controls do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import onrecord
from onrecord.api import StoryView
from onrecord.model import Span
from onrecord.web.shown import shown
from tests.web.browser import Served, chromium, serving, visiting
from tests.web.test_story import STORIES

__all__ = ["chromium"]  # a fixture

WORDS = "(id) => [...document.querySelectorAll('[data-claims]')].filter(x => x.dataset.claims.split(' ').includes(id))"
SELECTED = f"""async (id) => {{
  const {{ selectionSpan }} = await import("/static/offsets.js");
  const runs = ({WORDS})(id);
  const range = document.createRange();
  range.setStartBefore(runs[0]);
  range.setEndAfter(runs.at(-1));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return selectionSpan();
}}"""
ROUND_TRIP = """async ([field, start, end]) => {
  const { rangeSpan, spanRange } = await import("/static/offsets.js");
  const range = spanRange(field, start, end);
  return { words: range.toString(), span: rangeSpan(range) };
}"""
EVERY_CHARACTER = """async () => {
  const { rangeSpan } = await import("/static/offsets.js");
  const wrong = [];
  let at = 0;
  const nodes = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    let unit = 0;
    for (const point of node.data) {
      if (at < 700) {
        const range = document.createRange();
        range.setStart(node, unit);
        range.setEnd(node, unit + point.length);
        const span = rangeSpan(range);
        if (!span || span.start !== at || span.end !== at + 1) wrong.push([at, span]);
      }
      unit += point.length;
      at += 1;
    }
  }
  return wrong;
}"""
HALF_A_PAIR = """async () => {
  const { rangeSpan } = await import("/static/offsets.js");
  const nodes = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const at = node.data.indexOf("\\u{1f600}");
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at + 1);
    range.setEnd(node, at + 3);
    return rangeSpan(range);
  }
}"""
LEFT_OF = """(words) => {
  const nodes = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    return [...words].map((_, index) => {
      const range = document.createRange();
      range.setStart(node, at + index);
      range.setEnd(node, at + index + 1);
      return range.getBoundingClientRect().left;
    });
  }
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, StoryView]]:
    """A server over the stories of test_story, with the one that tries everything."""
    path = tmp_path_factory.mktemp("browser") / "story.db"
    with onrecord.open(path) as record:
        record.read_items(STORIES)
        hostile = record.story("hostile")
    with serving(path) as running:
        yield running, hostile


@pytest.fixture
def page(chromium: Browser, server: tuple[Served, StoryView]) -> Iterator[Page]:
    """The page of the hostile story."""
    with visiting(chromium, server[0]) as opened:
        opened.goto("/story/hostile")
        yield opened


def part(span: Span) -> dict[str, Any]:
    return {"field": span.field, "start": span.start, "end": span.end}


def test_the_browser_shows_the_story_to_the_character(page: Page, server: tuple[Served, StoryView]) -> None:
    story = server[1].row.story
    assert page.evaluate("document.querySelector('.text').textContent") == shown(story.text)
    assert page.evaluate("document.querySelector('h1').textContent") == shown(story.title)


def test_what_is_selected_counts_in_code_points(page: Page, server: tuple[Served, StoryView]) -> None:
    for entry in server[1].claims:
        claim = entry.claim
        assert page.evaluate(f"(id) => ({WORDS})(id).map(x => x.textContent).join('')", claim.id) == shown(entry.quote)
        assert page.evaluate(SELECTED, claim.id) == part(claim.mark)
        sentence = [claim.evidence.field, claim.evidence.start, claim.evidence.end]
        assert page.evaluate(ROUND_TRIP, sentence) == {"words": shown(entry.sentence), "span": part(claim.evidence)}
    assert page.evaluate(EVERY_CHARACTER) == []


def test_half_a_pair_is_the_whole_of_it(page: Page, server: tuple[Served, StoryView]) -> None:
    at = server[1].row.story.text.index("\U0001f600")
    assert page.evaluate(HALF_A_PAIR) == {"field": "text", "start": at, "end": at + 2}


def test_a_selection_of_headline_and_text_is_none(page: Page) -> None:
    both = """async () => {
      const { selectionSpan } = await import("/static/offsets.js");
      getSelection().selectAllChildren(document.body);
      return selectionSpan();
    }"""
    assert page.evaluate(both) is None


def test_an_override_turns_nothing(page: Page) -> None:
    left = page.evaluate(LEFT_OF, "others")
    assert left == sorted(left)
    assert len(set(left)) == len("others")


def test_words_and_claim_light_up_together(page: Page, server: tuple[Served, StoryView]) -> None:
    claim = next(entry.claim for entry in server[1].claims if entry.quote == "300")
    page.hover(f'a[href="#claim-{claim.id}"]')
    assert "lit" in (page.get_attribute(f"#claim-{claim.id}", "class") or "")
    page.mouse.move(0, 0)
    page.focus(f"#claim-{claim.id} a")
    assert page.locator(".seg.lit").all_text_contents() == ["300"]


def test_without_scripts_the_links_do_it(chromium: Browser, server: tuple[Served, StoryView]) -> None:
    claim = server[1].claims[-1].claim
    with visiting(chromium, server[0], scripts=False) as page:
        page.goto("/story/hostile")
        page.click(f"#claim-{claim.id} a[href='#mark-{claim.id}']")
        assert page.url.endswith(f"#mark-{claim.id}")
        page.click(f'a.seg[href="#claim-{claim.id}"] >> nth=0')
        assert page.url.endswith(f"#claim-{claim.id}")


def test_the_annotation_in_the_page_breaks_no_policy(chromium: Browser, server: tuple[Served, StoryView]) -> None:
    entry = next(entry for entry in server[1].claims if entry.claim.mark.field == "text")
    with visiting(chromium, server[0]) as page:  # which fails where the console notes an error
        page.goto(f"/claim/{entry.claim.id}")
        made = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
    assert made["target"]["selector"][0]["exact"] == shown(entry.quote)
