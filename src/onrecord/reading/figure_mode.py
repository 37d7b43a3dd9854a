"""How a number counts: since some start (total), in one happening (new), at a time (standing), or as a cap (limit)."""

from __future__ import annotations

from onrecord.model import Mode
from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_days import shifted
from onrecord.reading.figure_kinds import Kinds, ModeWords, is_national
from onrecord.reading.figure_offer import HARM, Offer
from onrecord.reading.figure_period import Dated
from onrecord.reading.figure_scene import Scene
from onrecord.reading.figure_tense import tense_of, verb_group
from onrecord.reading.grammar import clause_verb

MODAL_FUTURE = frozenset(("will", "would", "shall", "'ll", "wo"))
MODAL_UNREAL = frozenset(("could", "might", "would", "can", "should"))
PLANNED = frozenset(
    (
        "released",
        "evacuated",
        "crossed",
        "aid",
        "troops",
        "displaced",
        "money",
        "captured",
        "abducted",
        "bodies",
        "other",
        "destroyed",
        "rescued",
        "votes",
    )
)
WINDOW = 3  # days from the first to the day after the last
REACH = 12  # tokens around the deciding word in which "so far" is its own


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


def mode_of(
    scene: Scene, number: Counted, offer: Offer, words: ModeWords, *, dated: Dated | None, before: Mode | None
) -> tuple[Mode, str]:
    """The mode and what decided it; `before` is the mode of the figure before in the same sentence."""
    if number.number.low == 0 and number.number.high == 0:
        return "new", "none at all"
    if offer.rule.startswith("rise"):
        return "new", "a rise"
    if is_limit(scene, number, offer, words):
        return "limit", "permitted, asked for or planned"
    if is_standing(scene, number, offer, words):
        return "standing", "a stock at a time"
    if offer.rule.startswith("counter"):
        return ("new", "a rise") if is_rise(number, words) else ("total", offer.rule)
    if offer.measure == "bodies" and tense_of(scene, offer.cue if offer.cue is not None else number.head) != "perfect":
        return ("total", "so far") if has_total_phrase(scene, number, offer, words) else ("new", "remains")
    if has_total_phrase(scene, number, offer, words) and not (dated is not None and dated.tied):
        return "total", "so far, since"
    return by_context(scene, number, offer, words, dated=dated, before=before)


def by_context(
    scene: Scene, number: Counted, offer: Offer, words: ModeWords, *, dated: Dated | None, before: Mode | None
) -> tuple[Mode, str]:
    """Total or new, by the kind of happening named nearby, else by the tense."""
    kinds = Kinds.around(scene, number, offer, words)
    tense = tense_of(scene, offer.cue if offer.cue is not None else number.head)
    tied = dated is not None and dated.tied
    found = by_date(number, offer, kinds, dated, tense, before) or by_campaign(scene, number, offer, kinds, words)
    if found is not None:
        return found
    if kinds.strikes and not tied and not kinds.site and tense != "present":
        once = tense != "perfect" and is_one_occasion(scene, number, offer)
        return ("new", "one happening") if once else ("total", "strikes")
    if kinds.happening and (kinds.close or tense != "perfect"):
        return "new", "one happening"
    if tied:
        return "new", "tied to a day"
    if offer.measure == "displaced" and tense != "past":
        return "total", "uprooted by now"
    return by_tense(tense, before, national=offer.measure in HARM and is_national(number, words))


def is_one_occasion(scene: Scene, number: Counted, offer: Offer) -> bool:
    """True where a clause tells on what occasion: "killed by strikes as they fled", "when raids hit a queue"."""
    at = offer.cue if offer.cue is not None else number.head
    after = scene.document.tokens[at + 1 : min(scene.last, at + REACH)]
    return any(token.lower in ("when", "as", "while") and token.dep in ("mark", "advmod") for token in after)


def by_date(
    number: Counted, offer: Offer, kinds: Kinds, dated: Dated | None, tense: str, before: Mode | None
) -> tuple[Mode, str] | None:
    """What the figure's own date decides before anything else."""
    if dated is not None and dated.back and not dated.long and is_window(dated) and not before_total(number):
        return "new", "in a stated stretch of time"
    if dated is not None and (dated.back or dated.long) and not kinds.war:
        if dated.campaign and (kinds.strikes or kinds.broad):
            return "total", "a campaign"
        return "new", "in a stated stretch of time"
    tied = dated is not None and dated.tied
    persons = offer.measure in HARM or offer.measure == "displaced"
    if tied and not persons and tense != "perfect" and not kinds.known_assault:
        return "new", "tied to a day"
    if is_added(number) and tense in ("past", "none") and not before:
        return "new", "more than before"
    if dated is not None and dated.interval.begin and dated.interval.end is None:
        return "total", "since then"
    return None


def is_window(dated: Dated) -> bool:
    """True for the day or two of a bulletin ("the past 24 hours"), which no war's or campaign's count lasts."""
    begin, end = dated.interval.begin, dated.interval.end
    return begin is not None and end is not None and end[:10] <= shifted(begin[:10], WINDOW)


def before_total(number: Counted) -> bool:
    """True where "to" leads the number: "rose in the past 24 hours to 900" gives what the count came to."""
    tokens = number.document.tokens
    return number.start > 0 and tokens[number.start - 1].lower == "to"


def is_rise(number: Counted, words: ModeWords) -> bool:
    """True for "the toll rose by 58": by how much, not to what."""
    tokens = number.document.tokens
    if number.start == 0 or tokens[number.start - 1].lower != "by":
        return False
    return tokens[tokens[number.start - 1].head].lemma in words.rises


def is_newly(number: Counted) -> bool:
    """True for "sixteen of those newly killed", "66 new deaths"."""
    tokens = number.document.tokens
    return any(token.lower in ("newly", "new") for token in tokens[number.last : number.last + 4])


def by_campaign(scene: Scene, number: Counted, offer: Offer, kinds: Kinds, words: ModeWords) -> tuple[Mode, str] | None:
    """What a named campaign, or an assault on many places, decides."""
    if offer.measure == "crossed" and number.lemma in scene.words.fighters:
        return "total", "an operation's"
    national = is_national(number, words) and kinds.known_assault
    if kinds.war or kinds.invaded or ((kinds.broad or national) and not kinds.site):
        return "total", "a campaign"
    cost = scene.document.tokens[offer.cue] if offer.cue is not None else None
    if cost is not None and cost.dep == "relcl" and offer.measure in HARM and not kinds.site:
        head = scene.document.tokens[cost.head]
        if head.tag == "NNS" and head.lemma in words.campaign_plurals:
            return "total", "the cost of attacks"
    return None


def by_tense(tense: str, before: Mode | None, *, national: bool) -> tuple[Mode, str]:
    """What is left to decide: the figure before, the tense, a nation's own dead."""
    if before in ("total", "new") and tense == "none":
        return before, "as the figure before"
    if tense == "perfect":
        return "total", "perfect tense"
    if national:
        return "total", "a nation's or profession's"
    return "new", "simple past"


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
            above = tokens[tokens[cue].head].lemma
            if tokens[to - 1].lemma in words.pledges or tokens[to - 1].lemma == "be" or above in words.pledges:
                return True
    elif is_to_come(scene, at):
        return True
    governing = [token for token in document.ancestors(at) if abs(token.i - at) < 8]
    before = tokens[max(scene.first, number.start - 3) : number.start]
    return any(
        token.lemma in words.pledges and token.tag[0] == "V" and token.dep != "amod" for token in (*governing, *before)
    )


def is_to_come(scene: Scene, at: int) -> bool:
    """True where the verb of the clause is in the future: "will let 300 lorries in"."""
    verb = clause_verb(scene.document, at)
    if verb is None or not scene.first <= verb < scene.last or abs(verb - at) > REACH:
        return False
    return any(scene.document.tokens[i].lower in MODAL_FUTURE for i in verb_group(scene, verb))


def let_happen(scene: Scene, i: int) -> bool:
    """True for the plain past of a permission: what was allowed then happened ("allowed 20 lorries in")."""
    return scene.document.tokens[i].tag == "VBD" and not verb_group(scene, i)


def is_standing(scene: Scene, number: Counted, offer: Offer, words: ModeWords) -> bool:
    """True for stocks: who lives, serves, is missing or is held."""
    tokens = scene.document.tokens
    at = offer.cue if offer.cue is not None else number.head
    if offer.measure == "troops":
        moved = (
            tokens[at].tag[0] == "V" and tokens[at].lemma not in ("station", "patrol", "serve", "deploy", "post")
        ) or tokens[at].lower in ("call-up", "mobilization", "mobilisation")
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
    return any(token.lower in ("still", "remain", "remained", "remains") for token in near) and offer.measure not in (
        "killed",
    )
