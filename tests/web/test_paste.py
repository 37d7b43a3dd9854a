"""Paste: what a text would come to, keeping some of it, and a reader that nothing can hold up."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.api import Given, Record
from onrecord.settings import Settings
from onrecord.web.app import create_app
from onrecord.web.clean import DEEPEST, depth, safe_page
from onrecord.web.pastes import MOST_HELD, Pastes
from onrecord.web.reader import BusyError, Job, Pasted, Reader
from onrecord.web.settings import WebSettings
from tests.web.conftest import DEMO, TOKEN

TWO = """Shelling kills four in Kharkiv market

KHARKIV, Feb 2, 2026 (Harbor Wire) -- A shell hit a market in Kharkiv on Monday, killing four people and injuring 11
others, the regional governor said.

Border crossing at Medyka to reopen

WARSAW, Feb 2, 2026 (Harbor Wire) -- The Medyka crossing will reopen on Wednesday, Poland's interior minister said.
"""
PAGE = """<!doctype html><html><head><title>Shell hits market</title>
<script>alert(1)</script><meta property="article:published_time" content="2026-02-02T10:00:00Z"></head><body>
<article><h1 onclick="alert(1)">Shell hits market</h1>
<p>A shell hit a market in Kharkiv on Monday, killing four people and injuring 11 others, the regional governor said in
a statement. <a href="javascript:alert(1)">More</a> <img src="https://elsewhere.example/x.png" onerror="alert(1)"></p>
<p>The governor said that two of the dead were children, and that the market had been open when the shell came down
on it. Rescue workers searched the ruins until the evening, he added.</p></article></body></html>"""


@pytest.fixture(scope="module")
def shop(demo_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A program with the token, over a ledger that the tests of this module share, and its reader's process."""
    path = tmp_path_factory.mktemp("paste") / "demo.db"
    shutil.copy(demo_ledger, path)
    with onrecord.open(path) as record:
        app = create_app(record, "demo.db", WebSettings(token=TOKEN, max_paste=3))
        headers = {"authorization": f"Bearer {TOKEN}"}
        with TestClient(app, base_url="http://localhost", headers=headers, raise_server_exceptions=False) as client:
            yield client
        app.state.pastes.reader.close()


@pytest.fixture
def browser(shop: TestClient) -> TestClient:
    """A browser that opened the address with the token."""
    visitor = TestClient(shop.app, base_url="http://localhost")
    visitor.get("/", params={"token": TOKEN}, follow_redirects=False)
    return visitor


def form_key(page: str) -> str:
    return page.partition('name="form_key" value="')[2].partition('"')[0]


def previewed(shop: TestClient, text: str, **more: object) -> dict[str, Any]:
    answer = shop.post("/paste.json", json={"text": text, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def kept(shop: TestClient, preview: str, stories: list[int] | None = None) -> dict[str, Any]:
    answer = shop.post("/paste/keep.json", json={"preview": preview, "stories": stories})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_browser_pastes_keeps_one_and_drops_the_other(shop: TestClient, browser: TestClient) -> None:
    text = TWO.replace("four", "six").replace("Medyka", "Dorohusk")
    before = shop.get("/claims.json").json()["count"]
    page = browser.get("/paste").text
    sent = {"form_key": form_key(page), "text": text, "outlet": "", "published": "", "url": ""}
    answer = browser.post("/paste", data=sent, follow_redirects=False)
    assert answer.status_code == 303
    where = answer.headers["location"]
    seen = browser.get(where)
    assert "Nothing is on record yet" in seen.text
    assert "Shelling kills six in Kharkiv market" in seen.text
    assert "stated: " in seen.text
    assert '<mark class="figure">six</mark>' in seen.text
    assert shop.get("/claims.json").json()["count"] == before
    preview = where.rpartition("/")[2]
    sent = {"form_key": form_key(seen.text), "preview": preview, "keep": "1"}
    answer = browser.post("/paste/keep", data=sent, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, where)
    after = shop.get(f"{where}.json").json()
    assert [draft["outcome"] for draft in after["drafts"]] == ["new", None]
    assert [draft["on_record"] for draft in after["drafts"]] == [True, False]
    story = after["drafts"][0]["story"]["id"]
    assert f'href="/story/{story}"' in browser.get(where).text
    found = shop.get("/claims.json", params={"q": "market in Kharkiv"}).json()
    assert story in {row["card"]["story"]["id"] for row in found["claims"]}
    assert shop.get("/claims.json", params={"q": "Dorohusk"}).json()["count"] == 0


def test_a_program_sees_claims_with_their_sentences(shop: TestClient) -> None:
    found = previewed(shop, TWO)
    assert [draft["story"]["title"] for draft in found["drafts"]] == [
        "Shelling kills four in Kharkiv market", "Border crossing at Medyka to reopen",
    ]  # fmt: skip
    first = found["drafts"][0]
    assert first["story"]["published"][:10] == "2026-02-02"
    killed = next(c for c in first["claims"] if c["measure"] == "killed" and len(c["sentence"]) == 3)
    assert [piece["text"] for piece in killed["sentence"] if piece["marked"]] == ["four"]
    assert {claim["type"] for claim in found["drafts"][1]["claims"]} >= {"OPEN"}


def test_what_is_kept_is_what_was_shown_and_keeping_twice_is_once(shop: TestClient) -> None:
    text = "A drone strike killed nine soldiers near Sumy on Tuesday, the army said."
    found = previewed(shop, text, published="2026-02-04", outlet="Plain Post", url="https://post.example/9")
    (draft,) = found["drafts"]
    assert (draft["story"]["outlet"], draft["story"]["published"], draft["story"]["how"]) == (
        "Plain Post", "2026-02-04", "given",
    )  # fmt: skip
    assert kept(shop, found["preview"])["drafts"][0]["outcome"] == "new"
    story = shop.get(f"/story/{draft['story']['id']}.json")
    assert story.status_code == 200
    for claim in draft["claims"]:
        assert shop.get(f"/claim/{claim['id']}.json").status_code == 200
    assert kept(shop, found["preview"])["drafts"][0]["outcome"] == "unchanged"
    again = previewed(shop, text, published="2026-02-04", outlet="Plain Post", url="https://post.example/9")
    assert again["drafts"][0]["on_record"]
    assert "on record before" in shop.get(f"/paste/{again['preview']}").text


def test_an_address_is_one_storys(shop: TestClient) -> None:
    found = previewed(shop, TWO, url="https://post.example/1")
    assert {draft["story"]["url"] for draft in found["drafts"]} == {None}
    assert any("address was left out" in problem for problem in found["problems"])


def test_a_web_page_shows_beside_what_was_read(shop: TestClient, browser: TestClient) -> None:
    page = browser.get("/paste").text
    file = ("C:\\x\\market.html", PAGE, "text/html")
    answer = browser.post("/paste", data={"form_key": form_key(page), "text": ""}, files={"file": file})
    assert "The page as it came" in answer.text
    assert "Rescue workers searched the ruins" in answer.text
    for gone in ("alert(1)", "onclick", "javascript:", "elsewhere.example", "<script>"):
        assert gone not in answer.text.partition("The page as it came")[2].partition('<footer class="foot">')[0]
    found = previewed(shop, PAGE, name="market.html")
    assert found["drafts"][0]["story"]["published"].startswith("2026-02-02")


@pytest.mark.parametrize(
    ("markup", "safe"),
    [
        ("<p onclick=x style=a id=b class=c>a</p>", "<p>a</p>"),
        ("<h1>a</h1><h6>b</h6>", "<div>a</div><div>b</div>"),
        ("<svg><style><img src=x onerror=alert(1)></style></svg>a", "a"),
        ("<math><mtext><table><mglyph><style><img src=x onerror=x>", ""),
        ("<noscript><p title='</noscript><img src=x onerror=x>'></noscript>a", None),
        ("<a href='javascript:x'>a</a>", "a"),
        ("<form action=/paste/keep><button>x</button></form>a", "a"),
        ("<!-- <script>x</script> -->a", "a"),
        ("a&lt;h1 onclick=x&gt;b", "a&lt;h1 onclick=x&gt;b"),
    ],
)
def test_markup_is_made_safe(markup: str, safe: str | None) -> None:
    found = safe_page(markup)
    assert found is not None
    assert safe is None or found == safe
    assert "=" not in found.replace("onclick=x&gt;", "")


def test_what_is_nested_beyond_sense_is_not_shown() -> None:
    assert safe_page("<div>" * (DEEPEST + 1)) is None
    assert depth("<div>a<br>b<hr>c</div><p>d</p>") == 1


def test_json_lines_and_the_most_stories(shop: TestClient) -> None:
    lines = "\n".join(json.dumps({"id": str(n), "text": f"Shelling killed {n + 3} people."}) for n in range(5))
    found = previewed(shop, lines + "\nnot json", name="x.jsonl")
    assert len(found["drafts"]) == 3
    assert any("only the first 3 stories" in problem for problem in found["problems"])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"text": "  \n "}, "nothing to read"),
        ({"text": "a", "published": "soon"}, "ISO date"),
        ({"text": "A shell killed 4 people.", "url": "javascript:x"}, "http"),
        ({"text": "A shell killed 4 people.", "outlet": "x" * 201}, "outlet"),
        ({"text": ""}, "text"),
        ({"text": "a", "more": 1}, "more"),
        ({"text": "<?xml version='1.0'?><what/>", "name": "a.bin"}, "XML"),
        ({"text": "{}", "name": "a.jsonl.gz"}, ""),
    ],
)
def test_what_cannot_be_read_says_why(shop: TestClient, body: dict[str, Any], said: str) -> None:
    answer = shop.post("/paste.json", json=body)
    if body.get("name") == "a.jsonl.gz":
        assert answer.status_code in (200, 422)
        return
    assert answer.status_code == 422
    assert said in answer.json()["detail"]


def test_packed_and_binary_files_are_refused(shop: TestClient) -> None:
    for data, said in ((b"\x1f\x8b" + b"x" * 50, "unpack"), (b"%PDF-1.7 x", "PDF"), (b"", "nothing to read")):
        answer = shop.post("/paste", files={"file": ("a.bin", data)})
        assert answer.status_code == 422
        assert said in answer.text
        assert "Traceback" not in answer.text


@pytest.mark.parametrize("keep", [["0"], ["9"], ["-1"], ["one"], ["²"], []])
def test_only_stories_of_the_preview_can_be_kept(shop: TestClient, keep: list[str]) -> None:
    preview = previewed(shop, TWO)["preview"]
    answer = shop.post("/paste/keep", data={"preview": preview, "keep": keep})
    assert answer.status_code == 422
    assert shop.get(f"/paste/{preview}.json").json()["kept"] is False


def test_a_preview_that_is_gone_says_so(shop: TestClient) -> None:
    for answer in (
        shop.get("/paste/nothing.json"),
        shop.post("/paste/keep.json", json={"preview": "nothing"}),
        shop.post("/paste/keep", data={"preview": "nothing", "keep": "1"}),
    ):
        assert answer.status_code == 404
        assert "paste the text again" in answer.text


def test_a_visitor_sees_why_and_how(client: TestClient) -> None:
    assert "onrecord serve" in client.get("/paste").text
    assert "<textarea" not in client.get("/paste").text
    for path in ("/paste", "/paste.json", "/paste/keep", "/paste/keep.json"):
        assert client.post(path, data={"text": "A shell killed 4 people."}).status_code in (403, 422)
    assert client.post("/paste", data={"text": "A shell killed 4 people."}).status_code == 403
    assert client.post("/paste.json", json={"text": "A shell killed 4 people."}).status_code == 403


HOSTILE = [
    "<script>alert(1)</script> A shell killed 4 people in <b onclick=x>Kharkiv</b> on Monday.",
    "A shell killed 4 people in \u202eviknrahK\u202c on Monday \u2066x\u2069.",
    f"A shell killed 4 people in {'x' * 20_000} on Monday.",
    "A \U0001f4a3 killed 4 \U0001f468\u200d\U0001f469\u200d\U0001f467 people e\u0301\u0301\u0301 in Kharkiv on Monday.",
    "A shell\x00 killed 4 people\r\nin Kharkiv\x0b on Monday.\r"
    + "Rescue workers searched the ruins until the evening.\r\n" * 4,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_shows_as_text(shop: TestClient, text: str) -> None:
    found = previewed(shop, text)
    page = shop.get(f"/paste/{found['preview']}")
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<b onclick" not in page.text
    marked = {piece["text"] for d in found["drafts"] for c in d["claims"] for piece in c["sentence"] if piece["marked"]}
    assert "4" in marked
    assert kept(shop, found["preview"])["kept"]


def test_a_lone_surrogate_is_refused_or_read(shop: TestClient) -> None:
    body = b'{"text": "A shell killed 4 people in \\ud800 Kharkiv."}'
    answer = shop.post("/paste.json", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (200, 422)


def test_a_long_text_in_the_form(shop: TestClient) -> None:
    """A part of a form may be as large as the whole body, beyond the framework's own megabyte."""
    text = "A shell killed 4 people in Kharkiv on Monday.\n" + "x" * 1_500_000
    answer = shop.post("/paste", data={"text": text}, files={"file": ("", b"")}, follow_redirects=False)
    assert answer.status_code == 303
    found = shop.get(answer.headers["location"] + ".json").json()
    assert any("only the first" in problem for problem in found["drafts"][0]["problems"])


def test_pages_answer_while_a_text_is_read(shop: TestClient) -> None:
    paragraph = "On Monday a shell hit a market in Kharkiv, killing four people, officials said. "
    lines = "\n".join(json.dumps({"id": str(n), "text": f"{n}. {paragraph * 40}"}) for n in range(3))
    done = threading.Event()

    def paste() -> None:
        previewed(shop, lines, name="x.jsonl")
        done.set()

    reading = threading.Thread(target=paste)
    reading.start()
    times = []
    while not done.is_set():
        start = time.perf_counter()
        assert shop.get("/problems").status_code == 200
        times.append(time.perf_counter() - start)
    reading.join()
    assert len(times) >= 3
    assert sorted(times)[len(times) // 2] < 0.5


class Slow(Reader):
    """A reader whose reading waits for a word."""

    def __init__(self) -> None:
        super().__init__(Settings())
        self.begun, self.go = threading.Event(), threading.Event()

    def _answer(self, job: Job) -> Pasted:
        self.begun.set()
        self.go.wait(10)
        raise BusyError("over")


def test_one_reads_one_waits_and_the_third_is_told() -> None:
    reader, job = Slow(), Job(b"x", "x", Given(), 1)

    def read() -> None:
        with pytest.raises(BusyError, match="over"):
            reader.read(job)

    threads = [threading.Thread(target=read) for _ in range(2)]
    threads[0].start()
    assert reader.begun.wait(5)
    threads[1].start()
    deadline = time.monotonic() + 5
    while reader._places._value and time.monotonic() < deadline:
        time.sleep(0.01)
    with pytest.raises(BusyError, match="Two texts"):
        reader.read(job)
    reader.go.set()
    for thread in threads:
        thread.join()


def test_a_reading_that_takes_too_long_or_breaks_off_is_given_up_and_the_next_is_read() -> None:
    job = Job(b"A shell killed 4 people in Kharkiv on Monday, officials said.", "x", Given(), 1)
    reader = Reader(Settings(), seconds=0.05)
    with pytest.raises(BusyError, match="longer than"):
        reader.read(job)  # the process has not even started by then
    reader = Reader(Settings())
    try:
        reader.warm()
        assert reader._process is not None
        reader._process.kill()
        reader._process.join()
        assert reader.read(job).preview.drafts[0].claims
    finally:
        reader.close()


LONG_READING = """
from onrecord.api import Given
from onrecord.settings import Settings
from onrecord.web.reader import Job, Reader
reader = Reader(Settings())
reader.read(Job(b"A shell killed 4 people in Kharkiv on Monday, officials said.", "x", Given(), 1))
print("read", flush=True)
reader.read(Job(b"A shell killed 4 people in Kharkiv on Monday, officials said. " * 20_000, "x", Given(), 1))
"""


def test_the_process_that_reads_ends_with_a_server_that_is_killed() -> None:
    server = subprocess.Popen([sys.executable, "-c", LONG_READING], stdout=subprocess.PIPE)
    assert server.stdout is not None
    assert server.stdout.readline() == b"read\n"
    server.kill()
    server.communicate(timeout=10)  # it returns once nobody holds the output any more, the reading process included


def test_the_oldest_previews_go_first(record: Record) -> None:
    pastes = Pastes(Reader(Settings()))
    pasted = Pasted(record.preview("A shell killed 4 people in Kharkiv on Monday."), None)
    names = [pastes.hold(pasted).name for _ in range(MOST_HELD + 1)]
    assert len(set(names)) == len(names)
    assert pastes.get(names[-1]).pasted is pasted
    with pytest.raises(Exception, match="paste the text again"):
        pastes.get(names[0])


def test_a_reader_in_another_shell_and_the_server_do_not_lock_each_other_out(tmp_path: Path) -> None:
    """While a process reads stories into the ledger, the server answers, and puts pastes on record."""
    path = tmp_path / "shared.db"
    with onrecord.open(path) as record:
        client = TestClient(create_app(record, "shared.db", WebSettings(token=TOKEN)), base_url="http://localhost")
        drafts = record.preview("A shell killed 4 people in Kharkiv on Monday.").drafts
        command = [sys.executable, "-m", "onrecord", "read", str(DEMO), "--ledger", str(path)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as other:
            asked = 0
            while other.poll() is None:
                assert client.get("/claims").status_code == 200
                assert record.keep(drafts).stories == 1
                asked += 1
                time.sleep(0.05)  # leave the machine to the other
            assert other.returncode == 0, other.stderr.read() if other.stderr else ""
        assert asked > 2
        assert record.counts()["stories"] == 26
