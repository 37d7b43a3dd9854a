"""Whether a numeral is somebody's age: "Ana Ruiz, 34, said", "aged eight, 12 and 17", "children under 12"."""

from __future__ import annotations

from onrecord.reading.numeral_scan import Numeral
from onrecord.reading.parse import Document

AGED = frozenset(("those", "children", "people", "men", "women", "anyone", "everyone", "girls", "boys", "youths"))
OLDEST = 115  # years that a person may be old


def is_age(document: Document, numeral: Numeral, covered: range) -> bool:
    """True for "Ana Ruiz, 34, said", "aged eight, 12 and 17", "children under 12"."""
    tokens = document.tokens
    if numeral.low > OLDEST or covered.start < 2:
        return False
    if covered.stop >= len(tokens):  # a headline's last word
        written = tokens[covered.start - 1].lower == "," and document.text[numeral.start].isdigit()
        return written and tokens[covered.start - 2].tag in ("NN", "NNP")
    if is_said_of_one(document, numeral, covered):
        return True
    if in_list_of_ages(document, covered.start) or under_an_age(document, numeral, covered):
        return True
    comma, name, after = tokens[covered.start - 1], tokens[covered.start - 2], tokens[covered.stop]
    if comma.lower != "," or not document.text[numeral.start].isdigit():
        return False
    in_title = document.field == "title" and name.tag[:2] not in ("CD", "IN", "VB")  # whose tags are often wrong
    of_one = (name.tag.startswith("NN") and name.tag != "NNS") or name.tag == "UH" or in_title
    return of_one and after.lower in (",", ".", ";", "and", "was", "who", ")", "-", "–", "—", "--")


def is_said_of_one(document: Document, numeral: Numeral, covered: range) -> bool:
    """True for "she was 18 and", "who is 34": one person's age."""
    tokens = document.tokens
    verb, who = tokens[covered.start - 1], tokens[covered.start - 2]
    after = tokens[covered.stop].lower
    return (
        verb.lower in ("was", "is") and who.lower in ("he", "she", "who") and after in ("and", ",", ".", "when", "at")
    )


def in_list_of_ages(document: Document, first: int) -> bool:
    """True where the numeral at token `first` ends or continues a list that "aged" or "ages" opens."""
    for k in range(first - 1, max(-1, first - 12), -1):
        token = document.tokens[k]
        if token.lower in ("age", "ages", "aged"):
            return True
        if token.tag != "CD" and token.lower not in (",", "and", "or", "to"):
            return False
    return False


def under_an_age(document: Document, numeral: Numeral, covered: range) -> bool:
    """True for "children under 12": persons up to an age, where no noun follows the numeral."""
    tokens = document.tokens
    of_age = tokens[covered.start - 1].lower in ("under", "over") and numeral.low < OLDEST
    persons = tokens[covered.start - 2].lower in AGED or tokens[covered.start - 2].tag == "NNS"
    return of_age and persons and not tokens[covered.stop].tag.startswith(("NN", "JJ"))
