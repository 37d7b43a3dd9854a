"""Identity by content."""

from __future__ import annotations

import hashlib
import json


def content_hash(*parts: object) -> str:
    """Return 20 hexadecimal digits that depend on the canonical JSON of `parts` alone; nouns count by fields."""
    canonical = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=stated)
    return hashlib.blake2b(canonical.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def stated(noun: object) -> dict[str, object]:
    """The fields of a noun that say something: a field added later does not change old hashes."""
    names: tuple[str, ...] = getattr(noun, "__slots__", ())
    if not names:
        raise TypeError(f"{type(noun).__name__} is no noun")
    values = ((name, getattr(noun, name)) for name in names)
    return {name: value for name, value in values if value is not None and value is not False and value != ()}
