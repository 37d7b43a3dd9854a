"""Sources -> stories -> readings, without a ledger, and the report of a read with one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from textwrap import shorten

from onrecord.ledger import Recorded
from onrecord.linking.copies import copies
from onrecord.model import Problem, Reading, Story
from onrecord.reading.parallel import read_stories
from onrecord.settings import Settings
from onrecord.sources import SourceError, read_any

LONGEST_NAME = 70  # characters of a story's name in a problem

Progress = Callable[[Story, str], None]
"""Called after each story is committed, with what became of it: "new", "changed" or "unchanged"."""


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What a read did: stories by outcome, claims added and retired, and every problem met."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    added: int = 0
    retired: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def stories(self) -> int:
        """All stories that went through."""
        return self.new + self.changed + self.unchanged

    def plus(self, recorded: Recorded) -> ReadReport:
        """The report with one more story."""
        return replace(
            self,
            **{recorded.outcome: getattr(self, recorded.outcome) + 1},
            added=self.added + recorded.added + recorded.revived,
            retired=self.retired + recorded.retired,
        )


def annotate(
    items: Iterable[Story | Problem], problems: list[Problem], settings: Settings | None = None, *, jobs: int = 1
) -> Iterator[tuple[Story, Reading]]:
    """Read stories without a ledger, in order; problems of the source are appended to `problems` as they are met."""
    return read_stories(stories_of(items, problems), settings or Settings(), jobs)


def grouped(readings: Iterable[tuple[Story, Reading]]) -> Iterator[tuple[Story, Reading, str]]:
    """The readings again, each with its group: stories of one group report the same happening.

    All of them are held in memory, for a story may belong with any other.
    """
    held = list(readings)
    groups = copies([story for story, _ in held], [reading.published.value for _, reading in held])
    for (story, reading), group in zip(held, groups, strict=True):
        yield story, reading, group


def gather(
    specs: Iterable[str], settings: Settings, errors: list[SourceError], origins: dict[str, str] | None = None
) -> Iterator[Story | Problem]:
    """What the sources hold, one after the other; one that cannot be read is a problem, and its error is put aside.

    `origins` gets the source of each story by the story's id, for who takes it out again.
    """
    for spec in specs:
        try:
            require_source(spec)
            for item in read_any(spec, settings):
                if origins is not None and isinstance(item, Story):
                    origins[item.id] = "standard input" if spec == "-" else spec
                yield item
        except SourceError as error:
            errors.append(error)
            yield Problem(spec, str(error).removeprefix(f"{spec}: "))


def require_source(spec: str) -> None:
    """SourceError for an address that no source takes, which would else be looked for as a file."""
    scheme, mark, _ = spec.partition("://")
    if mark and scheme.isalnum() and scheme.lower() not in ("http", "https"):
        raise SourceError(f"{spec}: only addresses with http:// or https:// are read, beside files and folders")


def placed(problems: Iterable[Problem], story: Story, source: str | None) -> Iterator[Problem]:
    """The problems of a story's reading, where they stand told as people know it: the source, the story, the layer."""
    named = story.title or story.key or story.url or story.text
    name = f"story “{shorten(named, LONGEST_NAME, placeholder=' …')}”"
    where = f"{source}: {name}" if source else name
    for problem in problems:
        yield replace(problem, where=f"{where}: {problem.where}")


def stories_of(items: Iterable[Story | Problem], problems: list[Problem]) -> Iterator[Story]:
    """The stories among `items`; problems are put aside."""
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item
