"""How SQLite should look for claims: which index to walk, and the whole names that a part of a name stands for.

A first page is quick in one of two ways: walk the index of the order until a page is full (quick where much matches),
or fetch all that one condition leaves and sort it (quick where that is little). SQLite knows averages alone, and a name
may be a thousand times as frequent as another, so what each condition leaves is counted here, up to `CAP`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, func, literal_column, select, text

from onrecord.ledger.codec import fold
from onrecord.ledger.conditions import among, range_conditions
from onrecord.ledger.filters import ClaimFilter, Plan
from onrecord.ledger.schema import claims, restored, storable
from onrecord.ledger.words import INDEX, ROW, has_index, matches, phrase_query

CAP, CAP_OF_DATES = 50_000, 150_000  # rows counted of one condition, and of one on dates
NAMES = 30_000  # names looked through for a part of one
MOST_NAMES = 400  # names that a part may stand for; where it is more, it leaves little out
RARE = 0.01  # the share of names below which a part of one is rare
FEW_STORIES = 1_000  # stories with a phrase whose sentences are all looked at
# Microseconds that one row costs, in an index alone and with the claim itself fetched and sorted.
IN_INDEX, FETCHED = 0.5, 8.0

DATE_INDEXES = ("ix_claims_by_at", "ix_claims_by_said_begin")
ORDER_INDEX = {
    "published": "known", "newest": "known", "when": "at", "said": "said_begin", "confidence": "confidence",
    "value": "number",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """A condition that an index answers, how many claims it leaves, and whether they come in order of `known`."""

    index: str
    left: int
    by_known: bool

    @property
    def by_date(self) -> bool:
        """True where what is left goes together in time, and so perhaps stands at the far end of the order."""
        return self.index in DATE_INDEXES


def plan_for(connection: Connection, wanted: ClaimFilter, *, ordered: bool = True) -> Plan:
    """The best way to the claims of `wanted`, for a page in their order or, where not `ordered`, for a count."""
    if connection.dialect.name != "sqlite" or wanted.ids is not None or wanted.story is not None:
        return Plan()
    places, _ = names_with(connection, claims.c.place_folded, wanted.place)
    speakers, is_rare = names_with(connection, claims.c.speaker_names, wanted.speaker)
    if wanted.text is not None:
        return _for_text(connection, wanted, wanted.text, Plan(None, places, speakers))
    if is_rare:
        return Plan("ix_claims_speakers", places)
    ways = [
        Way(index, _left(connection, index, condition), by_known)
        for index, condition, by_known in _conditions(wanted, places, speakers)
    ]
    return Plan(_index(connection, wanted, ways, ordered=ordered), places, speakers)


def _index(connection: Connection, wanted: ClaimFilter, ways: list[Way], *, ordered: bool) -> str:
    in_order = f"ix_claims_by_{ORDER_INDEX[wanted.order]}"
    if not ways:
        return in_order
    best = min(ways, key=lambda way: way.left)
    if not ordered:
        return best.index
    if wanted.order in ("published", "newest") and best.by_known:
        return best.index
    every = connection.scalar(select(func.max(literal_column("rowid"))).select_from(claims)) or 1
    share = 1.0
    for way in ways:
        share *= min(1.0, max(way.left, 0.5) / every)
    page = (wanted.limit or every) + wanted.offset
    walking = min(page / share, every) * IN_INDEX + page * FETCHED
    fetched = min(share * every, best.left)
    if wanted.order in ("published", "newest") and wanted.limit is not None:
        # `cut_for` leaves little more than the page to be fetched; dates go together, so that walking may be long.
        walking, fetched = (every * IN_INDEX if best.by_date else walking), min(page, fetched)
    sorting = best.left * IN_INDEX + fetched * FETCHED
    if best.left >= (CAP_OF_DATES if best.by_date else CAP):
        return in_order
    return best.index if sorting <= walking else in_order


def cut_for(connection: Connection, wanted: ClaimFilter, plan: Plan, query: Select[Any]) -> ColumnElement[bool] | None:
    """The last `known` of a page in that order, found in the index alone; it spares fetching what comes after.

    `query` asks for the column `known` of what is `wanted`, without order and limit.
    """
    if (
        plan.index in (None, "ix_claims_by_known")
        or wanted.limit is None
        or wanted.order not in ("published", "newest")
    ):
        return None
    if connection.dialect.name != "sqlite" or wanted.text is not None or wanted.as_of is not None:
        return None
    known = claims.c.known
    is_down = (wanted.order == "newest") != wanted.descending
    ordered = query.order_by(known.desc() if is_down else known).limit(1).offset(wanted.limit + wanted.offset - 1)
    last = connection.scalar(ordered) if wanted.limit else None
    return None if last is None else known >= last if is_down else known <= last


def _conditions(
    wanted: ClaimFilter, places: tuple[str, ...] | None, speakers: tuple[str, ...] | None
) -> Iterator[tuple[str, ColumnElement[bool], bool]]:
    """What indexes can answer of `wanted`: the index, the condition, and whether it leaves claims in order of known."""
    c = claims.c
    if wanted.place_is is not None:
        yield "ix_claims_by_place_folded", c.place_folded == fold(wanted.place_is), True
    if places is not None:
        yield "ix_claims_by_place_folded", c.place_folded.in_(places), len(places) <= 1
    if speakers is not None:
        yield "ix_claims_speakers", c.speaker_names.in_(speakers), len(speakers) <= 1
    if wanted.outlet is not None:
        yield "ix_claims_by_outlet_folded", c.outlet_folded == fold(wanted.outlet), True
    for first, second, one, two in (
        (c.measure, c.mode, wanted.measure, wanted.mode),
        (c.type, c.status, wanted.type, wanted.status),
    ):
        if one is not None:
            is_one = isinstance(one, str) and isinstance(two, str)
            yield f"ix_claims_by_{first.name}", and_(*among(first, one), *among(second, two)), is_one
    for column, conditions in range_conditions(wanted).items():
        if conditions:
            yield f"ix_claims_by_{column}", and_(*conditions), column == "known"


def _left(connection: Connection, index: str, condition: ColumnElement[bool]) -> int:
    """How many claims the condition leaves, up to `CAP` or `CAP_OF_DATES`."""
    cap = CAP_OF_DATES if index in DATE_INDEXES else CAP
    one: ColumnElement[int] = literal_column("1")
    query = select(one.label("one")).select_from(claims).where(condition).limit(cap)
    hinted = query.with_hint(claims, f"INDEXED BY {index}", "sqlite")
    return connection.scalar(select(func.count()).select_from(hinted.subquery())) or 0


def _for_text(connection: Connection, wanted: ClaimFilter, phrase: str, plan: Plan) -> Plan:
    """Go from the few stories that hold the phrase to their claims, or look for it along the order."""
    match = phrase_query(phrase)
    if match is None or not has_index(connection):
        return plan
    query = select(ROW.label("row")).select_from(INDEX).where(matches(match)).limit(CAP)
    found = connection.scalar(select(func.count()).select_from(query.subquery())) or 0
    if found <= FEW_STORIES:
        return replace(plan, index="ix_claims_story_mark_start", by_text="stories")
    in_order = f"ix_claims_by_{ORDER_INDEX[wanted.order]}"
    return replace(plan, index=in_order, by_text="sentences" if found >= CAP else "both")


def names_with(connection: Connection, column: Column[str], part: str | None) -> tuple[tuple[str, ...] | None, bool]:
    """The different values of an indexed column that contain `part`; None where they are too many to look through.

    With it, whether they are rare though too many.
    """
    if part is None:
        return None, False
    name = column.name
    query = text(
        f"WITH RECURSIVE names(n) AS (SELECT min({name}) FROM claims UNION ALL "  # noqa: S608 - a column of ours
        f"SELECT (SELECT min({name}) FROM claims WHERE {name} > n) FROM names WHERE n IS NOT NULL LIMIT {NAMES}) "
        "SELECT n FROM names WHERE n IS NULL OR instr(n, :part)"
    )
    found: list[str | None] = list(connection.scalars(query, {"part": storable(fold(part))}))
    if None not in found:
        return None, len(found) < NAMES * RARE
    if len(found) > MOST_NAMES:
        return None, False
    return tuple(restored(value) for value in found if value is not None), False
