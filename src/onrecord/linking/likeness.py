"""Likeness: how much two stories share of the words, and above all of the names, that tell stories apart."""

from __future__ import annotations

import calendar
import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.linking.moments import day
from onrecord.model import Story

WORD = re.compile(r"\d[\d.,]*\d|[^\W_]+")  # "71,800" is one word
HEAD_CHARS = 3_000  # a news story says what happened first
TITLE_WEIGHT = 2
NAME_RATIO = 4  # a word that stands with a capital so many times as often as without is a name
NAMES_SHARE = 0.5  # how much of the likeness the names make up
# Documents that are thought of beside those at hand, with the share of them that a word of so many letters stands in:
# short words are common in any language, and among few stories their frequency cannot be seen.
THOUGHT_OF = 100
SHARES = {1: 0.5, 2: 0.5, 3: 0.5, 4: 0.2, 5: 0.05}
LONG_SHARE, NAME_SHARE = 0.01, 0.002
COMMON = 150  # a word of more stories does not lead to candidates; what it adds is counted in those that others lead to
LEAST_PARTIAL, LEAST = 0.03, 0.05  # likeness by rare words, and in all, under which a pair is not looked at
NEIGHBOURS = 60  # pairs kept for a story
# Stories up to two days apart may report one happening as well as those of one day; later ones fade within weeks to
# about a third: a follow-up months later belongs to its happening, but must say so with more of its words.
SAME_DAYS, FADING_DAYS, FADED = 2, 7, 0.35


@dataclass(frozen=True, slots=True)
class Document:
    """A story's weighted words (their squares sum to one), how much more its names would weigh alone, and its day."""

    words: Mapping[str, float]
    names: frozenset[str]
    boost: float
    day: int | None


def documents(stories: Sequence[Story], published: Sequence[str | None]) -> list[Document]:
    """The stories as documents whose words weigh by how few of the stories have them."""
    texts = [(WORD.findall(story.title), WORD.findall(story.text[:HEAD_CHARS])) for story in stories]
    names = name_words([text for _, text in texts])
    counts = [count(title, text) for title, text in texts]
    frequency = Counter(word for counted in counts for word in counted)
    weights = {word: weight(word, found, len(stories), word in names) for word, found in frequency.items()}
    return [document(counted, weights, names, date) for counted, date in zip(counts, published, strict=True)]


def count(title: Sequence[str], text: Sequence[str]) -> Counter[str]:
    """How often each word stands, the headline's counted twice."""
    counted = Counter(word.casefold() for word in text)
    for word in title:
        counted[word.casefold()] += TITLE_WEIGHT
    return counted


def name_words(texts: Sequence[Sequence[str]]) -> frozenset[str]:
    """Words that are names by how they are written in all texts, and numbers; days and months are neither."""
    capital, small = Counter[str](), Counter[str]()
    for text in texts:
        for word in text:
            (capital if word[0].isupper() or word[0].isdigit() else small)[word.casefold()] += 1
    dates = {word.casefold() for word in (*calendar.day_name, *calendar.month_name, *calendar.month_abbr)}
    return frozenset(w for w, found in capital.items() if found > NAME_RATIO * small[w] and w not in dates)


def weight(word: str, found: int, stories: int, is_name: bool) -> float:
    """The inverse document frequency, smoothed by what is thought of words of that kind."""
    share = NAME_SHARE if is_name else SHARES.get(len(word), LONG_SHARE)
    return max(0.0, math.log((stories + THOUGHT_OF) / (found + THOUGHT_OF * share)))


def document(counted: Counter[str], weights: Mapping[str, float], names: frozenset[str], date: str | None) -> Document:
    """One story as a document."""
    raw = {word: (1 + math.log(n)) * weights[word] for word, n in counted.items() if weights[word]}
    norm = math.sqrt(math.fsum(x * x for x in raw.values())) or 1.0
    words = {word: raw[word] / norm for word in sorted(raw)}
    mine = frozenset(word for word in words if word in names)
    of_names = math.fsum(words[word] ** 2 for word in mine)
    on = day(date) if date else None
    return Document(words, mine, 1 / of_names if of_names else 0.0, on.toordinal() if on else None)


def alike(documents: Sequence[Document]) -> Iterator[tuple[int, int, float]]:
    """Pairs of documents (by index, the smaller first) with their likeness, the closest NEIGHBOURS of each.

    Candidates come from an inverted index of the words that at most COMMON documents have.
    """
    frequency = Counter(word for one in documents for word in one.words)
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, one in enumerate(documents):
        partial: dict[int, float] = defaultdict(float)
        for word, x in one.words.items():
            if frequency[word] <= COMMON:
                for other, y in index[word]:
                    partial[other] += x * y
                index[word].append((number, x))
        found = [
            (likeness(one, documents[other]), other) for other, shared in partial.items() if shared >= LEAST_PARTIAL
        ]
        for degree, other in heapq.nlargest(NEIGHBOURS, (pair for pair in found if pair[0] >= LEAST)):
            yield other, number, degree


def likeness(one: Document, other: Document) -> float:
    """From 0 to 1: the cosine over all words and that over names, in equal parts, faded by the days between."""
    less, more = (one, other) if len(one.words) <= len(other.words) else (other, one)
    rest = in_names = 0.0
    for word, x in less.words.items():
        y = more.words.get(word)
        if y is not None:
            if word in less.names:
                in_names += x * y
            else:
                rest += x * y
    by_names = in_names * math.sqrt(one.boost * other.boost)
    return ((1 - NAMES_SHARE) * (rest + in_names) + NAMES_SHARE * by_names) * fading(one.day, other.day)


def fading(one: int | None, other: int | None) -> float:
    """1 for stories of the same days, falling to FADED; stories without a date are not faded."""
    if one is None or other is None:
        return 1.0
    late = max(0, abs(one - other) - SAME_DAYS)
    return FADED + (1 - FADED) * math.exp(-late / FADING_DAYS)
