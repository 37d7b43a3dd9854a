"""Who is who in one story: phrases that name the same person, office or body are put together in text order."""

from __future__ import annotations

from onrecord.model import Entity, SpeakerKind
from onrecord.reading.name_entities import (
    NEAR,
    OUTLETS,
    Cluster,
    Place,
    agrees,
    bare,
    body_in,
    compared,
    fits,
    initials,
    office_of,
    owned,
    salience,
    speaker,
)
from onrecord.reading.name_phrases import Phrase

GENERIC = frozenset({
    "group", "movement", "organization", "organisation", "body", "agency", "party", "company", "side",
    "rebels", "militants", "faction", "force", "campaign", "outlet", "network", "newspaper", "statement",
    "report",
})  # fmt: skip
PUBLISHERS = frozenset({"newspaper", "outlet", "network"})
COMMON_OWNERS = frozenset({
    "territory", "enclave", "country", "region", "city", "nation", "state", "group", "movement", "island",
    "province", "strip",
})  # fmt: skip
MAX_CLUSTERS = 2_000
MAX_RECENT = 60  # entities that a pronoun or a bare "the group" may mean


class Clusters:
    """The entities of one story, in the order of their first mention."""

    def __init__(self) -> None:
        self.found: list[Cluster] = []
        self._by_word: dict[str, list[Cluster]] = {}
        self._initials: dict[str, Cluster] = {}  # of bodies named in several words
        self._recent: dict[int, Cluster] = {}  # by identity, the one mentioned last at the end

    def add(
        self, phrase: Phrase, head: str, place: Place, owner: Cluster | None, place_name: bool = False
    ) -> Cluster | None:
        """Put the phrase with the entity it names, or start a new one; None for a pronoun that fits nobody."""
        if phrase.type == "pronoun":
            cluster = self._pronoun(phrase, place)
        elif phrase.type == "name":
            cluster = self._name(phrase, head, place_name)
        else:
            cluster = self._role(phrase, head, owner)
        if cluster is None:
            return None
        self._recent.pop(id(cluster), None)
        self._recent[id(cluster)] = cluster
        if len(self._recent) > MAX_RECENT:
            del self._recent[next(iter(self._recent))]
        cluster.mentions.append(place.span)
        cluster.last = max(cluster.last, place.at)
        if place.subject:
            cluster.subject = place.at
        if place.speaks:
            cluster.spoke = place.at
        if phrase.gender and not cluster.gender and cluster.kind != "body":
            cluster.gender = phrase.gender
        return cluster

    def join(self, name: Cluster, other: Cluster) -> Cluster:
        """Make an apposition one entity: `name` takes over what `other` has."""
        if name is other or other not in self.found:
            return name
        self.found.remove(other)
        self._recent.pop(id(other), None)
        for word in other.words:
            self._by_word.setdefault(word, []).append(name)
        name.words |= other.words
        name.role = name.role or other.name
        name.gender = name.gender or other.gender
        name.mentions = sorted({*name.mentions, *other.mentions})
        name.last, name.subject, name.spoke = (
            max(name.last, other.last),
            max(name.subject, other.subject),
            max(name.spoke, other.spoke),
        )
        if other.kind == "office" and not name.plural and name.kind == "body" and name.named and " " in name.name:
            name.kind = "person"
        return name

    def entities(self) -> tuple[Entity, ...]:
        """The entities with their mentions in text order."""
        return tuple(
            Entity(speaker(c), tuple(sorted(set(c.mentions), key=lambda s: (s.field == "title", s.start))))
            for c in self.found
        )

    # --- one kind of phrase a method ---

    def _new(self, phrase: Phrase, head: str, name: str, kind: SpeakerKind) -> Cluster:
        cluster = Cluster(
            name, kind, phrase.role, phrase.gender, phrase.plural, phrase.type == "name", phrase.words | {head}, head
        )
        if len(self.found) < MAX_CLUSTERS:
            self.found.append(cluster)
            words = bare(name).split()
            if cluster.named and kind == "body" and len(words) > 1:
                self._initials.setdefault(initials(words), cluster)
            for word in cluster.words:
                self._by_word.setdefault(word, []).append(cluster)
        return cluster

    def _name(self, phrase: Phrase, head: str, place_name: bool) -> Cluster:
        words = compared(phrase.name)
        last = words[-1] if words else head
        if (cluster := self._namesake(words, last, phrase)) is not None:
            known = compared(cluster.name)
            if len(known) == 1 and words != known and len(words) > 1:
                cluster.name = phrase.name
            if phrase.role and not cluster.role:
                cluster.role = phrase.role
            if phrase.role or len(words) > len(known):
                cluster.words |= phrase.words
                for word in phrase.words:
                    self._by_word.setdefault(word, []).append(cluster)
            if phrase.kind == "person" and not place_name:
                cluster.kind = "person"
            return cluster
        kind: SpeakerKind = "body" if place_name else phrase.kind
        if not place_name and (other := self._abbreviated(phrase.name, words)) is not None:
            return other
        cluster = self._new(phrase, head, phrase.name, kind)
        cluster.place = place_name
        return cluster

    def _namesake(self, words: list[str], last: str, phrase: Phrase) -> Cluster | None:
        """The entity of the same name, or of those with the same surname the one named most, of several the latest."""
        best: Cluster | None = None
        for cluster in reversed(self._by_word.get(last, [])):
            if not cluster.named:
                continue
            known = compared(cluster.name)
            if words == known:
                return cluster
            part = len(words) == 1 and cluster.kind == "person" and words[0] in (known[-1], known[0])
            longer = cluster.kind == "person" and len(known) == 1 and words[-1:] == known and phrase.kind == "person"
            if (part or longer) and (best is None or len(cluster.mentions) > len(best.mentions)):
                best = cluster
        return best

    def _abbreviated(self, name: str, words: list[str]) -> Cluster | None:
        """The entity whose initials the name is ("RSF"), or that is the name's initials."""
        if len(words) == 1 and (not name.isupper() or not 2 <= len(name) <= 6):
            return None
        known = self._initials.get(words[0]) if len(words) == 1 else None
        if known is not None or len(words) == 1:
            return known
        for cluster in self._by_word.get(initials(words), []):
            if cluster.named and bare(cluster.name) == initials(words):
                cluster.name = name
                return cluster
        return None

    def _role(self, phrase: Phrase, head: str, owner: Cluster | None) -> Cluster:
        found: Cluster | None = None
        house = ""
        if phrase.definite:
            found, house = self._described(phrase, head, owner)
        elif phrase.plural or phrase.kind == "body":
            known = reversed(self._by_word.get(head, []))
            found = next((c for c in known if bare(c.name) == bare(phrase.name)), None)
        return found or self._new(phrase, head, house or owned(phrase, owner), phrase.kind)

    def _described(self, phrase: Phrase, head: str, owner: Cluster | None) -> tuple[Cluster | None, str]:
        """The latest entity that a definite description fits, or the name of the body that an earlier role holds."""
        wanted = phrase.words - COMMON_OWNERS - {"his", "her", "its", "their", "'s", "’s", "s"}
        if owner is not None and phrase.owner is not None and owner.head not in COMMON_OWNERS:
            wanted |= owner.words & frozenset(bare(owner.name).split())
        house = ""
        for cluster in sorted(self._by_word.get(head, []), key=lambda c: c.last, reverse=True):
            office = office_of(cluster.role or "") if cluster.named and cluster.kind == "person" else head
            if office != head and office not in phrase.words:
                house = house or body_in(cluster.role or "", head)
            elif fits(wanted - {head}, cluster) and (not phrase.gender or cluster.gender in ("", phrase.gender)):
                return cluster, ""
        plain = phrase.words - {head}
        if len(plain) <= 1 and phrase.owner is None and (head in GENERIC or plain & GENERIC):
            groups = [c for c in self._recent.values() if c.kind == "body" and c.named and not c.place]
            if head in PUBLISHERS:
                groups = [c for c in groups if c.words & OUTLETS] or [c for c in groups if c.spoke[0] > 0]
            return max(groups, key=lambda c: c.last, default=None), ""
        return None, house if len(plain) <= 1 and phrase.kind == "body" else ""

    def _pronoun(self, phrase: Phrase, place: Place) -> Cluster | None:
        best: tuple[tuple[int, ...], Cluster] | None = None
        for cluster in self._recent.values():
            behind = place.at[0] - cluster.last[0]
            if behind > NEAR or not agrees(phrase, cluster):
                continue
            score = salience(cluster, place, phrase)
            if best is None or score > best[0]:
                best = score, cluster
        return best[1] if best else None
