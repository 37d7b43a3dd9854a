"""What the reviews measure: how far people agree, and how often the rules are right."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.api import Agreement, Precision
from onrecord.ledger import ClaimFilter
from onrecord.web.desk import Desk
from onrecord.web.parts import ClaimCard, claim_cards
from onrecord.web.shown import Content, Words

MOST_DISAGREEMENTS = 50
MOST_ROWS = 200  # of one table
TITLES = {
    "measure": "Figures, by measure and mode", "event": "Events, by type", "statement": "Statements",
    "rule": "By rule",
}  # fmt: skip


class PrecisionRow(Content):
    """Of `n` claims judged, `right` were accepted: the share and its 95 % interval (0 to 1), and all that in words."""

    name: Words
    n: int
    right: int
    share: float
    low: float
    high: float
    words: Words


class PrecisionTable(Content):
    """The rows of one table, those judged most first; `more` where there are others."""

    by: str
    title: str
    rows: tuple[PrecisionRow, ...]
    more: bool


class AgreementPart(Content):
    """Krippendorff's alpha over the claims that two or more judged; `words` says what it means, or why none.

    `disagreeing` is the number of claims on which the last verdicts differ; the first of them are shown.
    """

    alpha: float | None
    words: Words
    items: int
    reviewers: tuple[Words, ...]
    disagreements: tuple[ClaimCard, ...]
    disagreeing: int


class MeasuredPage(Content):
    """What the reviews on record measure."""

    reviews: int
    agreement: AgreementPart
    tables: tuple[PrecisionTable, ...]


def measured_page(desk: Desk) -> MeasuredPage:
    """The page; it reads all reviews, and is kept until the ledger changes."""
    return desk.keep("review measured", lambda: made(desk))


def made(desk: Desk) -> MeasuredPage:
    """The page, worked out anew."""
    return MeasuredPage(
        reviews=len(desk.record.reviews()),
        agreement=agreement_part(desk, desk.record.agreement()),
        tables=precision_tables(desk.record.precision()),
    )


def agreement_part(desk: Desk, found: Agreement) -> AgreementPart:
    """How far reviewers agree, with the claims on which they differ."""
    ids = found.disagreements[:MOST_DISAGREEMENTS]
    differing = desk.record.claims(ClaimFilter(ids=ids, include_retired=True)) if ids else ()
    return AgreementPart(
        alpha=found.alpha, words=meaning(found), items=found.items, reviewers=found.reviewers,
        disagreements=claim_cards(differing), disagreeing=len(found.disagreements),
    )  # fmt: skip


def meaning(found: Agreement) -> str:
    """What alpha says, in a sentence; the thresholds are Krippendorff's own."""
    if found.alpha is None:
        return found.why_not[:1].upper() + found.why_not[1:] + "."
    if found.alpha >= 0.8:
        return "The reviewers agree well: from 0.80 on, verdicts can be relied on."
    if found.alpha >= 0.667:
        return "The reviewers agree fairly: between 0.67 and 0.80 only tentative conclusions hold."
    if found.alpha > 0:
        return "The reviewers agree too little: below 0.67 verdicts depend on who reviews."
    return "The reviewers agree no more than by chance."


def precision_tables(found: Iterable[Precision]) -> tuple[PrecisionTable, ...]:
    """The measured precision, a table for each thing it is counted by."""
    listed = tuple(found)
    tables = []
    for by, title in TITLES.items():
        rows = tuple(precision_row(one) for one in listed if one.by == by)
        if rows:
            tables.append(PrecisionTable(by=by, title=title, rows=rows[:MOST_ROWS], more=len(rows) > MOST_ROWS))
    return tuple(tables)


def precision_row(one: Precision) -> PrecisionRow:
    """A row: "killed, total: 96 % [93-98], n = 412" with an en dash."""
    words = f"{one.name}: {percent(one.share)} % [{percent(one.low)}–{percent(one.high)}], n = {one.n:,}"
    return PrecisionRow(
        name=one.name, n=one.n, right=one.right, share=one.share, low=one.low, high=one.high, words=words
    )


def percent(share: float) -> int:
    """A share as a whole number of hundredths."""
    return round(100 * share)
