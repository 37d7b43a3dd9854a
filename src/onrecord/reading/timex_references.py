"""References to the present, the past and the future: "now", "recently", "may soon", "in the near future"."""

from __future__ import annotations

from onrecord.reading.timex_context import Context, Made, dated
from onrecord.reading.timex_days import adverbial, text_of
from onrecord.reading.timex_lengths import after_is
from onrecord.reading.timex_rules import Found
from onrecord.reading.timex_words import CLITICS


def fixed(found: Found, context: Context) -> Made | None:
    """References such as "now": the value that the entry gives."""
    words = found.words
    if words in (("this", "time"), ("the", "past")):
        before = context.before(found)
        after = context.after(found)
        if before is None or before.tag not in ("IN", "TO") or (after is not None and after.tag[0] in "NJC"):
            return None
    token = context.document.tokens[found.pieces[found.last - 1].token]
    if (
        words == ("now",)
        and after_is(found, context, "that")
        and token.i == context.document.sentence_of(token.i).first
    ):
        return None
    if words == ("the", "future") and not adverbial(found, context) and after_is(found, context, "of"):
        return None  # "the future of the pact" are its prospects
    if words == ("current",) and not is_current(found, context):
        return None
    return Made("DATE", str(found.entry.values["value"]))


def is_current(found: Found, context: Context) -> bool:
    """True for "the current truce", false for a stream, a current account and current affairs."""
    after, token = context.after(found), context.document.tokens[found.pieces[found.first].token]
    if after is None or token.tag != "JJ" or (token.i and context.document.tokens[token.i - 1].lower == "then"):
        return False
    return after.tag[0] in "NJVC" and after.lower not in found.entry.list_of("not_now")


def soon(found: Found, context: Context) -> Made | None:
    """What "may soon leave" tells: a time to come; None in a comparison, in "soon after", and without a modal verb."""
    before, after = context.before(found), context.after(found)
    if before is not None and before.lower in ("as", "too", "so", "very", "how"):
        return None
    if after is not None and after.lower in ("after", "as", "before", "enough"):
        return None
    verb = context.verb(found)
    modal = verb is not None and any(child.tag == "MD" for child in context.document.children(verb, "aux"))
    return Made("DATE", str(found.entry.values["value"])) if modal else None


def vague_length(found: Found, context: Context) -> Made | None:
    """A length without a number ("for some time"); the preposition is not part of it."""
    after = context.after(found)
    if after is not None and after.lower in ("ago", "after", "before", "now"):
        return None
    return Made("DURATION", str(found.entry.values["value"]), first=found.last - len(found.parts["what"]))


def nth_day(found: Found, context: Context) -> Made | None:
    """The story's day where "it is the second day of" something; None for days told of."""
    verb = context.verb(found)
    if verb is None or not after_is(found, context, "of"):
        return None
    token = context.document.tokens[verb]
    if token.lemma != "be" and token.lower not in CLITICS:
        return None
    if token.tag not in ("VBZ", "VBP") or context.head(found) < verb:
        return None
    day, anchor = context.story_day()
    return dated(text_of(day), anchor)


def nothing(found: Found, context: Context) -> Made | None:
    """For what only looks like a time."""
    return None
