"""Bytes -> text: encodings, binary files, and bounds; what is lost on the way is told."""

from __future__ import annotations

import codecs
import re
from typing import IO

from charset_normalizer import from_bytes

from onrecord.model import Problem
from onrecord.sources.base import SourceError

REPLACEMENT = "\ufffd"
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = (
    (b"%PDF", "a PDF: save it as text or HTML first (for example with pdftotext)"),
    (b"PK\x03\x04", "a ZIP archive or an Office document: unpack it, or save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old Office document: save it as plain text first"),
    (b"{\\rtf", "an RTF document: save it as plain text first"),
    (b"\x89PNG", "a PNG picture: Onrecord reads text alone, so type or paste the words"),
    (b"\xff\xd8\xff", "a JPEG picture: Onrecord reads text alone, so type or paste the words"),
    (b"GIF8", "a GIF picture: Onrecord reads text alone, so type or paste the words"),
    (b"\x1f\x8b", "a gzip file within a gzip file: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive: unpack it first (zstd -d)"),
    (b"BZh", "a bzip2 archive: unpack it first (bunzip2)"),
    (b"\xfd7zXZ", "an xz archive: unpack it first (unxz)"),
    (b"7z\xbc\xaf", "a 7-Zip archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"SQLite format 3\x00", "an SQLite database: name it with --ledger, or export its stories as JSON lines"),
    (b"PAR1", "a Parquet file: export its stories as JSON lines first"),
)  # fmt: skip
BINARY_SHARE = 0.02  # control characters beyond this share of the first bytes mean that the file is not text
CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\x0b\x0c\r\x1b\x1c\x1d\x1e\x1f\x85") + b"\x7f"
UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
HIGH_BYTES = bytes(range(128, 256))
SAMPLE_BYTES = 262_144
FEWEST_PAIRS = 8  # of bytes; in fewer, NULs beside line ends look like UTF-16 by chance
WESTERN_TWINS = frozenset({"cp1250", "cp1254", "cp1257", "cp1258", "latin_1", "iso8859_2", "iso8859_9", "iso8859_15"})
WESTERN_LETTERS = frozenset("àâäåæáãçèéêëìíîïñòóôöøõœùúûüßÀÂÄÅÆÁÃÇÈÉÊËÌÍÎÏÑÒÓÔÖØÕŒÙÚÛÜ")
WESTERN_SHARE = 0.03  # so few non-ASCII bytes are quotes, dashes and accents of English text: Windows' Western encoding


def read_bounded(stream: IO[bytes], limit: int) -> tuple[bytes, bool]:
    """Up to `limit` bytes of the stream, and whether there were more (or would have been, had it not broken off)."""
    parts: list[bytes] = []
    left = limit + 1
    pull = getattr(stream, "read1", stream.read)
    try:
        while left > 0 and (part := pull(min(left, 1 << 20))):
            parts.append(part)
            left -= len(part)
    except (OSError, EOFError) as error:
        if not parts:
            raise SourceError(f"the input cannot be read ({error})") from error
        return b"".join(parts)[:limit], True
    data = b"".join(parts)
    return data[:limit], len(data) > limit


def refuse_binary(head: bytes, name: str) -> None:
    """Raise SourceError where the first bytes of an input are not text."""
    for magic, hint in MAGIC:
        if head.startswith(magic):
            raise SourceError(f"{name}: this is {hint}")
    if any(head.startswith(bom) for bom, _ in BOMS) or utf16_without_bom(head):
        return
    controls = len(head) - len(head.translate(None, CONTROLS))
    if controls > BINARY_SHARE * len(head):
        raise SourceError(f"{name}: this is a binary file: save its text as a .txt, .html or .jsonl file first")


def utf16_without_bom(data: bytes) -> str | None:
    """The UTF-16 flavour of text in which nearly every second byte is NUL, or None."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < FEWEST_PAIRS or b"\x00" not in sample:
        return None
    even, odd = sample[0 : 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    low, high = odd > 0.7 * half and even < 0.05 * half, even > 0.7 * half and odd < 0.05 * half
    flavour = "utf-16-le" if low else "utf-16-be" if high else None
    if flavour is None:
        return None
    controls = sum(1 for c in sample[: 2 * half].decode(flavour, "replace") if c < " " and ord(c) in CONTROLS)
    return None if controls > BINARY_SHARE * half else flavour


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, list[Problem]]:
    """The text of `data`, and the problems: an encoding that was guessed, characters that were lost and where.

    Tried in order: byte order mark, UTF-8, the encoding that the document declares, a guess. SourceError where the
    data is not text.
    """
    refuse_binary(data[:8192], name)
    encoding, guessed = choose_encoding(data, declared)
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    problems = []
    lost = text.count(REPLACEMENT) - kept_replacements(data, encoding)
    if guessed or lost > 0:
        problems.append(
            Problem(f"{name}:{line_of(text, REPLACEMENT) if lost > 0 else 1}", told(encoding, guessed, lost, text))
        )
    text, changed = writable(text)
    if changed:
        problems.append(
            Problem(f"{name}:{line_of(text, REPLACEMENT)}", f"{changed:,} NUL characters were replaced by U+FFFD")
        )
    return text, problems


def choose_encoding(data: bytes, declared: str | None) -> tuple[str, bool]:
    """The encoding to read `data` in, and whether it is a guess."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return encoding, False
    if flavour := utf16_without_bom(data):
        return flavour, False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", False
    if declared and known_encoding(declared):
        return declared, False
    if mostly_utf8(data):
        return "utf-8", False
    return guess(data), True


def known_encoding(name: str) -> bool:
    """True where Python has an encoding of that name that reads ASCII as it stands and replaces what it cannot read."""
    try:
        info = codecs.lookup(name)
        return (
            info._is_text_encoding
            and b"A-z +AGE- \\n".decode(name) == "A-z +AGE- \\n"
            and bool(HIGH_BYTES.decode(name, "replace"))
        )
    except (LookupError, UnicodeError, ValueError):
        return False


def mostly_utf8(data: bytes) -> bool:
    """True where well-formed UTF-8 sequences outnumber the broken bytes."""
    text = data[:SAMPLE_BYTES].decode("utf-8", "replace")
    broken = text.count(REPLACEMENT)
    return sum(1 for c in text if c > "\x7f") - broken > broken


def guess(data: bytes) -> str:
    """The likeliest encoding of text that is not UTF-8."""
    sample = data[:SAMPLE_BYTES]
    high = len(sample) - len(sample.translate(None, HIGH_BYTES))
    if high <= WESTERN_SHARE * len(sample):
        return "cp1252"
    best = from_bytes(sample).best()
    if best is None or (best.encoding in WESTERN_TWINS and western(sample)):
        return "cp1252"
    return best.encoding


def western(sample: bytes) -> bool:
    """True where the letters beyond ASCII are mostly those of Western European languages, read in cp1252."""
    letters = [c for c in sample.decode("cp1252", "replace") if c > "\x7f" and c.isalpha()]
    return sum(c in WESTERN_LETTERS for c in letters) >= 0.9 * len(letters)


def kept_replacements(data: bytes, encoding: str) -> int:
    """How many replacement characters already stood in UTF-8 data, and are no loss of ours."""
    return data.count(REPLACEMENT.encode()) if encoding == "utf-8" else 0


def told(encoding: str, guessed: bool, lost: int, text: str) -> str:
    """One line on how the bytes were read and what was lost."""
    what = f"not UTF-8; read as {encoding} (a guess)" if guessed else f"read as {encoding}"
    if lost > 0:
        first = text.find(REPLACEMENT)
        what += f"; {lost:,} characters lost (now U+FFFD), the first at character {first:,}"
    return what + "; if words look wrong, save the file as UTF-8"


def line_of(text: str, wanted: str) -> int:
    """The number of the first line with `wanted`, from 1."""
    return text.count("\n", 0, max(text.find(wanted), 0)) + 1


def writable(text: str) -> tuple[str, int]:
    """The text with NULs and lone surrogates replaced one for one, so that offsets hold, and how many there were."""
    return UNWRITABLE.subn(REPLACEMENT, text)
