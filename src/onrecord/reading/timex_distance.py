"""What lies some units off: "two weeks ago", "three days later", "in six months' time"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.timex_context import Context, Made, dated
from onrecord.reading.timex_fiscal import tells_of_months
from onrecord.reading.timex_lengths import CLOCK_UNITS, length, moved, unit_of
from onrecord.reading.timex_numerals import UNKNOWN, number_of
from onrecord.reading.timex_periods import ends_phrase
from onrecord.reading.timex_rules import Found
from onrecord.reading.timex_verbs import PAST

NOT_TOLD = "the day that it was counted from is not told"
PERIODS = {"Y": 366, "M": 31, "W": 7}
"""Days of a period that "two years later" can be counted from, by the unit."""


def distance(found: Found, context: Context) -> Made | None:
    """A day, week, month … some units off ("two weeks ago", "three days later"), at the grain of the unit."""
    words = found.words
    if "unit" not in found.parts:
        return Made("DATE", "PAST_REF")
    unit, way = unit_of(found, context), found.word("way") or found.word("way2")
    ahead = way in ("later", "after", "afterwards", "afterward", "hence", "from", "now", "today", "time")
    number = -1.0 if "num" not in found.parts else number_of(found.parts["num"])
    if number is None:
        return None
    if "half" in words and "and" in words and number == int(number):
        number += 0.5
    told = way in ("earlier", "later", "before", "after", "afterwards", "afterward", "previously")
    if way in ("before", "after") and not bare_way(found, context):
        return Made("DURATION", length(number, unit), last=found.last - 1)
    if number == UNKNOWN and not told:
        return Made("DATE", "FUTURE_REF" if ahead else "PAST_REF", anchor=context.spoken(found)[1])
    if number == UNKNOWN:
        return Made("DURATION", length(number, unit), anchor=context.narrated(found)[1])
    compares = not ahead and unit == "Y" and number == 1 and (told or way == "ago")
    if compares and (value := year_earlier(context)):
        return dated(value, context.narrated(found)[1] if told else context.spoken(found)[1])
    if not told:
        base, anchor = context.spoken(found)
        return moved(base, -number if ahead else number, unit, anchor)
    made = from_told(-number if ahead else number, unit, found, context)
    if unit in CLOCK_UNITS and made is not None:
        return replace(made, type="DURATION", value=length(number, unit))  # "two hours later", as TimeBank has it
    return made


def from_told(number: float, unit: str, found: Found, context: Context) -> Made | None:
    """`number` units before what the story told of (after, for a negative one): "three days later", "a day earlier"."""
    base, anchor = context.narrated(found)
    later, day = number < 0, context.published
    if later and unit in "YM" and (period := context.period_told(found, PERIODS["Y"])):
        base, anchor = period  # the nearest date or year told, however coarse
    elif unit in PERIODS and base == day and (period := context.period_told(found, PERIODS[unit])):
        base, anchor = period
    past = later and context.direction(found) < 0
    if past and base == day and context.direction(found) == PAST:
        return moved(None, number, unit, NOT_TOLD)
    made = moved(base, number, unit, anchor)
    if past and made and day and (made.interval.begin or "") > day.isoformat():
        return moved(None, number, unit, NOT_TOLD)  # told of as past, so counted from the wrong day
    return made


def bare_way(found: Found, context: Context) -> bool:
    """True where "before" or "after" ends its phrase ("two days before.")."""
    return ends_phrase(context.after(found)) or "day2" in found.parts


def year_earlier(context: Context) -> str | None:
    """The quarter a year before the one last named, in a report of quarters; None beside a length ("nine months")."""
    before = context.just_before()
    if (before is not None and before.type == "DURATION") or tells_of_months(context):
        return None
    named = context.newest_quarter()
    return f"{int(named[:4]) - 1:04d}{named[4:]}" if named else None
