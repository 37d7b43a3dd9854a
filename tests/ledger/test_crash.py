"""A killed writer loses nothing it reported, and readers read on while another writes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from onrecord.ledger import ClaimFilter, Entry, Ledger
from tests.ledger.make import killed, reading, story, talks, words

ROOT = Path(__file__).parents[2]
WRITER = """
import itertools, sys
from onrecord.ledger import Ledger
from tests.ledger.test_crash import entry
with Ledger.open(sys.argv[1]) as ledger:
    run = ledger.begin_run("", "")
    for start in itertools.count(0, int(sys.argv[2])):
        batch = [entry(n) for n in range(start, start + int(sys.argv[2]))]
        for recorded in ledger.record_many(batch, run):
            print(recorded.story, flush=True)
"""


def entry(number: int) -> Entry:
    """The story of that number with its three claims."""
    of = story(f"Story {number}. " + "Something happened somewhere. " * 50, url=f"https://x.example/{number % 7}")
    return of, reading(of, problems=("one",)), (killed(of, number), talks(of), words(of))


@pytest.mark.parametrize(("batch", "reports"), [(1, 57), (1, 130), (8, 203)])
def test_kill_9_loses_nothing_that_was_reported(path: Path, batch: int, reports: int) -> None:
    import onrecord

    source = str(Path(onrecord.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((source, str(ROOT)))}
    command = [sys.executable, "-c", WRITER, str(path), str(batch)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as writer:
        assert writer.stdout is not None
        reported = [writer.stdout.readline().strip() for _ in range(reports)]
        writer.send_signal(signal.SIGKILL)
        reported += writer.stdout.read().split()
        assert writer.wait() == -signal.SIGKILL
    expected = {of.id: set(made) for of, _, made in (entry(n) for n in range(len(reported) + batch + 1))}
    with Ledger.open(path, create=False) as ledger:
        assert ledger.check() == []
        assert len(set(reported)) == len(reported) >= reports
        assert ledger.held(reported) == set(reported)
        kept: dict[str, set[object]] = {}
        for claim, row in ledger.claims_with_stories(ClaimFilter(include_superseded=True)):
            assert row.id == claim.story
            kept.setdefault(claim.story, set()).add(claim)
        # No story is there by half, reported or not: each has its row, its claims, its problem and its words.
        assert kept == {key: expected[key] for key in kept}
        assert ledger.counts()["stories"] == len(kept) == sum(1 for _ in ledger.problems())
        assert len(list(ledger.search("story", limit=10_000))) == len(kept) - ledger.counts()["superseded"]
        assert ledger.record(*entry(0), ledger.begin_run("", "")).outcome == "unchanged"


def test_readers_read_while_another_writes(in_file: Ledger, path: Path) -> None:
    ledger, run = in_file, in_file.begin_run("", "")
    ledger.record_many([entry(n) for n in range(300)], run)
    done = threading.Event()
    failures: list[BaseException] = []

    def write() -> None:
        try:
            with Ledger.open(path) as other:
                for number in range(300, 400):
                    other.record(*entry(number), run)
        except BaseException as error:  # noqa: BLE001 - shown by the test
            failures.append(error)
        finally:
            done.set()

    first = ledger.claims(ClaimFilter(include_superseded=True))
    begun = [next(first)]
    writer = threading.Thread(target=write)
    writer.start()
    seen = 0
    while not done.is_set():
        counts = ledger.counts()
        assert counts["stories"] >= 300
        number = ledger.count_claims(ClaimFilter(include_superseded=True))
        assert number % 3 == 0
        seen += 1
    writer.join()
    assert not failures
    assert seen
    begun += first
    assert len(begun) == 900  # an iterator sees the ledger as it stood when it began
    assert ledger.count_claims(ClaimFilter(include_superseded=True)) == 1200


def test_threads_share_a_ledger(ledger: Ledger, run: int) -> None:
    def work(start: int) -> None:
        for number in range(start, start + 15):
            ledger.record(*entry(number), run)
            assert ledger.count_claims(ClaimFilter(story=entry(number)[0].id)) == 3

    threads = [threading.Thread(target=work, args=(n * 10,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ledger.counts()["stories"] == 45
    assert ledger.check() == []


def test_many_may_open_new_ledgers_at_once(tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def work(names: list[str]) -> None:
        try:
            for name in names:
                with Ledger.open(tmp_path / name) as ledger, ledger.run("", ""):
                    pass
        except BaseException as error:  # noqa: BLE001 - shown by the test
            failures.append(error)

    threads = [threading.Thread(target=work, args=([f"one{n}", "all", f"two{n}", "both"],)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with Ledger.open(tmp_path / "all") as ledger:
        assert ledger.counts()["runs"] == 3
