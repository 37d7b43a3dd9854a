"""Years, decades and centuries."""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.timex_context import Context, Made, dated
from onrecord.reading.timex_numerals import HYPHENS, ordinal_of, spelled_year
from onrecord.reading.timex_rules import Found

DECADES = {
    word: f"{n}"
    for n, word in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
}
YEAR_LEADS = frozenset(
    "in since of by from until till before after during for through to and or , late early mid - ( year 's ’s".split()
)
DETERMINERS = frozenset(("the", "its", "their", "his", "her", "'s", "’s"))
NEAR_YEARS = 10  # from the story's own, within which a number before a compound in the plural is a year
COUNTED = frozenset(
    "block people person troop soldier man woman child job mile foot meter metre acre ton tonne point share unit "
    "dollar euro pound ruble rouble yuan yen rupee shekel dlr usd eur".split()
)


def year(found: Found, context: Context) -> Made | None:
    """A year, or a range of years."""
    if "spelled" in found.parts:
        spelled = spelled_year(found.parts["spelled"])
        return dated(f"{spelled:04d}", "its own year") if spelled and len(found.parts["spelled"]) > 1 else None
    if "year" not in found.parts:
        number = int(found.word("yy"))
        return dated(f"{'19' if number > 40 else '20'}{number:02d}", "its own year")
    first = found.word("year")
    if not plausible(found, context, int(first)):
        return None
    second = found.word("year2") or (first[:2] + found.word("yy").zfill(2) if "yy" in found.parts else "")
    if second:
        return dated(f"{first}/{second}", "its own year") if second > first else None
    return dated(first, "its own year")


def plausible(found: Found, context: Context, number: int) -> bool:
    """True where four digits read as a year rather than as a count, a price or a name's number."""
    before, after = context.before(found), context.after(found)
    led = len(found.words) > 1 or (before is not None and before.lower in YEAR_LEADS)
    pieces, first = found.pieces, found.first
    if first > 1 and pieces[first - 1].lower in HYPHENS and pieces[first - 2].lower.isdigit():
        return False  # "555-1995"
    if before is not None and (before.text in ("$", "#", "£", "€", "¥", "%", "+") or before.tag in ("$", "#")):
        return False
    if after is not None and (after.text in ("%", "°") or after.lower in ("percent", "million", "billion", "trillion")):
        return False
    token = context.document.tokens[found.pieces[found.last - 1].token]
    counted = context.document.tokens[token.head] if token.dep == "nummod" and token.head > token.i else None
    if counted is not None and counted.lemma in COUNTED:
        return False
    if after is not None and after.lower in found.entry.list_of("makes"):
        return False  # "a 1987 Toyota"
    if not 1900 <= number <= 2060:
        return led and counted is None and 1500 <= number < 2100
    of_a_year = before is not None and before.lower in DETERMINERS and number % 100  # "the 2011 protests"
    near = context.published is not None and abs(number - context.published.year) <= NEAR_YEARS
    between = counted.i - token.i > 1 if counted is not None else False  # "2009 community grants", not "2009 grants"
    if counted is not None and counted.tag == "NNS" and not (led or of_a_year or (near and between)):
        return False
    return not (
        before is not None and before.tag == "NNP" and before.text.isalpha() and token.dep == "nummod" and not led
    )


def decade(found: Found, context: Context) -> Made | None:
    """A decade by its digits ("198"), a century by its leading ones ("19" for the twentieth)."""
    words = found.words
    if "nth" in found.parts:
        nth = ordinal_of(found.parts["nth"])
        return dated(f"{nth - 1:02d}", "its own year") if nth and 2 <= nth <= 22 else None
    if words[-1] == "century":
        return dated("20", "its own year")
    if "tens" in found.parts:
        return decade_plural(found)
    word = found.word("decade")
    before = context.before(found)
    if word in DECADES:
        return dated("19" + DECADES[word], "its own year")
    digits = word[:-1]
    if len(digits) == 2 and "'" not in words and "’" not in words and "the" not in words:
        return None
    if before is not None and before.lower in ("his", "her", "their", "my", "our", "your"):
        return None
    return dated(digits[:3] if len(digits) == 4 else ("19" if digits[0] > "2" else "20") + digits[0], "its own year")


def decade_plural(found: Found) -> Made | None:
    """A decade that is written with an apostrophe ("the 1980's"); a bare "1980's" is of the year."""
    tens = found.word("tens")
    if tens.endswith("0") and len(found.words) > 2:
        return dated(tens[:3], "its own year")
    return replace(dated(tens, "its own year"), last=found.last - 1, rule="year")
