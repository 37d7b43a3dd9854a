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
    ("The flu killed 440 people, 12 more than on Thursday.", [("440", "killed", "total"), ("12", "killed", "new")]),
    ("On Sunday 58 people were killed, 12 more than on Saturday.", [("58", "killed", "new"), ("12", "killed", "new")]),
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
    ("At least 37 protesters were killed on Sunday.", [("37", "killed", "new")]),
    ("Police arrested 50 demonstrators.", [("50", "captured", "new")]),
    ("The army eliminated 40 fighters and 12 tanks.", [("40", "killed", "new"), ("12", "destroyed", "new")]),
    ("At least 40 patients left Jordan for Egypt on Sunday.", [("40", "crossed", "new")]),
    ("No-one has been injured.", [("No-one", "injured", "new")]),
    ("Five guards were killed in two car bombs yesterday.", [("Five", "killed", "new"), ("two", "launched", "new")]),
    ("Storms killed 2,000 people and two million were made homeless.",
     [("2,000", "killed", "new"), ("two million", "displaced", "new")]),
    ("Among those reported wounded were seven drivers.", [("seven", "injured", "new")]),
    ("The dead included nine children and four women.", [("nine", "killed", "new"), ("four", "killed", "new")]),
    ("They found the bodies of 26 children and 21 women.", [("26", "bodies", "new"), ("21", "bodies", "new")]),
    ("At least 75,000 people have been buried in mass graves.", [("75,000", "bodies", "total")]),
    ("The ministry put the toll at 3,838 - 2,493 civilians and 1,345 soldiers.",
     [("3,838", "killed", "total"), ("2,493", "killed", "total"), ("1,345", "killed", "total")]),
    ("Estimates of the number killed run from 50,000 to at least 200,000.",
     [("50,000", "killed", "total"), ("200,000", "killed", "total")]),
    ("Some 100 people were killed on Monday and at least 37 people on Tuesday.",
     [("100", "killed", "new"), ("37", "killed", "new")]),
    ("Kadesh launched 120 drones, 98 of which were shot down.",
     [("120", "launched", "new"), ("98", "intercepted", "new")]),
    ("They freed five of the 12 drivers that they kidnapped in March.",
     [("five", "released", "new"), ("12", "abducted", "new")]),
    ("The ship carried 300 migrants, of whom 24 drowned.", [("24", "killed", "new")]),
    ("He managed to kill 49 people.", [("49", "killed", "new")]),
    ("The war has cost 12,000 lives.", [("12,000", "killed", "total")]),
    ("Some 1,200 families lost their homes.", [("1,200", "displaced", "new")]),
    ("A boat carrying 86 migrants sank; 20 were rescued.", [("20", "rescued", "new")]),
    ("Under the first phase 33 hostages would be freed.", [("33", "released", "limit")]),
    ("The mission will consist of 2,500 police officers.", [("2,500", "troops", "limit")]),
    ("Police said one man was killed.", [("one", "killed", "new")]),
    ("Rebels freed four drivers detained in May.", [("four", "released", "new")]),
    ("Another 900 are in hospital morgues.", [("900", "bodies", "standing")]),
    ("Workers removed the bodies of 100 people killed there.", [("100", "bodies", "new")]),
    ("At least 31 people died on Monday, and on Tuesday nine.", [("31", "killed", "new"), ("nine", "killed", "new")]),
]  # fmt: skip

MODES = [
    ("Nine officers were killed in violence across the country on Friday.", "new"),
    ("Ten rebels died in the fighting.", "new"),
    ("Five days of fighting killed at least 48 people.", "total"),
    ("More than 600 soldiers have been killed in the unrest.", "total"),
    ("It began on Friday, when 14 people were killed.", "new"),
    ("Rebels killed 12 soldiers in a push aimed at ending the siege.", "new"),
    ("Gunmen killed six aid workers.", "new"),
    ("The death toll has risen to 80 as new cases have been reported.", "total"),
    ("As many as 10,000 people have been detained.", "total"),
    ("Ten journalists are imprisoned in the valley.", "standing"),
    ("Three journalists remain in custody.", "standing"),
    ("Some 8,000 villagers are sheltering in tents.", "standing"),
    ("He gave no order to pull out the 2,000 troops in the valley.", "standing"),
    ("The alliance plans to pull out 2,000 troops.", "limit"),
    ("They are considering sending 900 marines.", "limit"),
    ("The council voted to raise the number of peacekeepers by 3,500.", "limit"),
    ("The number of troops is due to rise to 10,000.", "limit"),
    ("He wants to admit 900 refugees.", "limit"),
    ("A blast that wounded 200 guards worries the minister, who wants peace.", "new"),
    ("The agency chartered a boat to evacuate 6,000 workers.", "limit"),
]

NO_FIGURES = [
    "The plan could kill thousands.",
    "The hall was searched by four soldiers.",
    "Three ministers met two envoys.",
    "The two sides held a third round of talks.",
    "One of the guards said so.",
    "Nobody believed it.",
    "The revolt has toppled three long-serving rulers.",
    "He showed seven rocket-propelled launchers.",
    "One fighter returning home was asked what he had seen.",
    "A man hit one of the captives.",
    "They spoke to one farmer who had left the city.",
    "With no medical supplies, people died.",
    "He has several family members in the valley.",
    "The agency sent 300 doctors and they have been treating the injured.",
    "There were 700 people left in the town.",
    "Police used water cannon against 900 people who returned to the streets.",
    "The guards prevented a train carrying 90 migrants from crossing the border.",
    "The country kept nine tons of mustard gas.",
    "The death toll could rise to 200,000.",
    "Two planes left the island with a total of 132 passengers on board.",
    "More than 100 scholars who live abroad signed a letter.",
    "A large number of lawmakers as well as the families of soldiers killed there agree.",
]


def figures(reading: Reading, text: str) -> list[tuple[str, str, str]]:
    """Numeral, measure and mode of the body's figures."""
    return [(text[f.span.start : f.span.end], f.measure, f.mode) for f in reading.figures if f.span.field == "text"]


def first(reading: Reading) -> Figure:
    return reading.figures[0]


@pytest.mark.parametrize(("text", "expected"), MEASURES)
def test_measure_and_mode(read: Read, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert figures(read(text, published=PUBLISHED), text) == expected


@pytest.mark.parametrize(("text", "mode"), MODES)
def test_mode(read: Read, text: str, mode: str) -> None:
    assert [figure.mode for figure in read(text, published=PUBLISHED).figures] == [mode]


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
        ("Five were killed and nine hurt when police cleared the square on Sunday.", "2026-02-01", "2026-02-02"),
        ("The army lost 39 men in the valley last year.", "2025-01-01", "2026-01-01"),
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


@pytest.mark.parametrize(
    "text",
    [
        "The unrest has killed 600 soldiers. A draft by some 25 members, including all four judges, would end it.",
        "The unrest has killed 600 soldiers. He speaks for 40 farmers in 30 cases, 10 of which are old.",
        "The unrest has killed 600 soldiers. Among the 10 experts who signed is a surgeon.",
        "The unrest has killed 400 people. The rebels, who include several groupings, buy weapons.",
        "Aircraft flew 127 sorties. Targets hit included three tanks.",
    ],
)
def test_a_part_is_only_of_what_can_hold_it(read: Read, text: str) -> None:
    assert len(read(text, published=PUBLISHED).figures) == 1


def test_a_breakdown_points_at_its_whole(read: Read) -> None:
    reading = read("The ministry put the toll at 3,838: 2,493 civilians and 1,345 soldiers.", published=PUBLISHED)
    assert [figure.part_of for figure in reading.figures] == [None, 0, 0]


def test_a_day_at_the_end_holds_for_both_counts(read: Read) -> None:
    reading = read("It said four men had been killed and 11 injured in Sunday's fighting.", published=PUBLISHED)
    assert [(f.mode, f.period.begin) for f in reading.figures] == [("new", "2026-02-01")] * 2


def test_a_sentence_with_another_time_takes_no_day_from_the_one_before(read: Read) -> None:
    reading = read("On Sunday a bomb killed nine. Last month a bomb killed 22 people.", published=PUBLISHED)
    assert [figure.period.begin for figure in reading.figures] == ["2026-02-01", "2026-01-01"]


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
