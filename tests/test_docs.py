"""The documents say what the code does."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest

import onrecord
from onrecord.api import Record
from onrecord.cli.app import COMMANDS
from onrecord.exports.annotation import annotation
from onrecord.exports.reading import reading_to_dict
from onrecord.exports.rows import CLAIM_COLUMNS, claim_object
from onrecord.ledger.schema import HEAD, metadata
from onrecord.linking.threads import State
from onrecord.model import VERDICTS, Sourced, Story
from onrecord.reading import LAYERS, Reader
from onrecord.reviews.corrections import COMMON, short_names, value_hints
from onrecord.reviews.fields import MOST
from onrecord.reviews.judging import LONGEST_NAME, LONGEST_NOTE
from onrecord.web import reader as web_reader
from onrecord.web.app import PAGES, create_app
from onrecord.web.pages import charts as chart_page
from onrecord.web.pages import claims, downloads, plans_calendar, review_typed, series_asked, sites
from onrecord.web.params import PAGE_ROWS
from onrecord.web.pastes import MOST_CHARS, MOST_HELD
from onrecord.web.settings import COOKIE, REVIEWER_COOKIE, WebSettings
from onrecord.web.streams import MOST_STREAMS, PATIENCE

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "onrecord"
README = (ROOT / "README.md").read_text("utf-8")
FORMATS = (ROOT / "docs" / "formats.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
WEB = (ROOT / "docs" / "web.md").read_text("utf-8")
NO_OPERATION = {"/?token=…", "/openapi.json"}  # addresses of the server that its OpenAPI document does not hold
TEXT = (
    "The crossing reopened on a trial basis on Sunday, and at least 40 patients left Gaza for Egypt, officials said. "
    "The second round of talks between Egypt and Israel will be held on Friday if the truce holds, the ministry said. "
    "Egypt condemned the delay on Sunday. At least 12 people were killed in Gaza on Saturday, the ministry said."
)


def test_every_command_is_in_the_readme() -> None:
    for command in COMMANDS:
        assert f"onrecord {command.__name__}" in README


def test_the_readme_names_only_commands_that_exist() -> None:
    named = set(re.findall(r"^\$? ?onrecord (\w+)", README, re.M))
    assert named <= {command.__name__ for command in COMMANDS}


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    (tmp_path / "stories.txt").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})
    assert (tmp_path / "war.db").exists()


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for item in value.values() for key in keys(item)}
    return {key for item in value for key in keys(item)} if isinstance(value, list) else set()


def test_every_key_of_a_reading_is_documented(reader: Reader) -> None:
    story = Story(text=TEXT, title="Five dead in Kharkiv", published="2026-02-02")
    ((_, reading),) = reader.read([story])
    row: dict[str, Any] = json.loads(json.dumps(reading_to_dict(story, reading, "g")))
    documented = set(re.findall(r"\w+", FORMATS))
    assert keys(row) <= documented


def test_layers_are_where_the_map_says() -> None:
    for name, make in LAYERS:
        assert make.__module__.startswith("onrecord.reading."), name
    paths = re.findall(r"`((?:\w+/)*\w+\.py|(?:\w+/)+)`", ARCHITECTURE)
    assert len(paths) > 50
    for path in paths:
        assert (SOURCE / path).exists(), path


def test_links_between_the_documents_lead_somewhere() -> None:
    for document in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


# Pages


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record with claims of every kind."""
    folder = tmp_path_factory.mktemp("docs")
    story = {"id": "1", "text": TEXT, "published": "2026-02-04", "fetched": "2026-02-05T10:00:00Z"}
    (folder / "stories.jsonl").write_text(json.dumps(story) + "\n", "utf-8")
    with onrecord.open(folder / "docs.db") as opened:
        opened.read(folder / "stories.jsonl")
        yield opened


@pytest.fixture(scope="module")
def operations(record: Record) -> dict[tuple[str, str], dict[str, Any]]:
    """Every operation of the server by method and address."""
    paths = create_app(record, "docs.db").openapi()["paths"]
    return {(method.upper(), path): way for path, ways in paths.items() for method, way in ways.items()}


def named(method: str, path: str) -> str:
    """How web.md writes an address."""
    return f"`{path}`" if method == "GET" else f"`{method} {path}`"


def is_twin(method: str, path: str, operations: dict[tuple[str, str], dict[str, Any]]) -> bool:
    return method == "GET" and path.endswith(".json") and ("GET", path.removesuffix(".json")) in operations


def test_every_address_is_documented(operations: dict[tuple[str, str], dict[str, Any]]) -> None:
    for method, path in operations:
        assert is_twin(method, path, operations) or named(method, path) in WEB, (method, path)


def test_every_page_is_documented() -> None:
    for page in PAGES:
        routes = import_module(f"onrecord.web.pages.{page}").router.routes
        paths = {re.sub(r"\{(\w+):\w+\}", r"{\1}", route.path) for route in routes}
        assert any(f"`{path}`" in WEB for path in paths), page


def test_only_addresses_that_exist_are_documented(operations: dict[tuple[str, str], dict[str, Any]]) -> None:
    found = {(method or "GET", path) for method, path in re.findall(r"`(?:(POST) )?(/[^`\s]*)`", WEB + FORMATS)}
    assert {one for one in found if one[1] not in NO_OPERATION} <= set(operations)


def test_every_parameter_of_an_address_is_documented(operations: dict[tuple[str, str], dict[str, Any]]) -> None:
    rows = [row.split("|") for row in WEB.splitlines() if row.startswith("| `/")]
    for (method, path), way in operations.items():
        if method != "GET" or is_twin(method, path, operations):
            continue
        (documented,) = [row[3] for row in rows if f"`{path}`" in row[1]]
        names = query_of(way)
        told, _, left_out = documented.partition("without")
        for other in re.findall(r"that of `([^`]+)`", told):
            names -= query_of(operations["GET", other]) - words_in(left_out.split(";")[0])
        assert names <= words_in(documented), path


def query_of(way: dict[str, Any]) -> set[str]:
    """The names that the query of an operation may hold."""
    return {one["name"] for one in way.get("parameters", ()) if one["in"] == "query"}


def words_in(text: str) -> set[str]:
    """The words that are written as code."""
    return set(re.findall(r"`(\w+)`", text))


def test_every_key_of_the_review_page_is_documented() -> None:
    page = (SOURCE / "web" / "templates" / "review.html").read_text("utf-8")
    keys = set(re.findall(r"<kbd>([^<{]+)</kbd>", page))
    assert {"a", "Esc", "?"} <= keys
    for key in keys:
        assert f"`{key}`" in WEB, key
    listed = re.findall(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", page.split('class="keylist"')[1])
    for pressed, does in listed:
        cells = " ".join(f"`{key}`" for key in re.findall(r"<kbd>(.*?)</kbd>", pressed))
        assert f"| {cells} | {does}" in WEB, does


def test_limits_are_those_of_the_server() -> None:
    limits = WEB.split("## Limits")[1]
    settings = WebSettings()
    for number in (
        settings.max_body, settings.max_paste, int(web_reader.MOST_SECONDS), MOST_HELD, MOST_CHARS, downloads.MOST_ROWS,
        claims.MOST_COUNTED, PAGE_ROWS, series_asked.MOST_FIGURES, sites.MOST_EVENTS, plans_calendar.MOST_ENTRIES,
        chart_page.NARROWEST, chart_page.WIDEST, LONGEST_NAME, LONGEST_NOTE, review_typed.MOST_PARTS, MOST,
        MOST_STREAMS, int(PATIENCE),
    ):  # fmt: skip
        assert re.search(rf"(?<![\d,]){number:,}(?!,?\d)", limits), number
    assert f"good for {settings.session_hours} hours" in WEB
    assert f"last {plans_calendar.BACK} and the next {plans_calendar.AHEAD} days" in WEB
    for cookie in (COOKIE, REVIEWER_COOKIE):
        assert f"`{cookie}-PORT`" in WEB


# Formats


def test_every_verdict_is_documented() -> None:
    section = FORMATS.split("## Review")[1].split("\n## ")[0]
    for verdict in VERDICTS:
        assert f"\n| {verdict} | " in section
    for number in (LONGEST_NAME, LONGEST_NOTE):
        assert f"{number:,} characters" in section


def test_every_field_of_a_correction_is_documented(record: Record) -> None:
    section = FORMATS.split("Fields of a correction")[1].split("\n\nA claim that")[0]
    for kind, entry in each_kind(record).items():
        (own,) = re.findall(rf"\n- {kind}s: (.*?)(?=\n- |\Z)", section, re.S)
        (common,) = re.findall(r"\n- all claims: (.*?)(?=\n- |\Z)", section, re.S)
        for field in (*COMMON, *value_hints(entry.claim), *short_names(entry.claim)):
            assert f"`{field}`" in common + own, (kind, field)


def each_kind(record: Record) -> dict[str, Sourced]:
    """A claim of every kind."""
    found = {entry.claim.kind: entry for entry in record.claims()}
    assert set(found) == {"figure", "event", "statement"}
    return {str(kind): entry for kind, entry in found.items()}


def test_every_key_of_a_claim_is_documented(record: Record) -> None:
    section = FORMATS.split("## Claims in JSON and CSV")[1].split("\n## ")[0]
    for entry in each_kind(record).values():
        assert keys(claim_object(entry)) <= set(re.findall(r"\w+", section))


def test_columns_of_downloads_are_documented() -> None:
    assert ", ".join(f"`{column}`" for column in CLAIM_COLUMNS) in " ".join(FORMATS.split())


def test_every_key_of_an_annotation_is_documented(record: Record) -> None:
    section = FORMATS.split("## Annotation")[1].split("\n## ")[0]
    for entry in each_kind(record).values():
        made = annotation(entry, "http://localhost")
        words = set(re.findall(r"\w+", section))
        assert {key.strip("@") for key in made} <= words
        assert keys(made["target"]) <= words
        assert {one["type"] for one in made["target"]["selector"]} <= words


def test_every_type_of_a_position_is_documented() -> None:
    section = FORMATS.split("**Position**")[1].split("\n## ")[0]
    types = {path.stem.upper() for path in (SOURCE / "lexicon" / "positions").glob("*.toml")}
    assert types == set(re.findall(r"\n\| ([A-Z]+) \| ", section))


def test_the_schema_is_documented() -> None:
    section = FORMATS.split("## Ledger")[1].split("\n## ")[0]
    assert f"schema {HEAD}" in section
    for table in metadata.tables:
        assert f"`{table}`" in section, table
    assert len(get_args(State)) == 9, "a state of plans came or went: see Calendar in formats.md"


def test_constraints_hold_versions_and_no_address() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line) for line in lines)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    held = {line.split("==")[0].lower().replace("_", "-") for line in lines}
    for requirement in project["dependencies"]:
        assert re.split(r"[<>=\[]", requirement)[0].lower().replace("_", "-") in held
