"""The rise from one total to the next against the increments in between, and what explains a difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.linking.additions import reasons
from onrecord.linking.digits import is_round, meant, rounds_to, slip_between
from onrecord.linking.findings import Finding, Kind, count, signed
from onrecord.linking.moments import days
from onrecord.linking.points import Point
from onrecord.linking.quotes import Accepted, leading
from onrecord.linking.reports import Increment, Ledger, Report

JUMP = 8  # times the usual rise a day
LEAST_JUMP = 50
LONGEST_GAP = 7  # days; a record that is sparser than that has nothing but gaps
RESTART = 0.5  # of the total before, below which counting began anew


@dataclass(frozen=True, slots=True)
class Rise:
    """From `before` to `now`: the rise, the days between, and the increments with the days that they cover.

    `left` is the rise less the increments, None where there are none to compare with.
    """

    before: Accepted
    now: Accepted
    rise: float
    apart: int
    increments: tuple[Increment, ...]
    covered: int
    left: float | None

    @property
    def is_spanned(self) -> bool:
        """True where the increments cover all the days."""
        return self.covered >= self.apart

    @property
    def points(self) -> tuple[Point, ...]:
        """The points that the comparison rests on."""
        return (self.before.point, *(increment.point for increment in self.increments), self.now.point)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rise shows. `outlier`: the total is wrong; `settles_next`: the next rise is explained with it."""

    findings: tuple[Finding, ...] = ()
    outlier: bool = False
    settles_next: bool = False


def rise_between(ledger: Ledger, accepted: Sequence[Accepted], first: int, last: int) -> Rise:
    """The rise between two accepted totals; the increments of the last report are chosen to fit where they can."""
    before, now = accepted[first], accepted[last]
    rise, apart = now.value - before.value, max(1, days(before.day, now.day) or 1)
    between = [r for r in ledger.reports[before.report + 1 : now.report] if r.increments]
    taken = [leading(report.increments) for report in between]
    report = fresh(ledger.reports[now.report], ledger.reports[before.report])
    taken += fitting(report, rise - sum(one.value for one in taken))
    if ledger.is_phase or not taken:
        return Rise(before, now, rise, apart, (), 0, None)
    covered = sum({one.point.known[:10]: one.covers for one in taken}.values())
    return Rise(before, now, rise, apart, tuple(taken), covered, rise - sum(one.value for one in taken))


def fresh(report: Report, before: Report) -> Report:
    """The report without increments told again: one without days of its own that stood beside the total before."""
    told = {one.value for one in before.increments}
    kept = tuple(one for one in report.increments if one.point.begin is not None or one.value not in told)
    return report if kept == report.increments else replace(report, increments=kept)


def fitting(report: Report, rise: float) -> list[Increment]:
    """The increment of the report that equals the rise, or two or all that do together; else its leading one."""
    every = report.increments
    if not every:
        return []
    pairs = [[a, b] for n, a in enumerate(every[:8]) for b in every[n + 1 : 8]]
    for several in ([one] for one in every):
        if several[0].value == rise:
            return several
    for several in (*pairs, list(every)):
        if sum(one.value for one in several) == rise:
            return list(several)
    return [leading(every)]


def classify(ledger: Ledger, rise: Rise, after: Rise | None, rate: float | None) -> Verdict:
    """What a total that does not fall shows."""
    left = rise.left
    if left == 0:
        return added_late(ledger, rise, rise.rise)
    if left is None or (not rise.is_spanned and left > 0):
        return unsupported(ledger, rise, after, rate)
    for explain in (total_slip, evens_out, increment_slip, late_part, other_source, rounded):
        verdict = explain(ledger, rise, left, after)
        if verdict.findings:
            return verdict
    if any(increment.point.bound != "exact" for increment in rise.increments) and left > 0:
        return Verdict()  # "at least": the rest is not denied
    message = f"{equation(rise)}: {signed(left)} that nothing explains"
    return Verdict((found("mismatch", ledger, rise, message, left, rise.now.value - left),))


def equation(rise: Rise) -> str:
    """The comparison in words."""
    added = " + ".join(count(one.value) for one in rise.increments)
    return f"{count(rise.before.value)} + {added} is not {count(rise.now.value)}"


def found(
    kind: Kind, ledger: Ledger, rise: Rise, message: str, difference: float | None = None,
    suggestion: float | None = None,
) -> Finding:  # fmt: skip
    """A finding about this rise."""
    return Finding(kind, ledger.key, rise.now.day, rise.points, message, difference, suggestion)


def added_late(ledger: Ledger, rise: Rise, amount: float) -> Verdict:
    """A note where the report says that its rise holds deaths of earlier days."""
    own = {entry.claim.id: entry for point in rise.points[1:] for entry in point.claims}
    why = reasons(own.values()) if amount else ()
    if not why:
        return Verdict()
    message = f"{signed(amount)} holds deaths of earlier days: {', '.join(why)}"
    return Verdict((found("late addition", ledger, rise, message, amount),))


def unsupported(ledger: Ledger, rise: Rise, after: Rise | None, rate: float | None) -> Verdict:
    """A rise without increments, or with increments for some of its days: only its size can be judged."""
    missing = rise.apart - rise.covered
    extra = rise.left if rise.left is not None else rise.rise
    limit = max(LEAST_JUMP, JUMP * rate * missing) if rate is not None else None
    falls_back = after is not None and after.now.value < rise.now.value and after.now.value >= rise.before.value
    slip = mended(rise.now.value, rise.before.value, after.now.value) if after and falls_back else None
    if after and slip:
        return slipped(
            ledger, rise, f"{count(rise.now.value)} lies above the next total, {count(after.now.value)}", slip
        )
    if limit is not None and extra > limit:
        late = added_late(ledger, rise, extra)
        if late.findings:
            return late
        message = f"{signed(rise.rise)} in {rise.apart} days, where {count(round(rate or 0))} a day are usual"
        return Verdict((found("jump", ledger, rise, message, extra),), outlier=falls_back)
    if rise.left is not None and rise.increments and rise.apart <= LONGEST_GAP:
        added = " + ".join(count(one.value) for one in rise.increments)
        share = f"the increment of {added} covers {rise.covered} of them"
        message = f"a rise of {signed(rise.rise)} in {rise.apart} days; {share}"
        return Verdict((found("gap", ledger, rise, message, rise.left),))
    return Verdict()


def mended(value: float, least: float, most: float) -> tuple[float | None, str] | None:
    """What was meant where one slip makes `value` of a number between the bounds, with the slip in words.

    None where no slip does; the number is None where several would fit.
    """
    fitting = meant(int(value), least, most) if value == int(value) else {}
    crossed = {to: how for to, how in fitting.items() if how == "transposed digits"} or fitting
    if not crossed:
        return None
    to, how = next(iter(crossed.items()))
    return (to if len(crossed) == 1 else None, how)


def slipped(ledger: Ledger, rise: Rise, message: str, slip: tuple[float | None, str]) -> Verdict:
    """The finding of a slip in the total, with the number that would fit."""
    number, how = slip
    message += f"; {how}" + (f": {count(number)} would fit" if number is not None else "")
    difference = rise.now.value - number if number is not None else rise.rise
    return Verdict((found("slip", ledger, rise, message, difference, number),), outlier=True)


def total_slip(ledger: Ledger, rise: Rise, left: float, after: Rise | None) -> Verdict:
    """The total is what a slip makes of the one that the increments give, which the next does not go on from."""
    expected = rise.now.value - left
    slip = slip_between(rise.now.value, expected)
    if slip is None or (after is not None and after.left == 0):
        return Verdict()
    message = f"{equation(rise)}: {slip}; {count(expected)} would fit"
    return Verdict((found("slip", ledger, rise, message, left, expected),), outlier=True)


def evens_out(ledger: Ledger, rise: Rise, left: float, after: Rise | None) -> Verdict:
    """What is too much in one report is too little in the next."""
    if after is None or after.left != -left:
        return Verdict()
    added = " + ".join(count(one.value) for one in (*rise.increments, *after.increments))
    message = f"{equation(rise)} ({signed(left)}), but the next report makes up for it: {added} together"
    points = tuple(dict.fromkeys((*rise.points, *after.points)))
    first = Finding("evens out", ledger.key, rise.now.day, points, message, left, rise.now.value - left)
    message = f"{equation(after)} ({signed(-left)}), which makes up for the report before: {added} together"
    second = Finding("evens out", ledger.key, after.now.day, points, message, -left)
    return Verdict((first, second), settles_next=True)


def increment_slip(ledger: Ledger, rise: Rise, left: float, after: Rise | None) -> Verdict:
    """An increment is what a slip makes of the one that the totals give."""
    del after
    for increment in rise.increments:
        fitting = increment.value + left
        slip = slip_between(increment.value, fitting)
        if slip:
            message = f"{equation(rise)}: {slip}; an increment of {count(fitting)} would fit"
            if is_round(rise.before.value):
                message += f", unless the difference comes from {count(rise.before.value)}, which is round"
            return Verdict((found("slip", ledger, rise, message, left, fitting),))
    return Verdict()


def late_part(ledger: Ledger, rise: Rise, left: float, after: Rise | None) -> Verdict:
    """The story itself gives the missing number, in a sentence about deaths of earlier days."""
    del after
    if left <= 0:
        return Verdict()
    why = reasons([entry for point in rise.points[1:] for entry in point.claims], left)
    if not why:
        return Verdict()
    message = f"{signed(left)} beside the increment are deaths of earlier days: {', '.join(why)}"
    return Verdict((found("late addition", ledger, rise, message, left),))


def other_source(ledger: Ledger, rise: Rise, left: float, after: Rise | None) -> Verdict:
    """The increment is not by the body whose total it stands beside."""
    del after
    other = next((one for one in rise.increments if not one.own and one.speaker), None)
    if other is None:
        return Verdict()
    message = f"{equation(rise)} ({signed(left)}): the {count(other.value)} are by {other.speaker}"
    return Verdict((found("other source", ledger, rise, message, left, other.value + left),))


def rounded(ledger: Ledger, rise: Rise, left: float, after: Rise | None) -> Verdict:
    """One of the two totals is round, so that the difference may be the rounding."""
    del after
    for one in (rise.before, rise.now):
        if is_round(one.value) and abs(left) <= (500 if one.value % 1_000 == 0 else 50):
            message = f"{equation(rise)} ({signed(left)}), but {count(one.value)} is a rounded figure"
            return Verdict((found("rounded", ledger, rise, message, left),))
    return Verdict()


def falling(ledger: Ledger, rise: Rise, after: Rise | None, rate: float | None) -> Verdict:
    """What a total that is smaller than the one before shows: a slip, a rounding, a restart or a fall."""
    before, now, then = rise.before.value, rise.now.value, after.now.value if after else None
    goes_back = then is not None and then >= before
    message = f"{count(now)} follows {count(before)}"
    by_increments = slip_between(now, now - rise.left) if rise.left is not None else None
    if rise.left is not None and by_increments and (then is None or goes_back):
        return slipped(ledger, rise, message, (now - rise.left, by_increments))
    if then is None or goes_back:
        usual = before + JUMP * (rate or before / 100) * rise.apart
        slip = mended(now, before, usual if then is None else then)
        if slip:
            return slipped(ledger, rise, message, slip)
    if (goes_back or then is None) and (rounds_to(before, now) or (then is not None and rounds_to(then, now))):
        message += ", but is a rounded figure, which cannot carry the series"
        return Verdict((found("rounded", ledger, rise, message, rise.rise),), outlier=True)
    if then is not None and not goes_back and now < RESTART * before:
        message += " and is gone on from: counting began anew"
        return Verdict((found("restart", ledger, rise, message, rise.rise),))
    message += ", and the next total goes back" if goes_back else ""
    return Verdict((found("falls", ledger, rise, message, rise.rise),), outlier=goes_back)
