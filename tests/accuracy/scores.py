"""Strict scores of readings against our own gold, one figure a layer, in percent F1 (published: the share right)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

Row = dict[str, Any]
Key = tuple[Any, ...]


def place(span: Row) -> Key:
    """Where a span stands."""
    return span.get("in", "text"), span["start"], span["end"]


def time_keys(row: Row) -> Iterable[Key]:
    """Span and value."""
    return [(*place(t), t["value"]) for t in row.get("times", [])]


def figure_keys(row: Row) -> Iterable[Key]:
    """Span, numbers, measure and mode; optional ones and those of measure other are left out on both sides."""
    return [
        (*place(f), f["low"], f["high"], f["measure"], f["mode"])
        for f in row.get("figures", [])
        if f["measure"] != "other" and not f.get("optional")
    ]


def attribution_keys(row: Row) -> Iterable[Key]:
    """The cues, in the body."""
    return [tuple(place(s) for s in a["cue"]) for a in row.get("attributions", []) if in_body(a)]


def speaker_keys(row: Row) -> Iterable[Key]:
    """The cues with the resolved speaker, in the body."""
    return [(tuple(place(s) for s in a["cue"]), a["speaker"]) for a in row.get("attributions", []) if in_body(a)]


def event_keys(row: Row) -> Iterable[Key]:
    """Trigger, type and status."""
    return [(*place(e), e["type"], e["status"]) for e in row.get("events", [])]


def in_body(attribution: Row) -> bool:
    """True where the attribution's content stands in the body: headlines are not annotated for attribution."""
    return all(span.get("in", "text") == "text" for span in attribution["content"])


def day(row: Row) -> str | None:
    """The calendar day of the story."""
    value = row.get("published", {}).get("value")
    return value[:10] if value else None


LAYERS: dict[str, Callable[[Row], Iterable[Key]]] = {
    "times": time_keys,
    "figures": figure_keys,
    "attributions": attribution_keys,
    "speakers": speaker_keys,
    "events": event_keys,
}


def scores(gold: list[Row], readings: list[Row]) -> dict[str, float]:
    """F1 in percent for each layer over pairs of rows with the same id, and the share of story dates that are right."""
    system = {row["id"]: row for row in readings}
    result = {}
    for layer, keys in LAYERS.items():
        both = wanted = made = 0
        for row in gold:
            g, s = Counter(keys(row)), Counter(keys(system.get(row["id"], {})))
            both, wanted, made = both + sum((g & s).values()), wanted + sum(g.values()), made + sum(s.values())
        result[layer] = round(200 * both / (wanted + made), 1) if wanted + made else 100.0
    right = [day(system.get(row["id"], {})) in (row["published_ok"] or [None]) for row in gold]
    result["published"] = round(100 * sum(right) / len(right), 1)
    return result
