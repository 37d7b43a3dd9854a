"""EDTF (ISO 8601-2:2019, annex A; Library of Congress): times and periods as archives, coders and GIS tools read them.

An EDTF date covers its whole unit, both ends of an EDTF interval included, while our intervals end before `end`:
``[2026-02-01, 2026-03-01)`` is ``2026-02``. What EDTF has no code for is written as what encloses it: a week as its
days, a part of a day as the day, a part of a month ("late June") as an interval whose inner side is approximate
(``2026-06-16~/2026-06-30``). Nothing is written for what names no days: lengths, repetitions, "now".
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import NamedTuple

from onrecord.model.claim import Claim, EventValue
from onrecord.model.reading import Time
from onrecord.model.story import ANY_TIME, Interval

OPEN = ".."
ONE_DAY = timedelta(1)
ONE_MINUTE = timedelta(minutes=1)  # what `18:00` covers, at most
SEASONS = {"SP": (21, 3), "SU": (22, 6), "FA": (23, 9), "WI": (24, 12)}
"""EDTF's code of a season, and the month in which TIMEX3's begins as the readers of times resolve it."""
EDGES = frozenset(("START", "MID", "END"))
LOOSE = frozenset(("APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"))
"""Mods of a day, month or year that was counted to ("more than two years ago"): it is only about right."""
PLAIN = (4, 7, 10)  # characters of a year, a month and a day: what an interval's side and `~` may stand on

DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(.{1,32}))?", re.ASCII)
CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(Z|[+-]\d\d:\d\d)?", re.ASCII)
MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?", re.ASCII)
PART = re.compile(r"(\d{4})-(?:Q([1-4])|H([12])|(SP|SU|FA|WI))", re.ASCII)
YEARS = re.compile(r"\d{2,4}", re.ASCII)
UNSPECIFIED = re.compile(r"(\d{4}|XXXX)-(\d\d|XX)(?:-(\d\d|XX))?(?:T.{1,32})?", re.ASCII)
OFFSET = re.compile(r"(?:Z|[+-]\d\d:\d\d)\Z", re.ASCII)


class Coded(NamedTuple):
    """A calendar unit: its EDTF code, its first and its last day."""

    code: str
    first: date
    last: date

    @property
    def plain(self) -> bool:
        """True for a year, a month or a day by itself."""
        return len(self.code) in PLAIN and self.code.replace("-", "").isdigit() and not subyear(self.code)


def time_edtf(time: Time) -> str | None:
    """The EDTF string of a time expression; None where EDTF has none.

    The value is written where the expression covers its days, else the days that it does cover; an interval that is
    open on one side stays open. `mod` adds the `~` of what is only about right.
    """
    try:
        return None if time.type == "SET" else _time_edtf(time)
    except (ValueError, OverflowError):  # a day that the calendar does not have
        return None


def period_edtf(interval: Interval, *, approximate: bool = False) -> str | None:
    """The EDTF string of a period, in the coarsest unit that has the same bounds; None without bounds.

    ``[2026-03-01, None)`` is ``2026-03/..``: a day that begins a month mostly stands for the month. Times of day are
    written where begin and end are the same moment or minute; else their days, since EDTF's intervals hold no clock.
    """
    try:
        return moment(interval) or days_edtf(first_day(interval.begin), last_day(interval.end), approximate=approximate)
    except (ValueError, OverflowError):
        return None


def when_edtf(claim: Claim) -> str | None:
    """The EDTF string of what a claim is true of; a date that is a limit ("until May") has no begin: ``../2026-05``."""
    limit = isinstance(claim.value, EventValue) and claim.value.deadline and claim.when.end is not None
    return period_edtf(Interval(None, claim.when.end) if limit else claim.when)


def _time_edtf(time: Time) -> str | None:
    covered, mod = time.interval, time.mod
    about = mod == "APPROX" or (mod in LOOSE and time.type != "DURATION")
    sides = [coded(side) for side in time.value.split("/", 2)]
    units = [side for side in sides if side]
    named = joined(units[0], units[-1]) if len(units) == len(sides) <= 2 else None
    if named is None:
        return unspecified(time.value) if covered == ANY_TIME else period_edtf(covered, approximate=about)
    if mod in ("BEFORE", "ON_OR_BEFORE"):
        covered = Interval(None, (named.last + ONE_DAY).isoformat())
    elif mod in ("AFTER", "ON_OR_AFTER"):
        covered = Interval(named.first.isoformat(), None)
    days = (first_day(covered.begin), last_day(covered.end))
    if covered != ANY_TIME and None in days:
        return half_open(units[0], units[-1], covered, about=about)
    if covered != ANY_TIME and days != (named.first, named.last):
        return part(named, covered) if mod in EDGES else period_edtf(covered, approximate=about)
    if time.type == "TIME":  # "about 6 p.m." is on its day for certain, and `~` can stand on no clock
        return named.code if about else clock(time) or named.code
    return qualified(named) if about else named.code


def coded(value: str) -> Coded | None:
    """A resolved TIMEX3 value as EDTF writes it, without its hour; None for any other value."""
    if match := DAY.fullmatch(value):
        day = date.fromisoformat(match[1])
        return Coded(match[1], day, day)
    if match := MONTH.fullmatch(value):
        return Coded(value, *months(int(match[1]), int(match[2]), 1))
    if match := WEEK.fullmatch(value):
        sunday = date.fromisocalendar(int(match[1]), int(match[2]), 7)
        monday = sunday - timedelta(1 if match[3] else 6)
        return Coded(f"{monday}/{sunday}", monday, sunday)
    if match := PART.fullmatch(value):
        return part_of_year(int(match[1]), *match.groups()[1:])
    if match := YEARS.fullmatch(value):
        digits = match[0]
        code = digits + "X" * (4 - len(digits))
        return Coded(code, date(int(code.replace("X", "0")), 1, 1), date(int(code.replace("X", "9")), 12, 31))
    return None


def part_of_year(year: int, quarter: str | None, half: str | None, season: str | None) -> Coded:
    """A quarter (33 to 36), a half (40, 41) or a season (21 to 24: of whichever half of the Earth) of a year."""
    if season:
        number, month = SEASONS[season]
        return Coded(f"{year:04d}-{number}", *months(year, month, 3))
    if quarter:
        return Coded(f"{year:04d}-{32 + int(quarter)}", *months(year, 3 * int(quarter) - 2, 3))
    return Coded(f"{year:04d}-{39 + int(half or 1)}", *months(year, 6 * int(half or 1) - 5, 6))


def months(year: int, month: int, count: int) -> tuple[date, date]:
    """The first and the last day of `count` months."""
    first = date(year, month, 1)
    over, last = divmod(month + count - 2, 12)
    return first, date(year + over, last + 1, monthrange(year + over, last + 1)[1])


def subyear(code: str) -> bool:
    """True for the code of a season, quarter or half: no month has its number."""
    return len(code) == 7 and int(code[5:]) > 12


def joined(a: Coded, b: Coded) -> Coded | None:
    """From the one unit to the other; None where they do not follow each other."""
    if a == b:
        return a
    if b.first < a.first or b.last < a.last:
        return None
    code = f"{a.code}/{b.code}" if a.plain and b.plain else days_edtf(a.first, b.last)
    return Coded(code, a.first, b.last) if code else None


def half_open(a: Coded, b: Coded, covered: Interval, *, about: bool) -> str | None:
    """What has no begin or no end: by the unit that the value names there, else by the day that is known."""
    sign = "~" if about else ""
    if covered.end is None and a.plain and first_day(covered.begin) == a.first:
        return f"{a.code}{sign}/{OPEN}"
    if covered.begin is None and b.plain and last_day(covered.end) == b.last:
        return f"{OPEN}/{b.code}{sign}"
    return period_edtf(covered, approximate=about)


def part(named: Coded, covered: Interval) -> str | None:
    """A part of a period, widely taken: approximate on the sides that are not the period's own."""
    first, last = first_day(covered.begin), last_day(covered.end)
    if first is None or last is None or last < first:
        return None
    size = grain(first, last)
    begin, end = first.isoformat()[:size], last.isoformat()[:size]
    inner = ("" if first == named.first else "~", "" if last == named.last else "~")
    return f"{begin}~" if begin == end else f"{begin}{inner[0]}/{end}{inner[1]}"


def qualified(named: Coded) -> str:
    """The unit as approximate; one that `~` cannot stand on, by its first and last day or month."""
    if named.plain:
        return f"{named.code}~"
    return days_edtf(named.first, named.last, approximate=True) or named.code


def clock(time: Time) -> str | None:
    """The date and time of day, with its zone where that is known; None where no clock is told, and for 24:00."""
    day = DAY.fullmatch(time.value)
    read = CLOCK.fullmatch(day[2] or "") if day else None
    if day is None or read is None:
        return None
    if told := moment(Interval(time.interval.begin, time.interval.begin)):
        return told
    return f"{day[1]}T{read[1]}:{read[2]}:{read[3] or '00'}{read[4] or time.offset or ''}"


def moment(interval: Interval) -> str | None:
    """The date and time of an interval of a minute at most, with its zone; None for any other."""
    begin, end = interval.begin or "", interval.end or ""
    if "T" not in begin or "T" not in end:
        return None
    first, last = datetime.fromisoformat(begin), datetime.fromisoformat(end)
    if (first.tzinfo is None) != (last.tzinfo is None) or not timedelta(0) <= last - first <= ONE_MINUTE:
        return None
    text = first.replace(microsecond=0, tzinfo=None).isoformat()
    zone = OFFSET.search(begin)
    return f"{text}{zone[0]}" if zone else text if first.tzinfo is None else None


def first_day(begin: str | None) -> date | None:
    """The first day of an interval that begins then."""
    return date.fromisoformat(begin[:10]) if begin else None


def last_day(end: str | None) -> date | None:
    """The last day of an interval that ends before `end`: the day before, unless it ends at an hour of its day."""
    if not end:
        return None
    in_day = "T" in end and datetime.fromisoformat(end).time().isoformat() != "00:00:00"
    return date.fromisoformat(end[:10]) - (timedelta(0) if in_day else ONE_DAY)


def days_edtf(first: date | None, last: date | None, *, approximate: bool = False) -> str | None:
    """The days from `first` to `last` in the coarsest unit; None without either, and where they hold no day."""
    if (first is None and last is None) or (first and last and last < first):
        return None
    size, sign = grain(first, last), "~" if approximate else ""
    begin, end = (f"{day.isoformat()[:size]}{sign}" if day else OPEN for day in (first, last))
    return begin if begin == end else f"{begin}/{end}"


def grain(first: date | None, last: date | None) -> int:
    """How many characters of an ISO date write both sides: 4 for whole years, 7 for whole months, 10 for days."""
    begins, ends = first is None or first.day == 1, last is None or last.day == monthrange(last.year, last.month)[1]
    if not (begins and ends):
        return 10
    return 4 if (first is None or first.month == 1) and (last is None or last.month == 12) else 7


def unspecified(value: str) -> str | None:
    """A date of which a part is not known ("XXXX-10-16", "2026-XX"), or a range of two; None where nothing is known."""
    sides = [UNSPECIFIED.fullmatch(side) for side in value.split("/", 2)]
    codes = ["-".join(filter(None, side.groups())) for side in sides if side]
    if "X" not in value or len(codes) != len(sides) or len(codes) > 2 or not all(map(possible, codes)):
        return None
    return "/".join(dict.fromkeys(codes))


def possible(code: str) -> bool:
    """True for a date that says something, and that some year has."""
    year, month, day = (part.replace("X", "") for part in f"{code}-XX".split("-")[:3])
    if month and not 1 <= int(month) <= 12:
        return False
    longest = monthrange(int(year or 2000), int(month))[1] if month else 31
    return bool(year or month or day) and (not day or 1 <= int(day) <= longest)
