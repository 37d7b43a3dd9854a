"""Copies: near-copies of one report, and other words on one happening."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.linking.clusters import average_link, components
from onrecord.linking.copies import copies, near_copies
from onrecord.linking.likeness import alike, documents, likeness
from onrecord.model import Story

FIRE = (
    "A fire tore through the Hollis Street warehouse in Marlow early on Tuesday and killed two watchmen, the "
    "town's fire chief Edda Quill said. Crews from four towns fought the blaze for six hours before the roof came "
    "down, she said, and the cause was not known. The warehouse stored paint for the Brenning company, which "
    "employs ninety people in Marlow."
)
FIRE_COPY = (
    FIRE.replace("early on Tuesday", "in the early hours of Tuesday") + " Neighbours were told to shut their windows."
)
FIRE_TOLD_ANEW = (
    "Two night watchmen died when flames gutted a paint warehouse on Hollis Street, Marlow, before dawn. Edda "
    "Quill, who leads the fire service, told reporters that investigators had begun to look for what started it. "
    "Brenning, the owner, promised to help the families."
)
ELECTION = (
    "Voters in the island republic of Tessaly chose a new parliament on Tuesday, with the ruling Harbour Party "
    "expected to lose its majority. Turnout reached 61 percent by late afternoon, the election commission said. "
    "Opposition leader Jonas Wexler promised to cut fuel taxes."
)
ROAD = (
    "A lorry overturned on the coast road near Pellin, and a driver was taken to hospital with a broken arm, "
    "police said. Traffic was held for three hours. The road was reopened at noon after a crane lifted the wreck."
)


def stories(*texts: str) -> list[Story]:
    return [Story(text=text, title=text.split(".")[0], outlet=str(number)) for number, text in enumerate(texts)]


def partition(told: list[Story], labels: tuple[str, ...]) -> set[frozenset[str]]:
    return {frozenset(s.text for s, other in zip(told, labels, strict=True) if other == label) for label in labels}


def test_near_copies_are_one_and_other_words_are_not() -> None:
    told = stories(FIRE, FIRE_COPY, FIRE_TOLD_ANEW, ELECTION)
    assert partition(told, near_copies(told)) == {
        frozenset({FIRE, FIRE_COPY}),
        frozenset({FIRE_TOLD_ANEW}),
        frozenset({ELECTION}),
    }


def test_a_bulletin_with_other_numbers_is_no_copy_of_the_last_one() -> None:
    form = "The Pellin health office said on Monday that {} people had died and {} had fallen ill since the flood, "
    rest = "and that hospitals in the valley were still short of water, fuel and beds. It thanked all who had helped."
    first, second = form.format(1204, 5310) + rest, form.format(1219, 5377) + rest
    told = stories(first, second, "Update: " + first)
    labels = near_copies(told)
    assert labels[0] == labels[2] != labels[1]


def test_other_words_on_one_happening_join_it() -> None:
    told = stories(FIRE, FIRE_COPY, FIRE_TOLD_ANEW, ELECTION, ROAD)
    labels = copies(told, ["2026-02-03"] * 5)
    assert partition(told, labels) == {
        frozenset({FIRE, FIRE_COPY, FIRE_TOLD_ANEW}),
        frozenset({ELECTION}),
        frozenset({ROAD}),
    }
    assert labels[0] == min(story.id for story in told[:3])


def test_likeness_fades_with_the_days_between_and_not_without_dates() -> None:
    told = stories(FIRE, FIRE_TOLD_ANEW, ELECTION)

    def degree(first: str | None, second: str | None) -> float:
        one, other, _ = documents(told, [first, second, None])
        return likeness(one, other)

    near, undated = degree("2026-02-03", "2026-02-05"), degree("2026-02-03", None)
    week, month, year = (degree("2026-02-03", day) for day in ("2026-02-10", "2026-03-03", "2027-02-03"))
    assert near == undated > week > month >= year > near / 3


def test_the_inverted_index_finds_the_pairs_that_are_alike() -> None:
    told = documents(stories(FIRE, ROAD, FIRE_TOLD_ANEW, ELECTION), [None] * 4)
    pairs = {(one, other): degree for one, other, degree in alike(told)}
    assert max(pairs, key=lambda pair: pairs[pair]) == (0, 2)
    assert all(degree == likeness(told[one], told[other]) for (one, other), degree in pairs.items())


def test_one_story_twice_is_one() -> None:
    (one,) = stories(FIRE)
    assert copies([one, one], [None, "2026-02-03"]) == (one.id, one.id)


def test_stories_and_dates_must_match() -> None:
    with pytest.raises(ValueError, match="1 stories, but 0 dates"):
        copies(stories(FIRE), [])


@pytest.mark.parametrize("texts", [[], [""], ["", "", "…"], ["word"], ["\ud800 \u0000"], ["١٢٣ 東京 " * 500]])
def test_odd_texts(texts: list[str]) -> None:
    told = [Story(text=text, outlet=str(number)) for number, text in enumerate(texts)]
    assert len(copies(told, ["no date"] * len(told))) == len(texts)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(6)))
def test_labels_do_not_depend_on_the_order_of_stories(order: list[int]) -> None:
    told = stories(FIRE, FIRE_COPY, FIRE_TOLD_ANEW, ELECTION, ROAD, FIRE + " " + ROAD)
    dates = ["2026-02-03", "2026-02-04", None, "2026-02-03", "2026-02-05", "2026-03-01"]
    expected = dict(zip((s.id for s in told), copies(told, dates), strict=True))
    shuffled = [told[number] for number in order]
    labels = copies(shuffled, [dates[number] for number in order])
    assert dict(zip((s.id for s in shuffled), labels, strict=True)) == expected


def test_components_take_the_smallest_name() -> None:
    assert components(5, [(4, 3), (3, 1)]) == [0, 1, 2, 1, 1]
    assert components(100_000, pairwise(range(100_000))) == [0] * 100_000


def test_average_link_stops_a_chain() -> None:
    pairs = [(0, 1, 0.9), (1, 2, 0.5)]
    assert average_link(3, pairs, 0.4) == [0, 0, 2]
    assert average_link(3, [*pairs, (0, 2, 0.5)], 0.4) == [0, 0, 0]
    assert average_link(2, [(0, 1, 0.3)], 0.4) == [0, 1]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(8, 15), st.floats(0.05, 1)), unique_by=lambda p: p[:2]),
    st.randoms(use_true_random=False),
)
def test_average_link_does_not_depend_on_the_order_of_pairs(
    pairs: list[tuple[int, int, float]], shuffler: random.Random
) -> None:
    found = average_link(16, pairs, 0.2)
    shuffler.shuffle(pairs)
    assert average_link(16, pairs, 0.2) == found
    assert all(found[home] == home <= one for one, home in enumerate(found))
