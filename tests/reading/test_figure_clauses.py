"""Which words of a sentence a figure takes its period, speaker, place, whole and mode from, where there are several."""

from __future__ import annotations

import pytest

from onrecord.model import Figure
from tests.conftest import Read

PUBLISHED = "2026-02-02"  # a Monday
DAY = ("2026-02-01", "2026-02-03")  # the past 24 hours

PERIODS = [
    ("The ministry said 31 people were killed and 90 injured in the past 24 hours, raising the toll since the war "
     "began to 9,000 killed and 21,000 injured.", [DAY, DAY, (None, None), (None, None)]),
    ("Some 31 people were killed in the past 24 hours, bringing the death toll since May 4, 2024, to 9,000, with "
     "21,000 injured.", [DAY, ("2024-05-04", None), ("2024-05-04", None)]),
    ("The two sides agreed to talk after three days of clashes in which 40 people died.", [(None, None)]),
    ("Three days of clashes killed 40 people.", [("2026-01-30", "2026-02-03")]),
    ("On Jan. 12, a fire killed nine people within 24 hours, an aid group said.", [("2026-01-12", "2026-01-13")]),
    ("The sides agreed to extend a truce until Saturday after clashes in which 40 people died.", [(None, None)]),
    ("The army, which has fought the rebels since May, said its jets hit the town, killing 20 rebels.",
     [(None, None)]),
    ("The raids on Jan. 4 killed 90 rebels.\nThe army said 11 villagers were killed.",
     [("2026-01-04", "2026-01-05"), (None, None)]),
    ("The agency said 9,000 people had fled, 4,000 of them on Jan. 19 alone.",
     [(None, None), ("2026-01-19", "2026-01-20")]),
]  # fmt: skip

SPEAKERS = [
    ("The agency has verified that 90 people were killed, said Smith, while Jones said 200 had died.",
     ["Smith", "Jones"]),
    ("About 30 people, according to the army, were killed in the raid, and 50 were displaced, the Red Cross said.",
     ["army", "Red Cross"]),
    ("Raids that Egypt says target rebels have killed 40 people, according to the health ministry.",
     ["health ministry"]),
    ("The mayor said 12 people were killed and nine injured.", ["mayor", "mayor"]),
    ("The blast killed 12 people, the mayor said on Sunday, including four children.", ["mayor", "mayor"]),
]  # fmt: skip

PLACES = [
    ("A missile killed four people in Kharkiv. In Odesa, a drone killed two guards, the governor said. He had earlier "
     "put the toll there at one.", ["Kharkiv", "Odesa", "Odesa"]),
    ("Jordan's army said 11 soldiers were killed. Egypt said five soldiers had died.", ["Jordan", "Egypt"]),
    ("Troops raided a village in Syria. Jordan said six of its soldiers were wounded.", ["Syria"]),
    ("Shells killed 18 people in Aleppo. Aleppo in Syria is besieged. The war has killed 90,000 people since May 2024.",
     ["Aleppo", "Syria"]),
    ("Clashes in Syria's southern province of Sweida killed 90 people.", ["Sweida"]),
    ("At least 60 people died on both sides in Syria.", ["Syria"]),
    ("Syria and Jordan agreed a truce. At least 60 people died on both sides.", [None]),
]  # fmt: skip

MODES = [
    ("The army said three of its soldiers were killed in the valley, bringing the number of soldiers killed in the "
     "operation to 456.", ["new", "total"]),
    ("Of the 200 hostages seized in 2024, 49 are still held, including nine said to be dead.",
     ["new", "standing", "standing"]),
    ("The army said it had retaken the town, killing 203 rebels and destroying 16 vehicles.", ["new", "new"]),
    ("Witnesses said soldiers had opened fire on the crowd, killing four people.", ["new"]),
    ("The army said it had repelled the assault, killing 203 rebels and destroying 16 vehicles.", ["new", "new"]),
    ("Medics said they had received 30 wounded.", ["new"]),
    ("The agency said 9,000 people had been displaced, 4,000 of them on Jan. 19 alone.", ["total", "new"]),
    ("A report put the number of troops in the valley at between 3,000 and 4,000.", ["standing"]),
    ("About 260,000 civilians are trapped in the city.", ["standing"]),
    ("About 26 miners were trapped in the shaft.", ["new"]),
    ("The mayor put the toll at one. Kadesh launched 142 drones and nine missiles.", ["total", "new", "new"]),
]  # fmt: skip


def figures(read: Read, text: str) -> list[Figure]:
    """The body's figures."""
    return [figure for figure in read(text, published=PUBLISHED).figures if figure.span.field == "text"]


@pytest.mark.parametrize(("text", "periods"), PERIODS)
def test_period(read: Read, text: str, periods: list[tuple[str | None, str | None]]) -> None:
    assert [(one.period.begin, one.period.end) for one in figures(read, text)] == periods


@pytest.mark.parametrize(("text", "speakers"), SPEAKERS)
def test_speaker(read: Read, text: str, speakers: list[str]) -> None:
    assert [one.speaker and one.speaker.name for one in figures(read, text)] == speakers


@pytest.mark.parametrize(("text", "places"), PLACES)
def test_place(read: Read, text: str, places: list[str | None]) -> None:
    assert [one.place for one in figures(read, text)] == places


@pytest.mark.parametrize(("text", "modes"), MODES)
def test_mode(read: Read, text: str, modes: list[str]) -> None:
    assert [one.mode for one in figures(read, text)] == modes


@pytest.mark.parametrize("text", ["Two families were killed in the raid.", "A raid killed one family."])
def test_a_family_is_no_person_counted(read: Read, text: str) -> None:
    assert figures(read, text) == []


def test_of_which_points_at_the_same_things(read: Read) -> None:
    text = "Kadesh launched 142 drones and nine missiles, of which 121 drones and six missiles were shot down."
    assert [one.part_of for one in figures(read, text)] == [None, None, 0, 1]


def test_what_stands_outside_is_not_counted(read: Read) -> None:
    (figure,) = read("", title="Suicide bomber kills 15 outside Mogadishu military base", published=PUBLISHED).figures
    assert (figure.of, figure.mode) == (None, "new")


def test_who_says_so_is_not_counted(read: Read) -> None:
    text = "They still hold 49 hostages, including nine the army says are dead."
    assert [one.of for one in figures(read, text)] == ["hostages", None]
