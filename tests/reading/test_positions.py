"""Positions: type, negation, holder and target on our own sentences, and what takes none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.claims import claims_of
from onrecord.exports.reading import reading_to_dict
from onrecord.model import Claim, Position, Reading, StatementValue, Story
from onrecord.reading import Reader

Read = Callable[..., Reading]

CASES = [
    # text, words, type, negated, holders, targets
    ("Oman ruled out sending troops.", "ruled out", "REJECT", False, ("Oman",), ()),
    ("Oman did not rule out sending troops.", "did not rule out", "REJECT", True, ("Oman",), ()),
    ("Oman refused to condemn the raid.", "refused to condemn", "DISAPPROVE", True, ("Oman",), ()),
    ("Oman refused to commit to a date.", "refused", "REJECT", False, ("Oman",), ()),
    ("Oman is open to talks with Yemen, its envoy said.", "open", "AGREE", False, ("Oman",), ("Yemen",)),
    ("Oman is not ready to sign, its envoy said.", "is not ready", "AGREE", True, ("Oman",), ()),
    ("“We will not accept this wall,” Ann Poe said.", "will not accept", "REJECT", False, ("Ann Poe",), ()),
    ("Yemen must leave the islands, Oman said.", "must", "DEMAND", False, ("Oman",), ("Yemen",)),
    ("Oman urged Yemen and Kuwait to open the border.", "urged", "DEMAND", False, ("Oman",), ("Yemen", "Kuwait")),
    ("Yemen was accused by Oman of theft.", "accused", "DISAPPROVE", False, ("Oman",), ("Yemen",)),
    ("Oman said the blockade was illegal.", "illegal", "DISAPPROVE", False, ("Oman",), ()),
    ("Oman warned that food was short.", "warned", "DISAPPROVE", False, ("Oman",), ()),
    ("Oman warned that it would respond with force.", "warned", "THREATEN", False, ("Oman",), ()),
    ("Oman vowed to rebuild the port.", "vowed", "AGREE", False, ("Oman",), ()),
    ("Oman has no intention of leaving, its envoy said.", "no intention", "REJECT", False, ("Oman",), ()),
    ("Oman's call for a truce went unheard.", "call for", "DEMAND", False, ("Oman",), ()),
    ("Oman called for Yemen to leave.", "called for", "DEMAND", False, ("Oman",), ("Yemen",)),
    ("Oman called on Tuesday for a truce.", "called", "DEMAND", False, ("Oman",), ()),
    ("Oman said Yemen had to leave the islands.", "had", "DEMAND", False, ("Oman",), ("Yemen",)),
    ("Yemen must leave, according to Oman.", "must", "DEMAND", False, ("Oman",), ("Yemen",)),
    ("Per the ministry, Yemen must leave.", "must", "DEMAND", False, ("ministry",), ("Yemen",)),
    ("“Stop the war,” Ann Poe said.", "Stop", "DEMAND", False, ("Ann Poe",), ()),
    ("Oman demanded the release of two pilots.", "demanded", "DEMAND", False, ("Oman",), ()),
    ("The raid was condemned as barbaric by Oman.", "condemned", "DISAPPROVE", False, ("Oman",), ()),
    ("Oman blamed the raid on Yemen.", "blamed", "DISAPPROVE", False, ("Oman",), ("Yemen",)),
    ("Yemen drew criticism from Oman.", "criticism from", "DISAPPROVE", False, ("Oman",), ("Yemen",)),
    ("The plan met with opposition from Oman.", "opposition", "REJECT", False, ("Oman",), ()),
    ("Oman repeated its rejection of the plan.", "rejection", "REJECT", False, ("Oman",), ()),
    ("Oman sent a ship in a show of support for Yemen.", "support for", "SUPPORT", False, ("Oman",), ("Yemen",)),
    ("A call by Oman for an inquiry went unheard.", "call", "DEMAND", False, ("Oman",), ()),
    ("Talks are out of the question, Oman said.", "out of the question", "REJECT", False, ("Oman",), ()),
    ("The plan is unacceptable to Oman.", "unacceptable", "REJECT", False, ("Oman",), ()),
    ("There will be no talks with Yemen, Oman said.", "no talks", "REJECT", False, ("Oman",), ("Yemen",)),
    ("Oman does not recognise the junta.", "does not recognise", "REJECT", False, ("Oman",), ("junta",)),
    ("Oman vowed never to surrender.", "vowed", "REJECT", False, ("Oman",), ()),
    ("Oman warned that it would shut the border.", "warned", "THREATEN", False, ("Oman",), ()),
    ("Oman warned that clinics would shut.", "warned", "DISAPPROVE", False, ("Oman",), ()),
    ("Oman welcomed Yemen's decision.", "welcomed", "SUPPORT", False, ("Oman",), ("Yemen",)),
]
NONE = [
    "The envoy said that the road was open.",
    "If Oman rejects the plan, talks will end.",
    "It is not clear whether Oman will accept.",
    "Oman is expected to reject the plan.",
    "Will Oman accept the plan?",
    "The summit should take place in May, he said.",
    "The council declined to comment.",
    "Rebels backed by Oman took the town.",
    "She would never have left the town, he said.",
    "The clerk called in sick for three days.",
    "A spokesman requested anonymity.",
    "The army insisted on television that the town was calm.",
    "There was no sign that Oman is ready to talk.",
    "The firm said it had to close two shops.",
    "Militias commit crimes, a lawyer said.",
    "The collapse of the bridge does not threaten the town.",
]


@pytest.mark.parametrize(
    ("text", "words", "kind", "negated", "holders", "targets"), CASES, ids=[case[0][:40] for case in CASES]
)
def test_positions(
    read: Read, text: str, words: str, kind: str, negated: bool, holders: tuple[str, ...], targets: tuple[str, ...]
) -> None:
    found = [p for p in read(text).positions if Story(text=text).quote(p.span) == words]
    assert [(p.type, p.negated, p.holders, p.targets) for p in found] == [(kind, negated, holders, targets)]


@pytest.mark.parametrize("text", NONE)
def test_what_takes_none(read: Read, text: str) -> None:
    assert read(text).positions == ()


def only(read: Read, text: str) -> Position:
    (found,) = read(text).positions
    return found


def test_whose_position_and_who_says_so(read: Read) -> None:
    text = "Oman is open to talks, the United Nations said."
    position = only(read, text)
    assert position.attribution == 0
    (claim,) = [c for c in claims_of(Story(text=text), read(text)) if c.kind == "statement"]
    assert isinstance(claim.value, StatementValue)
    assert (claim.value.holder, claim.speakers[0].name) == ("Oman", "United Nations")
    assert claim.value.content == ("to talks",)


def test_a_position_without_an_attribution_is_the_storys(read: Read) -> None:
    text = "Oman is still opposed to it."
    claims = [c for c in claims_of(Story(text=text), read(text)) if c.kind == "statement"]
    assert [holder_of(c) for c in claims] == ["Oman"]


def holder_of(claim: Claim) -> str | None:
    assert isinstance(claim.value, StatementValue)
    return claim.value.holder


def test_the_headline_has_positions(read: Read) -> None:
    (found,) = read("It rained.", title="Oman rejects border plan").positions
    assert (found.span.field, found.type, found.holders) == ("title", "REJECT", ("Oman",))


@pytest.mark.parametrize(
    ("title", "kind", "holder", "targets"),
    [
        ("Oman: We will not accept border wall", "REJECT", "Oman", ()),
        ("Oman to Yemen: Leave the island", "DEMAND", "Oman", ("Yemen",)),
        ("Yemen must leave island: Oman", "DEMAND", "Oman", ("Yemen",)),
        ("Oman says no to border wall", "REJECT", "Oman", ()),
    ],
)
def test_headlines(read: Read, title: str, kind: str, holder: str, targets: tuple[str, ...]) -> None:
    (found,) = read("It rained.", title=title).positions
    assert (found.type, found.holders, found.targets) == (kind, (holder,), targets)


@pytest.mark.parametrize("title", ["Swimmers warned to stay out of river", "Drivers urged to avoid bridge"])
def test_a_headline_of_what_is_done_to_somebody_takes_none(read: Read, title: str) -> None:
    assert read("It rained.", title=title).positions == ()


def test_a_line_that_is_a_source_and_a_quotation(read: Read) -> None:
    found = only(read, "It rained.\nArmy spokesman: “We reject this plan.”\nIt snowed.")
    assert (found.type, found.holders) == ("REJECT", ("Army spokesman",))


def test_the_rule_names_entry_word_and_way(read: Read) -> None:
    assert only(read, "Oman did not rule out a blockade.").rule == "position:reject rule, verb"


def test_plain_reports_make_no_statement(read: Read) -> None:
    text = "Officials said that five people were killed."
    reading = read(text)
    assert reading.attributions
    assert [c.kind for c in claims_of(Story(text=text), reading)].count("statement") == 0


WORDS = [
    "rejected", "did not", "rule", "out", "must", "will not", "accept", "the plan", "it", "they", "Oman", ",", ".", "?",
    "“", "”", "ready", "to", "no", "plans", "said", "that", "warned", "without", "refused", "illegal", "is", "\n", "—",
]  # fmt: skip


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.text(max_size=20))
def test_any_text_is_read(reader: Reader, words: list[str], title: str) -> None:
    story = Story(text=" ".join(words), title=title)
    _, reading = next(reader.read([story]))
    assert not [problem for problem in reading.problems if problem.where == "positions"]
    for position in reading.positions:
        assert position.holders
        assert all(story.quote(span).strip() for span in (position.span, *position.content))


def test_a_long_story_takes_no_quadratic_time(reader: Reader) -> None:
    text = "Oman rejected the plan and urged Yemen to accept it. " * 400 + "and must refuse to reject " * 2000
    (parsed,) = reader._parser.parse([Story(text=text)])
    reading = reader.read_parsed(parsed)
    began = process_time()
    layer = dict(reader.layers)["positions"]
    assert len(layer(parsed, reading).positions) >= 700
    assert process_time() - began < 3


def test_our_stories_are_read_without_a_fault(reader: Reader) -> None:
    path = Path(__file__).parent.parent / "gold" / "stories.jsonl"
    rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for story, reading in reader.read(Story(text=row["text"], title=row["title"]) for row in rows[:10]):
        assert not reading.problems
        for row in reading_to_dict(story, reading)["positions"]:
            assert row["holders"]
            assert row["attribution"] is None or row["attribution"] < len(reading.attributions)
