"""Whether an event happened, is to happen, was called off, or did not happen: from negation, tense and governors.

The words that govern the trigger are looked through from the inside out, and the first that says something decides:
"postponed the release", "failed to sign", "are due to begin", "denied that it had shelled".
"""

from __future__ import annotations

from typing import NamedTuple

from onrecord.model import Status
from onrecord.reading.event_governors import CALLED_OFF, ENDING, governing_status, is_reduced, status_of
from onrecord.reading.event_outcomes import LASTING, came_to, is_to
from onrecord.reading.event_triggers import Trigger, Triggers, perfect
from onrecord.reading.grammar import (
    auxiliaries,
    clause_verb,
    condition_clause,
    governors,
    is_verb,
    modality,
    negated,
    whole_noun,
)
from onrecord.reading.parse import Document

# verbs that only say that the event of their subject or object takes place
HOLD = frozenset(
    "take hold begin start open launch convene conduct resume continue be come follow go occur happen kick get "
    "see end conclude host attend rage intensify escalate last expire collapse fall run erupt have mark "
    "complete remain stage carry enter break proceed make announce give bring reach repel repulse".split()
)
PASSING = frozenset("during after before following amid despite since at under within until upon".split())
CLASSES: tuple[Status, ...] = (
    "cancelled", "postponed", "denied", "not_happened", "proposed", "expected", "announced",
)  # fmt: skip
REPELLING = frozenset({"repel", "repulse"})  # "repelled an attack": it took place
STARTING = frozenset({"start", "begin", "take", "come", "go", "enter"})
DESTINED = frozenset({"become", "prove"})  # "what was to become a long siege"
AHEAD = frozenset({"announced", "expected", "proposed"})
MAX_UP = 7


class Standing(NamedTuple):
    """What the syntax says of a trigger: status, the verb whose clause it is in, and whether it is only mentioned."""

    status: Status
    verb: int | None
    mention: bool
    condition: int | None = None


def standing(trigger: Trigger, table: Triggers) -> Standing:
    """The status of a trigger; of what lay ahead, what the story says came of it."""
    found = first_standing(trigger, table)
    if found.status in AHEAD and found.verb is not None:
        came = came_to(trigger.doc, found.verb, table)
        return found._replace(status=came) if came else found
    return found


def first_standing(trigger: Trigger, table: Triggers) -> Standing:
    """The status that a trigger's own clause gives."""
    doc, i = trigger.doc, trigger.i
    if trigger.noun:
        return noun_standing(doc, i, table)
    kept = doc.tokens[i].dep == "oprd" and doc.tokens[doc.tokens[i].head].lemma in LASTING  # "keep the gate shut"
    if kept or not is_verb(doc.tokens[i]):  # "remained shut"
        verb = doc.tokens[i].head if doc.tokens[i].head != i else i
        status = tensed(doc, verb, i)
        if status in ("occurred", "announced") and doc.tokens[verb].lemma in LASTING and not perfect(doc, verb):
            status = "ongoing"
        return Standing(status, verb, mention=False, condition=condition_clause(doc, verb))
    return verb_standing(doc, i, table)


def verb_standing(doc: Document, i: int, table: Triggers) -> Standing:
    """The status of a verb: what governs it, else its own tense."""
    own = tensed(doc, i)
    condition = condition_clause(doc, i)
    if any(m.lower in ("if", "unless") for m in doc.children(i, "mark")):
        return Standing("proposed", i, mention=False)
    token = doc.tokens[i]
    if token.dep == "relcl" and modality(doc, i) == "would" and governing_status(doc, token.head, table) == "proposed":
        return Standing("proposed", i, mention=False, condition=condition)
    if own == "not_happened":
        return Standing(own, i, mention=False, condition=condition)
    if own == "expected" and overtaken(doc, i):
        return Standing("postponed", i, mention=False, condition=condition)
    governed = governing_status(doc, i, table)
    asked = governed == "proposed" and token.tag in ("VB", "VBP")  # "proposed that they meet"
    if governed and (asked or governed in CALLED_OFF or not is_finite(doc, i)):
        own = governed  # a finite past under "agreed that", "confirmed that" stays what it is
    elif governed == "expected" and own == "announced":
        own = governed
    if condition is not None and modality(doc, i) in ("would", "future", "possible", "necessary"):
        own = "proposed"
    return Standing(own, i, mention=False, condition=condition)


def overtaken(doc: Document, i: int) -> bool:
    """True for "which was to reopen, will stay closed": a past plan of something that is said to stay as it is."""
    above = doc.tokens[doc.tokens[i].head]
    if above.tag != "VBD" or above.lemma != "be" or above.dep != "relcl":
        return False
    verb = clause_verb(doc, doc.tokens[above.head].i)
    return verb is not None and (doc.tokens[verb].lemma in LASTING or negated(doc, verb))


def is_finite(doc: Document, i: int) -> bool:
    """True for a verb with a tense, a modal or a perfect of its own."""
    return doc.tokens[i].tag in ("VBD", "VBZ", "VBP") or perfect(doc, i) or modality(doc, i) is not None


def noun_standing(doc: Document, i: int, table: Triggers) -> Standing:
    """The status of a noun: of what holds it, or of the words that it is the object of."""
    i = whole_noun(doc, i)
    if negated(doc, i):
        return Standing("not_happened", holder(doc, i), mention=False)
    token = doc.tokens[i]
    verb = holder(doc, i)
    relative = next((c for c in relatives(doc, i) if has_relative_subject(doc, c)), None)
    passing = token.dep == "pobj" and doc.tokens[token.head].lower in PASSING
    governed = None if passing else governing_status(doc, i, table)
    mention = False
    status: Status = "occurred"
    named = named_status(doc, i, table) if governed is None else None
    if named and not (direct_of(doc, i, verb) and verb is not None and doc.tokens[verb].lemma in HOLD - {"be"}):
        return Standing(named, verb, mention=False)
    if verb is None:
        return Standing(governed or title_status(doc, i), None, mention=False)
    direct = direct_of(doc, i, verb)
    condition = condition_clause(doc, verb)
    if governed:
        status = governed
        if status in ("proposed", "expected", "announced") and tensed(doc, verb) == "not_happened" and direct:
            status = "not_happened"
        if status == "announced" and direct and doc.tokens[verb].tag in ("VBD", "VBN") and not ahead(doc, verb):
            status = "occurred"
    elif direct:
        status = held_status(doc, verb)
        mention = doc.tokens[verb].lemma not in HOLD | {"lead", "result"} or bool(doc.children(verb, "attr"))
    elif relative is not None:
        verb = relative
        status = next(
            (s for c in doc.children(verb, "acomp", "xcomp") if (s := status_of(doc, c, token, table))),
            tensed(doc, verb),
        )
        mention = doc.tokens[verb].lemma not in HOLD
    else:
        mention = True
        if token.dep == "pobj":
            status = "not_happened" if doc.tokens[token.head].lower == "without" else "occurred"
    if condition is not None and modality(doc, verb) is not None and direct:
        status = "proposed"
    elif status == "occurred" and (direct or relative is None):
        status = still_open(doc, i, verb, direct)
    return Standing(status, verb, mention, condition)


def direct_of(doc: Document, i: int, verb: int | None) -> bool:
    """True for the subject or object of the verb, and what it "led to"."""
    token = doc.tokens[i]
    held = token.dep in ("nsubj", "nsubjpass", "csubj", "dobj", "attr")
    return (held and (token.head == verb or is_reduced(doc, doc.tokens[token.head]))) or led_to(doc, i)


def named_status(doc: Document, i: int, table: Triggers) -> Status | None:
    """The status that an adjective before the noun gives: "a possible attack", "the planned talks"."""
    for child in doc.children(i, "amod"):
        found = table.adjuncts.get(child.lower)
        if found:
            return found
    return None


def held_status(doc: Document, verb: int) -> Status:
    """The status of the noun that is subject or object of the verb."""
    status = tensed(doc, verb)
    if is_to(doc, verb) and status == "occurred":
        return "expected"
    if modality(doc, verb) == "necessary" and status == "proposed":
        status = "expected"
    if doc.tokens[verb].lemma in ENDING | {"halt", "suspend"} and status in ("announced", "proposed", "expected"):
        status = "occurred"  # what is to be ended goes on
    return status


def still_open(doc: Document, i: int, verb: int, direct: bool) -> Status:
    """Whether what reads as done is yet to come: "a deal to start on Sunday", "will say how it sees a ceasefire"."""
    above = doc.tokens[verb]
    if direct and above.dep == "ccomp" and modality(doc, above.head) == "future":
        return "proposed"
    token = doc.tokens[i]
    whole = token.head if token.dep in ("compound", "nmod") else i
    for child in doc.children(whole, "acl", "relcl"):
        if child.lemma in STARTING and child.tag == "VB" and any(c.lower == "to" for c in doc.children(child.i, "aux")):
            return "announced"
    return "occurred"


def relatives(doc: Document, i: int) -> list[int]:
    """The verbs of a noun's relative clauses, with those that hang on a noun below but agree with this one alone.

    "talks on a second phase, which are due": the talks are.
    """
    found = [c.i for c in doc.children(i, "relcl")]
    if doc.tokens[i].tag in ("NNS", "NNPS"):
        for prep in doc.children(i, "prep"):
            for below in doc.children(prep.i, "pobj"):
                single = below.tag in ("NN", "NNP")
                found += [c.i for c in doc.children(below.i, "relcl") if single and is_plural(doc, c.i)]
    return found


def is_plural(doc: Document, verb: int) -> bool:
    """True for "are", "were", "have": the verb or its auxiliary agrees with a plural."""
    words = (doc.tokens[verb], *doc.children(verb, "aux", "auxpass"))
    return any(word.lower in ("are", "were", "have") for word in words)


def led_to(doc: Document, i: int) -> bool:
    """True for what something "led to" or "resulted in"."""
    token = doc.tokens[i]
    if token.dep != "pobj" or doc.tokens[token.head].lower not in ("to", "in"):
        return False
    return doc.tokens[doc.tokens[token.head].head].lemma in ("lead", "result")


def has_relative_subject(doc: Document, verb: int) -> bool:
    """True where "which" or "that" is the subject of the verb."""
    return any(c.tag in ("WDT", "WP") for c in doc.children(verb, "nsubj", "nsubjpass"))


def ahead(doc: Document, verb: int) -> bool:
    """True where the verb has a future or open complement."""
    return any(doc.tokens[c].dep == "xcomp" for c in doc.tokens[verb].children)


def title_status(doc: Document, i: int) -> Status:
    """The status of a noun in a headline without a verb: to come after "to host", and where "to take place" follows."""
    if any(c.lower == "to" for c in doc.children(doc.tokens[i].head, "aux")):
        return "announced"
    for token in doc.tokens[i + 1 : i + 12]:
        if token.lower == "to" and token.i + 1 < len(doc.tokens) and doc.tokens[token.i + 1].tag == "VB":
            return "announced"
    return "occurred"


def holder(doc: Document, i: int) -> int | None:
    """The verb that the noun is subject, object or adjunct of, through "round of talks" and the like."""
    token = doc.tokens[i]
    for _ in range(MAX_UP):
        if token.head == token.i:
            return token.i if is_verb(token) else None
        token = doc.tokens[token.head]
        if is_verb(token) and token.dep not in ("aux", "auxpass", "amod"):
            return token.head if is_reduced(doc, token) else token.i
    return None


def is_ranked(doc: Document, i: int) -> bool:
    """True for "the first leader", "the only ones"."""
    return any(c.lower in ("first", "last", "latest", "only", "second", "third") for c in doc.children(i, "amod"))


def tensed(doc: Document, i: int, below: int | None = None) -> Status:
    """The status that a verb's own form gives; of an infinitive or participle that of the verb it depends on."""
    if negated(doc, i) or (below is not None and negated(doc, below)):
        return "not_happened"
    token = doc.tokens[i]
    mood = modality(doc, i)
    if mood == "future" and doc.tokens[i].dep == "xcomp" and doc.tokens[doc.tokens[i].head].lemma == "be":
        destined = token.lemma in DESTINED and doc.tokens[token.head].tag == "VBD"
        return "occurred" if destined else "expected"
    if mood in ("future", "would"):
        return "announced" if not perfect(doc, i) else "not_happened"
    if mood == "possible":
        return "expected"
    if mood == "necessary":
        return "proposed"
    aux = auxiliaries(doc, i)
    infinitive = token.tag == "VB" and any(a.lower == "to" for a in aux)
    if infinitive and token.dep in ("acl", "relcl") and is_ranked(doc, token.head):
        over = clause_verb(doc, token.head)  # "was the first leader to visit"
        return tensed(doc, over) if over is not None and over != i else "occurred"
    if infinitive:
        above = [g for g in governors(doc, i) if is_verb(g)]
        if above and above[0].lemma in ("be", "have") and not perfect(doc, above[0].i):
            return "expected"
        if above and above[0].lemma in HOLD:
            return tensed(doc, above[0].i)
        return (
            "announced"
            if doc.field == "title" and not above
            else "occurred"
            if above and negated(doc, above[0].i) is False and above[0].tag in ("VBD", "VBN")
            else "announced"
        )
    if token.tag == "VBG" and any(a.lemma == "be" and a.tag in ("VBP", "VBZ") for a in aux):
        return "ongoing"
    return "occurred"
