"""Scores of positions against our own gold: each gold position is paired with one whose words overlap its own.

found: there is one (precision over what is found; optional ones count neither way). Of those found: type, negated,
holder and target agree, names where they share a word of substance; all: everything agrees, against the gold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]
SMALL = frozenset("the a an of and for in s both two".split())


def words(name: str) -> frozenset[str]:
    """The words of substance of a name, or all of them where it has no others."""
    found = frozenset(re.findall(r"\w+", name.casefold()))
    return found - SMALL or found


def same(gold: Iterable[str], system: Iterable[str]) -> bool:
    """True where a name of one side shares a word of substance with one of the other."""
    return any(words(g) & words(s) for g in gold for s in system)


def overlaps(a: Row, b: Row) -> bool:
    """True where the spans share a character of the same field."""
    return a.get("in") == b.get("in") and a["start"] < b["end"] and b["start"] < a["end"]


def target_agrees(gold: Row, system: Row) -> bool:
    """True where the target is one that counts, or there is none on either side."""
    if not system["targets"]:
        return not gold["targets"]
    return same([*gold["targets"], *gold["targets_ok"]], system["targets"])


def faults(gold: list[Row], readings: list[Row]) -> tuple[Counter[str], list[tuple[str, str, Row | None, Row | None]]]:
    """Counts, and what went wrong: story, which part, gold, system."""
    by_id = {row["id"]: row for row in readings}
    count: Counter[str] = Counter()
    wrong: list[tuple[str, str, Row | None, Row | None]] = []
    for row in gold:
        left = list(by_id[row["id"]]["positions"])
        for g in row.get("positions", []):
            s = next((s for s in left if overlaps(g, s)), None)
            if s is not None:
                left.remove(s)
            if g.get("optional"):
                continue
            count["gold"] += 1
            if s is None:
                wrong.append((row["id"], "missed", g, None))
                continue
            right = {
                "type": g["type"] == s["type"],
                "negated": g["negated"] == s["negated"],
                "holder": same(g["holders"], s["holders"]),
                "target": target_agrees(g, s),
            }
            count.update(["found", *(name for name, is_right in right.items() if is_right)])
            count["all"] += all(right.values())
            count["negations"] += g["negated"]
            count["negations_right"] += g["negated"] and right["type"] and right["negated"]
            wrong += [(row["id"], name, g, s) for name, is_right in right.items() if not is_right]
        count["extra"] += len(left)
        wrong += [(row["id"], "extra", None, s) for s in left]
    return count, wrong


def scores(gold: list[Row], readings: list[Row]) -> dict[str, float]:
    """The figures, in percent: recall and precision of found, the shares right of the found, and all of the gold."""
    count, _ = faults(gold, readings)
    result = {
        "recall": share(count["found"], count["gold"]),
        "precision": share(count["found"], count["found"] + count["extra"]),
        "type_recall": share(count["type"], count["gold"]),
        "type_precision": share(count["type"], count["found"] + count["extra"]),
    }
    result |= {name: share(count[name], count["found"]) for name in ("type", "negated", "holder", "target")}
    return result | {"all": share(count["all"], count["gold"])}


def share(part: int, whole: int) -> float:
    """Percent."""
    return round(100 * part / whole, 1) if whole else 100.0
