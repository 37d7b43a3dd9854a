"""What comes again and again: "daily", "every two weeks", "each Thursday"."""

from __future__ import annotations

from onrecord.reading.timex_calendar import SEASONS
from onrecord.reading.timex_context import Context, Made
from onrecord.reading.timex_days import part_of
from onrecord.reading.timex_lengths import length, per_unit, unit_of
from onrecord.reading.timex_numerals import number_of
from onrecord.reading.timex_rules import Found

OFTEN = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "biweekly": "P2W",
    "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y", "annually": "P1Y",
}  # fmt: skip


def recurring(found: Found, context: Context) -> Made | None:
    """SETs: "daily", "every two weeks", "each Thursday"."""
    if adverb := found.word("adverb"):
        token = context.document.tokens[found.pieces[found.first].token]
        after = context.after(found)
        before = context.before(found)
        named = after is not None and after.tag.startswith("NNP") and before is not None and before.tag[0] == "N"
        upper = token.text[0].isupper() and after is not None and after.tag.startswith("NNP")
        name = named or upper  # "the party daily Granma", "The Daily Gazette"
        paper = token.tag == "NN" and after is not None and after.tag[0] not in "N" and before is not None
        if paper and before is not None and before.tag in ("DT", "JJ", "PRP$", "POS", "NNP"):
            return None  # "the reformist daily"
        if name or (adverb == "quarterly" and token.tag != "RB"):
            return None
        return Made("SET", OFTEN[adverb])
    if "wd" in found.parts:
        weekday = context.index["WEEKDAY"][found.word("wd")]
        return Made("SET", f"XXXX-WXX-{weekday + 1}{part_of(found, context)}")
    if "month" in found.parts:
        return Made("SET", f"XXXX-{context.index['MONTH'][found.word('month')] + 1:02d}")
    if "season" in found.parts:
        return Made("SET", f"XXXX-{SEASONS[context.index['SEASON'][found.word('season')]]}")
    if "part" in found.parts:
        return Made("SET", f"XXXX-XX-XX{part_of(found, context)}")
    words = found.words
    if words[0] == "a" and not per_unit(found, context):
        return Made("DURATION", length(1, unit_of(found, context)))
    number_words = found.parts.get("num", ())
    number = 2.0 if number_words == ("other",) else number_of(number_words) if number_words else 1.0
    return Made("SET", length(number or 1.0, unit_of(found, context)))
