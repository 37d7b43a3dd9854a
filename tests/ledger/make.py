"""Stories, readings and claims of our own, as short as can be."""

from __future__ import annotations

from dataclasses import asdict, replace

from onrecord.model import (
    Actor,
    Claim,
    EventValue,
    FigureValue,
    Interval,
    Problem,
    Published,
    Reading,
    Span,
    Speaker,
    StatementValue,
    Story,
    content_hash,
)

TEXT = "Five people were killed in Harbour Town, the mayor said. Talks are to resume on Monday."
FIRST, SECOND = Span(0, 56), Span(57, 87)
MAYOR = Speaker("Ana Sörensen", "person", "mayor of Harbour Town")
AGENCY = Speaker("Coast News", "body")


def story(
    text: str = TEXT,
    *,
    title: str = "Attack in Harbour Town",
    published: str | None = "2026-02-02",
    url: str | None = None,
    outlet: str | None = "The Gazette",
    key: str | None = None,
    fetched: str | None = None,
) -> Story:
    return Story(text, title, published, url, outlet, key=key, fetched=fetched)


def reading(of: Story, *, value: str | None = "", problems: tuple[str, ...] = ()) -> Reading:
    """A reading that takes the story's date, or `value`."""
    known = of.published if value == "" else value
    published = Published(known, "given" if known else "unknown", "the source gave it" if known else "none was found")
    return Reading(of.id, published, problems=tuple(Problem("events", what, of.id) for what in problems))


def identified(claim: Claim) -> Claim:
    """The claim with an id of its content."""
    return replace(claim, id=content_hash({**asdict(claim), "rule": None, "confidence": None, "id": None}))


def killed(of: Story, number: float = 5, *, rule: str = "toll", **changes: object) -> Claim:
    value = FigureValue("killed", "new", number, number, "exact", of="people")
    claim = Claim(
        of.id, "figure", Span(0, 4), FIRST, value, "occurred", (MAYOR, AGENCY), Interval("2026-02-02", "2026-02-03"),
        Interval("2026-02-01", "2026-02-02"), "Harbour Town", 0.9, rule,
    )  # fmt: skip
    return identified(replace(claim, **changes))  # type: ignore[arg-type]


def talks(of: Story, **changes: object) -> Claim:
    value = EventValue("CONSULT", None, (Actor("participant", "Northland"), Actor("participant", "Südland")), round=2)
    claim = Claim(of.id, "event", Span(57, 62), SECOND, value, "expected", when=Interval("2026-02-09", "2026-02-10"))
    return identified(replace(claim, **changes))  # type: ignore[arg-type]


def words(of: Story) -> Claim:
    value = StatementValue("indirect", ("Five people were killed in Harbour Town",))
    return identified(Claim(of.id, "statement", Span(0, 39), FIRST, value, "occurred", (MAYOR,)))
