"""Solving the calendar: the days that fit all that an undated story tells, and whether one of them clearly wins.

A weekday and a day of a month come together again after 5, 6 or 11 years. Years are tried from the latest that the
story names to today's, so a story that names none is not dated, unless it was fetched within days of the day found.
Where several years fit, the one within a year of a day that the story tells of wins, else none does.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from onrecord.model import Published
from onrecord.reading.dateline_cues import Cues, Pair
from onrecord.reading.timex_calendar import weekday_near

YEAR_AND_MORE = 400  # days before the story within which a fully dated day tells its year
MAX_YEARS = 60  # years that are tried at most
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
WEEK = 6  # days: a bare weekday lies no further off
FEW_YEARS = 5  # among which the weekday of a telling, not of a saying, is trusted to choose
RECENT = 300  # days within which a date without a year lies
FRESH = 10  # days between a story's day and its being fetched


def solve(cues: Cues, today: date, fetched: date | None) -> Published:
    """The day of a story from its cues, or unknown with the reason; `today` bounds it above."""
    if cues.stated is not None:
        if cues.stated > today + timedelta(1):
            return Published(None, "unknown", f"the text states {cues.stated_words}, which is still to come")
        return Published(cues.stated.isoformat(), "stated", f"the text states “{cues.stated_words}”")
    years = year_window(cues, today, fetched)
    if not years:
        return Published(None, "unknown", missing(cues))
    if cues.dateline is not None:
        return from_dateline(cues, cues.dateline, years, today)
    if cues.day_words:
        return Published(
            None, "unknown", "no date was given, and the text counts from a “today” or “yesterday” of its own"
        )
    found = sorted({day for day in candidates(cues, years) if day <= today and fits(cues, day)})
    if fetched is not None and cues.year is None:
        found = [day for day in found if 0 <= (fetched - day).days <= FRESH]
    chosen = told_of(cues, found)
    if len(chosen) == 1:
        return Published(chosen[0].isoformat(), "inferred", why(cues, chosen[0], found))
    if found:
        return Published(None, "unknown", "several days fit: " + ", ".join(map(str, found[:5])))
    return Published(None, "unknown", missing(cues))


def told_of(cues: Cues, days: list[date]) -> list[date]:
    """The only day; of several those with a fully dated day of the story in the year before them."""
    if len(days) < 2 or cues.latest is None:
        return days
    return [day for day in days if (day - cues.latest).days <= YEAR_AND_MORE] or days


def year_window(cues: Cues, today: date, fetched: date | None) -> range:
    """The years in which the story may have been written."""
    named = [pair.year for pair in cues.pairs if pair.year]
    if named:
        return range(min(named) - 1, max(named) + 2)
    if cues.year is not None and cues.year <= today.year:
        return range(max(cues.year, today.year - MAX_YEARS), today.year + 1)
    return range(fetched.year - 1, fetched.year + 1) if fetched else range(0)


def missing(cues: Cues) -> str:
    """What an undated story lacks, in words."""
    if cues.year is None and cues.dateline is not None:
        return f"the dateline says {label(*cues.dateline)}, but the text names no year to start from"
    if cues.year is None:
        return "no date was given, and the text names no year to start from"
    if not cues.pairs:
        return "no date was given, and the text sets no weekday beside a day of a month"
    if cues.writing is None:
        return "no date was given, and the text does not tell the weekday of writing"
    return "no date was given, and no day fits all that the text tells"


def from_dateline(cues: Cues, day: tuple[int, int], years: range, today: date) -> Published:
    """A dateline without its year: the year in which its day has the weekday of writing."""
    words = f"the dateline says {label(*day)}"
    if cues.writing is None:
        return Published(None, "unknown", f"{words}, but neither the year nor a weekday is told")
    days = [made for year in years if (made := make(year, *day)) and made <= today and after_latest(cues, made)]
    fitting = told_of(
        cues, [d for d in days if d.weekday() == cues.writing and all(placed(pair, d) for pair in cues.pairs)]
    )
    others = {d for d in days if d.weekday() in cues.told} - set(fitting)
    if len(fitting) == 1 and others and not cues.reported:
        either = " or ".join(NAMES[d.weekday()] for d in sorted({fitting[0], *others}))
        return Published(None, "unknown", f"{words}, and the text may be written on a {either}")
    if len(fitting) == 1 and len(years) > FEW_YEARS and not cues.reported:
        return Published(None, "unknown", f"{words}, and too many years may be meant to trust one weekday")
    if len(fitting) == 1:
        detail = f", a {NAMES[cues.writing]} in {fitting[0].year}, the weekday of writing"
        return Published(fitting[0].isoformat(), "stated", words + detail)
    return Published(None, "unknown", f"{words}, but no single year makes it a {NAMES[cues.writing]}")


def candidates(cues: Cues, years: range) -> Iterator[date]:
    """Days of writing that a paired date leads to."""
    if cues.writing is None:
        return
    for pair in cues.pairs:
        for year in [pair.year] if pair.year else years:
            day = make(year, pair.month, pair.dom)
            if day is None or day.weekday() != pair.weekday:
                continue
            if pair.side >= 0:
                yield later(cues, weekday_near(day, cues.writing, 0))
            if pair.side <= 0:
                yield later(cues, weekday_near(day, cues.writing, 2))


def later(cues: Cues, day: date) -> date:
    """The day itself, or one of the two after it where the story tells of its weekday as past ("said on Saturday")."""
    return max([day, *(day + timedelta(n) for n in (1, 2) if (day.weekday() + n) % 7 in cues.told)])


def fits(cues: Cues, day: date) -> bool:
    """True where `day` agrees with every cue."""
    if not after_latest(cues, day) or not all(placed(pair, day) for pair in cues.pairs):
        return False
    behind = all(near(day, month_day, -RECENT, 0) for month_day in cues.past_days)
    return behind and all(near(day, month_day, 0, RECENT) for month_day in cues.coming_days)


def after_latest(cues: Cues, day: date) -> bool:
    """True where no day that the story tells of as past lies after `day`."""
    return cues.latest is None or cues.latest <= day


def placed(pair: Pair, day: date) -> bool:
    """True where the paired date has its weekday and lies on its side of `day`, within two weeks."""
    for year in [pair.year] if pair.year else [day.year - 1, day.year, day.year + 1]:
        made = make(year, pair.month, pair.dom)
        if made is None or made.weekday() != pair.weekday:
            continue
        off = (made - day).days
        if (pair.side >= 0 and 0 <= off <= 2 * WEEK + 2) or (pair.side <= 0 and -2 * WEEK - 2 <= off <= 0):
            return True
    return False


def near(day: date, month_day: tuple[int, int], low: int, high: int) -> bool:
    """True where the day of a month falls between `low` and `high` days from `day` in some year."""
    made = (make(year, *month_day) for year in (day.year - 1, day.year, day.year + 1))
    return any(low <= (other - day).days <= high for other in made if other)


def make(year: int, month: int, dom: int) -> date | None:
    """The day, None where the calendar has no such day (29 February)."""
    try:
        return date(year, month, dom)
    except ValueError:
        return None


def label(month: int, dom: int) -> str:
    """As a story writes it: "Feb. 4"."""
    return f"{MONTHS[month - 1]} {dom}"


def why(cues: Cues, day: date, found: list[date]) -> str:
    """The reasoning, in words that a person can check against the text."""
    pairs = []
    for pair in cues.pairs:
        year = pair.year or next(y for y in (day.year, day.year - 1, day.year + 1) if placed_in(pair, y))
        words = (
            pair.words
            if pair.year
            else f"{label(pair.month, pair.dom)} falls on a {NAMES[pair.weekday]} in {year} (“{pair.words}”)"
        )
        pairs.append(words)
    parts = [*dict.fromkeys(pairs), written(cues, day)]
    if cues.past_words:
        parts.append(", ".join(cues.past_words[:3]) + " just past")
    others = ", ".join(str(other.year) for other in found if other != day)
    if others:
        parts.append(f"{others} would fit too, but the text tells of {cues.latest}")
    elif cues.year is not None:
        parts.append(f"the text names {cues.year}, and no other year since fits")
    return "; ".join(parts)


def written(cues: Cues, day: date) -> str:
    """The weekday of writing, and where the text tells it."""
    words = f"“{cues.writing_words}”" if day.weekday() == cues.writing else "the latest day that the text tells of"
    return f"written on {NAMES[day.weekday()]} ({words})"


def placed_in(pair: Pair, year: int) -> bool:
    """True where the paired date has its weekday in that year."""
    made = make(year, pair.month, pair.dom)
    return made is not None and made.weekday() == pair.weekday
