"""What the layers find in a story: one noun a layer, and the reading that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.story import ANY_TIME, Interval, Published, Span
from onrecord.model.words import Bound, Direction, Mode, QuoteKind, Role, SpeakerKind, Status, TimeMod, TimeType


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: TIMEX3 `type` and `value`, the interval it resolves to, and what it was resolved from.

    `anchor` says in words which date a relative expression was counted from ("published", "said on Sunday"); `mod` is
    TIMEX3's word for one that is not sharp ("late June": END, "about two years": APPROX). `value` has a clock time as
    the clock shows it; `offset` is that clock's from UTC ("Z", "+02:00") where its zone is known.
    """

    span: Span
    type: TimeType
    value: str
    interval: Interval
    anchor: str | None = None
    rule: str = ""
    mod: TimeMod | None = None
    offset: str | None = None


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
    period: Interval = ANY_TIME
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
    when: Interval = ANY_TIME
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
class Position:
    """A stand that somebody takes towards others: PLOVER's verbal `type`, in the words of `span`.

    `negated` where the words deny the type ("did not rule out" is REJECT, negated). `holders` take it, `targets` are
    those it is directed at; `content` is what it is about. `attribution` is the index, in the reading's attributions,
    of the one that says so; None where the story itself does.
    """

    span: Span
    type: str
    holders: tuple[str, ...]
    targets: tuple[str, ...] = ()
    negated: bool = False
    content: tuple[Span, ...] = ()
    attribution: int | None = None
    rule: str = ""


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
    positions: tuple[Position, ...] = ()
    main: Toll = Toll()
    problems: tuple[Problem, ...] = ()
