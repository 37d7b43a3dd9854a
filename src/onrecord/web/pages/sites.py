"""Sites: crossings, plants, ports and front towns; the state of each over time, and its limits against flows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Path

from onrecord.api import SiteName
from onrecord.exports.rows import figure_text, interval_text
from onrecord.ledger import ClaimFilter
from onrecord.linking.flows import Against, Told, against
from onrecord.linking.occasions import HAPPENED
from onrecord.linking.sites import FLOWS, Site, SiteState, change_of, site
from onrecord.linking.stretches import day_of, is_dated, stretches
from onrecord.model import Interval
from onrecord.web.addresses import site_address
from onrecord.web.desk import AtDesk, Desk
from onrecord.web.errors import ANSWERS, NotFoundError
from onrecord.web.pages.site_bands import BandsPart, bands
from onrecord.web.params import PAGE_ROWS, AsOf, Page, Some
from onrecord.web.parts import ClaimCard, IntervalPart, claim_card, interval_part
from onrecord.web.render import page
from onrecord.web.shown import Content, Words

router = APIRouter()
GATES = ("OPEN", "CLOSE", "COERCE")
MOST_EVENTS, MOST_FLOWS = 400, 300  # claims of one site, the newest
MOST_STORIES = 150  # whose flows are looked at, the newest
MOST_NEWEST = 600  # newest facts among all sites, for the list
MOST_ROWS = 60  # of limits and flows
MOST_NAMED = 20
MOST_AHEAD = 12  # sites that are made before anybody asks

Sort = Literal["claims", "known", "name", ""]
SiteRef = Annotated[str, Path(max_length=200)]


class SiteRow(Content):
    """A site with the claims of its states; `newest` is the newest report of a change as a fact, where it is recent."""

    name: Words
    path: str
    count: int
    known: str
    newest: ClaimCard | None
    change: str | None


class SitesIndex(Content):
    """Places with states on record, a page of them; `all` counts those there are without a filter."""

    sites: tuple[SiteRow, ...]
    found: int
    all: int
    q: Words
    sort: str
    query: str
    number: int
    more: bool


class StatePart(Content):
    """One change of state; `day` is its date, or the day of its first story; `dated` is false where neither is told."""

    change: str
    day: str
    dated: bool
    when: IntervalPart
    status: str
    words: Words
    manner: Words | None
    outlets: int
    claims: tuple[str, ...]
    card: ClaimCard


class FlowPart(Content):
    """A published number of a limit or flow."""

    name: Words
    number: Words
    known: str
    dated: bool
    period: str
    card: ClaimCard


class AgainstPart(Content):
    """A reported flow beside the limit that was known then."""

    flow: FlowPart | None
    limit: FlowPart | None


class SiteShown(Content):
    """A site: its current state, since when and when last told, the drawing, the states (newest first), the flows.

    The newest 400 events of it are taken into account; `cut` says that there are older ones.
    """

    name: Words
    path: str
    as_of: Words
    current: StatePart | None
    since: str
    last_told: str
    bands: BandsPart | None
    states: tuple[StatePart, ...]
    total: int
    cut: bool
    flows: tuple[AgainstPart, ...]
    more_flows: int
    number: int
    more: bool


def ahead(desk: Desk) -> Iterator[Callable[[], object]]:
    """The list, and the sites that most claims are on record of."""
    yield lambda: sites(desk)
    for one in desk.keep("site names", desk.record.site_names)[:MOST_AHEAD]:
        yield partial(one_site, desk, one.name)


@page(router, "/sites", "sites.html", ANSWERS)
def sites(
    desk: AtDesk,
    q: Some = None,
    sort: Sort = "claims",
    number: Page = 1,
) -> SitesIndex:
    """Places that are reported to open, shut or be seized."""
    every = desk.keep("site names", desk.record.site_names)
    found = [one for one in every if q is None or all(word in one.name.casefold() for word in q.casefold().split())]
    if sort in ("known", "name"):
        found.sort(key=lambda one: one.known if sort == "known" else one.name.casefold(), reverse=sort == "known")
    newest = desk.keep("site news", lambda: news(desk))
    asked = {"q": q, "sort": sort if sort != "claims" else ""}
    return SitesIndex(
        sites=tuple(site_row(one, newest) for one in found[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]),
        found=len(found), all=len(every), q=q or "", sort=sort or "claims",
        query=urlencode({name: value for name, value in asked.items() if value}, errors="replace"), number=number,
        more=len(found) > number * PAGE_ROWS,
    )  # fmt: skip


def news(desk: Desk) -> dict[str, tuple[str, ClaimCard]]:
    """The newest dated change of each site that is reported as a fact, among the newest of all."""
    where = ClaimFilter(kind="event", type=GATES, status=tuple(HAPPENED), order="newest", limit=MOST_NEWEST)
    made: dict[str, tuple[str, ClaimCard]] = {}
    for entry in desk.record.claims(where):
        change = change_of(entry)
        if change and entry.published.value and entry.claim.where and entry.claim.where not in made:
            made[entry.claim.where] = (change, claim_card(entry))
    return made


def site_row(one: SiteName, newest: dict[str, tuple[str, ClaimCard]]) -> SiteRow:
    """One row."""
    change, card = newest.get(one.name, (None, None))
    return SiteRow(
        name=one.name, path=site_address(one.name), count=one.count, known=one.known, newest=card, change=change
    )


@page(router, "/site/{name:path}", "site.html", ANSWERS)
def one_site(desk: AtDesk, name: SiteRef, as_of: AsOf = None, number: Page = 1) -> SiteShown:
    """The state of a site over time, the sentence behind every change, and its limits against flows."""
    full = full_name(desk, name)
    found, cut = desk.keep(("site", full, as_of), lambda: fetched(desk, full, as_of))
    newest = found.states[::-1]
    runs = stretches(found)
    current = runs[-1].states[-1] if runs else None
    flows = against(found.flows)
    return SiteShown(
        name=found.name, path=site_address(full), as_of=as_of or "", current=state_part(current) if current else None,
        since=runs[-1].begin if runs else "", last_told=runs[-1].last_told if runs else "", bands=bands(found),
        states=tuple(state_part(one) for one in newest[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]),
        total=len(newest), cut=cut, flows=tuple(against_part(one) for one in flows[:MOST_ROWS]),
        more_flows=max(0, len(flows) - MOST_ROWS), number=number, more=len(newest) > number * PAGE_ROWS,
    )  # fmt: skip


def full_name(desk: Desk, name: str) -> str:
    """The site of that name, whatever its case, or the only one that the name is a part of; NotFoundError otherwise."""
    names = [one.name for one in desk.keep("site names", desk.record.site_names)]
    wanted = name.casefold().strip()
    exact = [one for one in names if one == name] or [one for one in names if one.casefold() == wanted]
    alike = exact or [one for one in names if wanted and wanted in one.casefold()]
    if len(alike) == 1 or exact:
        return alike[0]
    if alike:
        raise NotFoundError(f"{name!r} could be {', '.join(alike[:5])}: the list at /sites leads to each.")
    raise NotFoundError(f"No state of {name!r} is on record: the list at /sites names all sites that there are.")


def fetched(desk: Desk, name: str, as_of: str | None) -> tuple[Site, bool]:
    """The site from its newest events, and the figures of flows in the newest of their stories; true where cut."""
    where = ClaimFilter(
        kind="event", type=(*GATES, "ASSAULT"), place_is=name, as_of=as_of, order="newest", limit=MOST_EVENTS + 1
    )
    events = list(desk.record.claims(where))
    kept = events[:MOST_EVENTS]
    stories = tuple(dict.fromkeys(e.claim.story for e in kept if change_of(e) not in (None, "attacked")))[:MOST_STORIES]
    flowing = ClaimFilter(
        kind="figure", measure=tuple(sorted(FLOWS)), story=stories, as_of=as_of, order="newest", limit=MOST_FLOWS
    )
    flows = list(desk.record.claims(flowing)) if stories else []
    return site(name, [*kept, *flows]), len(events) > MOST_EVENTS


def state_part(state: SiteState) -> StatePart:
    """A change with its claim."""
    return StatePart(
        change=state.change, day=day_of(state), dated=is_dated(state), when=interval_part(state.when),
        status=state.status, words=state.words, manner=state.manner,
        outlets=len({entry.story.outlet or entry.story.id for entry in state.claims}),
        claims=tuple(entry.claim.id for entry in state.claims[:MOST_NAMED]), card=claim_card(state.claims[0]),
    )  # fmt: skip


def against_part(one: Against) -> AgainstPart:
    """A flow beside its limit."""
    return AgainstPart(
        flow=flow_part(one.flow) if one.flow else None, limit=flow_part(one.limit) if one.limit else None
    )


def flow_part(told: Told) -> FlowPart:
    """A number with its series' name and its claim."""
    key, point = told.key, told.point
    words: Sequence[str | None] = (key.measure, key.direction, key.of, key.place)
    return FlowPart(
        name=", ".join(word for word in words if word),
        number=figure_text(point.low, point.high, point.bound, point.claims[0].quote), known=point.known,
        dated=point.is_dated, period=interval_text(Interval(point.begin, point.end)), card=claim_card(point.claims[0]),
    )  # fmt: skip
