"""Plans: a month of announced meetings, exchanges and openings, and what has become of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from pydantic import AfterValidator

from onrecord.api.brief import day_of
from onrecord.linking.brief import SILENT, has_outcome, most_told
from onrecord.linking.processes import PLANNABLE
from onrecord.linking.threads import Occasion
from onrecord.web.desk import AtDesk, Desk
from onrecord.web.errors import ANSWERS
from onrecord.web.month import DayCell, Entry, bounds, days_of, entry, neighbour, title_of, weeks_of
from onrecord.web.occasions import KINDS, OccasionPart, occasion_part
from onrecord.web.params import AsOf, Some
from onrecord.web.render import page
from onrecord.web.shown import Content, Words

router = APIRouter()
MOST = 40  # occasions of one list
MONTHS_BACK, MONTHS_ON = 24, 3  # made ahead, before and after the month that is shown first
HELD = ("happened", "under way")
LISTS = ("coming", "overdue", "changed", "held", "undated")


def month_or_none(value: str | None) -> str | None:
    """A month such as 2026-02; an empty field is none."""
    if not value:
        return None
    try:
        return date.fromisoformat(f"{value}-01").isoformat()[:7]
    except ValueError:
        raise ValueError(f"{value!r} is not a month such as 2026-02") from None


def type_or_none(value: str | None) -> str | None:
    """A type of event of which plans are made; an empty field is none."""
    if value and value not in PLANNABLE:
        raise ValueError(f"{value!r} is none of {', '.join(sorted(PLANNABLE))}")
    return value or None


Month = Annotated[str | None, Query(max_length=7), AfterValidator(month_or_none)]
Type = Annotated[
    str | None, Query(max_length=20, json_schema_extra={"enum": sorted(PLANNABLE)}), AfterValidator(type_or_none)
]


@dataclass(frozen=True, slots=True)
class AskedPlans:
    """The plans that an address asks for: of a month, a type, a place, a party; as known on a day."""

    month: Month = None
    type: Type = None
    place: Some = None
    who: Some = None
    as_of: AsOf = None


Asked = Annotated[AskedPlans, Depends()]
"""A route's parameter: the plans that its address asks for."""


class PlansPage(Content):
    """A month of plans. `weeks` begin on Monday; `loose` are occasions of the month for which no day is named.

    The lists tell the occasions of the month by what has become of them, `undated` those without a date that became
    known in it or shortly before. `cut` is how many more there are than the lists hold. `today` is the day that the
    states are of, `query` the filter as the query of an address.
    """

    month: str
    title: str
    before: str | None
    after: str | None
    query: Words
    today: str
    as_of: Words | None
    type: str | None
    place: Words | None
    who: Words | None
    types: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[DayCell, ...], ...]
    loose: tuple[Entry, ...]
    coming: tuple[OccasionPart, ...]
    overdue: tuple[OccasionPart, ...]
    changed: tuple[OccasionPart, ...]
    held: tuple[OccasionPart, ...]
    undated: tuple[OccasionPart, ...]
    cut: int


@page(router, "/plans", "plans.html", ANSWERS)
def plans(
    desk: AtDesk,
    asked: Asked,
) -> PlansPage:
    """The plans of a month: coming, overdue, changed and held, each with who announced it and the sentence."""
    as_of = asked.as_of
    today = day_of(as_of) if as_of else desk.today()
    chosen = (
        asked.month
        or desk.keep(("next plan", as_of, today), lambda: desk.record.next_plan(today=today, as_of=as_of))[:7]
    )
    wanted = replace(asked, month=None)
    return desk.keep(("plans page", chosen, today, wanted), lambda: plans_page(desk, chosen, today, wanted))


def ahead(desk: Desk) -> Iterator[Callable[[], object]]:
    """The page that the first visitor will ask for, and the months around it, the nearest first."""
    yield lambda: plans(desk, AskedPlans())
    first = plans(desk, AskedPlans()).month
    for by in sorted({*range(-MONTHS_BACK, MONTHS_ON + 1)} - {0}, key=abs):
        month = neighbour(first, by)
        if month:
            yield partial(plans, desk, AskedPlans(month))


def plans_page(desk: Desk, month: str, today: str, asked: AskedPlans) -> PlansPage:
    """The page of a month."""
    kind, as_of = asked.type, asked.as_of

    def found() -> tuple[Occasion, ...]:
        return desk.record.calendar(*bounds(month), type=kind, as_of=as_of, today=today)

    # Who asks for one place or name asks for the next: all of the month's plans are kept for them, else the page alone.
    is_narrowed = asked.place or asked.who
    every = desk.keep(("plans", month, today, kind, as_of), found) if is_narrowed else found()
    kept = [one for one in every if fits(one, asked.place, asked.who)]
    lists = {name: most_told([one for one in kept if list_of(one) == name], MOST) for name in LISTS}
    told = {name: tuple(occasion_part(one) for one in several) for name, several in lists.items()}
    listed = frozenset(part.id for name in LISTS for part in told[name])
    loose = [one for name in LISTS[:-1] for one in lists[name] if days_of(one) is None]
    return PlansPage(
        month=month,
        title=title_of(month),
        before=neighbour(month, -1),
        after=neighbour(month, 1),
        query=urlencode({name: value for name, value in asdict(asked).items() if value}, errors="replace"),
        today=today,
        types=tuple((name, KINDS[name]) for name in sorted(PLANNABLE, key=lambda name: KINDS[name])),
        weeks=weeks_of(month, kept, today, listed),
        loose=tuple(entry(one, listed) for one in loose),
        cut=len(kept) - sum(len(several) for several in lists.values()),
        as_of=as_of,
        type=kind,
        place=asked.place,
        who=asked.who,
        coming=told["coming"],
        overdue=told["overdue"],
        changed=told["changed"],
        held=told["held"],
        undated=told["undated"],
    )


def list_of(one: Occasion) -> str:
    """Which list of the page an occasion stands in."""
    if one.when.begin is None:
        return "undated"
    if one.state in HELD or (one.state == SILENT and has_outcome(one)):
        return "held"
    return {"planned": "coming", SILENT: "overdue"}.get(one.state, "changed")


def fits(one: Occasion, place: str | None, who: str | None) -> bool:
    """True where the occasion is at the place, and the name is among those who take part or announce it."""
    places = [entry.claim.where or "" for entry in one.claims]
    names = [*one.participants, *(speaker.name for party in one.announced_by for speaker in party)]
    return holds(places, place) and holds(names, who)


def holds(names: Sequence[str], wanted: str | None) -> bool:
    """True where one of the names has the wanted words in it, or nothing is wanted."""
    return wanted is None or any(wanted.casefold() in name.casefold() for name in names)
