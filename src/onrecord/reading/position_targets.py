"""Towards whom a position is taken: the parties in the clause, the likeliest place for them first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.reading.attribution_cues import DAYS
from onrecord.reading.event_hazards import CAUSES
from onrecord.reading.event_names import Names, actor_names
from onrecord.reading.event_roles import HELD, QUANTITIES, SOMEBODY
from onrecord.reading.grammar import conjuncts, is_passive, is_verb, objects, prepositional, subjects
from onrecord.reading.parse import Document, Token
from onrecord.reading.position_table import Stance

FIRST_PERSON = frozenset({"i", "we", "us", "me"})
# those that call for or reject something in no voice of their own
DOCUMENTS = (
    frozenset(
        "plan deal law bill agreement accord treaty declaration resolution report letter text draft constitution rule "
        "proposal document article charter policy programme program project budget move decision step situation event "
        "attack war conflict problem issue case matter fact time thing road truck storm flood rain crossing "
        "view idea claim comment failure lack use act remark "
        "nobody anyone everyone anybody everybody someone somebody".split()
    )
    | QUANTITIES
)
TOWARDS: Mapping[str, tuple[str, ...]] = {
    "DEMAND": ("on", "upon", "to", "with", "from", "of"),
    "AGREE": ("with", "to"),
    "SUPPORT": ("to", "behind", "with", "for"),
    "THREATEN": ("against", "on", "to", "at"),
    "DISAPPROVE": ("against", "at", "of"),
    "REJECT": ("from", "by", "with"),
}
INSIDE = ("by", "from", "of", "with", "against", "on", "to")
RECOGNISING = frozenset({"recognise", "recognize"})
LAID_ON = frozenset({"blame", "pin", "put", "lay"})
# what is asked for those who are held: they are not whom it is put to
FREED = frozenset({"release", "return", "freedom", "liberation", "safety", "protection", "repatriation", "rescue"})
# endings of what is nobody, and what ends like it but is somebody
ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ure", "ing", "ship", "al")
BODIES = frozenset(
    "government administration organisation organization delegation opposition community authority leadership "
    "parliament coalition commission union nation mission regiment establishment federation "
    "association minority majority city tribunal general official rival marshal corporation institution".split()
)
# things that end like those who do something: "offers", "borders"
THINGS = frozenset(
    "accident banner barrier border chapter charter checklist cluster component computer continent corridor "
    "counter covenant crater disaster document error factor grant headquarter incident letter list matter mirror "
    "murder news number offer office order paper plant poll quarter report restaurant river shelter statement "
    "study survey tanker tender tower treatment water weather".split()
)
ABOUT = frozenset(
    {"of", "at", "over", "about", "to", "with", "against", "for", "on", "from", "by", "towards", "toward"}
)
MAX_TARGETS = 4
MAX_STEPS = 5  # from an adjective to its verb


def targets_of(stance: Stance, holders: tuple[str, ...], addressed: frozenset[str], names: Names) -> tuple[str, ...]:
    """Towards whom: the first of the places for it in the clause where a party stands that is no holder."""
    doc = stance.doc
    direct = stance.doc.tokens[stance.i].lemma in addressed
    for heads in target_heads(stance):
        named = (name for head in heads for name in party_names(doc, head, names, direct=direct))
        own = tuple(f"{holder}'s " for holder in holders)
        if found := tuple(dict.fromkeys(name for name in named if name not in holders and not name.startswith(own))):
            return found[:MAX_TARGETS]
        direct = False
    return ()


def target_heads(stance: Stance) -> Iterator[tuple[int, ...]]:
    """The tokens that may name whom the position is towards, the likeliest place first."""
    doc, i = stance.doc, stance.i
    token, way, kind = doc.tokens[i], stance.way, stance.pattern.type
    if way == "duty":
        yield subjects(doc, token.head if token.tag == "MD" else i)
        return
    if way == "order":
        yield from (prepositional(doc, c.i, "to") for c in doc.children(i, "nsubj"))  # "Chad to Sudan: Leave"
        return
    if stance.met is not None:
        yield subjects(doc, stance.met)
    if way == "judgement":
        yield from (inside(doc, c.i) for c in doc.children(token.head, "nsubj"))
        return
    yield from verb_places(doc, i, kind) if way == "verb" else phrase_places(doc, i, kind, way)
    if token.lemma == "blame" and way == "verb":
        return  # "blamed foreign meddling for Chad's troubles"
    yield from below(doc, i, kind)
    yield from behind(doc, i, kind)


def verb_places(doc: Document, i: int, kind: str) -> Iterator[tuple[int, ...]]:
    """Its objects, what stands behind its prepositions, and the parties within the objects."""
    lemma = doc.tokens[i].lemma
    if lemma in LAID_ON and not is_passive(doc, i) and (on := laid_on(doc, i)):
        yield on
    things = subjects(doc, i) if is_passive(doc, i) else own_objects(doc, i)
    yield things
    yield prepositional(doc, i, *TOWARDS[kind])
    if lemma != "blame":
        yield from (inside(doc, thing) for thing in things if kind != "DEMAND" or doc.tokens[thing].lemma not in FREED)
    if kind == "SUPPORT":
        yield from (within(doc, thing, "for", "to") for thing in things)  # "voiced support for Chad"


def laid_on(doc: Document, i: int) -> tuple[int, ...]:
    """Whom "blamed the raid on Chad" and "put the blame on Chad" blame."""
    found = prepositional(doc, i, "on") or tuple(
        c for thing in doc.children(i, "dobj") for c in prepositional(doc, thing.i, "on")
    )
    return tuple(c for c in found if doc.tokens[c].lower not in DAYS)


def phrase_places(doc: Document, i: int, kind: str, way: str) -> Iterator[tuple[int, ...]]:
    """What stands behind the prepositions of a noun, an adjective or its verb; what a refusal is about."""
    yield prepositional(doc, i, *TOWARDS[kind])
    yield prepositional(doc, copula_of(doc, i), *TOWARDS[kind])
    if doc.tokens[i].lemma in RECOGNISING:
        yield objects(doc, i)
    yield from (inside(doc, thing) for thing in objects(doc, i) if way == "refusal")


def behind(doc: Document, i: int, kind: str) -> Iterator[tuple[int, ...]]:
    """The parties within what stands behind the prepositions; not those in "blamed them for the raid on Chad"."""
    told = bool(doc.children(i, "dobj"))
    for preposition in doc.children(i, "prep"):
        if preposition.i < i or preposition.lower not in ABOUT or (preposition.lower == "for" and told):
            continue
        for child in doc.children(preposition.i, "pobj"):
            freed = kind == "DEMAND" and child.lemma in FREED
            yield prepositional(doc, child.i, "by", "from") if freed else inside(doc, child.i)


def own_objects(doc: Document, i: int) -> tuple[int, ...]:
    """The objects of the verb; those of a coordinated verb only where it has no complement of its own."""
    if not doc.children(i, "dobj") and doc.children(i, "xcomp", "ccomp", "prep"):
        return ()
    return objects(doc, i)


def below(doc: Document, i: int, kind: str) -> Iterator[tuple[int, ...]]:
    """The parties of the complement clauses: whoever is to act, else whom it is done to or with."""
    for child in doc.children(i, "ccomp", "xcomp", "acl", "advcl"):
        if child.i < i:
            continue
        own = [c for s in doc.children(child.i, "nsubj", "nsubjpass") for c in conjuncts(doc, s.i)]
        if child.dep == "advcl" and kind == "DEMAND":
            if any(mark.lower == "for" for mark in doc.children(child.i, "mark")):
                yield tuple(own)  # "called for them to leave"
            continue
        if child.dep == "advcl":
            if kind == "THREATEN" and any(m.lower in ("if", "unless") for m in doc.children(child.i, "mark")):
                yield tuple(own)  # "if the group does not leave"
            continue
        if kind == "DEMAND":
            yield tuple(own)
            yield tuple(p for c in own for p in within(doc, c, "with"))
        elif kind == "THREATEN":
            yield tuple(p for c in own for p in inside(doc, c))
        if kind in ("AGREE", "THREATEN") or (kind == "REJECT" and child.dep == "xcomp"):
            yield objects(doc, child.i)
            yield prepositional(doc, child.i, "with", "to", "against", "on")
            yield from (inside(doc, thing) for thing in objects(doc, child.i))
    for preposition in doc.children(i, "prep"):
        for child in doc.children(preposition.i, "pcomp"):
            yield objects(doc, child.i)
            yield prepositional(doc, child.i, "with", "to", "against")


def inside(doc: Document, i: int) -> tuple[int, ...]:
    """The parties within a noun phrase: its owner, its modifiers, and those behind its prepositions."""
    found = [c for child in doc.children(i, "poss") for c in conjuncts(doc, child.i)]
    found += within(doc, i, *INSIDE)
    return (*found, *(child.i for child in doc.children(i, "amod", "compound", "nmod")))


def within(doc: Document, i: int, *words: str) -> tuple[int, ...]:
    """What stands behind the prepositions of a noun, or of the noun that it counts ("a round of talks with")."""
    found = prepositional(doc, i, *words)
    for child in doc.children(i, "prep"):
        if child.lower in ("of", "for"):
            for thing in doc.children(child.i, "pobj"):
                found += prepositional(doc, thing.i, "with")
                found += tuple(c.i for c in doc.children(thing.i, "poss"))
    return found


def party_names(doc: Document, i: int, names: Names, *, direct: bool = False) -> list[str]:
    """The names of the party that token `i` is the head of; nothing for a thing or for captives.

    `direct` where the place in the clause is one for parties, so that any noun will do.
    """
    token, key = doc.tokens[i], (doc.field, i)
    place = names.places.get(key)
    if token.dep in ("amod", "compound", "nmod"):
        country = place is not None and place.kind in ("country", "region", "city")
        return [names.capitals.get(place.name, place.name)] if place is not None and country else []
    if token.lower == "other":
        return ["other"]
    if token.lemma in THINGS and token.tag in ("NN", "NNS"):
        return []
    if token.lemma in HELD or token.lemma in DOCUMENTS or token.lower in FIRST_PERSON:
        return []
    if token.lemma in ("force", "troop") and not doc.children(i, "det", "compound", "poss"):
        return []
    named = token.tag[:3] in ("NNP", "PRP") or place is not None
    crowd = token.tag == "NNS" and is_doer(token)
    if direct and token.lemma not in BODIES and (token.lemma.endswith(ABSTRACT) or token.lemma in CAUSES):
        direct = False
    entity = names.entities.get(key)
    if (
        named
        or crowd
        or (entity is not None and entity.kind != "unnamed")
        or ((direct or token.lemma in SOMEBODY) and pointed(doc, i))
    ):
        return actor_names(doc, i, names)
    return []


def is_doer(token: Token) -> bool:
    """True for a noun made of a verb or calling: "regulator", "analysts"; not for "offer" and "border"."""
    return token.lemma.endswith(("er", "or", "ist", "ian", "ant", "dent", "nent")) and token.lemma not in THINGS


def pointed(doc: Document, i: int) -> bool:
    """True for a noun that points at somebody: with a determiner, a modifier or in the plural."""
    return doc.tokens[i].tag == "NNS" or bool(doc.children(i, "det", "poss", "amod", "compound"))


def copula_of(doc: Document, i: int) -> int:
    """The verb that an adjective is said with, through "in favour of" and coordination."""
    for _ in range(MAX_STEPS):
        token = doc.tokens[i]
        if token.head == i or (is_verb(token) and token.dep not in ("acomp", "oprd", "attr")):
            return i
        i = token.head
    return i
