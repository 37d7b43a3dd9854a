"""When an event was, and who says so: taken from the times and attributions that were found before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.model import Attribution, Interval, Place, Reading, Span, Speaker, Time
from onrecord.reading.event_governors import is_reduced
from onrecord.reading.event_triggers import Trigger
from onrecord.reading.grammar import clause_verb, first_conjunct, whole_noun
from onrecord.reading.parse import Document

PROMISING = frozenset({"AGREE", "THREATEN", "REJECT", "DEMAND"})  # their complement has a date of its own
LIMITS = frozenset({"by", "before", "until", "till", "within"})
SPEECH_CUES = frozenset("say tell announce add report state confirm declare claim note warn write".split())
NOTICES = frozenset({"announce", "reveal", "confirm", "cancel", "postpone", "scrap"})
MOVING = frozenset({"slip", "postpone", "delay", "push", "move", "defer", "put", "adjourn"})
LASTING = frozenset({"assault siege"})
VIOLENT = frozenset({"ASSAULT", "PROTEST", "COERCE"})
APART = frozenset({"following", "before", "despite", "amid", "since"})
WEEK = timedelta(days=7)
MAX_CLIMB = 6


class When(NamedTuple):
    """An interval, whether it is a limit, whether the event recurs, and whether its own phrase says so."""

    interval: Interval
    deadline: bool = False
    recurs: bool = False
    own: bool = False


class Here(NamedTuple):
    """Times and places of one document by sentence, each with its token range; the types of the trigger nouns."""

    times: Mapping[int, Sequence[tuple[int, int, Time]]]
    places: Mapping[int, Sequence[tuple[int, int, Place]]]
    nouns: Mapping[int, str] = {}


def by_sentence(doc: Document, reading: Reading) -> Here:
    """What the layers before found in the document, by sentence."""
    times: dict[int, list[tuple[int, int, Time]]] = {}
    places: dict[int, list[tuple[int, int, Place]]] = {}
    for time in reading.times:
        if time.span.field == doc.field:
            at = doc.range(time.span.start, time.span.end)
            if len(at):
                times.setdefault(doc.tokens[at[0]].sentence, []).append((at[0], at[-1] + 1, time))
    for place in reading.places:
        if place.span.field == doc.field:
            at = doc.range(place.span.start, place.span.end)
            if len(at):
                places.setdefault(doc.tokens[at[0]].sentence, []).append((at[0], at[-1] + 1, place))
    return Here(times, places)


def when(trigger: Trigger, verb: int | None, here: Here, attributions: Sequence[Attribution]) -> When:
    """The time of the trigger's clause; of a clause with "since", the time at which that began."""
    doc = trigger.doc
    content = content_of(doc.span(trigger.first, trigger.last), attributions)
    listed = here.times.get(doc.tokens[trigger.i].sentence, ())
    costs = [
        (cost_of(trigger, verb, entry, content, len(listed)), k)
        for k, entry in enumerate(listed)
        if not of_another(doc, entry[0], trigger, verb, here.nouns)
    ]
    near = [(cost, k) for cost, k in costs if cost is not None]
    if verb is not None and doc.tokens[verb].lemma in MOVING:  # "slip to Friday": the new date, not that of the plan
        near = [(cost, k) for cost, k in near if doc.tokens[max(0, listed[k][0] - 1)].lower not in ("to", "until")]
    if is_notice(trigger, verb):
        near = [(cost, k) for cost, k in near if under(doc, listed[k][0], trigger.i)]
    recurs = any(listed[k][2].type == "SET" for _, k in near)
    dated = [(cost, k) for cost, k in near if listed[k][2].interval.begin is not None and listed[k][2].type != "SET"]
    if not dated:
        above = borrowed(doc, verb, listed) if verb is not None and not trigger.noun else None
        return When(above.interval if above else Interval(None, None), recurs=recurs)
    k = min(dated)[1]
    first, _, time = listed[k]
    interval = time.interval
    for other in (k - 1, k + 1):
        if 0 <= other < len(listed) and coordinated(doc, listed[min(k, other)], listed[max(k, other)]):
            interval = joined(listed[min(k, other)][2].interval, listed[max(k, other)][2].interval)
    return When(interval, is_limit(doc, first), recurs, own=under(doc, first, whole_noun(doc, trigger.i)))


def is_notice(trigger: Trigger, verb: int | None) -> bool:
    """True for "the summit had been announced on Friday": the date is that of the notice."""
    doc, token = trigger.doc, trigger.doc.tokens[trigger.i]
    passive = trigger.noun and token.dep == "nsubjpass" and token.head == verb
    return passive and doc.tokens[token.head].lemma in NOTICES


def cost_of(
    trigger: Trigger, verb: int | None, entry: tuple[int, int, Time], content: Span | None, count: int
) -> int | None:
    """How far a time is from the trigger, lower is nearer; None where it belongs to something else.

    A time outside what somebody says, which the trigger is in, is when it was said.
    """
    doc, (first, last, time) = trigger.doc, entry
    lasting = trigger.pattern.type == "CLOSE" or trigger.pattern.entry in LASTING
    if first and doc.tokens[first - 1].lower == "since" and not lasting:
        return None  # how long it is ago, not when it was
    if content is not None and not content.overlaps(time.span):
        return None
    cost = distance(doc, trigger, verb, first, last, count)
    if cost is None and content is not None and doc.tokens[said_with(doc, first)].lemma in SPEECH_CUES:
        cost = abs(first - trigger.i) + 10  # read with the verb of speech, but within what was said
    return cost


def is_limit(doc: Document, first: int) -> bool:
    """True for a time after "by", "until", "no later than"."""
    before = doc.tokens[first - 1].lower if first else ""
    return before in LIMITS or (before == "than" and first > 2 and doc.tokens[first - 2].lower in ("later", "more"))


def borrowed(doc: Document, verb: int, listed: Sequence[tuple[int, int, Time]]) -> Time | None:
    """The time of the clause above, for "..., when it also freed" and "since May, when troops seized"."""
    token = doc.tokens[verb]
    if token.dep not in ("advcl", "relcl") or not any(c.lower == "when" for c in doc.children(verb, "advmod", "mark")):
        return None
    for first, last, time in reversed(listed):  # the one nearest to "when"
        if time.interval.begin is None or first > verb:
            continue
        if first <= token.head < last or clause_verb(doc, first) in (token.head, clause_verb(doc, token.head)):
            return time
    return None


def distance(doc: Document, trigger: Trigger, verb: int | None, first: int, last: int, count: int) -> int | None:
    """How far the time at `first` is from the trigger; None where it belongs to something else."""
    gap = abs(first - trigger.i)
    top = doc.tokens[first]
    for token in doc.tokens[first:last]:
        if not first <= token.head < last:
            top = token
            break
    if trigger.noun and under(doc, top.i, whole_noun(doc, trigger.i)) and not of_other(doc, top.i, trigger.i):
        return gap  # within the trigger's own phrase
    time_verb = clause_verb(doc, top.i)
    if time_verb is None or verb is None:
        return gap + 20 if doc.field == "title" or verb is None else None
    if time_verb == verb or linked(doc, time_verb, verb) or is_reduced(doc, doc.tokens[time_verb]):
        promised = time_verb != verb and verb == trigger.i and trigger.pattern.type in PROMISING
        return None if promised and under(doc, time_verb, verb) else gap + 5
    if doc.tokens[time_verb].dep == "conj" and doc.tokens[time_verb].head == verb:
        return gap + 25  # "killed five and wounded ten on Sunday"
    if doc.tokens[time_verb].lemma in SPEECH_CUES:
        return None
    began = under(doc, time_verb, verb) and doc.tokens[time_verb].dep == "advcl" and marked(doc, time_verb, "since")
    if began and trigger.pattern.type == "CLOSE":
        return gap + 30  # shut "since the war began"
    loose = doc.tokens[verb].dep in ("xcomp", "conj", "pcomp") or (
        doc.tokens[verb].dep == "acl" and doc.tokens[verb].tag == "VB"
    )  # not "vote on Friday on a text condemning"
    if count == 1 and under(doc, verb, time_verb) and loose:
        return gap + 40
    return None


def of_other(doc: Document, i: int, noun: int) -> bool:
    """True for a time that a participle below the noun has: "talks on prisoners seized after May"."""
    verb = clause_verb(doc, i)
    if verb is None or not under(doc, verb, noun):
        return False
    return doc.tokens[verb].dep == "acl" and doc.tokens[verb].head not in (noun, whole_noun(doc, noun))


def said_with(doc: Document, i: int) -> int:
    """The verb that the token is read with, or the token itself."""
    verb = clause_verb(doc, i)
    return i if verb is None else verb


def content_of(span: Span, attributions: Sequence[Attribution]) -> Span | None:
    """The narrowest content of an attribution that holds the span."""
    holding = [c for a in attributions for c in a.content if c.contains(span)]
    return min(holding, key=lambda c: c.end - c.start) if holding else None


def under(doc: Document, i: int, above: int) -> bool:
    """True where token `i` hangs, at some depth, on the token `above`."""
    for _ in range(4 * MAX_CLIMB):
        if i == above:
            return True
        head = doc.tokens[i].head
        if head == i:
            return False
        i = head
    return False


def linked(doc: Document, a: int, b: int) -> bool:
    """True where the two verbs make one clause: "are due to begin", "continued meeting"."""
    for low, high in ((a, b), (b, a)):
        token = doc.tokens[low]
        for _ in range(3):
            if token.dep not in ("xcomp", "acl", "pcomp", "acomp") or token.head == token.i:
                break
            token = doc.tokens[token.head]
            if token.i == high:
                return True
    return False


def marked(doc: Document, verb: int, word: str) -> bool:
    """True where the clause of the verb is introduced by the word."""
    return any(child.lower == word for child in doc.children(verb, "mark", "advmod"))


def coordinated(doc: Document, a: tuple[int, int, Time], b: tuple[int, int, Time]) -> bool:
    """True for "Wednesday and Thursday" and the like."""
    between = [t.lower for t in doc.tokens[a[1] : b[0]]]
    dated = a[2].type in ("DATE", "TIME") and b[2].type in ("DATE", "TIME") and b[2].interval.begin is not None
    return (
        dated
        and a[2].interval.begin is not None
        and bool(between)
        and len(between) <= 3
        and bool({"and", "to", "through"} & set(between))
    )


def joined(a: Interval, b: Interval) -> Interval:
    """The interval from the beginning of the one told first to the end of the other.

    "Friday through Sunday": a day of the week that was read as one before the first is that of the week after.
    """
    begins = [x for x in (a.begin, b.begin) if x]
    if len(begins) == 2 and begins[1] < begins[0]:
        later = [date.fromisoformat(x[:10]) + WEEK if x else None for x in (b.begin, b.end)]
        if later[0] is None or later[0] < date.fromisoformat(begins[0][:10]):
            return Interval(begins[1], a.end)
        return Interval(a.begin, str(later[1]) if later[1] else None)
    ends = [x for x in (a.end, b.end) if x]
    return Interval(min(begins), max(ends) if ends else None)


def of_another(doc: Document, i: int, trigger: Trigger, verb: int | None, nouns: Mapping[int, str]) -> bool:
    """True for a time or place at token `i` that is another happening's: "fighting followed a May 2 attack in Gao".

    So is one beyond a semicolon, and "a May 2 demand" that is ignored; not that of a killing "in an attack in Gao".
    """
    low, high = sorted((i, trigger.i))
    hangs = doc.field == "text" and (under(doc, i, trigger.i) or (verb is not None and under(doc, i, verb)))
    if not hangs and any(t.text == ";" for t in doc.tokens[low:high]):
        return True
    whole = whole_noun(doc, trigger.i)
    before, noun = i, doc.tokens[i]
    for _ in range(MAX_CLIMB):
        if noun.i in (trigger.i, whole, verb) or noun.head == noun.i or noun.tag[:1] == "V":
            return False
        if noun.i in nouns:
            break
        before, noun = noun.i, doc.tokens[noun.head]
    else:
        return False
    if under(doc, trigger.i, noun.i) or first_conjunct(doc, noun.i) == first_conjunct(doc, trigger.i):
        return False
    if nouns[noun.i] == "CONSULT" and trigger.pattern.type not in VIOLENT:
        return False  # talks are the occasion of what is said, signed and promised
    if trigger.noun:
        return True
    above = doc.tokens[noun.head]
    if noun.dep == "pobj":
        held = above.head == trigger.i and above.lower not in APART
    else:
        held = noun.head == trigger.i and noun.dep in ("dobj", "nsubj", "nsubjpass")
    named = before < noun.i and doc.tokens[before].dep in ("nmod", "amod", "compound", "poss", "nummod")
    return not held or (named and noun.dep == "dobj")


def speaker_of(span: Span, attributions: Sequence[Attribution]) -> Speaker | None:
    """Who says it: the speaker of the narrowest attribution whose content holds the span."""
    best: tuple[int, Speaker | None] | None = None
    for attribution in attributions:
        for content in attribution.content:
            if content.contains(span):
                size = content.end - content.start
                if best is None or size < best[0]:
                    best = (size, attribution.speaker)
    return best[1] if best else None
