"""The phrase that a number stands in: its noun, where the phrase starts and ends, and the words of what is counted."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Number
from onrecord.reading.parse import Document, Token

BEFORE = frozenset(
    "at least most more less fewer than over under about around some roughly approximately nearly almost "
    "close an a the up as "
    "many much estimated another additional further its their his her our these those other perhaps "
    "possibly maybe only just "
    "even also exactly fully no not total past above well $ us$ € £ all".split()
)
SKIPPED = frozenset(
    (
        "more",
        "other",
        "additional",
        "further",
        "or",
        "such",
        "new",
        "so",
        "another",
        "of",
        "the",
        "its",
        "their",
        "those",
        "these",
        "his",
        "her",
    )
)
INSIDE_NOUN_PHRASE = ("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "VBN", "VBG", "CD", "RB")
NOT_NOUNS = frozenset(
    (
        "dead",
        "wounded",
        "injured",
        "hurt",
        "missing",
        "hostage",
        "captive",
        "prisoner",
        "displaced",
        "homeless",
        "killed",
        "shot",
        "die",
        "dies",
        "died",
    )
)
WHEN = frozenset("yesterday today tonight tomorrow".split())
WHERE = frozenset("outside inside near".split())
SPANS = frozenset("night week month year weekend".split())
SCALE = frozenset(("people", "person"))
MAX_PHRASE = 9


@dataclass(frozen=True, slots=True)
class Counted:
    """A number in its phrase: token indices, ends exclusive; `noun` is None where the number stands alone."""

    number: Number
    document: Document
    first: int
    last: int
    start: int
    end: int
    noun: Token | None
    of: str | None

    @property
    def head(self) -> int:
        """The token that the parse hangs the phrase on: the noun, or the numeral's last word."""
        return self.noun.i if self.noun else self.last - 1

    @property
    def lemma(self) -> str:
        """The noun's lemma, empty where there is none."""
        return self.noun.lemma if self.noun else ""


def counted(document: Document, number: Number) -> Counted:
    """The phrase around a number."""
    covered = document.range(number.span.start, number.span.end)
    first, last = covered.start, covered.stop
    sentence_first, sentence_last = document.sentence_of(first).first, document.sentence_of(first).last
    start = phrase_start(document, first, sentence_first)
    noun_first, noun = counted_noun(document, last, min(sentence_last, last + MAX_PHRASE))
    if noun is None:
        return Counted(number, document, first, last, start, last, None, None)
    end = noun.i + 1
    return Counted(number, document, first, last, start, end, noun, words_of(document, noun_first, noun, sentence_last))


def phrase_start(document: Document, first: int, floor: int) -> int:
    """Where the phrase begins, with its article and its bound."""
    i = first
    tokens = document.tokens
    while i > floor and first - i < 7:
        lower = tokens[i - 1].lower
        if lower not in BEFORE and not (lower == "to" and i - 2 >= floor and tokens[i - 2].lower in ("up", "close")):
            break
        i -= 1
    return i


def counted_noun(document: Document, i: int, limit: int) -> tuple[int, Token | None]:
    """The token index at which the counted thing's words begin, and its noun, among tokens `i` to `limit`."""
    tokens = document.tokens
    begin, noun = i, None
    seen_word = False
    while i < limit:
        token = tokens[i]
        if token.tag == "CD" and i > begin - 1 and i and tokens[i - 1].lower == "of":
            break  # 54 of 60 drones: the second number has its own phrase
        if not seen_word and begins_another(document, i, begin, limit):
            break
        if not seen_word and token.lower in SKIPPED:
            i, begin = i + 1, i + 1
            continue
        if (token.lower in NOT_NOUNS and not attributive(document, i, limit)) or is_when(document, i, limit):
            break
        if not token.tag.startswith(INSIDE_NOUN_PHRASE) or token.tag == "VB":
            if (
                token.tag == "CC"
                and noun is None
                and seen_word
                and i + 1 < limit
                and tokens[i + 1].tag in ("JJ", "NN", "VBN")
            ):
                i += 1  # medical and emergency workers
                continue
            break
        if token.tag == "POS":  # Ali's cousins
            noun = None
            i += 1
            continue
        if token.tag in ("VBN", "VBG", "RB", "CD") and (noun is not None or not attributive(document, i, limit)):
            break
        if noun is not None and token.tag.startswith(("JJ",)):
            break
        seen_word = True
        if token.tag.startswith("NN"):
            noun = token
        i += 1
    return begin, noun


def begins_another(document: Document, i: int, begin: int, limit: int) -> bool:
    """True where token `i`, first after the numeral, begins what is not counted.

    "27 the army says are dead", "kills 15 outside Moravian barracks".
    """
    tokens = document.tokens
    if tokens[i].lower == "the":
        return i == begin and tokens[i - 1].tag == "CD"
    return tokens[i].lower in WHERE and i + 1 < limit and tokens[i + 1].tag not in ("NN", "NNS", "JJ")


def is_when(document: Document, i: int, limit: int) -> bool:
    """True where token `i` begins a time: "two car bombs yesterday", "80 dollars last year"."""
    tokens = document.tokens
    following = tokens[i + 1].lower if i + 1 < limit else ""
    return tokens[i].lower in WHEN or (tokens[i].lower in ("last", "this", "next") and following in SPANS)


def attributive(document: Document, i: int, limit: int) -> bool:
    """True where a noun follows token `i` at once, or after further adjectives: "injured patients"."""
    if i + 1 >= limit:
        return False
    after = document.tokens[i + 1]
    if after.lower in NOT_NOUNS:
        return False
    if after.tag.startswith("NN"):
        return after.start - document.tokens[i].end <= 1
    return after.tag.startswith("JJ") and attributive(document, i + 1, limit)


def words_of(document: Document, begin: int, noun: Token, limit: int) -> str:
    """What is counted, as in the text, with nouns joined to it ("women and children")."""
    tokens, last = document.tokens, noun.i + 1
    if last + 1 < limit and tokens[last].tag == "CC" and tokens[last + 1].tag in ("NNS", "NNPS"):
        after = tokens[last + 2].tag if last + 2 < limit else "."
        if not after.startswith("VB") or tokens[last].lower == "or":
            last += 2
    return document.text[tokens[begin].start : tokens[last - 1].end]
