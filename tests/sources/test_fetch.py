"""Fetching: polite to robots.txt, bounded in size and time, and never into a private network."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.model import Story
from onrecord.settings import Settings
from onrecord.sources import fetch as fetching
from onrecord.sources import read_any, robots
from onrecord.sources.base import SourceError
from onrecord.sources.fetch import fetch, is_public
from tests.sources.test_html import page
from tests.sources.wire import FERRY

PAGE = page(head='<meta name="date" content="2026-05-03">').encode()
REDIRECTS = {
    "/moved": "/story",
    "/loop": "/loop",
    "/inside": "http://10.0.0.1/story",
    "/metadata": "http://169.254.169.254/latest/",
    "/file": "file:///etc/passwd",
    "/to-closed": "/closed/story",
    "/with-password": "http://user:word@127.0.0.1/",
}


class Handler(BaseHTTPRequestHandler):
    """A little site of our own."""

    def do_GET(self) -> None:
        path = self.path
        if path == "/robots.txt":
            self.answer(
                b"User-agent: *\nDisallow: /closed/\n\nUser-agent: onrecord\nDisallow: /closed/\n", kind="text/plain"
            )
        elif path in REDIRECTS:
            self.send_response(302)
            self.send_header("Location", REDIRECTS[path])
            self.end_headers()
        elif path == "/story":
            self.answer(PAGE)
        elif path == "/packed":
            self.answer(gzip.compress(PAGE), packing="gzip")
        elif path == "/odd-packing":
            self.answer(PAGE, packing="br")
        elif path == "/bomb":
            self.answer(gzip.compress(b" " * 400_000), packing="gzip")
        elif path == "/paste.txt":
            self.answer("\n".join([FERRY[0], *FERRY[1]]).encode(), kind="text/plain; charset=utf-8")
        elif path == "/empty":
            self.answer(b" ")
        elif path == "/picture":
            self.answer(b"\x89PNG\r\n\x1a\n" + bytes(200), kind="image/png")
        elif path == "/slow":
            self.drip()
        else:
            self.send_error({"/gone": 410, "/login": 401, "/broken": 500}.get(path, 404))

    def answer(self, data: bytes, kind: str = "text/html; charset=utf-8", packing: str = "") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if packing:
            self.send_header("Content-Encoding", packing)
        self.end_headers()
        self.wfile.write(data)

    def drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(20):
            try:
                self.wfile.write(b"<p>")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def complaint(url: str, *, allow_loopback: bool = True, total_seconds: float = 5.0) -> str:
    with pytest.raises(SourceError) as caught:
        fetch(url, allow_loopback=allow_loopback, total_seconds=total_seconds)
    said = str(caught.value)
    assert "\n" not in said
    return said


@pytest.mark.parametrize("path", ["/story", "/moved", "/packed", "/story#part"])
def test_a_page(site: str, path: str) -> None:
    answer = fetch(site + path, allow_loopback=True)
    assert (answer.data, answer.type) == (PAGE, "text/html")
    assert answer.url == site + {"/moved": "/story"}.get(path, path.split("#", maxsplit=1)[0])


def test_a_page_becomes_a_story(site: str) -> None:
    (story,) = read_any(site + "/moved", Settings(), allow_loopback=True)
    assert isinstance(story, Story)
    assert (story.title, story.published, story.url) == (FERRY[0], "2026-05-03", site + "/story")
    assert story.fetched is not None
    assert story.fetched.endswith("+00:00")


def test_plain_text_at_an_address(site: str) -> None:
    (story,) = read_any(site + "/paste.txt", Settings(), allow_loopback=True)
    assert isinstance(story, Story)
    assert (story.title, story.text.split("\n")) == FERRY


@pytest.mark.parametrize("path", ["/empty", "/picture"])
def test_what_is_no_story_is_one_line(site: str, path: str) -> None:
    with pytest.raises(SourceError, match=r"^http://127[^\n]+$"):
        list(read_any(site + path, Settings(), allow_loopback=True))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/closed/story", "robots.txt"),
        ("/to-closed", "robots.txt"),
        ("/none", "404"),
        ("/gone", "410"),
        ("/login", "login"),
        ("/broken", "try again later"),
        ("/loop", "redirects"),
        ("/inside", "10.0.0.1"),
        ("/metadata", "169.254.169.254"),
        ("/file", "only http and https"),
        ("/with-password", "user name or password"),
        ("/odd-packing", "packed"),
    ],
)
def test_answers_that_are_no_page(site: str, path: str, said: str) -> None:
    assert said in complaint(site + path)


@pytest.mark.parametrize("path", ["/story", "/bomb"])
def test_a_body_over_the_limit_is_refused(site: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MAX_DOCUMENT_BYTES", 500)
    assert "more than 500 bytes" in complaint(site + path)


def test_a_server_that_drips_is_left(site: str) -> None:
    start = time.perf_counter()
    assert "time" in complaint(site + "/slow", total_seconds=0.25)
    assert time.perf_counter() - start < 0.9


def test_a_server_that_says_nothing_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        start = time.perf_counter()
        assert "time" in complaint(f"http://127.0.0.1:{silent.getsockname()[1]}/", total_seconds=0.25)
        assert time.perf_counter() - start < 0.9


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert "cannot be fetched" in complaint(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "[::1]", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "[::]",
        "100.64.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]", "[fe80::1]",
        "[fd00::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "localhost", "localhost.",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(host: str) -> None:
    said = complaint(f"http://{host}:9/", allow_loopback=False)
    assert "private network" in said or "cannot be found" in said or "not an address" in said


@pytest.mark.parametrize(
    "host", ["10.0.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "[fd00::1]", "[::ffff:10.0.0.1]"]
)
def test_the_loopback_allowance_opens_nothing_else(host: str) -> None:
    assert "private network" in complaint(f"http://{host}:9/")


def answered(*addresses: str) -> list[tuple[object, ...]]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in addresses]


@pytest.mark.parametrize("addresses", [("127.0.0.1",), ("8.8.8.8", "10.1.2.3")])
def test_a_name_that_leads_inside_is_refused(addresses: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answered(*addresses))
    assert "private network" in complaint("http://news.example/", allow_loopback=False)


def test_the_address_that_was_checked_is_the_one_connected_to(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real, asked = socket.getaddrinfo, []

    def once(host: str, *args: object, **options: object) -> object:
        asked.append(host)
        return real("127.0.0.1" if host == "news.example" else host, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", once)
    port = site.rsplit(":", 1)[1]
    answer = fetch(f"http://news.example:{port}/story", allow_loopback=True)
    assert answer.url == f"http://news.example:{port}/story"
    # robots.txt and the page: one question each by name, what follows is by address
    assert asked.count("news.example") == 2


@pytest.mark.parametrize(
    "url",
    ["ftp://a.test/", "http://", "http:///x", "https://user:word@a.test/", "http://[::1", "gopher://x", "http://a b/"],
)
def test_addresses_that_cannot_be_fetched(url: str) -> None:
    said = complaint(url, allow_loopback=False)
    assert "word" not in said.split("password")[0]


def test_public_addresses() -> None:
    assert all(is_public(a) for a in ("8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"))
    assert not any(is_public(a) for a in ("224.0.0.1", "255.255.255.255", "192.0.2.1", "ff02::1", "2001:db8::1"))


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: OnRecord\nAllow: /", "/a", True),
        ("User-agent: onrecord\nUser-agent: x\nDisallow: /a", "/a/b", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", True),
        ("User-agent: * # all\nDisallow: /p # here", "/p", False),
        ("Disallow: /", "/a", True),
        ("<html>not found</html>", "/a", True),
    ],
)
def test_robots(rules: str, path: str, allowed: bool) -> None:
    assert robots.allowed(rules, "onrecord", path) is allowed


def test_hostile_robots_end_soon() -> None:
    start = time.perf_counter()
    robots.allowed("User-agent: *\nDisallow: /" + "*a" * 200_000, "onrecord", "/" + "a" * 2_000)
    robots.allowed("User-agent: *\n" + "Disallow: /*a*a*a*a*b$\n" * 20_000, "onrecord", "/" + "a" * 2_000)
    robots.allowed("User-agent: *\n" * 18_000 + "Disallow: /a\n" * 20_000, "onrecord", "/")
    assert time.perf_counter() - start < 3
