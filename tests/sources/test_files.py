"""Files and directories: opened, walked in name order, and one clear line for what cannot be read."""

from __future__ import annotations

import gzip
import io
import os
import sys
from pathlib import Path

import pytest

from onrecord.model import Problem, Story
from onrecord.settings import Settings
from onrecord.sources import SourceError, files, read_any
from tests.sources.test_html import page
from tests.sources.wire import BRIDGE, FERRY, Piece

ROW = '{"id": "a", "text": "A truce took hold on Monday."}\n'


def text(piece: Piece) -> str:
    return "\n".join([piece[0], *piece[1]])


def read(spec: object) -> tuple[list[Story], list[Problem]]:
    outcomes = list(read_any(str(spec), Settings()))
    return [o for o in outcomes if isinstance(o, Story)], [o for o in outcomes if isinstance(o, Problem)]


def test_a_directory_in_name_order_with_what_was_skipped(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(text(BRIDGE), "utf-8")
    (tmp_path / "a.jsonl").write_text(ROW + "{\n", "utf-8")
    (tmp_path / "c.html").write_text(page(), "utf-8")
    (tmp_path / "d.txt.gz").write_bytes(gzip.compress(text(FERRY).encode()))
    (tmp_path / "notes").write_text(text(FERRY), "utf-8")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / ".hidden.txt").write_text("secret", "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    (tmp_path / "bb").mkdir()
    (tmp_path / "bb" / "z.txt").write_text(text(FERRY), "utf-8")
    stories, problems = read(tmp_path)
    assert [s.title for s in stories] == ["", BRIDGE[0], FERRY[0], FERRY[0], FERRY[0], FERRY[0]]
    assert [p.where.removeprefix(f"{tmp_path}{os.sep}") for p in problems] == ["a.jsonl:2", "empty.txt", "photo.jpg"]
    assert all("\n" not in p.what and not p.what.startswith(str(tmp_path)) for p in problems)


def test_a_directory_without_stories_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no story was found.*\.jsonl"):
        read(tmp_path)


def test_too_many_files_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILES", 2)
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(text(FERRY), "utf-8")
    stories, problems = read(tmp_path)
    assert len(stories) == 2
    assert "only the first 2 files" in problems[0].what


def test_links_to_directories_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text(FERRY), "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(read(tmp_path)[0]) == 1


@pytest.mark.parametrize("name", ["missing.txt", "no/such/place.txt", "a\x00b", "x" * 5_000])
def test_files_that_cannot_be_opened_are_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(f"{tmp_path}/{name}")
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_forbidden_file_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text(FERRY), "utf-8")
    path.chmod(0)
    with pytest.raises(SourceError, match="permissions"):
        read(path)


def test_a_directory_where_a_file_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="directory"), files.opened(tmp_path):
        pass


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text(FERRY).encode())))
    assert [s.title for s in read("-")[0]] == [FERRY[0]]
    sys.stdin.close()
    with pytest.raises(SourceError, match="standard input is closed"):
        read("-")
