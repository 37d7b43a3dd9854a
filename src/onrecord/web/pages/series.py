"""The counts on record: what is counted where, how often, and when it was last reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from fastapi import APIRouter

from onrecord.api import Group
from onrecord.model import MEASURES
from onrecord.web.addresses import series_query
from onrecord.web.desk import AtDesk, Desk
from onrecord.web.errors import ANSWERS
from onrecord.web.filters import Measure
from onrecord.web.params import PAGE_ROWS, Page, Some
from onrecord.web.render import page
from onrecord.web.shown import Content, Words

router = APIRouter()

Sort = Literal["claims", "known", "measure", "place", ""]


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of one measure and place, by mode."""

    measure: str
    place: str | None
    count: int
    known: str
    modes: tuple[tuple[str, int], ...]


class GroupRow(Content):
    """A measure (`name`) and place with its figures, by mode and together; `query` opens its series."""

    name: str
    place: Words | None
    count: int
    total: int
    new: int
    standing: int
    limit: int
    known: str
    query: str


class SeriesIndex(Content):
    """The counts that pass the filter, a page of them; `found` is how many there are, `all` without a filter.

    `query` asks for the same again, `others` begins a query for another order.
    """

    groups: tuple[GroupRow, ...]
    found: int
    all: int
    q: Words
    measure: str
    place: Words
    sort: str
    measures: tuple[str, ...]
    query: str
    others: str
    number: int
    more: bool


@page(router, "/series", "series_index.html", ANSWERS)
def series_index(
    desk: AtDesk,
    q: Some = None,
    measure: Measure = None,
    place: Some = None,
    sort: Sort = "claims",
    number: Page = 1,
) -> SeriesIndex:
    """What is counted where: every measure and place that figures are on record of."""
    every = tallied(desk)
    found = [one for one in every if passes(one, q, measure, place)]
    if sort and sort != "claims":
        found.sort(key=lambda one: order(one, sort), reverse=sort == "known")
    asked = {"q": q, "measure": measure, "place": place}
    filtered = urlencode({name: value for name, value in asked.items() if value}, errors="replace")
    sorting = f"sort={sort}" if sort and sort != "claims" else ""
    return SeriesIndex(
        groups=tuple(group_row(one) for one in found[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]),
        found=len(found), all=len(every), q=q or "", measure=measure or "", place=place or "", sort=sort or "claims",
        measures=tuple(sorted({one.measure for one in every}, key=MEASURES.index)),
        query="&".join(part for part in (filtered, sorting) if part), others=f"{filtered}&" if filtered else "",
        number=number, more=len(found) > number * PAGE_ROWS,
    )  # fmt: skip


def tallied(desk: Desk) -> tuple[Tally, ...]:
    """Every measure and place that figures are on record of, those with most first; kept until the ledger changes."""
    return desk.keep("counts", lambda: tallies(desk.record.groups("figure")))


def tallies(groups: Sequence[Group]) -> tuple[Tally, ...]:
    """The groups with the modes of one measure and place together, those with most figures first."""
    together: dict[tuple[str, str | None], list[Group]] = defaultdict(list)
    for one in groups:
        together[one.name, one.place].append(one)
    made = [
        Tally(
            measure, place, sum(one.count for one in several), max(one.known for one in several),
            tuple((one.mode or "", one.count) for one in several),
        )
        for (measure, place), several in together.items()
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda one: (-one.count, one.measure, one.place or "~")))


def passes(one: Tally, q: str | None, measure: str | None, place: str | None) -> bool:
    """True where every word of `q` stands in the measure or the place, and measure and place are those asked for."""
    name = f"{one.measure} {one.place or ''}".casefold()
    return (
        (measure is None or one.measure == measure)
        and (place is None or place.casefold() in (one.place or "").casefold())
        and (q is None or all(word in name for word in q.casefold().split()))
    )


def order(one: Tally, sort: str) -> tuple[str, ...]:
    """What the rows are sorted by; figures without a place come last."""
    place = (one.place or "\uffff").casefold()
    return {"known": (one.known,), "measure": (one.measure, place)}.get(sort, (place, one.measure))


def group_row(one: Tally) -> GroupRow:
    """One row."""
    by_mode = dict(one.modes)
    return GroupRow(
        name=one.measure, place=one.place, count=one.count, total=by_mode.get("total", 0), new=by_mode.get("new", 0),
        standing=by_mode.get("standing", 0), limit=by_mode.get("limit", 0), known=one.known,
        query=series_query(one.measure, one.place),
    )  # fmt: skip
