"""The learnt decision: which words attribute something, what, and to whom; aided by the rules, which are its features.

Phrases ("according to") and colons stay with the rules. What decided is said in words: the cue's lexicon entry, or
"learnt" and its lemma, the shape of the content, and the probability that it is a cue.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reading.attribution_choice import Asked, Option, asked, option_features
from onrecord.reading.attribution_content import find_content
from onrecord.reading.attribution_cues import MAX_SENTENCE, Candidate, CueTable, verb_frames
from onrecord.reading.attribution_drafts import Draft, Range, behind_dateline, content_ranges, outermost, propose
from onrecord.reading.attribution_features import View, cue_features, word_class
from onrecord.reading.attribution_options import Edges, content_options
from onrecord.reading.attribution_sources import Subject, find_source, verb_source
from onrecord.reading.attribution_speaking import source_features, source_options
from onrecord.reading.attribution_weights import Model, probability
from onrecord.reading.parse import Document, dateline_of
from onrecord.reading.quote_marks import Quote


def learnt_drafts(doc: Document, table: CueTable, quotes: list[Quote], model: Model) -> list[Draft]:
    """The drafts of a document: the rules' for phrases, the model's for verbs, nouns and adjectives."""
    ruled = propose(doc, table, quotes)
    found = [draft for draft in ruled if draft.frame == "phrase"]
    view = view_of(doc, table, quotes, ruled)
    edges, dateline = Edges(doc), dateline_of(doc.text)
    for i in cue_words(doc, model):
        score = model.cue.score(cue_features(view, i))
        if score >= model.threshold:
            draft = draft_at(view, i, edges, dateline, model, score)
            found.extend([draft] if draft is not None else [])
    return sorted(found, key=lambda draft: draft.cue)


def cue_words(doc: Document, model: Model) -> Iterator[int]:
    """The words that are worth a look, in text order."""
    lemmas = model.lemmas
    for sentence in doc.sentences:
        if sentence.last - sentence.first > MAX_SENTENCE:
            continue
        for token in doc.tokens[sentence.first : sentence.last]:
            if (kind := word_class(token)) and lemmas[token.lemma + kind]:
                yield token.i


def view_of(doc: Document, table: CueTable, quotes: list[Quote], ruled: list[Draft]) -> View:
    """What the features of the document's cue words see."""
    kept = outermost(doc, ruled)
    held = {i: draft for draft in kept for start, end in draft.content for i in doc.range(start, end)}
    drafts = {draft.cue[0]: draft for draft in ruled if draft.frame != "phrase"}
    return View(doc, quotes, table, drafts, frozenset(draft.cue[0] for draft in kept), held)


def draft_at(view: View, i: int, edges: Edges, dateline: Range, model: Model, score: float) -> Draft | None:
    """The draft of the cue at token `i`, or None where the parse offers no content."""
    cue, options = content_choices(view.doc, i, view.quotes, view.table, edges, dateline)
    if not options:
        return None
    best = max(options, key=lambda option: model.content.score(option_features(cue, option)))
    sources = source_options(view.doc, i, cue.source, edges)
    _, source = max(sources, key=lambda o: model.source.score(source_features(view.doc, i, o[0], o[1], cue.frame)))
    frame = best.names[0].removeprefix("rule:")
    entry, why = reason(view, i, frame, score)
    return Draft((i, *particle(view.doc, i)), source, best.ranges, frame, entry, why)


def particle(doc: Document, i: int) -> tuple[int, ...]:
    """The verb's particle, right behind it."""
    return tuple(child.i for child in doc.children(i, "prt") if child.i == i + 1)


def reason(view: View, i: int, frame: str, score: float) -> tuple[str, str]:
    """The lexicon entry of the cue, if any, and what decided, in words."""
    token = view.doc.tokens[i]
    words = view.table.verbs if token.tag[:1] == "V" else view.table.nouns if token.tag[:1] == "N" else {}
    entries = words.get(token.lemma)
    draft = view.drafts.get(i)
    name = draft.entry if draft else next(iter(entries.values())) if entries else ""
    start = f"cue:{name}" if name else f"learnt:{token.lemma}"
    return name, f"{start}:{frame} {probability(score):.2f}"


def content_choices(
    doc: Document, i: int, quotes: list[Quote], table: CueTable, edges: Edges, dateline: Range
) -> tuple[Asked, list[Option]]:
    """The cue at token `i` and the options for its content; of options with the same characters, the first."""
    source, cue = source_by_rule(doc, i, table)
    source = behind_dateline(doc, source, dateline, i)
    rule = find_content(doc, cue, source, table) if cue.frames else None
    found: dict[tuple[Range, ...], Option] = {}
    for names, pieces in content_options(doc, i, source, rule, table, edges):
        ranges = content_ranges(doc, i, pieces, quotes, dateline)
        if ranges in found:
            found[ranges].names.extend(names)
        elif ranges:
            found[ranges] = Option(names, pieces, ranges)
    return asked(doc, i, source, quotes, table), list(found.values())


def source_by_rule(doc: Document, i: int, table: CueTable) -> tuple[Subject | None, Candidate]:
    """The source of the cue at token `i` by rule, and the cue as the rules see it."""
    token = doc.tokens[i]
    if token.tag[:1] == "V":
        cue = Candidate(i, i, "verb", verb_frames(doc, i, table) or {})
    elif token.tag[:1] == "N":
        cue = Candidate(i, i, "noun", table.nouns.get(token.lemma, {}))
    else:
        head = doc.tokens[token.head]
        source = verb_source(doc, head.i) if head.i != i and head.tag[:1] == "V" else None
        return source, Candidate(i, i, "adjective", {})
    return find_source(doc, cue), cue
