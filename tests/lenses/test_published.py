"""As published by X, and the registry."""

from __future__ import annotations

import pytest

from onrecord.lenses import LENSES, LensError, Options, code, lens
from tests.lenses.build import case
from tests.linking.build import HEALTH, figure


def test_only_theirs_and_the_last_word() -> None:
    first, last = figure(40, known="2026-02-02T08:00:00Z"), figure(42, known="2026-02-02T18:00:00Z")
    (coded,) = code("published", [case(first, last, figure(90, speaker="army"))], Options(by="health Authorities"))
    assert (coded.best, coded.claims) == (42, (last,))
    assert "health Authorities" in coded.rule


def test_an_outlet_is_the_publisher_of_what_it_counts_itself() -> None:
    own, quoting = figure(7, speaker=None, outlet="Harbour Daily"), figure(9, speaker=HEALTH, outlet="Harbour Daily")
    (coded,) = code("published", [case(own, quoting)], Options(by="harbour"))
    assert coded.best == 7


def test_bounds_stay_as_published() -> None:
    (coded,) = code("published", [case(figure(40, high=50, bound="range"))], Options(by="health"))
    assert (coded.low, coded.best, coded.high) == (40, 40, 50)


def test_nobody_named_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(LensError, match="--by"):
        code("published", [], Options())


def test_an_unknown_lens_is_an_error_that_names_the_others() -> None:
    with pytest.raises(LensError, match="acled, ucdp, published"):
        lens("gut feeling")


@pytest.mark.parametrize("one", LENSES, ids=lambda one: one.name)
def test_every_lens_has_a_rule(one: object) -> None:
    assert lens(one.name).rule(Options(by="x"))  # type: ignore[attr-defined]
