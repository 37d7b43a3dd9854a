"""The clause frame: which tokens a verb of saying reports, after it, before it or around it.

Long fronted clauses are cut by position rather than by the parse alone, because the parser often hangs their first
adverbial on the cue ("In the past day, five died, officials said").
"""

from __future__ import annotations

from onrecord.reading.attribution_cues import CueTable
from onrecord.reading.attribution_openings import (
    FINITE,
    Piece,
    before_citing,
    behind_aside,
    behind_day,
    subject_before,
    that_clauses,
)
from onrecord.reading.attribution_sources import Subject
from onrecord.reading.grammar import is_passive
from onrecord.reading.parse import Document, Token

MARKS_BEFORE = frozenset({",", '"', "”", "''", "-", "--", "—", "–", "?", "!", "…", "’’"})
ADJUNCTS = frozenset(
    {"prep", "npadvmod", "advmod", "dative", "dobj", "prt", "agent", "nsubj", "aux", "auxpass", "neg", "tmod", "mark"}
)
TRAILING = frozenset({
    "while", "after", "before", "because", "although", "though", "and", "up", "down", "when", "where", "with",
    "including", "since", "until", "unless", "if", "so", "or", "which", "who",
})  # fmt: skip
ENDS = frozenset({",", ".", ";", ":", "—", "–", "--", "-", "(", ")", '"', "”", "“", "''", "``", "?", "!", "...", "…"})
SPLITS = frozenset({"but"})
QUOTE_MARKS = frozenset({'"', "”", "''"})


def clause_pieces(doc: Document, i: int, source: Subject | None, table: CueTable, own: Piece) -> list[Piece]:
    """The clause that verb `i` reports: after it, before it, or around it; `own` is the cue's own clause."""
    if is_passive(doc, i) and any(c.lower != "it" for c in doc.children(i, "nsubjpass")):
        return []  # "five were reported killed": an infinitive's or object's frame at most
    first, last = own
    announced = last < len(doc.tokens) and doc.tokens[last].text in (":", '"', "“", "''")
    kinds = ("ccomp", "xcomp", "parataxis") if announced else ("ccomp", "xcomp")
    after = [c for c in doc.children(i, *kinds) if c.i > i and reports(doc, c)]
    after = after or [c for when in doc.children(i, "advmod") if when.i == i + 1 for c in that_clauses(doc, when.i)]
    fronted = stands_after_mark(doc, first)
    quoted = doc.tokens[first - 1].text in QUOTE_MARKS
    if fronted and source is not None and (quoted or ends_there(doc, last)) and not doc.children(i, "mark"):
        start = start_of(doc, i, table)
        # a second subject of the cue is that of a clause whose verb was tagged as a participle
        if states(doc, start, first) or any(c.i < first and c.i != source.head for c in doc.children(i, "nsubj")):
            return around(doc, i, first, last, start)
    if after:
        return following_clause(doc, i, after[0], table)
    before = [c for c in doc.children(i, "ccomp", "parataxis", "dep") if c.i < first]
    if fronted and before:
        return around(doc, i, first, last, start_of(doc, i, table))
    token = doc.tokens[i]
    if (aside := behind_aside(doc, i)) is not None:
        return [aside]
    if token.dep == "advcl" and (pieces := around_as(doc, i)):
        return pieces
    if fronted and token.dep in ("parataxis", "ccomp", "dep") and token.head != i and not doc.children(i, "mark"):
        return around(doc, i, first, last, doc.sentence_of(i).first)
    return []


def around_as(doc: Document, i: int) -> list[Piece]:
    """The clause that "as officials noted" comments on: what its sentence says before and behind it."""
    marks = doc.children(i, "mark", "advmod")
    if not any(mark.lower == "as" for mark in marks) or doc.children(i, "dobj", "ccomp", "xcomp", "oprd", "acomp"):
        return []
    if not doc.children(i, "nsubj"):
        return []
    indices = doc.subtree(i)
    first, last = indices[0], indices[-1] + 1
    sentence = doc.sentence_of(i)
    behind = last < sentence.last and doc.tokens[last].text in (",", "—", "–")
    before = first > sentence.first + 1 and doc.tokens[first - 1].text in (",", "—", "–")
    pieces = [(sentence.first, first)] if before else []
    if behind:
        pieces.append((last + 1, sentence.last))
    return pieces


def ends_there(doc: Document, at: int) -> bool:
    """True where the cue's clause ends before token `at`: at punctuation or the sentence's end, not at a quotation."""
    if at + 1 < len(doc.tokens) and (doc.tokens[at].text == ":" or doc.tokens[at + 1].tag == "``"):
        return False
    return at >= doc.sentence_of(at - 1).last or doc.tokens[at].text in ENDS or not doc.tokens[at].text.strip()


def states(doc: Document, first: int, last: int) -> bool:
    """True where tokens `first` to `last` make a statement: they hold a finite verb, an order or a quotation mark."""
    return doc.tokens[first].tag == "VB" or any(
        t.tag in FINITE or t.text in QUOTE_MARKS for t in doc.tokens[first:last]
    )


def reports(doc: Document, child: Token) -> bool:
    """True for a complement that is a clause: finite, or without "to"."""
    if child.dep in ("ccomp", "parataxis"):
        if child.tag in ("JJ", "RB", "IN") and not doc.children(child.i, "aux", "cop", "mark"):
            return False
        return not any(t.lower == "to" and t.dep == "aux" for t in doc.children(child.i)) or bool(
            doc.children(child.i, "mark")
        )
    if child.dep == "acl":
        return False
    return not any(t.lower == "to" for t in doc.children(child.i, "aux")) and child.tag != "VBG"


def cue_clause(doc: Document, i: int, source: Subject | None) -> Piece:
    """The tokens of the cue's own clause: its subject where it stands by, auxiliaries, and adjuncts right behind it."""
    if (quoting := verb_above(doc, i)) is not None:  # "Interfax quoted him as saying": the whole is the cue's clause
        subject = [doc.subtree(child.i)[0] for child in doc.children(quoting, "nsubj", "nsubjpass")]
        return min(quoting, *subject, quoting), i + 1
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


def verb_above(doc: Document, i: int) -> int | None:
    """The verb of "quoted him as saying" and "was quoted as saying", for the verb "saying"."""
    above = doc.tokens[doc.tokens[i].head]
    if doc.tokens[i].dep != "pcomp" or above.lower != "as" or doc.tokens[above.head].tag[:1] != "V":
        return None
    return above.head


def stands_after_mark(doc: Document, first: int) -> bool:
    """True where a comma, a closing quotation mark or a dash stands before token `first`."""
    return first > 0 and doc.tokens[first - 1].text in MARKS_BEFORE


def start_of(doc: Document, i: int, table: CueTable) -> int:
    """Where what stands before the cue starts: at the sentence's start, or behind what the cue is coordinated with.

    "The port shut, but the road would open, officials said": all of it, unless the first verb is a cue of its own.
    """
    token = doc.tokens[i]
    head = doc.tokens[token.head]
    if token.dep == "conj" and ("clauses" not in table.verbs.get(head.lemma, {}) or is_passive(doc, head.i)):
        return doc.sentence_of(i).first
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
    while (
        first < clause.i
        and doc.tokens[first].text in (",", ":", "that")
        and not (doc.tokens[first].text == "that" and doc.tokens[first].dep not in ("mark", "dep"))
    ):
        first += 1
    first = behind_day(doc, subject_before(doc, i, clause, first))
    end = indices[-1] + 1
    for child in doc.children(i):
        if child.i < clause.i:
            continue
        if child.dep in ("conj", "cc") or (child.dep == "advcl" and child.tag == "VBG" and child.lemma in table.verbs):
            break
        end = max(end, doc.subtree(child.i)[-1] + 1)
    stop = second_cue(doc, i, first, before_citing(doc, first, end), table)
    for other in doc.children(clause.i, "conj"):
        mark = doc.subtree(other.i)[0]
        if first < mark < stop and doc.tokens[mark].lower == "that" and doc.tokens[mark - 1].dep == "cc":
            comma = doc.tokens[mark - 2].text == ","
            return [(first, mark - 1 - comma), (mark + 1, stop)]
    return [(first, own_clause_end(doc, clause, first, stop))]


def own_clause_end(doc: Document, clause: Token, first: int, stop: int) -> int:
    """Where the story takes over with a sentence of its own: ", but" or ", and" with a new subject, else `stop`."""
    for other in doc.children(clause.i, "conj"):
        subject = doc.children(other.i, "nsubj", "nsubjpass", "expl")
        start = doc.subtree(other.i)[0]
        cc = start - 1
        if not subject or not first < cc < stop or doc.tokens[cc].lower not in SPLITS or doc.tokens[cc - 1].text != ",":
            continue
        return cc - 1
    return stop


def second_cue(doc: Document, i: int, first: int, end: int, table: CueTable) -> int:
    """Where another cue of the sentence ends the content of verb `i`, else `end`.

    That is a verb that shares its subject ("said ..., but warned that ..."), one with a subject of its own after
    "while", and any after a semicolon.
    """
    for j in range(first + 2, end):
        token = doc.tokens[j]
        if token.dep == "cc" and token.lower in ("and", "but") and shares_subject(doc, i, j + 1, end, table):
            return j
        if token.lower in ("while", "whereas") and token.dep == "mark" and reports_itself(doc, token.head, table):
            return j
        if token.text == ";" and any(reports_itself(doc, k, table) for k in range(j + 2, min(j + 9, end))):
            return j
    return end


def shares_subject(doc: Document, i: int, at: int, end: int, table: CueTable) -> bool:
    """True where the verb at `at`, behind adverbs, is a cue with a clause that has its subject from verb `i`."""
    while at < end - 1 and doc.tokens[at].tag == "RB":
        at += 1
    if at >= end:
        return False
    verb = doc.tokens[at]
    return (
        verb.tag == doc.tokens[i].tag
        and verb.dep == "conj"
        and "clauses" in table.verbs.get(verb.lemma, {})
        and bool(doc.children(verb.i, "ccomp"))
        and not doc.children(verb.i, "nsubj", "nsubjpass")
    )


def reports_itself(doc: Document, i: int, table: CueTable) -> bool:
    """True for a cue verb with a subject of its own and something that it may report."""
    token = doc.tokens[i]
    if token.tag[:1] != "V" or token.lemma not in table.verbs:
        return False
    return bool(doc.children(i, "nsubj")) and bool(doc.children(i, "ccomp", "dobj"))
