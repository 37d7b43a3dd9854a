"""A text cut at the claims' words: nothing lost, nothing twice, every claim named where its words are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import ClaimKind, Span
from onrecord.web.highlight import KINDS, Mark, paragraphs, segments


def mark(start: int, end: int, claim: str, kind: ClaimKind = "figure") -> Mark:
    return Mark(Span(start, end), kind, claim)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((), [("Nine died.", ())]),
        ((mark(0, 4, "a"),), [("Nine", ("a",)), (" died.", ())]),
        # Nested: the innermost first.
        (
            (mark(0, 9, "s", "statement"), mark(5, 9, "e", "event")),
            [("Nine ", ("s",)), ("died", ("e", "s")), (".", ())],
        ),
        # Overlapping.
        (
            (mark(0, 6, "a"), mark(4, 9, "b")),
            [("Nine", ("a",)), (" d", ("b", "a")), ("ied", ("b",)), (".", ())],
        ),
        # The same words twice: figures before events.
        ((mark(5, 9, "e", "event"), mark(5, 9, "f")), [("Nine ", ()), ("died", ("f", "e")), (".", ())]),
        # Empty marks, and marks beyond the text.
        ((mark(3, 3, "none"), mark(8, 99, "far"), mark(70, 80, "out")), [("Nine die", ()), ("d.", ("far",))]),
    ],
)
def test_segments(marks: tuple[Mark, ...], expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(one.text, one.claims) for one in segments("Nine died.", marks)] == expected


def test_each_segment_names_its_kinds_once_and_the_claims_that_begin_there() -> None:
    first, second, _ = segments("Nine died.", (mark(0, 9, "s", "statement"), mark(0, 4, "f"), mark(0, 4, "g")))
    assert first.kinds == ("figure", "statement")
    assert sorted(first.begins) == ["f", "g", "s"]
    assert (second.kinds, second.begins) == (("statement",), ())


def test_a_part_of_a_text_counts_from_where_it_stands() -> None:
    found = segments("died", (mark(0, 9, "s", "statement"), mark(7, 9, "e", "event")), start=5)
    assert [(one.start, one.end, one.claims, one.begins) for one in found] == [
        (5, 7, ("s",), ()), (7, 9, ("e", "s"), ("e",)),
    ]  # fmt: skip


def test_paragraphs_keep_every_line_end_and_cut_what_runs_on() -> None:
    text = "One.\r\n\nTwo\nthree\n"
    found = paragraphs(text, (mark(0, 14, "s", "statement"),))
    assert ["".join(one.text for one in each.segments) for each in found] == ["One.\r\n\n", "Two\n", "three\n"]
    assert [[(one.claims, one.begins) for one in each.segments] for each in found] == [
        [(("s",), ("s",))], [(("s",), ())], [(("s",), ()), ((), ())],
    ]  # fmt: skip
    assert paragraphs("", ()) == ()


TEXTS = st.text(st.sampled_from("ab \n\r\t\U0001f600e\u0301\u202e\u05d0"), max_size=60)
MARKS = st.lists(st.tuples(st.integers(0, 70), st.integers(0, 20), st.sampled_from(KINDS)), max_size=12)


@given(TEXTS, MARKS)
def test_the_segments_are_the_text_and_hold_exactly_the_marks(
    text: str, drawn: list[tuple[int, int, ClaimKind]]
) -> None:
    marks = [mark(at, at + length, str(number), kind) for number, (at, length, kind) in enumerate(drawn)]
    found = [one for each in paragraphs(text, marks) for one in each.segments]
    assert "".join(one.text for one in found) == text
    at = 0
    for one in found:
        assert one.start == at
        at = one.end
        covering = {m.claim for m in marks if m.span.start <= one.start and one.end <= m.span.end}
        touching = {m.claim for m in marks if max(m.span.start, one.start) < min(m.span.end, one.end)}
        assert set(one.claims) == covering == touching
    began = [claim for one in found for claim in one.begins]
    assert sorted(began) == sorted(m.claim for m in marks if m.span.end > m.span.start < len(text))
