"""Learn the weights of the attributions from PolNeAR's train split, and measure them on its dev split.

    python benchmarks/attribution_weights.py --shared ../shared [--measure] [--only-measure]

Three linear models over hashed features of the parse: which words are cues (logistic regression), which option is the
content and which the source (conditional logistic regression over a cue's options). Needs numpy and scipy, which
nothing else here needs. The same corpus and parser give the same file, which holds no words. `--measure` prints the
figures on dev with their bootstrap spread over stories.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from onrecord.exports.reading import reading_to_dict
from onrecord.lexicon import Lexicon, load_lexicon
from onrecord.model import Story
from onrecord.reading import Reader
from onrecord.reading.attribution_choice import option_features
from onrecord.reading.attribution_cues import CueTable, cue_table
from onrecord.reading.attribution_drafts import consider, propose
from onrecord.reading.attribution_features import cue_features, word_class
from onrecord.reading.attribution_learnt import content_choices, view_of
from onrecord.reading.attribution_shapes import Shapes
from onrecord.reading.attribution_speaking import source_features, source_options
from onrecord.reading.attribution_weights import FILE, feature_hash, model_bytes
from onrecord.reading.parse import Document, Parser, Token, dateline_of
from onrecord.reading.quote_marks import find_quotes
from onrecord.settings import Settings

ROOT = Path(__file__).parent.parent
OUT = ROOT / "src" / "onrecord" / "reading" / FILE
Row = dict[str, Any]
LIGHT = frozenset({"be", "have", "make", "give", "take", "do", "get", "go", "come", "seem", "appear"})
BITS = {"cue": 18, "content": 17, "source": 16}
RIDGE = {"cue": 10.0, "content": 4.0, "source": 4.0}  # tuned on dev, as are the next two
MIN_COUNT = 2  # how often a lemma is a cue
MIN_SHARE = 0.01  # and of how many of its tokens
OWN_WEIGHT = 8  # rows that each of our own examples counts for
NEAR_BEST = 0.02  # options as good as the best, in F1 of characters
RESAMPLES = 300
FIGURES = ("attribution_f1", "content_chars_f1", "source_f1", "all_f1", "indirect_all_r", "direct_all_r")


@dataclass
class Examples:
    """Hashed features of the rows of one model; rows come in groups, whose gains say how right each is."""

    bits: int
    rows: list[np.ndarray[Any, Any]] = field(default_factory=list)
    gains: list[float] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)

    def add(self, features: Iterable[Sequence[str]], gains: Iterable[float]) -> None:
        """Adds a group of rows."""
        mask = (1 << self.bits) - 1
        self.groups.append(len(self.rows))
        self.rows += [np.array([feature_hash(f) & mask for f in row], dtype=np.int32) for row in features]
        self.gains += gains

    def matrix(self) -> csr_matrix:
        """Rows by features."""
        ends = np.cumsum([0] + [len(row) for row in self.rows])
        indices = np.concatenate(self.rows)
        return csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(self.rows), 1 << self.bits))


def head_of_cue(doc: Document, gold: Row) -> tuple[Token | None, set[int]]:
    """The word that stands for an annotated cue (a verb of some content before nouns and adjectives), and its words."""
    tokens = [doc.tokens[i] for span in gold["cue"] for i in doc.range(span["start"], span["end"])]
    words = {token.i for token in tokens}
    verbs = [t for t in tokens if t.tag[:1] == "V" and t.lower != "according" and t.dep not in ("aux", "auxpass")]
    if not verbs and any(t.lower == "according" or t.text == ":" for t in tokens):
        return None, words
    full = [t for t in verbs if t.lemma not in LIGHT]
    nouns = [t for t in tokens if t.tag[:2] == "NN"]
    adjectives = [t for t in tokens if t.tag[:2] == "JJ"]
    found = full or nouns or adjectives or verbs
    return (found[-1] if found else None), words


def characters(ranges: Iterable[tuple[int, int]]) -> set[int]:
    """The offsets that the ranges cover."""
    return {i for start, end in ranges for i in range(start, end)}


def overlap(a: set[int], b: set[int]) -> float:
    """F1 of two sets."""
    return 2 * len(a & b) / max(1, len(a) + len(b))


class Corpus:
    """Parsed stories with their annotated attributions, as examples for the three models."""

    def __init__(self, docs: Sequence[Document], gold: Sequence[Row], table: CueTable) -> None:
        self.docs, self.gold, self.table = docs, gold, table
        self.cues: list[dict[int, Row]] = []
        self.ignored: list[set[int]] = []
        for doc, row in zip(docs, gold, strict=True):
            heads = [(head_of_cue(doc, a), a) for a in row["attributions"]]
            self.cues.append({head.i: a for (head, _), a in heads if head is not None})
            self.ignored.append({i for (_, words), _ in heads for i in words} - self.cues[-1].keys())

    def lemmas(self) -> set[str]:
        """The lemmas, with their class, that are cues often enough; verbs of the lexicon always."""
        seen: Counter[str] = Counter()
        hits: Counter[str] = Counter()
        for doc, cues in zip(self.docs, self.cues, strict=True):
            for token in doc.tokens:
                if kind := word_class(token):
                    seen[token.lemma + kind] += 1
                    hits[token.lemma + kind] += token.i in cues
        often = {key for key, count in hits.items() if count >= MIN_COUNT and count >= MIN_SHARE * seen[key]}
        return often | {lemma + "V" for lemma in self.table.verbs} | {lemma + "N" for lemma in self.table.nouns}

    def examples(self, lemmas: set[str]) -> dict[str, Examples]:
        """The examples of the three models."""
        found = {name: Examples(bits) for name, bits in BITS.items()}
        for doc, cues, ignored in zip(self.docs, self.cues, self.ignored, strict=True):
            quotes, shapes, dateline = find_quotes(doc.text), Shapes(doc, self.table), dateline_of(doc.text)
            considered = list(consider(doc, self.table, shapes))
            view = view_of(doc, self.table, shapes, quotes, considered, propose(doc, considered, quotes))
            for token in doc.tokens:
                kind = word_class(token)
                if kind and token.lemma + kind in lemmas and token.i not in ignored:
                    found["cue"].add([cue_features(view, token.i)], [float(token.i in cues)])
            for i, gold in cues.items():
                if not word_class(doc.tokens[i]) or not gold["content"]:
                    continue
                cue, options = content_choices(view, i, dateline)
                if options:
                    gains = content_gains(doc, i, gold, [o.ranges for o in options])
                    found["content"].add([option_features(cue, o) for o in options], gains)
                sources = source_options(doc, i, cue.source, shapes.edges)
                rows = [source_features(doc, i, names, source, cue.frame) for names, source in sources]
                found["source"].add(rows, [source_gain(doc, gold, source) for _, source in sources])
        return found


def add_own(examples: Examples, lemmas: set[str], parser: Parser, lexicon: Lexicon) -> None:
    """Adds the lexicon's own examples and counter-examples, which are short, as rows of the cue model."""
    table = cue_table(lexicon)
    own = [(x, x.finds) for entry in lexicon.entries("cues") for x in entry.examples]
    own += [(x, ()) for entry in lexicon.entries("cues") for x in entry.counter_examples if not x.finds]
    for (_, finds), parsed in zip(own, parser.parse(Story(text=x.text) for x, _ in own), strict=True):
        doc = parsed.body
        quotes, shapes = find_quotes(doc.text), Shapes(doc, table)
        considered = list(consider(doc, table, shapes))
        view = view_of(doc, table, shapes, quotes, considered, propose(doc, considered, quotes))
        words = {word for find in finds for word in find.split()}
        for token in doc.tokens:
            kind = word_class(token)
            if kind and token.lemma + kind in lemmas:
                row = cue_features(view, token.i)
                for _ in range(OWN_WEIGHT):
                    examples.add([row], [float(token.text in words)])


def content_gains(doc: Document, i: int, gold: Row, options: list[tuple[tuple[int, int], ...]]) -> list[float]:
    """How well each option covers what is annotated in the cue's sentence (the rest is for the quotations)."""
    sentence = doc.sentence_of(i)
    whole = characters((span["start"], span["end"]) for span in gold["content"])
    wanted = {c for c in whole if sentence.start <= c < sentence.end} or whole
    return [overlap(characters(ranges), wanted) for ranges in options]


def source_gain(doc: Document, gold: Row, source: tuple[int, int, int] | None) -> float:
    """How well a source covers the annotated one; 1 where there is none on either side."""
    if source is None:
        return float(not gold["source"])
    span = doc.span(source[0], source[1])
    own = set(range(span.start, span.end))
    return max((overlap(own, characters([(s["start"], s["end"])])) for s in gold["source"]), default=0.0)


def fit_cues(examples: Examples, ridge: float) -> tuple[np.ndarray[Any, Any], float]:
    """Weights and bias of a logistic regression."""
    x, y = examples.matrix(), np.array(examples.gains)
    columns = x.T.tocsr()

    def loss(w: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        z = x @ w[:-1] + w[-1]
        error = 1 / (1 + np.exp(-z)) - y
        value = np.logaddexp(0, np.where(y > 0, -z, z)).sum() + 0.5 * ridge * (w[:-1] @ w[:-1])
        return float(value), np.append(columns @ error + ridge * w[:-1], error.sum())

    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    return found[:-1], float(found[-1])


def fit_choice(examples: Examples, ridge: float) -> np.ndarray[Any, Any]:
    """Weights that give the best options of each group their probability."""
    x, gains, starts = examples.matrix(), np.array(examples.gains), np.array(examples.groups)
    sizes = np.diff(np.append(starts, len(gains)))
    best = np.repeat(np.maximum.reduceat(gains, starts), sizes)
    right = ((gains >= best - NEAR_BEST) & (gains > 0)).astype(float)
    some = np.add.reduceat(right, starts) > 0
    live = np.repeat(some, sizes)
    columns = x.T.tocsr()

    def loss(w: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        z = x @ w
        odds = np.exp(z - np.repeat(np.maximum.reduceat(z, starts), sizes))
        every = np.add.reduceat(odds, starts)
        good = np.where(some, np.add.reduceat(odds * right, starts), every)
        slope = live * (odds / np.repeat(every, sizes) - odds * right / np.repeat(good, sizes))
        value = (np.log(every) - np.log(good)).sum() + 0.5 * ridge * (w @ w)
        return float(value), columns @ slope + ridge * w

    return np.asarray(minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 80}).x)


def packed(weights: np.ndarray[Any, Any]) -> tuple[bytes, float]:
    """The weights as signed bytes, and what one unit is worth."""
    scale = float(np.abs(weights).max()) / 127
    return np.round(weights / scale).astype(np.int8).tobytes(), scale


def learn(corpus: Corpus, parser: Parser, lexicon: Lexicon) -> bytes:
    """The weights file."""
    lemmas = corpus.lemmas()
    examples = corpus.examples(lemmas)
    add_own(examples["cue"], lemmas, parser, lexicon)
    for name, rows in examples.items():
        print(f"{name}: {len(rows.rows)} rows in {len(rows.groups)} groups", flush=True)
    weights, bias = fit_cues(examples["cue"], RIDGE["cue"])
    tables = {"cue": (*packed(weights), bias)}
    for name in ("content", "source"):
        tables[name] = (*packed(fit_choice(examples[name], RIDGE[name])), 0.0)
    return model_bytes(tables, map(feature_hash, lemmas))


def rows_of(path: Path) -> list[Row]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def stories_of(rows: Iterable[Row]) -> Iterator[Story]:
    """Stories with the key that the gold knows them by."""
    return (Story(text=row["text"], published=row.get("published"), key=row["id"]) for row in rows)


def measure(shared: Path) -> None:
    """Prints the figures on dev, with the standard deviation over resampled stories."""
    sys.path.insert(0, str(shared / "score"))
    score = import_module("attributions").score  # lies beside the gold, not here
    folder = shared / "gold" / "attributions"
    gold = {row["id"]: row for row in rows_of(folder / "dev.gold.jsonl")}
    reader = Reader(Settings())
    read = {s.key: reading_to_dict(s, r) for s, r in reader.read(stories_of(rows_of(folder / "dev.stories.jsonl")))}
    figures = score(gold, read)
    draw = random.Random(4)
    spread: dict[str, list[float]] = {name: [] for name in FIGURES}
    for _ in range(RESAMPLES):
        drawn = {str(n): key for n, key in enumerate(draw.choices(list(gold), k=len(gold)))}
        again = score(
            {n: {**gold[key], "id": n} for n, key in drawn.items()}, {n: read[key] for n, key in drawn.items()}
        )
        for name, values in spread.items():
            values.append(again[name])
    for name, values in spread.items():
        cuts = statistics.quantiles(values, n=40)
        print(
            f"{name:18} {figures[name]:6.2f}  sd {statistics.stdev(values):.2f}  95 % {cuts[0]:.1f} to {cuts[-1]:.1f}"
        )


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--out", type=Path, default=OUT)
    options.add_argument("--measure", action="store_true")
    options.add_argument("--only-measure", action="store_true")
    args = options.parse_args()
    folder = args.shared / "gold" / "attributions"
    if not folder.is_dir():
        sys.exit(f"{folder}: the corpus does not lie there")
    if not args.only_measure:
        start = time.monotonic()
        parser, lexicon = Parser(Settings()), load_lexicon()
        docs = [story.body for story in parser.parse(stories_of(rows_of(folder / "train.stories.jsonl")))]
        corpus = Corpus(docs, rows_of(folder / "train.gold.jsonl"), cue_table(lexicon))
        args.out.write_bytes(learn(corpus, parser, lexicon))
        print(f"{args.out}: {args.out.stat().st_size:,} bytes in {time.monotonic() - start:.0f} s")
    if args.measure or args.only_measure:
        measure(args.shared)


if __name__ == "__main__":
    main()
