"""The forms of a review: every field of a claim as inputs.

The inputs follow from the types of the claim's fields, so that a field added to the model is in the form by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from onrecord.exports.rows import count_text, day_before, one_line
from onrecord.model import Actor, FigureValue, Interval, Role, Sourced, Span, Speaker, SpeakerKind, Story
from onrecord.reviews.corrections import COMMON, RENAMED, value_hints
from onrecord.reviews.fields import WORDS_OF
from onrecord.web.shown import Content, Words, shown

InputKind = Literal["choice", "text", "number", "lines"]

YES = ("no", "yes")
BLANK_ROWS = 1  # rows beyond those filled, for one more speaker or actor
MOST_ROWS = 12
LABELS = {
    "mark": "Words", "low": "Number", "high": "Upper number", "bound": "Bound", "measure": "Measure", "mode": "Mode",
    "type": "Type", "quotation": "Quotation", "of": "Of whom or what", "what": "Thing counted", "status": "Status",
    "where": "Place", "direction": "Direction", "was": "Earlier number", "each": "Each", "part_of": "Part of",
    "round": "Round", "deadline": "Deadline", "recurs": "Recurs", "condition": "Condition", "manner": "Manner",
    "content": "Content", "negated": "Negated", "holder": "Held by", "targets": "Targets", "actors": "Actors",
    "when": "When", "speakers": "Speakers", "said": "Said",
    "evidence": "Sentence",
}  # fmt: skip
"""The fields' names for people, in the order of the form."""
ORDER = tuple(LABELS)
HINTS = {
    "high": "for a range only",
    "of": "as in the text",
    "what": "where the measure is other",
    "part_of": "the id of the whole’s claim",
    "was": "that the sentence itself states",
    "each": "of several, not together",
    "condition": "words of the story",
    "manner": "words of the story",
    "deadline": "the date is a limit",
    "recurs": "it happens again and again",
    "speakers": "nearest to the words first; none where the story itself says so",
    "content": "one piece a line",
    "targets": "one a line",
    "negated": "the opposite is said",
    "when": "what it is true of: ISO dates, the last day included",
    "said": "ISO dates, the last day included",
}


class FormInput(Content):
    """One input of a form: its name there, and the value that the record holds."""

    name: str
    label: str
    kind: InputKind
    options: tuple[str, ...] = ()
    value: Words = ""


class FormField(Content):
    """A field of a claim as the form shows it: one input, or several in rows of `columns`."""

    name: str
    label: str
    hint: str
    inputs: tuple[FormInput, ...]
    columns: int = 1


def form_fields(entry: Sourced) -> tuple[FormField, ...]:
    """Every field of the claim that the form can correct, with the words themselves left to their own form."""
    claim = entry.claim
    hints = {**value_hints(claim), **{name: hint for name, hint in COMMON.items() if name not in ("mark", "evidence")}}
    found = (field_of(name, hint, current(entry, name), entry.story) for name, hint in hints.items())
    fields = {field.name: field for field in found if field is not None}
    return tuple(fields[name] for name in in_order(fields))


def in_order(names: Iterable[str]) -> list[str]:
    """The fields in the order of the form; those without a label of their own come last."""
    return sorted(names, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))


def mark_field(entry: Sourced) -> FormField:
    """The claim's words: as text, or as characters of the story."""
    mark = entry.claim.mark
    return FormField(
        name="mark",
        label="Words",
        hint="exactly as in the story",
        inputs=(
            FormInput(name="mark.words", label="Words", kind="text", value=flat(entry.quote)),
            FormInput(name="mark.start", label="First character", kind="number", value=str(mark.start)),
            FormInput(name="mark.end", label="Behind the last", kind="number", value=str(mark.end)),
            FormInput(name="mark.in", label="In", kind="choice", options=("text", "title"), value=mark.field),
        ),
        columns=4,
    )


def current(entry: Sourced, name: str) -> Any:
    """What the record holds in a field; a plain number has no upper one."""
    claim = entry.claim
    if name in COMMON:
        return getattr(claim, name)
    value = getattr(claim.value, RENAMED.get(name, name))
    if isinstance(claim.value, FigureValue):
        low, high, bound = claim.value.low, claim.value.high, claim.value.bound
        if name == "low" and low is None and bound != "vague":
            return high
        if name == "high" and (bound not in ("range", "vague") or low == high):
            return None
    return value


def field_of(name: str, hint: Any, value: Any, story: Story) -> FormField | None:
    """The inputs of a field by its type; None for a type that no form can show."""
    kind, empty = without_none(hint)
    inputs: tuple[FormInput, ...] | None
    columns = 1
    if get_origin(kind) is Literal or name in WORDS_OF or kind is bool:
        options = YES if kind is bool else WORDS_OF.get(name) or get_args(kind)
        chosen = YES[value] if kind is bool else value or ""
        inputs = (one(name, name, "choice", chosen, ("", *options) if empty else tuple(options)),)
    elif kind in (float, int):
        inputs = (one(name, name, "number", count_text(value)),)
    elif kind in (str, Span):
        words = value or ""
        inputs = (one(name, name, "text", flat(story.quote(value) if isinstance(value, Span) else words)),)
    elif kind is Interval:
        inputs, columns = interval_inputs(name, value), 2
    elif kind in ROWS:
        inputs, columns = row_inputs(name, kind, value), len(ROWS[kind])
    elif kind == tuple[str, ...]:
        inputs = (one(name, name, "lines", "\n".join(map(flat, value))),)
    else:
        return None
    return FormField(name=name, label=label(name), hint=HINTS.get(name, ""), inputs=inputs, columns=columns)


ROWS: Mapping[Any, Mapping[str, tuple[str, tuple[str, ...]]]] = {
    tuple[Speaker, ...]: {
        "name": ("Name", ()), "kind": ("Kind", get_args(SpeakerKind)), "role": ("Role that the story gives", ()),
    },
    tuple[Actor, ...]: {"role": ("Role", get_args(Role)), "name": ("Name", ())},
}  # fmt: skip
"""The columns of a list of nouns: label, and the words that may stand there."""


def row_inputs(name: str, kind: Any, value: Iterable[Any]) -> tuple[FormInput, ...]:
    """A row of inputs for each noun, and an empty one."""
    listed = [*value][:MOST_ROWS]
    found = []
    for number, noun in enumerate([*listed, *[None] * BLANK_ROWS]):
        for column, (about, options) in ROWS[kind].items():
            held = flat(getattr(noun, column) or "") if noun else options[0] if options else ""
            found.append(one(f"{name}.{number}.{column}", about, "choice" if options else "text", held, options))
    return tuple(found)


def interval_inputs(name: str, value: Interval | None) -> tuple[FormInput, ...]:
    """The first day or moment and the last."""
    begin, end = (value.begin, value.end) if value else (None, None)
    return (
        one(f"{name}.first", "First day", "text", begin or ""),
        one(f"{name}.last", "Last day", "text", day_before(end) if end else ""),
    )


def one(name: str, about: str, kind: InputKind, value: str, options: tuple[str, ...] = ()) -> FormInput:
    """An input; its label is that of the field where `about` names one."""
    return FormInput(name=name, label=LABELS.get(about, about), kind=kind, options=options, value=value)


def label(name: str) -> str:
    """A field's name for people."""
    return LABELS.get(name, name.replace("_", " ").capitalize())


def flat(text: str) -> str:
    """Text as an input of one line holds it."""
    return one_line(str(shown(text)))


def without_none(hint: Any) -> tuple[Any, bool]:
    """The type without None, and whether it may be empty."""
    if get_origin(hint) in (Union, UnionType):
        options = [option for option in get_args(hint) if option is not type(None)]
        return options[0], len(options) < len(get_args(hint))
    return hint, False
