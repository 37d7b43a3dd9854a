"""robots.txt as RFC 9309 has it: our name's group, else that of `*`; the longest rule that fits; `*`, `$` in paths."""

from __future__ import annotations

from collections.abc import Sequence

MAX_CHARS = 512_000  # RFC 9309 asks for at least 500 KiB
MAX_RULES = 5_000
Rule = tuple[bool, str]


def allowed(robots: str, agent: str, path: str) -> bool:
    """True where the robots.txt text lets `agent` (a product name) fetch `path` (with its query)."""
    rules = rules_for(robots[:MAX_CHARS], agent.lower())
    verdict, length = True, -1
    for permits, pattern in rules[:MAX_RULES]:
        if matches(pattern, path) and (len(pattern) > length or (len(pattern) == length and permits)):
            verdict, length = permits, len(pattern)
    return verdict


def rules_for(robots: str, agent: str) -> Sequence[Rule]:
    """The rules of every group that names the agent, or else of those for `*`."""
    named: dict[str, list[Rule]] = {}
    current: set[str] = set()
    in_rules = False
    for raw in robots.splitlines():
        key, colon, value = raw.split("#", 1)[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if in_rules:
                current = set()
            in_rules = False
            if value.lower() in (agent, "*"):
                current.add(value.lower())
                named.setdefault(value.lower(), [])
        elif key in ("allow", "disallow"):
            in_rules = True
            if value:
                for name in current:
                    named[name].append((key == "allow", value))
    return named[agent] if agent in named else named.get("*", [])


def matches(pattern: str, path: str) -> bool:
    """True where the rule's pattern fits the path's beginning: `*` is any run of characters, a final `$` the end."""
    anchored = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    position = len(first)
    if not rest:
        return position == len(path) or not anchored
    for piece in rest[:-1]:
        found = path.find(piece, position)
        if found < 0:
            return False
        position = found + len(piece)
    if anchored:
        return path.endswith(rest[-1]) and len(path) - len(rest[-1]) >= position
    return path.find(rest[-1], position) >= 0
