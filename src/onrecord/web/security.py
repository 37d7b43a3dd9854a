"""Who may write, and what every answer carries.

Reading needs nothing beyond reaching the loopback address. Writing needs the token that is printed at start: once in
the address (`/?token=…`), which leaves a signed, same-site cookie, or as `Authorization: Bearer …` for programs.
A form that comes with the cookie must also carry the session's own form key, and must come from this site.
"""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.errors import NotAllowedError, PageError, TooLargeError, refusal
from onrecord.web.headers import HEADERS
from onrecord.web.settings import WebSettings

FORM_KEY = "form_key"
LONGEST_LENGTH = 15  # digits of a stated length


class Sessions:
    """Signed cookies: made from the token, checked on every write."""

    def __init__(self, settings: WebSettings) -> None:
        self.name = settings.cookie
        self._settings = settings
        self._signer = URLSafeTimedSerializer(settings.secret, salt="onrecord-session")

    def is_token(self, given: str) -> bool:
        """True for the token that was printed."""
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._settings.token.encode())

    def cookie(self) -> str:
        """A new session's cookie."""
        return self._signer.dumps("writer")

    def is_session(self, cookie: str | None) -> bool:
        """True for a cookie that this server signed and that is not too old."""
        if not cookie:
            return False
        try:
            self._signer.loads(cookie, max_age=self._settings.session_hours * 3600)
        except BadSignature:
            return False
        return True

    def form_key(self, cookie: str | None) -> str:
        """The key that the forms of a session carry; '' without a session."""
        if not cookie or not self.is_session(cookie):
            return ""
        return hmac.new(self._settings.secret.encode(), cookie.encode(), "sha256").hexdigest()


def sessions(request: Request) -> Sessions:
    """The server's sessions."""
    found: Sessions = request.app.state.sessions
    return found


def may_write(request: Request) -> bool:
    """True where the visitor's browser holds a session."""
    known = sessions(request)
    return known.is_session(request.cookies.get(known.name))


async def require_writer(request: Request) -> None:
    """Let through a program with the token, or a form of this site with its key; NotAllowedError otherwise."""
    known = sessions(request)
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and known.is_token(given.strip()):
        return
    cookie = request.cookies.get(known.name)
    if not known.is_session(cookie):
        raise NotAllowedError("To write, open the address that the server printed at its start: it holds the token.")
    if not is_same_origin(request.headers):
        raise NotAllowedError("The form came from another site. Open the page here and send it again.")
    sent = request.headers.get("x-form-key") or str((await request.form()).get(FORM_KEY, ""))
    if not hmac.compare_digest(sent.encode("utf-8", "replace"), known.form_key(cookie).encode()):
        raise NotAllowedError("The page was opened in an earlier session. Load it again and send the form once more.")


async def writing(request: Request, _: Annotated[None, Depends(require_writer)]) -> AsyncIterator[None]:
    """A write by someone who may: what was kept of before it is not shown after it."""
    kept = request.app.state.desk.kept
    kept.expire()
    try:
        yield
    finally:
        kept.expire()


Writer = Annotated[None, Depends(writing, scope="function")]  # it ends before the answer is sent
"""A route with this parameter writes: it is refused without the token or a session."""


def is_same_origin(headers: Headers) -> bool:
    """True unless the browser says that the request comes from another site."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host", "")


def signed_in(request: Request, token: str) -> Response:
    """Trade the token in the address for a cookie and the front page; NotAllowedError for a wrong one."""
    known = sessions(request)
    if not known.is_token(token):
        raise NotAllowedError("This is not the token of this run of the server: it prints a new one at every start.")
    answer = RedirectResponse("/", status_code=303)
    answer.set_cookie(known.name, known.cookie(), httponly=True, samesite="strict", path="/")
    return answer


class Guard:
    """The outermost layer: our own names only, bounded bodies, and the headers that every answer carries."""

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is allowed; refuse the rest as a page."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        wrong = self._wrong(headers)
        if wrong:
            await refusal(scope, wrong)(scope, receive, with_headers(send))
            return
        await self._app(scope, bounded(receive, self._settings.max_body), with_headers(send))

    def _wrong(self, headers: Headers) -> PageError | None:
        host = headers.get("host", "")
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        if name.lower() not in self._settings.hosts:
            return PageError(421, "Another name", f"This server answers under {self._settings.hosts[0]} alone.")
        length = headers.get("content-length", "0")
        if length.isdecimal() and (len(length) > LONGEST_LENGTH or int(length) > self._settings.max_body):
            return TooLargeError(self._settings.max_body)
        return None


def bounded(receive: Receive, limit: int) -> Receive:
    """`receive` that stops with TooLargeError where a body without a stated length grows past `limit` bytes."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise TooLargeError(limit)
        return message

    return counted


def with_headers(send: Send) -> Send:
    """`send` that adds the headers of every answer."""

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return guarded
