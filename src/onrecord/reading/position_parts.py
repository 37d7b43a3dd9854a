"""Who takes a position, towards whom, in which words, and about what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from onrecord.model import Attribution, Span
from onrecord.reading.event_names import Names, actor_names
from onrecord.reading.event_roles import SOMEBODY
from onrecord.reading.grammar import (
    agents,
    conjuncts,
    is_passive,
    prepositional,
    subjects,
)
from onrecord.reading.parse import Document, Token
from onrecord.reading.position_targets import DOCUMENTS, FIRST_PERSON, copula_of, party_names
from onrecord.reading.position_words import Stance

PRONOUNS = frozenset({"he", "she", "they"})
EACH = frozenset({"each", "both", "neither", "either", "all"})
LIGHT_VERBS = frozenset(
    "issue make repeat renew reiterate voice express deliver send get have receive win give withdraw drop step "
    "join back reject echo".split()
)
COMPLEMENTS = frozenset({
    "dobj", "ccomp", "xcomp", "prep", "oprd", "acomp", "attr", "dative", "pcomp", "acl", "advcl", "pobj", "relcl",
})  # fmt: skip
NOT_CONTENT = frozenset({"agent"})
MAX_LOOK = 100  # tokens of the sentence before that are looked at
MAX_BACK = 5  # tokens from a negation to the word that it denies


class Around(NamedTuple):
    """What stands around the stances of one document: the names, and the attributions by the tokens of their parts.

    `cues` has the index of the attribution whose cue a token is, `held` of the innermost whose content covers it.
    """

    names: Names
    attributions: tuple[Attribution, ...]
    cues: Mapping[int, int]
    held: Mapping[int, int]


def around(doc: Document, names: Names, attributions: tuple[Attribution, ...]) -> Around:
    """The attributions of the document by token."""
    cues: dict[int, int] = {}
    held: dict[int, tuple[int, int]] = {}
    for index, attribution in enumerate(attributions):
        for span in attribution.cue:
            if span.field == doc.field:
                cues.update((i, index) for i in doc.range(span.start, span.end))
        for span in attribution.content:
            if span.field == doc.field:
                size = span.end - span.start
                for i in doc.range(span.start, span.end):
                    if i not in held or size < held[i][0]:
                        held[i] = size, index
    return Around(names, attributions, cues, {i: index for i, (_, index) in held.items()})


def own_attribution(stance: Stance, here: Around) -> int | None:
    """The attribution whose cue is the stance."""
    return None if stance.way == "duty" else here.cues.get(stance.i)


def holders_of(stance: Stance, above: int | None, here: Around) -> tuple[str, ...]:
    """Who takes the position: the speakers of an attribution whose cue it is, else the subject or owner.

    `above` is the verb that withholds it, whose subject is the stance's where it has none of its own.
    """
    doc, own = stance.doc, own_attribution(stance, here)
    spoken = speakers(here, here.held.get(stance.i))
    if own is not None and (said := speakers(here, own)):
        return said
    if stance.way in ("duty", "judgement"):
        return spoken
    heads = holder_heads(stance) or (agents(doc, above) if above is not None else ())
    if stance.way == "intention" and not heads:
        return spoken
    found: list[str] = []
    for head in heads:
        token = doc.tokens[head]
        if token.lower in FIRST_PERSON:
            found += spoken
        elif token.lemma not in DOCUMENTS:
            voiced = own is not None or stance.way == "noun" or takes_positions(doc, head, here.names)
            named = (actor_names(doc, head, here.names) or subject_before(doc, token, here)) if voiced else []
            if not named and token.lower in PRONOUNS:
                named = list(spoken)
            elif not named and token.lower in EACH:
                named = [token.lower]
            found += named
    return tuple(dict.fromkeys(found))


def takes_positions(doc: Document, i: int, names: Names) -> bool:
    """False for a common noun that is nobody: "the collapse does not threaten them"."""
    token = doc.tokens[i]
    return token.tag not in ("NN", "NNS") or token.lemma in SOMEBODY or bool(party_names(doc, i, names, direct=False))


def subject_before(doc: Document, pronoun: Token, here: Around) -> list[str]:
    """Whom an "it" that the names leave open stands for: the country or town that the last sentence is about."""
    if pronoun.lower != "it" or not pronoun.sentence:
        return []
    last = doc.sentences[pronoun.sentence - 1]
    for token in doc.tokens[last.first : last.last][:MAX_LOOK]:
        place = here.names.places.get((doc.field, token.i))
        if place is not None and place.form == "name" and token.dep in ("nsubj", "nsubjpass"):
            return actor_names(doc, token.i, here.names)
    return []


def speakers(here: Around, index: int | None) -> tuple[str, ...]:
    """The names of those who say what attribution `index` attributes."""
    if index is None:
        return ()
    attribution = here.attributions[index]
    return tuple(s.name for s in (attribution.speaker, *attribution.also) if s is not None)


def holder_heads(stance: Stance) -> tuple[int, ...]:
    """The tokens that name who takes the position by the parse."""
    doc, i = stance.doc, stance.i
    token = doc.tokens[i]
    if stance.way == "adjective":
        return subjects(doc, copula_of(doc, i))
    if stance.way == "intention":
        head = doc.tokens[token.head]
        return () if doc.children(head.i, "expl") else subjects(doc, head.i)
    if stance.way == "noun":
        for child in doc.children(i, "poss"):
            if child.tag == "PRP$" and token.dep == "dobj" and doc.tokens[token.head].lemma in LIGHT_VERBS:
                return agents(doc, token.head)
            return conjuncts(doc, child.i)
        by = prepositional(doc, i, "by", "from")
        head = doc.tokens[token.head]
        if not by and token.dep == "dobj" and head.lemma in LIGHT_VERBS:
            return agents(doc, head.i)
        return by
    return agents(doc, i)


def words_of(stance: Stance, start: int | None) -> Span:
    """The words that carry the position, from the negation or auxiliary at token `start` where it stands by."""
    first = stance.i if start is None or not stance.i - MAX_BACK <= start < stance.i else start
    return stance.doc.span(first, max(stance.last, stance.i + 1))


def content_of(stance: Stance, here: Around) -> tuple[Span, ...]:
    """What the position is about: the content of its own attribution, else the words that complete it."""
    doc, own = stance.doc, own_attribution(stance, here)
    if own is not None:
        return here.attributions[own].content
    i = stance.i
    if stance.way in ("duty", "judgement"):
        head = doc.tokens[i].head if doc.tokens[i].tag[:1] != "V" else i
        return (clause_span(doc, head),)
    pieces: list[tuple[int, int]] = []
    hosts = [i]
    if stance.way == "adjective" and copula_of(doc, i) != i:
        hosts.append(doc.tokens[i].head)
    if stance.way == "verb" and is_passive(doc, i):
        pieces += [edges(doc, c.i) for c in doc.children(i, "nsubjpass")]
    for host in hosts:
        for child in doc.children(host):
            if child.i >= stance.last - 1 and child.i > i and child.dep in COMPLEMENTS and not timed(doc, child, here):
                first, last = edges(doc, child.i)
                pieces.append((max(first, i + 1), last))
    return tuple(doc.span(first, last) for first, last in joined(doc, pieces))


def edges(doc: Document, i: int) -> tuple[int, int]:
    """First and last (exclusive) token below token `i`, punctuation at the end left out."""
    indices = doc.subtree(i)
    first, last = indices[0], indices[-1] + 1
    while last - 1 > first and (doc.tokens[last - 1].dep == "punct" or not doc.tokens[last - 1].text.strip()):
        last -= 1
    return first, last


def clause_span(doc: Document, head: int) -> Span:
    """The clause of the verb `head`."""
    return doc.span(*edges(doc, head))


def timed(doc: Document, child: Token, here: Around) -> bool:
    """True for "on Sunday" and "last week"."""
    return any((doc.field, k) in here.names.times for k in (child.i, *child.children))


def joined(doc: Document, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces in text order, those that touch or overlap made one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(pieces):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        elif last > first and any(doc.tokens[k].text.strip() for k in range(first, last)):
            found.append((first, last))
    return found
