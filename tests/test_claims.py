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
    Position,
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


def position(**more: object) -> Position:
    made = Position(at("denied"), "REJECT", ("Ann Lee",), content=(at("a dozen more deaths"),))
    return replace(made, **more)  # type: ignore[arg-type]


def test_a_statement_is_a_position_with_its_words_and_its_holder() -> None:
    claim = only(positions=(position(targets=("Pellin",), negated=True),))
    assert claim.value == StatementValue(
        "indirect", ("a dozen more deaths",), "REJECT", "Ann Lee", ("Pellin",), negated=True
    )
    assert (STORY.quote(claim.mark), STORY.quote(claim.evidence)) == ("denied", "He denied a dozen more deaths.")
    assert (claim.speakers, claim.said, claim.status) == ((), None, "occurred")


def test_those_who_speak_for_themselves_hold_a_claim_each() -> None:
    claims = claims_of(
        STORY,
        reading(
            attributions=(attribution(Span(0, 43), also=(CLERK,)),),
            positions=(position(holders=("Ann Lee", "clerk"), attribution=0),),
        ),
    )
    assert [(c.speakers[0], c.value.holder) for c in claims if isinstance(c.value, StatementValue)] == [
        (MAYOR, "Ann Lee"), (CLERK, "clerk"),
    ]  # fmt: skip


def test_a_position_that_another_tells_keeps_both() -> None:
    claim = only(attributions=(attribution(Span(0, 43)),), positions=(position(holders=("Pellin",), attribution=0),))
    assert isinstance(claim.value, StatementValue)
    assert (claim.value.holder, claim.speakers) == ("Pellin", (MAYOR, CLERK))
    assert STORY.quote(claim.evidence) == TEXT  # from the cue's sentence to the position's


def test_what_takes_no_position_is_no_claim() -> None:
    assert claims_of(STORY, reading(attributions=(attribution(Span(0, 43)),))) == ()


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
        positions=tuple(Position(s, "REJECT", ("Ann Lee",), attribution=n) for n, s in enumerate(spans)),
    )
    began = process_time()
    assert len(claims_of(Story(text="x" * 10 * many), long)) == 2 * many
    assert process_time() - began < 4
