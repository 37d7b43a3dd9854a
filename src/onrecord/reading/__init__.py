"""Story -> Reading: the whole pipeline on this page.

Each layer is a pure function of the parse and of what the layers before it found. A layer that fails on a story leaves
its part empty and records a Problem; the rest goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.lexicon import Lexicon, load_lexicon
from onrecord.model import Problem, Published, Reading, Story
from onrecord.reading import (
    attributions,
    dateline,
    directions,
    events,
    figures,
    main_toll,
    manners,
    names,
    numbers,
    places,
    positions,
    sentences,
    times,
)
from onrecord.reading.language import languages
from onrecord.reading.layer import Layer, MakeLayer
from onrecord.reading.parse import Parsed, Parser
from onrecord.settings import Settings

LAYERS: tuple[tuple[str, MakeLayer], ...] = (
    ("sentences", sentences.layer),
    ("dateline", dateline.layer),
    ("times", times.layer),
    ("numbers", numbers.layer),
    ("places", places.layer),
    ("names", names.layer),
    ("attributions", attributions.layer),
    ("figures", figures.layer),
    ("directions", directions.layer),
    ("events", events.layer),
    ("manners", manners.layer),
    ("positions", positions.layer),
    ("main", main_toll.layer),
)


ANY_LANGUAGE = frozenset({"sentences", "dateline"})  # what holds of a story in any language


class Reader:
    """Reads stories. Make one and keep it: it holds the parsing model and the lexicon."""

    def __init__(self, settings: Settings, lexicon: Lexicon | None = None) -> None:
        """Load the parsing model and the words; ImportError where the pipeline of `settings` is not installed."""
        words = lexicon or load_lexicon()
        self._settings = settings
        self._parser = Parser(settings)
        self._languages = languages(words)
        self._dater = dateline.Dater(words, settings.today)
        self.layers: tuple[tuple[str, Layer], ...] = tuple(
            (name, self._dater if name == "dateline" else make(words)) for name, make in LAYERS
        )

    def read(self, stories: Iterable[Story]) -> Iterator[tuple[Story, Reading]]:
        """Read stories in order, parsing them in batches; memory is bounded by the batch."""
        for group in bundles(self._parser.parse(stories), self._settings.batch):
            for parsed, published in zip(group, self._dates(group), strict=True):
                yield parsed.story, self.read_parsed(parsed, published)

    def _dates(self, group: Sequence[Parsed]) -> Sequence[Published | None]:
        """The days of stories that came in one paste, found together; None leaves a story to the dateline layer."""
        if len(group) == 1:
            return [None]
        try:
            return self._dater.infer(group)
        except Exception:  # noqa: BLE001 - the layer meets the failure again, on its own story, and records it
            return [None] * len(group)

    def read_parsed(self, parsed: Parsed, published: Published | None = None) -> Reading:
        """Run every layer over one parsed story; `published` where its day was found together with its neighbours'."""
        published = published or Published(None, "unknown", "no date was given or found")
        reading = Reading(story=parsed.story.id, published=published)
        if len(parsed.body.text) < len(parsed.story.text):
            limit = self._settings.max_story_chars
            reading = with_problem(reading, "parse", f"only the first {limit:,} characters of the story were read")
        unreadable = self._languages.problem(parsed.story)
        if unreadable:
            reading = with_problem(reading, "language", unreadable)
        for name, layer in self.layers:
            if unreadable and name not in ANY_LANGUAGE:
                continue
            try:
                reading = layer(parsed, reading)
            except Exception as error:  # noqa: BLE001 - one layer's failure must not cost the story
                reading = with_problem(reading, name, f"the {name} layer failed on this story: {error!r}"[:500])
        return reading


def bundles(stories: Iterable[Parsed], most: int) -> Iterator[list[Parsed]]:
    """Consecutive stories of one bundle together, `most` at a time; others one by one."""
    group: list[Parsed] = []
    for parsed in stories:
        if group and (
            parsed.story.bundle != group[0].story.bundle or parsed.story.bundle is None or len(group) == most
        ):
            yield group
            group = []
        group.append(parsed)
    if group:
        yield group


def with_problem(reading: Reading, where: str, what: str) -> Reading:
    """The reading with one more problem."""
    return replace(reading, problems=(*reading.problems, Problem(where, what, reading.story)))
