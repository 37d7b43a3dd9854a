"""Which of the places of one name a story means: by what contains it, how large it is, and where the rest plays.

One name has one meaning in a story. Names that can mean one place only, and those with their state or country beside
them ("Paris, Texas"), come first and are the context for the others. The weights were set in November 2026 on
GeoWebNews and the Local-Global Lexicon (development parts).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import cos, hypot, log10, radians

from onrecord.reading.place_gazetteer import Gazetteer, Toponym
from onrecord.reading.place_mentions import Mention

MAX_CANDIDATES = 40  # of one name, the most populous
MAX_ANCHORS = 40
NEAR_KM = 150.0
KINDS = {
    "country": 3.5,
    "region": 1.6,
    "crossing": 3.0,
    "camp": 3.0,
    "district": 2.5,
    "facility": 2.5,
    "water": 2.5,
    "other": 2.5,
}
CONTAINED, SAME_COUNTRY, SAME_REGION, NEAR, ALTERNATE = 8.0, 2.6, 1.6, 0.9, -1.0
DIVISION = 3.0
SEAT = 100_000  # inhabitants
SMALLEST = 4.4  # the least score of a city that nothing near it speaks for


@dataclass(slots=True)
class Context:
    """What the story is known to be about so far."""

    countries: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    regions: defaultdict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    anchors: list[Toponym] = field(default_factory=list)

    def add(self, place: Toponym, weight: float = 1.0) -> None:
        """Enter a place as known."""
        if place.country:
            self.countries[place.country] += weight
            if place.admin1:
                self.regions[place.country, place.admin1] += weight
        if place.lat is not None and place.kind != "country" and len(self.anchors) < MAX_ANCHORS:
            self.anchors.append(place)

    def share(self, country: str | None) -> float:
        """How much of the story plays in the country, 0 to 1."""
        total = sum(self.countries.values())
        return self.countries.get(country, 0.0) / total if total and country else 0.0


def choose(
    mentions: Sequence[Mention], gazetteer: Gazetteer, hints: Iterable[str], home: str | None = None
) -> list[Toponym | None]:
    """For every mention the place that it means, or None where it is not likely to mean any.

    `hints` are ISO codes of countries that the story is likely to play in (from where it was published); `home` is the
    folded name that the outlet bears: in the Paris paper, Paris is more likely the small town that it is printed in.
    """
    context = Context()
    for hint in hints:
        context.add(Toponym(hint, "country", hint, None, None, None, 0, None), 1.0)
    contained = [container(mentions, k) for k in range(len(mentions))]
    named: dict[str, list[int]] = {}
    for k, mention in enumerate(mentions):
        named.setdefault(mention.name, []).append(k)
    chosen: dict[str, Toponym] = {}
    for name, ks in named.items():
        inside = next((contained[k] for k in ks if contained[k]), None)
        certain = certainly(mentions[ks[0]], inside) if name != home or inside else None
        if certain:
            chosen[name] = certain
            context.add(certain, 1.0 + min(2, len(ks) - 1) * 0.5)
    for _ in range(2):
        settled = dict(chosen)
        for name, ks in named.items():
            if name not in chosen:
                place = best(mentions, ks, contained, context, name == home)
                if place:
                    settled[name] = place
        for name, place in settled.items():
            if name not in chosen and place.population > 500_000 and place.kind == "city":
                context.add(place, 0.5)
        final = settled
    return [refined(mention, final.get(mention.name), gazetteer) for mention in mentions]


def container(mentions: Sequence[Mention], k: int) -> tuple[Toponym, ...]:
    """The states and countries that stand right after the mention: "Paris, Texas", "Goma (DR Congo)"."""
    if k + 1 >= len(mentions):
        return ()
    mention, after = mentions[k], mentions[k + 1]
    if mention.doc is not after.doc or after.first - mention.last != 1:
        return ()
    if mention.doc.tokens[mention.last].text not in (",", "(", "/"):
        return ()
    return tuple(c for c in after.candidates if c.kind in ("country", "region") and c.form == "name")


def within(candidate: Toponym, containers: Iterable[Toponym]) -> bool:
    """True where the candidate lies in one of the containers."""
    return any(
        c.country == candidate.country
        and (c.kind == "country" or (c.admin1 is not None and c.admin1 == candidate.admin1))
        for c in containers
        if candidate.kind != "country"
    )


def certainly(mention: Mention, containers: tuple[Toponym, ...] | None) -> Toponym | None:
    """The only thing that the mention can mean: a sole candidate of weight, or the one in the container beside it."""
    candidates = mention.candidates
    if containers:
        inside = [c for c in candidates if within(c, containers)]
        if inside:
            return max(inside, key=lambda c: (c.rank == 0, c.kind != "city", c.population))
    if len(candidates) == 1 and (candidates[0].kind != "city" or candidates[0].population > 100_000):
        return candidates[0]
    return next((c for c in candidates if c.form != "name"), None)


def best(
    mentions: Sequence[Mention],
    ks: Sequence[int],
    contained: Sequence[tuple[Toponym, ...]],
    context: Context,
    local: bool,
) -> Toponym | None:
    """The candidate of the highest score; None where that is a small town that nothing speaks for."""
    mention = mentions[ks[0]]
    located = any(mentions[k].located for k in ks)
    division = any(mentions[k].division for k in ks)
    containers = [c for k in ks for c in contained[k]]
    candidates = sorted(mention.candidates, key=lambda c: -c.population)[:MAX_CANDIDATES]
    scored = [(score(c, containers, context, division, local), c) for c in candidates]
    if not scored:
        return None
    top, place = max(scored, key=lambda pair: pair[0])
    if place.kind == "region" and place.admin1 and not division and not containers:
        place = seat_of(place, candidates) or place
    if place.country is None and not place.population:
        return place  # known by the word beside it alone
    if place.kind == "city" and top + (1.0 if located else 0.0) < SMALLEST:
        return None
    return place


def seat_of(region: Toponym, candidates: Sequence[Toponym]) -> Toponym | None:
    """The large city that a region is named for: without "region" or "province" beside it, the name means the city."""
    for city in candidates:
        if city.kind == "city" and city.country == region.country and city.rank == 0 and city.population >= SEAT:
            return city
    return None


def score(
    candidate: Toponym, containers: Sequence[Toponym], context: Context, division: bool, local: bool = False
) -> float:
    """How well the candidate fits the story."""
    value = log10(candidate.population + 10) + KINDS.get(candidate.kind, 0.0) + ALTERNATE * candidate.rank
    if candidate.kind in ("country", "region"):  # an area is named for itself, not for its people
        value -= max(0.0, log10(candidate.population + 10) - 5.0)
    if local:
        value -= max(0.0, log10(candidate.population + 10) - 4.3) + (3.0 if candidate.kind == "country" else 0.0)
    if containers and within(candidate, containers):
        value += CONTAINED
    if division and candidate.kind == "region":
        value += DIVISION
    value += SAME_COUNTRY * context.share(candidate.country)
    if candidate.country and candidate.admin1:
        seen = context.regions.get((candidate.country, candidate.admin1), 0.0)
        value += SAME_REGION * min(1.0, seen / 2)
    if candidate.lat is not None:
        value += NEAR * min(3, sum(near(candidate, anchor) for anchor in context.anchors))
    return value


def near(a: Toponym, b: Toponym) -> bool:
    """True where two places are within `NEAR_KM`, on a flat map, which is enough for that."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None or b.name == a.name:
        return False
    north = (a.lat - b.lat) * 111.2
    return abs(north) < NEAR_KM and hypot(north, (a.lon - b.lon) * 111.2 * cos(radians(a.lat))) < NEAR_KM


def refined(mention: Mention, place: Toponym | None, gazetteer: Gazetteer) -> Toponym | None:
    """The region where one is meant: "Kharkiv region" is the region that the city lies in."""
    if place is None or not mention.division or place.kind != "city" or not place.admin1:
        return place
    return gazetteer.regions.get(f"{place.country}.{place.admin1}", place)
