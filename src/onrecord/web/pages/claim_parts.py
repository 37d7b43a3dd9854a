"""What the claim page shows of a claim: its fields in words, where they lead, and where its sentence stands again."""

from __future__ import annotations

import re
from itertools import islice

from onrecord.api import Record
from onrecord.exports.rows import count_text, one_line
from onrecord.ledger import ClaimFilter
from onrecord.linking.words import shipped
from onrecord.model import BY_REVIEW, EventValue, FigureValue, Sourced, Span, StatementValue
from onrecord.web.addresses import claims_address, series_address, site_address
from onrecord.web.shown import Content, Words

WORD = re.compile(r"\w+")
BEFORE, BEHIND = 8, 4  # words around a claim's own that lead to copies of its sentence
MOST_SEARCHED = 16
MOST_COPIES = 50

BOUNDS = {
    "exact": "exactly", "about": "about", "at_least": "at least", "at_most": "at most", "more_than": "more than",
    "less_than": "less than", "range": "between two numbers", "vague": "in words, not a number",
}  # fmt: skip
MODES = {
    "total": "all so far, since some start", "new": "those of one period or happening",
    "limit": "a quota, permission, plan or target", "standing": "how many there are at the time",
}  # fmt: skip
STATUSES = {
    "occurred": "said to have happened", "ongoing": "said to go on", "announced": "announced, not yet done",
    "expected": "expected", "proposed": "proposed", "postponed": "put off", "cancelled": "called off",
    "denied": "denied", "not_happened": "said not to have happened",
}  # fmt: skip
QUOTATIONS = {"direct": "in quotation marks", "indirect": "in the story’s words", "mixed": "partly in quotation marks"}


class Fact(Content):
    """A field of the claim in words; `link` leads to what it names."""

    name: str
    words: Words
    link: Words | None = None


def facts(entry: Sourced) -> tuple[Fact, ...]:
    """What the claim says, beyond what every claim has; what it leaves open is left out."""
    value = entry.claim.value
    if isinstance(value, FigureValue):
        found = figure_facts(value)
    elif isinstance(value, EventValue):
        found = event_facts(entry, value)
    else:
        found = statement_facts(value)
    return tuple(fact for fact in found if fact.words)


def figure_facts(value: FigureValue) -> list[Fact]:
    """The fields of a figure."""
    directions = {None: "", "out": "out of the place", "in": "into the place"}
    return [
        Fact(name="Counts", words=f"{value.what} ({value.measure})" if value.what else value.measure),
        Fact(name="As", words=f"{value.mode}: {MODES[value.mode]}"),
        Fact(name="Number", words=number_words(value)),
        Fact(name="Of", words=value.of or ""),
        Fact(name="Each", words="the number holds for each of several" if value.each else ""),
        Fact(name="Before", words=count_text(value.was)),
        Fact(name="Direction", words=directions[value.direction]),
        Fact(name="Part of", words="a larger figure" if value.part_of else "", link=claim_link(value.part_of)),
    ]


def number_words(value: FigureValue) -> str:
    """The number with how sharp it is."""
    if value.low is None and value.high is None:
        return BOUNDS["vague"]
    if value.low != value.high and value.low is not None and value.high is not None:
        return f"{count_text(value.low)} to {count_text(value.high)}"
    number = count_text(value.low if value.low is not None else value.high)
    return f"{number} or so, told in words" if value.bound in ("range", "vague") else f"{BOUNDS[value.bound]} {number}"


def event_facts(entry: Sourced, value: EventValue) -> list[Fact]:
    """The fields of an event."""
    return [
        Fact(name="Event", words=f"{value.type}, {value.mode}" if value.mode else value.type),
        Fact(name="Who", words="; ".join(f"{actor.name} ({actor.role})" for actor in value.actors)),
        Fact(name="On condition", words=words_of(entry, value.condition)),
        Fact(name="In what way", words=words_of(entry, value.manner)),
        Fact(name="Date", words="a limit, not an appointment" if value.deadline else ""),
        Fact(name="Happens", words="again and again" if value.recurs else ""),
        Fact(name="Round", words=count_text(value.round)),
    ]


def statement_facts(value: StatementValue) -> list[Fact]:
    """The fields of a statement."""
    return [
        Fact(name="Position", words=f"{'not ' if value.negated else ''}{value.type}" if value.type else ""),
        Fact(name="Held by", words=value.holder or ""),
        Fact(name="Towards", words="; ".join(value.targets)),
        Fact(name="Content", words=one_line(" … ".join(value.content))),
        Fact(name="Quoted", words=QUOTATIONS[value.kind]),
    ]


def words_of(entry: Sourced, span: Span | None) -> str:
    """The words that a span covers."""
    return f"“{one_line(entry.story.quote(span))}”" if span else ""


def claim_link(claim: str | None) -> str | None:
    """The address of a claim."""
    return f"/claim/{claim}" if claim else None


def place_facts(entry: Sourced) -> tuple[Fact, ...]:
    """Where it is true: the place with all that is on record there, its country's code, its states over time."""
    place = entry.claim.where
    if not place:
        return ()
    found = [Fact(name="Place", words=place, link=claims_address(place))]
    codes = sorted(home for home in shipped().homes_of(place) if len(home) == 2 and home.isupper())
    found += [Fact(name="Country", words=f"{code} (ISO 3166)") for code in codes]
    if isinstance(entry.claim.value, EventValue) and entry.claim.value.type in ("OPEN", "CLOSE"):
        found.append(Fact(name="Site", words="its states over time", link=site_address(place)))
    return tuple(found)


def series_fact(entry: Sourced) -> Fact | None:
    """The series that a figure is a point of; None for what joins none."""
    value = entry.claim.value
    if not isinstance(value, FigureValue) or entry.claim.status == "denied":
        return None
    place = entry.claim.where
    words = ", ".join(part for part in (value.measure, value.mode, place) if part)
    return Fact(name="Series", words=words, link=series_address(value.measure, place, value.mode))


def rule_words(kind: str, rule: str) -> str:
    """The rule that made a claim, in words; the names in it are entries of the lexicon."""
    if not rule:
        return "not told"
    if rule.startswith(BY_REVIEW):
        return f"a person’s word: {rule}"
    name, _, rest = rule.partition(":")
    if name == "trigger" and rest:
        return f"a trigger of “{rest}”"
    if name == "position" and rest:
        return f"a word of a position, “{rest}”"
    if name == "cue" and rest:
        cue, _, content = rest.partition(":")
        return f"a cue of “{cue}”{f', its words by {content}' if content else ''}"
    measure, _, mode = rule.partition("; ")
    return f"measure by “{measure}”, mode by “{mode}”" if kind == "figure" and mode else rule


def same_sentence(record: Record, entry: Sourced) -> tuple[Sourced, ...]:
    """The claims of other stories whose sentence is the same, word for word, and that say the same of the same words.

    The words around the claim's own find them in the index; at most MOST_COPIES sentences are compared.
    """
    phrase = telling_words(entry)
    if not phrase:
        return ()
    wanted = ClaimFilter(kind=entry.claim.kind, text=phrase, limit=MOST_COPIES)
    said = (one_line(entry.sentence), one_line(entry.quote), entry.claim.value)
    found = (
        other for other in record.claims(wanted)
        if other.story.id != entry.story.id and (one_line(other.sentence), one_line(other.quote)) == said[:2]
    )  # fmt: skip
    first_of = {other.story.id: other for other in islice(found, MOST_COPIES)}
    return tuple(first_of.values())


def telling_words(entry: Sourced) -> str:
    """A phrase of the sentence: the claim's words with those around them."""
    evidence, mark = entry.claim.evidence, entry.claim.mark
    if not evidence.contains(mark):
        return ""
    begin = mark.start - evidence.start
    words = [(found.start(), found[0]) for found in WORD.finditer(entry.sentence)]
    first = sum(at < begin for at, _ in words)
    last = sum(at < mark.end - evidence.start for at, _ in words)
    chosen = words[max(0, first - BEFORE) : last + BEHIND][:MOST_SEARCHED]
    if not chosen:
        return ""
    end = chosen[-1][0] + len(chosen[-1][1])
    return entry.sentence[chosen[0][0] : end]
