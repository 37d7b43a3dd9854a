"""`onrecord read` and what it does with bad input: one clear line, the good part kept, nothing half-done."""

from __future__ import annotations

import json
import sqlite3
from functools import partial
from pathlib import Path

import pytest

from onrecord.api import ReadReport
from onrecord.cli.read import summary
from onrecord.settings import Settings
from tests.cli.conftest import DEMO, Run

STORY = "A shell hit a market in Tarn on Monday, killing four people, the regional health office said.\n"
PASTE = f"Shell kills four in Tarn market\n\n{STORY}Rescuers searched the rubble for survivors.\n"


def rows(*bodies: str) -> str:
    return "".join(json.dumps({"id": f"s{i}", "text": body}) + "\n" for i, body in enumerate(bodies))


def test_reads_twice_as_once(run: Run, tmp_path: Path) -> None:
    ledger = tmp_path / "r.db"
    first = run("read", DEMO, "--ledger", ledger)
    assert (first.code, first.err) == (0, "")
    assert first.out.startswith("25 stories (25 new)")
    before = run("claims", "--ledger", ledger, "--format", "json").out
    again = run("read", DEMO, "--ledger", ledger)
    assert again.out.startswith("25 stories (25 unchanged), 0 claims added")
    assert run("claims", "--ledger", ledger, "--format", "json").out == before


def test_reads_standard_input(run: Run, tmp_path: Path) -> None:
    ran = run("read", "-", "--ledger", tmp_path / "r.db", stdin=PASTE.encode())
    assert ran.code == 0
    assert "1 story (1 new)" in ran.out


def test_broken_rows_are_listed_and_the_good_go_in(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "s.jsonl"
    source.write_text(rows(STORY) + "{broken\n" + '{"id": "t"}\n' + rows(STORY + STORY).replace("s0", "u"), "utf-8")
    ran = run("read", source, "--ledger", tmp_path / "r.db")
    assert ran.code == 1
    assert "2 stories (2 new)" in ran.out
    assert [line.split(": ")[1] for line in ran.err.splitlines()] == [f"{source}:2", f"{source}:3"]
    listed = run("problems", "--ledger", tmp_path / "r.db", "--format", "json").out
    assert [row["where"] for row in json.loads(listed)] == [f"{source}:2", f"{source}:3"]


def test_a_line_of_50_megabytes_is_skipped(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "s.jsonl"
    with source.open("w", encoding="utf-8") as out:
        out.write(rows(STORY))
        out.write('{"id": "big", "text": "' + "a" * 50_000_000 + '"}\n')
        out.write(rows(STORY + STORY).replace("s0", "s2"))
    ran = run("read", source, "--ledger", tmp_path / "r.db")
    assert ran.code == 1
    assert f"{source}:2" in ran.complaint
    assert "2 stories (2 new)" in ran.out


def test_wrong_encoding_is_decoded_and_said(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "s.txt"
    text = PASTE.replace("Tarn", "Zürich").replace(
        "health office said", "health office said – “café” déjà vu à Orléans"
    )
    source.write_bytes(text.encode("cp1252"))
    ran = run("read", source, "--ledger", tmp_path / "r.db")
    assert ran.code == 1
    assert "UTF-8" in ran.complaint
    assert "1 story (1 new)" in ran.out
    assert "Zürich" in run("claims", "--ledger", tmp_path / "r.db", "--format", "csv").out


BINARY = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.txt", None, "missing.txt"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("picture.png", BINARY, "picture.png"),
        ("report.txt", BINARY, "report.txt"),
        ("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + BINARY, "PDF"),
    ],
)
def test_unreadable_files_are_one_line(run: Run, tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    ran = run("read", tmp_path / name, "--ledger", tmp_path / "r.db")
    assert ran.code == 3
    assert said in ran.complaint
    assert "Traceback" not in ran.err


def test_what_was_read_before_an_unreadable_file_is_kept(run: Run, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(PASTE, "utf-8")
    ran = run("read", good, tmp_path / "missing.txt", "--ledger", tmp_path / "r.db")
    assert ran.code == 1
    assert "missing.txt" in ran.complaint
    assert "Tarn" in run("claims", "--ledger", tmp_path / "r.db", "--format", "csv").out


def test_an_unknown_pipeline_is_one_line(run: Run, tmp_path: Path) -> None:
    for name, said in (("no_such_pipeline", "not installed"), ("csv", "no spaCy pipeline")):
        ran = run("read", "-", "--ledger", tmp_path / "r.db", "--pipeline", name, stdin=PASTE.encode())
        assert ran.code == 3
        assert said in ran.complaint


def test_a_locked_ledger_is_one_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = tmp_path / "r.db"
    monkeypatch.setattr("onrecord.cli.read.Settings", partial(Settings, lock_wait=0.2))
    run("read", "-", "--ledger", ledger, stdin=PASTE.encode())
    with sqlite3.connect(ledger) as other:
        other.execute("BEGIN EXCLUSIVE")
        ran = run("read", "-", "--ledger", ledger, stdin=PASTE.encode())
    assert ran.code == 3
    assert "another process" in ran.complaint
    other.close()


@pytest.mark.parametrize("content", [b"this is no ledger at all\n" * 100, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_corrupt_ledger_is_one_line_and_left_alone(run: Run, tmp_path: Path, content: bytes) -> None:
    ledger = tmp_path / "r.db"
    ledger.write_bytes(content)
    for command in (("claims",), ("read", "-"), ("series",)):
        ran = run(*command, "--ledger", ledger, stdin=PASTE.encode())
        assert ran.code == 3
        assert str(ledger) in ran.complaint
    assert ledger.read_bytes() == content


def test_questions_need_a_ledger(run: Run, tmp_path: Path) -> None:
    for command in (("claims",), ("series",), ("plans",), ("site", "Rafah"), ("story", "x"), ("problems",)):
        ran = run(*command, "--ledger", tmp_path / "none.db")
        assert ran.code == 3
        assert "none.db" in ran.complaint
    assert not (tmp_path / "none.db").exists()


def test_a_problem_names_the_source_and_the_story(run: Run, tmp_path: Path) -> None:
    source, ledger = tmp_path / "french.jsonl", tmp_path / "r.db"
    named = {"title": "A long day in Tarn", "id": "a7"}, {"id": "b8"}
    source.write_text(
        "".join(json.dumps({**one, "lang": "fr", "text": f"{one['id']} {STORY}"}) + "\n" for one in named), "utf-8"
    )
    ran = run("read", source, "--ledger", ledger)
    assert ran.code == 1
    told = "language: its language is given as 'fr'"
    starts = [f"onrecord: {source}: story “{name}”: {told}" for name in ("A long day in Tarn", "b8")]
    assert [line[: len(start)] for line, start in zip(ran.err.splitlines(), starts, strict=True)] == starts
    listed = json.loads(run("problems", "--ledger", ledger, "--format", "json").out)
    assert {(one["where"], one["title"]) for one in listed} == {
        ("language", one) for one in ("A long day in Tarn", "b8")
    }
    assert "A long day in Tarn" in run("problems", "--ledger", ledger).out
    again = run("read", source, "--ledger", ledger)
    assert again.err == ran.err
    assert len(json.loads(run("problems", "--ledger", ledger, "--format", "json").out)) == 2


@pytest.mark.parametrize("address", ["ftp://example.org/story", "file:///etc/hosts"])
def test_an_address_of_another_kind(run: Run, tmp_path: Path, address: str) -> None:
    ran = run("read", address, "--ledger", tmp_path / "r.db")
    assert ran.code == 3
    assert (
        ran.complaint
        == f"onrecord: {address}: only addresses with http:// or https:// are read, beside files and folders"
    )


def test_one_claim_is_no_claims() -> None:
    assert "1 claim added" in summary(ReadReport(new=1, added=1), "r.db")
    assert "2 claims added" in summary(ReadReport(new=1, added=2), "r.db")
