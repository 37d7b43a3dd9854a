"""A claim, what each kind of claim says, and a person's verdict on one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.model.reading import Actor, Speaker
from onrecord.model.story import ANY_TIME, Interval, Published, Span, Story
from onrecord.model.words import Bound, ClaimKind, Direction, Mode, QuoteKind, Status, Verdict


@dataclass(frozen=True, slots=True)
class FigureValue:
    """What a figure claims, beside what every claim has."""

    measure: str
    mode: Mode
    low: float | None
    high: float | None
    bound: Bound
    of: str | None = None
    what: str | None = None
    part_of: str | None = None  # the id of the claim of the whole
    was: float | None = None
    each: bool = False
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class EventValue:
    """What an event claims, beside what every claim has."""

    type: str
    mode: str | None
    actors: tuple[Actor, ...] = ()
    condition: Span | None = None
    deadline: bool = False
    recurs: bool = False
    round: int | None = None
    manner: Span | None = None


@dataclass(frozen=True, slots=True)
class StatementValue:
    """What a speaker says, in the story's words (several where the content is split)."""

    kind: QuoteKind
    content: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing asserted by one story.

    `mark` is the numeral, trigger or content, `evidence` the sentence around it. `speakers` is the attribution
    chain, nearest first; it is empty where the story itself asserts, whose outlet is then the source. `said` is when it
    was said, `when` what it is true of. `id` hashes the content, never the rule, so that reviews survive new rules.
    """

    story: str
    kind: ClaimKind
    mark: Span
    evidence: Span
    value: FigureValue | EventValue | StatementValue
    status: Status
    speakers: tuple[Speaker, ...] = ()
    said: Interval | None = None
    when: Interval = ANY_TIME
    where: str | None = None
    confidence: float = 1.0
    rule: str = ""
    id: str = field(default="")


@dataclass(frozen=True, slots=True)
class Sourced:
    """A claim on record with the story that it came from: what every view shows and every derived value is made of."""

    claim: Claim
    story: Story
    published: Published
    recorded: str  # ISO 8601, UTC: when the ledger took it in

    @property
    def known(self) -> str:
        """When the claim became known: the story's date where it has one, else the moment it was recorded."""
        return self.published.value or self.recorded

    @property
    def quote(self) -> str:
        """The marked words: the numeral, the trigger, the content."""
        return self.story.quote(self.claim.mark)

    @property
    def sentence(self) -> str:
        """The sentence that is the evidence."""
        return self.story.quote(self.claim.evidence)

    @property
    def speaker(self) -> str | None:
        """The nearest speaker's name; None where the story itself asserts."""
        return self.claim.speakers[0].name if self.claim.speakers else None


@dataclass(frozen=True, slots=True)
class Review:
    """A person's verdict on a claim; `correction` holds what should stand instead, or the other claims of a merge."""

    claim: str
    verdict: Verdict
    by: str
    at: str
    note: str = ""
    correction: Mapping[str, Any] | None = None
