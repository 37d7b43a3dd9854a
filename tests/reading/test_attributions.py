"""Who said what: sources, cues, contents and speakers of our own sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Attribution, Reading, Span, Story
from onrecord.reading import Reader

Read = Callable[..., Reading]

CASES = [
    # text, [(source, cue, content pieces)]
    ("Envoys said that the road was open.", [("Envoys", "said", ["the road was open"])]),
    ("Envoys said the road was open.", [("Envoys", "said", ["the road was open"])]),
    ("The road was open, envoys said.", [("envoys", "said", ["The road was open"])]),
    ("The road, he said, was open.", [("he", "said", ["The road", "was open"])]),
    (
        "In the past day, two bridges fell, police said on Monday.",
        [("police", "said", ["In the past day, two bridges fell"])],
    ),
    ("“We will stay,” said Maria Lopez.", [("Maria Lopez", "said", ["“We will stay,”"])]),
    ("“We will stay,” she said. “We have food.”", [("she", "said", ["“We will stay,”", "“We have food.”"])]),
    ("She said: “We will stay. We have food.”", [("She", "said", ["“We will stay. We have food.”"])]),
    ("Four people died, according to the mayor.", [("the mayor", "according to", ["Four people died"])]),
    ("According to the mayor, four people died.", [("the mayor", "According to", ["four people died"])]),
    (
        "She said all was well, but warned that food was short.",
        [("She", "said", ["all was well"]), ("She", "warned", ["food was short"])],
    ),
    ("The general was quoted as saying that the war was over.", [("The general", "saying", ["the war was over"])]),
    ("The army denied shelling the town.", [("The army", "denied", ["shelling the town"])]),
    ("The council called for a truce.", [("The council", "called for", ["a truce"])]),
    ("The ministry put the toll at 140.", [("The ministry", "put", ["the toll at 140"])]),
    (
        "The envoy said that talks would resume and that both sides agreed.",
        [("The envoy", "said", ["talks would resume", "both sides agreed"])],
    ),
    ("TALLINN, May 4 (Wire) -- The port is shut, the mayor said.", [("the mayor", "said", ["The port is shut"])]),
    (
        "Three bridges fell and two roads were shut by floods, residents and aid workers said, as rain went on.",
        [("residents and aid workers", "said", ["Three bridges fell and two roads were shut by floods"])],
    ),
    (
        "Floods are expected to spread, but dams will hold, an official said.",
        [("an official", "said", ["Floods are expected to spread, but dams will hold"])],
    ),
    (
        "The mayor admitted his plan to save the bridge had failed.",
        [
            ("The mayor", "admitted", ["his plan to save the bridge had failed"]),
        ],
    ),
    ("The office said earlier that the port was shut.", [("The office", "said", ["the port was shut"])]),
    ("He said on the radio, with a sigh, that the port was shut.", [("He", "said", ["the port was shut"])]),
    ("The ministry said on Thursday it has shut the port.", [("The ministry", "said", ["it has shut the port"])]),
    ("Per the ministry, the port is shut.", [("the ministry", "Per", ["the port is shut"])]),
    ("Per the agreement, the port is shut.", []),
    (
        "Supporters of Karim al-Rawi say the vote was fair.",
        [
            ("Supporters of Karim al-Rawi", "say", ["the vote was fair"]),
        ],
    ),
    (
        "It rained.\nHarbour spokesman: “The port is shut.”\nIt snowed.",
        [
            ("Harbour spokesman", ":", ["“The port is shut.”"]),
        ],
    ),
    ("It rained.\nTime: “late”\nIt snowed.", []),
    ("Two states recalled their ambassadors.", []),
    ("They met the so-called “council” on Monday.", []),
    ("The envoy told reporters in Oslo.", []),
    ("He said nothing.", []),
]


def quoted(story: Story, spans: tuple[Span, ...]) -> list[str]:
    return [story.quote(span) for span in spans]


def rows(text: str, attributions: tuple[Attribution, ...], title: str = "") -> list[tuple[str, str, list[str]]]:
    story = Story(text=text, title=title)
    return [
        (" ".join(quoted(story, a.source)), " ".join(quoted(story, a.cue)), quoted(story, a.content))
        for a in attributions
    ]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_attributions(read: Read, text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert rows(text, read(text).attributions) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Death toll in ferry fire rises to 12: coast guard",
            ("coast guard", ":", ["Death toll in ferry fire rises to 12"]),
        ),
        ("Red Cross: Camp has no water", ("Red Cross", ":", ["Camp has no water"])),
        ("Oman must leave island: Yemen", ("Yemen", ":", ["Oman must leave island"])),
        ("Oman to Yemen: Leave the island", ("Oman", ":", ["Leave the island"])),
        ("Go home now, Ann Poe tells crowd", ("Ann Poe", "tells", ["Go home now"])),
    ],
)
def test_headlines(read: Read, title: str, expected: tuple[str, str, list[str]]) -> None:
    reading = read("It rained.", title=title)
    assert rows("It rained.", reading.attributions, title) == [expected]
    assert {span.field for a in reading.attributions for span in (*a.source, *a.cue, *a.content)} == {"title"}


def test_a_quotation_may_go_on_in_the_next_paragraph(read: Read) -> None:
    text = "“We will stay here,” the mayor said.\n“We have food and water for a month.”\nIt rained."
    (found,) = read(text).attributions
    assert quoted(Story(text=text), found.content) == ["“We will stay here,”", "“We have food and water for a month.”"]
    assert found.kind == "direct"


def test_a_quotation_may_cross_lines(read: Read) -> None:
    text = '"We will stay here.\nWe have food for a month," the mayor said.\n"We will not go hungry.\n"\nIt rained.'
    (found,) = read(text).attributions
    assert quoted(Story(text=text), found.content) == [
        '"We will stay here.',
        'We have food for a month,"',
        '"We will not go hungry.',
    ]
    assert found.kind == "direct"


def test_a_quotation_left_open_belongs_to_the_next(read: Read) -> None:
    text = "“We will not go to the hills.\n“We will stay here,” said the mayor.\nIt rained."
    (found,) = read(text).attributions
    assert quoted(Story(text=text), found.content) == ["“We will not go to the hills.", "“We will stay here,”"]


def test_speech_within_speech_is_marked_once(read: Read) -> None:
    text = "The mayor said that doctors had warned that beds were short."
    assert [cue for _, cue, _ in rows(text, read(text).attributions)] == ["said"]


def test_when_it_was_said(read: Read) -> None:
    text = "The mayor said on Sunday that the port will open on Friday."
    (found,) = read(text, published="2026-02-02").attributions
    assert found.said is not None
    assert (found.said.begin, found.said.end) == ("2026-02-01", "2026-02-02")


def test_no_time_in_the_content_is_when_it_was_said(read: Read) -> None:
    (found,) = read("The mayor said that the port will open on Friday.", published="2026-02-02").attributions
    assert found.said is None


def test_chain_and_further_speakers(read: Read) -> None:
    (quoting,) = read("The newspaper quoted Ivan Petrov as saying that the port would open.").attributions
    assert [speaker.name for speaker in quoting.chain] == ["Ivan Petrov", "newspaper"]
    (both,) = read("Kenya and Uganda said that the border was open.").attributions
    assert both.speaker is not None
    assert (both.speaker.name, [speaker.name for speaker in both.also]) == ("Kenya", ["Uganda"])


WORDS = [
    "said",
    "that",
    "the mayor",
    "“",
    "”",
    '"',
    ",",
    ".",
    "\n",
    ":",
    "he",
    "according to",
    "Kyiv",
    "warned",
    "open",
    "was",
    "—",
    "\u200b",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.text(max_size=30))
def test_any_text_is_read(reader: Reader, words: list[str], title: str) -> None:
    story = Story(text=" ".join(words), title=title)
    _, reading = next(reader.read([story]))
    assert not [p for p in reading.problems if p.where in ("names", "attributions")]
    for found in reading.attributions:
        assert found.content
        assert found.cue
        for span in (*found.source, *found.cue, *found.content):
            assert story.quote(span).strip()
