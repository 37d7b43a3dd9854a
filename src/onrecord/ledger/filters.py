"""What to read: frozen filters, and the SQL conditions that they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Column, ColumnElement, Select, and_, case, false, func, or_, select

from onrecord.ledger.codec import fold, instant
from onrecord.ledger.schema import Words, claims, stories
from onrecord.ledger.words import (
    INDEX,
    RANK,
    ROW,
    index_query,
    matches,
    phrase_query,
    spaced,
    spaced_words,
    stories_holding,
    stories_matching,
    titles_first,
)
from onrecord.model import ClaimKind, Mode, Status

Condition = ColumnElement[bool]
ClaimOrder = Literal["published", "when", "said", "newest"]
StoryOrder = Literal["published", "newest"]


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims, in what order; what is None does not restrict. Several values in a tuple mean any of them.

    `place` and `speaker` (any speaker of the chain, name or role) match a part of the name, whatever its case and
    accents; `outlet` the whole; `text` a phrase in the evidence sentence that begins with a word. `since` and `until`
    bound what the claim is true of (its `when.begin`, else the story's published time), `said_since` and `said_until`
    when it was said; until is exclusive. `as_of` (ISO; a day means its end; a time without an offset is UTC) shows
    what was on record then: stories that could be known, in their version of then, with the claims that stood when the
    ledger had read the story, or that stand now where it read the story later. Without it, the latest versions. A
    `story` or `ids` that are asked for by name may be of any version.
    """

    ids: tuple[str, ...] | None = None
    story: str | tuple[str, ...] | None = None
    kind: ClaimKind | tuple[ClaimKind, ...] | None = None
    measure: str | tuple[str, ...] | None = None
    mode: Mode | str | tuple[str, ...] | None = None
    type: str | tuple[str, ...] | None = None
    status: Status | tuple[Status, ...] | None = None
    place: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    text: str | None = None
    since: str | None = None
    until: str | None = None
    said_since: str | None = None
    said_until: str | None = None
    as_of: str | None = None
    include_retired: bool = False
    include_superseded: bool = False
    order: ClaimOrder = "published"
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


def select_claims(wanted: ClaimFilter, *columns: ColumnElement[Any], full_text: bool) -> Select[Any]:
    """The query for claims; `full_text` where the ledger has an index of words."""
    moment = as_of_moment(wanted.as_of)
    conditions = [
        *_plain_conditions(wanted),
        *_words_conditions(wanted, full_text=full_text),
        *_time_conditions(wanted),
        *_standing_conditions(moment, wanted),
    ]
    query = select(*columns).join_from(claims, stories, claims.c.story == stories.c.id).where(*conditions)
    return _paged(query.order_by(*_claim_order(wanted.order)), wanted.limit, wanted.offset)


def select_stories(wanted: StoryFilter, *columns: ColumnElement[Any], full_text: bool) -> Select[Any]:
    """The query for stories."""
    query = select(*columns).where(*_story_conditions(wanted))
    if wanted.text is not None:
        match = index_query(wanted.text)
        query = query.where(stories_matching(match) if full_text and match else stories_holding(wanted.text))
    descending = wanted.order == "newest"
    order = (stories.c.known.desc(), stories.c.id.desc()) if descending else (stories.c.known, stories.c.id)
    return _paged(query.order_by(*order), wanted.limit, wanted.offset)


def select_best(words: str, wanted: StoryFilter, *columns: ColumnElement[Any], full_text: bool) -> Select[Any]:
    """The query for stories that hold `words`, best first; without an index, those that hold them in the title."""
    match = index_query(words)
    query = select(*columns).where(*_story_conditions(wanted))
    if full_text and match:
        query = query.join_from(stories, INDEX, stories.c.seq == ROW).where(matches(match)).order_by(RANK)
    else:
        query = query.where(stories_holding(words)).order_by(titles_first(words))
    return _paged(query.order_by(stories.c.known.desc(), stories.c.id), wanted.limit, wanted.offset)


def latest(moment: str | None = None) -> Condition:
    """No later version of the story could be known (at `moment`)."""
    later = stories.alias("later")
    query = select(later.c.seq).where(later.c.supersedes == stories.c.id)
    if moment is not None:
        query = query.where(later.c.known <= moment)
    return ~query.exists()


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


def _story_conditions(wanted: StoryFilter) -> list[Condition]:
    """All but the words."""
    moment = as_of_moment(wanted.as_of)
    found: list[Condition] = [] if moment is None else [stories.c.known <= moment]
    if not wanted.include_superseded:
        found.append(latest(moment))
    if wanted.outlet is not None:
        found.append(stories.c.outlet_folded == fold(wanted.outlet))
    if wanted.since is not None:
        found.append(stories.c.known >= edge(wanted.since, "since"))
    if wanted.until is not None:
        found.append(stories.c.known < edge(wanted.until, "until"))
    return found


def _among(column: Column[Any], wanted: str | tuple[str, ...] | None) -> list[Condition]:
    if wanted is None:
        return []
    return [column == wanted] if isinstance(wanted, str) else [column.in_(wanted)]


def _plain_conditions(wanted: ClaimFilter) -> list[Condition]:
    c = claims.c
    pairs = (
        (c.id, wanted.ids), (c.story, wanted.story), (c.kind, wanted.kind), (c.measure, wanted.measure),
        (c.mode, wanted.mode), (c.type, wanted.type), (c.status, wanted.status),
    )  # fmt: skip
    return [condition for column, value in pairs for condition in _among(column, value)]


def _words_conditions(wanted: ClaimFilter, *, full_text: bool) -> list[Condition]:
    found: list[Condition] = []
    for column, words in ((claims.c.place_folded, wanted.place), (claims.c.speaker_names, wanted.speaker)):
        if words is not None:
            found.append(column.contains(fold(words), autoescape=True))
    if wanted.outlet is not None:
        found.append(stories.c.outlet_folded == fold(wanted.outlet))
    if wanted.text is not None:
        found += _evidence_conditions(wanted.text, full_text=full_text)
    return found


def _evidence_conditions(phrase: str, *, full_text: bool) -> list[Condition]:
    match = phrase_query(phrase)
    if match is None:
        return [false()]
    sentence = spaced(_evidence()).contains(spaced_words(phrase), autoescape=True)
    # The index leaves few stories whose sentences are to be compared.
    return [stories_matching(match), sentence] if full_text else [sentence]


def _evidence() -> ColumnElement[str]:
    """The words of a claim's evidence."""
    c = claims.c
    length = c.evidence_end - c.evidence_start
    title = func.substr(stories.c.title, c.evidence_start + 1, length, type_=Words())
    text = func.substr(stories.c.text, c.evidence_start + 1, length, type_=Words())
    return case((c.evidence_field == "title", title), else_=text)


def _time_conditions(wanted: ClaimFilter) -> list[Condition]:
    found: list[Condition] = []
    for column, since, until, name in (
        (claims.c.at, wanted.since, wanted.until, ""),
        (claims.c.said_begin, wanted.said_since, wanted.said_until, "said_"),
    ):
        if since is not None:
            found.append(column >= edge(since, f"{name}since"))
        if until is not None:
            found.append(column < edge(until, f"{name}until"))
    return found


def _standing_conditions(moment: str | None, wanted: ClaimFilter) -> list[Condition]:
    """What stands: now, or at `moment`."""
    found: list[Condition] = []
    if not wanted.include_superseded and wanted.story is None and wanted.ids is None:
        found.append(latest(moment))
    stands_now = claims.c.retired.is_(None)
    if moment is None:
        return found if wanted.include_retired else [*found, stands_now]
    found.append(stories.c.known <= moment)
    if not wanted.include_retired:
        # Before the ledger had read a story it held no claims of it: what stands now is the best reading of it.
        stood_then = and_(claims.c.recorded <= moment, or_(stands_now, claims.c.retired > moment))
        found.append(or_(and_(stories.c.recorded <= moment, stood_then), and_(stories.c.recorded > moment, stands_now)))
    return found


def _claim_order(order: ClaimOrder) -> tuple[ColumnElement[Any], ...]:
    """An order that depends on what is on record alone, never on how it came there."""
    in_story = (stories.c.id, claims.c.mark_start, claims.c.mark_field, claims.c.mark_end, claims.c.id)
    if order == "when":
        return claims.c.at.nulls_last(), stories.c.known, *in_story
    if order == "said":
        return claims.c.said_begin.nulls_last(), stories.c.known, *in_story
    if order == "newest":
        return stories.c.known.desc(), *in_story
    return stories.c.known, *in_story


def _paged(query: Select[Any], limit: int | None, offset: int) -> Select[Any]:
    if limit is not None:
        query = query.limit(limit)
    return query.offset(offset) if offset else query
