"""Where an event was: a place of its own phrase or clause, or the one that "the terminal" points back to."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Place, Reading
from onrecord.reading.event_context import Here, linked, of_another, under
from onrecord.reading.event_status import Standing
from onrecord.reading.event_triggers import Trigger
from onrecord.reading.grammar import agents, clause_verb, is_verb, np_tokens, objects, subjects, whole_noun
from onrecord.reading.parse import Document, Token
from onrecord.reading.place_of import BACK_REFERENCES, FINENESS, antecedent

LOOSE = frozenset({"of", "over", "for", "on", "to"})
TARGETS = frozenset({"ASSAULT", "COERCE", "OPEN", "CLOSE", "RETREAT", "MOBILIZE", "CONSULT"})  # act on a place
WHERE = frozenset("in at near inside outside across around on to into of off from over for".split())
ATTRIBUTING = frozenset({"attribute", "ascribe", "link", "blame", "belong", "pin"})
MAX_CLIMB = 6


def place_for(trigger: Trigger, stand: Standing, here: Here, reading: Reading) -> Place | None:
    """Where the event was; a place that is opened, shut or seized is where that happens."""
    doc = trigger.doc
    heads = located_nouns(trigger, stand)
    sited = trigger.pattern.type in ("OPEN", "CLOSE") or trigger.pattern.mode == "seize"
    listed = here.places.get(doc.tokens[trigger.i].sentence, ())
    if sited:
        named = next((p for h in heads for f, n, p in listed if p.form == "name" and f <= h < n), None)
        back = pointed_back(trigger, heads[:2], reading.places)
        found = back if back and back.kind == "crossing" else named or pointed_back(trigger, heads, reading.places)
        if found:
            return found
    if stand.verb is not None and doc.tokens[stand.verb].lemma == "host":
        hosts = agents(doc, stand.verb)
        found = next((p for f, n, p in listed if any(f <= h < n for h in hosts)), None)
        if found:
            return found
    return where(trigger, stand.verb, here) or pointed_back(trigger, heads, reading.places)


def located_nouns(trigger: Trigger, stand: Standing) -> list[int]:
    """The nouns around a trigger that may name or point at a place: its phrases, objects and subjects, and theirs."""
    doc = trigger.doc
    if trigger.noun:
        return [*below_prepositions(doc, trigger.i)]
    verb = trigger.i if is_verb(doc.tokens[trigger.i]) else stand.verb
    if verb is None:
        return []
    heads = [*objects(doc, verb), *subjects(doc, verb)]
    heads += below_prepositions(doc, verb)
    return heads + [b for h in heads[:8] for b in below_prepositions(doc, h)]


def below_prepositions(doc: Document, i: int) -> list[int]:
    """The objects of the prepositions of a token, and of those below them ("out of the city")."""
    found = []
    for prep in doc.children(i, "prep"):
        for child in doc.children(prep.i, "pobj", "prep"):
            found += [child.i] if child.dep == "pobj" else [c.i for c in doc.children(child.i, "pobj")]
    return found


def where(trigger: Trigger, verb: int | None, here: Here) -> Place | None:
    """The place of the trigger's clause: a prepositional one of its own phrase or of its verb."""
    doc = trigger.doc
    scored: list[tuple[int, Place]] = []
    for first, last, place in here.places.get(doc.tokens[trigger.i].sentence, ()):
        if place.form != "name" or of_another(doc, last - 1, trigger, verb, here.nouns):
            continue
        if is_blamed(doc, last - 1):
            continue
        cost = place_distance(doc, trigger, verb, first, last)
        if place.kind == "country" and doc.tokens[last - 1].dep in ("compound", "nmod", "poss", "amod"):
            continue  # "the Russia talks" are with it
        if cost is not None:
            scored.append((cost, place))
    if scored:
        found = min(scored, key=lambda pair: pair[0])[1]
        finer = [
            p for _, p in scored if p.country == found.country and FINENESS.get(p.kind, 1) > FINENESS.get(found.kind, 1)
        ]
        return finer[0] if finer and found.kind == "country" else found
    return None


def is_blamed(doc: Document, i: int) -> bool:
    """True for Niger in "strikes attributed to Niger"."""
    token = doc.tokens[i]
    return token.dep == "pobj" and doc.tokens[doc.tokens[token.head].head].lemma in ATTRIBUTING


def place_distance(doc: Document, trigger: Trigger, verb: int | None, first: int, last: int) -> int | None:
    """How far a place is from the trigger; None where it does not locate it (the subject, a party, another clause)."""
    top = doc.tokens[last - 1]
    chain = climb(doc, top.i)
    preposition = next((t for t in chain if t.dep in ("prep", "agent", "dative") or t.tag == "IN"), None)
    gap = abs(first - trigger.i)
    own = under(doc, top.i, whole_noun(doc, trigger.i))
    if preposition is not None and preposition.lower in LOOSE:
        modifies = top.dep in ("compound", "nmod", "poss", "amod") and top.head >= last
        about = preposition.lower in ("for", "on", "over") and trigger.pattern.type != "ASSAULT"
        if modifies or about:
            return None  # "the first phase of a Swiss-backed deal", "a plan for Gaza", "a deal on Kosovo"
    if preposition is not None and trigger.pattern.type in ("AGREE", "REJECT", "DEMAND"):
        at = doc.tokens[preposition.head]
        at = doc.tokens[at.head] if at.dep == "acl" and at.tag == "VBN" else at  # "the accord, announced in"
        own = own and at.i in (trigger.i, whole_noun(doc, trigger.i))  # not "a deal to end the war in"
    if preposition is not None and preposition.lower in WHERE:
        anchor = preposition.head
        if own or anchor in (verb, trigger.i):
            penalty = {"into": -6, "to": 8, "from": 10, "of": 6, "over": 12}.get(preposition.lower, 0)
            return gap + penalty + (0 if own else 3)
        time_verb = clause_verb(doc, top.i)
        if time_verb is not None and verb is not None and (time_verb == verb or linked(doc, time_verb, verb)):
            return gap + 25
        if (
            time_verb is not None
            and verb is not None
            and doc.tokens[time_verb].dep == "conj"
            and doc.tokens[time_verb].head == verb
        ):
            return gap + 35  # "killed five and wounded ten in"
        if under(doc, top.i, verb if verb is not None else trigger.i) and time_verb == verb:
            return gap + 30
        return None
    if trigger.noun and top.head == trigger.i and top.dep in ("compound", "nmod", "poss"):
        return gap + 2  # "the Alaska summit"
    if trigger.pattern.type in TARGETS and top.dep in ("dobj", "nsubjpass") and top.head in (trigger.i, verb):
        return gap + 15
    fine = any(word in ("crossing", "camp") for word in doc.text[doc.tokens[first].start : top.end].lower().split())
    if top.dep == "nsubj" and top.head in (trigger.i, verb) and fine:
        return gap + 15
    return None


def climb(doc: Document, i: int) -> list[Token]:
    """Token `i` and the tokens above it up to its first preposition or verb."""
    found = [doc.tokens[i]]
    for _ in range(MAX_CLIMB):
        token = found[-1]
        if token.head == token.i or token.dep == "prep" or is_verb(token):
            break
        found.append(doc.tokens[token.head])
    return found


def pointed_back(trigger: Trigger, heads: Sequence[int], places: Sequence[Place]) -> Place | None:
    """The place that one of the nouns points back to ("the terminal")."""
    doc = trigger.doc
    for i in heads:
        kinds = BACK_REFERENCES.get(doc.tokens[i].lower)
        first, _ = np_tokens(doc, i)
        if kinds and doc.tokens[first].lower in ("the", "this", "that", "its"):
            found = antecedent(doc, i, places, kinds)
            if found:
                return found
    return None
