"""Which language a story is in: the layers know English alone, and a story they cannot read must not look empty."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.lexicon import Lexicon
from onrecord.model import Story

WORD = re.compile(r"[^\W\d_]+")
LOOKED_AT = 20_000  # characters; enough to tell, however long the story
FEWEST = 20  # words of the Latin alphabet below which nothing can be told
LEAST = 0.15  # share of known words: 11,000 English news texts have 0.22 and more, their neighbours' 0.10 and less
SHORTEST = 3  # letters of a word of the lexicon that tells the language
NAMES = frozenset({"places", "parties", "titles"})  # kinds of entry whose words are much the same in any language
LATIN_ENDS = "\u0250"  # before it stand the letters of Latin, with and without accents
ENGLISH = frozenset({"en", "eng", "english"})
KEPT = "the story is kept, nothing in it was read"


@dataclass(frozen=True, slots=True)
class Languages:
    """Tells English from what no layer can read, by the words that English texts of this kind are made of."""

    known: frozenset[str]

    def problem(self, story: Story) -> str | None:
        """Why the story cannot be read, in words; None where it can. What its source says of its language decides."""
        if story.lang:
            said = story.lang.casefold().replace("_", "-").split("-")[0]
            return None if said in ENGLISH else f"its language is given as {story.lang!r}: {KEPT}"
        words = words_of(story.text)
        latin = [word for word in words if word < LATIN_ENDS]
        is_other_script = len(latin) < len(words) / 2
        if is_other_script or (len(words) >= FEWEST and sum(word in self.known for word in words) < LEAST * len(words)):
            return f"this does not look like English: {KEPT} (give the story's lang as 'en' where it is)"
        return None


def languages(lexicon: Lexicon) -> Languages:
    """The test for English: its function words, and the words that the layers themselves look for."""
    lists = [
        words
        for kind, entries in lexicon.kinds.items()
        if kind not in NAMES
        for entry in entries
        for words in entry.words.values()
    ]
    known = {part for words in lists for word in words for part in WORD.findall(word.casefold())}
    function = lexicon.entry("languages", "english").list_of("function")
    return Languages(frozenset({word for word in known if len(word) >= SHORTEST} | set(function)))


def words_of(text: str) -> list[str]:
    """The words at the beginning of the text, case-folded."""
    return WORD.findall(text[:LOOKED_AT].casefold())
