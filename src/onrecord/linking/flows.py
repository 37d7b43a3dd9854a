"""Limits against flows: what was reported to cross or arrive, beside the limit that was in force."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from onrecord.linking.moments import instant
from onrecord.linking.points import Point
from onrecord.linking.series import Series, SeriesKey


class Told(NamedTuple):
    """A published number with the key of its series."""

    key: SeriesKey
    point: Point


class Against(NamedTuple):
    """A reported flow and the limit that it stands against; either may be missing, never both."""

    flow: Told | None
    limit: Told | None


def against(flows: Iterable[Series]) -> tuple[Against, ...]:
    """Every reported flow with the newest limit known by then, and the limits that no flow stands against.

    Flow and limit count one measure, and where both tell a direction it is the same. The newest come first.
    """
    every = [Told(one.key, point) for one in flows for point in one.points]
    every.sort(key=lambda told: (instant(told.point.known), told.point.claims[0].claim.id))
    limits = [told for told in every if told.key.mode == "limit"]
    made = [Against(flow, limit_of(flow, limits)) for flow in every if flow.key.mode != "limit"]
    used = {id(one.limit.point) for one in made if one.limit}
    made += [Against(None, limit) for limit in limits if id(limit.point) not in used]
    return tuple(sorted(made, key=newest, reverse=True))


def limit_of(flow: Told, limits: Iterable[Told]) -> Told | None:
    """The last limit of the same kind that was known when the flow was; `limits` are in time order."""
    known = instant(flow.point.known)
    fitting = [one for one in limits if is_of(one.key, flow.key) and instant(one.point.known) <= known]
    return fitting[-1] if fitting else None


def is_of(limit: SeriesKey, flow: SeriesKey) -> bool:
    """True for a limit of that measure which does not name another direction."""
    return limit.measure == flow.measure and (limit.direction in (None, flow.direction) or flow.direction is None)


def newest(one: Against) -> tuple[str, str]:
    """When the flow, or the limit without one, became known."""
    told = one.flow or one.limit
    assert told is not None
    return (instant(told.point.known), told.point.claims[0].claim.id)
