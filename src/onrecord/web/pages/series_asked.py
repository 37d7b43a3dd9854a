"""Which series an address asks for, and the figures behind them: one measure in one place, fetched once and kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Annotated, get_args
from urllib.parse import urlencode

from fastapi import Depends

from onrecord.api.charts import Findings, by_series
from onrecord.ledger import ClaimFilter
from onrecord.linking.series import Series, series
from onrecord.linking.validate import findings
from onrecord.model import Mode, Sourced
from onrecord.web.desk import Desk
from onrecord.web.errors import BadRequestError
from onrecord.web.filters import Measure, ModeWord
from onrecord.web.params import AsOf, Day, Some

MOST_FIGURES = 800  # of one measure and place, the newest: what a page waits for
NONE = "-"
"""In an address: the series that name no population, or nobody who counts."""
MODES: tuple[str, ...] = get_args(Mode)


@dataclass(frozen=True, slots=True)
class AskedSeries:
    """The measure and place, and what narrows their series; `since` and `until` bound when a figure became known."""

    measure: str
    place: str | None = None
    of: str | None = None
    speaker: str | None = None
    mode: str | None = None
    as_of: str | None = None
    since: str | None = None
    until: str | None = None

    def query(self, *without: str, **more: object) -> str:
        """The query of an address that asks for the same, less the fields `without`."""
        kept = {name: value for name, value in asdict(self).items() if value and name not in without}
        return urlencode({**kept, **{name: value for name, value in more.items() if value}}, errors="replace")

    def takes(self, one: Series) -> bool:
        """True for a series that is asked for."""
        key = one.key
        told = ((self.of, key.of), (self.speaker, key.speaker), (self.mode, key.mode))
        return all(wanted is None or wanted == (has or NONE) for wanted, has in told)

    def only(self, one: Series) -> str:
        """The query for this series and those that differ from it in its baseline or direction alone."""
        key = one.key
        return replace(self, of=key.of or NONE, speaker=key.speaker or NONE, mode=key.mode).query()


def asked_series(
    measure: Measure = None,
    place: Some = None,
    of: Some = None,
    speaker: Some = None,
    mode: ModeWord = None,
    as_of: AsOf = None,
    since: Day = None,
    until: Day = None,
) -> AskedSeries:
    """What the address asks for; BadRequestError where it names no measure."""
    if measure is None:
        raise BadRequestError("Which measure? The list of series, at /series, leads to all that there are.")
    if mode is not None and mode not in MODES:
        raise BadRequestError(f"mode: {mode!r} is none of {', '.join(MODES)}")
    return AskedSeries(measure, place, of, speaker, mode, as_of, since, until)


Asked = Annotated[AskedSeries, Depends(asked_series)]
"""A route's parameter: the series that its address asks for."""


@dataclass(frozen=True, slots=True)
class Held:
    """All series of a measure and place with their findings; `cut` where there are older figures than these."""

    series: tuple[Series, ...]
    findings: Findings
    figures: int
    cut: bool


def held(desk: Desk, asked: AskedSeries) -> Held:
    """The series of the measure and place, kept until the ledger changes; what narrows them plays no part.

    Totals are checked against increments by any originator, so that all of them are needed for the findings.
    """
    key = replace(asked, of=None, speaker=None, mode=None)
    return desk.keep(("series", key), lambda: fetched(desk, key))


def fetched(desk: Desk, asked: AskedSeries) -> Held:
    """The newest figures of the measure and place as series; without a place, those figures that name none."""
    where = ClaimFilter(
        kind="figure", measure=asked.measure, place_is=asked.place, as_of=asked.as_of, known_since=asked.since,
        known_until=asked.until, order="newest", limit=MOST_FIGURES + 1,
    )  # fmt: skip
    found: list[Sourced] = list(desk.record.claims(where))
    cut = len(found) > MOST_FIGURES
    kept = [entry for entry in islice(found, MOST_FIGURES) if asked.place or entry.claim.where is None]
    made = series(kept)
    return Held(made, by_series(findings(made)), len(kept), cut)
