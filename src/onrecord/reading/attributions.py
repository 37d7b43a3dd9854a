"""Attributions: who said what, from cue words, the parse and quotation marks.

cue candidates -> the rules' answer -> the learnt decision on cue, content and source -> quotations -> speaker; one
module a step.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.lexicon import Lexicon
from onrecord.model import Attribution, Reading, Span
from onrecord.reading.attribution_cues import cue_table
from onrecord.reading.attribution_drafts import Draft, outermost
from onrecord.reading.attribution_headlines import colon_drafts, excluded_words
from onrecord.reading.attribution_learnt import learnt_drafts
from onrecord.reading.attribution_quotes import take_in_quotes
from onrecord.reading.attribution_reasons import reason
from onrecord.reading.attribution_speakers import (
    Mentions,
    chain_of,
    mention_index,
    said_at,
    speakers_of,
    times_by_sentence,
)
from onrecord.reading.attribution_weights import load_model
from onrecord.reading.layer import Layer
from onrecord.reading.name_phrases import title_table
from onrecord.reading.parse import Document, Parsed
from onrecord.reading.quote_marks import Quote, find_quotes, quote_kind


def layer(lexicon: Lexicon) -> Layer:
    """The layer."""
    table, titles, excluded = cue_table(lexicon), title_table(lexicon), excluded_words(lexicon)
    model = load_model()

    def read(parsed: Parsed, reading: Reading) -> Reading:
        mentions = mention_index(reading.names, parsed.documents)
        found: list[Attribution] = []
        for doc in (parsed.title, parsed.body):
            quotes = find_quotes(doc.text)
            drafts = [
                *colon_drafts(doc, titles, excluded, named_places(doc, reading)),
                *learnt_drafts(doc, table, quotes, model),
            ]
            drafts = outermost(doc, take_in_quotes(doc, outermost(doc, drafts), quotes, table))
            times = times_by_sentence(doc, reading.times)
            for draft in drafts:
                said = said_at(doc, draft, times)
                found.append(replace(finished(doc, draft, quotes, mentions), said=said))
        return replace(reading, attributions=tuple(found))

    return read


def named_places(doc: Document, reading: Reading) -> frozenset[int]:
    """The tokens of place names."""
    spans = (place.span for place in reading.places if place.form == "name" and place.span.field == doc.field)
    return frozenset(i for span in spans for i in doc.range(span.start, span.end))


def finished(doc: Document, draft: Draft, quotes: list[Quote], mentions: Mentions) -> Attribution:
    """The attribution of a draft, its speaker resolved by the story's names."""
    content = tuple(Span(start, end, doc.field) for start, end in draft.content)
    done = Attribution(
        source=(),
        cue=tuple(doc.span(i, i + 1) for i in draft.cue),
        content=content,
        speaker=None,
        kind=quote_kind(doc.text, content, quotes),
        rule=reason(doc, draft),
    )
    if draft.source is None:
        return done
    speaker, also = speakers_of(doc, draft.source, mentions)
    source = (doc.span(draft.source[0], draft.source[1]),)
    return replace(done, source=source, speaker=speaker, also=also, chain=chain_of(doc, draft, speaker, mentions))
