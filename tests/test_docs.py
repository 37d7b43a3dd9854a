"""The documents say what the code does."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli import COMMANDS
from onrecord.exports.reading import reading_to_dict
from onrecord.model import Story
from onrecord.reading import LAYERS, Reader

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
FORMATS = (ROOT / "docs" / "formats.md").read_text("utf-8")
TEXT = (
    "The crossing reopened on a trial basis on Sunday, and at least 40 patients left Gaza for Egypt, officials said. "
    "The second round of talks between Egypt and Israel will be held on Friday if the truce holds, the ministry said."
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
    for path in re.findall(r"`((?:\w+/)?\w+\.py)`", (ROOT / "docs" / "architecture.md").read_text("utf-8")):
        assert (ROOT / "src" / "onrecord" / path).exists(), path


def test_constraints_hold_versions_and_no_address() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line) for line in lines)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    held = {line.split("==")[0].lower().replace("_", "-") for line in lines}
    for requirement in project["dependencies"]:
        assert re.split(r"[<>=\[]", requirement)[0].lower().replace("_", "-") in held
