"""What can go wrong with a ledger. Every message is one line: what happened, where, and what to do about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionError


class LedgerError(Exception):
    """Something is wrong with a ledger, or with what was asked of it."""


class LedgerLocked(LedgerError):  # noqa: N818 - the state it names, as in `except LedgerLocked`
    """Another process holds the ledger."""


class LedgerCorrupt(LedgerError):  # noqa: N818
    """The file is damaged, or is no ledger at all."""


class LedgerMissing(LedgerError):  # noqa: N818
    """There is no ledger, or no folder for it, where one was looked for."""


class LedgerReadOnly(LedgerError):  # noqa: N818
    """The ledger or its folder cannot be written."""


class LedgerTooNew(LedgerError):  # noqa: N818
    """The ledger was made by a newer version of Onrecord."""


class NotOnRecord(LedgerError):  # noqa: N818
    """The ledger holds no such claim or run."""


class AmbiguousId(LedgerError):  # noqa: N818
    """The given part of an id fits more than one thing on record."""


@contextmanager
def translated(location: str) -> Iterator[None]:
    """Turn what the database driver raises into the errors above; `location` is the file or server they name."""
    try:
        yield
    except DBAPIError as error:
        raise _named(error.orig or error, location) from error
    except sqlite3.Error as error:
        raise _named(error, location) from error
    except NoConnectionError as error:
        raise LedgerLocked(f"{location} is asked for more at once than it can answer: try again in a moment") from error


def _named(error: BaseException, location: str) -> LedgerError:
    """The ledger error that stands for a driver's error."""
    code = str(getattr(error, "sqlite_errorname", "") or "")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LedgerLocked(f"{location} is in use by another process: wait for it to finish or end it, then try again")
    if code.startswith("SQLITE_NOTADB"):
        return LedgerCorrupt(f"{location} is not a ledger: it is not an SQLite file; choose another file name")
    if code.startswith("SQLITE_CORRUPT"):
        return LedgerCorrupt(f"{location} is damaged: restore it from a backup, or read its stories into a new ledger")
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return LedgerReadOnly(f"{location} cannot be written: allow writing to the file and its folder, or copy it")
    if code.startswith("SQLITE_FULL"):
        return LedgerError(f"{location} cannot grow because the disk is full: free some space; nothing is lost")
    if code.startswith("SQLITE_IOERR"):
        return LedgerError(f"{location} cannot be read or written because the disk failed: check the disk")
    words = " ".join(str(error).split())
    if words.startswith("no such table"):
        return LedgerMissing(f"{location} holds no ledger any more: if it was moved, put it back and start again")
    return LedgerError(f"{location} refused: {words or type(error).__name__}"[:500])
