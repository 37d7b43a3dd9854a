"""Small syntactic helpers that the layers share: negation, modality, clauses, subjects and objects of a verb.

All are pure functions of a Document and token indices, and bounded by the sentence they look at. Dependencies are
ClearNLP's (nsubj, nsubjpass, dobj, agent, ccomp, xcomp, advcl, relcl, acl ...), tags are Penn Treebank's.
"""

from __future__ import annotations

from onrecord.reading.parse import Document, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
NEGATIVES = frozenset({"no", "not", "n't", "n’t", "never", "neither", "nor", "none", "nobody", "nothing", "without"})
NEGATIVE_DETERMINERS = frozenset({"no", "neither", "none"})
MODALS = {
    "will": "future", "'ll": "future", "’ll": "future", "wo": "future", "shall": "future",
    "would": "would", "'d": "would", "’d": "would",
    "may": "possible", "might": "possible", "can": "possible", "could": "possible", "ca": "possible",
    "must": "necessary", "should": "necessary",
}  # fmt: skip
CONDITIONALS = frozenset({"if", "unless", "once", "provided", "providing", "until"})
MAX_CHAIN = 12  # longest chain of heads or conjuncts that is followed


def is_verb(token: Token) -> bool:
    """True for a verb form; a participle used as a noun's adjective counts by its tag, so look at `dep` as well."""
    return token.tag[:1] == "V" or token.tag == "MD"


def is_noun(token: Token) -> bool:
    """True for common and proper nouns and pronouns."""
    return token.tag[:1] == "N" or token.tag[:3] == "PRP"


def is_passive(doc: Document, i: int) -> bool:
    """True for a passive verb ("was seized"), and for a bare participle after its noun ("a town seized by rebels")."""
    token = doc.tokens[i]
    if token.tag not in ("VBN", "VBD"):
        return False
    children = doc.children(i)
    if any(child.dep in ("auxpass", "nsubjpass", "agent") for child in children):
        return True
    if any(child.dep == "aux" for child in children):
        return False
    return token.tag == "VBN" and token.dep in ("acl", "amod", "advcl")


def first_conjunct(doc: Document, i: int) -> int:
    """The head of the coordination that token `i` is in: `i` itself where there is none."""
    for _ in range(MAX_CHAIN):
        token = doc.tokens[i]
        if token.dep != "conj" or token.head == i:
            return i
        i = token.head
    return i


def conjuncts(doc: Document, i: int) -> tuple[int, ...]:
    """Token `i` and what is coordinated below it ("Ukraine, the US and Russia" from "Ukraine"), in text order."""
    found, open_ = [i], [i]
    while open_ and len(found) < 4 * MAX_CHAIN:
        for child in doc.children(open_.pop(), "conj"):
            found.append(child.i)
            open_.append(child.i)
    return tuple(sorted(found))


def clause_verb(doc: Document, i: int) -> int | None:
    """The verb of the clause that token `i` stands in: `i` itself where it is one, else the nearest verb above it.

    Auxiliaries and participles that only modify a noun are passed over. None in a sentence without a verb.
    """
    token = doc.tokens[i]
    for _ in range(len(doc.tokens)):
        if is_verb(token) and token.dep not in ("aux", "auxpass", "amod", "compound"):
            return token.i
        if token.head == token.i:
            return None
        token = doc.tokens[token.head]
    return None


def np_tokens(doc: Document, i: int) -> tuple[int, int]:
    """First and last (exclusive) token of the noun phrase headed by `i`: from its left edge to the head itself."""
    first = i
    for child in doc.children(i):
        if child.i < i and child.dep not in ("relcl", "acl", "cc", "conj", "punct", "prep", "mark", "neg", "preconj"):
            first = min(first, doc.subtree(child.i)[0])
    while first < i and doc.tokens[first].tag in ("HYPH", ",", "``", "_SP", ":"):
        first += 1
    return first, i + 1


def negated(doc: Document, i: int) -> bool:
    """True where token `i` is denied: by not, never, no or without, or (a verb) by a subject or object with "no".

    "no agreement was signed", "signed no agreement", "did not sign", "without signing", "neither side signed"; the
    auxiliaries of the first of several coordinated verbs are shared ("did not meet or talk").
    """
    token = doc.tokens[i]
    for child in doc.children(i):
        if child.dep == "neg" or (
            child.lower in ("never", "neither", "no") and child.dep in ("advmod", "det", "preconj")
        ):
            return True
        if is_verb(token) and child.dep in ("nsubj", "nsubjpass", "dobj", "attr", "expl") and has_no(doc, child.i):
            return True
    head = doc.tokens[token.head]
    if token.dep in ("pobj", "pcomp") and head.lower == "without":
        return True
    if token.dep == "conj" and is_verb(token) and not doc.children(i, "nsubj", "nsubjpass", "aux", "auxpass"):
        return any(child.dep == "neg" for child in doc.children(head.i)) and has_cc(doc, head.i, ("or", "nor", "and"))
    return False


def has_no(doc: Document, i: int) -> bool:
    """True where the noun phrase headed by `i` is empty: "no agreement", "none", "nobody", "neither side"."""
    token = doc.tokens[i]
    return token.lower in ("none", "nobody", "nothing", "neither") or any(
        child.lower in NEGATIVE_DETERMINERS for child in doc.children(i, "det", "neg", "preconj")
    )


def has_cc(doc: Document, i: int, words: tuple[str, ...]) -> bool:
    """True where a coordinating word of `words` hangs on token `i`."""
    return any(child.lower in words for child in doc.children(i, "cc"))


def auxiliaries(doc: Document, i: int) -> tuple[Token, ...]:
    """The auxiliaries of the verb `i`, or, where it has no subject either, of the verb it is coordinated with."""
    for _ in range(MAX_CHAIN):
        found = doc.children(i, "aux", "auxpass")
        token = doc.tokens[i]
        if found or token.dep != "conj" or not is_verb(doc.tokens[token.head]) or has_subject(doc, i):
            return found
        i = token.head
    return ()


def modality(doc: Document, i: int) -> str | None:
    """How the verb `i` is said: future, would, possible, necessary, or None; "is going to" and "is to" are future.

    The bare infinitive ("to meet") has no modality of its own: look at what governs it.
    """
    for aux in auxiliaries(doc, i):
        if aux.lower in MODALS and aux.tag == "MD":
            return MODALS[aux.lower]
    token = doc.tokens[i]
    if token.dep == "xcomp":
        head = doc.tokens[token.head]
        if (head.lower == "going" and doc.children(head.i, "aux")) or (head.lemma == "be" and is_verb(head)):
            return "future" if any(c.lower == "to" for c in doc.children(i, "aux")) else None
    return None


def has_subject(doc: Document, i: int) -> bool:
    """True where the verb `i` has a subject of its own."""
    return any(child.dep in SUBJECTS for child in doc.children(i))


def subjects(doc: Document, i: int) -> tuple[int, ...]:
    """Who does (or, in the passive, undergoes) the verb `i`, as head tokens with their conjuncts.

    Taken from the verb itself, else from the verb it is coordinated with or is an open complement of ("agreed to
    meet"), else from the noun that its relative or participial clause modifies.
    """
    for _ in range(MAX_CHAIN):
        own = doc.children(i, "nsubj", "nsubjpass")
        token = doc.tokens[i]
        relative = token.dep == "relcl" and (not own or own[0].tag in ("WDT", "WP"))
        if own and not relative:
            return conjuncts(doc, own[0].i)
        if relative or token.dep == "acl":
            return (token.head,)
        if token.head == i or token.dep not in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "acomp", "oprd"):
            return ()
        if token.dep == "ccomp" and not any(c.lower == "to" for c in doc.children(i, "aux")):
            return ()
        if token.dep == "pcomp" and (accused := controlled(doc, token)):
            return accused
        i = token.head
    return ()


def controlled(doc: Document, token: Token) -> tuple[int, ...]:
    """Those that the verb above "accused them of shelling", "kept them from leaving" says it of; else nothing."""
    preposition = doc.tokens[token.head]
    above = doc.tokens[preposition.head]
    if preposition.lower not in ("of", "from") or not is_verb(above):
        return ()
    if is_passive(doc, above.i):
        return ()
    return tuple(c for child in doc.children(above.i, "dobj")[:1] for c in conjuncts(doc, child.i))


def objects(doc: Document, i: int) -> tuple[int, ...]:
    """What the verb `i` acts on, active or passive alike, as head tokens with their conjuncts.

    A verb without an object shares that of a later coordinated verb ("seized and closed the crossing").
    """
    if is_passive(doc, i):
        return subjects(doc, i)
    for child in doc.children(i, "dobj", "dative"):
        if is_noun(child) and child.dep == "dobj":
            return conjuncts(doc, child.i)
    token = doc.tokens[i]
    if token.dep == "relcl":  # "the town that rebels seized"
        own = doc.children(i, "nsubj")
        through = any(p.tag in ("WDT", "WP") for prep in doc.children(i, "prep") for p in doc.children(prep.i, "pobj"))
        if own and own[0].tag not in ("WDT", "WP") and not through:  # not "the plan under which it would open"
            return (token.head,)
    for child in doc.children(i, "conj"):
        if is_verb(child) and not has_subject(doc, child.i):
            return objects(doc, child.i) if not is_passive(doc, child.i) else ()
    return ()


def agents(doc: Document, i: int) -> tuple[int, ...]:
    """Who does the verb `i`, active or passive alike ("rebels seized it", "it was seized by rebels").

    Heads with their conjuncts.
    """
    if not is_passive(doc, i):
        return subjects(doc, i)
    for child in doc.children(i, "agent", "prep"):
        if child.lower == "by":
            return tuple(c for p in doc.children(child.i, "pobj") for c in conjuncts(doc, p.i))
    return ()


def prepositional(doc: Document, i: int, *words: str) -> tuple[int, ...]:
    """The objects (heads with conjuncts) of the prepositions `words` that hang on token `i`, in text order."""
    return tuple(
        c
        for prep in doc.children(i, "prep", "agent", "dative")
        if prep.lower in words
        for child in doc.children(prep.i, "pobj")
        for c in conjuncts(doc, child.i)
    )


def condition_clause(doc: Document, i: int) -> int | None:
    """The head of the clause that the verb `i` hangs on ("if ...", "unless ...", "once ..."), or None."""
    for child in doc.children(i, "advcl", "prep"):
        for mark in doc.children(child.i, "mark", "advmod"):
            if mark.lower in CONDITIONALS:
                return child.i
    return None


def governors(doc: Document, i: int) -> tuple[Token, ...]:
    """The verbs and nouns that the clause of token `i` is a complement of ("denied that ..."), nearest first."""
    found = []
    for _ in range(MAX_CHAIN):
        token = doc.tokens[i]
        if token.head == i:
            break
        head = doc.tokens[token.head]
        if token.dep in ("ccomp", "xcomp", "acl", "csubj", "csubjpass", "pcomp", "dobj"):
            found.append(head)
        i = head.i
    return tuple(found)


STAGES = frozenset({"round", "series", "phase", "session", "day", "wave", "stage", "set", "cycle", "spate", "string"})


def whole_noun(doc: Document, i: int) -> int:
    """The noun that stands for token `i` in its clause: "round" in "the second round of talks", else `i` itself."""
    token = doc.tokens[i]
    if token.dep == "pobj" and doc.tokens[token.head].lower == "of":
        above = doc.tokens[doc.tokens[token.head].head]
        if above.lemma in STAGES:
            return above.i
    return i
