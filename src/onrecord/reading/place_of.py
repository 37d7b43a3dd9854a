"""Which place governs a token: the one in its clause, else in its sentence, else the one it refers back to.

Pure functions over a parse and a reading whose places are filled.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Place, Reading, Span
from onrecord.reading.grammar import clause_verb
from onrecord.reading.parse import Document, Parsed

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
LOCATING = frozenset(
    {"in", "at", "near", "from", "into", "to", "across", "inside", "outside", "around", "through", "on", "of", "off"}
)


def place_of(parsed: Parsed, reading: Reading, token_span: Span) -> str | None:
    """The name of the place that governs the span, falling back on the story's main place; None where it has none."""
    return place_near(parsed, reading, token_span) or main_place(reading)


def place_near(parsed: Parsed, reading: Reading, token_span: Span) -> str | None:
    """The name of the place that the span's own sentence gives, in its words or by pointing back; else None."""
    doc = parsed.document(token_span)
    indices = doc.range(token_span.start, token_span.end)
    if not len(indices):
        return None
    i = indices[0]
    sentence = doc.sentence_of(i)
    here = [p for p in reading.places if p.span.field == doc.field and sentence.start <= p.span.start < sentence.end]
    named = [p for p in here if p.form == "name"]
    verb = clause_verb(doc, i)
    for same_clause in (True, False):
        best = nearest(doc, i, verb if same_clause else None, named)
        if best:
            return best.name
        if same_clause:
            back = referred(doc, i, reading.places)
            if back:
                return back.name
    return None


def nearest(doc: Document, i: int, verb: int | None, places: Sequence[Place]) -> Place | None:
    """The place nearest to token `i`, within the clause of `verb` where that is given; a finer one beside it wins."""
    scored: list[tuple[int, Place]] = []
    for place in places:
        indices = doc.range(place.span.start, place.span.end)
        if not len(indices) or (verb is not None and clause_verb(doc, indices[0]) != verb):
            continue
        head = doc.tokens[doc.tokens[indices[-1]].head]
        located = head.lower in LOCATING
        scored.append((abs(indices[0] - i) + (0 if located else 12), place))
    if not scored:
        return None
    found = min(scored, key=lambda pair: pair[0])[1]
    finer = [
        p for _, p in scored if p.country == found.country and FINENESS.get(p.kind, 1) > FINENESS.get(found.kind, 1)
    ]
    return finer[0] if finer and found.kind == "country" else found


def referred(doc: Document, i: int, places: Sequence[Place]) -> Place | None:
    """The last place before token `i` that a noun of its clause points back to: "the terminal", "the crossing"."""
    verb = clause_verb(doc, i)
    for token in clause_nouns(doc, i, verb):
        kinds = BACK_REFERENCES.get(doc.tokens[token].lower)
        if kinds is None or not any(
            c.lower in ("the", "this", "that", "its") for c in doc.children(token, "det", "poss")
        ):
            continue
        found = antecedent(doc, token, places, kinds)
        if found:
            return found
    return None


def clause_nouns(doc: Document, i: int, verb: int | None) -> list[int]:
    """The nouns of the clause that token `i` stands in."""
    sentence = doc.sentence_of(i)
    return [
        t for t in range(sentence.first, sentence.last)
        if doc.tokens[t].tag[:2] == "NN" and clause_verb(doc, t) == verb
    ]  # fmt: skip


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


def main_place(reading: Reading) -> str | None:
    """The place that the story names most, the headline counting twice; countries only where it names nothing finer."""
    weights = place_weights(reading)
    return max(weights, key=lambda name: weights[name]) if weights else None


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
