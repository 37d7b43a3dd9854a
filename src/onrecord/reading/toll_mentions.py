"""The dead and hurt that a sentence tells of without a numeral: "a man was shot dead", "killing himself"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon import Lexicon
from onrecord.reading.figure_words import MeasureWords
from onrecord.reading.grammar import conjuncts, first_conjunct, is_passive, negated
from onrecord.reading.parse import Document, Sentence, Token

SINGULAR = ("NN", "NNP", "PRP")
ACTS = frozenset(("death", "killing", "murder", "slaying", "homicide"))
PRONOUNS = frozenset(("he", "she", "him", "her"))
UNREAL = frozenset(("could", "might", "would", "should", "can"))
DEATHLY = frozenset(("fatally", "dead", "death", "mortally"))


@dataclass(frozen=True)
class PersonWords:
    """Nouns for one person."""

    persons: frozenset[str]
    perpetrators: frozenset[str]
    groups: frozenset[str]
    selves: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """How many persons without a numeral a sentence says were killed, hurt or shot, and whether who did it died."""

    killed: int = 0
    injured: int = 0
    shot: int = 0
    suicide: bool = False
    perpetrator: bool = False


def person_words(lexicon: Lexicon) -> PersonWords:
    """The tables of `tolls/persons`."""
    entry = lexicon.entry("tolls", "persons")
    return PersonWords(
        frozenset(entry.list_of("persons")), frozenset(entry.list_of("perpetrators")),
        frozenset(entry.list_of("groups")), frozenset(entry.list_of("selves")),
    )  # fmt: skip


def mention(document: Document, sentence: Sentence, words: MeasureWords, persons: PersonWords) -> Mention:
    """What the sentence tells of persons without a numeral."""
    counts = {"killed": 0, "injured": 0, "shot": 0}
    suicide = perpetrator = False
    for token in document.tokens[sentence.first : sentence.last]:
        victim = victim_of_act(document, token, persons)
        counts["killed"] = max(counts["killed"], victim)
        kind = kind_of(document, token, words)
        if kind is None or is_unreal(document, token):
            continue
        patients = patients_of(document, token, kind)
        if any(document.tokens[i].lower in persons.selves for i in patients) and kind != "injured":
            suicide = True
            counts["shot"] = max(counts["shot"], int(kind == "shot"))
        number = sum(people(document, document.tokens[i], persons) for i in patients)
        counts[kind] = max(counts[kind], number)
        if kind == "killed":
            perpetrator = perpetrator or any(document.tokens[i].lemma in persons.perpetrators for i in patients)
    return Mention(**counts, suicide=suicide, perpetrator=perpetrator)


def victim_of_act(document: Document, token: Token, persons: PersonWords) -> int:
    """How many persons without a numeral "the death of a boy" or "the killing of Ana Ruiz" tells of."""
    if token.lemma not in ACTS or token.tag[:2] != "NN":
        return 0
    objects = (
        child.i
        for prep in document.children(token.i, "prep")
        if prep.lower == "of"
        for child in document.children(prep.i, "pobj")
    )
    return sum(people(document, document.tokens[i], persons) for head in objects for i in conjuncts(document, head))


def kind_of(document: Document, token: Token, words: MeasureWords) -> str | None:
    """killed, injured or shot: what the verb or adjective at `token` says was done; None for any other word."""
    if token.lemma == "shoot" and token.tag[0] == "V":
        return how_shot(document, token, words)
    if token.tag[0] not in "VJ" and not (document.field == "title" and token.tag[0] == "N"):
        return None
    for cue in words.cues(document, token):
        if cue.kind in ("object", "subject", "adjective") and cue.measure in ("killed", "injured", "hospitalised"):
            return "killed" if cue.measure == "killed" else "injured"
    return None


def how_shot(document: Document, token: Token, words: MeasureWords) -> str:
    """Killed for "fatally shot", "shot dead", "shot and killed"; injured for "shot and wounded"; else shot."""
    near = document.tokens[max(0, token.i - 2) : token.i + 6]
    if any(other.lower in DEATHLY for other in near):
        return "killed"
    for other in document.tokens[token.i + 1 : token.i + 4]:
        if other.lemma in ("kill", "murder"):
            return "killed"
        if other.lemma in ("wound", "injure"):
            return "injured"
    return "shot"


def is_unreal(document: Document, token: Token) -> bool:
    """True for what might happen, was threatened, or is denied."""
    if any(child.lower in UNREAL for child in document.children(token.i, "aux")) or negated(document, token.i):
        return True
    to = any(child.tag == "TO" for child in document.children(token.i, "aux"))
    return to and token.dep in ("xcomp", "acl", "advcl") and token.lemma not in ("die",)


def patients_of(document: Document, token: Token, kind: str) -> tuple[int, ...]:
    """Whom the word speaks of: object of an active verb, subject of a passive or of dying, head of an adjective."""
    i = token.i
    objects = document.children(i, "dobj")
    if objects and not is_passive(document, i):
        return conjuncts(document, objects[0].i)
    if token.dep == "amod":
        return (token.head,)
    head = document.tokens[i]
    for _ in range(4):
        subject = next((c for c in document.children(head.i, "nsubjpass", "nsubj")), None)
        if subject is not None and subject.tag in ("WP", "WDT") and head.dep == "relcl":
            return conjuncts(document, first_conjunct(document, head.head))
        if subject is not None:
            transitive = (
                head.i == i
                and subject.dep == "nsubj"
                and token.tag in ("VBD", "VBZ", "VBP", "VBG")
                and kind != "injured"
            )
            active = transitive and token.lemma in ("kill", "shoot", "murder", "stab", "wound", "injure")
            return () if active and document.field == "text" else conjuncts(document, subject.i)
        if head.dep in ("acl", "relcl"):
            return conjuncts(document, first_conjunct(document, head.head))
        if head.dep not in ("conj", "xcomp", "advcl", "acomp", "oprd", "ccomp"):
            return ()
        head = document.tokens[head.head]
    return ()


def people(document: Document, token: Token, persons: PersonWords) -> int:
    """How many persons a noun without a numeral stands for: one, two for a couple, none where it is no person."""
    if token.lower in PRONOUNS:
        return 1
    if token.lower in ("old", "year-old"):  # a 16-year-old
        return 1
    if token.tag not in SINGULAR or any(child.tag == "CD" for child in document.children(token.i, "nummod")):
        return 0
    if token.lemma in persons.groups:
        return 2
    if token.lemma in persons.persons:
        return 1
    return int(token.tag == "NNP" and token.text[:1].isupper() and not document.children(token.i, "det"))
