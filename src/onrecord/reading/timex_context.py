"""What a time expression is resolved against: the story's day, the day of the speech it is in, the day last told of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from onrecord.model import Interval, TimeType
from onrecord.reading.parse import Document, Token
from onrecord.reading.timex_calendar import NOWHERE, days_of, interval_of, value_at
from onrecord.reading.timex_holidays import Feasts
from onrecord.reading.timex_plans import firmly_past
from onrecord.reading.timex_rules import NOTHING, Found
from onrecord.reading.timex_tense import direction
from onrecord.reading.timex_verbs import FUTURE, UNKNOWN, Verbs, governing, governor, has_modal

Anchor = tuple[date | None, str]
UNNAMED = frozenset("relative_unit span_of_units duration recurring present past future distance".split())
BEFORE = frozenset(("before", "earlier"))
DAYS = frozenset(("weekday", "calendar_date", "day_words"))
CLOCK_STOPS = frozenset(("a.m.", "p.m."))
NEAR_SENTENCES = 3  # within which a day told of is what "two days later" is counted from
MAX_QUEUE = 6  # time expressions that one may wait for


@dataclass(frozen=True, slots=True)
class Made:
    """What an expression was resolved to.

    `first` and `last` are its pieces, and `rule` its entry, where they differ from what was found; `offset` is its
    clock's from UTC.
    """

    type: TimeType
    value: str
    interval: Interval = NOWHERE
    anchor: str | None = None
    first: int | None = None
    last: int | None = None
    rule: str | None = None
    offset: str | None = None


def dated(value: str, anchor: str | None, type_: TimeType = "DATE") -> Made:
    """A DATE or TIME with the interval that its value covers."""
    return Made(type_, value, interval_of(value), anchor)


@dataclass
class Context:
    """One document while its expressions are resolved, in text order; each is resolved once and kept.

    `published` is the story's day, None where it is unknown.
    """

    document: Document
    found: Sequence[Found]
    published: date | None
    how: str
    make: Mapping[str, Callable[[Found, Context], Made | None]]
    verbs: Verbs
    feasts: Feasts
    index: Mapping[str, Mapping[str, int]]
    done: dict[int, Made | None] = field(default_factory=dict)
    waiting: list[int] = field(default_factory=list)
    named: list[frozenset[str]] = field(default_factory=list)  # family names like months, once they were asked for
    years: dict[int, int] = field(default_factory=dict)  # that expressions without one took from those before them
    country: list[str | None] = field(default_factory=list)  # the country most named, once it was asked for
    fiscal: list[int] = field(default_factory=list)  # months that the story's quarters are off, once it was asked for

    def made(self, found: Found) -> Made | None:
        """The resolution of one of the document's expressions, which stand in text order."""
        return self.resolve(bisect_left(self.found, found.first, key=lambda other: other.first))

    def resolve(self, number: int) -> Made | None:
        """The expression's resolution; None where it is no time after all."""
        if number not in self.done:
            found = self.found[number]
            self.waiting.append(number)
            name = found.entry.values["make"]
            skip = name == NOTHING or (found.entry.name in UNNAMED and self.is_title(found))
            try:
                self.done[number] = None if skip else self.make[name](found, self)
            except (ValueError, OverflowError):  # counted to a day outside the calendar
                self.done[number] = None
            self.waiting.pop()
        return self.done[number]

    def is_title(self, found: Found) -> bool:
        """True where an expression of common words is written as a name ("60 Minutes", "This Week") within a text."""
        last = found.pieces[found.last - 1].token
        words = [
            t.text for t in self.document.tokens[found.pieces[found.first].token : last + 1] if t.text[0].isalpha()
        ]
        calendar = self.index["MONTH"].keys() | self.index["WEEKDAY"].keys()
        if (
            not words
            or words[-1].lower() in calendar
            or not words[-1][0].isupper()
            or words[-1].isupper()
            or self.document.field == "title"
        ):
            return False
        start = self.document.sentence_of(last).first
        return len(words) > 1 or found.pieces[found.first].token > start

    def head(self, found: Found) -> int:
        """The token of the expression's words that all others hang on."""
        tokens = self.document.tokens
        first, last = found.pieces[found.first].token, found.pieces[found.last - 1].token
        for i in range(last, first - 1, -1):
            if not first <= tokens[i].head <= last and tokens[i].tag[0] in "NCJRV":
                return i
        return last

    def before(self, found: Found) -> Token | None:
        """The token before the expression, None at the start."""
        i = found.pieces[found.first].token
        return self.document.tokens[i - 1] if i else None

    def after(self, found: Found) -> Token | None:
        """The token after the expression, None at the end."""
        i = found.pieces[found.last - 1].token + 1
        return self.document.tokens[i] if i < len(self.document.tokens) else None

    def direction(self, found: Found) -> int:
        """Where the expression lies from the moment of speaking, as timex_tense has it."""
        before = self.before(found)
        if before is not None and before.lower == "effective":
            return UNKNOWN  # "a new office, effective Feb. 1"
        verb = self.verb(found)
        if verb is None and before is not None and self.document.field == "text":
            opens = self.document.tokens[before.i - (before.tag == "IN" and before.i > 0)]
            if opens.lower in self.verbs.starting and opens.sentence == before.sentence:
                return FUTURE  # "Talks resume Thursday", where the tagger takes the verb for a noun
        return direction(self.document, self.head(found), verb, self.verbs)

    def firmly_past(self, found: Found) -> bool:
        """True where a finite verb of the past has the expression for itself."""
        return firmly_past(self.document, self.head(found), self.verb(found))

    def modal(self, found: Found) -> bool:
        """True where the verb has a modal that makes the future ("will resume in two weeks")."""
        return has_modal(self.document, self.verb(found), self.verbs)

    def story_day(self) -> Anchor:
        """The day that the story was published."""
        return self.published, self.how

    def spoken(self, found: Found) -> Anchor:
        """The day of the speech that the expression is part of ("said Sunday that …"), else the story's day."""
        speech = self.speech_of(found)
        if speech is not None:
            made = self.resolve(speech)
            days = days_of(made.value) if made else None
            if days:
                words = " ".join(self.found[speech].words)
                return days[0], f"said on {words}" if words else self.how
        return self.story_day()

    def speech_of(self, found: Found) -> int | None:
        """The number of the expression that dates the reporting verb above this one; None where none does."""
        if len(self.waiting) > MAX_QUEUE:
            return None
        own = self.verb(found)
        verb = own
        while verb is not None:
            verb = governor(self.document, verb)
            if verb is None or self.document.tokens[verb].lemma not in self.verbs.reporting:
                continue
            for number in self.nearby(found):
                other = self.found[number]
                coarse = found.word("unit") in ("month", "year") and other.entry.name in ("month", "year")
                if self.verb(other) == verb and number not in self.waiting and (other.entry.name in DAYS or coarse):
                    return number
        return None

    def nearby(self, found: Found) -> list[int]:
        """Numbers of the other expressions of the same sentence (the found are few, and in text order)."""
        sentence = self.sentence(found)
        own = self.waiting[-1] if self.waiting else 0
        return [
            n
            for n in range(max(0, own - 12), min(len(self.found), own + 13))
            if n != own and self.sentence(self.found[n]) == sentence
        ]

    def verb(self, found: Found) -> int | None:
        """The verb that the expression tells the time of."""
        first = found.pieces[found.first].token
        verb = governing(self.document, first, self.head(found), self.verbs)
        return verb if verb is not None else self.verb_before_stop(first)

    def verb_before_stop(self, i: int) -> int | None:
        """The verb of "It begins at 6 p.m. | Moscow time on Tuesday", where the parser ends a sentence too early."""
        tokens = self.document.tokens
        stop = self.document.sentence_of(i).first - 1
        if stop < 0 or tokens[stop].lower not in CLOCK_STOPS:
            return None
        verb = stop if tokens[stop].tag[0] == "V" else governor(self.document, stop)
        above = governor(self.document, verb) if verb is not None else None
        return above if above is not None else verb

    def is_report(self, found: Found) -> bool:
        """True where the expression says when something was said."""
        verb = self.verb(found)
        return verb is not None and self.document.tokens[verb].lemma in self.verbs.reporting

    def narrated(self, found: Found) -> Anchor:
        """The day that the story last told of before the expression, else the day of the speech, else the story's."""
        own = self.waiting[-1] if self.waiting else 0
        here, reserve = self.sentence(found), None
        for number in range(own - 1, max(-1, own - 20), -1):
            made = self.done.get(number)
            days = days_of(made.value) if made and made.type in ("DATE", "TIME") else None
            if not days or (days[1] - days[0]).days > 2:
                continue
            other = self.found[number]
            if found.word("way") in BEFORE and other.word("way") in BEFORE:
                continue  # two figures that are compared with the same day before
            anchor = days[0], "counted from “" + " ".join(other.words) + "”"
            if self.is_report(other):  # when something was said, which is seldom when it happened
                reserve = reserve or anchor
            elif here - self.sentence(other) <= NEAR_SENTENCES or reserve is None:
                return anchor
            else:
                break
        return reserve or self.spoken(found)

    def told(self, found: Found) -> Anchor:
        """The day that the story last told of before the expression, None where it told of none."""
        day, anchor = self.narrated(found)
        return (day, anchor) if anchor.startswith("counted") else (None, "a day that is not told")

    def period_told(self, found: Found, longest: int) -> Anchor | None:
        """The period of at most `longest` days that the story told of in the sentences just before."""
        own, here = self.waiting[-1] if self.waiting else 0, self.sentence(found)
        for number in range(own - 1, max(-1, own - 6), -1):
            other, made = self.found[number], self.done.get(number)
            days = days_of(made.value) if made and made.type == "DATE" else None
            if here - self.sentence(other) > NEAR_SENTENCES:
                return None
            if days and (days[1] - days[0]).days <= longest and not self.is_report(other):
                return days[0], "counted from “" + " ".join(other.words) + "”"
        return None

    def sentence(self, found: Found) -> int:
        """The number of the sentence that the expression starts in."""
        return self.document.tokens[found.pieces[found.first].token].sentence

    def apposed(self, found: Found) -> Made | None:
        """The calendar date right after a comma, which says what day "the next day" is."""
        own = self.waiting[-1] if self.waiting else 0
        if own + 1 >= len(self.found):
            return None
        other = self.found[own + 1]
        if other.entry.name != "calendar_date" or other.first != found.last + 1 or self.found[own] is not found:
            return None
        return self.resolve(own + 1) if found.pieces[found.last].lower == "," else None

    def following(self, found: Found) -> Found | None:
        """The expression after this one."""
        number = bisect_left(self.found, found.first + 1, key=lambda other: other.first)
        return self.found[number] if number < len(self.found) else None

    def preceding(self, found: Found) -> Found | None:
        """The expression before this one."""
        number = bisect_left(self.found, found.first, key=lambda other: other.first) - 1
        return self.found[number] if number >= 0 else None

    def newest_quarter(self) -> str | None:
        """The latest quarter told of before this expression that had ended by the story's day, else begun.

        A quarter that is only compared with ("a year earlier") does not count.
        """
        own = self.waiting[-1] if self.waiting else 0
        numbers = range(max(0, own - 40), own)
        values = [made.value for n in numbers if (made := self.done.get(n)) and not self.found[n].compares]
        begun = value_at(self.published, "Q") if self.published else "9999-Q9"
        quarters = [v for v in values if v[4:6] == "-Q" and v[:4].isdigit() and v <= begun]
        # Companies report on quarters that have ended; one that has only begun is an outlook.
        return max((v for v in quarters if v < begun), default=max(quarters, default=None))

    def just_before(self) -> Made | None:
        """The resolution of the expression before this one in its sentence."""
        own = self.waiting[-1] if self.waiting else 0
        same = own and self.sentence(self.found[own - 1]) == self.sentence(self.found[own])
        return self.done.get(own - 1) if same else None

    def last_value(self, *marks: str) -> str | None:
        """The value of the last expression before this one whose value has one of `marks` ("-Q")."""
        own = self.waiting[-1] if self.waiting else 0
        for number in range(own - 1, max(-1, own - 40), -1):
            made = self.done.get(number)
            if made and made.type == "DATE" and any(mark in made.value for mark in marks):
                return made.value
        return None
