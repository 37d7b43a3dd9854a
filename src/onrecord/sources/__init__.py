"""Sources: bytes -> Story. The registry of input formats, and how one is told from another.

A format is one file with a `FORMAT`, and one line in `FORMATS`. Every reader yields stories and, as records, the
problems of what could not be read; SourceError, raised when the first story is asked for, is for inputs that cannot be
read at all.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from onrecord.model import Problem, Story
from onrecord.settings import Settings
from onrecord.sources import feed, html, jsonl, paste
from onrecord.sources.base import Format, Outcome, SourceError
from onrecord.sources.decode import refuse_binary
from onrecord.sources.files import files_of, opened, standard_input
from onrecord.sources.streams import HEAD_BYTES, head_text, rewound, unpacked

__all__ = ["FORMATS", "Outcome", "SourceError", "detect", "read_any", "read_file", "read_stream", "read_url"]

FORMATS: tuple[Format, ...] = (
    jsonl.FORMAT,
    feed.FORMAT,
    html.FORMAT,
    paste.FORMAT,  # plain text: takes what is left, so a .txt file may hold any of the above
)


def read_any(spec: str, settings: Settings, *, allow_loopback: bool = False) -> Iterator[Outcome]:
    """Read what `spec` names: "-" for standard input, an http(s) address, a file, or a directory of files."""
    if spec == "-":
        yield from read_stream(standard_input(), "standard input", settings)
    elif spec.lower().startswith(("http://", "https://")):
        yield from read_url(spec, settings, allow_loopback=allow_loopback)
    elif os.path.isdir(spec):
        yield from read_directory(Path(spec), settings)
    else:
        yield from read_file(Path(spec), settings)


def read_directory(path: Path, settings: Settings) -> Iterator[Outcome]:
    """Read the files of a directory and of the directories in it, in name order; what is no story file is a problem."""
    stories = 0
    known = tuple(suffix for entry in FORMATS for suffix in entry.suffixes)
    for file in files_of(path, known):
        if isinstance(file, Problem):
            yield file
            continue
        try:
            for outcome in read_file(file, settings):
                stories += isinstance(outcome, Story)
                yield outcome
        except SourceError as error:
            yield Problem(str(file), str(error).removeprefix(f"{file}: "))
    if not stories:
        raise SourceError(f"{path}: no story was found in this directory: it should hold {', '.join(known)} files")


def read_file(path: Path, settings: Settings) -> Iterator[Outcome]:
    """Read one file, packed by gzip or not; its format is told by its name's ending, else by its content."""
    with opened(path) as stream:
        yield from read_stream(stream, str(path), settings)


def read_stream(stream: IO[bytes], name: str, settings: Settings) -> Iterator[Outcome]:
    """Read a binary stream, packed by gzip or not; `name` stands in problems, and its ending may tell the format."""
    head, whole = rewound(stream)
    packed = head.startswith(b"\x1f\x8b")
    if packed:
        head, whole = rewound(unpacked(whole, name))
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise SourceError(f"{name}: there is nothing to read: the input is empty")
    refuse_binary(head, name)
    suffixes = [suffix.lower() for suffix in Path(name).suffixes]
    suffix = next((s for s in reversed(suffixes) if s != ".gz"), "")
    yield from detect(head, suffix, "", name).read(whole, name, settings)


def read_url(url: str, settings: Settings, *, allow_loopback: bool = False) -> Iterator[Outcome]:
    """Read what is at an http(s) address; its stories carry the address and the time of fetching."""
    from onrecord.sources.fetch import fetch  # here, so that only addresses wait for the HTTP client

    answer = fetch(url, allow_loopback=allow_loopback)
    fetched = datetime.now(UTC).isoformat(timespec="seconds")
    head, whole = rewound(io.BytesIO(answer.data))
    if head.startswith(b"\x1f\x8b"):
        head, whole = rewound(unpacked(whole, url))
    if not head.strip():
        raise SourceError(f"{url}: the page is empty")
    refuse_binary(head, url)
    for outcome in detect(head, "", answer.type, url).read(whole, url, settings):
        if isinstance(outcome, Story):
            yield replace(outcome, fetched=fetched, url=outcome.url or answer.url)
        else:
            yield outcome


def detect(head: bytes, suffix: str, media: str, name: str) -> Format:
    """The format of an input: by its ending or media type where these are a format's own, else by its first bytes."""
    for entry in FORMATS[:-1]:
        if suffix in entry.suffixes or media in entry.types:
            return entry
    text = head_text(head[:HEAD_BYTES])
    for entry in FORMATS:
        if entry.accepts(text):
            return entry
    raise SourceError(
        f"{name}: XML of a kind that is not supported; supported are {', '.join(f.name for f in FORMATS)}"
    )
