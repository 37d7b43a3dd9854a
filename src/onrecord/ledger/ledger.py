"""The ledger: one object to open, write and read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import NoSuchModuleError

from onrecord.ledger import codec, query, standing, store, summary
from onrecord.ledger.codec import StoryRow
from onrecord.ledger.errors import translated
from onrecord.ledger.filters import ClaimFilter, StoryFilter
from onrecord.ledger.opening import check_file, engine_for, locate, migrate, no_driver, tune, writing
from onrecord.ledger.query import Run, Standing
from onrecord.ledger.standing import Case, Decide
from onrecord.ledger.store import Entry, Recorded, Reviewed, Stamp
from onrecord.ledger.summary import Group, SiteName
from onrecord.model import Claim, ClaimKind, Problem, Reading, Review, Story
from onrecord.settings import LOCK_WAIT


class Ledger:
    """What is on record, in one SQLite file or on a PostgreSQL server. Threads may share one.

    Every method raises a LedgerError whose one line says what is wrong with the ledger, and ValueError for values
    that can never be right. What a writing method has returned from is committed: it survives the process.
    """

    def __init__(self, engine: Engine, location: str, decide: Decide | None = None) -> None:
        """Use `Ledger.open`."""
        self._engine = engine
        self._decide = decide
        self.location = location

    @classmethod
    def open(
        cls, location: str | Path, *, create: bool = True, wait: float = LOCK_WAIT, decide: Decide | None = None
    ) -> Self:
        """Open the ledger in the file, or at the SQLAlchemy URL, `location`, and bring it to the newest schema.

        Without `create`, a missing file is LedgerMissing, and one that may not be written can be asked: writing to it
        is then LedgerReadOnly. Wait up to `wait` seconds for another process that writes. `decide` tells what reviews
        come to; without it they are kept, and change nothing.
        """
        url, name = locate(location)
        may_write = url.get_backend_name() != "sqlite" or check_file(url.database, create=create)
        try:
            engine = engine_for(url, wait=wait, may_write=may_write)
        except (ImportError, NoSuchModuleError) as error:
            raise no_driver(url, name, error) from error
        try:
            ledger = cls(engine, name, decide)
            if migrate(engine, name, wait=wait, may_write=may_write):
                ledger.apply_all()
        except BaseException:
            engine.dispose()
            raise
        return ledger

    def close(self) -> None:
        """Release the file; a closed ledger can still be used and opens it again."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Writes

    def begin_run(self, settings_note: str, version: str) -> int:
        """Note that a run of the program begins; the number under which it writes."""
        with self._writing() as connection:
            return store.begin_run(connection, settings_note, version, codec.now())

    def end_run(self, run: int) -> None:
        """Note that a run ended."""
        with self._writing() as connection:
            store.end_run(connection, run, codec.now())
            tune(connection)

    @contextmanager
    def run(self, note: str, version: str) -> Iterator[int]:
        """A run for the length of a `with` block; one that fails or is cut off has no end on record."""
        number = self.begin_run(note, version)
        yield number
        self.end_run(number)

    def record(
        self, story: Story, reading: Reading, claims: Sequence[Claim], run: int, *, recorded: str | None = None
    ) -> Recorded:
        """Put a story, its claims and its reading's problems on record: whole, or not at all.

        Recording the same again changes nothing. Claims that are no longer made are retired and, when made again,
        revived; reviews stay with them. `recorded` (ISO, now where None) is when.
        """
        return self.record_many([(story, reading, claims)], run, recorded=recorded)[0]

    def record_many(self, batch: Iterable[Entry], run: int, *, recorded: str | None = None) -> list[Recorded]:
        """Record several stories in one transaction, which is much faster: all are on record on return, or none."""
        stamp = Stamp(run, self._moment(recorded))
        entries = list(batch)  # made before the transaction begins, which keeps other writers waiting
        with self._writing() as connection:
            outcomes = store.record(connection, entries, stamp, self._decide)
            if any(outcome.outcome != "unchanged" for outcome in outcomes):
                store.changed(connection)
        return outcomes

    def record_problems(self, problems: Iterable[Problem], run: int, *, recorded: str | None = None) -> int:
        """Put problems that belong to no reading on record (a line that is no story); how many are new."""
        stamp = Stamp(run, self._moment(recorded))
        with self._writing() as connection:
            new = store.record_problems(connection, problems, stamp)
            if new:
                store.changed(connection)
        return new

    def add_review(self, review: Review) -> Reviewed:
        """Append a person's verdict on a claim, and let it count. Reviews are never changed or deleted."""
        return self.judge(review.claim, lambda _: review)

    def judge(self, claim: str, verdict: Callable[[Case], Review]) -> Reviewed:
        """Append the review that `verdict` gives of a claim (by its id), in one transaction with what it was told."""
        with self._writing() as connection:
            done = store.add_review(connection, verdict(standing.case_of(connection, claim)), self._decide)
            store.changed(connection)
        return done

    def apply_all(self) -> None:
        """Bring all claims with reviews to what these come to: for a ledger that was written before reviews counted."""
        with self._writing() as connection:
            standing.apply_all(connection, self._decide)
            store.changed(connection)

    # Reads

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[Claim]:
        """The claims that `wanted` asks for, streamed; all that stand where None."""
        with self._reading() as connection:
            yield from query.find_claims(connection, wanted or ClaimFilter())

    def claims_with_stories(self, wanted: ClaimFilter | None = None) -> Iterator[tuple[Claim, StoryRow]]:
        """The same, each with the story that makes it."""
        with self._reading() as connection:
            yield from query.find_claims_with_stories(connection, wanted or ClaimFilter())

    def claims_by_page(self, wanted: ClaimFilter, size: int = 500) -> Iterator[tuple[Claim, StoryRow]]:
        """The same in the order "published", `size` read at once: no connection is held while the caller has them.

        What is recorded meanwhile is among them where it comes later in the order.
        """
        left, last = wanted.limit, None
        while left is None or left > 0:
            limit = size if left is None else min(size, left)
            with self._reading() as connection:
                page = replace(wanted, limit=limit)
                found = list(query.find_claims_with_stories(connection, page, after=last))
            yield from found
            if len(found) < limit:
                return
            last = query.place_of(*found[-1])
            left = None if left is None else left - limit

    def count_claims(self, wanted: ClaimFilter | None = None, *, cap: int | None = None) -> int:
        """How many claims `wanted` asks for; counting stops at `cap`."""
        with self._reading() as connection:
            return query.count_claims(connection, wanted or ClaimFilter(), cap)

    def groups(self, kind: ClaimKind, *, as_of: str | None = None) -> tuple[Group, ...]:
        """Standing claims of one kind by name, mode and place, the largest groups first."""
        with self._reading() as connection:
            return summary.groups(connection, kind, as_of)

    def site_names(self, *, as_of: str | None = None) -> tuple[SiteName, ...]:
        """Places that claims say were opened, shut or seized, those with most claims first."""
        with self._reading() as connection:
            return summary.site_names(connection, as_of)

    def version(self) -> tuple[int, ...]:
        """Numbers that change whenever what is on record does."""
        with self._reading() as connection:
            return summary.version(connection)

    def standing(self, ref: str) -> Standing | None:
        """The claim of that id or unique beginning of one with what its reviews made of it; AmbiguousId as `claim`."""
        with self._reading() as connection:
            return query.get_standing(connection, ref)

    def judged(self) -> list[tuple[Claim, Review]]:
        """Every review with the claim that it judges, in the order they were given."""
        with self._reading() as connection:
            return query.find_judged(connection)

    def candidates(self, wanted: ClaimFilter, by: str | None, *, reviewed: bool) -> list[tuple[str, float, str]]:
        """Claims to review that `wanted` asks for, as (id, confidence, when it became known)."""
        with self._reading() as connection:
            return query.find_candidates(connection, wanted, by, reviewed=reviewed)

    def claim(self, ref: str) -> Claim | None:
        """The claim of that id or unique beginning of one, retired or not; AmbiguousId where several fit."""
        with self._reading() as connection:
            return query.get_claim(connection, ref)

    def story(self, ref: str) -> StoryRow | None:
        """The story of that id, source's key, url or unique beginning of an id; AmbiguousId where several fit."""
        with self._reading() as connection:
            return query.get_story(connection, ref)

    def versions(self, story: str) -> tuple[StoryRow | None, StoryRow | None]:
        """The versions just before and just after the story of that id; None where there is none."""
        with self._reading() as connection:
            return query.neighbours(connection, story)

    def stories(self, wanted: StoryFilter | None = None) -> Iterator[StoryRow]:
        """The stories that `wanted` asks for, streamed; the latest version of each where None."""
        with self._reading() as connection:
            yield from query.find_stories(connection, wanted or StoryFilter())

    def search(self, words: str, *, limit: int = 50, offset: int = 0, as_of: str | None = None) -> Iterator[StoryRow]:
        """Stories that hold all `words` (or words that begin so, and "quoted phrases" as they are), best first."""
        with self._reading() as connection:
            yield from query.search(connection, words, limit, as_of, offset)

    def held(self, ids: Iterable[str]) -> set[str]:
        """Those of the story ids that are on record."""
        with self._reading() as connection:
            return query.held(connection, ids)

    def titles(self, ids: Iterable[str]) -> dict[str, str]:
        """What the stories of these ids are called: headline, else the source's key, else the url; "" for none."""
        with self._reading() as connection:
            return query.titles(connection, ids)

    def problems(
        self, *, story: str | None = None, run: int | None = None, resolved: bool = False
    ) -> Iterator[Problem]:
        """Problems that are open (and, with `resolved`, those that a later reading no longer met)."""
        with self._reading() as connection:
            yield from query.find_problems(connection, story, run, resolved=resolved)

    def reviews(self, claim: str | None = None) -> list[Review]:
        """The reviews of a claim, or all, in the order they were given."""
        with self._reading() as connection:
            return query.find_reviews(connection, claim)

    def runs(self) -> list[Run]:
        """Every run, oldest first."""
        with self._reading() as connection:
            return query.find_runs(connection)

    def counts(self) -> dict[str, int]:
        """How much is on record: stories, superseded, figures, events, statements, retired, reviews, problems, runs.

        Superseded counts older versions; figures, events and statements count where they stand in the latest.
        """
        with self._reading() as connection:
            return query.count_all(connection)

    def check(self) -> list[str]:
        """What is wrong with the file, in SQLite's words; empty where it is sound. Reads the whole file."""
        with self._reading() as connection:
            if connection.dialect.name != "sqlite":
                return []
            found = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check"))]
            orphans = [
                f"{row[0]} row {row[1]} refers to no {row[2]}"
                for row in connection.execute(text("PRAGMA foreign_key_check"))
            ]
            return [line for line in found if line != "ok"] + orphans

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with translated(self.location), writing(self._engine) as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated(self.location), self._engine.connect() as connection:
            yield connection

    @staticmethod
    def _moment(recorded: str | None) -> str:
        """`recorded` as a full instant; ValueError where it is none."""
        if recorded is None:
            return codec.now()
        moment = codec.instant(recorded)
        if moment is None:
            raise ValueError(f"recorded is {recorded!r}: write a time as 2026-02-02T18:00")
        return moment if len(moment) > 10 else f"{moment}T00:00:00Z"
