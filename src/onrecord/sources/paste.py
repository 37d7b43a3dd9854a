"""Plain text as pasted, with one story or several one after another -> a Story each.

The text of each story is the pasted characters: its paragraphs, one a line. Stories of one paste share their `bundle`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import IO

from onrecord.model import Problem, Story, content_hash
from onrecord.settings import Settings
from onrecord.sources.base import MAX_DOCUMENT_BYTES, Format, Outcome, SourceError
from onrecord.sources.decode import decode, read_bounded
from onrecord.sources.paste_dateline import dated_dateline, has_dateline
from onrecord.sources.paste_layout import Layout, headlines, shape
from onrecord.sources.paste_lines import Paragraph, paragraphs

Section = list[Paragraph]
META_LINES = 8  # of one story, at most
MIN_STORY = 60  # characters of the paragraph that makes a story of what stands between two separators


def read(stream: IO[bytes], name: str, settings: Settings) -> Iterator[Outcome]:
    """The stories of a paste after its problems; SourceError where it has no words."""
    data, more = read_bounded(stream, MAX_DOCUMENT_BYTES)
    if more:
        yield Problem(
            f"{name}:1", f"only the first {MAX_DOCUMENT_BYTES:,} bytes were read: split the text into several files"
        )
        data = data[: data.rfind(b"\n") + 1] or data
    text, problems = decode(data, name)
    yield from problems
    rows, problems = paragraphs(text, name)
    yield from problems
    stories = list(split(rows, content_hash(text)))
    if not stories:
        raise SourceError(f"{name}: there is no text to read: paste a story's words")
    yield from stories


def split(rows: Sequence[Paragraph], bundle: str) -> Iterator[Story]:
    """The stories of a paste's paragraphs."""
    sections = sections_of(rows)
    layout, found = headlines([[p for p in section if p.kind == "text"] for section in sections])
    if any(p.meta == "title" for section in sections for p in section):
        layout, found = "first", [[] if titled(s) else indexes for s, indexes in zip(sections, found, strict=True)]
    for section, indexes in joined(sections, found, layout):
        for start, end, title in (part for whole in bounds(section, indexes, layout) for part in dated(section, whole)):
            story = assembled(section[start:end], title - start if title is not None else None, bundle)
            if story is not None:
                yield story


def sections_of(rows: Sequence[Paragraph]) -> list[Section]:
    """The paragraphs between separators; a metadata block with a title begins a section of its own."""
    sections: list[Section] = [[]]
    pause = False
    for index, row in enumerate(rows):
        if underlines(rows, index):
            sections[-1:] = [sections[-1][:-1], sections[-1][-1:]]
        elif row.kind == "break" or (row.kind == "meta" and opens(rows, index)):
            sections.append([])
        if row.kind == "pause":
            pause = True
        elif row.kind != "break":
            if pause and starts_story(row, rows[index + 1 : index + 2]):
                sections.append([])
            pause = False
            sections[-1].append(row)
    return substantial([section for section in sections if section])


def underlines(rows: Sequence[Paragraph], index: int) -> bool:
    """True for a line of dashes right under a headline that is set off from what stands above it."""
    if rows[index].kind != "break" or rows[index].gap or not index or index + 1 == len(rows):
        return False
    above = rows[index - 1]
    return above.kind == "text" and (above.gap > 0 or index == 1) and shape(above.text) > 0


def substantial(sections: Sequence[Section]) -> list[Section]:
    """The sections, those that hold neither a paragraph nor a headline joined to the one before."""
    done: list[Section] = []
    for section in sections:
        if done and not any(len(row.text) >= MIN_STORY or row.kind == "meta" or shape(row.text) > 0 for row in section):
            done[-1].extend(section)
        else:
            done.append(list(section))
    return done


def starts_story(row: Paragraph, following: Sequence[Paragraph]) -> bool:
    """True where what follows a row of stars is a new story: a dateline, a headline, or metadata."""
    return (
        row.kind == "meta"
        or has_dateline(row.text)
        or (shape(row.text) >= 3.0 and bool(following) and shape(following[0].text) < 0)
    )


def opens(rows: Sequence[Paragraph], index: int) -> bool:
    """True where a run of metadata lines with a title begins."""
    if index and rows[index - 1].kind == "meta":
        before = takewhile(lambda row: row.kind == "meta", reversed(rows[max(0, index - META_LINES) : index]))
        return rows[index].meta == "title" and any(row.meta == "title" for row in before)
    for row in rows[index : index + META_LINES]:
        if row.kind != "meta":
            return False
        if row.meta == "title":
            return True
    return False


def titled(section: Section) -> bool:
    """True where the section says its title in a metadata line."""
    return any(row.meta == "title" for row in section)


def joined(sections: list[Section], found: list[list[int]], layout: Layout) -> Iterator[tuple[Section, list[int]]]:
    """Sections with the places of their headlines; a headline alone (underlined, or set off) joins its story."""
    pairs = [(section, places(section, indexes)) for section, indexes in zip(sections, found, strict=True)]
    lone = [len(section) == 1 and section[0].kind == "text" and shape(section[0].text) > 0 for section in sections]
    if layout == "none" and any(lone) and len(sections) > 1:
        layout = "last" if lone[-1] and not lone[0] else "first"
    done: list[tuple[Section, list[int]]] = []
    waiting: Section = []
    for (section, indexes), alone in zip(pairs, lone, strict=True):
        if alone and layout == "first" and not waiting:
            waiting = section
        elif alone and layout == "last" and done and not done[-1][1]:
            body, _ = done.pop()
            done.append(([*body, *section], [len(body)]))
        elif waiting and not indexes and not titled(section):
            done.append(([*waiting, *section], [0]))
            waiting = []
        else:
            done.extend([(waiting, [])] if waiting else [])
            waiting = []
            done.append((section, indexes))
    yield from done
    if waiting:
        yield waiting, []


def places(section: Section, indexes: Sequence[int]) -> list[int]:
    """The places in the section of its text paragraphs numbered `indexes`."""
    texts = [place for place, row in enumerate(section) if row.kind == "text"]
    return [texts[index] for index in indexes]


def bounds(section: Section, titles: Sequence[int], layout: Layout) -> Iterator[tuple[int, int, int | None]]:
    """Start, end and headline of each story of a section."""
    if not titles:
        yield 0, len(section), None
        return
    if layout == "last":
        start = 0
        for number, title in enumerate(titles):
            end = after_meta(section, title + 1) if number < len(titles) - 1 else title + 1
            rest = all(row.kind == "meta" for row in section[end:])
            end = len(section) if number == len(titles) - 1 and rest else end
            yield start, end, title
            start = end
        if start < len(section):
            yield start, len(section), None
        return
    starts = [before_meta(section, title) for title in titles]
    if starts[0] > 0 and not any(shape(row.text) <= -1.0 for row in section[: starts[0]]):
        starts[0] = 0  # a kicker or a byline over the headline
    if starts[0] > 0:
        yield 0, starts[0], None
    for start, end, title in zip(starts, [*starts[1:], len(section)], titles, strict=True):
        yield start, end, title


def dated(section: Section, story: tuple[int, int, int | None]) -> Iterator[tuple[int, int, int | None]]:
    """The story, cut before each dateline that follows a paragraph of it: stories without headlines begin there."""
    start, end, title = story
    cuts = []
    bodied = 0
    for index in range(start, end):
        row = section[index]
        if row.kind != "text" or index == title:
            continue
        if dated_dateline(row.text):
            if bodied >= 2:
                cuts.append(before_meta(section, index))
            bodied = 2
        elif len(row.text) >= MIN_STORY and not row.text.startswith(("(", "[")):
            bodied += 1  # a single paragraph before the dateline is a summary or a note, not a story
    for first, last in pairwise([start, *cuts, end]):
        yield first, last, title if title is not None and first <= title < last else None


def before_meta(section: Section, title: int) -> int:
    """Where the story of a headline begins: before the metadata lines above it, where those are its own."""
    start = title
    while start > 0 and section[start - 1].kind == "meta":
        start -= 1
    if start in (0, title):
        return start
    above, below = section[start].gap, section[title].gap
    return start if above > below or (above == below and section[0].kind == "meta") else title


def after_meta(section: Section, end: int) -> int:
    """Where a story whose headline ended at `end` ends: after the metadata lines below it, where those are its own."""
    stop = end
    while stop < len(section) and section[stop].kind == "meta":
        stop += 1
    if stop in (end, len(section)):
        return stop
    above, below = section[end].gap, section[stop].gap
    return end if above > below or (above == below and section[0].kind == "meta") else stop


def assembled(rows: Sequence[Paragraph], title: int | None, bundle: str) -> Story | None:
    """The story of some paragraphs; metadata lines count at its edges and beside its headline, else they are text."""
    own = {index for index in edges(rows, title) if rows[index].kind == "meta"}
    meta: dict[str, str] = {}
    for index in sorted(own):
        meta.setdefault(rows[index].meta, rows[index].value)
    body = [row.text for index, row in enumerate(rows) if index not in own and index != title]
    heading = rows[title].text if title is not None else meta.get("title", "")
    if not body:
        if not heading:
            return None
        body, heading = [heading], ""
    return Story(
        text="\n".join(body),
        title=heading,
        published=meta.get("published"),
        url=meta.get("url"),
        outlet=meta.get("outlet"),
        bundle=bundle,
    )


def edges(rows: Sequence[Paragraph], title: int | None) -> Iterator[int]:
    """The places of the metadata runs at the start and the end, and on both sides of the headline."""
    starts = [(0, 1), (len(rows) - 1, -1)]
    if title is not None:
        starts += [(title + 1, 1), (title - 1, -1)]
    for place, step in starts:
        at = place
        while 0 <= at < len(rows) and rows[at].kind == "meta":
            yield at
            at += step


def accepts(head: str) -> bool:
    """True for any text but XML."""
    return not head.lstrip().startswith("<?xml")


FORMAT = Format("paste", read, (".txt", ".text", ".md"), ("text/plain",), accepts)
