"""Hand-made claims on record: `figure(...)` and `event(...)` build one, each in a story of its own unless told."""

from __future__ import annotations

from typing import Any

from onrecord.model import (
    Actor,
    Claim,
    EventValue,
    FigureValue,
    Interval,
    Published,
    Sourced,
    Span,
    Speaker,
    Status,
    Story,
    with_id,
)  # fmt: skip

HEALTH = "Gaza's health authorities"
TALKERS = ("Ukraine", "United States", "Russia")


def when(text: str | None) -> Interval:
    """ "2026-02-04/2026-02-06" -> [begin, end); "2026-02-04/" leaves the end open; None is no date."""
    begin, _, end = (text or "").partition("/")
    return Interval(begin or None, end or None)


def sourced(
    value: FigureValue | EventValue, *, known: str, story: str | None, outlet: str, mark: int, title: bool,
    status: Status, when_: str | None, where: str | None, speaker: str | None, role: str | None, said: str | None,
    words: str,
) -> Sourced:  # fmt: skip
    """One claim in its story; stories of one name, outlet and date are one."""
    text = f"{story or words} " + "." * 400
    padded = text[:mark] + words + text[mark + len(words) :]
    at = Story(text=padded if story is None else text, title="." * 80, published=known, outlet=outlet, key=story)
    span = Span(mark, mark + len(words), "title" if title else "text")
    claim = Claim(
        story=at.id,
        kind="figure" if isinstance(value, FigureValue) else "event",
        mark=span,
        evidence=span,
        value=value,
        status=status,
        speakers=(Speaker(speaker, "body", role),) if speaker else (),
        said=when(said) if said else None,
        when=when(when_),
        where=where,
    )
    return Sourced(with_id(claim), at, Published(known, "given", "test"), "2026-03-01T00:00:00Z")


def figure(
    low: float | None, *, high: float | None = None, measure: str = "killed", mode: Any = "total", bound: Any = "exact",
    of: str | None = None, what: str | None = None, part_of: str | None = None, direction: Any = None,
    place: str | None = "Gaza Strip", since: str | None = None, speaker: str | None = HEALTH, role: str | None = None,
    known: str = "2026-02-02", story: str | None = None, outlet: str = "A", mark: int = 0, title: bool = False,
    denied: bool = False, said: str | None = None,
) -> Sourced:  # fmt: skip
    """A figure claim; `high` is `low` unless given."""
    value = FigureValue(
        measure, mode, low, low if high is None else high, bound, of=of, what=what, part_of=part_of, direction=direction
    )
    return sourced(
        value, known=known, story=story, outlet=outlet, mark=mark, title=title, when_=since, where=place,
        status="denied" if denied else "occurred", speaker=speaker, role=role, said=said, words=f"{low}",
    )  # fmt: skip


def event(
    status: Status, date: str | None = None, *, kind: str = "CONSULT", mode: str | None = None,
    who: tuple[str, ...] = TALKERS, number: int | None = None, place: str | None = None, speaker: str | None = None,
    role: str | None = None, known: str = "2026-02-02", story: str | None = None, outlet: str = "A", mark: int = 0,
    title: bool = False, words: str = "talks", manner: str | None = None,
) -> Sourced:  # fmt: skip
    """An event claim; a manner is the word before the trigger."""
    said = f"{manner} {words}" if manner else words
    value = EventValue(
        kind, mode, tuple(Actor("participant", name) for name in who), round=number,
        manner=Span(mark, mark + len(manner)) if manner else None,
    )  # fmt: skip
    return sourced(
        value, known=known, story=story, outlet=outlet, mark=mark, title=title, when_=date, where=place, status=status,
        speaker=speaker, role=role, said=None, words=said,
    )  # fmt: skip
