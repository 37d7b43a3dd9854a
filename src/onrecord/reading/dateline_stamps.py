"""Days that a story states of itself: datelines, date stamps, a date on a line of its own."""

from __future__ import annotations

import re
from datetime import date

from onrecord.reading.parse import Document
from onrecord.reading.timex_calendar import days_of
from onrecord.reading.timex_context import Context, Made
from onrecord.reading.timex_rules import Found

HEAD_CHARS = 400  # how far into a story its dateline or date stamp stands
STAMP = re.compile(r"(?:updated|published|posted|issued|released|date|modified|aired)\b[^\n]{0,30}$", re.IGNORECASE)
CLOCK_AFTER = re.compile(r"[ ,|•·–—-]{1,5}(?:at )?\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:[ap]\.?m\b|[A-Z]{2,4}\b)")
AGENCY = re.compile(r"\s{0,3}(?:\([^()\n]{2,40}\)|/[^/\n]{2,30}/)?\s{0,3}(?:--|—|–|-|_|:)")
BAR_BEFORE = re.compile(r"\|\s{0,2}(?:\d\d?[.:]\d\d\s(?:\w{2,5}\s)?time,?\s)?$")
BYLINE_AFTER = re.compile(r"\s?\|\s?(?:By|From|Posted|Updated)\b|\s{1,3}Last updated\b")
TAIL_CHARS = 300  # how far from a story's end a note on its publication stands
NOTE = re.compile(
    r"\b(?:article|story|piece|report)\s(?:was\s)?(?:first\s|last\s)?(?:appeared|published|posted)\b[^\n]{0,150}$"
)
CLOCK_BEFORE = re.compile(r"\b\d\d?[.:]\d\d\s(?:[A-Z]{2,4}\s)?on\s$")
SENTENCE_END = re.compile(r"[.!?]\s")


def stated_day(context: Context) -> tuple[date | None, str]:
    """A day with its year in the dateline, in a date stamp, or on a line of its own near the start."""
    text = context.document.text
    for found in context.found:
        start, end = offsets(found)
        tail = start > max(HEAD_CHARS, len(text) - TAIL_CHARS)
        if found.entry.name not in ("calendar_date", "clock") or "year" not in found.parts:
            continue
        if tail and not noted(text, start):
            continue
        if not tail and (
            start > HEAD_CHARS or not (stamped(text, start, end) or in_dateline(context.document, start, end))
        ):
            continue
        made = made_of(context, found)
        if days := days_of(made.value) if made else None:
            return days[0], " ".join(text[start:end].split())
    return None, ""


def noted(text: str, start: int) -> bool:
    """True where a note at the story's end says that it appeared on the date ("This article appeared … on")."""
    before = text[max(0, start - 200) : start]
    return bool(NOTE.search(before) or CLOCK_BEFORE.search(before))


def offsets(found: Found) -> tuple[int, int]:
    """Start and end of an expression."""
    return found.pieces[found.first].start, found.pieces[found.last - 1].end


def stamped(text: str, start: int, end: int) -> bool:
    """True where "Updated", "Published" … leads to the date, a clock follows, or nothing else is on its line."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before = text[line_start:start]
    after = text[end : line_end if line_end >= 0 else end + 1]
    if STAMP.search(before[-60:]) or CLOCK_AFTER.match(text, end) or BYLINE_AFTER.match(text, end):
        return True
    if BAR_BEFORE.search(before[-30:]):
        return True
    return not (before.strip(" ,|-–—") or after.strip(" .,|-–—"))


def in_dateline(document: Document, start: int, end: int) -> bool:
    """True for "CITY, Feb 3 (Agency) --": capitals, the date, an agency and a dash, at the start of a line."""
    line_start = document.text.rfind("\n", 0, start) + 1
    place = document.text[line_start:start].strip()
    if len(place) > 60 or not place or place[0].islower() or SENTENCE_END.search(place):
        return False
    city = place.split(",")[0].strip()
    return bool(AGENCY.match(document.text, end)) and (
        city.isupper() or document.text[end : end + 3].lstrip()[:1] in "(/"
    )


def dateline_day(context: Context) -> tuple[int, int] | None:
    """Month and day of a dateline without a year."""
    for found in context.found:
        start, end = offsets(found)
        if start > HEAD_CHARS:
            return None
        if is_date(found, year=False) and in_dateline(context.document, start, end):
            return month_and_day(context, found)
    return None


def month_and_day(context: Context, found: Found) -> tuple[int, int] | None:
    """The month and (first) day of a calendar date."""
    made = made_of(context, found)
    if made is None or found.entry.name != "calendar_date":
        return None
    value = made.value.partition("/")[0]
    parts = value[5:7], value[8:10]
    return (int(parts[0]), int(parts[1])) if parts[0].isdigit() and parts[1].isdigit() else None


def made_of(context: Context, found: Found) -> Made | None:
    """The resolution of an expression."""
    return context.made(found)


def is_date(found: Found, *, year: bool) -> bool:
    """True for a calendar date with (or without) its year."""
    return found.entry.name == "calendar_date" and ("year" in found.parts) == year
