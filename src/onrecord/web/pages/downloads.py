"""Claims to take away: what the filter of an address shows, as CSV or JSON lines, streamed.

The ledger is read a page at a time, so that a visitor who reads slowly holds no connection to it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from fastapi import APIRouter
from starlette.responses import StreamingResponse

from onrecord.exports.rows import CLAIM_COLUMNS, claim_flat, claim_object
from onrecord.exports.tabular import cell
from onrecord.model import Sourced
from onrecord.web.desk import AtDesk, Desk
from onrecord.web.errors import ANSWERS
from onrecord.web.filters import Asked, Wanted
from onrecord.web.render import as_pages
from onrecord.web.search import every_holder
from onrecord.web.streams import AtStreams, Stream, Streams

router = APIRouter()
MOST_ROWS = 100_000  # of one file: `onrecord claims --format csv` writes any number
TOGETHER = 200  # rows sent at once


@router.get(
    "/claims.csv", response_class=StreamingResponse,
    responses={
        **as_pages(ANSWERS),
        200: {"description": "The claims, a line each", "content": {"text/csv": {}}},
    },
)  # fmt: skip
def claims_csv(desk: AtDesk, streams: AtStreams, wanted: Wanted) -> Stream:
    """The claims that pass the filter as CSV, at most 100,000."""
    return download(streams, csv_lines(begun(desk, wanted)), "text/csv; charset=utf-8", "csv")


@router.get(
    "/claims.jsonl", response_class=StreamingResponse,
    responses={
        **as_pages(ANSWERS),
        200: {"description": "The claims, an object a line", "content": {"application/jsonl": {}}},
    },
)  # fmt: skip
def claims_jsonl(desk: AtDesk, streams: AtStreams, wanted: Wanted) -> Stream:
    """The claims that pass the filter as JSON lines, at most 100,000."""
    return download(streams, json_lines(begun(desk, wanted)), "application/jsonl", "jsonl")


def begun(desk: Desk, wanted: Asked) -> Iterator[Sourced]:
    """The claims, of which the first is fetched: what is wrong with the ledger is told before a file begins."""
    entries: Iterator[Sourced]
    if wanted.q:
        entries = islice(every_holder(desk.record, wanted), MOST_ROWS)
    else:
        entries = desk.record.claims_by_page(wanted.filter(limit=MOST_ROWS), size=TOGETHER)
    return chain(list(islice(entries, 1)), entries)


def download(streams: Streams, lines: Iterator[str], media: str, ending: str) -> Stream:
    """The lines as a file."""
    headers = {"content-disposition": f'attachment; filename="claims.{ending}"'}
    return Stream(streams, pieces(lines), media, headers)


def pieces(lines: Iterator[str]) -> Iterator[bytes]:
    """The lines in pieces of some size; a lone surrogate, which no file can hold, is a question mark."""
    held: list[str] = []
    for line in lines:
        held.append(line)
        if len(held) >= TOGETHER:
            yield "".join(held).encode("utf-8", "replace")
            held = []
    yield "".join(held).encode("utf-8", "replace")


def csv_lines(entries: Iterable[Sourced]) -> Iterator[str]:
    """A header and a line for each claim."""
    yield csv_line(CLAIM_COLUMNS)
    for entry in entries:
        row = claim_flat(entry)
        yield csv_line([cell(row.get(column)) for column in CLAIM_COLUMNS])


def csv_line(cells: Iterable[object]) -> str:
    """One line of CSV."""
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def json_lines(entries: Iterable[Sourced]) -> Iterator[str]:
    """An object for each claim."""
    for entry in entries:
        yield json.dumps(claim_object(entry), ensure_ascii=False) + "\n"
