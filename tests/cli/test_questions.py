"""The questions: claims, series, plans, site, story, in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def ask(run: Run, ledger: Path, *arguments: object) -> Any:
    ran = run(*arguments, "--ledger", ledger, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def test_claims_say_where_they_stand(run: Run, demo_ledger: Path) -> None:
    found = ask(run, demo_ledger, "claims")
    assert {claim["kind"] for claim in found} == {"figure", "event", "statement"}
    for claim in found:
        assert claim["quote"] in claim["sentence"]
        assert claim["story"]["id"]


@pytest.mark.parametrize(
    ("options", "holds"),
    [
        (("--kind", "figure"), lambda c: c["kind"] == "figure"),
        (("--measure", "killed"), lambda c: c["measure"] == "killed"),
        (("--measure", "killed", "--mode", "total"), lambda c: c["mode"] == "total"),
        (("--type", "CONSULT"), lambda c: c["type"] == "CONSULT"),
        (("--status", "announced"), lambda c: c["status"] == "announced"),
        (("--place", "gaza"), lambda c: "gaza" in c["where"].lower()),
        (("--speaker", "ministry"), lambda c: "ministry" in str(c["speakers"]).lower()),
        (("--outlet", "Harbor Wire"), lambda c: c["story"]["outlet"] == "Harbor Wire"),
        (("--as-of", "2025-03-01"), lambda c: c["story"]["published"]["value"] < "2025-03-02"),
    ],
)
def test_filters(run: Run, demo_ledger: Path, options: tuple[str, ...], holds: Any) -> None:
    every, found = ask(run, demo_ledger, "claims"), ask(run, demo_ledger, "claims", *options)
    assert found
    assert len(found) < len(every)
    assert all(holds(claim) for claim in found)


@pytest.mark.parametrize("command", [("claims",), ("series",), ("plans",), ("site", "Rafah crossing"), ("problems",)])
def test_every_list_has_three_formats(run: Run, demo_ledger: Path, command: tuple[str, ...]) -> None:
    assert isinstance(ask(run, demo_ledger, *command), list)
    table = run(*command, "--ledger", demo_ledger)
    assert table.code == 0
    assert table.out.strip()
    listed = run(*command, "--ledger", demo_ledger, "--format", "csv")
    assert listed.code == 0
    assert listed.out.splitlines()[0].count(",") >= 2


def test_a_bad_date_is_a_usage_error(run: Run, demo_ledger: Path) -> None:
    ran = run("claims", "--ledger", demo_ledger, "--as-of", "yesterday")
    assert ran.code == 2
    assert "2026-02-02" in ran.err


@pytest.mark.parametrize("option", ["measure", "mode", "type", "status"])
def test_an_unknown_name_is_a_usage_error(run: Run, demo_ledger: Path, option: str) -> None:
    ran = run("claims", "--ledger", demo_ledger, f"--{option}", "nothing")
    assert ran.code == 2
    assert "nothing" in ran.err


def test_series_keep_modes_apart_and_name_their_claims(run: Run, demo_ledger: Path) -> None:
    found = ask(run, demo_ledger, "series", "killed", "gaza")
    assert {"total", "new"} <= {series["key"]["mode"] for series in found}
    for series in found:
        for point in series["points"]:
            assert point["claims"]
            assert all(claim["quote"] in claim["sentence"] for claim in point["claims"])
            assert (point["change"] is None) == (point["computed_from"] == [])


def test_series_as_of_forgets_what_came_later(run: Run, demo_ledger: Path) -> None:
    def last(*options: str) -> str:
        series = ask(run, demo_ledger, "series", "--measure", "killed", "--mode", "total", *options)
        return max(str(point["known"]) for one in series for point in one["points"])

    assert last("--as-of", "2025-06-30") <= "2025-06-30T23:59:59Z" < last()


def test_csv_keeps_formulas_from_running(run: Run, tmp_path: Path) -> None:
    ledger = tmp_path / "r.db"
    text = '=HYPERLINK("x") said five people were killed on Monday.'
    source = json.dumps({"id": "a", "text": text, "outlet": "=1+1"}) + "\n"
    assert run("read", "-", "--ledger", ledger, stdin=source.encode()).code == 0
    for row in rows(run("claims", "--ledger", ledger, "--format", "csv").out):
        assert row["outlet"] == "'=1+1"
        assert not row["sentence"].startswith("=")


def test_story_shows_text_and_claims(run: Run, demo_ledger: Path) -> None:
    claim = ask(run, demo_ledger, "claims", "--measure", "killed", "--limit", "1")[0]
    ran = run("story", claim["story"]["id"][:10], "--ledger", demo_ledger)
    assert ran.code == 0
    assert claim["story"]["title"].split()[0] in ran.out
    (story,) = json.loads(run("story", claim["story"]["id"], "--ledger", demo_ledger, "--format", "json").out)
    assert claim["id"] in {one["id"] for one in story["claims"]}


def test_an_unknown_story_is_one_line(run: Run, demo_ledger: Path) -> None:
    ran = run("story", "nowhere", "--ledger", demo_ledger)
    assert ran.code == 3
    assert "nowhere" in ran.complaint


def test_demo_runs(run: Run, tmp_path: Path) -> None:
    ran = run("demo", "--ledger", tmp_path / "demo.db")
    assert (ran.code, ran.err) == (0, "")
    for shown in ("25 new", "killed, total", "consult", "Rafah crossing"):
        assert shown in ran.out


def test_help_names_every_command(run: Run) -> None:
    shown = run("--help").out
    for command in ("read", "annotate", "claims", "series", "plans", "site", "story", "problems", "demo"):
        assert command in shown


@pytest.mark.parametrize("state", ["cancelled", "postponed", "Did_Not_Happen", "overdue"])
def test_plans_of_one_state(run: Run, demo_ledger: Path, state: str) -> None:
    means = {"overdue": "date passed, nothing reported", "Did_Not_Happen": "did not happen"}.get(state, state)
    every = [o for thread in ask(run, demo_ledger, "plans", "--today", "2025-12-05") for o in thread["occasions"]]
    found = ask(run, demo_ledger, "plans", "--today", "2025-12-05", "--state", state)
    chosen = [occasion for thread in found for occasion in thread["occasions"]]
    assert {occasion["state"] for occasion in chosen} <= {means}
    assert len(chosen) == sum(occasion["state"] == means for occasion in every)
    both = ask(run, demo_ledger, "plans", "--today", "2025-12-05", "--state", state, "--state", "happened")
    assert {o["state"] for thread in both for o in thread["occasions"]} <= {means, "happened"}


def test_some_plans_were_put_off(run: Run, demo_ledger: Path) -> None:
    assert ask(run, demo_ledger, "plans", "--state", "postponed")


def test_a_state_that_there_is_not(run: Run, demo_ledger: Path) -> None:
    ran = run("plans", "--state", "dreamt", "--ledger", demo_ledger)
    assert ran.code == 2
    assert "did not happen" in ran.err.replace("\n", " ")


def test_plans_stand_by_date(run: Run, demo_ledger: Path) -> None:
    dates = [row["date"] for row in rows(run("plans", "--ledger", demo_ledger, "--format", "csv").out)]
    dated = [date.removeprefix("until ").removeprefix("since ") for date in dates if date != "undated"]
    begins = [date.split(" to ")[0] for date in dated]
    assert len(begins) > 5
    assert begins == sorted(begins)
    assert dates[len(dated) :] == ["undated"] * (len(dates) - len(dated))


def test_csv_has_what_json_has(run: Run, demo_ledger: Path) -> None:
    listed = rows(run("claims", "--ledger", demo_ledger, "--format", "csv").out)
    for row, one in zip(listed, ask(run, demo_ledger, "claims"), strict=True):
        assert row["id"] == one["id"]
        assert row["story"] == one["story"]["id"]
        assert row["url"] == (one["story"]["url"] or "")
        assert (row["low"], row["bound"]) == (str(one.get("low") or ""), one.get("bound") or "")
        assert (row["from"], row["edtf"]) == (one["when"]["from"] or "", one["when"]["edtf"] or "")


@pytest.mark.parametrize(("columns", "widest"), [(None, 140), ("200", 200), ("90", 90), ("many", 140)])
def test_a_table_takes_the_columns_it_is_given(
    run: Run, demo_ledger: Path, monkeypatch: pytest.MonkeyPatch, columns: str | None, widest: int
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    if columns:
        monkeypatch.setenv("COLUMNS", columns)
    lengths = [len(line.rstrip()) for line in run("claims", "--ledger", demo_ledger).out.splitlines()]
    assert widest - 12 < max(lengths) <= widest
