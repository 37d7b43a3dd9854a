"""Claims and stories come out of the database exactly as they went in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from onrecord import model
from onrecord.ledger import ClaimFilter, Ledger
from onrecord.ledger.codec import fold, instant, value_from_json
from onrecord.ledger.schema import restored, storable
from onrecord.model import (
    Actor,
    Claim,
    EventValue,
    FigureValue,
    Interval,
    Published,
    Span,
    Speaker,
    StatementValue,
    Story,
    content_hash,
)
from tests.ledger.make import reading

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=12)
MAYBE = st.none() | ANY_TEXT
NUMBER = st.none() | st.integers() | st.floats(allow_nan=False)
SPAN = st.builds(Span, st.integers(0, 9), st.integers(0, 99), st.sampled_from(get_args(model.Field)))
INTERVAL = st.builds(Interval, MAYBE, MAYBE)
SPEAKER = st.builds(Speaker, ANY_TEXT, st.sampled_from(get_args(model.SpeakerKind)), MAYBE)
FIGURE = st.builds(
    FigureValue, ANY_TEXT, st.sampled_from(get_args(model.Mode)), NUMBER, NUMBER,
    st.sampled_from(get_args(model.Bound)), MAYBE, MAYBE, MAYBE, NUMBER, st.booleans(),
)  # fmt: skip
ACTOR = st.builds(Actor, st.sampled_from(get_args(model.Role)), ANY_TEXT)
EVENT = st.builds(
    EventValue, ANY_TEXT, MAYBE, st.lists(ACTOR, max_size=2).map(tuple), st.none() | SPAN, st.booleans(), st.booleans(),
    st.none() | st.integers(0, 9), st.none() | SPAN,
)  # fmt: skip
STATEMENT = st.builds(
    StatementValue, st.sampled_from(get_args(model.QuoteKind)), st.lists(ANY_TEXT, max_size=2).map(tuple), MAYBE, MAYBE,
    st.lists(ANY_TEXT, max_size=2).map(tuple), st.booleans(),
)  # fmt: skip
VALUES: dict[str, SearchStrategy[Any]] = {"figure": FIGURE, "event": EVENT, "statement": STATEMENT}
GIVEN = [one for one in fields(Story) if one.init]
STORY = st.builds(Story, ANY_TEXT, ANY_TEXT, *[MAYBE] * (len(GIVEN) - 2))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """A claim of any kind, of a story yet to be named."""
    kind = draw(st.sampled_from(get_args(model.ClaimKind)))
    claim = Claim(
        "", kind, draw(SPAN), draw(SPAN), draw(VALUES[kind]), draw(st.sampled_from(get_args(model.Status))),
        draw(st.lists(SPEAKER, max_size=3).map(tuple)), draw(st.none() | INTERVAL), draw(INTERVAL), draw(MAYBE),
        draw(st.floats(0, 1)), draw(ANY_TEXT),
    )  # fmt: skip
    return replace(claim, id=content_hash(repr(claim)))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.open(tmp_path_factory.mktemp("codec") / "test.onrecord") as ledger:
        ledger.begin_run("", "")
        yield ledger


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(of=STORY, value=MAYBE, made=st.lists(claims(), max_size=4))
def test_round_trip(shared: Ledger, of: Story, value: str | None, made: list[Claim]) -> None:
    mine = [replace(claim, story=of.id, id=content_hash(of.id, claim.id)) for claim in made]
    found = replace(reading(of), published=Published(value, "stated", "why \x00 not"))
    first = shared.record(of, found, mine, 1)
    again = shared.record(of, found, mine, 1)
    assert again.outcome == "unchanged", (first, again)
    row = shared.story(of.id)
    assert row is not None
    if first.outcome == "new":
        assert (row.story, repr(row.story)) == (of, repr(of))
    assert row.story == replace(of, **{name: getattr(row.story, name) for name in ("lang", "key", "fetched", "bundle")})
    assert row.published == found.published
    back = {claim.id: claim for claim in shared.claims(ClaimFilter(story=of.id))}
    assert back == {claim.id: claim for claim in mine}
    assert [repr(back[claim.id]) for claim in mine] == [repr(claim) for claim in mine]


def test_a_statement_of_an_older_ledger_is_read() -> None:
    assert value_from_json("statement", '{"kind":"direct","content":["a","b"]}') == StatementValue("direct", ("a", "b"))


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_every_text_can_be_stored(text: str) -> None:
    kept = storable(text)
    kept.encode("utf-8")
    assert "\x00" not in kept
    assert restored(kept) == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-02-02", "2026-02-02"),
        ("2026-02-02T18:00", "2026-02-02T18:00:00Z"),
        ("2026-02-02T18:00:05.9Z", "2026-02-02T18:00:05Z"),
        ("2026-02-02T18:00+02:00", "2026-02-02T16:00:00Z"),
        ("0001-01-01T00:00+14:00", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_instants(value: str | None, expected: str | None) -> None:
    assert instant(value) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("El Fasher", "el fasher"), ("SÖRENSEN", "sorensen"), ("Straße", "strasse")]
)
def test_names_are_compared_without_case_and_accents(text: str, expected: str) -> None:
    assert fold(text) == expected
