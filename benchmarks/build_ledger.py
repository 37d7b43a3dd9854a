"""Build a large ledger of made-up stories, for measuring queries and pages.

    python benchmarks/build_ledger.py --out big.db [--stories 100000] [--seed 1] [--reviews 1000]

Nothing is parsed: stories are put together from phrases of our own, their claims are made beside them, and both are
recorded as a real reading would be. Places follow a Zipf distribution, as they do in the news; three years of days.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Literal, get_args

import onrecord
from onrecord.ledger import ClaimFilter, Entry, Ledger
from onrecord.model import (
    EVENT_TYPES,
    MEASURES,
    Actor,
    Bound,
    Claim,
    EventValue,
    FigureValue,
    Interval,
    Mode,
    Published,
    Reading,
    Span,
    Speaker,
    StatementValue,
    Status,
    Story,
    Verdict,
    with_id,
)

FIRST_DAY = date(2023, 6, 1)
DAYS = 3 * 365
PLACES = 200
OUTLETS = tuple(
    f"{a} {b}"
    for a in ("Northern", "Harbour", "Meridian", "Coast", "Valley")
    for b in ("Wire", "Daily", "Post", "News")
)
KINDS = ("crossing", "port", "plant", "airport", "district")
SYLLABLES = ("kar", "mo", "ven", "tal", "ru", "sha", "bel", "dor", "nim", "ost", "ya", "gre", "lu", "pek", "zor", "and")
TITLES = ("health ministry", "governor", "spokesman", "mayor", "defence ministry", "police", "rescue service", "envoy")
GIVEN = ("Ana", "Ivo", "Lena", "Omar", "Petra", "Samir", "Tomas", "Vera", "Yusuf", "Zora")
MODES: tuple[Mode, ...] = get_args(Mode)
STATUSES: tuple[Status, ...] = get_args(Status)
BOUNDS: tuple[Bound, ...] = ("exact", "exact", "exact", "about", "at_least", "more_than")
VERBS = ("said", "announced", "warned", "reported", "confirmed", "added", "insisted", "told reporters")
COUNTED = {"aid": "trucks", "money": "dollars", "destroyed": "homes", "launched": "drones", "votes": "votes"}
FILLERS = (
    "Residents described a night of heavy noise and long queues at the few open shops.",
    "The road to the coast was passable again by the afternoon, drivers in the area told each other.",
    "Schools in three districts stayed shut while engineers looked at the damage.",
    "Markets opened late, and traders spoke of empty shelves and prices that nobody could pay.",
    "A convoy waited for hours before it was turned back for reasons that were not made clear.",
    "Power came back to half of the town before dusk, and was gone again by midnight.",
    "The two sides have met several times this year without signing anything.",
    "Rain kept the search teams from the hills, where the mobile network had failed.",
    "Hospitals asked for blood, fuel and above all for surgeons who could stay the week.",
    "Observers noted fewer flights than in the week before, though none would explain it.",
)
TOPICS = (
    "ceasefire",
    "exchange",
    "withdrawal",
    "inspection",
    "convoy",
    "election",
    "border",
    "summit",
    "sanctions",
    "truce",
)
EVENT_MODES = {"CONSULT": "meet", "COERCE": "seize", "ASSAULT": "heavy", "RETREAT": "withdraw"}


@dataclass(slots=True)
class Page:
    """A text in the making."""

    text: str = ""

    def add(self, *parts: str) -> tuple[Span, list[Span]]:
        """Append a sentence made of `parts`; its span, and those of the parts."""
        if self.text:
            self.text += " " if len(self.text) % 5 else "\n"
        start, spans = len(self.text), list[Span]()
        for part in parts:
            spans.append(Span(len(self.text), len(self.text) + len(part)))
            self.text += part
        return Span(start, len(self.text)), spans


@dataclass(slots=True)
class World:
    """What the stories tell of: places by how often they are told of, speakers, and running totals."""

    chance: random.Random
    places: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    totals: dict[tuple[str, str], int] = field(default_factory=dict)

    def place(self) -> str:
        """A place, the first ones far more often than the last."""
        return self.chance.choices(self.places, cum_weights=self.weights)[0]

    def speaker(self, place: str) -> Speaker:
        """Somebody of that place, where the same few speak again and again."""
        title = self.chance.choice(TITLES)
        if self.chance.random() < 0.5:
            return Speaker(f"{place} {title}", "body")
        number = len(place) + TITLES.index(title) * 3 + self.chance.randrange(2)
        name = f"{GIVEN[number % len(GIVEN)]} {place[:2].title()}{SYLLABLES[number % len(SYLLABLES)]}"
        return Speaker(name, "person", f"{title} of {place}")


def world_of(seed: int) -> World:
    """Two hundred places, every fifth of them one that can be opened and shut."""
    chance = random.Random(seed)
    names: dict[str, None] = {}
    while len(names) < PLACES:
        name = "".join(chance.choice(SYLLABLES) for _ in range(chance.choice((2, 2, 3)))).title()
        names[f"{name} {KINDS[len(names) // 5 % len(KINDS)]}" if len(names) % 5 == 4 else name] = None
    weights = list(accumulate(1 / rank for rank in range(1, PLACES + 1)))
    return World(chance, list(names), weights)


def figure(world: World, page: Page, story: str, day: date, place: str) -> Claim:
    """A sentence with a number, and its claim."""
    chance = world.chance
    measure = chance.choices(MEASURES, cum_weights=list(accumulate(1 / n for n in range(1, len(MEASURES) + 1))))[0]
    mode = chance.choices(MODES, weights=(5, 4, 1, 2))[0]
    number = chance.randint(1, 400)
    if mode == "total":
        number = world.totals[place, measure] = world.totals.get((place, measure), 100) + chance.randint(0, 30)
    bound, of = chance.choice(BOUNDS), COUNTED.get(measure, "people")
    speaker = world.speaker(place) if chance.random() < 0.7 else None
    said = f", {speaker.name} {chance.choice(VERBS)} on {day:%A}." if speaker else "."
    evidence, spans = page.add(f"{place}: ", f"{number:,}", f" {of} were counted as {measure} ({mode}) that day", said)
    value = FigureValue(measure, mode, number, None if bound in ("at_least", "more_than") else number, bound, of)
    begin = (day - timedelta(days=1)).isoformat() if mode == "new" else None
    when = Interval(begin, day.isoformat())
    return claim(world, story, spans[1], evidence, value, when, place, speaker, day, "occurred")


def event(world: World, page: Page, story: str, day: date, place: str) -> Claim:
    """A sentence with something that happens, or may, and its claim."""
    chance = world.chance
    kind = chance.choice(EVENT_TYPES)
    topic, status = chance.choice(TOPICS), chance.choices(STATUSES, weights=(6, 2, 3, 3, 1, 1, 1, 1, 1))[0]
    on = day + timedelta(days=chance.randint(-3, 10))
    speaker = world.speaker(place) if chance.random() < 0.4 else None
    evidence, spans = page.add("The ", f"{kind.lower()} over the {topic}", f" near {place} is {status}, on {on:%d %B}.")
    value = EventValue(kind, EVENT_MODES.get(kind), (Actor("actor", world.place()), Actor("recipient", place)))
    when = Interval(on.isoformat(), (on + timedelta(days=1)).isoformat())
    return claim(world, story, spans[1], evidence, value, when, place, speaker, day, status)


def statement(world: World, page: Page, story: str, day: date, place: str) -> Claim:
    """A sentence with somebody's words, and its claim."""
    chance = world.chance
    speaker = world.speaker(place)
    words = f"the {chance.choice(TOPICS)} at {place} must not wait for the {chance.choice(TOPICS)}"
    evidence, spans = page.add(f"{speaker.name} {chance.choice(VERBS)} that ", words, ".")
    value = StatementValue(
        chance.choice(("direct", "indirect", "mixed")), (words,), chance.choice(EVENT_TYPES), speaker.name
    )
    said = Interval(day.isoformat(), (day + timedelta(days=1)).isoformat())
    return claim(world, story, spans[1], evidence, value, said, None, speaker, day, "occurred")


def claim(
    world: World,
    story: str,
    mark: Span,
    evidence: Span,
    value: FigureValue | EventValue | StatementValue,
    when: Interval,
    place: str | None,
    speaker: Speaker | None,
    day: date,
    status: Status,
) -> Claim:
    """The claim with what all claims have."""
    chance = world.chance
    kind: Literal["figure", "event", "statement"] = (
        "figure" if isinstance(value, FigureValue) else "event" if isinstance(value, EventValue) else "statement"
    )
    confidence = chance.choice((0.9, 0.92, 0.95, 1.0)) if chance.random() < 0.9 else round(chance.uniform(0.3, 0.8), 2)
    speakers: tuple[Speaker, ...] = (speaker,) if speaker else ()
    if speakers and chance.random() < 0.1:
        speakers = (*speakers, Speaker("an official", "unnamed"))
    said = Interval(day.isoformat(), (day + timedelta(days=1)).isoformat()) if speaker else None
    rule = f"{kind} rule {chance.randint(1, 20)}"
    return Claim(story, kind, mark, evidence, value, status, speakers, said, when, place, confidence, rule)


MAKERS = (figure, figure, event, event, statement)


def entry(world: World, number: int, day: date) -> Entry:
    """A story of that day with about five claims."""
    chance, page = world.chance, Page()
    place = world.place()
    makers = [*MAKERS, *chance.sample(MAKERS, chance.choice((0, 0, 1)))][chance.choice((0, 0, 1)) :]
    made: list[Claim] = []
    for maker in makers:
        made.append(maker(world, page, "", day, place if chance.random() < 0.7 else world.place()))
        page.add(chance.choice(FILLERS))
        if chance.random() < 0.5:
            page.add(chance.choice(FILLERS))
    is_dated = chance.random() < 0.98
    hour = f"{day.isoformat()}T{chance.randint(0, 23):02}:{chance.randint(0, 59):02}:00Z"
    published = (hour if chance.random() < 0.5 else day.isoformat()) if is_dated else None
    version = chance.random() < 0.02
    url = f"https://wire.example/{number - 1 if version else number}"
    title = f"{place}: {chance.choice(TOPICS)} and {chance.choice(TOPICS)}, day {number % 900}"
    outlet = OUTLETS[(number - version) * 7 % len(OUTLETS)]  # a version stands where the one before did
    story = Story(page.text, title, published, url, outlet)
    key = story.id
    how = Published(published, "given" if published else "unknown", "the source gave it" if published else "none found")
    return story, Reading(key, how), [with_id(renamed(one, key)) for one in made]


def renamed(one: Claim, story: str) -> Claim:
    """The claim as one of that story."""
    return Claim(
        story, one.kind, one.mark, one.evidence, one.value, one.status, one.speakers, one.said, one.when, one.where,
        one.confidence, one.rule,
    )  # fmt: skip


def days(world: World, stories: int) -> Iterator[tuple[date, list[Entry]]]:
    """The stories of each day."""
    for index in range(DAYS):
        numbers = range(stories * index // DAYS, stories * (index + 1) // DAYS)
        day = FIRST_DAY + timedelta(days=index)
        if numbers:
            yield day, [entry(world, number, day) for number in numbers]


def review(path: Path, number: int, chance: random.Random) -> None:
    """Have two people judge claims of the ledger."""
    verdicts: Sequence[Verdict] = ("accept", "accept", "accept", "reject", "correct")
    with onrecord.open(path) as record:
        keys = [e.claim.id for e in record.claims(ClaimFilter(kind="figure", order="newest", limit=number))]
        for key in keys:
            for name in ("kim", "lee")[: chance.choice((1, 2))]:
                verdict = chance.choice(verdicts)
                correction = {"value": chance.randint(1, 900), "bound": "exact"} if verdict == "correct" else None
                record.review(key, verdict, name, correction=correction)


def build(path: Path, stories: int, seed: int) -> float:
    """Write the ledger; the seconds that recording took."""
    world, spent = world_of(seed), 0.0
    with Ledger.open(path) as ledger, ledger.run("made up for measuring", "benchmark") as run:
        for day, entries in days(world, stories):
            begun = time.perf_counter()
            ledger.record_many(entries, run, recorded=f"{day.isoformat()}T23:59:00Z")
            spent += time.perf_counter() - begun
    return spent


def main() -> None:
    """Build it and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--stories", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reviews", type=int, default=1_000)
    asked = parser.parse_args()
    if asked.out.exists():
        raise SystemExit(f"{asked.out} exists: remove it, or choose another name")
    begun = time.perf_counter()
    spent = build(asked.out, asked.stories, asked.seed)
    review(asked.out, asked.reviews, random.Random(asked.seed))
    with Ledger.open(asked.out) as ledger:
        print(ledger.counts())
    size = asked.out.stat().st_size / 1e6
    print(f"{time.perf_counter() - begun:.0f} s, of them {spent:.0f} s recording; {size:.0f} MB")


if __name__ == "__main__":
    main()
