"""Named days: Christmas, Easter, Thanksgiving."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.reading.timex_calendar import shift, weekday_near
from onrecord.reading.timex_context import Context, Made, dated
from onrecord.reading.timex_periods import STEPS
from onrecord.reading.timex_rules import Found
from onrecord.reading.timex_tense import NEAR

FIXED_FEASTS = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new year": (1, 1),
    "new year day": (1, 1), "new year eve": (12, 31), "halloween": (10, 31), "independence day": (7, 4),
    "veterans day": (11, 11),
    "valentine day": (2, 14), "may day": (5, 1), "boxing day": (12, 26), "april fools day": (4, 1),
}  # fmt: skip
EASTER = {"easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2}
NTH_FEASTS = {
    "thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "labor day": (9, 0, 1), "memorial day": (5, 0, -1),
    "election day": (11, 1, 1), "mother day": (5, 6, 2),
}  # fmt: skip


def holiday(found: Found, context: Context) -> Made | None:
    """A named day, in its own year, or the nearest in the direction of words or tense."""
    base, anchor = context.spoken(found)
    name = " ".join(word for word in found.parts["name"] if word not in ("'s", "’s"))
    if "year" in found.parts:
        day = feast(name, int(found.word("year")))
        return dated(day.isoformat(), "its own year") if day else None
    after = context.after(found)
    if base is None or (after is not None and after.tag == "NNP" and "day" not in found.words):
        return None  # "Christmas Carol"
    days = [d for y in (-1, 0, 1) if (d := feast(name, base.year + y))]
    return year_for_holiday(days, base, found, context, anchor)


def feast(name: str, year: int) -> date | None:
    """The day of a feast in a year; None for one that the civil calendar does not fix."""
    if name in FIXED_FEASTS:
        month, dom = FIXED_FEASTS[name]
        return date(year, month, dom)
    if name in EASTER:
        return easter(year) + timedelta(EASTER[name])
    if name in NTH_FEASTS:
        month, weekday, nth = NTH_FEASTS[name]
        first = weekday_near(date(year, month, 1), weekday, 2)
        if name == "election day":
            return weekday_near(date(year, month, 1), 0, 2) + timedelta(1)
        if nth < 0:
            last = shift(date(year, month, 1), 1, "M") - timedelta(1)
            return weekday_near(last, weekday, 0)
        return first + timedelta(7 * (nth - 1))
    return None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * sunday) // 451
    month, dom = divmod(epact + sunday - 7 * correction + 114, 31)
    return date(year, month, dom + 1)


def year_for_holiday(days: list[date], base: date, found: Found, context: Context, anchor: str | None) -> Made | None:
    """The one of a feast's days in three years that words or tense point at."""
    if not days:
        return None
    when = found.word("when")
    if when == "this":
        return dated(next((d for d in days if d.year == base.year), days[0]).isoformat(), anchor)
    direction = STEPS.get(when, context.direction(found))
    direction = 0 if direction == NEAR else direction
    ahead, behind = [d for d in days if d >= base], [d for d in days if d <= base]
    chosen = ahead[0] if (direction > 0 and ahead) or not behind else behind[-1]
    if not direction:
        chosen = min(days, key=lambda d: abs((d - base).days))
    return dated(chosen.isoformat(), anchor)
