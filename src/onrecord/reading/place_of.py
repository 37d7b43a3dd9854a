"""Places that are meant without their name: the one that "the terminal" points back to, and the story's own.

Pure functions over a parse and a reading whose places are filled.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Place, Reading
from onrecord.reading.parse import Document

# common nouns that point back to a place of that kind
BACK_REFERENCES = {
    "crossing": ("crossing",), "terminal": ("crossing", "facility"), "gateway": ("crossing",), "gate": ("crossing",),
    "border": ("crossing",), "post": ("crossing",),
    "enclave": ("region",), "strip": ("region",), "territory": ("region",), "peninsula": ("region",),
    "region": ("region",), "province": ("region",), "camp": ("camp",), "city": ("city",), "town": ("city",),
    "capital": ("city",), "village": ("city",), "country": ("country",), "kingdom": ("country",),
    "strait": ("water",), "waterway": ("water",), "plant": ("facility",), "airport": ("facility",),
}  # fmt: skip
FINENESS = {
    "country": 0,
    "region": 1,
    "water": 1,
    "other": 1,
    "city": 2,
    "district": 3,
    "camp": 3,
    "crossing": 3,
    "facility": 3,
}


def antecedent(doc: Document, i: int, places: Sequence[Place], kinds: tuple[str, ...]) -> Place | None:
    """The last place of one of the kinds named before token `i`; one of the title where the body has none yet."""
    before = [
        p
        for p in places
        if p.kind in kinds and p.form == "name" and p.span.field == doc.field and p.span.start < doc.tokens[i].start
    ]
    if before:
        return before[-1]
    titled = [p for p in places if p.kind in kinds and p.form == "name" and p.span.field == "title"]
    return titled[0] if titled else None


DOMINANT = 0.4


def dominant_place(reading: Reading) -> str | None:
    """The main place where it has a large share of all the naming of places that are not countries."""
    weights = place_weights(reading)
    countries = {p.name for p in reading.places if p.kind == "country"}
    fine = {name: weight for name, weight in weights.items() if name not in countries} or weights
    best = max(fine, key=lambda name: fine[name]) if fine else None
    return best if best is not None and fine[best] >= DOMINANT * sum(fine.values()) else None


def place_weights(reading: Reading) -> dict[str, float]:
    """How often each place is named, twice in the headline; a country counts for less than what lies in it."""
    weights: dict[str, float] = {}
    for order, place in enumerate(reading.places):
        if place.form == "name":
            fine = 1.0 if place.kind != "country" else 0.6
            titled = 2.0 if place.span.field == "title" else 1.0
            weights[place.name] = weights.get(place.name, 0.0) + titled * fine - order * 1e-6
    return weights
