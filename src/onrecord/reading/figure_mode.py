"""How a number counts: since some start (total), in one happening (new), at a time (standing), or as a cap (limit)."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon import Lexicon
from onrecord.model import Mode
from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_measure import HARM, Offer
from onrecord.reading.figure_period import Dated
from onrecord.reading.figure_scene import Scene
from onrecord.reading.grammar import auxiliaries, clause_verb

MODAL_FUTURE = frozenset(("will", "would", "shall", "'ll", "wo"))
MODAL_UNREAL = frozenset(("could", "might", "would", "can", "should"))
PLANNED = frozenset(("released", "evacuated", "crossed", "aid", "troops", "displaced", "money", "captured", "abducted", "bodies", "other", "destroyed", "rescued", "votes"))
REACH = 12  # tokens around the deciding word in which "so far" is its own
NEAR, FAR = 14, 30  # tokens from the deciding word within which a word for a campaign or one happening is looked for
ASSAULT_SIZE = 100  # one assault that kills this many is an assault on many places
WAR_SIZE = 1000  # nothing but a war or a great disaster kills this many


@dataclass(frozen=True)
class ModeWords:
    """The lexicon's `modes` as sets of lemmas, and phrases as tuples of words."""

    campaigns: frozenset[str]
    campaign_plurals: frozenset[str]
    assaults: frozenset[str]
    happenings: frozenset[str]
    totals: frozenset[tuple[str, ...]]
    limits: frozenset[str]
    pledges: frozenset[str]
    holding: frozenset[str]
    standing: frozenset[str]
    nationals: frozenset[str]
    sites: frozenset[str]


def mode_words(lexicon: Lexicon) -> ModeWords:
    """The tables of the entries of `modes`."""
    total, new = lexicon.entry("modes", "total"), lexicon.entry("modes", "new")
    limit, standing = lexicon.entry("modes", "limit"), lexicon.entry("modes", "standing")
    return ModeWords(
        frozenset(total.list_of("campaigns")), frozenset(total.list_of("campaign_plurals")),
        frozenset(total.list_of("assaults")), frozenset((*new.list_of("happenings"), *new.list_of("sites"))),
        frozenset(tuple(phrase.split()) for phrase in total.list_of("phrases")),
        frozenset(limit.list_of("permissions")), frozenset(limit.list_of("pledges")),
        frozenset(standing.list_of("holding")), frozenset(standing.list_of("adverbs")),
        frozenset(total.list_of("nationals")), frozenset(new.list_of("sites")),
    )  # fmt: skip


def unreal(scene: Scene, offer: Offer) -> bool:
    """True where the deciding verb is only possible or intended: "could kill thousands", "threatened to kill 20"."""
    if offer.cue is None:
        return False
    tokens = scene.document.tokens
    auxiliaries = verb_group(scene, offer.cue)
    perfect = any(tokens[i].lower == "have" for i in auxiliaries)
    if offer.measure in PLANNED and any(tokens[i].lower == "would" for i in auxiliaries):
        return False
    if any(tokens[i].lower in MODAL_UNREAL or (tokens[i].lower == "may" and not perfect) for i in auxiliaries):
        return offer.measure not in ("residents",)
    return (
        any(tokens[i].tag == "TO" for i in auxiliaries)
        and tokens[offer.cue].tag == "VB"
        and offer.measure in ("killed", "injured")
        and not perfect
    )


def verb_group(scene: Scene, i: int) -> list[int]:
    """The auxiliaries, adverbs aside, that stand before the verb at token `i`, nearest first."""
    tokens, found = scene.document.tokens, []
    k = i - 1
    while k >= scene.first and i - k < 8:
        token = tokens[k]
        if token.lemma in ("be", "have", "get", "do") or token.tag in ("MD", "TO"):
            found.append(k)
        elif token.tag not in ("RB", "VBN", "VBD", "CC", "IN", "DT", "VBG") and token.lower not in ("either", "both"):
            break
        elif token.tag in ("IN", "DT", "VBG") and token.lower not in ("among", "those", "the"):
            break
        elif token.tag == "VBD" and scene.cues.get(k) is None and token.lemma not in ("report", "confirm", "fear", "believe", "know"):
            break
        k -= 1
    return found


def mode_of(
    scene: Scene, number: Counted, offer: Offer, words: ModeWords, *, dated: Dated | None, before: Mode | None
) -> tuple[Mode, str]:
    """The mode and what decided it; `before` is the mode of the figure before in the same sentence."""
    if number.number.low == 0 and number.number.high == 0:
        return "new", "none at all"
    if is_limit(scene, number, offer, words):
        return "limit", "permitted, asked for or planned"
    if is_standing(scene, number, offer, words):
        return "standing", "a stock at a time"
    if offer.measure == "bodies":
        return ("total", "so far") if has_total_phrase(scene, number, offer, words) else ("new", "remains")
    if offer.rule.startswith("counter"):
        return "total", offer.rule
    if has_total_phrase(scene, number, offer, words) and not (dated is not None and dated.tied):
        return "total", "so far, since"
    return by_context(scene, number, offer, words, dated=dated, before=before)


def by_context(
    scene: Scene, number: Counted, offer: Offer, words: ModeWords, *, dated: Dated | None, before: Mode | None
) -> tuple[Mode, str]:
    """Total or new, by the kind of happening named nearby, else by the tense."""
    size = number.number.low or number.number.high or 0
    tense = tense_of(scene, offer.cue if offer.cue is not None else number.head)
    kinds = Kinds.around(scene, number, offer, words, size)
    tied = dated is not None and dated.tied
    national = is_national(number, words)
    if dated is not None and ((dated.back and not kinds.war) or dated.long):
        return "new", "in a stated stretch of time"
    if tied and offer.measure not in HARM and offer.measure != "displaced" and tense != "perfect" and not kinds.known_assault:
        return "new", "tied to a day"
    if is_added(number) and tense in ("past", "none") and not kinds.war and not before:
        return "new", "more than before"
    if size >= WAR_SIZE and (offer.measure in HARM or offer.measure in ("displaced", "other")):
        return "total", "too many for one happening"
    if size >= ASSAULT_SIZE and (offer.measure == "abducted" or (offer.measure == "crossed" and number.lemma in scene.words.fighters)):
        return "total", "an operation's"
    if kinds.war or (kinds.assault and (size >= ASSAULT_SIZE or (national and kinds.known_assault)) and not kinds.site):
        return "total", "a campaign"
    if kinds.strikes and not tied and (size >= ASSAULT_SIZE or tense == "perfect") and not kinds.site:
        return "total", "strikes"
    if kinds.happening and (kinds.close or tense != "perfect"):
        return "new", "one happening"
    if tied:
        return "new", "tied to a day"
    if before in ("total", "new") and tense == "none":
        return before, "as the figure before"
    if tense == "perfect":
        return "total", "perfect tense"
    if national:
        return "total", "a nation's or profession's"
    return "new", "simple past"


def is_national(number: Counted, words: ModeWords) -> bool:
    """True where a nation or a profession counts its own: "Thais", "its citizens", "journalists"."""
    if number.noun is None:
        return False
    own = number.lemma == "people" and number.document.tokens[number.noun.i - 1].lower in ("its", "their", "his", "her")
    return own or number.lemma in words.nationals or number.noun.tag in ("NNPS", "NNP")


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of happening that the words around a figure name."""

    war: bool = False  # a war, a campaign
    assault: bool = False  # an attack, of whatever size
    known_assault: bool = False  # the attack, Saturday's attack: not "an attack"
    strikes: bool = False  # single happenings in the plural
    happening: bool = False  # one happening
    site: bool = False  # a festival, a village: one place of an assault
    close: bool = False  # the happening stands close by

    @classmethod
    def around(cls, scene: Scene, number: Counted, offer: Offer, words: ModeWords, size: float) -> Kinds:
        """Look around the deciding word: near it for single happenings, further off for campaigns."""
        at = offer.cue if offer.cue is not None else number.head
        found: dict[str, int] = {}
        for token in scene.document.tokens[max(scene.first, at - FAR) : min(scene.last, at + FAR)]:
            if token.tag[:2] != "NN" or token.i in (number.head, offer.cue) or token.dep == "compound":
                continue
            distance, lemma, plural = abs(token.i - at), token.lemma, token.tag == "NNS"
            if lemma in words.campaigns and not is_superlative_of(scene, token.i):
                found["war"] = min(distance, found.get("war", FAR))
            elif lemma in words.assaults:
                article = next((child.lower for child in scene.document.children(token.i, "det")), "")
                found["assault"] = min(distance, found.get("assault", FAR))
                if article not in ("a", "an"):
                    found["known_assault"] = distance
            elif plural and lemma in words.campaign_plurals:
                found["strikes"] = min(distance, found.get("strikes", FAR))
            elif (not plural or lemma == "clash") and lemma in words.happenings and distance <= NEAR:
                found["happening"] = min(distance, found.get("happening", FAR))
                if lemma in words.sites:
                    found["site"] = distance
        happening = found.get("happening", FAR)
        return cls(
            war=found.get("war", FAR) < min(happening, FAR), assault=found.get("assault", FAR) < FAR,
            known_assault="known_assault" in found, strikes=found.get("strikes", FAR) < min(NEAR, happening),
            happening=happening < FAR or (size < ASSAULT_SIZE and found.get("assault", FAR) <= NEAR),
            site="site" in found, close=happening <= 8,
        )  # fmt: skip


def tense_of(scene: Scene, at: int) -> str:
    """perfect, past, present or none (a bare participle, a noun) of the verb that the figure hangs on."""
    document = scene.document
    token = document.tokens[at]
    group = [document.tokens[i] for i in verb_group(scene, at)]
    if not group and token.tag[:2] in ("VB", "JJ"):
        group = list(auxiliaries(document, at))
    if not group and token.tag not in ("VBD", "VBZ", "VBP"):
        verb = clause_verb(document, at if token.tag[:2] != "VB" else token.head)
        if verb is None or not scene.first <= verb < scene.last or verb == at:
            return "none"
        if token.tag in ("VBN", "VBG", "JJ"):
            return "perfect" if any(other.lemma == "have" for other in auxiliaries(document, verb)) else "none"
        token, group = document.tokens[verb], [document.tokens[i] for i in verb_group(scene, verb)]
    if any(other.lemma == "have" and other.tag != "VBG" for other in group):
        return "perfect"
    if group:
        return "past" if any(other.lower in ("was", "were", "did") for other in group) else "present"
    return "past" if token.tag == "VBD" else "present"


def has_total_phrase(scene: Scene, number: Counted, offer: Offer, words: ModeWords) -> bool:
    """True where the figure's own clause says "so far", "in total", or "since" with a perfect tense."""
    at = offer.cue if offer.cue is not None else number.head
    first, last = max(scene.first, min(at, number.start) - REACH), min(scene.last, max(at, number.end) + REACH)
    lowers = [token.lower for token in scene.document.tokens[first:last]]
    for phrase in words.totals:
        size = len(phrase)
        if phrase[0] in lowers and any(tuple(lowers[k : k + size]) == phrase for k in range(len(lowers) - size + 1)):
            return True
    since = "since" in lowers
    return since and (scene.document.tokens[scene.first].lower == "since" or tense_of(scene, at) == "perfect")


def is_added(number: Counted) -> bool:
    """True for "27 more deaths", "a further 298"."""
    tokens = number.document.tokens
    before = [token.lower for token in tokens[number.start : number.first]]
    after = tokens[number.last].lower if number.last < len(tokens) else ""
    return after == "more" or any(word in ("further", "additional") for word in before)


def is_superlative_of(scene: Scene, i: int) -> bool:
    """True for the war of "the heaviest attack of the war": it measures the happening, it is not what was counted."""
    tokens = scene.document.tokens
    if i - 2 < scene.first or tokens[i - 2].lower not in ("of", "since", "in") or tokens[i - 1].lower not in ("the", "this"):
        return False
    return any(token.tag == "JJS" or token.lower in ("first", "second", "third", "fourth") for token in tokens[max(scene.first, i - 7) : i])


def is_limit(scene: Scene, number: Counted, offer: Offer, words: ModeWords) -> bool:
    """True for quotas, permissions, plans, pledges and orders."""
    document, cue = scene.document, offer.cue
    tokens = document.tokens
    at = cue if cue is not None else number.head
    nearby = tokens[max(scene.first, min(at, number.start) - 6) : min(scene.last, max(at, number.end) + 4)]
    if any(token.lemma in words.limits and not let_happen(scene, token.i) for token in nearby):
        return True
    if offer.measure == "evacuated" and cue is not None and tokens[cue].lemma in words.pledges:
        return True
    if offer.measure not in PLANNED:
        return False
    if cue is not None and tokens[cue].tag[0] == "V":
        group = verb_group(scene, cue)
        if any(tokens[i].lower in MODAL_FUTURE for i in group):
            return True
        to = next((i for i in group if tokens[i].tag == "TO"), None)
        if to is not None and not any(tokens[i].lemma == "have" for i in group):
            return tokens[to - 1].lemma in words.pledges or tokens[to - 1].lemma == "be"
    above = [token for token in document.ancestors(at) if abs(token.i - at) < 8]
    before = tokens[max(scene.first, number.start - 3) : number.start]
    return any(token.lemma in words.pledges and token.tag[0] == "V" and token.dep != "amod" for token in (*above, *before))


def let_happen(scene: Scene, i: int) -> bool:
    """True for the plain past of a permission: what was allowed then happened ("allowed 20 lorries in")."""
    return scene.document.tokens[i].tag == "VBD" and not verb_group(scene, i)


def is_standing(scene: Scene, number: Counted, offer: Offer, words: ModeWords) -> bool:
    """True for stocks: who lives, serves, is missing or is held."""
    tokens = scene.document.tokens
    at = offer.cue if offer.cue is not None else number.head
    if offer.measure == "troops":
        moved = tokens[at].tag[0] == "V" and tokens[at].lemma not in ("station", "patrol", "serve", "deploy", "post") or tokens[at].lower in ("call-up", "mobilization", "mobilisation")
        return not moved
    if offer.measure in scene.words.standing:
        return True
    if offer.measure == "displaced" and offer.rule.startswith("adjective"):
        return True
    if offer.measure in ("abducted", "captured"):
        nearby = tokens[max(scene.first, number.start - 5) : min(scene.last, number.end + 7)]
        taken = any(token.lemma in ("take", "seize", "capture", "kidnap", "abduct", "arrest") for token in nearby)
        return any(token.lemma in words.holding or token.lower in words.standing for token in nearby) and not taken
    near = tokens[max(scene.first, number.start - 3) : min(scene.last, number.end + 4)]
    return any(token.lower in ("still", "remain", "remained", "remains") for token in near) and offer.measure not in ("killed",)
