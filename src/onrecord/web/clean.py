"""The markup of a web page made safe to show: its words in their order, and nothing that does anything."""

from __future__ import annotations

import re

import nh3

TAGS = {
    "abbr", "article", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "div", "dl", "dt", "em", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "li", "ol", "p", "pre", "q", "s", "section", "small", "strong",
    "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul",
}  # fmt: skip
DROPPED_WHOLE = {
    "audio", "button", "canvas", "embed", "form", "head", "iframe", "math", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "title", "video",
}  # fmt: skip
# Without attributes every tag that is left is written in one way. Headings would break the outline of our page.
HEADING = re.compile(r"<(/?)h[1-6]>")
TAG = re.compile(r"<(/?)([a-z]+)>")
EMPTY = {"br", "hr"}
MOST = 100_000  # characters of a page that are shown
DEEPEST = 200  # tags within tags; browsers give up somewhere above this


def safe_page(markup: str) -> str | None:
    """The beginning of the page as it came, as markup that can do nothing; None where it is nested beyond sense."""
    cleaned = nh3.clean(
        markup[:MOST], tags=TAGS, clean_content_tags=DROPPED_WHOLE, attributes={}, link_rel=None, strip_comments=True
    )
    return HEADING.sub(r"<\1div>", cleaned) if depth(cleaned) <= DEEPEST else None


def depth(cleaned: str) -> int:
    """How many tags stand within one another at most."""
    now = most = 0
    for end, name in TAG.findall(cleaned):
        now += 0 if name in EMPTY else -1 if end else 1
        most = max(most, now)
    return most
