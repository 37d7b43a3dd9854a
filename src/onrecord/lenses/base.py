"""What every lens shares: a case (the reports of one thing), a coded number with its rule, and the options."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.model import FigureValue, Mode, Sourced


class LensError(ValueError):
    """A lens that there is not, or that lacks an option it needs."""


class Case(Protocol):
    """The claims that report one thing: one count on one day, or one increment of one period."""

    @property
    def name(self) -> str:
        """What is counted, in words."""
        ...

    @property
    def measure(self) -> str:
        """What happened to those counted, as the Reading format names it."""
        ...

    @property
    def mode(self) -> Mode:
        """How the number counts: total, new or standing."""
        ...

    @property
    def of(self) -> str | None:
        """Who is counted; None where it is simply the people of the place."""
        ...

    @property
    def place(self) -> str | None:
        """Where; None where no claim tells."""
        ...

    @property
    def day(self) -> str:
        """The day that the number belongs to, ISO: of an increment its period's, of a count its report's."""
        ...

    @property
    def reported(self) -> str:
        """The day on which it was first published, ISO."""
        ...

    @property
    def begin(self) -> str | None:
        """The start of the period that the number covers, ISO; None where it is not told."""
        ...

    @property
    def end(self) -> str | None:
        """The end of that period, exclusive, ISO; None where it is open or not told."""
        ...

    @property
    def days(self) -> tuple[str, ...]:
        """The days that an increment covers, ISO; empty for a count."""
        ...

    @property
    def entries(self) -> Sequence[Sourced]:
        """The claims, the earliest first."""
        ...

    @property
    def voices(self) -> Sequence[str]:
        """For each claim who counts: its originator, or the outlet where the story itself does."""
        ...


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may ask of a lens: `by` names a publisher, `divide` spreads summary tolls over their days."""

    by: str | None = None
    divide: bool = False


@dataclass(frozen=True, slots=True)
class Coded:
    """What a codebook makes of a case. `best` is its number; `claims` those it comes from, `rule` how, in words."""

    case: Case
    day: str
    low: float | None
    best: float | None
    high: float | None
    claims: tuple[Sourced, ...]
    rule: str

    @property
    def name(self) -> str:
        """What is counted, in words."""
        return self.case.name

    @property
    def sources(self) -> tuple[str, ...]:
        """Who gives the numbers of the case, each once: bodies, and outlets where the story itself counts."""
        return tuple(dict.fromkeys(self.case.voices))


class Lens(Protocol):
    """A codebook: its name, its rule in words, and what it makes of cases."""

    @property
    def name(self) -> str:
        """The name on the command line."""
        ...

    def rule(self, options: Options) -> str:
        """The rule in words; LensError where an option is missing."""
        ...

    def code(self, case: Case, options: Options) -> Iterable[Coded]:
        """The coded numbers of one case; none where the codebook has none for it."""
        ...


def figure(entry: Sourced) -> FigureValue | None:
    """The claim's figure; None for other claims."""
    return entry.claim.value if isinstance(entry.claim.value, FigureValue) else None


def least(value: FigureValue) -> float | None:
    """The lowest number that the figure allows; None where it states none ("up to 40")."""
    return None if value.bound in ("at_most", "less_than") else value.low


def most(value: FigureValue) -> float | None:
    """The highest number that the figure states, the lower one where it is open above ("at least 40")."""
    return value.high if value.high is not None else value.low
