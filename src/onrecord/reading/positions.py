"""The positions of a story: who agrees to, supports, demands, disapproves of, rejects or threatens what, and whom.

A position is a stand that its holder takes in words; what happens is for the events. Words that deny it are kept:
"did not rule out" is REJECT, negated. What is only asked, expected or put as a condition takes no position.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from onrecord.lexicon import Lexicon
from onrecord.model import Position, Reading
from onrecord.reading.event_governors import governing_status
from onrecord.reading.event_names import PARTIES, REPRESENTATIVES, names_of
from onrecord.reading.grammar import (
    has_no,
    is_passive,
    is_verb,
    modality,
    negated,
)
from onrecord.reading.layer import Layer
from onrecord.reading.parse import Document, Parsed, Token
from onrecord.reading.place_gazetteer import capitals
from onrecord.reading.position_moods import asked, denies, doubted, in_passing, only_meant, supposed, told_of
from onrecord.reading.position_parts import (
    Around,
    around,
    content_of,
    holders_of,
    own_attribution,
    words_of,
)
from onrecord.reading.position_table import Stance, Stances, prepare
from onrecord.reading.position_targets import copula_of, party_names, targets_of
from onrecord.reading.position_words import find

OBLIGED = (
    PARTIES
    | REPRESENTATIVES
    | frozenset(
        "force rebel militia troop ministry group fighter militant president minister premier king "
        "council junta general commander ruler chief".split()
    )
)
CERTAIN = frozenset({"doubt", "question", "mistake", "confusion", "illusion", "problem", "surprise"})  # "no doubt"
OPEN = frozenset({"expected", "proposed", "postponed", "cancelled", "denied"})
COMPLEMENTS = frozenset({"xcomp", "pcomp", "acl", "ccomp", "advcl"})
MAX_UP = 6  # heads looked at above a stance


class Taken(NamedTuple):
    """How a stance is taken: whether it is denied, from which token its words run, and the word that withholds it."""

    negated: bool
    start: int | None = None
    above: int | None = None


def layer(lexicon: Lexicon) -> Layer:
    """The layer."""
    table, seats = prepare(lexicon), capitals(lexicon)

    def read(parsed: Parsed, reading: Reading) -> Reading:
        names = None
        found: list[Position] = []
        for doc in parsed.documents:
            if stances := find(doc, table):
                names = names or names_of(reading, parsed.documents, seats)
                found += taken(doc, stances, table, around(doc, names, reading.attributions))
        return replace(reading, positions=tuple(found))

    return read


def taken(doc: Document, stances: list[Stance], table: Stances, here: Around) -> Iterator[Position]:
    """The positions of one document, in text order."""
    at = {stance.i: stance for stance in stances}
    how = {i: found for i, stance in at.items() if (found := stand(stance, at, table)) is not None}
    replaced = {found.above for found in how.values()}
    for i, found in how.items():
        stance = at[i]
        if i in replaced or not voiced(stance, at, here):
            continue
        holders = holders_of(stance, found.above, here)
        if not holders:
            continue
        own = own_attribution(stance, here)
        index = own if own is not None else here.held.get(i)
        yield Position(
            span=words_of(stance, found.start),
            type=stance.pattern.type,
            holders=holders,
            targets=targets_of(stance, holders, table.lists["addressed"], here.names),
            negated=found.negated,
            content=content_of(stance, here),
            attribution=index,
            rule=f"position:{stance.pattern.entry} {doc.tokens[i].lemma}, {stance.way}",
        )


def stand(stance: Stance, at: dict[int, Stance], table: Stances) -> Taken | None:
    """How the stance is taken, or None where it is not: asked, expected, conditional, or part of another's object."""
    doc, i = stance.doc, stance.i
    if asked(doc, i):
        return None
    if stance.way == "duty":
        return Taken(negated=False) if obliges(doc, doc.tokens[i]) else None
    if stance.way == "order":
        return Taken(negated=False)
    if stance.way in ("refusal", "intention"):
        return Taken(negated=False, start=denial(doc, i, i))
    return noun_taken(stance, at) if stance.way == "noun" else clause_taken(stance, at, table)


def clause_taken(stance: Stance, at: dict[int, Stance], table: Stances) -> Taken | None:
    """How a verb, adjective or judgement takes a position: by what governs it, its mood and what denies it."""
    doc, i = stance.doc, stance.i
    token = doc.tokens[i]
    if stance.way == "verb" and in_passing(doc, token, stance.pattern.type):
        return None
    verb = i if stance.way == "verb" else copula_of(doc, i)
    if (
        told_of(doc, token)
        or supposed(doc, verb)
        or (stance.pattern.type in ("AGREE", "SUPPORT") and doubted(doc, verb))
    ):
        return None
    governor = withholding(doc, verb, table)
    if governor in at and stance.pattern.type == "AGREE":
        return None  # "refused to commit": a rejection
    if governor is not None:
        return Taken(not negated(doc, governor), governor, governor)
    mood = modality(doc, verb)
    if mood == "necessary" or (mood == "possible" and not denies(doc, verb)) or only_meant(doc, verb):
        return None
    if governed(doc, verb, at) or governing_status(doc, verb, table.triggers) in OPEN:
        return None
    denied = any(denies(doc, k) for k in {verb, i}) or neither(doc, verb)
    return Taken(denied, denial(doc, verb, i) if denied else None)


def noun_taken(stance: Stance, at: dict[int, Stance]) -> Taken | None:
    """How a noun takes a position: not where it is what another's stance is about ("rejected the demand")."""
    doc, token = stance.doc, stance.doc.tokens[stance.i]
    held = doc.tokens[token.head]
    above = doc.tokens[held.head] if token.dep == "pobj" else held
    if held.lower == "at":
        return None  # "at her request"
    if token.dep in ("dobj", "nsubjpass", "pobj") and above.i in at and at[above.i].way == "verb":
        return None
    return Taken(has_no(doc, stance.i))


def obliges(doc: Document, token: Token) -> bool:
    """True for a "must" or "should" that is put to somebody: not to oneself, and not of what is likely."""
    verb = doc.tokens[token.head] if token.tag == "MD" else token
    subject = doc.children(verb.i, "nsubj", "nsubjpass")
    perfect = any(aux.lemma == "have" for aux in doc.children(verb.i, "aux"))
    if bars(doc, verb):
        return True
    if not subject or subject[0].lower in ("i", "we", "you", "that", "which", "who") or perfect:
        return False
    if subject[0].tag == "PRP" and token.lemma in ("have", "need"):
        return False
    if negated(doc, verb.i) and token.lower not in ("must", "should"):
        return False
    return token.lower == "must" or not is_passive(doc, verb.i)


def bars(doc: Document, verb: Token) -> bool:
    """True for "there must be no": what is demanded not to be."""
    none = any(has_no(doc, thing.i) and thing.lemma not in CERTAIN for thing in doc.children(verb.i, "attr"))
    return none and verb.lemma == "be" and bool(doc.children(verb.i, "expl"))


def withholding(doc: Document, i: int, table: Stances) -> int | None:
    """The word that withholds the stance of the verb `i`: "refused to condemn", "without condemning"."""
    token = doc.tokens[i]
    words = table.lists["withheld"]
    for _ in range(3):
        head = doc.tokens[token.head]
        whole = token.dep in ("xcomp", "pcomp", "acl") or (token.dep == "prep" and token.lower in ("of", "from"))
        if not whole and head.lower not in ("short", "without") and token.lower != "short":
            return None
        short = head.lemma in ("stop", "fall") and any(c.lower == "short" for c in doc.children(head.i))
        if short or (head.lemma in words and (head.tag[:1] == "V" or head.lower == "without")):
            return head.i
        if token.i == head.i or head.lower not in ("of", "from", "short"):
            return None
        token = head
    return None


def governed(doc: Document, i: int, at: dict[int, Stance]) -> bool:
    """True for a bare verb that is part of what another stance is about: "urged them to accept"."""
    token = doc.tokens[i]
    for _ in range(MAX_UP):
        if token.dep not in COMPLEMENTS and token.dep not in ("prep", "conj"):
            return False
        if is_verb(token) and token.tag in ("VBD", "VBZ", "VBP") and token.dep != "conj":
            return False
        if token.dep == "advcl" and token.tag == "VBG":
            return False
        if token.dep == "conj" and token.tag != "VB":
            return False
        if token.head in at or asked_for(doc, token, at):
            return True
        token = doc.tokens[token.head]
    return False


def asked_for(doc: Document, token: Token, at: dict[int, Stance]) -> bool:
    """True for an infinitive right behind a noun that takes a position: "resists calls to condemn it"."""
    before = [aux.i - 1 for aux in doc.children(token.i, "aux") if aux.lower == "to"]
    return bool(before) and before[0] in at and at[before[0]].way == "noun"


def neither(doc: Document, i: int) -> bool:
    """True for the second verb of "neither confirmed nor denied"."""
    token = doc.tokens[i]
    between = doc.tokens[max(token.head, i - 3) : i] if token.dep == "conj" and token.head < i else ()
    return any(t.lower == "nor" for t in between)


def denial(doc: Document, verb: int, i: int) -> int | None:
    """The first of the words that deny token `i`, said with `verb`, and stand before it, auxiliaries included."""
    deps = ("aux", "auxpass", "neg", "det")
    before = [c.i for k in (verb, i) for c in doc.children(k, *deps) if c.i < i]
    before += [verb] if verb < i else []
    if doc.tokens[i].dep == "xcomp" and doc.tokens[doc.tokens[i].head].lower == "going":
        before += [c.i for c in doc.children(doc.tokens[i].head, *deps) if c.i < i]
    return min(before, default=None)


def voiced(stance: Stance, at: dict[int, Stance], here: Around) -> bool:
    """True where somebody can be meant: a refusal needs a party as its subject, a duty a speaker and a party."""
    doc, i = stance.doc, stance.i
    token = doc.tokens[i]
    if stance.way == "duty":
        verb = doc.tokens[token.head] if token.tag == "MD" else token
        if bars(doc, verb):
            return here.held.get(i) is not None
        subject = doc.children(verb.i, "nsubj", "nsubjpass")[0]
        party = subject.tag[:3] == "NNP" or subject.lemma in OBLIGED or (doc.field, subject.i) in here.names.places
        return here.held.get(i) is not None and (party or token.lower == "must") and not governed(doc, verb.i, at)
    if stance.way == "refusal" and is_passive(doc, i):
        return here.held.get(i) is not None
    if stance.way == "refusal":
        own = doc.children(i, "nsubj") or (doc.children(token.head, "nsubj") if token.dep == "xcomp" else ())
        return not own or any(c.lower in ("i", "we") or party_names(doc, c.i, here.names) for c in own)
    if stance.way == "order":
        index = here.held.get(i)
        headed = i > 0 and doc.tokens[i - 1].text == ":"
        return index is not None and (headed or here.attributions[index].kind != "indirect")
    return True
