"""The words that decide what a number counts: the lexicon's `measures` as tables for looking up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from onrecord.lexicon import Lexicon
from onrecord.reading.parse import Document, Token

CueKind = Literal["object", "subject", "act", "adjective", "counter", "noun", "strong"]
PARTICLE_REACH = 12  # tokens after a verb in which its particle may stand ("took 150 men and women hostage")
CLAUSE_ENDS = frozenset((";", ":"))


class Cue(NamedTuple):
    """A word, at token `i`, that speaks of a measure; `kind` says where what it counts stands."""

    i: int
    measure: str
    kind: CueKind
    phrasal: int = 0  # how many further words its entry asks for


class Pattern(NamedTuple):
    """An entry's word after its first: the further words that must stand near."""

    words: tuple[str, ...]
    measure: str
    kind: CueKind


Table = Mapping[str, tuple[Pattern, ...]]


@dataclass(frozen=True)
class MeasureWords:
    """Verbs by their first word; nouns, acts and counters by their last; adjectives by form."""

    verbs: Table
    nouns: Table
    acts: Table
    counters: Table
    adjectives: Mapping[str, str]
    persons: frozenset[str]  # measures that count persons
    things: frozenset[str]  # nouns that are no persons
    objects: Mapping[str, frozenset[str]]  # the nouns of each measure
    fighters: frozenset[str]
    standing: frozenset[str]  # measures that are a stock by default
    known: frozenset[str]  # the lemmas and forms at which there may be a cue
    rises: frozenset[str]  # lemmas of verbs and nouns for a count that grows
    loads: frozenset[str]  # what comes by the ton and is no aid
    within: frozenset[str]  # places inside a country: to return to them crosses no border
    groups: frozenset[str]  # nouns for persons who belong together: "members of one family"
    uncounted: frozenset[str]  # nouns whose number is no figure: sides, counts, rounds

    def verb_cues(self, document: Document, token: Token) -> list[Cue]:
        """The cues at a verb: the entries that ask for most words first, and none that asks for fewer beside them."""
        found: list[Cue] = []
        for pattern in self.verbs.get(token.lemma, ()):
            if found and len(pattern.words) < found[0].phrasal:
                break
            if all_after(document, token, pattern.words):
                found.append(Cue(token.i, pattern.measure, pattern.kind, len(pattern.words)))
        return found

    def noun_cues(self, document: Document, token: Token) -> list[Cue]:
        """The cues at a noun: as what is counted, as an act of many, as a counter."""
        found = []
        for table in (self.counters, self.nouns, self.acts):
            for pattern in table.get(token.lemma, ()):
                if all_before(document, token, pattern.words):
                    found.append(Cue(token.i, pattern.measure, pattern.kind, len(pattern.words)))
                    break
        return found

    def cues(self, document: Document, token: Token) -> list[Cue]:
        """Every cue at a token."""
        if token.lower == "re":
            return self.split_verb(document, token)
        if in_compound(document, token):
            return []
        adjective = self.adjectives.get(token.lower)
        if token.tag[:2] == "VB":
            found = self.verb_cues(document, token)
            if adjective and token.tag in ("VBN", "VBD", "VBG") and not found:
                found.append(Cue(token.i, adjective, "adjective"))
            return found
        found = [Cue(token.i, adjective, "adjective")] if adjective else []
        found += self.noun_cues(document, token)
        if not found and document.field == "title" and token.tag[:2] in ("NN", "JJ", "IN"):
            # A headline's verbs are often taken for nouns: "12 die", "rebels free 30".
            found = [cue for cue in self.verb_cues(document, token) if not cue.phrasal]
        return found

    def split_verb(self, document: Document, token: Token) -> list[Cue]:
        """A verb that the tokeniser took apart at its hyphen ("re-entered"), as a cue at its first token."""
        whole = document.tokens[token.i : token.i + 3]
        if len(whole) < 3 or whole[1].lower != "-" or whole[2].start != whole[1].end:
            return []
        for pattern in self.verbs.get(f"re-{whole[2].lemma}", ()):
            return [Cue(token.i, pattern.measure, pattern.kind)]
        return []


def in_compound(document: Document, token: Token) -> bool:
    """True in "rocket-propelled" and "long-serving": the word says what something is like, not what happened."""
    tokens, i = document.tokens, token.i
    if i + 2 < len(tokens) and tokens[i + 1].lower == "-" and tokens[i + 1].start == token.end:
        return tokens[i + 2].start == tokens[i + 1].end and tokens[i + 2].tag in ("VBN", "VBD", "VBG", "JJ")
    return token.tag == "VBG" and i > 1 and tokens[i - 1].lower == "-" and tokens[i - 2].end == tokens[i - 1].start


def all_after(document: Document, token: Token, words: tuple[str, ...]) -> bool:
    """True where every one of `words` stands after `token`, in order and near, in the same clause."""
    if not words:
        return True
    wanted = iter(words)
    word = next(wanted)
    last = document.sentence_of(token.i).last
    for other in document.tokens[token.i + 1 : min(last, token.i + 1 + PARTICLE_REACH)]:
        if word in (other.lower, other.lemma):
            following = next(wanted, None)
            if following is None:
                return True
            word = following
        elif other.lower in CLAUSE_ENDS or (other.tag in ("VBD", "VBZ", "VBP") and other.lemma not in ("be", "have")):
            return False
    return False


def all_before(document: Document, token: Token, words: tuple[str, ...]) -> bool:
    """True where `words` stand directly before `token`."""
    first = token.i - len(words)
    return first >= 0 and all(document.tokens[first + k].lower == word for k, word in enumerate(words))


def measure_words(lexicon: Lexicon) -> MeasureWords:
    """The tables of all entries of `measures`."""
    verbs: list[tuple[str, Pattern]] = []
    nouns: list[tuple[str, Pattern]] = []
    acts: list[tuple[str, Pattern]] = []
    counters: list[tuple[str, Pattern]] = []
    adjectives: dict[str, str] = {}
    entries = lexicon.entries("measures")
    for entry in entries:
        verbs += [head_first(phrase, entry.name, "object") for phrase in entry.list_of("object_verbs")]
        verbs += [head_first(phrase, entry.name, "subject") for phrase in entry.list_of("subject_verbs")]
        nouns += [head_last(phrase, entry.name, "strong") for phrase in entry.list_of("strong_nouns")]
        nouns += [head_last(phrase, entry.name, "noun") for phrase in entry.list_of("nouns")]
        acts += [head_last(phrase, entry.name, "act") for phrase in entry.list_of("acts")]
        counters += [head_last(phrase, entry.name, "counter") for phrase in entry.list_of("counters")]
        adjectives |= {word: entry.name for word in entry.list_of("adjectives") if word not in adjectives}
    persons = frozenset(entry.name for entry in entries if entry.values.get("persons"))
    objects = {entry.name: frozenset(phrase.split()[-1] for phrase in entry.list_of("nouns")) for entry in entries}
    things = {
        noun for entry in entries if entry.name not in persons and entry.name != "other" for noun in objects[entry.name]
    }
    things |= {noun for entry in entries for noun in entry.list_of("things")}
    tables = table(verbs), table(nouns), table(acts), table(counters)
    return MeasureWords(
        verbs=tables[0],
        nouns=tables[1],
        acts=tables[2],
        counters=tables[3],
        known=frozenset(("re", *adjectives, *(word for one in tables for word in one))),
        adjectives=adjectives,
        persons=persons,
        things=frozenset(things),
        objects=objects,
        fighters=frozenset(lexicon.entry("measures", "troops").list_of("units")),
        standing=frozenset(entry.name for entry in entries if entry.values.get("mode") == "standing"),
        rises=frozenset(lexicon.entry("modes", "new").list_of("rises")),
        loads=frozenset(lexicon.entry("measures", "aid").list_of("loads")),
        within=frozenset(lexicon.entry("measures", "crossed").list_of("within")),
        groups=frozenset(lexicon.entry("numerals", "not_counts").list_of("groups")),
        uncounted=frozenset(lexicon.entry("numerals", "not_counts").list_of("nouns")),
    )


def head_first(phrase: str, measure: str, kind: CueKind) -> tuple[str, Pattern]:
    """A verb phrase by its verb."""
    head, *rest = phrase.split()
    return head, Pattern(tuple(rest), measure, kind)


def head_last(phrase: str, measure: str, kind: CueKind) -> tuple[str, Pattern]:
    """A noun phrase by its noun."""
    *rest, head = phrase.split()
    return head, Pattern(tuple(rest), measure, kind)


def table(rows: Iterable[tuple[str, Pattern]]) -> Table:
    """Patterns by word, those with most further words first."""
    found: dict[str, list[Pattern]] = {}
    for word, pattern in sorted(rows, key=lambda row: -len(row[1].words)):
        found.setdefault(word, []).append(pattern)
    return {word: tuple(patterns) for word, patterns in found.items()}
