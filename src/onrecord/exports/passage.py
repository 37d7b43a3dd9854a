"""A passage of a text by its words and its place (W3C Web Annotation), and the same passage in a text that changed.

Offsets are Unicode code points, 0-based, end-exclusive, as the recommendation asks for TextPositionSelector.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

AROUND = 32  # characters kept on either side of a quote
MOST_AROUND = 256  # and at most, where fewer leave the quote in doubt
MOST_TEXT = 5_000_000  # characters of a text that are searched
MOST_PLACES = 1_000  # places at which a quote is looked at, on either side of where it stood
WORK = 4_000_000  # characters compared at most at these places: a long quote is looked at in fewer
RUN = 3  # letters of the runs by which an edited context is recognised
ENOUGH = 0.3  # share of the context that must be there for a quote that is too short to be told by itself
LONG = 32  # characters of a quote that needs no context
NEARNESS = 0.2  # what standing where it stood counts, against the share of the context
NEAR = 1_000  # characters from where it stood at which that counts half

# What a page may put between letters without a reader seeing it: soft hyphens, zero-width spaces, bidi controls.
UNSEEN = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
GAP = re.compile(f"[\\s{UNSEEN}]+")
# Typographers change these without changing the words; one character stands for one.
SAME = str.maketrans("‘’‚‛“”„‟‐‑‒–—―", "''''\"\"\"\"------")


@dataclass(frozen=True, slots=True)
class Quote:
    """A TextQuoteSelector: the words, and what stands before and after them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A TextPositionSelector."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """Where the passage stands now; `is_exact` unless its spaces or quotation marks changed.

    `context` is the share of prefix and suffix that still stands around it, 0 to 1.
    """

    start: int
    end: int
    is_exact: bool
    context: float


def quoted(text: str, start: int, end: int) -> Quote:
    """The selector of `text[start:end]`: AROUND characters on either side, more where the text holds them twice."""
    around = AROUND
    while True:
        quote = Quote(text[start:end], text[max(0, start - around) : start], text[end : end + around])
        whole = quote.prefix + quote.exact + quote.suffix
        if around >= MOST_AROUND or text.find(whole, text.find(whole) + 1) < 0:
            return quote
        around *= 2


def find_again(text: str, quote: Quote, place: Place | None = None) -> Found | None:
    """The passage in `text`, which may have changed around it; None where its words are gone or cannot be told.

    Of several places that hold the words, the one with all of the context wins; else the one with most of it, where
    standing near to `place` counts a little. White space, unseen characters and typographic quotation marks and dashes
    may have changed inside of the words. The cost is bounded by MOST_TEXT and WORK, whatever the text.
    """
    text = text[:MOST_TEXT]
    exact = quote.exact
    if not exact:
        return None
    stood = min(max(place.start, 0), len(text)) if place else 0
    prefix, suffix = folded(quote.prefix), folded(quote.suffix)
    best: tuple[tuple[bool, float, bool, int], Found] | None = None
    for start, end in {*occurrences(text, exact, stood), *loosely(text, exact, stood)}:
        if splits_word(text, start, end, quote):
            continue
        width = 2 * max(len(quote.prefix), len(quote.suffix), AROUND)
        before, after = folded(text[max(0, start - width) : start]), folded(text[end : end + width])
        context = likeness(prefix, suffix, before, after)
        far = abs(start - stood) if place else 0
        near = NEARNESS / (1 + far / NEAR) if place else 0.0
        rank = (context == 1.0, context + near, text[start:end] == exact, -far if place else -start)
        if best is None or rank > best[0]:
            best = (rank, Found(start, end, text[start:end] == exact, context))
    if best is None or (best[1].context < ENOUGH and len(exact) < LONG):
        return None
    return best[1]


def occurrences(text: str, words: str, stood: int) -> Iterator[tuple[int, int]]:
    """Where `text` holds `words`: the first ones from a little before `stood`, and the first ones of all."""
    most = max(8, min(MOST_PLACES, WORK // len(words)))
    near = max(0, stood - most * 4)
    for begin, limit in ((near, len(text)), (0, near)):
        at = text.find(words, begin)
        for _ in range(most):
            if at < 0 or at > limit:
                break
            yield at, at + len(words)
            at = text.find(words, at + 1)


def loosely(text: str, words: str, stood: int) -> Iterator[tuple[int, int]]:
    """Where `text` holds `words` with other white space, unseen characters or quotation marks."""
    wanted = folded(words)
    if not wanted:
        return
    page = Folded.of(text)
    for start, _ in occurrences(page.text, wanted, page.folded_at(stood)):
        yield page.original(start), page.original(start + len(wanted) - 1) + 1


def folded(text: str) -> str:
    """The text with each gap as one space, none at the ends, unseen characters gone, quotes and dashes plain."""
    return GAP.sub(space, text).strip().translate(SAME)


def space(gap: re.Match[str]) -> str:
    """One space where the gap can be seen."""
    return " " if any(map(str.isspace, gap[0])) else ""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and from where in the original its runs were copied: `starts[i]` is at `origins[i]` there."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Folded:
        """The whole text, folded; a gap at either end is a space here."""
        pieces, starts, origins = list[str](), [0], [0]
        length = at = 0
        for gap in GAP.finditer(text):
            blank = space(gap)
            pieces += (text[at : gap.start()], blank)
            length += gap.start() - at + len(blank)
            at = gap.end()
            starts.append(length)
            origins.append(at)
        pieces.append(text[at:])
        return cls("".join(pieces).translate(SAME), tuple(starts), tuple(origins))

    def original(self, offset: int) -> int:
        """Where the character at `offset`, which is no gap, stands in the original."""
        run = bisect_right(self.starts, offset) - 1
        return self.origins[run] + offset - self.starts[run]

    def folded_at(self, offset: int) -> int:
        """Where the original's `offset` is in the folded text, or would be."""
        run = bisect_right(self.origins, offset) - 1
        return self.starts[run] + offset - self.origins[run]


def splits_word(text: str, start: int, end: int, quote: Quote) -> bool:
    """True where a word runs over an end of the place, and did not where the quote was taken: "no" in "north"."""

    def joined(left: str, right: str) -> bool:
        return left.isalnum() and right.isalnum()

    first, last = quote.exact[0], quote.exact[-1]
    opens = joined(text[start - 1 : start], first) and not joined(quote.prefix[-1:], first)
    closes = joined(last, text[end : end + 1]) and not joined(last, quote.suffix[:1])
    return opens or closes


def likeness(prefix: str, suffix: str, before: str, after: str) -> float:
    """The share of `prefix` and `suffix` that stands `before` and `after` a place, all folded; 1 for neither."""
    wanted = len(prefix) + len(suffix)
    if not wanted:
        return 1.0
    # Backwards, so that on both sides what is next to the words comes first.
    return (side(prefix[::-1], before[::-1]) + side(suffix, after)) / wanted


def side(wanted: str, there: str) -> float:
    """How many characters of `wanted` are `there`: those up to the first change, or all that stand in common runs."""
    run = next((i for i, (a, b) in enumerate(zip(wanted, there, strict=False)) if a != b), min(len(wanted), len(there)))
    known = {there[i : i + RUN] for i in range(len(there) - RUN + 1)}
    starts = range(len(wanted) - RUN + 1)
    kept = {i + k for i in starts if wanted[i : i + RUN] in known for k in range(RUN)}
    return run if run == len(wanted) else max(run, min(len(kept), len(wanted) - 1))
