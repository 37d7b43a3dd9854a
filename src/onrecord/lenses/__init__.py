"""Lenses: codebooks applied to one ledger, each a file, each naming its rule beside the number."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.lenses.acled import Acled
from onrecord.lenses.base import Case, Coded, Lens, LensError, Options
from onrecord.lenses.published import Published
from onrecord.lenses.ucdp import Ucdp

LENSES: tuple[Lens, ...] = (Acled(), Ucdp(), Published())


def lens(name: str) -> Lens:
    """The lens of that name; LensError names those that there are."""
    for one in LENSES:
        if one.name == name:
            return one
    raise LensError(f"there is no lens {name!r}: choose {', '.join(one.name for one in LENSES)}")


def code(name: str, cases: Iterable[Case], options: Options) -> tuple[Coded, ...]:
    """The coded numbers of all cases by the lens of that name, in order; LensError where it cannot work."""
    chosen = lens(name)
    chosen.rule(options)
    return tuple(coded for case in cases for coded in chosen.code(case, options))


__all__ = ["LENSES", "Case", "Coded", "Lens", "LensError", "Options", "code", "lens"]
