"""A real application over a real ledger that holds the demo's stories."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

import onrecord
from onrecord.api import Record
from onrecord.web.app import create_app
from onrecord.web.settings import WebSettings
from tests.web.browser import chromium, ledger, served  # noqa: F401 - fixtures for the tests with a browser

DEMO = Path(__file__).parents[2] / "src" / "onrecord" / "demo" / "stories.jsonl"
TOKEN = "the-token-of-the-tests"
TODAY = "2025-12-05"


@pytest.fixture(scope="session")
def demo_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that holds the demo's stories; tests copy it or only read it."""
    path = tmp_path_factory.mktemp("web") / "demo.db"
    with onrecord.open(path) as record:
        record.read(DEMO)
    return path


@pytest.fixture
def record(demo_ledger: Path, tmp_path: Path) -> Iterator[Record]:
    """The demo's record, a copy for this test alone."""
    path = tmp_path / "demo.db"
    shutil.copy(demo_ledger, path)
    with onrecord.open(path) as opened:
        yield opened


@pytest.fixture
def app(record: Record) -> FastAPI:
    """The application over it."""
    return create_app(record, "demo.db", WebSettings(token=TOKEN, secret="of the tests", today=TODAY))


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A visitor who may only read."""
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as visitor:
        yield visitor


@pytest.fixture
def writer(app: FastAPI) -> Iterator[TestClient]:
    """A program that holds the token."""
    headers = {"authorization": f"Bearer {TOKEN}"}
    with TestClient(app, base_url="http://localhost", headers=headers, raise_server_exceptions=False) as program:
        yield program
