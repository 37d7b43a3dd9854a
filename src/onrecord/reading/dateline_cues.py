"""What an undated story tells of its own day: datelines, weekdays beside dates, the weekday of writing, years named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.reading.dateline_stamps import dateline_day, is_date, made_of, month_and_day, offsets, stated_day
from onrecord.reading.timex_calendar import days_of
from onrecord.reading.timex_context import Context
from onrecord.reading.timex_rules import Found
from onrecord.reading.timex_verbs import FUTURE, NEAR, PAST, WEAK_FUTURE

SHARED_WORDS = 2  # content words that a headline and a sentence on one event have in common
QUOTES = frozenset('"“”«»`')
NEAR_VERB = 4  # tokens from a verb to its weekday within which the two are quoted together
LEAD_SENTENCES = 6  # in which a story tells its news
MAX_RANGES = 20  # ranges of a headline that are looked for in the text
EARLIEST, LATEST = 1900, 2199


@dataclass(frozen=True, slots=True)
class Pair:
    """A day of a month that the story says is a weekday (Monday 0), and where it lies: -1 past, 1 to come, 0 unsaid.

    `year` is known only where the story counts an anniversary.
    """

    month: int
    dom: int
    weekday: int
    side: int
    words: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Cues:
    """All that tells of the day of one story."""

    stated: date | None
    stated_words: str
    dateline: tuple[int, int] | None
    writing: int | None
    writing_words: str
    reported: bool
    told: frozenset[int]
    pairs: tuple[Pair, ...]
    past_days: tuple[tuple[int, int], ...]
    coming_days: tuple[tuple[int, int], ...]
    past_words: tuple[str, ...]
    year: int | None
    latest: date | None
    day_words: bool


def cues_of(body: Context, title: Context) -> Cues:
    """The cues of a story whose times were found, and resolved without a day to count from."""
    stated, stated_words = stated_day(body)
    dateline = dateline_day(body)
    writing, words, reported = writing_weekday(body)
    days = month_days(body) + month_days(title)
    full = full_days(body) + full_days(title)
    return Cues(
        stated=stated,
        stated_words=stated_words,
        dateline=dateline,
        writing=writing,
        writing_words=words,
        reported=reported,
        told=frozenset(
            weekday_number(body, f)
            for f in body.found
            if is_weekday(f) and body.direction(f) == PAST and finite(body, f)
        ),
        pairs=(*own_pairs(body), *own_pairs(title), *range_pairs(body, title), *anniversaries(body)),
        past_days=tuple(day for day, where, _ in days if where < 0),
        coming_days=tuple(day for day, where, _ in days if where > 0),
        past_words=tuple(words for _, where, words in days if where < 0),
        year=latest_year(body, title),
        latest=max(full, default=None),
        day_words=counts_by_today(body),
    )


def side(context: Context, found: Found) -> int:
    """-1 for past, 1 for to come, 0 where the sentence does not say."""
    direction = context.direction(found)
    return 0 if direction in (0, NEAR) else 1 if direction in (WEAK_FUTURE, FUTURE) else -1


def is_weekday(found: Found) -> bool:
    """True for a bare weekday ("Monday", "on Monday evening"), without "last" or "next"."""
    return found.entry.name == "weekday" and "rel" not in found.parts and "week" not in found.words


def finite(context: Context, found: Found) -> bool:
    """True where the verb is a plain past ("said on Saturday"), not a participle ("the plan announced on Monday")."""
    verb = context.verb(found)
    return verb is not None and context.document.tokens[verb].tag == "VBD"


def weekday_number(context: Context, found: Found) -> int:
    """Monday 0."""
    return context.index["WEEKDAY"][found.word("wd")]


def month_days(context: Context) -> list[tuple[tuple[int, int], int, str]]:
    """Days of months without a year, each with where it lies and as it stands."""
    found = [
        (month_and_day(context, f), side(context, f), quoted(context, f))
        for f in context.found
        if is_date(f, year=False) and "wd" not in f.parts
    ]
    return [(day, where, words) for day, where, words in found if day]


def full_days(context: Context) -> list[date]:
    """Days (and first days of months) with their year that are told of as past."""
    days = [
        days_of(made.value)
        for f in context.found
        if f.entry.name in ("calendar_date", "month")
        and "year" in f.parts
        and (made := made_of(context, f))
        and side(context, f) <= 0
    ]
    return [pair[0] for pair in days if pair]


def latest_year(*contexts: Context) -> int | None:
    """The latest year that the story names, other than as one to come."""
    years = [
        int(made.value[:4])
        for context in contexts
        for f in context.found
        if f.entry.name in ("year", "calendar_date", "month", "season") and ("year" in f.parts or "spelled" in f.parts)
        and side(context, f) <= 0 and (made := made_of(context, f)) and made.value[:4].isdigit()
    ]  # fmt: skip
    return max((y for y in years if EARLIEST <= y <= LATEST), default=None)


def writing_weekday(context: Context) -> tuple[int | None, str, bool]:
    """The weekday of the day of writing: that of the first sentence which tells, in the past, of a bare weekday.

    Where that sentence says when something was said, that weekday counts before others; the last value says whether.
    A weekday with its date ("on Friday, Oct. 23") is seldom the day of writing: it counts where something was said on
    it, or where the story goes on to name the weekday alone.
    """
    bare = {weekday_number(context, f) for f in context.found if is_weekday(f)}
    tokens = context.document.tokens
    sentence, chosen = -1, None
    for found in context.found:
        own_date = is_date(found, year=False) and "wd" in found.parts and "rel" not in found.parts
        if not (is_weekday(found) or own_date) or side(context, found) >= 0 or "last" in found.words:
            continue
        if own_date and not context.is_report(found) and weekday_number(context, found) not in bare:
            continue
        here = tokens[found.pieces[found.first].token].sentence
        if chosen is not None and here != sentence:
            break
        if chosen is None or context.is_report(found):
            sentence, chosen = here, found
    if chosen is None:
        return None, "", False
    return weekday_number(context, chosen), with_verb(context, chosen), context.is_report(chosen)


def with_verb(context: Context, found: Found) -> str:
    """The expression as it stands, from its verb where that is near ("announced on Monday")."""
    verb, first = context.verb(found), found.pieces[found.first].token
    if verb is None or not 0 < first - verb <= NEAR_VERB:
        return quoted(context, found)
    return " ".join(context.document.text[context.document.tokens[verb].start : offsets(found)[1]].split())


def counts_by_today(context: Context) -> bool:
    """True where the story itself, outside quotations, says "yesterday" or "today": weekdays are then other days."""
    for found in context.found:
        if found.entry.name == "day_words":
            sentence = context.document.sentence_of(found.pieces[found.first].token)
            if not QUOTES & set(context.document.text[sentence.start : sentence.end]):
                return True
    return False


def own_pairs(context: Context) -> list[Pair]:
    """A weekday and a day of a month in one expression: "Sunday, May 4". Deep in a story it is background."""
    pairs = []
    for found in context.found:
        deep = context.sentence(found) >= LEAD_SENTENCES and "rel" not in found.parts
        if deep and not {"next", "last", "this", "coming", "past"} & set(found.words):
            continue
        if is_date(found, year=False) and "wd" in found.parts and (day := month_and_day(context, found)):
            where = 1 if {"next", "coming"} & set(found.words) else side(context, found)
            pairs.append(Pair(*day, weekday_number(context, found), where, quoted(context, found)))
    return pairs


def quoted(context: Context, found: Found) -> str:
    """The expression as it stands."""
    start, end = offsets(found)
    return " ".join(context.document.text[start:end].split())


def range_pairs(body: Context, title: Context) -> list[Pair]:
    """A range in the headline ("Feb 4-5") and "Wednesday and Thursday" in a sentence on the same thing."""
    pairs: list[Pair] = []
    for found in title.found[:MAX_RANGES]:
        made = made_of(title, found)
        if found.entry.name != "calendar_date" or made is None or "/" not in made.value or "year" in found.parts:
            continue
        day = month_and_day(title, found)
        length = range_length(made.value)
        for first, second in zip(body.found, body.found[1:], strict=False):
            if (
                day
                and length == 2
                and joined(body, first, second)
                and side(body, first) >= 0
                and same_thing(body, title, first)
            ):
                words = f"{quoted(title, found)} is {quoted(body, first)} and {quoted(body, second)}"
                pairs.append(Pair(*day, weekday_number(body, first), 1, words))
                break
    return pairs


def range_length(value: str) -> int:
    """The days of a range within one month; 0 for any other."""
    first, _, last = value.partition("/")
    return int(last[8:]) - int(first[8:]) + 1 if first[:7] == last[:7] and last[8:].isdigit() else 0


def joined(context: Context, first: Found, second: Found) -> bool:
    """True for "Wednesday and Thursday": two weekdays on end, with a word between them."""
    if not (is_weekday(first) and is_weekday(second)) or second.first - first.last > 2:
        return False
    return (weekday_number(context, second) - weekday_number(context, first)) % 7 == 1


def same_thing(body: Context, title: Context, found: Found) -> bool:
    """True where the sentence of `found` shares enough words with the headline."""
    sentence = body.document.sentence_of(found.pieces[found.first].token)
    inside = {t.lemma for t in body.document.tokens[sentence.first : sentence.last] if t.tag[0] in "NV"}
    return len(inside & {t.lemma for t in title.document.tokens if t.tag[0] in "NV"}) >= SHARED_WORDS


def anniversaries(context: Context) -> list[Pair]:
    """A weekday that "will mark two years since Oct. 7, 2023": that day in a known year."""
    pairs: list[Pair] = []
    by_sentence: dict[int, list[Found]] = {}
    for found in context.found:
        by_sentence.setdefault(context.document.tokens[found.pieces[found.first].token].sentence, []).append(found)
    for number, group in by_sentence.items():
        weekdays = [f for f in group if is_weekday(f)]
        dates = [f for f in group if is_date(f, year=True)]
        lengths = [made.value for f in group if (made := made_of(context, f)) and made.type == "DURATION"]
        years = [int(v[1:-1]) for v in lengths if v[1:-1].isdigit() and v[-1] == "Y"]
        sentence = context.document.sentences[number] if number < len(context.document.sentences) else None
        if len(weekdays) != 1 or len(dates) != 1 or len(years) != 1 or sentence is None:
            continue
        if not any(t.lemma in ("mark", "anniversary") for t in context.document.tokens[sentence.first : sentence.last]):
            continue
        day, made = month_and_day(context, dates[0]), made_of(context, dates[0])
        if day and made:
            where = side(context, weekdays[0])
            year = int(made.value[:4]) + years[0]
            pairs.append(
                Pair(
                    *day,
                    weekday_number(context, weekdays[0]),
                    where,
                    f"{quoted(context, weekdays[0])} marks {years[0]} years since {quoted(context, dates[0])}",
                    year,
                )
            )
    return pairs
