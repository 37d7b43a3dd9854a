"""A published text, its spans and its date."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model.hashing import content_hash
from onrecord.model.words import Field, How


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of characters of a story: `start` to `end` of its text, or of its title."""

    start: int
    end: int
    field: Field = "text"

    def overlaps(self, other: Span) -> bool:
        """True where the two spans share a character."""
        return self.field == other.field and self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True where `other` lies within this span."""
        return self.field == other.field and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Interval:
    """A calendar interval `[begin, end)` in ISO 8601; None leaves a side open."""

    begin: str | None
    end: str | None


ANY_TIME = Interval(None, None)


@dataclass(frozen=True, slots=True)
class Published:
    """When a story was published (ISO 8601, or None), how that is known, and why, in words a person can check."""

    value: str | None
    how: How
    why: str

    @property
    def day(self) -> str | None:
        """The calendar day, ``YYYY-MM-DD``."""
        return self.value[:10] if self.value else None


@dataclass(frozen=True, slots=True)
class Story:
    """One published text, immutable, as a source gave it; `key` is the source's own id for it.

    `published` is what the source gave (None where it gave nothing); what the text itself tells is in the reading.
    """

    text: str
    title: str = ""
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    lang: str | None = None
    key: str | None = None
    fetched: str | None = None
    bundle: str | None = None  # the hash of the paste that this story and its neighbours came in; not in the id
    _id: str = field(default="", init=False, repr=False, compare=False)  # worked out when first asked for

    @property
    def id(self) -> str:
        """The hash of what identifies the story: its words, and where and when they stood."""
        if not self._id:
            known = content_hash(self.title, self.text, self.published, self.url, self.outlet)
            object.__setattr__(self, "_id", known)  # a cache of what the other fields say: the story stays as it was
        return self._id

    def quote(self, span: Span) -> str:
        """The characters that `span` covers."""
        return (self.text if span.field == "text" else self.title)[span.start : span.end]
