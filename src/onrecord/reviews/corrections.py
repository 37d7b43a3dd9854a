"""A claim as a person corrects it: any field, checked, and the id that goes with what it says then.

The fields are those of the claim as the exports show it: `mark`, `evidence`, `status`, `when`, `said`, `where`,
`speakers` and, by kind, the fields of its value. Shorter names stand for some: `from` and `to` for `when`, `place` for
`where`, `speaker` for the nearest of the speakers, `value` for `low` and `high`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, get_args, get_type_hints

from onrecord.model import (
    BY_REVIEW,
    Claim,
    FigureValue,
    Interval,
    Span,
    Speaker,
    StatementValue,
    Status,
    Story,
    with_id,
)
from onrecord.reviews.fields import MOST, CorrectionError, items, read, shown

Correction = Mapping[str, Any]

COMMON: Mapping[str, Any] = {
    "mark": Span, "evidence": Span, "status": Status, "when": Interval | None, "said": Interval | None,
    "where": str | None, "speakers": tuple[Speaker, ...],
}  # fmt: skip
SHORT = {"from": "when", "to": "when", "place": "where", "speaker": "speakers", "value": "low"}
RENAMED = {"quotation": "kind"}  # a statement's own kind, which is no kind of claim
OPEN_ABOVE = ("at_least", "more_than")
OPEN_BELOW = ("at_most", "less_than")
SENTENCE_ENDS = (". ", "! ", "? ", "\n", ".” ", '." ')


def corrected(claim: Claim, story: Story, correction: Correction, by: str) -> Claim:
    """The claim with the corrected fields, as a claim of its own that stands by the word of `by`.

    CorrectionError, in one line that names the field, for what cannot be.
    """
    hints = value_hints(claim)
    given = spelt_out(claim, correction)
    unknown = sorted(map(str, set(given) - {*COMMON, *hints}))
    if unknown:
        allowed = ", ".join(sorted({*COMMON, *hints, *short_names(claim)}))
        raise CorrectionError(f"{shown(unknown[0])} is no field of this {claim.kind}: use one of {allowed}")
    common = {name: read(name, COMMON[name], given[name], story) for name in COMMON if name in given}
    value = {RENAMED.get(n, n): read(n, hints[n], given[n], story) for n in hints if n in given}
    changed = replace(claim, **renamed_common(claim, common), value=with_value(claim, story, common, value, given))
    evidence = common.get("evidence") or evidence_around(story, changed.mark, claim.evidence)
    if not evidence.contains(changed.mark):
        raise CorrectionError("evidence does not hold the mark: choose the whole sentence around it")
    return with_id(replace(changed, evidence=evidence, confidence=1.0, rule=f"{BY_REVIEW}{by}"))


def made_by(claim: Claim, story: Story, verdict: str, correction: Correction | None, by: str) -> tuple[Claim, ...]:
    """The claims that a review makes of `claim`: one by a correct, several by a split, none by others."""
    if verdict == "correct":
        if not correction:
            raise CorrectionError("correct needs a correction: the fields that should stand, as {field: value}")
        return (corrected(claim, story, correction, by),)
    if verdict == "split":
        return parts(claim, story, correction, by)
    return ()


def parts(claim: Claim, story: Story, correction: Correction | None, by: str) -> tuple[Claim, ...]:
    """The claims that a claim is split into."""
    if not isinstance(correction, Mapping) or set(correction) != {"parts"}:
        raise CorrectionError('split needs {"parts": [{field: value}, {field: value}, …]}')
    listed = items("parts", correction["parts"])
    if len(listed) < 2:
        raise CorrectionError(f"parts has {len(listed)} item(s): a claim is split into two or more, {MOST} at most")
    made: dict[str, Claim] = {}
    for number, part in enumerate(listed, 1):
        if not isinstance(part, Mapping):
            raise CorrectionError(f"part {number} is {shown(part)}: write {{field: value}}")
        try:
            one = corrected(claim, story, part, by)
        except CorrectionError as error:
            raise CorrectionError(f"part {number}: {error}") from error
        if one.id in made:
            raise CorrectionError(f"part {number} says the same as another part: each must differ in some field")
        made[one.id] = one
    return tuple(made.values())


def value_hints(claim: Claim) -> dict[str, Any]:
    """The fields of the claim's value and their types, under the names that corrections give them."""
    names = {own: name for name, own in RENAMED.items()}
    hints = get_type_hints(type(claim.value))
    return {names.get(field.name, field.name): hints[field.name] for field in fields(claim.value)}


def short_names(claim: Claim) -> set[str]:
    """The shorter names that this claim's corrections may use."""
    return set(SHORT) if isinstance(claim.value, FigureValue) else set(SHORT) - {"value"}


def spelt_out(claim: Claim, correction: Correction) -> dict[str, Any]:
    """The correction without shorter names; ValueError where one field is given twice."""
    given = dict(correction)
    for short in sorted(short_names(claim) & set(given)):
        if SHORT[short] in correction or (short == "value" and "high" in correction):
            raise CorrectionError(f"{short} and {SHORT[short]} are one field: give one of them")
    if "from" in given or "to" in given:
        now = {"from": claim.when.begin, "to": claim.when.end}
        given["when"] = now | {name: given.pop(name) for name in ("from", "to") if name in given}
    if "place" in given:
        given["where"] = given.pop("place")
    if "speaker" in given:
        given["speakers"] = with_nearest(claim, given.pop("speaker"))
    if "value" in given and isinstance(claim.value, FigureValue):
        given["low"] = given["high"] = given.pop("value")
        given.setdefault("bound", "exact")
    return given


def with_nearest(claim: Claim, speaker: object) -> list[object]:
    """The chain of speakers with another nearest one; None leaves the story itself to speak."""
    if speaker is None:
        return []
    old = claim.speakers[0] if claim.speakers else None
    if isinstance(speaker, str) and old is not None:
        speaker = {"name": speaker, "kind": old.kind, "role": old.role if speaker == old.name else None}
    return [speaker, *({"name": s.name, "kind": s.kind, "role": s.role} for s in claim.speakers[1:])]


def renamed_common(claim: Claim, common: Mapping[str, Any]) -> dict[str, Any]:
    """The corrected fields that every claim has; a statement is true of when it was said."""
    given = {name: value for name, value in common.items() if name != "evidence"}
    if "when" in given and given["when"] is None:
        given["when"] = Interval(None, None)
    if claim.kind == "statement" and "said" in given and "when" not in given:
        given["when"] = given["said"] or Interval(None, None)
    return given


def with_value(
    claim: Claim, story: Story, common: Mapping[str, Any], changes: dict[str, Any], given: Mapping[str, Any]
) -> Any:
    """The claim's value with what is corrected in it."""
    value = claim.value
    is_quoted = isinstance(value, StatementValue) and value.content == (story.quote(claim.mark),)
    if is_quoted and "mark" in common and "content" not in given:
        changes["content"] = (story.quote(common["mark"]),)
    if isinstance(value, FigureValue) and changes.keys() & {"low", "high", "bound"}:
        changes |= sharpened(value, changes)
    return replace(value, **changes)


def sharpened(value: FigureValue, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Low and high such that they go with the bound."""
    low, high = changes.get("low", value.low), changes.get("high", value.high)
    bound = changes.get("bound", value.bound)
    only = low if low is not None else high
    if bound in OPEN_ABOVE:
        low, high = only, None
    elif bound in OPEN_BELOW:
        low, high = None, high if high is not None else low
    elif bound in ("exact", "about"):
        if low is not None and high is not None and low != high:
            raise CorrectionError(f"low is {low:g} and high {high:g}: {bound} has one number; use bound range")
        low = high = only
    if bound != "vague" and low is None and high is None:
        raise CorrectionError(f"bound is {bound}: it needs a number in low, high or value")
    if bound == "range" and (low is None or high is None or low >= high):
        raise CorrectionError("bound is range: it needs low and high, low the smaller one")
    return {"low": low, "high": high}


def evidence_around(story: Story, mark: Span, was: Span) -> Span:
    """The evidence of a mark that moved: as before where it still holds it, else the sentence by its punctuation."""
    if was.contains(mark):
        return was
    words = story.text if mark.field == "text" else story.title
    starts = [at + len(end) for end in SENTENCE_ENDS if (at := words.rfind(end, 0, mark.start)) >= 0]
    start = max((at for at in starts if at <= mark.start), default=0)
    ends = [at + len(end.rstrip()) for end in SENTENCE_ENDS if (at := words.find(end, mark.end - 1)) >= 0]
    end = max(min(ends, default=len(words)), mark.end)
    return Span(start, end, mark.field)


def statuses() -> tuple[str, ...]:
    """The words of the field `status`."""
    return get_args(Status)
