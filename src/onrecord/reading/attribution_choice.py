"""What an option for a cue's content looks like, as features for the learnt choice among the options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from onrecord.reading.attribution_cues import CueTable
from onrecord.reading.attribution_drafts import Range
from onrecord.reading.attribution_options import Pieces
from onrecord.reading.attribution_sources import Subject
from onrecord.reading.parse import Document, Token
from onrecord.reading.quote_marks import Quote, quotes_between

FRAME_DEPS = frozenset({
    "nsubj", "nsubjpass", "ccomp", "xcomp", "dobj", "prep", "acl", "acomp", "oprd", "advcl", "attr", "pobj",
    "parataxis",
})  # fmt: skip
MARKED = frozenset({"xcomp", "ccomp", "acl", "advcl"})
CLOSED = frozenset({"IN", "CC", "TO", ",", "."})


class Option(NamedTuple):
    """One option for a content: the names of its shapes, its pieces, and the characters they make."""

    names: list[str]
    pieces: Pieces
    ranges: tuple[Range, ...]


class Asked(NamedTuple):
    """The cue word that options are weighed for, its source by rule, and what the features share."""

    doc: Document
    token: Token
    source: Subject | None
    quotes: list[Quote]
    frame: str
    entries: tuple[str, ...]


def asked(doc: Document, i: int, source: Subject | None, quotes: list[Quote], table: CueTable) -> Asked:
    """The cue at token `i`, ready for its options."""
    token = doc.tokens[i]
    words = table.verbs if token.tag[:1] == "V" else table.nouns if token.tag[:1] == "N" else {}
    frames: Mapping[str, str] = words.get(token.lemma, {})
    return Asked(doc, token, source, quotes, frame_of(doc, i), tuple(sorted(set(frames.values()))))


def frame_of(doc: Document, i: int) -> str:
    """The dependents of token `i` in order, with the words that introduce its clauses."""
    found = []
    for j in doc.tokens[i].children:
        child = doc.tokens[j]
        if child.dep in FRAME_DEPS:
            mark = ""
            if child.dep in MARKED:
                inner = (doc.tokens[k] for k in child.children)
                mark = next((t.lower for t in inner if t.dep == "mark" or t.lower == "to"), "")
            found.append(f"{child.dep[:5]}{mark}{'>' if j > i else '<'}")
    return "".join(found)


def option_features(cue: Asked, option: Option) -> list[str]:
    """The features of one option."""
    first, last = option.pieces[0][0], option.pieces[-1][1]
    side = (">" if first > cue.token.i else "<") + ("2" if len(option.pieces) > 1 else "")
    found = shape_features(cue, option)
    found += edge_features(cue, option, first, last, side)
    found += quote_features(cue, option, side)
    found += inside_features(cue, option, side)
    found += share_features(cue, first, last, side)
    found += gap_features(cue, first, last, option.names[0])
    return found


def shape_features(cue: Asked, option: Option) -> list[str]:
    """The shapes that offer the option, with the cue and its entries."""
    token = cue.token
    kind = token.tag[0]
    key = token.lemma + kind
    found: list[str] = []
    for name in option.names:
        found += (f"g{kind}{name}", f"gk{key}{name}", f"gs{name}{cue.frame}", f"gd{name}{token.dep}")
        found += [f"gf{name}{entry}" for entry in cue.entries]
    size = str(min(9, sum(last - first for first, last in option.pieces).bit_length()))
    gap = option.pieces[0][0] - token.i
    found += (f"ln{size}{kind}{gap > 0}", f"lnk{size}{key}", f"lng{size}{option.names[0]}")
    if gap > 0:
        found.append(f"gap{min(6, gap)}")
    return found


def edge_features(cue: Asked, option: Option, first: int, last: int, side: str) -> tuple[str, ...]:
    """The words at the option's ends and right outside them."""
    tokens, token = cue.doc.tokens, cue.token
    sentence = cue.doc.sentences[token.sentence]
    kind = token.tag[0]
    key = token.lemma + kind
    head, tail = tokens[first], tokens[last - 1]
    before = tokens[first - 1].lower if first else "^"
    word, tag, dep, where = "$", "$", "$", "c"
    if last < min(len(tokens), sentence.last):
        after = tokens[last]
        word, tag, dep = after.lower, after.tag, after.dep
        where = "i" if after.head == token.i else "o" if after.head < token.i else "c"
    name = option.names[0]
    group = name.partition(":")[0]
    ends = f"{'s' if last >= sentence.last - 1 else '-'}{'S' if first == sentence.first else '-'}"
    return (
        f"np{side}", f"fw{side}{head.lower}", f"ft{side}{head.tag}{kind}", f"pw{side}{before}", f"nw{side}{word}",
        f"nt{side}{tag}", f"ld{side}{tail.tag}", f"fd{head.dep}{side}",
        f"lt{tail.lower if tail.tag in CLOSED else ''}", f"nd{side}{dep}{where}", f"at{side}{ends}",
        f"pn{side}{before}|{word}", f"gn{group}{word}", f"gnd{name}{dep}", f"gfw{group}{head.lower}",
        f"knt{key}{tag}", f"kft{key}{head.tag}", "endcc" if tail.dep == "cc" else "end-",
    )  # fmt: skip


def gap_features(cue: Asked, first: int, last: int, name: str) -> list[str]:
    """How many words stand between the option and the cue with its source."""
    low = high = cue.token.i
    if cue.source is not None and last <= cue.source[0] <= low:
        low = cue.source[0]
    if cue.source is not None and high < cue.source[1] <= first:
        high = cue.source[1] - 1
    between = cue.doc.tokens[last:low] if last <= low else cue.doc.tokens[high + 1 : first]
    words = min(5, sum(token.text.isalnum() for token in between))
    side = "<" if last <= low else ">"
    return [f"wb{words}{side}", f"wbg{words}{name}", f"wbd{words}{side}{between[0].dep if between else ''}"]


def quote_features(cue: Asked, option: Option, side: str) -> tuple[str, ...]:
    """How many quotations the option holds, how many it cuts, and how many its sentence has."""
    if not cue.quotes:
        return (f"q-{side}",)
    whole = cut = 0
    for quote in quotes_between(cue.quotes, option.ranges[0][0], option.ranges[-1][1]):
        if any(start <= quote.start and quote.end <= end for start, end in option.ranges):
            whole += 1
        else:
            cut += 1
    sentence = cue.doc.sentences[cue.token.sentence]
    here = len(quotes_between(cue.quotes, sentence.start, sentence.end))
    return (
        f"q{min(whole, 2)}{min(cut, 2)}{min(here, 2)}{side}",
        f"kq{cue.token.lemma}{cue.token.tag[0]}{min(whole, 1)}{min(cut, 1)}",
    )


def inside_features(cue: Asked, option: Option, side: str) -> list[str]:
    """Commas and clauses inside the option, and whether it covers the cue or the source."""
    tokens = cue.doc.tokens
    commas = verbs = 0
    for first, last in option.pieces:
        for token in tokens[first:last]:
            if token.text == ",":
                commas += 1
            elif token.dep in ("ccomp", "ROOT", "conj", "advcl") and token.tag[:2] in ("VB", "MD"):
                verbs += 1
    found = [f"cm{min(commas, 4)}{side}", f"vb{min(verbs, 4)}{side}{cue.token.tag[0]}"]
    if any(first <= cue.token.i < last for first, last in option.pieces):
        found.append("over")
    if cue.source is not None and any(first <= cue.source.head < last for first, last in option.pieces):
        found.append("oversource")
    return found


def share_features(cue: Asked, first: int, last: int, side: str) -> list[str]:
    """Which of the cue's dependents the option leaves out behind it, and which it takes in."""
    children = [cue.doc.tokens[j] for j in cue.token.children]
    out = [child.dep for child in children if child.i >= last and child.dep != "punct"]
    taken = [child.dep for child in children if first <= child.i < last and child.dep != "punct"]
    return [
        f"out{','.join(out[:3])}{side}", f"in{','.join(taken[:3])}{side}",
        *[f"o1{side}{dep}" for dep in out[:3]], *[f"i1{side}{dep}" for dep in taken[:3]],
    ]  # fmt: skip
