"""Who may write, what every answer carries, and that nothing from outside gets further than it should."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

import onrecord
from onrecord.web.app import create_app
from onrecord.web.headers import HEADERS
from onrecord.web.settings import COOKIE, WebSettings
from tests.web.browser import serving
from tests.web.conftest import TOKEN

LIMIT = 2_000
WRITES = ("/paste", "/paste.json", "/paste/keep", "/paste/keep.json")


@pytest.fixture(scope="module")
def guarded(demo_ledger: Path) -> Iterator[FastAPI]:
    """An application that takes small bodies, with one page that breaks."""

    def broken() -> None:
        raise RuntimeError("the secret reason")

    with onrecord.open(demo_ledger) as record:
        app = create_app(record, "demo.db", WebSettings(token=TOKEN, secret="s", max_body=LIMIT))
        app.add_api_route("/broken", broken)
        app.add_api_route("/broken.json", broken)
        yield app


@pytest.fixture
def visitor(guarded: FastAPI) -> TestClient:
    return TestClient(guarded, base_url="http://localhost", raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture
def browser(visitor: TestClient) -> TestClient:
    """A browser that came in with the token."""
    visitor.get("/", params={"token": TOKEN})
    return visitor


def form_key(client: TestClient) -> str:
    return key_in(client.get("/paste").text)


def key_in(html: str) -> str:
    found = html.partition('name="form_key" value="')[2].partition('"')[0]
    assert found
    return found


def write(client: TestClient, key: str, **headers: str) -> int:
    """The status of a write that would be refused for its empty text alone (422), were it allowed."""
    return int(client.post("/paste", data={"form_key": key, "text": " "}, headers=headers).status_code)


# The token and the session


def test_the_token_becomes_a_strict_cookie_and_leaves_the_address(visitor: TestClient) -> None:
    answer = visitor.get("/", params={"token": TOKEN})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert TOKEN not in cookie
    assert {part.strip().lower() for part in cookie.split(";")[1:]} >= {"httponly", "samesite=strict", "path=/"}


@pytest.mark.parametrize("token", ["wrong", TOKEN[:-1], f"{TOKEN}x", "\ud83d\ude00", "x" * 5_000])
def test_a_wrong_token_gets_no_cookie(visitor: TestClient, token: str) -> None:
    answer = visitor.get("/", params={"token": token.encode("utf-16", "surrogatepass").decode("utf-16")})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize("authorization", [None, "Bearer wrong", f"Basic {TOKEN}", TOKEN, "Bearer "])
def test_nobody_writes_without_the_token(visitor: TestClient, path: str, authorization: str | None) -> None:
    headers = {"authorization": authorization} if authorization else {}
    body = {"text": "x", "preview": "x"}
    answer = visitor.post(path, json=body, headers=headers) if path.endswith(".json") else visitor.post(
        path, data=body, headers=headers
    )  # fmt: skip
    assert answer.status_code == 403
    assert "token" in answer.text


def test_a_program_writes_with_the_token(visitor: TestClient) -> None:
    assert write(visitor, "", authorization=f"Bearer {TOKEN}") == 422
    assert write(visitor, "", authorization=f"bearer {TOKEN}") == 422


@pytest.mark.parametrize("cookie", ["", "writer", "IndyaXRlciI.x.y", "a" * 3_000])
def test_a_cookie_that_the_server_did_not_sign_is_no_session(visitor: TestClient, cookie: str) -> None:
    visitor.cookies.set(COOKIE, cookie)
    assert write(visitor, "") == 403
    assert "form_key" not in visitor.get("/paste").text


def test_a_session_of_another_run_is_none(browser: TestClient, demo_ledger: Path) -> None:
    key = form_key(browser)
    with onrecord.open(demo_ledger) as record:
        other = TestClient(create_app(record, "demo.db"), base_url="http://localhost", cookies=dict(browser.cookies))
        assert write(other, key) == 403


def test_two_servers_of_one_host_leave_each_other_signed_in(demo_ledger: Path) -> None:
    with serving(demo_ledger) as first, serving(demo_ledger) as second, httpx.Client(follow_redirects=True) as person:
        for one in (first, second):
            assert person.get(f"{one.base}/?token={one.token}").status_code == 200
        for one in (first, second, first):  # a browser gives the cookies of a host to all its ports
            name = {"by": "Ada", "form_key": key_in(person.get(f"{one.base}/review").text)}
            assert person.post(f"{one.base}/review/name", data=name).status_code == 200
        assert "Ada" in person.get(f"{second.base}/review").text


def test_a_session_ends(demo_ledger: Path) -> None:
    with onrecord.open(demo_ledger) as record:
        app = create_app(record, "demo.db", WebSettings(token=TOKEN, session_hours=-1))
        client = TestClient(app, base_url="http://localhost")
        client.get("/", params={"token": TOKEN}, follow_redirects=False)
        assert client.cookies
        assert "form_key" not in client.get("/paste").text


# Other sites


def test_a_form_needs_its_key(browser: TestClient) -> None:
    key = form_key(browser)
    assert write(browser, key) == 422
    for wrong in ("", key[:-1], f"{key}0", "é"):
        assert write(browser, wrong) == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin", "origin": "http://localhost"}, 422),
        ({"sec-fetch-site": "none"}, 422),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://localhost:9999"}, 403),
        ({"origin": "http://localhost.evil.example"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_a_form_comes_from_this_site(browser: TestClient, headers: dict[str, str], status: int) -> None:
    assert write(browser, form_key(browser), **headers) == status


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8765", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:8765", 200),
        ("[::1]", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("evil.example:127.0.0.1", 421),
        ("127.0.0.1.evil.example:80", 421),
        ("localhost@evil.example", 421),
        ("", 421),
    ],
)
def test_the_server_answers_under_its_own_names_alone(visitor: TestClient, host: str, status: int) -> None:
    assert visitor.get("/problems", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    "path", ["/?next=//evil.example", "//evil.example/", "/claims/", "/\\evil.example", "/paste/?x=//e"]
)
def test_no_address_leads_elsewhere(browser: TestClient, path: str) -> None:
    answer = browser.request("GET", f"http://localhost{path}")
    where = answer.headers.get("location", "/")
    assert where.startswith(("/", "http://localhost/"))
    assert not where.startswith("//")
    assert "evil.example/" not in where.partition("?")[0].removeprefix("http://localhost/")


# Bodies


@pytest.mark.parametrize("path", WRITES)
def test_a_large_body_is_refused_by_its_length(browser: TestClient, path: str) -> None:
    answer = browser.post(path, content=b"x" * (LIMIT + 1))
    assert answer.status_code == 413
    assert "kB" in answer.text


@pytest.mark.parametrize(
    ("path", "media"),
    [
        ("/paste", "application/x-www-form-urlencoded"),
        ("/paste", "multipart/form-data; boundary=x"),
        ("/paste.json", "application/json"),
        ("/paste/keep", "multipart/form-data; boundary=x"),
        ("/paste/keep.json", "application/json"),
    ],
)
def test_a_large_body_is_refused_as_it_comes(visitor: TestClient, path: str, media: str) -> None:
    def body() -> Iterator[bytes]:
        start = {"a": b"text=", "m": b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n'}[media[0]]
        yield b'{"text": "' if media.endswith("json") else start
        for _ in range(10):
            yield b"x" * 1_000

    headers = {"content-type": media, "authorization": f"Bearer {TOKEN}"}
    answer = visitor.post(path, content=body(), headers=headers)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("path", "media", "body"),
    [
        ("/paste.json", "application/json", b"{"),
        ("/paste.json", "application/json", b'{"text": "\xff"}'),
        ("/paste.json", "application/json", b"[" * 1_900),
        ("/paste.json", "text/plain", b"hello"),
        ("/paste.json", "application/json", b""),
        ("/paste", "multipart/form-data", b"hello"),
        ("/paste", "multipart/form-data; boundary=x", b"--y\r\n\xff"),
        ("/paste", "multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--"),
        ("/paste", "application/x-www-form-urlencoded", b"%ff=%00&text=+%0a"),
        ("/paste", "application/json", b"{}"),
    ],
)
def test_a_body_that_makes_no_sense_is_said_to(visitor: TestClient, path: str, media: str, body: bytes) -> None:
    headers = {"content-type": media, "authorization": f"Bearer {TOKEN}"}
    answer = visitor.post(path, content=body, headers=headers)
    assert answer.status_code == 422
    assert "Traceback" not in answer.text


# What every answer carries


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/problems", 200),
        ("GET", "/claims.json", 200),
        ("GET", "/claims.csv", 200),
        ("GET", "/static/base.css", 200),
        ("GET", "/openapi.json", 200),
        ("GET", "/", 303),
        ("HEAD", "/static/base.css", 200),
        ("GET", "/nowhere", 404),
        ("GET", "/nowhere.json", 404),
        ("GET", "/static/../app.py", 404),
        ("GET", "/static/%2e%2e/app.py", 404),
        ("GET", "/static/nothing.css", 404),
        ("DELETE", "/claims", 405),
        ("PUT", "/paste", 405),
        ("GET", "/claims?kind=rumour", 422),
        ("GET", "/?token=wrong", 403),
        ("POST", "/paste", 403),
        ("GET", "/broken", 500),
        ("GET", "/broken.json", 500),
    ],
)
def test_every_answer_carries_the_policy_and_no_reason_of_ours(
    visitor: TestClient, method: str, path: str, status: int
) -> None:
    answer = visitor.request(method, path)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == dict(HEADERS)
    assert "access-control-allow-origin" not in answer.headers
    for told in ("Traceback", "the secret reason", "site-packages", 'File "', "RuntimeError"):
        assert told not in answer.text


@pytest.mark.parametrize(
    "part", ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]
)
def test_the_policy_lets_no_text_run(part: str) -> None:
    assert part in HEADERS["content-security-policy"]
    assert "unsafe" not in HEADERS["content-security-policy"]


@pytest.mark.parametrize("path", ["/claims", "/problems", "/paste", "/claims?q=%3Cimg%20src=x%20onerror=y%3E"])
def test_pages_keep_the_policy(browser: TestClient, path: str) -> None:
    text = browser.get(path).text
    assert "<img" not in text
    for broken in (" style=", "<style", " onclick=", " onload=", "javascript:"):
        assert broken not in text
    assert text.count("<script") == text.count('<script type="module" src="/static/')
    assert "http://" not in text.replace("http://www.w3.org", "")


def test_errors_are_pages_or_json_as_asked(visitor: TestClient) -> None:
    assert visitor.get("/nowhere").headers["content-type"].startswith("text/html")
    for answer in (visitor.get("/nowhere.json"), visitor.get("/nowhere", headers={"accept": "application/json"})):
        assert answer.headers["content-type"] == "application/json"
        assert answer.json()["status"] == 404
