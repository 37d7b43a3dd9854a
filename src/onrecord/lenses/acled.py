"""ACLED's way with fatalities: the most conservative number where reports conflict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.lenses.base import Case, Coded, Options, figure, least
from onrecord.model import Sourced

DOZENS, HUNDREDS = 12, 100
WORDS = {"dozen": DOZENS, "dozens": DOZENS, "hundreds": HUNDREDS}
SUMMARY_DAYS = 3  # "the past 24 hours" touch two calendar days; a summary covers more

RULE = (
    "the lowest number where reports conflict; a range counts at its lower end; "
    f'"dozens" is {DOZENS}, "hundreds" is {HUNDREDS}; "up to" alone is no number'
)
WHOLE = "; a summary toll stays whole"
DIVIDED = f"; an increment over {SUMMARY_DAYS} days or more is divided evenly over its days, the rest on the first ones"


@dataclass(frozen=True, slots=True)
class Acled:
    """The most conservative number; summary tolls are divided over their days on request."""

    name: str = "acled"

    def rule(self, options: Options) -> str:
        """The rule in words."""
        return RULE + (DIVIDED if options.divide else WHOLE)

    def code(self, case: Case, options: Options) -> Iterable[Coded]:
        """One number, or one for each day of a summary where that was asked for."""
        stated = [(number, entry) for entry in case.entries if (number := conservative(entry)) is not None]
        if not stated:
            return
        low = min(number for number, _ in stated)
        lowest = tuple(entry for number, entry in stated if number == low)
        coded = Coded(case, case.day, low, low, low, lowest, self.rule(options))
        if options.divide and len(case.days) >= SUMMARY_DAYS and low == int(low):
            yield from divided(coded, case.days)
        else:
            yield coded


def conservative(entry: Sourced) -> float | None:
    """The lowest number that the claim gives, by the codebook's own table for words."""
    value = figure(entry)
    if value is None:
        return None
    word = entry.quote.casefold().split()[-1:] if value.bound == "vague" else []
    return WORDS.get(word[0], least(value)) if word else least(value)


def divided(coded: Coded, days: tuple[str, ...]) -> Iterable[Coded]:
    """The number spread over the days: whole persons, one more on the first days where it does not divide."""
    share, rest = divmod(int(coded.best or 0), len(days))
    for number, day in enumerate(days):
        part = float(share + (number < rest))
        yield replace(coded, day=day, low=part, best=part, high=part)
