"""JSON lines: good rows always come out, each bad one is told by its line."""

from __future__ import annotations

import gzip
import io
import json
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.model import Problem, Story
from onrecord.settings import Settings
from onrecord.sources import jsonl, read_file, streams
from onrecord.sources.base import SourceError

TEXT = "A truce took hold along the Selna river on Monday."


def read(data: bytes | str, limit: int = 20_000_000) -> tuple[list[Story], list[Problem]]:
    raw = data.encode() if isinstance(data, str) else data
    outcomes = list(jsonl.read(io.BytesIO(raw), "s.jsonl", Settings(max_line_bytes=limit)))
    return [o for o in outcomes if isinstance(o, Story)], [o for o in outcomes if isinstance(o, Problem)]


def row(**fields: object) -> str:
    return json.dumps({"id": "a", "text": TEXT, **fields})


def test_every_field() -> None:
    given_row = row(
        title="T", published="2026-02-02T18:00Z", url="https://a.test/1", outlet="Lantern", lang="en", more=1
    )
    wanted = Story(
        text=TEXT,
        title="T",
        published="2026-02-02T18:00Z",
        url="https://a.test/1",
        outlet="Lantern",
        lang="en",
        key="a",
    )
    assert read(given_row) == ([wanted], [])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{broken", "not valid JSON"),
        ('{"id": "a", "text": "x"', "not valid JSON"),
        ("[]", "an array"),
        ("3", "a number"),
        ("null", "null"),
        ('"words"', "a string"),
        ("[[[" * 100_000, "nested too deep"),
        ('{"id": "a", "text": "x", "n": ' + "9" * 5_000 + "}", "number too long"),
        ("{", "jq -c"),
        ('{"id": "a"}', '"text" is missing'),
        ('{"id": "a", "text": ""}', '"text" is empty'),
        ('{"id": "a", "text": " \\n\\t"}', '"text" is empty'),
        ('{"id": "a", "text": 7}', '"text" is a number'),
        ('{"id": "a", "text": ["x"]}', '"text" is an array'),
        ('{"id": "a", "text": null}', '"text" is missing'),
    ],
)
def test_rows_without_a_story(line: str, said: str) -> None:
    stories, problems = read(f"{row()}\n{line}\n{row(id='b')}\n")
    assert [s.key for s in stories] == ["a", "b"]
    assert [p.where for p in problems] == ["s.jsonl:2"]
    assert said in problems[0].what
    assert "\n" not in problems[0].what
    assert len(problems[0].what) < 300


@pytest.mark.parametrize(
    ("fields", "kept", "said"),
    [
        ({"published": "yesterday"}, {"published": None}, "without a date"),
        ({"published": "31/12/2025"}, {"published": None}, "ISO 8601"),
        ({"published": "0001-01-01"}, {"published": None}, "ISO 8601"),
        ({"published": "2026-02-30"}, {"published": None}, "ISO 8601"),
        ({"published": 20260202}, {"published": None}, "a number"),
        ({"title": 5}, {"title": ""}, "a number"),
        ({"url": ["https://a.test"]}, {"url": None}, "an array"),
        ({"outlet": {"name": "x"}}, {"outlet": None}, "an object"),
        ({"lang": True}, {"lang": None}, "true or false"),
        ({"id": 12}, {"key": "12"}, "a number"),
        ({"id": None}, {"key": None}, "hash of its content"),
        ({"id": ""}, {"key": None}, "is empty"),
        ({"id": True}, {"key": None}, "true or false"),
    ],
)
def test_faulty_fields_cost_the_field_alone(fields: dict[str, object], kept: dict[str, object], said: str) -> None:
    (story,), (problem,) = read(row(**fields))
    assert story.text == TEXT
    assert {name: getattr(story, name) for name in kept} == kept
    assert problem.where == "s.jsonl:1"
    assert said in problem.what


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("2026-02-02", "2026-02-02"),
        ("2026-02-02T18:00", "2026-02-02T18:00"),
        ("2026-02-02T18:00:05+02:00", "2026-02-02T18:00:05+02:00"),
        ("20260202", "2026-02-02"),
        ("", None),
    ],
)
def test_dates(value: str, kept: str | None) -> None:
    (story,), problems = read(row(published=value))
    assert (story.published, problems) == (kept, [])


def test_an_id_that_comes_twice_is_told_with_both_lines() -> None:
    stories, problems = read("\n".join([row(), row(id="b"), row(text="Other words."), row(id="a ")]))
    assert [s.key for s in stories] == ["a", "b", "a "]
    assert [p.where for p in problems] == ["s.jsonl:3"]
    assert "line 1" in problems[0].what


def test_a_line_over_the_limit_is_read_past() -> None:
    big = row(id="big", text="x" * 300_000)
    stories, problems = read(f"{row()}\n{big}\n{row(id='b')}\n{big}", limit=1_000)
    assert [s.key for s in stories] == ["a", "b"]
    assert [p.where for p in problems] == ["s.jsonl:2", "s.jsonl:4"]
    assert f"{len(big) + 1:,} bytes" in problems[0].what
    assert "max_line_bytes" in problems[0].what


def test_a_line_at_the_limit_is_read() -> None:
    line = row()
    for end in ("\n", ""):
        assert len(read(line + end, limit=len(line))[0]) == 1
    assert read(line + "\n", limit=len(line) - 1)[0] == []


def test_marks_line_ends_and_blank_lines() -> None:
    stories, problems = read("\ufeff" + row() + "\r\n\r\n   \n" + row(id="b") + "\r\n")
    assert ([s.key for s in stories], problems) == (["a", "b"], [])


def test_line_separators_within_a_text_do_not_part_it() -> None:
    text = "One\u2028two\x85three"
    (story,), problems = read(json.dumps({"id": "a", "text": text}, ensure_ascii=False))
    assert (story.text, problems) == (text, [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_wide_encodings(encoding: str) -> None:
    stories, problems = read((row(text="Zürich – ждём") + "\n" + row(id="b") + "\n").encode(encoding))
    assert [s.text for s in stories] == ["Zürich – ждём", TEXT]
    assert problems == []


@pytest.mark.parametrize(
    ("written", "count"), [('"a\\ud800b"', 1), ('"a\\u0000b\\udfff"', 2), ('"a\\ud83d\\ude00"', 0)]
)
def test_lone_surrogates_and_nul_are_replaced_one_for_one(written: str, count: int) -> None:
    (story,), problems = read('{"id": "s", "text": ' + written + "}")
    assert story.text.count("\ufffd") == count
    assert story.text.encode()
    assert "\x00" not in story.text
    assert len(story.text) == len(json.loads(written))
    assert [p.what.split(" ")[0] for p in problems] == ([str(count)] if count else [])


def test_an_id_that_is_a_lone_surrogate_does_no_harm() -> None:
    stories, problems = read('{"id": "\\ud800", "text": "x y"}\n{"id": "\\ud800", "text": "z"}')
    assert len(stories) == 1
    assert len(problems) == 2


def test_bytes_that_are_not_utf8_are_told() -> None:
    (story,), (problem,) = read(row(text="Zrich").encode().replace(b"Zrich", b"Z\xfcrich"))
    assert story.text == "Z\ufffdrich"
    assert "not UTF-8" in problem.what


def test_nothing_in_the_file_is_an_error() -> None:
    with pytest.raises(SourceError, match="empty"):
        read("\n \n")


def test_gzip_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    data = gzip.compress((row() + "\n").encode()) + gzip.compress(row(id="b").encode())
    for name in ("s.jsonl.gz", "s.jsonl", "s"):
        (tmp_path / name).write_bytes(data)
        keys = [o.key for o in read_file(tmp_path / name, Settings()) if isinstance(o, Story)]
        assert keys == ["a", "b"]


def test_a_damaged_archive_keeps_what_came_before(tmp_path: Path) -> None:
    lines = "".join(row(id=str(n), text=f"{TEXT} {n * 7919 % 10007}") + "\n" for n in range(4_000))
    data = gzip.compress(lines.encode())
    path = tmp_path / "s.jsonl.gz"
    path.write_bytes(data[: len(data) // 2])
    outcomes = list(read_file(path, Settings()))
    assert sum(isinstance(o, Story) for o in outcomes) > 500
    assert isinstance(outcomes[-1], Problem)
    assert "breaks off" in outcomes[-1].what
    path.write_bytes(b"\x1f\x8bno gzip at all")
    with pytest.raises(SourceError, match="damaged"):
        list(read_file(path, Settings()))


def test_an_archive_that_unpacks_beyond_measure_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "FREE_BYTES", 100_000)
    path = tmp_path / "s.jsonl.gz"
    path.write_bytes(gzip.compress((row() + "\n").encode() + b" " * 30_000_000))
    start = time.perf_counter()
    outcomes = list(read_file(path, Settings(max_line_bytes=10_000)))
    assert isinstance(outcomes[0], Story)
    assert isinstance(outcomes[-1], Problem)
    assert "200 times" in outcomes[-1].what
    assert time.perf_counter() - start < 2


GOOD = st.builds(
    lambda text, title: json.dumps({"text": f"x{text}", "title": title}),
    st.text(max_size=30),
    st.one_of(st.none(), st.text(max_size=10)),
)
BAD = st.one_of(
    st.sampled_from(
        [
            "{",
            "[]",
            "nul",
            '{"text": ""}',
            '{"text": 3}',
            "\x00",
            "}" * 9,
            "[" * 500,
            "é",
            '{"text": "' + "a" * 300 + '"}',
        ]
    ),
    st.text(alphabet='{}[]",:a1 ', min_size=1, max_size=30).filter(str.strip),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.booleans(), GOOD, BAD), min_size=1, max_size=15))
@example([(False, "", "\x00"), (False, "", "\x00"), (False, "", "{")])
def test_good_rows_come_out_of_any_mix(mix: list[tuple[bool, str, str]]) -> None:
    good = [json.loads(line)["text"] for is_good, line, _ in mix if is_good]
    stories, problems = read("\n".join(line if is_good else bad for is_good, line, bad in mix), limit=290)
    assert [s.text for s in stories] == [text.replace("\x00", "\ufffd") for text in good]
    told = {p.where for p in problems}
    assert all(f"s.jsonl:{n}" in told for n, (is_good, _, _) in enumerate(mix, 1) if not is_good)
