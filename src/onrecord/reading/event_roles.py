"""Who takes part in an event: subjects, objects and phrases of its trigger, under normalised names.

"the US" is "United States", "Kyiv" as one who acts is "Ukraine", "Israeli airstrikes" are by "Israel", "the first group
of wounded Palestinians" is "Palestinians", "it" is whoever the name layer says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.model import Actor, Place, Reading, Role, Span
from onrecord.reading.event_triggers import Trigger
from onrecord.reading.grammar import agents, conjuncts, is_passive, is_verb, objects, prepositional, subjects
from onrecord.reading.parse import Document, Token
from onrecord.reading.place_of import BACK_REFERENCES

MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
MUTUAL_MODES = frozenset({"ceasefire", "meet", "phone"})
DELEGATES = frozenset({"team", "delegation", "negotiator", "side", "regime", "delegate"})
REPRESENTATIVES = frozenset(
    "team delegation government negotiator delegate envoy official authority side administration cabinet leadership "
    "regime representative mission".split()
)
CONTAINERS = frozenset(
    {
        "group",
        "number",
        "dozen",
        "hundred",
        "thousand",
        "score",
        "handful",
        "total",
        "series",
        "wave",
        "member",
        "lot",
        "pair",
    }
)
PARTIES = frozenset(
    {
        "side",
        "party",
        "country",
        "nation",
        "government",
        "two",
        "three",
        "leader",
        "delegation",
        "neighbour",
        "neighbor",
        "they",
        "both",
        "army",
    }
)
FROM_WITH = {
    "on": "recipient",
    "against": "recipient",
    "at": "recipient",
    "with": "participant",
    "by": "actor",
    "between": "participant",
    "among": "participant",
    "of": "recipient",
    "from": "recipient",
}
NOT_ACTORS = frozenset(
    "it which that who there this what round date time day week month year talks meeting place deal".split()
)
MAX_ACTORS = 8


@dataclass(frozen=True, slots=True)
class Names:
    """What names stand for in one story: places by the offset of their last token's start, entities by mention."""

    places: Mapping[tuple[str, int], Place]
    entities: Mapping[tuple[str, int], str]
    capitals: Mapping[str, str]  # "Kyiv" -> "Ukraine"
    times: frozenset[tuple[str, int]]


def names_of(reading: Reading, docs: Iterable[Document], capitals: Mapping[str, str]) -> Names:
    """The tables for one story."""
    places: dict[tuple[str, int], Place] = {}
    by_field = {doc.field: doc for doc in docs}
    for place in reading.places:
        doc = by_field[place.span.field]
        for i in doc.range(place.span.start, place.span.end):
            places[doc.field, i] = place
    entities: dict[tuple[str, int], str] = {}
    for entity in reading.names:
        for span in entity.mentions:
            doc = by_field[span.field]
            at = doc.range(span.start, span.end)
            if len(at) == 1 and doc.tokens[at[0]].tag[:3] == "PRP":
                entities[doc.field, at[0]] = entity.speaker.name
    times = frozenset(
        (time.span.field, i)
        for time in reading.times
        for i in by_field[time.span.field].range(time.span.start, time.span.end)
    )
    return Names(places, entities, capitals, times)


def actors(trigger: Trigger, verb: int | None, names: Names) -> tuple[Actor, ...]:
    """The actors, recipients and participants of a trigger, each once."""
    found: list[tuple[Role, int]] = []
    if trigger.noun:
        found += noun_roles(trigger, verb)
    else:
        found += verb_roles(trigger)
    mutual = trigger.pattern.type == "CONSULT" or trigger.pattern.mode == "ceasefire"
    given = [
        (role, name)
        for role, i in found
        if fits_role(trigger, role, i, names) and (name := actor_name(trigger.doc, i, names))
    ]
    if trigger.noun:
        given += [("actor", name) for name in modifiers(trigger, names)]
    acting = [name for role, name in given if role == "actor"]
    both = trigger.pattern.type in MUTUAL and len(acting) > 1 and not any(role == "recipient" for role, _ in given)
    together = mutual and (len(given) > 1) and trigger.pattern.mode != "visit"
    result: dict[str, Actor] = {}
    for role, name in given:
        mutually = together or (both and role == "actor")
        result.setdefault(name, Actor("participant" if mutually else role, name))
    return tuple(result.values())[:MAX_ACTORS]


def fits_role(trigger: Trigger, role: Role, i: int, names: Names) -> bool:
    """False for a thing where only somebody can be meant ("rejected the proposal", "agreed on a phase")."""
    doc, token = trigger.doc, trigger.doc.tokens[i]
    if role == "actor" or trigger.pattern.type in ("ASSAULT", "RETREAT", "AID"):
        return token.lemma not in LIGHT
    if (doc.field, i) in names.places or token.tag[:3] in ("NNP", "PRP") or token.lemma in SOMEBODY:
        return True
    return trigger.pattern.mode in ("arrest", "deport") and token.tag[:1] == "N"


def verb_roles(trigger: Trigger) -> list[tuple[Role, int]]:
    """The roles that a verb gives."""
    doc, i = trigger.doc, trigger.i
    if trigger.pattern.type in ("OPEN", "CLOSE"):
        transitive = bool(doc.children(i, "dobj")) or is_passive(doc, i)
        return [("actor", a) for a in agents(doc, i)] if transitive and is_verb(doc.tokens[i]) else []
    found: list[tuple[Role, int]] = [("actor", a) for a in agents(doc, i)]
    mutual = trigger.pattern.type == "CONSULT"
    if trigger.pattern.mode == "seize":
        return found  # what is seized is the place
    found += [("participant" if mutual else "recipient", o) for o in objects(doc, i) if not light(doc, o)]
    for preposition in ("with", "on", "against", "at", "between"):
        for below in prepositional(doc, i, preposition):
            found.append(("participant" if mutual else "recipient", below))
    for child in doc.children(i, "dobj"):
        for preposition in ("with", "on", "against", "between", "among", "to", "from", "by"):
            for below in prepositional(doc, child.i, preposition):
                found.append(("participant" if mutual else "recipient", below))
    if not any(role == "recipient" for role, _ in found):
        for child in doc.children(i, "ccomp", "xcomp"):
            found += [("recipient", c.i) for c in doc.children(child.i, "nsubj")]
            if trigger.pattern.type in ("AGREE", "REJECT", "THREATEN", "SANCTION", "DEMAND"):
                found += [("recipient", o) for o in objects(doc, child.i)]
                found += [("recipient", o) for o in prepositional(doc, child.i, "with", "to", "against", "on", "from")]
    return found


SOMEBODY = (
    REPRESENTATIVES
    | PARTIES
    | frozenset(
        "minister president army force troop rebel ministry police council union court militia worker student "
        "prisoner protester demonstrator diplomat ambassador opposition party leader people refugee citizen soldier "
        "militant terrorist group state neighbour inspector organization company bank parliament congress chief "
        "commander king prime journalist "
        "resident civilian villager member settler man woman child hostage guard fighter separatist "
        "guerrilla community movement agency team faction gunman supporter activist insurgent immigrant migrant "
        "farmer".split()
    )
)


def light(doc: Document, i: int) -> bool:
    """True where the object is what is done, not whom it is done to ("launched an attack", "signed a deal")."""
    return doc.tokens[i].lemma in LIGHT


LIGHT = frozenset(
    "attack strike deal agreement accord treaty pact talk meeting summit visit missile rocket drone fire support "
    "sanction demand plan aid tie relation protest demonstration offensive operation call condolence investigation "
    "inquiry exercise drill shell bomb raid assault negotiation truce ceasefire resolution decree "
    "hostility concern".split()
)


def noun_roles(trigger: Trigger, verb: int | None) -> list[tuple[Role, int]]:
    """The roles around a noun: its possessor, its phrases, and the subject of the verb that it is the object of."""
    doc, i = trigger.doc, trigger.i
    found: list[tuple[Role, int]] = []
    if trigger.pattern.type in ("OPEN", "CLOSE"):
        return found
    token = doc.tokens[i]
    for child in doc.children(i, "poss"):
        found += [("actor", c) for c in conjuncts(doc, child.i)]
    holders = [i]
    if token.dep == "pobj" and doc.tokens[token.head].lower == "of":
        holders.append(doc.tokens[token.head].head)  # "round of talks between"
    if verb is not None and token.head == verb and doc.tokens[verb].lemma not in ("kill", "wound", "hit"):
        holders.append(verb)  # "talks took place between"
    for holder in holders:
        for preposition, role in FROM_WITH.items():
            if holder == verb and preposition in ("of", "on", "at", "from", "by"):
                continue
            if preposition == "of" and (holder != i or trigger.pattern.type in ("CONSULT", "AGREE")):
                continue
            found += [(role, below) for below in prepositional(doc, holder, preposition)]  # type: ignore[misc]
    if verb is not None and token.dep == "dobj" and token.head == verb:
        found += [("actor", s) for s in agents(doc, verb)]
    elif verb is not None and trigger.pattern.type == "ASSAULT" and token.dep == "nsubj" and token.head == verb:
        found += [("recipient", o) for o in objects(doc, verb)]
    return found


def modifiers(trigger: Trigger, names: Names) -> list[str]:
    """Countries whose adjective stands before a noun: "Israeli airstrikes"."""
    doc = trigger.doc
    if trigger.pattern.type not in ("ASSAULT", "MOBILIZE", "COERCE", "SANCTION", "RETREAT"):
        return []
    found = []
    for child in doc.children(trigger.i, "amod", "compound", "nmod"):
        place = names.places.get((doc.field, child.i))
        if place is not None and place.form == "adjective":
            found.append(place.name)
    return found


def actor_name(doc: Document, i: int, names: Names) -> str | None:
    """The normalised name of the one that token `i` is the head of; None where it is no actor."""
    token = doc.tokens[i]
    if (doc.field, i) in names.times:
        return None
    place = names.places.get((doc.field, i))
    if place is not None and (place.form == "name" or token.dep in ("nsubj", "poss")):
        return place_name(token, place, names)
    if token.tag[:3] == "PRP":
        return names.entities.get((doc.field, i))
    site = token.lower in BACK_REFERENCES and token.lower not in ("country", "kingdom")
    if site or token.lower in NOT_ACTORS or token.tag[:1] != "N":
        return None
    if token.lemma in CONTAINERS:
        for below in prepositional(doc, i, "of"):
            return actor_name(doc, below, names)
    if token.lemma in DELEGATES:
        for child in doc.children(i, "poss", "amod", "compound", "nmod"):
            owner = names.places.get((doc.field, child.i))
            if owner is not None:
                return names.capitals.get(owner.name, owner.name)
    return described(doc, token)


def place_name(token: Token, place: Place, names: Names) -> str | None:
    """The name of a country or town that acts; a capital stands for its country, a site does not act."""
    if place.form == "adjective":
        return token.text
    if place.kind not in ("country", "region", "city"):
        return None
    return names.capitals.get(place.name, place.name)


def described(doc: Document, token: Token) -> str | None:
    """The noun with its compounds, capitalised adjectives and possessor, without articles and numbers."""
    kept = [token.i]
    for child in doc.children(token.i):
        if child.i > token.i:
            continue
        leftmost = doc.tokens[doc.subtree(child.i)[0]]
        if child.dep in ("compound", "nmod") or (child.dep == "amod" and leftmost.text[:1].isupper()):
            kept += [t for t in doc.subtree(child.i) if t < token.i and doc.tokens[t].tag not in ("DT", "CD")]
        elif child.dep == "poss" and child.tag[:2] == "NN":
            kept += [t for t in doc.subtree(child.i) if doc.tokens[t].tag != "DT"]
    kept = sorted(set(kept))
    # a run without gaps that ends with the noun
    first = len(kept) - 1
    while first > 0 and kept[first] - kept[first - 1] <= 1:
        first -= 1
    run = kept[first:]
    text = doc.text[doc.tokens[run[0]].start : token.end].strip()
    return text or None


def refers_to_parties(doc: Document, trigger: Trigger, verb: int | None) -> bool:
    """True where the parties are only pointed at: "the two sides", "they", or not named at all."""
    heads = [*subjects(doc, verb)] if verb is not None else []
    heads += prepositional(doc, trigger.i, "between", "among")
    return any(
        doc.tokens[h].lemma in PARTIES
        and any(c.lower in ("the", "both", "two", "three", "these") for c in doc.children(h))
        for h in heads
    ) or any(doc.tokens[h].lower in ("they", "both") for h in heads)


def span_of(trigger: Trigger) -> Span:
    """The characters of the trigger."""
    return trigger.doc.span(trigger.first, trigger.last)
