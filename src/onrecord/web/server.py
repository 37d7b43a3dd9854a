"""Running the application on a socket."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Event, Thread

import uvicorn

from onrecord.api import Record
from onrecord.web.app import create_app, keep_warm
from onrecord.web.settings import WebSettings

SECONDS_TO_END = 1  # for answers that are under way when the server is stopped


def run(
    record: Record,
    name: str,
    listener: socket.socket,
    names: Sequence[str],
    ready: Callable[[str], None],
    settings: WebSettings | None = None,
) -> None:
    """Serve until stopped; `names` are the hosts that it answers for beside the loopback ones.

    `ready` gets the token once requests are answered.
    """
    chosen = settings or WebSettings()
    named = (f"[{name}]" if ":" in name else name for name in map(str.lower, names))
    port = chosen.port or listener.getsockname()[1]
    chosen = replace(chosen, hosts=tuple(dict.fromkeys((*chosen.hosts, *named))), port=port)

    class Server(uvicorn.Server):
        """A server that says when it is ready."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            """Listen, then say so."""
            await super().startup(sockets)
            ready(chosen.token)
            Thread(target=keep_warm, args=(app, stop), daemon=True).start()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            """End what is made ahead and what is being read, then close; who reads slowly is not waited for."""
            stop.set()
            app.state.pastes.reader.close()
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # no traces of what is cut off on purpose
            await super().shutdown(sockets)

    app, stop = create_app(record, name, chosen), Event()
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False,
        proxy_headers=False, timeout_keep_alive=30, limit_concurrency=200,
        timeout_graceful_shutdown=SECONDS_TO_END,
    )  # fmt: skip
    Server(config).run(sockets=[listener])
