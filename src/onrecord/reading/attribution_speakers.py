"""From a source's words to the speaker: the entity of the story that they name, who else says so, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.model import Entity, Interval, Speaker, Time
from onrecord.reading.attribution_drafts import Draft, holds
from onrecord.reading.attribution_sources import Subject, phrase_of, verb_source
from onrecord.reading.grammar import is_verb
from onrecord.reading.name_phrases import joined, role_end, skip_articles
from onrecord.reading.parse import Document

UNRESOLVED = frozenset({"PRP", "PRP$", "WP", "WDT", "EX"})
MAX_PATH = 6  # heads between a time expression and its cue
MAX_TIMES = 40  # time expressions of one sentence that are looked at
MAX_MENTION = 60  # tokens of one mention that are indexed
Mentions = Mapping[tuple[str, int], Speaker]


def mention_index(names: tuple[Entity, ...], documents: tuple[Document, ...]) -> Mentions:
    """The speaker by the field and offset of every token of its mentions; the shortest mention has a token."""
    by_field = {doc.field: doc for doc in documents}
    found: dict[tuple[str, int], tuple[int, Speaker]] = {}
    for entity in names:
        for span in entity.mentions:
            doc = by_field[span.field]
            for i in doc.range(span.start, span.end)[:MAX_MENTION]:
                key = span.field, doc.tokens[i].start
                if key not in found or span.end - span.start < found[key][0]:
                    found[key] = span.end - span.start, entity.speaker
    return {key: speaker for key, (_, speaker) in found.items()}


def speaker_at(doc: Document, head: int, mentions: Mentions, end: int | None = None) -> Speaker | None:
    """The speaker whose mention covers token `head`, else its description, up to token `end`.

    None for an unresolved pronoun.
    """
    found = mentions.get((doc.field, doc.tokens[head].start))
    if found is not None:
        return found
    if doc.tokens[head].tag in UNRESOLVED:
        return None
    first = min(
        (child.i for child in doc.children(head) if child.dep in ("amod", "compound", "nummod", "poss")), default=head
    )
    last = role_end(doc, head)
    name = joined(doc, skip_articles(doc, min(first, head), head), last if end is None else min(last, end))
    return Speaker(name or doc.tokens[head].text, "unnamed")


def speakers_of(doc: Document, source: Subject, mentions: Mentions) -> tuple[Speaker | None, tuple[Speaker, ...]]:
    """The speaker and those coordinated with it ("Kyiv and Moscow")."""
    first = speaker_at(doc, source.head, mentions, source[1])
    also: list[Speaker] = []
    head = source.head
    for _ in range(MAX_PATH):
        following = [child for child in doc.children(head, "conj") if child.i < source[1] and child.tag[:1] in "NP"]
        if not following:
            break
        head = following[0].i
        other = speaker_at(doc, head, mentions)
        if other is not None and other != first and other not in also:
            also.append(other)
    return first, tuple(also)


def chain_of(doc: Document, draft: Draft, speaker: Speaker | None, mentions: Mentions) -> tuple[Speaker, ...]:
    """The names behind the words, nearest to them first: who is quoted or cited before who passes it on."""
    if speaker is None:
        return ()
    cue = doc.tokens[draft.cue[0]]
    head = doc.tokens[cue.head]
    if cue.dep == "pcomp" and head.lower == "as" and is_verb(doc.tokens[head.head]):
        outer = verb_source(doc, head.head)
        found = None if outer is None else speaker_at(doc, outer.head, mentions)
        if found is not None and found != speaker:
            return speaker, found
    for verb in citing(doc, draft):
        for child in doc.children(verb, "dobj"):
            cited = speaker_at(doc, phrase_of(doc, child.i).head, mentions)
            if cited is not None and cited != speaker:
                return cited, speaker
    return ()


def citing(doc: Document, draft: Draft) -> Iterator[int]:
    """The participles "citing" and "quoting" in the cue's sentence, outside the content."""
    sentence = doc.sentence_of(draft.cue[0])
    for token in doc.tokens[sentence.first : sentence.last]:
        if token.lower in ("citing", "quoting") and not holds(draft, token.start):
            yield token.i


def times_by_sentence(doc: Document, times: tuple[Time, ...]) -> Mapping[int, list[tuple[range, Time]]]:
    """The dated expressions of the document with their tokens, by sentence."""
    found: dict[int, list[tuple[range, Time]]] = {}
    for time in times:
        if time.span.field == doc.field and time.type in ("DATE", "TIME") and time.interval.begin is not None:
            tokens = doc.range(time.span.start, time.span.end)
            if tokens:
                found.setdefault(doc.tokens[tokens[0]].sentence, []).append((tokens, time))
    return found


def said_at(doc: Document, draft: Draft, times: Mapping[int, list[tuple[range, Time]]]) -> Interval | None:
    """When it was said: by a time expression that hangs on the cue and stands outside content and source."""
    cue = draft.cue[0]
    for tokens, time in times.get(doc.tokens[cue].sentence, [])[:MAX_TIMES]:
        in_source = draft.source is not None and draft.source[0] <= tokens[0] < draft.source[1]
        if not in_source and not holds(draft, time.span.start) and hangs_on(doc, tokens, cue):
            return time.interval
    return None


def hangs_on(doc: Document, tokens: range, cue: int) -> bool:
    """True where the path of heads from the tokens leads to the cue before any other verb."""
    i = tokens[-1]
    for _ in range(MAX_PATH + len(tokens)):
        head = doc.tokens[i].head
        if head == cue:
            return True
        if head == i or (head not in tokens and is_verb(doc.tokens[head])):
            return False
        i = head
    return False
