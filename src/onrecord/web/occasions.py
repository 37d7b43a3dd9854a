"""How pages show an occasion (talks, an exchange, an opening), with what was announced and what came of it."""

from __future__ import annotations

from onrecord.exports.rows import one_line
from onrecord.linking.brief import SILENT, announced, has_outcome, stories_of
from onrecord.linking.moments import instant
from onrecord.linking.occasions import event_value, sharpness
from onrecord.linking.points import time_order
from onrecord.linking.threads import LAST_WORD, Occasion, happened, is_plan
from onrecord.model import Sourced
from onrecord.web.brief import brief_card, cut
from onrecord.web.parts import ClaimCard, IntervalPart, interval_part
from onrecord.web.shown import Content, Words

KINDS = {
    "CONSULT": "talks", "AGREE": "agreement", "COOPERATE": "cooperation", "AID": "aid",
    "RETREAT": "truce, release or withdrawal", "CONCEDE": "concession", "OPEN": "opening", "CLOSE": "closing",
    "MOBILIZE": "mobilisation", "SANCTION": "sanctions",
}  # fmt: skip
"""PLOVER's types in the words of the page."""
# The tone of a state: whether it calls for attention, is settled, or still open.
TONES = {
    "planned": "open", "under way": "good", "happened": "good", "postponed": "alarm", "cancelled": "alarm",
    "not agreed": "alarm", "did not happen": "alarm", "denied": "alarm", SILENT: "silent",
}  # fmt: skip
DROPPED = frozenset({*LAST_WORD, "denied"})
MOST_OUTCOMES = 3
MOST_NAMED = 6  # announcing parties, and participants


class OccasionPart(Content):
    """An occasion as every list shows it.

    `what` are the words it is told in, `type` PLOVER's, `kind` that type in plain words. `lead` is the claim that the
    state rests on, `announcement` the first that plans it where that is another one; `outcome` are claims of what came
    of it. `condition` is what it hangs on, `known` when it was first announced, `stories` how many tell of it.
    """

    id: str
    what: Words
    type: str
    kind: str
    state: str
    tone: str
    condition: Words | None
    participants: tuple[Words, ...]
    when: IntervalPart
    place: Words | None
    round: int | None
    announced_by: tuple[Words, ...]
    known: Words | None
    moved_to: IntervalPart | None
    stories: int
    lead: ClaimCard
    announcement: ClaimCard | None
    outcome: tuple[ClaimCard, ...]


def occasion_part(one: Occasion) -> OccasionPart:
    """The part that shows an occasion."""
    lead, first = behind(one), min((e for e in one.claims if is_plan(e)), key=time_order, default=None)
    return OccasionPart(
        id=lead.claim.id,
        what=named(one),
        type=one.type,
        kind=KINDS.get(one.type, one.type.lower()),
        state=state_words(one),
        tone=tone(one),
        condition=cut(one.condition) if one.condition else None,
        participants=participants(one),
        when=interval_part(one.when),
        place=cut(one.place) if one.place else None,
        round=one.round,
        announced_by=tuple(cut(party[0].name) for party in one.announced_by[:MOST_NAMED]),
        known=announced(one),
        moved_to=interval_part(one.moved_to) if one.moved_to else None,
        stories=stories_of(one),
        lead=brief_card(lead),
        announcement=brief_card(first) if first and first.claim.id != lead.claim.id else None,
        outcome=tuple(brief_card(entry) for entry in one.outcome[:MOST_OUTCOMES]),
    )


def named(one: Occasion) -> str:
    """The words that the occasion is told in."""
    told = (entry for entry in one.claims if event_value(entry).type == one.type)
    return cut(one_line(next(told, one.claims[0]).quote))


def participants(one: Occasion) -> tuple[str, ...]:
    """Who takes part, as far as they are named here."""
    return tuple(cut(name) for name in one.participants[:MOST_NAMED])


def state_words(one: Occasion) -> str:
    """The state in words; where an outcome is on record, more than nothing was reported."""
    if one.state == SILENT and has_outcome(one):
        return "date passed, an outcome reported"
    return "planned, on condition" if one.state == "planned" and one.condition else one.state


def tone(one: Occasion) -> str:
    """How the state is shown."""
    if one.state == SILENT and has_outcome(one):
        return "good"
    return "condition" if one.state == "planned" and one.condition else TONES[one.state]


def behind(one: Occasion) -> Sourced:
    """The claim that the state rests on: the first report of a fact, the last word on a change, the sharpest plan."""
    if one.state in ("happened", "under way"):
        kept = [entry for entry in one.claims if happened(entry)]
    elif one.state in ("planned", SILENT):
        kept = sorted((e for e in one.claims if is_plan(e)), key=lambda e: (sharpness(e), is_title(e), time_order(e)))
    else:
        dropping = [entry for entry in one.claims if entry.claim.status in DROPPED]
        last = max((instant(entry.known) for entry in dropping), default="")
        kept = [entry for entry in dropping if instant(entry.known) == last]
    body = [entry for entry in kept if not is_title(entry)]
    return next(iter(body or kept or one.claims))


def is_title(entry: Sourced) -> bool:
    """True for a claim of the headline, which says less than the body."""
    return entry.claim.mark.field == "title"
