"""What numbers count, how, of what, in which period, by whom, and how they hang together."""

from __future__ import annotations

import pytest

from onrecord.model import Figure, Reading
from tests.conftest import Read

PUBLISHED = "2026-02-02"  # a Monday

MEASURES = [
    ("A strike killed five people and wounded 12, including three children.",
     [("five", "killed", "new"), ("12", "injured", "new"), ("three", "injured", "new")]),
    ("Five people were killed and 12 others injured.", [("Five", "killed", "new"), ("12", "injured", "new")]),
    ("The deaths of five nurses were confirmed.", [("five", "killed", "new")]),
    ("The death toll rose to 232.", [("232", "killed", "total")]),
    ("The toll has climbed to 40, up from 31.", [("40", "killed", "total"), ("31", "killed", "total")]),
    ("The toll reached 940, an increase of 58 in a day.", [("940", "killed", "total"), ("58", "killed", "new")]),
    ("The number of injured is 1,200, up 60 from Thursday.", [("1,200", "injured", "total"), ("60", "injured", "new")]),
    ("The toll was 58 higher than on Thursday.", [("58", "killed", "new")]),
    ("The number of injured reached 1,200.", [("1,200", "injured", "total")]),
    ("So far, 12 divers have died.", [("12", "killed", "total")]),
    ("In the past 24 hours, the clinic received five more bodies.", [("five", "bodies", "new")]),
    ("Some 30 miners are still buried under the rubble.", [("30", "missing", "standing")]),
    ("The group still holds 48 hostages.", [("48", "abducted", "standing")]),
    ("Raiders took 48 hostages.", [("48", "abducted", "new")]),
    ("Each side will release 90 prisoners.", [("90", "released", "limit")]),
    ("Up to 80 patients are permitted to exit the valley daily.", [("80", "crossed", "limit")]),
    ("No families have yet re-entered the valley.", [("No", "crossed", "new")]),
    ("The valley is home to two million people.", [("two million", "residents", "standing")]),
    ("Fighting has displaced 40,000 people.", [("40,000", "displaced", "total")]),
    ("Air defences shot down 18 of the drones.", [("18", "intercepted", "new")]),
    ("The militia fired 30 rockets at the port on Sunday.", [("30", "launched", "new")]),
    ("The army deployed 5,000 soldiers along the border.", [("5,000", "troops", "standing")]),
    ("The blast killed or wounded 90 people.", [("90", "other", "new")]),
    ("Donors pledged $2.3 million.", [("2.3 million", "money", "limit")]),
    ("Police arrested 31 students on Sunday.", [("31", "captured", "new")]),
    ("Six patients, accompanied by nine relatives, were airlifted to the capital.",
     [("Six", "evacuated", "new"), ("nine", "evacuated", "new")]),
]  # fmt: skip

NO_FIGURES = [
    "The plan could kill thousands.",
    "The hall was searched by four soldiers.",
    "Three ministers met two envoys.",
    "The two sides held a third round of talks.",
    "One of the guards said so.",
    "Nobody believed it.",
]


def figures(reading: Reading, text: str) -> list[tuple[str, str, str]]:
    """Numeral, measure and mode of the body's figures."""
    return [(text[f.span.start : f.span.end], f.measure, f.mode) for f in reading.figures if f.span.field == "text"]


def first(reading: Reading) -> Figure:
    return reading.figures[0]


@pytest.mark.parametrize(("text", "expected"), MEASURES)
def test_measure_and_mode(read: Read, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert figures(read(text, published=PUBLISHED), text) == expected


@pytest.mark.parametrize("text", NO_FIGURES)
def test_what_is_no_figure(read: Read, text: str) -> None:
    assert read(text, published=PUBLISHED).figures == ()


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("The war that erupted on Oct. 7, 2023 has killed 4,000 people.", "2023-10-07", None),
        ("Some 4,000 people have been killed since Oct. 7, 2023.", "2023-10-07", None),
        ("In the past 24 hours, 12 people were killed.", "2026-02-01", "2026-02-03"),
        ("A blast killed 12 people on Sunday.", "2026-02-01", "2026-02-02"),
        ("A blast killed 12 people, police said on Sunday.", None, None),
        ("Some 30 miners were still missing on Sunday.", None, None),
    ],
)
def test_period(read: Read, text: str, begin: str | None, end: str | None) -> None:
    period = first(read(text, published=PUBLISHED)).period
    assert (period.begin, period.end) == (begin, end)


def test_a_day_is_carried_to_the_next_sentence(read: Read) -> None:
    reading = read("On Sunday the crossing reopened. Five patients were evacuated.", published=PUBLISHED)
    assert first(reading).period.begin == "2026-02-01"


def test_speaker_is_that_of_the_attribution(read: Read) -> None:
    speaker = first(read("At least 12 people were killed, the health ministry said.", published=PUBLISHED)).speaker
    assert speaker is not None
    assert "health ministry" in speaker.name


def test_background_inside_anothers_words_is_the_storys_own(read: Read) -> None:
    text = "The strikes, which have killed 2,808 people, could change the plan, an official said."
    assert first(read(text, published=PUBLISHED)).speaker is None


def test_a_part_points_at_its_whole(read: Read) -> None:
    reading = read("The blast killed 12 people, including five children and two nurses.", published=PUBLISHED)
    assert [figure.part_of for figure in reading.figures] == [None, 0, 0]


def test_title_figures_come_last_and_may_have_a_whole_of_their_own(read: Read) -> None:
    reading = read("A blast killed nine people.", title="9 dead, including two children, in blast", published=PUBLISHED)
    assert [(f.span.field, f.part_of) for f in reading.figures] == [("text", None), ("title", None), ("title", 1)]


def test_earlier_value_each_and_denial(read: Read) -> None:
    assert first(read("The toll has climbed to 40, up from 31.", published=PUBLISHED)).was == 31
    assert first(read("The sides freed 157 prisoners each.", published=PUBLISHED)).each
    assert first(read("The army denied that its men had killed 40 villagers.", published=PUBLISHED)).denied


def test_confidence_and_rule_are_given(read: Read) -> None:
    figure = first(read("A blast killed nine people.", published=PUBLISHED))
    assert 0 < figure.confidence <= 1
    assert figure.rule


def test_an_undated_story_has_figures_without_period(read: Read) -> None:
    assert first(read("In the past 24 hours, 12 people were killed.")).period.begin is None


MODES_WHATEVER_THE_SIZE = [
    ("A blast at a market killed {} traders.", "new"),
    ("A blast at a market killed {} traders on Sunday.", "new"),
    ("Ten guards and {} soldiers were killed on Sunday.", "new"),
    ("The war has killed {} people.", "total"),
    ("Strikes on the valley have killed {} people.", "total"),
    ("Gunmen staged a surprise attack on southern Jordan on Sunday, killing {} people.", "total"),
    ("Fighters overran several towns and killed {} people.", "total"),
    ("The attacks of July 7, which killed {} people, are remembered every year.", "total"),
    ("{} people were killed by strikes as they fled the city.", "new"),
    ("At least {} people died in the battle for Kadesh.", "total"),
    ("Raiders took {} hostages from a school.", "new"),
]
SIZES = ("14", "90", "140", "1,200", "30,000")


@pytest.mark.parametrize(("text", "mode"), MODES_WHATEVER_THE_SIZE)
@pytest.mark.parametrize("size", SIZES)
def test_the_size_never_decides_the_mode(read: Read, text: str, mode: str, size: str) -> None:
    reading = read(text.format(size), published=PUBLISHED)
    assert reading.figures[-1].mode == mode


OF_WHOM = [
    ("The number of people killed at water points rose to 2,076, with 15,308 injured.",
     ["people at water points", "people at water points"]),
    ("Eight more people died of hunger, raising such deaths to 281.",
     ["people who died of hunger", "deaths of hunger"]),
    ("Another 298 deaths from earlier dates were added to the toll.", ["deaths from earlier dates"]),
    ("The raid killed 61 farmers and wounded 308.", ["farmers", "farmers"]),
    ("The rebels freed 40 prisoners of war.", ["prisoners of war"]),
    ("A blast killed nine people. Six of those killed had been waiting for bread.",
     ["people", "people waiting for bread"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OF_WHOM)
def test_what_restricts_the_counted_is_part_of_them(read: Read, text: str, expected: list[str]) -> None:
    assert [figure.of for figure in read(text, published=PUBLISHED).figures] == expected


def test_a_number_set_against_another_is_denied(read: Read) -> None:
    right, wrong = read("The ministry said 61 people were killed, not 359.", published=PUBLISHED).figures
    assert (right.denied, wrong.denied, right.mode) == (False, True, wrong.mode)


def test_late_additions_are_new(read: Read) -> None:
    text = (
        "The toll of the war rose to 62,622, including 298 late additions. A further 40 earlier deaths were accepted."
    )
    assert [figure.mode for figure in read(text, published=PUBLISHED).figures] == ["total", "new", "new"]


def test_pointing_back_over_sentences(read: Read) -> None:
    text = "The war has killed 62,622 people and injured 157,673. It later raised them to 62,686 and 157,951."
    found = figures(read(text, published=PUBLISHED), text)
    assert found[2:] == [("62,686", "killed", "total"), ("157,951", "injured", "total")]
    text = "Militants gave up the bodies of captives. Four were returned on Monday, bringing the total to eight."
    assert figures(read(text, published=PUBLISHED), text) == [("Four", "bodies", "new"), ("eight", "bodies", "total")]


def test_parts_of_two_wholes_in_order(read: Read) -> None:
    text = "Kadesh fired 69 missiles and 298 drones, of which 45 and 266 were shot down."
    assert [figure.part_of for figure in read(text, published=PUBLISHED).figures] == [None, None, 0, 1]
    assert [figure.part_of for figure in read("They shot down 54 of 60 drones.", published=PUBLISHED).figures] == [
        1,
        None,
    ]


def test_a_headline_counts_as_its_story_does(read: Read) -> None:
    reading = read("Raids killed 436 people on Sunday.", title="At least 436 killed in raids", published=PUBLISHED)
    assert [figure.mode for figure in reading.figures] == ["new", "new"]
