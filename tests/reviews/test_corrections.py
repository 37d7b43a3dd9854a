"""Corrections: every field, its checks, and the id of what stands then."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Actor, Interval, Span, Speaker, with_id
from onrecord.reviews.corrections import corrected, made_by
from onrecord.reviews.fields import CorrectionError
from tests.ledger.make import FIRST, MAYOR, SECOND, killed, story, talks, words

STORY = story()
KILLED, TALKS, SAID = (with_id(made) for made in (killed(STORY, 5.0), talks(STORY), words(STORY)))


@pytest.mark.parametrize(
    ("claim", "correction", "path", "expected"),
    [
        (KILLED, {"measure": "injured"}, "value.measure", "injured"),
        (KILLED, {"mode": "total"}, "value.mode", "total"),
        (KILLED, {"value": 7}, "value.high", 7.0),
        (KILLED, {"value": 7, "bound": "at_least"}, "value.high", None),
        (KILLED, {"bound": "at_most"}, "value.low", None),
        (KILLED, {"low": 5, "high": 9, "bound": "range"}, "value.high", 9.0),
        (KILLED, {"of": None}, "value.of", None),
        (KILLED, {"each": True}, "value.each", True),
        (KILLED, {"place": "North Harbour"}, "where", "North Harbour"),
        (KILLED, {"where": None}, "where", None),
        (KILLED, {"from": "2026-01-31"}, "when", Interval("2026-01-31", "2026-02-02")),
        (KILLED, {"when": {"from": None, "to": None}}, "when", Interval(None, None)),
        (KILLED, {"when": {"from": "2026-01-01", "to": None, "edtf": "2026/.."}}, "when", Interval("2026-01-01", None)),
        (KILLED, {"said": {"from": "2026-02-02T18:00", "to": None}}, "said", Interval("2026-02-02T18:00", None)),
        (KILLED, {"said": None}, "said", None),
        (KILLED, {"speaker": "Bo Li"}, "speakers", (Speaker("Bo Li", "person"), Speaker("Coast News", "body"))),
        (KILLED, {"speaker": None}, "speakers", ()),
        (KILLED, {"speakers": [{"name": "UN", "kind": "body"}]}, "speakers", (Speaker("UN", "body"),)),
        (KILLED, {"status": "denied"}, "status", "denied"),
        (KILLED, {"mark": {"start": 0, "end": 11, "in": "text"}}, "mark", Span(0, 11)),
        (KILLED, {"mark": {"start": 57, "end": 62}}, "evidence", SECOND),
        (KILLED, {"mark": {"start": 0, "end": 6, "in": "title"}}, "evidence", Span(0, 22, "title")),
        (TALKS, {"type": "AGREE", "mode": None}, "value.type", "AGREE"),
        (TALKS, {"actors": [{"role": "actor", "name": "A"}]}, "value.actors", (Actor("actor", "A"),)),
        (TALKS, {"round": 3}, "value.round", 3),
        (TALKS, {"condition": {"start": 70, "end": 80}}, "value.condition", Span(70, 80)),
        (TALKS, {"deadline": True}, "value.deadline", True),
        (SAID, {"quotation": "direct"}, "value.kind", "direct"),
        (SAID, {"content": ["Five people"]}, "value.content", ("Five people",)),
        (SAID, {"mark": [0, 11]}, "value.content", ("Five people",)),
        (SAID, {"said": {"from": "2026-02-01", "to": "2026-02-02"}}, "when", Interval("2026-02-01", "2026-02-02")),
    ],
)  # fmt: skip
def test_every_field(claim: Any, correction: dict[str, Any], path: str, expected: object) -> None:
    made = corrected(claim, STORY, correction, "kim")
    found: Any = made
    for name in path.split("."):
        found = getattr(found, name)
    assert found == expected
    assert made.id != claim.id
    assert made == with_id(made)
    assert (made.rule, made.confidence) == ("review by kim", 1.0)
    assert made.evidence.contains(made.mark)


@pytest.mark.parametrize(
    ("claim", "correction", "message"),
    [
        (KILLED, {"colour": "red"}, "'colour' is no field of this figure: use one of bound, "),
        (KILLED, {"type": "AGREE"}, "'type' is no field of this figure"),
        (TALKS, {"value": 5}, "'value' is no field of this event"),
        (KILLED, {"measure": "eaten"}, "measure is 'eaten': use one of killed, injured"),
        (TALKS, {"type": "PARTY"}, "type is 'PARTY': use one of AGREE"),
        (KILLED, {"mode": None}, "mode is None: use one of total"),
        (KILLED, {"evidence": None}, "evidence is None: write"),
        (KILLED, {"mode": "all"}, "mode is 'all': use one of total, new, limit, standing"),
        (KILLED, {"value": "five"}, "low is 'five': write a number"),
        (KILLED, {"value": True}, "low is True: write a number"),
        (KILLED, {"value": float("nan")}, "low is nan: write a number"),
        (KILLED, {"low": -1}, "low is -1: write a number from 0"),
        (KILLED, {"low": 1, "high": 9}, "low is 1 and high 9: exact has one number"),
        (KILLED, {"low": 9, "high": 1, "bound": "range"}, "bound is range: it needs low and high"),
        (KILLED, {"low": None, "high": None}, "bound is exact: it needs a number"),
        (KILLED, {"value": 1, "low": 2}, "value and low are one field"),
        (KILLED, {"place": "A", "where": "B"}, "place and where are one field"),
        (KILLED, {"of": ""}, "of is '': write it as text"),
        (KILLED, {"of": "x" * 9999}, "of is 9999 characters long"),
        (KILLED, {"mark": {"start": 0, "end": 999}}, "mark is 0 to 999: the text has characters 0 to 87"),
        (KILLED, {"mark": {"start": 5, "end": 5}}, "mark is 5 to 5"),
        (KILLED, {"mark": {"start": 0, "end": 4, "in": "body"}}, "mark's in is 'body': use one of text, title"),
        (KILLED, {"mark": "Five"}, "mark is 'Five': write"),
        (KILLED, {"evidence": {"start": 20, "end": 30}}, "evidence does not hold the mark"),
        (KILLED, {"when": {"from": "soon"}}, "when's from is 'soon': write a day"),
        (KILLED, {"to": "2026-02-01"}, "when ends 2026-02-01, before or when it begins"),
        (KILLED, {"when": "2026-02-01"}, "when is '2026-02-01': write"),
        (KILLED, {"speakers": "Kim"}, "speakers is 'Kim': write a list"),
        (KILLED, {"speakers": [{"nom": "Kim"}]}, "speakers holds"),
        (KILLED, {"speakers": [{"name": "Kim", "kind": "cat"}]}, "use one of person, office, body, unnamed"),
        (KILLED, {"each": 1}, "each is 1: write true or false"),
        (TALKS, {"round": 1.5}, "round is 1.5: write a whole number"),
        (TALKS, {"actors": [{"name": "A"}]}, "actors holds"),
        (KILLED, {"speakers": ["a"] * 51}, "speakers has 51 items: 50 at most"),
        (KILLED, {"where": "Kyiv\x00"}, "where is 'Kyiv\\x00': leave out the control characters"),
        (KILLED, {"where": "\ud800"}, "where is '\\ud800': leave out the control characters"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_line_that_names_the_field(claim: Any, correction: dict[str, Any], message: str) -> None:
    with pytest.raises(CorrectionError) as caught:
        corrected(claim, STORY, correction, "kim")
    assert str(caught.value).startswith(message) or message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_nearest_speaker_that_is_named_again_keeps_role_and_kind() -> None:
    assert corrected(KILLED, STORY, {"speaker": MAYOR.name, "value": 6}, "kim").speakers[0] == MAYOR


def test_a_split_makes_each_part() -> None:
    parts = made_by(KILLED, STORY, "split", {"parts": [{"value": 3}, {"value": 2, "measure": "injured"}]}, "kim")
    assert [(one.value.measure, one.value.low) for one in parts] == [("killed", 3.0), ("injured", 2.0)]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("correction", "message"),
    [
        (None, "split needs"),
        ({"parts": [{"value": 1}]}, "parts has 1 item"),
        ({"parts": [{"value": 1}, {"value": 1}]}, "part 2 says the same"),
        ({"parts": [{"value": 1}, {"value": "x"}]}, "part 2: low is 'x'"),
        ({"parts": [{"value": 1}, 2]}, "part 2 is 2"),
        ({"parts": "ab"}, "parts is 'ab': write a list"),
    ],
)
def test_splits_that_cannot_be(correction: Any, message: str) -> None:
    with pytest.raises(CorrectionError, match=message):
        made_by(KILLED, STORY, "split", correction, "kim")


def test_a_correction_that_says_what_a_rule_says_has_the_rule_s_id() -> None:
    other = with_id(replace(KILLED, value=replace(KILLED.value, mode="total")))  # type: ignore[arg-type]
    assert corrected(KILLED, STORY, {"mode": "total"}, "kim").id == other.id
    assert corrected(KILLED, STORY, {"value": 5}, "kim").id == KILLED.id


KEYS = st.sampled_from(["start", "end", "in", "name", "from"])
FIELDS = st.sampled_from(
    "mark evidence value low high bound said when from to speaker speakers actors content round".split()
)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner),
    max_leaves=6,
)  # fmt: skip


@given(
    st.sampled_from([KILLED, TALKS, SAID]),
    st.dictionaries(FIELDS, JSON, max_size=3),
)  # fmt: skip
def test_no_input_does_more_than_be_refused(claim: Any, correction: dict[str, Any]) -> None:
    try:
        made = corrected(claim, STORY, correction, "kim")
    except CorrectionError:
        return
    assert made.evidence.contains(made.mark)
    assert STORY.quote(made.mark)


def test_evidence_of_a_mark_in_the_old_sentence_stays() -> None:
    assert corrected(KILLED, STORY, {"mark": {"start": 5, "end": 11}}, "kim").evidence == FIRST
