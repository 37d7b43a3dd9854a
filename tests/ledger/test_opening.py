"""Opening: a new ledger, an old one, and everything that is none."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Timer

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

import onrecord.ledger.migrations.versions as revisions
from onrecord.ledger import (
    Ledger,
    LedgerCorrupt,
    LedgerError,
    LedgerLocked,
    LedgerMissing,
    LedgerReadOnly,
    LedgerTooNew,
)
from onrecord.ledger.conditions import select_claims
from onrecord.ledger.filters import ClaimFilter
from onrecord.ledger.opening import check_file, locate
from onrecord.ledger.schema import HEAD, claims, metadata
from tests.ledger.make import killed, reading, story


def filled(path: Path, number: int = 40) -> None:
    """A ledger with some stories."""
    with Ledger.open(path) as ledger, ledger.run("", "") as run:
        texts = [story(f"Story {n}. " + "Words and more words. " * 200) for n in range(number)]
        ledger.record_many([(of, reading(of), (killed(of),)) for of in texts], run)


def test_a_new_ledger_is_sound_and_has_the_newest_schema(in_file: Ledger, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert in_file.check() == []
    assert in_file.location == str(path)


def test_the_newest_revision_is_head() -> None:
    assert max(file.name[1:5] for file in Path(revisions.__path__[0]).glob("r[0-9]*.py")) == HEAD


def test_migrations_make_the_tables_of_the_schema(ledger: Ledger) -> None:
    with ledger._reading() as connection:
        ours = {"include_object": lambda _, name, kind, *__: kind != "table" or not name.startswith("stories_fts")}
        # Alembic cannot compare our types with PostgreSQL's collations.
        options = {"compare_type": connection.dialect.name == "sqlite", **ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_an_empty_file_becomes_a_ledger_and_stays_one(path: Path) -> None:
    path.touch()
    filled(path, 1)
    with Ledger.open(str(path), create=False) as ledger, Ledger.open(f"sqlite:///{path}") as again:
        assert ledger.counts() == again.counts()
        assert ledger.counts()["stories"] == 1


def test_a_migration_that_fails_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("alembic.op.create_index", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            Ledger.open(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    with Ledger.open(path) as ledger:
        assert ledger.check() == []


def not_sqlite(path: Path) -> None:
    path.write_text("Five people were killed, the mayor said.\n" * 50)


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE birds (name TEXT)")


def other_alembic(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
        connection.commit()


def cut_short(path: Path) -> None:
    filled(path)
    os.truncate(path, path.stat().st_size // 2)


def garbled(path: Path) -> None:
    filled(path)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xa5" * 4000)


def newer(path: Path) -> None:
    filled(path, 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        (not_sqlite, LedgerCorrupt, "is not an SQLite file; choose"),
        (other_database, LedgerCorrupt, "a database of something else; choose"),
        (other_alembic, LedgerCorrupt, "a database of something else; choose"),
        (cut_short, LedgerCorrupt, "is damaged: restore"),
        (garbled, LedgerCorrupt, "is damaged: restore"),
        (newer, LedgerTooNew, "update Onrecord"),
        (folder, LedgerMissing, "is a folder: give"),
    ],
)
def test_what_is_no_ledger(path: Path, spoil: object, error: type[LedgerError], words: str) -> None:
    assert callable(spoil)
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error, match=words) as caught, Ledger.open(path) as ledger:
        list(ledger.claims_with_stories())
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert before is None or path.read_bytes()[:4096] == before[:4096]


def test_a_missing_ledger(path: Path) -> None:
    with pytest.raises(LedgerMissing, match="does not exist: check"):
        Ledger.open(path, create=False)
    with pytest.raises(LedgerMissing, match=r"folder .* does not exist: make it"):
        Ledger.open(path / "deeper" / "file")
    assert not path.exists()
    for nothing in ("", ":memory:", "sqlite://"):
        with pytest.raises(LedgerMissing, match="give its name"):
            Ledger.open(nothing)


def renamed(path: Path) -> None:
    path.rename(path.with_suffix(".away"))


def exchanged(path: Path) -> None:
    other = path.with_suffix(".other")
    filled(other, 2)
    other.replace(path)


@pytest.mark.parametrize(
    ("lose", "words"), [(Path.unlink, "not exist any more"), (renamed, "back"), (exchanged, "another file")]
)
@pytest.mark.parametrize("closed", [False, True])
def test_a_ledger_whose_file_goes_while_it_is_open(
    path: Path, lose: Callable[[Path], None], words: str, closed: bool
) -> None:
    filled(path, 1)
    with Ledger.open(path) as ledger:
        assert ledger.counts()["stories"] == 1
        if closed:
            ledger.close()  # the next question opens the file anew
        lose(path)
        was_there = path.exists()
        for ask in (ledger.counts, ledger.version, lambda: ledger.begin_run("", "")):
            with pytest.raises(LedgerMissing, match=words) as caught:
                ask()
            assert str(path) in str(caught.value)
        assert path.exists() == was_there, "nothing is made anew"


def test_a_ledger_that_is_put_back_is_used_again(path: Path) -> None:
    filled(path, 1)
    with Ledger.open(path) as ledger:
        aside = path.rename(path.with_suffix(".away"))
        with pytest.raises(LedgerMissing):
            ledger.counts()
        aside.rename(path)
        assert ledger.counts()["stories"] == 1


@pytest.mark.parametrize("name", ["a?b#c%20d é.db", "with space.db"])
def test_a_file_name_that_an_address_could_not_hold(tmp_path: Path, name: str) -> None:
    filled(tmp_path / name, 1)
    with Ledger.open(tmp_path / name, create=False) as ledger:
        assert ledger.counts()["stories"] == 1
    assert not [one for one in tmp_path.iterdir() if not one.name.startswith(name)]


def test_a_place_that_cannot_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path, 1)
    # The system's own answer, for tests also run as root, whom no permission stops.
    monkeypatch.setattr(os, "access", lambda where, mode: Path(where) != path.parent)
    with pytest.raises(LedgerReadOnly, match="cannot be written: allow"):
        Ledger.open(path)
    with pytest.raises(LedgerReadOnly):
        check_file(str(path.parent / "new.db"), create=True)


@pytest.fixture(params=["file", "folder", "both"])
def fixed(path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A ledger of which the file, its folder or both may not be written."""
    filled(path, 2)
    closed = {"file": [path], "folder": [path.parent], "both": [path, path.parent]}[request.param]
    for one in closed:
        one.chmod(0o555)
    # For tests run as root, whom no permission stops: what the system would answer to others.
    monkeypatch.setattr(os, "access", lambda where, mode: not (mode & os.W_OK and Path(where) in closed))
    yield path
    path.parent.chmod(0o755)


def test_a_ledger_that_may_not_be_written_is_asked(fixed: Path) -> None:
    before = fixed.read_bytes()
    with Ledger.open(fixed, create=False) as ledger:
        assert ledger.counts()["stories"] == 2
        assert len(list(ledger.claims_with_stories())) == 2
        assert len(list(ledger.search("words"))) == 2
        for write in (lambda: ledger.begin_run("", ""), ledger.apply_all):
            with pytest.raises(LedgerReadOnly, match="cannot be written: allow") as caught:
                write()
            assert str(fixed) in str(caught.value)
    assert list(fixed.parent.iterdir()) == [fixed], "nothing is written beside it"
    assert fixed.read_bytes() == before
    with pytest.raises(LedgerReadOnly, match="cannot be written: allow"):
        Ledger.open(fixed)


def test_what_its_owner_writes_meanwhile_is_seen(fixed: Path) -> None:
    fixed.parent.chmod(0o755)
    fixed.chmod(0o644)
    with Ledger.open(fixed, create=False) as ledger:
        assert ledger.counts()["stories"] == 2
        with closing(sqlite3.connect(fixed)) as owner:
            owner.execute("DELETE FROM claims")
            owner.commit()
            assert fixed.with_name(f"{fixed.name}-wal").exists()
            assert ledger.counts()["stories"] == 2
            assert list(ledger.claims()) == []
        assert list(ledger.claims()) == []


def older(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()


@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        (older, LedgerReadOnly, "by an older Onrecord and cannot be brought up to date: allow"),
        (newer, LedgerTooNew, "update Onrecord"),
        (lambda path: os.truncate(path, 0), LedgerReadOnly, "is empty and cannot be written: allow"),
    ],
)
def test_a_ledger_that_would_need_to_be_written_first(
    fixed: Path, spoil: Callable[[Path], None], error: type[LedgerError], words: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "access", lambda *_: True)
        fixed.parent.chmod(0o755)
        fixed.chmod(0o644)
        spoil(fixed)
    with pytest.raises(error, match=words):
        Ledger.open(fixed, create=False)


def test_what_sqlite_cannot_open(tmp_path: Path) -> None:
    name = tmp_path / ("x" * 250)  # with its "-wal" the name is longer than a file system allows
    with pytest.raises(LedgerError, match=r"x{250} .*: ") as caught, Ledger.open(name):
        pass
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("post gres://", "no database URL"),
        ("nothing://host/name", "kept by SQLite or PostgreSQL only; name a file, or postgresql"),
        ("x://", "SQLite or PostgreSQL only"),
        ("mysql+nothing://host/name", "SQLite or PostgreSQL only"),
        ("mysql://host/name", "SQLite or PostgreSQL only"),
    ],
)
def test_urls_that_lead_nowhere(url: str, words: str) -> None:
    with pytest.raises(LedgerError, match=words):
        Ledger.open(url)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_without_the_driver_the_extra_to_install_is_named(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)  # what an import of it then says is what a missing one says
    with pytest.raises(LedgerError, match=r"psycopg, which is not installed: .*onrecord\[postgres\]") as caught:
        Ledger.open(f"{scheme}://kim:secret@host/name")
    assert "secret" not in str(caught.value)


def test_no_message_holds_a_password() -> None:
    assert locate("postgresql://kim:secret@host/name")[1] == "postgresql://kim:***@host/name"


@pytest.fixture
def locker(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the ledger's write lock until it is told to end."""
    filled(path, 1)
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute('BEGIN IMMEDIATE');"
        "print('held', flush=True); sys.stdin.readline(); c.execute('COMMIT'); print('free', flush=True)"
    )
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_ledger_that_another_process_writes(path: Path, locker: subprocess.Popen[str]) -> None:
    with Ledger.open(path, wait=0.2) as ledger:
        assert ledger.counts()["stories"] == 1  # reading goes on
        with pytest.raises(LedgerLocked, match="in use by another process: wait"):
            ledger.begin_run("", "")
    with Ledger.open(path, wait=20) as patient:
        locker.communicate("go\n", timeout=10)
        assert patient.begin_run("", "") == 2


OPEN_AND_WRITE = """
import sys
from onrecord.ledger import Ledger
from tests.ledger.make import story, reading
sys.stdin.readline()
with Ledger.open(sys.argv[1]) as ledger, ledger.run("", "") as run:
    for n in range(5):
        of = story(f"Story {sys.argv[2]} {n}.")
        ledger.record(of, reading(of), (), run)
"""


def test_two_that_write_to_a_new_ledger(tmp_path: Path) -> None:
    for turn in range(3):
        path = tmp_path / f"{turn}.db"
        command = [sys.executable, "-c", OPEN_AND_WRITE, str(path)]
        pipe = subprocess.PIPE
        both = [subprocess.Popen([*command, name], stdin=pipe, stderr=pipe, text=True) for name in "ab"]
        for one in both:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        assert [one.communicate(timeout=60)[1] for one in both] == ["", ""]
        with Ledger.open(path) as ledger:
            assert ledger.counts()["stories"] == 10


def test_a_new_ledger_waits_for_another_process(path: Path) -> None:
    path.touch()
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LedgerLocked, match="in use by another process: wait"):
            Ledger.open(path, wait=0.2)
        other.execute("COMMIT")
        other.execute("BEGIN IMMEDIATE")  # may be read, but not be changed to write ahead
        with pytest.raises(LedgerLocked, match="in use by another process: wait"):
            Ledger.open(path, wait=0.2)
        soon = Timer(0.3, lambda: other.execute("COMMIT"))
        soon.start()
        with Ledger.open(path, wait=20) as ledger:
            assert ledger.counts()["stories"] == 0
        soon.join()


def test_the_schema_and_the_queries_are_good_for_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect))
    wanted = ClaimFilter(place="x", speaker="x", outlet="x", text="x", since="2026-01-01", as_of="2026-01-01", limit=1)
    query = str(select_claims(wanted, *claims.c, full_text=False).compile(dialect=dialect))
    assert "onrecord_words(" not in query
