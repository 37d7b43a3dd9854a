"""Linking stays near linear: ten times the claims take nowhere near a hundred times as long."""

from __future__ import annotations

from time import process_time

from onrecord.linking.cases import cases
from onrecord.linking.series import series
from onrecord.linking.sites import site
from onrecord.linking.threads import threads
from onrecord.linking.validate import findings
from tests.linking.build import event, figure

LIMIT = 4.0  # seconds for 4,000 claims of one thing; a quadratic loop needs far more


def date(number: int) -> str:
    return f"2026-{1 + number % 12:02}-{1 + number % 28:02}"


def test_many_claims_of_one_thing() -> None:
    numbers = range(4000)
    figures = [figure(n, known=date(n), speaker=f"body {n}", outlet=f"{n}") for n in numbers]
    meetings = [
        event(
            "announced" if n % 3 else "postponed",
            f"{date(n)}/2027-01-01" if n % 2 else None,
            known=date(n),
            outlet=f"{n}",
        )
        for n in numbers
    ]
    gates = [event("occurred", kind="OPEN", place="East Gate", known=date(n), outlet=f"{n}") for n in numbers]
    counted = series(figures)
    for made in (
        lambda: series(figures),
        lambda: findings(counted),
        lambda: cases(counted),
        lambda: threads(meetings, "2026-03-01"),
        lambda: site("east gate", gates),
    ):
        began = process_time()
        made()
        assert process_time() - began < LIMIT


def test_many_bodies_and_many_totals_of_one_day() -> None:
    told = [
        figure(1000 + n, since="2020-01-01/", known=at, story=f"s{n}", speaker=speaker, mode=mode, mark=mark)
        for n in range(2000)
        for at, speaker in ((date(n), f"body{n % 500}"), ("2026-02-02", "ministry"))
        for mode, mark in (("total", 0), ("new", 60))
    ]
    began = process_time()
    findings(series(told))
    assert process_time() - began < LIMIT
