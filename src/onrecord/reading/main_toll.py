"""The toll of the story's main event: the killed and injured as the story leaves them.

The headline speaks first, then the opening sentences; figures of a campaign told of as background do not count where
the story has a happening of its own. Persons without a numeral count one each. A story that tells of neither in its
headline and opening is not about a toll.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.lexicon import Lexicon
from onrecord.model import Reading, Toll
from onrecord.reading.figure_words import measure_words
from onrecord.reading.layer import Layer
from onrecord.reading.parse import Parsed
from onrecord.reading.toll_mentions import person_words
from onrecord.reading.toll_sentences import Told, TollWords, told

HARMS = frozenset(
    "shooting shoot gunfire gunshot murder homicide slaying stabbing explosion blast crash bombing "
    "massacre killing shootout".split()
)
LEAD = 3  # sentences in which a story that is about a toll says so
OPENING = 5  # sentences of the body that tell the main event
LATER = 16  # sentences in which a death or wound without a numeral is still looked for
ROUNDED = 1.06  # how far the exact number may lie above the round one of the headline


def layer(lexicon: Lexicon) -> Layer:
    """The layer that fills `Reading.main`."""
    words = TollWords(measure_words(lexicon), person_words(lexicon))

    def read(parsed: Parsed, reading: Reading) -> Reading:
        title = told(parsed.title, reading, words, len(parsed.title.sentences))
        body = told(parsed.body, reading, words, LATER)
        about = is_about_harm(title, body) or names_harm(parsed)
        about = about or any(t.nil for t in body[:LEAD])
        return replace(reading, main=toll(title, body, by_accident=is_accident(parsed)) if about else Toll())

    return read


def is_about_harm(title: list[Told], body: list[Told]) -> bool:
    """True where the headline or the lead tells of anyone killed, hurt or shot."""
    return any(told_of_harm(t) for t in (*title, *body[:LEAD]))


def names_harm(parsed: Parsed) -> bool:
    """True where the headline or the lead names a shooting, a blast, a crash."""
    lead = parsed.body.sentences[LEAD - 1].last if len(parsed.body.sentences) >= LEAD else len(parsed.body.tokens)
    return any(token.lemma in HARMS for token in (*parsed.title.tokens, *parsed.body.tokens[:lead]))


def is_accident(parsed: Parsed) -> bool:
    """True where the headline or the opening says that it was an accident."""
    opening = parsed.body.sentences[OPENING - 1].last if len(parsed.body.sentences) >= OPENING else None
    return any(token.lower.startswith("accident") for token in (*parsed.title.tokens, *parsed.body.tokens[:opening]))


def told_of_harm(t: Told) -> bool:
    """True where the sentence tells of anyone killed, hurt or shot."""
    persons = t.mention
    return (t.killed, t.injured, t.shot) != (None, None, None) or bool(
        persons.killed or persons.injured or persons.shot or persons.suicide
    )


def toll(title: list[Told], body: list[Told], *, by_accident: bool = False) -> Toll:
    """The killed and injured of the main event; who shot himself by accident is no second dead."""
    stated = any(t.killed is not None for t in title)
    killed, cumulative = dead(title, body)
    if not by_accident:
        killed = with_perpetrator(killed, title, body)
    injured = hurt(title, body, killed, cumulative=bool(cumulative))
    shot = from_shot(killed, title, body)
    headline_shot = any(t.shot for t in title) and not any(t.injured for t in title)
    if not injured or (shot is not None and headline_shot):
        injured = shot if shot is not None else injured
    if any(t.nil for t in body[:OPENING]):
        killed, injured = killed or 0, injured or 0
    return Toll(exact(killed, body) if stated and killed else killed, injured)


def exact(killed: int, body: list[Told]) -> int:
    """The exact number for a large round one of the headline: 67,074 for "passes 67,000"."""
    if killed < 1000 or killed % 100:
        return killed
    near = (t.killed for t in body[:OPENING] if t.killed is not None and killed < t.killed <= killed * ROUNDED)
    return next(near, killed)


def dead(title: list[Told], body: list[Told]) -> tuple[int | None, bool | None]:
    """The killed, and whether that is a running total: the headline's, else the opening's first happening."""
    stated = [t for t in title if t.killed is not None]
    if stated:
        best = max(stated, key=lambda t: t.killed or 0)
        return best.killed, best.cumulative
    opening = body[:OPENING]
    persons = max((t.mention.killed for t in (*title, *opening)), default=0)
    given = [t for t in opening if t.killed is not None]
    if given:
        fresh = [t for t in given if not t.background]
        first = next((t for t in given if t.revised), (fresh or given)[0])
        if persons and not fresh and not first.revised:
            return persons, False
        return first.killed, first.cumulative
    if persons:
        return persons, False
    later = next((t for t in body[OPENING:] if not t.background and t.killed is not None), None)
    if later is not None:
        return later.killed, later.cumulative
    return max((t.mention.killed for t in body), default=0) or None, None


def hurt(title: list[Told], body: list[Told], killed: int | None, *, cumulative: bool) -> int | None:
    """The injured: given beside the killed, else a running total where the killed are one."""
    stated = [t.injured for t in title if t.injured is not None]
    if stated:
        return max(stated)
    opening = body[:OPENING]
    given = [t for t in opening if t.injured is not None]
    beside = next((t.injured for t in opening if killed and t.killed == killed and t.injured is not None), None)
    if beside is not None:
        return beside
    if cumulative:
        same = next((t.injured for t in body if t.injured is not None and t.summed), None)
        if same is not None:
            return same
    if given:
        return next((t for t in given if not t.background), given[0]).injured
    persons = max((t.mention.injured for t in (*title, *opening) if t.mention.apart or not killed), default=0)
    if persons:
        return persons
    later = next((t.injured for t in body[OPENING:] if not t.background and t.injured is not None), None)
    if later is not None or killed:
        return later
    return max((t.mention.injured for t in body), default=0) or None


def with_perpetrator(killed: int | None, title: list[Told], body: list[Told]) -> int | None:
    """The killed with the one who killed them, where they were counted as victims and that one died too."""
    if killed is None:
        return None
    sources = [t for t in (*title, *body[:OPENING]) if t.killed is not None]
    source = next((t for t in sources if t.killed == killed), next(iter(sources), None))
    if source is not None:
        if source.mention.suicide:
            return killed + 1
        died = any(t.mention.suicide or t.mention.perpetrator for t in (*title, *body))
        return killed + 1 if source.counted_alone and died else killed
    beside = any(t.mention.suicide and t.mention.killed for t in (*title, *body[:OPENING]))
    return killed + 1 if beside else killed


def from_shot(killed: int | None, title: list[Told], body: list[Told]) -> int | None:
    """The injured where only the number of those shot is given: the shot who did not die; the headline's first."""
    stated = [t.shot for t in title if t.shot is not None] or [t.shot for t in body[:OPENING] if t.shot is not None]
    if stated:
        beside = any(t.shot is not None and t.dead_first for t in title)  # one dead, six shot
        rest = stated[0] - (0 if beside else killed or 0)
        return rest if rest > 0 else None
    single = any(t.mention.shot for t in (*title, *body[:OPENING]))
    return 1 if single and not killed else None
