"""Cue words: the verbs, nouns and phrases that may attribute something, found token by token with one look-up each.

A candidate is no attribution yet: `attribution_content` says what it would attribute, `attributions` decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from onrecord.lexicon import Lexicon
from onrecord.reading.parse import Document

VERB_FRAMES = ("clauses", "objects", "infinitives", "passives", "measured", "labels", "quoted")
MAX_SENTENCE = 500  # tokens; what is longer is no prose, and is not read
DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan.",
    "feb.", "aug.", "oct.", "nov.", "dec.", "today", "yesterday", "tomorrow", "sept.",
})  # fmt: skip
AUXILIARY = frozenset({"aux", "auxpass", "amod", "compound"})


class Candidate(NamedTuple):
    """A cue word at token `head`; `frames` says in which constructions it attributes, and by which entry.

    `word` is verb, noun or phrase; for a phrase, `last` is its last token, else `head`.
    """

    head: int
    last: int
    word: str
    frames: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CueTable:
    """The cue words by lemma. A verb's frames are keyed by frame, its prepositions as "to:call for"."""

    verbs: Mapping[str, Mapping[str, str]]
    nouns: Mapping[str, Mapping[str, str]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    things: frozenset[str] = frozenset()  # after a phrase, no source: "according to plan"
    acts: frozenset[str] = frozenset()  # done rather than said: "agreed to meet", "signed the deal"
    done: frozenset[str] = frozenset()  # a verb and its object that together are no speech: "claim life"
    opening: frozenset[tuple[str, ...]] = frozenset()  # phrases that open a clause: "Per the ministry, ..."


def cue_table(lexicon: Lexicon) -> CueTable:
    """The table of the lexicon's cues; where two entries list a word for one frame, the first by file name has it."""
    verbs: dict[str, dict[str, str]] = {}
    nouns: dict[str, dict[str, str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    things: set[str] = set()
    acts: set[str] = set()
    done: set[str] = set()
    opening: set[tuple[str, ...]] = set()
    for entry in lexicon.entries("cues"):
        for frame in VERB_FRAMES:
            for lemma in entry.list_of(frame):
                verbs.setdefault(lemma, {}).setdefault(frame, entry.name)
        for words, table in ((entry.list_of("prepositions"), verbs), (entry.list_of("noun_prepositions"), nouns)):
            for phrase in words:
                lemma, _, preposition = phrase.rpartition(" ")
                table.setdefault(lemma, {}).setdefault(f"prep:{preposition}", entry.name)
        for lemma in entry.list_of("nouns"):
            nouns.setdefault(lemma, {}).setdefault("clauses", entry.name)
        things.update(entry.list_of("things"))
        acts.update(entry.list_of("acts"))
        done.update(entry.list_of("done"))
        opening.update(tuple(phrase.split()) for phrase in entry.list_of("opening"))
        for phrase in (*entry.list_of("phrases"), *entry.list_of("opening")):
            parts = tuple(phrase.split())
            phrases.setdefault(parts[0], []).append((parts, entry.name))
    return CueTable(
        MappingProxyType({lemma: MappingProxyType(frames) for lemma, frames in verbs.items()}),
        MappingProxyType({lemma: MappingProxyType(frames) for lemma, frames in nouns.items()}),
        MappingProxyType({first: tuple(rest) for first, rest in phrases.items()}),
        frozenset(things),
        frozenset(acts),
        frozenset(done),
        frozenset(opening),
    )


def candidates(doc: Document, table: CueTable) -> Iterator[Candidate]:
    """Every cue word of the document, in text order."""
    for token in (t for s in doc.sentences if s.last - s.first <= MAX_SENTENCE for t in doc.tokens[s.first : s.last]):
        if token.lower in table.phrases and (found := phrase_at(doc, token.i, table)):
            yield found
        elif token.tag[:1] == "V":
            if token.dep not in AUXILIARY and (frames := verb_frames(doc, token.i, table)):
                yield Candidate(token.i, token.i, "verb", frames)
        elif token.tag[:2] == "NN" and token.lemma in table.nouns:
            yield Candidate(token.i, token.i, "noun", table.nouns[token.lemma])


def phrase_at(doc: Document, i: int, table: CueTable) -> Candidate | None:
    """The cue phrase that starts at token `i`."""
    for parts, name in table.phrases[doc.tokens[i].lower]:
        last = i + len(parts)
        if tuple(token.lower for token in doc.tokens[i:last]) != parts:
            continue
        if parts in table.opening and not opens(doc, i, last, table):
            continue
        if last >= len(doc.tokens) or doc.tokens[last].lower not in table.things:
            return Candidate(i, last - 1, "phrase", MappingProxyType({"phrase": name}))
    return None


def opens(doc: Document, i: int, last: int, table: CueTable) -> bool:
    """True where the phrase begins its clause and a name or "the" and somebody follow: not "40 dollars per barrel"."""
    before = doc.tokens[i - 1] if i > doc.sentence_of(i).first else None
    after = doc.tokens[last] if last < len(doc.tokens) else None
    if after is None or (before is not None and before.text not in (",", "”", '"', "''", "(")):
        return False
    return (after.tag[:3] == "NNP" or after.lower == "the") and not any(
        t.lower in table.things for t in doc.tokens[last + 1 : last + 6]
    )


def verb_frames(doc: Document, i: int, table: CueTable) -> Mapping[str, str] | None:
    """The frames of the verb at `i`, under its particle where it has one that the table knows ("rule out")."""
    token = doc.tokens[i]
    for child in doc.children(i, "prt", "advmod"):
        if child.i == i + 1 and (frames := table.verbs.get(f"{token.lemma} {child.lower}")):
            return {**table.verbs.get(token.lemma, {}), **frames}
    return table.verbs.get(token.lemma)
