"""`onrecord annotate`: Story JSONL to Reading JSONL."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.exports.reading import reading_to_dict
from onrecord.model import Story
from onrecord.reading import Reader
from tests.cli.conftest import DEMO, Run


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_order_is_kept_whatever_the_jobs(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "s.jsonl"
    copies = [json.loads(line) for line in DEMO.read_text("utf-8").splitlines()] * 3
    rows = [json.dumps({**row, "id": f"{row['id']}-{i}"}) for i, row in enumerate(copies)]
    source.write_text("\n".join(rows) + "\n", "utf-8")
    one, two = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    assert run("annotate", source, "--out", one).code == 0
    assert run("annotate", source, "--out", two, "--jobs", "2").code == 0
    assert one.read_text("utf-8") == two.read_text("utf-8")
    assert [row["id"] for row in lines(one.read_text("utf-8"))] == [json.loads(row)["id"] for row in rows]


def test_standard_input_to_standard_output(run: Run) -> None:
    ran = run("annotate", "-", stdin=b'{"id": "a", "text": "Five people were killed on Monday."}\n')
    assert ran.code == 0
    (row,) = lines(ran.out)
    assert row["id"] == "a"


def test_a_bad_line_is_reported_and_skipped(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "s.jsonl"
    source.write_text('{"id": "a", "text": "One."}\nnonsense\n{"id": "b", "text": "Two."}\n', "utf-8")
    out = tmp_path / "r.jsonl"
    ran = run("annotate", source, "--out", out)
    assert ran.code == 1
    assert f"{source}:2" in ran.complaint
    assert [row["id"] for row in lines(out.read_text("utf-8"))] == ["a", "b"]


def test_nothing_is_left_where_nothing_could_be_read(run: Run, tmp_path: Path) -> None:
    ran = run("annotate", tmp_path / "missing.jsonl", "--out", tmp_path / "r.jsonl")
    assert ran.code == 3
    assert list(tmp_path.iterdir()) == []


def test_undated(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "s.jsonl"
    source.write_text('{"id": "a", "text": "They met on Monday.", "published": "2026-02-02"}\n', "utf-8")
    assert lines(run("annotate", source).out)[0]["published"]["how"] == "given"
    assert lines(run("annotate", source, "--undated").out)[0]["published"]["how"] == "unknown"


def test_group_brings_copies_together(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "s.jsonl"
    rows = [json.loads(line) for line in DEMO.read_text("utf-8").splitlines()][:4]
    rows.append({**rows[0], "id": "copy", "outlet": "Another Wire"})
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    made = {row["id"]: row["group"] for row in lines(run("annotate", source, "--group").out)}
    assert made["copy"] == made[rows[0]["id"]]
    assert len(set(made.values())) > 1


def spans(value: object) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if "start" in value else []
        return own + [span for item in value.values() for span in spans(item)]
    return [span for item in value for span in spans(item)] if isinstance(value, list) else []


WORDS = (
    "Kremlin said Peskov that the talks on Monday killed 71,800 people five dozens of wounded “ ” \" 's at least up to "
    "no between Gaza Rafah crossing reopened on Feb. 2-3 , . : – \n next week 2.3 million ceasefire agreed by if 😀 é "
    "\u202e he in the past 24 hours were 12 including three children denied postponed until Oct 7 2023"
).split(" ")
TEXTS = st.one_of(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join), st.text(max_size=200))


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, title=TEXTS)
def test_every_span_matches_its_text(reader: Reader, text: str, title: str) -> None:
    story = Story(text=text, title=title, published="2026-02-02")
    ((_, reading),) = reader.read([story])
    assert {problem.where for problem in reading.problems} <= {"language"}  # what any letters make need not be English
    for span in spans(reading_to_dict(story, reading)):
        field = title if span.get("in") == "title" else text
        assert field[span["start"] : span["end"]] == span["text"]
        assert span["start"] < span["end"]


@pytest.mark.parametrize(("out", "words"), [("no/r.jsonl", "the folder"), (".", "is a folder")])
def test_a_file_that_cannot_be_is_a_usage_error(run: Run, tmp_path: Path, out: str, words: str) -> None:
    ran = run("annotate", "-", "--out", tmp_path / out, stdin=b'{"id": "a", "text": "Five people were killed."}\n')
    assert ran.code == 2
    assert words in " ".join(ran.err.replace("│", " ").split())  # it stands in a box
    assert ".part" not in ran.err


def test_a_problem_names_the_source_and_the_story(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "french.jsonl"
    story = {"id": "a7", "title": "A long day", "lang": "fr", "text": "Cinq personnes ont été tuées lundi."}
    source.write_text(json.dumps(story), "utf-8")
    ran = run("annotate", source, "--out", tmp_path / "r.jsonl")
    assert ran.code == 1
    assert ran.complaint.startswith(f"onrecord: {source}: story “A long day”: language: its language is")
