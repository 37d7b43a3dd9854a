"""What is no stand though its words are there: what is asked, supposed, doubted, only meant or told in passing."""

from __future__ import annotations

from onrecord.reading.grammar import CONDITIONALS, first_conjunct, governors, is_passive, is_verb, modality, negated
from onrecord.reading.parse import Document, Token

DOUBTS = frozenset({"doubt", "scepticism", "skepticism", "sceptical", "skeptical", "question", "unclear", "unsure"})
SIGNS = frozenset({"sign", "indication", "signal", "hint", "evidence", "suggestion"})
PUT_TO = frozenset({"warn", "urge", "ask", "tell", "advise", "invite"})
GOING_ON = frozenset({"continue", "go", "begin", "start", "appear", "seem", "choose", "decide", "prefer", "vote"})
WHETHER = CONDITIONALS | {"whether", "before"}
MAX_UP = 6  # heads looked at above a stance


def told_of(doc: Document, token: Token) -> bool:
    """True for a headline's participle that says what was done to its subject: "Swimmers warned to stay out"."""
    if doc.field != "title" or token.lemma not in PUT_TO or token.tag not in ("VBD", "VBN") or is_passive(doc, token.i):
        return False
    return not doc.children(token.i, "dobj", "ccomp") and not any(c.tag == "IN" for c in doc.children(token.i, "mark"))


def supposed(doc: Document, verb: int) -> bool:
    """True for "they would agree if asked": of others than who speaks it is only supposed."""
    if modality(doc, verb) != "would" or not condition_before(doc, verb):
        return False
    return not any(c.lower in ("i", "we") for c in doc.children(verb, "nsubj"))


def condition_before(doc: Document, verb: int) -> bool:
    """True for an "if" clause in front of the verb."""
    return any(m.lower == "if" for c in doc.children(verb, "advcl") if c.i < verb for m in doc.children(c.i, "mark"))


def doubted(doc: Document, verb: int) -> bool:
    """True below words of doubt, and below "no sign that": nobody's agreement is told there."""
    return any(
        word.lemma in DOUBTS or (word.lemma in SIGNS and denied_sign(doc, word)) for word in governors(doc, verb)[:2]
    )


def denied_sign(doc: Document, sign: Token) -> bool:
    """True for "no sign" and "little indication", and "gave no sign"."""
    return any(c.lower in ("no", "little", "few") for c in doc.children(sign.i)) or negated(doc, sign.head)


def denies(doc: Document, i: int) -> bool:
    """True where the clause denies token `i`, its auxiliaries included: "was not opposed".

    "is not seeking a role and urged calm" denies but the first.
    """
    token = doc.tokens[i]
    if token.dep == "conj" and token.tag == "VBD" and doc.tokens[token.head].tag in ("VB", "VBG"):
        return any(doc.children(i, "neg"))
    return negated(doc, i) or any(doc.children(aux.i, "neg") for aux in doc.children(i, "aux", "auxpass"))


def only_meant(doc: Document, i: int) -> bool:
    """True for an infinitive that only says what one is able, entitled or about to do."""
    token = doc.tokens[first_conjunct(doc, i)] if doc.tokens[i].tag == "VB" else doc.tokens[i]
    infinitive = token.tag == "VB" and any(c.lower == "to" for c in doc.children(token.i, "aux"))
    if not infinitive:
        return False
    return token.dep == "acl" or (token.dep == "xcomp" and doc.tokens[token.head].lemma not in GOING_ON)


def in_passing(doc: Document, token: Token, kind: str) -> bool:
    """True for "rebels backed by troops", "as agreed", "without warning": told in passing, of nobody's stand."""
    if token.dep == "pcomp" and not any(c > token.i for c in token.children):
        return True
    if token.dep == "acl" and token.tag == "VBN":
        return kind in ("SUPPORT", "AGREE")
    return kind == "AGREE" and any(c.lower == "as" for c in doc.children(token.i, "mark"))


def asked(doc: Document, i: int) -> bool:
    """True within "if ...", "whether ..." and in a question."""
    token = doc.tokens[i]
    last = doc.sentence_of(i).last
    if any(t.text == "?" for t in doc.tokens[max(i, last - 3) : last]):
        return True
    for _ in range(MAX_UP):
        if any(m.i < token.i and m.lower in WHETHER for m in doc.children(token.i, "mark", "advmod")):
            return True
        if token.head == token.i or (token.dep in ("advcl", "relcl") and is_verb(token)):
            return False
        token = doc.tokens[token.head]
    return False
