"""Who takes part in an event: subjects, objects and phrases of its trigger, under normalised names.

"Israeli airstrikes" are by "Israel"; those who meet or make a truce are participants, and no thing or site is.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from onrecord.model import Actor, Role, Span
from onrecord.reading.event_doers import SPEECH, doers, named, own_roles
from onrecord.reading.event_names import PARTIES, REPRESENTATIVES, Names, actor_names
from onrecord.reading.event_status import REPELLING
from onrecord.reading.event_triggers import Trigger
from onrecord.reading.grammar import agents, is_passive, is_verb, objects, prepositional
from onrecord.reading.parse import Document

MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
VIOLENT = frozenset({"ASSAULT", "PROTEST", "COERCE"})
HELD = frozenset(
    "prisoner hostage captive detainee body remains people soldier resident patient corpse person civilian".split()
)  # those that an agreement is about, not those who make it
ARRANGING = frozenset("prepare arrange organise organize broker mediate facilitate schedule report announce".split())
PROPOSING = frozenset({"propose", "suggest", "urge", "demand", "seek"})  # a truce, be it between others
LEADING_TO = frozenset("follow precede accompany mark include cause trigger spark prompt bring".split())
INVITING = frozenset("propose offer seek request want suggest plan refuse cancel postpone reject resume".split())
BROKERS = frozenset({"mediator", "broker", "intermediary"})
MEETING = frozenset(
    "flee escape avoid face suffer survive witness report see condemn denounce quell crush quash contain fear describe "
    "film discuss investigate repel repulse resist halt stop end criticise criticize deplore mourn record watch".split()
)  # those who flee, quell or condemn violence do not do it
MAX_ABOVE = 6
OCCASIONS = frozenset({"after", "before", "during", "following", "at", "in"})
FROM_WITH: Mapping[str, Role] = {
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
MAX_ACTORS = 8


def actors(trigger: Trigger, verb: int | None, names: Names) -> tuple[Actor, ...]:
    """The actors, recipients and participants of a trigger, each once."""
    found: list[tuple[Role, int]] = []
    if trigger.noun:
        found += noun_roles(trigger, verb)
    else:
        found += verb_roles(trigger)
    mutual = trigger.pattern.type == "CONSULT" or trigger.pattern.mode == "ceasefire"
    given = [
        (turned(trigger, role, i), name)
        for role, i in found
        if fits_role(trigger, role, i, names)
        for name in actor_names(trigger.doc, i, names)
    ]
    if trigger.noun:
        given += [("actor", name) for name in modifiers(trigger, names)]
    acting = [name for role, name in given if role == "actor"]
    both = trigger.pattern.type in MUTUAL and len(acting) > 1 and not any(role == "recipient" for role, _ in given)
    together = mutual and (len(given) > 1) and trigger.pattern.mode != "visit"
    together = together or (trigger.pattern.type == "AGREE" and any(role == "participant" for role, _ in given))
    result: dict[str, Actor] = {}
    for role, name in given:
        mutually = together or (both and role == "actor")
        result.setdefault(name, Actor("participant" if mutually else role, name))
    return tuple(result.values())[:MAX_ACTORS]


def turned(trigger: Trigger, role: Role, i: int) -> Role:
    """The role, where "hostages freed" is read as hostages who free: those who are held do not release."""
    freed = trigger.pattern.type == "RETREAT" and trigger.pattern.mode in ("release", "return")
    return "recipient" if freed and role == "actor" and trigger.doc.tokens[i].lemma in HELD else role


def fits_role(trigger: Trigger, role: Role, i: int, names: Names) -> bool:
    """False for a thing where only somebody can be meant ("rejected the proposal", "agreed on a phase")."""
    doc, token = trigger.doc, trigger.doc.tokens[i]
    mutual = trigger.pattern.type in MUTUAL or trigger.pattern.mode == "ceasefire"
    if (mutual or trigger.pattern.type == "REJECT") and token.lemma in HELD:
        return False
    if mutual and trigger.pattern.type != "CONSULT" and token.lemma in BROKERS:
        return False
    if mutual and token.lemma in QUANTITIES:
        return False
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
    as_said = doc.tokens[i].tag == "VBN" and any(c.lower == "as" for c in doc.children(i, "mark"))
    found: list[tuple[Role, int]] = [("actor", a) for a in doers(doc, i)] if not as_said else []  # "as agreed"
    mutual = trigger.pattern.type == "CONSULT"
    if trigger.pattern.mode in ("seize", "access"):
        return found  # what is seized is the place
    found += [("participant" if mutual else "recipient", o) for o in objects(doc, i) if not light(doc, o)]
    for preposition in ("with", "between", "among") if mutual else ("with", "on", "against", "at", "between"):
        agreed = preposition == "with" and trigger.pattern.type == "AGREE"
        for below in prepositional(doc, i, preposition):
            found.append(("participant" if mutual or agreed else "recipient", below))
    for child in doc.children(i, "dobj"):
        for preposition in ("with", "on", "against", "between", "among", "to", "from", "by"):
            for below in prepositional(doc, child.i, preposition):
                found.append(("participant" if mutual else "recipient", below))
    if not any(role == "recipient" for role, _ in found):
        for child in doc.children(i, "ccomp", "xcomp"):
            if child.lemma in SPEECH:
                continue  # "..., the minister announced" behind what was announced
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


QUANTITIES = frozenset(
    "number amount figure quota total limit sum level price date time stage step place palace building".split()
)


def light(doc: Document, i: int) -> bool:
    """True where the object is what is done, not whom it is done to ("launched an attack", "signed a deal")."""
    return doc.tokens[i].lemma in LIGHT


LIGHT = frozenset(
    "attack strike deal agreement accord treaty pact talk meeting summit visit missile rocket drone fire support "
    "sanction demand plan aid tie relation protest demonstration offensive operation call condolence investigation "
    "inquiry exercise drill shell bomb raid assault negotiation truce ceasefire resolution decree "
    "hostility concern proposal offer request decision effort bid attempt move order invasion barrage incursion "
    "campaign war bombardment salvo blockade".split()
)


def noun_roles(trigger: Trigger, verb: int | None) -> list[tuple[Role, int]]:
    """The roles around a noun: its possessor, its phrases, and the subject of the verb that it is the object of."""
    doc, i = trigger.doc, trigger.i
    found: list[tuple[Role, int]] = []
    if trigger.pattern.type in ("OPEN", "CLOSE"):
        return found
    token = doc.tokens[i]
    found += own_roles(doc, i)
    for holder in holders(trigger, verb):
        for preposition, role in FROM_WITH.items():
            if holder == verb and preposition in ("of", "on", "at", "from", "by"):
                continue
            if preposition == "of" and token.lemma == "approval":
                found += [("actor", below) for below in prepositional(doc, holder, "of")]
            elif preposition == "from" and trigger.pattern.type == "ASSAULT":  # "fire from the army"
                found += [("actor", named(doc, below)) for below in prepositional(doc, holder, preposition)]
            elif preposition != "of" or (holder == i and trigger.pattern.type not in ("CONSULT", "AGREE")):
                found += [(role, named(doc, below)) for below in prepositional(doc, holder, preposition)]
    inner = prepositional(doc, i, "of")[:MAX_ACTORS]  # "the release of hostages by": read with the hostages
    found += [("actor", below) for held in inner for below in prepositional(doc, held, "by")]
    return found + held_roles(trigger, verb)


def holders(trigger: Trigger, verb: int | None) -> list[int]:
    """The noun, "round" in "round of talks between", and the verb in "talks took place between"."""
    doc, i = trigger.doc, trigger.i
    token, found = doc.tokens[i], [i]
    if token.dep == "pobj" and doc.tokens[token.head].lower == "of":
        found.append(doc.tokens[token.head].head)
    if verb is not None and token.head == verb and doc.tokens[verb].lemma not in ("kill", "wound", "hit"):
        found.append(verb)
    return found


def held_roles(trigger: Trigger, verb: int | None) -> list[tuple[Role, int]]:
    """The roles that the verb gives which the noun is subject, object or occasion of."""
    doc, token = trigger.doc, trigger.doc.tokens[trigger.i]
    if verb is None:
        return []
    kind = trigger.pattern.type
    if token.dep == "dobj" and token.head == verb:
        if kind in VIOLENT and doc.tokens[verb].lemma in MEETING:
            repelled = doc.tokens[verb].lemma in REPELLING
            return [("recipient", s) for s in agents(doc, verb)] if repelled else []
        only = doc.tokens[verb].lemma in (ARRANGING if kind in MUTUAL else LEADING_TO)
        only = only or (trigger.pattern.mode == "ceasefire" and doc.tokens[verb].lemma in PROPOSING)
        only = only or (doc.tokens[verb].lemma == "host" and any(c.lower == "between" for c in doc.children(trigger.i)))
        return [] if only else [("actor", s) for s in agents(doc, verb)]
    if kind == "ASSAULT" and token.dep == "nsubj" and token.head == verb:
        return [("recipient", o) for o in objects(doc, verb)]
    if kind == "CONSULT" and token.dep == "pobj" and has_partner(doc, trigger.i):
        above = doc.tokens[token.head]
        if (
            verb in (above.head, doc.tokens[above.head].head) and above.lower in OCCASIONS
        ):  # "he spoke after a call with her"
            return [("participant", s) for s in agents(doc, verb)]
    return invited_by(trigger) if kind == "CONSULT" and has_partner(doc, trigger.i) else []


def invited_by(trigger: Trigger) -> list[tuple[Role, int]]:
    """Who proposes, refuses or calls off talks "with" somebody is the other party."""
    doc = trigger.doc
    for above in islice(doc.ancestors(trigger.i), MAX_ABOVE):
        if above.lemma in INVITING:
            return [("participant", s) for s in agents(doc, above.i)]
    return []


def has_partner(doc: Document, i: int) -> bool:
    """True for a meeting or call "with" somebody."""
    return any(c.lower == "with" for c in doc.children(i, "prep"))


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


def span_of(trigger: Trigger) -> Span:
    """The characters of the trigger."""
    return trigger.doc.span(trigger.first, trigger.last)
