"""Named days in a text: "Christmas", "the end of Ramadan", "Ukraine's Independence Day", "the Easter truce"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.reading.parse import Token
from onrecord.reading.timex_calendar import STEPS, interval_of, value_at
from onrecord.reading.timex_context import Context, Made, dated
from onrecord.reading.timex_holidays import capital_names, country_names
from onrecord.reading.timex_numerals import ordinal_of
from onrecord.reading.timex_plans import AGREEING, PROMISING
from onrecord.reading.timex_rules import Found
from onrecord.reading.timex_tense import tense
from onrecord.reading.timex_verbs import FUTURE, NEAR, PAST

JOINTS = frozenset("'’‘`-–—‑") | {"'s", "’s", "s"}
UNWRITTEN = JOINTS | {"of", "the", "al"}  # words of a name that have no capital
BESIDE = 40  # tokens of its sentence on either side that may name the country of a national day
MAX_TOKENS = 3_000  # of a document that are looked through for its country
MAX_COUNTRIES = 4  # that are asked for a day of the name
MAX_NOUNS = 4  # that a feast may modify together ("the Easter Sunday church bombings")
SOON = 14  # days ahead within which the feast of a past tense may be the coming one ("cut short his Easter holiday")
SETTING = AGREEING | PROMISING | {"announce", "call", "accept", "reject", "urge", "demand", "seek", "cancel", "declare"}
"""Verbs whose object is often to come, also in the past tense ("proposed a Christmas truce")."""
DEFAULT = "US"
"""The country whose days those of the `local` names are where no other is named beside them."""
STARTS, ENDINGS = frozenset(("start", "beginning", "first")), frozenset(("end", "close"))


def holiday(found: Found, context: Context) -> Made | None:
    """A named day in its own year, or the nearest in the direction of words or tense; X where no calendar fixes it."""
    if not is_named(found, context):
        return None
    if names_thing(found, context):
        return year_alone(found)
    base, anchor = context.spoken(found)
    name, feasts = name_of(found), context.feasts
    known = feasts.aliases.get(name, name)
    country = None
    if known in feasts.national or known in feasts.local:
        day = base or context.published
        year = int(found.word("year") or (day.year if day else 0)) or None
        country = country_of(found, context, known, year)
        anchor = f"{anchor}, as kept in {country}" if country else anchor
    if "year" in found.parts:
        base, anchor = (
            date(int(found.word("year")), 1, 1),
            f"its own year{f', as kept in {country}' if country else ''}",
        )
        chosen = next(iter(feasts.days(name, base.year, country)), None)
    elif base is None:
        yearly = feasts.yearly(name) if not country and "eve" not in found.parts else None
        return Made("DATE", f"XXXX-{yearly}" if yearly else "XXXX-XX-XX", anchor=anchor)
    else:
        days = [d for y in (-1, 0, 1) for d in feasts.days(name, base.year + y, country)]
        chosen = year_for_holiday(days, base, found, context)
    return Made("DATE", "XXXX-XX-XX", anchor=anchor) if chosen is None else around(chosen, name, anchor, found, context)


def around(chosen: date, name: str, anchor: str, found: Found, context: Context) -> Made:
    """The day itself, or its eve, its week, its second day, or all the weeks that the feast lasts."""
    if found.words[-1] == "week":
        return dated(value_at(chosen, "W"), anchor)
    if "eve" in found.parts or "nth" in found.parts:
        offset = -1 if "eve" in found.parts else (ordinal_of(found.parts["nth"]) or 1) - 1
        offset -= "night" in found.words  # days begin in the evening before
        return dated((chosen + timedelta(offset)).isoformat(), anchor)
    last = context.feasts.end(name, chosen)
    if last and STARTS.isdisjoint(found.words):
        if not ENDINGS.isdisjoint(found.words):
            return dated(last.isoformat(), anchor)
        value = f"{chosen}/{last}"
        return Made("DATE", value, interval_of(value), anchor)
    return dated(chosen.isoformat(), anchor)


def name_of(found: Found) -> str:
    """The feast's name as the lexicon has it, without marks and possessives."""
    return " ".join(word for word in found.parts["name"] if word not in JOINTS)


def name_words(found: Found, context: Context) -> list[str]:
    """The words of the feast's name as they are written, without small ones, marks and possessives."""
    name, words = found.parts["name"], found.words
    at = found.first + next((i for i in range(len(words)) if words[i : i + len(name)] == name), 0)
    return [
        context.document.text[piece.start : piece.end]
        for piece in found.pieces[at : at + len(name)]
        if piece.lower[0].isalpha() and piece.lower not in UNWRITTEN
    ]


def is_named(found: Found, context: Context) -> bool:
    """True where the words are written as a name: with a capital, and in all of them where each is a common word."""
    words = name_words(found, context)
    if not words or not words[0][0].isupper():
        return False
    if words[0].lower() in context.index["NAMED"] or all(word[0].isupper() for word in words):
        return not part_of_name(found, context)
    return "week" in found.words[-1:]


def part_of_name(found: Found, context: Context) -> bool:
    """True where a longer name holds the words: "Christmas Carol", "Ethiopian New Year", "National Day of Action"."""
    after, before = context.after(found), context.before(found)
    name = found.parts["name"]
    if after is not None and after.tag == "NNP" and len(name) == 1 and not found.word("when"):
        return context.document.field != "title" or after.lower in context.feasts.names_after
    if name == ("new", "year"):
        here = found.pieces[found.first].token
        return (
            before is not None
            and before.text[:1].isupper()
            and before.i >= context.document.sentence_of(here).first
            and before.tag[0] in "JN"
            and before.lower not in context.index["WEEKDAY"]
        )
    if name == ("national", "day") and after is not None and after.lower == "of":
        return not countries_in(context, after.i + 1, after.i + 4)
    return False


def names_thing(found: Found, context: Context) -> bool:
    """True where what follows makes it the name of a thing: "the Yom Kippur War", "the Good Friday Agreement"."""
    after = context.after(found)
    return after is not None and after.lower in context.feasts.names_after


def year_alone(found: Found) -> Made | None:
    """The year of "the 1973 Yom Kippur War", with its article; None where it has none."""
    year = found.word("year")
    if not year:
        return None
    at = found.words.index(year)
    first = found.first if at == 1 and found.words[0] == "the" else found.first + at
    return Made("DATE", year, interval_of(year), "its own year", first, found.first + at + 1, "year")


def country_of(found: Found, context: Context, name: str, year: int | None) -> str | None:
    """The ISO code of the country whose day it is: the nearest in the sentence that keeps one, else the text's.

    A day that is the same wherever no other is told (`local`) is only asked of the sentence's countries.
    """
    here = found.pieces[found.first].token
    sentence = context.document.sentence_of(here)
    named = countries_in(context, max(sentence.first, here - BESIDE), min(sentence.last, here + BESIDE))
    near = [code for _, _, code in sorted((capital, abs(at - here), code) for at, code, capital in named)]
    local = name in context.feasts.local
    if local and DEFAULT in near:
        return None
    codes = [] if local or near else text_countries(context)
    for code in list(dict.fromkeys([*near, *codes]))[:MAX_COUNTRIES]:
        if year is None or context.feasts.own_days(name, year, code):
            return code
    return None


def text_countries(context: Context) -> list[str]:
    """The country that the text names most, if it names any."""
    if not context.country:
        most = Counter(code for _, code, _ in countries_in(context, 0, MAX_TOKENS)).most_common(1)
        context.country.append(most[0][0] if most else None)
    return [code for code in context.country if code]


def countries_in(context: Context, first: int, last: int) -> list[tuple[int, str, bool]]:
    """The countries that tokens `first` to `last` name: the place of the token, the code, whether by its capital."""
    tokens = context.document.tokens[first:last]
    found = []
    skip = 0
    for i, token in enumerate(tokens):
        if skip:
            skip -= 1
        elif token.text[:1].isupper():
            for size in (4, 3, 2, 1):
                hit = country_named(tokens[i : i + size], context) if i + size <= len(tokens) else None
                if hit:
                    found.append((first + i, *hit))
                    skip = size - 1
                    break
    return found


def country_named(tokens: Sequence[Token], context: Context) -> tuple[str, bool] | None:
    """The code of the country that the tokens name together, and whether they name its capital."""
    text = tokens[0].lower
    for token, before in zip(tokens[1:], tokens, strict=False):  # "Guinea-Bissau" is three tokens
        text += token.lower if token.start == before.end else f" {token.lower}"
    known, names, capitals = context.feasts.countries, country_names(), capital_names()
    code = known.get(text) or names.get(text) or (known.get(text[:-1]) if text.endswith("s") else None)
    if code:
        return code, False
    return (capitals[text], True) if text in capitals else None


def year_for_holiday(days: list[date], base: date, found: Found, context: Context) -> date | None:
    """The one of a feast's days in three years that words or tense point at."""
    if not days:
        return None
    when = found.word("when")
    if when == "this":
        return next((d for d in days if d.year == base.year), days[0])
    ahead, behind = [d for d in days if d >= base], [d for d in days if d <= base]
    direction = STEPS.get(when) or direction_of(found, context, (ahead[0] - base).days if ahead else SOON + 1)
    direction = 0 if direction == NEAR or found.words[-1] == "week" else direction
    name = name_of(found)
    going = next((d for d in days if d <= base <= (context.feasts.end(name, d) or d)), None)
    if going is not None and not when:
        return going  # "before the end of Ramadan" within it
    if not direction:
        return min(days, key=lambda d: abs((d - base).days))
    return ahead[0] if (direction > 0 and ahead) or not behind else behind[-1]


def direction_of(found: Found, context: Context, ahead: int) -> int:
    """Where the feast lies from the moment of speaking, with the days to the coming one.

    One that modifies a noun has the tense of the clause, and that of a thing that has happened is past: "the Boxing
    Day tsunami", "the Easter truce was broken".
    """
    document = context.document
    at = found.pieces[found.last - 1].token + 1
    noun = at
    while noun < len(document.tokens) and noun < at + MAX_NOUNS and document.tokens[noun].tag[:2] == "NN":
        noun += 1
    told = found.words[-1] == "eve"
    if not told and (noun == at or not document.tokens[at].text[:1].islower()):
        return context.direction(found)
    verb = context.verb(found)
    found_tense = tense(document, verb, context.verbs)
    if not told and document.tokens[noun - 1].lemma in context.verbs.happened:
        return NEAR if found_tense == FUTURE else PAST  # "is sought over the Mother's Day shooting"
    sets = not told and verb is not None and document.tokens[verb].lemma in SETTING
    return NEAR if found_tense < 0 and (sets or ahead <= SOON) else found_tense
