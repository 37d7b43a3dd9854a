"""The filter in an address: which claims are asked for, by whom they must be told, and how it is written again."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Annotated, Any, get_args
from urllib.parse import urlencode

from fastapi import Depends, Query
from pydantic import AfterValidator

from onrecord.ledger import ClaimFilter
from onrecord.model import EVENT_TYPES, MEASURES, ClaimKind, Mode, Status
from onrecord.web.params import AsOf, Moment, Some
from onrecord.web.shown import Content, Words

EVENT_MODES = (
    "abduct", "access", "arrest", "assassinate", "ban", "beat", "ceasefire", "censor", "curfew", "demo", "deport",
    "destroy", "explosives", "firearms", "heavy-weapons", "martial-law", "meet", "obstruct", "phone", "police",
    "release", "return", "riot", "seize", "strike", "strike-hun", "suicide-attack", "troops", "visit", "withdraw",
)  # fmt: skip
"""PLOVER's modes, as the triggers of the lexicon name them."""
WORDS: dict[str, tuple[str, ...]] = {
    "kind": get_args(ClaimKind),
    "measure": MEASURES,
    "mode": (*get_args(Mode), *EVENT_MODES),
    "type": EVENT_TYPES,
    "status": get_args(Status),
}
"""The words that a field of the filter may hold; every other field takes any."""
LABELS = {
    "q": "words", "kind": "kind", "measure": "measure", "mode": "mode", "type": "event", "status": "status",
    "place": "place", "speaker": "speaker", "outlet": "outlet", "since": "true since", "until": "true before",
    "as_of": "as known on",
}  # fmt: skip


def known(name: str) -> Any:
    """The parameter of the field `name`, with the words that it may hold."""
    return Query(max_length=40, json_schema_extra={"enum": [*WORDS[name]]})


def among(name: str) -> AfterValidator:
    """The check that a value is one of the known words; an empty one is none."""

    def check(value: str | None) -> str | None:
        if value and value not in WORDS[name]:
            raise ValueError(f"{value!r} is none of {', '.join(WORDS[name])}")
        return value or None

    return AfterValidator(check)


Kind = Annotated[str | None, known("kind"), among("kind")]
Measure = Annotated[str | None, known("measure"), among("measure")]
ModeWord = Annotated[str | None, known("mode"), among("mode")]
Type = Annotated[str | None, known("type"), among("type")]
StatusWord = Annotated[str | None, known("status"), among("status")]


@dataclass(frozen=True, slots=True)
class Asked:
    """The filter of an address; what is None restricts nothing."""

    q: str | None = None
    kind: str | None = None
    measure: str | None = None
    mode: str | None = None
    type: str | None = None
    status: str | None = None
    place: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None

    def filter(self, **more: Any) -> ClaimFilter:
        """The ledger's filter, with `more` of its fields; of the words `q` it knows nothing (see `search`)."""
        rest = {name: value for name, value in asdict(self).items() if name != "q"}
        return replace(ClaimFilter(**rest), **more)

    def given(self) -> dict[str, str]:
        """The fields that restrict something, in the order of the form."""
        return {name: value for name, value in asdict(self).items() if value}

    def query(self, *without: str, **more: object) -> str:
        """The filter as the query of an address, less the fields `without`; empty where nothing is asked for."""
        kept = {name: value for name, value in self.given().items() if name not in without}
        return urlencode({**kept, **{name: value for name, value in more.items() if value}}, errors="replace")


def asked(
    q: Some = None,
    kind: Kind = None,
    measure: Measure = None,
    mode: ModeWord = None,
    type: Type = None,  # noqa: A002 - the address's own word
    status: StatusWord = None,
    place: Some = None,
    speaker: Some = None,
    outlet: Some = None,
    since: Moment = None,
    until: Moment = None,
    as_of: AsOf = None,
) -> Asked:
    """The filter that the address holds."""
    return Asked(q, kind, measure, mode, type, status, place, speaker, outlet, since, until, as_of)


Wanted = Annotated[Asked, Depends(asked)]
"""A route's parameter that is the filter of its address."""


class FilterPart(Content):
    """One thing that the address restricts, and the query of the address without it."""

    name: str
    label: str
    value: Words
    without: Words


def filter_parts(wanted: Asked, **more: object) -> tuple[FilterPart, ...]:
    """What the address restricts; `more` is kept in the addresses without it."""
    return tuple(
        FilterPart(name=name, label=LABELS[name], value=value, without=wanted.query(name, **more))
        for name, value in wanted.given().items()
    )
