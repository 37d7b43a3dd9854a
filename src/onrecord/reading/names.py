"""Names: the persons, offices, bodies and unnamed sources of a story, each with all its mentions.

The body is read before the title, so that a headline's short name finds the full one.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.lexicon import Lexicon
from onrecord.model import Reading
from onrecord.reading.attribution_cues import CueTable, cue_table
from onrecord.reading.layer import Layer
from onrecord.reading.name_clusters import Clusters
from onrecord.reading.name_entities import Cluster, Place
from onrecord.reading.name_phrases import Phrase, TitleTable, phrases, title_table
from onrecord.reading.parse import Document, Parsed, dateline_of

MAX_BESIDE = 20  # tokens between a noun and its apposition that are looked at
DOING = frozenset({"continue", "read", "record", "count", "register", "document", "hold", "figure", "relate", "sense"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def layer(lexicon: Lexicon) -> Layer:
    """The layer."""
    titles, cues = title_table(lexicon), cue_table(lexicon)

    def read(parsed: Parsed, reading: Reading) -> Reading:
        clusters = Clusters()
        places = frozenset(parsed.story.quote(p.span).lower() for p in reading.places if p.form == "name")
        for doc in (parsed.body, parsed.title):
            spans = [time.span for time in reading.times if time.span.field == doc.field]
            times = {doc.tokens[i].start for span in spans for i in doc.range(span.start, span.end)}
            read_document(doc, titles, cues, clusters, places, times)
        return replace(reading, names=clusters.entities())

    return read


def read_document(
    doc: Document, titles: TitleTable, cues: CueTable, clusters: Clusters, places: frozenset[str], times: set[int]
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
        named_place = phrase.type == "name" and phrase.name.lower() in places
        cluster = clusters.add(phrase, token.lemma, at, owner, place_name=named_place)
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
        if (token.dep == "nsubj" and reports(doc, token.head, cues)) or (
            token.dep == "pobj"
            and doc.tokens[token.head].lower == "to"
            and doc.tokens[token.head].i
            and doc.tokens[token.head - 1].lower == "according"
        ):
            found.add(token.i)
    return frozenset(found)


def reports(doc: Document, i: int, cues: CueTable) -> bool:
    """True for a verb of saying with something that it says: "the work continues" says nothing."""
    if "clauses" not in cues.verbs.get(doc.tokens[i].lemma, ()):
        return False
    if doc.tokens[i].lemma not in DOING:
        return True
    return any(child.dep in ("ccomp", "parataxis") for child in doc.children(i))


def apposed(doc: Document, phrase: Phrase, by_head: dict[int, Cluster]) -> Cluster | None:
    """The entity that the phrase stands beside as an apposition, where one is a name and the other a role."""
    token = doc.tokens[phrase.head]
    if token.dep != "appos" or token.head == token.i or token.head > token.i:
        return None
    if any(t.text == ":" for t in doc.tokens[token.head + 1 : token.i][:MAX_BESIDE]):
        return None  # "Kyiv holds secret talks: sources"
    other = by_head.get(token.head)
    if other is None or phrase.type == "pronoun" or other.named == (phrase.type == "name"):
        return None
    return other
