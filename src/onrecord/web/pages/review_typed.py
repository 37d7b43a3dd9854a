"""What was typed in a form of a review, as a correction; what is left as it was shown is no part of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from onrecord.model import FigureValue, Sourced, Span
from onrecord.reviews.corrections import COMMON, value_hints
from onrecord.web.pages.review_forms import YES, FormField, FormInput, current, flat, without_none
from onrecord.web.shown import shown

Typed = Mapping[str, str]
MOST_PARTS = 4  # of a split by form; a program may give more


class FormError(ValueError):
    """What was typed cannot be: the field it stands in and one line."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def correction_of(entry: Sourced, fields: Iterable[FormField], typed: Typed, prefix: str = "") -> dict[str, Any]:
    """The fields that were changed, as a correction; FormError where one cannot be read."""
    found: dict[str, Any] = {}
    for field in fields:
        given = {one.name: typed_in(typed, prefix, one) for one in field.inputs}
        if all(given[one.name] == one.value for one in field.inputs):
            continue
        try:
            found[field.name] = value_of(entry, field, given)
        except FormError as fault:
            raise FormError(prefix + fault.field, str(fault)) from None
    return with_number(entry, found)


def parts_of(entry: Sourced, fields: tuple[FormField, ...], typed: Typed) -> list[dict[str, Any]]:
    """The parts of a split as they were typed; a part beyond the second counts where something in it was changed."""
    parts = [correction_of(entry, fields, typed, f"part{number}.") for number in range(1, MOST_PARTS + 1)]
    return parts[:2] + [part for part in parts[2:] if part]


def typed_in(typed: Typed, prefix: str, shown_as: FormInput) -> str:
    """What stands in an input; one that was not sent is as it was."""
    given = typed.get(prefix + shown_as.name)
    if given is None:
        return shown_as.value
    return given.replace("\r\n", "\n").strip() if shown_as.kind == "lines" else flat(given)


def value_of(entry: Sourced, field: FormField, given: Typed) -> Any:
    """The field's value as a correction gives it."""
    if field.name == "mark":
        return typed_mark(entry, given)
    if len(field.inputs) > 1:
        kind = field.inputs[0].name.rpartition(".")[2]
        return typed_interval(field.name, given) if kind == "first" else typed_rows(field, given)
    only = field.inputs[0]
    text = given[only.name]
    if only.options and text not in only.options:
        raise FormError(field.name, f"“{short(text)}” cannot stand here: choose one of the list")
    if only.options == YES:
        return text == "yes"
    if only.kind == "lines":
        return [line.strip() for line in text.split("\n") if line.strip()]
    if not text:
        return None
    if only.kind == "number":
        return typed_number(field.name, text)
    hints = {**value_hints(entry.claim), **COMMON}
    if without_none(hints[field.name])[0] is Span:
        return span_object(found_words(field.name, entry, text))
    return text


def typed_number(name: str, text: str) -> float:
    """A number as people write it: 1500, 1,500 or 1 500."""
    bare = text.replace(",", "").replace(" ", "").replace("_", "")
    try:
        return float(bare)
    except ValueError:
        raise FormError(name, f"“{short(text)}” is no number: write it in digits, such as 1500 or 2.5") from None


def typed_interval(name: str, given: Typed) -> dict[str, str | None] | None:
    """Both sides of a time; none where both are empty."""
    begin, last = given[f"{name}.first"], given[f"{name}.last"]
    if not begin and not last:
        return None
    return {"from": first_moment(begin), "to": end_moment(name, last)}


def first_moment(text: str) -> str | None:
    """Where a day, month, year or moment begins."""
    return {4: f"{text}-01-01", 7: f"{text}-01"}.get(len(text), text) or None


def end_moment(name: str, text: str) -> str | None:
    """Where a day, month or year ends: the day after its last. A moment is its own end."""
    if not text or len(text) > 10:
        return text or None
    try:
        first = date.fromisoformat(first_moment(text) or "")
        if len(text) == 4:
            return first.replace(year=first.year + 1).isoformat()
        if len(text) == 7:
            return (first + timedelta(days=31)).replace(day=1).isoformat()
        return (first + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        raise FormError(name, f"“{short(text)}” is no date: write 2026-02-03, 2026-02 or 2026") from None


def typed_rows(field: FormField, given: Typed) -> list[dict[str, str | None]]:
    """The nouns of a list, a row each; a row without a name is none."""
    rows: dict[str, dict[str, str | None]] = {}
    for shown_as in field.inputs:
        _, number, column = shown_as.name.rsplit(".", 2)
        rows.setdefault(number, {})[column] = given[shown_as.name] or None
    return [row for row in rows.values() if row["name"]]


def typed_mark(entry: Sourced, given: Typed) -> dict[str, Any]:
    """The words that were selected or typed; FormError where the story has no such words."""
    mark = entry.claim.mark
    before = {"mark.start": str(mark.start), "mark.end": str(mark.end), "mark.in": str(mark.field)}
    words = given["mark.words"]
    if all(given[name] == value for name, value in before.items()):
        return span_object(found_words("mark", entry, words))
    numbers = [given[name] for name in ("mark.start", "mark.end")]
    if not all(text.isdecimal() and len(text) < 10 for text in numbers):
        raise FormError("mark", "Give the first character and the one behind the last as whole numbers")
    start, end = map(int, numbers)
    field = given["mark.in"]
    source = entry.story.title if field == "title" else entry.story.text
    if field not in ("text", "title") or not start < end <= len(source):
        raise FormError("mark", f"The story’s {field} has characters 0 to {len(source)}: choose some of them")
    if words not in (flat(entry.quote), flat(source[start:end])):
        raise FormError("mark", f"Characters {start} to {end} are “{short(flat(source[start:end]))}”, not those words")
    return {"start": start, "end": end, "in": field}


def found_words(name: str, entry: Sourced, words: str) -> Span:
    """Where the story has the words: in the claim's sentence, else nearest to it; FormError where nowhere."""
    evidence, story = entry.claim.evidence, entry.story
    if not words:
        raise FormError(name, "Give the words as the story has them")
    own = str(shown(story.text if evidence.field == "text" else story.title))
    near = [own.find(words, evidence.start, evidence.end)]
    if near[0] < 0:
        near = [own.rfind(words, 0, evidence.end), own.find(words, evidence.start)]
    at = min((at for at in near if at >= 0), key=lambda at: abs(at - evidence.start), default=-1)
    if at >= 0:
        return Span(at, at + len(words), evidence.field)
    raise FormError(name, f"The story does not have “{short(words)}” there: copy the words from it")


def span_object(span: Span) -> dict[str, Any]:
    """A span as a correction gives it."""
    return {"start": span.start, "end": span.end, "in": span.field}


def with_number(entry: Sourced, found: dict[str, Any]) -> dict[str, Any]:
    """A figure's number, upper number and bound as low and high, which go together."""
    value = entry.claim.value
    if not isinstance(value, FigureValue) or not found.keys() & {"low", "high", "bound"}:
        return found
    bound = found.get("bound", value.bound)
    first = found.get("low", current(entry, "low"))
    upper = found.get("high", current(entry, "high"))
    if upper is not None and bound not in ("range", "vague"):
        raise FormError("high", f"Only a range has an upper number: choose range, or leave it empty (now {bound})")
    if bound in ("at_most", "less_than"):
        return found | {"low": None, "high": first}
    if bound in ("exact", "about"):
        return found | {"low": first, "high": first}
    return found | {"low": first, "high": upper}


def short(text: str) -> str:
    """Text as a message shows it."""
    return text if len(text) <= 60 else f"{text[:57]}…"
