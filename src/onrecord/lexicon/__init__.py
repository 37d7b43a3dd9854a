"""Words as data: one TOML file an entry, under a folder a kind, with examples and counter-examples beside the words.

An entry file:

    name = "killed"                      # unique in its kind
    note = "why, where it is not obvious"
    [words]                              # lists of words, each list under the name that its layer knows
    verbs = ["kill", "slay"]
    [values]                             # single values, where the layer needs any
    mode = "new"
    [[examples]]                         # texts in which the entry is found, and the spans that it is found at
    text = "A strike killed five people."
    finds = ["five"]
    [[counter_examples]]                 # texts in which it is not found at all, or not at `not`
    text = "The bill was killed by 51 votes."
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the spans, as they stand in it, at which the entry is found (or, in a counter-example, is not)."""

    text: str
    finds: tuple[str, ...] = ()
    published: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One lexicon entry: its word lists and values, with the examples that hold it to its meaning."""

    kind: str
    name: str
    words: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Any]
    examples: tuple[Example, ...]
    counter_examples: tuple[Example, ...]

    def list_of(self, name: str) -> tuple[str, ...]:
        """The word list `name`, empty where the entry has none."""
        return self.words.get(name, ())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries by kind, in file-name order."""

    kinds: Mapping[str, tuple[Entry, ...]]

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """The entries of a kind; empty where there is no such kind."""
        return self.kinds.get(kind, ())

    def entry(self, kind: str, name: str) -> Entry:
        """The entry `name` of `kind`; KeyError where there is none."""
        for entry in self.entries(kind):
            if entry.name == name:
                return entry
        raise KeyError(f"lexicon has no entry {kind}/{name}")


def load_lexicon() -> Lexicon:
    """Read every entry that ships with the package; ValueError names the file of a faulty one."""
    root = files("onrecord.lexicon")
    folders = sorted((f for f in root.iterdir() if f.is_dir() and not f.name.startswith("_")), key=lambda f: f.name)
    return Lexicon(MappingProxyType({folder.name: load_kind(folder) for folder in folders}))


def load_kind(folder: Traversable) -> tuple[Entry, ...]:
    """The entries of one folder, in file-name order."""
    paths = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(load_entry(folder.name, path) for path in paths)


def load_entry(kind: str, path: Traversable) -> Entry:
    """One entry file."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        return Entry(
            kind=kind,
            name=raw["name"],
            words=MappingProxyType({key: tuple(words) for key, words in raw.get("words", {}).items()}),
            values=MappingProxyType(raw.get("values", {})),
            examples=tuple(load_example(row) for row in raw.get("examples", [])),
            counter_examples=tuple(load_example(row) for row in raw.get("counter_examples", [])),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ValueError(f"lexicon entry {kind}/{path.name} is faulty: {error!r}") from error


def load_example(row: Mapping[str, Any]) -> Example:
    """One example row; keys beyond text, finds and published are kept in `values` for the kind's own check."""
    rest = {key: value for key, value in row.items() if key not in ("text", "finds", "published")}
    return Example(row["text"], tuple(row.get("finds", ())), row.get("published"), MappingProxyType(rest))
