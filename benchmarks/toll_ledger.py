"""A daily toll told as wire stories, read back and checked: the series rebuilt, every break found and named.

    python benchmarks/toll_ledger.py [--shared ../shared] [--seed 1] [--days N] [--hard] [--verbose]

The official Gaza daily series is told in stories of our own wording: several phrasings, some days left out, some
carried by three outlets, some with typed-in errors. Printed are the share of reports whose total and increment are
rebuilt exactly, and precision and recall of the findings against the known breaks, the typed-in errors, the gaps and
the late additions.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from onrecord.claims import claims_of
from onrecord.linking.findings import Finding
from onrecord.linking.moments import days
from onrecord.linking.reports import report_day
from onrecord.linking.rises import LONGEST_GAP
from onrecord.linking.series import Series, series
from onrecord.linking.validate import findings
from onrecord.model import Sourced, Story
from onrecord.reading import Reader
from onrecord.settings import Settings

MISSING, COPIED, WRONG = 0.04, 0.25, 0.04  # shares of the reports left out, carried by three outlets, mistyped
OUTLETS = ("Northern Wire", "Harbour Daily", "The Meridian")
SOURCES = (
    "Gaza's health ministry", "the Gaza health ministry", "Gaza's health authorities", "the health ministry in Gaza",
    "health officials in Gaza",
)  # fmt: skip
MEDIA_OFFICE = "Gaza's government media office"
FIRST_DAY = "Oct. 7, 2023"

Forms = Sequence[tuple[str, str]]
# Headline and body. {s} is the source, {S} the same opening a sentence, {d} the weekday, {h} hours, {k} and {t} the
# increment and the total, {since} the first day.
TOLD = (
    (
        "",
        "{S} said on {d} that {k} Palestinians had been killed in the past {h} hours, bringing the total since {since} "
        "to {t}.",
    ),
    (
        "Gaza death toll rises to {t}",
        "The Palestinian death toll from the war in Gaza has risen to {t} since it erupted on {since}, {s} said on "
        "{d}. It said {k} people were killed over the last {h} hours.",
    ),
    (
        "{k} killed in Gaza in {h} hours, ministry says",
        "Israeli strikes killed {k} people across the Gaza Strip in the past {h} hours, {s} said in its daily report "
        "on {d}. The overall toll since the war began stands at {t} dead.",
    ),
    (
        "",
        "The number of people killed in Gaza since the start of the war has reached {t}, {s} said on {d}. It added "
        "that {k} people were killed in the past {h} hours.",
    ),
)
# Phrasings that the reading does not read right yet; told only with --hard.
HARD = (
    (
        "Gaza toll at {t}",
        "A total of {t} Palestinians have been killed since the war began on {since}, {s} said on {d}, with {k} killed "
        "in the last {h} hours.",
    ),
)
TOTAL_ONLY = (
    ("", "{S} said on {d} that {t} Palestinians had been killed since {since}."),
    ("Gaza toll at {t}", "The death toll in Gaza since the war began on {since} has reached {t}, {s} said on {d}."),
)
TWO_SOURCES = (
    (
        "",
        f"{MEDIA_OFFICE} said on {{d}} that {{k}} people were killed in the past {{h}} hours. The Gaza health ministry "
        f"said the total number of people killed since {{since}} was {{t}}.",
    ),
)
LATE = {
    "committee": "The increase includes {n} earlier deaths approved by a judicial committee.",
    "recovered": "The figure includes {n} bodies recovered from under the rubble.",
    "succumbed": "The figure includes {n} people who succumbed to earlier wounds.",
}
AROUND = (
    "An air strike on a house in Khan Younis killed four people on {d}, medics said.",
    "The war began after an attack in which 1,200 people were killed in Israel, according to Israeli tallies.",
    "Mediators were due to meet in Cairo next week.",
    "Aid groups said 37 trucks entered through Kerem Shalom on {d}.",
)

BREAKS: Mapping[str, frozenset[str]] = {
    "2023-12-05": frozenset({"other source"}),
    "2023-12-07": frozenset({"gap"}),
    "2023-12-08": frozenset({"evens out"}),
    "2023-12-09": frozenset({"evens out"}),
    "2023-12-18": frozenset({"gap"}),
    "2024-01-12": frozenset({"mismatch"}),
    "2024-01-16": frozenset({"rounded", "slip"}),
    "2024-08-27": frozenset({"evens out"}),
    "2024-08-28": frozenset({"evens out"}),
}
"""The nine days of the series on which the increment is not the rise, and what each is."""


@dataclass(frozen=True)
class Day:
    """One report: the total, the increment with the hours it covers, whose it is, and late parts of it."""

    day: str
    total: int
    killed: int | None
    hours: int = 24
    by_media_office: bool = False
    late: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Telling:
    """The stories of a series with what a check of them must find: kinds by day (any of a set is right)."""

    stories: tuple[Story, ...]
    told: tuple[Day, ...]
    expected: Mapping[str, frozenset[str]]
    typed: Mapping[str, str]


def gaza(path: Path) -> list[Day]:
    """The reports of the official series; days without a report (no total, or a repeated one for no hours) are out."""
    made = list[Day]()
    for row in json.loads(path.read_text("utf-8")):
        if row.get("killed_cum") is None or row["report_source"] == "missing" or row["report_period"] == 0:
            continue
        late = {part: row[f"killed_{part}"] for part in LATE if row.get(f"killed_{part}")}
        made.append(
            Day(row["report_date"], row["killed_cum"], row.get("killed"), row["report_period"],
                row["report_source"] == "gmotel", late)
        )  # fmt: skip
    return made


def tell(every: Sequence[Day], breaks: Mapping[str, frozenset[str]], seed: int, forms: Forms = TOLD) -> Telling:
    """The series as stories, with days left out, copies and typed-in errors away from the known breaks."""
    chance = random.Random(seed)
    near = {one.day for n, one in enumerate(every) for other in every[max(0, n - 2) : n + 3] if other.day in breaks}
    told = [d for n, d in enumerate(every) if n == 0 or d.day in near or chance.random() >= MISSING]
    stories, expected, typed = list[Story](), dict(breaks), dict[str, str]()
    last_wrong = -9
    for number, one in enumerate(told):
        before = told[number - 1] if number else None
        copies = 3 if chance.random() < COPIED else 1
        wrong, plain = one, plain_expectation(one, before) if before else frozenset[str]()
        # In a report after a gap nobody could tell a wrong increment from a right one.
        may_err = before and one.day not in near and "gap" not in plain and number - last_wrong > 3
        if may_err and chance.random() < WRONG:
            wrong, slip = mistyped(one, chance, total_only=copies == 3)
            if wrong != one:
                typed[one.day], last_wrong = slip, number
                expected[one.day] = frozenset({"misquote"} if copies == 3 else {"slip"})
        if one.day not in expected and plain:
            expected[one.day] = plain
        for copy in range(copies):
            stories.append(
                story(wrong if copy == copies - 1 else one, chance, OUTLETS[copy], forms, late=one.day not in typed)
            )
    return Telling(tuple(stories), tuple(told), expected, typed)


def plain_expectation(one: Day, before: Day) -> frozenset[str]:
    """A gap or a late addition, where the report shows one."""
    apart = days(before.day, one.day) or 1
    kinds = {"late addition"} if one.late and one.killed else set[str]()
    if one.killed is not None and LONGEST_GAP >= apart > one.hours // 24 and one.total - before.total > one.killed:
        kinds.add("gap")
    return frozenset(kinds)


def mistyped(one: Day, chance: random.Random, *, total_only: bool) -> tuple[Day, str]:
    """The report with one slip of the hand: two digits exchanged or one left out, in the total or the increment."""
    number = one.total if total_only or not one.killed or one.killed < 20 or chance.random() < 0.6 else one.killed
    digits = list(str(number))
    at = chance.randrange(len(digits) - 1)
    if chance.random() < 0.7:
        digits[at], digits[at + 1] = digits[at + 1], digits[at]
        slip = "transposed"
    else:
        del digits[at]
        slip = "dropped"
    if digits[0] == "0" or int("".join(digits)) == number:
        return one, ""
    value = int("".join(digits))
    return (replace(one, total=value) if number == one.total else replace(one, killed=value)), slip


def story(one: Day, chance: random.Random, outlet: str, forms: Forms, *, late: bool) -> Story:
    """One story of the report."""
    title, body = chance.choice(TOTAL_ONLY if one.killed is None else TWO_SOURCES if one.by_media_office else forms)
    source = chance.choice(SOURCES)
    words = {
        "s": source, "S": source[0].upper() + source[1:], "d": date.fromisoformat(one.day).strftime("%A"),
        "h": one.hours, "k": f"{one.killed:,}" if one.killed is not None else "", "t": f"{one.total:,}",
        "since": FIRST_DAY,
    }  # fmt: skip
    added = [LATE[part].format(n=f"{n:,}") for part, n in one.late.items()] if late else []
    around = [sentence.format(d=words["d"]) for sentence in chance.sample(AROUND, 2)]
    text = "\n".join([" ".join([body.format(**words), *added]), *around])
    return Story(text=text, title=title.format(**words), published=f"{one.day}T15:00:00Z", outlet=outlet)


def read_back(stories: Iterable[Story]) -> Iterator[Sourced]:
    """The claims of the stories."""
    for told, reading in Reader(Settings()).read(stories):
        for claim in claims_of(told, reading):
            yield Sourced(claim, told, reading.published, "2026-01-01T00:00:00Z")


def main_series(found: Sequence[Series]) -> Series:
    """The longest series of totals of the killed, the ministry's."""
    return max((s for s in found if s.key.measure == "killed" and s.key.mode == "total"), key=lambda s: len(s.points))


@dataclass(frozen=True)
class Score:
    """What came back."""

    reports: int
    totals: int  # reports whose total is in the series
    increments: int  # of those with an increment, whose increment is
    with_increment: int
    strays: tuple[str, ...]  # points of the series that no story told
    missed: tuple[tuple[str, str], ...]
    false: tuple[Finding, ...]
    found: int

    @property
    def recall(self) -> float:
        """Share of what is to be found that was found and rightly named."""
        return self.found / max(1, self.found + len(self.missed))

    @property
    def precision(self) -> float:
        """Share of the findings that are right."""
        return self.found / max(1, self.found + len(self.false))


def score(telling: Telling, entries: Sequence[Sourced]) -> Score:
    """The series and findings of the claims against what was told."""
    made = series(entries)
    totals = main_series(made)
    read = {(report_day(p), p.value) for p in totals.points}
    grown = {(report_day(p), p.value) for one in made if one.key.mode == "new" for p in one.points}
    sure = [d for d in telling.told if d.day not in telling.typed]
    known = {(d.day, float(d.total)) for d in telling.told}
    wrong_days = set(telling.typed)
    strays = tuple(f"{day} {value:,.0f}" for day, value in sorted(read - known) if value and day not in wrong_days)
    with_increment = [d for d in sure if d.killed is not None]
    seen: dict[str, set[str]] = {}
    false = list[Finding]()
    for finding in findings(made):
        if finding.key.measure != "killed" or finding.key.mode != "total":
            continue
        if finding.kind in telling.expected.get(finding.day, ()):
            seen.setdefault(finding.day, set()).add(finding.kind)
        else:
            false.append(finding)
    missed = [(day, "/".join(sorted(kinds))) for day, kinds in telling.expected.items() if day not in seen]
    return Score(
        len(sure), sum((d.day, d.total) in read for d in sure),
        sum((d.day, d.killed) in grown for d in with_increment), len(with_increment),
        strays, tuple(sorted(missed)), tuple(false), len(seen),
    )  # fmt: skip


def main() -> None:
    """Print the score of one telling."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--shared", type=Path, default=Path("../shared"))
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--days", type=int, default=None, help="only the first so many reports")
    arguments.add_argument("--hard", action="store_true", help="with the phrasings that are not read right yet")
    arguments.add_argument("--verbose", action="store_true", help="list every miss and false finding")
    given = arguments.parse_args()
    every = gaza(given.shared / "gold" / "series" / "gaza_daily.json")[: given.days]
    breaks = {day: kinds for day, kinds in BREAKS.items() if any(one.day == day for one in every)}
    telling = tell(every, breaks, given.seed, (*TOLD, *HARD) if given.hard else TOLD)
    entries = list(read_back(telling.stories))
    result = score(telling, entries)
    typed = sum(day not in dict(result.missed) for day in telling.typed)
    print(f"{len(telling.told)} reports in {len(telling.stories)} stories, {len(telling.typed)} with a typed-in error")
    print(f"totals rebuilt exactly      {result.totals} of {result.reports}, {len(result.strays)} stray")
    print(f"increments rebuilt exactly  {result.increments} of {result.with_increment}")
    print(f"known breaks found          {sum(d not in dict(result.missed) for d in breaks)} of {len(breaks)}")
    print(f"typed-in errors found       {typed} of {len(telling.typed)}")
    print(f"false alarms                {sum(not one.is_note for one in result.false)}")
    print(f"findings                    precision {result.precision:.3f}, recall {result.recall:.3f}")
    if given.verbose:
        for day, kinds in result.missed:
            print("  missed", day, kinds, telling.typed.get(day, ""))
        for finding in result.false:
            print(
                "  false ",
                finding.day,
                finding.kind,
                "|",
                finding.message,
                "| expected",
                telling.expected.get(finding.day),
            )
        for stray in result.strays:
            print("  stray ", stray)


if __name__ == "__main__":
    main()
