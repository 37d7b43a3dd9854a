"""A document as time words: each piece of it one character, so that patterns over words are patterns over a string.

Words are those of the lexicon's `times` entries. A piece that is no such word is `OTHER`, the end of a sentence at a
line break is `BREAK`; numerals of digits fall into a few classes. Pieces are smaller than tokens where a token joins
a number or a hyphen with a word ("mid-1990s", "Sept.30").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from onrecord.reading.parse import Document, Token

OTHER, BREAK = "\x00", "\x01"
DAY_NUMBER, SMALL_NUMBER, YEAR_NUMBER, BIG_NUMBER, FRACTION, ORDINAL, DECADE = "\x02\x03\x04\x05\x06\x07\x08"
HOUR_24, HOUR_DOT = "\x0e\x0f"
DIGIT_CLASSES: Mapping[str, str] = {
    "DAYNUM": DAY_NUMBER,
    "DIGITS": DAY_NUMBER + SMALL_NUMBER + YEAR_NUMBER + BIG_NUMBER + HOUR_24 + HOUR_DOT,
    "TWODIGITS": DAY_NUMBER + SMALL_NUMBER,
    "YEAR": YEAR_NUMBER,
    "HOURMIN": YEAR_NUMBER + HOUR_24,
    "HOURONLY": HOUR_24,
    "HOURDOT": HOUR_DOT,
    "FRACTION": FRACTION,
    "ORDNUM": ORDINAL,
    "DECADE": DECADE,
}
PUNCTUATION: Mapping[str, str] = {
    "HYPHEN": "-–—‑", "COMMA": ",", "COLON": ":", "SLASH": "/", "APOS": "'’‘`", "DOT": ".", "OPEN": "(", "CLOSE": ")"
}  # fmt: skip
FIRST_WORD = 0xE000  # words are numbered from the private use area on
PIECE = re.compile(r"\d++(?:st|nd|rd|th|s)?(?![a-z])|\d++|[^\W\d_]+|.", re.IGNORECASE | re.DOTALL)
NUMBER = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d+)?$|\d{1,6}\.\d{1,6}$")
DOTTED_HOUR = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d$")
WRAPPED, MAX_LINE = 40, 120  # characters of a line of hard-wrapped text
CLITICS = frozenset(("'s", "’s"))


class Piece(NamedTuple):
    """A word or a part of one: its characters, its lower-cased form, its code, the token that it is of."""

    start: int
    end: int
    lower: str
    code: str
    token: int


class Vocabulary:
    """Codes of words; `chars` gives a pattern's name its set of codes."""

    def __init__(self, classes: Mapping[str, Iterable[str]], literals: Iterable[str]) -> None:
        """Number every word of the classes (each item may hold several synonyms) and every literal of the patterns."""
        self._codes: dict[str, str] = {mark: chr(0x20 + i) for i, mark in enumerate("".join(PUNCTUATION.values()))}
        self.index: dict[str, dict[str, int]] = {}
        chars: dict[str, str] = dict(DIGIT_CLASSES)
        for name, marks in PUNCTUATION.items():
            chars[name] = "".join(self._codes[mark] for mark in marks)
        for name, items in classes.items():
            self.index[name] = {word: i for i, item in enumerate(items) for word in item.split()}
            chars[name] = "".join(map(self._code, self.index[name]))
        for literal in literals:
            chars[literal] = self._code(literal)
        self.chars: Mapping[str, str] = chars
        self._named = set().union(*(self.index.get(name, {}) for name in ("MONTH", "WEEKDAY", "NAMED")))
        self._verbs = {"may", "march", "mar", "sat", "sun", "fri", "fall", "spring", "second", "august"}

    def _code(self, word: str) -> str:
        return self._codes.setdefault(word, chr(FIRST_WORD + len(self._codes)))

    def pieces(self, document: Document) -> list[Piece]:
        """The document as pieces, without white space."""
        found: list[Piece] = []
        add = found.append
        codes = self._codes
        tokens = document.tokens
        for token in tokens:
            lower = token.lower
            code = codes.get(lower)
            if code is not None:
                if lower in self._named and not self._is_name(document, token.i):
                    code = OTHER
                add(Piece(token.start, token.end, lower, code, token.i))
            elif lower in ("d", "d.") and found and found[-1].lower == "we" and found[-1].end == token.start:
                found[-1] = Piece(found[-1].start, token.end, "wed", codes["wed"], token.i - 1)  # "Wed", as "we'd" read
            elif lower.isalpha() or lower in CLITICS:
                add(Piece(token.start, token.end, lower, OTHER, token.i))
            elif lower.isspace():
                if "\n" in lower and token.i + 1 < len(tokens) and self._breaks(document, token, found):
                    add(Piece(token.start, token.end, lower, BREAK, token.i))
            else:
                self._split(token.start, lower, token.i, document, found)
        return found

    def _breaks(self, document: Document, token: Token, found: list[Piece]) -> bool:
        """True where a line break ends a sentence, false within hard-wrapped text ("Nov.", next line: "17")."""
        if token.sentence == document.tokens[token.i + 1].sentence:
            return False
        text = document.text
        if (
            text.count("\n", token.start, token.end) > 1
            or not found
            or not WRAPPED <= token.start - text.rfind("\n", max(0, token.start - MAX_LINE), token.start) - 1 < MAX_LINE
        ):
            return True
        return text[token.start - 1] in ".!?:" and found[-1].lower not in self.index.get("MONTH", {})

    def _split(self, start: int, lower: str, i: int, document: Document, found: list[Piece]) -> None:
        if NUMBER.match(lower):
            number = HOUR_DOT if DOTTED_HOUR.match(lower) else BIG_NUMBER
            found.append(Piece(start, start + len(lower), lower, number, i))
            return
        if len(lower) != document.tokens[i].end - start or len(lower) > 40:  # lower-casing moved the offsets, or a link
            found.append(Piece(start, document.tokens[i].end, lower, OTHER, i))
            return
        if FRACTION_MARKS.get(lower):
            found.append(Piece(start, start + len(lower), lower, FRACTION, i))
            return
        if lower[-1] == "." and (code := self._codes.get(lower[:-1])) and lower[:-1] not in self._verbs:
            found.append(Piece(start, start + len(lower), lower[:-1], code, i))
            return
        for match in PIECE.finditer(lower):
            text = match.group()
            if text == "." and match.start() and found[-1].lower in self.index.get("MONTH", {}):
                last = found.pop()  # "Sept.11"
                found.append(Piece(last.start, last.end + 1, last.lower, last.code, i))
                continue
            code = self._codes.get(text) or (FRACTION if text in FRACTION_MARKS else digits_code(text))
            found.append(Piece(start + match.start(), start + match.end(), text, code, i))

    def _is_name(self, document: Document, i: int) -> bool:
        """True where a word that may name a month or weekday stands as one: with a capital, and as no verb."""
        token = document.tokens[i]
        if not token.text[0].isupper():
            return False
        if token.lower in self._verbs:
            following = document.tokens[i + 1].text if i + 1 < len(document.tokens) else ""
            return following[:1].isdigit() or token.tag[0] == "N"
        return True


FRACTION_MARKS: Mapping[str, float] = {
    "1/2": 0.5, "½": 0.5, "1/4": 0.25, "¼": 0.25, "3/4": 0.75, "¾": 0.75, "1/3": 0.33, "2/3": 0.67
}  # fmt: skip


def digits_code(text: str) -> str:
    """The code of a numeral of digits, or of its ordinal or decade; `OTHER` for anything else."""
    if not text[0].isdigit() or not text.isascii():
        return OTHER
    if text.isdigit():
        number = int(text[:9])
        if len(text) <= 2:
            return DAY_NUMBER if 1 <= number <= 31 else SMALL_NUMBER
        if len(text) == 4:
            return YEAR_NUMBER if 1500 <= number <= 2199 else HOUR_24 if is_clock(number) else BIG_NUMBER
        return BIG_NUMBER
    if text.endswith("s"):
        return DECADE if text[:-1].endswith("0") and len(text) in (3, 5) else OTHER
    return ORDINAL if text[:-2].isdigit() and int(text[:-2]) <= 100 else OTHER


def is_clock(number: int) -> bool:
    """True for four digits that read as hours and minutes."""
    return number // 100 < 24 and number % 100 < 60
