"""Where a story names places: the longest gazetteer names over capitalised words, less those that name something else.

A person ("Paris Hilton", "Mr Jordan"), a paper or a club ("Washington Post") is no place; once a name is seen to be
somebody's, it is so in the rest of the story, except after a preposition of place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.lexicon import Lexicon
from onrecord.reading.parse import Document, Token
from onrecord.reading.place_cities import fold
from onrecord.reading.place_gazetteer import Gazetteer, Toponym

ARABIC_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "az"})
UNLISTED = {
    "province": "region", "region": "region", "oblast": "region", "governorate": "region", "district": "district",
    "township": "district", "village": "city", "town": "city", "city": "city", "neighbourhood": "district",
    "neighborhood": "district", "camp": "camp", "crossing": "crossing", "hamlet": "city", "settlement": "city",
}  # fmt: skip
LARGE_CITY = 100_000
UPPER_CASE_SHARE = 0.6  # of the letters, from which a text is taken as printed in capitals


class Mention(NamedTuple):
    """Tokens `first` to `last` (exclusive) that may name one of `candidates`.

    `located` after a preposition of place; `division` where a word like "region" follows; `cut` where only the part of
    the last token up to a hyphen names the place ("U.S.-brokered"), as its length.
    """

    doc: Document
    first: int
    last: int
    name: str
    candidates: tuple[Toponym, ...]
    located: bool
    division: bool
    cut: int | None = None


@dataclass(frozen=True, slots=True)
class NameWords:
    """The word lists of the lexicon entry "name words"."""

    divisions: frozenset[str]
    features: frozenset[str]
    bodies: frozenset[str]
    directions: frozenset[str]
    openers: frozenset[str]
    traps: frozenset[str]
    honorifics: frozenset[str]
    near: frozenset[str]


def name_words(lexicon: Lexicon) -> NameWords:
    """The lists as sets; empty ones where the lexicon has no such entry."""
    entry = next((e for e in lexicon.entries("places") if e.name == "name words"), None)
    words: Mapping[str, tuple[str, ...]] = entry.words if entry else {}
    return NameWords(*(frozenset(words.get(name, ())) for name in NameWords.__slots__))


def find(doc: Document, gazetteer: Gazetteer, words: NameWords) -> list[Mention]:
    """The mentions of a document in text order; demonyms for people are among them (form "people"), for context."""
    upper = in_capitals(doc.text)
    found: list[Mention] = []
    people: set[str] = set()
    i, tokens = 0, doc.tokens
    while i < len(tokens):
        token = tokens[i]
        begins = token.text[:1].isupper() or (token.lower in ARABIC_ARTICLES and i + 1 < len(tokens))
        match = longest_match(doc, i, gazetteer) if begins and token.tag not in ("MD", "PRP", "PRP$") else None
        if match is None:
            unlisted = unlisted_place(doc, i, words) if begins and is_name(token) else None
            if unlisted:
                found.append(unlisted)
            i = unlisted.last if unlisted else i + 1
            continue
        last, name, cut = match
        mention = judged(doc, i, last, name, cut, gazetteer, words, people, upper)
        if mention:
            found.append(mention)
        i = last
    return [m for m in found if m.located or m.name not in people or well_known(m.candidates)]


def well_known(candidates: tuple[Toponym, ...]) -> bool:
    """True where one of them is a country, a region or a large city."""
    return any(c.kind != "city" or c.population >= 3 * LARGE_CITY for c in candidates)


def unlisted_place(doc: Document, i: int, words: NameWords) -> Mention | None:
    """A place that no list has, known by the word beside it: "Chaung-U township", "the village of Beit Jinn"."""
    tokens = doc.tokens
    last = i
    while last < len(tokens) and last < i + 5 and (is_name(tokens[last]) or tokens[last].text in ("-", "'", "’")):
        last += 1
    if last >= len(tokens) or tokens[i].sentence != tokens[last - 1].sentence:
        return None
    after = tokens[last]
    before = tokens[i - 2].lower if i > 1 and tokens[i - 1].lower == "of" else ""
    kind = UNLISTED.get(after.lower) if after.tag == "NN" else None
    if kind and tokens[last - 1].head >= last:
        last += 1
    else:
        kind = UNLISTED.get(before)
    if kind is None:
        return None
    name = doc.text[tokens[i].start : tokens[last - 1].end]
    toponym = Toponym(name, kind, None, None, None, None, 0, None)
    return Mention(doc, i, last, fold(name), (toponym,), located=True, division=False)


def in_capitals(text: str) -> bool:
    """True for a text printed in capitals, where case is no sign of a name."""
    sample = [c for c in text[:2000] if c.isalpha()]
    return len(sample) > 20 and sum(c.isupper() for c in sample) > UPPER_CASE_SHARE * len(sample)


def longest_match(doc: Document, i: int, gazetteer: Gazetteer) -> tuple[int, str, int | None] | None:
    """The end (exclusive), the folded name, and the length of the part of a hyphenated token that is the name."""
    token = doc.tokens[i]
    first = fold(token.text)
    head, _, rest = first.partition(" ")
    limit = gazetteer.words.get(head, 0)
    if not limit:
        return None
    best: tuple[int, str, int | None] | None = None
    after = doc.tokens[i + 1] if i + 1 < len(doc.tokens) else None
    if token.text[-1] == "." and token.text in gazetteer.shortened:
        best = (i + 1, token.text, None)
    elif (
        after is not None and after.text == "." and f"{token.text}." in gazetteer.shortened and after.start == token.end
    ):
        best = (i + 2, f"{token.text}.", None)
    name = ""
    for j in range(i, min(len(doc.tokens), i + 2 * limit)):
        other = doc.tokens[j]
        if other.sentence != token.sentence or "\n" in other.text:
            break
        gap = " " if j > i and doc.tokens[j - 1].end < other.start else ""
        name = fold(name + gap + other.lower) if other.text not in ("-", "–") else name + " "
        if name.count(" ") >= limit:
            break
        if (best is None or j + 1 > best[0]) and (name in gazetteer.cities or name in gazetteer.others):
            best = (j + 1, name, None)
    if best is None and rest and "-" in token.text:
        part = token.text.partition("-")[0]
        if fold(part) in gazetteer.others:
            best = (i + 1, fold(part), len(part))
    return best


def judged(
    doc: Document, first: int, last: int, name: str, cut: int | None, gazetteer: Gazetteer, words: NameWords,
    people: set[str], upper: bool,
) -> Mention | None:  # fmt: skip
    """The mention, or None where the words around say that it names something else (a person: added to `people`)."""
    tokens = doc.tokens
    token, end = tokens[first], tokens[last - 1]
    text = doc.text[token.start : end.end] if cut is None else token.text[:cut]
    candidates = fitting(text, name, token, last - first, gazetteer, words, upper)
    if not candidates:
        return None
    before = tokens[first - 1] if first and tokens[first - 1].sentence == token.sentence else None
    after = tokens[last] if last < len(tokens) and tokens[last].sentence == token.sentence else None
    form = candidates[0].form
    if form != "name":
        noun = end.tag in ("NNP", "NNS", "NNPS", "NN") and end.dep not in ("amod", "compound", "nmod", "poss")
        if form == "adjective" and noun and cut is None and not joined(after):
            candidates = tuple(c._replace(form="people") for c in candidates)
        return Mention(doc, first, last, name, candidates, located=False, division=False, cut=cut)
    if not upper and named_otherwise(doc, first, last, before, after, candidates, words):
        people.add(fold(end.text) if before and is_name(before) else name)
        return None
    located = before is not None and (
        before.lower in words.near
        or (before.lower in words.directions and first > 1 and tokens[first - 2].lower in words.near)
        or (before.lower == "of" and first > 1 and tokens[first - 2].lower in words.features)
    )
    division = after is not None and after.lower in words.divisions
    return Mention(doc, first, last, name, candidates, located, division, cut)


def joined(after: Token | None) -> bool:
    """True where a hyphen or slash goes on to a modifier: "Iraqi-led"."""
    return after is not None and after.text in ("-", "–", "/")


def fitting(
    text: str, name: str, token: Token, length: int, gazetteer: Gazetteer, words: NameWords, upper: bool
) -> tuple[Toponym, ...]:
    """The candidates that the spelling, the tag and the length of the name allow."""
    plain = text.replace(".", "")
    if name in gazetteer.acronyms and not plain.isupper():
        others = [c for c in gazetteer.candidates(name) if c.kind == "city" and c.population >= LARGE_CITY]
        return tuple(others) if token.tag[:3] == "NNP" else ()
    if name in gazetteer.acronyms and length == 1:
        return tuple(gazetteer.others[name])
    proper = token.tag[:3] == "NNP"
    single = length == 1
    candidates = gazetteer.candidates(name)
    if name in gazetteer.shortened:
        return (gazetteer.shortened[name],)
    if single and name in words.directions:
        return ()
    kept = [c for c in candidates if c.form != "name" or c.kind != "city" or proper or not single]
    if not single and name in words.traps:
        return ()
    if single and (name in words.traps or len(name) < 3 or (len(name) < 4 and plain.isupper())):
        kept = [
            c for c in kept if c.kind == "country" or (c.kind != "city" and len(name) > 3 and name not in words.traps)
        ]
        large = [c for c in candidates if c.kind == "city" and c.population >= 2 * LARGE_CITY and c.rank == 0]
        kept += large if name in words.traps and proper else []
    if token.tag[:1] in ("V", "I", "R", "W", "D", "P") and not upper and single:
        kept = [c for c in kept if c.kind == "country"]
    if upper:
        kept = [c for c in kept if c.kind != "city" or c.population >= LARGE_CITY or not single]
    return tuple(kept)


def is_name(token: Token) -> bool:
    """True for a capitalised proper noun."""
    return token.tag[:3] == "NNP" and token.text[:1].isupper()


def named_otherwise(
    doc: Document, first: int, last: int, before: Token | None, after: Token | None,
    candidates: tuple[Toponym, ...], words: NameWords,
) -> bool:  # fmt: skip
    """True where the name is part of a person's, a firm's or a paper's name."""
    end = doc.tokens[last - 1]
    cities = {(c.name, c.country) for c in candidates if c.kind == "city"}
    state = any(
        c.kind == "country" or (c.kind == "region" and (c.name, c.country) not in cities and c.population > LARGE_CITY)
        for c in candidates
    )
    if before is not None and before.lower in words.honorifics and not state:
        return True
    if (
        before is not None and is_name(before) and before.dep in ("compound", "nmod")
        and first <= before.head < last + 3
        and before.lower not in words.directions and before.lower not in words.openers
    ):  # fmt: skip
        # "Michael Jordan", but "Kherson Ukraine" and "Israel Gaza": then the word before is a place's name, too
        return not (last - first > 1 and state)
    if after is None or not is_name(after) or end.head < last or end.dep not in ("compound", "nmod"):
        return False
    for token in doc.tokens[last : last + 5]:
        if token.lower in words.features or token.lower in words.divisions or token.lower in words.bodies:
            return False
        if token.dep not in ("compound", "nmod"):
            break
    return not state
