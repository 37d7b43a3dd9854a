"""The words of a document that take a position: verbs, and the nouns, adjectives and judgements beside them."""

from __future__ import annotations

from onrecord.reading.attribution_cues import MAX_SENTENCE
from onrecord.reading.event_hazards import CAUSES
from onrecord.reading.event_triggers import Pattern, company, phrase, verb_end
from onrecord.reading.grammar import is_passive, modality, negated
from onrecord.reading.parse import Document, Token
from onrecord.reading.position_nouns import adjective_stance, judgement, noun_stance
from onrecord.reading.position_table import Stance, Stances, clauses, fitting, has_to, of_a_day

AUXILIARY = frozenset({"aux", "auxpass", "amod", "compound"})
FIRST_PERSON = frozenset({"i", "we"})
OWN = frozenset({"it", "they", "he", "she", "we", "i"})
OPENING = frozenset({"“", '"', "``", "‘", "'", ":", "!"})
BARRED = frozenset({"tolerate", "accept", "allow", "permit", "forgive"})
MAX_HOSTILE = 30  # tokens of a complement that are looked through for what hurts


def find(doc: Document, table: Stances) -> list[Stance]:
    """The stances of a document, in text order; one a token."""
    found = []
    verbs, nouns, forms, duties = table.verbs, table.nouns, table.forms, table.lists["duties"]
    for sentence in doc.sentences:
        if sentence.last - sentence.first > MAX_SENTENCE:
            continue
        for token in doc.tokens[sentence.first : sentence.last]:
            tag, lower = token.tag, token.lower
            stance: Stance | None = None
            if tag == "MD":
                if token.dep == "aux" and lower in duties:
                    stance = Stance(doc, token.i, token.i + 1, table.types["DEMAND"], "duty")
            elif tag[:1] == "V":
                if (token.lemma in verbs or lower in forms) and token.dep not in AUXILIARY:
                    stance = said_with_verb(doc, token, table)
            elif lower in forms or (tag[:2] == "NN" and token.lemma in nouns):
                stance = said_otherwise(doc, token, table)
            if stance is not None:
                found.append(stance)
    return found


def said_otherwise(doc: Document, token: Token, table: Stances) -> Stance | None:
    """The stance of a noun, an adjective or a judgement."""
    found = judgement(doc, token, table)
    if found is None and token.tag[:2] == "NN":
        return noun_stance(doc, token, table)
    if found is None and token.lower in table.patterns["adjectives"]:
        return adjective_stance(doc, token, table)
    return found


def said_with_verb(doc: Document, token: Token, table: Stances) -> Stance | None:
    """The stance of a verb form: a participle that is said of somebody, a refusal, an order, a verb, or a duty."""
    lemma, lists = token.lemma, table.lists
    if token.lower in table.patterns["adjectives"] and (found := adjective_stance(doc, token, table)):
        return found
    refusable = lemma in lists["refused"] or lemma in lists["unwanted"] or lemma in lists["unrecognised"]
    if refusable and refuses(doc, token, table):
        return Stance(doc, token.i, token.i + 1, table.types["REJECT"], "refusal")
    if lemma in lists["imperatives"] and is_order(doc, token):
        return Stance(doc, token.i, token.i + 1, table.types["DEMAND"], "order")
    if found := verb_stance(doc, token, table):
        return found
    if f"{lemma} to" in lists["duties"] and is_duty(doc, token, lists["owed"]):
        return Stance(doc, token.i, token.i + 1, table.types["DEMAND"], "duty")
    return None


def refuses(doc: Document, token: Token, table: Stances) -> bool:
    """True for "will not leave", "cannot accept", "does not want to": what one is not going to do.

    "would not have left" says what never was.
    """
    going = token.dep == "xcomp" and doc.tokens[token.head].lower == "going" and negated(doc, token.head)
    if not (going or negated(doc, token.i)):
        return False
    if is_passive(doc, token.i):  # "will not be tolerated"
        return token.lemma in BARRED and modality(doc, token.i) in ("future", "possible")
    auxiliaries = doc.children(token.i, "aux")
    mood = modality(doc, token.i)
    if mood is not None and any(aux.lemma == "have" or aux.lower in ("have", "'ve", "’ve") for aux in auxiliaries):
        return False
    if token.lemma in table.lists["unwanted"]:
        return any(child.dep in ("xcomp", "ccomp", "dobj") for child in doc.children(token.i))
    if token.lemma in table.lists["unrecognised"] and mood is None and stands_for_good(doc, token):
        return True
    return going or mood in ("future", "would") or accepts_not(doc, token)


def stands_for_good(doc: Document, token: Token) -> bool:
    """True for "does not recognise the junta", "do not negotiate with": in the present, or not yet done."""
    if token.tag == "VB" and any(aux.lower in ("did", "to") for aux in doc.children(token.i, "aux")):
        return token.lemma != "negotiate" and any(c.tag != "PRP" for c in doc.children(token.i, "dobj"))
    return any(c.tag != "PRP" for c in doc.children(token.i, "dobj", "prep"))


def accepts_not(doc: Document, token: Token) -> bool:
    """True for "cannot accept"; "cannot leave" may be for want of a road."""
    return token.lemma in ("accept", "tolerate", "allow", "agree") and modality(doc, token.i) == "possible"


def is_order(doc: Document, token: Token) -> bool:
    """True for "Stop the war" and "Let them go": a bare verb that begins its sentence and has no subject."""
    if token.tag not in ("VB", "VBP") or token.dep not in ("ROOT", "ccomp", "conj"):
        return False
    spoken_to = (
        doc.tokens[token.i - 1].text == ":" if token.i else False
    )  # "Chad to Sudan: Leave": no subject of "leave"
    if doc.children(token.i, "aux", "mark") or (doc.children(token.i, "nsubj", "nsubjpass") and not spoken_to):
        return False
    if token.lemma == "let" and any(c.lower in ("me", "us", "'s", "’s") for c in doc.tokens[token.i + 1 : token.i + 2]):
        return False
    before = doc.tokens[token.i - 1] if token.i > doc.sentence_of(token.i).first else None
    return (before is None or before.text in OPENING) and token.text[:1].isupper()


def is_duty(doc: Document, token: Token, owed: frozenset[str]) -> bool:
    """True for "has to leave", "need to stop", not negated; in the past only for what is `owed` ("had to leave")."""
    if token.tag not in ("VBP", "VBZ", "VBD") or negated(doc, token.i):
        return False
    told = token.tag == "VBD"
    return any(
        child.dep == "xcomp" and has_to(doc, child) and not (told and child.lemma not in owed)
        for child in doc.children(token.i)
    )


def verb_stance(doc: Document, token: Token, table: Stances) -> Stance | None:
    """The first pattern that fits the verb; a vow or warning of what hurts is a threat."""
    near: frozenset[str] | None = None
    lemma = token.lemma
    options = table.patterns["verbs"].get(lemma, ())
    if lemma in table.patterns["coming"] and modality(doc, token.i) in ("future", "would"):
        options = (*table.patterns["coming"][lemma], *options)
    if lemma in table.lists["own_hostile"] and unless(doc, token):
        return Stance(doc, token.i, token.i + 1, table.types["THREATEN"], "verb")
    if not options:
        return None
    if lemma in table.lists["hostile_verbs"] and hurts(doc, token.i, table):
        return Stance(doc, token.i, token.i + 1, table.types["THREATEN"], "verb")
    if lemma in table.lists["vows"] and vows_not(doc, token.i, table):
        return Stance(doc, token.i, token.i + 1, table.types["REJECT"], "verb")
    for pattern in options:
        last = verb_end(doc, token, pattern.particle)
        if last is None:
            continue
        if pattern.company or pattern.barred:
            near = near if near is not None else verb_company(doc, token)
            if fitting((pattern,), near) is None:
                continue
        return Stance(doc, token.i, named_end(doc, last, pattern), pattern, "verb")
    return None


def unless(doc: Document, token: Token) -> bool:
    """True for "will withdraw its force unless talks begin": a threat."""
    if modality(doc, token.i) not in ("future", "would"):
        return False
    return any(mark.lower == "unless" for c in doc.children(token.i, "advcl") for mark in doc.children(c.i, "mark"))


def verb_company(doc: Document, token: Token) -> frozenset[str]:
    """The words that the verb stands with, of participles and apposed names too ("held it responsible")."""
    found = set(company(doc, token))
    if "to" in found and not any(c.lower == "to" for c in doc.children(token.i, "prep", "dative")):
        found.discard("to")  # "to commit crimes"
    if token.dep == "acl" and token.tag == "VBG":
        found -= set(phrase(doc, doc.tokens[token.head]))  # "a meeting with ministers seeking to end it"
    found |= set(clauses(doc, token.i))
    found.update(f"+{child.lower}" for child in doc.children(token.i, "prt"))
    for child in doc.children(token.i, "advcl", "intj", "appos"):
        if child.i > token.i and child.tag[:1] in "JNU":
            found.update((child.lower, child.lemma))
    for preposition in doc.children(token.i, "prep"):
        if preposition.lower == "as":
            found.update(f"as {child.lower}" for child in doc.children(preposition.i))
    for thing in doc.children(token.i, "dobj", "prep"):
        for child in doc.children(thing.i, "acl", "amod", "appos", "pobj"):
            found.update((child.lower, child.lemma))
        for child in doc.children(thing.i, "prep"):
            if child.lower == "as":  # "dismissed the vote as a farce"
                found.update(f"as {word}" for below in doc.children(child.i) for word in (below.lower, below.lemma))
    return frozenset(found)


def named_end(doc: Document, last: int, pattern: Pattern) -> int:
    """Where the words end: "called for", "expressed support" take in the word that the pattern names."""
    if last < len(doc.tokens):
        after = doc.tokens[last]
        if (
            after.dep in ("prep", "dobj", "dative", "mark")
            and {after.lower, after.lemma} & pattern.company
            and not of_a_day(doc, after)
        ):
            return last + 1
    return last


def hurts(doc: Document, i: int, table: Stances) -> bool:
    """True where the complement of token `i` speaks of force or harm that somebody does.

    What only whoever warns can threaten with, such as to shut a road, must be said of themselves.
    """
    own = table.lists["own_hostile"]
    for clause in doc.children(i, "ccomp", "xcomp"):
        subject = doc.children(clause.i, "nsubj")
        mine = subject[0].lower in OWN if subject else has_to(doc, clause) and not doc.children(i, "dobj")
        if clause.lemma in own and mine and not negated(doc, clause.i):
            return True
    near = [child.i for child in doc.children(i, "dobj", "ccomp", "xcomp") if child.i > i]
    near += [child.i for child in doc.children(i, "prep") if child.i > i and not feared(doc, i, child)]
    near += [child.i for child in doc.children(i, "advcl") if child.i > i and child.tag == "VB" and has_to(doc, child)]
    near += [k for j in tuple(near) for k in doc.tokens[j].children]
    near += [k for j in tuple(near) for k in doc.tokens[j].children if doc.tokens[j].dep == "prep"]
    return any(doc.tokens[k].lemma in table.lists["hostile"] for k in near[:MAX_HOSTILE])


def feared(doc: Document, i: int, preposition: Token) -> bool:
    """True for "warned of attacks": what others may do; "warned of consequences" is a threat."""
    if doc.tokens[i].lemma != "warn" or preposition.lower not in ("of", "about"):
        return False
    return any(child.lemma in CAUSES for child in doc.children(preposition.i, "pobj"))


def vows_not(doc: Document, i: int, table: Stances) -> bool:
    """True for "vowed never to surrender": a refusal."""
    return any(
        child.lemma in table.lists["refused"] and negated(doc, child.i) for child in doc.children(i, "xcomp", "ccomp")
    )
