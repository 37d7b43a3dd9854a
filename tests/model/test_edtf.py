"""EDTF strings: what each kind of time and period is written as, read again by a parser of EDTF that is not ours."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from edtf import parse_edtf
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.model import (
    ANY_TIME,
    Claim,
    EventValue,
    FigureValue,
    Interval,
    Span,
    Time,
    TimeMod,
    TimeType,
)
from onrecord.model.edtf import period_edtf, time_edtf, when_edtf
from onrecord.reading.timex_calendar import days_of, interval_of
from onrecord.reading.timex_parts import SHARES, SHORTEST, share

HERE = Span(0, 1)
DATE: TimeType = "DATE"
TIME: TimeType = "TIME"
WINTER = "-24"  # the parser ends a winter with its December
Bounds = tuple[date | None, date | None]


def timed(
    value: str,
    mod: TimeMod | None = None,
    interval: Interval | None = None,
    kind: TimeType = "DATE",
    offset: str | None = None,
) -> Time:
    return Time(HERE, kind, value, interval_of(value) if interval is None else interval, mod=mod, offset=offset)


def bounds(text: str) -> Bounds:
    """The first and the last day as the parser gives them; None for an open side."""
    read: Any = parse_edtf(text)
    first, last = read.lower_strict(), read.upper_strict()
    return tuple(None if isinstance(day, float) else date(*day[:3]) for day in (first, last))  # type: ignore[return-value]


def days(interval: Interval) -> Bounds:
    """The first and the last day of an interval of days."""
    begin, end = interval.begin, interval.end
    return (
        date.fromisoformat(begin) if begin else None,
        date.fromisoformat(end) - timedelta(1) if end else None,
    )


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2026-02-04", "2026-02-04"),
        ("2026-02", "2026-02"),
        ("2026", "2026"),
        ("199", "199X"),
        ("19", "19XX"),
        ("2026-SP", "2026-21"),
        ("2026-SU", "2026-22"),
        ("2026-FA", "2026-23"),
        ("2026-WI", "2026-24"),
        ("2026-Q1", "2026-33"),
        ("2026-Q4", "2026-36"),
        ("2026-H1", "2026-40"),
        ("2026-H2", "2026-41"),
        ("2026-W06", "2026-02-02/2026-02-08"),
        ("2025-W01", "2024-12-30/2025-01-05"),
        ("2026-W06-WE", "2026-02-07/2026-02-08"),
        ("2026-01-23/2026-01-24", "2026-01-23/2026-01-24"),
        ("2026-01-23/2026-02", "2026-01-23/2026-02"),
        ("2025-01/2025-09", "2025-01/2025-09"),
        ("2014/2016", "2014/2016"),
        ("2025-Q1/2025-Q3", "2025-01/2025-09"),
        ("198/199", "1980/1999"),
        ("2026-W05/2026-W06", "2026-01-26/2026-02-08"),
        ("2026-02-04/2026-02-04", "2026-02-04"),
    ],
)
def test_calendar_units_and_ranges(value: str, edtf: str) -> None:
    assert time_edtf(timed(value)) == edtf
    assert bounds(edtf) == days(interval_of(value)) or edtf.endswith(WINTER)


@pytest.mark.parametrize(
    ("value", "offset", "mod", "edtf"),
    [
        ("2026-02-04T18:05", None, None, "2026-02-04T18:05:00"),
        ("2026-02-04T18:05:30", "Z", None, "2026-02-04T18:05:30Z"),
        ("2026-02-04T18:05", "Z", None, "2026-02-04T18:05:00Z"),
        ("2026-02-04T18:05", "+05:45", None, "2026-02-04T18:05:00+05:45"),
        ("2026-02-04T18:05-05:00", None, None, "2026-02-04T18:05:00-05:00"),
        ("2026-02-04T18:05", "Z", "APPROX", "2026-02-04"),
        ("2026-02-04T24:00", None, None, "2026-02-04"),
        ("2026-02-04T18", None, None, "2026-02-04"),
        ("2026-02-04TEV", None, None, "2026-02-04"),
        ("2026-02-04TMO", None, "START", "2026-02-04"),
        ("2026-02-04T18:00/2026-02-04T20:00", None, None, "2026-02-04"),
        ("2026-02-04T18:00/2026-02-05T08:00", None, None, "2026-02-04/2026-02-05"),
    ],
)
def test_hours_of_a_day(value: str, offset: str | None, mod: TimeMod | None, edtf: str) -> None:
    assert time_edtf(timed(value, mod, kind="TIME", offset=offset)) == edtf
    assert bounds(edtf) == days(interval_of(value))


def test_an_interval_that_is_a_moment_gives_the_clock_and_its_zone() -> None:
    told = Interval("2026-02-04T18:00+02:00", "2026-02-04T18:01+02:00")
    assert time_edtf(timed("2026-02-04T18:00", None, told, "TIME")) == "2026-02-04T18:00:00+02:00"
    west = Interval("2026-02-05T01:30Z", "2026-02-05T01:30Z")
    assert time_edtf(timed("2026-02-04T20:30", None, west, "TIME")) == "2026-02-05T01:30:00Z"


@pytest.mark.parametrize(
    ("value", "mod", "interval", "edtf"),
    [
        # "about 2014", "around March 5", "some two weeks ago", "more than two years ago"
        ("2014", "APPROX", None, "2014~"),
        ("2026-03-05", "APPROX", None, "2026-03-05~"),
        ("199", "APPROX", None, "1990~/1999~"),
        ("2026-W06", "APPROX", None, "2026-02-02~/2026-02-08~"),
        ("2026-SP", "APPROX", None, "2026-03~/2026-05~"),
        ("2014/2016", "APPROX", None, "2014~/2016~"),
        ("2024", "MORE_THAN", None, "2024~"),
        # "late June", "mid-June", "early June", "late 2024", "early 1990s", "the start of the quarter"
        ("2026-06", "END", Interval("2026-06-16", "2026-07-01"), "2026-06-16~/2026-06-30"),
        ("2026-06", "MID", Interval("2026-06-08", "2026-06-23"), "2026-06-08~/2026-06-22~"),
        ("2026-06", "START", Interval("2026-06-01", "2026-06-16"), "2026-06-01/2026-06-15~"),
        ("2024", "END", Interval("2024-07-01", "2025-01-01"), "2024-07~/2024-12"),
        ("199", "START", Interval("1990-01-01", "1995-01-01"), "1990/1994~"),
        ("2026-Q2", "START", Interval("2026-04-01", "2026-05-01"), "2026-04~"),
        # "early Monday", "the start of the week": the unit
        ("2026-02-02", "START", None, "2026-02-02"),
        ("2026-W06", "START", None, "2026-02-02/2026-02-08"),
        # "the first half of January", "earlier this month", "the third quarter" of a year of account
        ("2026-01", None, Interval("2026-01-01", "2026-01-16"), "2026-01-01/2026-01-15"),
        ("2026-02", None, Interval("2026-02-01", "2026-02-04"), "2026-02-01/2026-02-03"),
        ("2025-Q3", None, Interval("2025-08-01", "2025-11-01"), "2025-08/2025-10"),
        # open sides, by the unit that the value names
        ("2026-03", None, Interval("2026-03-01", None), "2026-03/.."),
        ("2026-03-01", None, Interval("2026-03-01", None), "2026-03-01/.."),
        ("2026-05", None, Interval(None, "2026-06-01"), "../2026-05"),
        ("2026-05", None, Interval(None, "2026-05-01"), "../2026-04"),
        ("2026-03", "APPROX", Interval("2026-03-01", None), "2026-03~/.."),
        ("2026-W06", None, Interval("2026-02-02", None), "2026-02-02/.."),
        ("199", None, Interval("1990-01-01", None), "1990/.."),
        ("2024", "BEFORE", None, "../2024"),
        ("2026-03-01", "ON_OR_BEFORE", None, "../2026-03-01"),
        ("2025", "AFTER", None, "2025/.."),
        ("2026-03-01", "ON_OR_AFTER", None, "2026-03-01/.."),
    ],
)
def test_what_is_not_sharp_not_whole_or_open(
    value: str, mod: TimeMod | None, interval: Interval | None, edtf: str
) -> None:
    assert time_edtf(timed(value, mod, interval)) == edtf
    opens = mod in ("BEFORE", "ON_OR_BEFORE", "AFTER", "ON_OR_AFTER")
    assert opens or bounds(edtf) == days(interval or interval_of(value))


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("XXXX-10-16", "XXXX-10-16"),
        ("XXXX-11", "XXXX-11"),
        ("XXXX-02-29", "XXXX-02-29"),
        ("XXXX-10-16T18:00", "XXXX-10-16"),
        ("2026-XX", "2026-XX"),
        ("2026-XX-XX", "2026-XX-XX"),
        ("XXXX-01-23/XXXX-01-24", "XXXX-01-23/XXXX-01-24"),
    ],
)
def test_digits_that_are_not_known(value: str, edtf: str) -> None:
    assert time_edtf(timed(value)) == edtf
    assert parse_edtf(edtf)


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("DATE", "PAST_REF"), ("DATE", "PRESENT_REF"), ("DATE", "FUTURE_REF"), ("DATE", "XXXX-WXX-3"),
        ("DATE", "XXXX-XX-XX"), ("DATE", "XXXX"), ("DATE", "XXXX-SU"), ("DATE", "XXXX-Q3"), ("DATE", "XXXX-02-30"),
        ("DATE", "2026-02-30"), ("DATE", "2026-13"), ("DATE", "2026-W60"), ("DATE", "2026-05/2026-03"), ("DATE", ""),
        ("DATE", "2026-02\n"), ("DATE", "2025/2026/2027"), ("DURATION", "P2W"), ("DURATION", "PT24H"),
        ("SET", "P1D"), ("SET", "XXXX-07"), ("TIME", "XXXX-WXX-2TNI"),
    ],
)  # fmt: skip
def test_what_edtf_has_no_string_for(type_: TimeType, value: str) -> None:
    assert time_edtf(timed(value, None, ANY_TIME, type_)) is None


@pytest.mark.parametrize(
    ("mod", "edtf"),
    [
        (None, "2026-01-21/2026-02-03"),
        ("MORE_THAN", "2026-01-21/2026-02-03"),
        ("APPROX", "2026-01-21~/2026-02-03~"),
    ],
)
def test_a_length_is_written_by_the_days_that_it_covers(mod: TimeMod | None, edtf: str) -> None:
    covered = Interval("2026-01-21", "2026-02-04")
    assert time_edtf(timed("P2W", mod, covered, "DURATION")) == edtf


@pytest.mark.parametrize(
    ("begin", "end", "edtf"),
    [
        ("2026-02-02", "2026-02-03", "2026-02-02"),
        ("2026-02-04", "2026-02-06", "2026-02-04/2026-02-05"),
        ("2026-02-01", "2026-03-01", "2026-02"),
        ("2026-01-01", "2026-04-01", "2026-01/2026-03"),
        ("2026-01-01", "2027-01-01", "2026"),
        ("1990-01-01", "2000-01-01", "1990/1999"),
        ("2023-10-07", None, "2023-10-07/.."),
        ("2026-03-01", None, "2026-03/.."),
        ("2022-01-01", None, "2022/.."),
        (None, "2026-03-01", "../2026-02"),
        (None, "2026-03-02", "../2026-03-01"),
        (None, "2026-01-01", "../2025"),
        ("2026-02-02T18:00", "2026-02-02T18:00", "2026-02-02T18:00:00"),
        ("2026-02-02T18:00:20Z", "2026-02-02T18:01Z", "2026-02-02T18:00:20Z"),
        ("2026-02-02T10:00", "2026-02-02T12:00", "2026-02-02"),
        ("2026-02-02T22:00+02:00", "2026-02-03T00:00+02:00", "2026-02-02"),
        ("2026-02-02T22:00", "2026-02-03T00:30", "2026-02-02/2026-02-03"),
        ("2026-02-02T18:00", None, "2026-02-02/.."),
        (None, None, None),
        ("2026-02-02", "2026-02-02", None),
        ("2026-02-05", "2026-02-02", None),
        ("soon", None, None),
        (None, "0001-01-01", None),
    ],
)
def test_periods(begin: str | None, end: str | None, edtf: str | None) -> None:
    assert period_edtf(Interval(begin, end)) == edtf
    assert edtf is None or parse_edtf(edtf)


def test_a_date_that_is_a_limit_has_no_begin() -> None:
    may, talks = Interval("2026-05-01", "2026-06-01"), EventValue("CONSULT", None, deadline=True)
    claim = Claim("s", "event", HERE, HERE, talks, "announced", when=may)
    assert when_edtf(claim) == "../2026-05"
    dated = Claim("s", "event", HERE, HERE, EventValue("CONSULT", None), "announced", when=may)
    assert when_edtf(dated) == "2026-05"
    undated = Claim("s", "event", HERE, HERE, talks, "announced")
    assert when_edtf(undated) is None
    toll = FigureValue("killed", "total", 120, 120, "exact")
    since = Claim("s", "figure", HERE, HERE, toll, "occurred", when=Interval("2026-03-01", None))
    assert when_edtf(since) == "2026-03/.."


DAYS = st.dates(date(100, 1, 1), date(9998, 12, 31))
PARTS = ("Q1", "Q2", "Q3", "Q4", "H1", "H2", "SP", "SU", "FA", "WI")
SIGNS = st.sampled_from(["Z", "+02:00", "-05:00", "+05:45", ""])
UNITS = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:4]),
    DAYS.map(lambda day: day.isoformat()[:3]),
    DAYS.map(lambda day: day.isoformat()[:2]),
    DAYS.map(lambda day: "{}-W{:02d}".format(*day.isocalendar()[:2])),
    DAYS.map(lambda day: "{}-W{:02d}-WE".format(*day.isocalendar()[:2])),
    st.builds("{:%Y}-{}".format, st.dates(date(1000, 1, 1), date(9998, 1, 1)), st.sampled_from(PARTS)),
    st.builds("{}T{:02d}:{:02d}{}".format, DAYS, st.integers(0, 24), st.integers(0, 59), SIGNS),
    st.builds("{}T{}".format, DAYS, st.sampled_from(["MO", "MI", "AF", "EV", "NI"])),
)
MODS = st.sampled_from(
    [None, "START", "MID", "END", "APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"]
)


@given(st.one_of(UNITS, st.builds("{}/{}".format, UNITS, UNITS)), MODS, st.sampled_from(sorted(SHARES)))
def test_every_string_is_edtf_and_covers_the_days_of_the_time(value: str, mod: TimeMod | None, edge: str) -> None:
    whole = days_of(value)
    covered, kind = interval_of(value), TIME if "T" in value else DATE
    if mod in ("START", "MID", "END") and whole and (whole[1] - whole[0]).days >= SHORTEST:
        covered = share(whole, *SHARES[edge])
    first, last = days(covered)
    empty = first is None or last is None or first > last
    text = time_edtf(timed(value, mod, covered, kind))
    if text is None:
        assert empty
        return
    told = bounds(text)
    assert empty or told == (first, last) or (text.endswith(WINTER) and told[0] == first)


@given(st.none() | DAYS, st.none() | DAYS)
@example(date(2024, 2, 1), date(2024, 3, 1))
@example(None, date(2025, 3, 1))
def test_a_period_has_the_bounds_of_its_interval(begin: date | None, end: date | None) -> None:
    interval = Interval(begin.isoformat() if begin else None, end.isoformat() if end else None)
    text = period_edtf(interval)
    if text is None:
        assert begin is end is None or (begin and end and begin >= end)
    else:
        assert bounds(text) == days(interval)


@given(DAYS, st.integers(0, 24 * 60 - 1), st.integers(0, 3 * 24 * 60), SIGNS)
def test_a_period_of_hours_lies_within_its_days(day: date, minute: int, length: int, zone: str) -> None:
    def moment(minutes: int) -> str:
        ahead, rest = divmod(minutes, 24 * 60)
        return f"{day + timedelta(ahead)}T{rest // 60:02d}:{rest % 60:02d}{zone}"

    text = period_edtf(Interval(moment(minute), moment(minute + length)))
    assert text
    last = day + timedelta((minute + max(length, 1) - 1) // (24 * 60))
    assert bounds(text) == (day, last) or (length == 1 and bounds(text) == (day, day))


@given(st.text("0123456789XWQHSPTZ-:/+~.\n ٣", max_size=30), st.text("0123456789-T:Z+ W٣", max_size=24))
@example("2026-02-04T18:00", "2026-02-04T18:00+00:00:01")
def test_whatever_stands_there_gives_edtf_or_nothing(value: str, moment: str) -> None:
    for interval in (ANY_TIME, Interval(moment, None), Interval(None, moment), Interval(moment, moment)):
        for text in (time_edtf(timed(value, None, interval)), period_edtf(interval)):
            assert text is None or parse_edtf(text)
