"""The tables: what is stored truth and nothing else (stories, claims, reviews, runs, problems).

Instants are UTC, ``2026-02-02T18:00:00Z``, or a bare day where no more is known; plain string order is time order.
The migrations create these tables; a test holds the two together. `HEAD` is the newest migration.

Some columns of a claim repeat what its story and the reviews say (`known`, `outlet_folded`, `live`, `overruled`), so
that an index alone answers which claims to show and in what order. `store` and `standing` keep them right.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    text,
    true,
)
from sqlalchemy.types import TypeEngine

HEAD = "0002"

# No database stores a lone surrogate, and PostgreSQL no NUL. They are written as a noncharacter and four hex digits.
ESCAPE = "\ufdd0"
UNSTORABLE = re.compile("[\x00\ud800-\udfff\ufdd0]")
ESCAPED = re.compile("\ufdd0([0-9a-f]{4})")


def storable(text: str) -> str:
    """`text` in characters that every database keeps; `restored` undoes it."""
    if text.isascii() and "\x00" not in text:
        return text
    return UNSTORABLE.sub(lambda found: f"{ESCAPE}{ord(found[0]):04x}", text)


def restored(text: str) -> str:
    """The text that `storable` was given."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if ESCAPE in text else text


class Words(TypeDecorator[str]):
    """Text from outside, of any characters, returned exactly."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Into the database."""
        return None if value is None else storable(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Out of the database."""
        return None if value is None else restored(value)


def ordered_by_bytes(dialect: Dialect) -> TypeEngine[Any]:
    """Text that is compared byte by byte; PostgreSQL would order it by the server's language."""
    return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())


class Moment(Words):
    """A time from outside."""

    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The database's type."""
        return ordered_by_bytes(dialect)


class Plain(TypeDecorator[str]):
    """An id, an instant, or a word of ours: plain where it is stored, though a person may ask for anything."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The database's type."""
        return ordered_by_bytes(dialect)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Into the database."""
        return None if value is None else storable(value)


RETIRED = text("retired IS NOT NULL")
OVERRULED = text("overruled IS NOT NULL")
REVIEWED = text("review IS NOT NULL")
FACETS = ("live", "kind", "measure", "mode", "type", "status", "place_folded", "outlet_folded")
"""What claims are most often chosen by; an index that ends in them is read without the claims themselves."""


def facets(*first: str) -> Index:
    """An index by the columns `first` that also holds the facets."""
    return Index(f"ix_claims_by_{first[0]}", *first, *(name for name in FACETS if name not in first))


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started", Plain, nullable=False),
    Column("ended", Plain),
    Column("version", Words, nullable=False),
    Column("settings", Words, nullable=False),
)

stories = Table(
    "stories",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Plain, nullable=False, unique=True),
    Column("title", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("published_given", Words, comment="what the source gave"),
    Column("url", Words),
    Column("outlet", Words),
    Column("outlet_folded", Words),
    Column("lang", Words),
    Column("key", Words, comment="the source's own id"),
    Column("fetched", Words),
    Column("bundle", Words, comment="the paste that it came in"),
    Column("published", Words, comment="what the reading found"),
    Column("published_how", Plain, nullable=False),
    Column("published_why", Words, nullable=False),
    Column("known", Plain, nullable=False, comment="when it could be known: published, else fetched or recorded"),
    Column("recorded", Plain, nullable=False),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("supersedes", ForeignKey("stories.id"), comment="the version before, at the same url"),
    Index(None, "known", "id"),
    Index(None, "outlet_folded"),
    Index(None, "url"),
    Index(None, "key"),
    Index(None, "bundle"),
    Index(None, "supersedes", "known"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Plain, primary_key=True),
    Column("story", ForeignKey("stories.id"), nullable=False),
    Column("kind", Plain, nullable=False),
    Column("status", Plain, nullable=False),
    Column("measure", Words),
    Column("mode", Words),
    Column("type", Words),
    Column("bound", Words),
    Column("low", Double),
    Column("high", Double),
    Column("place", Words),
    Column("place_folded", Words),
    Column("speaker", Words, comment="the nearest speaker's name"),
    Column("speaker_names", Words, comment="folded: a line for each speaker of the chain, name and role"),
    Column("mark_field", Plain, nullable=False),
    Column("mark_start", Integer, nullable=False),
    Column("mark_end", Integer, nullable=False),
    Column("evidence_field", Plain, nullable=False),
    Column("evidence_start", Integer, nullable=False),
    Column("evidence_end", Integer, nullable=False),
    Column("when_begin", Moment),
    Column("when_end", Moment),
    Column("said_known", Boolean, nullable=False),
    Column("said_begin", Moment),
    Column("said_end", Moment),
    Column("at", Moment, comment="when_begin, else when the story was published"),
    Column("confidence", Double, nullable=False),
    Column("rule", Words, nullable=False),
    Column("speakers", Words, nullable=False, comment="JSON: [name, kind, role] of the chain, nearest first"),
    Column("value", Words, nullable=False, comment="JSON: what is not in the other columns"),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("recorded", Plain, nullable=False),
    Column("retired_run", ForeignKey("runs.id")),
    Column("retired", Plain, comment="since when no rule makes it any more"),
    Column("by_rule", Boolean, nullable=False, server_default=true(), comment="a rule makes it now"),
    Column("review", Integer, comment="the review that made it, or keeps it though no rule makes it"),
    Column("overruled", Plain, comment="since when a review overrules it"),
    Column("live", Boolean, nullable=False, server_default=true(), comment="it stands, in the latest version"),
    Column("known", Plain, nullable=False, server_default="", comment="when its story could be known"),
    Column("outlet_folded", Words, comment="its story's"),
    Column("number", Double, comment="low, else high"),
    Index(None, "story", "mark_start"),
    Index(None, "live", "kind"),
    Index("ix_claims_retired", "kind", sqlite_where=RETIRED, postgresql_where=RETIRED),
    Index("ix_claims_overruled", "kind", sqlite_where=OVERRULED, postgresql_where=OVERRULED),
    Index("ix_claims_review", "review", sqlite_where=REVIEWED, postgresql_where=REVIEWED),
    Index("ix_claims_series", "measure", "mode", "place", "live", "known"),
    Index("ix_claims_speakers", "speaker_names", "known", "live"),
    facets("known"),
    facets("at", "known"),
    facets("said_begin", "known"),
    facets("confidence", "known"),
    facets("number", "known"),
    facets("place_folded", "known"),
    facets("outlet_folded", "known"),
    facets("measure", "mode", "known"),
    facets("type", "status", "known"),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("claim", ForeignKey("claims.id"), nullable=False, index=True),
    Column("verdict", Plain, nullable=False),
    Column("reviewer", Words, nullable=False),
    Column("at", Plain, nullable=False),
    Column("note", Words, nullable=False),
    Column("correction", Words, comment="JSON"),
    Column("withdraws", Integer, comment="the review that an undo takes back", index=True),
    Column("beside", Words, comment="JSON: the claims that stood at the same words when it was given"),
)

overrulings = Table(
    "overrulings",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("since", Plain, primary_key=True),
    Column("until", Plain, comment="empty: still"),
    Column("review", Integer, nullable=False),
)

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False, comment="grows with every change of what is on record"),
)

problems = Table(
    "problems",
    metadata,
    Column("id", Plain, primary_key=True),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("place", Words, nullable=False, comment="a file and line, a url, or a layer"),
    Column("what", Words, nullable=False),
    Column("story", Plain, index=True),
    Column("recorded", Plain, nullable=False),
    Column("resolved", Plain, comment="since when a reading of the story no longer meets it"),
)
