"""A month as a calendar: weeks from Monday to Sunday with the occasions of each day."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from onrecord.linking.brief import most_told
from onrecord.linking.moments import DAY, day, length, shifted
from onrecord.linking.occasions import SHARP
from onrecord.linking.threads import Occasion
from onrecord.web.occasions import behind, named, participants, state_words, tone
from onrecord.web.shown import Content, Words

MOST_A_DAY = 4  # occasions in one cell


class Entry(Content):
    """An occasion in the calendar: where it is told of at length, its words, who takes part, and its state."""

    link: str
    what: Words
    who: Words
    state: str
    tone: str


class DayCell(Content):
    """A day of the calendar, or an empty cell (`number` is 0); `more` occasions are left out."""

    day: str
    number: int
    is_today: bool
    entries: tuple[Entry, ...]
    more: int


def title_of(month: str) -> str:
    """The month in words."""
    return f"{calendar.month_name[int(month[5:])]} {int(month[:4])}"


def bounds(month: str) -> tuple[str, str]:
    """The first day of the month and the first day after it, within the calendar."""
    begin = f"{month}-01"
    return begin, shifted(begin, calendar.monthrange(int(month[:4]), int(month[5:]))[1])


def neighbour(month: str, by: int) -> str | None:
    """The month `by` months after or before; None beyond the calendar."""
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + by, 12)
    return f"{year:04}-{number + 1:02}" if date.min.year <= year <= date.max.year else None


def weeks_of(
    month: str, found: Iterable[Occasion], today: str, listed: frozenset[str]
) -> tuple[tuple[DayCell, ...], ...]:
    """The weeks of the month with the occasions that a day is named for; `listed` are the claims that lists show."""
    by_day: dict[str, list[Occasion]] = defaultdict(list)
    weeks = calendar.Calendar().monthdayscalendar(int(month[:4]), int(month[5:]))
    days = [f"{month}-{number:02}" for week in weeks for number in week if number]
    for one in found:
        begin, last = days_of(one) or ("~", "")
        for on in days:
            if begin <= on <= last:
                by_day[on].append(one)
    return tuple(tuple(cell(month, number, by_day, today, listed) for number in week) for week in weeks)


def cell(
    month: str, number: int, by_day: Mapping[str, Sequence[Occasion]], today: str, listed: frozenset[str]
) -> DayCell:
    """One day; number 0 is a day of another month, and stays empty."""
    on = f"{month}-{number:02}" if number else ""
    here = by_day.get(on, ())
    return DayCell(
        day=on, number=number, is_today=bool(number) and on == today,
        entries=tuple(entry(one, listed) for one in most_told(here, MOST_A_DAY)), more=max(0, len(here) - MOST_A_DAY),
    )  # fmt: skip


def days_of(one: Occasion) -> tuple[str, str] | None:
    """The first and the last day of the occasion; None where its date names no day or week."""
    begin, end = one.when.begin, one.when.end
    if begin is None or day(begin) is None:
        return None
    if end is None:
        return begin[:DAY], begin[:DAY]
    if (length(one.when) or SHARP + 1) > SHARP:
        return None
    last = end[:DAY] if len(end) > DAY else shifted(end, -1)
    return begin[:DAY], max(begin[:DAY], last)


def entry(one: Occasion, listed: frozenset[str]) -> Entry:
    """The occasion as the calendar names it: it leads to its place in the lists, or to its claim."""
    claim = behind(one).claim.id
    link = f"#o-{claim}" if claim in listed else f"/claim/{claim}"
    return Entry(link=link, what=named(one), who=", ".join(participants(one)), state=state_words(one), tone=tone(one))
