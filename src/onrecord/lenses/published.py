"""The figures as one publisher gives them: a body, a speaker or an outlet, nobody else's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.lenses.base import Case, Coded, LensError, Options, figure
from onrecord.model import Sourced


@dataclass(frozen=True, slots=True)
class Published:
    """As published by X, the latest word of the day."""

    name: str = "published"

    def rule(self, options: Options) -> str:
        """The rule in words; LensError where nobody is named."""
        if not (options.by or "").strip():
            raise LensError('as published by whom? Name them: --by "health ministry"')
        return f"as published by {options.by}: the last number of each day, unchanged, with its bounds"

    def code(self, case: Case, options: Options) -> Iterable[Coded]:
        """The last number that they give; none where they give none."""
        rule = self.rule(options)
        theirs = [entry for entry in case.entries if is_by(entry, options.by or "")]
        if not theirs:
            return
        last = max(theirs, key=lambda entry: entry.known)
        value = figure(last)
        if value is not None:
            same = tuple(entry for entry in theirs if figure(entry) == value) or (last,)
            best = value.low if value.low is not None else value.high
            yield Coded(case, case.day, value.low, best, value.high, same, rule)


def is_by(entry: Sourced, name: str) -> bool:
    """True where every word of the name stands in the speaker's name or role, or in the outlet's name."""
    speaker = entry.claim.speakers[0] if entry.claim.speakers else None
    said = f"{speaker.name} {speaker.role or ''}" if speaker else entry.story.outlet or ""
    return all(word in said.casefold() for word in name.casefold().split())
