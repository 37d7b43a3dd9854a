"""The main job on the real input, where it lies beside the repository: every item of its gold, and the questions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.api import Record
from onrecord.exports.reading import reading_to_dict
from onrecord.linking.threads import Occasion
from onrecord.model import FigureValue, Problem, Story
from onrecord.reading import Reader
from onrecord.settings import Settings
from onrecord.sources import read_any

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds do not lie beside the repository")

Row = dict[str, Any]
FIGURE = ("low", "high", "bound", "measure", "mode", "of", "from", "to", "place", "speaker", "denied")
EVENT = ("type", "mode", "status", "from", "to", "place", "speaker", "round")
TIME = ("type", "value", "from", "to")


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (SEEDS / name).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def pasted() -> list[Story]:
    items = list(read_any(str(SEEDS / "pasted.txt"), Settings()))
    assert not [item for item in items if isinstance(item, Problem)]
    return [item for item in items if isinstance(item, Story)]


@pytest.fixture(scope="module")
def pairs(reader: Reader, pasted: list[Story]) -> list[tuple[Row, Row]]:
    readings = [reading_to_dict(story, reading) for story, reading in reader.read(pasted)]
    return list(zip(rows("gold.jsonl"), readings, strict=True))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with onrecord.open(tmp_path_factory.mktemp("seeds") / "seeds.db") as made:
        report = made.read(SEEDS / "pasted.txt")
        assert (report.new, report.problems) == (2, ())
        yield made


def place(span: Row) -> tuple[str, int, int]:
    return span.get("in", "text"), span["start"], span["end"]


def items(row: Row, layer: str, keys: tuple[str, ...]) -> dict[tuple[str, int, int], Row]:
    return {place(item): {key: item.get(key) for key in keys} for item in row[layer]}


def test_the_paste_is_split_as_a_careful_reader_splits_it(pasted: list[Story]) -> None:
    assert [(s.title, s.text) for s in pasted] == [(row["title"], row["text"]) for row in rows("stories.jsonl")]


def test_the_day_is_inferred_and_explained(pairs: list[tuple[Row, Row]]) -> None:
    for gold, reading in pairs:
        published = reading["published"]
        assert (published["value"], published["how"]) == (gold["published"]["value"], "inferred")
        assert len(published["why"].split()) > 5


@pytest.mark.parametrize(("layer", "keys"), [("times", TIME), ("figures", FIGURE), ("events", EVENT)])
def test_every_item_of_the_gold_is_found(pairs: list[tuple[Row, Row]], layer: str, keys: tuple[str, ...]) -> None:
    for gold, reading in pairs:
        wanted, found = items(gold, layer, keys), items(reading, layer, keys)
        assert {at: found.get(at) for at in wanted} == wanted


def test_every_actor_of_the_gold_is_found(pairs: list[tuple[Row, Row]]) -> None:
    for gold, reading in pairs:
        found = {place(event): event["actors"] for event in reading["events"]}
        for event in gold["events"]:
            assert sorted(a["name"] for a in found[place(event)]) == sorted(a["name"] for a in event["actors"])


def test_every_attribution_of_the_gold_is_found(pairs: list[tuple[Row, Row]]) -> None:
    def shape(row: Row) -> list[Row]:
        return [
            {part: [place(span) for span in a[part]] for part in ("source", "cue", "content")}
            | {key: a[key] for key in ("speaker", "kind", "said")}
            for a in row["attributions"]
        ]

    for gold, reading in pairs:
        found = shape(reading)
        assert [a for a in shape(gold) if a not in found] == []


def test_the_toll_stands_apart_from_the_increments(record: Record) -> None:
    def values(measure: str, mode: str) -> list[tuple[float | None, str | None, str | None]]:
        made = record.series(measure=measure, mode=mode)
        return [(point.value, s.key.baseline, s.key.speaker) for s in made for point in s.points]

    speaker = "Gaza's health authorities"
    assert values("killed", "total") == [(71_800, "2023-10-07", speaker)]
    assert values("injured", "total") == [(171_555, "2023-10-07", speaker)]
    assert values("bodies", "new") == [(5, None, speaker)]
    assert values("injured", "new") == [(4, None, speaker)]


def test_limits_and_flows_of_the_crossing(record: Record) -> None:
    def flows(measure: str) -> set[tuple[str, str | None, str, float | None]]:
        made = record.series(measure=measure)
        return {(s.key.mode, s.key.direction, p.bound, p.value) for s in made for p in s.points}

    assert flows("crossed") == {
        ("limit", "out", "about", 150),
        ("limit", "in", "at_most", 50),
        ("new", "in", "exact", 0),
    }
    assert flows("evacuated") == {("new", "out", "exact", 5), ("new", "out", "exact", 10)}


def occasions(record: Record) -> list[Occasion]:
    return [o for thread in record.plans(today="2026-02-02") for o in thread.occasions if len(o.participants) == 3]


def test_the_plans(record: Record) -> None:
    first, second = occasions(record)
    assert (first.round, first.state, first.place) == (1, "happened", "Abu Dhabi")
    assert (first.when.begin, first.when.end) == ("2026-01-23", "2026-01-25")
    assert [entry.claim.status for entry in first.outcome] == ["not_happened"]
    assert (second.round, second.state, second.place) == (2, "planned", "Abu Dhabi")
    assert (second.when.begin, second.when.end) == ("2026-02-04", "2026-02-06")
    assert len(second.announced_by) == 2


def test_the_site_over_time(record: Record) -> None:
    site = record.site("Rafah crossing")
    assert [(s.change, s.when.begin) for s in site.states] == [
        ("seized", "2024-05-01"), ("shut", "2024-05-01"), ("open", "2026-02-01"), ("open", "2026-02-02"),
    ]  # fmt: skip
    assert site.states[2].manner == "on a trial basis"
    assert site.states[3].words == "expanding operations"
    assert {s.key.measure for s in site.flows} == {"crossed", "evacuated"}


def test_every_number_shows_its_sentence(record: Record) -> None:
    for entry in record.claims(kind="figure"):
        assert isinstance(entry.claim.value, FigureValue)
        assert entry.quote in entry.sentence
