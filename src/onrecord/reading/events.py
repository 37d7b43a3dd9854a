"""To be written."""

from __future__ import annotations

from onrecord.lexicon import Lexicon
from onrecord.model import Reading
from onrecord.reading.layer import Layer
from onrecord.reading.parse import Parsed


def layer(_: Lexicon) -> Layer:
    """The layer."""
    return read


def read(parsed: Parsed, reading: Reading) -> Reading:
    """Read."""
    return reading
