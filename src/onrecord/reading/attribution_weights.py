"""The learnt weights of the attributions: one small file of signed bytes, and how features are scored with them.

A model is linear over hashed features: a feature is a string, its weight the byte at the string's CRC-32 within the
model's table, times the table's scale. The file holds no words, only hashes of those lemmas that are worth a look.
`benchmarks/attribution_weights.py` makes the file from the public corpus.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import starmap
from math import exp
from zlib import crc32

FILE = "attribution_weights.bin"
MAX_MEMO = 400_000  # features kept; hostile text must not fill the memory


def feature_hash(feature: str) -> int:
    """The CRC-32 of a feature: the same on every machine and in every run."""
    return crc32(feature.encode("utf-8", "surrogatepass"))


class Scorer(dict[str, int]):
    """One linear model: the weight of each feature, looked up once and then kept."""

    def __init__(self, table: array[int], scale: float, bias: float) -> None:
        """`table` has a power of two of signed bytes; `scale` is what one unit of them is worth."""
        super().__init__()
        self._table, self._mask, self._scale, self._bias = table, len(table) - 1, scale, bias

    def __missing__(self, feature: str) -> int:
        if len(self) >= MAX_MEMO:
            self.clear()
        found = self[feature] = self._table[feature_hash(feature) & self._mask]
        return found

    def score(self, features: Iterable[str]) -> float:
        """The sum of the features' weights, in logits."""
        return sum(map(self.__getitem__, features)) * self._scale + self._bias


class Lemmas(dict[str, bool]):
    """Whether a lemma with its word class is worth a look as a cue, by its hash."""

    def __init__(self, hashes: Iterable[int]) -> None:
        super().__init__()
        self._hashes = frozenset(hashes)

    def __missing__(self, key: str) -> bool:
        if len(self) >= MAX_MEMO:
            self.clear()
        found = self[key] = feature_hash(key) in self._hashes
        return found


@dataclass(frozen=True, slots=True)
class Model:
    """The three linear models (which word is a cue, what it attributes, to whom), and the lemmas worth a look."""

    cue: Scorer
    content: Scorer
    source: Scorer
    lemmas: Lemmas


def probability(score: float) -> float:
    """The probability that a score in logits stands for."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def load_model() -> Model:
    """The model that ships with the package; ValueError where the file is faulty."""
    return model_of(files("onrecord.reading").joinpath(FILE).read_bytes())


def model_of(data: bytes) -> Model:
    """The model of a weights file: a line of JSON, then the bytes of the tables and the lemmas' hashes."""
    line, _, body = data.partition(b"\n")
    try:
        head = json.loads(line)
        at = 0
        scorers = []
        for name in ("cue", "content", "source"):
            size = 1 << int(head[name]["bits"])
            scorers.append(
                Scorer(array("b", body[at : at + size]), float(head[name]["scale"]), float(head[name]["bias"]))
            )
            at += size
        hashes = [int.from_bytes(body[i : i + 4], "little") for i in range(at, len(body), 4)]
        if len(hashes) != head["lemmas"]:
            raise ValueError("it is cut short")
        cue, content, source = scorers
        return Model(cue, content, source, Lemmas(hashes))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"the weights file {FILE} is faulty: {error}") from error


def model_bytes(tables: Mapping[str, tuple[bytes, float, float]], hashes: Iterable[int]) -> bytes:
    """A weights file of tables (signed bytes, scale, bias) by model name, and lemma hashes."""
    lemmas = sorted(set(hashes))
    head: dict[str, object] = {"lemmas": len(lemmas)}
    for name, (table, scale, bias) in tables.items():
        head[name] = {"bits": len(table).bit_length() - 1, "scale": scale, "bias": bias}
    order = b"".join(tables[name][0] for name in ("cue", "content", "source"))
    packed = b"".join(starmap(int.to_bytes, ((lemma, 4, "little") for lemma in lemmas)))
    return json.dumps(head, sort_keys=True).encode() + b"\n" + order + packed
