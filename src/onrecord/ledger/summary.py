"""Reads that count instead of list: groups of claims, places that open and close, what has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Select, and_, bindparam, func, or_, select

from onrecord.ledger.conditions import select_claims
from onrecord.ledger.filters import ClaimFilter, Plan
from onrecord.ledger.schema import changes, claims, reviews
from onrecord.model import ClaimKind


@dataclass(frozen=True, slots=True)
class Group:
    """Standing claims of one kind that share name (a figure's measure, else its type), mode and place.

    `known` is when the newest of them became known.
    """

    kind: ClaimKind
    name: str
    mode: str | None
    place: str | None
    count: int
    known: str


@dataclass(frozen=True, slots=True)
class SiteName:
    """A place that claims say was opened, shut or seized, how many of them, and when the newest became known."""

    name: str
    count: int
    known: str


def groups(connection: Connection, kind: ClaimKind, as_of: str | None) -> tuple[Group, ...]:
    """The groups of that kind, the largest first; of statements without a type, none."""
    c = claims.c
    name = c.measure if kind == "figure" else c.type
    # Each kind is grouped by what one index holds.
    place = c.place if kind == "figure" else c.place_folded
    index = "ix_claims_series" if kind == "figure" else "ix_claims_by_type"
    query = _counted(name, c.mode, place, as_of=as_of, index=index).where(name.is_not(None))
    if kind != "figure":
        query = query.where(c.kind == kind)
    rows = connection.execute(query).all()
    shown = {} if kind == "figure" else _names(connection, {row[2] for row in rows})
    found = [Group(kind, row[0], row[1], shown.get(row[2], row[2]), row[3], row[4]) for row in rows]
    return tuple(sorted(found, key=lambda g: (-g.count, g.name, g.mode or "", g.place or "")))


def site_names(connection: Connection, as_of: str | None) -> tuple[SiteName, ...]:
    """Places with events of opening, closing or seizing, those with most first."""
    c = claims.c
    states = or_(c.type.in_(("OPEN", "CLOSE")), and_(c.type == "COERCE", c.mode == "seize"))
    query = _counted(c.place_folded, as_of=as_of, index="ix_claims_by_type")
    wanted = c.type.in_(("OPEN", "CLOSE", "COERCE"))
    query = query.where(wanted, c.kind == "event", states, c.place_folded.is_not(None))
    rows = connection.execute(query).all()
    shown = _names(connection, {row[0] for row in rows})
    found = [SiteName(shown[row[0]], row[1], row[2]) for row in rows]
    return tuple(sorted(found, key=lambda site: (-site.count, site.name)))


def _counted(*columns: Column[Any], as_of: str | None, index: str) -> Select[Any]:
    """Standing claims by `columns`: how many, and when the newest became known."""
    number, newest = func.count().label("number"), func.max(claims.c.known).label("newest")
    query = select_claims(ClaimFilter(as_of=as_of), *columns, number, newest, full_text=False, plan=Plan(index))
    return query.order_by(None).group_by(*columns)


def _names(connection: Connection, folded: set[str | None]) -> dict[str | None, str]:
    """A place's name as claims write it, by its folded form."""
    query = select(claims.c.place).where(claims.c.place_folded == bindparam("folded")).limit(1)
    return {name: connection.scalar(query, {"folded": name}) or name for name in folded if name is not None}


def version(connection: Connection) -> tuple[int, ...]:
    """The number of changes of what is on record, and that of the last review."""
    last = select(func.max(reviews.c.id)).scalar_subquery()
    row = connection.execute(select(changes.c.number, last)).one_or_none()
    return (row[0], row[1] or 0) if row else (0, 0)
