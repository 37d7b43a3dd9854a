"""The `events` layer: types, status, parties, dates, places, and what is not told as an event."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Event, Interval, Reading, Story
from onrecord.reading import Reader
from tests.conftest import Read

MONDAY = "2026-02-02"


def one(reading: Reading, kind: str) -> Event:
    events = [e for e in reading.events if e.type == kind]
    assert len(events) == 1, reading.events
    return events[0]


STATUSES = [
    ("The two presidents met in Oslo.", "CONSULT", "occurred"),
    ("The two presidents will meet in Oslo.", "CONSULT", "announced"),
    ("The two presidents are expected to meet in Oslo.", "CONSULT", "expected"),
    ("The two presidents did not meet in Oslo.", "CONSULT", "not_happened"),
    ("Kenya denied that the two presidents had met.", "CONSULT", "denied"),
    ("Kenya proposed a meeting of the two presidents.", "CONSULT", "proposed"),
    ("Kenya called off a meeting with Chad.", "CONSULT", "cancelled"),
    ("The meeting of the two presidents was postponed.", "CONSULT", "postponed"),
    ("Peace talks will take place in Oslo.", "CONSULT", "announced"),
    ("The third round of talks took place in Oslo.", "CONSULT", "occurred"),
    ("No agreement was announced.", "AGREE", "not_happened"),
    ("The crossing remains closed.", "CLOSE", "ongoing"),
    ("Officials had been due to reopen the airport.", "OPEN", "postponed"),
    ("The rebels would free the hostages if the army left.", "RETREAT", "proposed"),
    ("Chad is ready to free the prisoners.", "RETREAT", "proposed"),
    ("Kenya denied that it had agreed to open the crossing.", "OPEN", "denied"),
    ("The crossing, which was to reopen on Friday, will stay shut.", "OPEN", "postponed"),
    ("Kenya proposed that the presidents meet by the end of May.", "CONSULT", "proposed"),
    ("Kenya does not want a meeting with Chad.", "CONSULT", "not_happened"),
    ("The plan opens the way to talks on a treaty, which are due to begin in May.", "CONSULT", "expected"),
    ("Talks were to open in Oslo on Friday but never began.", "CONSULT", "not_happened"),
    ("A truce was to take effect on Sunday.", "RETREAT", "expected"),
    ("The summit was due on Friday but was put off.", "CONSULT", "postponed"),
    ("The crossing was due to reopen on Friday but stayed shut.", "OPEN", "postponed"),
    ("Envoys had hoped to announce a truce by Friday, but the announcement was put off.", "RETREAT", "postponed"),
    ("Plans for a summit in Oslo collapsed.", "CONSULT", "not_happened"),
    ("They failed to agree on a truce.", "RETREAT", "not_happened"),
    ("A prisoner swap between Chad and Niger planned for Friday did not take place.", "RETREAT", "not_happened"),
    ("Kenya called off a trip to Oslo planned for Friday.", "CONSULT", "cancelled"),
    ("The mayor postponed a trip to Oslo that was due on Monday.", "CONSULT", "postponed"),
    ("The two presidents are expected to speak again on Sunday.", "CONSULT", "expected"),
    ("Kenya plans to withdraw its 900-strong contingent by the end of May.", "RETREAT", "announced"),
    ("A planned evacuation of 300 families would start on Monday.", "RETREAT", "announced"),
    ("The troops were supposed to withdraw on Sunday.", "RETREAT", "expected"),
    ("The envoys have warned of a possible massacre.", "ASSAULT", "expected"),
    ("An official was sent to negotiate with the rebels.", "CONSULT", "announced"),
    ("The rebels have besieged the town since May 2024.", "ASSAULT", "ongoing"),
    ("The rebels were given a deadline to surrender.", "RETREAT", "proposed"),
    ("His calls for the king to step down were mild.", "RETREAT", "proposed"),
    ("He was the first president to visit Chad.", "CONSULT", "occurred"),
    ("He will be the first president to visit Chad.", "CONSULT", "announced"),
    ("The planned talks in Oslo took place on Sunday.", "CONSULT", "occurred"),
]


@pytest.mark.parametrize(("text", "kind", "status"), STATUSES)
def test_status(read: Read, text: str, kind: str, status: str) -> None:
    assert one(read(text, published=MONDAY), kind).status == status


def test_talks_have_parties_place_dates_and_round(read: Read) -> None:
    text = "The second round of talks between Chad, Niger and Mali will take place in Oslo on Wednesday and Thursday."
    event = one(read(text, published=MONDAY), "CONSULT")
    assert (event.status, event.place, event.round) == ("announced", "Oslo", 2)
    assert [(a.role, a.name) for a in event.actors] == [("participant", n) for n in ("Chad", "Niger", "Mali")]
    assert event.when == Interval("2026-02-04", "2026-02-06")
    assert event.rule == "trigger:consult meet"


def test_a_later_mention_takes_over_the_parties(read: Read) -> None:
    text = "Talks between Chad and Niger were held in Oslo. The next round of talks will be held in Cairo."
    first, second = read(text, published=MONDAY).events
    assert second.actors == first.actors
    assert (second.place, second.status) == ("Cairo", "announced")


def test_mere_mentions_are_no_events(read: Read) -> None:
    text = "He spoke quietly during the talks. Following the talks, he went home."
    assert not [e for e in read(text, published=MONDAY).events if e.type == "CONSULT"]


def test_the_capital_that_acts_is_the_country(read: Read) -> None:
    event = one(read("Moscow accused Kyiv of bad faith.", published=MONDAY), "DISAPPROVE")
    assert [(a.role, a.name) for a in event.actors] == [("actor", "Russia"), ("recipient", "Ukraine")]


def test_passive_and_active_name_the_same_parties(read: Read) -> None:
    active = one(read("Rebels kidnapped two priests.", published=MONDAY), "ASSAULT")
    passive = one(read("Two priests were kidnapped by rebels.", published=MONDAY), "ASSAULT")
    assert {(a.role, a.name.lower()) for a in active.actors} == {(a.role, a.name.lower()) for a in passive.actors}


def test_a_site_is_pointed_back_to(read: Read) -> None:
    text = "The Rafah crossing was calm. The terminal has been shut since troops seized it in May 2024."
    event = one(read(text, published=MONDAY), "CLOSE")
    assert event.place == "Rafah crossing"
    assert event.when == Interval("2024-05-01", "2024-06-01")


def test_an_undated_opening_is_the_dated_one(read: Read) -> None:
    text = "Traders welcomed the reopening of the Rafah crossing. The crossing reopened on Sunday."
    events = [e for e in read(text, published=MONDAY).events if e.type == "OPEN"]
    assert [e.when.begin for e in events] == ["2026-02-01", "2026-02-01"]


def test_a_date_that_limits_is_a_deadline(read: Read) -> None:
    event = one(read("The army will withdraw its troops by Friday.", published=MONDAY), "RETREAT")
    assert event.deadline
    assert event.when.begin == "2026-02-06"


def test_condition_is_the_clause(read: Read) -> None:
    text = "The rebels would free the hostages if the army left."
    event = one(read(text, published=MONDAY), "RETREAT")
    assert event.condition is not None
    assert text[event.condition.start : event.condition.end].startswith("if the army")


def test_the_speaker_is_whoever_says_it(read: Read) -> None:
    event = one(read("The summit will take place in May, minister Ana Ruiz said.", published=MONDAY), "CONSULT")
    assert event.speaker is not None
    assert event.speaker.name == "Ana Ruiz"


def test_counts_of_casualties_are_figures_not_events(read: Read) -> None:
    assert not read("In the past day 61 people were killed and 30 injured.", published=MONDAY).events


def test_what_is_demanded_is_not_told_twice(read: Read) -> None:
    kinds = {e.type for e in read("Ghana threatened to expel the envoys.", published=MONDAY).events}
    assert kinds == {"THREATEN"}


def test_title_event_takes_date_and_parties_from_the_body(read: Read) -> None:
    text = "Talks between Chad and Niger will be held in Oslo on Friday."
    title = [e for e in read(text, title="Oslo to host talks", published=MONDAY).events if e.span.field == "title"]
    assert [e.when.begin for e in title if e.type == "CONSULT"] == ["2026-02-06"]


NO_EVENTS = [
    "The toll rose to 68 killed and 170 injured.",
    "The ministry put the toll at 68 killed and 170 injured.",
    "The war has killed 7,000 people.",
    "That is half the number agreed under the pact.",
    "The group returned the papers as agreed.",
    "If Kenya accepts, the rest will follow.",
    "Cholera killed 13 people in the camp.",
    "Floods killed 40 people in Mali.",
    "A road accident killed seven soldiers.",
    "An earthquake that killed 2,200 struck the province on Sunday.",
    "Nine people were killed when their boat capsized.",
    "Ten people were killed in a fire at a warehouse.",
    "Police tried to quell protests in the capital.",
    "The government has not confirmed reports of violence.",
]


def parties(event: Event) -> set[tuple[str, str]]:
    return {(a.role, a.name) for a in event.actors}


ROLES = [
    ("Shelling by the Coastal Guard Corps killed nine people.", "ASSAULT", {("actor", "Coastal Guard Corps")}),
    ("The envoy's arrest on Saturday angered Chad.", "COERCE", {("recipient", "envoy")}),
    ("Air strikes attributed to Niger hit a depot.", "ASSAULT", {("actor", "Niger"), ("recipient", "depot")}),
    ("An attack launched by the rebels killed nine people.", "ASSAULT", {("actor", "rebels"), ("recipient", "people")}),
    ("The army repelled the assault.", "ASSAULT", {("recipient", "army")}),
    ("The minister scrapped plans to visit Oslo.", "CONSULT", {("actor", "minister"), ("participant", "Norway")}),
]


@pytest.mark.parametrize(("text", "kind", "roles"), ROLES)
def test_who_does_it(read: Read, text: str, kind: str, roles: set[tuple[str, str]]) -> None:
    assert parties(one(read(text, published=MONDAY), kind)) == roles


def test_those_who_say_so_did_not_do_it(read: Read) -> None:
    text = "Rebels pulled out of the town on Sunday, residents and a guard said, two weeks after seizing it."
    assert parties(one(read(text, published=MONDAY), "COERCE")) == {("actor", "Rebels")}
    text = "The town was calm, the minister said after meeting the envoy."
    assert ("participant", "minister") in parties(one(read(text, published=MONDAY), "CONSULT"))


def test_date_and_place_are_of_their_own_happening(read: Read) -> None:
    text = "Talks went on in Oslo. The fighting followed a January 22 attack in Gao."
    fighting, attack = (e for e in read(text, published=MONDAY).events if e.type == "ASSAULT")
    assert (fighting.when.begin, fighting.place) == (None, None)
    assert (attack.when.begin, attack.place) == ("2026-01-22", "Gao")
    stormed = read("Troops stormed Gao, scene of a 1982 massacre.", published=MONDAY).events[0]
    assert stormed.when.begin is None


def test_a_semicolon_parts_a_headline(read: Read) -> None:
    title = "Chad, Niger agree to extend truce; 26 killed in Gao last month"
    reading = read("The two sides met.", title=title, published=MONDAY)
    assert {e.when.begin for e in reading.events if e.span.field == "title"} == {None}


def test_days_that_run_on_lie_ahead(read: Read) -> None:
    event = one(read("The talks will start on Friday and run through Sunday.", published=MONDAY), "CONSULT")
    assert event.when == Interval("2026-02-06", "2026-02-09")


def test_one_happening_is_told_once(read: Read) -> None:
    for text in (
        "A barrage struck two suburbs.",
        "Talks resumed in Oslo.",
        "The attack launched on Sunday killed nine.",
    ):
        assert len(read(text, published=MONDAY).events) == 1, text


def test_a_siege_dates_from_its_beginning(read: Read) -> None:
    event = one(read("The town has been besieged since May 2024.", published=MONDAY), "ASSAULT")
    assert event.when == Interval("2024-05-01", "2024-06-01")


@pytest.mark.parametrize("text", NO_EVENTS)
def test_tolls_and_references_are_no_events(read: Read, text: str) -> None:
    assert read(text, published=MONDAY).events == ()


def test_a_notice_and_a_new_date_do_not_date_the_event(read: Read) -> None:
    assert one(read("The summit had been announced on Jan. 8.", published=MONDAY), "CONSULT").when.begin is None
    assert one(read("Talks in Oslo slipped to Friday.", published=MONDAY), "CONSULT").when.begin is None


def test_when_takes_the_date_beside_it(read: Read) -> None:
    text = "The port reopened on Sunday for the first time since May 2024, when rebels seized it."
    event = one(read(text, published=MONDAY), "COERCE")
    assert event.when.begin == "2024-05-01"


def test_the_town_of_the_talks_is_not_the_place_of_the_war(read: Read) -> None:
    text = "Talks between Chad and Niger opened in Oslo. Rebels attacked a convoy of trucks."
    assert [e.place for e in read(text, published=MONDAY).events if e.type == "ASSAULT"] == [None]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["talks", "between", "Chad", "and", "will", "not", "agreed", "to", "reopen", "the", "crossing", "on",
             "Monday", "attack", "killed", "if", "denied", "that", ".", "\n", ",", "said", "of",
             "first", "round", "shut"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_no_text_breaks_the_layer(reader: Reader, words: list[str]) -> None:
    text = " ".join(words)
    story = Story(text=text, title=text[:60], published=MONDAY)
    reading = next(r for _, r in reader.read([story]))
    assert not [p for p in reading.problems if p.where == "events"]
    for event in reading.events:
        assert story.quote(event.span).strip()
        assert len(event.actors) == len({a.name for a in event.actors})
