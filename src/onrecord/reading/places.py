"""The places of a story: names and adjectives of places, resolved to a gazetteer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from onrecord.lexicon import Lexicon
from onrecord.model import Place, Reading, Span, Story
from onrecord.reading.layer import Layer
from onrecord.reading.parse import Parsed
from onrecord.reading.place_choice import choose
from onrecord.reading.place_cities import fold
from onrecord.reading.place_gazetteer import Gazetteer, Toponym, load
from onrecord.reading.place_mentions import Mention, find, name_words

SHORTEST_HOME = 5  # letters; shorter beginnings are found in any name
DOMAINS: Mapping[str, str] = {"uk": "GB"}  # top-level domains that are not the country's ISO code


def layer(lexicon: Lexicon) -> Layer:
    """The layer; loads the gazetteer."""
    gazetteer, words = load(lexicon), name_words(lexicon)

    def read(parsed: Parsed, reading: Reading) -> Reading:
        """The places of body and title, in that order."""
        mentions = [m for document in parsed.documents for m in find(document, gazetteer, words)]
        chosen = choose(mentions, gazetteer, hints(parsed.story), home(parsed.story, gazetteer))
        places = tuple(as_place(m, t) for m, t in zip(mentions, chosen, strict=True) if t)
        return replace(reading, places=places)

    return read


def hints(story: Story) -> Iterator[str]:
    """The country whose top-level domain the outlet has."""
    for name in (story.outlet, story.url):
        host = (name or "").removeprefix("https://").removeprefix("http://").partition("/")[0]
        domain = host.rpartition(".")[2].lower()
        if len(domain) == 2 and domain.isalpha():
            yield DOMAINS.get(domain, domain.upper())
            return


def home(story: Story, gazetteer: Gazetteer) -> str | None:
    """The town whose name the outlet's site begins with, folded: "theparisnews.com" -> "paris"."""
    host = (story.outlet or story.url or "").removeprefix("https://").removeprefix("http://").partition("/")[0].lower()
    for label in host.removeprefix("www.").split(".")[:-1]:
        for start in ("the", "daily", ""):
            rest = label.removeprefix(start)
            for end in range(min(len(rest), 30), SHORTEST_HOME - 1, -1):
                if rest[:end] in gazetteer.cities:
                    return rest[:end]
    return None


def as_place(mention: Mention, toponym: Toponym) -> Place:
    """The mention with what it stands for."""
    span = trimmed(mention)
    name = toponym.name
    written = mention.doc.text[span.start : span.end]
    if toponym.kind in ("city", "region") and toponym.rank == 0 and not name.isascii() and fold(written) == fold(name):
        name = written if not written.isupper() else written.title()  # as English news spells it
    form: Literal["name", "adjective"] = "name" if toponym.form == "name" else "adjective"
    return Place(span, name, form, toponym.kind, toponym.geonames, toponym.country, toponym.lat, toponym.lon)


def trimmed(mention: Mention) -> Span:
    """The span of the mention, without what its last token goes on with ("U.S.-led") or a sentence's full stop."""
    span = mention.doc.span(mention.first, mention.last)
    if mention.cut is not None:
        return Span(span.start, span.start + mention.cut, span.field)
    text = mention.doc.text[span.start : span.end]
    stopped = text.endswith(".") and text.count(".") == 1 and not mention.name.endswith(".")
    return Span(span.start, span.end - 1, span.field) if stopped else span
