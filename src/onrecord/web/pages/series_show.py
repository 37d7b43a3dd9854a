"""The series of one measure and place: tables, charts, findings and codebooks, each number with its claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial

from fastapi import APIRouter

from onrecord.api.charts import Count, counts
from onrecord.linking.series import Series
from onrecord.model import MEASURES
from onrecord.web.desk import AtDesk, Desk
from onrecord.web.errors import ANSWERS, NotFoundError
from onrecord.web.pages.series import tallied
from onrecord.web.pages.series_asked import MODES, MOST_FIGURES, NONE, Asked, AskedSeries, Held, held
from onrecord.web.pages.series_parts import (
    ORDER,
    CountPart,
    LensName,
    LensPart,
    OtherPart,
    count_part,
    lens_part,
    other_part,
    rows_of,
)  # fmt: skip
from onrecord.web.params import Page, Some
from onrecord.web.render import page
from onrecord.web.shown import Content, Words

router = APIRouter()
MOST_COUNTS, MOST_TABLES = 4, 5  # counts with a chart and tables, and tables of one count
MOST_OTHERS = 100  # series that are only named
MOST_CHOICES = 100
MOST_AHEAD = 12  # measures and places whose series are made before anybody asks


class SeriesShown(Content):
    """The series of a measure and place, at most 800 figures of them, the newest (`cut`: there are older ones).

    `asked` is what the address asks for; `populations` and `speakers` are what it may narrow them to. `others` are
    series without a table here. Every table shows the rows of page `number`; `more` where one has further rows.
    """

    title: Words
    asked: dict[str, Words]
    query: str
    figures: int
    most: int
    cut: bool
    alarms: int
    notes: int
    first_alarm: Words
    counts: tuple[CountPart, ...]
    others: tuple[OtherPart, ...]
    more_others: int
    lens: LensPart
    by: Words | None
    measures: tuple[str, ...]
    modes: tuple[str, ...]
    populations: tuple[Words, ...]
    speakers: tuple[Words, ...]
    number: int
    more: bool


def ahead(desk: Desk) -> Iterator[Callable[[], object]]:
    """The series that most claims are on record of."""
    for one in tallied(desk)[:MOST_AHEAD]:
        yield partial(held, desk, AskedSeries(one.measure, one.place))


@page(router, "/series/show", "series.html", ANSWERS)
def series_show(desk: AtDesk, asked: Asked, lens: LensName = "acled", by: Some = None, number: Page = 1) -> SeriesShown:
    """One measure in one place over time: every series, what checking them found, and what codebooks make of them."""
    found = held(desk, asked)
    taken = [one for one in found.series if asked.takes(one)]
    if not taken:
        raise NotFoundError(missing(asked, found))
    every = counts(taken)
    tabled = [(count, tables(count)) for count in every[:MOST_COUNTS]]
    shown = {id(one) for _, series in tabled for one in series}
    rest = [one for count in every for one in count.series if id(one) not in shown]
    pages = [-(-len(one.points) // rows_of(series)) for _, series in tabled for one in series]
    parts = tuple(count_part(count, series, found.findings, asked, number) for count, series in tabled)
    publisher = by or (asked.speaker if asked.speaker != NONE else None) or loudest(taken)
    flat = [finding for one in taken for finding in found.findings.get(one.key, ())]
    return SeriesShown(
        title=f"{asked.measure.capitalize()} in {asked.place}"
        if asked.place
        else f"{asked.measure.capitalize()}, no place told",
        asked={name: value or "" for name, value in asdict(asked).items()},
        query=asked.query(),
        figures=found.figures,
        most=MOST_FIGURES,
        cut=found.cut,
        alarms=sum(not finding.is_note for finding in flat),
        notes=sum(finding.is_note for finding in flat),
        first_alarm=next((one.name for part in parts for one in part.series if one.alarms), ""),
        counts=tuple(part for part in parts if part.series),
        others=tuple(other_part(one, asked) for one in rest[:MOST_OTHERS]) if number == 1 else (),
        more_others=max(0, len(rest) - MOST_OTHERS),
        lens=lens_part(lens or "acled", publisher, taken),
        by=by,
        measures=MEASURES,
        modes=MODES,
        populations=choices([one.key.of for one in found.series]),
        speakers=choices([one.key.speaker for one in found.series]),
        number=number,
        more=max(pages) > number,
    )


def missing(asked: AskedSeries, found: Held) -> str:
    """Why there is nothing to show, and what to do."""
    where = f"in {asked.place!r}" if asked.place else "without a place"
    if found.series:
        return (
            f"Figures of {asked.measure} {where} are on record, but none so narrowed. Take away a part of the filter."
        )
    return (
        f"No figures of {asked.measure} {where} are on record then. The list of series, at /series, names all places."
    )


def tables(count: Count) -> list[Series]:
    """The series of a count that get tables: the longest, in the order of their modes."""
    longest = sorted(count.series, key=lambda one: (-len(one.points), one.key.name))[:MOST_TABLES]
    return sorted(longest, key=lambda one: (ORDER.index(one.key.mode), -len(one.points), one.key.name))


def choices(names: Sequence[str | None]) -> tuple[str, ...]:
    """What a field may be set to, in order of the alphabet."""
    return tuple(sorted({name for name in names if name}))[:MOST_CHOICES]


def loudest(found: Sequence[Series]) -> str | None:
    """Who gives most of the numbers."""
    named = [one for one in found if one.key.speaker]
    return max(named, key=lambda one: len(one.points)).key.speaker if named else None
