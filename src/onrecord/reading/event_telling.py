"""Which triggers tell of an event: mere mentions, and what another event's verb already covers, are left out."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.model import Event
from onrecord.reading.event_doers import DOING
from onrecord.reading.event_roles import QUANTITIES
from onrecord.reading.event_status import Standing, led_to
from onrecord.reading.event_triggers import CASUALTY_VERBS, Trigger
from onrecord.reading.grammar import has_subject, objects, prepositional, subjects, whole_noun
from onrecord.reading.parse import Document, Token

SUBSUMING = frozenset({"THREATEN", "REJECT", "DEMAND", "AGREE"})
ALWAYS_TOLD = frozenset({"RETREAT", "CONSULT", "OPEN", "CLOSE", "AGREE"})
BACKGROUND = frozenset(
    {"COERCE", "ASSAULT", "AGREE", "DISAPPROVE", "COOPERATE", "PROTEST", "DEMAND", "INVESTIGATE", "REJECT"}
)
KEEPING = frozenset("breach violate break respect honour honor observe monitor undermine overturn".split())
MASS_NOUNS = frozenset(
    "violence unrest fighting hostility combat rioting offensive gunfire protest demonstration".split()
)
STRIKING = frozenset({"strike", "hit", "pound", "target"})
BELOW = frozenset({"xcomp", "ccomp", "acl", "dobj", "pobj", "pcomp", "conj", "advcl"})
MAX_ABOVE = 3


def told(
    trigger: Trigger, stand: Standing, event: Event, definite: bool, at: Mapping[int, Trigger], dated: bool
) -> bool:
    """False for a mere mention of an event, and for what another event's verb already covers.

    `definite` and `dated` are of the trigger's own phrase; `at` has the triggers of the document by token.
    """
    if trigger.noun and is_mention(trigger, stand, event, definite, at, dated):
        return False
    token = trigger.doc.tokens[trigger.i]
    if event.type == "AGREE" and not trigger.noun and is_reference(trigger, event):
        return False
    participle = not trigger.noun and token.dep == "acl" and token.tag in ("VBN", "VBG")
    if participle and event.type in BACKGROUND and event.when.begin is None:
        return False  # "the property seized by the state"
    return event.type in ALWAYS_TOLD or token.dep not in BELOW or not covered(trigger, event, at)


def is_reference(trigger: Trigger, event: Event) -> bool:
    """True for "as agreed", "the number agreed", "if they agree": they point at an agreement and tell of none."""
    doc, token = trigger.doc, trigger.doc.tokens[trigger.i]
    if token.tag == "VBN" and any(c.lower == "as" for c in doc.children(token.i, "mark")):
        return event.when.begin is None
    conditional = any(c.lower in ("if", "unless") for c in doc.children(token.i, "mark"))
    return conditional or any(c.lemma in QUANTITIES for c in doc.children(token.i, "nsubj"))


def is_mention(
    trigger: Trigger, stand: Standing, event: Event, definite: bool, at: Mapping[int, Trigger], dated: bool
) -> bool:
    """True for a noun that points at an event without telling of it: "during the talks", "after more violence"."""
    doc, token = trigger.doc, trigger.doc.tokens[trigger.i]
    over = at.get(stand.verb) if stand.verb is not None else None
    held_by = over is not None and not over.noun and over.pattern.type == event.type
    if event.type in ("OPEN", "CLOSE") and event.place:
        return False
    if held_by and token.dep in ("nsubj", "csubj") and token.head == stand.verb and event.type == "ASSAULT":
        return False  # "shelling killed nine": the killing is told of by its subject
    if event.mode == "ceasefire" and definite and token.dep == "dobj" and doc.tokens[token.head].lemma in KEEPING:
        return True  # "denies breaching the truce": of the truce nothing is told
    located = event.type == "ASSAULT" and named_after(doc, trigger.i)
    if stand.mention and not dated and not located:
        if token.lemma in MASS_NOUNS or not doc.children(trigger.i, "det", "nummod", "poss", "amod"):
            return True  # "after violence", "accused of attacks"
        passing = definite or event.type not in ("ASSAULT", "PROTEST")
        if passing and not held_by and not introduced(trigger, event, definite):
            return True
    if definite and event.when.begin is None and stand.status == "occurred" and doc.field == "text":
        whole = doc.tokens[whole_noun(doc, trigger.i)]
        if led_to(doc, whole.i) or (event.type == "ASSAULT" and named_after(doc, trigger.i)):
            return False
        held = stand.verb is not None and whole.head == stand.verb and whole.dep in ("nsubj", "nsubjpass", "dobj")
        return not held or event.type == "AGREE"
    return False


def named_after(doc: Document, i: int) -> bool:
    """True for "the battle for Dara", "the attack on Port Louis"."""
    return any(doc.tokens[b].tag[:3] == "NNP" for b in prepositional(doc, i, "for", "of", "on", "in", "at"))


def covered(trigger: Trigger, event: Event, at: Mapping[int, Trigger]) -> bool:
    """True below the verb of a threat, refusal, demand or promise, and for what a protest demands."""
    doc, token = trigger.doc, trigger.doc.tokens[trigger.i]
    above = token.head
    for _ in range(MAX_ABOVE):
        over = at.get(above)
        if over is not None and over.i != trigger.i:
            if over.pattern.type == "PROTEST" and event.type in ("DEMAND", "DISAPPROVE", "PROTEST"):
                return True
            if not over.noun and over.pattern.type in SUBSUMING and over.pattern.type != event.type:
                return not (token.tag == "VBD" and token.dep == "conj")
        if doc.tokens[above].head == above or doc.tokens[above].dep in ("relcl", "advcl", "conj"):
            return False
        above = doc.tokens[above].head
    return False


def is_part(trigger: Trigger, at: Mapping[int, Trigger]) -> bool:
    """True where another trigger tells of the same: the object of "held talks", "reached a deal"."""
    doc = trigger.doc
    if trigger.noun:
        token = doc.tokens[trigger.i]
        holder = at.get(token.head)
        if token.dep == "pobj" and holder is None:
            above = at.get(doc.tokens[token.head].head)
            if above is not None and not above.noun and above.pattern.type == trigger.pattern.type == "CONSULT":
                return True  # "depart for the talks"
        same = holder is not None and not holder.noun and holder.pattern.type == trigger.pattern.type
        return (
            same
            and token.dep in ("dobj", "nsubjpass")
            and holder is not None
            and holder.pattern.type not in ("CONSULT",)
        )
    over = at.get(doc.tokens[trigger.i].head)
    if trigger.pattern.type == "ASSAULT" and is_toll_of(trigger, at):
        return True
    if over is not None and over.pattern.type == trigger.pattern.type == "CONSULT" and over.i != trigger.i:
        return doc.tokens[trigger.i].dep in ("xcomp", "advcl")  # "would meet to discuss"
    if over is not None and over.noun and is_violent(over) and is_violent(trigger) and token_of(trigger).lemma in DOING:
        return doc.tokens[trigger.i].dep in ("acl", "relcl")  # "the attack launched by"
    if over is not None and over.noun and over.pattern.type == trigger.pattern.type == "AGREE":
        return doc.tokens[trigger.i].dep in ("acl", "relcl")  # "an agreement to sign"
    # "held talks": the noun is the trigger
    return any(
        other.noun and other.pattern.type == "CONSULT" and trigger.pattern.type == "CONSULT"
        for o in (objects(doc, trigger.i) or subjects(doc, trigger.i))
        if (other := at.get(o))
    )


def is_toll_of(trigger: Trigger, at: Mapping[int, Trigger]) -> bool:
    """True for the killing that an attack told of by another word did: "strikes killed", "attacked it, killing"."""
    doc, token = trigger.doc, trigger.doc.tokens[trigger.i]
    if token.lemma not in CASUALTY_VERBS:  # "a barrage struck the port", "strikes hit it"
        noted = [at[c.i] for c in doc.children(trigger.i, "nsubj", "csubj") if c.i in at]
        return token.lemma in STRIKING and any(other.noun and is_violent(other) for other in noted)
    around = [c.i for c in doc.children(trigger.i, "csubj")]
    around += [*subjects(doc, trigger.i)] if token.dep != "conj" or has_subject(doc, trigger.i) else []
    around += [token.head] if token.dep == "relcl" or (token.dep == "advcl" and token.tag == "VBG") else []
    return any(is_violent(o) and o.i != trigger.i for a in around if (o := at.get(a)))


def token_of(trigger: Trigger) -> Token:
    """The token of the trigger."""
    return trigger.doc.tokens[trigger.i]


def is_violent(trigger: Trigger) -> bool:
    """True for an assault."""
    return trigger.pattern.type == "ASSAULT"


def is_definite(trigger: Trigger) -> bool:
    """True for a noun with "the", "this" or a possessor, and nothing that tells which one."""
    if not trigger.noun:
        return False
    doc = trigger.doc
    marks = [c.lower for c in doc.children(trigger.i, "det", "poss")]
    return any(m in ("the", "this", "that", "these", "those", "such") for m in marks)


def introduced(trigger: Trigger, event: Event, definite: bool) -> bool:
    """True for an adjunct that tells of something new: "with a deal on", "at a third round of talks"."""
    if definite:
        return False
    doc = trigger.doc
    whole = doc.tokens[whole_noun(doc, trigger.i)]
    new = any(c.lower in ("a", "an") for c in doc.children(whole.i, "det"))
    if event.type == "AGREE":
        return new and doc.tokens[whole.head].lower == "with"
    return (
        event.type == "CONSULT"
        and doc.tokens[whole.head].lower in ("at", "in", "after", "during")
        and (new or event.place is not None)
    )
