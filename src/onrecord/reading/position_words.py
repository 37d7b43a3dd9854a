"""The words that take a position, from the lexicon's `positions` and the verbs of its `triggers` that do so too.

The patterns are the triggers' (`event_triggers`): a lemma, with its particle, or with words that must stand in its
company. Beyond those, `+to`, `+that`, `+should` and `+that they` (the bare form: "that they leave") are complement
clauses, `+other` is an infinitive with a subject of its own ("wants them to leave"), and `+dobj` is any object.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.lexicon import Entry, Lexicon
from onrecord.reading import event_triggers
from onrecord.reading.attribution_cues import MAX_SENTENCE
from onrecord.reading.event_triggers import Pattern, company, noun_company, patterns, split, verb_end
from onrecord.reading.grammar import is_passive, is_verb, modality, negated
from onrecord.reading.parse import Document, Token

KINDS = ("verbs", "nouns", "adjectives", "coming")
LISTS = (
    "duties", "refused", "unwanted", "denied_nouns", "withheld", "hostile_verbs", "hostile", "addressed", "judgements",
)  # fmt: skip
AUXILIARY = frozenset({"aux", "auxpass", "amod", "compound"})
COMPLEMENTS = ("ccomp", "xcomp", "acl", "advcl", "pcomp", "relcl")
MAX_HOSTILE = 30  # tokens of a complement that are looked through for what hurts


class Stance(NamedTuple):
    """Token `i` of `doc` takes a position: its last token (exclusive), the pattern, and how it does so.

    `way` is verb, noun, adjective, judgement ("is illegal"), duty ("must leave"), refusal ("will not leave") or
    intention ("has no plans to").
    """

    doc: Document
    i: int
    last: int
    pattern: Pattern
    way: str


@dataclass(frozen=True, slots=True)
class Stances:
    """The patterns by lemma for each way, the single word lists, and what governs a status (as for events)."""

    patterns: Mapping[str, Mapping[str, tuple[Pattern, ...]]]
    lists: Mapping[str, frozenset[str]]
    types: Mapping[str, Pattern]  # a bare pattern for each type
    judging: Mapping[str, Pattern]  # by the word that judges what somebody else does
    triggers: event_triggers.Triggers


def prepare(lexicon: Lexicon) -> Stances:
    """The tables, from the lexicon."""
    tables: dict[str, dict[str, list[Pattern]]] = {kind: {} for kind in KINDS}
    lists: dict[str, set[str]] = {name: set() for name in LISTS}
    types: dict[str, Pattern] = {}
    judging: dict[str, Pattern] = {}
    for entry in lexicon.entries("positions"):
        kind = str(entry.values["type"])
        for word in entry.list_of("judgements"):
            judging[word] = Pattern(entry.name, kind, None, None, frozenset(), frozenset(), 0)
        types[kind] = Pattern(entry.name, kind, None, None, frozenset(), frozenset(), 0)
        for name, table in tables.items():
            for lemma, pattern in (*patterns(entry, name), *(borrowed(lexicon, entry) if name == "verbs" else ())):
                table.setdefault(lemma, []).append(pattern)
        for name, words in lists.items():
            words.update(entry.list_of(name))
    for table in tables.values():
        for found in table.values():
            found.sort(key=lambda p: (-bool(p.particle) - bool(p.company), p.particle is None))
    return Stances(
        {name: {lemma: tuple(found) for lemma, found in table.items()} for name, table in tables.items()},
        {name: frozenset(words) for name, words in lists.items()},
        types,
        judging,
        event_triggers.prepare(lexicon),
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


def find(doc: Document, table: Stances) -> list[Stance]:
    """The stances of a document, in text order; one a token."""
    found = []
    adjectives, judging = table.patterns["adjectives"], table.judging
    read = [s for s in doc.sentences if s.last - s.first <= MAX_SENTENCE]
    for token in (token for s in read for token in doc.tokens[s.first : s.last]):
        tag = token.tag
        stance: Stance | None = None
        if tag == "MD":
            if token.dep == "aux" and token.lower in table.lists["duties"]:
                stance = Stance(doc, token.i, token.i + 1, table.types["DEMAND"], "duty")
        elif tag[:1] == "V":
            if token.dep not in AUXILIARY:
                stance = said_with_verb(doc, token, table)
        elif tag[:2] == "NN":
            stance = judgement(doc, token, table) or noun_stance(doc, token, table)
        elif token.lower in judging:
            stance = judgement(doc, token, table)
        elif token.lower in adjectives:
            stance = adjective_stance(doc, token, table)
        if stance is not None:
            found.append(stance)
    return found


def said_with_verb(doc: Document, token: Token, table: Stances) -> Stance | None:
    """The stance of a verb form: a participle that is said of somebody, a refusal, a verb, or a duty."""
    lemma, lists = token.lemma, table.lists
    if token.lower in table.patterns["adjectives"] and (found := adjective_stance(doc, token, table)):
        return found
    if (lemma in lists["refused"] or lemma in lists["unwanted"]) and refuses(doc, token, table):
        return Stance(doc, token.i, token.i + 1, table.types["REJECT"], "refusal")
    if found := verb_stance(doc, token, table):
        return found
    if f"{lemma} to" in lists["duties"] and is_duty(doc, token):
        return Stance(doc, token.i, token.i + 1, table.types["DEMAND"], "duty")
    return None


def refuses(doc: Document, token: Token, table: Stances) -> bool:
    """True for "will not leave", "cannot accept", "does not want to": what one is not going to do."""
    going = token.dep == "xcomp" and doc.tokens[token.head].lower == "going" and negated(doc, token.head)
    if not (going or negated(doc, token.i)) or is_passive(doc, token.i):
        return False
    if token.lemma in table.lists["unwanted"]:
        return any(child.dep in ("xcomp", "ccomp", "dobj") for child in doc.children(token.i))
    return going or modality(doc, token.i) in ("future", "would") or accepts_not(doc, token)


def accepts_not(doc: Document, token: Token) -> bool:
    """True for "cannot accept"; "cannot leave" may be for want of a road."""
    return token.lemma in ("accept", "tolerate", "allow", "agree") and modality(doc, token.i) == "possible"


def is_duty(doc: Document, token: Token) -> bool:
    """True for "has to leave", "need to stop": in the present, not negated."""
    if token.tag not in ("VBP", "VBZ") or negated(doc, token.i):
        return False
    return any(child.dep == "xcomp" and has_to(doc, child) for child in doc.children(token.i))


def has_to(doc: Document, clause: Token) -> bool:
    """True for an infinitive with "to"."""
    return any(child.lower == "to" for child in doc.children(clause.i, "aux"))


def wished(doc: Document, clause: Token) -> bool:
    """True for "that they leave", "that talks be held": the bare form of what is wished for."""
    if clause.tag == "VB":
        return not doc.children(clause.i, "aux")
    return clause.tag == "VBN" and any(aux.lower == "be" for aux in doc.children(clause.i, "auxpass"))


def clauses(doc: Document, i: int) -> Iterator[str]:
    """The complement clauses of token `i`, as words of its company."""
    for child in doc.children(i, *COMPLEMENTS):
        if child.i < i:
            continue
        if has_to(doc, child):
            yield "+to"
            if any(c.i < child.i for c in doc.children(child.i, "nsubj")) or doc.children(i, "dobj"):
                yield "+other"
        elif wished(doc, child):
            yield from ("+should", "+that they")
        elif any(aux.lower in ("should", "must") for aux in doc.children(child.i, "aux")):
            yield "+should"
        elif child.dep != "xcomp":
            yield "+that"
    if doc.children(i, "dobj"):
        yield "+dobj"


def fitting(options: Iterable[Pattern], near: frozenset[str]) -> Pattern | None:
    """The first pattern that the company fits."""
    for pattern in options:
        if pattern.barred & near or (pattern.company and not pattern.company & near):
            continue
        return pattern
    return None


def verb_stance(doc: Document, token: Token, table: Stances) -> Stance | None:
    """The first pattern that fits the verb; a vow or warning of what hurts is a threat."""
    near: frozenset[str] | None = None
    lemma = token.lemma
    options = table.patterns["verbs"].get(lemma, ())
    if lemma in table.patterns["coming"] and modality(doc, token.i) in ("future", "would"):
        options = (*table.patterns["coming"][lemma], *options)
    if lemma in table.lists["hostile_verbs"] and hurts(doc, token.i, table.lists["hostile"]):
        return Stance(doc, token.i, token.i + 1, table.types["THREATEN"], "verb")
    for pattern in options:
        last = verb_end(doc, token, pattern.particle)
        if last is None:
            continue
        if pattern.company or pattern.barred:
            near = near if near is not None else company(doc, token) | frozenset(clauses(doc, token.i))
            if fitting((pattern,), near) is None:
                continue
        return Stance(doc, token.i, named_end(doc, last, pattern), pattern, "verb")
    return None


def named_end(doc: Document, last: int, pattern: Pattern) -> int:
    """Where the words end: "called for", "expressed support" take in the word that the pattern names."""
    if last < len(doc.tokens):
        after = doc.tokens[last]
        if after.dep in ("prep", "dobj", "dative") and {after.lower, after.lemma} & pattern.company:
            return last + 1
    return last


def hurts(doc: Document, i: int, hostile: frozenset[str]) -> bool:
    """True where the complement of token `i` speaks of force or harm that somebody does."""
    near = [child.i for child in doc.children(i, "dobj", "ccomp", "xcomp", "prep") if child.i > i]
    near += [k for j in tuple(near) for k in doc.tokens[j].children]
    near += [k for j in tuple(near) for k in doc.tokens[j].children if doc.tokens[j].dep == "prep"]
    return any(doc.tokens[k].lemma in hostile for k in near[:MAX_HOSTILE])


def adjective_stance(doc: Document, token: Token, table: Stances) -> Stance | None:
    """The pattern of "is ready to talk", "remained opposed to it", "is against it"."""
    head = doc.tokens[token.head]
    copula = head.i != token.i and head.lemma in ("be", "remain", "stay", "become", "seem", "say", "declare")
    participle = is_verb(token) and any(c.lemma == "be" for c in doc.children(token.i, "auxpass", "aux"))
    title = doc.field == "title" and token.dep == "ROOT"
    if not (participle or title or (copula and token.dep in ("acomp", "oprd", "attr", "prep", "conj"))):
        return None
    if token.tag == "IN" and (head.lemma != "be" or not any(c.dep == "pobj" for c in doc.children(token.i))):
        return None
    near = complement_company(doc, token.i)
    if copula:
        near |= complement_company(doc, head.i)
    pattern = fitting(table.patterns["adjectives"][token.lower], near)
    return None if pattern is None else Stance(doc, token.i, token.i + 1, pattern, "adjective")


def complement_company(doc: Document, i: int) -> frozenset[str]:
    """The prepositions and clauses behind token `i`, each preposition alone and with its object."""
    found = set(clauses(doc, i))
    for child in doc.children(i, "prep", "dative", "agent"):
        if child.i > i:
            found.add(child.lower)
            for below in doc.children(child.i, "pobj", "pcomp"):
                found.update((f"{child.lower} {below.lemma}", f"{child.lower} {below.lower}"))
    return frozenset(found)


def noun_stance(doc: Document, token: Token, table: Stances) -> Stance | None:
    """The pattern of a noun: "their call for a truce", "was in favour of it", "has no plans to leave"."""
    i = token.i
    if token.lemma in table.lists["denied_nouns"]:
        return Stance(doc, i, i + 1, table.types["REJECT"], "intention") if intends_not(doc, token) else None
    options = table.patterns["nouns"].get(token.lemma, ())
    inner = table.patterns["adjectives"].get(token.lower, ())
    if not options and not inner:
        return None
    near = frozenset(noun_company(doc, token)) | frozenset(clauses(doc, i))
    before = doc.tokens[token.head]
    if i + 1 < len(doc.tokens) and doc.tokens[i + 1].dep == "prep":
        near |= {doc.tokens[i + 1].lower}  # "repeated their call for": read with the verb
    if inner and before.lower == "in" and doc.tokens[before.head].lemma in ("be", "vote", "come"):
        return Stance(doc, i, i + 1, inner[0], "adjective")
    pattern = fitting(options, near)
    if pattern is None:
        return None
    after = doc.tokens[i + 1] if i + 1 < len(doc.tokens) else token
    return Stance(doc, i, i + 1 + (after.dep == "prep" and after.lower in pattern.company), pattern, "noun")


def judgement(doc: Document, token: Token, table: Stances) -> Stance | None:
    """The pattern of what somebody else's doing is said to be: "the strike was illegal", "the vote was a sham"."""
    pattern = table.judging.get(token.lower)
    if pattern is None or token.dep not in ("acomp", "attr") or doc.tokens[token.head].lemma != "be":
        return None
    return Stance(doc, token.i, token.i + 1, pattern, "judgement")


def intends_not(doc: Document, token: Token) -> bool:
    """True for "has no plans to", "there is no intention of", "does not have plans to"."""
    head = doc.tokens[token.head]
    if head.lemma not in ("have", "be") or not any(c in ("+to", "of", "for") for c in complement_company(doc, token.i)):
        return False
    return any(c.lower == "no" for c in doc.children(token.i, "det", "neg")) or any(doc.children(head.i, "neg"))
