"""The shared syntactic helpers, on sentences that the parser reads well."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Story
from onrecord.reading import grammar
from onrecord.reading.parse import Document, Parser
from onrecord.settings import Settings

Parse = Callable[[str], Document]


@pytest.fixture(scope="module")
def parse() -> Parse:
    parser = Parser(Settings())
    return lambda text: next(iter(parser.parse([Story(text=text)]))).body


def index(doc: Document, word: str) -> int:
    return next(token.i for token in doc.tokens if token.text == word)


def words(doc: Document, indices: tuple[int, ...]) -> list[str]:
    return [doc.tokens[i].text for i in indices]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The ministers did not sign a treaty.", "sign", True),
        ("No treaty was signed.", "signed", True),
        ("No treaty was signed.", "treaty", True),
        ("They signed no treaty.", "signed", True),
        ("They left without signing a treaty.", "signing", True),
        ("Neither side signed the treaty.", "signed", True),
        ("The ministers signed a treaty.", "signed", False),
        ("The ministers signed a treaty.", "treaty", False),
    ],
)
def test_negated(parse: Parse, text: str, word: str, expected: bool) -> None:
    doc = parse(text)
    assert grammar.negated(doc, index(doc, word)) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The envoys will meet in Oslo.", "meet", "future"),
        ("The envoys would meet in Oslo.", "meet", "would"),
        ("The envoys may meet in Oslo.", "meet", "possible"),
        ("The envoys must meet in Oslo.", "meet", "necessary"),
        ("The envoys are going to meet in Oslo.", "meet", "future"),
        ("The envoys met in Oslo.", "met", None),
        ("The envoys plan to meet in Oslo.", "meet", None),
    ],
)
def test_modality(parse: Parse, text: str, word: str, expected: str | None) -> None:
    doc = parse(text)
    assert grammar.modality(doc, index(doc, word)) == expected


@pytest.mark.parametrize(
    ("text", "word", "agents", "objects"),
    [
        ("Rebels seized the town.", "seized", ["Rebels"], ["town"]),
        ("The town was seized by rebels.", "seized", ["rebels"], ["town"]),
        ("Rebels seized and burned the town.", "burned", ["Rebels"], ["town"]),
        ("Chad and Niger agreed to open the border.", "open", ["Chad", "Niger"], ["border"]),
        ("The town that rebels seized is empty.", "seized", ["rebels"], ["town"]),
        ("Troops, who seized the town, left.", "seized", ["Troops"], ["town"]),
    ],
)
def test_agents_and_objects(parse: Parse, text: str, word: str, agents: list[str], objects: list[str]) -> None:
    doc = parse(text)
    assert words(doc, grammar.agents(doc, index(doc, word))) == agents
    assert words(doc, grammar.objects(doc, index(doc, word))) == objects


def test_the_accused_do_what_they_are_accused_of(parse: Parse) -> None:
    doc = parse("Kenya accused the rebels of shelling a town.")
    assert words(doc, grammar.agents(doc, index(doc, "shelling"))) == ["rebels"]


def test_a_perfect_passive_is_passive(parse: Parse) -> None:
    doc = parse("The town was to be seized.")
    assert grammar.is_passive(doc, index(doc, "seized"))


def test_prepositional_gives_all_that_are_coordinated(parse: Parse) -> None:
    doc = parse("They held talks between Chad, Niger and Mali.")
    assert words(doc, grammar.prepositional(doc, index(doc, "talks"), "between")) == ["Chad", "Niger", "Mali"]


def test_condition_clause(parse: Parse) -> None:
    doc = parse("The rebels would leave if the army stopped its fire.")
    condition = grammar.condition_clause(doc, index(doc, "leave"))
    assert condition is not None
    assert doc.tokens[condition].text == "stopped"
    assert grammar.condition_clause(doc, index(doc, "stopped")) is None


def test_whole_noun_is_the_round_of_talks(parse: Parse) -> None:
    doc = parse("The second round of talks will be held in Oslo.")
    assert doc.tokens[grammar.whole_noun(doc, index(doc, "talks"))].text == "round"


def test_clause_verb_passes_over_auxiliaries(parse: Parse) -> None:
    doc = parse("The envoy said the army had left Goma.")
    verb = grammar.clause_verb(doc, index(doc, "Goma"))
    assert verb is not None
    assert doc.tokens[verb].text == "left"


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a", "?!", "no no no not", "Ünïcödé — 漢字 🙂", "x" * 2000])
def test_hostile_text_does_not_break_a_helper(parse: Parse, text: str) -> None:
    doc = parse(text)
    for token in doc.tokens:
        grammar.negated(doc, token.i)
        grammar.modality(doc, token.i)
        grammar.subjects(doc, token.i)
        grammar.objects(doc, token.i)
        grammar.agents(doc, token.i)
        grammar.condition_clause(doc, token.i)
        grammar.governors(doc, token.i)
        first, last = grammar.np_tokens(doc, token.i)
        assert first < last
