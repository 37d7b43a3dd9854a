"""Dates of the calendar: "Jan. 23-24", "5 May 2021", "the last Sunday of October", "the 14th of last month"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.reading.timex_calendar import (
    days_of,
    shift,
    value_at,
)
from onrecord.reading.timex_context import Context, Made, dated
from onrecord.reading.timex_days import int_of, part_of, with_part
from onrecord.reading.timex_numerals import ordinal_of
from onrecord.reading.timex_ranges import day_range
from onrecord.reading.timex_rules import Found
from onrecord.reading.timex_verbs import FUTURE
from onrecord.reading.timex_which_year import nearest, year_for

DASHES = frozenset(("-", "--", "–", "—", ":"))
MAX_DATES = 200  # expressions of a text that are looked through for dates with the day first


def calendar_date(found: Found, context: Context) -> Made | None:
    """A day of a month, or a compact range of two."""
    if "mm" in found.parts and "year" not in found.parts:
        known = found.entry.values.get("known_as", {}).get("".join(found.words))
        return dated(known, "a day that is known by its date") if known else None
    if "nth" in found.parts:
        return nth_weekday(found, context)
    if "bare" in found.parts and not bare_day(found, context):
        return None
    dom = ordinal_of(found.parts["bare" if "bare" in found.parts else "dom"])
    month = context.index["MONTH"][found.word("month")] + 1 if "month" in found.parts else int_of(found.word("mm"))
    if dom is None or not 1 <= dom <= 31:
        return None
    if month is None:
        return day_of_month(found, context, dom)
    if "month" not in found.parts and (month > 12 or day_first(found, context)):
        month, dom = dom, month
    if month > 12:
        return None
    if names_group(found, context):
        return None
    if counts_things(found, context):
        return month_alone(found, context, month)
    return month_and_day(trimmed(found, context), context, month, dom)


def names_group(found: Found, context: Context) -> bool:
    """True for "the July 14 Movement", "the 17 November group"."""
    after = context.after(found)
    return after is not None and "year" not in found.parts and after.lower in found.entry.list_of("groups")


def trimmed(found: Found, context: Context) -> Found:
    """The date without what is not its own: the article of "the 12 January vote", the number of "on 4 May 12 men"."""
    after = context.after(found)
    if "(" in found.words and ")" not in found.words and found.last < len(found.pieces):
        return replace(found, last=found.last + (found.pieces[found.last].lower == ")"))  # "Friday (20 November)"
    if "yy" in found.parts and (len(found.word("yy")) < 2 or counted_after(found, context)):
        return replace(found, last=found.last - 1, parts={k: v for k, v in found.parts.items() if k != "yy"})
    if found.words[0] == "the" and "of" not in found.words and after is not None and after.tag[0] in "NJ":
        return replace(found, first=found.first + 1)
    return found


def month_and_day(found: Found, context: Context, month: int, dom: int) -> Made | None:
    """A day of a month in the year that its words, the story or the tense give."""
    year, anchor = year_for(found, context, month, dom)
    start = f"{year}-{month:02d}-{dom:02d}"
    if "dom2" in found.parts:
        made = day_range(found, context, start, (year, month), anchor)
    elif days_of(start) is None and "X" not in start:
        return None
    else:
        made = with_part(start, part_of(found, context) or part_of(found, context, "part0"), anchor)
    return replace(made, first=found.first, last=found.last) if made else None


def day_first(found: Found, context: Context) -> bool:
    """True where another date of the text in the same figures can only have its day first ("13/02/2026")."""
    if "/" not in found.words or found.words[0] == found.word("year"):
        return False
    figures = (other for other in context.found[:MAX_DATES] if "mm" in other.parts and "/" in other.words)
    return any((int_of(other.word("mm")) or 0) > 12 for other in figures)


def counts_things(found: Found, context: Context) -> bool:
    """True for "In May 12 people were killed": the number belongs to what follows."""
    if "year" in found.parts or "dom2" in found.parts:
        return False
    last = context.document.tokens[found.pieces[found.last - 1].token]
    after = context.after(found)
    if after is not None and after.text in DASHES:
        return False  # "Feb. 24 - Militias take the town"
    return (
        last.text.isdigit() and after is not None and last.dep == "nummod" and last.head > last.i
        and context.document.tokens[last.head].tag == "NNS"
    )  # fmt: skip


def counted_after(found: Found, context: Context) -> bool:
    """True for "On 4 May 12 men fled": two digits behind a date that count what follows."""
    after = context.after(found)
    capitals = context.document.tokens[found.pieces[found.last - 1].token - 1].text.isupper()  # "22 NOV 89", of a cable
    return after is not None and after.tag[0] in "NJ" and not capitals


def month_alone(found: Found, context: Context, month: int) -> Made | None:
    """The month of "In May 12 people were killed"."""
    if "mm" in found.parts or found.words[-2:-1] != (found.word("month"),):
        return None
    year, anchor = year_for(found, context, month, 1)
    return replace(dated(f"{year}-{month:02d}", anchor), last=found.last - 1, rule="month")


def bare_day(found: Found, context: Context) -> bool:
    """True for "on the 21st", false for a floor or the fifth of a row."""
    before, after = context.before(found), context.after(found)
    led = before is not None and before.lower in ("on", "by", "until", "since", "from")
    return led and not (after is not None and (after.tag[0] in "NJ" or after.lower == "of"))


def day_of_month(found: Found, context: Context, dom: int) -> Made | None:
    """A day without its month: "the 14th of last month", "on the 21st", or the nearest "Friday the 13th"."""
    base, anchor = context.spoken(found)
    if base is None:
        return Made("DATE", f"XXXX-XX-{dom:02d}", anchor=anchor)
    if of := found.word("ofmonth"):
        value = value_at(shift(base.replace(day=1), {"last": -1, "next": 1}.get(of, 0), "M"), "M")
        day = f"{value}-{dom:02d}"
        return dated(day, anchor) if days_of(day) else None
    told, how = context.told(found)
    base, anchor = (told, how) if told and "bare" in found.parts else (base, anchor)
    near = [base + timedelta(n) for n in range(-400, 400) if (base + timedelta(n)).day == dom]
    number = context.index["WEEKDAY"].get(found.word("wd"))
    fits = [d for d in near if number is None or d.weekday() == number]
    if not fits:
        return None
    if "bare" in found.parts:
        return dated(nearest(fits, base, FUTURE if told else context.direction(found)).isoformat(), anchor)
    return dated(min(fits, key=lambda d: abs((d - base).days)).isoformat(), anchor)


def nth_weekday(found: Found, context: Context) -> Made | None:
    """A weekday of a month by its number: "the last Sunday of October"."""
    month, number = context.index["MONTH"][found.word("month")] + 1, context.index["WEEKDAY"][found.word("wd")]
    year, anchor = year_for(found, context, month, 15)
    if not year.isdigit():
        return Made("DATE", "XXXX-XX-XX", anchor=anchor)
    first = date(int(year), month, 1)
    fits = [first + timedelta(n) for n in range(31) if (first + timedelta(n)).month == month]
    fits = [day for day in fits if day.weekday() == number]
    at = -1 if found.word("nth") in ("last", "final") else (ordinal_of((found.word("nth"),)) or 1) - 1
    return dated(fits[at].isoformat(), anchor)
