"""The first schema: runs, stories, claims, reviews, problems, and full text over stories on SQLite."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WORDS = sa.Text()
ISO = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

FULL_TEXT = (
    "CREATE VIRTUAL TABLE stories_fts USING fts5("
    "title, text, content='stories', content_rowid='seq', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER stories_fts_insert AFTER INSERT ON stories BEGIN "
    "INSERT INTO stories_fts(rowid, title, text) VALUES (new.seq, new.title, new.text); END",
    "CREATE TRIGGER stories_fts_delete AFTER DELETE ON stories BEGIN "
    "INSERT INTO stories_fts(stories_fts, rowid, title, text) VALUES ('delete', old.seq, old.title, old.text); END",
    "CREATE TRIGGER stories_fts_update AFTER UPDATE OF title, text ON stories BEGIN "
    "INSERT INTO stories_fts(stories_fts, rowid, title, text) VALUES ('delete', old.seq, old.title, old.text); "
    "INSERT INTO stories_fts(rowid, title, text) VALUES (new.seq, new.title, new.text); END",
)


def upgrade() -> None:
    """Create the tables."""
    _runs_and_stories()
    _claims()
    _reviews_and_problems()
    connection = op.get_bind()
    if connection.dialect.name == "sqlite" and connection.scalar(
        sa.text("SELECT sqlite_compileoption_used('ENABLE_FTS5')")
    ):
        for statement in FULL_TEXT:
            op.execute(statement)


def _table(name: str, *items: SchemaItem) -> None:
    op.create_table(name, *items)


def _column(name: str, kind: sa.types.TypeEngine[Any], *, comment: str | None = None) -> sa.Column[Any]:
    """A column that may be empty."""
    return sa.Column(name, kind, nullable=True, comment=comment)


def _needed(name: str, kind: sa.types.TypeEngine[Any], *, comment: str | None = None) -> sa.Column[Any]:
    """A column that is always filled."""
    return sa.Column(name, kind, nullable=False, comment=comment)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=f"fk_{table}_{column}")


def _runs_and_stories() -> None:
    _table(
        "runs",
        _needed("id", sa.Integer()),
        _needed("started", ISO),
        _column("ended", ISO),
        _needed("version", WORDS),
        _needed("settings", WORDS),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    _table(
        "stories",
        _needed("seq", sa.Integer()),
        _needed("id", ISO),
        _needed("title", WORDS),
        _needed("text", WORDS),
        _column("published_given", WORDS, comment="what the source gave"),
        _column("url", WORDS),
        _column("outlet", WORDS),
        _column("outlet_folded", WORDS),
        _column("lang", WORDS),
        _column("key", WORDS, comment="the source's own id"),
        _column("fetched", WORDS),
        _column("bundle", WORDS, comment="the paste that it came in"),
        _column("published", WORDS, comment="what the reading found"),
        _needed("published_how", ISO),
        _needed("published_why", WORDS),
        _needed("known", ISO, comment="when it could be known: published, else fetched or recorded"),
        _needed("recorded", ISO),
        _needed("run", sa.Integer()),
        _column("supersedes", ISO, comment="the version before, at the same url"),
        sa.PrimaryKeyConstraint("seq", name="pk_stories"),
        sa.UniqueConstraint("id", name="uq_stories_id"),
        _refers("stories", "run", "runs.id"),
        _refers("stories", "supersedes", "stories.id"),
    )
    for columns in (["known", "id"], ["outlet_folded"], ["url"], ["key"], ["bundle"], ["supersedes", "known"]):
        op.create_index(f"ix_stories_{'_'.join(columns)}", "stories", columns)


def _claims() -> None:
    _table(
        "claims",
        _needed("id", ISO),
        _needed("story", ISO),
        _needed("kind", ISO),
        _needed("status", ISO),
        *(_column(name, WORDS) for name in ("measure", "mode", "type", "bound")),
        _column("low", sa.Double()),
        _column("high", sa.Double()),
        _column("place", WORDS),
        _column("place_folded", WORDS),
        _column("speaker", WORDS, comment="the nearest speaker's name"),
        _column("speaker_names", WORDS, comment="folded: a line for each speaker of the chain, name and role"),
        _needed("mark_field", ISO),
        _needed("mark_start", sa.Integer()),
        _needed("mark_end", sa.Integer()),
        _needed("evidence_field", ISO),
        _needed("evidence_start", sa.Integer()),
        _needed("evidence_end", sa.Integer()),
        _column("when_begin", ISO),
        _column("when_end", ISO),
        _needed("said_known", sa.Boolean()),
        _column("said_begin", ISO),
        _column("said_end", ISO),
        _column("at", ISO, comment="when_begin, else when the story was published"),
        _needed("confidence", sa.Double()),
        _needed("rule", WORDS),
        _needed("speakers", WORDS, comment="JSON: [name, kind, role] of the chain, nearest first"),
        _needed("value", WORDS, comment="JSON: what is not in the other columns"),
        _needed("run", sa.Integer()),
        _needed("recorded", ISO),
        _column("retired_run", sa.Integer()),
        _column("retired", ISO, comment="since when no rule makes it any more"),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
        _refers("claims", "story", "stories.id"),
        _refers("claims", "run", "runs.id"),
        _refers("claims", "retired_run", "runs.id"),
    )
    for columns in (
        ["story", "mark_start"],
        ["kind", "measure", "mode"],
        ["type", "status"],
        ["at"],
        ["said_begin"],
    ):
        op.create_index(f"ix_claims_{'_'.join(columns)}", "claims", columns)
    retired = sa.text("retired IS NOT NULL")
    op.create_index("ix_claims_retired", "claims", ["kind"], sqlite_where=retired, postgresql_where=retired)


def _reviews_and_problems() -> None:
    _table(
        "reviews",
        _needed("id", sa.Integer()),
        _needed("claim", ISO),
        _needed("verdict", ISO),
        _needed("reviewer", WORDS),
        _needed("at", ISO),
        _needed("note", WORDS),
        _column("correction", WORDS, comment="JSON"),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
        _refers("reviews", "claim", "claims.id"),
    )
    op.create_index("ix_reviews_claim", "reviews", ["claim"])
    _table(
        "problems",
        _needed("id", ISO),
        _needed("run", sa.Integer()),
        _needed("place", WORDS, comment="a file and line, a url, or a layer"),
        _needed("what", WORDS),
        _column("story", ISO),
        _needed("recorded", ISO),
        _column("resolved", ISO, comment="since when a reading of the story no longer meets it"),
        sa.PrimaryKeyConstraint("id", name="pk_problems"),
        _refers("problems", "run", "runs.id"),
    )
    op.create_index("ix_problems_story", "problems", ["story"])
