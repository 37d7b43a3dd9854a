"""How one format is told from another: by the name's ending or the media type, else by the first bytes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from onrecord.model import Problem, Story
from onrecord.settings import Settings
from onrecord.sources import FORMATS, SourceError, detect, read_file, read_stream
from tests.sources.test_feed import SUMMARY, rss
from tests.sources.test_html import page
from tests.sources.wire import FERRY

ROW = '{"id": "a", "text": "A truce took hold on Monday."}\n'
PASTE = "\n".join([FERRY[0], *FERRY[1]])
FEED = rss(f"<title>T</title><description>{SUMMARY}</description>")


@pytest.mark.parametrize(
    ("head", "suffix", "media", "name"),
    [
        (ROW, "", "", "jsonl"),
        (ROW, ".txt", "", "jsonl"),
        ("\ufeff" + ROW, "", "", "jsonl"),
        (PASTE, "", "", "paste"),
        (PASTE, ".md", "", "paste"),
        (PASTE, "", "text/plain", "paste"),
        (PASTE, ".xyz", "application/octet-stream", "paste"),
        (page(), "", "", "html"),
        (page(), ".txt", "", "html"),
        ("<p>Words</p>", ".htm", "", "html"),
        ("words", "", "text/html", "html"),
        (FEED, "", "", "feed"),
        (FEED, ".rss", "", "feed"),
        (FEED, "", "application/rss+xml", "feed"),
        ("x", ".ndjson", "", "jsonl"),
        ("x", "", "application/json", "jsonl"),
        ('"Words," he said, "are {all} we have."', "", "", "paste"),
        ("[Editor's note] Words.", "", "", "paste"),
    ],
)
def test_formats(head: str, suffix: str, media: str, name: str) -> None:
    assert detect(head.encode(), suffix, media, "x").name == name


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_marks_and_wide_encodings_do_not_hide_a_format(encoding: str) -> None:
    for text, name in ((ROW, "jsonl"), (page(), "html"), (PASTE, "paste")):
        assert detect(text.encode(encoding), "", "", "x").name == name


def test_xml_of_another_kind_is_refused() -> None:
    with pytest.raises(SourceError, match=r"^x: [^\n]*not supported"):
        detect(b'<?xml version="1.0"?><gpx><trk/></gpx>', "", "", "x")


def test_endings_and_types_belong_to_one_format_each() -> None:
    for part in ("suffixes", "types"):
        every = [value for entry in FORMATS for value in getattr(entry, part)]
        assert len(every) == len(set(every))


def test_a_stream_is_read_in_its_own_format() -> None:
    for text, title in ((PASTE, FERRY[0]), (page(), FERRY[0]), (FEED, "T"), (ROW, "")):
        (story,) = read_stream(io.BytesIO(text.encode()), "standard input", Settings())
        assert isinstance(story, Story)
        assert story.title == title


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf", b"\xff\xfe\r\n"])
def test_nothing_is_an_error(data: bytes) -> None:
    with pytest.raises(SourceError, match="empty"):
        list(read_stream(io.BytesIO(data), "in", Settings()))


def test_the_ending_before_gz_counts(tmp_path: Path) -> None:
    path = tmp_path / "S.JSONL.gz"  # named so, packed or not
    path.write_text("not json\n" + ROW, "utf-8")
    problem, story = read_file(path, Settings())
    assert isinstance(problem, Problem)
    assert isinstance(story, Story)
