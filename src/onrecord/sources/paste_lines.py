"""Pasted text -> paragraphs: blank lines, separators, metadata lines, hard-wrapped lines made whole again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from onrecord.model import Problem
from onrecord.sources.dates import written
from onrecord.sources.html import web_address
from onrecord.sources.paste_dateline import has_dateline

Kind = Literal["text", "meta", "break", "pause"]
MAX_META = 300
MAX_OUTLET = 60
EDGES = " \t\u00a0\u200b\u2060\ufeff"
BREAK = re.compile(r"[-=_#–—+\s]{3,200}\Z")
HEADING = re.compile(r"#{1,6} {1,4}(?=[^\s#])")
PAUSE = re.compile(r"[*•~·.…\s]{3,200}\Z")  # a break within a story as often as between two
END_MARKS = frozenset({"-30-", "- 30 -", "-0-", "- 0 -", "ends", "-ends-", "end", "/end/", "(end)", "enditem"})
META = re.compile(
    r"(title|headline|source|outlet|publisher|published(?: on| at)?|publication date|date|posted(?: on)?|url|link)"
    r"\s{0,3}:\s{0,8}",
    re.IGNORECASE,
)
KEYS = {
    "title": "title",
    "headline": "title",
    "source": "outlet",
    "outlet": "outlet",
    "publisher": "outlet",
    "url": "url",
    "link": "url",
}
TERMINAL = re.compile(r"[.!?…:;][\"'”’)\]]{0,3}\Z")
FULL_STOP = re.compile(r"[.!?][\"'”’)\]]{0,3}\Z")
MAX_WRAP = 100  # columns; longer lines are paragraphs
MIN_WRAP = 40
HEADLINE_LINES = 3
WRAPPED_SHARE = 0.2  # of the lines that follow a line, so many begin in lower case only where text is wrapped
BLOCKS = 3  # paragraphs before a blank line that tell how a text is set
HYPHENATED = re.compile(r"[^\W\d_]-\Z")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a line that is none: its text, its line (from 1), and how many blank lines stand before it.

    `meta` names what a metadata line gives (title, outlet, published, url) and `value` is that.
    """

    text: str
    line: int
    gap: int
    kind: Kind = "text"
    meta: str = ""
    value: str = ""
    indent: int = 0


def paragraphs(text: str, name: str) -> tuple[list[Paragraph], list[Problem]]:
    """The paragraphs of a paste in order, and the problems of its metadata lines."""
    rows = list(rows_of(text))
    problems = [
        Problem(f"{name}:{row.line}", f'"{row.text[:60]}" cannot be read as a date; the line was left in the text')
        for row in rows
        if row.meta == "unread"
    ]
    return unwrap(rows), problems


def rows_of(text: str) -> Iterator[Paragraph]:
    """The lines of the paste that are not blank."""
    gap = 0
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip(EDGES)
        if not line or line.isspace():
            gap += 1
            continue
        margin = raw[:MAX_WRAP].expandtabs(4)
        indent = len(margin) - len(margin.lstrip(EDGES))
        yield classified(Paragraph(unmarked(line.strip()), number, gap, indent=indent))
        gap = 0


def unmarked(line: str) -> str:
    """The line without the marks of a Markdown heading, or of a line that is bold as a whole."""
    if line.startswith("#") and (match := HEADING.match(line)):
        return line[match.end() :].rstrip("# ")
    if line.startswith("**") and line.endswith("**") and "**" not in line[2:-2] and line.strip("* "):
        return line[2:-2].strip()
    return line


def classified(row: Paragraph) -> Paragraph:
    """The line with its kind."""
    text = row.text
    if BREAK.match(text) or text.lower() in END_MARKS:
        return replace(row, kind="break")
    if PAUSE.match(text):
        return replace(row, kind="pause")
    if len(text) > MAX_META:
        return row
    if "://" in text[:8] and " " not in text and web_address(text):
        return replace(row, kind="meta", meta="url", value=text)
    match = META.match(text)
    value = text[match.end() :].strip() if match else ""
    if not match or not value:
        return row
    key = KEYS.get(match[1].lower(), "published")
    if key == "published":
        found = written(value)
        if found:
            return replace(row, kind="meta", meta=key, value=found)
        # "Date: ..." with digits was meant as one; other words after the colon are prose
        return replace(row, meta="unread") if any(c.isdigit() for c in value) and len(value) <= MAX_OUTLET else row
    if (key == "url" and not web_address(value)) or (key == "outlet" and not outlet_like(value)):
        return row
    return replace(row, kind="meta", meta=key, value=value)


def outlet_like(value: str) -> bool:
    """True where the words after "Source:" may name an outlet: short, and no sentence."""
    return len(value) <= MAX_OUTLET and not value.endswith((".", "?", "!", ",")) and not value[0].islower()


def unwrap(rows: Sequence[Paragraph]) -> list[Paragraph]:
    """The rows, with the lines of hard-wrapped paragraphs joined by a space."""
    width, margin = wrapping(rows)
    if width == 0:
        return list(rows)
    # where paragraphs begin with an indent, a headline may stand right below one, its lines flush
    indented = sum(1 for row in rows if row.indent > margin + 1 and not row.gap) >= 2
    blocks = in_blocks(rows)
    done: list[Paragraph] = []
    parts: list[str] = []
    previous: Paragraph | None = None
    for index, row in enumerate(rows):
        if (
            previous is not None
            and (
                continues(previous, row, width, margin)
                or (blocks and len(parts) > 1 and goes_on(previous, row, margin))
            )
            and not (indented and FULL_STOP.search(previous.text) and stays_open(rows, index, margin))
        ):
            parts.append(row.text)
        else:
            close(done, parts)
            done.append(row)
            parts = [row.text]
        previous = row
    close(done, parts)
    return done


def stays_open(rows: Sequence[Paragraph], index: int, margin: int) -> bool:
    """True where the few lines from `index` to the end of their block end without a full stop: a headline's lines."""
    for place in range(index, min(index + HEADLINE_LINES, len(rows))):
        after = rows[place + 1] if place + 1 < len(rows) else None
        if TERMINAL.search(rows[place].text):
            return False
        if after is None or after.gap or after.kind != "text" or after.indent > margin + 1:
            return True
    return False


def close(done: list[Paragraph], parts: Sequence[str]) -> None:
    """Give the last paragraph all its lines."""
    if len(parts) > 1:
        whole = "".join(part if HYPHENATED.search(part) else part + " " for part in parts)
        done[-1] = replace(done[-1], text=whole.rstrip())


def wrapping(rows: Sequence[Paragraph]) -> tuple[int, int]:
    """The column at which the text was wrapped, 0 where every line is a paragraph, and where wrapped lines begin."""
    pairs = [(a, b) for a, b in pairwise(rows) if a.kind == b.kind == "text" and b.gap == 0]
    widest = max((row.indent + len(row.text) for row in rows if row.kind == "text"), default=0)
    inside = [(a, b) for a, b in pairs if not TERMINAL.search(a.text) and (b.text[0].islower() or full(a, b, widest))]
    if len(inside) < min(2, len(pairs) / 2) or len(inside) < WRAPPED_SHARE * len(pairs) or not inside:
        return 0, 0
    # widest but for a stray line: one line in fifty may stick out
    width = sorted(a.indent + len(a.text) for a, _ in inside)[-1 - len(inside) // 50]
    margin = sorted(b.indent for _, b in inside)[len(inside) // 2]
    return (width, margin) if MIN_WRAP <= width <= MAX_WRAP else (0, 0)


def continues(first: Paragraph, second: Paragraph, width: int, margin: int) -> bool:
    """True where `second` goes on with the paragraph of `first`: its first word would not have fitted there."""
    if second.gap or first.kind != "text" or second.kind != "text" or second.indent > first.indent + 1:
        return False
    if second.text[0].islower() and not TERMINAL.search(first.text):
        return True
    return not (second.indent > margin + 1 or has_dateline(second.text)) and full(first, second, width)


def in_blocks(rows: Sequence[Paragraph]) -> bool:
    """True where blank lines stand between the paragraphs: then a line's end inside a block ends nothing."""
    pairs = [(a, b) for a, b in pairwise(rows) if a.kind == b.kind == "text" and FULL_STOP.search(a.text)]
    return sum(1 for _, b in pairs if b.gap) >= BLOCKS


def goes_on(first: Paragraph, second: Paragraph, margin: int) -> bool:
    """True where the line breaks off in mid-sentence, though there was room on it for the next word."""
    open_ended = not second.gap and first.kind == second.kind == "text" and not TERMINAL.search(first.text)
    return open_ended and second.indent <= margin + 1 and not has_dateline(second.text)


def full(first: Paragraph, second: Paragraph, width: int) -> bool:
    """True where the first word of `second` would not have fitted on the line of `first`, in a text so narrow."""
    return width <= MAX_WRAP and first.indent + len(first.text) + 1 + len(second.text.split(" ", 1)[0]) > width
