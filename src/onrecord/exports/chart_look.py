"""How charts look: on white, as files have it, or on a dark page. Colours are told apart with any colour vision."""

from __future__ import annotations

from dataclasses import dataclass

# A name with a digit is quoted: unquoted, a browser drops the whole list and measures the words in another font.
FONT = '"Source Sans 3", Inter, "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif'
WIDE = 560  # pixels; a narrower chart is for a phone


@dataclass(frozen=True, slots=True)
class Look:
    """Colours, size in pixels, and what stands around the drawing.

    `lines` are the colours of what is published, `computed` that of what is computed; `paper` is None where the page
    shows through. `titled` puts the title above, `alive` adds what answers to the pointer in a browser.
    """

    ink: str
    quiet: str
    pale: str
    axis: str
    computed: str
    alarm: str
    lines: tuple[str, ...]
    paper: str | None = None
    width: int = 900
    titled: bool = True
    alive: bool = False

    @property
    def is_wide(self) -> bool:
        """True for a desk's screen, False for a phone's."""
        return self.width >= WIDE

    @property
    def totals_height(self) -> int:
        """Of the upper panel."""
        return 300 if self.is_wide else 220

    @property
    def increments_height(self) -> int:
        """Of the lower panel."""
        return 120 if self.is_wide else 90


# After Okabe and Ito; their vermilion is kept for the marks.
LIGHT = Look(
    ink="#182026", quiet="#55606A", pale="#E8EAEC", axis="#C9CED3", computed="#C9CED3", alarm="#D55E00",
    lines=("#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"), paper="white",
)  # fmt: skip
DARK = Look(
    ink="#E7EBEE", quiet="#A2ADB6", pale="#232B31", axis="#4A555E", computed="#4A555E", alarm="#FF9A62",
    lines=("#56B4E9", "#2FBF96", "#E39AC4", "#F0B432", "#9CCBEA", "#FFFFFF"), paper="#12171b",
)  # fmt: skip
