"""From a cue word to its source: the path through the parse from the verb to who speaks, thinks or wants."""

from __future__ import annotations

from onrecord.reading.attribution_cues import DAYS, Candidate
from onrecord.reading.grammar import is_passive, is_verb
from onrecord.reading.name_joints import article_before
from onrecord.reading.parse import Document, Token

MAX_STEPS = 8  # longest path from a cue to its subject
PASSED_ON = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "aux"})
PRONOUN_TAGS = ("PRP", "WP", "DT")
OPEN_ENDS = frozenset({",", ";", ":", "--", "—", "–", "-", ".", "(", "“", "”", '"', "''", "``", "..."})
INVERTED = frozenset({"say", "add", "write", "report", "announce", "warn", "believe", "explain", "think"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
PHRASE_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "DT", "PRP$", "JJ", "CD", "CC", "IN", "POS", "HYPH"})
MAX_TRAILING = 12  # tokens of a source between a comma and its verb
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
        if i == verb and (left := left_phrase(doc, i)) is not None:
            return left
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
    if not passive and (found := behind_commas(doc, i)) is not None:
        return found
    for child in nearest_first(doc.children(i, "nsubj", "agent", "csubj"), i):
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
            return whole_name(doc, i, phrase_of(doc, child.i))
    if passive and (agent := far_agent(doc, i)) is not None:
        return phrase_of(doc, agent)
    if not passive and inverted(doc, i):
        for child in doc.children(i, "dobj", "attr", "appos"):
            if child.i > i and (child.tag[:2] == "NN" or child.tag == "PRP"):
                return phrase_of(doc, child.i)
    return None


def far_agent(doc: Document, i: int) -> int | None:
    """Who does the passive verb `i`, behind words that the parse hung the "by" on: "condemned as reckless by Chad"."""
    marked = False
    for token in doc.tokens[i + 1 : min(i + MAX_TRAILING, doc.sentence_of(i).last)]:
        if is_verb(token) or token.text in OPEN_ENDS:
            return None
        marked = marked or token.lower == "as"
        if marked and token.lower == "by":
            return next((child.i for child in doc.children(token.i, "pobj") if child.tag[:2] in ("NN", "PR")), None)
    return None


def whole_name(doc: Document, verb: int, found: Subject) -> Subject:
    """The source where the parse tore an Arabic name apart: "supporters of Bashar al-Assad said", not "Assad"."""
    article = article_before(doc, found[0])
    if article is None:
        return found
    first = min(article, doc.subtree(article)[0])
    for other in doc.children(verb, "nsubj"):
        if other.i < first and doc.subtree(other.i)[-1] + 1 == first:
            return Subject((phrase_of(doc, other.i)[0], found[1], other.i))
    return Subject((first, found[1], found.head))


def behind_commas(doc: Document, i: int) -> Subject | None:
    """The source behind an inverted verb between commas, which the parse makes the object of the clause around it.

    "The talks, said the envoy, would resume" and "Two killed in blast, say police".
    """
    lemma = doc.tokens[i].lemma
    if lemma not in INVERTED or not inverted(doc, i) or not any(c.i < i - 1 for c in doc.children(i, "nsubj")):
        return None
    for child in doc.children(i, *(("dobj", "nsubj") if lemma == "say" else ("nsubj",))):
        indices = doc.subtree(child.i)
        last = indices[-1] + 1
        ended = last >= doc.sentence_of(i).last or doc.tokens[last].text in OPEN_ENDS
        if indices[0] == i + 1 and ended and (child.tag[:2] == "NN" or child.lower in ("he", "she", "they")):
            return phrase_of(doc, child.i)
    return None


def left_phrase(doc: Document, i: int) -> Subject | None:
    """For a finite verb that the parse gave no subject: the noun phrase right before it, behind a comma.

    "..., COGAT, the body that oversees aid, said" and "..., an official in the province said".
    """
    token = doc.tokens[i]
    if token.tag in FINITE and token.dep in ("conj", "parataxis") and token.lemma in INVERTED:
        found = trailing_phrase(doc, i)
        if found is not None or token.dep == "conj":
            return found
    if token.tag not in FINITE or token.dep in ("conj", "relcl", "acl") or doc.children(i, "nsubjpass"):
        return None
    at = i - 1
    while at > 0 and doc.tokens[at].tag in ("RB", "MD"):
        at -= 1
    comma = at > 0 and doc.tokens[at].text == ","
    at -= comma
    head = None
    for _ in range(MAX_STEPS):
        current = doc.tokens[at]
        if current.tag[:2] == "NN" or current.tag == "PRP":
            head = at
            if current.dep == "appos" and not comma:
                break
        if (
            current.head >= i
            or current.head == at
            or (head is not None and is_verb(doc.tokens[current.head]) and current.dep != "dobj")
        ):
            break
        at = current.head
    if head is None:
        return None
    found = phrase_of(doc, head, before=i)
    before = doc.tokens[found[0] - 1].text if found[0] else ","
    return found if before in (",", '"', "”", "''") and found[1] >= i - 1 - comma else None


def trailing_phrase(doc: Document, i: int) -> Subject | None:
    """The noun phrase between a comma and a verb that ends its sentence: "..., residents and aid workers said"."""
    after = doc.tokens[i + 1 : i + 2]
    first = i
    while first > max(0, i - MAX_TRAILING) and doc.tokens[first - 1].tag in PHRASE_TAGS:
        first -= 1
    nouns = [k for k in range(first, i) if doc.tokens[k].tag[:2] == "NN"]
    if not nouns or nouns[-1] != i - 1 or not first or doc.tokens[first - 1].text not in (",", '"', "”", "''"):
        return None
    if not after or after[0].text not in (",", ".") or doc.tokens[first].tag in ("CC", "IN"):
        return None
    head = next(k for k in nouns if k + 1 == i or doc.tokens[k + 1].tag[:2] not in ("NN", "PO"))
    return Subject((first, i, head))


def nearest_first(found: tuple[Token, ...], i: int) -> list[Token]:
    """The dependents by their distance from token `i`: of two subjects that the parser gives, the near one is right."""
    return sorted(found, key=lambda child: abs(child.i - i))


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
    """The noun phrase headed by `head` with what hangs on it, cut before token `before`, its ends stripped."""
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
    if last >= len(tokens) or tokens[last].text != "," or tokens[first - 2].lower in DAYS:
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
