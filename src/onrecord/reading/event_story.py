"""What the events of one story tell of each other: parties pointed at, dates and places of the same happening."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from onrecord.model import Actor, Event, Interval, Reading
from onrecord.reading.event_names import refers_to_parties
from onrecord.reading.event_status import Standing
from onrecord.reading.event_triggers import Trigger
from onrecord.reading.place_of import dominant_place

FURTHER = frozenset({"another", "next", "further", "new", "second", "third", "fourth", "fifth"})
STALE = 21  # days
TALKS = frozenset({"CONSULT", "AGREE"})
POINTING = frozenset(
    "side sides party parties delegation delegations country countries nation nations leader leaders president "
    "presidents minister ministers team teams negotiator negotiators neighbours neighbors".split()
)  # common nouns for those that the story has named


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger with what its syntax says, before the story as a whole is looked at."""

    trigger: Trigger
    standing: Standing
    event: Event
    definite: bool


def settled(found: list[Found]) -> list[Event]:
    """The events with what one of them tells of another: parties pointed at, the date of the same happening."""
    events: list[Event] = []
    parties = next((p for f in found if (p := parties_of(f.event))), ())
    latest = Interval(None, None)
    for f in found:
        event = f.event
        shares = event.type in TALKS or event.mode == "ceasefire"
        if shares and len(event.actors) < 2 and parties and takes_over(f):
            event = replace(event, actors=parties)
        event = named_parties(event, parties)
        if event.type == "ASSAULT" and f.definite and event.when.begin is None and event.status == "occurred":
            event = replace(event, when=latest)  # "the attack" is the one told of
        if event.type == "ASSAULT" and event.when.begin and event.status == "occurred":
            latest = event.when
        if (day := returned(f, events[-1] if events else None)) is not None:
            event = replace(event, when=day)
        parties = parties_of(event) or parties
        events.append(event)
    known = full_names(events)
    return [completed(with_full_names(event, known), events) for event in events]


def full_names(events: list[Event]) -> dict[str, str]:
    """The full name by surname, of persons that take part in events, where only one has it."""
    names = {a.name for e in events for a in e.actors if is_named(a.name) and " " in a.name and "'" not in a.name}
    found: dict[str, str] = {}
    for name in sorted(names):
        surname = name.rpartition(" ")[2]
        found[surname] = "" if surname in found else name
    return {surname: name for surname, name in found.items() if name}


def with_full_names(event: Event, known: dict[str, str]) -> Event:
    """The event with "Poe" as "Ann Poe"."""
    if not any(a.name in known for a in event.actors):
        return event
    named = [replace(a, name=known.get(a.name, a.name)) for a in event.actors]
    return replace(event, actors=tuple({a.name: a for a in named}.values()))


def returned(f: Found, before: Event | None) -> Interval | None:
    """The date of the release before, for one made "in return" or "in exchange" without a date of its own."""
    doc, event = f.trigger.doc, f.event
    if (
        before is None
        or before.deadline
        or event.type != "RETREAT"
        or event.when.begin is not None
        or before.when.begin is None
    ):
        return None
    sentence = doc.sentence_of(f.trigger.i)
    words = [token.lower for token in doc.tokens[sentence.first : sentence.last]]
    swap = any(a == "in" and b in ("return", "exchange") for a, b in pairwise(words))
    same = event.mode == before.mode == "release" and event.status == before.status
    return before.when if swap and same else None


def parties_of(event: Event) -> tuple[Actor, ...]:
    """Those who meet, agree or make a truce, as participants, where the event names two or more of them."""
    together = event.type in TALKS or event.mode == "ceasefire"
    if event.mode == "visit" or (not together and event.mode != "release"):
        return ()
    acting = [a for a in event.actors if a.name[:1].isupper() and a.name.lower() not in POINTING]
    named = [a.name for a in acting if together or (a.role != "recipient" and is_named(a.name))]
    return tuple(Actor("participant", name) for name in named) if len(named) > 1 else ()


def is_named(name: str) -> bool:
    """True for a proper name: "Hamas", "Red Cross"; not "Palestinian prisoners"."""
    return name[:1].isupper() and name.rsplit(maxsplit=1)[-1][:1].isupper()


def named_parties(event: Event, parties: tuple[Actor, ...]) -> Event:
    """The event with the parties in the place of "the delegations", "each side", "the two countries"."""
    if not parties or not any(a.name.lower() in POINTING for a in event.actors):
        return event
    kept = tuple(a for a in event.actors if a.name.lower() not in POINTING)
    role = next(a.role for a in event.actors if a.name.lower() in POINTING)
    together = tuple(replace(p, role=role if role == "recipient" else p.role) for p in parties)
    return replace(event, actors=tuple({a.name: a for a in (*together, *kept)}.values()))


def sited(events: list[Event], reading: Reading) -> list[Event]:
    """Gives places to events without one: a site is the one last told of, violence is where the story plays."""
    main, found = scene(events, reading), []
    wide = {p.name for p in reading.places if p.kind in ("country", "region")}
    site: str | None = None
    for event in events:
        place = event.place
        at_site = event.type in ("OPEN", "CLOSE")
        if place is None and (at_site or event.mode == "seize"):
            place = site
        if place is None and main and (event.type == "ASSAULT" or (event.mode == "ceasefire" and main in wide)):
            place = main if event.type != "ASSAULT" or not is_past(event, reading) else None
        if at_site and place:
            site = place
        found.append(event if place == event.place else replace(event, place=place))
    return found


def scene(events: list[Event], reading: Reading) -> str | None:
    """Where the story plays; the town where talks are held is not where the violence is that they are about."""
    main = dominant_place(reading)
    return None if any(e.type == "CONSULT" and e.place == main for e in events) else main


def is_past(event: Event, reading: Reading) -> bool:
    """True for what lies weeks before the story: it need not have been where the story plays."""
    today = reading.published.day
    if not event.when.begin or not today:
        return False
    return (date.fromisoformat(today) - date.fromisoformat(event.when.begin[:10])).days > STALE


def takes_over(f: Found) -> bool:
    """True where the event's parties are those of the talks before."""
    if not f.event.actors:
        return True
    return is_another(f) or refers_to_parties(f.trigger.doc, f.trigger, f.standing.verb)


def is_another(f: Found) -> bool:
    """True for "the talks", "another meeting", "the next round" without a word on who meets: those who met before."""
    doc, i = f.trigger.doc, f.trigger.i
    if not f.trigger.noun or f.event.type != "CONSULT":
        return False
    if any(c.lower in ("with", "between", "among") for c in doc.children(i, "prep")) or doc.children(i, "poss"):
        return False
    return f.definite or any(c.lower in FURTHER for c in doc.children(i, "det", "amod"))


def completed(event: Event, events: list[Event]) -> Event:
    """The event with what another report of the same happening adds: a date, a place, the parties."""
    open_ = event.type in ("OPEN", "CLOSE")
    for other in events:
        if other is event or other.type != event.type or other.mode != event.mode:
            continue
        if (
            open_
            and event.when.begin is None
            and other.when.begin
            and other.place == event.place
            and other.status == event.status
        ):
            return replace(event, when=other.when)
        if event.span.field == "title" and other.span.field == "text":
            if len(event.actors) < len(other.actors):
                event = replace(event, actors=other.actors)
            if stage(event) == stage(other) and meets(event.when, other.when):
                when = event.when if event.when.begin else other.when
                return replace(event, when=when, place=event.place or other.place)
    return event


def stage(event: Event) -> str:
    """Whether an event lies behind, ahead, or came to nothing."""
    if event.status in ("occurred", "ongoing"):
        return "behind"
    return "ahead" if event.status in ("announced", "expected", "proposed") else event.status


def meets(a: Interval, b: Interval) -> bool:
    """True where two intervals share a day, or one is unknown."""
    if a.begin is None or b.begin is None:
        return True
    return (a.end is None or b.begin < a.end) and (b.end is None or a.begin < b.end)
