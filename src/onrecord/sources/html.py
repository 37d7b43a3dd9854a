"""A web page -> one Story: its main text, title and what the page's own metadata say about date, address and outlet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO, Any
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from onrecord.model import Problem, Story
from onrecord.settings import Settings
from onrecord.sources.base import MAX_DOCUMENT_BYTES, Format, Outcome, SourceError
from onrecord.sources.dates import written
from onrecord.sources.decode import decode, read_bounded

DECLARED = re.compile(
    rb"""charset\s{0,3}=\s{0,3}["']?([A-Za-z0-9_.:-]{2,40})|encoding=["']([A-Za-z0-9_.:-]{2,40})["']"""
)
LOOKS = re.compile(r"<(?:!doctype\s{1,3}html|html|head|body|article|main|title|meta|div|p|h1)[\s>/]", re.IGNORECASE)
FEED = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
DATE_META = frozenset({
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date", "pubdate",
    "publishdate", "publish_date", "publication_date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created",
    "dcterms.issued", "sailthru.date", "parsely-pub-date", "article.published", "cxenseparse:recs:publishtime",
})  # fmt: skip
MAX_TITLE = 500
MAX_NODES = 5_000  # of one JSON-LD block
MAX_METADATA = 400  # of the elements of one kind that are looked at


def read(stream: IO[bytes], name: str, settings: Settings) -> Iterator[Outcome]:
    """The story of a page after its problems; SourceError where the page has no text to read."""
    data, more = read_bounded(stream, MAX_DOCUMENT_BYTES)
    if not data.strip():
        raise SourceError(f"{name}: the page is empty")
    if more:
        yield Problem(f"{name}:1", f"only the first {MAX_DOCUMENT_BYTES:,} bytes of this page were read")
    text, problems = decode(data, name, declared_encoding(data))
    yield from problems
    yield read_page(text, name)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the page itself names in its first kilobytes."""
    match = DECLARED.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


def read_page(markup: str, name: str) -> Story:
    """The story of a page; SourceError where it has none."""
    import trafilatura  # here, for it takes a quarter of a second that no other command should wait

    markup = undeclared(markup).replace("\x00", "\ufffd")
    try:
        tree = lxml_html.document_fromstring(markup)
        page = trafilatura.bare_extraction(markup, favor_precision=True, include_comments=False, with_metadata=True)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise SourceError(
            f"{name}: this page cannot be parsed ({short(error)}): save its text as a .txt file"
        ) from error
    except Exception as error:  # the extractor may fail in its own ways on hostile markup
        raise SourceError(f"{name}: no text could be extracted ({short(error)}): save it as a .txt file") from error
    found: dict[str, Any] = {} if page is None else page if isinstance(page, dict) else page.as_dict()
    body = plain(found.get("text") or "")
    if not body:
        raise SourceError(f"{name}: no article text was found in this page: save its text as a .txt file")
    title = one_line(found.get("title"))
    first, _, rest = body.partition("\n")
    if rest and one_line(first) == title:
        body = rest  # the page's own headline stands over its text
    return Story(
        text=body,
        title=title,
        published=published(tree),
        url=address(tree) or web_address(found.get("url")),
        outlet=one_line(found.get("sitename")) or None,
        lang=language(tree) or found.get("language") or None,
    )


def undeclared(markup: str) -> str:
    """The markup without its XML declaration: text is decoded already, and lxml searches a long one without end."""
    markup = markup.lstrip()
    if not markup.startswith("<?xml"):
        return markup
    return "\n" + markup[markup.find(">") + 1 or len("<?xml") :]


def short(error: Exception) -> str:
    """The error on one line."""
    return " ".join(str(error).split())[:120] or type(error).__name__


def plain(text: str) -> str:
    """The extracted text with one paragraph a line and no blank lines."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def one_line(value: object) -> str:
    """A metadata value on one line, bounded."""
    return " ".join(str(value).split())[:MAX_TITLE] if value else ""


def published(tree: etree._Element) -> str | None:
    """When the page says it was published; a value with a time of day goes before a bare date."""
    values = [*json_ld_dates(tree), *meta_dates(tree), *time_dates(tree)]
    dates = [found for value in values if (found := written(value))]
    return next((found for found in dates if len(found) > 10), dates[0] if dates else None)


def json_ld_dates(tree: etree._Element) -> Iterator[str]:
    """The `datePublished` values of the page's JSON-LD blocks."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        yield from values_of(data, "datePublished")


def values_of(data: Any, key: str) -> Iterator[str]:
    """The strings under `key`, outermost first, in bounded work."""
    queue = [data]
    for _ in range(MAX_NODES):
        if not queue:
            return
        node = queue.pop(0)
        if isinstance(node, list):
            queue.extend(node[:MAX_METADATA])
        elif isinstance(node, dict):
            if isinstance(node.get(key), str):
                yield node[key]
            queue.extend(value for value in node.values() if isinstance(value, list | dict))


def meta_dates(tree: etree._Element) -> Iterator[str]:
    """The dates of the page's <meta> elements, and of elements marked up as `datePublished`."""
    for number, meta in enumerate(tree.iter("meta")):
        if number >= MAX_METADATA:
            return
        names = (meta.get("property"), meta.get("name"), meta.get("itemprop"))
        if any(value and value.lower() in DATE_META for value in names):
            yield meta.get("content") or ""


def time_dates(tree: etree._Element) -> Iterator[str]:
    """The dates of <time> elements that are marked as the publication's."""
    for number, element in enumerate(tree.iter("time")):
        if number >= MAX_METADATA:
            return
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            yield element.get("datetime") or ""


def address(tree: etree._Element) -> str | None:
    """The address that the page calls its own."""
    for path, attribute in ((".//link[@rel='canonical']", "href"), (".//meta[@property='og:url']", "content")):
        element = tree.find(path)
        if element is not None and (found := web_address(element.get(attribute))):
            return found
    return None


def web_address(value: object, base: str = "") -> str | None:
    """`value` where it is an http(s) address (against `base`, where it is relative), else None."""
    if not isinstance(value, str) or len(value) > 2_000:
        return None
    try:
        found = urljoin(base, value.strip())
        parts = urlsplit(found)
    except ValueError:
        return None
    return found if parts.scheme in ("http", "https") and parts.hostname and found.isprintable() else None


def language(tree: etree._Element) -> str | None:
    """The language tag of the page, shortened to its language ("en")."""
    root = tree.getroottree().getroot()
    tag = (
        (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").split("-")[0].strip().lower()
    )
    return tag if tag.isalpha() and len(tag) <= 3 else None


def accepts(head: str) -> bool:
    """True where the text starts with a tag and has a page's tags near its start."""
    return head.lstrip().startswith("<") and not FEED.search(head) and LOOKS.search(head) is not None


FORMAT = Format("html", read, (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml"), accepts)
