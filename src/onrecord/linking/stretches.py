"""Stretches: how long a site was in each state, from the changes that are reported as facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.linking.moments import DAY
from onrecord.linking.occasions import HAPPENED
from onrecord.linking.sites import Site, SiteState


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in one state: from the day of the first change to that of the next one to another state.

    `end` is None where no other state is reported since. `states` are the changes that report it, in time order.
    """

    begin: str
    end: str | None
    states: tuple[SiteState, ...]

    @property
    def last_told(self) -> str:
        """The last day on which the state was reported, no earlier than its beginning."""
        told = (e.known[:DAY] for state in self.states for e in state.claims if e.published.value)
        return max(self.begin, *told)


def stretches(site: Site) -> tuple[Stretch, ...]:
    """The stretches in time order. What is planned, put off or denied changes nothing, and neither does an attack.

    A report of unknown day has no place among them: when it was taken on record says nothing of when it was true.
    """
    told = (state for state in site.states if state.status in HAPPENED and state.change != "attacked")
    facts = [state for state in told if is_dated(state)]
    runs: list[list[SiteState]] = []
    for state in facts:
        if runs and runs[-1][-1].change == state.change:
            runs[-1].append(state)
        else:
            runs.append([state])
    begins = [day_of(run[0]) for run in runs]
    ends: Sequence[str | None] = [*begins, None][1:]
    return tuple(Stretch(begin, end, tuple(run)) for begin, end, run in zip(begins, ends, runs, strict=True))


def is_dated(state: SiteState) -> bool:
    """True where the change has a date, or a story that tells its own."""
    return state.when.begin is not None or any(entry.published.value for entry in state.claims)


def day_of(state: SiteState) -> str:
    """The day of a change; where no date is told, the day on which it became known."""
    if state.when.begin:
        return state.when.begin[:DAY]
    dated = [entry.known for entry in state.claims if entry.published.value]
    return min(dated or [entry.known for entry in state.claims])[:DAY]
