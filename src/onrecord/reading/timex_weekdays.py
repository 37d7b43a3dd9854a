"""Weekdays, by tense and by the words about them: "Wednesday", "next Friday", "from Saturday to Monday"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from onrecord.reading.timex_calendar import weekday_near
from onrecord.reading.timex_context import Anchor, Context, Made
from onrecord.reading.timex_days import part_of, text_of, with_part
from onrecord.reading.timex_numerals import UNKNOWN, number_of
from onrecord.reading.timex_rules import Found
from onrecord.reading.timex_verbs import FUTURE, NEAR, WEAK_FUTURE

FRESH_DAYS = 7  # within which a report is told of in its own weekdays
NEAR_DAYS = 3  # days ahead within which a weekday that was planned is the coming one
RANGES: Mapping[str, tuple[str, ...]] = {"from": ("to", "until", "till", "through", "into"), "between": ("and",)}


def weekday(found: Found, context: Context) -> Made | None:
    """A weekday, by its determiner, or else by the tense: the coming one, the last one, the day itself."""
    word = found.word("wd")
    number = context.index["WEEKDAY"][word]
    if len(found.words) == 1 and not word.endswith(("day", "days")):
        return None  # "Sun", "Wed" by themselves are names, or verbs
    if within_name(found, context):
        return None
    if word.endswith("days") and "back" not in found.parts:
        return Made("SET", f"XXXX-WXX-{number + 1}{part_of(found, context)}")
    day, anchor = weekday_day(found, context, number)
    value = text_of(day) if day else f"XXXX-WXX-{number + 1}"
    made = with_part(value, part_of(found, context), anchor)
    if "hours" in found.words and found.words[-1] == "morning":
        return replace(made, first=found.last - 2)  # "the early hours of [Thursday morning]"
    loose = found.words[0] in (
        "earlier",
        "later",
        "around",
        "about",
        "following",
    )  # they belong to the sentence, not the day
    return replace(made, first=found.first + 1) if loose else made


def within_name(found: Found, context: Context) -> bool:
    """True for a day within a name: "The Sunday Times", "Bloody Sunday", "Freaky Friday"."""
    before, after = context.before(found), context.after(found)
    words = found.entry.list_of("named_days")
    if len(found.words) > 1 or before is None:
        return False
    if before.text[:1].isupper() and before.lower in words:
        return True
    if before.tag == "NNP" and after is not None and after.tag == "NNP" and before.text.istitle():
        return before.sentence == after.sentence and before.lower not in context.index["MONTH"]
    return after is not None and after.text[:1].isupper() and after.lower in words


def weekday_day(found: Found, context: Context, number: int) -> Anchor:
    """The day that a weekday falls on, and what it was counted from."""
    base, anchor = context.spoken(found)
    if base is None:
        return None, anchor
    words = found.words
    rel = found.word("rel") or found.word("rel2")
    if words[-1:] == ("week",):
        monday = base - timedelta(base.weekday())
        return monday + timedelta(number + 7 * {"last": -1, "next": 1}.get(words[-2], 0)), anchor
    if "back" in found.parts:
        weeks = number_of(found.parts["num"]) if "num" in found.parts else 2.0
        return weekday_near(base, number, -1) - timedelta(7 * (int(weeks or 1) - 1)), anchor
    if "ago" in words:
        weeks = number_of(found.parts["num"])
        return (
            weekday_near(base, number, 0) - timedelta(7 * int(weeks)) if weeks and weeks != UNKNOWN else None
        ), anchor
    if words[0] == "a" and words[1] == "week":
        return weekday_near(base, number, -1) - timedelta(7) if "last" in words else weekday_near(
            base, number, 1
        ) + timedelta(7), anchor
    if rel == "following" and words[0] == rel:
        return in_order(found, context, base), anchor  # "Following Monday's vote"
    if rel in ("previous", "preceding", "following") or (rel == "next" and words[0] == "the"):
        narrated, anchor = context.narrated(found)
        base = narrated or base
        return weekday_near(base, number, 1 if rel in ("following", "next") else -1), anchor
    if rel in ("last", "past") or "past" in words:
        return last_one(base, number, rel), anchor
    if rel in ("next", "coming", "upcoming") or "coming" in words:
        return weekday_near(base, number, 1), anchor
    if rel == "this":
        return weekday_near(base, number, 2), anchor
    day, how = context.story_day()
    if day is not None and 0 < (day - base).days < FRESH_DAYS and context.direction(found) <= 0:
        base, anchor = day, how  # newsrooms count weekdays from the day of the story
    return in_order(found, context, base), anchor


def last_one(base: date, number: int, rel: str) -> date:
    """The day of "last Tuesday", "this past Tuesday": a "last" Tuesday is never the day before, which is "Tuesday"."""
    day = weekday_near(base, number, -1)
    return day - timedelta(7) if rel == "last" and (base - day).days == 1 else day


def by_tense(found: Found, context: Context, base: date) -> date:
    """The day that the tense alone gives to a bare weekday."""
    number, direction = context.index["WEEKDAY"][found.word("wd")], context.direction(found)
    if direction == NEAR:
        ahead = weekday_near(base, number, 2)
        return ahead if (ahead - base).days <= NEAR_DAYS else weekday_near(base, number, 0)
    return weekday_near(base, number, 2 if direction in (WEAK_FUTURE, FUTURE) else 0)


def in_order(found: Found, context: Context, base: date) -> date:
    """The day of a bare weekday; of "from Saturday to Monday" the second is the next such day after the first."""
    day = by_tense(found, context, base)
    if (second := context.following(found)) is not None and runs(found, second, context):
        last = by_tense(second, context, base)
        return day if day < last or context.direction(found) > 0 else weekday_near(last, day.weekday(), -1)
    if (first := context.preceding(found)) is not None and runs(first, found, context):
        begin = by_tense(first, context, base)
        return weekday_near(begin, day.weekday(), 1) if day <= begin and context.direction(first) > 0 else day
    return day


def runs(first: Found, second: Found, context: Context) -> bool:
    """True for "from Saturday to Monday", "between Friday and Sunday"."""
    if first.entry.name != "weekday" or second.entry.name != "weekday" or second.first != first.last + 1:
        return False
    before = context.before(first)
    joint = first.pieces[first.last].lower
    return before is not None and joint in RANGES.get(before.lower, ())
