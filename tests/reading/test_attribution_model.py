"""The learnt decision on cues: its file, its speed, and what it adds to the rules, on our own sentences."""

from __future__ import annotations

import time
from importlib.resources import files

import pytest

from onrecord.model import Attribution, Story
from onrecord.reading import Reader
from onrecord.reading.attribution_weights import FILE, load_model, model_bytes, model_of, probability

LEARNT = [
    # text, (source, cue, content): no lexicon entry lists the cue in that construction
    ("The senator is skeptical of the new budget.", ("The senator", "skeptical", "the new budget")),
    ("Voters are worried that the plant will close.", ("Voters", "worried", "the plant will close")),
]
NOTHING = [
    "The two sides agreed to meet again in spring.",
    "The bus left the station at noon.",
    "No statement was announced.",
    "The deal was signed in Geneva.",
    "He opened the door and sat down.",
]


def attributions(reader: Reader, text: str) -> tuple[Attribution, ...]:
    ((_, reading),) = reader.read([Story(text=text)])
    return reading.attributions


def weights() -> bytes:
    return files("onrecord.reading").joinpath(FILE).read_bytes()


def test_the_weights_are_small_and_load_fast() -> None:
    start = time.perf_counter()
    load_model()
    assert time.perf_counter() - start < 0.5
    assert len(weights()) < 1_000_000


def test_the_weights_hold_no_words() -> None:
    head = weights().partition(b"\n")[0]
    assert len(head) < 500
    assert set(head.decode()) <= set('abcdefghijklmnopqrstuvwxyz{}[]":,.-+0123456789 ')


def test_a_faulty_file_is_named() -> None:
    with pytest.raises(ValueError, match=FILE):
        model_of(weights()[:-4])
    with pytest.raises(ValueError, match=FILE):
        model_of(b"{}\n")


def test_a_file_is_read_as_it_was_written() -> None:
    table = bytes([0, 1, 255, 2])
    model = model_of(model_bytes(dict.fromkeys(("cue", "content", "source"), (table, 0.5, 1.0)), [7, 3]))
    assert model.lemmas["cue"] is False
    assert {model.cue.score([str(n)]) for n in range(50)} == {1.0, 1.5, 0.5, 2.0}
    assert model.cue.score(["a", "a"]) - 1 == 2 * (model.cue.score(["a"]) - 1)


@pytest.mark.parametrize(("score", "expected"), [(0.0, 0.5), (1e9, 1.0), (-1e9, 0.0)])
def test_probabilities_are_bounded(score: float, expected: float) -> None:
    assert probability(score) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("text", "expected"), LEARNT, ids=[text for text, _ in LEARNT])
def test_it_attributes_what_no_rule_does(reader: Reader, text: str, expected: tuple[str, str, str]) -> None:
    (found,) = attributions(reader, text)
    parts = (found.source[0], found.cue[0], found.content[0])
    assert tuple(text[span.start : span.end] for span in parts) == expected
    who, _, sure = found.rule.rpartition("; ")[2].partition(", ")
    assert who.startswith(("learnt", "lexicon "))
    assert 0.5 <= float(sure) <= 1


@pytest.mark.parametrize("text", NOTHING)
def test_it_leaves_acts_alone(reader: Reader, text: str) -> None:
    assert attributions(reader, text) == ()


def test_the_rule_names_the_lexicon_entry_of_the_cue(reader: Reader) -> None:
    (found,) = attributions(reader, "Envoys said that the road was open.")
    assert found.rule.startswith("said: source the subject; content the clause; lexicon saying, 0.9")


def test_the_same_text_is_read_the_same_way(reader: Reader) -> None:
    text = "The envoy hopes the truce holds. She fears a new war, and plans to leave."
    assert attributions(reader, text) == attributions(reader, text)
