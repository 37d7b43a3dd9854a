"""Baselines: since when a total counts, learnt from the sentences that say it with a date."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.lexicon import load_kind
from onrecord.linking.moments import DAY, instant
from onrecord.linking.points import Unit

AFTER = re.compile(r"\bsince\b([^.;\n]{0,80})", re.IGNORECASE)
WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
BEYOND = 0.1
TINY = 15  # times smaller; a digit left out makes a number about ten times smaller


def after_since(text: str) -> list[str]:
    """The words that follow "since" in the text, case-folded."""
    return [word for tail in AFTER.findall(text) for word in WORD.findall(tail.casefold())]


def start_named(text: str) -> str | None:
    """Which start the text counts from ("war", "ceasefire"); None where it names none after "since", or two."""
    named = {shipped()[word] for word in after_since(text) if word in shipped()}
    return next(iter(named)) if len(named) == 1 else None


def baselines(units: Iterable[Unit]) -> list[str]:
    """For each unit the day from which it counts, "" where it is not told and cannot be learnt.

    A date in the future, or of the same day of another year that the sentence does not give ("since Oct. 7"), is the
    earliest date of that month and day that another sentence gives. "Since the war began" takes the date that other
    sentences give to the war; two dates for one word are settled by the number of stories.
    """
    listed = list(units)
    stated = [(unit.lead.claim.when.begin or "")[:DAY] for unit in listed]
    firm = [day if is_firm(day, unit) else "" for day, unit in zip(stated, listed, strict=True)]
    by_day: dict[str, str] = {}
    for day in sorted(set(firm) - {""}):
        by_day.setdefault(day[5:], day)
    days = [sure or anniversary(day, by_day, unit) for day, sure, unit in zip(stated, firm, listed, strict=True)]
    learnt = starts(zip(days, listed, strict=True))
    return [
        day or learnt.get(start_named(unit.lead.sentence) or "", "") for day, unit in zip(days, listed, strict=True)
    ]


def is_firm(day: str, unit: Unit) -> bool:
    """True where the sentence itself gives the year since which it counts."""
    return bool(day) and unit.lead.claim.when.end is None and day[:4] in unit.lead.sentence


def anniversary(day: str, by_day: Mapping[str, str], unit: Unit) -> str:
    """The known date of the same month and day; else the day itself, unless it lies after the report.

    Only a period without an end is a count since then; a happening of that day is not.
    """
    if not day or unit.lead.claim.when.end is not None:
        return day
    return by_day.get(day[5:]) or ("" if day > unit.lead.known[:DAY] else day)


def starts(dated: Iterable[tuple[str, Unit]]) -> dict[str, str]:
    """The date of each named start: the one that most stories give, the earlier of two that as many give."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for day, unit in dated:
        named = start_named(unit.lead.sentence) if day else None
        if named:
            votes[named][day] += 1
    return {name: min(counts, key=lambda day: (-counts[day], day)) for name, counts in votes.items()}


class Course(NamedTuple):
    """The numbers of one baseline's totals by the moment they became known, in order."""

    moments: list[str]
    numbers: list[float]


def course(group: Sequence[Unit]) -> Course:
    """The numbers that the units give; units come in the order of time."""
    given = [(instant(unit.lead.known), unit.value.low) for unit in group]
    return Course([at for at, low in given if low is not None], [low for _, low in given if low is not None])


def continues(unit: Unit, others: Course) -> bool:
    """True where the unit's number lies between those that were given before and those given after it.

    Where none was given on one side, the number may lie up to a tenth beyond the other.
    """
    value, at = unit.value.low, bisect_right(others.moments, instant(unit.lead.known))
    if value is None or not others.numbers:
        return False
    least = others.numbers[at - 1] if at else others.numbers[0] * (1 - BEYOND)
    most = others.numbers[at] if at < len(others.numbers) else others.numbers[-1] * (1 + BEYOND)
    return least <= value <= most


def is_tiny(unit: Unit, others: Course) -> bool:
    """True for a number so far below those before it (or, before the first, after it) that it counts something else."""
    value, at = unit.value.low, bisect_right(others.moments, instant(unit.lead.known))
    return value is not None and bool(others.numbers) and value * TINY < others.numbers[max(0, at - 1)]


@cache
def shipped() -> Mapping[str, str]:
    """Each word with the start it names, from the words that ship; read once."""
    entries = load_kind(files("onrecord.lexicon") / "baselines")
    return {word: entry.name for entry in entries for word in entry.list_of("words")}
