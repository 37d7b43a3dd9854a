"""Writes. Each function works inside the caller's transaction and changes nothing where nothing is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from onrecord.ledger import codec
from onrecord.ledger.codec import Values
from onrecord.ledger.errors import NotOnRecord
from onrecord.ledger.schema import claims, problems, reviews, runs, stories
from onrecord.ledger.versions import Version, chain, known
from onrecord.model import VERDICTS, Claim, Problem, Reading, Review, Story


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


def record(connection: Connection, story: Story, reading: Reading, made: Iterable[Claim], stamp: Stamp) -> Recorded:
    """Put a story, what its reading found of its date, its claims and its problems on record.

    Claims that a story no longer makes are retired, never deleted. ValueError where reading or claims are of another
    story.
    """
    story_id = story.id
    published = codec.instant(reading.published.value)
    rows = _claim_rows(made, published)
    if reading.story != story_id or any(row["story"] != story_id for row in rows.values()):
        raise ValueError(f"the reading or a claim is of another story than {story_id}")
    old = connection.execute(select(stories).where(stories.c.id == story_id)).one_or_none()
    if old is None:
        _insert_story(connection, story, reading, stamp)
        _insert_claims(connection, rows.values(), stamp)
        record_problems(connection, reading.problems, stamp)
        return Recorded(story_id, "new", added=len(rows))
    changed = _update_published(connection, old, reading)
    counts = _update_claims(connection, story_id, rows, stamp)
    changed |= _resolve_problems(connection, story_id, reading.problems, stamp)
    changed |= bool(record_problems(connection, reading.problems, stamp))
    changed |= any(count for name, count in counts.items() if name != "kept")
    return Recorded(story_id, "changed" if changed else "unchanged", **counts)


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


def add_review(connection: Connection, review: Review) -> int:
    """Append a review; its number. ValueError for an unknown verdict, NotOnRecord for an unknown claim."""
    if review.verdict not in VERDICTS:
        raise ValueError(f"{review.verdict!r} is no verdict: use one of {', '.join(VERDICTS)}")
    if connection.scalar(select(claims.c.id).where(claims.c.id == review.claim)) is None:
        raise NotOnRecord(f"there is no claim {review.claim} in the ledger: check the id")
    values = {
        "claim": review.claim, "verdict": review.verdict, "reviewer": review.by, "at": review.at, "note": review.note,
        "correction": None if review.correction is None else codec.to_json(review.correction),
    }  # fmt: skip
    return int(connection.scalars(insert(reviews).returning(reviews.c.id), values).one())


def _claim_rows(made: Iterable[Claim], published: str | None) -> dict[str, Values]:
    return {claim.id: codec.claim_to_row(claim, published) for claim in made}


def _insert_story(connection: Connection, story: Story, reading: Reading, stamp: Stamp) -> None:
    published = codec.instant(reading.published.value)
    values = {
        **codec.story_to_row(story), **codec.published_to_row(reading.published),
        "known": known(published, stamp.at), "recorded": stamp.at, "run": stamp.run,
    }  # fmt: skip
    connection.execute(insert(stories), values)
    _link_versions(connection, story.url, story.outlet)


def _insert_claims(connection: Connection, rows: Iterable[Values], stamp: Stamp) -> None:
    new = [{**row, "run": stamp.run, "recorded": stamp.at} for row in rows]
    if new:
        connection.execute(insert(claims), new)


def _link_versions(connection: Connection, url: str | None, outlet: str | None) -> None:
    """Put the stories at one url and outlet in order, and say which replaces which."""
    if not url:
        return
    same = stories.c.url == url, stories.c.outlet.is_not_distinct_from(outlet)
    rows = connection.execute(select(stories).where(*same)).all()
    if len(rows) < 2:
        return
    was = {row.id: (row.supersedes, row.known) for row in rows}
    for story, before, since in chain(_version(row) for row in rows):
        if was[story] != (before, since):
            values = {"supersedes": before, "known": since}
            connection.execute(update(stories).where(stories.c.id == story), values)


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
    return True


def _update_claims(connection: Connection, story: str, rows: Mapping[str, Values], stamp: Stamp) -> dict[str, int]:
    """Retire, revive, update and insert until exactly `rows` stand; the counts of `Recorded`."""
    old = {row.id: row._mapping for row in connection.execute(select(claims).where(claims.c.story == story))}
    standing = {key for key, row in old.items() if row["retired"] is None}
    retired = [key for key in old if key in standing and key not in rows]
    revived = [key for key in rows if key in old and key not in standing]
    added = [key for key in rows if key not in old]
    updated = [k for k in rows if k in old and any(old[k][column] != value for column, value in rows[k].items())]
    _set(connection, retired, {"retired": stamp.at, "retired_run": stamp.run})
    _set(connection, revived, {"retired": None, "retired_run": None})
    for key in updated:
        connection.execute(update(claims).where(claims.c.id == key), rows[key])
    _insert_claims(connection, [rows[key] for key in added], stamp)
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
