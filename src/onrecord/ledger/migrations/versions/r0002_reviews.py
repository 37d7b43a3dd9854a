"""Reviews that count: which claims they make and overrule; and indexes that answer for large ledgers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORDS = sa.Text()
ISO = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

FACETS = ("live", "kind", "measure", "mode", "type", "status", "place_folded", "outlet_folded")
BY_FACETS = (
    ("known",), ("at", "known"), ("said_begin", "known"), ("confidence", "known"), ("number", "known"),
    ("place_folded", "known"), ("outlet_folded", "known"), ("measure", "mode", "known"), ("type", "status", "known"),
)  # fmt: skip


def upgrade() -> None:
    """Add the columns and tables, fill them, then make the indexes."""
    _columns()
    _tables()
    _fill()
    _indexes()


def _columns() -> None:
    for column in (
        sa.Column("by_rule", sa.Boolean(), nullable=False, server_default=sa.true(), comment="a rule makes it now"),
        sa.Column("review", sa.Integer(), comment="the review that made it, or keeps it though no rule makes it"),
        sa.Column("overruled", ISO, comment="since when a review overrules it"),
        sa.Column(
            "live", sa.Boolean(), nullable=False, server_default=sa.true(), comment="it stands, in the latest version"
        ),
        sa.Column("known", ISO, nullable=False, server_default="", comment="when its story could be known"),
        sa.Column("outlet_folded", WORDS, comment="its story's"),
        sa.Column("number", sa.Double(), comment="low, else high"),
    ):
        op.add_column("claims", column)
    op.add_column("reviews", sa.Column("withdraws", sa.Integer(), comment="the review that an undo takes back"))
    op.add_column(
        "reviews",
        sa.Column("beside", WORDS, comment="JSON: the claims that stood at the same words when it was given"),
    )


def _tables() -> None:
    op.create_table(
        "overrulings",
        sa.Column("claim", ISO, nullable=False),
        sa.Column("since", ISO, nullable=False),
        sa.Column("until", ISO, comment="empty: still"),
        sa.Column("review", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("claim", "since", name="pk_overrulings"),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name="fk_overrulings_claim"),
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="grows with every change of what is on record"),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
    )
    op.execute("INSERT INTO changes (id, number) VALUES (1, 0)")


def _fill() -> None:
    op.execute(
        "UPDATE claims SET by_rule = (retired IS NULL), number = coalesce(low, high),"
        " known = (SELECT s.known FROM stories s WHERE s.id = claims.story),"
        " outlet_folded = (SELECT s.outlet_folded FROM stories s WHERE s.id = claims.story),"
        " live = (retired IS NULL AND NOT EXISTS (SELECT 1 FROM stories n WHERE n.supersedes = claims.story))"
    )


def _indexes() -> None:
    for gone in ("kind_measure_mode", "type_status", "at", "said_begin"):
        op.drop_index(f"ix_claims_{gone}", "claims")
    for name, key in (("overruled", "kind"), ("review", "review")):
        where = sa.text(f"{name} IS NOT NULL")
        op.create_index(f"ix_claims_{name}", "claims", [key], sqlite_where=where, postgresql_where=where)
    op.create_index("ix_claims_live_kind", "claims", ["live", "kind"])
    op.create_index("ix_claims_series", "claims", ["measure", "mode", "place", "live", "known"])
    op.create_index("ix_claims_speakers", "claims", ["speaker_names", "known", "live"])
    for first in BY_FACETS:
        columns = [*first, *(name for name in FACETS if name not in first)]
        op.create_index(f"ix_claims_by_{first[0]}", "claims", columns)
    op.create_index("ix_reviews_withdraws", "reviews", ["withdraws"])
