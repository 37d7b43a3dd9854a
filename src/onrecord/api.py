"""The public Python API, and the only place that joins the parts.

import onrecord

with onrecord.open("war.db") as record:
    record.read("stories.txt")
    for entry in record.claims(measure="killed", mode="total"):
        print(entry.claim.value, entry.speaker, entry.sentence)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

from onrecord.claims import claims_of
from onrecord.ledger import ClaimFilter, Ledger, NotOnRecord, Recorded, StoryRow
from onrecord.lenses import Coded, Options, code
from onrecord.linking.cases import cases
from onrecord.linking.copies import copies
from onrecord.linking.findings import Finding
from onrecord.linking.series import Series, series
from onrecord.linking.sites import Site, site
from onrecord.linking.threads import Thread, threads
from onrecord.linking.validate import findings
from onrecord.model import Claim, Problem, Reading, Sourced, Story
from onrecord.reading.parallel import read_stories
from onrecord.settings import Settings
from onrecord.sources import SourceError, read_any

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


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story on record with its claims, the headline's first, in text order."""

    row: StoryRow
    claims: tuple[Sourced, ...]


class Record:
    """An open ledger with the reading beside it. Use it as a context manager, or close it."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self._ledger = ledger
        self._settings = settings

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the ledger."""
        self._ledger.close()

    def read(self, *sources: str | Path, jobs: int = 1, progress: Progress | None = None) -> ReadReport:
        """Read files, folders, URLs or standard input ("-") into the ledger.

        A story is reported once it is committed whole. What could not be read is among the report's problems;
        SourceError where that is all there was.
        """
        errors: list[SourceError] = []
        items = gather([str(spec) for spec in sources], self._settings, errors)
        report = self.read_items(items, jobs=jobs, progress=progress)
        if errors and not report.stories:
            raise errors[0]
        return report

    def read_items(
        self, items: Iterable[Story | Problem], *, jobs: int = 1, progress: Progress | None = None
    ) -> ReadReport:
        """Read stories that are already at hand; problems among them go on record too."""
        problems: list[Problem] = []
        report = ReadReport()
        with self._ledger.run(f"pipeline {self._settings.pipeline}", version("onrecord")) as run:
            try:
                readings = read_stories(stories_of(items, problems), self._settings, jobs)
                while batch := [(s, r, claims_of(s, r)) for s, r in islice(readings, self._settings.batch)]:
                    outcomes = self._ledger.record_many(batch, run)
                    for (story, reading, _), outcome in zip(batch, outcomes, strict=True):
                        problems.extend(reading.problems)
                        report = report.plus(outcome)
                        if progress:
                            progress(story, outcome.outcome)
            finally:
                self._ledger.record_problems([p for p in problems if p.story is None], run)
        return replace(report, problems=tuple(problems))

    def claims(self, where: ClaimFilter | None = None, **filters: Any) -> Iterator[Sourced]:
        """Claims on record that match: the fields of ClaimFilter as keywords (kind, measure, place, as_of, …)."""
        for claim, row in self._ledger.claims_with_stories(where or ClaimFilter(**filters)):
            yield sourced(claim, row)

    def series(self, where: ClaimFilter | None = None, **filters: Any) -> tuple[Series, ...]:
        """The series of the figures that match."""
        return series(self.claims(replace(where or ClaimFilter(**filters), kind="figure")))

    def findings(self, where: ClaimFilter | None = None, **filters: Any) -> tuple[Finding, ...]:
        """What the checks find in the series of the figures that match; a `mode` is left out of account.

        Totals are checked against increments, so that both are needed.
        """
        return findings(self.series(replace(where or ClaimFilter(**filters), mode=None)))

    def lens(
        self,
        name: str,
        where: ClaimFilter | None = None,
        *,
        by: str | None = None,
        divide: bool = False,
        **filters: Any,
    ) -> tuple[Coded, ...]:
        """The figures that match as the codebook `name` counts them; LensError where it cannot."""
        return code(name, cases(self.series(where, **filters)), Options(by=by, divide=divide))

    def plans(
        self, where: ClaimFilter | None = None, *, today: str | None = None, **filters: Any
    ) -> tuple[Thread, ...]:
        """The processes of the events that match, as they stand on `today` (by default the as-of date, or now)."""
        wanted = replace(where or ClaimFilter(**filters), kind="event")
        day = today or (wanted.as_of or now())[:10]
        return threads(self.claims(wanted), day)

    def site(self, name: str, where: ClaimFilter | None = None, **filters: Any) -> Site:
        """The states over time of the site `name`, with its limits and flows."""
        return site(name, self.claims(where or ClaimFilter(**filters)))

    def story(self, reference: str) -> StoryView:
        """The story with that id, beginning of an id, url or source key; NotOnRecord (a LedgerError) without one."""
        row = self._ledger.story(reference)
        if row is None:
            raise NotOnRecord(f"no story {reference!r} is on record: `onrecord claims --format json` names the stories")
        found = self._ledger.claims_with_stories(ClaimFilter(story=row.id, include_superseded=True))
        claims = (sourced(claim, kept) for claim, kept in found)
        return StoryView(row, tuple(sorted(claims, key=lambda e: (e.claim.mark.field == "text", e.claim.mark))))

    def problems(self) -> Iterator[Problem]:
        """What could not be read, and why."""
        return self._ledger.problems()

    def counts(self) -> dict[str, int]:
        """How many stories, claims, reviews, runs and problems are on record."""
        return self._ledger.counts()


def open(location: str | Path = "onrecord.db", settings: Settings | None = None, *, create: bool = True) -> Record:  # noqa: A001
    """Open the ledger at `location` (a file, made where there is none, or an SQLAlchemy URL)."""
    chosen = settings or Settings()
    return Record(Ledger.open(location, create=create, wait=chosen.lock_wait), chosen)


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


def gather(specs: Iterable[str], settings: Settings, errors: list[SourceError]) -> Iterator[Story | Problem]:
    """What the sources hold, one after the other; one that cannot be read is a problem, and its error is put aside."""
    for spec in specs:
        try:
            yield from read_any(spec, settings)
        except SourceError as error:
            errors.append(error)
            yield Problem(spec, str(error).removeprefix(f"{spec}: "))


def stories_of(items: Iterable[Story | Problem], problems: list[Problem]) -> Iterator[Story]:
    """The stories among `items`; problems are put aside."""
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item


def sourced(claim: Claim, row: StoryRow) -> Sourced:
    """A claim with the story it came from."""
    return Sourced(claim, row.story, row.published, row.recorded)


def now() -> str:
    """The moment, ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
