"""The period that a figure covers, from the time expressions of its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.model import Interval, Reading, Time
from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_measure import Offer
from onrecord.reading.figure_scene import Scene

SAYING = frozenset(
    "say tell report announce add state write declare warn confirm claim note post publish release quote condemn comment "
    "update speak urge call order demand acknowledge insist pledge".split()
)
OPEN_NONE = Interval(None, None)
UNITS = {"day": 1, "week": 7, "hour": 0, "month": 30}
REACH = 12  # tokens before a time in which its "since" may stand


class Dated(NamedTuple):
    """A period for a figure; `tied` where it holds the figure to days that are named or counted, `back` to the
    past hours or days, `long` to a month or more."""

    interval: Interval
    tied: bool
    distance: int
    back: bool = False
    long: bool = False


def period_of(scene: Scene, number: Counted, offer: Offer, reading: Reading) -> Dated | None:
    """The period that the sentence gives the figure, or None."""
    at = offer.cue if offer.cue is not None else number.head
    found = [dated for time in times_in(scene, reading) if (dated := read_time(scene, time, at, reading)) is not None]
    found = [dated for dated in found if not cut_off(scene, number, at, dated)]
    return min(found, key=lambda dated: dated.distance, default=None)


def times_in(scene: Scene, reading: Reading) -> Iterator[Time]:
    """The time expressions of the sentence."""
    document = scene.document
    start, end = document.tokens[scene.first].start, document.tokens[scene.last - 1].end
    for time in reading.times:
        if time.span.field == document.field and start <= time.span.start < end:
            yield time


def cut_off(scene: Scene, number: Counted, at: int, dated: Dated) -> bool:
    """True where the time is too far from the figure's words to be its own."""
    return dated.distance > 34


def read_time(scene: Scene, time: Time, at: int, reading: Reading) -> Dated | None:
    """The period that one time expression gives a figure decided at token `at`."""
    document, tokens = scene.document, scene.document.tokens
    covered = document.range(time.span.start, time.span.end)
    if not covered:
        return None
    distance = abs(covered.start - at) if covered.start > at else abs(at - (covered.stop - 1))
    text = document.text[time.span.start : time.span.end].lower()
    begin, end = time.interval.begin, time.interval.end
    before = tokens[covered.start - 1].lower if covered.start > scene.first else ""
    published = reading.published.day
    if time.type == "SET":
        return None
    counted_back = backward(text, before, time, published)
    if counted_back is not None:
        return Dated(counted_back, tied=True, distance=distance, back=True)
    if time.type == "DURATION" or begin is None:
        return None
    word = governing_word(scene, covered.start, at)
    if word == "since" and (end is None or not later(begin, published)):
        return Dated(Interval(begin[:10], None), tied=False, distance=distance - 1)
    if word == "as of" and end:
        return Dated(Interval(None, end[:10]), tied=False, distance=distance)
    if belongs_to_saying(scene, covered.start, covered.stop, at):
        return None
    if end is None or "week" in text.replace("weekend", ""):
        return None
    if days_between(begin, end) > 3:
        long = days_between(begin, end) >= 28 and word == "" and before in ("in", "during", "this", "the", "of", "for")
        return Dated(Interval(begin[:10], end[:10]), tied=True, distance=distance, long=True) if long else None
    if begins_campaign(scene, covered.start):
        return None
    if "overnight" in text and published:
        return Dated(Interval(shifted(published, -1), shifted(published, 1)), tied=True, distance=distance)
    if word == "after" and at < covered.start - 1:
        return Dated(Interval(begin[:10], None), tied=False, distance=distance + 2)
    return Dated(Interval(begin[:10], end[:10] if len(end) == 10 else shifted(end, 1)), tied=True, distance=distance)


def begins_campaign(scene: Scene, first: int) -> bool:
    """True for the day on which strikes or a war began: not the day of what they cost."""
    head = next((token for token in scene.document.ancestors(first) if token.tag[0] == "V"), None)
    return head is not None and head.lemma in ("begin", "start", "erupt") and scene.first <= head.i < scene.last


def governing_word(scene: Scene, first: int, at: int) -> str:
    """since, after, as of or nothing: the word that the time expression at token `first` stands under."""
    tokens = scene.document.tokens
    for k in range(first - 1, max(scene.first, first - REACH) - 1, -1):
        lower = tokens[k].lower
        if lower == "since" and (first - k <= 2 or not any(scene.number_at(i) for i in range(k, first))):
            return "since"
        if first - k == 1 and lower == "of" and tokens[k - 1].lower == "as":
            return "as of"
        if first - k == 1 and lower in ("until", "by", "through"):
            return "as of"
        if lower == "after" and tokens[k].dep in ("mark", "prep") and first - k > 1:
            return "after"
        if lower in (",", ";", "when") or (k == at):
            break
    return ""


def backward(text: str, before: str, time: Time, published: str | None) -> Interval | None:
    """Past N days, N days of strikes: publication less N, to the day after publication."""
    if not published or time.type not in ("DURATION", "DATE"):
        return None
    if not any(word in f"{before} {text}" for word in ("past", "last", "previous", "preceding")) or "weekend" in text:
        return None
    begin = time.interval.begin
    days = duration_days(time.value)
    if days is None or (time.type == "DATE" and not text.startswith(("past", "the past"))):
        return None
    return Interval(shifted(published, -days) if not begin or time.type == "DURATION" else begin[:10], shifted(published, 1))


def duration_days(value: str) -> int | None:
    """Whole days of a TIMEX3 duration such as P3D, PT24H, P1W; None for others."""
    number = "".join(character for character in value if character.isdigit())
    if not number or len(number) > 5 or not value.startswith("P"):
        return None
    count = int(number)
    if value.startswith("PT") and value.endswith("H"):
        return -(-count // 24)
    return {"D": count, "W": 7 * count, "M": 30 * count, "Y": 365 * count}.get(value[-1])


def belongs_to_saying(scene: Scene, first: int, stop: int, at: int) -> bool:
    """True where the time says when something was said: it hangs on, or stands next to, a word of saying."""
    document = scene.document
    tokens = document.tokens
    for k in (first - 1, first - 2, stop):
        if scene.first <= k < scene.last and tokens[k].lemma in SAYING and tokens[k].tag[0] == "V" and k != at:
            return True
    for token in document.ancestors(first):
        if token.tag[0] == "V" and not (first <= token.i < stop):
            return token.lemma in SAYING and token.i != at
        if token.i < scene.first or token.i >= scene.last:
            break
    return False


def days_between(begin: str, end: str) -> int:
    """Days from one ISO date to another."""
    return (date.fromisoformat(end[:10]) - date.fromisoformat(begin[:10])).days


def shifted(day: str, days: int) -> str:
    """An ISO date moved by `days`."""
    return (date.fromisoformat(day[:10]) + timedelta(days=days)).isoformat()


def later(begin: str, published: str | None) -> bool:
    """True where a time begins after publication."""
    return published is not None and begin[:10] > published
