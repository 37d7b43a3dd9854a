"""The `times` layer: every time expression with its TIMEX3 type and value, and the days that it covers.

What expressions look like is in the lexicon (`times` entries, read by timex_rules); what they mean is worked out by the
functions that the entries name with `make` (timex_days, timex_periods, timex_lengths). Where the story's day is unknown
a relative expression keeps TIMEX3's unresolved value (``XXXX-WXX-1``) and covers no days.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from onrecord.lexicon import Lexicon
from onrecord.model import Interval, Reading, Span, Time
from onrecord.reading import (
    timex_clock,
    timex_dates,
    timex_days,
    timex_distance,
    timex_feasts,
    timex_fiscal,
    timex_lengths,
    timex_months,
    timex_parts,
    timex_periods,
    timex_quarters,
    timex_recurring,
    timex_references,
    timex_weekdays,
    timex_years,
)
from onrecord.reading.layer import Layer
from onrecord.reading.parse import Document, Parsed
from onrecord.reading.timex_context import Context, Made
from onrecord.reading.timex_mods import mod_of
from onrecord.reading.timex_rules import Found, Rules

MAKERS: Mapping[str, Callable[[Found, Context], Made | None]] = {
    "day_word": timex_days.day_word,
    "day_part": timex_days.day_part,
    "weekday": timex_weekdays.weekday,
    "calendar_date": timex_dates.calendar_date,
    "clock": timex_clock.clock,
    "month": timex_months.month,
    "season": timex_months.season,
    "year": timex_years.year,
    "decade": timex_years.decade,
    "fiscal_part": timex_quarters.fiscal_part,
    "relative_unit": timex_periods.relative_unit,
    "distance": timex_distance.distance,
    "span_of_units": timex_lengths.span_of_units,
    "duration": timex_lengths.duration,
    "recurring": timex_recurring.recurring,
    "part_of_period": timex_parts.part_of_period,
    "middle": timex_parts.middle,
    "holiday": timex_feasts.holiday,
    "fixed": timex_references.fixed,
    "soon": timex_references.soon,
    "vague_length": timex_references.vague_length,
    "nth_day": timex_references.nth_day,
    "nothing": timex_references.nothing,
}


def layer(lexicon: Lexicon) -> Layer:
    """The layer, with the lexicon's patterns compiled."""
    rules = Rules(lexicon)

    def read(parsed: Parsed, reading: Reading) -> Reading:
        day = reading.published.day
        published = date.fromisoformat(day) if day else None
        how = "published" if published else "the story's day is unknown"
        times = [
            time for document in parsed.documents for time in times_of(context_of(document, rules, published, how))
        ]
        return replace(reading, times=tuple(times))

    return read


def context_of(document: Document, rules: Rules, published: date | None, how: str) -> Context:
    """The document with what was found in it, ready to resolve."""
    found = tuple(rules.find(document))
    return Context(document, found, published, how, MAKERS, rules.verbs, rules.feasts, rules.vocabulary.index)


def times_of(context: Context) -> list[Time]:
    """The times of one document, in text order."""
    times: list[Time] = []
    for number, found in enumerate(context.found):
        made = context.resolve(number)
        if made is not None:
            times.append(
                Time(
                    span_of(found, made, context.document),
                    made.type,
                    made.value,
                    days_covered(made, found, context),
                    made.anchor,
                    made.rule or found.entry.name,
                    None if made.value.endswith("_REF") else mod_of(words_of(found, made)),
                    made.offset,
                )
            )
    return times


def days_covered(made: Made, found: Found, context: Context) -> Interval:
    """The days of what was made: those of its part of a period, or of a period that ends on a day told."""
    try:
        return timex_fiscal.fiscal_interval(made, found, context) or timex_parts.narrowed(made, found, context)
    except (ValueError, OverflowError):  # counted to a day outside the calendar
        return made.interval


def words_of(found: Found, made: Made) -> list[str]:
    """The words that are left of an expression, lower-cased: of "over the past week" the last three."""
    first, last = found.first if made.first is None else made.first, found.last if made.last is None else made.last
    return [piece.lower for piece in found.pieces[first:last]]


def span_of(found: Found, made: Made, document: Document) -> Span:
    """The characters of an expression."""
    first = found.pieces[found.first if made.first is None else made.first]
    last = found.pieces[(found.last if made.last is None else made.last) - 1]
    return Span(first.start, last.end, document.field)
