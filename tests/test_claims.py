"""Claims: what a reading's figures, events and attributions assert, and what an id depends on."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest

from onrecord.claims import claims_of
from onrecord.model import (
    Actor,
    Attribution,
    Claim,
    Event,
    EventValue,
    Figure,
    FigureValue,
    Interval,
    Published,
    Reading,
    Span,
    Speaker,
    StatementValue,
    Story,
)

TEXT = "Twelve people died, including five children, the mayor said. Talks will follow. He denied a dozen more deaths."
STORY = Story(text=TEXT, title="Twelve die")
MAYOR = Speaker("Ann Lee", "person", "mayor")
CLERK = Speaker("clerk", "office")
PELLIN = (Actor("participant", "Pellin"),)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def number(words: str, value: float, **more: object) -> Figure:
    figure = Figure(at(words), value, value, "exact", "killed", "new")
    return replace(figure, **more)  # type: ignore[arg-type]


def attribution(content: Span, **more: object) -> Attribution:
    made = Attribution((at("the mayor"),), (at("said"),), (content,), MAYOR, "indirect", chain=(CLERK,))
    return replace(made, **more)  # type: ignore[arg-type]


def reading(**parts: object) -> Reading:
    sentences = (Span(0, TEXT.index(" Talks")), at("Talks will follow."), at("He denied a dozen more deaths."))
    bare = Reading(STORY.id, Published("2026-02-02", "given", "test"), (Span(0, 10, "title"), *sentences))
    return replace(bare, **parts)  # type: ignore[arg-type]


def only(**parts: object) -> Claim:
    found = claims_of(STORY, reading(**parts))
    assert len(found) == 1
    return found[0]


def test_a_figure_names_its_sentence_speaker_chain_and_date() -> None:
    said = Interval("2026-02-02", "2026-02-03")
    figure = number("Twelve", 12, speaker=MAYOR, place="Pellin", period=Interval("2026-02-01", "2026-02-02"))
    claims = claims_of(STORY, reading(figures=(figure,), attributions=(attribution(Span(0, 43), said=said),)))
    claim = next(c for c in claims if c.kind == "figure")
    assert isinstance(claim.value, FigureValue)
    assert (claim.value.low, claim.value.measure, claim.value.mode) == (12, "killed", "new")
    assert STORY.quote(claim.mark) == "Twelve"
    assert STORY.quote(claim.evidence).endswith("the mayor said.")
    assert (claim.speakers, claim.said, claim.where, claim.when.begin) == ((MAYOR, CLERK), said, "Pellin", "2026-02-01")


def test_a_claim_of_the_story_itself_has_no_speaker() -> None:
    claim = only(figures=(number("Twelve", 12),))
    assert (claim.speakers, claim.said, claim.status) == ((), None, "occurred")


def test_a_part_names_the_claim_of_its_whole_in_any_order() -> None:
    whole, part = number("Twelve", 12), number("five", 5, of="children")
    for figures in ((whole, replace(part, part_of=0)), (replace(part, part_of=1), whole)):
        claims = {STORY.quote(c.mark): c for c in claims_of(STORY, reading(figures=figures))}
        assert isinstance(claims["five"].value, FigureValue)
        assert claims["five"].value.part_of == claims["Twelve"].id


@pytest.mark.parametrize(("one", "other"), [(0, 1), (1, 0), (7, None), (-1, None)])
def test_faulty_wholes_break_nothing(one: int, other: int | None) -> None:
    figures = (number("Twelve", 12, part_of=one), number("five", 5, part_of=other))
    assert len(claims_of(STORY, reading(figures=figures))) == 2


def test_a_denied_figure_is_denied() -> None:
    assert only(figures=(number("a dozen", 12, denied=True),)).status == "denied"


def test_an_event_keeps_what_it_says() -> None:
    event = Event(
        at("Talks"), "CONSULT", "meet", "announced", (Actor("participant", "Pellin"),), round=2, deadline=True
    )
    claim = only(events=(event,))
    assert claim.value == EventValue("CONSULT", "meet", PELLIN, deadline=True, round=2)
    assert (claim.status, STORY.quote(claim.evidence)) == ("announced", "Talks will follow.")


def test_a_statement_is_one_claim_for_each_who_says_it() -> None:
    claims = claims_of(STORY, reading(attributions=(attribution(Span(0, 43), also=(CLERK,)),)))
    assert [c.speakers[0] for c in claims] == [MAYOR, CLERK]
    assert {c.value for c in claims} == {StatementValue("indirect", (TEXT[:43],))}
    assert all(STORY.quote(c.evidence).endswith("said.") for c in claims)


def test_a_statement_without_content_is_no_claim() -> None:
    empty = replace(attribution(Span(0, 43)), content=())
    assert claims_of(STORY, reading(attributions=(empty,))) == ()


def test_an_id_hashes_what_is_said_and_never_the_rule() -> None:
    figure = number("Twelve", 12, rule="a", confidence=0.9)
    same = only(figures=(replace(figure, rule="b", confidence=0.2),))
    assert same.id == only(figures=(figure,)).id
    for other in ({"low": 13.0}, {"mode": "total"}, {"place": "Pellin"}, {"denied": True}, {"speaker": MAYOR}):
        assert only(figures=(replace(figure, **other),)).id != same.id


def test_what_is_found_twice_stands_once() -> None:
    assert len(claims_of(STORY, reading(figures=(number("Twelve", 12), number("Twelve", 12, rule="other"))))) == 1


def test_the_headline_has_its_own_evidence() -> None:
    claim = only(figures=(replace(number("Twelve", 12), span=Span(0, 6, "title")),))
    assert (claim.mark.field, STORY.quote(claim.evidence)) == ("title", "Twelve die")


def test_a_long_story_takes_no_quadratic_time() -> None:
    many = 4000
    spans = [Span(10 * n, 10 * n + 9) for n in range(many)]
    long = Reading(
        "s",
        Published(None, "unknown", "test"),
        tuple(spans),
        figures=tuple(Figure(s, 5, 5, "exact", "killed", "new", speaker=MAYOR) for s in spans),
        attributions=tuple(Attribution((), (), (s,), MAYOR, "direct") for s in spans),
    )
    began = process_time()
    assert len(claims_of(Story(text="x" * 10 * many), long)) == 2 * many
    assert process_time() - began < 4
