"""How a figure counts and over which days, with the figures before it taken into account."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Figure, Interval, Mode
from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_kinds import ModeWords
from onrecord.reading.figure_mode import is_newly, is_still_held, mode_of
from onrecord.reading.figure_offer import HARM, Offer
from onrecord.reading.figure_period import Dated, has_own_time
from onrecord.reading.figure_rises import THAN, rise
from onrecord.reading.figure_scene import Scene
from onrecord.reading.figure_series import is_late
from onrecord.reading.figure_tense import tense_of, verb_group
from onrecord.reading.figure_words import MeasureWords

NOTHING = Interval(None, None)
SHARED = 14  # tokens between coordinated figures that share a period
GROWN = 8  # tokens after a count in which its rise may follow
LATE = 6  # tokens after a number in which it may be said to be of earlier days
WEAK = ("strikes", "unrest", "simple past", "one happening", "so far, since")
APART = frozenset(("as", "after", "when", "while", "before", "because", "but", ";"))
LOSSES = HARM | {"displaced"}
OWN_DAY = "a day of its own"
AS_TOLL = "as the toll before"


@dataclass(frozen=True)
class Words:
    """The tables that the layer works with."""

    measures: MeasureWords
    modes: ModeWords


@dataclass(frozen=True)
class Found:
    """A figure with the phrase and the offer it was made from."""

    number: Counted
    offer: Offer
    figure: Figure


def decided_mode(
    scene: Scene,
    number: Counted,
    offer: Offer,
    words: Words,
    dated: Dated | None,
    parent: Found | None,
    before: Found | None,
) -> tuple[Mode, str]:
    """The mode: a part's and a companion's is that of its whole, unless its own clause dates it."""
    if is_newly(number):
        return "new", "newly"
    following = next((n.start for n in scene.numbers if n.start > number.first), scene.last)
    if offer.measure == "killed" and is_late(scene, number.first, min(number.end + LATE, following)):
        return "new", "a late addition"
    if offer.part and is_still_held(scene, number, offer, words.modes):
        return "standing", "still held"
    if before is not None and offer.part and before.figure.rule.endswith("still held") and includes_it(number, before):
        return "standing", "among those still held"
    if parent is not None and not own_date(offer, parent, dated):
        return parent.figure.mode, "as the whole"
    at = offer.cue if offer.cue is not None else number.head
    if before and before.offer.rule.startswith("counter") and offer.measure in HARM and tense_of(scene, at) == "none":
        return before.figure.mode, AS_TOLL
    previous = before.figure.mode if before and before.figure.measure in HARM and offer.measure in HARM else None
    mode, why = mode_of(scene, number, offer, words.modes, dated=dated, before=previous)
    if mode == "new" and why in ("simple past", "one happening") and has_grown(scene, number):
        return "total", "grown since"
    weak = why in WEAK or (
        why == "tied to a day" and dated is not None and before is not None and before.figure.period == dated.interval
    )
    if before and previous in ("total", "new") and previous != mode and weak and joined_to(number, before):
        return previous, "as the figure before"
    again = before is not None and before.figure.rule.endswith("as the sentence before")
    if again and before and why == "perfect tense" and joined_to(number, before):
        return before.figure.mode, "as the sentence before"
    return mode, why


def has_grown(scene: Scene, number: Counted) -> bool:
    """True for the 440 of "killed 440 people, 12 more than on Wednesday": a count set against an earlier one."""
    following = next((one for one in scene.numbers if one.start > number.first), None)
    return following is not None and following.start - number.end <= GROWN and rise(scene, following) == THAN


def includes_it(number: Counted, before: Found) -> bool:
    """True where "including" stands between a number and the one before."""
    between = number.document.tokens[before.number.end : number.start]
    return len(between) <= SHARED and any(token.lower in ("including", "among") for token in between)


def own_date(offer: Offer, parent: Found, dated: Dated | None) -> bool:
    """True where a part has a clause of its own that dates it: "including four who were killed on Wednesday"."""
    repeated = not offer.part and offer.rule == "as the number before"  # 390 on Friday and 307 on Saturday
    own_clause = offer.cue is not None and offer.cue != parent.offer.cue
    return dated is not None and dated.tied and (own_clause or repeated)


def joined_to(number: Counted, before: Found) -> bool:
    """True where a number goes on where the one before left off: "killed 31 people and wounded 101"."""
    between = number.document.tokens[before.number.end : number.start]
    if len(between) > SHARED or before.offer.rule.startswith("counter"):
        return False
    return not any(token.lower in APART or token.lemma in ("say", "report") for token in between)


def mode_before(scene: Scene, offer: Offer, recent: list[Found], mode: Mode, why: str) -> tuple[Mode, str]:
    """What the sentence before decides.

    A plain past after a total tells more of the same ("another 131 were wounded"); "had shot down 45" after one night's
    happening tells of that night.
    """
    if not recent or offer.cue is None:
        return mode, why
    document, last = scene.document, recent[-1]
    if document.tokens[scene.first].sentence - document.tokens[last.number.first].sentence != 1:
        return mode, why
    if has_own_time(scene):
        return mode, why
    harm = offer.measure in HARM and last.figure.measure in HARM
    if why == "simple past" and harm and last.figure.mode == "total":
        return "total", "as the sentence before"
    had = any(document.tokens[i].lower in ("had", "'d") for i in verb_group(scene, offer.cue))
    if why == "perfect tense" and had and last.figure.mode == "new":
        return "new", "as the sentence before"
    return mode, why


def period(
    mode: Mode, why: str, dated: Dated | None, parent: Found | None, before: Found | None, number: Counted, offer: Offer
) -> Interval:
    """The figure's period; a stock has none, a part has its whole's, a total not the days of an increment beside it."""
    if mode == "standing" or offer.rule == THAN:
        return NOTHING
    if why == AS_TOLL and before is not None:
        return before.figure.period
    if parent is not None and not own_date(offer, parent, dated) and why != OWN_DAY:
        return parent.figure.period
    if dated is not None and mode == "total" and dated.back and before is not None and before.figure.mode == "new":
        return NOTHING  # the past 24 hours are those of the increment
    if dated is not None and not (mode == "limit" and dated.interval.begin is None):
        return dated.interval
    if (
        before is not None
        and before.figure.mode == mode
        and before.figure.measure in LOSSES
        and offer.measure in LOSSES
    ):
        gap = number.start - before.number.end
        return before.figure.period if gap <= SHARED and not dated_apart(number, before.number) else NOTHING
    return NOTHING


def dated_apart(number: Counted, before: Counted) -> bool:
    """True where a new saying begins between two numbers: the period of the first is not the second's."""
    between = number.document.tokens[before.end : number.start]
    return any(token.lemma in ("say", "report", "while") for token in between)
