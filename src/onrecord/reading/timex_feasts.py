"""Named days in a text: "Christmas", "the end of Ramadan", "Ukraine's Independence Day"."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from onrecord.reading.timex_calendar import interval_of, value_at
from onrecord.reading.timex_context import Context, Made, dated
from onrecord.reading.timex_holidays import country_names
from onrecord.reading.timex_numerals import ordinal_of
from onrecord.reading.timex_periods import STEPS
from onrecord.reading.timex_rules import Found
from onrecord.reading.timex_tense import NEAR

JOINTS = frozenset("'’‘`-–—‑") | {"'s", "’s", "s"}
BESIDE = 40  # tokens of its sentence on either side that may name the country of a national day
MAX_TOKENS = 3_000  # of a document that are looked through for its country
STARTS, ENDINGS = frozenset(("start", "beginning", "first")), frozenset(("end", "close"))


def holiday(found: Found, context: Context) -> Made | None:
    """A named day in its own year, or the nearest in the direction of words or tense; X where no calendar fixes it."""
    token = context.document.tokens[found.pieces[found.last - 1].token]
    after = context.after(found)
    if not token.text[:1].isupper() and not found.words[-1].isdigit() and found.words[-1] != "week":
        return None
    if after is not None and after.tag == "NNP" and len(found.parts["name"]) == 1 and not found.word("when"):
        return None  # "Christmas Carol"
    base, anchor = context.spoken(found)
    name = " ".join(word for word in found.parts["name"] if word not in JOINTS)
    country = country_of(found, context) if name in context.feasts.national else None
    if "year" in found.parts:
        base, anchor = date(int(found.word("year")), 1, 1), "its own year"
        chosen = next(iter(context.feasts.days(name, base.year, country)), None)
    elif base is None:
        return Made("DATE", "XXXX-XX-XX", anchor=anchor)
    else:
        days = [d for y in (-1, 0, 1) for d in context.feasts.days(name, base.year + y, country)]
        chosen = year_for_holiday(days, base, found, context)
    if chosen is None:
        return Made("DATE", "XXXX-XX-XX", anchor=anchor)
    if found.words[-1] == "week":
        return dated(value_at(chosen, "W"), anchor)
    if "eve" in found.parts or "nth" in found.parts:
        offset = -1 if "eve" in found.parts else (ordinal_of(found.parts["nth"]) or 1) - 1
        return dated((chosen + timedelta(offset)).isoformat(), anchor)
    last = context.feasts.end(name, chosen)
    if last and STARTS.isdisjoint(found.words):
        if not ENDINGS.isdisjoint(found.words):
            return dated(last.isoformat(), anchor)
        value = f"{chosen}/{last}"
        return Made("DATE", value, interval_of(value), anchor)
    return dated(chosen.isoformat(), anchor)


def country_of(found: Found, context: Context) -> str | None:
    """The ISO code of the country whose national day it is: the nearest one named in the sentence, else the text's."""
    here = found.pieces[found.first].token
    sentence = context.document.sentence_of(here)
    named = countries_in(context, max(sentence.first, here - BESIDE), min(sentence.last, here + BESIDE))
    if named:
        return min(named, key=lambda pair: abs(pair[0] - here))[1]
    if not context.country:
        most = Counter(code for _, code in countries_in(context, 0, MAX_TOKENS)).most_common(1)
        context.country.append(most[0][0] if most else None)
    return context.country[0]


def countries_in(context: Context, first: int, last: int) -> list[tuple[int, str]]:
    """The countries that tokens `first` to `last` name, each with the place of its token."""
    tokens, names, adjectives = context.document.tokens[first:last], country_names(), context.feasts.countries
    found = []
    for i, token in enumerate(tokens):
        if token.text[:1].isupper():
            two = f"{token.lower} {tokens[i + 1].lower}" if i + 1 < len(tokens) else ""
            code = adjectives.get(two) or names.get(two) or adjectives.get(token.lower) or names.get(token.lower)
            if code:
                found.append((first + i, code))
    return found


def year_for_holiday(days: list[date], base: date, found: Found, context: Context) -> date | None:
    """The one of a feast's days in three years that words or tense point at."""
    if not days:
        return None
    when = found.word("when")
    if when == "this":
        return next((d for d in days if d.year == base.year), days[0])
    direction = STEPS.get(when, context.direction(found))
    direction = 0 if direction == NEAR or found.words[-1] == "week" else direction
    ahead, behind = [d for d in days if d >= base], [d for d in days if d <= base]
    if not direction:
        return min(days, key=lambda d: abs((d - base).days))
    return ahead[0] if (direction > 0 and ahead) or not behind else behind[-1]
