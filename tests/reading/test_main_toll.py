"""The toll of the main event: the headline first, persons without a numeral, no background."""

from __future__ import annotations

import pytest

from onrecord.model import Toll
from tests.conftest import Read

CASES = [
    ("5 dead, 12 hurt in market blast", "A bomb went off at a market in Kadesh on Friday.", Toll(5, 12)),
    ("Blast rocks market", "A blast at a market killed five people and wounded 12 others.", Toll(5, 12)),
    ("Man shot dead at bar", "A man was shot dead outside a bar on Friday, police said.", Toll(1, None)),
    ("4 shot, 1 killed at party", "Police are looking for witnesses.", Toll(1, 3)),
    ("Four people shot at party", "Two are in critical condition.", Toll(None, 4)),
    ("Gunman kills two, then himself", "A gunman killed two clerks before killing himself.", Toll(3, None)),
    ("Quadruple homicide in Kadesh", "Police found the victims in a flat on Friday.", Toll(4, None)),
    (
        "Ministers meet",
        "The ministers met on Friday. They agreed. They left. The war has killed 4,000.",
        Toll(),
    ),
    ("Toll in delta passes 67,000", "The death toll has risen to 67,074, with 9,000 injured.", Toll(67074, 9000)),
    ("Boy, 7, shot in park", "The boy was in stable condition on Friday.", Toll(None, 1)),
    ("Girl, 4, dies after shooting herself by accident", "The girl died in hospital on Friday.", Toll(1, None)),
    (
        "Teen shot at party dies",
        "A 16-year-old was shot on Friday. The teen was taken to hospital and died.",
        Toll(1, None),
    ),
    ("Man killed, son wounded", "A man was killed and his son was wounded on Friday.", Toll(1, 1)),
    ("Father of five killed", "A father of five was shot dead on Friday.", Toll(1, None)),
    ("Six hurt, two critically, in shooting", "Six people were shot on Friday.", Toll(None, 6)),
    (
        "Man charged in fatal shooting of teen",
        "A man was charged on Friday in the fatal shooting of a teen.",
        Toll(1, None),
    ),
    ("Drones hit port", "Drones hit the port of Kadesh on Friday. No casualties were reported.", Toll(0, 0)),
    ("Police arrest six over church bombing",
     "Police killed two suspects on Monday. The ministry raised the toll of Sunday's attack to 25 dead, up from 22.",
     Toll(25, None)),
    ("Five killed in raid", "The raid killed five people, not seven as first reported, police said.", Toll(5, None)),
    ("Drones over Kadesh", "Air defences said that 71 of the drones were shot down on Friday.", Toll()),
    ("", "", Toll()),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "expected"), CASES)
def test_main_toll(read: Read, title: str, text: str, expected: Toll) -> None:
    assert read(text, title=title, published="2026-02-02").main == expected


def test_background_of_a_war_does_not_count(read: Read) -> None:
    text = "A drone struck a bus in Kadesh on Friday, killing three people. The war has killed over 40,000 people."
    assert read(text, title="Drone strikes bus", published="2026-02-02").main.killed == 3
