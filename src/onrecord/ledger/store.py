"""Writes. Each function works inside the caller's transaction and changes nothing where nothing is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from onrecord.ledger import codec
from onrecord.ledger.codec import Values
from onrecord.ledger.errors import NotOnRecord
from onrecord.ledger.schema import changes, claims, problems, reviews, runs, stories
from onrecord.ledger.standing import Decide, apply_reviews, case_of, held_of, refresh, rows_of
from onrecord.ledger.versions import Version, chain, known
from onrecord.model import VERDICTS, Claim, Problem, Reading, Review, Story

Entry = tuple[Story, Reading, Sequence[Claim]]

CHUNK = 500  # values in one condition
VERSION = tuple(stories.c[name] for name in ("id", "seq", "published", "fetched", "recorded", "supersedes", "known"))


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording a story did: claims inserted, made again after retirement, no longer made, and as before.

    `kept` counts the claims that stood and stand, among them `updated` ones whose rule or confidence changed.
    """

    story: str
    outcome: Literal["new", "unchanged", "changed"]
    added: int = 0
    revived: int = 0
    retired: int = 0
    kept: int = 0
    updated: int = 0


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review on record, and the ids of the claims that stand through it, and that no longer do."""

    review: Review
    stands: tuple[str, ...] = ()
    fallen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A story with its reading, and the rows of its claims by id."""

    story: Story
    reading: Reading
    rows: Mapping[str, Values]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which run writes, and when (UTC)."""

    run: int
    at: str


def begin_run(connection: Connection, settings: str, version: str, at: str) -> int:
    """A new run's number."""
    values = {"started": at, "version": version, "settings": settings}
    return int(connection.scalars(insert(runs).returning(runs.c.id), values).one())


def end_run(connection: Connection, run: int, at: str) -> None:
    """Note when a run ended; NotOnRecord where there is none of that number."""
    if not connection.execute(update(runs).where(runs.c.id == run), {"ended": at}).rowcount:
        raise NotOnRecord(f"there is no run {run} in the ledger: begin one first")


def record(connection: Connection, batch: Sequence[Entry], stamp: Stamp, decide: Decide | None) -> list[Recorded]:
    """Put stories, what their readings found of their dates, their claims and their problems on record.

    Claims that a story no longer makes are retired, never deleted; what its reviews say, as `decide` tells, holds.
    ValueError where a reading or claims are of another story.
    """
    prepared = [_prepared(*entry) for entry in batch]
    held = _held(connection, [one.story.id for one in prepared])
    new = {one.story.id: one for one in reversed(prepared) if one.story.id not in held}
    _insert_new(connection, [new[key] for key in dict.fromkeys(one.story.id for one in prepared) if key in new], stamp)
    record_problems(connection, [problem for one in new.values() for problem in one.reading.problems], stamp)
    done: list[Recorded] = []
    for one in prepared:
        if new.get(one.story.id) is one:
            done.append(Recorded(one.story.id, "new", added=len(one.rows)))
        else:
            done.append(_record_again(connection, one, stamp, decide))
    return done


def _prepared(story: Story, reading: Reading, made: Sequence[Claim]) -> Prepared:
    rows = _claim_rows(made, codec.instant(reading.published.value))
    if reading.story != story.id or any(row["story"] != story.id for row in rows.values()):
        raise ValueError(f"the reading or a claim is of another story than {story.id}")
    return Prepared(story, reading, rows)


def _held(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those of `ids` that are stories on record."""
    found: set[str] = set()
    for start in range(0, len(ids), CHUNK):
        found.update(connection.scalars(select(stories.c.id).where(stories.c.id.in_(ids[start : start + CHUNK]))))
    return found


def _record_again(connection: Connection, one: Prepared, stamp: Stamp, decide: Decide | None) -> Recorded:
    """Bring a story that is on record to what is read in it now."""
    key = one.story.id
    old = connection.execute(select(stories).where(stories.c.id == key)).one()
    is_changed = _update_published(connection, old, one.reading)
    counts = _update_claims(connection, old, one.rows, stamp)
    if any(count for name, count in counts.items() if name != "kept"):
        is_changed = True
        apply_reviews(connection, one.story, decide, stamp.at)
        refresh(connection, [key])
    is_changed |= _resolve_problems(connection, key, one.reading.problems, stamp)
    is_changed |= bool(record_problems(connection, one.reading.problems, stamp))
    return Recorded(key, "changed" if is_changed else "unchanged", **counts)


def record_problems(connection: Connection, found: Iterable[Problem], stamp: Stamp) -> int:
    """Put problems on record, each once; how many were new or are met again."""
    rows = {row["id"]: row for row in map(codec.problem_to_row, found)}
    if not rows:
        return 0
    query = select(problems.c.id, problems.c.resolved).where(problems.c.id.in_(rows))
    old: dict[str, str | None] = {row.id: row.resolved for row in connection.execute(query)}
    new = [{**row, "run": stamp.run, "recorded": stamp.at} for key, row in rows.items() if key not in old]
    again = [key for key, resolved in old.items() if resolved is not None]
    if new:
        connection.execute(insert(problems), new)
    if again:
        connection.execute(update(problems).where(problems.c.id.in_(again)), {"resolved": None})
    return len(new) + len(again)


def add_review(connection: Connection, review: Review, decide: Decide | None) -> Reviewed:
    """Append a review and bring the story's claims to what its reviews come to then.

    ValueError for an unknown verdict, NotOnRecord for an unknown claim.
    """
    if review.verdict not in VERDICTS:
        raise ValueError(f"{review.verdict!r} is no verdict: use one of {', '.join(VERDICTS)}")
    case = case_of(connection, review.claim)
    number = int(connection.scalars(insert(reviews).returning(reviews.c.id), codec.review_to_row(review)).one())
    apply_reviews(connection, case.story, decide, review.at)
    refresh(connection, [case.story.id])
    stood = {one.claim.id for one in case.held if one.stands}
    stands = {key for key, row in rows_of(connection, case.story.id).items() if held_of(row).stands}
    return Reviewed(replace(review, id=number), tuple(sorted(stands - stood)), tuple(sorted(stood - stands)))


def changed(connection: Connection) -> None:
    """Note that what is on record is another now; what was made of it before is out of date."""
    connection.execute(update(changes).values(number=changes.c.number + 1))


def _claim_rows(made: Iterable[Claim], published: str | None) -> dict[str, Values]:
    return {claim.id: codec.claim_to_row(claim, published) for claim in made}


def _insert_new(connection: Connection, new: Sequence[Prepared], stamp: Stamp) -> None:
    """Insert stories with their claims, and put the versions at each url in order."""
    story_rows = [_story_row(one, stamp) for one in new]
    if not story_rows:
        return
    connection.execute(insert(stories), story_rows)
    claim_rows: list[Values] = []
    for one, values in zip(new, story_rows, strict=True):
        repeated = {"known": values["known"], "outlet_folded": values["outlet_folded"], "live": True}
        claim_rows += _made_rows(one.rows.values(), stamp, repeated)
    if claim_rows:
        connection.execute(insert(claims), claim_rows)
    for url, outlet in _shared(connection, new):
        _link_versions(connection, url, outlet)


def _story_row(one: Prepared, stamp: Stamp) -> Values:
    published = codec.instant(one.reading.published.value)
    return {
        **codec.story_to_row(one.story), **codec.published_to_row(one.reading.published),
        "known": known(published, stamp.at), "recorded": stamp.at, "run": stamp.run,
    }  # fmt: skip


def _made_rows(rows: Iterable[Values], stamp: Stamp, repeated: Values) -> list[Values]:
    return [{**row, **repeated, "by_rule": True, "run": stamp.run, "recorded": stamp.at} for row in rows]


def _shared(connection: Connection, new: Sequence[Prepared]) -> list[tuple[str, str | None]]:
    """Where, among the urls and outlets of `new`, several stories stand."""
    places = list(dict.fromkeys((one.story.url, one.story.outlet) for one in new if one.story.url))
    urls = list(dict.fromkeys(url for url, _ in places))
    found: set[str | None] = set()
    for start in range(0, len(urls), CHUNK):
        here = stories.c.url.in_(urls[start : start + CHUNK])
        several = select(stories.c.url).where(here).group_by(stories.c.url).having(func.count() > 1)
        found.update(connection.scalars(several))
    return [(url, outlet) for url, outlet in places if url and url in found]


def _link_versions(connection: Connection, url: str | None, outlet: str | None) -> None:
    """Put the stories at one url and outlet in order, and say which replaces which."""
    if not url:
        return
    same = stories.c.url == url, stories.c.outlet.is_not_distinct_from(outlet)
    rows = connection.execute(select(*VERSION).where(*same)).all()
    if len(rows) < 2:
        return
    was = {row.id: (row.supersedes, row.known) for row in rows}
    touched: list[str] = []
    for story, before, since in chain(_version(row) for row in rows):
        if was[story] != (before, since):
            values = {"supersedes": before, "known": since}
            connection.execute(update(stories).where(stories.c.id == story), values)
            touched += [story, *(other for other in (before, was[story][0]) if other)]
    refresh(connection, touched)


def _version(row: Row[Any]) -> Version:
    return Version(row.id, row.seq, codec.instant(row.published), codec.instant(row.fetched), row.recorded)


def _update_published(connection: Connection, old: Row[Any], reading: Reading) -> bool:
    """Keep what the reading now finds of the story's date; True where it differs from what stood."""
    values = codec.published_to_row(reading.published)
    if all(old._mapping[column] == value for column, value in values.items()):
        return False
    published = codec.instant(reading.published.value)
    here = stories.c.id == old.id
    connection.execute(update(stories).where(here), {**values, "known": known(published, old.recorded)})
    at = func.coalesce(claims.c.when_begin, published)
    connection.execute(update(claims).where(claims.c.story == old.id).values(at=at))
    _link_versions(connection, old.url, old.outlet)
    refresh(connection, [old.id])
    return True


def _update_claims(connection: Connection, story: Row[Any], rows: Mapping[str, Values], stamp: Stamp) -> dict[str, int]:
    """Retire, revive, update and insert until rules make exactly `rows`; the counts of `Recorded`."""
    old = {row.id: row._mapping for row in connection.execute(select(claims).where(claims.c.story == story.id))}
    standing = {key for key, row in old.items() if row["by_rule"]}
    retired = [key for key in old if key in standing and key not in rows]
    revived = [key for key in rows if key in old and key not in standing]
    added = [key for key in rows if key not in old]
    updated = [k for k in rows if k in old and any(old[k][column] != value for column, value in rows[k].items())]
    _set(connection, retired, {"by_rule": False, "retired": stamp.at, "retired_run": stamp.run})
    _set(connection, revived, {"by_rule": True, "retired": None, "retired_run": None})
    for key in updated:
        connection.execute(update(claims).where(claims.c.id == key), rows[key])
    # `refresh` fills in what new claims repeat of the story.
    repeated = {"known": story.known, "outlet_folded": story.outlet_folded, "live": True}
    if new := _made_rows([rows[key] for key in added], stamp, repeated):
        connection.execute(insert(claims), new)
    kept = sum(1 for key in rows if key in standing)
    return {
        "added": len(added), "revived": len(revived), "retired": len(retired), "kept": kept, "updated": len(updated),
    }  # fmt: skip


def _set(connection: Connection, keys: Sequence[str], values: Values) -> None:
    """Set columns of several claims."""
    if keys:
        rows = [{"key": key, **values} for key in keys]
        connection.execute(update(claims).where(claims.c.id == bindparam("key")), rows)


def _resolve_problems(connection: Connection, story: str, met: Sequence[Problem], stamp: Stamp) -> bool:
    """Close the story's open problems that its reading no longer meets; True where there were some."""
    open_now = connection.scalars(
        select(problems.c.id).where(problems.c.story == story, problems.c.resolved.is_(None))
    ).all()
    gone = set(open_now) - {codec.problem_to_row(problem)["id"] for problem in met}
    if gone:
        connection.execute(update(problems).where(problems.c.id.in_(gone)), {"resolved": stamp.at})
    return bool(gone)
