"""The SQL that filters stand for: conditions, orders and pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, and_, case, false, func, literal, or_, select, tuple_

from onrecord.ledger.codec import fold
from onrecord.ledger.filters import NO_PLAN, ClaimFilter, Plan, StoryFilter, as_of_moment, edge
from onrecord.ledger.schema import Words, claims, overrulings, stories
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

Condition = ColumnElement[bool]
Place = tuple[str, str, int, str, int, str]
"""Where a claim stands in the order "published": when it became known, its story, its mark and its id."""


def select_claims(
    wanted: ClaimFilter, *columns: ColumnElement[Any], full_text: bool, plan: Plan = NO_PLAN
) -> Select[Any]:
    """The query for claims; `full_text` where the ledger has an index of words."""
    moment = as_of_moment(wanted.as_of)
    conditions = [
        *_plain_conditions(wanted),
        *_words_conditions(wanted, plan, full_text=full_text),
        *(condition for found in range_conditions(wanted).values() for condition in found),
        *_standing_conditions(moment, wanted),
    ]
    query = select(*columns).where(*conditions)
    if moment is not None or wanted.text is not None:
        query = query.join_from(claims, stories, claims.c.story == stories.c.id)
    if plan.index is not None:
        query = query.with_hint(claims, f"INDEXED BY {plan.index}", "sqlite")
    return _paged(query.order_by(*_claim_order(wanted)), wanted.limit, wanted.offset)


def select_stories(wanted: StoryFilter, *columns: ColumnElement[Any], full_text: bool) -> Select[Any]:
    """The query for stories."""
    query = select(*columns).where(*_story_conditions(wanted))
    if wanted.text is not None:
        match = index_query(wanted.text)
        query = query.where(stories_matching(match) if full_text and match else stories_holding(wanted.text))
        if full_text and match and wanted.outlet is None and wanted.limit is not None:
            # Walking the order until a page is full is quick for common words and, the index being small, for rare ones
            query = query.with_hint(stories, "INDEXED BY ix_stories_known_id", "sqlite")
    descending = wanted.order == "newest"
    order = (stories.c.known.desc(), stories.c.id.desc()) if descending else (stories.c.known, stories.c.id)
    return _paged(query.order_by(*order), wanted.limit, wanted.offset)


def select_best(
    words: str, wanted: StoryFilter, *columns: ColumnElement[Any], full_text: bool, since: int | None = None
) -> Select[Any]:
    """The query for stories that hold `words`, best first; without an index, those that hold them in the title.

    `since` is the row of the index from which on stories are compared.
    """
    match = index_query(words)
    query = select(*columns).where(*_story_conditions(wanted))
    if full_text and match:
        query = query.join_from(stories, INDEX, stories.c.seq == ROW).where(matches(match)).order_by(RANK)
        query = query if since is None else query.where(since <= ROW)
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


def among(column: Column[Any], wanted: str | tuple[str, ...] | None) -> list[Condition]:
    """The column holds the value, or one of the values; nothing where none is asked for."""
    if wanted is None:
        return []
    return [column == wanted] if isinstance(wanted, str) else [column.in_(wanted)]


def _plain_conditions(wanted: ClaimFilter) -> list[Condition]:
    c = claims.c
    pairs = (
        (c.id, wanted.ids), (c.story, wanted.story), (c.kind, wanted.kind), (c.measure, wanted.measure),
        (c.mode, wanted.mode), (c.type, wanted.type), (c.status, wanted.status),
    )  # fmt: skip
    return [condition for column, value in pairs for condition in among(column, value)]


def _words_conditions(wanted: ClaimFilter, plan: Plan, *, full_text: bool) -> list[Condition]:
    found: list[Condition] = []
    for column, words, names in (
        (claims.c.place_folded, wanted.place, plan.places),
        (claims.c.speaker_names, wanted.speaker, plan.speakers),
    ):
        if names is not None:
            found.append(column.in_(names))
        elif words is not None:
            found.append(column.contains(fold(words), autoescape=True))
    if wanted.place_is is not None:
        found += [claims.c.place_folded == fold(wanted.place_is), claims.c.place == wanted.place_is]
    if wanted.outlet is not None:
        found.append(claims.c.outlet_folded == fold(wanted.outlet))
    if wanted.text is not None:
        found += _evidence_conditions(wanted.text, plan, full_text=full_text)
    return found


def _evidence_conditions(phrase: str, plan: Plan, *, full_text: bool) -> list[Condition]:
    match = phrase_query(phrase)
    if match is None:
        return [false()]
    sentence = spaced(_evidence()).contains(spaced_words(phrase), autoescape=True)
    if not full_text or plan.by_text == "sentences":
        return [sentence]
    if plan.by_text == "stories":
        held = stories.alias("held")
        found = select(held.c.id).where(held.c.seq.in_(select(ROW).select_from(INDEX).where(matches(match))))
        return [claims.c.story.in_(found), sentence]
    # The index leaves few stories whose sentences are to be compared.
    return [stories_matching(match), sentence]


def _evidence() -> ColumnElement[str]:
    """The words of a claim's evidence."""
    c = claims.c
    length = c.evidence_end - c.evidence_start
    title = func.substr(stories.c.title, c.evidence_start + 1, length, type_=Words())
    text = func.substr(stories.c.text, c.evidence_start + 1, length, type_=Words())
    return case((c.evidence_field == "title", title), else_=text)


def range_conditions(wanted: ClaimFilter) -> dict[str, list[Condition]]:
    """What bounds the times and the confidence, by the name of the column."""
    found: dict[str, list[Condition]] = {}
    for column, since, until, name in (
        (claims.c.at, wanted.since, wanted.until, ""),
        (claims.c.said_begin, wanted.said_since, wanted.said_until, "said_"),
        (claims.c.known, wanted.known_since, wanted.known_until, "known_"),
    ):
        bounds = found[column.name] = []
        if since is not None:
            bounds.append(column >= edge(since, f"{name}since"))
        if until is not None:
            bounds.append(column < edge(until, f"{name}until"))
    limit = wanted.max_confidence
    found["confidence"] = [] if limit is None else [claims.c.confidence <= limit]
    return found


def _standing_conditions(moment: str | None, wanted: ClaimFilter) -> list[Condition]:
    """What stands: now, or at `moment`."""
    c = claims.c
    any_version = wanted.include_superseded or wanted.story is not None or wanted.ids is not None
    if moment is None and not any_version and not wanted.include_retired:
        return [c.live]
    found: list[Condition] = [] if any_version else [_of_latest(moment)]
    stands_now = and_(c.retired.is_(None), c.overruled.is_(None))
    if moment is None:
        return found if wanted.include_retired else [*found, stands_now]
    # As an expression it does not tempt SQLite to look up each value of another order for it.
    known = c.known if wanted.order in ("published", "newest") else c.known.concat("")
    found.append(known <= moment)
    if not wanted.include_retired:
        # Before the ledger had read a story it held no claims of it: what stands now is the best reading of it.
        was_read = stories.c.recorded <= moment
        found.append(or_(and_(was_read, _stood(moment)), and_(~was_read, stands_now)))
    return found


def _stood(moment: str) -> Condition:
    """The claim stood at `moment`: it was on record, not retired, and no review overruled it."""
    o, c = overrulings.c, claims.c
    overruled = select(o.review).where(o.claim == c.id, o.since <= moment, or_(o.until.is_(None), o.until > moment))
    return and_(c.recorded <= moment, or_(c.retired.is_(None), c.retired > moment), ~overruled.exists())


def _of_latest(moment: str | None) -> Condition:
    """No later version of the claim's story could be known (at `moment`)."""
    later = stories.alias("later")
    query = select(later.c.seq).where(later.c.supersedes == claims.c.story)
    return ~(query if moment is None else query.where(later.c.known <= moment)).exists()


IN_STORY = tuple(claims.c[name] for name in ("story", "mark_start", "mark_field", "mark_end", "id"))
ORDER_COLUMNS: Mapping[str, tuple[Column[Any], ...]] = {
    "published": (claims.c.known,),
    "when": (claims.c.at, claims.c.known),
    "said": (claims.c.said_begin, claims.c.known),
    "confidence": (claims.c.confidence, claims.c.known),
    "value": (claims.c.number, claims.c.known),
}


def _claim_order(wanted: ClaimFilter) -> tuple[ColumnElement[Any], ...]:
    """An order that depends on what is on record alone, never on how it came there."""
    is_newest = wanted.order == "newest"
    columns = ORDER_COLUMNS["published" if is_newest else wanted.order]
    directed = [column.desc() if wanted.descending != is_newest else column.asc() for column in columns]
    if columns[0].nullable:
        directed[0] = directed[0].nulls_last()
    return (*directed, *IN_STORY)


def beyond(wanted: ClaimFilter, place: Place) -> Condition:
    """What comes after that place in the order "published"; ValueError for a filter with another order."""
    if wanted.order != "published" or wanted.descending or wanted.offset:
        raise ValueError("only the order published, from its beginning, is read by pages")
    columns = (claims.c.known, *IN_STORY)
    given = tuple_(*(literal(value, column.type) for value, column in zip(place, columns, strict=True)))
    return and_(claims.c.known >= place[0], tuple_(*columns) > given)


def _paged(query: Select[Any], limit: int | None, offset: int) -> Select[Any]:
    if limit is not None:
        query = query.limit(limit)
    return query.offset(offset) if offset else query
