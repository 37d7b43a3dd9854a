"""Names: the persons, offices, bodies and unnamed sources of a story, each with all its mentions.

The body is read before the title, so that a headline's short name finds the full one.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.lexicon import Lexicon
from onrecord.model import Reading
from onrecord.reading.attribution_cues import CueTable, cue_table
from onrecord.reading.layer import Layer
from onrecord.reading.name_clusters import Cluster, Clusters, Place
from onrecord.reading.name_phrases import Phrase, TitleTable, phrases, title_table
from onrecord.reading.parse import Document, Parsed, dateline_of

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def layer(lexicon: Lexicon) -> Layer:
    """The layer."""
    titles, cues = title_table(lexicon), cue_table(lexicon)

    def read(parsed: Parsed, reading: Reading) -> Reading:
        clusters = Clusters()
        places: set[tuple[str, int]] = {(place.span.field, place.span.start) for place in reading.places}
        for doc in (parsed.body, parsed.title):
            times = {
                doc.tokens[i].start
                for t in reading.times
                if t.span.field == doc.field
                for i in doc.range(t.span.start, t.span.end)
            }
            read_document(doc, titles, cues, clusters, places, times)
        return replace(reading, names=clusters.entities())

    return read


def read_document(
    doc: Document, titles: TitleTable, cues: CueTable, clusters: Clusters, places: set[tuple[str, int]], times: set[int]
) -> None:
    """Put every phrase of the document into the clusters."""
    speaking, dateline = speakers(doc, cues), dateline_of(doc.text)
    by_head: dict[int, Cluster] = {}
    for phrase in phrases(doc, titles, speaking):
        token = doc.tokens[phrase.head]
        if token.start in times or dateline[0] <= token.start < dateline[1]:
            continue
        span = doc.span(phrase.first, phrase.last)
        at = Place(span, (token.sentence + 1, phrase.head), token.dep in SUBJECTS, phrase.head in speaking)
        owner = by_head.get(phrase.owner) if phrase.owner is not None else None
        named_place = (doc.field, doc.tokens[max(phrase.first, phrase.head)].start) in places or (
            doc.field,
            span.start,
        ) in places
        cluster = clusters.add(phrase, token.lemma, at, owner, place_name=named_place and phrase.type == "name")
        if cluster is None:
            continue
        by_head[phrase.head] = cluster
        if (other := apposed(doc, phrase, by_head)) is not None:
            joined = clusters.join(cluster, other) if phrase.type == "name" else clusters.join(other, cluster)
            by_head[phrase.head] = by_head[doc.tokens[phrase.head].head] = joined


def speakers(doc: Document, cues: CueTable) -> frozenset[int]:
    """The heads of subjects of verbs that report clauses, and of what stands after "according to"."""
    found = set()
    for token in doc.tokens:
        if (token.dep == "nsubj" and "clauses" in cues.verbs.get(doc.tokens[token.head].lemma, ())) or (
            token.dep == "pobj"
            and doc.tokens[token.head].lower == "to"
            and doc.tokens[token.head].i
            and doc.tokens[token.head - 1].lower == "according"
        ):
            found.add(token.i)
    return frozenset(found)


def apposed(doc: Document, phrase: Phrase, by_head: dict[int, Cluster]) -> Cluster | None:
    """The entity that the phrase stands beside as an apposition, where one is a name and the other a role."""
    token = doc.tokens[phrase.head]
    if token.dep != "appos" or token.head == token.i or token.head > token.i:
        return None
    other = by_head.get(token.head)
    if other is None or phrase.type == "pronoun" or other.named == (phrase.type == "name"):
        return None
    return other
