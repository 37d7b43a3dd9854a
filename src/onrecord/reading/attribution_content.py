"""From a cue word to its content: which tokens are said, by the construction that the cue stands in.

Every function returns pieces, pairs of first and last (exclusive) token in text order, with the frame that gave them;
`attributions` turns them into spans. Long fronted clauses are cut by position rather than by the parse alone, because
the parser often hangs their first adverbial on the cue ("In the past day, five died, officials said").
"""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.reading.attribution_cues import Candidate, CueTable
from onrecord.reading.attribution_sources import Subject
from onrecord.reading.grammar import is_passive, is_verb
from onrecord.reading.parse import Document, Token

Piece = tuple[int, int]
DATELINE = re.compile(r"[A-Z][^\n]{0,80}?(?:--|—|–| - )\s*")
MARKS_BEFORE = frozenset({",", '"', "”", "''", "-", "--", "—", "–", "?", "!", "…", "’’"})
ADJUNCTS = frozenset({"prep", "npadvmod", "advmod", "dative", "dobj", "prt", "agent", "nsubj", "aux", "auxpass", "neg", "tmod", "mark"})
TRAILING = frozenset({
    "while", "after", "before", "because", "although", "though", "and", "up", "down", "when", "where", "with", "including",
    "since", "until", "unless", "if", "so", "or", "which", "who",
})  # fmt: skip
ENDS = frozenset({",", ".", ";", ":", "—", "–", "--", "-", "(", ")", '"', "”", "“", "''", "``", "?", "!", "...", "…"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
QUOTE_MARKS = frozenset({'"', "”", "''"})
DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
    "may", "june", "july", "august", "september", "october", "november", "december", "jan.", "feb.", "aug.", "sept.", "oct.",
    "nov.", "dec.", "today", "yesterday", "tomorrow",
})  # fmt: skip
COMPLEMENTS = frozenset({"prep", "xcomp", "oprd", "ccomp", "acl", "dative"})
OBJECT_PREPOSITIONS = frozenset({"of", "for", "as", "to", "at", "with", "from", "about", "over", "into", "between", "against", "than"})


class Content(NamedTuple):
    """What a cue attributes: its pieces, the frame and lexicon entry that say so, and the tokens of the cue."""

    pieces: tuple[Piece, ...]
    frame: str
    entry: str
    cue: tuple[int, ...]


def find_content(doc: Document, cue: Candidate, source: Subject | None, table: CueTable) -> Content | None:
    """The content of the cue by the first of its constructions that fits, or None."""
    if cue.word == "phrase":
        return phrase_content(doc, cue, source)
    if cue.word == "noun":
        return noun_content(doc, cue)
    return verb_content(doc, cue, source, table)


def verb_content(doc: Document, cue: Candidate, source: Subject | None, table: CueTable) -> Content | None:
    """Clause, infinitive, object or preposition, in that order."""
    frames, i = cue.frames, cue.head
    if "clauses" in frames and (pieces := clause_pieces(doc, i, source, table)):
        return Content(tuple(pieces), "clause", frames["clauses"], cue_tokens(doc, i))
    if "measured" in frames and (pieces := measured_pieces(doc, i)):
        return Content(tuple(pieces), "measured", frames["measured"], cue_tokens(doc, i))
    for child in doc.children(i, "prep", "dative"):
        if (entry := frames.get(f"prep:{child.lower}")) and (pieces := preposition_pieces(doc, i, child)):
            return Content(tuple(pieces), "preposition", entry, (*cue_tokens(doc, i), child.i))
    if "infinitives" in frames and (pieces := infinitive_pieces(doc, i)):
        return Content(tuple(pieces), "infinitive", frames["infinitives"], cue_tokens(doc, i))
    if "objects" in frames and (pieces := object_pieces(doc, i)):
        return Content(tuple(pieces), "object", frames["objects"], cue_tokens(doc, i))
    return None


def cue_tokens(doc: Document, i: int) -> tuple[int, ...]:
    """The verb with its particle."""
    return (i, *(child.i for child in doc.children(i, "prt") if child.i == i + 1))


# --- clauses ---


def clause_pieces(doc: Document, i: int, source: Subject | None, table: CueTable) -> list[Piece]:
    """The clause that verb `i` reports: after it, before it, or around it."""
    after = [c for c in doc.children(i, "ccomp", "xcomp", "parataxis") if c.i > i and reports(doc, c)]
    first, last = cue_clause(doc, i, source)
    fronted = stands_after_mark(doc, first)
    if fronted and source is not None and ends_there(doc, last) and not doc.children(i, "mark"):
        start = start_of(doc, i)
        if states(doc, start, first):
            return around(doc, i, first, last, start)
    if after:
        return following_clause(doc, i, after[0], table)
    before = [c for c in doc.children(i, "ccomp", "parataxis", "dep") if c.i < first]
    if fronted and before:
        return around(doc, i, first, last, start_of(doc, i))
    token = doc.tokens[i]
    if fronted and token.dep in ("parataxis", "ccomp", "dep") and token.head != i and not doc.children(i, "mark"):
        return around(doc, i, first, last, doc.sentence_of(i).first)
    return []


def ends_there(doc: Document, at: int) -> bool:
    """True where the cue's clause ends before token `at`: at punctuation, or with its sentence."""
    return at >= doc.sentence_of(at - 1).last or doc.tokens[at].text in ENDS or not doc.tokens[at].text.strip()


def states(doc: Document, first: int, last: int) -> bool:
    """True where tokens `first` to `last` make a statement: they hold a finite verb or a quotation mark."""
    return any(t.tag in FINITE or t.text in QUOTE_MARKS for t in doc.tokens[first:last])


def reports(doc: Document, child: Token) -> bool:
    """True for a complement that is a clause: finite, or without "to"."""
    if child.dep == "ccomp" or child.dep == "parataxis":
        return not any(t.lower == "to" and t.dep == "aux" for t in doc.children(child.i)) or bool(doc.children(child.i, "mark"))
    if child.dep == "acl":
        return False
    return not any(t.lower == "to" for t in doc.children(child.i, "aux")) and child.tag != "VBG"


def cue_clause(doc: Document, i: int, source: Subject | None) -> Piece:
    """The tokens of the cue's own clause: its subject where it stands by, auxiliaries, and adjuncts right behind it."""
    first, last = i, i + 1
    for child in doc.children(i, "aux", "auxpass", "neg", "advmod"):
        if i - 4 <= child.i < i:
            first = min(first, child.i)
    if source is not None and source[0] < i and source[1] <= first and first - source[1] <= 2:
        first = source[0]
    elif source is not None and source[0] >= i:
        last = max(last, source[1])
    for child in doc.children(i):
        if child.i >= last and child.dep in ADJUNCTS:
            indices = doc.subtree(child.i)
            if indices[0] <= last + 1:
                last = max(last, indices[-1] + 1)
    return first, last


def stands_after_mark(doc: Document, first: int) -> bool:
    """True where a comma, a closing quotation mark or a dash stands before token `first`, in the same sentence or not."""
    return first > 0 and doc.tokens[first - 1].text in MARKS_BEFORE


def start_of(doc: Document, i: int) -> int:
    """Where what stands before the cue starts: at the sentence's start, or behind what the cue is coordinated with."""
    token = doc.tokens[i]
    if token.dep in ("conj", "advcl", "acl"):
        start = doc.subtree(i)[0]
        return start if start < i else doc.sentence_of(i).first
    return doc.sentence_of(i).first


def around(doc: Document, i: int, first: int, last: int, start: int) -> list[Piece]:
    """What stands before the cue clause `first` to `last`, and, where it goes on, behind it."""
    pieces = [(start, first)]
    if any(c.dep in ("ccomp", "parataxis") and c.i >= last for c in doc.children(i)):
        return [*pieces, (last, doc.sentence_of(i).last)]
    end = doc.sentence_of(i).last
    at = last
    while at < end and doc.tokens[at].tag in ("_SP", "''", "``"):
        at += 1
    if at < end and doc.tokens[at].text in (",", "—", "–", "--", ";") and at + 1 < end and goes_on(doc, i, at + 1):
        pieces.append((at + 1, end))
    elif at < end and doc.tokens[i].dep == "parataxis" and doc.tokens[i].head >= last:
        pieces.append((at, end))
    return pieces


def goes_on(doc: Document, i: int, at: int) -> bool:
    """True where the content goes on at token `at`, after the cue clause."""
    token = doc.tokens[at]
    head = doc.tokens[i].head
    if doc.tokens[i].dep == "parataxis" and head > i:
        return True
    return token.lower in TRAILING and not (token.tag == "IN" and token.dep == "prep")


def following_clause(doc: Document, i: int, clause: Token, table: CueTable) -> list[Piece]:
    """The clause after verb `i`, with what follows it in the sentence, up to a verb coordinated with the cue."""
    indices = doc.subtree(clause.i)
    first = next((x for x in indices if x > i), clause.i)
    while first < clause.i and doc.tokens[first].text in (",", ":", "that") and not (
        doc.tokens[first].text == "that" and doc.tokens[first].dep not in ("mark", "dep")
    ):
        first += 1
    end = indices[-1] + 1
    for child in doc.children(i):
        if child.i < clause.i:
            continue
        if child.dep in ("conj", "cc") or (child.dep == "advcl" and child.tag == "VBG" and child.lemma in table.verbs):
            break
        end = max(end, doc.subtree(child.i)[-1] + 1)
    stop = second_cue(doc, i, first, end, table)
    return [(first, stop)]


def second_cue(doc: Document, i: int, first: int, end: int, table: CueTable) -> int:
    """Where a further cue that shares the subject of verb `i` ends the content ("said ..., but warned that ...")."""
    for j in range(first + 2, end):
        token = doc.tokens[j]
        if token.dep == "cc" and token.lower in ("and", "but") and j + 1 < end:
            k = j + 1
            while k < end - 1 and doc.tokens[k].tag == "RB":
                k += 1
            verb = doc.tokens[k]
            if (
                verb.tag == doc.tokens[i].tag
                and verb.dep == "conj"
                and "clauses" in table.verbs.get(verb.lemma, {})
                and doc.children(verb.i, "ccomp")
                and not doc.children(verb.i, "nsubj", "nsubjpass")
            ):
                return j
    return end


# --- the other frames ---


def measured_pieces(doc: Document, i: int) -> list[Piece]:
    """The object with "at" and its number: "put the toll at 140"."""
    for thing in doc.children(i, "dobj", "nsubjpass"):
        for child in doc.children(i, "prep"):
            if child.lower == "at" and any(doc.tokens[x].tag == "CD" for x in doc.subtree(child.i)):
                return [(doc.subtree(thing.i)[0], doc.subtree(child.i)[-1] + 1)] if thing.i > i else [piece(doc, thing.i)]
    return []


def preposition_pieces(doc: Document, i: int, preposition: Token) -> list[Piece]:
    """What hangs on the preposition, with an infinitive after it ("call on both sides to stop")."""
    for child in doc.children(preposition.i, "pobj", "pcomp", "ccomp"):
        if child.lower in DAYS:
            continue
        first, last = piece(doc, child.i)
        for other in doc.children(i, "xcomp", "advcl"):
            if other.i > last and starts_with_to(doc, other):
                last = doc.subtree(other.i)[-1] + 1
        return [(first, last)]
    return []


def infinitive_pieces(doc: Document, i: int) -> list[Piece]:
    """The infinitive, with the object before it ("urged them to stop") or the subject of a passive ("is expected to")."""
    for child in doc.children(i, "xcomp", "ccomp", "advcl"):
        if child.i < i or not starts_with_to(doc, child):
            continue
        first, last = piece(doc, child.i)
        for thing in doc.children(i, "dobj"):
            if i < thing.i < first:
                first = doc.subtree(thing.i)[0]
        subject = doc.children(i, "nsubjpass") if is_passive(doc, i) else ()
        if subject and subject[0].lower not in ("who", "which", "that"):
            return [piece(doc, subject[0].i), (first, last)]
        return [(first, last)]
    return []


def starts_with_to(doc: Document, clause: Token) -> bool:
    """True for an infinitive with "to"."""
    return any(child.lower == "to" for child in doc.children(clause.i, "aux"))


def object_pieces(doc: Document, i: int) -> list[Piece]:
    """The object and the complements behind it ("accused them of theft", "called it a crime"), or a passive's subject."""
    if is_passive(doc, i):
        return [piece(doc, child.i) for child in doc.children(i, "nsubjpass") if child.lower not in ("who", "which", "that")]
    for child in doc.children(i, "dobj", "ccomp", "xcomp"):
        if child.dep == "xcomp" and child.tag != "VBG":
            continue
        if child.i < i or child.tag in ("PRP$", "WP", "WDT") or child.lower.endswith(("self", "selves")):
            continue
        first, last = piece(doc, child.i)
        for other in doc.children(i):
            if other.i >= last and (
                other.dep in ("xcomp", "oprd", "ccomp") or (other.dep == "prep" and other.lower in OBJECT_PREPOSITIONS)
            ):
                last = max(last, doc.subtree(other.i)[-1] + 1)
        return [(first, before_comment(doc, child.i, last))]
    return [piece(doc, child.i) for child in doc.children(i, "oprd") if child.i > i][:1]


def before_comment(doc: Document, head: int, last: int) -> int:
    """`last`, or where a relative clause behind a comma starts, which is the story's own comment on the object."""
    for child in doc.children(head, "relcl"):
        first = doc.subtree(child.i)[0]
        if first > head + 1 and doc.tokens[first - 1].text == "," and doc.subtree(child.i)[-1] + 1 == last:
            return first - 1
    return last


def piece(doc: Document, i: int) -> Piece:
    """The subtree of token `i` from its first to its last token."""
    indices = doc.subtree(i)
    return indices[0], indices[-1] + 1


# --- nouns and phrases ---


def noun_content(doc: Document, cue: Candidate) -> Content | None:
    """The that-clause or infinitive on the noun, or what hangs on its preposition ("criticism of the deal")."""
    i = cue.head
    for child in doc.children(i, "acl", "ccomp"):
        if child.i > i and "clauses" in cue.frames and any(t.lower in ("that", "to") for t in doc.children(child.i, "mark", "aux")):
            first, last = piece(doc, child.i)
            first += doc.tokens[first].lower == "that"
            return Content(((first, last),), "noun", cue.frames["clauses"], (i,))
    for child in doc.children(i, "prep"):
        if entry := cue.frames.get(f"prep:{child.lower}"):
            for inner in doc.children(child.i, "pobj", "pcomp"):
                return Content((piece(doc, inner.i),), "noun", entry, (i, child.i))
    return None


def phrase_content(doc: Document, cue: Candidate, source: Subject | None) -> Content | None:
    """The sentence, or the clause, that the phrase stands in, without the phrase and its source."""
    if source is None:
        return None
    sentence = doc.sentence_of(cue.head)
    first, last = cue.head, max(source[1], cue.last + 1)
    pieces = []
    if first > sentence.first:
        pieces.append((sentence.first, first))
    at = last
    while at < sentence.last and doc.tokens[at].text in (",", ":"):
        at += 1
    if not pieces:
        pieces.append((at, sentence.last))
    elif at > last and at < sentence.last and doc.tokens[at].lower in TRAILING:
        pieces.append((at, sentence.last))
    entry = cue.frames["phrase"]
    return Content(tuple(pieces), "phrase", entry, tuple(range(cue.head, cue.last + 1)))


def dateline_end(doc: Document) -> int:
    """The offset behind a dateline at the start of the body ("CAIRO, Feb 1 (Agency) -- "), 0 where there is none."""
    match = DATELINE.match(doc.text)
    if match is None or doc.field != "text":
        return 0
    place = doc.text[: match.end()].split(",")[0].split("(")[0].strip(" -—–")
    return match.end() if place.isupper() else 0
