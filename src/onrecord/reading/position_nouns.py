"""Positions in nouns, adjectives and judgements: "its call for a truce", "is open to talks", "the raid was illegal"."""

from __future__ import annotations

from onrecord.reading.event_triggers import noun_company
from onrecord.reading.grammar import is_verb
from onrecord.reading.parse import Document, Token
from onrecord.reading.position_table import Stance, Stances, clauses, complement_company, fitting

COPULAS = frozenset({"be", "remain", "stay", "become", "seem", "say", "declare"})
CHORUS = frozenset({"chorus", "wave", "storm", "barrage", "torrent", "flood", "hail", "lot", "deal"})
SAID_OF = ("acomp", "attr", "prep", "oprd", "advmod")


def adjective_stance(doc: Document, token: Token, table: Stances) -> Stance | None:
    """The pattern of "is ready to talk", "remained opposed to it", "is against it"."""
    head = doc.tokens[token.head]
    copula = head.i != token.i and head.lemma in COPULAS
    participle = is_verb(token) and any(c.lemma == "be" for c in doc.children(token.i, "auxpass", "aux"))
    title = doc.field == "title" and token.dep == "ROOT"
    standing = head.lemma == "stand" and token.dep in ("acomp", "oprd", "attr", "advcl", "advmod")
    if not (participle or title or standing or (copula and token.dep in ("acomp", "oprd", "attr", "prep", "conj"))):
        return None
    if token.tag == "IN" and (head.lemma != "be" or not any(c.dep == "pobj" for c in doc.children(token.i))):
        return None
    near = complement_company(doc, token.i)
    if copula or standing:
        near |= complement_company(doc, head.i)
    pattern = fitting(table.patterns["adjectives"][token.lower], near)
    return None if pattern is None else Stance(doc, token.i, token.i + 1, pattern, "adjective")


def noun_stance(doc: Document, token: Token, table: Stances) -> Stance | None:
    """The pattern of a noun: "their call for a truce", "was in favour of it", "has no plans to leave"."""
    i = token.i
    if token.lemma in table.lists["denied_nouns"]:
        return Stance(doc, i, i + 1, table.types["REJECT"], "intention") if intends_not(doc, token) else None
    if token.lemma in table.lists["none_of"] and shall_not_be(doc, token):
        return Stance(doc, i, i + 1, table.types["REJECT"], "intention")
    options = table.patterns["nouns"].get(token.lemma, ())
    inner = table.patterns["adjectives"].get(token.lower, ())
    if not options and not inner:
        return None
    near = frozenset(noun_company(doc, token)) | frozenset(clauses(doc, i))
    before = doc.tokens[token.head]
    if i + 1 < len(doc.tokens) and doc.tokens[i + 1].dep in ("prep", "mark"):
        near |= {doc.tokens[i + 1].lower}  # "repeated their call for": read with the verb
    elif doc.tokens[i + 1 : i + 2] and doc.tokens[i + 1].lower == "to" and doc.tokens[i + 1].dep == "aux":
        near |= {"+to"}
    met = met_with(doc, token, table)
    if token.dep == "dobj" and (met is not None or doc.children(i, "poss")):
        near |= frozenset(clauses(doc, token.head)) - {"+dobj", "+other"}  # "repeated its demand today that they leave"
    if any(c.tag in ("JJ", "NNP") and c.text[:1].isupper() for c in doc.children(i, "amod", "compound", "poss")):
        near |= {"+whose"}
    if before.lower == "in":
        near |= {"+in"}  # "recalled its envoy in protest against the raid"
    if met is not None:
        near |= {"+drew"}
    if inner and before.lower == "in" and doc.tokens[before.head].lemma == "be":
        return Stance(doc, i, i + 1, inner[0], "adjective")
    pattern = fitting(options, near)
    if pattern is None:
        return None
    after = doc.tokens[i + 1] if i + 1 < len(doc.tokens) else token
    whole = after.dep in ("prep", "mark") and after.lower in pattern.company
    return Stance(doc, i, i + 1 + whole, pattern, "noun", met)


def met_with(doc: Document, token: Token, table: Stances) -> int | None:
    """The verb that says who met with what the noun says: "drew criticism", "met with praise", "came under fire"."""
    head = doc.tokens[token.head]
    if token.dep == "pobj" and head.lower == "of" and doc.tokens[head.head].lemma in CHORUS:
        token = doc.tokens[head.head]  # "faced a chorus of criticism"
        head = doc.tokens[token.head]
    if token.dep == "pobj" and head.lower in ("with", "under", "into"):
        verb = doc.tokens[head.head]
        return verb.i if f"{verb.lemma} {head.lower}" in table.lists["drew"] else None
    return head.i if token.dep == "dobj" and head.lemma in table.lists["drew"] else None


def judgement(doc: Document, token: Token, table: Stances) -> Stance | None:
    """The pattern of what somebody else's doing is said to be: "was illegal", "is out of the question"."""
    options = table.judging.get(token.lower)
    if options is None or token.dep not in SAID_OF or doc.tokens[token.head].lemma != "be":
        return None
    for rest, pattern in options:
        last = token.i + 1 + len(rest)
        if tuple(t.lower for t in doc.tokens[token.i + 1 : last]) == rest:
            return Stance(doc, token.i, last, pattern, "judgement")
    return None


def intends_not(doc: Document, token: Token) -> bool:
    """True for "has no plans to", "there is no intention of", "does not have plans to"."""
    head = doc.tokens[token.head]
    if head.lemma not in ("have", "be") or not any(c in ("+to", "of", "for") for c in complement_company(doc, token.i)):
        return False
    return any(c.lower == "no" for c in doc.children(token.i, "det", "neg")) or any(doc.children(head.i, "neg"))


def shall_not_be(doc: Document, token: Token) -> bool:
    """True for "there will be no talks": what one rules out; "there were no talks" tells what was."""
    verb = doc.tokens[token.head]
    if token.dep != "attr" or verb.lemma != "be" or not doc.children(verb.i, "expl"):
        return False
    sure = any(aux.lower in ("will", "wo", "can", "shall", "ca") for aux in doc.children(verb.i, "aux"))
    return sure and any(c.lower == "no" for c in doc.children(token.i, "det", "neg"))
