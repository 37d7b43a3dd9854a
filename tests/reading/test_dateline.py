"""The `dateline` layer: the day of a story, how it is known, and never a guess."""

from __future__ import annotations

import pytest

from onrecord.lexicon import Lexicon
from onrecord.model import Published, Story
from onrecord.reading import Reader
from onrecord.reading.dateline import Dater, given
from onrecord.settings import Settings
from tests.conftest import Read

PLAN = (
    "The third round of talks between Freedonia and Sylvania will take place in Geneva on Wednesday and Thursday, a "
    "spokesman announced on Monday.\nThe delegation will leave on Monday evening.\n"
    "The second round of talks took place on Jan. 23-24. They were the first since the war began in February 2022."
)
PLAN_TITLE = "Freedonia confirms talks in Geneva to take place on Feb 4-5"
NEIGHBOUR = "Two shells fell on the port on Monday, the harbour master said. The port was shut in May 2024."


def test_given(read: Read) -> None:
    published = read("Nothing.", published="2026-02-02T18:00").published
    assert (published.value, published.how, published.day) == ("2026-02-02T18:00", "given", "2026-02-02")


def test_given_badly() -> None:
    assert given("yesterday").how == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "GENEVA, March 3, 2026 (Harbour Press) -- Talks began here.",
        "Updated 14:05 GMT, 3 March 2026\nTalks began in Geneva.",
        "Talks begin in Geneva\n3 March 2026\nEnvoys met.",
        "GENEVA | Tue Mar 3, 2026 6:19 am EST Envoys met.",
        "Published on March 3, 2026 by the desk\nEnvoys met.",
        "Last updated: 3 March, 2026 - 17:26 GMT Envoys met.",
        "GENEVA (3 March 2026) – Envoys met on Tuesday, a spokesman said.",
        "GENEVA, March 3, 2026. /HARBOUR/. Envoys met on Tuesday.",
        "GENEVA, 3 MAR 26 (HARBOUR PRESS) -- Envoys met on Tuesday.",
        "03.03.2026 14:05\nEnvoys met in Geneva.",
        "Posted 3 March 2026 by Ana Petrova\nEnvoys met in Geneva.",
        "Envoys meet in Geneva Tuesday 3 March 2026 17.42 GMT The envoys met again.",
    ],
)
def test_stated(read: Read, text: str) -> None:
    published = read(text).published
    assert (published.value, published.how) == ("2026-03-03", "stated")


@pytest.mark.parametrize(
    "text",
    [
        "Hostages released on Jan. 19, 2025, spoke of their captivity on Tuesday.",
        "A law published on 3 March 2024 bars such talks, the minister said on Tuesday.",
        "The army posted on 3 March 2026 a list of the dead; on Tuesday it withdrew it.",
        "An updated plan of 3 March 2025 was rejected on Tuesday.",
        "Date of birth: 5 May 1961\nThe general, who led two coups, died on Tuesday.",
        "The attack began on Oct. 7, 2023, at 6:29 a.m. and lasted for hours.",
        "March 3, 2026 was a dark day for the town, survivors said on Friday.",
        "Feb. 24, 2022\nThe war begins.\nMarch 2, 2022\nThe port falls.",
        "Victims of the blast of\n3 March 2024\nwere honoured on Tuesday.",
        "GENEVA, Oct. 7, 2023 - the day that changed all, envoys say three years later.",
        "04/03/2026\nFour people were killed.",
    ],
)
def test_a_date_of_the_running_text_is_not_the_story_s(read: Read, text: str) -> None:
    assert read(text).published.how == "unknown"


def test_dateline_without_a_year(read: Read) -> None:
    text = "GENEVA, Feb 3 (Harbour Press) -- Envoys met on Monday, a spokesman said. The war began on Oct 7, 2023."
    published = read(text).published
    assert (published.value, published.how) == ("2025-02-03", "stated")
    assert "Monday" in published.why


def test_range_in_the_headline_and_weekdays_in_the_text(read: Read) -> None:
    published = read(PLAN, title=PLAN_TITLE).published
    assert (published.value, published.how) == ("2026-02-02", "inferred")
    assert "Feb. 4 falls on a Wednesday in 2026" in published.why
    assert "2022" in published.why


def test_weekday_beside_a_day_of_a_month(read: Read) -> None:
    text = "Rebels left the town on Tuesday. They had taken it on Sunday, May 4. The war began in April 2023."
    assert read(text).published.value == "2025-05-06"


def test_a_later_weekday_of_speech_is_the_day(read: Read) -> None:
    text = "The leaders ended a summit on Friday, Aug. 15. One of them said on Saturday that it went well, as in 2022."
    assert read(text).published.value == "2025-08-16"


def test_anniversary(read: Read) -> None:
    text = "Envoys met on Saturday. Tuesday will mark two years since the raid of Oct. 7, 2023."
    assert read(text).published.value == "2025-10-04"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "names no year"),
        ("Envoys met on Monday.", "names no year"),
        ("Envoys met on Monday, in the war that began in 2022.", "no weekday beside"),
        (
            "Envoys met on Monday, May 4, and left later on Monday. The first such talks were in 1950.",
            "several days fit",
        ),
        ("A quake struck on Monday, May 4. The last one was in 2019.", "weekday of writing"),
        (
            "GENEVA, Oct 18 (Harbour Press) -- Rebels fled on Wednesday. Others left on Friday, as in 2022.",
            "Wednesday or Friday",
        ),
        ("GENEVA, Feb 3 (Harbour Press) -- Envoys met.", "names no year"),
        ("Envoys left yesterday. They met on Monday, June 2. The war began in 2022.", "of its own"),
    ],
)
def test_unknown_says_why(read: Read, text: str, says: str) -> None:
    published = read(text).published
    assert (published.value, published.how) == (None, "unknown")
    assert says in published.why


def test_nothing_is_dated_after_today(lexicon: Lexicon) -> None:
    reader = Reader(Settings(today="2025-12-31"), lexicon)
    reading = next(r for _, r in reader.read([Story(text=PLAN, title=PLAN_TITLE)]))
    assert reading.published.how == "unknown"


def test_fetched_bounds_a_story_that_names_no_year(reader: Reader) -> None:
    text = "Rebels left the town on Tuesday. They had taken it on Sunday, May 4."
    dated = Story(text=text, fetched="2025-05-07T09:00")
    stale = Story(text=text, fetched="2026-01-07T09:00")
    days = [reading.published.value for _, reading in reader.read([dated, stale])]
    assert days == ["2025-05-06", None]


def together(reader: Reader, *stories: Story) -> list[Published]:
    return [reading.published for _, reading in reader.read(stories)]


def test_a_neighbour_dates_what_came_in_one_paste(reader: Reader) -> None:
    plan = Story(text=PLAN, title=PLAN_TITLE, bundle="b")
    first, second = together(reader, plan, Story(text=NEIGHBOUR, bundle="b"))
    assert (first.value, second.value, second.how) == ("2026-02-02", "2026-02-02", "inferred")
    assert "same paste" in second.why


@pytest.mark.parametrize(
    ("text", "bundle"),
    [
        (NEIGHBOUR, "other"),
        (NEIGHBOUR, None),
        (NEIGHBOUR.replace("Monday", "Friday"), "b"),
        (NEIGHBOUR.replace("May 2024", "May 2026"), "b"),
    ],
)
def test_a_stranger_or_one_that_disagrees_stays_undated(reader: Reader, text: str, bundle: str | None) -> None:
    plan = Story(text=PLAN, title=PLAN_TITLE, bundle="b")
    _, second = together(reader, plan, Story(text=text, bundle=bundle))
    assert second.how == "unknown"


def test_times_are_resolved_by_an_inferred_day(read: Read) -> None:
    values = [t.value for t in read(PLAN, title=PLAN_TITLE).times]
    assert values[:4] == ["2026-02-04", "2026-02-05", "2026-02-02", "2026-02-02TEV"]


def test_a_faulty_today_is_refused(lexicon: Lexicon) -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        Dater(lexicon, "soon")
