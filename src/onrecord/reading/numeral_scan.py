"""Numerals in running text: digits, words and mixtures of both -> their spans and values, whatever they count."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from onrecord.lexicon import Lexicon
from onrecord.model import Span
from onrecord.reading.parse import Document

DIGITS = re.compile(
    r"(?<![\w.,/:'’$-])(?=\d)|(?<=[$€£¥(\[—–])(?=\d)|(?<=[^\W\d][.,])(?=\d)|(?<=\d-)(?=\d)|(?<=\s['\"“‘])(?=\d)"
)
RUN = re.compile(r"\d+")
LETTERS = re.compile(r"[A-Za-z]{1,4}")
NUMBER = re.compile(
    r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,3})?(?!\d)|\d{1,3}(?:[  ]\d{3}){1,5}(?![\d,])|\d{1,15}(?:\.\d{1,3})?(?!\d)"
)
JOINT = re.compile(r"[-  ]| and |\s")
OF = re.compile(r"\s+of\s+")
TO = re.compile(r"\s+to\s+|\s?[-–—]\s?|\s+or\s+|-to-")
AND = re.compile(r"\s+and\s+")
MAX_WORDS = 9  # "nine hundred and ninety-nine thousand nine hundred and …" has no more pieces that matter
CHANGES = frozenset(
    "rise increase raise revise jump fall drop climb up down go grow shrink cut lower reduce come move "
    "decline widen swell soar".split()
)

PieceKind = Literal["digits", "unit", "scale", "plural", "several", "half"]


class Piece(NamedTuple):
    """A word or digit group with its value."""

    start: int
    end: int
    value: float
    kind: PieceKind


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral with its value; `high` differs from `low` in a range, and is None where the words leave it open."""

    start: int
    end: int
    low: float
    high: float | None
    scaled: bool = False
    first: int = 0  # where a range's second number starts; 0 in a plain numeral

    @property
    def vague(self) -> bool:
        """True for "dozens", "several"."""
        return self.high is None


@dataclass(frozen=True)
class NumeralWords:
    """Number words with their values, and a pattern for those glued to the end of the sentence before."""

    pieces: Mapping[str, tuple[float, PieceKind]]
    abbreviations: Mapping[str, float]
    glued: re.Pattern[str]


def numeral_words(lexicon: Lexicon) -> NumeralWords:
    """The tables of the entries `numerals/cardinals` and `numerals/vague`."""
    cardinals, vague = lexicon.entry("numerals", "cardinals").values, lexicon.entry("numerals", "vague").values
    pieces: dict[str, tuple[float, PieceKind]] = {"half": (0.5, "half"), "tens": (10, "plural")}
    kinds: tuple[tuple[Mapping[str, float], PieceKind], ...] = (
        (cardinals["numbers"], "unit"), (cardinals["scales"], "scale"),
        (vague["plurals"], "plural"), (vague["several"], "several"),
    )  # fmt: skip
    for table, kind in kinds:
        pieces |= {word: (value, kind) for word, value in table.items()}
    capital = "|".join(word.title() for word, (_, kind) in pieces.items() if kind in ("unit", "plural"))
    return NumeralWords(pieces, cardinals["abbreviations"], re.compile(rf"(?<=[a-z.)”\"’])(?:{capital})(?=[\s-])"))


def numerals(document: Document, words: NumeralWords, taken: Sequence[Span] = ()) -> list[Numeral]:
    """All numerals of the document in text order, but for those that touch a span in `taken`."""
    pieces = sorted({*digit_pieces(document.text, words), *word_pieces(document, words)})
    if taken:
        pieces = [piece for piece in pieces if not touches(piece, taken)]
    found: list[Numeral] = []
    i = 0
    while i < len(pieces):
        numeral, i = combined(document.text, pieces, i)
        if numeral is not None and not (found and numeral.start < found[-1].end):
            found.append(numeral)
    return list(ranges(document, found))


def touches(piece: Piece, taken: Sequence[Span]) -> bool:
    """True where a piece shares a character with one of the spans, which are in text order."""
    at = bisect_right(taken, piece.end, key=lambda span: span.start)
    return any(piece.start < span.end and span.start < piece.end for span in taken[max(0, at - 3) : at])


def digit_pieces(text: str, words: NumeralWords) -> Iterator[Piece]:
    """Digit groups, with an abbreviated scale where one follows ("1.2m")."""
    done = 0
    for run in RUN.finditer(text):
        if run.start() < done or DIGITS.match(text, run.start()) is None:
            continue
        match = NUMBER.match(text, run.start())
        if match is None:
            continue
        end, value = match.end(), float(re.sub(r"[,  ]", "", match[0]))
        suffix = LETTERS.match(text, end)
        if suffix:
            scale = words.abbreviations.get(suffix[0].lower())
            if scale is None:
                # An ordinal, a time, a name; but letters after a long number are the next sentence, glued.
                if len(match[0]) < 4 or not suffix[0][0].isupper():
                    continue
            else:
                value, end = value * scale, suffix.end()
        done = end
        yield Piece(run.start(), end, value, "digits")


def word_pieces(document: Document, words: NumeralWords) -> Iterator[Piece]:
    """Number words, also glued to the word before ("GazaFive")."""
    table = words.pieces
    for token in document.tokens:
        known = table.get(token.lower)
        if known is not None and not (token.lower == "scores" and is_verb_scores(document, token.i)):
            yield Piece(token.start, token.end, *known)
    for match in words.glued.finditer(document.text):
        yield Piece(match.start(), match.end(), *table[match[0].lower()])


def is_verb_scores(document: Document, i: int) -> bool:
    """True for "the striker scores often": no number of anything."""
    tokens = document.tokens
    if i + 1 < len(tokens) and tokens[i + 1].lower == "of":
        return False
    return i > 0 and tokens[i - 1].tag[:2] in ("NN", "PR")


def combined(text: str, pieces: list[Piece], i: int) -> tuple[Numeral | None, int]:
    """The numeral that begins with piece `i`, and the index of the piece after it."""
    first = pieces[i]
    if first.kind == "plural":
        return plural(text, pieces, i)
    if first.kind == "several":
        scale = pieces[i + 1] if i + 1 < len(pieces) and joined(text, first, pieces[i + 1]) else None
        if scale is not None and scale.kind == "scale":
            return Numeral(first.start, scale.end, first.value * scale.value, None, scaled=True), i + 2
        return (
            Numeral(first.start, first.end, first.value, None)
            if text[first.start : first.end].lower() == "several"
            else None
        ), i + 1
    if first.kind == "half":
        scale = pieces[i + 1] if i + 1 < len(pieces) else None
        if scale is not None and scale.kind == "scale" and text[first.end : scale.start].lower() in (" a ", "-", " "):
            return Numeral(first.start, scale.end, scale.value / 2, scale.value / 2, scaled=True), i + 2
        return None, i + 1
    return cardinal(text, pieces, i)


def plural(text: str, pieces: list[Piece], i: int) -> tuple[Numeral | None, int]:
    """Dozens; tens of thousands."""
    first = pieces[i]
    after = pieces[i + 1] if i + 1 < len(pieces) else None
    if after is not None and after.kind == "plural" and OF.fullmatch(text, first.end, after.start):
        return Numeral(first.start, after.end, first.value * after.value, None, scaled=True), i + 2
    if first.value == 10:  # "tens" alone counts nothing
        return None, i + 1
    return Numeral(first.start, first.end, first.value, None), i + 1


def joined(text: str, left: Piece, right: Piece) -> bool:
    """True where two pieces may be of one numeral: a space or hyphen between them."""
    return right.start - left.end <= 5 and JOINT.fullmatch(text, left.end, right.start) is not None


def cardinal(text: str, pieces: list[Piece], i: int) -> tuple[Numeral, int]:
    """A number in digits or words, as "2.3 million", "two hundred and five", "twenty-two", "dozen"."""
    total, current, last = 0.0, pieces[i].value, pieces[i]
    scaled, k = last.kind == "scale", i + 1
    while k < min(len(pieces), i + MAX_WORDS) and joined(text, last, pieces[k]):
        piece = pieces[k]
        with_and = piece.start - last.end > 1
        if piece.kind == "scale" and not with_and:
            current, scaled = current * piece.value, True
            if piece.value >= 1000:
                total, current = total + current, 0.0
        elif piece.kind == "unit" and last.kind != "digits" and fits(last, piece, with_and=with_and):
            current += piece.value
        else:
            break
        last, k = piece, k + 1
    value = total + current
    return Numeral(pieces[i].start, last.end, value, value, scaled=scaled), k


def fits(last: Piece, piece: Piece, *, with_and: bool) -> bool:
    """True where a number word may follow another: "twenty two", "hundred (and) five"."""
    if last.kind == "scale":
        return last.value >= 100
    return not with_and and last.kind == "unit" and last.value >= 20 and piece.value < 10


def ranges(document: Document, found: list[Numeral]) -> Iterator[Numeral]:
    """The numerals with those joined that are the two ends of one range: "20 to 30", "between 40 and 50"."""
    text = document.text
    i = 0
    while i < len(found):
        left = found[i]
        right = found[i + 1] if i + 1 < len(found) else None
        if right is not None and not left.vague and not right.vague and is_range(document, left, right):
            scale = (
                right.low / plain_head(text, right)
                if right.scaled and not left.scaled and left.low < plain_head(text, right)
                else 1
            )
            yield Numeral(left.start, right.end, left.low * scale, right.high, scaled=right.scaled, first=right.start)
            i += 2
        elif right is not None and glued_by_hyphen(text, left, right):
            i += 2  # a score, a telephone number, a model
        else:
            yield left
            i += 1


def plain_head(text: str, numeral: Numeral) -> float:
    """The number in front of the scale word: 3 in "3 million"; the value itself where there are no digits."""
    match = NUMBER.match(text, numeral.start)
    return (
        float(re.sub(r"[,  ]", "", match[0]))
        if match and float(re.sub(r"[,  ]", "", match[0])) > 0
        else numeral.low or 1
    )


def glued_by_hyphen(text: str, left: Numeral, right: Numeral) -> bool:
    """True for "3-1": no range, no two counts."""
    return text[left.end : right.start] in ("-", "–") and text[left.start].isdigit()


def is_range(document: Document, left: Numeral, right: Numeral) -> bool:
    """True where `left` and `right` are the ends of one range."""
    text, gap = document.text, right.start - left.end
    if gap > 6 or not left.low < right.low * (1 if not right.scaled or left.scaled else 1e9):
        return False
    before = text[max(0, left.start - 60) : left.start].lower().split()
    if AND.fullmatch(text, left.end, right.start):
        return bool(before) and before[-1] == "between"
    if not TO.fullmatch(text, left.end, right.start):
        return False
    between = text[left.end : right.start].strip().lower()
    if between == "or":
        return right.low <= left.low * 2 and right.low < 100
    if before and before[-1] == "from" and between == "to":
        nearby = document.range(max(0, left.start - 60), left.start)
        return not any(document.tokens[i].lemma in CHANGES for i in nearby)
    return not (between == "to" and before and before[-1] in ("by", "up", "down"))
