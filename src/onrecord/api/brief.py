"""The brief and the calendar: which claims and stories each is made of, so that a large ledger is asked for little.

For the brief, only what became known since is fetched whole. Of the past there are the figures of the same measures
and places within HISTORY_DAYS, and the events dated around today: enough to tell a change, a repetition and a plan's
state. For the calendar, there are the events dated in the month and around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from onrecord.api.reviews import sourced
from onrecord.ledger import ClaimFilter, Ledger, StoryFilter, StoryRow
from onrecord.linking.brief import AHEAD, Brief, brief, touched
from onrecord.linking.moments import DAY, instant, overlap, shifted
from onrecord.linking.occasions import DROPPED, HAPPENED, PLANNED
from onrecord.linking.points import figure_value, numbers
from onrecord.linking.processes import PLANNABLE, family
from onrecord.linking.threads import Occasion, threads
from onrecord.model import Interval, Sourced

# A series that is reported once a week has eight values in this time, and the checks' usual rise is taken from fourteen
# days; what is older than that tells nothing of what is new.
HISTORY_DAYS = 60
MOST_NEW = 2000  # figures, and events, that became known since; the newest
MOST_GROUPS = 50  # of a measure and a place whose past is fetched; those that most stories tell of
MOST_PAST = 100  # figures of one group's past; the newest
PLAN_DAYS = 14  # days before `since` from which plans are looked at: later word of them comes within this time
MOST_EVENTS = 2500  # events dated around today; and plans, and facts, of a month
MOST_STORIES = 2000  # that are counted
MOST_CORRECTED = 20
# Days around a month in which word of its plans is looked for: what begins in the week before may reach into it, an
# outcome without a date comes within 30 days, and a plan that was put off stands under its new date.
REACH_BEFORE, REACH_OUTCOME, REACH_DROPPED = 7, 30, 45
MOST_LATER = 1000  # claims of each of these kinds
NEAR = 60  # days in which the next plan is looked for first, which is fast
MOST_TRIED = 50  # claims or stories among which one with a date is looked for
TALKS = frozenset({"CONSULT", "AGREE"})
TYPES = tuple(sorted(PLANNABLE))
# How a wire marks a story that takes something back: a word before a colon or dash, or a note in brackets.
CORRECTION = re.compile(
    r"\W{0,3}(?:correction|corrected|corrects|retraction|retracted|withdrawn|kill|refile)\s{0,3}[:–—-]|\(\s{0,3}corrects\b",
    re.IGNORECASE,
)

Claims = Callable[[ClaimFilter], Iterable[Sourced]]
Stories = Callable[[StoryFilter], Iterable[StoryRow]]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A story that corrects or replaces another: its figures, each with the one of the older version that it replaces.

    `replaces` is the id of that version; '' where the story only calls itself a correction.
    """

    row: StoryRow
    replaces: str
    figures: tuple[tuple[Sourced | None, Sourced], ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """The brief with what was read: `stories` counts at most MOST_STORIES, `outlets` names those of most stories first.

    `is_cut` is true where more figures or events became known than are taken into account.
    """

    brief: Brief
    stories: int
    outlets: Mapping[str, int]
    corrected: tuple[Corrected, ...]
    is_cut: bool


class Briefed:
    """What an open ledger offers to those who ask what is new and what is to come."""

    _ledger: Ledger

    def brief(self, since: str, *, as_of: str | None = None, today: str | None = None) -> Briefing:
        """What became known from `since` on, an ISO date or date-time, as known at `as_of` (now where None).

        Plans are judged from the day `today`: the day of `as_of` where None, else the present one (UTC).
        """
        return briefing(self._sourced, self._ledger.stories, written(since), as_of, today or present(as_of))

    def first_day(self, *, as_of: str | None = None, today: str | None = None) -> tuple[str, str | None]:
        """The day that a brief looks back to unless told, and the newest day on record (None: no story has a date)."""
        return first_day(self._ledger.stories, today or present(as_of), as_of)

    def calendar(
        self, begin: str, end: str, *, type: str | None = None, as_of: str | None = None, today: str | None = None,  # noqa: A002
    ) -> tuple[Occasion, ...]:  # fmt: skip
        """The plans from the day `begin` to the day `end` (exclusive), and those without a date told of around then."""
        return month_of(self._sourced, begin, end, kind=type, as_of=as_of, today=today or present(as_of))

    def next_plan(self, *, as_of: str | None = None, today: str | None = None) -> str:
        """The day of the next plan on record, else of the last one."""
        return next_planned(self._sourced, today or present(as_of), as_of)

    def _sourced(self, wanted: ClaimFilter) -> Iterator[Sourced]:
        for claim, row in self._ledger.claims_with_stories(wanted):
            yield sourced(claim, row)


def briefing(claims: Claims, stories: Stories, since: str, as_of: str | None, today: str) -> Briefing:
    """The brief since the moment `since`, as known at `as_of` (now where None), with plans judged from `today`."""
    fresh = ClaimFilter(known_since=since, as_of=as_of, order="newest", limit=MOST_NEW)
    figures = list(claims(replace(fresh, kind="figure")))
    told = list(claims(replace(fresh, kind="event", type=TYPES)))
    rows = list(stories(StoryFilter(since=since, as_of=as_of, order="newest", limit=MOST_STORIES)))
    every = unique([*figures, *past(claims, figures, since, as_of)])
    around = ClaimFilter(
        kind="event", type=TYPES, since=shifted(min(since, today), -PLAN_DAYS), until=shifted(today, AHEAD + 1),
        as_of=as_of, order="newest", limit=MOST_EVENTS,
    )  # fmt: skip
    made = brief(every, unique([*told, *claims(around)]), since, today)
    outlets = Counter(row.story.outlet or "" for row in rows)
    return Briefing(
        brief=made,
        stories=len(rows),
        outlets=dict(sorted(outlets.items(), key=lambda one: (-one[1], one[0]))),
        corrected=tuple(corrected(rows, figures, claims)),
        is_cut=MOST_NEW in (len(figures), len(told)),
    )


def past(claims: Claims, figures: Sequence[Sourced], since: str, as_of: str | None) -> Iterator[Sourced]:
    """The figures before `since` of the same measures and places; those of no place have nothing but that in common."""
    begin = shifted(since, -HISTORY_DAYS)
    groups = [(measure, place) for measure, place in touched(figures) if place is not None]
    for measure, place in groups[:MOST_GROUPS]:
        yield from claims(
            ClaimFilter(
                kind="figure", measure=measure, place_is=place, known_since=begin, known_until=since, as_of=as_of,
                order="newest", limit=MOST_PAST,
            )
        )  # fmt: skip


def unique(entries: Iterable[Sourced]) -> list[Sourced]:
    """Each claim once."""
    return list({entry.claim.id: entry for entry in entries}.values())


def corrected(rows: Iterable[StoryRow], figures: Sequence[Sourced], claims: Claims) -> Iterator[Corrected]:
    """The stories that replace an older version or say that they correct one, the newest first."""
    marked = [row for row in rows if row.supersedes or is_correction(row)]
    for row in marked[:MOST_CORRECTED]:
        mine = [e for e in figures if e.claim.story == row.id and e.claim.mark.field == "text"]
        old = list(claims(ClaimFilter(kind="figure", story=row.supersedes))) if row.supersedes else []
        yield Corrected(row, row.supersedes or "", tuple(changes(old, mine) if old else ((None, e) for e in mine)))


def is_correction(row: StoryRow) -> bool:
    """True where the headline or the text begins with the wires' mark of a correction."""
    return bool(CORRECTION.match(row.story.title) or CORRECTION.match(row.story.text))


def changes(old: Sequence[Sourced], new: Sequence[Sourced]) -> Iterator[tuple[Sourced | None, Sourced]]:
    """The figures of the new version that the old one did not give, each with what it gave in their place."""

    def about(entry: Sourced) -> tuple[object, ...]:
        value = figure_value(entry)
        return (value.measure, value.mode, value.of, entry.claim.where)

    given = {(about(entry), numbers(entry)) for entry in old}
    kept = {(about(entry), numbers(entry)) for entry in new}
    gone = [entry for entry in old if (about(entry), numbers(entry)) not in kept]
    for entry in new:
        if (about(entry), numbers(entry)) not in given:
            yield next((before for before in gone if about(before) == about(entry)), None), entry


def present(as_of: str | None) -> str:
    """The day from which plans are judged: that of `as_of`, or today."""
    return day_of(as_of) if as_of else datetime.now(UTC).date().isoformat()


def day_of(moment: str) -> str:
    """The calendar day of an ISO date or date-time in any of their spellings."""
    return datetime.fromisoformat(moment).date().isoformat()


def first_day(stories: Stories, today: str, as_of: str | None) -> tuple[str, str | None]:
    """From when the brief looks unless a person says: the day before the newest day on record that is not to come.

    With it that newest day, None where no story has a date; then it is yesterday.
    """
    for row in stories(StoryFilter(until=shifted(today, 1), as_of=as_of, order="newest", limit=MOST_TRIED)):
        newest = row.published.day
        if newest and is_day(newest) and newest <= today:
            return shifted(newest, -1), newest
    return shifted(today, -1), None


def written(moment: str) -> str:
    """An ISO date or date-time, in any of their spellings, as linking compares them; ValueError where it is none."""
    if len(moment) <= DAY:
        return date.fromisoformat(moment).isoformat()
    return instant(datetime.fromisoformat(moment).isoformat())


def is_day(text: str) -> bool:
    """True for an ISO date."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def month_of(
    claims: Claims, begin: str, end: str, *, kind: str | None, as_of: str | None, today: str
) -> tuple[Occasion, ...]:
    """The occasions dated from the day `begin` to the day `end` (exclusive), by date, those of the type `kind` alone.

    After them those without a date that became known in the month or the week before. What was held without a plan on
    record is among them where it is talks or an agreement.
    """
    types = TYPES if kind is None else tuple(one for one in TYPES if family(one) == family(kind))
    first = shifted(begin, -REACH_BEFORE)
    events = ClaimFilter(kind="event", as_of=as_of, order="newest")
    dated = replace(events, type=types, since=first, until=end, limit=MOST_EVENTS)
    dropped = replace(dated, status=DROPPED, since=shifted(begin, -REACH_DROPPED), until=shifted(end, REACH_DROPPED))
    asked = [
        replace(dated, status=PLANNED + DROPPED),
        replace(dated, status=HAPPENED),
        replace(dropped, limit=MOST_LATER),
        *(outcomes(events, begin, end, first) if "AGREE" in types else ()),
    ]
    held = unique(entry for wanted in asked for entry in claims(wanted))
    found = [
        one
        for thread in threads(held, today)
        for one in thread.occasions
        if kind in (None, one.type) and is_planned(one) and is_within(one, begin, end, first)
    ]
    return tuple(sorted(found, key=lambda one: (one.when.begin or "~", one.claims[0].known, one.claims[0].claim.id)))


def outcomes(events: ClaimFilter, begin: str, end: str, first: str) -> Iterator[ClaimFilter]:
    """What tells how the talks of a month came out, and which talks of the month before an outcome is of."""
    after = shifted(end, REACH_OUTCOME)
    agreed = replace(events, type="AGREE", limit=MOST_LATER)
    yield replace(agreed, status=HAPPENED, since=end, until=after)
    yield replace(agreed, status=HAPPENED + DROPPED, known_since=begin, known_until=after)
    talks = replace(events, type=tuple(sorted(TALKS)), limit=MOST_LATER)
    yield replace(talks, status=HAPPENED, since=shifted(begin, -REACH_OUTCOME), until=first)


def is_planned(one: Occasion) -> bool:
    """True for what was planned, or dropped; and for talks and agreements on a date, whether or not planned before."""
    if any(entry.claim.status not in HAPPENED for entry in one.claims):
        return True
    return one.type in TALKS and one.when.begin is not None and len(one.participants) > 1


def is_within(one: Occasion, begin: str, end: str, first: str) -> bool:
    """True where the occasion is dated, in part, from `begin` to `end`, or has no date and was told of from `first`."""
    if one.when.begin is None:
        return any(first <= entry.known[:DAY] < end for entry in one.claims)
    last = one.when.end or shifted(one.when.begin, 1)
    return overlap(Interval(one.when.begin, last), Interval(begin, end))


def next_planned(claims: Claims, today: str, as_of: str | None) -> str:
    """The day of the next plan on record, else of the last one before today; today itself where there is none."""
    plans = ClaimFilter(kind="event", type=TYPES, status=PLANNED, as_of=as_of, order="when", limit=MOST_TRIED)
    near, last = shifted(today, NEAR), shifted(today, -NEAR)
    for wanted in (
        replace(plans, since=today, until=near),
        replace(plans, since=near),
        replace(plans, since=last, until=today, descending=True),
        replace(plans, until=last, descending=True),
    ):
        for entry in claims(wanted):
            begin = entry.claim.when.begin
            if begin and is_day(begin[:DAY]):
                return begin[:DAY]
    return today
