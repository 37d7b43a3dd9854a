"""Hours of the clock, on the day that stands beside them: "18:20 GMT on Friday", "4 in the morning"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.reading.timex_calendar import days_of
from onrecord.reading.timex_context import DAYS, Anchor, Context, Made
from onrecord.reading.timex_days import OFFSETS, adverbial, calendar_date, int_of, text_of, with_part
from onrecord.reading.timex_rules import Found
from onrecord.reading.timex_weekdays import weekday_day
from onrecord.reading.timex_zones import offset_at, place_time

UTC = frozenset(("z", "utc", "gmt"))
CLOCK_REACH = 8  # pieces between a clock time and the day that it is of


def clock(found: Found, context: Context) -> Made | None:
    """An hour of the clock, on the day that stands beside it or else on the story's, with the zone that is told."""
    made = hour_of_day(found, context)
    if made is None:
        return None
    end, place = place_time(found, context)
    value = made.value + offset_at(made.value, found, context, place)
    return replace(made, value=value, last=end or made.last)


def hour_of_day(found: Found, context: Context) -> Made | None:
    """The hour as the clock shows it."""
    time = clock_time(found)
    alone = found.parts.keys() <= {"hour24", "minute24"} and found.words[-1].isdigit()
    if time is None or (alone and not adverbial(found, context)):
        return None  # "21:19" by itself is a score as well
    day: date | None
    if "mm" in found.parts:
        return with_part(
            "-".join((found.word("year"), *(found.word(n).zfill(2) for n in ("mm", "dom")))), time, "its own year"
        )
    if "month" in found.parts:
        made = calendar_date(found, context)
        if made is None:
            return None
        return with_part(made.value, time, made.anchor)
    if "wd" in found.parts:
        day, anchor = weekday_day(found, context, context.index["WEEKDAY"][found.word("wd")])
        if day is None:
            return with_part(f"XXXX-WXX-{context.index['WEEKDAY'][found.word('wd')] + 1}", time, anchor)
    elif "day" in found.parts or "yesterday" in found.words:
        day, anchor = context.story_day()
        day = day + timedelta(OFFSETS[found.word("day") or "yesterday"]) if day else None
    else:
        day, anchor = following_day(found, context) or context.narrated(found)
    return with_part(text_of(day), time, anchor)


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
            days = days_of(made.value) if made else None
            return (days[0], "counted from “" + " ".join(other.words) + "”") if days else None
    return None


def clock_time(found: Found) -> str | None:
    """The time of day as TIMEX3 writes it ("T18:20"); None where the numbers are no clock."""
    if found.word("part") and "hour" not in found.parts:
        return "T24:00" if found.word("part") == "midnight" else "T12:00"
    word = found.word("hhmm") or found.word("hhmm2") or found.word("hhmm4")
    zone = next((found.word(name) for name in ("zone", "zone2", "zone3", "utc") if name in found.parts), "")
    utc = "Z" if zone in UTC else ""
    if word:
        return f"T{word[:2]}:{word[2:]}{utc}"
    hour = int_of(found.word("hour") or found.word("hour24"))
    minute = found.word("minute") or found.word("minute24") or "00"
    if hour is None or hour > 24 or int(minute) > 59 or len(minute) < 2:
        return None
    half = found.word("half") or found.word("half2") or (found.word("part") if "hour" in found.parts else "")
    if half.startswith(("p", "after", "even")) and hour < 12:
        hour += 12
    elif half.startswith("a.") and hour == 12:
        hour = 0
    return f"T{hour:02d}:{int(minute):02d}{utc}"
