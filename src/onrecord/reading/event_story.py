"""What the events of one story tell of each other: parties pointed at, dates and places of the same happening."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.model import Actor, Event, Interval, Reading
from onrecord.reading.event_roles import refers_to_parties
from onrecord.reading.event_status import Standing
from onrecord.reading.event_triggers import Trigger
from onrecord.reading.place_of import dominant_place

TALKS = frozenset({"CONSULT", "AGREE"})


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
    parties: tuple[Actor, ...] = ()
    latest = Interval(None, None)
    for f in found:
        event = f.event
        shares = event.type in TALKS or event.mode == "ceasefire"
        if shares and len(event.actors) < 2 and parties and takes_over(f):
            event = replace(event, actors=parties)
        proper = [a for a in event.actors if a.name[:1].isupper()]
        if event.type == "ASSAULT" and f.definite and event.when.begin is None and event.status == "occurred":
            event = replace(event, when=latest)  # "the attack" is the one told of
        if event.type == "ASSAULT" and event.when.begin and event.status == "occurred":
            latest = event.when
        if (shares and len(event.actors) >= 2) or (not parties and len(proper) == 2):
            parties = tuple(Actor("participant", a.name) for a in event.actors)
        events.append(event)
    return [completed(event, events) for event in events]


def sited(events: list[Event], reading: Reading) -> list[Event]:
    """Gives places to events without one: a site is the one last told of, violence is where the story plays."""
    main, found = dominant_place(reading), []
    site: str | None = None
    for event in events:
        place = event.place
        at_site = event.type in ("OPEN", "CLOSE")
        if place is None and (at_site or event.mode == "seize"):
            place = site
        if place is None and (event.type == "ASSAULT" or event.mode == "ceasefire"):
            place = main
        if at_site and place:
            site = place
        found.append(event if place == event.place else replace(event, place=place))
    return found


def takes_over(f: Found) -> bool:
    """True where the event's parties are those of the talks before."""
    if not f.event.actors:
        return True
    return refers_to_parties(f.trigger.doc, f.trigger, f.standing.verb)


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
        if event.span.field == "title" and other.span.field == "text" and meets(event.when, other.when):
            return replace(
                event,
                when=event.when if event.when.begin else other.when,
                place=event.place or other.place,
                actors=event.actors if len(event.actors) >= len(other.actors) else other.actors,
            )
    return event


def meets(a: Interval, b: Interval) -> bool:
    """True where two intervals share a day, or one is unknown."""
    if a.begin is None or b.begin is None:
        return True
    return (a.end is None or b.begin < a.end) and (b.end is None or a.begin < b.end)
