"""Which paragraphs of a paste are headlines: their shape, the words they share with a story, one layout for the paste.

A paste puts each headline before its story or after it. Both layouts are scored over the whole paste, and the better is
taken. The weights were set on joins of stories (2026-11: GVA, GWN, AQUAINT and those of tests/gold);
tests/sources/test_paste.py has the cases that they must keep.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.sources.paste_dateline import WORD, has_dateline, is_stamp
from onrecord.sources.paste_lines import Paragraph

Layout = Literal["first", "last", "none"]
SENTENCE_END = re.compile(r"[.!][\"'”’)\]]{0,3}\Z")
ABBREVIATED = re.compile(r"\b(?:[A-Z]\.[A-Z]\.|Inc\.|Co\.|Jr\.|Sr\.|Ltd\.|Corp\.|No\.)\Z")
INNER_SENTENCE = re.compile(r"[a-z\d][.!?][\"”’]? [A-Z“\"]")
NOT_HEADLINE = re.compile(
    r"(?:by|reporting by|editing by|writing by|additional reporting|updated|published|posted|article posted|photo"
    r"|file photo|image|video|watch|listen|read more|read also|see also|related|also read|more on|caption|credit"
    r"|copyright|©|share|follow us|subscribe|advertisement|contact|comments?|sign up|click here|with |for more)\b",
    re.IGNORECASE,
)
NEVER = re.compile(
    r"https?:|www\.|@\w|>>|\.(?:com|org|net)\b|\((?:Published|Picture|Photo|Image|Source|Credit|File)\b|\bphoto by\b"
    r"|\bAP Photo\b|\([^()]{2,60}/[^()]{2,60}\)\Z",
    re.IGNORECASE,
)
WEAK_STARTS = frozenset(
    "the a an he she it they we i this these those there but and however meanwhile according on in at earlier also his "
    "her their its who when while".split()
)
COUNT = re.compile(r"[^:]{1,60}: ?[\d,.]{1,15}%?\Z")  # a line of a list of figures
NUMBERED = re.compile(r"\A\d{1,2}[.)] ")  # of a list of stories
FURNITURE = 70  # characters of a byline, a date or a credit, at most
PAST_SPEECH = frozenset({"said", "told", "added", "was", "were", "had"})
STOP = frozenset(
    "said says that with from have this they will were been after over into than their about more would which also "
    "when what where there here could should other some such most them then these those while before between because "
    "being does against during the and for was are has had his her not but who its you our out all can new".split()
)
LEDE = 3  # paragraphs at the start of a story that its headline sums up
MEMORY = 8  # paragraphs before a boundary that count as the story so far
OPENING = 1.5  # the first paragraph is a headline from this score on
CLOSING = 2.5  # and the last, which is as often a stray line ("Read more"), from this
INNER = 4.0  # and one within the paste from this
INNER_CLEAN = 2.9  # or from this, in a paste in which few lines look like headlines
CLEAN_SHARE = 0.25
SHARED = 4.0  # weight of the words that headline and story share
DRIFT = 3.0  # weight of the words that what follows shares with what went before
REPEATED = 0.35  # of a headline's words, so many in its story's first paragraphs make it that story's
SOUND = 3.0  # the score of a headline with a headline's length and end
MISSED = 3.0  # for a layout whose edge paragraph is no headline


@dataclass(frozen=True, slots=True)
class Text:
    """What the layouts are scored on, a paragraph each: its headline score by shape, and its content words."""

    shape: float
    words: frozenset[str]
    dateline: bool
    gap: int
    furniture: bool


def headlines(sections: Sequence[Sequence[Paragraph]]) -> tuple[Layout, list[list[int]]]:
    """The layout of the paste, and the indexes of the headlines in each section (the text between separators)."""
    texts = [[measured(p) for p in section] for section in sections]
    options: tuple[tuple[Layout, list[tuple[float, list[int]]]], ...] = (
        ("first", [first_layout(section) for section in texts]),
        ("last", [last_layout(section) for section in texts]),
    )
    layout, found = max(options, key=lambda option: sum(score for score, _ in option[1]))
    if not any(indexes for _, indexes in found):
        return "none", [[] for _ in sections]
    return layout, [indexes for _, indexes in found]


def measured(paragraph: Paragraph) -> Text:
    """The paragraph, measured."""
    text = paragraph.text
    score, dateline = shape(text), has_dateline(text)
    furniture = score <= -5.0 and not dateline and len(text) <= FURNITURE
    return Text(score, content_words(text[:2_000]), dateline, paragraph.gap, furniture)


def opening(texts: Sequence[Text], start: int) -> list[Text]:
    """The first paragraphs of the story that begins at `start`, without its bylines and dates."""
    near = texts[start : start + 2 * LEDE]
    return [text for text in near if not text.furniture][:LEDE] or list(near[:1])


def shape(text: str) -> float:
    """How much a line looks like a headline by itself: above 0 it may be one."""
    text = NUMBERED.sub("", text) or text
    words = text.split()
    if len(text) > 200 or len(words) > 30 or NOT_HEADLINE.match(text) or NEVER.search(text) or COUNT.match(text):
        return -5.0
    if has_dateline(text) or is_stamp(text):
        return -5.0
    score = 0.0
    if SENTENCE_END.search(text) and not ABBREVIATED.search(text) and not text.endswith("..."):
        score -= 3.0
    elif text.endswith((",", ";", ":", "(")):
        score -= 4.0
    else:
        score += 0.5 if text.endswith(("?", '"', "”")) else 2.0
    score += 1.0 if 5 <= len(words) <= 18 else -2.0 if len(words) < 3 else -1.0 if len(words) > 22 else 0.0
    if INNER_SENTENCE.search(text):
        score -= 1.5
    if not text[0].isalnum() and text[0] not in "\"'“‘$€£":
        score -= 3.0
    if text[0].islower():
        score -= 2.0
    return score + grammar(text, words)


def grammar(text: str, words: Sequence[str]) -> float:
    """What the words add to a line's headline score: capitals, a source after a colon, how it starts, its tense."""
    score = 0.0
    first = words[0].lower()
    long = [word for word in words if len(word) >= 4 and word[0].isalpha()]
    if len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.8 * len(long):
        score += 1.5
    if first in WEAK_STARTS:
        score -= 1.0
    if PAST_SPEECH.intersection(word.lower() for word in words):
        score -= 1.0
    tail = text.rsplit(": ", 1)[-1] if ": " in text else text.rsplit(" - ", 1)[-1] if " - " in text else text
    if tail is not text and len(tail.split()) <= 4:
        score += 0.5
    return score


def content_words(text: str) -> frozenset[str]:
    """The words that carry the sense, cut to five letters so that most inflections meet."""
    words = (word.lower() for word in WORD.findall(text))
    return frozenset(
        word[: 4 if len(word) == 5 and word[4] == "s" and word[3] != "s" else 5]
        for word in words
        if word not in STOP and (len(word) > 2 or word.isdigit())
    )


def shared(headline: Text, body: Sequence[Text]) -> float:
    """The share of the headline's words that the paragraphs have."""
    words: frozenset[str] = frozenset().union(*(text.words for text in body))
    return len(headline.words & words) / max(4, len(headline.words))


def drift(before: Sequence[Text], after: Sequence[Text]) -> float:
    """The share of the words after a boundary that stood before it already: high where one story goes on."""
    old: frozenset[str] = frozenset().union(*(text.words for text in before))
    new: frozenset[str] = frozenset().union(*(text.words for text in after))
    return len(old & new) / max(10, len(new))


def belonging(
    headline: Text, own: Sequence[Text], other: Sequence[Text], before: Sequence[Text], after: Sequence[Text]
) -> float:
    """What the words say for a headline of `own` rather than of the `other` side of a boundary.

    Stories on one subject share their words, so that a headline whose own story repeats it loses nothing by that.
    """
    kept = shared(headline, own)
    if not other:
        return SHARED * kept
    value = SHARED * (kept - shared(headline, other) / 2) - DRIFT * drift(before, after)
    return max(value, 0.0) if kept >= REPEATED and headline.shape >= SOUND else value


def bodied(texts: Sequence[Text]) -> bool:
    """True where one of the paragraphs is plainly no headline: a list of links has none."""
    return any(text.shape <= 0 for text in texts)


def threshold(texts: Sequence[Text]) -> float:
    """The score of a headline within these paragraphs: lower where nearly all of them end like sentences."""
    candidates = sum(1 for text in texts if text.shape > 0)
    return INNER_CLEAN if candidates <= CLEAN_SHARE * len(texts) else INNER


def gap_bonus(texts: Sequence[Text], index: int) -> float:
    """For a boundary before `index`: more blank lines there than between most paragraphs."""
    if not 0 < index < len(texts):
        return 0.0
    around = [texts[i].gap for i in range(max(1, index - MEMORY), min(len(texts), index + MEMORY)) if i != index]
    usual = sorted(around)[len(around) // 2] if around else texts[index].gap
    return 2.0 if texts[index].gap > usual else -1.0 if texts[index].gap < usual else 0.0


def first_layout(texts: Sequence[Text]) -> tuple[float, list[int]]:
    """Score and headlines where each stands before its story."""
    found: list[int] = []
    total, start, inner = 0.0, 0, threshold(texts)
    for index in range(len(texts) - 1):
        text = texts[index]
        if (
            text.shape <= 0
            or text.dateline
            or (found and index - found[-1] < 2)
            or not bodied(opening(texts, index + 1))
        ):
            continue
        before, after = texts[max(start, index - MEMORY) : index], opening(texts, index + 1)
        value = text.shape + 2.0 * after[0].dateline + belonging(text, after, before, before, after)
        value += gap_bonus(texts, index)
        if value >= (inner if index else OPENING):
            total += value
            found.append(index)
            start = index
    return total - (MISSED if texts and (not found or found[0] > 0) else 0.0), found


def last_layout(texts: Sequence[Text]) -> tuple[float, list[int]]:
    """Score and headlines where each stands after its story."""
    found: list[int] = []
    total, start, inner = 0.0, 0, threshold(texts)
    end = len(texts) - 1
    for index in range(1, len(texts)):
        text = texts[index]
        if text.shape <= 0 or text.dateline or index == start or not bodied(texts[max(start, index - LEDE) : index]):
            continue
        body = texts[start:index]
        after = opening(texts, index + 1)
        value = text.shape + belonging(text, body[:LEDE], after, body[-MEMORY:], after)
        value += gap_bonus(texts, index + 1) + 2.0 * (index < end and after[0].dateline)
        if value >= (CLOSING if index == end else inner):
            total += value
            found.append(index)
            start = index + 1
    return total - (MISSED if texts and (not found or found[-1] < end) else 0.0), found
