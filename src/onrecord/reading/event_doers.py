"""Who does what a trigger tells of, where the parse does not say so outright."""

from __future__ import annotations

from itertools import islice

from onrecord.model import Role
from onrecord.reading.grammar import agents, conjuncts, has_subject, is_verb, prepositional
from onrecord.reading.parse import Document

SPEECH = frozenset("say tell announce add report confirm declare claim".split())
THWARTING = frozenset(
    "foil thwart reject block oppose prevent condemn denounce accept welcome criticise criticize".split()
)  # those who foil a plan to bomb do not bomb
PLANS = frozenset(
    "plan decision intention promise vow pledge bid effort attempt plot threat offer refusal order call demand "
    "deadline pressure appeal proposal deal agreement move permission right chance way need failure commitment "
    "ultimatum".split()
)  # nouns that an infinitive follows: they do nothing themselves
UNDERGONE = frozenset(
    "arrest detention killing murder assassination kidnapping abduction deportation eviction imprisonment jailing "
    "extradition slaying expulsion".split()
)  # "the envoy's arrest" happens to the envoy
BLAMING = frozenset({"attribute", "ascribe", "blame"})
DOING = frozenset({"carry", "launch", "mount", "stage", "conduct", "wage", "commit"})
MAX_ABOVE = 6


def doers(doc: Document, i: int) -> tuple[int, ...]:
    """Who does the verb: of "they left, residents said, weeks after seizing it" those who left."""
    token = doc.tokens[i]
    planned = token.dep in ("acl", "relcl") and token.tag == "VB" and doc.tokens[token.head].lemma in PLANS
    if planned and not has_subject(doc, i):
        # "dropped a plan to visit", "Chad's offer to meet"
        noun = doc.tokens[token.head]
        owners = tuple(c for p in doc.children(noun.i, "poss") for c in conjuncts(doc, p.i))
        above = noun.head if noun.dep == "dobj" and doc.tokens[noun.head].lemma not in THWARTING else None
        return owners or (agents(doc, above) if above is not None else ())
    if token.tag == "VBG" and not has_subject(doc, i):
        for above_ in islice(doc.ancestors(i), MAX_ABOVE):
            if not is_verb(above_):
                continue
            content = doc.tokens[above_.head] if above_.dep == "parataxis" else None
            content = next((c for c in doc.children(above_.i, "ccomp") if c.i < above_.i), content)
            if above_.lemma in SPEECH and content is not None and content.i < above_.i < i:
                apart = doc.tokens[above_.i + 1].text == ","
                return agents(doc, content.i) if apart else agents(doc, i)
            break
    return agents(doc, i)


def own_roles(doc: Document, i: int) -> list[tuple[Role, int]]:
    """The roles of a noun's possessor, and of those that a clause after it names ("an attack blamed on")."""
    token = doc.tokens[i]
    found: list[tuple[Role, int]] = []
    done = token.lemma in UNDERGONE and not any(c.lower == "of" for c in doc.children(i, "prep"))
    for child in doc.children(i, "poss"):
        found += [("recipient" if done else "actor", c) for c in conjuncts(doc, child.i)]
    for child in doc.children(i, "acl"):
        if child.lemma in BLAMING:  # "an attack blamed on", "strikes attributed to"
            found += [("actor", below) for below in prepositional(doc, child.i, "on", "to")]
    for child in doc.children(i, "acl", "relcl"):
        if child.lemma in DOING:  # "attacks carried out by", "the raid that rebels launched"
            found += [("actor", a) for a in agents(doc, child.i) if a != i]
    return found


def named(doc: Document, i: int) -> int:
    """Token `i`; of an adjective that is read as a noun, the name that it stands before ("the paramilitary Guard")."""
    token = doc.tokens[i]
    if token.tag[:1] == "J":
        return next((c.i for c in doc.children(i, "appos") if c.tag[:1] == "N" and c.i > i), i)
    return i
