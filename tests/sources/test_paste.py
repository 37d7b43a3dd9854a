"""Pastes: one story or several, in the layouts that people paste, come out as a careful reader would part them."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Problem, Story
from onrecord.settings import Settings
from onrecord.sources import paste
from onrecord.sources.base import SourceError
from tests.sources.wire import (
    BRIDGE,
    FERRY,
    MARKET,
    PIECES,
    QUAKE,
    SECOND_QUAKE,
    STYLES,
    TALKS,
    VOTE,
    Piece,
    expected,
    gold_pieces,
    pasted,
    wrapped,
)


def read(text: str) -> tuple[list[Story], list[Problem]]:
    outcomes = list(paste.read(io.BytesIO(text.encode("utf-8", "surrogatepass")), "p.txt", Settings()))
    return [o for o in outcomes if isinstance(o, Story)], [o for o in outcomes if isinstance(o, Problem)]


def split(text: str) -> list[Piece]:
    stories, problems = read(text)
    assert problems == []
    return [(story.title, story.text.split("\n")) for story in stories]


LAYOUTS = [(layout, style) for layout in ("first", "last") for style in STYLES]


@pytest.mark.parametrize(("layout", "style"), LAYOUTS)
def test_own_stories_in_every_layout(layout: str, style: str) -> None:
    for chosen in (PIECES[:2], PIECES[1:5], PIECES[3:], PIECES[::-1], (QUAKE, SECOND_QUAKE), (SECOND_QUAKE, QUAKE)):
        assert split(pasted(chosen, layout, style)) == expected(chosen)


@pytest.mark.parametrize(("layout", "style"), LAYOUTS)
def test_at_least_95_of_100_pastes_part_exactly_right(layout: str, style: str) -> None:
    pieces, rng = gold_pieces(), random.Random(f"{layout} {style}")
    right = total = 0
    for count in (1, 2, 3, 4, 5, 6):
        for turn in range(7):
            at = rng.randrange(len(pieces) - count + 1)
            # neighbours tell of the same events, a sample of different ones
            chosen = pieces[at : at + count] if turn % 2 else rng.sample(pieces, count)
            right += split(pasted(chosen, layout, style)) == expected(chosen)
            total += 1
    assert right >= 0.95 * total


def block(piece: Piece, *, before: Sequence[str] = (), under: Sequence[str] = (), after: Sequence[str] = ()) -> str:
    title, body = piece
    return "\n".join([*before, title, *under, *body, *after])


def without_dateline(piece: Piece) -> list[str]:
    first, *rest = piece[1]
    return [first.split("-- ")[-1].split(") - ")[-1], *rest]


def bodies(text: str) -> list[str]:
    return [story.text for story in read(text)[0]]


def test_datelines_open_stories_that_have_no_headlines() -> None:
    parts = [BRIDGE[1], TALKS[1], VOTE[1]]
    for gap in ("\n", "\n\n"):
        assert split(gap.join(p for body in parts for p in body)) == [("", body) for body in parts]


def test_one_paragraph_briefs_part_at_their_datelines() -> None:
    parts = [BRIDGE[1][:1], TALKS[1][:1], VOTE[1][:1]]
    assert split("\n".join(p for body in parts for p in body)) == [("", body) for body in parts]


@pytest.mark.parametrize(
    "note",
    [
        "(Corrects the number of trucks in the second paragraph to forty, after the council gave a new figure.)",
        "Flour and tents reach the city's east for the first time since a rocket hit the northern span in April.",
    ],
)
def test_a_note_or_summary_above_the_dateline_stays_with_its_story(note: str) -> None:
    noted = (BRIDGE[0], [note, *BRIDGE[1]])
    for layout in ("first", "last"):
        for style in ("tight", "blank lines between all"):
            assert split(pasted([FERRY, noted, TALKS], layout, style)) == expected([FERRY, noted, TALKS])


def test_metadata_lines_head_each_story() -> None:
    text = "\n\n".join(
        "\n".join(
            [f"Title: {title}", "Source: Lantern News", f"Published: {day}", f"URL: https://lantern.test/{n}", ""]
        )
        + "\n".join(body)
        for n, ((title, body), day) in enumerate(
            zip((BRIDGE, FERRY, VOTE), ("2026-05-04", "3 May 2026", "May 5, 2026"), strict=True)
        )
    )
    stories, problems = read(text)
    assert problems == []
    assert [(s.title, s.text.split("\n")) for s in stories] == expected([BRIDGE, FERRY, VOTE])
    assert [s.published for s in stories] == ["2026-05-04", "2026-05-03", "2026-05-05"]
    assert {s.outlet for s in stories} == {"Lantern News"}
    assert [s.url for s in stories] == [f"https://lantern.test/{n}" for n in range(3)]


def test_metadata_under_the_headlines() -> None:
    under = ["Published: 2026-05-04T10:30Z", "https://lantern.test/a"]
    stories, _ = read("\n\n".join(block(piece, under=under) for piece in (FERRY, MARKET)))
    assert [(s.title, s.text.split("\n")) for s in stories] == expected([FERRY, MARKET])
    assert {(s.published, s.url) for s in stories} == {("2026-05-04T10:30Z", "https://lantern.test/a")}


def test_a_date_line_that_cannot_be_read_is_told_and_kept() -> None:
    stories, problems = read("Date: 31/31/2026\n" + block(FERRY))
    assert [p.where for p in problems] == ["p.txt:1"]
    assert "31/31/2026" in problems[0].what
    assert "31/31/2026" in "".join(s.title + s.text for s in stories)


PROSE = ["Source: hospitals said they had run out of beds.", "Date: the talks have none yet, officials said."]


@pytest.mark.parametrize("line", PROSE)
def test_prose_with_a_colon_is_no_metadata(line: str) -> None:
    assert split("\n".join([*FERRY[1], line, *MARKET[1]])) == [("", [*FERRY[1], line, *MARKET[1]])]


@pytest.mark.parametrize("mark", ["---", "=====", "* * *", "***", "-30-", "ENDS", "—————", "_____"])
def test_separators(mark: str) -> None:
    for chosen in ([FERRY, MARKET], [BRIDGE, QUAKE, TALKS]):
        assert split(f"\n{mark}\n".join(block(piece) for piece in chosen)) == expected(chosen)
        assert split(f"\n\n{mark}\n\n".join(block(piece) for piece in chosen)) == expected(chosen)


def test_stars_within_a_story_part_nothing() -> None:
    title, body = QUAKE
    assert split("\n".join([title, *body[:3], "* * *", *body[3:]])) == expected([QUAKE])


def test_underlined_and_marked_headlines() -> None:
    for form in ("{}\n" + "=" * 40, "{}\n" + "-" * 40, "# {}", "## {}", "**{}**"):
        text = "\n\n".join("\n\n".join([form.format(title), *body]) for title, body in (FERRY, VOTE, MARKET))
        assert split(text) == expected([FERRY, VOTE, MARKET]), form


@pytest.mark.parametrize(
    "byline", ["By Jonas Merrow", "By Jonas Merrow and Ida Quill, Lantern News", "Reporting by Ida Quill"]
)
def test_bylines_stay_with_their_story(byline: str) -> None:
    chosen = [FERRY, MARKET, QUAKE]
    signed = [(title, [byline, *body]) for title, body in chosen]
    for style in ("tight", "blank lines between all", "blank lines between stories"):
        assert split(pasted(signed, "first", style)) == expected(signed)


@pytest.mark.parametrize(
    "lines",
    [
        ["Lantern News | May 4, 2026 18:05 GMT"],
        ["4 May 2026"],
        ["By Jonas Merrow", "Updated 4 May 2026 at 6:05 pm"],
        ["Monday, May 4, 2026", "By Jonas Merrow"],
    ],
)
def test_dates_and_bylines_under_the_headline_are_no_headlines(lines: list[str]) -> None:
    chosen = [(title, [*lines, *body]) for title, body in PIECES]
    for style in ("tight", "blank lines between all", "blank lines between stories", "wide gaps"):
        assert split(pasted(chosen, "first", style)) == expected(chosen)


@pytest.mark.parametrize("credit", ["(Reporting by Ida Quill; editing by Jonas Merrow)", "Editing by Jonas Merrow"])
def test_credits_close_stories(credit: str) -> None:
    signed = [(title, [*body, credit]) for title, body in (FERRY, BRIDGE, VOTE)]
    for style in ("tight", "blank lines between all", "dashes"):
        assert split(pasted(signed, "first", style)) == expected(signed)


@pytest.mark.parametrize("piece", PIECES)
def test_a_single_story(piece: Piece) -> None:
    title, body = piece
    assert split("\n".join([title, *body])) == [(title, body)]
    assert split("\n\n".join([title, *body])) == [(title, body)]
    assert split("\n".join([*body, title])) == [(title, body)]
    assert split("\n".join(body)) == [("", body)]
    assert split("\n\n".join(wrapped(p) for p in body)) == [("", body)]


def test_lines_broken_by_hand_in_mid_sentence_are_joined_though_the_next_word_had_room() -> None:
    lines = [
        "LUSAKA, Feb 2 (Northern Wire) -- The envoys of the two sides met on the",
        "border on Monday, the mediators said in a short statement after a day",
        "of talks. Zambia's",
        "Foreign Ministry said it would send",
        "observers to the bridge by the end of the week.",
    ]
    other = (
        "Traders on both banks said that the crossing had been quiet since the\nmorning and that lorries were moving."
    )
    text = "\n".join(lines) + "\n\n" + "\n\n".join([other] * 3)
    assert split(text)[0][1][0] == " ".join(lines)


def test_crossheads_do_not_part_a_story() -> None:
    title, body = QUAKE
    parts = [*body[:2], "Roads open", *body[2:4], "Fragile calm", *body[4:]]
    assert split("\n\n".join([title, *parts])) == [(title, parts)]


def test_one_line_and_one_word() -> None:
    assert split("Army reopens Selna bridge to aid convoys") == [("", ["Army reopens Selna bridge to aid convoys"])]
    assert split("war") == [("", ["war"])]


def test_capital_headlines_quotes_and_questions() -> None:
    pieces = [
        (BRIDGE[0].upper(), without_dateline(BRIDGE)),
        ("'No way back' for Varnian talks, rebel envoy says", without_dateline(TALKS)),
        ("Why did the Port Amsel ferry sink with 200 on board?", FERRY[1]),
        (MARKET[0] + " - Lantern", MARKET[1]),
    ]
    assert split(pasted(pieces, "first", "tight")) == expected(pieces)
    assert split(pasted(pieces, "last", "blank lines between stories")) == expected(pieces)


def test_stories_of_a_paste_share_a_bundle() -> None:
    stories, _ = read(pasted([FERRY, MARKET], "first", "tight"))
    again, _ = read(pasted([FERRY, MARKET], "first", "tight"))
    other, _ = read(pasted([FERRY, QUAKE], "first", "tight"))
    assert len({s.bundle for s in stories}) == 1
    assert [s.id for s in stories] == [s.id for s in again]
    assert stories[0].bundle == again[0].bundle != other[0].bundle
    assert stories[0].id == other[0].id


@pytest.mark.parametrize("text", ["", "\n\n", "---\n\n***\n", "\u200b\n\ufeff"])
def test_no_words_is_an_error(text: str) -> None:
    with pytest.raises(SourceError, match=r"p\.txt"):
        read(text)


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


LINES = st.one_of(
    st.sampled_from([p for title, body in PIECES for p in (title, *body)]),
    st.sampled_from(
        ["", "", "---", "* * *", "By Jonas Merrow", "Source: Lantern", "Title: Calm holds", "CAIRO --", "(AP) -"]
    ),
    st.text(max_size=40),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=25).map("\n".join))
def test_nothing_is_lost_and_nothing_is_added(text: str) -> None:
    try:
        stories, _ = read(text)
    except SourceError:
        return
    for story in stories:
        assert story.text.strip()
        assert letters(story.title) in letters(text)
        for paragraph in story.text.split("\n"):
            assert letters(paragraph) in letters(text)
    kept = sum(len(letters(s.title + s.text)) for s in stories)
    meta = sum(
        len(letters(line)) for line in text.splitlines() if line.strip().lower().startswith(("source", "title", "http"))
    )
    assert kept <= len(letters(text)) <= kept + meta + 10


HOSTILE = {
    "one long line": "a " * 500_000,
    "no spaces": "a" * 1_000_000,
    "blank lines": "\n" * 1_000_000,
    "spaces": " " * 1_000_000 + "x",
    "dashes": "- " * 500_000,
    "short lines": "Truce holds\n" * 20_000,
    "headlines": "Army reopens Selna bridge to aid convoys\n" * 6_000,
    "datelines": "CAIRO, March 3 (Agency) -- \n" * 9_000,
    "brackets": "(" * 1_000_000,
    "metadata": "Title: a\n" * 25_000,
    "urls": "https://a.test/b\n" * 15_000,
    "separators": "---\n" * 60_000,
    "colons": "Date: " + ": " * 500_000,
    "tiny sections": "x\n---\n" * 40_000,
    "stars": "x\n***\n" * 40_000,
    "tabs": ("\t" * 1_000 + "x\n") * 1_000,
    "wrapped": ("and then the long line went on and on and on to its very end of\n" * 15_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_seconds_at_most(name: str) -> None:
    start = time.perf_counter()
    try:
        read(HOSTILE[name])
    except SourceError:
        assert name in ("blank lines", "dashes", "separators", "urls")
    assert time.perf_counter() - start < 8


def test_text_over_the_bound_is_cut_at_a_line_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paste, "MAX_DOCUMENT_BYTES", 400)
    stories, problems = read(block(FERRY))
    assert "only the first 400 bytes" in problems[0].what
    assert set("\n".join([s.text for s in stories]).split("\n")) <= set(FERRY[1])
