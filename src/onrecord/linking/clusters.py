"""Clusters: single and average link over pairs of numbered things, with the same result in any order of the pairs."""

from __future__ import annotations

import heapq
from collections.abc import Iterable


def components(size: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """For each of `size` things the smallest one that a chain of pairs connects it with."""
    home = list(range(size))

    def find(one: int) -> int:
        while home[one] != one:
            home[one] = home[home[one]]
            one = home[one]
        return one

    for one, other in pairs:
        a, b = sorted((find(one), find(other)))
        home[b] = a
    return [find(one) for one in range(size)]


def average_link(size: int, pairs: Iterable[tuple[int, int, float]], threshold: float) -> list[int]:
    """For each of `size` things the smallest one of its cluster.

    The two clusters with the highest mean likeness of their members join first, until none reaches `threshold`; a pair
    that is not given counts as nothing alike.
    """
    sums: list[dict[int, float]] = [{} for _ in range(size)]
    for one, other, degree in sorted(pairs):
        sums[one][other] = sums[other][one] = degree
    members = [1] * size
    home = list(range(size))
    queue = [(-degree, one, other) for one in range(size) for other, degree in sums[one].items() if one < other]
    queue = [entry for entry in queue if -entry[0] >= threshold]
    heapq.heapify(queue)
    while queue:
        negative, one, other = heapq.heappop(queue)
        if home[one] != one or home[other] != other:
            continue
        if -negative != sums[one].get(other, 0.0) / (members[one] * members[other]):
            continue  # one of the two has grown since
        join(sums, one, other)
        home[other] = one
        members[one] += members[other]
        for third in sums[one]:
            mean = sums[one][third] / (members[one] * members[third])
            if mean >= threshold:
                a, b = sorted((one, third))
                heapq.heappush(queue, (-mean, a, b))
    return [root(home, one) for one in range(size)]


def join(sums: list[dict[int, float]], one: int, other: int) -> None:
    """Add the likenesses of `other` to those of `one`, which takes its place."""
    for third, total in sums[other].items():
        if third != one:
            joint = sums[one].get(third, 0.0) + total
            sums[one][third] = sums[third][one] = joint
            sums[third].pop(other, None)
    sums[one].pop(other, None)
    sums[other] = {}


def root(home: list[int], one: int) -> int:
    """The cluster that one thing ended in."""
    while home[one] != one:
        one = home[one]
    return one
