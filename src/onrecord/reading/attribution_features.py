"""What a cue word looks like, as features for the learnt decision whether it attributes anything.

Features are strings, made of lemmas, tags, dependencies and what the lexicon and the rules say. Each starts with a
short name of its own; `k` in a name says that the word itself is part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from onrecord.reading.attribution_cues import CueTable
from onrecord.reading.attribution_drafts import Considered, Draft
from onrecord.reading.attribution_shapes import Shapes
from onrecord.reading.parse import Document, Token
from onrecord.reading.quote_marks import Quote, quote_at, quotes_between

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "parataxis", "pcomp"})
PREPOSITIONS = frozenset({"prep", "agent", "prt", "dative"})
THINGS = frozenset({"dobj", "attr", "oprd", "acomp", "poss"})
QUIET = frozenset({"cc", "conj", "det", "compound", "amod", "advmod"})
AUXILIARY = frozenset({"aux", "auxpass"})
EMPTY_VERBS = frozenset({"be", "have", "do", "get"})  # no cues as auxiliaries
MAX_STEPS = 6  # heads looked at above a cue word


class View(NamedTuple):
    """What the features see: the parse, its quotations, its shapes, and what the rules made of it.

    `considered` is what the rules made of a word, by token; `drafts` are their attributions by cue token, `kept` the
    cues of those that stand in no other's content, and `held` the kept draft whose content covers a token.
    """

    doc: Document
    quotes: list[Quote]
    table: CueTable
    shapes: Shapes
    considered: Mapping[int, Considered]
    drafts: Mapping[int, Draft]
    kept: frozenset[int]
    held: Mapping[int, Draft]


class Below(NamedTuple):
    """What hangs on a word: features, the frame that its dependents make, its subject's class and its auxiliaries."""

    features: list[str]
    frame: str
    subject: str
    auxiliaries: str


def word_class(token: Token) -> str:
    """V, N or J for what may be a cue word, else the empty string."""
    first = token.tag[:1]
    if first == "V":
        return "" if token.dep in AUXILIARY and token.lemma in EMPTY_VERBS else "V"
    return "J" if first == "J" else "N" if token.tag[:2] == "NN" else ""


def cue_features(view: View, i: int) -> list[str]:
    """The features of the word at token `i`."""
    token = view.doc.tokens[i]
    kind = token.tag[0]
    key = token.lemma + kind
    below = dependents(view.doc, token, key)
    near, inside = quotations(view, token)
    found = below.features
    found += word_features(view.doc, token, key, below)
    found += neighbours(view.doc, token, key)
    found += (f"q{inside}{kind}", f"kq{inside}{key}", f"qn{near}{kind}", f"kqn{near}{key}")
    found += above(view, token, key)
    found += known(view.table, token, below, near + inside)
    found += ruled(view, token, key, below.frame)
    return found


def word_features(doc: Document, token: Token, key: str, below: Below) -> list[str]:
    """The word, its head, and what hangs on it as a whole."""
    tag, dep, kind = token.tag, token.dep, token.tag[0]
    governor = doc.tokens[token.head]
    head = "ROOT" if governor.i == token.i else governor.lemma + governor.tag[:1]
    frame, auxiliaries = below.frame, below.auxiliaries
    found = [
        f"k{key}", f"kt{key}{tag}", f"kd{key}{dep}", f"td{tag}{dep}", f"kh{key}{head}", f"hd{head}{dep}",
        f"ht{governor.tag}{dep}", f"w{token.lower}", f"f{kind}{frame}", f"kf{key}{frame}", f"fd{frame}{dep}",
        f"ax{auxiliaries}{kind}", f"kax{key}{auxiliaries}", f"axd{dep}{auxiliaries}{kind}",
        f"sx{token.lemma[-4:]}{kind}{dep}",
    ]  # fmt: skip
    if not below.subject:
        found.append(f"ksno{key}")
    if kind == "N":
        found += (f"sxn{token.lemma[-4:]}", f"nh{frame}{head}")
    depth = token.i - doc.sentences[token.sentence].first
    if depth < 4:
        found.append(f"at{kind}{depth}")
    if token.sentence == 0:
        found.append(f"s0{kind}")
    return found


def dependents(doc: Document, token: Token, key: str) -> Below:
    """The features of the word's dependents, one by one."""
    kind = token.tag[0]
    found: list[str] = []
    frame: list[str] = []
    subject = auxiliaries = ""
    for j in token.children:
        child = doc.tokens[j]
        dep = child.dep
        side = ">" if j > token.i else "<"
        if dep in SUBJECTS:
            subject = dep + subject_class(child)
            frame.append("P" if dep == "nsubjpass" else "S")
            found += (f"sl{child.lemma}{side}", f"ks{key}{subject}{side}")
        elif dep in ("neg", "aux", "auxpass"):
            auxiliaries += child.lower if dep == "aux" else dep
            if dep == "aux":
                found.append(f"ka{key}{child.lower}")
        elif dep in CLAUSES:
            frame.append(clause(doc, child, key, side, found))
        elif dep in PREPOSITIONS:
            frame.append("p" if dep == "prep" else child.lower)
            preposition(doc, child, key, kind, found)
        elif dep in QUIET:
            found.append(f"kc{key}{dep}")
            if dep not in ("cc", "conj"):
                found.append(f"m{kind}{child.lower}")
        elif dep != "punct":
            if dep in THINGS:
                found += (f"o{dep}{child.lemma}", f"ko{key}{child.lemma}", f"kot{key}{dep}{child.tag[:3]}{side}")
            found += (f"kc{key}{dep}{side}", f"c{kind}{dep}{side}")
            frame.append(dep + side)
    return Below(found, "".join(frame), subject, auxiliaries)


def subject_class(token: Token) -> str:
    """The subject's word where it is a pronoun, else the start of its tag."""
    return token.lower if token.tag in ("PRP", "WP", "WDT", "EX", "DT") else token.tag[:3]


def clause(doc: Document, child: Token, key: str, side: str, found: list[str]) -> str:
    """Adds the features of a clause on the word; its part of the frame."""
    mark = "0"
    for j in child.children:
        inner = doc.tokens[j]
        if inner.dep == "mark" or (inner.dep == "aux" and inner.lower == "to") or inner.tag[:1] == "W":
            mark = inner.lower
            break
    name = child.dep + side + mark
    found += (
        f"cl{name}", f"kcl{key}{name}", f"ct{child.dep}{child.tag}{mark}", f"kct{key}{child.tag}{child.dep}",
        f"kcw{key}{child.lemma}",
    )  # fmt: skip
    return name


def preposition(doc: Document, child: Token, key: str, kind: str, found: list[str]) -> None:
    """Adds the features of a preposition or particle on the word, with what hangs on it."""
    found += (f"kp{key}{child.lower}", f"p{kind}{child.lower}")
    for j in child.children:
        inner = doc.tokens[j]
        found += (f"kpo{key}{child.lower}{inner.dep}{inner.tag[:2]}", f"po{kind}{child.lower}{inner.lemma}")


def neighbours(doc: Document, token: Token, key: str) -> list[str]:
    """The two words on either side."""
    tokens, i, tag = doc.tokens, token.i, token.tag
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    word, tag1 = (before.lower, before.tag) if before else ("^", "^")
    next_word, next_tag = (after.lower, after.tag) if after else ("$", "$")
    tag2 = tokens[i - 2].tag if i > 1 else "^"
    next_tag2 = tokens[i + 2].tag if i + 2 < len(tokens) else "$"
    return [
        f"b{tag[0]}{word}", f"n{tag[0]}{next_word}", f"kb{key}{word}", f"kn{key}{next_word}", f"kbt{key}{tag1}",
        f"knt{key}{next_tag}", f"bn{tag1}{tag}{next_tag}", f"kn2{key}{next_tag2}", f"kb2{key}{tag2}",
        f"n12{tag}{next_tag}{next_tag2}",
    ]  # fmt: skip


def quotations(view: View, token: Token) -> tuple[str, str]:
    """Whether a quotation starts right behind the word or ends right before it, and whether the word stands in one."""
    if not view.quotes:
        return "", "-"
    if quote_at(view.quotes, token.start) is not None:
        return "", "q"
    tokens = view.doc.tokens
    behind = tokens[min(token.i + 4, len(tokens) - 1)].start + 1
    before = tokens[max(0, token.i - 6)].start
    near = ""
    for quote in quotes_between(view.quotes, before, behind + 1):
        if token.end <= quote.start <= behind and ">" not in near:
            near += ">"
        elif before < quote.end <= token.start and "<" not in near:
            near += "<"
    return near, "-"


def above(view: View, token: Token, key: str) -> Iterator[str]:
    """The path up to the nearest verb, and that verb."""
    tokens, kind = view.doc.tokens, token.tag[0]
    path, at = token.dep, token
    for _ in range(MAX_STEPS):
        head = tokens[at.head]
        if head.i == at.i:
            return
        if head.tag[:1] == "V" and head.dep not in AUXILIARY:
            yield from (f"up{kind}{path}", f"uw{path}{head.lemma}", f"ul{head.lemma}{kind}", f"kup{key}{path}")
            if frames := view.table.verbs.get(head.lemma):
                yield from (f"uc{kind}{path}", f"ue{path}{','.join(frames.values())}")
            return
        path += "/" + head.dep
        at = head


def known(table: CueTable, token: Token, below: Below, near: str) -> Iterator[str]:
    """The lexicon entries that list the word."""
    words = table.verbs if token.tag[0] == "V" else table.nouns if token.tag[0] == "N" else {}
    frames = words.get(token.lemma)
    if not frames:
        return
    yield f"in{token.tag[0]}"
    for entry in sorted(set(frames.values())):
        yield from (
            f"e{token.tag[0]}{entry}", f"ed{entry}{token.dep}", f"ef{entry}{below.frame}", f"eq{entry}{near}",
            f"et{entry}{token.tag}", f"es{entry}{below.subject}",
        )  # fmt: skip


def ruled(view: View, token: Token, key: str, frame: str) -> Iterator[str]:
    """What the rules say of the word, and of the attribution whose content it stands in."""
    kind, dep = token.tag[0], token.dep
    draft = view.drafts.get(token.i)
    if draft is None:
        yield from (f"r0{kind}", f"kr0{key}", f"r0d{dep}{frame}")
    else:
        name = f"{draft.frame}{'+' if token.i in view.kept else '-'}{'' if draft.source is None else 's'}"
        yield from (f"r{name}", f"kr{key}{name}", f"re{draft.entry}{name}", f"rd{name}{dep}", f"rt{name}{token.tag}")
    holder = view.held.get(token.i)
    if holder is not None:
        yield from (f"h{kind}{holder.frame}", f"kh{key}held", f"he{holder.entry}{kind}", f"hf{holder.frame}{dep}")
