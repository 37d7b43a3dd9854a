"""The events of a story: PLOVER types (plus OPEN and CLOSE) with status, parties, time, place and speaker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.lexicon import Lexicon
from onrecord.model import Actor, Event, Interval, Place, Reading
from onrecord.reading import event_triggers
from onrecord.reading.event_context import LASTING, When, by_sentence, speaker_of, when
from onrecord.reading.event_names import Names, names_of
from onrecord.reading.event_places import place_for
from onrecord.reading.event_roles import actors, span_of
from onrecord.reading.event_status import Standing, standing
from onrecord.reading.event_story import Found, settled, sited
from onrecord.reading.event_telling import is_definite, is_part, told
from onrecord.reading.event_triggers import Trigger, Triggers, perfect
from onrecord.reading.grammar import modality, whole_noun
from onrecord.reading.layer import Layer
from onrecord.reading.parse import Document, Parsed
from onrecord.reading.place_gazetteer import capitals

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip


def layer(lexicon: Lexicon) -> Layer:
    """The layer; prepares the trigger tables."""
    table, seats = event_triggers.prepare(lexicon), capitals(lexicon)

    def read(parsed: Parsed, reading: Reading) -> Reading:
        """The events of body and title, in that order."""
        names = names_of(reading, parsed.documents, seats)
        found = [f for doc in parsed.documents for f in found_in(doc, reading, names, table)]
        events = (dated(event, reading.published.day) for event in sited(settled(found), reading))
        return replace(reading, events=tuple(events))

    return read


def found_in(doc: Document, reading: Reading, names: Names, table: Triggers) -> Iterable[Found]:
    """The events of one document."""
    triggers = event_triggers.find(doc, table)
    if not triggers:
        return
    at = {t.i: t for t in triggers}
    at.update({whole_noun(doc, t.i): t for t in triggers if t.noun})
    here = by_sentence(doc, reading)._replace(nouns={i: t.pattern.type for i, t in at.items() if t.noun})
    for trigger in triggers:
        if is_part(trigger, at):
            continue
        stand = standing(trigger, table)
        time = in_time(trigger, stand, when(trigger, stand.verb, here, reading.attributions), reading.published.day)
        event = described(trigger, stand, time, place_for(trigger, stand, here, reading), reading, names)
        definite = is_definite(trigger)
        if told(trigger, stand, event, definite, at, time.own):
            yield Found(trigger, stand, event, definite)


def described(
    trigger: Trigger, stand: Standing, time: When, place: Place | None, reading: Reading, names: Names
) -> Event:
    """The event of a trigger, from its own sentence."""
    doc, pattern = trigger.doc, trigger.pattern
    span = span_of(trigger)
    status = stand.status
    if (
        pattern.type == "CONSULT"
        and status == "announced"
        and not trigger.noun
        and pattern.entry == "consult meet"
        and doc.tokens[trigger.i].lemma in ("depart", "leave", "travel")
    ):
        status = "expected"  # setting out is not yet meeting
    if pattern.entry in LASTING and status == "occurred" and not trigger.noun and perfect(doc, trigger.i):
        status = "ongoing"  # "has been besieged since May"
    condition = doc.subtree_span(stand.condition) if stand.condition is not None else None
    kind = pattern.type
    if kind == "AGREE" and status == "not_happened" and refused(trigger):
        kind, status = "REJECT", "occurred"
    roles = actors(trigger, stand.verb, names)
    return Event(
        span=span,
        type=kind,
        mode="return" if pattern.mode == "release" and returns_dead(roles) else pattern.mode,
        status=status,
        actors=roles,
        when=time.interval,
        place=place.name if place else None,
        speaker=speaker_of(span, reading.attributions),
        condition=condition,
        deadline=time.deadline,
        recurs=time.recurs,
        round=round_of(trigger),
        rule=f"trigger:{pattern.entry}",
    )


def in_time(trigger: Trigger, stand: Standing, time: When, today: str | None) -> When:
    """The time; none for a verb in the past tense whose day lies ahead: that day was read wrongly."""
    past = not trigger.noun and trigger.doc.tokens[trigger.i].tag == "VBD" and stand.status == "occurred"
    begin = time.interval.begin
    wrong = past and not time.deadline and today and begin and begin[:10] > today
    return time._replace(interval=Interval(None, None)) if wrong else time


def dated(event: Event, today: str | None) -> Event:
    """The event as announced where it is told as done but lies ahead ("deal to start on Sunday")."""
    begin = event.when.begin
    ahead = event.status == "occurred" and not event.deadline and today and begin and begin[:10] > today
    return replace(event, status="announced") if ahead else event


def refused(trigger: Trigger) -> bool:
    """True for "will not accept": to say that one will not is to reject."""
    doc, i = trigger.doc, trigger.i
    return not trigger.noun and doc.tokens[i].lemma in ("accept", "agree") and modality(doc, i) in ("future", "would")


def returns_dead(roles: tuple[Actor, ...]) -> bool:
    """True where bodies are handed over."""
    return any(a.role == "recipient" and a.name.lower().endswith(("bodies", "body", "remains")) for a in roles)


def round_of(trigger: Trigger) -> int | None:
    """The ordinal of "the second round of talks"."""
    doc, token = trigger.doc, trigger.doc.tokens[trigger.i]
    if token.dep == "pobj" and doc.tokens[token.head].lower == "of":
        round_ = doc.tokens[doc.tokens[token.head].head]
        if round_.lemma == "round":
            return next((ORDINALS[c.lower] for c in doc.children(round_.i) if c.lower in ORDINALS), None)
    return None
