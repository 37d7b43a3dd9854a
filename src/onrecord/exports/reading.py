"""A Reading as one JSON object of the public Reading format (docs/formats.md)."""

from __future__ import annotations

from typing import Any

from onrecord.model import Attribution, Event, Figure, Interval, Place, Position, Reading, Span, Speaker, Story, Time
from onrecord.model.edtf import time_edtf


def reading_to_dict(story: Story, reading: Reading, group: str | None = None) -> dict[str, Any]:
    """The reading of `story` as the format's object; its id is the story's key where the source gave one."""
    published = reading.published
    row: dict[str, Any] = {
        "id": story.key or story.id,
        "published": {"value": published.value, "how": published.how, "why": published.why},
        "times": [time(story, t) for t in reading.times],
        "places": [place(story, p) for p in reading.places],
        "attributions": [attribution(story, a) for a in reading.attributions],
        "figures": [figure(story, f) for f in reading.figures],
        "events": [event(story, e) for e in reading.events],
        "positions": [position(story, p) for p in reading.positions],
        "main": {"killed": reading.main.killed, "injured": reading.main.injured},
    }
    return row if group is None else {**row, "group": group}


def span(story: Story, s: Span) -> dict[str, Any]:
    """A span with its text; `in` stands only where it is in the title."""
    row: dict[str, Any] = {"start": s.start, "end": s.end, "text": story.quote(s)}
    return row if s.field == "text" else {**row, "in": "title"}


def interval(value: Interval) -> dict[str, Any]:
    """`from` and `to`."""
    return {"from": value.begin, "to": value.end}


def name(speaker: Speaker | None) -> str | None:
    """The speaker's name."""
    return speaker.name if speaker else None


def time(story: Story, t: Time) -> dict[str, Any]:
    """A Time; `mod` stands where it is not sharp, `offset` with a clock of a known zone, `edtf` where it has one."""
    row = {**span(story, t.span), "type": t.type, "value": t.value, **interval(t.interval), "anchor": t.anchor}
    optional = {"mod": t.mod, "offset": t.offset, "edtf": time_edtf(t)}
    return row | {key: said for key, said in optional.items() if said}


def place(story: Story, p: Place) -> dict[str, Any]:
    """A Place."""
    return {
        **span(story, p.span), "name": p.name, "form": p.form, "geonames": p.geonames, "country": p.country,
        "lat": p.lat, "lon": p.lon, "kind": p.kind,
    }  # fmt: skip


def attribution(story: Story, a: Attribution) -> dict[str, Any]:
    """An Attribution."""
    row: dict[str, Any] = {
        "source": [span(story, s) for s in a.source],
        "cue": [span(story, s) for s in a.cue],
        "content": [span(story, s) for s in a.content],
        "speaker": name(a.speaker),
        "kind": a.kind,
        "said": interval(a.said) if a.said else None,
    }
    if a.chain:
        row["chain"] = [s.name for s in a.chain]
    if a.also:
        row["also"] = [s.name for s in a.also]
    return row


def figure(story: Story, f: Figure) -> dict[str, Any]:
    """A Figure; whole numbers are written as such."""
    row: dict[str, Any] = {
        **span(story, f.span), "low": whole(f.low), "high": whole(f.high), "bound": f.bound, "measure": f.measure,
        "mode": f.mode, "of": f.of, **interval(f.period), "place": f.place, "speaker": name(f.speaker),
        "denied": f.denied, "part_of": f.part_of, "was": whole(f.was), "each": f.each,
    }  # fmt: skip
    optional = {"what": f.what, "direction": f.direction}
    return row | {key: value for key, value in optional.items() if value is not None}


def event(story: Story, e: Event) -> dict[str, Any]:
    """An Event."""
    row: dict[str, Any] = {
        **span(story, e.span), "type": e.type, "mode": e.mode, "status": e.status,
        "actors": [{"role": actor.role, "name": actor.name} for actor in e.actors],
        **interval(e.when), "place": e.place, "speaker": name(e.speaker), "deadline": e.deadline, "recurs": e.recurs,
    }  # fmt: skip
    if e.condition:
        row["condition"] = span(story, e.condition)
    if e.manner:
        row["manner"] = span(story, e.manner)
    if e.round is not None:
        row["round"] = e.round
    return row


def position(story: Story, p: Position) -> dict[str, Any]:
    """A Position."""
    return {
        **span(story, p.span), "type": p.type, "negated": p.negated, "holders": list(p.holders),
        "targets": list(p.targets), "content": [span(story, s) for s in p.content], "attribution": p.attribution,
    }  # fmt: skip


def whole(value: float | None) -> float | int | None:
    """The number as an int where it is one."""
    return int(value) if value is not None and value == int(value) else value
