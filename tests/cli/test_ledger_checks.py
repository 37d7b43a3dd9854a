"""`series` with findings and charts, and `lens`: as a user runs them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import onrecord
from onrecord.lenses import LENSES
from onrecord.model import Story
from tests.cli.conftest import Run

TOLD = (
    ("2026-02-02", "5,013", "41"),
    ("2026-02-03", "5,053", "40"),
    ("2026-02-04", "5,153", "60"),
    ("2026-02-05", "5,170", "17"),
)
FORM = (
    "Gaza's health ministry said on {day} that {new} Palestinians had been killed in the past 24 hours, bringing the "
    "total since Oct. 7, 2023 to {total}."
)


@pytest.fixture(scope="module")
def tolls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with four daily reports, of which the third does not add up."""
    path = tmp_path_factory.mktemp("tolls") / "tolls.db"
    days = ("Monday", "Tuesday", "Wednesday", "Thursday")
    stories = [
        Story(FORM.format(day=name, new=new, total=total), published=at, outlet="Northern Wire")
        for name, (at, total, new) in zip(days, TOLD, strict=True)
    ]
    with onrecord.open(path) as record:
        record.read_items(stories)
    return path


def test_findings_stand_under_their_series_with_the_sentences(run: Run, tolls: Path) -> None:
    out = run("series", "killed", "total", "--ledger", tolls).out
    assert "! 2026-02-04  mismatch: 5,053 + 60 is not 5,153: +40" in out
    after = out.split("mismatch", 1)[1]
    assert "Wednesday that 60 Palestinians" in " ".join(after.split())
    assert out.count("! ") == 1


def test_a_filter_by_mode_does_not_hide_the_increments_from_the_checks(run: Run, tolls: Path) -> None:
    found = json.loads(run("series", "--mode", "total", "--format", "json", "--ledger", tolls).out)
    assert {one["key"]["mode"] for one in found} == {"total"}
    (finding,) = [finding for one in found for finding in one["findings"]]
    assert (finding["kind"], finding["difference"], finding["suggestion"]) == ("mismatch", 40, 5_113)
    assert len(finding["claims"]) == 3


def test_the_api_has_the_findings(tolls: Path) -> None:
    with onrecord.open(tolls) as record:
        assert [one.kind for one in record.findings(measure="killed", mode="total")] == ["mismatch"]
        assert record.findings(measure="injured") == ()


@pytest.mark.parametrize("name", ["toll.svg", "toll.png"])
def test_a_chart_is_written_and_named(run: Run, tolls: Path, tmp_path: Path, name: str) -> None:
    ran = run("series", "killed", "gaza", "--chart", tmp_path / name, "--ledger", tolls)
    assert "Killed in Gaza Strip since 2023-10-07" in ran.out.replace("\n", " ")
    assert (tmp_path / name).stat().st_size > 1_000


@pytest.mark.parametrize(("name", "words"), [("toll.pdf", "killed"), ("toll.svg", "nothing-like-it")])
def test_what_cannot_be_drawn_is_a_usage_error(run: Run, tolls: Path, tmp_path: Path, name: str, words: str) -> None:
    assert run("series", words, "--chart", tmp_path / name, "--ledger", tolls).code == 2
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", [one.name for one in LENSES])
def test_every_lens_prints_its_rule_beside_the_numbers(run: Run, tolls: Path, name: str) -> None:
    options = ("lens", name, "killed", "total", "--by", "health ministry", "--ledger", tolls)
    table = run(*options)
    assert table.code == 0
    assert table.out.startswith(f"{name}: ")
    rows = json.loads(run(*options, "--format", "json").out)
    assert [row["best"] for row in rows] == [5_013, 5_053, 5_153, 5_170]
    assert all(row["rule"] and row["claims"] for row in rows)
    listed = list(csv.DictReader(io.StringIO(run(*options, "--format", "csv").out)))
    assert [row["day"] for row in listed] == [day for day, _, _ in TOLD]


def test_a_lens_that_there_is_not_or_lacks_a_name_is_a_usage_error(run: Run, tolls: Path) -> None:
    assert run("lens", "crystal", "--ledger", tolls).code == 2
    assert run("lens", "published", "--ledger", tolls).code == 2
