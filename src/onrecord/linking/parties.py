"""Which names mean one party: "Gaza's health authorities" and "the Gaza health ministry"; Peskov and the Kremlin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.linking.words import Words, tokens
from onrecord.model import Speaker

Key = frozenset[str]


def key_words(name: str, words: Words) -> Key:
    """The words that tell this body from others, nations as "@home"; all words where only generic ones are left."""
    marked = words.marked(name)
    telling = frozenset(word for word in marked if word not in words.generic)
    return telling or frozenset(marked)


def nations(key: Key) -> Key:
    """The nations named among key words."""
    return frozenset(word for word in key if word.startswith("@"))


def same_party(one: str, other: str, words: Words) -> bool:
    """True where one name says no more than the other: its telling words are all among the other's.

    A nation is never filled in: the health ministry of Israel is not simply "the health ministry".
    """
    a, b = key_words(one, words), key_words(other, words)
    if not a or not b:
        return one == other
    return (a <= b or b <= a) and nations(a) == nations(b)


def speaks_for(speaker: Speaker, name: str, words: Words) -> bool:
    """True where the speaker is that party, or the role that the story gives names it ("Kremlin spokesperson")."""
    if same_party(speaker.name, name, words):
        return True
    named = key_words(name, words)
    return speaker.role is not None and bool(named) and named <= key_words(speaker.role, words)


def parties(speakers: Sequence[Speaker], words: Words) -> list[list[Speaker]]:
    """Group speakers by party, in order of first appearance."""
    groups: list[list[Speaker]] = []
    for speaker in dict.fromkeys(speakers):
        for group in groups:
            if any(
                speaks_for(member, speaker.name, words) or speaks_for(speaker, member.name, words) for member in group
            ):
                group.append(speaker)
                break
        else:
            groups.append([speaker])
    return groups


def originators(names: Iterable[str], place: str | None, words: Words) -> Mapping[str, str]:
    """Each name with the fullest name of its party, among bodies that count at `place`.

    The words of the place do not tell bodies apart there. A name that says less than another joins it where it is the
    only one that says more; where two do, it stays by itself. The result does not depend on the order of `names`.
    """
    local = frozenset(tokens(place or "")) | {f"@{home}" for home in words.homes_of(place)}
    by_key: dict[Key, list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        key = key_words(name, words)
        by_key[(key - local) or key or frozenset({name})].append(name)
    fullest: dict[str, str] = {}
    for members in joined(by_key):
        best = max(members, key=lambda name: (len(key_words(name, words)), len(name), name))
        fullest.update(dict.fromkeys(members, best))
    return fullest


def joined(by_key: Mapping[Key, list[str]]) -> list[list[str]]:
    """The names of each party: every key that exactly one fuller key of the same nations contains joins it."""
    homes: dict[Key, list[str]] = {}
    holding: dict[str, set[Key]] = defaultdict(set)
    for key in sorted(by_key, key=lambda k: (-len(k), sorted(k))):
        fewest = min((holding.get(word, set[Key]()) for word in key), key=len)
        fuller = [other for other in fewest if key < other and nations(key) == nations(other)]
        if len(fuller) == 1:
            homes[fuller[0]] += by_key[key]
            continue
        homes[key] = list(by_key[key])
        for word in key:
            holding[word].add(key)
    return list(homes.values())
