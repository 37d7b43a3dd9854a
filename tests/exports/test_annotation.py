"""Claims as W3C Web Annotations, and their passages found again in texts that changed."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.exports.annotation import annotation, find_annotated
from onrecord.exports.passage import AROUND, MOST_AROUND, Found, Place, Quote, find_again, quoted
from onrecord.model import Claim, FigureValue, Published, Sourced, Span, Speaker, Story, with_id

BASE = "http://localhost:8321"
TEXT = (
    "KHARKIV (Wire) -- A drone hit a depot \U0001f4a5 late on Monday, and five workers were killed, the mayor said.\n"
    "Rescuers dug through the night. In Sumy, five trucks burnt down.\n"
    "“Nobody had warned us,” a foreman said."
)


def claim_at(story: Story, words: str, field: str = "text") -> Sourced:
    """A figure claim whose words are the first `words` of the story's field."""
    whole = story.text if field == "text" else story.title
    start = whole.index(words)
    span = Span(start, start + len(words), "text" if field == "text" else "title")
    made = Claim(
        story=story.id, kind="figure", mark=span, evidence=span, value=FigureValue("killed", "new", 5, 5, "exact"),
        status="occurred", speakers=(Speaker("mayor", "office"),), where="Kharkiv",
    )  # fmt: skip
    return Sourced(
        with_id(made), story, Published("2026-02-03", "given", "given by the source"), "2026-02-03T08:00:00Z"
    )


# The document


def test_an_annotation_points_at_the_words_by_quote_and_position() -> None:
    story = Story(TEXT, "Depot hit", "2026-02-03", "https://example.org/depot", "Wire", fetched="2026-02-03T07:00:00Z")
    entry = claim_at(story, "five")
    made = annotation(entry, BASE)
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert made["type"] == "Annotation"
    assert made["id"] == f"{BASE}/claim/{entry.claim.id}"
    target = made["target"]
    assert target["source"] == "https://example.org/depot"
    assert target["state"] == {"type": "TimeState", "sourceDate": "2026-02-03T07:00:00Z"}
    quote, position = target["selector"]
    assert quote["type"] == "TextQuoteSelector"
    assert quote["exact"] == "five"
    assert quote["prefix"] == TEXT[position["start"] - AROUND : position["start"]]
    assert quote["suffix"] == TEXT[position["end"] : position["end"] + AROUND]
    # Code points: the emoji before counts once.
    assert (position["start"], position["end"]) == (entry.claim.mark.start, entry.claim.mark.end)
    assert made["body"][0]["value"] == "killed (new), Kharkiv: 5 (occurred; mayor)"
    assert json.loads(json.dumps(made)) == made


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "file:///etc/passwd", "urn:x"])
def test_a_story_without_a_web_address_is_pointed_at_here(url: str | None) -> None:
    story = Story(TEXT, url=url)
    made = annotation(claim_at(story, "five"), BASE)
    assert made["target"]["source"] == f"{BASE}/story/{story.id}"
    assert "state" not in made["target"]


def test_words_of_a_headline_have_no_position_in_the_text() -> None:
    made = annotation(claim_at(Story(TEXT, "Depot hit: five dead"), "five", "title"), BASE)
    assert [one["type"] for one in made["target"]["selector"]] == ["TextQuoteSelector"]
    assert find_annotated("Breaking. Depot hit: five dead in Kharkiv", made) == Found(
        21, 25, is_exact=True, context=1.0
    )


def test_an_annotation_without_a_quote_is_refused() -> None:
    made = annotation(claim_at(Story(TEXT), "five"), BASE)
    made["target"]["selector"] = made["target"]["selector"][1:]
    with pytest.raises(ValueError, match="no TextQuoteSelector"):
        find_annotated(TEXT, made)


def test_the_annotation_finds_its_words_in_the_page_as_it_is_now() -> None:
    made = annotation(claim_at(Story(TEXT), "five"), BASE)
    page = "Menu\nHome  News\n\n" + TEXT.replace("late on Monday", "on Monday evening").replace(" ", "\u00a0 ")
    found = find_annotated(page, made)
    assert found is not None
    assert page[found.start : found.end + 9] == "five\u00a0 workers"[:13]


# The quote


def test_a_quote_takes_in_more_where_its_words_stand_twice() -> None:
    twice = "The ministry in the capital said that five were killed in the shelling of the town. "
    text = "First. " + twice + "Second. " + twice
    at = text.rindex("five")
    quote = quoted(text, at, at + 4)
    assert len(quote.prefix) > AROUND
    whole = quote.prefix + quote.exact + quote.suffix
    assert text.count(whole) == 1


def test_a_quote_stays_bounded_where_nothing_tells_its_places_apart() -> None:
    quote = quoted("a" * 10_000, 5_000, 5_001)
    assert len(quote.prefix) == len(quote.suffix) == MOST_AROUND


# Found again

TWO = "In Kyiv, a strike killed five people on Monday. In Lviv, a strike killed five people on Sunday."
FIRST, SECOND = TWO.index("five"), TWO.rindex("five")


@pytest.mark.parametrize(
    ("was", "words", "now", "expected"),
    [
        ("Nine died.", "Nine", "Nine died.", "Nine"),
        ("Nine died.", "Nine", "Update: so far Nine died.", "Nine"),
        ("It said nine died in all.", "nine died", "It said nine\n  died in all.", "nine\n  died"),
        ("It said “nine died”.", "“nine died”", 'It said "nine died".', '"nine died"'),
        ("It said nine died.", "nine died", "It said nine\u00a0di\u00aded.", "nine\u00a0di\u00aded"),
        ("It said nine died.", "nine died", "\u200bIt said \u200bnine died.", "nine died"),
        ("from 3-5 May on", "3-5 May", "from 3\u20135 May on", "3\u20135 May"),
        ("Two cafe\u0301s burnt", "cafe\u0301s", "All two cafe\u0301s burnt", "cafe\u0301s"),
        # Gone, or another word.
        ("It said nine died.", "nine", "It said seven died.", None),
        ("It said no more.", "no", "It said north more.", None),
        ("It said five more.", "five", "Fiftyfive more.", None),
        # Words that stand in many texts are not told by themselves.
        ("It said nine died in the fire.", "nine", "Prices rose by nine percent since.", None),
        ("", "nine", "Eight, nine.", None),
    ],
)
def test_found_again(was: str, words: str, now: str, expected: str | None) -> None:
    at = was.find(words)
    quote = quoted(was, at, at + len(words)) if at >= 0 else Quote(words, "seven, ", " and ten")
    found = find_again(now, quote, Place(at, at + len(words)) if at >= 0 else None)
    assert (now[found.start : found.end] if found else None) == expected
    if found:
        assert found.is_exact == (expected == words)


@pytest.mark.parametrize("at", [FIRST, SECOND])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: "An editor's note of some length stands first now. " * 3 + text,
        lambda text: text.replace(" ", "\n\t"),
        lambda text: text.replace("a strike killed", "an airstrike has killed"),
        lambda text: text.replace(" people", " persons"),
        lambda text: text + " " + text.replace("Kyiv", "Odesa").replace("Lviv", "Sumy"),
    ],
)
def test_of_two_places_the_right_one(at: int, change: object) -> None:
    assert callable(change)
    # The place is marked with a sign that no change touches, and that is then taken out again.
    marked = change(TWO[:at] + "\u2588" + TWO[at:])
    right = marked.index("\u2588")
    found = find_again(marked.replace("\u2588", ""), quoted(TWO, at, at + 4), Place(at, at + 4))
    assert found is not None
    assert (found.start, found.end) == (right, right + 4)


def test_of_places_with_one_context_the_nearest() -> None:
    text = "ten men met. " * 40
    for at in (m.start() for m in re.finditer("men", text)):
        bare = Quote("men", "ten ", " met.")
        assert find_again(text, bare, Place(at, at + 3)) == Found(at, at + 3, is_exact=True, context=1.0)
    found = find_again(text, Quote("men", "ten ", " met."))
    assert found is not None
    assert found.start == text.index("men")


@pytest.mark.parametrize("place", [Place(-5, -1), Place(10**12, 10**12 + 4), Place(50, 10)])
def test_a_place_that_cannot_be_only_misleads_where_nothing_else_tells(place: Place) -> None:
    found = find_again(TWO, quoted(TWO, SECOND, SECOND + 4), place)
    assert found is not None
    assert found.start == SECOND


HOSTILE = [
    ("a" * 300_000, Quote("a", "b" * 32, "c" * 32)),
    ("a" * 300_000, Quote("a" * 4_000, "b", "c")),
    ("a" * 300_000, Quote("a" * 49 + "b" + "a" * 49)),
    ("a" * 300_000, Quote("a" * 2_000 + "b" + "a" * 2_000)),
    ("ab" * 150_000, Quote("ab" * 50_000 + "c")),
    ("a " * 150_000, Quote("a a a", "b", "c")),
    (" " * 300_000, Quote("a b")),
    ("\u200b " * 150_000 + "x", Quote("x y")),
    ("\u00ad" * 300_000, Quote("x\u00ad", "\u00ad" * 100_000)),
]


@pytest.mark.parametrize(("text", "quote"), HOSTILE)
def test_hostile_texts_cost_little(text: str, quote: Quote) -> None:
    # Anything that grows with the square of the text would not end within the day.
    found = find_again(text, quote, Place(150_000, 150_001))
    assert found is None or text[found.start : found.end] == quote.exact


ANY = st.text(st.sampled_from('ab \n\t.\u00ad\u200b“"\U0001f600e\u0301\u202e'), min_size=1, max_size=80)


@given(ANY, st.data())
def test_in_the_same_text_the_same_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = find_again(text, quoted(text, start, end), Place(start, end))
    assert found == Found(start, end, is_exact=True, context=1.0)


@given(ANY, ANY, st.integers(0, 80))
def test_whatever_is_found_is_in_the_text_and_says_the_same(text: str, words: str, start: int) -> None:
    found = find_again(text, Quote(words, text[:8], text[-8:]), Place(start, start + len(words)))
    if found:
        assert 0 <= found.start < found.end <= len(text)
        assert 0 <= found.context <= 1
        if found.is_exact:
            assert text[found.start : found.end] == words


WORDS = (
    "the of in near mayor ministry rescuers depot bridge harbour said reported killed injured burnt after before "
    "during night morning Monday Sunday workers soldiers trucks houses Kharkiv Sumy Odesa Goma Doha shelling storm"
).split()
RIGHT = st.lists(st.sampled_from(WORDS[:15]), min_size=8, max_size=14, unique=True)
OTHER = st.lists(st.sampled_from(WORDS[12:]), min_size=8, max_size=14, unique=True)  # shares three words at most
GAPS = st.sampled_from([" ", "  ", "\n", " \n\t", "\u00a0", "\u200b ", "\r\n"])


def with_five(words: list[str]) -> list[str]:
    return [*words[:4], "five", *words[4:]]


@given(
    RIGHT, st.lists(OTHER, max_size=4), st.lists(OTHER, max_size=6), st.integers(0, 3), st.integers(5, 8),
    st.lists(GAPS, min_size=5, max_size=5),
)  # fmt: skip
def test_found_again_among_others_whatever_changed_around_it(
    right: list[str], told: list[list[str]], inserted: list[list[str]], before: int, behind: int, gaps: list[str]
) -> None:
    """Every sentence holds a "five". Others come in front, white space changes, and so does a word on either side."""
    sentences = [with_five(words) for words in (*told, right)]
    text = " ".join(word for words in sentences for word in words)
    at = text.rindex("five")
    quote = quoted(text, at, at + 4)
    last = sentences[-1]
    last[before] = last[behind] = "someone"
    words = [word for words in (*map(with_five, inserted), *sentences) for word in words]
    now = "".join(word + gaps[number % len(gaps)] for number, word in enumerate(words))
    found = find_again(now, quote, Place(at, at + 4))
    assert found is not None
    assert (found.start, found.end) == (now.rindex("five"), now.rindex("five") + 4)


def test_a_claims_words_are_found_in_the_next_version_of_its_story() -> None:
    story = Story(TEXT, url="https://example.org/depot")
    made = annotation(claim_at(story, "five trucks burnt down"), BASE)
    newer = replace(story, text="UPDATE 2\n" + TEXT.replace("five workers", "seven workers"))
    found = find_annotated(newer.text, made)
    assert found is not None
    assert newer.text[found.start : found.end] == "five trucks burnt down"
