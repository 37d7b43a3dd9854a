"""Reads. Iterators stream and see the ledger as it stood when they began."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, or_, select

from onrecord.ledger import codec
from onrecord.ledger.codec import StoryRow
from onrecord.ledger.errors import AmbiguousId
from onrecord.ledger.filters import ClaimFilter, StoryFilter, latest, select_best, select_claims, select_stories
from onrecord.ledger.schema import claims, problems, reviews, runs, stories
from onrecord.ledger.words import has_index
from onrecord.model import Claim, Problem, Review

AMBIGUOUS = 6  # how many rows an ambiguous name needs to fetch to be shown as such
SHORTEST_PREFIX = 4
CHUNK = 500  # rows fetched together: bounds memory, costs no speed


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program that wrote to the ledger; `ended` is None while it goes on, or where it was cut off."""

    id: int
    started: str
    ended: str | None
    version: str
    settings: str


def find_claims(connection: Connection, wanted: ClaimFilter) -> Iterator[Claim]:
    """The claims that `wanted` asks for."""
    query = select_claims(wanted, *claims.c, full_text=has_index(connection))
    for row in _stream(connection, query):
        yield codec.claim_from_row(row)


def find_claims_with_stories(connection: Connection, wanted: ClaimFilter) -> Iterator[tuple[Claim, StoryRow]]:
    """The same, each with its story, which is fetched once however many claims it makes."""
    held: dict[str, StoryRow] = {}
    found = find_claims(connection, wanted)
    while chunk := list(islice(found, CHUNK)):
        ids = {claim.story for claim in chunk}
        held = {key: row for key, row in held.items() if key in ids}
        query = select(stories).where(stories.c.id.in_(ids - held.keys()))
        held.update((row.id, codec.story_from_row(row._mapping)) for row in connection.execute(query))
        for claim in chunk:
            yield claim, held[claim.story]


def count_claims(connection: Connection, wanted: ClaimFilter) -> int:
    """How many claims `wanted` asks for, its limit and offset included."""
    query = select_claims(wanted, claims.c.id, full_text=has_index(connection))
    return connection.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0


def get_claim(connection: Connection, ref: str) -> Claim | None:
    """The claim of that id, or whose id alone begins with it, retired or not."""
    row = _only(connection.execute(_by_prefix(select(claims), claims.c.id, ref)).all(), "claim", ref)
    return codec.claim_from_row(row._mapping) if row else None


def get_story(connection: Connection, ref: str) -> StoryRow | None:
    """The story of that id, source's key, or url, or whose id alone begins with `ref`.

    Where several versions carry the key or url, the latest.
    """
    rows = connection.execute(select(stories).where(stories.c.id == ref)).all()
    if not rows:
        named = select(stories).where(or_(stories.c.key == ref, stories.c.url == ref), latest())
        rows = connection.execute(named.limit(AMBIGUOUS)).all()
    rows = rows or connection.execute(_by_prefix(select(stories), stories.c.id, ref)).all()
    row = _only(rows, "story", ref)
    return codec.story_from_row(row._mapping) if row else None


def find_stories(connection: Connection, wanted: StoryFilter) -> Iterator[StoryRow]:
    """The stories that `wanted` asks for."""
    for row in _stream(connection, select_stories(wanted, *stories.c, full_text=has_index(connection))):
        yield codec.story_from_row(row)


def search(connection: Connection, words: str, limit: int, as_of: str | None) -> Iterator[StoryRow]:
    """Stories that hold all `words`, best first."""
    wanted = StoryFilter(as_of=as_of, limit=limit)
    query = select_best(words, wanted, *stories.c, full_text=has_index(connection))
    for row in _stream(connection, query):
        yield codec.story_from_row(row)


def held(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those of `ids` that are stories on record."""
    found: set[str] = set()
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        found.update(connection.scalars(select(stories.c.id).where(stories.c.id.in_(chunk))))
    return found


def find_problems(connection: Connection, story: str | None, run: int | None, *, resolved: bool) -> Iterator[Problem]:
    """Problems in the order they were met, only those of a story or run where given; open ones unless `resolved`."""
    query = select(problems).order_by(problems.c.recorded, problems.c.place, problems.c.id)
    if story is not None:
        query = query.where(problems.c.story == story)
    if run is not None:
        query = query.where(problems.c.run == run)
    if not resolved:
        query = query.where(problems.c.resolved.is_(None))
    for row in _stream(connection, query):
        yield codec.problem_from_row(row)


def find_reviews(connection: Connection, claim: str | None) -> list[Review]:
    """Reviews in the order they were given, of one claim or of all."""
    query = select(reviews).order_by(reviews.c.id)
    if claim is not None:
        query = query.where(reviews.c.claim == claim)
    return [
        Review(r.claim, r.verdict, r.reviewer, r.at, r.note, json.loads(r.correction) if r.correction else None)
        for r in connection.execute(query)
    ]


def find_runs(connection: Connection) -> list[Run]:
    """Every run, oldest first."""
    rows = connection.execute(select(runs).order_by(runs.c.id))
    return [Run(r.id, r.started, r.ended, r.version, r.settings) for r in rows]


def count_all(connection: Connection) -> dict[str, int]:
    """How much is on record: standing claims of the latest versions by kind, and all of the rest.

    Keys: stories (all versions), superseded (the older ones among them), figures, events, statements, retired,
    reviews, problems (open ones), runs.
    """

    def number(query: Select[Any]) -> int:
        return connection.scalar(query) or 0

    replaced = select(stories.c.supersedes).where(stories.c.supersedes.is_not(None))
    by_kind = select(claims.c.kind, func.count().label("number")).group_by(claims.c.kind)
    retired = by_kind.where(claims.c.retired.is_not(None))
    outdated = by_kind.where(claims.c.retired.is_(None), claims.c.story.in_(replaced))
    # All less what does not stand: each of the three is counted in an index, without reading the claims.
    kinds = Counter({row.kind: row.number for row in connection.execute(by_kind)})
    for gone in (retired, outdated):
        kinds.subtract({row.kind: row.number for row in connection.execute(gone)})
    return {
        "stories": number(select(func.count()).select_from(stories)),
        "superseded": number(select(func.count()).where(stories.c.supersedes.is_not(None))),
        "figures": kinds["figure"],
        "events": kinds["event"],
        "statements": kinds["statement"],
        "retired": number(select(func.count()).where(claims.c.retired.is_not(None))),
        "reviews": number(select(func.count()).select_from(reviews)),
        "problems": number(select(func.count()).where(problems.c.resolved.is_(None))),
        "runs": number(select(func.count()).select_from(runs)),
    }


def _stream(connection: Connection, query: Select[Any]) -> Iterator[codec.Row]:
    """Rows as mappings, fetched a chunk at a time."""
    with connection.execution_options(yield_per=CHUNK).execute(query) as result:
        yield from result.mappings()


def _by_prefix(query: Select[Any], column: ColumnElement[str], ref: str) -> Select[Any]:
    """Rows whose id begins with `ref`; ids are hexadecimal, so that a tilde stands behind them all."""
    if len(ref) < SHORTEST_PREFIX or not ref.isalnum() or not ref.isascii():
        return query.where(column == ref)
    return query.where(column >= ref.lower(), column < ref.lower() + "~").order_by(column).limit(AMBIGUOUS)


def _only(rows: Sequence[Row[Any]], what: str, ref: str) -> Row[Any] | None:
    """The one row, or None where there is none; AmbiguousId where there are more."""
    if len(rows) > 1:
        ids = ", ".join(row.id for row in rows[: AMBIGUOUS - 1])
        raise AmbiguousId(f"{ref!r} could be more than one {what} ({ids}, ...): write more of the id")
    return rows[0] if rows else None
