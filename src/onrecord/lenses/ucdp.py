"""UCDP's way with fatalities: a low, a best and a high estimate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.lenses.base import Case, Coded, Options, figure, least, most
from onrecord.model import Sourced

RULE = (
    "low is the lowest and high the highest number of any report; best is the number that most sources give, "
    "a sharp one before a hedged one, and the lower of two alike"
)


@dataclass(frozen=True, slots=True)
class Ucdp:
    """Low, best and high."""

    name: str = "ucdp"

    def rule(self, options: Options) -> str:
        """The rule in words."""
        del options
        return RULE

    def code(self, case: Case, options: Options) -> Iterable[Coded]:
        """The three estimates; `claims` are all the reports, those behind the best one first."""
        numbers: dict[float, list[Sourced]] = defaultdict(list)
        voices: dict[float, set[str]] = defaultdict(set)
        lows, highs = list[float](), list[float]()
        for entry, voice in zip(case.entries, case.voices, strict=True):
            value = figure(entry)
            low, high = (least(value), most(value)) if value else (None, None)
            lows += [low] if low is not None else []
            highs += [high] if high is not None else []
            if low is not None:
                numbers[low].append(entry)
                voices[low].add(voice)
        if not numbers:
            return
        best = min(numbers, key=lambda number: (-len(voices[number]), -sharp(numbers[number]), number))
        rest = [entry for entry in case.entries if entry not in numbers[best]]
        yield Coded(case, case.day, min(lows), best, max(highs), (*numbers[best], *rest), self.rule(options))


def sharp(entries: Sequence[Sourced]) -> bool:
    """True where one of the claims gives the number without a hedge."""
    return any((value := figure(entry)) is not None and value.bound == "exact" for entry in entries)
