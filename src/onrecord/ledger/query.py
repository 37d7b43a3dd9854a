"""Reads. Iterators stream and see the ledger as it stood when they began."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, literal_column, or_, select

from onrecord.ledger import codec
from onrecord.ledger.codec import StoryRow
from onrecord.ledger.conditions import Place, beyond, latest, select_best, select_claims, select_stories
from onrecord.ledger.errors import AmbiguousId
from onrecord.ledger.filters import ClaimFilter, StoryFilter
from onrecord.ledger.plans import cut_for, plan_for
from onrecord.ledger.schema import claims, overrulings, problems, reviews, runs, stories
from onrecord.ledger.words import INDEX, ROW, has_index, index_query, matches
from onrecord.model import BY_REVIEW, Claim, Problem, Review

AMBIGUOUS = 6  # how many rows an ambiguous name needs to fetch to be shown as such
SHORTEST_PREFIX = 4
COMPARED = 3_000  # stories that hold the words of which the best are shown, the latest read
CHUNK = 500  # rows fetched together: bounds memory, costs no speed


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program that wrote to the ledger; `ended` is None while it goes on, or where it was cut off."""

    id: int
    started: str
    ended: str | None
    version: str
    settings: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim on record: whether it stands or since when not, the review that overrules it, and those around it.

    `reviews` are all of the claim, and the one that made it; `made` are the ids of the claims that reviews made of it,
    `source` is the id of the claim it was made of.
    """

    claim: Claim
    story: StoryRow
    retired: str | None
    overruled: str | None
    overruler: Review | None
    reviews: tuple[Review, ...]
    made: tuple[str, ...]
    source: str | None


def find_claims(connection: Connection, wanted: ClaimFilter, after: Place | None = None) -> Iterator[Claim]:
    """The claims that `wanted` asks for; those after that place in the order "published", where one is given."""
    full_text, plan = has_index(connection), plan_for(connection, wanted)
    query = select_claims(wanted, *claims.c, full_text=full_text, plan=plan)
    unpaged = select_claims(replace(wanted, limit=None, offset=0), claims.c.known, full_text=full_text, plan=plan)
    if after is not None:
        query, unpaged = query.where(beyond(wanted, after)), unpaged.where(beyond(wanted, after))
    cut = cut_for(connection, wanted, plan, unpaged.order_by(None))
    query = query if cut is None else query.where(cut)
    for row in _stream(connection, query):
        yield codec.claim_from_row(row)


def place_of(claim: Claim, story: StoryRow) -> Place:
    """Where a claim stands in the order "published"."""
    return story.known, claim.story, claim.mark.start, claim.mark.field, claim.mark.end, claim.id


def find_claims_with_stories(
    connection: Connection, wanted: ClaimFilter, after: Place | None = None
) -> Iterator[tuple[Claim, StoryRow]]:
    """The same, each with its story, which is fetched once however many claims it makes."""
    held: dict[str, StoryRow] = {}
    found = find_claims(connection, wanted, after)
    while chunk := list(islice(found, CHUNK)):
        ids = {claim.story for claim in chunk}
        held = {key: row for key, row in held.items() if key in ids}
        query = select(stories).where(stories.c.id.in_(ids - held.keys()))
        held.update((row.id, codec.story_from_row(row._mapping)) for row in connection.execute(query))
        for claim in chunk:
            yield claim, held[claim.story]


def count_claims(connection: Connection, wanted: ClaimFilter, cap: int | None = None) -> int:
    """How many claims `wanted` asks for, its limit and offset included; no further than `cap`."""
    plan = plan_for(connection, wanted, ordered=False)
    one: ColumnElement[int] = literal_column("1")
    query = select_claims(wanted, one.label("one"), full_text=has_index(connection), plan=plan).order_by(None)
    if cap is not None:
        query = query.limit(cap if wanted.limit is None else min(cap, wanted.limit))
    return connection.scalar(select(func.count()).select_from(query.subquery())) or 0


def get_claim(connection: Connection, ref: str) -> Claim | None:
    """The claim of that id, or whose id alone begins with it, retired or not."""
    row = _only(connection.execute(_by_prefix(select(claims), claims.c.id, ref)).all(), "claim", ref)
    return codec.claim_from_row(row._mapping) if row else None


def get_standing(connection: Connection, ref: str) -> Standing | None:
    """The claim of that id, or whose id alone begins with it, and how it stands."""
    row = _only(connection.execute(_by_prefix(select(claims), claims.c.id, ref)).all(), "claim", ref)
    if row is None:
        return None
    kept = connection.execute(select(stories).where(stories.c.id == row.story)).one()
    o = overrulings.c
    number = connection.scalar(select(o.review).where(o.claim == row.id, o.since == row.overruled))
    mine = or_(reviews.c.claim == row.id, reviews.c.id.in_([n for n in (row.review, number) if n is not None]))
    given = {r.id: r for r in _reviews(connection, select(reviews).where(mine))}
    maker = given.get(row.review) if row.review is not None else None
    own = [r.id for r in given.values() if r.claim == row.id]
    made = select(claims.c.id).where(claims.c.review.in_(own), claims.c.id != row.id).order_by(claims.c.id)
    return Standing(
        codec.claim_from_row(row._mapping),
        codec.story_from_row(kept._mapping),
        row.retired,
        row.overruled,
        given.get(number) if number is not None else None,
        tuple(r for r in given.values() if r.claim == row.id or r is maker),
        tuple(connection.scalars(made)),
        maker.claim if maker is not None and maker.claim != row.id else None,
    )


def find_judged(connection: Connection) -> list[tuple[Claim, Review]]:
    """Every review with the claim that it judges."""
    found = _reviews(connection, select(reviews).order_by(reviews.c.id))
    query = select(claims).where(claims.c.id.in_(select(reviews.c.claim)))
    judged = {row["id"]: codec.claim_from_row(row) for row in _stream(connection, query)}
    return [(judged[review.claim], review) for review in found]


def find_candidates(
    connection: Connection, wanted: ClaimFilter, by: str | None, *, reviewed: bool
) -> list[tuple[str, float, str]]:
    """Claims to review, as (id, confidence, when it became known).

    Unless `reviewed`, those that nobody has judged; for the reviewer `by`, those that they have not, among them what
    others overruled: so that two can judge the same.
    """
    c = claims.c
    columns = (c.id, c.confidence, c.known)
    twice = by is not None and not reviewed
    full_text, plan = has_index(connection), plan_for(connection, wanted)
    query = select_claims(replace(wanted, include_retired=twice), *columns, full_text=full_text, plan=plan)
    if twice:
        query = query.where(c.retired.is_(None))
    if not reviewed:
        given, undone = reviews.alias("given"), reviews.alias("undone")
        mine = select(given.c.id).where(given.c.claim == c.id, given.c.verdict != "undo")
        mine = mine.where(~select(undone.c.id).where(undone.c.withdraws == given.c.id).exists())
        query = query.where(~(mine if by is None else mine.where(given.c.reviewer == by)).exists())
        query = query.where(c.rule.not_like(f"{BY_REVIEW}%"))
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


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


def neighbours(connection: Connection, story: str) -> tuple[StoryRow | None, StoryRow | None]:
    """The versions just before and just after a story."""
    before = select(stories.c.supersedes).where(stories.c.id == story).scalar_subquery()
    found = [
        connection.execute(select(stories).where(condition).order_by(stories.c.known).limit(1)).first()
        for condition in (stories.c.id == before, stories.c.supersedes == story)
    ]
    older, newer = (codec.story_from_row(row._mapping) if row else None for row in found)
    return older, newer


def find_stories(connection: Connection, wanted: StoryFilter) -> Iterator[StoryRow]:
    """The stories that `wanted` asks for."""
    for row in _stream(connection, select_stories(wanted, *stories.c, full_text=has_index(connection))):
        yield codec.story_from_row(row)


def search(connection: Connection, words: str, limit: int, as_of: str | None, offset: int = 0) -> Iterator[StoryRow]:
    """Stories that hold all `words`, best first; of words that very many hold, the best among the latest read."""
    wanted = StoryFilter(as_of=as_of, limit=limit, offset=offset)
    full_text, match = has_index(connection), index_query(words)
    since = None
    if full_text and match:
        compared = max(COMPARED, 2 * (limit + offset))
        latest_first = select(ROW).select_from(INDEX).where(matches(match)).order_by(ROW.desc())
        since = connection.scalar(latest_first.limit(1).offset(compared))
    query = select_best(words, wanted, *stories.c, full_text=full_text, since=since)
    for row in _stream(connection, query):
        yield codec.story_from_row(row)


def held(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those of `ids` that are stories on record."""
    found: set[str] = set()
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        found.update(connection.scalars(select(stories.c.id).where(stories.c.id.in_(chunk))))
    return found


def titles(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """What those of `ids` that are on record are called."""
    found: dict[str, str] = {}
    rest, c = iter(ids), stories.c
    while chunk := list(islice(rest, CHUNK)):
        for key, *names in connection.execute(select(c.id, c.title, c.key, c.url).where(c.id.in_(chunk))):
            found[key] = next(filter(None, names), "")
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
    return _reviews(connection, query)


def _reviews(connection: Connection, query: Select[Any]) -> list[Review]:
    return [codec.review_from_row(row._mapping) for row in connection.execute(query)]


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

    live = select(claims.c.kind, func.count().label("number")).where(claims.c.live).group_by(claims.c.kind)
    kinds = Counter({row.kind: row.number for row in connection.execute(live)})
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
