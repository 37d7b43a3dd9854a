"""Read stories in several processes, in order, with bounded memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context

from onrecord.model import Reading, Story
from onrecord.reading import Reader
from onrecord.settings import Settings

Read = tuple[Story, Reading]


@cache
def process_reader(settings: Settings) -> Reader:
    """The reader of this process, loaded when the first stories come."""
    return Reader(settings)


def read_chunk(stories: list[Story], settings: Settings) -> list[Read]:
    """What a worker does: read one chunk."""
    return list(process_reader(settings).read(stories))


def chunks(stories: Iterable[Story], size: int) -> Iterator[list[Story]]:
    """Cut stories into chunks of `size`; stories of one paste stay together, up to twice that, to be dated together."""
    chunk: list[Story] = []
    for story in stories:
        whole = len(chunk) >= size and (story.bundle is None or story.bundle != chunk[-1].bundle)
        if whole or len(chunk) >= 2 * size:
            yield chunk
            chunk = []
        chunk.append(story)
    if chunk:
        yield chunk


def read_stories(stories: Iterable[Story], settings: Settings, jobs: int = 1) -> Iterator[Read]:
    """Read stories in order, with `jobs` processes; at most `2 * jobs` chunks of `settings.batch` are in memory."""
    if jobs <= 1:
        yield from process_reader(settings).read(stories)
        return
    source = chunks(stories, settings.batch)
    waiting: deque[Future[list[Read]]] = deque()
    # Spawned, not forked: the parsing library's threads do not survive a fork.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        try:
            while True:
                while len(waiting) < 2 * jobs and (chunk := next(source, None)):
                    waiting.append(pool.submit(read_chunk, chunk, settings))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
