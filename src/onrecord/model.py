"""The nouns of Onrecord: frozen dataclasses that every part shares; this module imports nothing of ours.

Offsets are Unicode code points, 0-based and end-exclusive, into a story's text or title. Dates are ISO 8601
strings (``2026-02-02`` or ``2026-02-02T18:00``), intervals are half-open, so that plain string order is time order.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Literal

Field = Literal["text", "title"]
How = Literal["given", "stated", "inferred", "unknown"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Bound = Literal["exact", "about", "at_least", "at_most", "more_than", "less_than", "range", "vague"]
Mode = Literal["total", "new", "limit", "standing"]
QuoteKind = Literal["direct", "indirect", "mixed"]
SpeakerKind = Literal["person", "office", "body", "unnamed"]
ClaimKind = Literal["figure", "event", "statement"]
Direction = Literal["out", "in"]
Role = Literal["actor", "recipient", "participant"]
Status = Literal[
    "occurred", "ongoing", "announced", "expected", "proposed", "postponed", "cancelled", "denied", "not_happened"
]


MEASURES = (
    "killed", "injured", "missing", "bodies", "captured", "abducted", "released", "displaced", "evacuated", "crossed",
    "rescued", "hospitalised", "aid", "launched", "intercepted", "destroyed", "troops", "residents", "votes", "money",
    "other",
)  # fmt: skip
# PLOVER's types, with OPEN and CLOSE for crossings, borders, schools, airspace.
EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "INVESTIGATE", "DEMAND", "DISAPPROVE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OPEN", "CLOSE",
)  # fmt: skip


def content_hash(*parts: object) -> str:
    """Return 20 hexadecimal digits that depend on the canonical JSON of `parts` alone; nouns count by fields."""
    canonical = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=stated)
    return hashlib.blake2b(canonical.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def stated(noun: object) -> dict[str, object]:
    """The fields of a noun that say something: a field added later does not change old hashes."""
    names: tuple[str, ...] = getattr(noun, "__slots__", ())
    if not names:
        raise TypeError(f"{type(noun).__name__} is no noun")
    values = ((name, getattr(noun, name)) for name in names)
    return {name: value for name, value in values if value is not None and value is not False and value != ()}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of characters of a story: `start` to `end` of its text, or of its title."""

    start: int
    end: int
    field: Field = "text"

    def overlaps(self, other: Span) -> bool:
        """True where the two spans share a character."""
        return self.field == other.field and self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True where `other` lies within this span."""
        return self.field == other.field and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Interval:
    """A calendar interval `[begin, end)` in ISO 8601; None leaves a side open."""

    begin: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Published:
    """When a story was published (ISO 8601, or None), how that is known, and why, in words a person can check."""

    value: str | None
    how: How
    why: str

    @property
    def day(self) -> str | None:
        """The calendar day, ``YYYY-MM-DD``."""
        return self.value[:10] if self.value else None


@dataclass(frozen=True, slots=True)
class Story:
    """One published text, immutable, as a source gave it; `key` is the source's own id for it.

    `published` is what the source gave (None where it gave nothing); what the text itself tells is in the reading.
    """

    text: str
    title: str = ""
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    lang: str | None = None
    key: str | None = None
    fetched: str | None = None
    bundle: str | None = None  # the hash of the paste that this story and its neighbours came in; not in the id

    @property
    def id(self) -> str:
        """The hash of what identifies the story: its words, and where and when they stood."""
        return content_hash(self.title, self.text, self.published, self.url, self.outlet)

    def quote(self, span: Span) -> str:
        """The characters that `span` covers."""
        return (self.text if span.field == "text" else self.title)[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: TIMEX3 `type` and `value`, the interval it resolves to, and what it was resolved from.

    `anchor` says in words which date a relative expression was counted from ("published", "said on Sunday").
    """

    span: Span
    type: TimeType
    value: str
    interval: Interval
    anchor: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral as it stands, whatever it counts: its value or bounds, and how sharp it is."""

    span: Span
    low: float | None
    high: float | None
    bound: Bound


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym resolved to a gazetteer entry; `kind` and `form` as in the Reading format."""

    span: Span
    name: str
    form: Literal["name", "adjective"]
    kind: str
    geonames: int | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person, office, body or unnamed source, with the role that the story gives ("Kremlin spokesperson")."""

    name: str
    kind: SpeakerKind
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, office or body of the story with every mention of it, pronouns included, in text order."""

    speaker: Speaker
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what: source, cue and content spans, the resolved speaker, and when it was said.

    `chain` are all the links, nearest to the words first, where there are several ("a source", "an adviser", "CNN");
    `also` are further speakers who say the same in one breath.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: Speaker | None
    kind: QuoteKind
    said: Interval | None = None
    chain: tuple[Speaker, ...] = ()
    also: tuple[Speaker, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of persons or things: what it counts (`measure`), how it counts (`mode`), of what, when, where, by whom.

    `part_of` is the index, in the reading's figures, of the whole that this is a part of; `direction` tells, of
    people or goods that cross, whether they go out of `place` or into it.
    """

    span: Span
    low: float | None
    high: float | None
    bound: Bound
    measure: str
    mode: Mode
    of: str | None = None
    what: str | None = None
    period: Interval = Interval(None, None)
    place: str | None = None
    speaker: Speaker | None = None
    denied: bool = False
    part_of: int | None = None
    was: float | None = None
    each: bool = False
    direction: Direction | None = None
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes part in an event, and as what."""

    role: Role
    name: str


@dataclass(frozen=True, slots=True)
class Event:
    """A PLOVER event (or OPEN, CLOSE) at its trigger: whether and when it happens, where, and who says so.

    `deadline` is true where the date is a limit, `recurs` for what happens again and again, `round` numbers talks;
    `manner` are words that qualify it ("partially", "on a trial basis").
    """

    span: Span
    type: str
    mode: str | None
    status: Status
    actors: tuple[Actor, ...] = ()
    when: Interval = Interval(None, None)
    place: str | None = None
    speaker: Speaker | None = None
    condition: Span | None = None
    deadline: bool = False
    recurs: bool = False
    round: int | None = None
    manner: Span | None = None
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Toll:
    """The killed and injured of the story's main event, as the story leaves it; None where it gives none."""

    killed: int | None = None
    injured: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read: what is wrong, where, and what to do about it.

    `where` is a file and line, a url, or a layer; `story` is the story's id where there is one.
    """

    where: str
    what: str
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the layers found in one story. Each layer fills its part and leaves the rest as it was."""

    story: str
    published: Published
    sentences: tuple[Span, ...] = ()
    times: tuple[Time, ...] = ()
    numbers: tuple[Number, ...] = ()
    places: tuple[Place, ...] = ()
    names: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    main: Toll = Toll()
    problems: tuple[Problem, ...] = ()


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
    when: Interval = Interval(None, None)
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
