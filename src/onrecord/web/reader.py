"""The reading of pastes, in a process of its own: the server's pages stay quick, and no text can hold the server up."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass, replace
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import BoundedSemaphore, Lock, Thread

from onrecord.api.drafts import Given, Preview, preview
from onrecord.settings import Settings
from onrecord.sources import SourceError
from onrecord.web.clean import safe_page
from onrecord.web.errors import PageError

MOST_SECONDS = 120.0  # of one paste: two megabytes take about a third of that
MOST_WAITING = 2  # one is read, one waits, the next is told
WARM = b"A shell hit a market on Monday, killing four people, officials said.\n"


@dataclass(frozen=True, slots=True)
class Job:
    """A text to read: its bytes, the name that problems give it, what is said about it, and how many stories."""

    data: bytes
    name: str
    given: Given
    most: int


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a text comes to; `page` is its safe markup where it is a web page that can be shown."""

    preview: Preview
    page: str | None


class BusyError(PageError):
    """The reader cannot read this now."""

    def __init__(self, detail: str) -> None:
        super().__init__(503, "The reader is busy", detail)


class Reader:
    """The process that reads, started when it is first needed and started anew where it broke off."""

    def __init__(self, settings: Settings, seconds: float = MOST_SECONDS) -> None:
        self._settings = settings
        self._seconds = seconds
        self._places = BoundedSemaphore(MOST_WAITING)
        self._reading = Lock()
        self._starting = Lock()
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def warm(self) -> None:
        """Start the process, which then loads what reading needs; returns at once."""
        self._started()

    def read(self, job: Job) -> Pasted:
        """What the text comes to; one at a time. SourceError, or a PageError that says why it could not be read."""
        if not self._places.acquire(blocking=False):
            raise BusyError("Two texts are being read already: send yours again in a moment.")
        try:
            with self._reading:
                return self._answer(job)
        finally:
            self._places.release()

    def close(self) -> None:
        """End the process; who waits for its answer is told that the reading broke off."""
        with self._starting:
            if self._process:
                self._process.kill()
                self._process.join()
            if self._line:
                self._line.close()
            self._process = self._line = None

    def _started(self) -> Connection:
        with self._starting:
            if self._line is None or self._process is None or not self._process.is_alive():
                # Spawned, not forked: the parsing library's threads do not survive a fork.
                context = get_context("spawn")
                self._line, theirs = context.Pipe()
                self._process = context.Process(target=work, args=(theirs, self._settings), daemon=True)
                self._process.start()
                theirs.close()
            return self._line

    def _answer(self, job: Job) -> Pasted:
        try:
            line = self._started()
            line.send(job)
            if not line.poll(self._seconds):
                raise TimeoutError
            answer = line.recv()
        except (TimeoutError, EOFError, OSError) as error:
            self.close()
            slow = isinstance(error, TimeoutError)
            what = f"The reading took longer than {self._seconds:,.0f} seconds" if slow else "The reading broke off"
            raise BusyError(f"{what}: send fewer stories at once, or use `onrecord read FILE`.") from error
        if isinstance(answer, Pasted):
            return answer
        raise answer if isinstance(answer, SourceError) else RuntimeError(answer)


def work(line: Connection, settings: Settings) -> None:
    """What the process does until the server's end of the line closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the server, which ends this
    Thread(target=end_with_server, daemon=True).start()
    preview(WARM, "warm", settings)
    while True:
        try:
            job: Job = line.recv()
            line.send(answered(job, settings))
        except (EOFError, OSError):
            return


def end_with_server() -> None:
    """End this process once the server has ended, however it did: nobody waits for what is being read."""
    server = parent_process()
    if server is not None:
        server.join()
        os._exit(1)


def answered(job: Job, settings: Settings) -> Pasted | SourceError | str:
    """The preview, or what went wrong."""
    try:
        found = preview(job.data, job.name, settings, given=job.given, most=job.most)
        page = safe_page(found.markup) if found.markup is not None else None
        return Pasted(replace(found, markup=None), page)
    except SourceError as error:
        return error
    except Exception as error:  # noqa: BLE001 - one text must not cost the process
        return f"{type(error).__name__}: {error}"
