"""Triggers: the verbs, nouns and adjectives that tell of an event, from the lexicon's `triggers`.

A pattern is a lemma ("meet"), with its particle ("call off"), or with words that must stand in its company ("open >
crossing, school"): for a verb the head of its object or subject, or a word of a prepositional phrase ("cross > into
egypt" is written with the preposition: "into ..."); for a noun a modifier or a word of its own phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.lexicon import Entry, Lexicon
from onrecord.model import Status
from onrecord.reading.event_hazards import CAUSES as CAUSES  # noqa: PLC0414  the positions read it here
from onrecord.reading.event_hazards import Hazards, hazards_of, is_cause, is_nobodys
from onrecord.reading.grammar import auxiliaries, is_verb, subjects
from onrecord.reading.parse import Document, Token

COMPANY = 6  # tokens after a verb's object, or a preposition, that are looked through
CASUALTY_VERBS = frozenset({"kill", "injure", "wound", "hurt"})
LASTING_CAUSES = frozenset("war conflict fighting violence campaign offensive toll".split())
COMPANIONS = frozenset("dobj nsubjpass nsubj oprd acomp xcomp advmod dative attr ccomp npadvmod".split())
VERB_DEPS = frozenset({"aux", "auxpass"})


class Pattern(NamedTuple):
    """One pattern: `company` is empty where the word alone is enough, `barred` are words it must not stand with."""

    entry: str
    type: str
    mode: str | None
    particle: str | None
    company: frozenset[str]
    barred: frozenset[str]
    order: int


class Trigger(NamedTuple):
    """Token `i` of `doc` (span `first` to `last`, exclusive) tells of an event of the pattern's type."""

    doc: Document
    i: int
    first: int
    last: int
    pattern: Pattern
    noun: bool


@dataclass(frozen=True, slots=True)
class Triggers:
    """Patterns by lemma; the status that a governing word gives, by lemma (with its company, as for verbs).

    `adjuncts` has the status that an adjective gives to its noun.
    """

    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    adjectives: Mapping[str, tuple[Pattern, ...]]
    statuses: Mapping[str, tuple[Pattern, ...]]
    adjuncts: Mapping[str, Status]
    hazards: Hazards


def prepare(lexicon: Lexicon) -> Triggers:
    """The tables, from the lexicon."""
    tables: dict[str, dict[str, list[Pattern]]] = {"verbs": {}, "nouns": {}, "adjectives": {}, "governors": {}}
    for entry in lexicon.entries("triggers"):
        for name, table in tables.items():
            for lemma, pattern in patterns(entry, name):
                table.setdefault(lemma, []).append(pattern)
    for table in tables.values():
        for found in table.values():
            found.sort(key=lambda p: (-bool(p.particle) - bool(p.company), p.particle is None, p.order))
    frozen = {name: {k: tuple(v) for k, v in table.items()} for name, table in tables.items()}
    adjuncts = {
        word: entry.values["status"] for entry in lexicon.entries("triggers") for word in entry.list_of("adjuncts")
    }
    return Triggers(
        frozen["verbs"], frozen["nouns"], frozen["adjectives"], frozen["governors"], adjuncts, hazards_of(lexicon)
    )


def patterns(entry: Entry, name: str) -> Iterator[tuple[str, Pattern]]:
    """The lemma and the pattern of every line of one word list of an entry."""
    barred: dict[str, frozenset[str]] = {}
    for line in entry.list_of(f"{name}_not"):
        lemma, company = split(line)
        barred[lemma] = company
    kind = str(entry.values.get("type", "")), entry.values.get("mode")
    if name == "governors":
        kind = str(entry.values.get("status", "")), None
    for order, line in enumerate(entry.list_of(name)):
        words, company = split(line)
        lemma, _, particle = words.partition(" ")
        if name == "nouns" and particle:  # "air strike": known by its last word, with the first as its modifier
            head = words.rpartition(" ")[2]
            company, lemma, particle = frozenset({words.rpartition(" ")[0]}), head, ""
            if " of " in words:
                company, lemma = frozenset({"of " + head}), words.partition(" ")[0]
        yield lemma, Pattern(entry.name, *kind, particle or None, company, barred.get(words, frozenset()), order)


def split(line: str) -> tuple[str, frozenset[str]]:
    """The lemma and the company of a line: "open > crossing, school"."""
    words, _, company = line.partition(">")
    return words.strip(), frozenset(word.strip() for word in company.split(",") if word.strip())


def find(doc: Document, table: Triggers) -> list[Trigger]:
    """The triggers of a document in text order; one a token."""
    found: list[Trigger] = []
    verbs, nouns, adjectives = table.verbs, table.nouns, table.adjectives
    for token in doc.tokens:
        lemma = token.lemma
        trigger: Trigger | None = None
        if token.tag == "MD":
            if lemma in verbs and is_demand(doc, token):  # "said they must leave"
                trigger = Trigger(doc, token.i, token.i, token.i + 1, verbs[lemma][0], noun=False)
        elif token.lower in nouns and is_gerund(doc, token):
            pass  # "shelling by the army": read as a noun
        elif lemma in verbs and is_verb(token) and token.dep not in VERB_DEPS and not is_demanded(doc, token):
            trigger = verb_trigger(doc, token, verbs[lemma])
        if trigger is None:
            options = nouns.get(token.lower) or (nouns.get(lemma) if token.tag[:1] == "N" else None)
            bare = token.tag == "VB" and doc.field == "title" and not doc.children(token.i, "aux", "dobj")
            if options and (token.tag[:1] == "N" or token.tag == "VBG" or bare):  # "denies deal with" is read as a verb
                trigger = noun_trigger(doc, token, options)
        if trigger is None and token.lower in adjectives and token.dep in ("acomp", "oprd"):
            trigger = Trigger(doc, token.i, token.i, token.i + 1, adjectives[token.lower][0], noun=False)
        if trigger is not None and not is_count(trigger) and not befalls(trigger, table.hazards):
            found.append(trigger)
    return found


def befalls(trigger: Trigger, hazards: Hazards) -> bool:
    """True for the killing and destroying that only a hazard does: "floods killed nine", "a quake hit the town"."""
    violent = not trigger.noun and trigger.pattern.type in ("ASSAULT", "COERCE")
    return violent and is_nobodys(trigger.doc, trigger.i, hazards)


def is_gerund(doc: Document, token: Token) -> bool:
    """True for a verb's noun that is read as a verb: "shelling by the army killed nine"."""
    subject = token.tag == "VBG" and token.dep in ("csubj", "nsubj", "pobj", "ROOT")
    return subject and not doc.children(token.i, "dobj", "aux") and any(c.lower == "by" for c in doc.children(token.i))


def is_demand(doc: Document, modal: Token) -> bool:
    """True for the "must" of a clause that somebody says."""
    return modal.dep == "aux" and doc.tokens[modal.head].dep == "ccomp"


def is_demanded(doc: Document, verb: Token) -> bool:
    """True for the verb of such a clause: what is demanded is not told as an event of its own."""
    return verb.dep == "ccomp" and any(c.lower == "must" for c in doc.children(verb.i, "aux"))


def is_count(trigger: Trigger) -> bool:
    """True for "61 people were killed" and "the number injured": a figure of the layer before, told of no cause."""
    doc, token = trigger.doc, trigger.doc.tokens[trigger.i]
    summed = trigger.pattern.type == "ASSAULT" and not trigger.noun and perfect(doc, token.i)
    if summed and any(doc.tokens[s].lemma in LASTING_CAUSES for s in subjects(doc, token.i)):
        return True  # "the war has killed thousands": a sum of happenings
    if token.lemma not in CASUALTY_VERBS:
        return False
    if token.dep == "conj" and doc.tokens[token.head].lemma in CASUALTY_VERBS:
        return True
    children = doc.children(token.i)
    before = doc.tokens[token.i - 1] if token.i else token
    if before.tag == "CD" and not any(is_cause(doc, c) for c in children):
        return True  # "rose to 310 killed and 42 injured"
    acted = any(c.dep in ("dobj", "agent") or (c.dep == "nsubj" and not doc.children(c.i, "nummod")) for c in children)
    return not acted and not any(is_cause(doc, c) for c in children)


def perfect(doc: Document, i: int) -> bool:
    """True for "has met", "had been shut"."""
    return any(aux.lemma == "have" or aux.lower in ("has", "had", "have", "'ve") for aux in auxiliaries(doc, i))


def verb_end(doc: Document, token: Token, particle: str | None) -> int | None:
    """Where the verb's words end, with its particle where that stands near; None where the particle is missing."""
    end = particle_end(doc, token, particle) if particle else token.i + 1
    return end if end is None or end - token.i <= 3 else token.i + 1


def verb_trigger(doc: Document, token: Token, options: Iterable[Pattern]) -> Trigger | None:
    """The first pattern that fits the verb: those with a particle first, then those with company."""
    modifier = token.dep in ("amod", "compound")
    near: frozenset[str] | None = None
    for pattern in options:
        if modifier and not pattern.particle:
            continue
        last = verb_end(doc, token, pattern.particle)
        if last is None:
            continue
        if pattern.company or pattern.barred:
            near = near or company(doc, token)
            if pattern.company and not pattern.company & near:
                continue
            if pattern.barred & near:
                continue
            after = doc.tokens[last] if last < len(doc.tokens) else token
            if after.head == token.i and after.dep == "dobj" and {after.lemma, after.lower} & pattern.company:
                last += 1  # "expanding operations", "opened fire"
        return Trigger(doc, token.i, token.i, last, pattern, noun=False)
    return None


def particle_end(doc: Document, token: Token, particle: str) -> int | None:
    """The token after the particle (or fixed word) of a verb, or None where the verb has none."""
    for child in doc.children(token.i):
        apart = child.i > token.i + 1 and child.dep == "prep" and doc.children(child.i, "pobj")
        if child.lower == particle and child.i > token.i and not apart:  # not "given them in the past"
            return child.i + 1
    after = doc.tokens[token.i + 1 : token.i + 2]
    return token.i + 2 if after and after[0].lower == particle else None


def company(doc: Document, token: Token) -> frozenset[str]:
    """The words that a verb stands with: heads of subject (of a passive or intransitive) and object, prepositions.

    A prepositional phrase gives its preposition, its head, and both together ("on strike").
    """
    found: set[str] = set()
    for child in doc.children(token.i):
        if child.dep in COMPANIONS:
            found.update(phrase(doc, child))
            if child.dep == "nsubj":
                found.add(f"by {child.lemma}")
            if child.dep == "nsubj" and child.tag[:1] == "N" and doc.children(token.i, "dobj"):
                found.discard(child.lemma)
        elif child.dep in ("prep", "agent"):
            found.add(child.lower)
            for below in doc.children(child.i, "pobj", "pcomp"):
                found.add(f"{child.lower} {below.lemma}")
                found.add(f"{child.lower} {below.lower}")
        elif child.dep in ("prt", "aux"):
            found.add(child.lower)
    found.update(company_above(doc, token))
    return frozenset(found)


def company_above(doc: Document, token: Token) -> Iterator[str]:
    """The words that a verb shares with the clause above: its noun, or the subject and object it goes without."""
    if token.dep in ("relcl", "acl"):
        yield from phrase(doc, doc.tokens[token.head])
    if token.dep == "xcomp" and not doc.children(token.i, "nsubj", "dobj"):  # "troops were to withdraw"
        for child in doc.children(token.head, "nsubj", "nsubjpass"):
            yield from phrase(doc, child)
    if token.dep == "conj" and not doc.children(token.i, "nsubj", "nsubjpass"):
        for child in doc.children(token.head, "nsubj", "nsubjpass", "dobj"):
            yield from phrase(doc, child)


def phrase(doc: Document, head: Token) -> Iterator[str]:
    """The head of a noun phrase with what is coordinated with it, its modifiers, and the head of its "of" phrase."""
    for token in (head, *doc.children(head.i, "conj")):
        yield token.lemma
        yield token.lower
        for child in doc.children(token.i):
            if child.dep in ("compound", "amod", "nmod") and child.tag[:1] in ("N", "J"):
                yield child.lower
                yield f"{child.lower} {token.lower}"
            elif child.dep == "prep" and child.lower == "of":
                for below in doc.children(child.i, "pobj"):
                    yield below.lemma
                    yield from (c.lower for c in doc.children(below.i, "compound", "amod"))


def noun_trigger(doc: Document, token: Token, options: Iterable[Pattern]) -> Trigger | None:
    """The first pattern that fits the noun; the span takes in the modifier that makes it one ("air strike")."""
    if token.dep in ("compound", "nmod", "amod") and doc.tokens[token.head].tag[:1] == "N" and token.head > token.i:
        return None  # "ceasefire talks", "attack helicopter": the head says what is told of
    near: set[str] | None = None
    for pattern in options:
        first = token.i
        if pattern.company or pattern.barred:
            near = near if near is not None else noun_company(doc, token)
            if pattern.barred & near or (pattern.company and not pattern.company & near):
                continue
            for child in doc.children(token.i, "compound", "amod", "nmod"):
                if child.i == token.i - 1 and child.lower in pattern.company:
                    first = child.i
        return Trigger(doc, token.i, first, token.i + 1, pattern, noun=True)
    return None


def noun_company(doc: Document, token: Token) -> set[str]:
    """The modifiers of a noun, its possessor, the prepositions after it, each alone and with its object."""
    found: set[str] = set()
    for child in doc.children(token.i):
        if child.dep == "prep":
            found.add(child.lower)
            for below in doc.children(child.i, "pobj", "pcomp"):
                found.update((below.lemma, below.lower, f"{child.lower} {below.lower}", f"{child.lower} {below.lemma}"))
        else:
            found.update((child.lower, child.lemma))
    for before in doc.tokens[max(0, token.i - 2) : token.i]:
        if before.sentence == token.sentence and before.tag[:1] in ("N", "J"):
            found.add(before.lower)
    return found
