"""Which claims stand: what reviews make of them, and the columns in which claims repeat what decides it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, and_, delete, insert, select, update

from onrecord.ledger import codec
from onrecord.ledger.codec import Values
from onrecord.ledger.errors import NotOnRecord
from onrecord.ledger.schema import claims, overrulings, reviews, stories
from onrecord.model import Claim, Effects, Held, Review, Story

Decide = Callable[[Story, Sequence[Held], Sequence[Review]], Effects]
"""What the reviews of a story's claims come to; the ledger is told, and does not know, how that is decided."""

Rows = Mapping[str, codec.Row]
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Case:
    """A claim that a person judges, with its story, the story's claims and their reviews so far."""

    claim: Claim
    story: Story
    held: tuple[Held, ...]
    reviews: tuple[Review, ...]


def apply_reviews(connection: Connection, story: Story, decide: Decide | None, at: str | None) -> None:
    """Bring the story's claims to what its reviews come to; `at` is the moment of the change, the reviews' where None.

    `refresh` must follow.
    """
    if decide is None or not (given := reviews_of(connection, story.id)):
        return
    rows = rows_of(connection, story.id)
    found = decide(story, [held_of(row) for row in rows.values()], given)
    moments = {review.id: review.at for review in given}
    _insert_made(connection, story, found, rows, given)
    _mark(connection, found, rows, at or given[-1].at)
    _overrule(connection, rows, {key: (number, at or moments[number]) for key, number in found.overruled.items()}, at)


def case_of(connection: Connection, key: str) -> Case:
    """What a person needs to know to judge the claim; NotOnRecord where there is none."""
    row = connection.execute(select(claims).where(claims.c.id == key)).one_or_none()
    if row is None:
        raise NotOnRecord(f"there is no claim {key} in the ledger: check the id")
    kept = connection.execute(select(stories).where(stories.c.id == row.story)).one()
    held = tuple(held_of(other) for other in rows_of(connection, row.story).values())
    given = tuple(reviews_of(connection, row.story))
    return Case(codec.claim_from_row(row._mapping), codec.story_from_row(kept._mapping).story, held, given)


def held_of(row: codec.Row) -> Held:
    """The claim of a row, as those need it who decide what stands."""
    stands = row["retired"] is None and row["overruled"] is None
    return Held(codec.claim_from_row(row), row["by_rule"], stands, row["review"])


def rows_of(connection: Connection, story: str) -> dict[str, codec.Row]:
    """The rows of a story's claims by id."""
    return {row.id: row._mapping for row in connection.execute(select(claims).where(claims.c.story == story))}


def apply_all(connection: Connection, decide: Decide | None) -> None:
    """Bring the claims of every story with reviews to what these come to."""
    reviewed = select(claims.c.story).join(reviews, reviews.c.claim == claims.c.id).distinct()
    for kept in connection.execute(select(stories).where(stories.c.id.in_(reviewed))).all():
        apply_reviews(connection, codec.story_from_row(kept._mapping).story, decide, None)
        refresh(connection, [kept.id])


def reviews_of(connection: Connection, story: str) -> list[Review]:
    """The reviews of a story's claims, in the order they were given."""
    query = select(reviews).join(claims, reviews.c.claim == claims.c.id).where(claims.c.story == story)
    return [codec.review_from_row(row._mapping) for row in connection.execute(query.order_by(reviews.c.id))]


def refresh(connection: Connection, ids: Iterable[str]) -> None:
    """Bring what the claims of these stories repeat of story and reviews up to date."""
    rest = iter(dict.fromkeys(ids))
    later = stories.alias("later")
    replaced = select(later.c.seq).where(later.c.supersedes == claims.c.story).exists()
    while chunk := list(islice(rest, CHUNK)):
        here = stories.c.id == claims.c.story
        values = {
            "known": select(stories.c.known).where(here).scalar_subquery(),
            "outlet_folded": select(stories.c.outlet_folded).where(here).scalar_subquery(),
            "live": and_(claims.c.retired.is_(None), claims.c.overruled.is_(None), ~replaced),
        }
        connection.execute(update(claims).where(claims.c.story.in_(chunk)).values(**values))


def _insert_made(connection: Connection, story: Story, found: Effects, rows: Rows, given: Sequence[Review]) -> None:
    """Insert the claims that reviews make and that are not on record yet; they count from when they were made."""
    by_number = {review.id: review for review in given}
    new = [made for made in found.made if made.claim.id not in rows]
    if not new:
        return
    kept = connection.execute(select(stories).where(stories.c.id == story.id)).one()
    published = codec.instant(kept.published)
    made_rows: list[Values] = []
    for made in new:
        review = by_number[made.review]
        origin = rows.get(review.claim)
        made_rows.append(
            {
                **codec.claim_to_row(made.claim, published), "by_rule": False, "review": made.review,
                "run": origin["run"] if origin else kept.run, "recorded": review.at, "live": True,
                "known": kept.known, "outlet_folded": kept.outlet_folded,
            }
        )  # fmt: skip
    connection.execute(insert(claims), made_rows)


def _mark(connection: Connection, found: Effects, rows: Rows, at: str) -> None:
    """Say of claims on record by which review they stand, and retire those that neither rule nor review makes."""
    by_review = {made.claim.id: made.review for made in found.made}
    for key, row in rows.items():
        review, retired = by_review.get(key), row["retired"]
        if review is not None:
            retired = None
        elif not row["by_rule"]:
            review = row["review"]  # which made it, and was undone or overruled
            if key not in found.overruled and retired is None:
                retired = at
        if (review, retired) != (row["review"], row["retired"]):
            connection.execute(update(claims).where(claims.c.id == key), {"review": review, "retired": retired})


def _overrule(connection: Connection, rows: Rows, wanted: Mapping[str, tuple[int, str]], at: str | None) -> None:
    """Begin and end the times in which claims are overruled, until those of `wanted` are, by that review since then."""
    o = overrulings.c
    for key, row in rows.items():
        since = row["overruled"]
        if since is not None and key not in wanted:
            here = and_(o.claim == key, o.since == since)
            if at is None or since >= at:  # it began and ends in one second: it never was
                connection.execute(delete(overrulings).where(here))
            else:
                connection.execute(update(overrulings).where(here), {"until": at})
            connection.execute(update(claims).where(claims.c.id == key), {"overruled": None})
        elif since is None and key in wanted:
            review, moment = wanted[key]
            connection.execute(delete(overrulings).where(o.claim == key, o.since == moment))
            values = {"claim": key, "since": moment, "until": None, "review": review}
            connection.execute(insert(overrulings), values)
            connection.execute(update(claims).where(claims.c.id == key), {"overruled": moment})
        elif since is not None:
            here = and_(o.claim == key, o.since == since)
            connection.execute(update(overrulings).where(here), {"review": wanted[key][0]})
