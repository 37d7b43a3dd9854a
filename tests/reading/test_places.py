"""The `places` layer: what is a place, which one it is, and which place a word is at."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.lexicon import Lexicon
from onrecord.model import Reading, Story
from onrecord.reading import Reader
from onrecord.reading.parse import Parsed, Parser
from onrecord.reading.place_cities import fold
from onrecord.reading.place_gazetteer import capitals, load
from onrecord.reading.place_of import BACK_REFERENCES, antecedent, dominant_place
from onrecord.settings import Settings
from tests.conftest import Read


def named(text: str, reading: Reading) -> list[tuple[str, str, str, str | None]]:
    return [(text[p.span.start : p.span.end], p.name, p.kind, p.country) for p in reading.places]


CASES = [
    ("Aid reached Gaza on Monday.", [("Gaza", "Gaza Strip", "region", "PS")]),
    ("Envoys flew to the UAE.", [("UAE", "United Arab Emirates", "country", "AE")]),
    ("The Rafah crossing was empty.", [("Rafah crossing", "Rafah crossing", "crossing", "PS")]),
    ("The U.S. sent aid.", [("U.S.", "United States", "country", "US")]),
    ("They asked us for help.", []),
    ("Shops in Kiev were open.", [("Kiev", "Kyiv", "city", "UA")]),
    ("A mayor in Paris, Texas, spoke.", [("Paris", "Paris", "city", "US"), ("Texas", "Texas", "region", "US")]),
    ("A mayor in Paris spoke.", [("Paris", "Paris", "city", "FR")]),
    ("Power failed in Kharkiv region.", [("Kharkiv", "Kharkiv", "region", "UA")]),
    ("Michael Jordan and Mrs. Florence arrived.", []),
    ("He read the Boston Globe.", []),
    ("Raiders burned the village of Nowhereton.", [("Nowhereton", "Nowhereton", "city", None)]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_places(read: Read, text: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    assert named(text, read(text)) == expected


@pytest.mark.parametrize(
    ("text", "form"),
    [("Israeli troops left.", "adjective"), ("Israel left.", "name"), ("A U.S.-brokered truce held.", "name")],
)
def test_form(read: Read, text: str, form: str) -> None:
    (place,) = read(text).places
    assert place.form == form


def test_the_state_beside_it_decides_for_every_mention(read: Read) -> None:
    reading = read("Police in Athens, Georgia, made an arrest. Athens was calm.")
    assert [p.country for p in reading.places] == ["US", "US", "US"]


def test_the_outlets_town_is_the_small_one(read: Read) -> None:
    text = "A barn burned in Paris. Crews came from Detroit and Clarksville, Texas."
    assert read(text, outlet="theparisnews.com").places[0].country == "US"


def test_ids_and_points_come_from_geonames(read: Read) -> None:
    (place,) = read("Envoys met in Abu Dhabi.").places
    assert place.geonames == 292968
    assert place.lat == pytest.approx(24.45, abs=0.2)
    assert place.lon == pytest.approx(54.4, abs=0.2)


def test_title_is_read_after_the_body(read: Read) -> None:
    reading = read("Shots were heard in Goma.", title="Shots in Goma")
    assert [p.span.field for p in reading.places] == ["text", "title"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Port-au-Prince", "port au prince"), ("Sana'a", "sanaa"), ("Bogotá", "bogota"), ("U.S.", "us")],
)
def test_fold(name: str, expected: str) -> None:
    assert fold(name) == expected


def test_capitals_stand_for_their_countries(lexicon: Lexicon) -> None:
    seats = capitals(lexicon)
    assert seats["Moscow"] == "Russia"
    assert seats["Washington"] == "United States"
    assert "Luxembourg" not in seats


def test_every_curated_place_is_found_by_its_names(lexicon: Lexicon) -> None:
    gazetteer = load(lexicon)
    for entry in lexicon.entries("places"):
        for row in entry.values.get("places", ()):
            for name in (row["name"], *row.get("aliases", ())):
                assert any(c.name == row["name"] for c in gazetteer.candidates(fold(name))), name
            assert -90 <= row["lat"] <= 90
            assert -180 <= row["lon"] <= 180


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(Settings())


def both(parser: Parser, reader: Reader, text: str) -> tuple[Parsed, Reading]:
    parsed = next(iter(parser.parse([Story(text=text, published="2026-02-02")])))
    return parsed, reader.read_parsed(parsed)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Mortars hit Goma. The city lost power for six days.", "city", "Goma"),
        ("The Rafah crossing reopened. The crossing let 50 people in.", "crossing let", "Rafah crossing"),
        ("The crossing let 50 people in.", "crossing", None),
    ],
)
def test_a_noun_points_back_to_the_last_place_of_its_kind(
    parser: Parser, reader: Reader, text: str, word: str, expected: str | None
) -> None:
    parsed, reading = both(parser, reader, text)
    start = text.index(word)
    noun = parsed.body.range(start, start + 1)[0]
    found = antecedent(parsed.body, noun, reading.places, BACK_REFERENCES[parsed.body.tokens[noun].lower])
    assert (found.name if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mortars hit Goma. Nine people died in Goma.", "Goma"),
        ("Mortars hit Goma, Beni, Bunia and Butembo.", None),
        ("Nine people died.", None),
    ],
)
def test_the_dominant_place(parser: Parser, reader: Reader, text: str, expected: str | None) -> None:
    assert dominant_place(both(parser, reader, text)[1]) == expected


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "Gaza",
                "Paris",
                "Israeli",
                "U.S.-led",
                "in",
                "al-Mawasi",
                ",",
                "Texas",
                "PARIS",
                "-",
                "(",
                "é",
                "\n",
                "🙂",
                "St.",
                "X" * 60,
            ]
        ),
        max_size=30,
    )
)
def test_spans_match_the_text(reader: Reader, words: list[str]) -> None:
    text = " ".join(words)
    reading = next(r for _, r in reader.read([Story(text=text, title=text[:50])]))
    assert not [p for p in reading.problems if p.where == "places"]
    for place in reading.places:
        field = text if place.span.field == "text" else text[:50]
        assert 0 <= place.span.start < place.span.end <= len(field)
        assert field[place.span.start : place.span.end].strip() == field[place.span.start : place.span.end]
