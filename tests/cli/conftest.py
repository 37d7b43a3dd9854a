"""Run commands as a user would: through `main`, with real files and a real ledger."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import onrecord
from onrecord.cli import main

DEMO = Path(__file__).parents[2] / "src" / "onrecord" / "demo" / "stories.jsonl"


@dataclass(frozen=True)
class Ran:
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on standard error."""
        assert self.err.count("\n") == 1, self.err
        return self.err.strip()


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("claims", "--ledger", path, stdin=b"")` -> what the command left."""

    monkeypatch.delenv("COLUMNS", raising=False)

    def run_command(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["onrecord", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run_command


@pytest.fixture(scope="session")
def demo_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that holds the demo's stories; tests only read it."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with onrecord.open(path) as record:
        report = record.read(DEMO)
    assert report.new == 25
    return path
