"""First-level divisions: their names, codes and points, from three sources and the cities that lie in them."""

from __future__ import annotations

import pytest

from onrecord.lexicon import Lexicon, load_lexicon
from onrecord.reading.place_gazetteer import Gazetteer, load
from onrecord.reading.place_regions import core, standard, states


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load(load_lexicon())


@pytest.mark.parametrize(
    ("code", "name", "lat", "lon"),
    [("DE.02", "Bavaria", 48.9, 11.5), ("US.TX", "Texas", 31.0, -97.5), ("CD.11", "North Kivu", -0.7, 29.2),
     ("UA.07", "Kharkiv", 49.6, 36.4), ("GB.SCT", "Scotland", 56.0, -4.0)],
)  # fmt: skip
def test_a_division_has_the_usual_name_and_lies_among_its_cities(
    gazetteer: Gazetteer, code: str, name: str, lat: float, lon: float
) -> None:
    region = gazetteer.regions[code]
    assert (region.name, region.kind) == (name, "region")
    assert region.lat == pytest.approx(lat, abs=1.5)
    assert region.lon == pytest.approx(lon, abs=2.5)


def test_other_names_stand_for_the_same_division(gazetteer: Gazetteer) -> None:
    found = [t for t in gazetteer.candidates("nord kivu") if t.kind == "region"]
    assert [(t.name, t.country) for t in found] == [("North Kivu", "CD")]


def test_only_known_ids_are_given(gazetteer: Gazetteer) -> None:
    assert gazetteer.regions["US.TX"].geonames == 4736286
    assert gazetteer.regions["DE.02"].geonames is None


@pytest.mark.parametrize(
    ("official", "short"),
    [("Kharkivska oblast", "Kharkivska"), ("Anhui Sheng", "Anhui"), ("Adygeya, Respublika", "Adygeya"), ("Oblast", "")],
)
def test_core_leaves_out_the_kind_of_division(official: str, short: str) -> None:
    assert core(official) == short


def test_a_city_that_is_not_the_largest_tells_no_code() -> None:
    named = {d.name for d in standard({"XX.1": "bigtown"}, lambda country, city: "XX.1", str.lower)}
    assert not named


def test_states_without_a_lexicon() -> None:
    assert {"US.TX", "US.NY"} <= {state.code for state in states()}
    assert load(Lexicon({})).regions["US.NY"].name == "New York"
