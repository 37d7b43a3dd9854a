"""How a number counts: since some start (total), in one happening (new), at a time (standing), or as a cap (limit)."""

from __future__ import annotations

from onrecord.model import Mode
from onrecord.reading.figure_counted import Counted
from onrecord.reading.figure_days import shifted
from onrecord.reading.figure_kinds import Kinds, ModeWords, is_national
from onrecord.reading.figure_limit import PLANNED, has_the, is_limit
from onrecord.reading.figure_offer import HARM, Offer
from onrecord.reading.figure_period import Dated
from onrecord.reading.figure_scene import Scene
from onrecord.reading.figure_tense import tense_of, verb_group

ACHIEVING = frozenset("manage go continue help begin start proceed use fail".split())  # to kill
KEEPING = frozenset("prevent stop bar block keep ban prohibit discourage save".split())  # from crossing
MODAL_UNREAL = frozenset(("could", "might", "would", "can", "should"))
CITIZENS = frozenset(("citizen", "national", "people"))
FROM_REACH = 14  # tokens before "from crossing" in which its "prevented" may stand
WINDOW = 3  # days from the first to the day after the last
STILL_REACH = 6  # tokens after a part in which it may be said to be still held
REACH = 12  # tokens around the deciding word in which "so far" is its own


def unreal(scene: Scene, number: Counted, offer: Offer) -> bool:
    """True where the deciding verb is only possible or intended: "could kill thousands", "threatened to kill 20"."""
    if offer.cue is None:
        return False
    tokens = scene.document.tokens
    if tokens[offer.cue].tag == "VBG" and offer.cue > scene.first and tokens[offer.cue - 1].lower == "from":
        return any(token.lemma in KEEPING for token in tokens[max(scene.first, offer.cue - FROM_REACH) : offer.cue])
    auxiliaries = verb_group(scene, offer.cue)
    if offer.rule.startswith("counter") and offer.cue < number.first:
        between = tokens[offer.cue : number.first]
        return any(token.tag == "MD" and token.lower in MODAL_UNREAL | {"may"} for token in between)
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
        and tokens[tokens[offer.cue].head].lemma not in ACHIEVING
    )


def mode_of(
    scene: Scene, number: Counted, offer: Offer, words: ModeWords, *, dated: Dated | None, before: Mode | None
) -> tuple[Mode, str]:
    """The mode and what decided it; `before` is the mode of the figure before in the same sentence."""
    if number.number.low == 0 and number.number.high == 0:
        return "new", "none at all"
    if offer.rule.startswith("rise"):
        return "new", "a rise"
    if offer.measure == "troops" and offer.rule.startswith("counter") and is_rise(number, words):
        return ("limit", "a planned rise") if is_intended(number) else ("new", "a rise")
    if is_limit(scene, number, offer, words):
        return "limit", "permitted, asked for or planned"
    if is_standing(scene, number, offer, words):
        return "standing", "a stock at a time"
    if offer.rule.startswith("counter"):
        return ("new", "a rise") if is_rise(number, words) else ("total", offer.rule)
    if offer.rule == "before hospital" and offer.measure == "bodies":
        return "standing", "in a morgue"
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
    found = by_date(number, offer, kinds, dated, tense, before) or by_campaign(
        scene, number, offer, kinds, words, dated, tense
    )
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
    national = offer.measure in HARM and is_national(number, words)
    if offer.rule.startswith(("object of", "after")) and number.noun is not None and number.noun.tag[:3] != "NNP":
        national = national and number.lemma in CITIZENS  # gunmen killed six workers: one happening
    return by_tense(tense, before, national=national, once=is_told_back(scene, number, offer))


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


def is_intended(number: Counted) -> bool:
    """True for "voted to raise the strength by 900": the verb that "by" hangs on is an infinitive or in the future."""
    document = number.document
    verb = document.tokens[document.tokens[number.start - 1].head]
    return any(child.tag in ("TO", "MD") for child in document.children(verb.i, "aux"))


def is_newly(number: Counted) -> bool:
    """True for "sixteen of those newly killed", "66 new deaths"."""
    tokens = number.document.tokens
    own = max(number.end, number.last + 1)  # the next clause may speak of "new cases"
    return any(
        token.lower == "newly" or (token.lower == "new" and token.i < own)
        for token in tokens[number.last : number.last + 4]
    )


def by_campaign(
    scene: Scene, number: Counted, offer: Offer, kinds: Kinds, words: ModeWords, dated: Dated | None, tense: str
) -> tuple[Mode, str] | None:
    """What a named campaign, or an assault on many places, decides."""
    if offer.measure == "crossed" and number.lemma in scene.words.fighters:
        return "total", "an operation's"
    national = is_national(number, words) and kinds.known_assault
    tied = dated is not None and dated.tied and not dated.long and not dated.campaign
    one_day = kinds.unrest and (tied or (kinds.amid and tense == "past"))
    if (kinds.war and not one_day) or kinds.invaded or ((kinds.broad or national) and not kinds.site):
        return "total", "unrest" if kinds.unrest and not kinds.invaded and not kinds.broad else "a campaign"
    cost = scene.document.tokens[offer.cue] if offer.cue is not None else None
    if cost is not None and cost.dep == "relcl" and offer.measure in HARM and not kinds.site:
        head = scene.document.tokens[cost.head]
        if head.tag == "NNS" and head.lemma in words.campaign_plurals:
            return "total", "the cost of attacks"
    return None


def is_told_back(scene: Scene, number: Counted, offer: Offer) -> bool:
    """True for one past happening in reported speech: "had opened fire, killing four", "had received 30 wounded"."""
    document = scene.document
    if offer.cue is None:
        return False
    verb = document.tokens[offer.cue]
    if verb.tag == "VBG" and verb.dep in ("advcl", "conj"):
        verb = document.tokens[verb.head]
    else:
        verb = document.tokens[document.tokens[number.head].head]
        if verb.lemma != "receive":
            return False
    return any(document.tokens[i].lower in ("had", "'d") for i in verb_group(scene, verb.i))


def by_tense(tense: str, before: Mode | None, *, national: bool, once: bool) -> tuple[Mode, str]:
    """What is left to decide: the figure before, the tense, a nation's own dead."""
    if before in ("total", "new") and tense == "none":
        return before, "as the figure before"
    if once and tense == "perfect":
        return "new", "one happening"
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


def is_still_held(scene: Scene, number: Counted, offer: Offer, words: ModeWords) -> bool:
    """True for the 49 of "of the 251 captives seized in May, 49 are still held": a part with a present of its own."""
    tokens = scene.document.tokens
    if offer.measure not in ("abducted", "captured", "missing"):
        return False
    following = next((one.start for one in scene.numbers if one.start > number.first), scene.last)
    own = tokens[number.end : min(following, number.end + STILL_REACH)]
    present = any(token.lower in ("are", "is", "remain", "remains") for token in own)
    return present and any(token.lemma in words.holding or token.lower in words.standing for token in own)


def is_standing(scene: Scene, number: Counted, offer: Offer, words: ModeWords) -> bool:
    """True for stocks: who lives, serves, is missing or is held."""
    tokens = scene.document.tokens
    at = offer.cue if offer.cue is not None else number.head
    if offer.measure == "troops":
        moved = (
            tokens[at].tag[0] == "V" and tokens[at].lemma not in ("station", "patrol", "serve", "deploy", "post")
        ) or tokens[at].lower in ("call-up", "mobilization", "mobilisation")
        known = has_the(number) and any(tokens[i].tag in ("TO", "MD") for i in verb_group(scene, at))
        return not moved or known  # to pull out the 2,000 troops
    if offer.measure in scene.words.standing:
        return True
    if offer.measure == "displaced" and (offer.rule.startswith("adjective") or tokens[at].lemma in words.living):
        return True
    if offer.measure in ("abducted", "captured"):
        nearby = tokens[max(scene.first, number.start - 5) : min(scene.last, number.end + 7)]
        taken = any(token.lemma in ("take", "seize", "capture", "kidnap", "abduct", "arrest") for token in nearby)
        taken = taken or tokens[at].lemma in ("arrest", "seize", "capture", "kidnap", "abduct")
        if any(token.lemma in words.holding or token.lower in words.standing for token in nearby):
            return not taken
        group = [tokens[i].lower for i in verb_group(scene, at)]  # are jailed, are being detained
        return tokens[at].tag in ("VBN", "JJ") and not taken and group[-1:] in (["are"], ["is"]) and "have" not in group
    if offer.measure == "other" and tokens[at].tag == "VBN" and number.head < at:
        return [tokens[i].lower for i in verb_group(scene, at)][-1:] == ["are"]  # are trapped
    near = tokens[max(scene.first, number.start - 3) : min(scene.last, number.end + 4)]
    return any(token.lower in ("still", "remain", "remained", "remains") for token in near) and offer.measure not in (
        "killed",
    )
