"""Files, directories and standard input, opened with one clear line where they cannot be."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from onrecord.model import Problem
from onrecord.sources.base import SourceError

MAX_FILES = 100_000


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The file, open for reading; SourceError where it is missing, forbidden or a directory."""
    try:
        stream = path.open("rb")
    except FileNotFoundError as error:
        raise SourceError(f"{path}: there is no such file: check the name and the folder") from error
    except PermissionError as error:
        raise SourceError(f"{path}: this file may not be read: check its permissions") from error
    except IsADirectoryError as error:
        raise SourceError(f"{path}: this is a directory where a file is wanted") from error
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: cannot be opened ({getattr(error, 'strerror', None) or error})") from error
    with stream:
        yield stream


def standard_input() -> IO[bytes]:
    """The bytes of standard input; SourceError where it is closed."""
    stream = sys.stdin
    if stream is None or stream.closed:
        raise SourceError("standard input is closed: name a file")
    return stream.buffer


def files_of(path: Path, suffixes: tuple[str, ...]) -> Iterator[Path | Problem]:
    """The regular files of a directory and of the directories right in it, in name order; hidden ones are left out.

    A file whose ending is no story format's is a problem, not read: a folder often holds more than stories.
    """
    count = 0
    for entry in entries_of(path):
        for file in (
            entries_of(entry) if isinstance(entry, Path) and entry.is_dir() and not entry.is_symlink() else [entry]
        ):
            if isinstance(file, Problem):
                yield file
            elif file.is_file():
                count += 1
                if count > MAX_FILES:
                    yield Problem(
                        str(path), f"only the first {MAX_FILES:,} files were read: read the rest folder by folder"
                    )
                    return
                fits = file.name.lower().removesuffix(".gz").endswith(suffixes) or not file.suffix
                yield (
                    file
                    if fits
                    else Problem(str(file), "skipped, for its ending: name the file itself to have it read")
                )


def entries_of(path: Path) -> list[Path | Problem]:
    """What a directory holds, in name order, without hidden entries."""
    try:
        return [path / name for name in sorted(os.listdir(path)) if not name.startswith(".")]
    except OSError as error:
        return [Problem(str(path), f"this directory cannot be read ({error.strerror or error})")]
