"""The previews that wait for a person's word, held for a while under names that nobody can guess."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock

from fastapi import Request

from onrecord.api.drafts import Preview
from onrecord.web.errors import NotFoundError
from onrecord.web.reader import Pasted, Reader

MOST_HELD = 16  # previews
MOST_CHARS = 6_000_000  # of story text in all of them; their readings take some twenty times that in memory


@dataclass(frozen=True, slots=True)
class Held:
    """A preview under its name; `kept` says, once it was kept, what became of each story that was."""

    name: str
    pasted: Pasted
    kept: tuple[tuple[str, str], ...] | None = None


class Pastes:
    """The reader of pastes, and what it read last."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._lock = Lock()
        self._held: OrderedDict[str, Held] = OrderedDict()

    def hold(self, pasted: Pasted) -> Held:
        """Hold a preview; the oldest go where there are too many."""
        made = Held(secrets.token_urlsafe(15), pasted)
        with self._lock:
            self._held[made.name] = made
            while len(self._held) > MOST_HELD or (len(self._held) > 1 and self._chars() > MOST_CHARS):
                self._held.popitem(last=False)
        return made

    def get(self, name: str) -> Held:
        """The preview of that name; NotFoundError where it is held no longer."""
        with self._lock:
            found = self._held.get(name)
        if found is None:
            raise NotFoundError("This preview is held no longer: paste the text again.")
        return found

    def note(self, held: Held, kept: tuple[tuple[str, str], ...]) -> Held:
        """Note what was kept beside what was kept before: pairs of a story's id and what became of it."""
        with self._lock:
            before = self._held.get(held.name, held).kept or ()
            made = replace(held, kept=tuple({**dict(before), **dict(kept)}.items()))
            if held.name in self._held:
                self._held[held.name] = made
        return made

    def _chars(self) -> int:
        return sum(chars(held.pasted.preview) for held in self._held.values())


def chars(preview: Preview) -> int:
    """The length of a preview's stories."""
    return sum(len(draft.story.text) for draft in preview.drafts)


def pastes_of(request: Request) -> Pastes:
    """The application's pastes."""
    found: Pastes = request.app.state.pastes
    return found
