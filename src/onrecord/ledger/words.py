"""Words in stories: SQLite's full-text index where the ledger has one, plain comparison elsewhere."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    and_,
    case,
    false,
    func,
    inspect,
    literal_column,
    select,
    table,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from onrecord.ledger.codec import fold
from onrecord.ledger.schema import Words, stories

INDEX = table("stories_fts")
ROW: ColumnElement[int] = literal_column("stories_fts.rowid")
RANK: ColumnElement[float] = literal_column("bm25(stories_fts, 4.0, 1.0)")  # a word of the title counts four times
WORD = re.compile(r"[^\W_]+")
QUERY_PART = re.compile(r'"([^"]+)"|(\S+)')


class spaced(GenericFunction[str]):  # noqa: N801 - an SQL function's name
    """The words of a text, folded, a space before each; see `spaced_words`."""

    name = "onrecord_words"
    type = Words()
    inherit_cache = True


@compiles(spaced, "postgresql")
def _replaced(element: spaced, compiler: SQLCompiler, **kw: Any) -> str:
    words = func.regexp_replace(func.lower(*element.clauses), "[^[:alnum:]]+", " ", "g")
    return compiler.process(func.concat(" ", words), **kw)


def spaced_words(text: str) -> str:
    """The words of `text`, folded, a space before each: what is contained in this begins with a word."""
    return "".join(f" {word}" for word in WORD.findall(fold(text)))


def has_index(connection: Connection) -> bool:
    """True where the ledger indexes its stories' words."""
    return connection.dialect.name == "sqlite" and inspect(connection).has_table("stories_fts")


def index_query(words: str) -> str | None:
    """`words` in the index's language; None where there is no word among them."""
    return " ".join(_quoted(part, exact=exact) for part, exact in _parts(words)) or None


def phrase_query(phrase: str) -> str | None:
    """`phrase` as one phrase, whose last word may be the beginning of one; None where there is no word in it."""
    return _quoted(phrase, exact=False) if _has_word(phrase) else None


def matches(match: str) -> ColumnElement[bool]:
    """Index rows for which the index query holds."""
    return literal_column("stories_fts", Words()).op("MATCH", return_type=Boolean())(match)


def stories_matching(match: str) -> ColumnElement[bool]:
    """Stories for which the index query holds."""
    return stories.c.seq.in_(select(ROW).select_from(INDEX).where(matches(match)))


def stories_holding(words: str) -> ColumnElement[bool]:
    """Stories that hold every one of `words`, compared without an index."""
    return _holding(stories.c.title + "\n" + stories.c.text, words)


def titles_first(words: str) -> ColumnElement[int]:
    """An order in which the stories whose titles hold all `words` come first."""
    return case((_holding(stories.c.title, words), 0), else_=1)


def _holding(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    parts = [(spaced_words(part), exact) for part, exact in _parts(words)]
    apart = spaced(column) + " "
    found = [apart.contains(f"{part} " if exact else part, autoescape=True) for part, exact in parts]
    # The plain comparison is quick and leaves few for the exact one.
    quick = [column.icontains(word, autoescape=True) for part, _ in parts for word in part.split()]
    return and_(*quick, *found) if parts else false()


def _parts(words: str) -> list[tuple[str, bool]]:
    """Words and "quoted phrases", the latter as (phrase, True)."""
    found = [(phrase or word, bool(phrase)) for phrase, word in QUERY_PART.findall(words)]
    return [(part, exact) for part, exact in found if _has_word(part)]


def _has_word(part: str) -> bool:
    return any(c.isalnum() for c in part)


def _quoted(part: str, *, exact: bool) -> str:
    """One phrase, in which a doubled quote stands for itself."""
    quoted = '"' + part.replace('"', '""').replace("\x00", " ") + '"'
    return quoted if exact else quoted + "*"
