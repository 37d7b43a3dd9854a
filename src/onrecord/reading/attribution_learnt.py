"""The learnt decision: which words attribute something, what, and to whom; aided by the rules, which are its features.

Phrases ("according to") and colons stay with the rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reading.attribution_choice import Asked, Option, asked, option_features
from onrecord.reading.attribution_cues import DAYS, MAX_SENTENCE, CueTable
from onrecord.reading.attribution_drafts import (
    WHOLE_FRAMES,
    Considered,
    Draft,
    Range,
    behind_dateline,
    consider,
    content_ranges,
    outermost,
    propose,
)
from onrecord.reading.attribution_features import View, cue_features, word_class
from onrecord.reading.attribution_options import content_options
from onrecord.reading.attribution_shapes import EMPTY, Shapes
from onrecord.reading.attribution_sources import (
    REPORTERS_VERBS,
    Subject,
    behind_commas,
    noun_source,
    verb_source,
)
from onrecord.reading.attribution_speaking import source_features, source_options
from onrecord.reading.attribution_weights import Model, probability
from onrecord.reading.parse import Document, dateline_of
from onrecord.reading.quote_marks import Quote

# Scores in logits, tuned on PolNeAR's dev split and our own stories together: the corpus calls more an attribution than
# news readers do, and the rules were written for them.
RULED_CLAUSE = -1.8
RULED = -1.5
ALONE = -0.3
REFUSED = 0.2
SOURCELESS = 2.0
ACT = 2.0
BY_RULE = 1.0
BY_RULE_CLAUSE = 1.5
BY_RULE_SPLIT = 6.0
NEVER = 1e9
CLASSES = frozenset("VNJ")  # the first letters of the tags of verbs, nouns and adjectives
MAX_BEHIND = 20  # tokens from "quoted" to "as saying"


def learnt_drafts(doc: Document, table: CueTable, quotes: list[Quote], model: Model) -> list[Draft]:
    """The drafts of a document: the rules' for phrases, the model's for verbs, nouns and adjectives."""
    shapes = Shapes(doc, table)
    considered = list(consider(doc, table, shapes))
    ruled = propose(doc, considered, quotes)
    found = [draft for draft in ruled if draft.frame == "phrase"]
    view = view_of(doc, table, shapes, quotes, considered, ruled)
    dateline = dateline_of(doc.text)
    for i in cue_words(doc, model):
        score = model.cue.score(cue_features(view, i))
        if score >= limit(view, i):
            draft = draft_at(view, i, dateline, model, score)
            found.extend([draft] if draft is not None else [])
    return sorted(found, key=lambda draft: draft.cue)


def limit(view: View, i: int) -> float:
    """The least score that makes the word at token `i` a cue.

    It is lower where the rules attribute a whole clause, and higher for acts that only the corpus calls attributions.
    """
    token = view.doc.tokens[i]
    if token.dep == "pcomp" and view.doc.tokens[token.head].lower == "without":
        return NEVER  # "without saying who"
    if passed_on(view, i):
        return NEVER  # "quoted" before "as saying", whose cue is the latter
    if any(f"{token.lemma} {c.lemma}" in view.table.done for c in view.doc.children(i, "dobj")):
        return NEVER
    if i in view.kept and view.drafts[i].frame in WHOLE_FRAMES:
        return RULED_CLAUSE
    act = ACT if token.lemma in view.table.acts else 0.0
    if i in view.kept:
        return RULED + act
    if token.lower in ("citing", "quoting") and token.dep == "advcl":
        return NEVER  # the chain behind another cue
    refused = i in view.considered and i not in view.drafts
    return (REFUSED if refused else ALONE) + act


def cue_words(doc: Document, model: Model) -> Iterator[int]:
    """The words that are worth a look, in text order."""
    lemmas = model.lemmas
    for sentence in doc.sentences:
        if sentence.last - sentence.first > MAX_SENTENCE:
            continue
        for token in doc.tokens[sentence.first : sentence.last]:
            first = token.tag[:1]
            if first in CLASSES and lemmas[token.lemma + first] and word_class(token):
                yield token.i


def view_of(
    doc: Document,
    table: CueTable,
    shapes: Shapes,
    quotes: list[Quote],
    considered: list[Considered],
    ruled: list[Draft],
) -> View:
    """What the features of the document's cue words see."""
    kept = outermost(doc, ruled)
    held = {i: draft for draft in kept for start, end in draft.content for i in doc.range(start, end)}
    drafts = {draft.cue[0]: draft for draft in ruled if draft.frame != "phrase"}
    words = {item.cue.head: item for item in considered if item.cue.word != "phrase"}
    cues = frozenset(draft.cue[0] for draft in kept if draft.frame != "phrase")
    return View(doc, quotes, table, shapes, words, drafts, cues, held)


def draft_at(view: View, i: int, dateline: Range, model: Model, score: float) -> Draft | None:
    """The draft of the cue at token `i`; None where the parse offers no content, or nobody who is likely to say it."""
    cue, options = content_choices(view, i, dateline)
    if not options:
        return None
    sources = source_options(view.doc, i, cue.source, view.shapes.edges)
    if cue.source is not None and (cue.token.dep == "pcomp" or cue.source == behind_commas(view.doc, i)):
        sources = [(["rule"], cue.source)]  # "quoted him as saying", "..., said the envoy, ..."
    _, source = max(sources, key=lambda o: model.source.score(source_features(view.doc, i, o[0], o[1], cue.frame)))
    options = [option for option in options if apart(view.doc, source, option)] or options
    best = options[0]
    if len(options) > 1:
        best = max(options, key=lambda o: model.content.score(option_features(cue, o)) + bonus(view, i, o))
    if not says_something(view.doc, best) or (source is None and score < SOURCELESS and i not in view.kept):
        return None
    return finished_draft(view, i, source, best, score)


def finished_draft(view: View, i: int, source: Subject | None, best: Option, score: float) -> Draft:
    """The draft, with what decided: its cue and lexicon entry are the rules' where the content is theirs."""
    frame = frame_name(best)
    token, item = view.doc.tokens[i], view.considered.get(i)
    if item is not None and item.content is not None and item.content.frame == frame:
        cue, entry = item.content.cue, item.content.entry
    else:
        before = best.pieces[0][0] - 1
        words = (*(t.i for t in view.doc.children(i, "prt") if t.i == i + 1), before)
        cue = (i, *(j for j in words if j in token.children and view.doc.tokens[j].dep in ("prt", "prep")))
        entry = next(iter(item.cue.frames.values())) if item is not None else ""
    return Draft(cue, source, best.ranges, frame, entry, probability(score))


def frame_name(option: Option) -> str:
    """The construction that the content stands in, for people: the rules' name for it, else the parse's."""
    first = option.names[0]
    if first.startswith("rule:"):
        return first.removeprefix("rule:")
    plain = next((name for name in option.names if name.startswith("sub:")), first)
    return plain.removeprefix("sub:").replace("<", " before").replace(">", " ").strip()


def passed_on(view: View, i: int) -> bool:
    """True for "quoted" before "as saying", which is the cue of what is passed on."""
    tokens = view.doc.tokens
    if tokens[i].lemma not in REPORTERS_VERBS:
        return False
    behind = (tokens[j] for j in range(i + 1, min(i + MAX_BEHIND, view.doc.sentence_of(i).last)) if j in view.kept)
    return any(token.dep == "pcomp" and tokens[token.head].lower == "as" for token in behind)


def bonus(view: View, i: int, option: Option) -> float:
    """What the content that the rules give is worth beyond its features, most for two clauses behind it."""
    if not option.names[0].startswith("rule:"):
        return 0.0
    if i not in view.kept or view.drafts[i].frame not in WHOLE_FRAMES:
        return BY_RULE
    return BY_RULE_SPLIT if len(option.pieces) > 1 and option.pieces[0][0] > i else BY_RULE_CLAUSE


def apart(doc: Document, source: Subject | None, option: Option) -> bool:
    """True for a content that the source does not stand in."""
    if source is None:
        return True
    at = doc.tokens[source.head].start
    return all([not start <= at < end for start, end in option.ranges])  # noqa: C419 - a list is faster here


def says_something(doc: Document, option: Option) -> bool:
    """False for a content of one word that is a day or a mere pointer ("announced on Wednesday", "suggested that")."""
    first, last = option.pieces[0]
    token = doc.tokens[first]
    return (
        len(option.pieces) > 1
        or last - first > 1
        or not (token.lower in DAYS or token.lower in EMPTY or token.tag in ("IN", "WDT"))
    )


def content_choices(view: View, i: int, dateline: Range) -> tuple[Asked, list[Option]]:
    """The cue at token `i` and the options for its content; of options with the same characters, the first."""
    doc, quotes = view.doc, view.quotes
    item = view.considered.get(i)
    source, rule = (item.source, item.content) if item else (source_by_rule(view, i, dateline), None)
    found: dict[tuple[Range, ...], Option] = {}
    for names, pieces in content_options(doc, i, source, rule, view.shapes):
        ranges = content_ranges(doc, i, pieces, quotes, dateline)
        if ranges in found:
            found[ranges].names.extend(names)
        elif ranges:
            found[ranges] = Option(names, pieces, ranges)
    return asked(doc, i, source, quotes, view.table), list(found.values())


def source_by_rule(view: View, i: int, dateline: Range) -> Subject | None:
    """The source by rule of a cue at token `i` that is not in the lexicon."""
    doc = view.doc
    token, head = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    if token.tag[:1] == "V":
        source = verb_source(doc, i)
    elif token.tag[:1] == "N":
        source = noun_source(doc, i)
    else:
        source = verb_source(doc, head.i) if head.i != i and head.tag[:1] == "V" else None
    return behind_dateline(doc, source, dateline, i)
