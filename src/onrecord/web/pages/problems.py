"""Problems: what could not be read, and why."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query

from onrecord.web.desk import AtDesk
from onrecord.web.errors import ANSWERS
from onrecord.web.render import page
from onrecord.web.shown import Content, Words

router = APIRouter()
ROWS = 100
MOST_PAGES = 100


class ProblemRow(Content):
    """One problem: where it was met, what it is and what to do; `story` is the id of a story on record."""

    where: Words
    what: Words
    story: str | None


class ProblemsPage(Content):
    """The open problems, oldest first, a hundred a page; `more` is true where there is a next."""

    problems: tuple[ProblemRow, ...]
    count: int
    page: int
    more: bool


@page(router, "/problems", "problems.html", ANSWERS)
def problems(desk: AtDesk, number: Annotated[int, Query(ge=1, le=MOST_PAGES, alias="page")] = 1) -> ProblemsPage:
    """What could not be read, and why."""
    first = (number - 1) * ROWS
    found = list(islice(desk.record.problems(), first, first + ROWS + 1))
    held = desk.record.held(problem.story for problem in found if problem.story)
    rows = (
        ProblemRow(where=one.where, what=one.what, story=one.story if one.story in held else None)
        for one in found[:ROWS]
    )
    return ProblemsPage(
        problems=tuple(rows),
        count=desk.keep("problems", lambda: desk.record.counts()["problems"]),
        page=number,
        more=len(found) > ROWS and number < MOST_PAGES,
    )
