"""Opening a ledger: where it is, whether it is one, how its connections are set, and its migration."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
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
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

MAGIC = b"SQLite format 3\x00"
MIGRATING = Lock()  # Alembic works on one database at a time in a process
WRITERS = 0x6F6E7265  # "onre": the advisory lock under which a server's writers take turns


def locate(location: str | Path) -> tuple[URL, str]:
    """The database's URL, and the name that messages give it (never with a password)."""
    if isinstance(location, str) and "://" in location:
        try:
            url = make_url(location)
        except ArgumentError as error:
            raise LedgerError("that is no database URL: write it as postgresql+psycopg://host/name") from error
        return url, url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string()
    return URL.create("sqlite", database=str(location)), str(location)


def check_file(name: str | None, *, create: bool) -> None:
    """Raise where there can be no ledger in a file of that name, before SQLite is asked, whose words are unclear."""
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
    for needed in (path, path.parent):
        if needed.exists() and not os.access(needed, os.R_OK | os.W_OK):
            # SQLite keeps its log beside the file, so that even reading needs the folder.
            raise LedgerReadOnly(f"{needed} cannot be written: allow writing to it, or copy the ledger elsewhere")
    if path.exists():
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
        if head and head != MAGIC:
            raise LedgerCorrupt(f"{path} is not a ledger: it is not an SQLite file; choose another file name")


class HintingCompiler(SQLiteCompiler):
    """SQLAlchemy's compiler for SQLite, with the hints that it leaves out there (`INDEXED BY`)."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:
        """The hint as it is."""
        return text


def engine_for(url: URL, *, wait: float) -> Engine:
    """An engine whose SQLite connections hold foreign keys, write ahead, and wait `wait` seconds for another writer."""
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": wait})
    engine.dialect.statement_compiler = HintingCompiler

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


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it is committed at the end, or none."""
    with engine.connect().execution_options(onrecord_writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS})
        yield connection


def migrate(engine: Engine, name: str) -> bool:
    """Bring the ledger to the newest schema; the whole change is one transaction. True where it had an older one."""
    with translated(name):
        with engine.connect() as connection:
            found = revision(connection, name)
        if engine.dialect.name == "sqlite":
            write_ahead(engine)
        if found == HEAD:
            return False
        with writing(engine) as connection:
            found = revision(connection, name)  # another process may have been quicker
            if found != HEAD:
                _upgrade(connection, found, name)
        return found not in (None, HEAD)


def write_ahead(engine: Engine) -> None:
    """Let readers read while another writes. The file keeps this, so only what is known to be a ledger gets it."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode=WAL")
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


def _upgrade(connection: Connection, found: str | None, name: str) -> None:
    # Alembic takes a tenth of a second to import, and only a new or an older ledger needs it.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "onrecord.ledger:migrations")
    ours = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in ours:
        raise LedgerTooNew(f"{name} was made by a newer Onrecord (schema {found}): update Onrecord to open it")
    config.attributes["connection"] = connection
    with MIGRATING:
        command.upgrade(config, "head")
