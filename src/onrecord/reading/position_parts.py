"""Who takes a position, towards whom, in which words, and about what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from onrecord.model import Attribution, Span
from onrecord.reading.event_hazards import CAUSES
from onrecord.reading.event_names import Names, actor_names
from onrecord.reading.event_roles import SOMEBODY
from onrecord.reading.grammar import (
    agents,
    conjuncts,
    is_passive,
    is_verb,
    prepositional,
    subjects,
)
from onrecord.reading.parse import Document, Token
from onrecord.reading.position_table import Stance
from onrecord.reading.position_targets import DOCUMENTS, FIRST_PERSON, copula_of, is_doer, party_names

PRONOUNS = frozenset({"he", "she", "they"})
EACH = frozenset({"each", "both", "neither", "either", "all"})
LIGHT_VERBS = frozenset(
    "issue make repeat renew reiterate voice express deliver send get have receive win give withdraw drop step "
    "join back reject echo repeat underline stress".split()
)
COMPLEMENTS = frozenset({
    "dobj", "ccomp", "xcomp", "prep", "oprd", "acomp", "attr", "dative", "pcomp", "acl", "advcl", "pobj", "relcl",
})  # fmt: skip
UTTERANCES = frozenset({"statement", "appeal", "letter", "message", "speech", "remark", "address", "comment"})
SHOWN = frozenset(
    {"show", "sign", "message", "expression", "gesture", "word", "statement", "declaration", "letter", "vote"}
)
SAYING = frozenset({"say", "add", "tell", "argue", "claim", "note", "insist", "announce"})
CALLING = frozenset(
    "call urge demand accuse condemn warn criticise criticize blame appeal ask vow pledge denounce insist".split()
)
MAX_AGENT = 14  # tokens from a passive to its "by"
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
    return None if stance.way in ("duty", "order") else here.cues.get(stance.i)


def holders_of(stance: Stance, above: int | None, here: Around) -> tuple[str, ...]:
    """Who takes the position: the speakers of an attribution whose cue it is, else the subject or owner.

    `above` is the verb that withholds it, whose subject is the stance's where it has none of its own.
    """
    doc, own = stance.doc, own_attribution(stance, here)
    spoken = speakers(here, here.held.get(stance.i))
    if own is not None and (said := tuple(name for name in speakers(here, own) if name.lower() not in CAUSES)):
        return said
    if stance.way in ("duty", "order"):
        return spoken
    heads = holder_heads(stance, here) or (doers(doc, above, here) if above is not None else ())
    if not heads and (
        stance.way in ("intention", "judgement") or (stance.way == "refusal" and is_passive(doc, stance.i))
    ):
        return spoken
    found: list[str] = []
    for head in heads:
        token = doc.tokens[head]
        if token.lower in FIRST_PERSON or token.lemma in UTTERANCES:
            found += spoken
        elif token.dep in ("amod", "compound", "nmod"):
            found += party_names(doc, head, here.names)
        elif token.lemma not in DOCUMENTS:
            sure = own is not None or (
                stance.way == "noun" and (stance.met is None or stance.pattern.type != "SUPPORT")
            )
            voiced = (sure and token.lemma not in CAUSES) or takes_positions(doc, head, here.names)
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
    if token.tag not in ("NN", "NNS") or token.lemma in SOMEBODY or is_doer(token):
        return True
    return bool(party_names(doc, i, names, direct=False))


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


def holder_heads(stance: Stance, here: Around) -> tuple[int, ...]:
    """The tokens that name who takes the position by the parse."""
    doc, i = stance.doc, stance.i
    token = doc.tokens[i]
    if stance.way == "judgement":
        return prepositional(doc, i, "to") or prepositional(doc, token.head, "to")
    if stance.way == "adjective":
        if token.lower == "acceptable":
            return prepositional(doc, i, "to")
        return subjects(doc, copula_of(doc, i))
    if stance.way == "intention":
        head = doc.tokens[token.head]
        return () if doc.children(head.i, "expl") else subjects(doc, head.i)
    if stance.way == "noun":
        return noun_heads(stance, here)
    return doers(doc, i, here)


def noun_heads(stance: Stance, here: Around) -> tuple[int, ...]:
    """Whose stand a noun says: its owner, those behind "by" and "from", its adjective, or who voices or shows it."""
    doc, i = stance.doc, stance.i
    token = doc.tokens[i]
    head = doc.tokens[token.head]
    received = stance.met is not None
    for child in doc.children(i, "poss"):
        if child.tag == "PRP$" and token.dep == "dobj" and head.lemma in LIGHT_VERBS and not received:
            return agents(doc, token.head)
        return conjuncts(doc, child.i)
    by = prepositional(doc, i, "by", "from")
    if not by and stance.met is not None:
        by = prepositional(doc, stance.met, "by", "from")
    if by:
        return by
    places = here.names.places
    origins = tuple(c.i for c in doc.children(i, "amod", "compound", "nmod") if (doc.field, c.i) in places)
    if origins and token.tag[:2] == "NN":
        return tuple(k for origin in origins for k in conjuncts(doc, origin) if (doc.field, k) in places)
    if token.dep == "dobj" and head.lemma in LIGHT_VERBS and not received:
        return agents(doc, head.i)
    if token.dep == "pobj" and head.lower == "in" and token.lemma == "protest":
        above = doc.tokens[head.head]
        return subjects(doc, above.i if is_verb(above) else above.head)
    shown = doc.tokens[head.head]
    if token.dep == "pobj" and head.lower == "of" and shown.lemma in SHOWN:
        verb = doc.tokens[doc.tokens[shown.head].head] if shown.dep == "pobj" else doc.tokens[shown.head]
        if verb.tag[:1] == "V" and (shown.dep == "dobj" or doc.tokens[shown.head].lower in ("in", "as", "with")):
            return subjects(doc, verb.i)
    return ()


def doers(doc: Document, i: int, here: Around) -> tuple[int, ...]:
    """Who does the verb `i`; of a passive whose "by" the parse hung on a word before it, the party behind that."""
    found = agents(doc, i)
    if found and (above := joined_to(doc, i)) is not None:
        told = subjects(doc, above)
        speaks = doc.tokens[i].lemma in CALLING and not any(takes_positions(doc, k, here.names) for k in found)
        if speaks or doc.tokens[cc_before(doc, i) - 1].text == ",":
            return told or found
    if found or not is_passive(doc, i):
        return found
    for token in doc.tokens[i + 1 : min(i + MAX_AGENT, doc.sentence_of(i).last)]:
        if is_verb(token) or token.text in (",", ";", ":"):
            break
        if token.lower == "by":
            named = [c for p in doc.children(token.i, "pobj") for c in conjuncts(doc, p.i)]
            return tuple(c for c in named if party_names(doc, c, here.names))
    return ()


def joined_to(doc: Document, i: int) -> int | None:
    """The verb of saying that "said the mayor had failed, and urged" goes on, where the parse joins it lower."""
    token = doc.tokens[i]
    reported = doc.tokens[token.head]
    if token.dep != "conj" or token.tag != "VBD" or reported.dep != "ccomp" or reported.i > i:
        return None
    saying = doc.tokens[reported.head]
    if saying.tag != "VBD" or saying.lemma not in SAYING or saying.i > reported.i or doc.children(i, "nsubj"):
        return None
    return saying.i if cc_before(doc, i) else None


def cc_before(doc: Document, i: int) -> int:
    """The "and" before the coordinated verb `i`; 0 where there is none."""
    head = doc.tokens[i].head
    return max((t.i for t in doc.children(head, "cc") if head < t.i < i), default=0)


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
    if stance.way in ("duty", "order", "judgement"):
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
