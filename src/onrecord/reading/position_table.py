"""The words that take a position as tables, and what their company is made of.

The words are the lexicon's `positions` and the verbs of its `triggers` that take a position too. The patterns are the
triggers' (`event_triggers`): a lemma, with its particle, or with words that must stand in its company. Beyond those,
`+to` (be it `+do` or `+not to`), `+that`, `+should` and `+that they` (the bare form: "that they leave") are complement
clauses, `+other` is an infinitive with a subject of its own ("wants them to leave"), `+dobj` is any object, `+drew` a
verb that says what somebody met with ("drew criticism"), `+whose` a name or an origin before the noun ("Western
criticism"), `+in` that it stands behind "in" or with that particle, `@bad` each word of the entry's list `bad`, and
`a & b` two that must both be there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.lexicon import Entry, Lexicon
from onrecord.reading import event_triggers
from onrecord.reading.attribution_cues import DAYS
from onrecord.reading.event_triggers import Pattern, patterns, split
from onrecord.reading.grammar import negated
from onrecord.reading.parse import Document, Token

KINDS = ("verbs", "nouns", "adjectives", "coming")
LISTS = (
    "duties", "refused", "unrecognised", "unwanted", "denied_nouns", "none_of", "withheld", "hostile_verbs", "hostile",
    "own_hostile", "vows", "owed", "addressed", "judgements", "imperatives", "drew",
)  # fmt: skip
VERB_LISTS = ("refused", "unwanted", "unrecognised", "imperatives", "own_hostile", "hostile_verbs", "vows")
COMPLEMENTS = ("ccomp", "xcomp", "acl", "advcl", "pcomp", "relcl")


class Stance(NamedTuple):
    """Token `i` of `doc` takes a position: its last token (exclusive), the pattern, and how it does so.

    `way` is verb, noun, adjective, judgement ("is illegal"), duty ("must leave"), order ("leave!"), refusal ("will not
    leave") or intention ("has no plans to", "there will be no talks"). `met` is the verb that says who met with what a
    noun says ("drew criticism").
    """

    doc: Document
    i: int
    last: int
    pattern: Pattern
    way: str
    met: int | None = None


@dataclass(frozen=True, slots=True)
class Stances:
    """The patterns by lemma for each way, the single word lists, and what governs a status (as for events)."""

    patterns: Mapping[str, Mapping[str, tuple[Pattern, ...]]]
    lists: Mapping[str, frozenset[str]]
    types: Mapping[str, Pattern]  # a bare pattern for each type
    judging: Mapping[str, tuple[tuple[tuple[str, ...], Pattern], ...]]  # by first word: the words after it
    triggers: event_triggers.Triggers
    verbs: frozenset[str]  # lemmas of verbs that are worth a look
    nouns: frozenset[str]  # lemmas of nouns that are
    forms: frozenset[str]  # and lower-case forms of any word


def prepare(lexicon: Lexicon) -> Stances:
    """The tables, from the lexicon."""
    tables: dict[str, dict[str, list[Pattern]]] = {kind: {} for kind in KINDS}
    lists: dict[str, set[str]] = {name: set() for name in LISTS}
    types: dict[str, Pattern] = {}
    judging: dict[str, list[tuple[tuple[str, ...], Pattern]]] = {}
    for entry in lexicon.entries("positions"):
        bare = Pattern(entry.name, str(entry.values["type"]), None, None, frozenset(), frozenset(), 0)
        types[bare.type] = bare
        for words in entry.list_of("judgements"):
            first, *rest = words.split()
            judging.setdefault(first, []).append((tuple(rest), bare))
        for name, table in tables.items():
            for lemma, pattern in (*patterns(entry, name), *(borrowed(lexicon, entry) if name == "verbs" else ())):
                table.setdefault(lemma, []).append(pattern._replace(company=widened(pattern.company, entry)))
        for name, kept in lists.items():
            kept.update(entry.list_of(name))
    for table in tables.values():
        for found in table.values():
            found.sort(key=lambda p: (-bool(p.particle) - bool(p.company), p.particle is None))
    verbs = set().union(*(lists[name] for name in VERB_LISTS), tables["verbs"], tables["coming"])
    return Stances(
        {name: {lemma: tuple(found) for lemma, found in table.items()} for name, table in tables.items()},
        {name: frozenset(kept) for name, kept in lists.items()},
        types,
        {first: tuple(found) for first, found in judging.items()},
        event_triggers.prepare(lexicon),
        frozenset(verbs | {words.partition(" ")[0] for words in lists["duties"]}),
        frozenset(tables["nouns"].keys() | lists["denied_nouns"] | lists["none_of"]),
        frozenset(tables["adjectives"].keys() | judging.keys()),
    )


def borrowed(lexicon: Lexicon, entry: Entry) -> Iterator[tuple[str, Pattern]]:
    """The verbs of the trigger entries that the position entry names, without those that are acts alone."""
    acts = frozenset(entry.list_of("acts"))
    barred = dict(map(split, entry.list_of("verbs_not")))
    for trigger in lexicon.entries("triggers"):
        if trigger.name in entry.list_of("triggers"):
            for lemma, pattern in patterns(trigger, "verbs"):
                words = f"{lemma} {pattern.particle or ''}".strip()
                if words not in acts:
                    without = pattern.barred | barred.get(words, frozenset())
                    yield lemma, pattern._replace(entry=entry.name, mode=None, barred=without)


def widened(company: frozenset[str], entry: Entry) -> frozenset[str]:
    """The company with "@bad" and "as @bad" replaced by the words of the entry's list `bad`."""
    found = {word for word in company if "@" not in word}
    for before, _, name in (word.partition("@") for word in company if "@" in word):
        found.update(before + word for word in entry.list_of(name))
    return frozenset(found)


def fitting(options: Iterable[Pattern], near: frozenset[str]) -> Pattern | None:
    """The first pattern that the company fits."""
    for pattern in options:
        if not pattern.barred & near and (not pattern.company or stands_with(pattern.company, near)):
            return pattern
    return None


def stands_with(company: frozenset[str], near: frozenset[str]) -> bool:
    """True where one of the words, or both of "a & b", are near."""
    if company & near:
        return True
    return any(all(part.strip() in near for part in words.split("&")) for words in company if "&" in words)


def has_to(doc: Document, clause: Token) -> bool:
    """True for an infinitive with "to"."""
    return any(child.lower == "to" for child in doc.children(clause.i, "aux"))


def wished(doc: Document, clause: Token) -> bool:
    """True for "that they leave", "that talks be held": the bare form of what is wished for."""
    if clause.tag == "VB":
        return not doc.children(clause.i, "aux")
    return clause.tag == "VBN" and any(aux.lower == "be" for aux in doc.children(clause.i, "auxpass"))


def clauses(doc: Document, i: int) -> Iterator[str]:
    """The complement clauses of token `i`, as words of its company; "for" before an infinitive is one of them."""
    for child in doc.children(i, *COMPLEMENTS):
        if child.i < i:
            continue
        if has_to(doc, child):
            yield from ("+to", "+not to" if negated(doc, child.i) else "+do")
            if any(mark.lower == "for" for mark in doc.children(child.i, "mark")):
                yield "for"
            own = [c.lemma for c in doc.children(child.i, "nsubj") if c.i < child.i and c.tag[:3] != "PRP"]
            yield from own
            if doc.children(i, "dobj") or any(c.i < child.i for c in doc.children(child.i, "nsubj")):
                yield "+other"
        elif wished(doc, child):
            yield from ("+should", "+that they")
        elif any(aux.lower in ("should", "must") for aux in doc.children(child.i, "aux")):
            yield "+should"
        elif child.dep != "xcomp":
            yield "+that"
    if doc.children(i, "dobj"):
        yield "+dobj"


def complement_company(doc: Document, i: int) -> frozenset[str]:
    """The prepositions and clauses behind token `i`, each preposition alone and with its object."""
    found = set(clauses(doc, i))
    for child in doc.children(i, "prep", "dative", "agent"):
        if child.i > i:
            found.add(child.lower)
            for below in doc.children(child.i, "pobj", "pcomp"):
                found.update((f"{child.lower} {below.lemma}", f"{child.lower} {below.lower}"))
    return frozenset(found)


def of_a_day(doc: Document, preposition: Token) -> bool:
    """True for "on Wednesday", which is no part of "called on"."""
    return any(child.lower in DAYS for child in doc.children(preposition.i, "pobj"))
