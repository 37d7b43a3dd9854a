"""The pipeline: layers in order, a failing layer costs only its part, long stories are bounded."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Reading, Story
from onrecord.reading import LAYERS, Reader
from onrecord.reading.parallel import chunks, read_stories
from onrecord.reading.parse import Parsed
from onrecord.settings import Settings

STORY = Story(text="Talks opened in Geneva on Monday.\nFive people were killed, police said.", published="2026-02-02")


def test_a_failing_layer_costs_only_its_part(reader: Reader) -> None:
    def broken(_: Parsed, __: Reading) -> Reading:
        raise ZeroDivisionError("a bug")

    layers = tuple((name, broken if name == "attributions" else layer) for name, layer in reader.layers)
    maimed = Reader.__new__(Reader)
    maimed.__dict__.update(reader.__dict__)
    maimed.layers = layers
    ((_, reading),) = maimed.read([STORY])
    assert reading.attributions == ()
    assert [f.measure for f in reading.figures] == ["killed"]
    assert [(p.where, p.story) for p in reading.problems] == [("attributions", STORY.id)]
    assert "a bug" in reading.problems[0].what


def test_a_layer_changes_its_own_part_alone(reader: Reader) -> None:
    own = {
        "sentences": {"sentences"}, "dateline": {"published"}, "times": {"times"}, "numbers": {"numbers"},
        "places": {"places"}, "names": {"names"}, "attributions": {"attributions"}, "figures": {"figures"},
        "directions": {"figures"}, "events": {"events"}, "manners": {"events"},
            "positions": {"positions"}, "main": {"main"},
    }  # fmt: skip
    assert [name for name, _ in LAYERS] == list(own)
    parsed = next(iter(reader._parser.parse([STORY])))
    reading = Reading(STORY.id, reader.read_parsed(parsed).published)
    for name, layer in reader.layers:
        after = layer(parsed, reading)
        changed = {f for f in Reading.__dataclass_fields__ if getattr(after, f) != getattr(reading, f)}
        assert changed <= own[name]
        reading = after


def test_only_the_first_part_of_an_endless_story_is_read() -> None:
    settings = Settings(max_story_chars=200)
    story = replace(STORY, text="Five people were killed on Monday. " * 50)
    ((_, reading),) = read_stories([story], settings)
    assert reading.figures
    assert all(figure.span.end <= 200 for figure in reading.figures)
    assert "200" in reading.problems[0].what


def test_empty_stories_are_read(reader: Reader) -> None:
    stories = [
        Story(text=""),
        Story(text=" \n\n "),
        Story(text="", title="Five dead"),
        Story(text="\u202e😀"),
        Story(text="\ud800"),
    ]
    for _, reading in reader.read(stories):
        assert reading.problems == ()


def test_chunks_keep_a_paste_together() -> None:
    paste = [Story(text=f"Story {i}.", bundle="p") for i in range(5)]
    stories = [Story(text="One."), Story(text="Two."), *paste, Story(text="Last.")]
    cut = list(chunks(stories, 3))
    assert [story for chunk in cut for story in chunk] == stories
    assert [len(chunk) for chunk in cut] == [6, 2]
    assert [len(chunk) for chunk in chunks(iter(stories[:2]), 1)] == [1, 1]
