"""Numerals in every dress, their values and bounds, and what is no count."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Story
from onrecord.reading import Reader
from tests.conftest import Read

CASES = [
    ("They counted 71,800 voters.", [("71,800", 71800, 71800, "exact")]),
    ("They counted 71 800 voters.", [("71 800", 71800, 71800, "exact")]),
    ("Some 2.3 million people live there.", [("2.3 million", 2300000, 2300000, "about")]),
    ("About 1.2m homes are dark.", [("1.2m", 1200000, 1200000, "about")]),
    ("Twenty-two sailors drowned.", [("Twenty-two", 22, 22, "exact")]),
    ("Two hundred and five miners were rescued.", [("Two hundred and five", 205, 205, "exact")]),
    ("About a dozen lorries burned.", [("dozen", 12, 12, "about")]),
    ("Two dozen lorries burned.", [("Two dozen", 24, 24, "exact")]),
    ("Dozens were hurt and scores of homes burned.", [("Dozens", 12, None, "vague"), ("scores", 20, None, "vague")]),
    ("Tens of thousands fled.", [("Tens of thousands", 10000, None, "vague")]),
    ("Several hundred fled.", [("Several hundred", 300, None, "vague")]),
    ("Half a million people fled.", [("Half a million", 500000, 500000, "exact")]),
    ("At least 20 died.", [("20", 20, None, "at_least")]),
    ("No fewer than 20 died.", [("20", 20, None, "at_least")]),
    ("20 or more died.", [("20", 20, None, "at_least")]),
    ("More than a million fled.", [("million", 1000000, None, "more_than")]),
    ("Up to 50 may enter.", [("50", None, 50, "at_most")]),
    ("Fewer than 50 may enter.", [("50", None, 50, "less_than")]),
    ("Between 40 and 50 boats sank.", [("40 and 50", 40, 50, "range")]),
    ("20 to 30 boats sank.", [("20 to 30", 20, 30, "range")]),
    ("20-30 boats sank.", [("20-30", 20, 30, "range")]),
    ("2 to 3 million people fled.", [("2 to 3 million", 2000000, 3000000, "range")]),
    ("The toll rose from 10 to 20.", [("10", 10, 10, "exact"), ("20", 20, 20, "exact")]),
    ("No casualties were reported.", [("No", 0, 0, "exact")]),
    ("No-one was hurt.", [("No-one", 0, 0, "exact")]),
    ("No one was hurt.", [("No one", 0, 0, "exact")]),
    ("A large number of sailors are missing.", [("A large number", None, None, "vague")]),
    ("They fled to Kadesh.Five died there.", [("Five", 5, 5, "exact")]),
]

NO_COUNTS = [
    "The boy, aged 12, left on May 9.",
    "The boys, ages 25, 26, and 33, left.",
    "Ana Ruiz, 34, said so.",
    "It fell by 40 percent, or 12%.",
    "Resolution 1701 and Article 7 apply.",
    "The F-16 flew 30 miles at 10:30 p.m.",
    "The 13th round ended 3-1 in 2019.",
    "A 24-hour truce and a two-state plan.",
    "One another, no doubt.",
    "They lined up one after another.",
    "Thousands of feet below, hundreds of years ago, it burned.",
    "The film is about world war two.",
    "It struck at 01.36 GMT.",
    "She was 18 and lived there.",
    "Ana Ruiz, 21 - rescued from the ruins.",
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_value_and_bound(read: Read, text: str, expected: list[tuple[str, float, float, str]]) -> None:
    reading = read(text, published="2026-02-02")
    assert [(text[n.span.start : n.span.end], n.low, n.high, n.bound) for n in reading.numbers] == expected


@pytest.mark.parametrize("text", NO_COUNTS)
def test_what_is_no_count(read: Read, text: str) -> None:
    assert read(text, published="2026-02-02").numbers == ()


def test_the_bodys_numbers_come_before_the_titles(read: Read) -> None:
    reading = read("Nine people died.", title="9 dead in blast")
    assert [number.span.field for number in reading.numbers] == ["text", "title"]


WORDS = st.lists(
    st.sampled_from(
        "a b 7 12 1,300 0 million dozen dozens of and to - . , half several no one five killed 2.5m $9 40% ١٢".split()
    ),
    max_size=25,
).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(WORDS, st.text(max_size=60)), title=WORDS)
def test_any_text_is_read_without_a_problem(reader: Reader, text: str, title: str) -> None:
    story = Story(text=text, title=title, published="2026-02-02")
    for _, reading in reader.read([story]):
        assert not [problem for problem in reading.problems if problem.where in ("numbers", "figures", "main")]
        for number in reading.numbers:
            assert story.quote(number.span).strip()
            assert number.low is None or number.high is None or number.low <= number.high


def test_a_long_run_of_scales_is_no_problem(reader: Reader) -> None:
    story = Story(text="hundred " * 3000, lang="en")
    assert [reading.problems for _, reading in reader.read([story])] == [()]
