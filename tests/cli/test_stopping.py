"""Ctrl-C: one line that says what is kept, exit code 130, no traceback."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.cli.conftest import Run

BATCH = 32


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A file with more stories than two batches."""
    source = tmp_path / "many.jsonl"
    body = "A shell hit a market in Tarn on Monday, killing {n} people, the health office said."
    lines = (json.dumps({"id": f"s{n}", "text": body.format(n=n)}) for n in range(2, 2 * BATCH + 12))
    source.write_text("\n".join(lines), "utf-8")
    return source


def press() -> None:
    """Ctrl-C at once."""
    signal.raise_signal(signal.SIGINT)


def press_unheard() -> None:
    """Ctrl-C in code that drops the exception."""
    with suppress(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize(("how", "at"), [(press, BATCH), (press_unheard, 5), (press_unheard, BATCH)])
def test_what_is_kept_is_said(
    run: Run, many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: Callable[[], None], at: int
) -> None:
    @contextmanager
    def pressed(_total: int | None, *, quiet: bool) -> Iterator[Callable[[], None]]:
        count = 0

        def advance() -> None:
            nonlocal count
            count += 1
            if count == at:
                how()

        yield advance

    ledger, before = tmp_path / "r.db", signal.getsignal(signal.SIGINT)
    with monkeypatch.context() as patch:
        patch.setattr("onrecord.cli.read.progress", pressed)
        ran = run("read", many, "--ledger", ledger)
    assert (ran.code, ran.out) == (130, "")
    assert ran.complaint == f"onrecord: stopped: {BATCH} stories are kept; run again to go on"
    with closing(sqlite3.connect(ledger)) as connection:
        assert connection.execute("SELECT count(*) FROM stories").fetchone() == (BATCH,)
    assert signal.getsignal(signal.SIGINT) is before
    again = run("read", many, "--ledger", ledger)
    assert again.code == 0
    assert f"({BATCH + 10} new, {BATCH} unchanged)" in again.out


@pytest.mark.parametrize("module", ["typer", "sqlalchemy", "onrecord.cli.read"])
def test_while_modules_are_loaded(module: str) -> None:
    code = (
        "import signal, sys\n"
        "class Press:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {module!r}: signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, Press())\n"
        "from onrecord.cli import main\n"
        "main()\n"
    )
    ran = subprocess.run([sys.executable, "-c", code, "claims"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "onrecord: stopped\n")


def test_in_any_other_command(run: Run, demo_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.cli.plans.dated", lambda *_: press())
    ran = run("plans", "--ledger", demo_ledger)
    assert (ran.code, ran.complaint) == (130, "onrecord: stopped")
