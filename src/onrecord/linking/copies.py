"""Copies: stories that carry one wire report, and stories that report the same happening in other words.

`near_copies` finds the first by the words themselves: corroboration counts originators, and fifty copies of a report
are one. `copies` finds both: it puts near-copies together and then joins, by average link, the stories that share
telling words and names and were published close to each other.

Both are pure, do not depend on the order of the stories, and need memory in proportion to the stories.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.linking.clusters import average_link, components
from onrecord.linking.likeness import WORD, alike, documents
from onrecord.model import Story

SHINGLE = 4  # words in a run that copies share
COPY = 0.5  # share of all runs of words (Jaccard) that makes two stories copies of one report
CANDIDATE = 0.4  # the same share, estimated, from which it is counted exactly
HEAD_CHARS = 1_000  # of a story's text whose numbers a copy keeps
AGREEING = 0.7  # share of these numbers that a copy keeps at least; it may leave out some, or round one
PERMUTATIONS = 64
SEED = 7
MAX_CHARS = 20_000  # of a story's text that is compared
MAX_BUCKET = 50  # candidates that a story is compared with; more copies than that are found through one another
# The likeness from which stories report one happening. Set on gold/groups (all 4,413 stories, and slices of 100, 500
# and 1,054 of them), November 2026: among few stories words tell less, so that more of them must agree.
SAME = 0.115
SAME_AMONG_FEW = 0.12
FEW = 200


def copies(stories: Sequence[Story], published: Sequence[str | None]) -> tuple[str, ...]:
    """For each story the label of its group: stories of one label report the same happening.

    `published` are the stories' dates (ISO 8601) in the same order, None where unknown. A label is the smallest id of
    the group's stories. ValueError where the two differ in length.
    """
    if len(stories) != len(published):
        raise ValueError(f"{len(stories)} stories, but {len(published)} dates")
    order = sorted(range(len(stories)), key=lambda index: (stories[index].id, published[index] or ""))
    first = dict(zip((stories[i].id for i in order), near_copies([stories[i] for i in order]), strict=True))
    # One story stands for all copies of a report, so that the report's words stay as rare as the report.
    leads = [index for index in order if stories[index].id == first[stories[index].id]]
    leads = list({stories[index].id: index for index in leads}.values())
    pairs = alike(documents([stories[i] for i in leads], [published[i] for i in leads]))
    threshold = SAME + SAME_AMONG_FEW * FEW / (FEW + len(leads))
    home = average_link(len(leads), pairs, threshold)
    label = {stories[index].id: stories[leads[to]].id for index, to in zip(leads, home, strict=True)}
    grouped = [label[first[story.id]] for story in stories]
    return smallest(grouped, stories)


def smallest(grouped: Sequence[str], stories: Sequence[Story]) -> tuple[str, ...]:
    """Each group under the smallest id of its stories."""
    least: dict[str, str] = {}
    for name, story in zip(grouped, stories, strict=True):
        least[name] = min(least.get(name, story.id), story.id)
    return tuple(least[name] for name in grouped)


def near_copies(stories: Sequence[Story]) -> tuple[str, ...]:
    """For each story the smallest id among the stories that carry the same report, nearly word for word.

    Two reports of one form with other numbers (a daily bulletin and the next one) are no copies.
    """
    order = sorted(range(len(stories)), key=lambda index: stories[index].id)
    runs = [shingles(stories[index]) for index in order]
    figures = [numerals(stories[index]) for index in order]
    pairs = ((one, other) for one, other in copied(runs) if agree(figures[one], figures[other]))
    home = components(len(order), pairs)
    grouped = [""] * len(stories)
    for position, index in enumerate(order):
        grouped[index] = stories[order[home[position]]].id
    return smallest(grouped, stories)


def numerals(story: Story) -> frozenset[str]:
    """The numbers of two digits and more in the headline and at the head of the story."""
    words = WORD.findall(f"{story.title} {story.text[:HEAD_CHARS]}")
    return frozenset(word for word in words if len(word) > 1 and word[0].isdigit())


def agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """True where most numbers of the story that has fewer stand in the other one too."""
    return len(one & other) >= AGREEING * min(len(one), len(other))


def shingles(story: Story) -> frozenset[int]:
    """The hashes of all runs of SHINGLE words; of all words together where there are fewer."""
    words = [word.casefold() for word in WORD.findall(f"{story.title} {story.text[:MAX_CHARS]}")]
    runs = (words[start : start + SHINGLE] for start in range(max(1, len(words) - SHINGLE + 1)))
    return (
        frozenset(zlib.crc32(" ".join(run).encode("utf-8", "surrogatepass")) for run in runs) if words else frozenset()
    )


def copied(runs: Sequence[frozenset[int]]) -> Iterable[tuple[int, int]]:
    """The pairs of stories that are copies: candidates by MinHash, then the exact share of common runs."""
    # Here, for it brings NumPy and SciPy, half a second that only grouping needs.
    import numpy as np
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS)
    seen: Mapping[frozenset[int], list[int]] = defaultdict(list)
    for number, mine in enumerate(runs):
        if not mine:
            continue
        if mine in seen:
            yield seen[mine][0], number
            continue
        sketch = MinHash(num_perm=PERMUTATIONS, seed=SEED, hashfunc=int)
        sketch.update_batch(np.fromiter(sorted(mine), dtype=np.uint64, count=len(mine)))
        for other in sorted(index.query(sketch))[:MAX_BUCKET]:
            if len(mine & runs[other]) >= COPY * len(mine | runs[other]):
                yield other, number
        index.insert(number, sketch, check_duplication=False)
        seen[mine].append(number)
