"""Stories that are read but not on record: what a paste would come to. `api` joins this to the rest."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from itertools import islice

from onrecord.api.reads import stories_of
from onrecord.claims import claims_of
from onrecord.model import Claim, Problem, Reading, Sourced, Story
from onrecord.reading.parallel import read_stories
from onrecord.settings import Settings
from onrecord.sources import SourceError, detect, read_stream
from onrecord.sources.decode import decode
from onrecord.sources.html import declared_encoding

PACKED = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says about the stories of a paste; it fills in what the stories themselves do not say.

    `published` is an ISO 8601 date or date-time. An address is one story's alone, so that it is left out of several.
    """

    outlet: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A story that was read, with its reading and the claims that it would put on record."""

    story: Story
    reading: Reading
    claims: tuple[Claim, ...]

    def entries(self) -> tuple[Sourced, ...]:
        """The claims as a view shows them, the headline's first, in text order; known is when the story was."""
        found = (Sourced(claim, self.story, self.reading.published, "") for claim in self.claims)
        return tuple(sorted(found, key=lambda entry: (entry.claim.mark.field == "text", entry.claim.mark)))


@dataclass(frozen=True, slots=True)
class Preview:
    """What a text would come to: its stories, and the problems met; `markup` is the source of a web page."""

    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...]
    markup: str | None = None


def preview(data: bytes, name: str, settings: Settings, *, given: Given | None = None, most: int = 200) -> Preview:
    """Read the stories of a text in any format of the sources, at most `most` of them, and record nothing.

    The ending of `name` may tell the format. SourceError where there is nothing that can be read.
    """
    if data.startswith(PACKED):
        raise SourceError(f"{name}: this is a packed file: unpack it first (gunzip)")
    problems: list[Problem] = []
    stories = list(islice(stories_of(read_stream(io.BytesIO(data), name, settings), problems), most + 1))
    if len(stories) > most:
        problems.append(Problem(name, f"only the first {most:,} stories were read: send the rest by itself"))
    wanted = filled(stories[:most], given or Given(), name, problems)
    readings = read_stories(wanted, settings)
    drafts = tuple(Draft(story, reading, claims_of(story, reading)) for story, reading in readings)
    return Preview(drafts, tuple(problems), markup_of(data, name))


def filled(stories: list[Story], given: Given, name: str, problems: list[Problem]) -> list[Story]:
    """The stories with what was given about them where they say nothing themselves; each of them once."""
    url = given.url
    if url and len(stories) > 1:
        problems.append(Problem(name, f"the address was left out: it is one story's, and {len(stories)} were found"))
        url = None
    whole = (
        replace(
            story, outlet=story.outlet or given.outlet, published=story.published or given.published,
            url=story.url or url,
        )
        for story in stories
    )  # fmt: skip
    return list({story.id: story for story in whole}.values())


def markup_of(data: bytes, name: str) -> str | None:
    """The markup of a web page; None for anything else."""
    suffix = f".{name.rpartition('.')[2]}".lower() if "." in name else ""
    if detect(data[:8192], suffix, "", name).name != "html":
        return None
    text, _ = decode(data, name, declared_encoding(data))
    return text
