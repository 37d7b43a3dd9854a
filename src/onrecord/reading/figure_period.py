"""The period that a figure covers, from the time expressions of its sentence.

A time is a figure's own where it stands in the figure's clause, in the phrase that the clause hangs on ("the Oct. 7
attack, which killed 9"), or says since when. The time of a saying, an agreement or another clause is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.model import Interval, Reading
from onrecord.reading.figure_clause import (
    SAYING,
    Spot,
    begins_what_counts,
    belongs_to_saying,
    clause_head,
    holds,
    in_clause,
    tells_of_attack,
)
from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_days import days_between, duration_days, is_day, shifted, whole_days
from onrecord.reading.figure_offer import Offer
from onrecord.reading.figure_scene import Scene
from onrecord.reading.figure_tense import tense_of
from onrecord.reading.parse import Document

OPENINGS = frozenset(("past", "last", "previous", "preceding"))
REACH = 12  # tokens before a time in which its "since" may stand
STRETCHES = (("week", 7), ("month", 30), ("year", 365))
RECENT = 60  # days that "in 12 days" or "12 days of strikes" may count back from publication
OPENING = 2  # tokens before a time that opens its sentence
SEVERAL = 3  # days that "48 hours" with the day of publication makes
LONG = 28  # days: a month or more


class Dated(NamedTuple):
    """A period for a figure.

    `tied` where it holds the figure to days that are named or counted, `back` to the past hours or days, `long` to a
    month or more; `campaign` where the stretch is of several days and not counted from now ("over 12 days").
    """

    interval: Interval
    tied: bool
    distance: float
    back: bool = False
    long: bool = False
    campaign: bool = False


def period_of(scene: Scene, number: Counted, offer: Offer, reading: Reading) -> Dated | None:
    """The period that the sentence gives the figure, or None."""
    at = offer.cue if offer.cue is not None and scene.first <= offer.cue < scene.last else number.head
    found = []
    for spot in spots(scene):
        dated = read_time(scene, spot, at, offer, reading)
        if dated is not None:
            near = spot.first - number.head - 2 if spot.first > number.head else number.head - spot.last + 1
            found.append(dated._replace(distance=near + 0.3 * dated.distance))
    return min(found, key=lambda dated: dated.distance, default=None)


def own_day(scene: Scene, number: Counted) -> Dated | None:
    """The day that a part has for itself: "43,000 of them on July 19 alone", "nine of them on Sunday"."""
    tokens = scene.document.tokens
    for spot in spots(scene):
        between = [token.lower for token in tokens[number.last : spot.first]]
        bare = between[:1] == ["of"] and between[1:2] in (["them"], ["whom"], ["which"], ["those"])
        if bare and between[2:] in ([], ["on"]) and spot.time.type == "DATE" and is_day(spot.time.interval):
            return Dated(whole_days(spot.time.interval), tied=True, distance=0)
    return None


def day_of(scene: Scene) -> Interval | None:
    """The one day of a sentence's happenings, for a sentence after it that names none."""
    days = [
        spot.time.interval for spot in spots(scene)
        if spot.time.type != "DURATION" and is_day(spot.time.interval)
        and not belongs_to_saying(scene, spot, -1) and governing_word(scene, spot, -1) == ""
    ]  # fmt: skip
    return whole_days(days[-1]) if days else None


def has_other_time(scene: Scene) -> bool:
    """True where the sentence opens with a time that is no single day: "Last month a bomb killed 22"."""
    return any(
        spot.first <= scene.first + OPENING and spot.time.type != "DURATION" and spot.time.interval.begin is not None
        and not belongs_to_saying(scene, spot, -1)
        for spot in spots(scene)
    )  # fmt: skip


def has_own_time(scene: Scene) -> bool:
    """True where the sentence says when what it tells of happened, be it a day or a month."""
    return any(
        spot.time.type in ("DATE", "TIME") and spot.time.interval.begin is not None
        and not belongs_to_saying(scene, spot, -1)
        for spot in spots(scene)
    )  # fmt: skip


def spots(scene: Scene) -> Iterator[Spot]:
    """The time expressions of the sentence, the dateline's left out."""
    document, tokens = scene.document, scene.document.tokens
    for time in scene.times.get(tokens[scene.first].sentence, ()):
        if time.type == "SET":
            continue
        covered = document.range(time.span.start, time.span.end)
        if not covered or is_dateline(document, covered) or is_compared(document, covered):
            continue
        before = tokens[covered.start - 1].lower if covered.start > scene.first else ""
        yield Spot(time, covered.start, covered.stop, document.text[time.span.start : time.span.end].lower(), before)


def is_compared(document: Document, covered: range) -> bool:
    """True for the day of another count: "12 more than on Wednesday", "58 more than the day before"."""
    before = document.tokens[max(0, covered.start - 2) : covered.start]
    if len(before) == 2 and before[1].tag == "CD" and document.tokens[covered.start].lower in ("more", "fewer", "less"):
        return True  # 12 | more than a day earlier
    moved = [token.lower for token in document.tokens[max(0, covered.start - 3) : covered.start]]
    if len(moved) == 3 and moved[0] in ("up", "down") and moved[2] == "from":
        return before[0].tag == "CD"  # up 12 from Wednesday
    return any(token.lower == "than" for token in before) and not any(token.lower == "since" for token in before)


def is_dateline(document: Document, covered: range) -> bool:
    """True for the date in "KYIV, July 9 (Agency) -"."""
    if document.field != "text" or covered.start > 8 or covered.stop >= len(document.tokens):
        return False
    return document.tokens[covered.stop].lower in ("(", "-", "--", "—", "–", "/")


def read_time(scene: Scene, spot: Spot, at: int, offer: Offer, reading: Reading) -> Dated | None:
    """The period that one time expression gives a figure decided at token `at`."""
    distance = spot.first - at if spot.first > at else at - spot.last + 1
    begin, end = spot.time.interval.begin, spot.time.interval.end
    published = reading.published.day
    back = backward(scene, spot, published)
    if back is not None and offer.rule.startswith("counter"):
        return None
    if back is not None:
        several = days_between(back.begin or "", back.end or "") > SEVERAL
        past = spot.before in OPENINGS or bool(OPENINGS & set(spot.text.split()))
        return Dated(back, tied=True, distance=distance - 3, back=True, campaign=several and not past)
    if spot.time.type == "DURATION" or begin is None:
        return None
    if begins_what_counts(scene, spot, at):
        return Dated(Interval(begin[:10], None), tied=False, distance=distance)
    when = (
        spot.last < scene.last
        and "when" in (t.lower for t in scene.document.tokens[spot.last : spot.last + 2])
        and at > spot.last
    )
    in_phrase = holds(scene, spot, at)
    word = "" if when or in_phrase else governing_word(scene, spot, at)
    if word == "since":
        shared = shares_since(scene, spot, at, offer)
        return Dated(Interval(begin[:10], None), tied=False, distance=distance - 1) if shared else None
    if word == "as of" and end and (spot.before != "until" or in_clause(scene, spot, at)):
        return Dated(Interval(None, end[:10]), tied=False, distance=distance)
    own = when or in_phrase or in_clause(scene, spot, at) or tells_of_attack(scene, spot, at)
    if belongs_to_saying(scene, spot, at) or not own:
        return None
    return of_days(scene, spot, at, offer, Dated(spot.time.interval, tied=True, distance=distance), word, published)


def of_days(
    scene: Scene, spot: Spot, at: int, offer: Offer, dated: Dated, word: str, published: str | None
) -> Dated | None:
    """The days that a time of the figure's own clause names."""
    begin, end = dated.interval.begin, dated.interval.end
    if begin is None or end is None or "week" in spot.text.replace("weekend", ""):
        return None
    if offer.rule.startswith("counter") and not is_day_of_happening(scene, spot):
        return None
    if days_between(begin, end) > 3:
        named = spot.before in ("in", "during", "this", "the", "of", "for") or spot.text.startswith("last ")
        long = days_between(begin, end) >= LONG and named
        return dated._replace(interval=Interval(begin[:10], end[:10]), long=True) if long else None
    if "overnight" in spot.text and published:
        return dated._replace(interval=Interval(shifted(published, -1), shifted(published, 1)))
    if (
        spot.before == "from"
        and spot.last < scene.last
        and scene.document.tokens[spot.last].lower not in ("to", "until", "through")
    ):
        return dated._replace(interval=Interval(begin[:10], None), tied=False)
    if word == "after" and at < spot.first - 1:
        return dated._replace(interval=Interval(begin[:10], None), tied=False, distance=dated.distance + 2)
    return dated._replace(interval=whole_days(dated.interval))


def is_day_of_happening(scene: Scene, spot: Spot) -> bool:
    """True for "Saturday's attack": a time inside a phrase, not one that hangs on the verb."""
    head = scene.document.tokens[scene.document.tokens[spot.last - 1].head]
    return head.tag[:2] == "NN" and not spot.first <= head.i < spot.last


def governing_word(scene: Scene, spot: Spot, at: int) -> str:
    """since, after, as of or nothing: the word that the time expression stands under."""
    tokens, first = scene.document.tokens, spot.first
    for k in range(first - 1, max(scene.first, first - REACH) - 1, -1):
        lower = tokens[k].lower
        if lower == "since" and (first - k <= 2 or not any(scene.number_at(i) for i in range(k, first))):
            return "since"
        if first - k == 1 and ((lower == "of" and tokens[k - 1].lower == "as") or lower in ("until", "by", "through")):
            return "as of"
        if lower == "after" and tokens[k].dep in ("mark", "prep") and first - k > 1:
            return "after"
        if lower in (",", ";", "when") or k == at:
            break
    return ""


def shares_since(scene: Scene, spot: Spot, at: int, offer: Offer) -> bool:
    """True where a count runs since then.

    That is in a perfect tense or a toll, not in "the first swap since May", nor in a relative clause that merely
    hangs in the sentence.
    """
    first_word = scene.document.tokens[scene.first].lower == "since" and spot.first - scene.first < REACH
    if not (first_word or offer.rule.startswith("counter") or tense_of(scene, at) in ("perfect", "none")):
        return False
    verb = clause_head(scene.document, at)
    aside = clause_head(scene.document, spot.last - 1)
    if aside is not None and aside.dep == "relcl" and aside.i < at and not first_word and closed(scene, spot, at):
        return False  # the army, which has fought since May, said …
    if verb is None or verb.dep not in ("relcl", "acl"):
        return True
    return verb.i < spot.first or holds(scene, spot, at)


def closed(scene: Scene, spot: Spot, at: int) -> bool:
    """True where a comma and a verb of saying stand between the time and the deciding word."""
    tokens = scene.document.tokens[spot.last : at]
    return bool(tokens) and tokens[0].lower == "," and any(t.lemma in SAYING and t.tag[0] == "V" for t in tokens)


def backward(scene: Scene, spot: Spot, published: str | None) -> Interval | None:
    """Past N days, in 24 hours, N days of strikes: publication less N, to the day after publication."""
    if not published or spot.time.type not in ("DURATION", "DATE") or "weekend" in spot.text:
        return None
    days = duration_days(spot.time.value)
    past = spot.before in OPENINGS or bool(OPENINGS & set(spot.text.split()))
    if days is None or not 0 < days <= 400:
        return past_week(spot, published) if past else None
    after = scene.document.tokens[spot.last].lower if spot.last < scene.last else ""
    within = {spot.before, spot.text.partition(" ")[0]} & {"in", "over", "within", "during"}
    counted = spot.time.type == "DURATION" and days <= RECENT and (bool(within) or after == "of")
    counted = counted and spot.before != "after" and not has_named_day(scene, spot)
    if not (past or counted):
        return None
    return Interval(shifted(published, -days), shifted(published, 1))


def has_named_day(scene: Scene, spot: Spot) -> bool:
    """True for "within 24 hours" in a sentence that opens with its day: the hours are that day's."""
    return any(
        other.first <= scene.first + OPENING and other.first != spot.first and other.time.type == "DATE"
        and is_day(other.time.interval) and not belongs_to_saying(scene, other, -1)
        for other in spots(scene)
    )  # fmt: skip


def past_week(spot: Spot, published: str) -> Interval | None:
    """The past week, month or year, however the times layer reads it."""
    if "past" not in f"{spot.before} {spot.text}".split():
        return None
    days = next((days for unit, days in STRETCHES if unit in spot.text), None)
    return Interval(shifted(published, -days), shifted(published, 1)) if days else None
