"""What kills and destroys: the violence that a verb names, and hazards (disease, disaster, accident)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.lexicon import Lexicon
from onrecord.reading.grammar import agents, prepositional
from onrecord.reading.parse import Document, Token

CAUSES = frozenset(
    "attack strike airstrike raid bombing explosion blast shelling shooting clash fighting battle ambush assault bomb "
    "fire crossfire violence massacre operation bombardment offensive invasion war gunfire mine landmine".split()
)
OF_A_CAUSE = ("in", "by", "during", "after", "from", "of")
MARKS = frozenset({"when", "as", "after"})


@dataclass(frozen=True, slots=True)
class Hazards:
    """Hazards by lemma, those that need company with it, words for their outbreaks, and verbs of accidents."""

    words: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    outbreaks: frozenset[str]
    mishaps: frozenset[str]


def hazards_of(lexicon: Lexicon) -> Hazards:
    """The hazards of the lexicon's trigger entries; none where it has no such entry."""
    lists: dict[str, list[str]] = {"hazards": [], "kinds": [], "outbreaks": [], "mishaps": []}
    for entry in lexicon.entries("triggers"):
        for name, words in lists.items():
            words.extend(entry.list_of(name))
    kinds = {}
    for line in lists["kinds"]:
        word, _, company = line.partition(">")
        kinds[word.strip()] = frozenset(c.strip() for c in company.split(","))
    return Hazards(frozenset(lists["hazards"]), kinds, frozenset(lists["outbreaks"]), frozenset(lists["mishaps"]))


def is_hazard(doc: Document, i: int, hazards: Hazards) -> bool:
    """True for "floods", "a road accident", "a house fire", "an outbreak of cholera"; not for "tank fire"."""
    token = doc.tokens[i]
    if token.lemma in hazards.words or token.lower in hazards.words:
        return True
    around = {c.lower for c in doc.children(i, "compound", "amod", "nmod", "det")}
    needed = hazards.kinds.get(token.lemma)
    if needed is not None and (needed & around or not token.children):
        return True
    if token.lemma in hazards.outbreaks:
        below = prepositional(doc, i, "of")
        return bool(hazards.words & around) or any(doc.tokens[b].lemma in hazards.words for b in below)
    return False


def is_nobodys(doc: Document, verb: int, hazards: Hazards) -> bool:
    """True for a verb whose doers, or where it names none, whose causes, are hazards alone."""
    doers = agents(doc, verb)
    if doers:
        return all(is_hazard(doc, d, hazards) for d in doers)
    causes = prepositional(doc, verb, *OF_A_CAUSE)
    befell = any(is_hazard(doc, c, hazards) for c in causes) or any(
        child.lemma in hazards.mishaps and any(m.lower in MARKS for m in doc.children(child.i, "advmod", "mark"))
        for child in doc.children(verb, "advcl")
    )
    return befell and not any(doc.tokens[c].lemma in CAUSES and not is_hazard(doc, c, hazards) for c in causes)


def is_cause(doc: Document, child: Token) -> bool:
    """True for "in an attack" and "when a bomb went off" below a verb."""
    if child.dep == "prep" and child.lower in ("in", "by", "during", "after", "from"):
        return any(below.lemma in CAUSES for below in doc.children(child.i, "pobj", "pcomp"))
    marks = doc.children(child.i, "advmod", "mark") if child.dep == "advcl" else ()
    return any(m.lower in MARKS for m in marks)
