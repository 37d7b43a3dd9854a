"""Claims and search: what is on record, filtered and sorted by the address, each entry with its sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from onrecord.api import Record
from onrecord.exports.rows import figure_text
from onrecord.ledger import StoryRow
from onrecord.model import FigureValue, Sourced, Span
from onrecord.web.brief import brief_card, cut
from onrecord.web.desk import AtDesk, Desk
from onrecord.web.errors import ANSWERS
from onrecord.web.filters import WORDS, Asked, FilterPart, Wanted, filter_parts
from onrecord.web.params import PAGE_ROWS
from onrecord.web.parts import ClaimCard, StoryLine, story_line
from onrecord.web.render import page
from onrecord.web.search import holders, holding, in_order, window
from onrecord.web.shown import Content, Words

router = APIRouter()
MOST_COUNTED = 10_000
MOST_PAGES = MOST_COUNTED // PAGE_ROWS
FEW_STORIES, STORIES = 3, 20  # shown beside claims, and on a page of stories
FEW_CLAIMS = 4  # of a story in the list
WINDOW = 50  # stories whose claims one page of a search looks through
MOST_ROWS = 200  # claims of such a page

Sort = Literal["known", "-known", "when", "-when", "number", "-number", "said", "-said", "confidence", "-confidence"]
ORDERS = {"known": "published", "when": "when", "number": "value", "said": "said", "confidence": "confidence"}
NEWEST: Sort = "-known"
COLUMNS = (
    ("Known", "known", "date"), ("What", "", ""), ("Number", "number", "num"), ("True of", "when", ""),
    ("Where", "", ""), ("Who says so", "", ""), ("Outlet", "", ""),
)  # fmt: skip


class Column(Content):
    """The head of a column: its class, how it is sorted now (aria-sort), and the query that sorts by it."""

    label: str
    kind: str
    sorted: str
    query: Words | None


class CopyPart(Content):
    """The same claim as another outlet prints it."""

    id: str
    outlet: Words | None
    story: str


class ClaimRow(Content):
    """A claim, and the same said by the same originator on the same day in other stories of this page.

    `number` and `of` are a figure's number with its bound, and what it counts in the story's words.
    """

    card: ClaimCard
    number: Words | None
    of: Words | None
    copies: tuple[CopyPart, ...]


class StoryHit(Content):
    """A story that holds the words, with its first claims that pass the rest of the filter, and how many others do."""

    story: StoryLine
    claims: tuple[ClaimCard, ...]
    more: int


class ClaimsPage(Content):
    """A page of claims (`show` is claims) or of stories that hold the words (`show` is stories).

    `count` are the claims that match, at most 10,000: `capped` is true where there are more. Where words are asked for,
    a page goes through `held` stories that hold them, the newest first, and counts in these; the next goes further
    back. `asked` is the filter field by field, '' where it restricts nothing, `query` the same as the query of an
    address; `words` is what its fields may hold.
    """

    show: Literal["claims", "stories"]
    count: int
    capped: bool
    claims: tuple[ClaimRow, ...]
    stories: tuple[StoryHit, ...]
    held: int
    asked: dict[str, Words]
    filters: tuple[FilterPart, ...]
    columns: tuple[Column, ...]
    words: dict[str, tuple[str, ...]]
    sort: str
    query: Words
    page: int
    previous: Words | None
    next: Words | None


@page(router, "/claims", "claims.html", ANSWERS)
def claims(
    desk: AtDesk,
    wanted: Wanted,
    sort: Sort | Literal[""] = NEWEST,
    show: Literal["claims", "stories", ""] = "claims",
    number: Annotated[int, Query(ge=1, le=MOST_PAGES, alias="page")] = 1,
) -> ClaimsPage:
    """What is on record: claims by what they say, and stories by their words."""
    sorting: Sort = sort or NEWEST
    as_stories = show == "stories" and wanted.q is not None
    if wanted.q is None:
        found = listed(desk, wanted, sorting, number)
    else:
        found = searched(desk.record, wanted, sorting, number, as_stories=as_stories)
    kept = {"sort": "" if sorting == NEWEST else sorting, "show": "stories" if as_stories else ""}
    return ClaimsPage(
        show="stories" if as_stories else "claims",
        count=found.count,
        capped=wanted.q is None and found.count >= MOST_COUNTED,
        claims=collapsed(found.claims),
        stories=found.stories,
        held=found.held,
        asked={name: value or "" for name, value in asdict(wanted).items()},
        filters=filter_parts(wanted, sort=kept["sort"]),
        columns=columns(wanted, sorting),
        words=WORDS,
        sort=sorting,
        query=wanted.query(),
        page=number,
        previous=wanted.query(**kept, page=number - 1) if number > 1 else None,
        next=wanted.query(**kept, page=number + 1) if found.more and number < MOST_PAGES else None,
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What a page shows: claims of `count`, and, of `held` stories that hold the words, some; `more`: a next page."""

    claims: tuple[Sourced, ...]
    count: int
    stories: tuple[StoryHit, ...]
    held: int
    more: bool


def listed(desk: Desk, wanted: Asked, sort: Sort, number: int) -> Found:
    """A page of claims; their count is kept, for every page and order of one filter shows it."""
    where = wanted.filter(
        order=ORDERS[sort.lstrip("-")], descending=sort.startswith("-"), limit=PAGE_ROWS + 1,
        offset=(number - 1) * PAGE_ROWS,
    )  # fmt: skip
    rows = tuple(desk.record.claims(where))
    if len(rows) <= PAGE_ROWS and (rows or number == 1):  # the last page
        return Found(rows, (number - 1) * PAGE_ROWS + len(rows), (), 0, more=False)
    count = desk.keep(("claims", wanted), lambda: desk.record.count(wanted.filter(), cap=MOST_COUNTED))
    return Found(rows[:PAGE_ROWS], count, (), 0, len(rows) > PAGE_ROWS)


def searched(record: Record, wanted: Asked, sort: Sort, number: int, *, as_stories: bool) -> Found:
    """A window of the stories that hold the words: with their claims, or the claims whose sentences hold them."""
    words = wanted.q or ""
    found = window(record, wanted, number, STORIES if as_stories else WINDOW)
    shown = found.stories if as_stories else found.stories[:FEW_STORIES]
    hits = story_hits(shown, found.claims, words)
    rows = [] if as_stories else in_order(holders(found, words), sort)
    return Found(tuple(rows[:MOST_ROWS]), len(rows), hits, len(found.stories), found.more)


def columns(wanted: Asked, sort: Sort) -> tuple[Column, ...]:
    """The heads of the table; one that sorts already turns the order round."""
    made = []
    for label, key, kind in COLUMNS:
        now = sort.lstrip("-") == key
        following = key if sort == f"-{key}" else f"-{key}"
        query = wanted.query(sort="" if following == NEWEST else following) if key else None
        order = "" if not now else "descending" if sort.startswith("-") else "ascending"
        made.append(Column(label=label, kind=kind, sorted=order, query=query))
    return tuple(made)


def collapsed(entries: Iterable[Sourced]) -> tuple[ClaimRow, ...]:
    """The claims of a page, copies of one report as one row."""
    together: dict[object, list[Sourced]] = defaultdict(list)
    for entry in entries:
        together[sameness(entry)].append(entry)
    return tuple(claim_row(first, rest) for first, *rest in together.values())


def claim_row(entry: Sourced, copies: Iterable[Sourced]) -> ClaimRow:
    """The row of a claim and its copies."""
    value = entry.claim.value
    figure = value if isinstance(value, FigureValue) else None
    return ClaimRow(
        card=brief_card(entry),
        number=cut(figure_text(figure.low, figure.high, figure.bound, entry.quote)) if figure else None,
        of=cut(figure.of) if figure and figure.of else None,
        copies=tuple(CopyPart(id=e.claim.id, outlet=e.story.outlet, story=e.story.id) for e in copies),
    )


def sameness(entry: Sourced) -> object:
    """What copies have in common: the day, the originator and the value, and what nobody is named for word by word."""
    claim, value = entry.claim, entry.claim.value
    common = (claim.kind, entry.known[:10], entry.speaker, claim.status, claim.where, claim.when)
    if isinstance(value, FigureValue) and entry.speaker:
        return (*common, value.measure, value.mode, value.low, value.high, value.bound, value.direction, value.what)
    return (*common, entry.quote, " ".join(entry.sentence.split()))


def story_hits(stories: Iterable[StoryRow], entries: Iterable[Sourced], words: str) -> tuple[StoryHit, ...]:
    """The stories with their first claims: those whose sentences hold the words, figures before events."""
    holds = holding(words)
    by_story: dict[str, list[Sourced]] = defaultdict(list)
    for entry in entries:
        by_story[entry.story.id].append(entry)

    def place(entry: Sourced) -> tuple[bool, int, Span]:
        return (not holds(entry.sentence), WORDS["kind"].index(entry.claim.kind), entry.claim.mark)

    made = []
    for row in stories:
        ordered = sorted(by_story[row.id], key=place)
        cards = tuple(brief_card(entry) for entry in ordered[:FEW_CLAIMS])
        line = story_line(row.story, row.published)
        made.append(StoryHit(story=line, claims=cards, more=len(ordered) - len(cards)))
    return tuple(made)
