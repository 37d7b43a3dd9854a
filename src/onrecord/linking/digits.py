"""Slips of the hand in numbers: two digits exchanged, one left out or doubled; and numbers too round to be counts."""

from __future__ import annotations

ROUND_FROM = 1_000  # below this a round count is nothing special
MOST_DIGITS = 12


def meant(value: int, least: float, most: float) -> dict[int, str]:
    """The numbers from `least` to `most` of which one slip of the hand makes `value`, each with the slip in words.

    A single wrong digit is left out: every number is one wrong digit away from its neighbours.
    """
    digits = str(value)
    if value < 10 or len(digits) > MOST_DIGITS:
        return {}
    made: dict[str, str] = {}
    for at in range(len(digits) + 1):
        head, tail = digits[:at], digits[at:]
        made |= dict.fromkeys((head + new + tail for new in "0123456789"), "a digit left out")
        made[head + tail[1:]] = "a digit too many"
    for at in range(len(digits)):
        for to in range(at + 1, len(digits)):
            swapped = list(digits)
            swapped[at], swapped[to] = swapped[to], swapped[at]
            made["".join(swapped)] = "transposed digits"
    numbers = {int(number): slip for number, slip in made.items() if number[0] != "0" and number != digits}
    return {number: slip for number, slip in numbers.items() if least <= number <= most}


def slip_between(read: float, meant: float) -> str | None:
    """The slip that turns the number `meant` into the number `read`, in words; None where no single one does."""
    if read != int(read) or meant != int(meant) or read < 0 or meant < 0 or read == meant:
        return None
    a, b = str(int(read)), str(int(meant))
    if len(a) > MOST_DIGITS or len(b) > MOST_DIGITS or max(len(a), len(b)) < 2:
        return None
    if len(a) == len(b):
        unlike = [at for at in range(len(a)) if a[at] != b[at]]
        crossed = len(unlike) == 2 and a[unlike[0]] == b[unlike[1]] and a[unlike[1]] == b[unlike[0]]
        return "transposed digits" if crossed else None
    short, long, slip = (a, b, "a digit left out") if len(a) < len(b) else (b, a, "a digit too many")
    if len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long))):
        return slip
    return None


def is_round(value: float) -> bool:
    """True for a number from 1,000 that ends in two noughts: a count seldom does, a rounded figure always."""
    return value >= ROUND_FROM and value % 100 == 0


def rounds_to(value: float, rounded: float) -> bool:
    """True where `rounded` is `value` cut or rounded to hundreds or thousands (10,000s from 100,000)."""
    steps = (100, 1_000, 10_000) if value >= 100_000 else (100, 1_000)
    return is_round(rounded) and any(rounded in (value // s * s, round(value / s) * s) for s in steps)
