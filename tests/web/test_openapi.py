"""The server's answers against its OpenAPI document: nothing undeclared, nothing that breaks, whatever is asked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

import onrecord
from onrecord.api import Given
from onrecord.web.app import create_app
from onrecord.web.reader import Job
from onrecord.web.settings import LOOPBACK, WebSettings
from tests.web.conftest import TODAY, TOKEN

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
ANY: dict[str, Any] = {"responses": {"200": {"content": {}}}}
EXAMPLES = 15  # for each address; more only find the same faults again


@pytest.fixture(scope="module")
def fuzzed_app(demo_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    path = tmp_path_factory.mktemp("fuzzed") / "demo.db"
    shutil.copy(demo_ledger, path)
    with onrecord.open(path) as record:
        app = create_app(record, "demo.db", WebSettings(token=TOKEN, hosts=(*LOOPBACK, "testserver"), today=TODAY))
        reader = app.state.pastes.reader
        reader.read(Job(b"Loaded before the first question, which waits ten seconds at most.", "x", Given(), 1))
        yield app
        reader.close()


def test_every_answer_is_declared(fuzzed_app: FastAPI) -> None:
    schema = schemathesis.openapi.from_asgi("/openapi.json", fuzzed_app)
    operations = list(schema.get_all_operations())
    assert operations
    for result in operations:
        assert isinstance(result, Ok), result
        fuzz(result.ok())


def fuzz(operation: APIOperation[Any, Any, Any, Any]) -> None:
    """Ask one address all sorts of things."""

    @given(case=operation.as_strategy())
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def ask(case: Case[Any]) -> None:
        case.call_and_validate(headers={"authorization": f"Bearer {TOKEN}"}, checks=CHECKS)

    ask()


def test_every_page_has_a_typed_twin(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    pages = [
        path for path, way in paths.items() if "text/html" in str(way.get("get", {}).get("responses", {}).get("200"))
    ]
    assert pages
    for path in pages:
        assert f"{path}.json" in paths, path
        schema = paths[f"{path}.json"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert schema.get("$ref"), path
