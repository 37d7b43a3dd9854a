"""Plans to take away: an iCalendar file of a month, or of the weeks around today to subscribe to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.api.brief import day_of
from onrecord.exports.calendar import CalendarEntry, write_calendar
from onrecord.exports.rows import one_line
from onrecord.linking.brief import SILENT, has_outcome, most_told
from onrecord.linking.moments import instant, shifted
from onrecord.linking.threads import Occasion
from onrecord.web.brief import cut
from onrecord.web.desk import AtDesk
from onrecord.web.errors import ANSWERS
from onrecord.web.month import bounds, days_of, title_of
from onrecord.web.occasions import behind, participants, state_words
from onrecord.web.pages.plans import HELD, Asked, fits
from onrecord.web.render import as_pages

router = APIRouter()
BACK, AHEAD = 30, 180  # days around today of a calendar without a month
MOST_ENTRIES = 500

Status = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]


@router.get(
    "/plans.ics", response_class=Response,
    responses={
        **as_pages(ANSWERS),
        200: {"description": "The plans that name a day or a week", "content": {"text/calendar": {}}},
    },
)  # fmt: skip
def plans_ics(
    request: Request,
    desk: AtDesk,
    asked: Asked,
) -> Response:
    """The plans of a month, or of the last 30 and the next 180 days, as an iCalendar file."""
    month, as_of = asked.month, asked.as_of
    today = day_of(as_of) if as_of else desk.today()
    begin, end = bounds(month) if month else (shifted(today, -BACK), shifted(today, AHEAD))
    base = str(request.base_url)

    def written() -> bytes:
        found = desk.record.calendar(begin, end, type=asked.type, as_of=as_of, today=today)
        kept = most_told([one for one in found if days_of(one) and fits(one, asked.place, asked.who)], MOST_ENTRIES)
        return write_calendar(entries(kept, base), f"Plans, {title_of(month)}" if month else "Plans on record")

    text = desk.keep(("plans.ics", begin, end, today, asked, base), written)
    headers = {"content-disposition": f'inline; filename="plans{"-" + month if month else ""}.ics"'}
    return Response(text, media_type="text/calendar; charset=utf-8", headers=headers)


def entries(found: Sequence[Occasion], base: str) -> Iterator[CalendarEntry]:
    """The occasions that name a day or a week."""
    for one in found:
        days = days_of(one)
        if days is None:
            continue
        begin, last = days
        lead = behind(one)
        who = ", ".join(participants(one))
        yield CalendarEntry(
            id=one.claims[0].claim.id,
            begin=begin,
            end=shifted(last, 1),
            summary=f"{cut(one_line(lead.quote))}: {who} ({state_words(one)})",
            description=f"{cut(one_line(lead.sentence))}\n{lead.story.outlet or 'outlet unknown'}, {lead.known[:10]}",
            status=status_of(one),
            changed=max(instant(entry.known) for entry in one.claims),
            place=cut(one.place) if one.place else None,
            url=f"{base}claim/{lead.claim.id}",
        )


def status_of(one: Occasion) -> Status:
    """The state in the calendar's terms."""
    if one.state in HELD or (one.state == SILENT and has_outcome(one)):
        return "CONFIRMED"
    return "TENTATIVE" if one.state in ("planned", SILENT) else "CANCELLED"
