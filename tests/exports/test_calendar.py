"""iCalendar: what is written reads back, whatever the words are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from onrecord.exports.calendar import CalendarEntry, moment, write_calendar

ENTRY = CalendarEntry(
    id="651e1e65", begin="2026-02-06", end="2026-02-08", summary="talks: Norway, Chile (planned)",
    description="Norway and Chile will meet; in Oslo.\nWire, 2026-02-02", status="TENTATIVE",
    changed="2026-02-02T10:00:00", place="Oslo", url="http://localhost/claim/651e1e65",
)  # fmt: skip


def test_an_entry_has_its_days_its_words_and_its_status() -> None:
    (event,) = Calendar.from_ical(write_calendar([ENTRY], "Plans")).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 2, 6), date(2026, 2, 8))
    assert event["uid"] == "651e1e65@onrecord"
    assert (event["summary"], event["status"], event["location"]) == (ENTRY.summary, "TENTATIVE", "Oslo")
    assert event["description"] == ENTRY.description
    assert event.decoded("dtstamp") == datetime(2026, 2, 2, 10, tzinfo=UTC)


def test_the_same_entries_give_the_same_bytes() -> None:
    assert write_calendar([ENTRY], "Plans") == write_calendar([ENTRY], "Plans")


@given(st.text(max_size=300))
def test_no_words_break_the_file(words: str) -> None:
    other = replace(ENTRY, id="2")
    made = Calendar.from_ical(
        write_calendar([replace(ENTRY, summary=words, description=words, place=words), other], words)
    )
    assert [event["uid"] for event in made.walk("VEVENT")] == ["651e1e65@onrecord", "2@onrecord"]


@pytest.mark.parametrize(
    ("text", "hour"), [("2026-02-02", 0), ("2026-02-02T18:00:00Z", 18), ("2026-02-02T18:00:00+02:00", 16)]
)
def test_moments_are_in_utc(text: str, hour: int) -> None:
    assert moment(text) == datetime(2026, 2, 2, hour, tzinfo=UTC)
