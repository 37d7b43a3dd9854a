"""Whose words a cue attributes: the source options that the parse offers, as features for the learnt choice."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reading.attribution_shapes import Edges
from onrecord.reading.attribution_sources import Subject, phrase_of, whole_name
from onrecord.reading.parse import Document, Token

HEARD = frozenset({"nsubj", "nsubjpass", "poss", "dobj", "dative", "attr", "appos", "compound", "amod", "npadvmod"})
NEAR_ONLY = frozenset({"dobj", "attr", "appos", "dative"})  # on the cue and the word above it alone
NOUN_ONLY = frozenset({"compound", "amod", "npadvmod"})  # on a noun or adjective that is the cue
BEHIND = frozenset({"by", "from", "of", "to", "for", "among", "in", "with"})
MAX_STEPS = 5  # heads looked at above a cue
MAX_SOURCES = 14

SourceOption = tuple[list[str], Subject | None]


def source_options(doc: Document, i: int, rule: Subject | None, edges: Edges) -> list[SourceOption]:
    """The options for the source of the cue at token `i`, each with its paths from the cue; the first is nobody."""
    found: dict[Subject, list[str]] = {}
    if rule is not None:
        found[rule] = ["rule"]
    for path, subject in paths(doc, i, edges):
        if subject in found or len(found) < MAX_SOURCES:
            found.setdefault(subject, []).append(path)
    return [(["none"], None), *((names, subject) for subject, names in found.items())]


def paths(doc: Document, i: int, edges: Edges) -> Iterator[tuple[str, Subject]]:
    """Every source with the path that leads to it, up from the cue and then down one step."""
    verb = doc.tokens[i].tag[:1] == "V"
    path, at = "", doc.tokens[i]
    for step in range(MAX_STEPS):
        for j in at.children:
            if j != i:
                yield from dependent(doc, at, doc.tokens[j], path, step, verb)
        if at.head == at.i:
            return
        head = doc.tokens[at.head]
        if at.dep in ("relcl", "acl", "amod", "appos") and head.tag[:1] in ("N", "P"):
            cut = edges[at.i][0]
            yield path + at.dep, phrase_of(doc, head.i, before=cut if cut > head.i else None)
        path += at.dep + "/"
        at = head


def dependent(
    doc: Document, at: Token, child: Token, path: str, step: int, verb: bool
) -> Iterator[tuple[str, Subject]]:
    """A dependent of a word on the path as source, or what hangs on its preposition."""
    dep = child.dep
    if dep in HEARD:
        if (
            (dep in NEAR_ONLY and step > 1)
            or (dep in NOUN_ONLY and (step > 0 or verb))
            or child.tag[:1] not in "NPDWJC"
        ):
            return
        whole = Subject((child.i, child.i + 1, child.i)) if dep in ("compound", "amod") else phrase_of(doc, child.i)
        if dep == "nsubj":
            whole = whole_name(doc, at.i, whole)
        yield f"{path}{dep}{'>' if child.i > at.i else '<'}", whole
    elif dep in ("agent", "prep") and child.lower in BEHIND and step < 2:
        for j in child.children:
            if doc.tokens[j].dep == "pobj":
                yield path + child.lower, phrase_of(doc, j)


def source_features(doc: Document, i: int, names: list[str], source: Subject | None, frame: str) -> list[str]:
    """The features of one source option; `frame` is the cue's, as `attribution_choice.frame_of` gives it."""
    token = doc.tokens[i]
    kind, tag, dep = token.tag[0], token.tag, token.dep
    key = token.lemma + kind
    passive = any(doc.tokens[j].dep == "auxpass" for j in token.children)
    found: list[str] = []
    for name in names:
        found += (f"g{kind}{name}", f"gk{key}{name}", f"gs{name}{frame}", f"gd{name}{tag}{dep}", f"gp{name}{passive}")
    if source is None:
        found += (f"n{key}", f"ns{kind}{frame}", f"nd{tag}{dep}")
        return found
    head = doc.tokens[source.head]
    last = names[-1]
    side = f"{'<' if head.i < i else '>'}{kind}{'=' if head.sentence == token.sentence else ''}"
    found += (
        f"ht{kind}{head.tag}", f"hl{head.lemma}", f"hg{last}{head.tag}", f"hd{head.dep}{kind}", f"si{side}",
        f"di{min(6, abs(head.i - i).bit_length())}", f"hgl{last}{head.lemma}", f"kh{key}{head.tag}",
    )  # fmt: skip
    if len(names) > 1:
        found.append("nn" + "|".join(names))
    return found
