"""The checks of the toll ledger: findings over series of totals and their increments, a pure function of the series.

A total must be the one before plus the increments since. Days without a report widen what an increment has to span;
a hedged figure ("at least") may confirm but never accuses; a phase ("since the truce") is checked against itself alone,
for its increments are mixed with those of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.linking.findings import Finding, count
from onrecord.linking.quotes import accept
from onrecord.linking.reports import Ledger, group_of, ledgers
from onrecord.linking.rises import classify, falling, rise_between
from onrecord.linking.series import PART, Series
from onrecord.linking.words import Words, shipped

RATE_DAYS = 14  # rises that the rate is taken from


def findings(found: Iterable[Series], words: Words | None = None) -> tuple[Finding, ...]:
    """Everything that the checks find in these series, by series and day."""
    known, listed = words or shipped(), list(found)
    made = [finding for ledger in ledgers(listed, known) for finding in check(ledger)]
    made += parts(listed, known)
    return tuple(sorted(made, key=lambda finding: (finding.key.name, finding.day, finding.kind, finding.claims)))


def check(ledger: Ledger) -> list[Finding]:
    """The findings of one series of totals."""
    accepted, made = accept(ledger)
    base, rates = 0, list[float]()
    at = 1
    while at < len(accepted):
        rise = rise_between(ledger, accepted, base, at)
        after = rise_between(ledger, accepted, at, at + 1) if at + 1 < len(accepted) else None
        rate = typical(rates)
        verdict = falling(ledger, rise, after, rate) if rise.rise < 0 else classify(ledger, rise, after, rate)
        if verdict.outlier:
            # The number is wrong: the next total goes on from the one before.
            made += [replace(one, wrong=rise.now.point) for one in verdict.findings]
            at += 1
            continue
        made += verdict.findings
        if not verdict.findings or all(one.is_note for one in verdict.findings):
            rates.append(rise.rise / rise.apart)
        base, at = at, at + 1
        if verdict.settles_next and at < len(accepted):
            base, at = at, at + 1
    return made


def typical(rates: Sequence[float]) -> float | None:
    """The usual rise a day: the median of the latest rises; None where too few are known."""
    latest = sorted(rate for rate in rates[-RATE_DAYS:] if rate > 0)
    return latest[len(latest) // 2] if len(latest) >= 5 else None


def parts(found: Sequence[Series], words: Words) -> list[Finding]:
    """Totals of a part (children, medics) that are larger than the whole's of the same body and day or later."""
    wholes: dict[tuple[str, str | None, str | None, str | None], Series] = {
        (one.key.measure, one.key.place, one.key.speaker, one.key.baseline): one
        for one in found
        if one.key.mode == "total" and one.key.of is None and one.key.direction is None and one.key.speaker
    }
    made = list[Finding]()
    for one in found:
        whole = wholes.get((one.key.measure, one.key.place, one.key.speaker, one.key.baseline))
        if one.key.mode != "total" or whole is None or group_of(one.key, words)[2] in (None, PART):
            continue
        for point in one.points:
            later = next((p for p in whole.points if p.known >= point.known and p.bound == "exact"), None)
            if later and point.low is not None and later.low is not None and point.low > later.low:
                message = f"{count(point.low)} {one.key.of or 'of them'} are more than the whole, {count(later.low)}"
                made.append(Finding("part exceeds whole", one.key, point.known[:10], (point, later), message))
                break
    return made
