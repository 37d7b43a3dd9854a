"""The numbers within time expressions: "twenty four", "2 1/2", "a couple of", "nineteen ninety-six"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.reading.timex_words import FRACTION_MARKS

SMALL: Mapping[str, int] = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {word: 10 * number for number, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)}
SCALES: Mapping[str, int] = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
COUPLE = frozenset(("couple", "pair"))
VAGUE = frozenset(("few", "several", "some", "many", "dozens", "number", "various", "numerous"))
ORDINALS: Mapping[str, int] = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"thirtieth": 30, "twenty-first": 21}
RANGE = frozenset(("to", "or"))
HYPHENS = frozenset("-–—‑")
UNKNOWN = -1.0
"""The number of "a few", "several": TIMEX3's X."""


def number_of(words: Sequence[str]) -> float | None:
    """The number that lower-cased words spell, `UNKNOWN` for a vague one; None where they spell none."""
    total, current, seen = 0.0, 0.0, False
    for at, word in enumerate(words):
        if word in VAGUE:
            return UNKNOWN
        if seen and (word in RANGE or (word in HYPHENS and digits_value(words[at - 1]) is not None)):
            break  # "two to three weeks": the lower bound, as TimeBank has it
        value = digits_value(word)
        if value is None:
            value = float(SMALL[word]) if word in SMALL else None
        if value is not None:
            current += value
        elif word in COUPLE:
            current += 2
        elif word == "dozen":
            current = (current or 1) * 12
        elif word == "half":
            current += 0.5
        elif word in SCALES:
            current = (current or 1) * SCALES[word]
            if SCALES[word] > 100:
                total, current = total + current, 0.0
        elif word in ("a", "an", "another") and not seen:
            continue
        else:
            continue
        seen = True
    return total + current if seen else 1.0 if any(word in ("a", "an", "another") for word in words) else None


def digits_value(word: str) -> float | None:
    """The value of a numeral in digits or of a fraction mark."""
    if word in FRACTION_MARKS:
        return FRACTION_MARKS[word]
    plain = word.replace(",", "")
    if plain.isascii() and plain.replace(".", "", 1).isdigit() and len(plain) < 16:
        return float(plain)
    return None


def ordinal_of(words: Sequence[str]) -> int | None:
    """The ordinal that the words spell ("third", "23rd", "twenty first")."""
    total = 0
    for word in words:
        if word in ORDINALS:
            return total + ORDINALS[word]
        if word[0].isdigit():
            digits = "".join(c for c in word if c.isdigit())
            return int(digits) if digits else None
        total += SMALL.get(word, 0)
    return None


def spelled_year(words: Sequence[str]) -> int | None:
    """The year of "nineteen ninety-six" or "two thousand (and) four"; None for anything else."""
    plain = [word for word in words if word in SMALL or word in SCALES]
    if not plain:
        return None
    if "thousand" in plain:
        value = number_of(plain)
        return int(value) if value and 1900 <= value < 2100 else None
    century, rest = SMALL.get(plain[0], 0), plain[1:]
    if not 15 <= century <= 21 or not rest:
        return None
    if rest == ["hundred"]:
        return century * 100
    years = sum(SMALL.get(word, 0) for word in rest)
    return century * 100 + years if "hundred" not in rest and 0 < years < 100 else None
