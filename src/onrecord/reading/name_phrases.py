"""The noun phrases that may name somebody: proper names, roles ("the ministry's spokesman") and pronouns.

There is no named-entity recogniser: runs of proper nouns, the title lexicon and the parse tell what a phrase names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

from onrecord.lexicon import Lexicon
from onrecord.model import SpeakerKind
from onrecord.reading.name_joints import NAME_ARTICLES, article_before, is_dash, is_torn, title_word
from onrecord.reading.parse import Document, Token

Gender = Literal["male", "female", ""]
PhraseType = Literal["name", "role", "pronoun"]
WORD_LISTS: Mapping[str, tuple[Gender, bool]] = MappingProxyType(
    {
        "male": ("male", False),
        "female": ("female", False),
        "either": ("", False),
        "plural": ("", True),
        "body": ("", False),
        "plural_body": ("", True),
    }
)
PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "his", "its", "their", "them", "i", "we"})
RESOLVED = PRONOUNS - {"i", "we"}
ARTICLES = frozenset(
    {
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "some",
        "several",
        "many",
        "both",
        "another",
        "other",
        "any",
        "all",
        "most",
        "every",
        "each",
        "one",
    }
)
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
KEPT_PREPOSITIONS = frozenset({"of", "for", "in", "near", "at", "on", "from", "to"})
NAME_PREPOSITIONS = frozenset({"of", "for", "on", "in"})
NAME_LINKS = frozenset({"of", "for", "and", "the", "&", "al", "de", "bin", "-", "–", "'", "’"})
STRIPPED_LINKS = (NAME_LINKS | {"the", "."}) - {"al", "bin", "de"}
NOBODY = frozenset(
    {
        "someone",
        "somebody",
        "nobody",
        "everyone",
        "everybody",
        "anyone",
        "anybody",
        "none",
        "nothing",
        "something",
        "everything",
    }
)
MODIFIERS = ("det", "amod", "compound", "nummod", "poss", "nmod", "predet", "quantmod")
MAX_SENTENCE = 500  # tokens; what is longer is no prose, and is not read
MAX_BACK = 10  # longest run of modifiers before a head


class Title(NamedTuple):
    """What a title word says of its bearer."""

    entry: str
    kind: str
    gender: Gender
    plural: bool


@dataclass(frozen=True, slots=True)
class TitleTable:
    """Title words by lower-cased form, and given names by the gender that they tell."""

    titles: Mapping[str, Title]
    given: Mapping[str, Gender]


class Phrase(NamedTuple):
    """A noun phrase that names somebody, tokens `first` to `last` (exclusive).

    `name` is the name or description without article and title, `role` the title of a named person; `words` the
    lower-cased words that describe a role; `owner` the head token of a possessor ("its", "Gaza's").
    """

    first: int
    last: int
    head: int
    type: PhraseType
    name: str
    kind: SpeakerKind
    role: str | None = None
    gender: Gender = ""
    plural: bool = False
    definite: bool = False
    words: frozenset[str] = frozenset()
    owner: int | None = None


def title_table(lexicon: Lexicon) -> TitleTable:
    """The table of the lexicon's titles; where two entries list a word, the first by file name has it."""
    titles: dict[str, Title] = {}
    given: dict[str, Gender] = {}
    for entry in lexicon.entries("titles"):
        kind = str(entry.values["kind"])
        for key, (gender, plural) in WORD_LISTS.items():
            for word in entry.list_of(key):
                titles.setdefault(word, Title(entry.name, kind, gender, plural))
        for name in entry.list_of("male_names"):
            given[name] = "male"
        for name in entry.list_of("female_names"):
            given.setdefault(name, "female")
    return TitleTable(MappingProxyType(titles), MappingProxyType(given))


def phrases(doc: Document, table: TitleTable, speaking: frozenset[int]) -> Iterator[Phrase]:
    """Every phrase of the document that may name somebody; `speaking` are the subjects of cue verbs."""
    for token in (t for s in doc.sentences if s.last - s.first <= MAX_SENTENCE for t in doc.tokens[s.first : s.last]):
        tag = token.tag
        if tag[:3] == "PRP":
            if token.lower in RESOLVED and (token.lower != "it" or token.i in speaking):
                yield pronoun(token)
        elif (
            tag[:2] != "NN"
            or token.lower in NOBODY
            or token.dep in ("compound", "nmod", "amod")
            or (token.lower == "one" and any(c.lower == "no" for c in doc.children(token.i, "det", "neg")))
            or is_torn(doc, token)
        ):
            continue
        elif tag[:3] == "NNP":
            yield proper(doc, token, table)
        elif token.lower in table.titles or token.i in speaking:
            yield role_phrase(doc, token, table)


def pronoun(token: Token) -> Phrase:
    """A pronoun, with the gender and number it tells."""
    gender: Gender = (
        "male" if token.lower in ("he", "him", "his") else "female" if token.lower in ("she", "her") else ""
    )
    plural = token.lower in ("they", "them", "their")
    kind: SpeakerKind = "person" if gender else "body"
    return Phrase(token.i, token.i + 1, token.i, "pronoun", token.lower, kind, gender=gender, plural=plural)


def left_edge(doc: Document, head: int) -> int:
    """The first token of the run of modifiers that ends at `head`."""
    first = head
    for child in doc.children(head, *MODIFIERS):
        if child.i < first and head - child.i <= MAX_BACK:
            first = min(first, child.i, *(x for x in doc.subtree(child.i) if head - x <= 2 * MAX_BACK))
    if (article := article_before(doc, first)) is not None:
        # the parse may have torn the name apart: "Bashar al" and "Assad"
        return min(article, *(x for x in doc.subtree(article) if x < article and head - x <= 2 * MAX_BACK), article)
    return first


def proper(doc: Document, token: Token, table: TitleTable) -> Phrase:
    """The phrase headed by a proper noun: a name, with the title before it, or a role in capitals."""
    first, head = left_edge(doc, token.i), token.i
    title = table.titles.get(token.lower)
    if title is not None and title.kind in ("office", "unnamed"):
        return role_phrase(doc, token, table)
    start = name_start(doc, first, head, table)
    last = name_end(doc, token, title)
    name = joined(doc, start, last)
    role = joined(doc, skip_articles(doc, first, start), start) or None
    words = [t.lower for t in doc.tokens[start:last]]
    parts = [t for t in doc.tokens[start:last] if t.text != "-" and t.lower not in NAME_ARTICLES]
    kind: SpeakerKind = "body"
    before = table.titles.get(title_word(doc, start - 1)) if start > first else None
    body = any((found := table.titles.get(word)) is not None and found.kind == "body" for word in words)
    if (
        not body
        and ((before is not None and before.kind in ("office", "honorific", "unnamed")) or words[0] in table.given)
    ) or (not body and 2 <= len(parts) <= 4 and all(t.tag[:3] == "NNP" and not t.text.isupper() for t in parts)):
        kind = "person"
    gender: Gender = (before.gender if before is not None else "") or (
        table.given.get(words[0], "") if kind == "person" else ""
    )
    owner = max((i for i in range(first, start) if doc.tokens[i].tag == "POS"), default=first - 1) + 1
    described = frozenset(words) | frozenset(t.lower for t in doc.tokens[owner:start])
    return Phrase(first, last, head, "name", name, kind, role, gender, definite=True, words=described)


def name_start(doc: Document, first: int, head: int, table: TitleTable) -> int:
    """Where the name itself starts in the phrase `first` to `head`: behind its last title, common noun or adjective."""
    start = head
    while start > first:
        token = doc.tokens[start - 1]
        title = table.titles.get(title_word(doc, start - 1))
        named = (
            token.tag[:3] == "NNP"
            or token.lower in NAME_LINKS
            or token.tag == "HYPH"
            or (token.text[:1].isupper() and token.tag in ("JJ", "NN"))
        )
        if token.tag in ("DT", "PRP$", "POS", "CD") or not named or is_dash(doc, token):
            break
        if title is not None and title.kind in ("office", "honorific", "unnamed"):
            break
        start -= 1
    if start > first and doc.tokens[start].lower == "of":  # "Secretary of State Ann Poe": the title goes on
        start = max((c.i + 1 for c in doc.children(start, "pobj") if c.i < head), default=start)
    while start < head and doc.tokens[start].lower in STRIPPED_LINKS:
        start += 1
    head_title = table.titles.get(doc.tokens[head].lower)
    if head_title is not None and head_title.kind == "body":
        # a body's name keeps what describes it: "Gaza's Health Ministry", "Egypt's State Information Service"
        return skip_articles(doc, first, head)
    return start


def name_end(doc: Document, token: Token, title: Title | None) -> int:
    """Where a name ends: behind "for Migration" in the name of a body."""
    if title is None or title.kind != "body":
        return token.i + 1
    for child in doc.children(token.i, "prep"):
        if child.i == token.i + 1 and child.lower in NAME_PREPOSITIONS:
            indices = doc.subtree(child.i)
            if all(doc.tokens[x].tag[:3] == "NNP" or doc.tokens[x].lower in NAME_LINKS for x in indices[1:]):
                return indices[-1] + 1
    return token.i + 1


def role_phrase(doc: Document, token: Token, table: TitleTable) -> Phrase:
    """The phrase of a role, a body by its common noun, or an unnamed source."""
    head = token.i
    first = left_edge(doc, head)
    title = table.titles.get(token.lower)
    owner = next((child.i for child in doc.children(head, "poss")), None)
    last = role_end(doc, head)
    start = skip_articles(doc, first, head)
    determiner = doc.tokens[first].lower
    kind: SpeakerKind = "unnamed"
    if title is not None and title.kind in ("office", "body"):
        kind = "office" if title.kind == "office" else "body"
    plural = token.tag in ("NNS", "NNPS") or (title is not None and title.plural)
    words = frozenset(t.lower for t in doc.tokens[start:last] if t.tag not in ("POS", "IN", "DT"))
    return Phrase(
        first, last, head, "role", joined(doc, start, last), kind, gender=title.gender if title else "", plural=plural,
        definite=determiner in DEFINITE or owner is not None, words=words, owner=owner,
    )  # fmt: skip


def role_end(doc: Document, head: int) -> int:
    """Where a description ends: behind the prepositional phrases right after its head, before any relative clause."""
    last = head + 1
    for child in doc.children(head, "prep"):
        if child.i == last and child.lower in KEPT_PREPOSITIONS:
            last = child.i + 1
            limit = doc.subtree(child.i)[-1] + 1
            while (
                last < limit
                and doc.tokens[last].tag[:1] in "NJDPCRH"
                and doc.tokens[last].tag not in ("PRP",)
                and doc.tokens[last].text not in (",", "(")
            ):
                last += 1
            while last > child.i + 1 and doc.tokens[last - 1].tag in ("DT", "RB", "CC", "HYPH", "POS"):
                last -= 1
    return last if last > head + 2 or last == head + 1 else head + 1


def skip_articles(doc: Document, first: int, head: int) -> int:
    """The first token from `first` that is no article, number or possessive pronoun."""
    while first < head and (
        doc.tokens[first].lower in ARTICLES
        or doc.tokens[first].tag in ("DT", "CD", "PRP$", "PDT", "WP$", "``", ",", "_SP", ":")
    ):
        first += 1
    while first + 1 < head and doc.tokens[first].tag == "HYPH":
        first += 2  # "102-page report", "30-year-old man": what the number counts goes with it
    return first


def joined(doc: Document, first: int, last: int) -> str:
    """The text of tokens `first` to `last`, white space made single."""
    if first >= last:
        return ""
    return " ".join(doc.text[doc.tokens[first].start : doc.tokens[last - 1].end].split()).strip(" ,")
