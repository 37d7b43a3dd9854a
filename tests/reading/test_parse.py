"""The parse: offsets, sentences that never run across a newline, lemmas, trees."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Span, Story
from onrecord.reading import Reader
from onrecord.reading.parse import PIECE, Document, Parsed, Parser, readable
from onrecord.settings import Settings


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(Settings())


def body(parser: Parser, text: str) -> Document:
    return next(iter(parser.parse([Story(text=text)]))).body


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300))
def test_tokens_and_sentences_lie_in_the_text(parser: Parser, text: str) -> None:
    document = body(parser, text)
    assert all(text[t.start : t.end] == t.text for t in document.tokens)
    assert all(s.start < s.end <= len(text) for s in document.sentences)
    assert all(a.end <= b.start for a, b in zip(document.sentences, document.sentences[1:], strict=False))


def test_sentences_end_at_newlines(parser: Parser) -> None:
    document = body(parser, "Talks will open in Geneva\nPolice said no one was hurt")
    assert [document.text[s.start : s.end] for s in document.sentences] == [
        "Talks will open in Geneva",
        "Police said no one was hurt",
    ]


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("The crossing was reopened.", "reopened", "reopen"),
        ("He said so.", "said", "say"),
        ("Talks were held.", "Talks", "talk"),
        ("The parties met.", "parties", "party"),
        ("Shelling killed five.", "killed", "kill"),
    ],
)
def test_lemmas(parser: Parser, text: str, word: str, lemma: str) -> None:
    assert next(t.lemma for t in body(parser, text).tokens if t.text == word) == lemma


def test_order_is_kept_over_batches() -> None:
    stories = [Story(text=f"Story number {i}.", title=f"Title {i}") for i in range(70)]
    parsed: list[Parsed] = list(Parser(Settings(batch=32)).parse(stories))
    assert [p.story for p in parsed] == stories
    assert [p.body.text for p in parsed] == [s.text for s in stories]
    assert [p.title.text for p in parsed] == [s.title for s in stories]


def test_trees(parser: Parser) -> None:
    document = body(parser, "The ministry said five people were killed.")
    killed = next(t for t in document.tokens if t.text == "killed")
    assert [t.text for t in document.ancestors(killed.i)] == ["said"]
    assert document.subtree_span(killed.i) == Span(18, 41)
    assert [t.text for t in document.at(Span(18, 29))] == ["five", "people"]
    assert document.span(0, 2) == Span(0, 12)


@pytest.mark.parametrize("unit", ['"', "=", "!?", ")", "…", '("', "abc", 'a"', "中"])
def test_endless_runs_are_parted_before_the_tokenizer_meets_them(unit: str) -> None:
    told = "A strike killed five people. "
    text = told + (unit * 20_000)[:20_000] + " The ministry said so."
    safe = readable(text)
    assert len(safe) == len(text)
    assert safe.startswith(told)
    assert safe.endswith(" The ministry said so.")
    assert max(len(run) for run in safe.split()) <= PIECE


@given(st.text(max_size=300))
def test_what_has_no_endless_run_is_left_as_it_is(text: str) -> None:
    pieces = [text[at : at + 70] for at in range(0, len(text), 70)]
    assert readable(" ".join(pieces)) == " ".join(pieces)


def test_a_story_with_an_endless_run_is_read(reader: Reader) -> None:
    text = "A strike killed five people." + '"' * 50_000 + " Ten more were wounded."
    reading = next(reading for _, reading in reader.read([Story(text, published="2026-02-02")]))
    assert [number.low for number in reading.numbers] == [5, 10]
