"""Problems: each with where, what and its story; and what the page says where there is none."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

import onrecord
from onrecord.api import Record
from onrecord.model import Problem, Story
from onrecord.settings import Settings
from onrecord.web.app import create_app
from onrecord.web.pages.problems import ROWS


def test_none(client: TestClient) -> None:
    assert client.get("/problems.json").json() == {"problems": [], "count": 0, "page": 1, "more": False}
    assert "Everything that came in could be read" in client.get("/problems").text


def test_each_problem_with_its_story(tmp_path: Path) -> None:
    long = Story(text="Shelling killed 5 people in Sumy. " * 10)
    with onrecord.open(tmp_path / "a.db", Settings(max_story_chars=100)) as record:
        record.read_items([Problem("a<b>.jsonl:3", "this line is \u202eno JSON\x00"), long])
        client = TestClient(create_app(record, "a.db"), base_url="http://localhost")
        found = client.get("/problems.json").json()["problems"]
        found.sort(key=lambda row: row["where"])
        assert [row["where"] for row in found] == ["a<b>.jsonl:3", "parse"]
        assert found[0]["story"] is None
        assert client.get(f"/story/{found[1]['story']}").status_code == 200
        text = client.get("/problems").text
        assert "a&lt;b&gt;.jsonl:3" in text
        assert "\x00" not in text
        assert "2 open problems" in text


def test_pages(record: Record) -> None:
    record.read_items([Problem(f"a.jsonl:{number}", "no JSON") for number in range(ROWS + 1)])
    with TestClient(create_app(record, "demo.db"), base_url="http://localhost") as client:
        first, second = (client.get(f"/problems.json?page={number}").json() for number in (1, 2))
        assert (len(first["problems"]), first["more"], first["count"]) == (ROWS, True, ROWS + 1)
        assert (len(second["problems"]), second["more"]) == (1, False)
        assert 'href="/problems?page=2"' in client.get("/problems").text
        assert client.get("/problems?page=0").status_code == 422
