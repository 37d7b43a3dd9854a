"""From a cue word to its source: the path through the parse from the verb to who speaks, thinks or wants."""

from __future__ import annotations

from onrecord.reading.attribution_cues import Candidate
from onrecord.reading.grammar import is_passive, is_verb
from onrecord.reading.parse import Document, Token

MAX_STEPS = 8  # longest path from a cue to its subject
PASSED_ON = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "aux"})
PRONOUN_TAGS = ("PRP", "WP", "DT")
OPEN_ENDS = frozenset({",", ";", ":", "--", "—", "–", "-", ".", "(", "“", "”", '"', "''", "``", "..."})
RELATIVE = frozenset({"who", "which", "that", "whom"})
REPORTERS_VERBS = frozenset({"quote", "cite"})


class Subject(tuple[int, int, int]):
    """First, last (exclusive) and head token of a source."""

    __slots__ = ()

    @property
    def head(self) -> int:
        """The head token's index."""
        return self[2]


def find_source(doc: Document, cue: Candidate) -> Subject | None:
    """The source of the cue, or None where the sentence names none."""
    if cue.word == "phrase":
        return phrase_source(doc, cue)
    if cue.word == "noun":
        return noun_source(doc, cue.head)
    return verb_source(doc, cue.head)


def phrase_source(doc: Document, cue: Candidate) -> Subject | None:
    """Who stands after "according to"."""
    for i in (cue.last, cue.head):
        for child in doc.children(i, "pobj"):
            if child.i > cue.last:
                return phrase_of(doc, child.i)
    following = cue.last + 1
    for token in doc.tokens[following : following + 12]:
        if token.tag[:2] == "NN" and not (token.i + 1 < len(doc.tokens) and doc.tokens[token.i + 1].tag[:2] == "NN"):
            return Subject((following, token.i + 1, token.i))
    return None


def noun_source(doc: Document, i: int) -> Subject | None:
    """Whose claim it is: "Kyiv's claim that", "a claim by Kyiv that", "Kyiv made the claim that"."""
    for child in doc.children(i, "poss"):
        return phrase_of(doc, child.i)
    for child in doc.children(i, "prep", "agent"):
        if child.lower in ("by", "from") or (child.lower == "of" and child.i == i + 1):
            for inner in doc.children(child.i, "pobj"):
                return phrase_of(doc, inner.i)
    token = doc.tokens[i]
    head = doc.tokens[token.head]
    if token.dep in ("dobj", "attr") and is_verb(head):
        return verb_source(doc, head.i)
    if token.dep == "pobj" and is_verb(doc.tokens[head.head]) and head.lower in ("with", "in", "despite", "over"):
        return verb_source(doc, head.head)
    return None


def verb_source(doc: Document, verb: int) -> Subject | None:
    """The subject of the verb, or of the verb that it shares its subject with."""
    i = verb
    for _ in range(MAX_STEPS):
        token = doc.tokens[i]
        if (own := own_subject(doc, i)) is not None:
            return own
        if doc.children(i, "nsubjpass") and i == verb:
            return None
        head = doc.tokens[token.head]
        if head.i == i:
            return None
        if token.dep in ("relcl", "acl") and not is_verb(head):
            return None if is_passive(doc, i) else phrase_of(doc, head.i, before=i)
        if token.dep == "pcomp" and head.lower == "as" and (quoted := who_is_quoted(doc, head.head)):
            return quoted
        if token.dep not in PASSED_ON and token.dep not in ("ccomp", "parataxis"):
            return None
        if token.dep in ("ccomp", "parataxis") and has_mark(doc, i):
            return None
        i = head.i
    return None


def own_subject(doc: Document, i: int) -> Subject | None:
    """The subject among the verb's own dependents: nsubj, "by X" of a passive, or the noun after an inverted "said"."""
    passive = any(child.dep in ("nsubjpass", "auxpass") for child in doc.children(i))
    for child in doc.children(i, "nsubj", "agent", "csubj"):
        if child.dep == "agent":
            for inner in doc.children(child.i, "pobj"):
                return phrase_of(doc, inner.i)
        elif child.dep == "csubj":
            continue
        elif not passive and child.lower in RELATIVE and child.tag[:1] in "WI":
            antecedent = doc.tokens[i]
            head = doc.tokens[antecedent.head]
            return phrase_of(doc, head.i, before=child.i) if antecedent.dep == "relcl" else None
        elif not passive:
            return phrase_of(doc, child.i)
    if not passive and inverted(doc, i):
        for child in doc.children(i, "dobj", "attr", "appos"):
            if child.i > i and (child.tag[:2] == "NN" or child.tag == "PRP"):
                return phrase_of(doc, child.i)
    return None


def inverted(doc: Document, i: int) -> bool:
    """True where the verb directly follows a comma or a closing quotation mark, as in ``"...," said the mayor``."""
    before = doc.tokens[i - 1] if i else None
    return before is not None and before.text in (",", '"', "”", "''") and doc.tokens[i].tag in ("VBD", "VBZ", "VBP")


def who_is_quoted(doc: Document, verb: int) -> Subject | None:
    """For "quoted X as saying" and "X was quoted as saying": X."""
    for child in doc.children(verb, "dobj", "nsubjpass"):
        return phrase_of(doc, child.i)
    return None


def has_mark(doc: Document, i: int) -> bool:
    """True where a subordinator introduces the clause of verb `i`."""
    return bool(doc.children(i, "mark"))


def phrase_of(doc: Document, head: int, before: int | None = None) -> Subject:
    """The noun phrase headed by `head` with what hangs on it, cut before token `before`, without punctuation at its ends."""
    indices = doc.subtree(head)
    first, last = indices[0], indices[-1] + 1
    if before is not None and before > head:
        last = min(last, before)
    first, last = stripped(doc, first, last, head)
    return beside_name(doc, Subject((first, last, head)))


def beside_name(doc: Document, source: Subject) -> Subject:
    """The source with the name before it that the parse left out: "COGAT, the body that oversees aid, said"."""
    first, last, _ = source
    tokens = doc.tokens
    if first < 2 or tokens[first - 1].text != "," or tokens[first - 2].tag[:3] != "NNP" or tokens[first].tag != "DT":
        return source
    if last >= len(tokens) or tokens[last].text != ",":
        return source
    name = first - 2
    while name > 0 and tokens[name - 1].tag[:3] == "NNP" and tokens[name - 1].sentence == tokens[name].sentence:
        name -= 1
    return Subject((name, last, first - 2))


def stripped(doc: Document, first: int, last: int, keep: int) -> tuple[int, int]:
    """Tokens `first` to `last` without punctuation and white space at the ends; token `keep` always stays."""
    while first < keep and strips(doc.tokens[first]):
        first += 1
    while last - 1 > keep and strips(doc.tokens[last - 1]):
        last -= 1
    return first, last


def strips(token: Token) -> bool:
    """True for punctuation and white space that no source starts or ends with."""
    return token.text in OPEN_ENDS or token.tag in ("_SP", "CC", "HYPH", "``", "''") or not token.text.strip()
