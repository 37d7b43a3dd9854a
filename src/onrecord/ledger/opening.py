"""Opening a ledger: where it is, whether it is one, how its connections are set, and its migration."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Dialect, Engine, NullPool, create_engine, event, inspect, make_url, text
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.exc import ArgumentError
from sqlalchemy.sql.selectable import FromClause

from onrecord.ledger.errors import (
    LedgerCorrupt,
    LedgerError,
    LedgerMissing,
    LedgerReadOnly,
    LedgerTooNew,
    translated,
)
from onrecord.ledger.schema import HEAD
from onrecord.ledger.words import spaced_words

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

MAGIC = b"SQLite format 3\x00"
MIGRATING = Lock()  # Alembic works on one database at a time in a process
WRITERS = 0x6F6E7265  # "onre": the advisory lock under which a server's writers take turns
BETWEEN_TRIES = 0.05  # seconds


def locate(location: str | Path) -> tuple[URL, str]:
    """The database's URL, and the name that messages give it (never with a password)."""
    if isinstance(location, str) and "://" in location:
        try:
            url = make_url(location)
        except ArgumentError as error:
            raise LedgerError("that is no database URL: write it as postgresql+psycopg://host/name") from error
        if url.get_backend_name() == "sqlite":
            return url, url.database or ""
        shown = url.render_as_string()
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")  # the driver that our extra installs
        return url, shown
    return URL.create("sqlite", database=str(location)), str(location)


def no_driver(url: URL, name: str, error: Exception) -> LedgerError:
    """The error for a database whose driver is not installed."""
    if url.get_backend_name() == "postgresql":
        way = "install onrecord with its extra postgres, as in pip install 'onrecord[postgres]'"
        return LedgerError(f"{name} needs the PostgreSQL driver psycopg, which is not installed: {way}")
    known = "name a file, or postgresql+psycopg://user@host/database"
    return LedgerError(f"{name} cannot be opened: a ledger is kept by SQLite or PostgreSQL only; {known} ({error})")


def check_file(name: str | None, *, create: bool) -> bool:
    """Raise where there can be no ledger in a file of that name, before SQLite is asked, whose words are unclear.

    With `create`, a missing file is made, empty, and one that may not be written is an error. True where it may be
    written; False where it can be asked only.
    """
    if not name or name == ":memory:":
        raise LedgerMissing("a ledger is kept in a file: give its name")
    path = Path(name)
    if path.is_dir():
        raise LedgerMissing(f"{path} is a folder: give the name of a file in it")
    if not path.exists():
        if not create:
            raise LedgerMissing(f"{path} does not exist: check the name, or read stories into it first")
        if not path.parent.is_dir():
            raise LedgerMissing(f"the folder {path.parent} does not exist: make it, or choose another place")
    # SQLite keeps its log beside the file, so that writing needs the folder too.
    closed = [needed for needed in (path, path.parent) if needed.exists() and not os.access(needed, os.R_OK | os.W_OK)]
    if closed and create:
        raise LedgerReadOnly(f"{closed[0]} cannot be written: allow writing to it, or copy the ledger elsewhere")
    if path.exists():
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
        if head and head != MAGIC:
            raise LedgerCorrupt(f"{path} is not a ledger: it is not an SQLite file; choose another file name")
    else:
        path.touch()  # an empty file is an empty database; SQLite itself is never asked to make one
    return not closed


class HintingCompiler(SQLiteCompiler):
    """SQLAlchemy's compiler for SQLite, with the hints that it leaves out there (`INDEXED BY`)."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:
        """The hint as it is."""
        return text


def engine_for(url: URL, *, wait: float, may_write: bool = True) -> Engine:
    """An engine whose SQLite connections hold foreign keys, write ahead, and wait `wait` seconds for another writer."""
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    # Where the file may not be written, no connection is kept: one that takes the file for unchanging would not see
    # what its owner writes meanwhile.
    engine = create_engine(url, connect_args={"timeout": wait}, poolclass=None if may_write else NullPool)
    engine.dialect.statement_compiler = HintingCompiler
    stay_with_file(engine, url.database or "", may_write=may_write)

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        # Transactions begin where `begin` below says so, not where the driver guesses.
        connection.isolation_level = None
        cursor = connection.cursor()
        # FULL keeps what was reported as read through a power cut too, not only a killed process; batches pay for it.
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "cache_size=-32000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
        if isinstance(connection, sqlite3.Connection):
            connection.create_function("onrecord_words", 1, lambda t: spaced_words(t) if t else t, deterministic=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its lock at once: one that reads first could never get it where another wrote in between.
        writes = connection.get_execution_options().get("onrecord_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def stay_with_file(engine: Engine, name: str, *, may_write: bool) -> None:
    """Let SQLite connections use the file that has that name now and no other: LedgerMissing where it is gone.

    SQLite would make an empty file anew; and a connection that is open already would go on with the deleted one, so
    that what is written then is lost.
    """
    path = Path(name).absolute()
    ours = identity(path)

    def check() -> None:
        now = identity(path)
        if now is None:
            raise LedgerMissing(f"{name} does not exist any more: put it back, or start again with another")
        if now != ours:
            raise LedgerMissing(f"{name} is another file than the one that was opened: start again to use it")

    @event.listens_for(engine, "do_connect")
    def connect(_: Dialect, __: ConnectionPoolEntry, arguments: list[Any], options: dict[str, Any]) -> None:
        check()
        arguments[0] = f"{path.as_uri()}?{'mode=rw' if may_write else asking(path)}"
        options["uri"] = True

    @event.listens_for(engine, "checkout")
    def checkout(_: DBAPIConnection, __: ConnectionPoolEntry, ___: PoolProxiedConnection) -> None:
        check()


def asking(path: Path) -> str:
    """How SQLite is to open a ledger that may not be written.

    It reads through a log and an index of that beside the file. Where no log waits, the file is all there is: SQLite is
    told that it stays so, for else it would make both anew, as files that the ledger's owner could not write to.
    """
    return "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "mode=ro&immutable=1"


def identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another that has its name later; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it is committed at the end, or none."""
    with engine.connect().execution_options(onrecord_writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS})
        yield connection


def migrate(engine: Engine, name: str, *, wait: float, may_write: bool = True) -> bool:
    """Bring the ledger to the newest schema; the whole change is one transaction. True where it had an older one.

    LedgerReadOnly where it is not of the newest and may not be written.
    """
    with translated(name):
        with engine.connect() as connection:
            found = revision(connection, name)
        if not may_write:
            check_newest(found, name)
            return False
        if engine.dialect.name == "sqlite":
            write_ahead(engine, wait=wait)
        if found == HEAD:
            return False
        with writing(engine) as connection:
            found = revision(connection, name)  # another process may have been quicker
            if found != HEAD:
                _upgrade(connection, found, name)
        return found not in (None, HEAD)


def check_newest(found: str | None, name: str) -> None:
    """Raise where a ledger that may not be written has not the newest schema."""
    if found is None:
        raise LedgerReadOnly(f"{name} is empty and cannot be written: allow writing to it, or check the name")
    if found != HEAD:
        _check_known(found, name)
        way = "allow writing to it once, or copy the ledger elsewhere"
        raise LedgerReadOnly(f"{name} was made by an older Onrecord and cannot be brought up to date: {way}")


def write_ahead(engine: Engine, *, wait: float) -> None:
    """Let readers read while another writes. The file keeps this, so only what is known to be a ledger gets it.

    SQLite does not itself wait for another process here: it is asked again until `wait` seconds are over.
    """
    until = monotonic() + wait
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        while True:
            try:
                cursor.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                    raise
                if monotonic() >= until:
                    raise
                sleep(BETWEEN_TRIES)
            else:
                return
    finally:
        connection.close()


def tune(connection: Connection) -> None:
    """Let SQLite count a sample of each index, so that it chooses well among them; a third of a second at most."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA analysis_limit=400")
        connection.exec_driver_sql("ANALYZE")


def revision(connection: Connection, name: str) -> str | None:
    """The schema's revision; None for an empty database. LedgerCorrupt for a database of something else."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        if tables:
            raise LedgerCorrupt(f"{name} is not a ledger: it is a database of something else; choose another name")
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if found is not None and "stories" not in tables:
        raise LedgerCorrupt(f"{name} is not a ledger: it is a database of something else; choose another name")
    return found


def _check_known(found: str, name: str) -> None:
    """LedgerTooNew where no revision of ours has that name."""
    from alembic.script import ScriptDirectory

    if found not in {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}:
        raise LedgerTooNew(f"{name} was made by a newer Onrecord (schema {found}): update Onrecord to open it")


def _config() -> Config:
    # Alembic takes a tenth of a second to import, and only a new or an older ledger needs it.
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "onrecord.ledger:migrations")
    return config


def _upgrade(connection: Connection, found: str | None, name: str) -> None:
    from alembic import command

    if found is not None:
        _check_known(found, name)
    config = _config()
    config.attributes["connection"] = connection
    with MIGRATING:
        command.upgrade(config, "head")
