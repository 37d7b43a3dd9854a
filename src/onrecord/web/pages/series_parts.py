"""What the page of a measure and place shows: counts, their series as tables, findings, a codebook's numbers."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Literal

from onrecord.api.charts import Count, Findings, change_text, chart_of_count
from onrecord.exports.rows import figure_text, number
from onrecord.lenses import LENSES, Coded, LensError, Options, code, lens
from onrecord.linking.cases import cases
from onrecord.linking.findings import MEANING, Finding
from onrecord.linking.points import Point
from onrecord.linking.series import Series, SeriesKey
from onrecord.model import Interval
from onrecord.web.pages.series_asked import NONE, AskedSeries
from onrecord.web.parts import ClaimCard, IntervalPart, claim_card, interval_part
from onrecord.web.shown import Content, Words

FEW_ROWS, MANY_ROWS = 12, 100  # of a table among several, and of one alone
MOST_FINDINGS = 12  # of a series to check, and as many that explain themselves; the newest
MOST_EVIDENCE = 4  # sentences under one finding
MOST_CODED = 24
MOST_NAMED = 20  # claims behind one number that are named
FEWEST_DRAWN = 2  # values of a chart
SCRIPT = f"/chart.js?v={version('vl-convert-python')}"
ORDER = ("total", "new", "standing", "limit")
NAMES = {"total": "Total", "new": "Increments", "standing": "Stock", "limit": "Limit"}


class PointRow(Content):
    """One published number with the claim that published it first; `change` is computed, all else published.

    `known` is when, `dated` whether a story or speaker tells that; `claims` are all that publish it, at most 20.
    """

    known: str
    dated: bool
    number: Words
    low: float | int | None
    high: float | int | None
    bound: str
    change: float | int | None
    change_words: str
    computed_from: tuple[str, ...]
    period: IntervalPart
    outlets: int
    claims: tuple[str, ...]
    card: ClaimCard
    alarm: bool


class FindingPart(Content):
    """What a check found: `message` with its sentences; `note` for what explains itself."""

    kind: str
    meaning: str
    note: bool
    day: str
    message: Words
    difference: float | int | None
    suggestion: float | int | None
    claims: tuple[str, ...]
    evidence: tuple[ClaimCard, ...]


class SeriesPart(Content):
    """One series: its newest points first; `query` asks for it alone; `size` counts all its points."""

    name: Words
    label: Words
    mode: str
    speaker: Words | None
    baseline: str | None
    direction: str | None
    size: int
    query: str
    rows: tuple[PointRow, ...]
    findings: tuple[FindingPart, ...]
    alarms: int
    notes: int


class ChartPart(Content):
    """A chart: the query of its addresses, what it shows in words, and where its numbers come from.

    `script` is the address of what draws it in a browser.
    """

    query: str
    script: str
    alt: Words
    source: Words


class CountPart(Content):
    """One count (measure, population, place) with its chart, where one can be drawn, and its series."""

    title: Words
    of: Words | None
    chart: ChartPart | None
    series: tuple[SeriesPart, ...]


class OtherPart(Content):
    """A series that is only named here; `query` opens it."""

    name: Words
    size: int
    newest: str
    query: str


class CodedRow(Content):
    """A number as the codebook has it; `claims` are what it comes from, at most 20.

    `day` is the day that the number belongs to, `period` what it covers, `reported` when it was first published.
    """

    name: Words
    day: str
    period: IntervalPart
    reported: str
    low: float | int | None
    best: float | int | None
    high: float | int | None
    claims: tuple[str, ...]
    sentence: Words


class LensPart(Content):
    """The codebook's numbers with its rule; `missing` says what it lacks. `cut` where there are older numbers."""

    name: str
    names: tuple[str, ...]
    rule: Words
    missing: Words
    rows: tuple[CodedRow, ...]
    cut: bool


def count_part(count: Count, shown: Sequence[Series], found: Findings, asked: AskedSeries, page: int) -> CountPart:
    """A count with the tables of those of its series that are `shown`."""
    parts = tuple(series_part(one, found.get(one.key, ()), asked, rows_of(shown), page) for one in shown)
    return CountPart(
        title=count.title,
        of=count.counted[1],
        chart=chart_part(count, found, asked) if count.is_drawn else None,
        series=tuple(part for part in parts if part.rows),
    )


def rows_of(shown: Sequence[Series]) -> int:
    """How many rows each table of a count has."""
    return MANY_ROWS if len(shown) == 1 else FEW_ROWS


def chart_part(count: Count, found: Findings, asked: AskedSeries) -> ChartPart | None:
    """The chart of a count in words; None where it would show one value alone, which its table says better."""
    chart = chart_of_count(count, found)
    if len(chart.values) < FEWEST_DRAWN:
        return None
    lines = list(dict.fromkeys(value.line for value in chart.values))
    alarms = sum(not flag.is_note for flag in chart.flags)
    alt = f"Chart: {chart.title}. {'; '.join(lines)}."
    alt += f" {alarms} to check." if alarms else ""
    query = asked.query("of", of=count.counted[1] or NONE)
    return ChartPart(query=query, script=SCRIPT, alt=alt, source=chart.source)


def series_part(one: Series, found: Sequence[Finding], asked: AskedSeries, many: int, page: int) -> SeriesPart:
    """A series with the rows of one page, the newest first, those of unknown day last."""
    recent = one.points[::-1]
    newest = sorted(recent, key=lambda point: not point.is_dated)[(page - 1) * many : page * many]
    latest = sorted(found, key=lambda finding: finding.day, reverse=True)
    listed = [f for f in latest if not f.is_note][:MOST_FINDINGS] + [f for f in latest if f.is_note][:MOST_FINDINGS]
    alarmed = {id(point) for finding in found if not finding.is_note for point in finding.points[-1:]}
    key = one.key
    return SeriesPart(
        name=key.name, label=label(key), mode=key.mode, speaker=key.speaker, baseline=key.baseline,
        direction=key.direction, size=len(one.points), query=asked.only(one),
        rows=tuple(point_row(point, alarm=id(point) in alarmed) for point in newest),
        findings=tuple(finding_part(finding) for finding in listed) if page == 1 else (),
        alarms=sum(not finding.is_note for finding in found), notes=sum(finding.is_note for finding in found),
    )  # fmt: skip


def label(key: SeriesKey) -> str:
    """What sets a series apart from the others of its count: "Total since 2023-10-07, by the ministry"."""
    words = NAMES[key.mode]
    words += {"out": " out", "in": " in", None: ""}[key.direction]
    words += f" since {key.baseline}" if key.baseline else ""
    return f"{words}, by {key.speaker}" if key.speaker else f"{words}, no source named"


def point_row(point: Point, *, alarm: bool) -> PointRow:
    """One point with its claim."""
    return PointRow(
        known=point.known, dated=point.is_dated,
        number=figure_text(point.low, point.high, point.bound, point.claims[0].quote),
        low=number(point.low), high=number(point.high), bound=point.bound, change=number(point.change),
        change_words=change_text(point.change), computed_from=point.computed_from,
        period=interval_part(Interval(point.begin, point.end)),
        outlets=len({entry.story.outlet or entry.story.id for entry in point.claims}),
        claims=tuple(entry.claim.id for entry in point.claims[:MOST_NAMED]), card=claim_card(point.claims[0]),
        alarm=alarm,
    )  # fmt: skip


def finding_part(finding: Finding) -> FindingPart:
    """A finding with its sentences: of each point the first claim."""
    evidence = tuple(claim_card(point.claims[0]) for point in finding.points[-MOST_EVIDENCE:])
    return FindingPart(
        kind=finding.kind, meaning=MEANING[finding.kind], note=finding.is_note, day=finding.day,
        message=finding.message, difference=number(finding.difference), suggestion=number(finding.suggestion),
        claims=finding.claims[:MOST_NAMED], evidence=evidence,
    )  # fmt: skip


def other_part(one: Series, asked: AskedSeries) -> OtherPart:
    """A series by name."""
    return OtherPart(
        name=label(one.key) if one.key.of is None else f"{one.key.of}: {label(one.key)}", size=len(one.points),
        newest=one.points[-1].known, query=asked.only(one),
    )  # fmt: skip


def lens_part(name: str, by: str | None, found: Sequence[Series]) -> LensPart:
    """The figures as the codebook `name` counts them, the newest first; `by` is whom the lens `published` follows."""
    options = Options(by=by)
    coded = tuple[Coded, ...]()
    rule = missing = ""
    try:
        rule = lens(name).rule(options)
        coded = code(name, cases(found), options)
    except LensError:
        missing = "Name whose figures: a speaker or an outlet."
    newest = sorted(coded, key=lambda one: one.day, reverse=True)
    return LensPart(
        name=name, names=tuple(one.name for one in LENSES), rule=rule, missing=missing,
        rows=tuple(coded_row(one) for one in newest[:MOST_CODED]), cut=len(newest) > MOST_CODED,
    )  # fmt: skip


def coded_row(one: Coded) -> CodedRow:
    """One coded number."""
    return CodedRow(
        name=one.name, day=one.day, period=interval_part(Interval(one.case.begin, one.case.end)),
        reported=one.case.reported, low=number(one.low), best=number(one.best), high=number(one.high),
        claims=tuple(entry.claim.id for entry in one.claims[:MOST_NAMED]), sentence=one.claims[0].sentence,
    )  # fmt: skip


LensName = Literal["acled", "ucdp", "published", ""]
