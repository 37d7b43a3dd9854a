"""The public Python API, and the only place that joins the parts.

import onrecord

with onrecord.open("war.db") as record:
    record.read("stories.txt")
    for entry in record.claims(measure="killed", mode="total"):
        print(entry.claim.value, entry.speaker, entry.sentence)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

from onrecord.api.brief import Briefed, Briefing
from onrecord.api.drafts import Draft, Given, Preview, preview
from onrecord.api.reads import Progress, ReadReport, annotate, gather, grouped, placed, stories_of
from onrecord.api.reviews import ClaimView, QueueItem, Reviewing, ReviewReport, sourced
from onrecord.claims import claims_of
from onrecord.ledger import ClaimFilter, Group, Ledger, NotOnRecord, SiteName, StoryFilter, StoryRow
from onrecord.lenses import Coded, Options, code
from onrecord.linking.cases import cases
from onrecord.linking.findings import Finding
from onrecord.linking.series import Series, series
from onrecord.linking.sites import Site, site
from onrecord.linking.threads import Thread, threads
from onrecord.linking.validate import findings
from onrecord.model import ClaimKind, Problem, Reading, Sourced, Story
from onrecord.reading.parallel import read_stories
from onrecord.reviews.agreement import Agreement, Precision
from onrecord.reviews.effects import effects
from onrecord.settings import Settings
from onrecord.sources import SourceError

__all__ = [
    "Agreement",
    "Briefing",
    "ClaimView",
    "Draft",
    "Given",
    "Group",
    "Precision",
    "Preview",
    "QueueItem",
    "ReadReport",
    "Record",
    "ReviewReport",
    "SiteName",
    "StoryView",
    "annotate",
    "gather",
    "grouped",
    "now",
    "open",
    "sourced",
]


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story on record with its claims, the headline's first, in text order."""

    row: StoryRow
    claims: tuple[Sourced, ...]


class Record(Reviewing, Briefed):
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

    @property
    def location(self) -> str:
        """Where the ledger is: its file, or its address without the password."""
        return self._ledger.location

    @property
    def settings(self) -> Settings:
        """How stories are read."""
        return self._settings

    def close(self) -> None:
        """Close the ledger."""
        self._ledger.close()

    def read(self, *sources: str | Path, jobs: int = 1, progress: Progress | None = None) -> ReadReport:
        """Read files, folders, URLs or standard input ("-") into the ledger.

        A story is reported once it is committed whole. What could not be read is among the report's problems;
        SourceError where that is all there was.
        """
        errors: list[SourceError] = []
        problems: list[Problem] = []
        origins: dict[str, str] = {}
        items = stories_of(gather([str(spec) for spec in sources], self._settings, errors, origins), problems)
        report = self._record(read_stories(items, self._settings, jobs), problems, progress, origins)
        if errors and not report.stories:
            raise errors[0]
        return report

    def read_items(
        self, items: Iterable[Story | Problem], *, jobs: int = 1, progress: Progress | None = None
    ) -> ReadReport:
        """Read stories that are already at hand; problems among them go on record too."""
        problems: list[Problem] = []
        return self._record(read_stories(stories_of(items, problems), self._settings, jobs), problems, progress)

    def preview(
        self, text: str | bytes, name: str = "pasted text", *, given: Given | None = None, most: int = 200
    ) -> Preview:
        """Read a text as a file of that name would be read, at most `most` stories of it, and record nothing.

        SourceError where there is nothing in it that can be read.
        """
        data = text.encode("utf-8", "replace") if isinstance(text, str) else text
        return preview(data, name, self._settings, given=given, most=most)

    def keep(self, drafts: Iterable[Draft], *, progress: Progress | None = None) -> ReadReport:
        """Put stories of a preview on record, as they were read."""
        return self._record(((draft.story, draft.reading) for draft in drafts), [], progress)

    def held(self, ids: Iterable[str]) -> set[str]:
        """Those of the story ids that are on record."""
        return self._ledger.held(ids)

    def _record(
        self,
        found: Iterable[tuple[Story, Reading]],
        problems: list[Problem],
        progress: Progress | None,
        origins: dict[str, str] | None = None,
    ) -> ReadReport:
        """Put readings on record as they come, with the problems that are put aside meanwhile.

        The report's problems tell their story by its name, and its source out of `origins`.
        """
        report = ReadReport()
        readings = iter(found)
        with self._ledger.run(f"pipeline {self._settings.pipeline}", version("onrecord")) as run:
            try:
                while batch := [(s, r, claims_of(s, r)) for s, r in islice(readings, self._settings.batch)]:
                    outcomes = self._ledger.record_many(batch, run)
                    for (story, reading, _), outcome in zip(batch, outcomes, strict=True):
                        source = (origins or {}).pop(story.id, None)
                        problems.extend(placed(reading.problems, story, source))
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

    def claims_by_page(self, where: ClaimFilter | None = None, *, size: int = 500, **filters: Any) -> Iterator[Sourced]:
        """The same by when they became known, `size` read at once: the ledger is free while the caller has them."""
        for claim, row in self._ledger.claims_by_page(where or ClaimFilter(**filters), size):
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

    def count(self, where: ClaimFilter | None = None, *, cap: int | None = None, **filters: Any) -> int:
        """How many claims match; counting stops at `cap`."""
        return self._ledger.count_claims(where or ClaimFilter(**filters), cap=cap)

    def stories(self, where: StoryFilter | None = None, **filters: Any) -> Iterator[StoryRow]:
        """Stories on record that match: the fields of StoryFilter as keywords (outlet, text, since, …)."""
        return self._ledger.stories(where or StoryFilter(**filters))

    def search(self, words: str, *, limit: int = 50, offset: int = 0, as_of: str | None = None) -> tuple[StoryRow, ...]:
        """Stories that hold all `words` (or words that begin so, and "quoted phrases" as they are), best first."""
        return tuple(self._ledger.search(words, limit=limit, offset=offset, as_of=as_of))

    def groups(self, kind: ClaimKind = "figure", *, as_of: str | None = None) -> tuple[Group, ...]:
        """Figures by measure, mode and place, or events by type, mode and place; the largest groups first."""
        return self._ledger.groups(kind, as_of=as_of)

    def site_names(self, *, as_of: str | None = None) -> tuple[SiteName, ...]:
        """Places that claims say were opened, shut or seized, those with most claims first."""
        return self._ledger.site_names(as_of=as_of)

    def versions(self, story: str) -> tuple[StoryRow | None, StoryRow | None]:
        """The versions just before and just after the story of that id, at the same url; None where there is none."""
        return self._ledger.versions(story)

    def problems(self, *, story: str | None = None) -> Iterator[Problem]:
        """What could not be read, and why; only of the story of that id where one is given."""
        return self._ledger.problems(story=story)

    def titles(self, ids: Iterable[str]) -> dict[str, str]:
        """The headlines of the stories of these ids by id; the source's own id, or its url, where there is none."""
        return self._ledger.titles(ids)

    def counts(self) -> dict[str, int]:
        """How many stories, claims, reviews, runs and problems are on record."""
        return self._ledger.counts()


def open(location: str | Path = "onrecord.db", settings: Settings | None = None, *, create: bool = True) -> Record:  # noqa: A001
    """Open the ledger at `location` (a file, made where there is none, or an SQLAlchemy URL)."""
    chosen = settings or Settings()
    return Record(Ledger.open(location, create=create, wait=chosen.lock_wait, decide=effects), chosen)


def now() -> str:
    """The moment, ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
