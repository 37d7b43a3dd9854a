"""The fields that a correction may hold, read and checked by the type of what they correct."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from onrecord.model import ANY_TIME, EVENT_TYPES, MEASURES, Actor, Interval, Span, Speaker, Story

LONGEST = 2_000  # characters of one word or name in a correction
MOST = 50  # items of one list
LARGEST = 1e15
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # what nobody can have typed

WORDS_OF = {"measure": MEASURES, "type": EVENT_TYPES}
"""Fields that hold a word of a fixed list, where their type does not say so."""


class CorrectionError(ValueError):
    """A correction that cannot be: one line that names the field and says what may stand there."""


def read(name: str, hint: Any, given: object, story: Story) -> Any:
    """What `given` stands for in the field `name` of that type; CorrectionError where it does not."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        options = get_args(hint)
        if given is None:
            if type(None) in options:
                return None
            raise CorrectionError(f"{name} cannot be empty")
        return read(name, next(option for option in options if option is not type(None)), given, story)
    if origin is Literal:
        return one_of(name, get_args(hint), given)
    if origin is tuple:
        return tuple(read(name, get_args(hint)[0], item, story) for item in items(name, given))
    reader = READERS.get(hint)
    if reader is None:
        raise CorrectionError(f"{name} cannot be corrected")
    return reader(name, given, story)


def one_of(name: str, allowed: tuple[object, ...], given: object) -> object:
    """`given` where it is among `allowed`."""
    if given not in allowed:
        raise CorrectionError(f"{name} is {shown(given)}: use one of {', '.join(map(str, allowed))}")
    return given


def items(name: str, given: object) -> list[object]:
    """A list of a bearable length."""
    if not isinstance(given, (list, tuple)):
        raise CorrectionError(f"{name} is {shown(given)}: write a list")
    if len(given) > MOST:
        raise CorrectionError(f"{name} has {len(given)} items: {MOST} at most")
    return list(given)


def word(name: str, given: object, story: Story) -> str:
    """Text that says something."""
    if not isinstance(given, str) or not given.strip():
        raise CorrectionError(f"{name} is {shown(given)}: write it as text, or null where it may be empty")
    if len(given) > LONGEST:
        raise CorrectionError(f"{name} is {len(given)} characters long: {LONGEST} at most")
    if UNWRITABLE.search(given):
        raise CorrectionError(f"{name} is {shown(given)}: leave out the control characters")
    allowed = WORDS_OF.get(name)
    if allowed and given not in allowed:
        raise CorrectionError(f"{name} is {shown(given)}: use one of {', '.join(allowed)}")
    return given.strip()


def number(name: str, given: object, story: Story) -> float:
    """A number that a count can be."""
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        raise CorrectionError(f"{name} is {shown(given)}: write a number")
    if not 0 <= given <= LARGEST:
        raise CorrectionError(f"{name} is {shown(given)}: write a number from 0 to {LARGEST:.0e}")
    return float(given)


def whole(name: str, given: object, story: Story) -> int:
    """A whole number."""
    found = number(name, given, story)
    if found != int(found):
        raise CorrectionError(f"{name} is {shown(given)}: write a whole number")
    return int(found)


def truth(name: str, given: object, story: Story) -> bool:
    """Yes or no."""
    if not isinstance(given, bool):
        raise CorrectionError(f"{name} is {shown(given)}: write true or false")
    return given


def span(name: str, given: object, story: Story) -> Span:
    """Characters of the story: ``{"start", "end", "in"}``, or such a list."""
    if isinstance(given, (list, tuple)) and 2 <= len(given) <= 3:
        given = dict(zip(("start", "end", "in"), given, strict=False))
    if not isinstance(given, Mapping):
        raise CorrectionError(f'{name} is {shown(given)}: write {{"start": 0, "end": 5, "in": "text"}}')
    extra = set(given) - {"start", "end", "in", "text"}
    if extra:
        raise CorrectionError(f"{name} has no {shown(min(map(str, extra)))}: it has start, end and in")
    field = one_of(f"{name}'s in", ("text", "title"), given.get("in", "text"))
    start, end = given.get("start"), given.get("end")
    length = len(story.text if field == "text" else story.title)
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= length:
        raise CorrectionError(f"{name} is {shown(start)} to {shown(end)}: the {field} has characters 0 to {length}")
    return Span(start, end, "text" if field == "text" else "title")


def interval(name: str, given: object, story: Story) -> Interval:
    """A time from one day or moment until another (exclusive): ``{"from", "to"}``."""
    if given is None:
        return ANY_TIME
    if not isinstance(given, Mapping) or set(given) - {"from", "to", "edtf"}:  # an export's `edtf` follows from them
        raise CorrectionError(f'{name} is {shown(given)}: write {{"from": "2026-02-02", "to": "2026-02-03"}}')
    begin, end = moment(f"{name}'s from", given.get("from")), moment(f"{name}'s to", given.get("to"))
    if begin is not None and end is not None and end <= begin:
        raise CorrectionError(f"{name} ends {end}, before or when it begins ({begin}): to is the day after the last")
    return Interval(begin, end)


def moment(name: str, given: object) -> str | None:
    """An ISO 8601 day or moment."""
    if given is None:
        return None
    try:
        if isinstance(given, str) and len(given) == 10:
            return date.fromisoformat(given).isoformat()
        if isinstance(given, str) and 16 <= len(given) <= 40 and given[10] == "T":
            datetime.fromisoformat(given)
            return given
    except ValueError:
        pass
    raise CorrectionError(f"{name} is {shown(given)}: write a day as 2026-02-02 or a moment as 2026-02-02T18:00")


def actor(name: str, given: object, story: Story) -> Actor:
    """Who takes part: ``{"role", "name"}``."""
    if not isinstance(given, Mapping) or set(given) != {"role", "name"}:
        raise CorrectionError(f'{name} holds {shown(given)}: write {{"role": "participant", "name": "…"}}')
    role: Any = one_of(f"{name}' role", ("actor", "recipient", "participant"), given["role"])
    return Actor(role, word(f"{name}' name", given["name"], story))


def speaker(name: str, given: object, story: Story) -> Speaker:
    """Who says it: a name, or ``{"name", "kind", "role"}``."""
    if isinstance(given, str):
        return Speaker(word(name, given, story), "person")
    if not isinstance(given, Mapping) or "name" not in given or set(given) - {"name", "kind", "role"}:
        raise CorrectionError(f'{name} holds {shown(given)}: write a name or {{"name": "…", "kind": "body"}}')
    kind: Any = one_of(f"{name}' kind", ("person", "office", "body", "unnamed"), given.get("kind", "person"))
    role = given.get("role")
    return Speaker(
        word(f"{name}' name", given["name"], story), kind, None if role is None else word(f"{name}' role", role, story)
    )


def shown(given: object) -> str:
    """A value as a message shows it: short, on one line."""
    text = repr(given)
    return text if len(text) <= 60 else f"{text[:57]}..."


READERS: Mapping[Any, Any] = {
    str: word, float: number, int: whole, bool: truth, Span: span, Interval: interval, Actor: actor, Speaker: speaker,
}  # fmt: skip
