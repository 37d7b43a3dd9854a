"""RSS and Atom -> a Story an entry: full content where the feed carries it, else the summary."""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from time import struct_time
from typing import IO, Any

from lxml import etree
from lxml import html as lxml_html

from onrecord.model import Problem, Story
from onrecord.settings import Settings
from onrecord.sources.base import MAX_DOCUMENT_BYTES, Format, Outcome, SourceError
from onrecord.sources.dates import written
from onrecord.sources.decode import read_bounded, refuse_binary, writable
from onrecord.sources.html import FEED, web_address

MAX_ENTRIES = 10_000
BLOCKS = frozenset(
    {
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "tr",
        "table",
        "section",
        "article",
    }
)
SILENT = frozenset({"script", "style", "noscript", "template", "figcaption"})
ZONED = re.compile(r"(?:Z|[+-]\d\d:?\d\d|GMT|UTC?|[ECMP][SD]T)\s*\Z")


def read(stream: IO[bytes], name: str, settings: Settings) -> Iterator[Outcome]:
    """The stories of a feed and the problems of its entries; SourceError where it is no feed or has no entry."""
    data, more = read_bounded(stream, MAX_DOCUMENT_BYTES)
    refuse_binary(data[:8192], name)
    if more:
        yield Problem(f"{name}:1", f"only the first {MAX_DOCUMENT_BYTES:,} bytes of this feed were read")
    import feedparser  # here, so that only feeds wait for it

    try:
        # a stream, never the bytes themselves: feedparser would try those as an address and as a file name
        feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    except Exception as error:  # the parser may fail in its own ways on hostile markup
        raise SourceError(f"{name}: this feed cannot be parsed ({str(error)[:120]!r})") from error
    entries = feed.get("entries", [])
    if not entries:
        raise SourceError(f"{name}: this is no RSS or Atom feed, or one without entries")
    if feed.get("bozo"):
        fault = feed.get("bozo_exception")
        line = fault.getLineNumber() if hasattr(fault, "getLineNumber") else 1
        told = " ".join(str(fault).split())[:160]
        yield Problem(f"{name}:{line}", f"the feed is not well formed ({told}); {len(entries):,} entries could be read")
    outlet = " ".join(strip_tags(feed.feed.get("title", "")).split())[:200] or None
    language = feed.feed.get("language")
    for number, entry in enumerate(entries[:MAX_ENTRIES], 1):
        yield from read_entry(entry, f"{name}:entry {number}", outlet, language)
    if len(entries) > MAX_ENTRIES:
        yield Problem(
            f"{name}:entry {MAX_ENTRIES}", f"only the first {MAX_ENTRIES:,} of {len(entries):,} entries were read"
        )


def read_entry(entry: Any, where: str, outlet: str | None, language: object) -> Iterator[Outcome]:
    """The story of one entry after its problems, or the problem that cost it."""
    title = " ".join(strip_tags(entry.get("title") or "").split())
    texts = [strip_tags(str(part.get("value", ""))) for part in entry.get("content", [])]
    text = max([*texts, strip_tags(entry.get("summary") or "")], key=len)
    if not text:
        yield Problem(where, f'the entry "{title[:60]}" has no text; it was skipped: read the page that it links to')
        return
    stamp, problem = published(entry)
    if problem:
        yield Problem(where, problem)
    tag = language.split("-")[0].lower() if isinstance(language, str) else ""
    source = entry.get("source") or {}
    yield Story(
        text=text,
        title=title,
        published=stamp,
        url=web_address(entry.get("link")),
        outlet=" ".join(strip_tags(source.get("title") or "").split()) or outlet,
        lang=tag if tag.isalpha() and len(tag) <= 3 else None,
        key=writable(str(entry["id"]))[0] if entry.get("id") else None,
    )


def published(entry: Any) -> tuple[str | None, str | None]:
    """The entry's date in ISO 8601, with the zone that it gives, and what is wrong with it."""
    raw = str(entry.get("published") or "").strip()
    if not raw:
        return None, None
    if found := written(raw):
        return found, None
    parsed = entry.get("published_parsed")
    if isinstance(parsed, struct_time):
        try:
            moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)  # feedparser has brought it to UTC
        except (ValueError, OverflowError, OSError):
            moment = None
        if moment is not None and (found := written(moment.isoformat())):
            return found if ZONED.search(raw) else found.removesuffix("+00:00"), None
    return None, f'"{raw[:60]}" cannot be read as a date; the story was kept without one'


def strip_tags(markup: str) -> str:
    """The text of an HTML fragment, one block a line, without scripts, tags and entities."""
    markup = writable(markup)[0]
    if "<" not in markup and "&" not in markup:
        return lines_of(markup)
    try:
        tree = lxml_html.fragment_fromstring(markup, create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError, TypeError):
        return lines_of(re.sub(r"<[^<>]{0,2000}>", " ", markup))
    parts: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            silent += tag in SILENT
            parts.append("\n" if tag in BLOCKS else "")
            parts.append((element.text or "") if not silent else "")
            continue
        silent -= event == "end" and tag in SILENT
        parts.append("\n" if tag in BLOCKS else "")
        parts.append((element.tail or "") if not silent else "")
    return lines_of("".join(parts))


def lines_of(text: str) -> str:
    """The text with its white space evened out, blank lines dropped."""
    return "\n".join(line for raw in text.splitlines() if (line := " ".join(raw.split())))


def accepts(head: str) -> bool:
    """True where the text opens as RSS, RDF or Atom."""
    return head.lstrip().startswith("<") and FEED.search(head) is not None


FORMAT = Format(
    "feed",
    read,
    (".rss", ".atom", ".xml"),
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
    accepts,
)
