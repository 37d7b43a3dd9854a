"""Wire stories of our own to paste in every layout: a headline and its paragraphs each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from textwrap import fill

Piece = tuple[str, list[str]]
GOLD = Path(__file__).parents[1] / "gold" / "stories.jsonl"

BRIDGE: Piece = (
    "Army reopens Selna bridge to aid convoys after ten days",
    [
        "SELNA, May 4 (Lantern News) -- The army reopened the main bridge at Selna to aid convoys on Monday, ten days "
        "after a rocket tore a hole in its northern span, the transport ministry said.",
        "Forty trucks carrying flour and tents crossed before noon, a spokesman for the relief council told reporters.",
        '"We had people drinking from puddles," said Mira Dohan, a nurse in the east of the city.',
        "At least 31 people have died in Selna since shelling resumed on April 20, the provincial governor said.",
    ],
)
TALKS: Piece = (
    "Second round of Varnian truce talks put off to June",
    [
        "GENEVA, May 4 (Lantern News) -- A second round of truce talks between the Varnian government and the northern "
        "rebels has been put off until June 3, the Swiss hosts said on Monday.",
        "The delegations had been due to meet on Thursday. Neither side gave a reason for the delay.",
        "A first round in March ended after two days without a joint statement.",
        "The rebels want the release of 240 prisoners before they return to the table, their envoy Tomas Arl said.",
    ],
)
FERRY: Piece = (
    "Coast guard: 17 dead as overloaded ferry sinks off Port Amsel",
    [
        "Seventeen people drowned when a ferry with more than 200 passengers sank off Port Amsel early on Sunday, the "
        "coast guard said.",
        "Rescuers pulled 160 survivors from the water, and some 30 people were still missing by nightfall.",
        "The boat was licensed for 120 passengers, the harbour master said.",
        "The government ordered an inquiry and three days of mourning.",
        "A similar accident on the same route killed 54 people in 2011.",
    ],
)
MARKET: Piece = (
    "Drone strike on Tarn market kills nine, rebels blame army",
    [
        "A drone strike on a crowded market in Tarn killed nine people and wounded 26 others on Saturday, the "
        "rebel-run health office said.",
        "The army denied that it had flown any mission over the town that day.",
        "Footage verified by aid workers showed burning stalls and a crater some two metres wide.",
        "The United Nations envoy called for an independent investigation.",
    ],
)
VOTE: Piece = (
    "Parliament backs sending 800 peacekeepers to border zone",
    [
        "PARLIAMENT HILL (Corran Press) - Lawmakers voted 212 to 97 late on Tuesday to send up to 800 peacekeepers to "
        "the disputed border zone.",
        "The first troops will leave within three weeks, Defence Minister Ana Kerwick told the chamber.",
        "The opposition said the mission lacked a mandate and an end date.",
    ],
)
QUAKE: Piece = (
    "Ceasefire holds in quake zone as rescue teams cross lines",
    [
        "Rescue teams crossed the front line north of Dessa for the first time in two years on Friday, as a ceasefire "
        "called after the earthquake held for a third day.",
        "The death toll rose to 1,140, the disaster agency said, with 3,600 injured.",
        "Both sides have opened one road each. Fuel remains short, and two hospitals run on generators.",
        "The ceasefire expires at midnight on Sunday unless the parties extend it.",
        "Mediators from Oman and Norway said an extension of ten days was within reach.",
        "The war has displaced more than 400,000 people since it began in 2022.",
    ],
)
SECOND_QUAKE: Piece = (
    "Quake zone ceasefire extended by ten days, mediators say",
    [
        "The parties to the war north of Dessa have agreed to extend a ceasefire in the earthquake zone by ten days, "
        "mediators from Oman and Norway said on Sunday.",
        "The ceasefire had been due to expire at midnight. It now runs until May 20.",
        "The disaster agency put the death toll at 1,192 and the number of injured at 3,710.",
    ],
)
PIECES = (BRIDGE, TALKS, FERRY, MARKET, VOTE, QUAKE, SECOND_QUAKE)


def gold_pieces() -> list[Piece]:
    """The headlines and paragraphs of the stories in tests/gold."""
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    return [(row["title"], row["text"].split("\n")) for row in rows if row.get("title") and "\n" in row["text"]]


def expected(pieces: Sequence[Piece]) -> list[Piece]:
    """What a careful reader makes of a paste of the pieces."""
    return [(title, list(body)) for title, body in pieces]


def wrapped(text: str, indent: str = "") -> str:
    """The paragraph, hard-wrapped as mail programs do."""
    return fill(text, 72, initial_indent=indent, break_on_hyphens=False, break_long_words=False)


def pasted(pieces: Sequence[Piece], layout: str, style: str) -> str:
    """The pieces one after another; `layout` is first or last, `style` one of STYLES."""
    inner, outer, wrap = STYLES[style]
    blocks = []
    for title, body in pieces:
        paragraphs = [wrapped(p, "    " if style == "indented" else "") for p in body] if wrap else list(body)
        heading = wrapped(title) if wrap else title
        blocks.append(inner.join([heading, *paragraphs] if layout == "first" else [*paragraphs, heading]))
    return outer.join(blocks) + "\n"


STYLES = {
    "tight": ("\n", "\n", False),
    "blank lines between all": ("\n\n", "\n\n", False),
    "blank lines between stories": ("\n", "\n\n", False),
    "wide gaps": ("\n\n", "\n\n\n", False),
    "dashes": ("\n", "\n---\n", False),
    "wrapped": ("\n\n", "\n\n", True),
    "indented": ("\n", "\n\n", True),
    "windows": ("\r\n", "\r\n", False),
}
