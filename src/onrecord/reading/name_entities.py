"""An entity in the making, and the small questions that decide whether a phrase names it."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model import Span, Speaker, SpeakerKind
from onrecord.reading.name_phrases import Gender, Phrase

TEXTS = frozenset({"statement", "report", "survey", "poll", "study", "document", "letter", "resolution", "hotel"})
# in the names of those who publish
OUTLETS = frozenset({
    "times", "post", "news", "journal", "tv", "television", "radio", "press", "guardian", "daily", "agency", "gazette",
    "telegraph", "tribune", "herald", "observer", "broadcasting", "network", "star", "sun", "mail", "standard",
})  # fmt: skip
NEAR = 4  # sentences that a pronoun may look back


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


def initials(words: list[str]) -> str:
    """The first letters of the words of a name, small words left out."""
    return "".join(word[0] for word in words if word not in ("of", "for", "the", "and", "on", "in"))


def office_of(role: str) -> str:
    """The noun of a role: "spokeswoman" of "Foreign Ministry spokeswoman", "head" of "head of the delegation"."""
    words = bare(role).split(" of ")[0].split(" for ")[0].split()
    return words[-1] if words else ""


def body_in(role: str, head: str) -> str:
    """The body that a role names, up to its noun `head`: "Foreign Ministry" of "Foreign Ministry spokeswoman"."""
    words = role.split()
    for number, word in enumerate(words):
        if word.lower() == head:
            return " ".join(words[: number + 1])
    return ""


def agrees(phrase: Phrase, cluster: Cluster) -> bool:
    """True where the pronoun may stand for the entity by gender and number."""
    if phrase.gender:
        return cluster.human and cluster.gender in ("", phrase.gender)
    if phrase.plural:
        return (cluster.plural or cluster.kind in ("body", "unnamed")) and cluster.head not in TEXTS
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


def compared(name: str) -> list[str]:
    """The words of a name as names are compared: the article of Arabic names left out ("al-Namsha", "Namsha")."""
    words = bare(name).split()
    kept = [word for n, word in enumerate(words) if word not in ("al", "el") or n + 1 == len(words)]
    return [word[3:] if word[:3] in ("al-", "el-") and len(word) > 3 else word for word in kept]


def speaker(cluster: Cluster) -> Speaker:
    """The entity as a speaker."""
    return Speaker(cluster.name, cluster.kind, cluster.role)
