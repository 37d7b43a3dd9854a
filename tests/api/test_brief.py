"""The brief and the calendar of a ledger: what is fetched for them, and what corrections they find."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.api import Record
from onrecord.api.brief import is_correction, written
from onrecord.ledger import StoryRow
from onrecord.model import Published, Story

TOLL = "Health officials in Sumy said on {} that {} people had been killed in the attack."
TALKS = "Norway and Chile will hold talks in Oslo on {}, the Norwegian foreign ministry said."


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with onrecord.open(tmp_path / "ledger.db") as opened:
        yield opened


def told(text: str, published: str, **more: str) -> Story:
    return Story(text=text, title=more.pop("title", ""), published=published, **more)


def test_a_story_that_replaces_its_older_version_shows_which_figure_changed(record: Record) -> None:
    for number, published in ((14, "2026-02-02T08:00:00Z"), (41, "2026-02-02T12:00:00Z")):
        record.read_items([told(TOLL.format("Monday", number), published, url="https://wire.example/1")])
    (one,) = record.brief("2026-02-02", today="2026-02-02").corrected
    assert one.replaces
    ((before, after),) = one.figures
    assert (before and before.quote, after.quote) == ("14", "41")


@pytest.mark.parametrize(
    ("title", "text", "marked"),
    [
        ("CORRECTION: Toll brief", "", True),
        ("CORRECTED-Sumy toll at 14, not 41", "", True),
        ("Correction - Sumy toll", "", True),
        ("Toll", "(Corrects toll in paragraph 2)\nSumy", True),
        ("KILL: Sumy toll", "", True),
        ("Corrections officers killed in Sumy prison riot", "", False),
        ("Kill switch found in Sumy: officials", "", False),
        ("Sumy toll corrected: officials", "The toll was corrected.", False),
        ("", "", False),
    ],
)
def test_which_stories_call_themselves_corrections(title: str, text: str, marked: bool) -> None:
    story = Story(text=text, title=title)
    row = StoryRow(story, Published(None, "unknown", ""), "2026-02-02", "2026-02-02T00:00:00Z", 1, None)
    assert is_correction(row) is marked


def test_the_past_that_a_change_is_counted_from_is_that_of_the_same_measure_and_place(record: Record) -> None:
    total = "The toll in Sumy since the war began has reached {} killed, the Sumy health ministry said."
    record.read_items([told(total.format("1,200"), "2026-01-30"), told(total.format("1,260"), "2026-02-02")])
    made = record.brief("2026-02-02", today="2026-02-02")
    changes = [one.point.change for one in made.brief.figures if one.key.mode == "total"]
    assert (changes, made.stories) == ([60], 1)


def test_the_calendar_holds_the_plans_of_its_days_and_the_next_plan_is_found(record: Record) -> None:
    record.read_items([told(TALKS.format("Friday"), "2026-02-02"), told(TALKS.format("March 20"), "2026-02-03")])
    (one,) = record.calendar("2026-02-01", "2026-03-01", today="2026-02-02")
    assert (one.when.begin, one.state, one.participants) == ("2026-02-06", "planned", ("Chile", "Norway"))
    assert record.next_plan(today="2026-02-10") == "2026-03-20"
    assert record.next_plan(today="2026-04-01") == "2026-03-20"
    assert record.calendar("2026-02-01", "2026-03-01", type="OPEN", today="2026-02-02") == ()


def test_an_empty_ledger_has_an_empty_brief(record: Record) -> None:
    assert record.first_day(today="2026-02-02") == ("2026-02-01", None)
    made = record.brief("2026-02-01")
    assert (made.stories, made.brief.figures, made.corrected, made.is_cut) == (0, (), (), False)
    assert record.next_plan(today="2026-02-02") == "2026-02-02"


@pytest.mark.parametrize(
    ("moment", "plain"),
    [("20260202", "2026-02-02"), ("2026-W06-1", "2026-02-02"), ("2026-02-02T02:00+03:00", "2026-02-01T23:00:00")],
)
def test_moments_are_compared_as_linking_writes_them(moment: str, plain: str) -> None:
    assert written(moment) == plain
