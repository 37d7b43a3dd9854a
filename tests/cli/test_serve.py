"""`onrecord serve` as a process, and every command before a ledger that is not there."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.cli.conftest import Run

ADDRESS = re.compile(r"(http://\S+)/\?token=\S+")


@contextmanager
def serving(ledger: Path, *options: str) -> Iterator[tuple[httpx.Client, str]]:
    """The server as a process, and what it printed up to its last line; Ctrl-C ends it well."""
    command = [sys.executable, "-m", "onrecord", "serve", "--ledger", str(ledger), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            printed = ""
            while "Ctrl-C" not in printed:
                line = process.stdout.readline()
                assert line, process.stderr.read() if process.stderr else ""
                printed += line
            found = ADDRESS.search(printed)
            assert found
            with httpx.Client(base_url=found[1], timeout=60) as client:
                yield client, printed
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def test_a_ledger_that_goes_while_it_is_served(demo_ledger: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(demo_ledger, tmp_path / "war.db"))
    with serving(path) as (client, printed):
        assert "was not there" not in printed
        count = client.get("/claims.json").json()["count"]
        assert count > 50
        aside = path.rename(tmp_path / "away.db")
        for page in ("/claims.json", "/today.json", "/series.json", "/problems.json"):
            answer = client.get(page)
            assert answer.status_code == 503
            assert (
                answer.json()["detail"] == f"{path} does not exist any more: put it back, or start again with another"
            )
        time.sleep(1)  # what is made ahead goes on asking meanwhile
        assert not path.exists()
        aside.rename(path)
        assert client.get("/claims.json").json()["count"] == count


def test_a_ledger_that_is_made_to_be_served_is_said_to_be_new(tmp_path: Path) -> None:
    path = tmp_path / "typo.db"
    with serving(path, "--new") as (client, printed):
        assert f"{path} was not there" in printed
        assert client.get("/claims.json").json()["count"] == 0


@pytest.mark.parametrize(
    "command",
    [
        ("claims",), ("today",), ("series",), ("lens", "acled"), ("plans",), ("site", "Rafah"), ("story", "abcd"),
        ("review",), ("review", "abcd"), ("review", "abcd", "accept", "--by", "Ann"), ("problems",),
        ("serve", "--port", "0"),
    ],
)  # fmt: skip
def test_a_question_to_a_ledger_that_is_not_there(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    path = tmp_path / "nothing.db"
    ran = run(*command, "--ledger", path)
    assert (ran.code, ran.out) == (3, "")
    assert ran.complaint == f"onrecord: {path} does not exist: check the name, or read stories into it first"
    assert not path.exists()
