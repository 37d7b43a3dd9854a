"""Bytes -> text: what is UTF-8, what is guessed, what is refused."""

from __future__ import annotations

import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.sources.base import SourceError
from onrecord.sources.decode import decode, read_bounded, refuse_binary, writable

ENGLISH = "The mayor of Zürich said on Monday – “we are ready” – that 40 buses would leave. " * 5
RUSSIAN = "Стороны договорились об обмене пленными и о новой встрече в Стамбуле на следующей неделе. " * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, "x"])
def test_unicode_encodings_are_read_without_a_word(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == (text, [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding), "a.txt") == (ENGLISH, [])


@pytest.mark.parametrize(("text", "encoding"), [(ENGLISH, "cp1252"), (RUSSIAN, "cp1251")])
def test_a_guessed_encoding_is_right_and_told(text: str, encoding: str) -> None:
    read, (problem,) = decode(text.encode(encoding), "a.txt")
    assert read == text
    assert problem.where == "a.txt:1"
    assert "UTF-8" in problem.what


def test_a_declared_encoding_is_taken() -> None:
    assert decode("Łódź".encode("iso-8859-2"), "a.html", "iso-8859-2") == ("Łódź", [])


@pytest.mark.parametrize(
    "declared", ["no-such", "rot13", "base64", "utf-8\x00", "idna", "undefined", "hex", "utf-16", "punycode", ""]
)
def test_a_declared_encoding_that_is_none_is_passed_over(declared: str) -> None:
    read, problems = decode(ENGLISH.encode("cp1252"), "a.html", declared)
    assert read == ENGLISH
    assert len(problems) == 1


def test_lost_characters_are_counted_and_placed() -> None:
    data = "First line é\n".encode() + b"Second \xff line\n" + "Third – line ü".encode()
    read, (problem,) = decode(data, "a.txt")
    assert read == "First line é\nSecond \ufffd line\nThird – line ü"
    assert problem.where == "a.txt:2"
    assert "1 characters" in problem.what


def test_replacement_characters_that_stood_there_are_no_loss() -> None:
    assert decode("a \ufffd b é".encode(), "a.txt") == ("a \ufffd b é", [])


def test_nul_characters_are_replaced_and_told() -> None:
    read, (problem,) = decode(b"One\nt\x00wo" + b" words" * 60, "a.txt")
    assert read.startswith("One\nt\ufffdwo")
    assert (problem.where, problem.what.split(" ")[0]) == ("a.txt:2", "1")


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"%PDF-1.7\n", "pdftotext"),
        (b"PK\x03\x04rest", "unpack"),
        (b"\xd0\xcf\x11\xe0rest", "plain text"),
        (b"{\\rtf1 words}", "plain text"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"\x28\xb5\x2f\xfd", "zstd -d"),
        (b"BZh91AY", "bunzip2"),
        (b"\xfd7zXZ\x00", "unxz"),
        (b"SQLite format 3\x00", "--ledger"),
        (b"PAR1", "JSON lines"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x7fELF" + b"\x00\x01" * 50, "binary"),
    ],
)
def test_binary_data_are_refused_with_a_hint(data: bytes, hint: str) -> None:
    with pytest.raises(SourceError, match=r"^a\.bin: [^\n]+$") as caught:
        decode(data, "a.bin")
    assert hint in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"a", b"PK is a code", b"BZ", b"\x1b[1mwords\x1b[0m", b"a\tb\r\n\x0c"])
def test_text_is_not_refused(data: bytes) -> None:
    refuse_binary(data, "a.txt")


def test_reading_is_bounded() -> None:
    assert read_bounded(io.BytesIO(b"abcdef"), 4) == (b"abcd", True)
    assert read_bounded(io.BytesIO(b"abcd"), 4) == (b"abcd", False)
    assert read_bounded(io.BytesIO(b""), 4) == (b"", False)


@pytest.mark.parametrize(
    "data", [b"\xff" * 1_000_000, b"\xc3" * 1_000_000, b"a\x80" * 500_000, bytes(range(128, 256)) * 8_000]
)
def test_a_megabyte_of_anything_ends_soon(data: bytes) -> None:
    start = time.perf_counter()
    said = ""
    try:
        decode(data, "a.txt")
    except SourceError as error:
        said = str(error)
    assert "\n" not in said
    assert time.perf_counter() - start < 5


@given(st.text())
def test_writable_keeps_offsets(text: str) -> None:
    clean, changed = writable(text)
    assert len(clean) == len(text)
    assert changed == sum(c == "\x00" or "\ud800" <= c <= "\udfff" for c in text)
    assert clean.encode() is not None


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_one_line(data: bytes) -> None:
    try:
        text, problems = decode(data, "a.txt")
    except SourceError as error:
        text, problems = str(error), []
        complaint = text
    else:
        complaint = ""
    assert text.encode() is not None
    assert "\n" not in complaint
    assert all("\n" not in p.what for p in problems)
