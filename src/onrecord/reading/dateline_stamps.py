"""Days that a story states of itself: datelines, date stamps, a date on a line of its own."""

from __future__ import annotations

import re
from datetime import date

from onrecord.reading.parse import Document
from onrecord.reading.timex_calendar import days_of
from onrecord.reading.timex_context import Context, Made
from onrecord.reading.timex_days import int_of
from onrecord.reading.timex_rules import Found

HEAD_CHARS = 400  # how far into a story its dateline or date stamp stands
STAMP = re.compile(
    r"(?:^|[|•·(\[–—:-]|[.;]\s)\s{0,3}(?:(?:this|story|article|page|report|news|was)\s){0,3}(?:last\s|first\s|originally\s|page\s)?"
    r"(?:updated|published|posted|issued|released|date|modified|aired)"
    r"(?:\s(?:on|at))?\s{0,2}[:|]?\s{0,2}(?:[\d:.]{4,8}\s?(?:[ap]\.?m\.?)?,?\s?(?:[A-Z]{2,4}(?:[+-]\d)?,?\s)?(?:on\s)?)?$",
    re.IGNORECASE,
)
STAMP_END = re.compile(
    r"\s{0,3}(?:$|[|•·–—)\],;-]|at\b|\d|[A-Z]{2,5}\b|[.]?\n|[.]$|[Bb]y\b|Updated\b|Posted\b|Published\b)"
)
CLOCK_AFTER = re.compile(
    r"[ ,|•·–—-]{1,5}(?:at )?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?(?:[ap]\.?m\b|[A-Z]{2,4}\b)|\s{0,3}(?:\n|$))"
)
LED = re.compile(
    r"\b(?:on|of|since|until|till|by|in|from|to|before|after|the|for|at|during|around|and|about|dated)\s{0,2}$"
)
AGENCY = re.compile(
    r"\)?\.?\s{0,3}(?:\([^()\n]{2,40}\)|/[^/\n]{2,30}/)?\s{0,3}(?:--|—|–|-|_|:|(?<=/)\.)\s{0,3}(?![\sa-z])"
)
BAR_BEFORE = re.compile(r"\|\s{0,2}(?:\d\d?[.:]\d\d\s(?:\w{2,5}\s)?time,?\s)?$")
BYLINE_AFTER = re.compile(r"\s?\|\s?(?:By|From|Posted|Updated)\b|\s{1,3}Last updated\b")
MAX_FOUND = 200  # expressions that are looked through
FEW_DAYS = 3  # between a story's publication and its update
TAIL_CHARS = 300  # how far from a story's end a note on its publication stands
NOTE = re.compile(
    r"\b(?:article|story|piece|[Tt]his report)\s(?:was\s)?(?:first\s|last\s)?(?:appeared|published|posted)\b"
    r"[^\n]{0,150}$"
)
CLOCK_BEFORE = re.compile(r"\b\d\d?[.:]\d\d\s(?:[A-Z]{2,4}\s)?on\s$")
SENTENCE_END = re.compile(r"[.!?]\s")


def stated_day(context: Context) -> tuple[date | None, str]:
    """A day with its year in the dateline, in a date stamp, or on a line of its own near the start."""
    text = context.document.text
    listed = is_list(context)
    for found in context.found:
        start, end = offsets(found)
        tail = start > max(HEAD_CHARS, len(text) - TAIL_CHARS)
        if found.entry.name not in ("calendar_date", "clock") or not has_year(found):
            continue
        if (tail and not noted(text, start)) or ambiguous(found, context):
            continue
        if not tail and (
            start > HEAD_CHARS
            or not (
                stamped(text, start, end)
                or (not listed and on_own_line(text, start, end))
                or in_dateline(context.document, start, end)
            )
        ):
            continue
        made = made_of(context, found)
        if days := days_of(made.value) if made else None:
            return days[0], " ".join(text[start:end].split())
    return None, ""


def is_list(context: Context) -> bool:
    """True where different dates stand on lines of their own: a table of events, none of them the story's day."""
    text = context.document.text
    days: list[date] = []
    for found in context.found[:MAX_FOUND]:
        if found.entry.name == "calendar_date" and has_year(found) and on_own_line(text, *offsets(found)):
            made = made_of(context, found)
            days.extend(days_of(made.value) or () if made else ())
    return bool(days) and (max(days) - min(days)).days > FEW_DAYS


def ambiguous(found: Found, context: Context) -> bool:
    """True for "04/03/2026" where no other date of the text tells whether the day or the month is first."""
    first, second = int_of(found.word("mm")), int_of(found.word("dom"))
    if "/" not in found.words or found.words[0] == found.word("year") or first is None or second is None:
        return False
    figures = [f for f in context.found[:MAX_FOUND] if "mm" in f.parts and "/" in f.words]
    told = any(max(int_of(f.word("mm")) or 0, int_of(f.word("dom")) or 0) > 12 for f in figures)
    return first != second and not told


def noted(text: str, start: int) -> bool:
    """True where a note at the story's end says that it appeared on the date ("This article appeared … on")."""
    before = text[max(0, start - 200) : start]
    return bool(NOTE.search(before) or CLOCK_BEFORE.search(before))


def offsets(found: Found) -> tuple[int, int]:
    """Start and end of an expression."""
    return found.pieces[found.first].start, found.pieces[found.last - 1].end


def stamped(text: str, start: int, end: int) -> bool:
    """True where "Updated", "Published" … leads to the date, or a clock or a byline follows."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if STAMP.search(before[-60:]) and STAMP_END.match(text, end):
        return True
    if not LED.search(before) and (CLOCK_AFTER.match(text, end) or BYLINE_AFTER.match(text, end)):
        return True
    return bool(BAR_BEFORE.search(before[-30:]))


def on_own_line(text: str, start: int, end: int) -> bool:
    """True where nothing else is on the date's line, and the next line does not go on with its sentence."""
    line_end = text.find("\n", end)
    before = text[text.rfind("\n", 0, start) + 1 : start]
    after = text[end : line_end if line_end >= 0 else len(text)]
    return not (before.strip(" ,|-–—") or after.strip(" .,|-–—") or text[end:].lstrip(" .,|-–—\n")[:1].islower())


def in_dateline(document: Document, start: int, end: int) -> bool:
    """True for "CITY, Feb 3 (Agency) --": capitals, the date, an agency and a dash, at the start of a line."""
    line_start = document.text.rfind("\n", 0, start) + 1
    place = document.text[line_start:start].strip(" (")
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


def has_year(found: Found) -> bool:
    """True for a date with its year, of four figures or two ("22 NOV 89")."""
    return bool({"year", "yy"} & found.parts.keys())


def is_date(found: Found, *, year: bool) -> bool:
    """True for a calendar date with (or without) its year."""
    return found.entry.name == "calendar_date" and has_year(found) == year
