"""HTTP: one address -> bytes, politely (robots.txt, our name) and safely (size, time, no private addresses)."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urljoin

import httpx

from onrecord.sources import robots
from onrecord.sources.base import MAX_DOCUMENT_BYTES, SourceError

AGENT = "onrecord"
MAX_REDIRECTS = 5
STEP_SECONDS = 10.0  # for one connect, read or write
TOTAL_SECONDS = 30.0  # for one answer as a whole, however slowly it drips
HINTS = {
    401: "it asks for a login: save the page in a browser",
    403: "the site refuses: save the page in a browser",
    404: "there is no such page: check the address",
    410: "the page is gone: check the address",
    429: "too many requests: try again later",
}
CODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
TRANSLATING = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: its bytes, the address that it came from after redirects, and its media type (lower case, bare)."""

    data: bytes
    url: str
    type: str


def fetch(url: str, *, allow_loopback: bool = False, total_seconds: float = TOTAL_SECONDS) -> Fetched:
    """The bytes at `url`; SourceError, in one clear line, where they may not or cannot be had.

    `allow_loopback` is for tests against a server of their own; other private addresses are refused even then.
    """
    with client(allow_loopback, total_seconds) as http:
        checked: dict[str, str] = {}
        for _ in range(MAX_REDIRECTS + 1):
            address = parsed(url)
            require_permission(http, address, checked)
            status, answer, location = get(http, address, MAX_DOCUMENT_BYTES)
            if location is None:
                require_success(status, url)
                return answer
            url = urljoin(str(address), location)
    raise SourceError(f"{url}: more than {MAX_REDIRECTS} redirects: open the page in a browser and save it")


def parsed(url: str) -> httpx.URL:
    """The address, without a password and fragment; SourceError where it is not http(s)."""
    try:
        address = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise SourceError(f"{url[:200]}: this is not an address ({error})") from error
    if address.scheme not in ("http", "https") or not address.host:
        raise SourceError(f"{url[:200]}: only http and https addresses can be read")
    if address.userinfo:
        raise SourceError(
            f"{address.copy_with(userinfo=None)}: an address with a user name or password is not fetched: save the page"
        )
    return address.copy_with(fragment=None)


def require_permission(http: httpx.Client, address: httpx.URL, checked: dict[str, str]) -> None:
    """SourceError where the site's robots.txt keeps us out, or cannot be read (RFC 9309: then nothing is allowed)."""
    origin = f"{address.scheme}://{address.netloc.decode('ascii')}"
    if origin not in checked:
        checked[origin] = robots_of(http, origin)
    path = address.raw_path.decode("ascii", "replace")
    if not robots.allowed(checked[origin], AGENT, path):
        raise SourceError(
            f"{address}: the site's robots.txt does not allow this page to be fetched: save it in a browser"
        )


def robots_of(http: httpx.Client, origin: str) -> str:
    """The text of the site's robots.txt, empty where it has none."""
    url = f"{origin}/robots.txt"
    for _ in range(MAX_REDIRECTS + 1):
        status, answer, location = get(http, parsed(url), robots.MAX_CHARS, cut=True)
        if location is not None:
            url = urljoin(url, location)
        elif status >= 500:
            raise SourceError(f"{url}: the site's robots.txt cannot be read (HTTP {status}): try again later")
        else:
            return answer.data.decode("utf-8", "replace") if status == 200 else ""
    return ""


def require_success(status: int, url: str) -> None:
    """SourceError unless the answer is a page."""
    if status == 200:
        return
    hint = HINTS.get(status, "try again later" if status >= 500 else "check the address")
    raise SourceError(f"{url}: HTTP {status}: {hint}")


def get(http: httpx.Client, address: httpx.URL, limit: int, *, cut: bool = False) -> tuple[int, Fetched, str | None]:
    """One request: status, answer, and where it redirects to; beyond `limit` bytes cut off, or SourceError."""
    try:
        with http.stream("GET", address) as response:
            location = response.headers.get("location") if response.is_redirect else None
            data = (
                b"" if location is not None or response.status_code != 200 else body(response, limit, address, cut=cut)
            )
            media = response.headers.get("content-type", "").split(";")[0].strip().lower()
            return response.status_code, Fetched(data, str(address), media), location
    except httpx.TimeoutException as error:
        raise SourceError(f"{address}: no answer in time: try again later") from error
    except httpx.HTTPError as error:
        if http.is_closed:  # by the timer
            raise SourceError(f"{address}: no full answer within the time limit: try again later") from error
        raise SourceError(
            f"{address}: cannot be fetched ({' '.join(str(error).split())[:160] or type(error).__name__})"
        ) from error
    except (httpx.InvalidURL, httpx.StreamError, OSError, RuntimeError, UnicodeError) as error:
        raise SourceError(
            f"{address}: cannot be fetched, or not within the time limit ({type(error).__name__})"
        ) from error


def body(response: httpx.Response, limit: int, address: httpx.URL, *, cut: bool) -> bytes:
    """The answer's bytes, unpacked, up to `limit`."""
    if response.headers.get("content-encoding", "").strip().lower() not in CODINGS:
        raise SourceError(
            f"{address}: the answer is packed in a way that was not asked for: save the page in a browser"
        )
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        parts.append(part)
        size += len(part)
        if size > limit:
            if cut:
                break
            raise SourceError(f"{address}: more than {limit:,} bytes: download it, and read the file")
    return b"".join(parts)[:limit]


@contextmanager
def client(allow_loopback: bool, total_seconds: float) -> Iterator[httpx.Client]:
    """A client that checks every address it connects to, and closes itself when the time is up."""
    transport = PublicTransport(allow_loopback)
    headers = {"user-agent": f"{AGENT}/{our_version()}", "accept-encoding": "gzip, deflate"}
    # trust_env: a proxy from the environment would connect in our place, past the check of addresses
    # closing the client does not wake a read that waits, so that no step may be longer than the whole
    step = min(STEP_SECONDS, total_seconds)
    http = httpx.Client(transport=transport, headers=headers, timeout=step, trust_env=False, follow_redirects=False)
    timer = threading.Timer(total_seconds, http.close)
    timer.daemon = True
    timer.start()
    try:
        yield http
    finally:
        timer.cancel()
        http.close()


def our_version() -> str:
    """The installed version, "0" where the package runs from its source tree."""
    try:
        return version("onrecord")
    except PackageNotFoundError:
        return "0"


class PublicTransport(httpx.HTTPTransport):
    """Connects to public addresses alone: each host is resolved once, checked, and connected to by the checked address.

    So neither a redirect nor a name that resolves anew to another address leads into the machine's own network.
    """

    def __init__(self, allow_loopback: bool) -> None:
        super().__init__(trust_env=False)
        self._allow_loopback = allow_loopback

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request to the checked address, under the host's own name in Host header and TLS."""
        host = request.url.host
        checked = public_address(
            host, request.url.port or (443 if request.url.scheme == "https" else 80), self._allow_loopback
        )
        pinned = httpx.Request(
            request.method,
            request.url.copy_with(host=checked),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return super().handle_request(pinned)


def public_address(host: str, port: int, allow_loopback: bool) -> str:
    """An address of `host`; SourceError where it has none, or any of them is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"{host}: this host cannot be found: check the address and the connection") from error
    addresses = [str(entry[4][0]).split("%")[0] for entry in found]
    for address in addresses:
        if not is_public(address, allow_loopback):
            raise SourceError(
                f"{host}: this host is at {address}, within a private network, and is not fetched: save the page"
            )
    return addresses[0]


def is_public(address: str, allow_loopback: bool = False) -> bool:
    """True for an address of the public Internet (and a loopback one, where that is allowed)."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if any(ip in network for network in TRANSLATING):
            return False
    if ip.is_loopback:
        return allow_loopback
    return ip.is_global and not ip.is_multicast
