"""Days and parts of days: "Monday evening", "Jan. 23-24", "tomorrow", "18:20 GMT on Friday"."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.model import Interval
from onrecord.reading.timex_calendar import (
    OVERNIGHT,
    days_of,
    value_at,
)
from onrecord.reading.timex_context import DAYS, Anchor, Context, Made, dated
from onrecord.reading.timex_numerals import UNKNOWN as MANY
from onrecord.reading.timex_numerals import number_of
from onrecord.reading.timex_rules import Found

PARTS = ("TMO", "TAF", "TEV", "TNI", "T12:00", "T24:00", "TMO", "TEV")  # by the order of the lexicon's DAYPART
OFFSETS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
NOON, EVENING, NIGHT = 4, "TEV", "TNI"
FIGURATIVE = frozenset(("not", "n't", "never", "almost", "magically", "virtually", "seemingly"))
MAX_QUOTED = 2_000  # characters of a sentence that are looked through for its quotation marks


def part_of(found: Found, context: Context, name: str = "part") -> str:
    """TIMEX3's part of the day ("TEV") for a named part of the expression; empty where it has none."""
    word = found.word(name)
    if word == "hours":  # "the early hours of Sunday"
        return PARTS[0]
    number = context.index["DAYPART"].get(word)
    return "" if number is None else PARTS[number]


def with_part(day: str, part: str, anchor: str | None) -> Made:
    """A day, or a part of it."""
    return dated(day + part, anchor, "TIME" if part else "DATE")


def text_of(day: date | None) -> str:
    """The day's value."""
    return day.isoformat() if day else "XXXX-XX-XX"


def day_word(found: Found, context: Context) -> Made | None:
    """Yesterday, today, tomorrow: always counted from the story's day, as newsrooms do, save in a quotation."""
    if names_no_day(found, context):
        return None
    day, anchor = context.spoken(found) if quoted(found, context) else context.story_day()
    offset = -2 if "before" in found.parts else 2 if "after" in found.parts else OFFSETS[found.word("day")]
    part = part_of(found, context) or (NIGHT if found.word("day") == "tonight" else "")
    return with_part(text_of(day + timedelta(offset) if day else None), part, anchor)


def names_no_day(found: Found, context: Context) -> bool:
    """True for "the people of tomorrow", "today's world", and a paper or programme that is called Today."""
    if len(found.words) > 1:
        return False
    before, after = context.before(found), context.after(found)
    token = context.document.tokens[found.pieces[found.first].token]
    if token.text.istitle() and context.document.field == "text":
        within = before is not None and before.sentence == token.sentence and before.text[-1].isalnum()
        if within or (after is not None and after.lower in found.entry.list_of("programmes")):
            return True
    if token.lower == "tomorrow" and before is not None and before.lower == "of":
        above = context.document.tokens[before.head]
        return above.i < before.i and above.tag == "NNS"
    if after is None or after.tag != "POS":
        return False
    return any(t.lower in found.entry.list_of("generic") for t in context.document.tokens[after.i + 1 : after.i + 3])


def quoted(found: Found, context: Context) -> bool:
    """True where a quotation mark is open before the expression in its sentence."""
    sentence = context.document.sentence_of(found.pieces[found.first].token)
    before = context.document.text[sentence.start : found.pieces[found.first].start]
    if len(before) > MAX_QUOTED:
        return False
    return (
        before.count('"') % 2 == 1 or before.count("“") > before.count("”") or before.count("``") > before.count("''")
    )


def day_part(found: Found, context: Context) -> Made | None:
    """Parts of a day: "this morning", "last night", "overnight", "the next morning"."""
    words, part = found.words, part_of(found, context)
    rel = found.word("rel")
    if words[-1] == OVERNIGHT and (before := context.before(found)) is not None and before.lower in FIGURATIVE:
        return None  # "almost overnight"
    if words[-1] == OVERNIGHT:
        return overnight(found, context)
    if "bypart" in found.parts:
        before, part = context.before(found), part_of(found, context, "bypart")
        if before is None or before.lower not in ("by", "until"):
            return None  # "the morning paper"
    if "num" in found.parts or "before" in found.parts:
        return some_ago(found, context, part)
    if rel in ("this", "last"):
        day, anchor = context.story_day()
        return with_part(text_of(day - timedelta(rel == "last") if day else None), part, anchor)
    if rel == "" and len(words) == 1 and not adverbial(found, context):
        return None
    if not rel and words[0] == "the" and not adverbial(found, context):
        return None
    if words == ("midnight",) and context.direction(found) < 0:
        part = "T00:00"  # "shortly after midnight": the night that is over
    day, anchor = context.told(found) if rel == "that" else context.narrated(found)
    if "way" in found.parts and (after := context.after(found)) is not None and after.tag not in (".", ",", ":", "CC"):
        return None  # "the night before the vote"
    back = words[1:2] == ("previous",) or "way" in found.parts
    offset = 1 if words[1:2] in (("next",), ("following",)) else -int(back)
    return with_part(text_of(day + timedelta(offset) if day else None), part, anchor)


def some_ago(found: Found, context: Context, part: str) -> Made | None:
    """Part of a day some days back: "two nights ago", "the night before last"."""
    number = number_of(found.parts["num"]) if "num" in found.parts else 2.0
    if number is None or number == MANY:
        return Made("DATE", "PAST_REF")
    day, anchor = context.story_day()
    return with_part(text_of(day - timedelta(int(number)) if day else None), part, anchor)


def adverbial(found: Found, context: Context) -> bool:
    """True where the expression stands after a preposition of time."""
    before = context.before(found)
    return before is not None and before.lower in (
        "in",
        "at",
        "by",
        "until",
        "around",
        "since",
        "from",
        "before",
        "after",
        "during",
        "for",
        "into",
    )


def overnight(found: Found, context: Context) -> Made:
    """The night that ends on the story's day, or on the day it is said to run into ("overnight into Sunday")."""
    day, anchor = told_night(found, context) or context.story_day()
    if day is None:
        return dated("XXXX-XX-XXTNI", anchor, "TIME")
    eve = day - timedelta(1)
    return Made("TIME", eve.isoformat() + NIGHT, Interval(eve.isoformat(), (day + timedelta(1)).isoformat()), anchor)


def told_night(found: Found, context: Context) -> Anchor | None:
    """The day on which a night ends by the words behind it: "into Sunday", "from Saturday to Sunday"."""
    other = context.following(found)
    if other is None or other.entry.name not in DAYS or other.first != found.last + 1:
        return None
    joint = found.pieces[found.last].lower
    made = context.made(other) if joint in ("into", "to", "from", "on") else None
    days = days_of(made.value) if made else None
    if days is None:
        return None
    return days[1] if joint in ("from", "on") else days[0], "counted from “" + " ".join(other.words) + "”"


def int_of(word: str) -> int | None:
    """The integer that a word of digits is."""
    return int(word) if word.isdigit() else None


def first_day(value: str, unit: str) -> str:
    """The value of the unit that a value's first day lies in; the value itself where it covers nothing."""
    days = days_of(value)
    return value_at(days[0], unit) if days else value
