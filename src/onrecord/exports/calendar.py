"""Plans as an iCalendar file (RFC 5545), which any calendar can open or subscribe to; days are whole days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

PRODUCT = "-//Onrecord//Plans//EN"
UNWRITABLE = {**dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000)], "\ufffd"), 13: None}


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One day or several in the calendar, `end` exclusive (ISO dates); `id` stays with it however often it is written.

    `status` is RFC 5545's: tentative while it hangs in the air, cancelled where it will not be. `changed` (ISO) is when
    the last word on it became known.
    """

    id: str
    begin: str
    end: str
    summary: str
    description: str
    status: Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]
    changed: str
    place: str | None = None
    url: str | None = None


def write_calendar(entries: Iterable[CalendarEntry], name: str) -> bytes:
    """The calendar of these entries, in UTF-8; the same entries give the same bytes."""
    from icalendar import Calendar, Event  # here, for it takes a fifth of a second that only this file needs

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("x-wr-calname", " ".join(clean(name).split()))  # the library escapes no line ends in names of others
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.id}@onrecord")
        event.add("dtstamp", moment(entry.changed))
        event.add("dtstart", date.fromisoformat(entry.begin))
        event.add("dtend", date.fromisoformat(entry.end))
        event.add("summary", clean(entry.summary))
        event.add("description", clean(entry.description))
        event.add("status", entry.status)
        event.add("transp", "TRANSPARENT")  # news of a meeting keeps nobody busy
        for field, value in (("location", entry.place), ("url", entry.url)):
            if value:
                event.add(field, clean(value))
        made.add_component(event)
    written: bytes = made.to_ical()
    return written


def clean(text: str) -> str:
    """The text without characters that no calendar file can hold."""
    return text.translate(UNWRITABLE)


def moment(text: str) -> datetime:
    """An ISO date or date-time as a moment in UTC."""
    read = datetime.fromisoformat(text)
    return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
