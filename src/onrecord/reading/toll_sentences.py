"""What each sentence tells of the toll: figures of killed, hurt and shot, and persons without a numeral."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Figure, Number, Reading, Span
from onrecord.reading.figure_words import MeasureWords
from onrecord.reading.parse import Document, Sentence
from onrecord.reading.toll_mentions import Mention, PersonWords, mention

MEASURES = ("killed", "injured", "hospitalised")
SHORT = 6  # tokens: what is shorter and has no verb is a dateline or a caption
SHOOTING = frozenset(("shot", "shoot", "shoots", "shooting"))
MULTIPLES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5, "sextuple": 6}
MURDERS = frozenset(("murder", "murders", "homicide", "homicides", "slaying", "slayings", "killing", "killings"))


@dataclass(frozen=True)
class TollWords:
    """The tables that the toll is read with."""

    measures: MeasureWords
    persons: PersonWords


@dataclass(frozen=True)
class Told:
    """What one sentence tells: counts by figure and by mention; None where it gives no number."""

    killed: int | None
    injured: int | None
    shot: int | None
    mention: Mention
    background: bool  # all its figures are of a campaign, or stocks
    cumulative: bool | None  # whether the number of the killed is a running total; None where there is no number
    summed: bool | None  # the same of the injured
    revised: bool  # the number of the killed is said to have been another before
    nil: bool  # no casualties
    dead_first: bool  # the killed stand before the shot
    counted_alone: bool  # the killed are counted as somebody's victims: who killed them is not among them


def told(document: Document, reading: Reading, words: TollWords, limit: int) -> list[Told]:
    """What each of the first `limit` sentences tells."""
    figures = [figure for figure in reading.figures if figure.span.field == document.field]
    numbers = [number for number in reading.numbers if number.span.field == document.field]
    found = []
    sentences = document.sentences[:limit]
    if document.field == "text":
        sentences = tuple(s for s in document.sentences[: 3 * limit] if tells(document, s))[:limit]
    for sentence in sentences:
        figures_here = [f for f in figures if sentence.start <= f.span.start < sentence.end]
        here = [f for f in figures_here if counts(f)]
        said = {token.lower for token in document.tokens[sentence.first : sentence.last]}
        within = [n for n in numbers if sentence.start <= n.span.start < sentence.end]
        shot, where = (None, 0) if said.isdisjoint(SHOOTING) else shot_in(document, sentence, within)
        multiple = {} if said.isdisjoint(MULTIPLES) else multiple_in(document, sentence)
        told_here = mention(document, sentence, words.measures, words.persons)
        killed = total(here, "killed")
        found.append(
            Told(
                multiple.get("killed") if killed is None else killed, total(here, "injured"),
                multiple.get("shot") if shot is None else shot,
                told_here,
                cumulative=is_total(here, "killed"),
                summed=is_total(here, "injured"),
                background=all(is_background(f) for f in here) and bool(here),
                revised=any(f.was is not None and f.measure == "killed" for f in here),
                nil=any(f.low == 0 and f.measure == "other" and f.what == "casualties" for f in figures_here),
                dead_first=dies_first(here, told_here, shot, where),
                counted_alone=any(f.measure == "killed" and f.rule.startswith(("object", "after")) for f in here),
            )
        )  # fmt: skip
    return found


def is_background(figure: Figure) -> bool:
    """True for the count of a campaign, or a stock; a perfect tense alone ("15 have been killed") may be the news."""
    return figure.mode == "standing" or (figure.mode == "total" and not figure.rule.endswith("perfect tense"))


def dies_first(figures: list[Figure], persons: Mention, shot: int | None, where: int) -> bool:
    """True where the killed stand before the shot, who start at offset `where`."""
    before = any(figure.measure == "killed" and figure.span.start < where for figure in figures)
    return before or (bool(persons.killed) and shot is not None and persons.killed_at < where)


def tells(document: Document, sentence: Sentence) -> bool:
    """False for datelines, captions and invitations to log in."""
    tokens = document.tokens[sentence.first : sentence.last]
    return len(tokens) >= SHORT or any(token.tag in ("VBD", "VBZ", "VBP", "VBN") for token in tokens)


def shot_in(document: Document, sentence: Sentence, numbers: list[Number]) -> tuple[int | None, int]:
    """The largest number of the sentence that were shot, and the offset where it stands."""
    found = [(int(n.low), n.span.start) for n in numbers if n.low and is_shot(document, sentence, n.span)]
    return max(found, default=(None, 0))


def multiple_in(document: Document, sentence: Sentence) -> dict[str, int]:
    """The number in "quadruple homicide" or "triple shooting"."""
    found: dict[str, int] = {}
    for token in document.tokens[sentence.first : sentence.last - 1]:
        if token.lower in MULTIPLES:
            after = [other.lower for other in document.tokens[token.i + 1 : token.i + 3]]
            kind = "killed" if MURDERS & set(after) else "shot" if "shooting" in after else ""
            found |= {kind: MULTIPLES[token.lower]} if kind else {}
    return found


def counts(figure: Figure) -> bool:
    """True for a whole of killed or injured that the story itself does not dispute."""
    stated = figure.low if figure.low is not None else figure.high
    wanted = figure.measure in MEASURES and figure.part_of is None and figure.mode != "limit"
    return wanted and not figure.denied and stated is not None and "late addition" not in figure.rule


def total(figures: list[Figure], measure: str) -> int | None:
    """The sum of a sentence's figures of one measure and mode; where the modes differ, the first mode's."""
    own = [figure for figure in figures if figure.measure == measure]
    if not own and measure == "injured":
        own = [figure for figure in figures if figure.measure == "hospitalised"]
    if not own:
        return None
    own = [figure for figure in own if figure.mode == own[0].mode and figure.bound != "vague"]
    if not own:
        return None
    if own[0].mode == "total" or own[0].rule.startswith("counter"):
        return int(max(figure.low or figure.high or 0 for figure in own))
    return int(sum(figure.low or figure.high or 0 for figure in own))


def is_total(figures: list[Figure], measure: str) -> bool | None:
    """Whether a sentence's number of one measure is a running total; None where it gives none."""
    own = [figure for figure in figures if figure.measure == measure]
    return own[0].mode == "total" if own else None


def is_shot(document: Document, sentence: Sentence, span: Span) -> bool:
    """True where "shot" says what happened to a number: "nine people were shot", "the shooting of nine"."""
    first = document.range(span.start, span.end).start
    before = document.tokens[max(sentence.first, first - 4) : first]
    while before and before[-1].lower in (
        "at",
        "least",
        "about",
        "of",
        "more",
        "than",
        "nearly",
        "as",
        "many",
        "another",
    ):
        before = before[:-1]
    if before and (before[-1].lemma == "shoot" or before[-1].lower == "shooting"):
        return document.tokens[first - 1].lower != "at"
    after = [document.tokens[i] for i in document.range(span.end, min(sentence.end, span.end + 60))][:7]
    for token in after:
        downed = token.i + 1 < len(document.tokens) and document.tokens[token.i + 1].lower == "down"  # aircraft
        if token.lower == "shot" and not downed and token.tag in ("VBN", "VBD", "NN", "JJ", "NNP"):
            return True
        if token.tag[0] == "V" and token.lemma not in ("be", "have"):
            return False
        if token.lower in (",", ";", "in", "by") and token.lower != "others":
            return False
    return False
