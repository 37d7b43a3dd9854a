"""What to read: frozen filters, and how their times are understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.ledger.codec import instant
from onrecord.model import ClaimKind, Mode, Status

ClaimOrder = Literal["published", "newest", "when", "said", "confidence", "value"]
StoryOrder = Literal["published", "newest"]


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims, in what order; what is None does not restrict. Several values in a tuple mean any of them.

    `place_is` is a place's whole name; `place` and `speaker` (any speaker of the chain, name or role) match a part of
    the name, whatever its case and accents; `outlet` the whole; `text` a phrase in the evidence sentence that begins
    with a word. `since` and `until` bound what the claim is true of (its `when.begin`, else the story's published
    time), `said_since` and `said_until` when it was said, `known_since` and `known_until` when it became known; until
    is exclusive. `as_of` (ISO; a day means its end; a time without an offset is UTC) shows what was on record then:
    stories that could be known, in their version of then, with the claims that stood when the ledger had read the
    story, or that stand now where it read the story later. Without it, the latest versions. A `story` or `ids` that are
    asked for by name may be of any version. What is retired, or overruled by a review, is left out unless
    `include_retired`. `descending` turns an order round; what has no such date or number comes last always.
    """

    ids: tuple[str, ...] | None = None
    story: str | tuple[str, ...] | None = None
    kind: ClaimKind | tuple[ClaimKind, ...] | None = None
    measure: str | tuple[str, ...] | None = None
    mode: Mode | str | tuple[str, ...] | None = None
    type: str | tuple[str, ...] | None = None
    status: Status | tuple[Status, ...] | None = None
    place: str | None = None
    place_is: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    text: str | None = None
    since: str | None = None
    until: str | None = None
    said_since: str | None = None
    said_until: str | None = None
    known_since: str | None = None
    known_until: str | None = None
    max_confidence: float | None = None
    as_of: str | None = None
    include_retired: bool = False
    include_superseded: bool = False
    order: ClaimOrder = "published"
    descending: bool = False
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class StoryFilter:
    """Which stories, in what order; `since` and `until` (exclusive) bound when they could be known."""

    outlet: str | None = None
    text: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    include_superseded: bool = False
    order: StoryOrder = "published"
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """How to look: the index to walk (None: as the database likes), and the names that a part of one stands for.

    `by_text` says where a phrase is looked for: in the stories that the full text finds, along their claims
    ("stories"); in the claims as they come, of those stories ("both") or of all ("sentences").
    """

    index: str | None = None
    places: tuple[str, ...] | None = None
    speakers: tuple[str, ...] | None = None
    by_text: Literal["stories", "both", "sentences"] = "both"


NO_PLAN = Plan()


def as_of_moment(as_of: str | None) -> str | None:
    """The last instant that `as_of` includes; ValueError where it is no ISO 8601 date or time."""
    if as_of is None:
        return None
    moment = _instant(as_of, "as_of")
    return moment if len(moment) > 10 else f"{moment}T23:59:59Z"


def edge(value: str, name: str) -> str:
    """The shortest way to write the instant `value`: no other way precedes it, so that half-open bounds hold."""
    moment = _instant(value, name).removesuffix("Z")
    moment = moment.removesuffix(":00") if len(moment) > 16 else moment
    return moment.removesuffix("T00:00")


def _instant(value: str, name: str) -> str:
    moment = instant(value)
    if moment is None:
        raise ValueError(f"{name} is {value!r}: write a date as 2026-02-02 or a time as 2026-02-02T18:00")
    return moment
