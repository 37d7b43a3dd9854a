"""Who is who in one story: phrases that name the same person, office or body are put together in text order."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model import Entity, Span, Speaker, SpeakerKind
from onrecord.reading.name_phrases import Gender, Phrase

GENERIC = frozenset(
    {
        "group",
        "movement",
        "organization",
        "organisation",
        "body",
        "agency",
        "party",
        "company",
        "side",
        "rebels",
        "militants",
        "faction",
        "force",
        "campaign",
        "outlet",
        "network",
        "newspaper",
        "statement",
        "report",
    }
)
COMMON_OWNERS = frozenset(
    {
        "territory",
        "enclave",
        "country",
        "region",
        "city",
        "nation",
        "state",
        "group",
        "movement",
        "island",
        "province",
        "strip",
    }
)
NEAR = 4  # sentences that a pronoun may look back
MAX_CLUSTERS = 2_000
MAX_RECENT = 60  # entities that a pronoun or a bare "the group" may mean


@dataclass(eq=False)
class Cluster:
    """One entity in the making; `last` and `spoke` are the positions of its last mention and last speech."""

    name: str
    kind: SpeakerKind
    role: str | None
    gender: Gender
    plural: bool
    named: bool
    words: frozenset[str]
    head: str
    place: bool = False
    mentions: list[Span] = field(default_factory=list)
    last: tuple[int, int] = (0, 0)
    subject: tuple[int, int] = (-99, 0)
    spoke: tuple[int, int] = (-99, 0)

    @property
    def human(self) -> bool:
        """True where he or she may stand for it."""
        return self.kind in ("person", "office", "unnamed") and not self.plural


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase stands: its span, (sentence, token), and whether it is a subject, and one of a cue verb."""

    span: Span
    at: tuple[int, int]
    subject: bool
    speaks: bool


class Clusters:
    """The entities of one story, in the order of their first mention."""

    def __init__(self) -> None:
        self.found: list[Cluster] = []
        self._by_word: dict[str, list[Cluster]] = {}
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
            for word in cluster.words:
                self._by_word.setdefault(word, []).append(cluster)
        return cluster

    def _name(self, phrase: Phrase, head: str, place_name: bool) -> Cluster:
        key = bare(phrase.name)
        words = key.split()
        last = words[-1] if words else head
        for cluster in reversed(self._by_word.get(last, [])):
            if not cluster.named:
                continue
            known = bare(cluster.name).split()
            same = words == known or (len(words) == 1 and cluster.kind == "person" and known[-1:] == words)
            longer = cluster.kind == "person" and len(known) == 1 and words[-1:] == known and phrase.kind == "person"
            if same or longer:
                if longer and not same:
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
        if len(words) >= 2 and (acronym := self._acronym_of(words)):
            return acronym
        cluster = self._new(phrase, head, phrase.name, kind)
        cluster.place = place_name
        return cluster

    def _acronym_of(self, words: list[str]) -> Cluster | None:
        initials = "".join(word[0] for word in words if word not in ("of", "for", "the", "and", "on", "in"))
        for cluster in self._by_word.get(initials, []):
            if cluster.named and bare(cluster.name) == initials:
                return cluster
        return None

    def _role(self, phrase: Phrase, head: str, owner: Cluster | None) -> Cluster:
        if phrase.definite:
            plain = phrase.words - {head}
            wanted = phrase.words - COMMON_OWNERS - {"his", "her", "its", "their", "'s", "’s", "s"}
            if owner is not None and phrase.owner is not None and owner.head not in COMMON_OWNERS:
                wanted |= owner.words & frozenset(bare(owner.name).split())
            for cluster in sorted(self._by_word.get(head, []), key=lambda c: c.last, reverse=True):
                if fits(wanted - {head}, cluster) and (not phrase.gender or cluster.gender in ("", phrase.gender)):
                    return cluster
            if len(plain) <= 1 and phrase.owner is None and (head in GENERIC or plain & GENERIC):
                nearest = max(
                    (c for c in self.found if c.kind == "body" and c.named and not c.place),
                    key=lambda c: c.last,
                    default=None,
                )
                if nearest is not None:
                    return nearest
        elif phrase.plural or phrase.kind == "body":
            for cluster in reversed(self._by_word.get(head, [])):
                if bare(cluster.name) == bare(phrase.name):
                    return cluster
        name = owned(phrase, owner)
        return self._new(phrase, head, name, phrase.kind)

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


def agrees(phrase: Phrase, cluster: Cluster) -> bool:
    """True where the pronoun may stand for the entity by gender and number."""
    if phrase.gender:
        return cluster.human and cluster.gender in ("", phrase.gender)
    if phrase.plural:
        return cluster.plural or cluster.kind in ("body", "unnamed")
    return cluster.kind == "body" and not cluster.plural


def salience(cluster: Cluster, place: Place, phrase: Phrase) -> tuple[int, ...]:
    """How near at hand an entity is: who spoke last, then the last subject, then the last mention."""
    sentence = place.at[0]
    spoke = max(0, NEAR - (sentence - cluster.spoke[0])) if place.speaks else 0
    subject = max(0, NEAR - (sentence - cluster.subject[0]))
    recent = max(0, NEAR - (sentence - cluster.last[0]))
    sure = (
        int(cluster.kind == "person" or bool(cluster.gender)) if phrase.gender else int(cluster.plural == phrase.plural)
    )
    return (2 * sure + 2 * spoke + 2 * subject + recent, *cluster.last)


def fits(wanted: frozenset[str], cluster: Cluster) -> bool:
    """True where all the words wanted, but for endings ("Ukrainian", "Ukraine"), describe the entity."""
    return all(
        any(word == known or (len(word) > 4 and len(known) > 4 and word[:5] == known[:5]) for known in cluster.words)
        for word in wanted
    )


def owned(phrase: Phrase, owner: Cluster | None) -> str:
    """The name of a role with its owner spelled out where the text has a pronoun or a common noun."""
    if owner is None or phrase.owner is None or (phrase.owner != phrase.first and not phrase.definite):
        return phrase.name
    role = phrase.name
    if owner.named and bare(owner.name) in bare(role):
        return role
    if "'s " in role or "’s " in role:
        role = role.replace("’s ", "'s ").split("'s ", 1)[1]
    if owner.kind == "person":
        return f"{role} for {owner.name}" if role.startswith("spokes") else f"{owner.name}'s {role}"
    return f"{owner.name} {role}" if role.startswith("spokes") else f"{owner.name}'s {role}"


def bare(name: str) -> str:
    """A name as it is compared: lower case, without possessive endings and stops."""
    return name.lower().replace("’s", "").replace("'s", "").replace(".", "").replace("“", "").replace("”", "").strip()


def speaker(cluster: Cluster) -> Speaker:
    """The entity as a speaker."""
    return Speaker(cluster.name, cluster.kind, cluster.role)
