"""What news attributes and how: one sentence of our own for each construction and each link of a chain."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Reading, Span, Story

Read = Callable[..., Reading]
Row = tuple[str, str, list[str]]

COVER = [
    # text, [(source, cue, content pieces)]
    ("The port will open, the ministry told Reuters.", [("the ministry", "told", ["The port will open"])]),
    ("The mayor announced that the port would open.", [("The mayor", "announced", ["the port would open"])]),
    ("A deal is near, according to sources close to the talks.",
     [("sources close to the talks", "according to", ["A deal is near"])]),
    ("The general was quoted as saying that the war was over.", [("The general", "saying", ["the war was over"])]),
    ("In a statement, the ministry said the bridge was open.", [("the ministry", "said", ["the bridge was open"])]),
    ("The governor said on Telegram that two had died.", [("The governor", "said", ["two had died"])]),
    ("State media reported that the talks had begun.", [("State media", "reported", ["the talks had begun"])]),
    ("Sources close to the talks said a deal was near.",
     [("Sources close to the talks", "said", ["a deal was near"])]),
    ("Residents fear that the dam will break.", [("Residents", "fear", ["the dam will break"])]),
    ("The bank expects prices to rise.", [("The bank", "expects", ["prices to rise"])]),
    ("The commander was said to be in Cairo.", [("", "said", ["The commander", "to be in Cairo"])]),
    ("The commander is believed to have fled to Chad.", [("", "believed", ["The commander", "to have fled to Chad"])]),
    ("Five people were reported killed in the raid.", [("", "reported", ["Five people", "killed in the raid"])]),
    ("Moscow's claim that the town had fallen was false.", [("Moscow's", "claim", ["the town had fallen"])]),
    ("His warning of a new attack was ignored.", [("His", "warning of", ["a new attack"])]),
    ("A report by the agency that the camp was empty proved wrong.",
     [("the agency", "report", ["the camp was empty"])]),
    ("The talks, he said, would resume in May.", [("he", "said", ["The talks", "would resume in May"])]),
    ("The talks, said the envoy, would resume in May.",
     [("the envoy", "said", ["The talks", "would resume in May"])]),
    ("“The talks,” he said, “will resume in May.”", [("he", "said", ["“The talks,”", "“will resume in May.”"])]),
    ("“We stay,” she said. “We have food. We have water.”",
     [("she", "said", ["“We stay,”", "“We have food. We have water.”"])]),
    ("The mayor said: “We will stay here.\n“We have food and water for a month.”\nIt rained.",
     [("The mayor", "said", ["“We will stay here.", "“We have food and water for a month.”"])]),
    ("They met the so-called “council” on Monday.", []),
    ("The “republic” has few friends.", []),
    ("The ministry gave the total as 140 dead.", [("The ministry", "gave", ["the total as 140 dead"])]),
    ("The army denied it.", [("The army", "denied", ["it"])]),
    ("Bangkok rejected a charge that it had fired first.",
     [("Bangkok", "rejected", ["a charge that it had fired first"])]),
    ("Oman accused Yemen of firing first, a charge that Yemen rejected.",
     [("Oman", "accused", ["Yemen of firing first"]), ("Yemen", "rejected", ["a charge"])]),
]  # fmt: skip
CHAINS = [
    # text, content, the names behind the words, nearest first
    ("Interfax quoted Dmitry Orlov as saying that the port would open.", "the port would open",
     ["Dmitry Orlov", "Interfax"]),
    ("The port will open, Interfax quoted Dmitry Orlov as saying.", "The port will open", ["Dmitry Orlov", "Interfax"]),
    ("The port will open, the spokesman was quoted by Interfax as saying.", "The port will open",
     ["spokesman", "Interfax"]),
    ("The ministry, citing hospitals, said that 140 people had died.", "140 people had died",
     ["hospitals", "ministry"]),
    ("Citing hospitals, the ministry said that 140 people had died.", "140 people had died", ["hospitals", "ministry"]),
    ("Reuters reported, citing two officials, that the port would open.", "the port would open",
     ["officials", "Reuters"]),
    ("Reuters reported that the port would open, citing two officials.", "the port would open",
     ["officials", "Reuters"]),
    ("The port will open, Reuters reported on Monday, citing two officials.", "The port will open",
     ["officials", "Reuters"]),
]  # fmt: skip
HEADLINES = [
    ("Kremlin: talks to resume in May", [("Kremlin", ":", ["talks to resume in May"])]),
    ("Toll in camp rises to 140: health authorities", [("health authorities", ":", ["Toll in camp rises to 140"])]),
    ("Talks to resume in May – report", [("report", "–", ["Talks to resume in May"])]),
    ("Talks resumed – two sources", [("two sources", "–", ["Talks resumed"])]),
    ("Talks to resume in May - Harbour Times", []),
    ("Two killed in port blast, say police", [("police", "say", ["Two killed in port blast"])]),
    ("Talks to resume in May, Kremlin says", [("Kremlin", "says", ["Talks to resume in May"])]),
]  # fmt: skip


def rows(story: Story, reading: Reading) -> list[Row]:
    def quoted(spans: tuple[Span, ...]) -> list[str]:
        return [story.quote(span) for span in spans]

    return [(" ".join(quoted(a.source)), " ".join(quoted(a.cue)), quoted(a.content)) for a in reading.attributions]


@pytest.mark.parametrize(("text", "expected"), COVER, ids=[text[:40] for text, _ in COVER])
def test_cover(read: Read, text: str, expected: list[Row]) -> None:
    assert rows(Story(text=text), read(text)) == expected


@pytest.mark.parametrize(("text", "content", "names"), CHAINS, ids=[text[:40] for text, _, _ in CHAINS])
def test_chains(read: Read, text: str, content: str, names: list[str]) -> None:
    (found,) = read(text).attributions
    assert [Story(text=text).quote(span) for span in found.content] == [content]
    assert [speaker.name for speaker in found.chain] == names


@pytest.mark.parametrize(("title", "expected"), HEADLINES, ids=[title for title, _ in HEADLINES])
def test_headlines(read: Read, title: str, expected: list[Row]) -> None:
    assert rows(Story(text="It rained.", title=title), read("It rained.", title=title)) == expected


STORY = (
    "Kremlin spokesman Dmitry Orlov said the port would open. The Ukrainian president, Ivan Petrenko, said he would "
    "wait. The ministry put the toll at 140. The authorities said the road was shut. The Kremlin spokesman added that "
    "ships were waiting. Orlov warned of delays. He gave no date, he said."
)
SPEAKERS = [("said", 0, "Dmitry Orlov"), ("said", 1, "Ivan Petrenko"), ("added", 0, "Dmitry Orlov"),
            ("warned of", 0, "Dmitry Orlov"), ("said", 3, "Dmitry Orlov")]  # fmt: skip


@pytest.mark.parametrize(("cue", "nth", "name"), SPEAKERS)
def test_roles_surnames_and_pronouns_are_one_speaker(read: Read, cue: str, nth: int, name: str) -> None:
    story = Story(text=STORY)
    found = [a for a in read(STORY).attributions if " ".join(story.quote(span) for span in a.cue) == cue]
    speaker = found[nth].speaker
    assert speaker is not None
    assert (speaker.name, speaker.kind) == (name, "person")


def test_bodies_and_unnamed_sources_stay_what_they_are(read: Read) -> None:
    names = [(a.speaker.name, a.speaker.kind) for a in read(STORY).attributions if a.speaker]
    assert ("ministry", "body") in names
    assert ("authorities", "body") in names
    (found,) = read("A deal is near, two officials familiar with the matter said.").attributions
    assert found.speaker is not None
    assert found.speaker.kind == "unnamed"


def test_the_outlet_is_no_speaker(read: Read) -> None:
    text = "OSLO, May 4 (Harbour Wire) -- The port is shut.\nTwo ships are waiting."
    assert read(text, title="Port shut - Harbour Wire").attributions == ()
