"""The dead and hurt that a sentence tells of without a numeral: "a man was shot dead", "killing himself"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon import Lexicon
from onrecord.reading.figure_words import MeasureWords
from onrecord.reading.grammar import conjuncts, first_conjunct, is_passive, negated
from onrecord.reading.parse import Document, Sentence, Token

SINGULAR = ("NN", "NNP", "PRP")
ACTS = frozenset(("death", "killing", "murder", "slaying", "homicide"))
FATAL = frozenset(("fatal", "deadly", "death"))
CONDITIONS = frozenset(("critical", "serious", "stable", "fair", "good", "grave", "guarded"))
SUFFERING = frozenset(("suffer", "sustain", "receive"))
OTHERS = frozenset(("another", "other", "others", "also", "survive", "survived", "second", "survivor", "both"))
PRONOUNS = frozenset(("he", "she", "him", "her", "another"))
UNREAL = frozenset(("could", "might", "would", "should", "can"))
DEATHLY = frozenset(("fatally", "dead", "death", "mortally"))


@dataclass(frozen=True)
class PersonWords:
    """Nouns for one person."""

    persons: frozenset[str]
    perpetrators: frozenset[str]
    groups: frozenset[str]
    selves: frozenset[str]
    triggers: frozenset[str]  # lemmas and forms that may tell of the dead and the hurt


@dataclass(frozen=True, slots=True)
class Mention:
    """How many persons without a numeral a sentence says were killed, hurt or shot, and whether who did it died."""

    killed: int = 0
    injured: int = 0
    shot: int = 0
    suicide: bool = False
    perpetrator: bool = False
    killed_at: int = 0  # the offset of the first word that tells of a death
    apart: bool = False  # the hurt are told apart from the killed


def person_words(lexicon: Lexicon) -> PersonWords:
    """The tables of `tolls/persons`."""
    entry = lexicon.entry("tolls", "persons")
    triggers = {*ACTS, "shoot", "shooting", "shot", "condition", "wound", "wounds", "injury", "injuries"}
    for name in ("killed", "injured", "hospitalised"):
        harm = lexicon.entry("measures", name)
        phrases = (*harm.list_of("object_verbs"), *harm.list_of("subject_verbs"), *harm.list_of("adjectives"))
        triggers |= {phrase.split()[0] for phrase in phrases}
    return PersonWords(
        frozenset(entry.list_of("persons")), frozenset(entry.list_of("perpetrators")),
        frozenset(entry.list_of("groups")), frozenset(entry.list_of("selves")), frozenset(triggers),
    )  # fmt: skip


def mention(document: Document, sentence: Sentence, words: MeasureWords, persons: PersonWords) -> Mention:
    """What the sentence tells of persons without a numeral."""
    counts = {"killed": 0, "injured": 0, "shot": 0}
    whom: dict[str, set[int]] = {kind: set() for kind in counts}
    suicide = perpetrator = others = False
    killed_at = 0
    for token in document.tokens[sentence.first : sentence.last]:
        others = others or token.lower in OTHERS
        if token.lemma not in persons.triggers and token.lower not in persons.triggers:
            continue
        counts["killed"] = max(counts["killed"], victim_of_act(document, token, persons))
        kind = kind_of(document, token, words)
        if kind is None or is_unreal(document, token):
            continue
        patients = patients_of(document, token, kind) or in_headline(document, token, persons)
        if any(document.tokens[i].lower in persons.selves for i in patients) and kind != "injured":
            suicide = True
            counts["shot"] = max(counts["shot"], int(kind == "shot"))
        if kind == "killed" and not killed_at:
            killed_at = token.start
        number = sum(people(document, document.tokens[i], persons) for i in patients)
        counts[kind] = max(counts[kind], number)
        whom[kind] |= {i for i in patients if document.tokens[i].tag != "PRP"}
        if kind == "killed":
            perpetrator = perpetrator or any(document.tokens[i].lemma in persons.perpetrators for i in patients)
    hurt = (whom["injured"] | whom["shot"]) - whom["killed"]
    apart = others or (bool(hurt) and (bool(whom["killed"]) or suicide))
    return Mention(**counts, suicide=suicide, perpetrator=perpetrator, killed_at=killed_at, apart=apart)


def in_headline(document: Document, token: Token, persons: PersonWords) -> tuple[int, ...]:
    """The person before a headline's participle, whatever the parse: "Boy, 7, shot in park"."""
    if document.field != "title":
        return ()
    for other in reversed(document.tokens[max(0, token.i - 5) : token.i]):
        if other.tag == "CD" and other.i and document.tokens[other.i - 1].lower != ",":
            return ()
        if other.lemma in persons.persons or other.lower in ("old", "year-old"):
            return (other.i,)
        if other.tag not in ("CD", ",", "RB", "HYPH", "JJ", "MD", "VBZ", "VBD"):
            return ()
    return ()


def victim_of_act(document: Document, token: Token, persons: PersonWords) -> int:
    """How many persons without a numeral "the death of a boy", "a teen's killing" or "the fatal shooting of Ana" is."""
    if token.tag[:2] != "NN" or not (token.lemma in ACTS or is_fatal_shooting(document, token)):
        return 0
    objects = [
        child.i
        for prep in document.children(token.i, "prep")
        if prep.lower == "of"
        for child in document.children(prep.i, "pobj")
    ]
    objects += [child.i for child in document.children(token.i, "poss") if child.tag != "PRP$"]
    return sum(people(document, document.tokens[i], persons) for head in objects for i in conjuncts(document, head))


def is_fatal_shooting(document: Document, token: Token) -> bool:
    """True for "fatal shooting", "shooting death" is an act by its own word."""
    return token.lower == "shooting" and token.i > 0 and document.tokens[token.i - 1].lower in FATAL


def kind_of(document: Document, token: Token, words: MeasureWords) -> str | None:
    """killed, injured or shot: what the verb or adjective at `token` says was done; None for any other word."""
    if token.lemma == "shoot" and token.tag[0] == "V":
        return how_shot(document, token, words)
    if token.lower == "condition" and document.tokens[token.i - 1].lower in CONDITIONS and token.i:
        return "injured"
    if token.lower in ("wound", "wounds", "injury", "injuries") and token.dep == "dobj":
        return "shot" if document.tokens[token.head].lemma in SUFFERING else None
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
    if token.dep in ("oprd", "acomp") and document.tokens[token.head].lemma in ("find", "leave"):
        objects = document.children(token.head, "dobj")
        if objects:
            return conjuncts(document, objects[0].i)
    head = document.tokens[i]
    if token.dep in ("pcomp", "pobj", "dobj") and document.tokens[token.head].tag in ("IN", "TO", "VBD", "VBG", "VBN"):
        head = above(document, token)
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


def above(document: Document, token: Token) -> Token:
    """The verb over a phrase: of "died after being shot", "remains in critical condition", "suffered a wound"."""
    head = document.tokens[token.head]
    if head.tag in ("IN", "TO") and head.head != head.i:
        head = document.tokens[head.head]
    return head


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
