"""What the figures of one story say of each other: a number that returns counts as it did before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.model import Figure
from onrecord.reading.figure_scene import Scene

WEAK = (
    "simple past",
    "perfect tense",
    "strikes",
    "one happening",
    "as the figure before",
    "as the sentence before",
    "more than before",
    "nation's or profession's",
)
TOGETHER = 120  # characters between a number and the total that stands beside it
CONTRAST = 40  # characters between "61" and "359" of "61 people were killed, not 359"


def agreed(figures: Sequence[Figure]) -> list[Figure]:
    """The figures with the modes of the weakly decided ones taken from the others of their story."""
    told = beside_totals(list(figures))
    strong: dict[tuple[str, float | None, float | None], Figure] = {}
    for figure in told:
        if (
            not (figure.rule.endswith(WEAK) or figure.denied)
            and figure.part_of is None
            and "counter" not in figure.rule
        ):
            strong.setdefault(key(figure), figure)
    for i, figure in enumerate(told):
        same = strong.get(key(figure))
        if same is None or same is figure or same.mode == figure.mode:
            continue
        if figure.rule.endswith(WEAK) or figure.denied or (figure.span.field == "title" and same.span.field == "text"):
            told[i] = replace(figure, mode=same.mode, rule=f"{figure.rule}; as elsewhere in the story")
    return headlines(contrasted(told))


def key(figure: Figure) -> tuple[str, float | None, float | None]:
    """What makes two figures the same number of the same thing."""
    return figure.measure, figure.low, figure.high if figure.bound == "exact" else figure.low


def headlines(figures: list[Figure]) -> list[Figure]:
    """A headline's figures counted as the first figure of the body that gives the same number."""
    body: dict[tuple[str, float | None], Figure] = {}
    for figure in figures:
        if figure.span.field == "text":
            body.setdefault((figure.measure, figure.low), figure)
    return [
        as_in_story(figure, body.get((figure.measure, figure.low)))
        if figure.span.field == "title" and figure.low
        else figure
        for figure in figures
    ]


def as_in_story(figure: Figure, same: Figure | None) -> Figure:
    """A headline's figure with the mode of the same number in the body."""
    if same is None or same.mode == figure.mode:
        return figure
    return replace(figure, mode=same.mode, rule=f"{figure.rule}; as in the story")


def beside_totals(figures: list[Figure]) -> list[Figure]:
    """Eight had been hurt and the number of the hurt stood at 900: the eight are new."""
    for i, (one, following) in enumerate(pairwise(figures)):
        counter = following.mode == "total" and "counter" in following.rule and one.measure == following.measure
        near = one.span.field == following.span.field and 0 <= following.span.start - one.span.end <= TOGETHER
        if counter and near and one.mode == "total" and one.rule.endswith("perfect tense") and one.part_of is None:
            figures[i] = replace(one, mode="new", rule=f"{one.rule}; beside its total")
    return figures


def contrasted(figures: list[Figure]) -> list[Figure]:
    """The number set against a denied one counts as that does."""
    for i, (one, following) in enumerate(pairwise(figures)):
        near = one.span.field == following.span.field and 0 <= following.span.start - one.span.end <= CONTRAST
        if near and following.denied and not one.denied and one.measure == following.measure:
            told = next(
                (f for f in figures if f.low == one.low and f is not one and f.measure == one.measure), following
            )
            if "counter" in one.rule:  # corrects the toll to five, not seven: the toll of what killed five
                figures[i + 1] = replace(following, mode=told.mode)
                figures[i] = replace(one, mode=told.mode, rule=f"{one.rule}; as in the story")
            elif one.rule.endswith(WEAK) and one.mode != following.mode:
                figures[i] = replace(one, mode=following.mode, rule=f"{one.rule}; against the denied number")
    return figures


def is_late(scene: Scene, first: int, last: int) -> bool:
    """True where the words from token `first` to `last` say that deaths of earlier days are counted now."""
    tokens = scene.document.tokens
    near = [token.lower for token in tokens[max(scene.first, first) : min(scene.last, last)]]
    if "earlier" in near:
        at = near.index("earlier")
        after = near[at + 1] if at + 1 < len(near) else ""
        return after in ("deaths", "dates", "days", "killings", "fatalities", "and", "periods", "weeks", "months")
    return any(pair in (("late", "additions"), ("late", "addition")) for pair in pairwise(near))
