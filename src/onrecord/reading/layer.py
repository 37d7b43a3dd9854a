"""What a layer is."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.lexicon import Lexicon
from onrecord.model import Reading
from onrecord.reading.parse import Parsed

Layer = Callable[[Parsed, Reading], Reading]
"""Fills its part of the reading from the parse and the parts before it; pure, and changes no other part."""

MakeLayer = Callable[[Lexicon], Layer]
"""Each layer module has one, called `layer`: prepares its tables from the lexicon once and returns the layer."""
