"""Finding time expressions: the patterns of the lexicon's `times` entries, run over a document's time words.

A pattern is a row of items: a literal word, a CLASS of words, a MACRO, a group `( | )`, each with `?`, `*` or `+` where
wanted; `<name item>` keeps what it matched under that name. Of matches that overlap the longest stands, then the
earlier pattern. Runs of time words recur a lot, so what the patterns find in a run is kept by the run's codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.lexicon import Entry, Lexicon
from onrecord.reading.parse import Document
from onrecord.reading.timex_holidays import feasts_of
from onrecord.reading.timex_verbs import verbs_of
from onrecord.reading.timex_words import BREAK, OTHER, Piece, Vocabulary

KIND = "times"
NOTHING = "nothing"
LIST = "days"
"""The part of a pattern that holds several days of one month."""
ITEM = re.compile(r"<(?P<open>\w+)|(?P<sign>[()|?*+>])|(?P<word>[^\s()|?*+<>]+)")
RUN = re.compile(f"[^{OTHER}{BREAK}]+")
MAX_RUN = 60  # pieces; a longer row of time words is a table or a calendar, read in parts
MAX_CACHED = 20_000  # runs
TRIGGERS = (
    "UNIT", "WEEKDAY", "MONTH", "YEAR", "SEASON", "DAYWORD", "DAYPART", "DECADE", "DECADEWORD", "ADVERB", "AMPM",
    "NAMED", "QUARTERLY", "HOURMIN", "HOURDOT", "NUMBERED", "COLON", "SLASH", "LONGWORD", "ORDNUM", "now", "recently",
    "currently", "future", "past",
    "overnight", "ago", "nineteen", "thousand", "presently", "nowadays", "lately", "date", "term", "moment", "present",
    "time", "old", "latest", "soon", "while", "current", "midweek", "midyear", "fy",
)  # fmt: skip


class Hit(NamedTuple):
    """A pattern found in a run: pieces `first` to `last` of it, and the named parts."""

    pattern: int
    first: int
    last: int
    parts: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression as it stands: its entry, its pieces, and the words of its named parts."""

    entry: Entry
    pieces: Sequence[Piece]
    first: int
    last: int
    parts: Mapping[str, tuple[str, ...]]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the whole expression, lower-cased."""
        return tuple(piece.lower for piece in self.pieces[self.first : self.last])

    @property
    def compares(self) -> bool:
        """True for what a period is compared with: "a year earlier", "the year-ago period", "last year's quarter"."""
        return bool({"ago", "ago2", "way"} & self.parts.keys()) or self.word("when") == "last"

    def word(self, name: str) -> str:
        """The first word of a named part, empty where the pattern had none."""
        words = self.parts.get(name)
        return words[0] if words else ""


class Rules:
    """The compiled patterns, the verbs that tell the tense, the named days. Make one and keep it."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the lexicon's patterns; ValueError names the entry of a faulty one."""
        entries = lexicon.entries(KIND)
        self.verbs, self.feasts = verbs_of(entries), feasts_of(lexicon)
        classes = {name: words for e in entries for name, words in e.words.items() if name.isupper()}
        macros: dict[str, str] = {}
        for entry in entries:
            macros.update(entry.values.get("macros", {}))
        sources = [(entry, pattern) for entry in entries for pattern in entry.list_of("patterns")]
        known = classes.keys() | macros.keys()
        literals = {
            match["word"]
            for text in [*macros.values(), *(pattern for _, pattern in sources)]
            for match in ITEM.finditer(text)
            if match["word"] and match["word"] not in known and not match["word"].isupper()
        }
        self.vocabulary = Vocabulary(classes, sorted(literals))
        self._patterns = [(entry, self._compile(entry, pattern, macros)) for entry, pattern in sources]
        triggers = "".join(self.vocabulary.chars.get(name, "") for name in TRIGGERS)
        self._trigger = re.compile(f"[{re.escape(triggers)}]")
        self._cache: dict[str, tuple[Hit, ...]] = {}

    def _compile(self, entry: Entry, pattern: str, macros: Mapping[str, str]) -> re.Pattern[str]:
        try:
            return re.compile(self._translate(pattern, macros, 0))
        except (re.error, KeyError, RecursionError) as error:
            raise ValueError(
                f"lexicon entry {entry.kind}/{entry.name}: faulty pattern {pattern!r}: {error!r}"
            ) from error

    def _translate(self, pattern: str, macros: Mapping[str, str], depth: int) -> str:
        if depth > 10:
            raise KeyError(f"macros of {pattern!r} go in circles")
        out: list[str] = []
        for match in ITEM.finditer(pattern):
            if match["open"]:
                out.append(f"(?P<{match['open']}>")
            elif sign := match["sign"]:
                out.append({"(": "(?:", ">": ")"}.get(sign, sign))
            elif (word := match["word"]) in macros:
                out.append(f"(?:{self._translate(macros[word], macros, depth + 1)})")
            else:
                out.append(f"[{re.escape(self.vocabulary.chars[word])}]")
        return "".join(out)

    def find(self, document: Document) -> Iterator[Found]:
        """The time expressions of a document, in text order; entries that make nothing only shadow others."""
        pieces = self.vocabulary.pieces(document)
        codes = "".join([piece.code for piece in pieces])
        for run in RUN.finditer(codes):
            for start in range(run.start(), run.end(), MAX_RUN):
                part = codes[start : min(start + MAX_RUN, run.end())]
                if self._trigger.search(part):
                    for hit in self._hits(part):
                        entry = self._patterns[hit.pattern][0]
                        words = {
                            name: tuple(piece.lower for piece in pieces[start + a : start + b])
                            for name, a, b in hit.parts
                        }
                        found = Found(entry, pieces, start + hit.first, start + hit.last, words)
                        yield from days_apart(found) if LIST in words else (found,)

    def _hits(self, run: str) -> tuple[Hit, ...]:
        found = self._cache.get(run)
        if found is None:
            if len(self._cache) >= MAX_CACHED:
                self._cache.clear()
            found = self._cache[run] = tuple(self._search(run))
        return found

    def _search(self, run: str) -> list[Hit]:
        hits = [
            Hit(number, *match.span(), tuple((name, *match.span(name)) for name in match.re.groupindex if match[name]))
            for number, (_, pattern) in enumerate(self._patterns)
            for match in pattern.finditer(run)
        ]  # fmt: skip
        hits.sort(key=lambda hit: (hit.first - hit.last, hit.pattern))
        kept: list[Hit] = []
        for hit in hits:
            if all(hit.last <= other.first or other.last <= hit.first for other in kept):
                kept.append(hit)
        return sorted(kept, key=lambda hit: hit.first)


def days_apart(found: Found) -> Iterator[Found]:
    """One expression for each day of a list: "Jan. 4", "5" and "6, 2026" of "Jan. 4, 5 and 6, 2026"."""
    shared = {name: words for name, words in found.parts.items() if name != LIST}
    count = len(found.parts[LIST])
    words = found.words
    begin = next(i for i in range(len(words)) if words[i : i + count] == found.parts[LIST])
    at = [i for i in range(begin, begin + count) if words[i][0].isdigit()]
    for i in at:
        first = found.first if i == at[0] else found.first + i
        last = found.last if i == at[-1] else found.first + i + 1
        own = shared if i == at[0] else {name: value for name, value in shared.items() if name != "wd"}
        yield Found(found.entry, found.pieces, first, last, {**own, "dom": (words[i],)})
