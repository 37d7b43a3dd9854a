"""The `dateline` layer: the day on which a story was published, and how that is known.

In order of trust: given by the source; stated in the text (a dateline or date stamp); inferred, where the calendar
leaves one day that fits the weekdays, dates and years the story tells; else unknown, with the reason. `infer` does
this for stories that arrived together, so that one that can be dated helps its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.lexicon import Lexicon
from onrecord.model import Published, Reading
from onrecord.reading.dateline_cues import Cues, cues_of
from onrecord.reading.dateline_solve import NAMES, after_latest, fits, solve
from onrecord.reading.layer import Layer
from onrecord.reading.parse import Parsed
from onrecord.reading.times import context_of
from onrecord.reading.timex_rules import Rules

UNKNOWN_DAY = "the story's day is unknown"


class Dater:
    """Finds the days of stories. `today` (ISO) bounds what can be inferred; None takes the clock's day, once."""

    def __init__(self, lexicon: Lexicon, today: str | None = None) -> None:
        """Compile the lexicon's patterns; ValueError where `today` is no ISO date."""
        self._rules = Rules(lexicon)
        self._today = date.fromisoformat(today) if today else date.today()  # the reader's own calendar

    def __call__(self, parsed: Parsed, reading: Reading) -> Reading:
        """The layer: one story by itself, unless its day was found together with its neighbours'."""
        if reading.published.how != "unknown":
            return reading
        return replace(reading, published=self.infer([parsed])[0])

    def infer(self, together: Sequence[Parsed]) -> tuple[Published, ...]:
        """The days of stories that arrived together: each by itself, then the undated by a dated neighbour."""
        cues = [None if parsed.story.published else self._cues(parsed) for parsed in together]
        alone = [self._alone(parsed, cue) for parsed, cue in zip(together, cues, strict=True)]
        return date_together(alone, cues)

    def _alone(self, parsed: Parsed, cues: Cues | None) -> Published:
        if cues is None:
            return given(parsed.story.published or "")
        fetched = day_of(parsed.story.fetched)
        today = min(self._today, fetched) if fetched else self._today
        return solve(cues, today, fetched)

    def _cues(self, parsed: Parsed) -> Cues:
        body, title = (context_of(d, self._rules, None, UNKNOWN_DAY) for d in parsed.documents)
        for context in (body, title):
            for number in range(len(context.found)):
                context.resolve(number)
        return cues_of(body, title)


def layer(lexicon: Lexicon) -> Layer:
    """The layer, with the lexicon's patterns compiled and the clock's day as today."""
    return Dater(lexicon)


def given(published: str) -> Published:
    """What the source gave; unknown where that is no ISO 8601 date."""
    if day_of(published) is None:
        return Published(None, "unknown", f"the date that was given is no ISO 8601 date: {published[:40]!r}")
    return Published(published, "given", "given by the source")


def day_of(moment: str | None) -> date | None:
    """The calendar day of an ISO 8601 date or date-time; None where there is none."""
    try:
        return date.fromisoformat(moment[:10]) if moment else None
    except ValueError:
        return None


def date_together(alone: Sequence[Published], cues: Sequence[Cues | None]) -> tuple[Published, ...]:
    """Days of stories that arrived together: one that is unknown takes its neighbour's day where its own cues agree.

    They agree where the story's weekday of writing is that of the day, and nothing it tells contradicts it.
    """
    days = {published.day for published in alone if published.day}
    if len(days) != 1:
        return tuple(alone)
    day = date.fromisoformat(next(iter(d for d in days if d)))
    number = next(n for n, published in enumerate(alone, 1) if published.day)
    reason = (
        f"arrived with story {number} of the same paste, which is of {day}, and was written on a {NAMES[day.weekday()]}"
    )
    return tuple(
        Published(day.isoformat(), "inferred", reason) if not published.day and cue and agrees(cue, day) else published
        for published, cue in zip(alone, cues, strict=True)
    )


def agrees(cues: Cues, day: date) -> bool:
    """True where the story's own cues fit `day`, its weekday of writing among them."""
    if cues.writing != day.weekday() or cues.stated is not None:
        return False
    if cues.dateline is not None and cues.dateline != (day.month, day.day):
        return False
    return after_latest(cues, day) and (cues.year is None or cues.year <= day.year) and fits(cues, day)
