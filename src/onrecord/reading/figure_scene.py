"""A sentence with its numbers and the words that speak of measures: what the figure rules look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Number, Reading
from onrecord.reading.figure_counted import Counted, counted
from onrecord.reading.figure_words import Cue, MeasureWords
from onrecord.reading.parse import Document

BE = frozenset(("be", "get"))
DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Jan. Feb. March April May June July Aug. "
    "Sept. Oct. Nov. Dec. January "
    "February August September October November December Mon Tue Wed Thu Fri Sat Sun".split()
)
ADVERBS = ("RB", "RBR", "RBS")


@dataclass(frozen=True)
class Scene:
    """One sentence: its numbers in their phrases, in text order, and its cues by token."""

    document: Document
    first: int
    last: int
    numbers: tuple[Counted, ...]
    cues: dict[int, list[Cue]]
    words: MeasureWords

    def number_at(self, i: int) -> Counted | None:
        """The number whose phrase covers token `i`."""
        return next((number for number in self.numbers if number.start <= i < number.end), None)

    def number_ending(self, i: int) -> Counted | None:
        """The number whose phrase ends right before token `i`."""
        return next((number for number in self.numbers if number.end == i), None)


def scenes(document: Document, reading: Reading, words: MeasureWords) -> Iterator[Scene]:
    """The sentences of the document that hold numbers."""
    by_sentence: dict[int, list[Number]] = {}
    for number in reading.numbers:
        if number.span.field == document.field:
            covered = document.range(number.span.start, number.span.end)
            if covered:
                by_sentence.setdefault(document.tokens[covered.start].sentence, []).append(number)
    for index, numbers in sorted(by_sentence.items()):
        sentence = document.sentences[index]
        cues: dict[int, list[Cue]] = {}
        for token in document.tokens[sentence.first : sentence.last]:
            found = words.cues(document, token)
            if found:
                cues[token.i] = found
        yield Scene(
            document, sentence.first, sentence.last, tuple(counted(document, number) for number in numbers), cues, words
        )


def is_passive_form(scene: Scene, i: int) -> bool:
    """True where the verb at token `i` speaks of what stands before it: "were killed", "people killed in"."""
    tokens = scene.document.tokens
    token = tokens[i]
    if token.tag not in ("VBN", "VBD", "JJ"):
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
    if token.lower in ("dead", "down", "up", "out", "alive"):
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
