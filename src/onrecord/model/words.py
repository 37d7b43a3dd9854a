"""The words that fields may hold: the field's standard terms."""

from __future__ import annotations

from typing import Literal

Field = Literal["text", "title"]
How = Literal["given", "stated", "inferred", "unknown"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Bound = Literal["exact", "about", "at_least", "at_most", "more_than", "less_than", "range", "vague"]
Mode = Literal["total", "new", "limit", "standing"]
QuoteKind = Literal["direct", "indirect", "mixed"]
SpeakerKind = Literal["person", "office", "body", "unnamed"]
ClaimKind = Literal["figure", "event", "statement"]
Direction = Literal["out", "in"]
Role = Literal["actor", "recipient", "participant"]
Status = Literal[
    "occurred", "ongoing", "announced", "expected", "proposed", "postponed", "cancelled", "denied", "not_happened"
]

# TIMEX3's `mod`.
TimeMod = Literal[
    "START", "MID", "END", "APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE",
    "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER",
]  # fmt: skip
MEASURES = (
    "killed", "injured", "missing", "bodies", "captured", "abducted", "released", "displaced", "evacuated", "crossed",
    "rescued", "hospitalised", "aid", "launched", "intercepted", "destroyed", "troops", "residents", "votes", "money",
    "other",
)  # fmt: skip
# PLOVER's types, with OPEN and CLOSE for crossings, borders, schools, airspace.
EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "INVESTIGATE", "DEMAND", "DISAPPROVE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OPEN", "CLOSE",
)  # fmt: skip
Verdict = Literal["accept", "reject", "correct", "merge", "split", "undo"]
VERDICTS: tuple[Verdict, ...] = ("accept", "reject", "correct", "merge", "split", "undo")
