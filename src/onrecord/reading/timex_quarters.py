"""Quarters and halves of years: "the third quarter", "the year-ago period", "the first half of 2024"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.timex_calendar import STEPS, shift, value_at
from onrecord.reading.timex_context import Context, Made, dated
from onrecord.reading.timex_fiscal import quarter_ended, tells_of_months
from onrecord.reading.timex_numerals import ORDINALS, ordinal_of
from onrecord.reading.timex_rules import Found


def fiscal_part(found: Found, context: Context) -> Made | None:
    """Quarters and halves; "a year earlier" beside a quarter is that quarter of the year before."""
    made = fiscal_value(found, context)
    words = found.words
    adjective = words[0] == "the" and ("-" in words or words[-1] in ("ago", "earlier")) and words[-1] != "period"
    if made is None or not adjective or (words[-1] == "quarter" and words[-2] != "-"):
        return made
    return replace(made, first=found.first + 1)  # "the third-quarter loss": the article is the noun's


def fiscal_value(found: Found, context: Context) -> Made | None:
    """What a quarter or half is worth."""
    year_, anchor = fiscal_year(found, context)
    words = found.words
    if "q" in found.parts:
        return quarter_of(found, context, year_, int(next(c for c in found.word("q") if c.isdigit())))
    if "half" in found.parts:
        after = context.after(found)
        if not year_ and after is not None and after.lower == "of":
            return None  # "the second half of January"
        half = 1 if found.word("half") == "first" else 2
        return dated(f"{year_ or value_or_x(context)}-H{half}", anchor)
    if "quarters" in words:
        return dated(f"{year_}-H1", anchor)
    if "nth" in found.parts:
        return nth_quarter(found, context, year_)
    return other_quarter(found, context, year_, anchor)


def value_or_x(context: Context) -> str:
    """The story's year, or X."""
    return f"{context.published.year:04d}" if context.published else "XXXX"


def fiscal_year(found: Found, context: Context) -> tuple[str, str | None]:
    """The year that the expression itself gives, empty where it gives none."""
    base, anchor = context.story_day()
    if "year" in found.parts:
        return found.word("year"), "its own year"
    if "when" in found.parts and base:
        return f"{base.year + STEPS.get(found.word('when'), 0):04d}", anchor
    if found.words[-1:] == ("year",) and base:
        return f"{base.year:04d}", anchor
    return "", anchor


def nth_quarter(found: Found, context: Context, year_: str) -> Made | None:
    """A quarter by its number."""
    number = ORDINALS.get(found.word("nth")) or ordinal_of(found.parts["nth"]) or 0
    return quarter_of(found, context, year_, number) if 1 <= number <= 4 else None


def quarter_of(found: Found, context: Context, year_: str, number: int) -> Made:
    """Quarter `number` of its year, or the one nearest to the story."""
    base, anchor = context.story_day()
    if year_:
        return dated(f"{year_}-Q{number}", anchor)
    if base is None:
        return Made("DATE", f"XXXX-Q{number}", anchor=anchor)
    back = 1 if "ago" in found.parts else 0
    now = (base.month + 2) // 3
    if number > now and not (context.direction(found) > 0 or number == now + 1):
        back += 1
    return dated(f"{base.year - back:04d}-Q{number}", anchor)


def other_quarter(found: Found, context: Context, year_: str, anchor: str | None) -> Made | None:
    """A quarter without a number ("the year-ago period"): by the one last named, else the last that ended."""
    words = found.words
    base, _ = context.story_day()
    named = context.newest_quarter()
    if "current" in words and "fiscal" not in words and base:
        return dated(value_at(base, "Q"), anchor)
    if words[-1] == "year" and "fiscal" in words:
        return dated(value_or_x(context), anchor)
    if "thing" not in found.parts and "ago" in found.parts and named is None and words[-1] not in ("quarter", "period"):
        return dated(value_at(shift(base, -1, "Y"), "Y"), anchor) if base else Made("DATE", "XXXX")
    if (
        named is None
        and words[-1] == "period"
        and "latest" not in words
        and not year_
        and "ago" not in found.parts
        and "ago2" not in found.parts
    ):
        return None
    if (
        words[-1] != "quarter"
        and "when" not in found.parts
        and ("ago" in found.parts or year_)
        and tells_of_months(context)
    ):
        return dated(year_ or value_at(shift(base, -1, "Y"), "Y"), anchor) if base else Made("DATE", year_ or "XXXX")
    if named is None and (ended := quarter_ended(found, context)):
        return dated(ended, anchor)
    quarter = named if named and "X" not in named else value_at(shift(base, -1, "Q"), "Q") if base else "XXXX-QX"
    back = 1 if {"ago", "ago2"} & found.parts.keys() or (found.word("when") == "last") else 0
    if year_:
        return dated(f"{year_}{quarter[4:]}", anchor)
    if back and quarter[:4].isdigit():
        quarter = f"{int(quarter[:4]) - 1:04d}{quarter[4:]}"
    return dated(quarter, anchor)
