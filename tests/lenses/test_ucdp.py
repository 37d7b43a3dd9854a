"""UCDP: low, best and high."""

from __future__ import annotations

from onrecord.lenses import Options, code
from tests.lenses.build import case
from tests.linking.build import figure


def test_best_is_what_most_sources_give() -> None:
    told = [
        figure(5, speaker="army"),
        figure(9, speaker="police"),
        figure(9, speaker="mayor"),
        figure(20, high=30, bound="range", speaker="rebels"),
    ]
    (coded,) = code("ucdp", [case(*told)], Options())
    assert (coded.low, coded.best, coded.high) == (5, 9, 30)
    assert [entry.speaker for entry in coded.claims] == ["police", "mayor", "army", "rebels"]
    assert "most sources" in coded.rule


def test_many_outlets_with_one_source_are_one() -> None:
    told = [*(figure(9, outlet=outlet) for outlet in "ABC"), figure(5, speaker="army"), figure(5, speaker="mayor")]
    (coded,) = code("ucdp", [case(*told)], Options())
    assert coded.best == 5


def test_a_sharp_number_goes_before_a_hedged_one_and_a_low_before_a_high() -> None:
    hedged, sharp, higher = figure(5, bound="at_least", speaker="a"), figure(7, speaker="b"), figure(9, speaker="c")
    (coded,) = code("ucdp", [case(hedged, higher, sharp)], Options())
    assert coded.best == 7


def test_up_to_raises_the_high_alone() -> None:
    (coded,) = code("ucdp", [case(figure(5), figure(None, high=12, bound="at_most", outlet="B"))], Options())
    assert (coded.low, coded.best, coded.high) == (5, 5, 12)
    assert code("ucdp", [case(figure(None, high=12, bound="at_most"))], Options()) == ()
