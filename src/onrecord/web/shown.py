"""Text from outside in the shape in which a page can hold it."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

# No page and no JSON document can carry these; one character stands for one, so that offsets stay what they were.
UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def shown(text: object) -> object:
    """The text with what no page can hold replaced, one character for one; anything else as it is."""
    return UNSHOWABLE.sub("\ufffd", text) if isinstance(text, str) and UNSHOWABLE.search(text) else text


Words = Annotated[str, BeforeValidator(shown)]
"""A model's field that holds text from outside: of a story, a source, a person."""


class Content(BaseModel):
    """What a page shows, typed: the base of every page's model and of its parts."""

    model_config = ConfigDict(extra="forbid", frozen=True)
