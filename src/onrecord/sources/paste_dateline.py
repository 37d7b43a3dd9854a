"""Datelines that open stories: "CAIRO, March 3 (Agency) -- ", told from other words before a dash."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]+")
KICKERS = frozenset("breaking update exclusive factbox analysis explainer corrected wrapup live flash urgent".split())
DASH = re.compile(r"\s?(?:--|—|–)\s?|\s[-_](?:\s|\Z)")
DAY = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}\b"
    r"|\b\d{1,2} (?:[A-Z][a-z]{2,8})\b"
)
STAMPED = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\b\.?|\b\d[\d:./-]{0,9}(?:st|nd|rd|th)?\b"
    r"|\b(?:mon|tues?|wed|wednes|thurs?|fri|sat|satur|sun)(?:day)?\b"
    r"|\b(?:a\.?m|p\.?m|GMT|UTC|at|on)\b"
    r"|\b(?:updated|published|posted)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def is_stamp(text: str) -> bool:
    """True for a line that gives a date, perhaps an outlet, and nothing else: "Some News | March 3, 2026 18:05"."""
    if len(text) > 70 or not YEAR.search(text):
        return False
    rest = STAMPED.sub(" ", text)
    return len(STAMPED.findall(text)) >= 2 and len(WORD.findall(rest)) <= 3


def has_dateline(text: str) -> bool:
    """True where a paragraph opens with place, date or agency, and a dash."""
    match = DASH.search(text[:100])
    if match is None:
        return False
    alone = match.end() == len(text)  # a dateline on a line of its own
    if not alone and len(text) < match.end() + 30:
        return False
    head = text[: match.start()].strip()
    words = WORD.findall(head)
    if not words or len(words) > 10 or words[0].lower() in KICKERS:
        return False
    capitals = words[0].isupper() and len(words[0]) >= 3 and words[0].isalpha()
    return (capitals and (alone or any(c.islower() for c in text[match.end() :]))) or (
        head.endswith(")") and "(" in head and head[0].isupper()
    )


def dated_dateline(text: str) -> bool:
    """True for a dateline that nothing else is like: it names the day or, in brackets, the agency."""
    match = DASH.search(text[:100])
    head = text[: match.start()] if match and has_dateline(text) else ""
    return head.endswith(")") or DAY.search(head) is not None
