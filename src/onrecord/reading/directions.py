"""Which way people and goods go that cross: out of the figure's place, or into it.

Limits and flows out and in are different series; the verb tells which it is ("exit", "return"), or, with a verb that
says nothing ("crossed", "were taken"), the prepositions: from the place is out, into it is in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from onrecord.lexicon import Lexicon
from onrecord.model import Direction, Figure, Reading
from onrecord.reading.layer import Layer
from onrecord.reading.parse import Document, Parsed, Token

MOVING = frozenset({"crossed", "evacuated", "aid", "displaced", "released"})
INTO = frozenset({"into", "to"})
HIGHEST = 6  # heads above the numeral among which the verb is looked for


def layer(lexicon: Lexicon) -> Layer:
    """The layer, with the verbs of either direction."""
    ways: dict[str, Direction] = {}
    for way in ("out", "in"):
        ways |= dict.fromkeys(lexicon.entry("directions", way).list_of("verbs"), way)

    def read(parsed: Parsed, reading: Reading) -> Reading:
        if not any(figure.measure in MOVING for figure in reading.figures):
            return reading
        figures = tuple(
            replace(figure, direction=direction(parsed.document(figure.span), reading, figure, ways))
            if figure.measure in MOVING
            else figure
            for figure in reading.figures
        )
        return replace(reading, figures=figures)

    return read


def direction(document: Document, reading: Reading, figure: Figure, ways: Mapping[str, Direction]) -> Direction | None:
    """The direction that the clause of the figure tells; None where it tells none."""
    for verb in verbs_above(document, figure):
        way = ways.get(verb.lemma) or way_by_places(document, reading, figure, verb)
        if way:
            return way
    return None


def verbs_above(document: Document, figure: Figure) -> Iterator[Token]:
    """The verbs that govern the numeral, nearest first, each with the verbs that complete it ("permitted to exit")."""
    numeral = next(iter(document.at(figure.span)), None)
    if numeral is None:
        return
    for count, above in enumerate(document.ancestors(numeral.i)):
        if count >= HIGHEST:
            return
        if above.tag.startswith(("V", "M")):
            yield above
            yield from document.children(above.i, "xcomp")
            # "re-entered" is parsed as "re" with "entered" coordinated to it
            if above.lower == "re":
                yield from document.children(above.i, "conj")


def way_by_places(document: Document, reading: Reading, figure: Figure, verb: Token) -> Direction | None:
    """Out where the verb has "from" the figure's place, in where it has "into" it."""
    for preposition in document.children(verb.i, "prep"):
        objects = document.children(preposition.i, "pobj")
        if not objects or not figure.place:
            continue
        inside = document.subtree_span(objects[0].i)
        if not any(p.name == figure.place and p.span.overlaps(inside) for p in reading.places):
            continue
        if preposition.lower == "from":
            return "out"
        if preposition.lower in INTO:
            return "in"
    return None
