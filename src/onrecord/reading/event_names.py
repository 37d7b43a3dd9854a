"""What those who take part in an event are called: the names of one story, normalised.

"the US" is "United States", "Kyiv" as one who acts is "Ukraine", "the first group of wounded Palestinians" is
"Palestinians", "Putin" is "Vladimir Putin", and "it" is whoever the name layer says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.model import Place, Reading, Speaker
from onrecord.reading.event_triggers import Trigger
from onrecord.reading.grammar import prepositional, subjects
from onrecord.reading.parse import Document, Token
from onrecord.reading.place_of import BACK_REFERENCES

DELEGATES = frozenset({"team", "delegation", "negotiator", "side", "regime", "delegate"})
CONTAINERS = frozenset(
    {
        "group",
        "number",
        "dozen",
        "hundred",
        "thousand",
        "score",
        "handful",
        "total",
        "series",
        "wave",
        "member",
        "lot",
        "pair",
    }
)
MAX_CLAUSES = 3
PARTIES = frozenset(
    {
        "side",
        "party",
        "country",
        "nation",
        "government",
        "two",
        "three",
        "leader",
        "delegation",
        "neighbour",
        "neighbor",
        "they",
        "both",
        "army",
    }
)
NOT_ACTORS = frozenset(
    "it which that who there this what war conflict "
    "round date time day week month year talks meeting place deal".split()
)
REPRESENTATIVES = frozenset(
    "team delegation government negotiator delegate envoy official authority side administration cabinet leadership "
    "regime representative mission".split()
)


@dataclass(frozen=True, slots=True)
class Names:
    """What names stand for in one story: places by token, entities by the head token of each mention."""

    places: Mapping[tuple[str, int], Place]
    entities: Mapping[tuple[str, int], Speaker]
    capitals: Mapping[str, str]  # "Kyiv" -> "Ukraine"
    surnames: Mapping[str, str]  # "Poe" -> "Ann Poe", where only one has it
    times: frozenset[tuple[str, int]]


def names_of(reading: Reading, docs: Iterable[Document], capitals: Mapping[str, str]) -> Names:
    """The tables for one story."""
    places: dict[tuple[str, int], Place] = {}
    by_field = {doc.field: doc for doc in docs}
    for place in reading.places:
        doc = by_field[place.span.field]
        for i in doc.range(place.span.start, place.span.end):
            places[doc.field, i] = place
    entities: dict[tuple[str, int], Speaker] = {}
    for entity in reading.names:
        for span in entity.mentions:
            doc = by_field[span.field]
            at = doc.range(span.start, span.end)
            head = next((i for i in at if doc.tokens[i].head not in at or doc.tokens[i].head == i), None)
            if head is not None:
                entities[doc.field, head] = entity.speaker
    times = frozenset(
        (time.span.field, i)
        for time in reading.times
        for i in by_field[time.span.field].range(time.span.start, time.span.end)
    )
    full = [e.speaker.name for e in reading.names if e.speaker.kind == "person" and " " in e.speaker.name]
    shared = Counter(name.rpartition(" ")[2] for name in full)
    surnames = {name.rpartition(" ")[2]: name for name in full if shared[name.rpartition(" ")[2]] == 1}
    return Names(places, entities, capitals, surnames, times)


def actor_names(doc: Document, i: int, names: Names) -> list[str]:
    """The normalised names of those that token `i` is the head of: one, or more where the parse took two as one."""
    inside = [c for c in doc.children(i, "compound", "nmod") if c.i < i and doc.children(c.i, "cc", "conj")]
    heads = [h for c in inside for h in (c.i, *(d.i for d in doc.children(c.i, "conj")[:-1])) if h != i]
    found = [actor_name(doc, h, names) for h in (*beside(doc, i), *heads, i)]
    return [name for name in found if name and name[:1].isalnum()]


def beside(doc: Document, i: int) -> tuple[int, ...]:
    """The other name of a headline's subject that is joined by a comma: "Peru, Chile sign", "Peru, Chile to sign"."""
    tokens, sentence = doc.tokens, doc.sentence_of(i)
    if doc.field != "title" or tokens[i].tag[:3] != "NNP":
        return ()
    if i == sentence.first + 2 and tokens[i - 1].text == "," and tokens[i - 2].tag[:3] == "NNP":
        return (i - 2,)
    after = tokens[i + 1 : i + 4]
    if i == sentence.first and len(after) == 3 and after[0].text == "," and after[1].tag[:3] == "NNP":
        return (i + 2,) if after[2].tag[:1] == "V" or after[2].tag in ("MD", "TO") else ()
    return ()


def actor_name(doc: Document, i: int, names: Names) -> str | None:
    """The normalised name of the one that token `i` is the head of; None where it is no actor."""
    token = doc.tokens[i]
    if (doc.field, i) in names.times:
        return None
    place = names.places.get((doc.field, i))
    if place is not None and (place.form == "name" or token.dep in ("nsubj", "poss")):
        return place_name(token, place, names)
    entity = names.entities.get((doc.field, i))
    if token.tag[:3] == "PRP":
        own = of_clause_above(doc, token, names) if not entity or entity.kind == "person" else None
        return own or (entity.name if entity else None)
    if entity is not None and (entity.kind == "person" or (stands_for(doc, i) and entity.name[:1].isupper())):
        return names.capitals.get(entity.name, entity.name)
    site = token.lower in BACK_REFERENCES and token.lower not in ("country", "kingdom")
    if site or token.lower in NOT_ACTORS or token.tag[:1] != "N":
        return None
    if token.lemma in CONTAINERS:
        for below in prepositional(doc, i, "of"):
            return actor_name(doc, below, names)
    if token.lemma in DELEGATES:
        for child in doc.children(i, "poss", "amod", "compound", "nmod"):
            owner = names.places.get((doc.field, child.i))
            if owner is not None:
                return names.capitals.get(owner.name, owner.name)
    name = described(doc, token)
    return names.surnames.get(name, name) if name else None


def of_clause_above(doc: Document, pronoun: Token, names: Names) -> str | None:
    """Whom a pronoun that the name layer leaves open stands for: the subject of the clause above its own."""
    verb = doc.tokens[pronoun.head]
    if pronoun.lower not in ("it", "they", "he", "she") or pronoun.dep not in ("nsubj", "nsubjpass"):
        return None
    known = names.entities.get((doc.field, pronoun.i))
    if known is not None and verb.dep != "ccomp":
        return None  # "Ann Poe said she would": the speaker; else the name layer knows better
    for _ in range(MAX_CLAUSES):
        if verb.dep not in ("ccomp", "xcomp", "advcl", "acomp", "conj") or verb.head == verb.i:
            return None
        verb = doc.tokens[verb.head]
        for child in doc.children(verb.i, "nsubj", "nsubjpass"):
            if child.i < pronoun.i and child.tag[:3] != "PRP":
                return actor_name(doc, child.i, names)
    return None


def stands_for(doc: Document, i: int) -> bool:
    """True for a definite common noun that points back at somebody named: "the group", "the ministry"."""
    marks = doc.children(i, "det", "poss")
    return (
        doc.tokens[i].tag == "NN" and len(doc.tokens[i].children) == 1 and any(c.lower in ("the", "its") for c in marks)
    )


def place_name(token: Token, place: Place, names: Names) -> str | None:
    """The name of a country or town that acts; a capital stands for its country, a site does not act."""
    if place.form == "adjective":
        return token.text
    if place.kind not in ("country", "region", "city"):
        return None
    return names.capitals.get(place.name, place.name)


def described(doc: Document, token: Token) -> str | None:
    """The noun with its compounds, capitalised adjectives and possessor, without articles and numbers."""
    kept = [token.i]
    for child in doc.children(token.i):
        if child.i > token.i:
            continue
        leftmost = doc.tokens[doc.subtree(child.i)[0]]
        if child.dep in ("compound", "nmod") or (child.dep == "amod" and is_proper(doc, leftmost)):
            kept += [t for t in doc.subtree(child.i) if t < token.i and doc.tokens[t].tag not in ("DT", "CD")]
        elif child.dep == "poss" and child.tag[:2] == "NN":
            kept += [t for t in doc.subtree(child.i) if doc.tokens[t].tag != "DT"]
            kept += range(child.i + 1, token.i)  # "Chad's interior ministry"
    kept = sorted(set(kept))
    # a run without gaps that ends with the noun
    first = len(kept) - 1
    while first > 0 and kept[first] - kept[first - 1] <= 1:
        first -= 1
    run = kept[first:]
    text = doc.text[doc.tokens[run[0]].start : token.end].strip()
    return text or None


def is_proper(doc: Document, token: Token) -> bool:
    """True for a capitalised word, at the beginning of a sentence only where it is tagged as a name or is an origin."""
    if not token.text[:1].isupper():
        return False
    return token.i != doc.sentence_of(token.i).first or token.tag[:3] == "NNP" or token.text[-1:] in "nihc"


def refers_to_parties(doc: Document, trigger: Trigger, verb: int | None) -> bool:
    """True where the parties are only pointed at: "the two sides", "they", or not named at all."""
    heads = [*subjects(doc, verb)] if verb is not None else []
    heads += prepositional(doc, trigger.i, "between", "among")
    return any(
        doc.tokens[h].lemma in PARTIES
        and any(c.lower in ("the", "both", "two", "three", "these") for c in doc.children(h))
        for h in heads
    ) or any(doc.tokens[h].lower in ("they", "both") for h in heads)
