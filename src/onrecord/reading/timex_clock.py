"""Hours of the clock, on the day that stands beside them: "18:20 GMT on Friday", "4 in the morning"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.reading.timex_calendar import days_of
from onrecord.reading.timex_context import DAYS, Anchor, Context, Made
from onrecord.reading.timex_dates import calendar_date
from onrecord.reading.timex_days import OFFSETS, adverbial, int_of, text_of, with_part
from onrecord.reading.timex_numerals import SMALL
from onrecord.reading.timex_rules import Found
from onrecord.reading.timex_weekdays import weekday, weekday_day
from onrecord.reading.timex_zones import offset_at, place_time

UTC = frozenset(("z", "utc", "gmt"))
FOUR_DIGITS = ("hhmm", "hhmm2", "hhmm4", "hhmm5")
HOURS = frozenset((*FOUR_DIGITS, "hour", "hour24", "hm", "hourw"))
CLOCK_LEADS = frozenset("at by until till from since around about before after between".split())
CLOCK_REACH = 8  # pieces between a clock time and the day that it is of


def clock(found: Found, context: Context) -> Made | None:
    """An hour of the clock, on the day that stands beside it or else on the story's, with the zone that is told."""
    made = hour_of_day(found, context)
    if made is None:
        return weekday_alone(found, context)
    end, place = place_time(found, context)
    offset = "Z" if zone_of(found) in UTC else offset_at(made.value, found, context, place)
    return replace(made, offset=offset or None, last=end or made.last)


def weekday_alone(found: Found, context: Context) -> Made | None:
    """The weekday of "closed at 2,100 on Friday", where the number before it is no hour; None where there is none."""
    if "hhmm5" not in found.parts or "wd" not in found.parts:
        return None
    return weekday(replace(found, first=found.last - 1), context)


def zone_of(found: Found) -> str:
    """The zone's short name ("gmt"), empty where none stands beside the hour."""
    return next(
        (found.word(name) for name in ("zone", "zone2", "zone3", "zone4", "zone5", "utc") if name in found.parts), ""
    )


def hour_of_day(found: Found, context: Context) -> Made | None:
    """The hour as the clock shows it."""
    time = clock_time(found)
    alone = found.parts.keys() <= {"hour24", "minute24"} and found.words[-1].isdigit()
    if time is None or (alone and not adverbial(found, context)):
        return None  # "21:19" by itself is a score as well
    if "hhmm5" in found.parts and not bare_hours(found, context):
        return None
    day: date | None
    if "mm" in found.parts:
        return with_part(
            "-".join((found.word("year"), *(found.word(n).zfill(2) for n in ("mm", "dom")))), time, "its own year"
        )
    if "month" in found.parts:
        made = calendar_date(found, context)
        if made is None:
            return None
        return with_part(made.value.partition("T")[0], time, made.anchor)  # the date's own part of day is this hour
    if "wd" in found.parts:
        day, anchor = weekday_day(found, context, context.index["WEEKDAY"][found.word("wd")])
        if day is None:
            return with_part(f"XXXX-WXX-{context.index['WEEKDAY'][found.word('wd')] + 1}", time, anchor)
    elif "day" in found.parts or "yesterday" in found.words:
        day, anchor = context.story_day()
        day = day + timedelta(OFFSETS[found.word("day") or "yesterday"]) if day else None
    else:
        day, anchor = day_before(found, context) or following_day(found, context) or context.narrated(found)
    return with_part(text_of(day), time, anchor)


def bare_hours(found: Found, context: Context) -> bool:
    """True for "at 0700 in Kyiv", "at 1930 on Sunday", false for years, sums and numbers of things."""
    before, after = context.before(found), context.after(found)
    if before is None or before.lower not in CLOCK_LEADS:
        return False
    if "wd" in found.parts:
        return before.lower == "at" or found.word("hhmm5")[0] == "0"
    ends = after is None or after.tag in (".", ",", "IN", "CC", "-LRB-", "-RRB-")
    return found.word("hhmm5")[0] == "0" and ends


def day_before(found: Found, context: Context) -> Anchor | None:
    """The full date right before a clock time ("Friday, January 31, 2014 10:21 AM")."""
    other = context.preceding(found)
    if other is None or not 0 <= found.first - other.last <= 2 or "year" not in other.parts:
        return None
    if other.entry.name != "calendar_date":
        return None
    made = context.made(other)
    days = days_of(made.value) if made and "/" not in made.value else None
    return (days[0], "counted from “" + " ".join(other.words) + "”") if days else None


def spoken_hour(found: Found, hour: int) -> str:
    """The hour of "six o'clock", "half past six", "a quarter to seven", by the clock's face."""
    minutes = {"half": 30, "quarter": 15}.get(found.word("turn"), 0)
    if found.word("side") == "to":
        hour, minutes = (hour - 2) % 12 + 1, 60 - minutes
    return f"T{hour:02d}:{minutes:02d}"


def following_day(found: Found, context: Context) -> Anchor | None:
    """The day that soon follows a clock time in its sentence ("11:15 a.m. (0915 GMT) on Sunday")."""
    own = context.waiting[-1] if context.waiting else 0
    for number in range(own + 1, min(own + 3, len(context.found))):
        other = context.found[number]
        apart = context.sentence(other) - context.sentence(found)
        # The parser may end a sentence at "a.m." or before "Kyiv time".
        split = any(word.endswith(".") for word in found.words) or place_time(found, context)[0] > 0
        if other.first - found.last > CLOCK_REACH or apart > split:
            return None
        if other.entry.name in DAYS or (other.entry.name == "clock" and {"wd", "month", "day"} & other.parts.keys()):
            made = context.resolve(number)
            days = days_of(made.value.partition("/")[0]) if made else None
            return (days[0], "counted from “" + " ".join(other.words) + "”") if days else None
    return None


def clock_time(found: Found) -> str | None:
    """The time of day as TIMEX3 writes it ("T18:20"); None where the numbers are no clock."""
    if found.word("part") and not HOURS.intersection(found.parts):
        return "T24:00" if found.word("part") == "midnight" else "T12:00"
    word = next((found.word(name) for name in FOUR_DIGITS if name in found.parts), "")
    if word:
        return f"T{word[:2]}:{word[2:]}"
    if "hourw" in found.parts:
        return spoken_hour(found, SMALL[found.word("hourw")])
    dotted = found.word("hm").partition(".")
    hour = int_of(found.word("hour") or found.word("hour24") or dotted[0])
    minute = found.word("minute") or found.word("minute24") or dotted[2] or "00"
    if hour is None or hour > 24 or int(minute) > 59 or len(minute) < 2:
        return None
    half = (
        found.word("half")
        or found.word("half2")
        or found.word("half3")
        or (found.word("part") if HOURS.intersection(found.parts) else "")
    )
    if (half.startswith(("p", "after", "even")) and hour < 12) or (half.startswith("night") and 5 <= hour < 12):
        hour += 12
    elif half.startswith("a.") and hour == 12:
        hour = 0
    return f"T{hour:02d}:{int(minute):02d}"
