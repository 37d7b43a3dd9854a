"""The numbers of a story: every numeral that counts something, with its bound.

Dates, ages, ordinals, shares, lengths and numbers that are names are left out; `no`, `none` and `no one` are 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.lexicon import Lexicon
from onrecord.model import Bound, Number, Reading, Span
from onrecord.reading.layer import Layer
from onrecord.reading.numeral_ages import is_age
from onrecord.reading.numeral_scan import Numeral, NumeralWords, numeral_words, numerals
from onrecord.reading.parse import Document, Parsed

BOUNDS: tuple[Bound, ...] = ("at_least", "more_than", "about", "at_most", "less_than")
ORDERED = frozenset("first second third fourth last next final initial current this that each every another".split())
HANDED = frozenset(
    "hand turn take give carry pass run look win sign think pull cross".split()
)  # verbs that own their "over"
REACH = 5  # tokens before a numeral in which its bound may begin

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], Bound], ...]]


@dataclass(frozen=True)
class Words:
    """The lexicon's `numerals` prepared: bound phrases by their last (before) or first (after) word."""

    numerals: NumeralWords
    before: Phrases
    after: Phrases
    fillers: frozenset[str]
    no_count_after: frozenset[str]
    no_count_before: frozenset[str]
    quantities: frozenset[tuple[str, ...]]


def layer(lexicon: Lexicon) -> Layer:
    """The layer that fills `Reading.numbers`: the body's in text order, then the title's."""
    words = prepared(lexicon)

    def read(parsed: Parsed, reading: Reading) -> Reading:
        found = (number for document in parsed.documents for number in numbers(document, reading, words))
        return replace(reading, numbers=tuple(found))

    return read


def prepared(lexicon: Lexicon) -> Words:
    """The tables that the layer works with."""
    bounds, names = lexicon.entry("numerals", "bounds"), lexicon.entry("numerals", "not_counts")
    before = [(tuple(phrase.split()), bound) for bound in BOUNDS for phrase in bounds.list_of(bound)]
    after = [(tuple(phrase.split()), bound) for bound in BOUNDS for phrase in bounds.list_of(f"after_{bound}")]
    return Words(
        numeral_words(lexicon),
        by_word(before, -1),
        by_word(after, 0),
        frozenset(bounds.list_of("fillers")),
        frozenset(names.list_of("after")),
        frozenset(names.list_of("before")),
        frozenset(tuple(phrase.split()) for phrase in lexicon.entry("numerals", "vague").list_of("quantities")),
    )


def by_word(phrases: list[tuple[tuple[str, ...], Bound]], at: int) -> Phrases:
    """Phrases by their word `at`, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Bound]]] = {}
    for phrase, bound in sorted(phrases, key=lambda item: -len(item[0])):
        table.setdefault(phrase[at], []).append((phrase, bound))
    return {word: tuple(rows) for word, rows in table.items()}


PARENTS = frozenset(("father", "mother", "dad", "mom", "mum", "grandfather", "grandmother"))  # of four


def numbers(document: Document, reading: Reading, words: Words) -> list[Number]:
    """The numbers of one document in text order."""
    taken = sorted(time.span for time in reading.times if time.span.field == document.field)
    found = [
        bounded(document, numeral, Span(numeral.start, numeral.end, document.field), words)
        for numeral in numerals(document, words.numerals, taken)
        if counts(document, numeral, words)
    ]
    found.extend(quantities(document, words))
    found.extend(nils(document))
    return sorted(found, key=lambda number: number.span)


def counts(document: Document, numeral: Numeral, words: Words) -> bool:
    """False where the numeral's company shows that it is a share, an age, a length, a name."""
    text, tokens = document.text, document.tokens
    after_char = text[numeral.end : numeral.end + 1]
    if after_char in ("%", "°", "′", "/") or (after_char in "-–" and text[numeral.end + 1 : numeral.end + 2].isalpha()):
        return False
    if after_char in (":", ".") and text[numeral.end + 1 : numeral.end + 2].isdigit():
        return False
    covered = document.range(numeral.start, numeral.end)
    if not covered:
        return False
    after = tokens[covered.stop] if covered.stop < len(tokens) else None
    if is_share(document, covered):
        return False
    if after is not None and after.lower == "square" and covered.stop + 1 < len(tokens):
        return False
    if after is not None and (after.lower in words.no_count_after) and after.start - numeral.end <= 1:
        return False
    before = tokens[covered.start - 1] if covered.start else None
    if before is not None and before.lower == "of" and covered.start > 1 and tokens[covered.start - 2].lower in PARENTS:
        return after is not None and after.tag == "NNS"
    if before is not None and before.lower in words.no_count_before and numeral.start - before.end <= 1:
        whole = covered.start > 1 and tokens[covered.start - 2].lower in ORDERED  # under the first phase 33 hostages
        return whole or (before.lower == "no" and text[numeral.start].isalpha() and numeral.low > 1)
    if (
        before is not None
        and before.lower == "war"
        and covered.start > 1
        and tokens[covered.start - 2].lower == "world"
    ):
        return False
    return not (
        is_year(text, numeral, after is not None and after.tag == "NNS")
        or is_age(document, numeral, covered)
        or is_pronoun(document, numeral, covered)
        or is_distance(document, numeral, covered, words)
    )


def is_share(document: Document, covered: range) -> bool:
    """True for both numbers of "nine in 10" and "two out of three"."""
    tokens = document.tokens
    after = tokens[covered.stop : covered.stop + 4]
    k = 2 if [token.lower for token in after[:2]] == ["out", "of"] else 1 if after and after[0].lower == "in" else 0
    if k and len(after) > k + 1 and after[k].tag == "CD":
        return not after[k + 1].tag.startswith(("NN", "JJ"))
    before = tokens[max(0, covered.start - 2) : covered.start]
    in_number = len(before) == 2 and before[0].tag == "CD" and before[1].lower == "in"
    return in_number and covered.stop < len(tokens) and not tokens[covered.stop].tag.startswith(("NN", "JJ"))


def is_year(text: str, numeral: Numeral, plural_follows: bool) -> bool:
    """True for four digits from 1900 to 2099 that no plural noun follows."""
    written = text[numeral.start : numeral.end]
    return len(written) == 4 and written.isdigit() and 1900 <= numeral.low < 2100 and not plural_follows


def is_pronoun(document: Document, numeral: Numeral, covered: range) -> bool:
    """True for "one" that stands for nothing counted: "one another", "no one", "no-one", "the one", "one-third"."""
    if document.text[numeral.start : numeral.end].lower() != "one":
        return False
    tokens = document.tokens
    before = tokens[covered.start - 1].lower if covered.start else ""
    after = tokens[covered.stop].lower if covered.stop < len(tokens) else ""
    if before == "-" and covered.start > 1 and tokens[covered.start - 2].lower == "no":
        return True
    return before in ("no", "the", "this", "that", "which", "any", "each", "every", "another") or after in (
        "another",
        "day",
        "third",
        "by",
        "after",
    )


def is_distance(document: Document, numeral: Numeral, covered: range, words: Words) -> bool:
    """True for "thousands of feet", "hundreds of years": an unstated number of a unit."""
    tokens, k = document.tokens, covered.stop
    return (
        numeral.vague
        and k + 1 < len(tokens)
        and tokens[k].lower == "of"
        and tokens[k + 1].lower in words.no_count_after
    )


def bounded(document: Document, numeral: Numeral, span: Span, words: Words) -> Number:
    """The number with the bound that stands directly before or after it."""
    if numeral.first:
        return Number(span, numeral.low, numeral.high, "range")
    if numeral.vague:
        return Number(span, numeral.low, None, "vague")
    value = numeral.low
    match bound_of(document, span, words):
        case "at_least" | "more_than" as bound:
            return Number(span, value, None, bound)
        case "at_most" | "less_than" as bound:
            return Number(span, None, value, bound)
        case bound:
            return Number(span, value, value, bound)


def bound_of(document: Document, span: Span, words: Words) -> Bound:
    """The bound that the words around a numeral give it."""
    tokens, covered = document.tokens, document.range(span.start, span.end)
    if document.text[span.end : span.end + 1] == "+":
        return "at_least"
    lowers = [token.lower for token in tokens[covered.stop : covered.stop + 5]]
    if lowers and lowers[0] == ",":
        del lowers[0]
    for phrase, bound in words.after.get(lowers[0], ()) if lowers else ():
        if tuple(lowers[: len(phrase)]) == phrase:
            return bound
    i = covered.start - 1
    for _ in range(REACH):
        if i < 0:
            break
        for phrase, bound in words.before.get(tokens[i].lower, ()):
            first = i - len(phrase) + 1
            if phrase == ("over",) and first and tokens[first - 1].lemma in HANDED:
                continue
            if first >= 0 and tuple(token.lower for token in tokens[first : i + 1]) == phrase:
                return bound
        if tokens[i].lower not in words.fillers:
            break
        i -= 1
    return "exact"


def quantities(document: Document, words: Words) -> Iterator[Number]:
    """A large number of …: vague without any bound; the article belongs to it."""
    tokens = document.tokens
    for token in tokens:
        if (
            token.lower in ("number", "numbers")
            and token.i
            and (tokens[token.i - 1].lower, token.lower) in words.quantities
        ):
            first = token.i - 1
            if first and tokens[first - 1].lower in ("a", "an"):
                first -= 1
            yield Number(document.span(first, token.i + 1), None, None, "vague")


def nils(document: Document) -> Iterator[Number]:
    """No casualties, none, no one: 0."""
    tokens = document.tokens
    for token in tokens:
        after = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
        if token.lower == "no-one" or (
            token.lower == "no" and document.text[token.end : token.end + 4].lower() == "-one"
        ):
            yield Number(Span(token.start, token.start + 6, document.field), 0, 0, "exact")
        elif token.lower == "no" and token.tag == "DT":
            pronoun = after is not None and after.lower == "one"
            if pronoun or plural_noun_within(document, token.i):
                yield Number(document.span(token.i, token.i + 1 + pronoun), 0, 0, "exact")
        elif token.lower in ("none", "nobody"):
            yield Number(Span(token.start, token.end, document.field), 0, 0, "exact")


def plural_noun_within(document: Document, i: int) -> bool:
    """True where a noun in the plural, or "one", stands within four tokens after token `i`."""
    for token in document.tokens[i + 1 : i + 5]:
        if token.tag in ("NNS", "NNPS"):
            return True
        if not token.tag.startswith(("JJ", "NN", "VBN", "VBG", "CC", "IN", "HYPH", "RB")) and token.lower not in (
            ",",
            "-",
        ):
            return False
    return False
