"""How the server behaves: one frozen object, given to `create_app`."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

COOKIE = "onrecord"
"""How the name begins of the cookie of a browser that may write."""
REVIEWER_COOKIE = "onrecord-reviewer"
"""How the name begins of the cookie that holds the reviewer's name."""
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class WebSettings:
    """What the server allows.

    `token` lets a person write (it is printed at start), `secret` signs cookies; both are new for every start unless
    given. `hosts` are the names under which the server answers, so that no other site's name can lead to it.
    `max_body` bounds what is uploaded (bytes), `max_paste` the stories of one paste. `today` (ISO date) is the day
    from which plans are judged, the clock's where it is None. `port` is where it listens, where that is known: browsers
    give the cookies of a host to every port of it, so that each server needs names of its own.
    """

    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    hosts: tuple[str, ...] = LOOPBACK
    max_body: int = 2_000_000
    max_paste: int = 200
    session_hours: int = 24
    today: str | None = None
    port: int | None = None

    @property
    def cookie(self) -> str:
        """The name of the cookie of a browser that may write."""
        return self._own(COOKIE)

    @property
    def reviewer_cookie(self) -> str:
        """The name of the cookie that holds the reviewer's name."""
        return self._own(REVIEWER_COOKIE)

    def _own(self, name: str) -> str:
        return name if self.port is None else f"{name}-{self.port}"
