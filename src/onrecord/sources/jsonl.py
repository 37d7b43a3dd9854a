"""Story JSON lines (docs/formats.md), streamed line by line in bounded memory; each faulty line is told by number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import blake2b
from typing import IO, Any

from onrecord.model import Problem, Story
from onrecord.settings import Settings
from onrecord.sources.base import Format, Outcome, SourceError
from onrecord.sources.dates import iso
from onrecord.sources.decode import writable
from onrecord.sources.streams import rewound, transcoded

SKIP_BYTES = 65_536
SHOWN = 60  # characters of a faulty value that a problem quotes
STRINGS = ("title", "published", "url", "outlet", "lang")


def read(stream: IO[bytes], name: str, settings: Settings) -> Iterator[Outcome]:
    """The stories of a JSON lines stream, one a line, and a problem for each line that is not one.

    Memory is bounded by `settings.max_line_bytes` and 100 bytes or so a row (to tell an id that comes twice).
    """
    seen: dict[bytes, int] = {}
    empty = True
    head, whole = rewound(stream)
    for number, line in lines(transcoded(whole, head), settings.max_line_bytes):
        where = f"{name}:{number}"
        if isinstance(line, Problem):
            empty = False
            yield Problem(where, line.what)
        elif line.strip():
            empty = False
            yield from read_line(line, where, number, seen)
    if empty:
        raise SourceError(
            f"{name}: the file is empty: it should hold one JSON object a line, each with an id and a text"
        )


def lines(stream: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | Problem]]:
    """Numbered lines, from 1; a line of more than `limit` bytes is read past in pieces and stands as a problem.

    A stream that breaks off (a damaged archive) ends with a problem; what came before it stays.
    """
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(limit + 1)
            if not line:
                return
            if len(line) > limit and not line.endswith(b"\n"):
                size = len(line) + skip(stream)
                what = f"this line has {size:,} bytes, over the limit of {limit:,} (max_line_bytes); it was skipped"
                yield number, Problem("", what)
                continue
        except (OSError, EOFError, SourceError) as error:
            yield number, Problem("", f"the file breaks off here ({error}); what came before was read")
            return
        yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line


def skip(stream: IO[bytes]) -> int:
    """Read past the rest of a line; its size in bytes."""
    size = 0
    while piece := stream.readline(SKIP_BYTES):
        size += len(piece)
        if piece.endswith(b"\n"):
            break
    return size


def read_line(line: bytes, where: str, number: int, seen: dict[bytes, int]) -> Iterator[Outcome]:
    """The story of one line after its problems, or the problem that cost it."""
    text = line.decode("utf-8", "replace")
    broken = text.count("\ufffd") - line.count("\ufffd".encode())
    if broken > 0:
        yield Problem(where, f"{broken:,} bytes are not UTF-8 and were replaced by U+FFFD; save the file as UTF-8")
    try:
        row = json.loads(text)
    except json.JSONDecodeError as error:
        yield Problem(
            where, f"not valid JSON ({error.msg} at character {error.pos + 1}){array_hint(text)}; the line was skipped"
        )
    except (ValueError, RecursionError) as error:
        yield Problem(
            where,
            f"not usable JSON ({type(error).__name__}: nested too deep, or a number too long); the line was skipped",
        )
    else:
        yield from read_row(row, where, number, seen)


def array_hint(text: str) -> str:
    """What to do about JSON that is spread over lines."""
    spread = text.strip() in ("{", "[", "[{")
    return (
        ": one object a line is wanted; for an array or indented JSON run jq -c '.[]' (or jq -c .) first"
        if spread
        else ""
    )


def read_row(row: Any, where: str, number: int, seen: dict[bytes, int]) -> Iterator[Outcome]:
    """The story of one JSON value after its problems, or the problem that cost it."""
    if not isinstance(row, dict):
        hint = "; for an array of stories run jq -c '.[]' first" if isinstance(row, list) else ""
        yield Problem(where, f"a JSON object is wanted, this is {kind(row)}{hint}; the line was skipped")
        return
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        state = (
            "is missing" if text is None else "is empty" if isinstance(text, str) else f"is {kind(text)}, not a string"
        )
        yield Problem(where, f'"text" {state}; the line was skipped')
        return
    key, problem = read_id(row)
    if problem:
        yield Problem(where, problem)
    if key is not None:
        first = seen.setdefault(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), number)
        if first != number:
            yield Problem(
                where,
                f'the id "{short(key)}" stands already on line {first}; the line was skipped: give it an id of its own',
            )
            return
    fields: dict[str, str | None] = {"text": text, "key": key}
    for name in STRINGS:
        fields[name], problem = read_string(row, name)
        if problem:
            yield Problem(where, problem)
    yield from cleaned(fields, where)


def read_id(row: dict[str, Any]) -> tuple[str | None, str | None]:
    """The id, or None, and what is wrong with it."""
    value = row.get("id")
    if isinstance(value, str) and value.strip():
        return value, None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value), f'"id" is a number; the string "{value}" was taken'
    state = "is missing" if value is None else "is empty" if value == "" else f"is {kind(value)}, not a string"
    return None, f'"id" {state}; the story was kept, under the hash of its content'


def read_string(row: dict[str, Any], name: str) -> tuple[str | None, str | None]:
    """An optional string of the row, and what is wrong with it."""
    value = row.get(name)
    if value is None or value == "":
        return None, None
    if not isinstance(value, str):
        return None, f'"{name}" is {kind(value)}, not a string; the story was kept without it'
    if name != "published":
        return value, None
    found = iso(value)
    wrong = f'"published" is "{short(value)}", not an ISO 8601 date such as 2026-02-02 or 2026-02-02T18:00Z'
    return found, None if found else f"{wrong}; the story was kept without a date"


def cleaned(fields: dict[str, str | None], where: str) -> Iterator[Outcome]:
    """The story, its unwritable characters replaced one for one and told."""
    count = 0
    clean: dict[str, str | None] = {}
    for name, value in fields.items():
        clean[name], changed = writable(value) if value is not None else (None, 0)
        count += changed
    if count:
        yield Problem(where, f"{count:,} NUL characters or lone surrogates were replaced by U+FFFD")
    yield Story(
        text=clean["text"] or "",
        title=clean["title"] or "",
        published=clean["published"],
        url=clean["url"],
        outlet=clean["outlet"],
        lang=clean["lang"],
        key=clean["key"],
    )


def kind(value: object) -> str:
    """What a JSON value is, in words."""
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "an array",
        dict: "an object",
    }
    return names.get(type(value), "null")


def short(value: str) -> str:
    """The value on one printable line."""
    line = " ".join(writable(value[:SHOWN])[0].split())
    return line + ("…" if len(value) > SHOWN else "")


def accepts(head: str) -> bool:
    """True where most of the first lines begin like JSON objects."""
    rows = [line for line in head.split("\n")[:50] if line.strip()]
    return (
        bool(rows) and 2 * sum(1 for line in rows if line.lstrip().startswith(("{", "["))) >= len(rows) and '"' in head
    )


FORMAT = Format(
    "jsonl",
    read,
    (".jsonl", ".ndjson", ".jsonlines", ".json"),
    ("application/x-ndjson", "application/jsonl", "application/json"),
    accepts,
)
