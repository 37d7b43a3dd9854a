"""Answers of any length: so many at once, each given up where the visitor stops reading it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from threading import BoundedSemaphore
from typing import Annotated

import anyio
from fastapi import Depends, Request
from starlette.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from onrecord.web.errors import PageError, refusal

LOG = logging.getLogger("onrecord.web")
MOST_STREAMS = 4
PATIENCE = 60.0  # seconds in which a visitor must have taken a piece


class TooManyError(PageError):
    """No further stream can begin now."""

    def __init__(self) -> None:
        detail = "Other lists are being downloaded: try again in some seconds, or use `onrecord claims --format csv`."
        super().__init__(503, "Too many downloads", detail)


@dataclass(frozen=True, slots=True)
class Streams:
    """The places for streams, of which each takes one while it lasts, and how long (seconds) a piece may take."""

    places: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(MOST_STREAMS))
    patience: float = PATIENCE


class Stream(StreamingResponse):
    """Pieces as they are made; 503 where all places are taken, and cut off where a piece is not taken in time."""

    def __init__(self, streams: Streams, pieces: Iterator[bytes], media: str, headers: Mapping[str, str]) -> None:
        super().__init__(pieces, media_type=media, headers=headers)
        self._streams = streams

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and give the place back however it ends."""
        if not self._streams.places.acquire(blocking=False):
            await refusal(scope, TooManyError())(scope, receive, send)
            return
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._streams.places.release()

    async def stream_response(self, send: Send) -> None:
        """Send the pieces, each within the time."""

        async def sent(message: Message) -> None:
            with anyio.fail_after(self._streams.patience):
                await send(message)

        try:
            await super().stream_response(sent)
        except TimeoutError:  # the server closes a connection whose answer ends too early
            LOG.warning("a download was given up: nothing of it was read for %.0f seconds", self._streams.patience)


def streams_of(request: Request) -> Streams:
    """The application's streams."""
    found: Streams = request.app.state.streams
    return found


AtStreams = Annotated[Streams, Depends(streams_of)]
"""A route's parameter: the places that its answer may take one of."""
