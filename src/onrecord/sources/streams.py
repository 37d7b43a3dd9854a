"""Streams around streams: look ahead, unpack gzip within bounds, bring UTF-16 to UTF-8."""

from __future__ import annotations

import codecs
import io
import zlib
from typing import IO

from onrecord.sources.base import SourceError
from onrecord.sources.decode import BOMS, utf16_without_bom

HEAD_BYTES = 8_192
PIECE_BYTES = 65_536
MAX_RATIO = 200  # of unpacked to packed bytes; news text has 3 to 20
FREE_BYTES = 50_000_000  # unpacked, before the ratio counts


def rewound(stream: IO[bytes]) -> tuple[bytes, IO[bytes]]:
    """The first bytes of a stream, and a stream that still begins with them."""
    parts: list[bytes] = []
    size = 0
    damage: OSError | None = None
    # pieces as they come: a buffered read that meets damage would lose the sound bytes before it
    pull = getattr(stream, "read1", stream.read)
    try:
        while size < HEAD_BYTES and (part := pull(HEAD_BYTES - size)):
            parts.append(part)
            size += len(part)
    except OSError as error:
        if not parts:
            raise SourceError(f"the input cannot be read ({error.strerror or error})") from error
        damage = error
    head = b"".join(parts)
    return head, io.BufferedReader(Chained(head, stream, damage), PIECE_BYTES)


class Pulled(io.RawIOBase):
    """A readable stream made of pieces; a subclass says what the next piece is (empty at the end)."""

    def __init__(self) -> None:
        super().__init__()
        self._left = b""

    def piece(self) -> bytes:
        """The next bytes."""
        raise NotImplementedError

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as the piece at hand goes."""
        if not self._left:
            self._left = self.piece()
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count


class Chained(Pulled):
    """First the bytes already read, then the stream; damage met while looking ahead is met again in its place."""

    def __init__(self, head: bytes, stream: IO[bytes], damage: OSError | None = None) -> None:
        super().__init__()
        self._left = head
        self._damage = damage
        self._pull = getattr(stream, "read1", stream.read)

    def piece(self) -> bytes:
        """The next bytes of the stream, as they come."""
        if self._damage is not None:
            raise self._damage
        return bytes(self._pull(PIECE_BYTES))


class Unpacked(Pulled):
    """A gzip stream's content, member after member; OSError where it is damaged or unpacks beyond all measure."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._engine = zlib.decompressobj(wbits=31)
        self._packed, self._unpacked, self._fresh = 0, 0, True

    def piece(self) -> bytes:
        """The next unpacked bytes, at most PIECE_BYTES."""
        while True:
            data = self._engine.unconsumed_tail or self._engine.unused_data
            if self._engine.eof:
                data = data.lstrip(b"\x00")  # padding between members
                self._engine, self._fresh = zlib.decompressobj(wbits=31), True
            if not data:
                data = self._stream.read(PIECE_BYTES)
                self._packed += len(data)
            if not data:
                if not self._fresh:
                    raise OSError("the gzip data end too early")
                return b""
            if self._fresh and not data.strip(b"\x00"):
                continue
            out = self.inflate(data)
            if out:
                return out

    def inflate(self, data: bytes) -> bytes:
        """Unpack some bytes, within bounds."""
        self._fresh = False
        try:
            out = self._engine.decompress(data, PIECE_BYTES)
        except zlib.error as error:
            raise OSError(f"the gzip data are damaged: {error}") from error
        self._unpacked += len(out)
        if self._unpacked > FREE_BYTES and self._unpacked > MAX_RATIO * self._packed:
            raise OSError(f"the gzip data unpack to more than {MAX_RATIO} times their size")
        return out


class Transcoded(Pulled):
    """A stream of another encoding as UTF-8."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        super().__init__()
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ended = False

    def piece(self) -> bytes:
        """The next bytes, in UTF-8."""
        while not self._ended:
            data = self._stream.read(PIECE_BYTES)
            self._ended = not data
            if text := self._decoder.decode(data, final=self._ended):
                return text.encode("utf-8", "replace")
        return b""


def unpacked(stream: IO[bytes], name: str) -> IO[bytes]:
    """The content of a gzip stream; SourceError where its very beginning is damaged."""
    content = io.BufferedReader(Unpacked(stream), PIECE_BYTES)
    try:
        content.peek(1)
    except OSError as error:
        raise SourceError(f"{name}: {error}: pack the file anew, or unpack it first") from error
    return content


def transcoded(stream: IO[bytes], head: bytes) -> IO[bytes]:
    """The stream as UTF-8, where its first bytes show UTF-16 or UTF-32."""
    encoding = wide_encoding(head)
    return io.BufferedReader(Transcoded(stream, encoding), PIECE_BYTES) if encoding else stream


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32, where the first bytes show it."""
    for bom, encoding in BOMS:
        if head.startswith(bom):
            return None if encoding == "utf-8" else encoding
    return utf16_without_bom(head)


def head_text(head: bytes) -> str:
    """The first bytes as text, good enough to tell a format."""
    return head.decode(wide_encoding(head) or "utf-8", "replace").lstrip("\ufeff")
