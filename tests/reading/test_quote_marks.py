"""Quotation marks and the kind of a quotation."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.reading.quote_marks import find_quotes, quote_at, quote_kind


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("“We stay,” she said.", ["“We stay,”"]),
        ("''We stay,'' she said.", ["''We stay,''"]),
        ("“We stay\nand he left.", ["“We stay"]),
        ('"We stay.\nWe have food," she said.\nIt rained.', ['"We stay.', 'We have food,"']),
        ("“We stay.\nWe wait.\nWe hope.”\nIt “rained”.", ["“We stay.", "We wait.", "We hope.”", "“rained”"]),
        ('"We stay.\n"We wait," she said.', ['"We stay.', '"We wait,"']),
        ('"We stay.\nHe left.\nHe slept.\nIt rained.\nIt snowed.\nIt froze," she said.', ['"We stay.']),
        ("It's the mayor's.", []),
        ("A ” alone", []),
        ("", []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotes(text)] == quoted


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“We stay,” she said.", "“We stay,”", "direct"),
        ("She said they stay.", "they stay", "indirect"),
        ("She said they “stay”.", "they “stay”", "mixed"),
    ],
)
def test_kind(text: str, content: str, kind: str) -> None:
    start = text.index(content)
    assert quote_kind(text, [Span(start, start + len(content))], find_quotes(text)) == kind


@given(st.text(alphabet="ab \n\"“”'`«»", max_size=60))
def test_quotations_are_ordered_and_inside_a_paragraph(text: str) -> None:
    quotes = find_quotes(text)
    assert all(a.end <= b.start for a, b in pairwise(quotes))
    for quote in quotes:
        assert 0 <= quote.start < quote.end <= len(text)
        assert "\n" not in text[quote.start : quote.end]
        assert quote_at(quotes, quote.start) == quote
