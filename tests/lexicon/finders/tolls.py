"""The words for persons show in the main toll."""

from __future__ import annotations

from onrecord.lexicon import Entry
from onrecord.model import Reading, Story


def found(_: Entry, __: Story, reading: Reading) -> list[str]:
    """The killed and injured of the main event, as "killed 1"."""
    main = reading.main
    return [
        f"{name} {value}" for name, value in (("killed", main.killed), ("injured", main.injured)) if value is not None
    ]
