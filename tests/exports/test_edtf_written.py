"""Where the exports write EDTF: beside every time of a reading and every period of a claim."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from edtf import parse_edtf

from onrecord.claims import claims_of
from onrecord.exports.reading import reading_to_dict
from onrecord.exports.rows import claim_object, claim_row
from onrecord.model import Sourced, Story
from onrecord.reading import Reader

WEDNESDAY = "2026-02-04"
SECTION = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8").split("## EDTF")[1].split("\n## ")[0]


def told(reader: Reader, text: str) -> tuple[dict[str, Any], list[Sourced]]:
    """The reading of a text of that Wednesday as its object, and its claims."""
    ((story, reading),) = reader.read([Story(text=text, published=WEDNESDAY)])
    entries = [Sourced(claim, story, reading.published, "2026-02-04T12:00:00Z") for claim in claims_of(story, reading)]
    return reading_to_dict(story, reading), entries


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The bridge was hit at 18:00 GMT on Feb. 2, 2026.", "2026-02-02T18:00:00Z"),
        ("The bridge was hit on Monday evening.", "2026-02-02"),
        ("Delegates met on Jan. 23-24.", "2026-01-23/2026-01-24"),
        ("Delegates will meet next week.", "2026-02-09/2026-02-15"),
        ("The school was shut in late June 2025.", "2025-06-16~/2025-06-30"),
        ("The quarry was opened in spring 2025.", "2025-21"),
        ("Sales fell in the third quarter of 2025.", "2025-35"),
        ("The dam was built in the 1980s.", "198X"),
        ("The fort was built in the 19th century.", "18XX"),
        ("About 2014 the mine was closed.", "2014~"),
    ],
)
def test_a_time_has_its_edtf(reader: Reader, text: str, edtf: str) -> None:
    (time,) = told(reader, text)[0]["times"]
    assert time["edtf"] == edtf


def test_a_time_without_edtf_leaves_the_key_out(reader: Reader) -> None:
    times = told(reader, "Residents are now fed twice a day.")[0]["times"]
    assert {time["type"] for time in times} == {"DATE", "SET"}
    assert all("edtf" not in time for time in times)


@pytest.mark.parametrize(
    ("text", "kind", "edtf"),
    [
        ("Since March 2025, 120 people have been killed in the province.", "figure", "2025-03/.."),
        ("Since March 5, 2025, 120 people have been killed in the province.", "figure", "2025-03-05/.."),
        ("On Sunday, 12 people were killed in the province.", "figure", "2026-02-01"),
        ("The crossing will be closed until May.", "event", "../2026-05"),
        ("The crossing was closed in January.", "event", "2026-01"),
    ],
)
def test_a_claims_period_has_its_edtf(reader: Reader, text: str, kind: str, edtf: str) -> None:
    (entry,) = (one for one in told(reader, text)[1] if one.claim.kind == kind)
    made, row = claim_object(entry), claim_row(entry)
    assert made["when"] == {"from": entry.claim.when.begin, "to": entry.claim.when.end, "edtf": edtf}
    assert row["edtf"] == edtf
    assert parse_edtf(edtf)


def test_when_it_was_said_has_its_edtf(reader: Reader) -> None:
    (entry,) = (e for e in told(reader, "The mayor said on Sunday that 12 people were killed.")[1] if e.claim.said)
    assert claim_object(entry)["said"] == {"from": "2026-02-01", "to": "2026-02-02", "edtf": "2026-02-01"}


def test_the_strings_that_the_docs_show_are_edtf() -> None:
    cells = [row.split("|")[3] for row in SECTION.splitlines() if row.startswith("| ") and "TIMEX3" not in row]
    shown = re.findall(r"`([0-9.X][^`…]{3,})`", " ".join(cells))
    assert len(shown) >= 15
    assert all(parse_edtf(text) for text in shown)
