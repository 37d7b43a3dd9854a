"""Series: figures of one measure, population, place and baseline, by one originator, over time.

Totals, increments, limits and standing counts never share a series, and a part ("eight of them children") never joins
its whole. Copies of one report are one point that names every claim behind it; what a story says twice (headline and
body) is one figure of it. What is not told (who counts, since when) is filled in only where there is one candidate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from onrecord.linking.baselines import baselines, continues, course, is_tiny
from onrecord.linking.moments import DAY
from onrecord.linking.parties import originators
from onrecord.linking.points import Point, Unit, figure_value, numbers, points_of, time_order
from onrecord.linking.words import WORD, Words, shipped
from onrecord.model import Direction, FigureValue, Mode, Sourced

__all__ = ["Point", "Series", "SeriesKey", "series"]

PART = "part of a larger figure"
IRREGULAR = {"children": "child", "women": "woman", "men": "man", "servicemen": "serviceman", "policemen": "policeman"}

T = TypeVar("T", bound=Hashable)


class Voice(NamedTuple):
    """Who gives a figure, how it counts, and since when."""

    name: str
    mode: Mode
    since: str | None


Voices = Mapping[tuple[str, str, str | None], set[Voice]]
"""Who gives figures of one measure and place in a story: (story, measure, place) -> voices."""


@dataclass(frozen=True, slots=True)
class SeriesKey:
    """What the figures of one series have in common; `speaker` is the originator, None where the stories count."""

    measure: str
    mode: Mode
    place: str | None
    of: str | None
    direction: Direction | None
    baseline: str | None
    speaker: str | None

    @property
    def name(self) -> str:
        """The series in words: "killed, total, Gaza Strip, since 2023-10-07, by Gaza's health authorities"."""
        parts = [self.measure, self.mode, self.direction, self.of, self.place]
        parts.append(f"since {self.baseline}" if self.baseline else None)
        parts.append(f"by {self.speaker}" if self.speaker else None)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one key in the order in which they became known."""

    key: SeriesKey
    points: tuple[Point, ...]


class Shared(NamedTuple):
    """What the units of a bucket have in common before originators and baselines are told apart."""

    measure: str
    mode: Mode
    place: str | None
    of: str | None
    direction: Direction | None


def series(entries: Iterable[Sourced], words: Words | None = None) -> tuple[Series, ...]:
    """All series of the figure claims among `entries`, by place, measure and mode; denied figures are left out.

    The result depends on the claims alone, not on their order. `words` are those that ship unless others are given.
    """
    known = words or shipped()
    figures = [e for e in entries if isinstance(e.claim.value, FigureValue) and e.claim.status != "denied"]
    figures.sort(key=time_order)
    by_id = {entry.claim.id: entry for entry in figures}
    buckets: dict[Shared, list[Unit]] = defaultdict(list)
    voices: dict[tuple[str, str, str | None], set[Voice]] = defaultdict(set)
    for unit in units(figures):
        key = shared(unit.lead, by_id, known)
        buckets[key].append(unit)
        if unit.lead.speaker:
            voice = Voice(unit.lead.speaker, key.mode, unit.lead.claim.when.begin)
            voices[unit.lead.claim.story, key.measure, key.place].add(voice)
    made = [one for key, bucket in buckets.items() for one in split(key, bucket, known, voices)]
    return tuple(sorted(made, key=series_order))


def series_order(one: Series) -> tuple[str, ...]:
    """By place (figures without one last), measure and mode."""
    key = one.key
    return (key.place or "~", key.measure, key.mode, key.name, one.points[0].known, one.points[0].claims[0].claim.id)


def units(figures: Sequence[Sourced]) -> list[Unit]:
    """One unit a figure; a headline's figure goes with the first figure of its story's body that has the same value.

    One of the same mode is preferred: a headline ("71,800 killed in Gaza") often tells no total from an increment.
    """
    homes: dict[tuple[object, ...], Sourced] = {}
    for entry in figures:
        if entry.claim.mark.field == "text":
            for key in headline_keys(entry):
                homes.setdefault(key, entry)
    following: dict[str, list[Sourced]] = defaultdict(list)
    leads: list[Sourced] = []
    for entry in figures:
        is_title = entry.claim.mark.field == "title"
        home = next((homes[key] for key in headline_keys(entry) if key in homes), None) if is_title else None
        (leads if home is None else following[home.claim.id]).append(entry)
    return [Unit(lead, tuple(following.get(lead.claim.id, ()))) for lead in leads]


def headline_keys(entry: Sourced) -> tuple[tuple[object, ...], ...]:
    """What headline and body must share, the closest first: story, measure and value, with the mode and without."""
    value = figure_value(entry)
    if value.low is None and value.high is None:
        return ()
    same = (entry.claim.story, value.measure, value.low, value.high)
    return ((*same, value.mode), same)


def shared(entry: Sourced, by_id: Mapping[str, Sourced], words: Words) -> Shared:
    """The bucket of a claim; a part without a population or place of its own is kept apart from any whole."""
    value, place = figure_value(entry), entry.claim.where
    of = population(value, place, words)
    if of is None and value.part_of is not None:
        whole = by_id.get(value.part_of)
        if whole is None or whole.claim.where == place:
            of = PART
    return Shared(value.measure, value.mode, place, of, value.direction)


def population(value: FigureValue, place: str | None, words: Words) -> str | None:
    """Who is counted, None where it is simply the people of the place; `what` where the measure is other.

    The nation of the place says no more than its people ("Palestinians" in the Gaza Strip), another nation does
    ("Thais" in Israel), and so does any other word ("Palestinian children" there are "child").
    """
    if value.measure == "other":
        return value.what
    local = words.homes_of(place)
    telling = [word for word in words.marked(value.of or "") if word not in words.anyone and word[1:] not in local]
    return " ".join(singular(word) for word in telling) or None


def singular(word: str) -> str:
    """The word's singular by spelling alone, enough to make two spellings of one population equal."""
    if word.startswith("@"):
        return word[1:]
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return IRREGULAR.get(word, word)


def label(of: str | None, bucket: Sequence[Unit]) -> str | None:
    """The population in the words of the claims: the shortest wording there is."""
    if of is None or of == PART:
        return of
    said = {" ".join((unit.value.of or "").split()).casefold() for unit in bucket} - {""}
    return min(said, key=lambda name: (len(WORD.findall(name)), len(name), name), default=of)


def split(key: Shared, bucket: Sequence[Unit], words: Words, voices: Voices) -> list[Series]:
    """One series for each originator and baseline of the bucket."""
    speakers = {unit.lead.speaker for unit in bucket if unit.lead.speaker}
    fullest = originators(speakers, key.place, words)
    lasting = key.mode in ("total", "standing")

    def originator(unit: Unit) -> tuple[str | None, str | None]:
        speaker = unit.lead.speaker
        if speaker is None and lasting:
            # A bulletin names its source once: "The ministry said 20 were killed. The toll since … is 5,000."
            told = voices.get((unit.lead.claim.story, key.measure, key.place), set[Voice]())
            around = {voice.name for voice in told} & speakers
            only = len({fullest[name] for name in around}) == 1 and not any(counts_otherwise(v, unit) for v in told)
            speaker = next(iter(around)) if only else None
        # Figures of nobody in no place have nothing in common but their story.
        home = unit.lead.claim.story if speaker is None and key.place is None else None
        return (fullest[speaker] if speaker else None, home)

    by_origin = grouped(bucket, originator, lambda o: o[0] is None, adopt=lasting)
    made: list[Series] = []
    for (speaker, _), members in sorted(by_origin.items(), key=lambda item: str(item[0])):
        for since, units_since in by_baseline(key.mode, members).items():
            of = key.of if key.measure == "other" else label(key.of, units_since)
            full = SeriesKey(key.measure, key.mode, key.place, of, key.direction, since, speaker)
            made.append(Series(full, points_of(key.mode, units_since)))
    return made


def counts_otherwise(voice: Voice, unit: Unit) -> bool:
    """True where the voice's own number of that kind counts from another start than the unit's does."""
    since = unit.lead.claim.when.begin
    return since is not None and voice.mode == unit.value.mode and voice.since != since


def by_baseline(mode: Mode, members: Sequence[Unit]) -> Mapping[str | None, Sequence[Unit]]:
    """The units by the start of what they count; one that tells none joins the only one that it can continue."""
    if mode != "total":
        return {None: members}
    since_of = dict(zip((unit.lead.claim.id for unit in members), baselines(members), strict=True))
    groups = grouped(members, lambda unit: since_of[unit.lead.claim.id], lambda since: not since, adopt=True)
    if len(groups) == 2 and "" in groups:
        known = course(groups[max(groups)])
        small = {id(unit) for unit in groups[""] if is_tiny(unit, known)}
        kept = [unit for unit in members if id(unit) not in small]
        return {max(groups): kept} | ({None: [unit for unit in members if id(unit) in small]} if small else {})
    left = list[Unit]()
    stated = {since: course(units_since) for since, units_since in groups.items() if since}
    for unit in groups.get("", ()):
        fitting = [since for since, numbers_since in stated.items() if continues(unit, numbers_since)]
        (groups[fitting[0]] if len(fitting) == 1 else left).append(unit)
    groups.pop("", None)
    return {since: groups[since] for since in sorted(groups)} | ({None: left} if left else {})


def grouped(
    bucket: Sequence[Unit], key: Callable[[Unit], T], is_open: Callable[[T], bool], *, adopt: bool
) -> dict[T, list[Unit]]:
    """The units by key; with `adopt`, one of an open key goes to the only group that published its value that day.

    A story that gives the ministry's total of the day and leaves out the ministry repeats the ministry.
    """
    groups: dict[T, list[Unit]] = defaultdict(list)
    published: dict[tuple[object, ...], set[T]] = defaultdict(set)
    for unit in bucket:
        own = key(unit)
        if not (adopt and is_open(own)):
            groups[own].append(unit)
            published[numbers(unit.lead), unit.lead.known[:DAY]].add(own)
    for unit in bucket if adopt else ():
        own = key(unit)
        if is_open(own):
            found = published.get((numbers(unit.lead), unit.lead.known[:DAY]), set[T]())
            groups[next(iter(found)) if len(found) == 1 else own].append(unit)
    return dict(groups)
