"""Every attribution says in words what its cue is, where source and content were found, and what decided."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from onrecord.model import Reading

Read = Callable[..., Reading]

FORM = re.compile(r"[^;:]+: source [^;:]+; content [^;]+; (learnt|lexicon [a-z-]+)(, [01]\.\d\d)?")
CASES = [
    # text, cue, source, content, who
    ("Envoys said that the road was open.", "said", "the subject", "the clause", "lexicon saying"),
    ("Four people died, according to the mayor.", "according to", "behind it", "the sentence", "lexicon according-to"),
    ("The road was shut, it was said by envoys.", "said", "behind “by”", None, "lexicon saying"),
    ("Kyiv’s claim that the town fell was false.", "claim", "the owner", "on the noun", "lexicon nouns-of-speech"),
    (
        "“We stay,” she said. “We have food.”", "said", "the subject", "the clause and quotations carried on",
        "lexicon saying",
    ),
    ("She came to Oslo and said that all was well.", "said", "the subject of “came”", "the clause", "lexicon saying"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "source", "content", "who"), CASES, ids=[case[0][:40] for case in CASES])
def test_the_parts(read: Read, text: str, cue: str, source: str, content: str | None, who: str) -> None:
    (found,) = read(text).attributions
    assert FORM.fullmatch(found.rule), found.rule
    assert found.rule.startswith(f"{cue}: source {source}; content {content or ''}")
    assert found.rule.rpartition("; ")[2].partition(", ")[0] == who


@pytest.mark.parametrize(
    ("title", "rule"),
    [
        ("Red Cross: Camp has no water", "colon: source the name before it; content behind it; lexicon headline-colon"),
        ("Bridge to port shut: police", "colon: source the name behind it; content before it; lexicon headline-colon"),
    ],
)
def test_headlines(read: Read, title: str, rule: str) -> None:
    assert [a.rule for a in read("It rained.", title=title).attributions] == [rule]


def test_a_hostile_cue_keeps_the_form(read: Read) -> None:
    text = "He said; she said: they said, “no; never: not”; and it was told that the plan, said to be new, is said."
    assert all(FORM.fullmatch(a.rule) for a in read(text).attributions)
