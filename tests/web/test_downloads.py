"""Downloads: visitors who stop reading hold up nobody, and so many are served at once."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from onrecord.ledger import Ledger
from onrecord.web.streams import MOST_STREAMS, Streams
from tests.ledger.make import killed, reading, story
from tests.web.browser import serving

CLAIMS = 450  # more than two pages
LONG = "A headline that fills every buffer on the way. " * 2_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger whose claims are more than any buffer between server and visitor takes: some 40 MB."""
    path = tmp_path_factory.mktemp("large") / "large.db"
    with Ledger.open(path) as ledger, ledger.run("", "") as run:
        of = story(title=LONG)
        ledger.record(of, reading(of), [killed(of, number) for number in range(CLAIMS)], run)
    return path


@contextmanager
def stalled(base: str) -> Iterator[bytes]:
    """A visitor who asks for the whole list, reads the head of the answer and no more."""
    where = urlsplit(base)
    assert where.hostname
    with socket.create_connection((where.hostname, where.port or 80), timeout=10) as line:
        line.sendall(f"GET /claims.jsonl HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n".encode())
        yield line.recv(200)


def test_so_many_downloads_at_once_and_no_more(large: Path) -> None:
    with serving(large) as served, ExitStack() as visitors, httpx.Client(base_url=served.base, timeout=10) as client:
        for _ in range(MOST_STREAMS):
            assert visitors.enter_context(stalled(served.base)).startswith(b"HTTP/1.1 200")
        refused = client.get("/claims.csv", headers={"accept": "application/json"})
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        assert refused.json()["title"] == "Too many downloads"
        assert client.get("/claims.json").status_code == 200  # the pages go on
        visitors.close()
        assert waited_for(client).status_code == 200


def test_who_stops_reading_loses_the_place(large: Path) -> None:
    streams = Streams(patience=0.3)
    with serving(large, streams) as served, ExitStack() as visitors:
        for _ in range(MOST_STREAMS):
            visitors.enter_context(stalled(served.base))
        with httpx.Client(base_url=served.base, timeout=10) as client:
            lines = waited_for(client).text.splitlines()
    assert sorted(json.loads(line)["low"] for line in lines) == list(range(CLAIMS))


def waited_for(client: httpx.Client) -> httpx.Response:
    """The list, once it is given; the last refusal after ten seconds."""
    until = time.monotonic() + 10
    while (answer := client.get("/claims.jsonl")).status_code == 503 and time.monotonic() < until:
        time.sleep(0.1)
    return answer
