"""A claim, what each kind of claim says, and a person's verdict on one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from onrecord.model.hashing import content_hash
from onrecord.model.reading import Actor, Speaker
from onrecord.model.story import ANY_TIME, Interval, Published, Span, Story
from onrecord.model.words import Bound, ClaimKind, Direction, Mode, QuoteKind, Status


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
    """The position that `holder` takes: PLOVER's verbal `type` towards `targets`, denied where `negated`.

    `content` is what it is about, in the story's words (several where it is split), `kind` how those are quoted. The
    holder is the speaker, or whose position the speaker or the story tells. Statements of older ledgers have content
    alone.
    """

    kind: QuoteKind
    content: tuple[str, ...]
    type: str | None = None
    holder: str | None = None
    targets: tuple[str, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing asserted by one story.

    `mark` is the numeral, trigger or words of a position, `evidence` the sentence around it. `speakers` is the
    attribution chain, nearest first; it is empty where the story itself asserts, whose outlet is then the source.
    `said` is when it was said, `when` what it is true of. `id` hashes the content, never the rule, so that reviews
    survive new rules.
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


def with_id(claim: Claim) -> Claim:
    """The claim with its id: the hash of story, kind, place in the text, roles and values - never of the rule."""
    speakers = [speaker.name for speaker in claim.speakers]
    about = (claim.said, claim.when, claim.where)
    identity = content_hash(claim.story, claim.kind, claim.mark, claim.status, speakers, about, claim.value)
    return replace(claim, id=identity)


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
