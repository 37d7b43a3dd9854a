"""What the words above a trigger make of it (announced, postponed, denied ...), from the lexicon's governors."""

from __future__ import annotations

from onrecord.model import Status
from onrecord.reading.event_triggers import Pattern, Triggers, company, particle_end
from onrecord.reading.grammar import auxiliaries, is_verb, negated
from onrecord.reading.parse import Document, Token

SPEECH = frozenset(
    "say tell add report state note explain claim declare write warn believe think know hear read stress underline "
    "confirm reveal disclose quote cite argue insist recall acknowledge admit assert".split()
)
GOVERNED = frozenset("dobj nsubjpass xcomp ccomp acl pobj pcomp prep nsubj conj attr csubj oprd advmod".split())
APART = frozenset({"relcl", "advcl", "appos", "parataxis", "amod"})
CALLED_OFF = frozenset({"denied", "cancelled", "postponed"})
ENDING = frozenset(
    "end stop quell stem avenge condemn denounce crush quash contain suppress cessation curb".split()
)  # what is to be ended, or is condemned, goes on
HOPING = frozenset({"hope", "plan", "intend", "expect", "aim", "want", "wish", "mean"})
FOREBODING = frozenset({"warn", "fear", "predict", "anticipate", "prepare"})
MAX_UP = 7


def governing_status(doc: Document, i: int, table: Triggers) -> Status | None:
    """The status that the nearest telling word above the trigger gives; speech verbs are passed over, bar denials.

    What is denied, dropped or put off is so however it was told of before ("denied that it had agreed to open").
    """
    token, nearest = doc.tokens[i], None
    for depth in range(MAX_UP):
        if token.head == token.i:
            break
        dep, head = token.dep, doc.tokens[token.head]
        if nearest is None and (found := due(doc, token, head, table)):
            return found
        if nearest is None and depth == 0 and is_ended(doc, token, head):
            return None
        open_ = token.tag == "VB" and any(c.lower == "to" for c in doc.children(token.i, "aux"))
        purpose = open_ and dep in ("advcl", "relcl")
        apart = dep in APART or (dep == "conj" and is_verb(token) and finite(doc, token))
        if not purpose and (apart or is_participle(doc, token)):
            break
        named = purpose and head.tag[:1] == "N"  # "calls to arm them", "calls for him to go"
        found = status_of(doc, head, token, table) if dep in GOVERNED or named else None
        if found in CALLED_OFF:
            return found
        if head.lemma in HOPING and is_verb(head) and is_pluperfect(doc, head) and (came := outcome(doc, head, table)):
            return came  # "had hoped to announce a truce, but it was put off"
        nearest = found if found == "not_happened" and nearest == "announced" else nearest or found
        if dep == "ccomp" and head.lemma in SPEECH:
            break
        token = head
    return nearest


def is_ended(doc: Document, token: Token, head: Token) -> bool:
    """True for the object of "quell", and of "an end to": it takes place whatever is wanted or tried."""
    if token.dep == "dobj":
        return head.lemma in ENDING and head.tag[:1] == "V"
    above = doc.tokens[head.head]
    return token.dep == "pobj" and head.lower in ("to", "of") and above.tag[:1] == "N" and above.lemma in ENDING


def is_participle(doc: Document, token: Token) -> bool:
    """True for a participle after its noun: "a resolution calling for", "plants shut by"; not for "to meet"."""
    return token.dep == "acl" and token.tag in ("VBG", "VBN") and doc.tokens[token.head].tag[:1] == "N"


def is_reduced(doc: Document, token: Token) -> bool:
    """True for "an exchange planned for Friday did not take place" where the parse takes "planned" as a clause."""
    return token.dep == "csubj" and token.tag in ("VBD", "VBN") and not doc.children(token.i, "aux", "auxpass", "mark")


def is_pluperfect(doc: Document, token: Token) -> bool:
    """True for "had hoped"."""
    return any(c.lower in ("had", "'d", "’d") for c in auxiliaries(doc, token.i))


def outcome(doc: Document, token: Token, table: Triggers) -> Status | None:
    """What came of what had been hoped, from the clause that is coordinated; "proposed" where none says."""
    for child in doc.children(token.i, "conj"):
        for subject in doc.children(child.i, "nsubjpass", "nsubj"):
            found = status_of(doc, child, subject, table)
            if found in ("cancelled", "postponed", "not_happened"):
                return found
    return "proposed" if token.lemma in ("hope", "aim", "want", "wish") else None


def due(doc: Document, token: Token, head: Token, table: Triggers) -> Status | None:
    """The status that an adjective gives to its subject: "talks are due"."""
    if token.dep in ("nsubj", "nsubjpass") and head.lemma in ("be", "look", "seem", "appear"):
        for child in doc.children(head.i, "acomp", "xcomp"):
            found = status_of(doc, child, token, table)
            if found in ("expected", "postponed", "cancelled"):
                return found
    return None


def finite(doc: Document, token: Token) -> bool:
    """True for a verb with a tense or an auxiliary of its own."""
    return token.tag in ("VBD", "VBZ", "VBP") or any(c.lower != "to" for c in doc.children(token.i, "aux", "auxpass"))


def status_of(doc: Document, word: Token, below: Token, table: Triggers) -> Status | None:
    """The status that `word` gives to what hangs below it."""
    for pattern in table.statuses.get(word.lemma, ()) or table.statuses.get(word.lower, ()):
        if pattern.particle and particle_end(doc, word, pattern.particle) is None:
            continue
        if pattern.company and not pattern.company & company(doc, word):
            continue
        if not fits(pattern, word, below, doc):
            continue
        if pattern.type in ("expected", "proposed") and negated(doc, word.i):  # but "no date was set for the talks"
            return "not_happened" if doc.children(word.i, "neg") else None
        if pattern.type == "announced" and negated(doc, word.i):
            return None if word.lemma == "confirm" else "not_happened"
        if pattern.type == "not_happened" and negated(doc, word.i):
            return None
        if pattern.type == "expected" and is_pluperfect(doc, word if is_verb(word) else doc.tokens[word.head]):
            if word.lemma in FOREBODING:
                return "expected"
            return "postponed" if below.dep != "nsubjpass" or has_infinitive(doc, word) else "expected"
        return pattern.type  # type: ignore[return-value]
    return None


def fits(pattern: Pattern, word: Token, below: Token, doc: Document) -> bool:
    """True where what hangs below the word stands in a place that the word's sense governs."""
    status = pattern.type
    if word.lemma == "call" and doc.children(word.i, "ccomp", "oprd") and not pattern.particle:
        return False  # "called the attack a crime"
    if below.dep in ("nsubj",) and is_verb(word):
        # "talks collapsed", "talks stalled"; but "talks agreed", "strikes were called"
        return status in ("not_happened", "postponed") or status == "expected"
    if status in ("announced", "expected") and below.dep == "ccomp" and is_verb(below):
        return status == "expected"
    if below.dep == "prep" and status in ("announced", "cancelled", "denied"):
        return below.lower in ("to", "on", "of", "for", "with") and not (
            status == "announced" and below.lower == "with"
        )
    if (
        status == "proposed"
        and below.dep in ("dobj", "nsubjpass")
        and word.lemma in ("seek", "open", "press", "push", "offer")
    ):
        return word.lemma in ("seek", "offer")
    if (
        status == "announced"
        and below.dep == "dobj"
        and word.lemma in ("vow", "order", "decide", "approve", "accept", "confirm")
    ):
        return word.lemma not in ("approve", "accept")
    return True


def has_infinitive(doc: Document, word: Token) -> bool:
    """True for "had been due to open"."""
    return any(c.tag == "VB" for c in doc.children(word.i, "xcomp"))
