"""TIMEX3's `mod`: what an expression says of its own sharpness, beside its value ("about two years": APPROX)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.model import TimeMod
from onrecord.reading.timex_parts import SHARES

OPENINGS: Mapping[tuple[str, ...], TimeMod] = {
    ("about",): "APPROX", ("around",): "APPROX", ("some",): "APPROX", ("roughly",): "APPROX", ("nearly",): "APPROX",
    ("almost",): "APPROX", ("approximately",): "APPROX", ("circa",): "APPROX",
    ("more", "than"): "MORE_THAN", ("over",): "MORE_THAN", ("less", "than"): "LESS_THAN", ("under",): "LESS_THAN",
    ("at", "least"): "EQUAL_OR_MORE", ("at", "most"): "EQUAL_OR_LESS", ("up", "to"): "EQUAL_OR_LESS",
    ("no", "more", "than"): "EQUAL_OR_LESS", ("no", "less", "than"): "EQUAL_OR_MORE",
}  # fmt: skip
PARTS: Mapping[str, TimeMod] = {
    word: "START" if low == 0 else "END" if high == 1 else "MID" for word, (low, high) in SHARES.items()
}
LONGEST = 3  # words of an opening
EDGE = 3  # words within which a part is named: "the end of August"


def mod_of(words: Sequence[str]) -> TimeMod | None:
    """The `mod` of an expression in its lower-cased words; None for a sharp one."""
    for size in range(LONGEST, 0, -1):
        found = OPENINGS.get(tuple(words[:size]))
        if found is not None and len(words) > size:
            return found
    return next((PARTS[word] for word in words[:EDGE] if word in PARTS), None) if len(words) > 1 else None
