"""By how much a count grew: "an increase of 58 in 24 hours", "up 58 from Thursday", "58 more than a day earlier"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_offer import Offer
from onrecord.reading.figure_scene import Scene

COST = 0.3  # the words around the number leave no doubt
THAN = "rise than"  # such a rise has no period of its own: the day named is that of the count before
BEFORE = frozenset("before earlier previous prior preceding yesterday last previously ago".split())
COUNTS = frozenset("figure count toll tally number total".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
LOOK = 6  # tokens after "than" that say than when


def from_rises(scene: Scene, number: Counted, earlier: list[tuple[Counted, Offer]], same: int) -> Iterator[Offer]:
    """A rise of the count that the sentence gives before it, or that the rise itself names."""
    rule = rise(scene, number)
    measure = rule and risen(scene, number, earlier, same)
    if rule and measure:
        yield Offer(COST, measure, None, rule)


def rise(scene: Scene, number: Counted) -> str | None:
    """The words that make the number a rise; None where they do not."""
    tokens = scene.document.tokens
    before = [token.lower for token in tokens[max(scene.first, number.first - 2) : number.first]]
    if len(before) == 2 and before[1] == "of" and tokens[number.first - 2].lemma in scene.words.rises:
        return f"rise {before[0]}" if tokens[number.first - 2].tag == "NN" else None
    if number.noun is None and (before[-1:] == ["up"] or before == ["up", "by"]):
        return "rise up"
    after = tokens[number.last : min(scene.last, number.last + 2 + LOOK)]
    if len(after) < 3 or after[0].lower not in ("more", "higher", "greater") or after[1].lower != "than":
        return None
    words = {token.lower for token in after[2:]}
    return THAN if words & (BEFORE | COUNTS | WEEKDAYS) else None


def risen(scene: Scene, number: Counted, earlier: list[tuple[Counted, Offer]], same: int) -> str | None:
    """The measure of what rose: of the figure before in the sentence, else of the counter before or after the rise."""
    if same:
        return earlier[-1][1].measure
    near = [*range(number.first - 1, scene.first - 1, -1), *range(number.last, min(scene.last, number.last + LOOK))]
    return next((cue.measure for k in near for cue in scene.cues.get(k, ()) if cue.kind in ("counter", "strong")), None)
