"""A claim as a W3C Web Annotation (JSON-LD): what it says, on the passage that it says it of."""

from __future__ import annotations

from typing import Any

from onrecord.exports.passage import Found, Place, Quote, find_again, quoted
from onrecord.exports.rows import said_value, what
from onrecord.model import BY_REVIEW, Sourced

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
WEB = ("http://", "https://")


def annotation(entry: Sourced, base: str) -> dict[str, Any]:
    """The annotation of a claim; `base` is the address of the server, without a slash at its end.

    The source of the target is the story's own address where that is one of the web, else its page here. The quote
    holds wherever the passage went; the position, of claims on the story's text, counts in the text as it was read.
    """
    claim, story = entry.claim, entry.story
    here = f"{base}/claim/{claim.id}"
    target: dict[str, Any] = {
        "source": story.url if story.url and story.url.startswith(WEB) else f"{base}/story/{claim.story}",
        "selector": selectors(entry),
    }
    if story.fetched:
        target["state"] = {"type": "TimeState", "sourceDate": story.fetched}
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "id": here,
        "type": "Annotation",
        "motivation": "describing",
        "created": entry.recorded,
        "generator": {"type": "Software", "name": "Onrecord"},
        "body": [
            {"type": "TextualBody", "value": in_words(entry), "format": "text/plain", "purpose": "describing"},
            {"id": f"{here}.json", "type": "Dataset", "format": "application/json"},
        ],
        "target": target,
    }
    if claim.rule.startswith(BY_REVIEW):
        made["creator"] = {"type": "Person", "name": claim.rule.removeprefix(BY_REVIEW)}
    return made


def selectors(entry: Sourced) -> list[dict[str, Any]]:
    """The claim's words by quote and, in the story's text, by position."""
    mark = entry.claim.mark
    field = entry.story.text if mark.field == "text" else entry.story.title
    quote = quoted(field, mark.start, mark.end)
    made: list[dict[str, Any]] = [
        {"type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
    ]
    if mark.field == "text":
        made.append({"type": "TextPositionSelector", "start": mark.start, "end": mark.end})
    return made


def find_annotated(text: str, made: dict[str, Any]) -> Found | None:
    """Where the passage of an annotation stands in `text`, the source as it is now; None where it is gone.

    ValueError where the annotation holds no TextQuoteSelector.
    """
    chosen = {one["type"]: one for one in made["target"]["selector"]}
    quote = chosen.get("TextQuoteSelector")
    if quote is None:
        raise ValueError(f"annotation {made.get('id')!r} has no TextQuoteSelector: only a quote can be found again")
    position = chosen.get("TextPositionSelector")
    place = Place(position["start"], position["end"]) if position else None
    return find_again(text, Quote(quote["exact"], quote.get("prefix", ""), quote.get("suffix", "")), place)


def in_words(entry: Sourced) -> str:
    """What the claim says, on a line: "killed (total), Gaza Strip: 71,800 (occurred; the ministry)"."""
    claim = entry.claim
    about = ", ".join(part for part in (what(entry), claim.where) if part)
    said = "; ".join((claim.status.replace("_", " "), *(speaker.name for speaker in claim.speakers)))
    return f"{about}: {said_value(entry)} ({said})"
