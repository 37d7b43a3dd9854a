"""A sentence with its numbers and the words that speak of measures: what the figure rules look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from onrecord.model import Number, Reading, Time
from onrecord.reading.figure_counted import Counted, counted
from onrecord.reading.figure_words import Cue, MeasureWords
from onrecord.reading.parse import Document

Item = TypeVar("Item", Number, Time)
BE = frozenset(("be", "get"))
DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Jan. Feb. March April May June July Aug. "
    "Sept. Oct. Nov. Dec. January "
    "February August September October November December Mon Tue Wed Thu Fri Sat Sun".split()
)
ADVERBS = ("RB", "RBR", "RBS")


MAX_NUMBERS = 80  # numbers of one sentence that are looked at: more are a table, or hostile
MAX_TIMES = 40
WIDE = frozenset(("country", "region"))


@dataclass(frozen=True)
class Scene:
    """One sentence: its numbers in their phrases, in text order, its cues by token, and every sentence's times."""

    document: Document
    first: int
    last: int
    numbers: tuple[Counted, ...]
    cues: dict[int, list[Cue]]
    words: MeasureWords
    times: Mapping[int, tuple[Time, ...]]
    wide: frozenset[int] = frozenset()  # tokens that name a country or a region
    nations: frozenset[int] = frozenset()  # tokens that are a country's adjective

    def number_at(self, i: int) -> Counted | None:
        """The number whose phrase covers token `i`."""
        return next((number for number in self.numbers if number.start <= i < number.end), None)

    def number_ending(self, i: int) -> Counted | None:
        """The number whose phrase ends right before token `i`."""
        return next((number for number in self.numbers if number.end == i), None)

    def before(self) -> Scene | None:
        """The sentence before, without its numbers; None at the start."""
        index = self.document.tokens[self.first].sentence - 1
        if index < 0:
            return None
        sentence = self.document.sentences[index]
        return replace(self, first=sentence.first, last=sentence.last, numbers=(), cues={})


def scenes(document: Document, reading: Reading, words: MeasureWords) -> Iterator[Scene]:
    """The sentences of the document that hold numbers."""
    numbers = by_sentence(document, reading.numbers)
    times = {index: tuple(found[:MAX_TIMES]) for index, found in by_sentence(document, reading.times).items()}
    wide, nations = wide_places(document, reading) if numbers else (frozenset(), frozenset())
    for index, found in sorted(numbers.items()):
        sentence = document.sentences[index]
        cues: dict[int, list[Cue]] = {}
        for token in document.tokens[sentence.first : sentence.last]:
            if token.lemma in words.known or token.lower in words.known:
                speaking = words.cues(document, token)
                if speaking:
                    cues[token.i] = speaking
        phrases = tuple(counted(document, number) for number in found[:MAX_NUMBERS])
        yield Scene(document, sentence.first, sentence.last, phrases, cues, words, times, wide, nations)


def wide_places(document: Document, reading: Reading) -> tuple[frozenset[int], frozenset[int]]:
    """The tokens that end the name of a country or a region, and those that end an adjective of one."""
    names: set[int] = set()
    adjectives: set[int] = set()
    for place in reading.places:
        if place.span.field == document.field and place.kind in WIDE:
            covered = document.range(place.span.start, place.span.end)
            if covered:
                (names if place.form == "name" else adjectives).add(covered.stop - 1)
    return frozenset(names), frozenset(adjectives)


def by_sentence(document: Document, items: Iterable[Item]) -> dict[int, list[Item]]:
    """What has a span in this document, by the sentence that it starts in."""
    found: dict[int, list[Item]] = {}
    for item in items:
        if item.span.field == document.field:
            covered = document.range(item.span.start, item.span.end)
            if covered:
                found.setdefault(document.tokens[covered.start].sentence, []).append(item)
    return found


def is_passive_form(scene: Scene, i: int) -> bool:
    """True where the verb at token `i` speaks of what stands before it: "were killed", "people killed in"."""
    tokens = scene.document.tokens
    token = tokens[i]
    if token.tag not in ("VBN", "VBD", "JJ") or (i > scene.first and tokens[i - 1].lower == "who"):
        return False
    k = i - 1
    for _ in range(5):
        if k < scene.first:
            break
        before = tokens[k]
        if before.lemma in BE or before.lower in ("being", "been"):
            return True
        if before.lemma == "have" and before.tag[0] == "V":
            return False
        coordinated = before.lower in ("and", "or", ",") and k > scene.first and tokens[k - 1].tag in ("VBN", "VBD")
        if coordinated:
            k -= 2
            continue
        if (
            before.tag not in ADVERBS
            and before.tag not in ("VBN",)
            and before.lower not in ("either", "both", "confirmed")
        ):
            break
        k -= 1
    return not starts_object(scene, i + 1)


def starts_object(scene: Scene, i: int) -> bool:
    """True where an object may begin at token `i`: the verb before it is active."""
    if i >= scene.last:
        return False
    token = scene.document.tokens[i]
    if scene.number_at(i):
        return True
    if token.lower in ("and", "or") and i + 2 < scene.last and scene.cues.get(i + 1):
        # killed and wounded 12: the object of the second is the first's
        return scene.document.tokens[i + 1].tag[0] == "V" and starts_object(scene, i + 2)
    if token.text in DAYS:
        return False
    if token.lower in ("dead", "down", "up", "out", "alive", "homeless"):
        return starts_object(scene, i + 1)
    if token.lower in ("in", "by", "on", "at", "hostage", "captive", "prisoner", "here", "there", "today", "yesterday"):
        return False
    return token.tag.startswith(("DT", "NN", "PRP", "CD", "JJ")) and token.lower not in (
        "last",
        "early",
        "late",
        "this",
        "dead",
    )
