"""Claims in long lists: their cards, with the longest texts shortened so that a page of them stays small."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model import Sourced
from onrecord.web.parts import ClaimCard, Piece, claim_card

LONGEST = 400  # characters of a text on either side of the claim's words
LONGEST_NAME = 120


def brief_card(entry: Sourced) -> ClaimCard:
    """The card of a claim whose texts are bounded."""
    card = claim_card(entry)
    pieces = tuple(shortened(card.sentence))
    names = tuple(one.model_copy(update={"name": cut(one.name, LONGEST_NAME)}) for one in card.speakers)
    update = {"sentence": pieces, "value": cut(card.value), "quote": cut(card.quote), "speakers": names}
    return card.model_copy(update=update)


def shortened(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces of a sentence; what lies far from the marked words is left out."""
    marked = next((index for index, piece in enumerate(pieces) if piece.marked), -1)
    for index, piece in enumerate(pieces):
        text = piece.text
        if len(text) > LONGEST:
            text = f"… {text[-LONGEST:]}" if index < marked else cut(text)
        yield Piece(text=text, marked=piece.marked)


def cut(text: str, most: int = LONGEST) -> str:
    """The beginning of a text."""
    return text if len(text) <= most else f"{text[:most]} …"
