"""Today: what has become known since a day - figures, plans, revisions, findings - each with its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from fastapi import APIRouter

from onrecord.api import Briefing
from onrecord.api.brief import MOST_STORIES, Corrected, day_of
from onrecord.linking.brief import AHEAD, NewFigure, most_told
from onrecord.linking.findings import Finding
from onrecord.linking.moments import days, shifted
from onrecord.linking.threads import Occasion
from onrecord.web.desk import AtDesk, Desk
from onrecord.web.errors import ANSWERS, BadRequestError
from onrecord.web.news import (
    DisputePart,
    FigureLine,
    FindingPart,
    RevisionPart,
    dispute_part,
    figure_line,
    finding_part,
    revision_part,
)
from onrecord.web.occasions import OccasionPart, occasion_part
from onrecord.web.params import AsOf, Day
from onrecord.web.render import page
from onrecord.web.shown import Content, Words

router = APIRouter()
MOST = 25  # of each list
FEW = 12
MOST_OUTLETS, MOST_PROBLEMS = 8, 50
SPANS = ((1, "1 day"), (7, "7 days"), (30, "30 days"))
STALE_DAYS = 2  # from which a record that ends is said to end


class OutletPart(Content):
    """An outlet and how many of its stories were read."""

    name: Words
    stories: int


class SpanLink(Content):
    """Another day to look back to."""

    since: str
    name: str


class Figures(Content):
    """A list of new figures; `more` are left out."""

    lines: tuple[FigureLine, ...]
    more: int


class PlansPart(Content):
    """A list of occasions; `more` are left out."""

    occasions: tuple[OccasionPart, ...]
    more: int


class TodayPage(Content):
    """What became known from the day `since` on, as known at `as_of` (now where it is null).

    `today` is the day from which plans are judged, `newest` the newest day on record; `is_default` where nobody chose
    `since`; `is_stale` where the record ends some days before `today`. `told_again` counts figures that were on record
    before, or are of times long past; `is_cut` is true where more became known than the newest that are weighed here.
    """

    since: str
    as_of: Words | None
    today: str
    newest: str | None
    is_default: bool
    is_stale: bool
    spans: tuple[SpanLink, ...]
    stories: int
    stories_more: bool
    outlets: tuple[OutletPart, ...]
    problems: int
    problems_more: bool
    totals: Figures
    increments: Figures
    limits: Figures
    told_again: int
    coming: PlansPart
    ahead: int
    later: PlansPart
    passed: PlansPart
    changed: PlansPart
    held: PlansPart
    revisions: tuple[RevisionPart, ...]
    findings: tuple[FindingPart, ...]
    findings_more: int
    disputes: tuple[DisputePart, ...]
    is_cut: bool
    is_empty: bool


@page(router, "/today", "today.html", ANSWERS)
def today(desk: AtDesk, since: Day = None, as_of: AsOf = None) -> TodayPage:
    """What is new since a day: figures with their change, plans, revisions and findings, with their sentences."""
    now = day_of(as_of) if as_of else desk.today()
    if since and since > now:
        raise BadRequestError(f"since is {since}, which comes after {now}: choose that day or an earlier one.")
    return desk.keep(("today", since, as_of, now), lambda: today_page(desk, since, as_of, now))


def ahead(desk: Desk) -> Iterator[Callable[[], object]]:
    """The page that the first visitor will ask for."""
    yield lambda: today(desk)


def today_page(desk: Desk, asked: str | None, as_of: str | None, now: str) -> TodayPage:
    """The page."""
    first, newest = desk.record.first_day(as_of=as_of, today=now)
    since = asked or first
    made = desk.record.brief(since, as_of=as_of, today=now)
    problems = len(list(islice(desk.record.problems(), MOST_PROBLEMS + 1)))
    brief, plans = made.brief, made.brief.plans
    notes = [one for one in brief.findings if one.is_note]
    alarms = [one for one in brief.findings if not one.is_note]
    revisions: list[Corrected | Finding] = [*made.corrected, *notes]
    told = [brief.figures, brief.disputes, brief.findings, made.corrected]
    planned = [plans.coming, plans.later, plans.passed, plans.changed, plans.held]
    return TodayPage(
        since=since, as_of=as_of, today=now, newest=newest, is_default=asked is None,
        is_stale=as_of is None and newest is not None and (days(newest, now) or 0) > STALE_DAYS,
        spans=tuple(SpanLink(since=shifted(newest or now, -back), name=name) for back, name in SPANS),
        stories=made.stories, stories_more=made.stories >= MOST_STORIES, outlets=outlets(made),
        problems=min(problems, MOST_PROBLEMS), problems_more=problems > MOST_PROBLEMS,
        totals=figures(brief.figures, ("total", "standing"), MOST),
        increments=figures(brief.figures, ("new",), MOST),
        limits=figures(brief.figures, ("limit",), FEW),
        told_again=brief.told_again,
        coming=listed(plans.coming, MOST), ahead=AHEAD, later=listed(plans.later, FEW),
        passed=listed(plans.passed, FEW), changed=listed(plans.changed, FEW), held=listed(plans.held, FEW),
        revisions=tuple(revision_part(one) for one in revisions[:FEW]),
        findings=tuple(finding_part(one) for one in alarms[:FEW]), findings_more=max(0, len(alarms) - FEW),
        disputes=tuple(dispute_part(one) for one in brief.disputes[:FEW]),
        is_cut=made.is_cut, is_empty=not any([*told, *planned]),
    )  # fmt: skip


def outlets(made: Briefing) -> tuple[OutletPart, ...]:
    """The outlets of most stories."""
    return tuple(OutletPart(name=name, stories=count) for name, count in islice(made.outlets.items(), MOST_OUTLETS))


def figures(found: Iterable[NewFigure], modes: Sequence[str], most: int) -> Figures:
    """The new figures of these modes."""
    every = [one for one in found if one.key.mode in modes]
    return Figures(lines=tuple(figure_line(one) for one in every[:most]), more=max(0, len(every) - most))


def listed(found: Sequence[Occasion], most: int) -> PlansPart:
    """The occasions that most stories tell of, in their order."""
    kept = most_told(found, most)
    return PlansPart(occasions=tuple(occasion_part(one) for one in kept), more=len(found) - len(kept))
