"""Feasts and national days: their names, their days by year and country, which year a text means."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.lexicon import Lexicon
from onrecord.reading.timex_holidays import Feasts, easter, feasts_of, holidays_of, title_words
from tests.conftest import Read

PUBLISHED = "2026-11-18"


@pytest.fixture(scope="module")
def feasts(lexicon: Lexicon) -> Feasts:
    return feasts_of(lexicon)


def values(text: str, read: Read, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(text[t.span.start : t.span.end], t.value) for t in read(text, published=published).times]


DAYS = [
    ("lunar new year", 2025, "2025-01-29"),
    ("lunar new year", 2026, "2026-02-17"),
    ("tet", 2026, "2026-02-17"),
    ("ramadan", 2026, "2026-02-18"),
    ("eid ul fitr", 2024, "2024-04-10"),
    ("quds day", 2024, "2024-04-05"),
    ("quds day", 2026, "2026-03-13"),
    ("ashura", 2026, "2026-06-25"),
    ("prophet birthday", 2026, "2026-08-25"),
    ("navroz", 2024, "2024-03-20"),
    ("passover", 2026, "2026-04-02"),
    ("purim", 2026, "2026-03-03"),
    ("jerusalem day", 2026, "2026-05-15"),
    ("shavuot", 2025, "2025-06-02"),
    ("tisha b av", 2022, "2022-08-07"),  # the ninth was a Saturday
    ("tisha b av", 2026, "2026-07-23"),
    ("simchat torah", 2023, "2023-10-07"),
    ("hanukkah", 2025, "2025-12-15"),
    ("good friday", 2022, "2022-04-15"),
    ("ash wednesday", 2025, "2025-03-05"),
    ("pentecost", 2026, "2026-05-24"),
    ("orthodox easter", 2024, "2024-05-05"),
    ("orthodox good friday", 2024, "2024-05-03"),
    ("black friday", 2026, "2026-11-27"),
    ("memorial day", 2026, "2026-05-25"),
    ("martin luther king day", 2026, "2026-01-19"),
    ("remembrance sunday", 2026, "2026-11-08"),
    ("chuseok", 2025, "2025-10-06"),
    ("holi", 2026, "2026-03-04"),
]


@pytest.mark.parametrize(("name", "year", "day"), DAYS)
def test_days(feasts: Feasts, name: str, year: int, day: str) -> None:
    assert [d.isoformat() for d in feasts.days(name, year)] == [day]


OWN = [
    ("US", "independence day", "2026-07-04"),
    ("SS", "independence day", "2026-07-09"),
    ("SD", "independence day", "2026-01-01"),
    ("GW", "independence day", "2026-09-24"),
    ("NG", "independence day", "2026-10-01"),
    ("UA", "independence day", "2026-08-24"),
    ("UA", "victory day", "2026-05-08"),
    ("UA", "defender day", "2026-10-01"),
    ("RU", "victory day", "2026-05-09"),
    ("RU", "unity day", "2026-11-04"),
    ("TR", "republic day", "2026-10-29"),
    ("SA", "national day", "2026-09-23"),
    ("VN", "national day", "2026-09-02"),
    ("ML", "national day", "2026-09-22"),
    ("IL", "memorial day", "2026-04-21"),
    ("IL", "independence day", "2025-05-01"),
    ("CA", "thanksgiving", "2026-10-12"),
    ("MX", "labor day", "2026-05-01"),
]


@pytest.mark.parametrize(("country", "name", "day"), OWN)
def test_own_days(feasts: Feasts, country: str, name: str, day: str) -> None:
    assert [d.isoformat() for d in feasts.own_days(name, int(day[:4]), country)] == [day]


def test_countries_without_the_day_have_none(feasts: Feasts) -> None:
    assert feasts.own_days("independence day", 2026, "GB") == []
    assert feasts.own_days("national day", 2026, "ZZ") == []
    assert feasts.own_days("easter", 2026, "US") == []


def test_every_name_of_the_lexicon_has_its_days(feasts: Feasts) -> None:
    """A title that a release of the library words anew would leave a feast without days."""
    for name in {*feasts.fixed, *feasts.nth, *feasts.easter, *feasts.kept, *feasts.ends, *feasts.ends.values()}:
        for year in range(2010, 2031):
            days = feasts.days(name, year)
            assert 1 <= len(days) <= 2, (name, year, days)
            assert {day.year for day in days} == {year}
    known = {*feasts.fixed, *feasts.nth, *feasts.easter, *feasts.kept, *feasts.national, *feasts.local}
    assert set(feasts.aliases.values()) <= known


def test_titles_are_compared_by_their_words() -> None:
    assert title_words("The first day of Chinese New Year (estimated)") == ("day", "chinese", "new", "year")
    assert title_words("National Day Holiday") == title_words("National Day")
    assert title_words("Martyrs’ Day") == title_words("Martyr's Day")


@given(st.integers(1, 3000))
def test_years_outside_the_tables_have_no_holidays(year: int) -> None:
    if not 1948 <= year <= 2077:
        assert holidays_of("US", year) == ()


@given(st.integers(1948, 2077))
@settings(max_examples=40, deadline=None)
def test_movable_feasts_keep_their_weekdays(feasts: Feasts, year: int) -> None:
    assert easter(year).weekday() == 6
    assert [d.weekday() for d in feasts.days("good friday", year)] == [4]
    assert [d.weekday() for d in feasts.days("orthodox easter", year)] == [6]
    assert all(d.weekday() == 4 for d in feasts.days("quds day", year))
    assert feasts.days("tisha b av", year)[0].weekday() != 5
    (shavuot,), (passover,) = feasts.days("shavuot", year), feasts.days("passover", year)
    assert shavuot - passover == timedelta(50)
    lent = feasts.end("lent", feasts.days("lent", year)[0])
    assert lent == easter(year) - timedelta(1)


TEXTS = [
    # text, published, what is found
    ("The Boxing Day tsunami killed thousands.", "2005-09-12", [("Boxing Day", "2004-12-26")]),
    ("The Easter truce was broken by noon.", None, [("Easter", "2026-04-05"), ("noon", "2026-04-05T12:00")]),
    ("A man is being sought in a Mother's Day shooting.", "2013-05-13", [("Mother's Day", "2013-05-12")]),
    ("Officials announced a Christmas truce.", None, [("Christmas", "2026-12-25")]),
    ("The series peaked with the Christmas finale.", None, [("Christmas", "2025-12-25")]),
    ("In her Nowruz message, the minister spoke of peace.", None, [("Nowruz", "2026-03-21")]),
    ("Shells fell on Passover eve.", None, [("Passover eve", "2026-04-01")]),
    ("He spoke on the first night of Hanukkah.", None, [("the first night of Hanukkah", "2025-12-14")]),
    ("The 1973 Yom Kippur War ended in a truce.", None, [("The 1973", "1973")]),
    ("The Good Friday Agreement was praised.", None, []),
    ("The Independence Day film was shown under a Christmas tree.", None, []),
    ("A National Day of Action was called.", None, []),
    ("Crowds marked the Ethiopian New Year.", None, []),
    ("They met in the new year.", None, []),
    ("It rained between Christmas and New Year.", None, [("Christmas", "2025-12-25"), ("New Year", "2026-01-01")]),
    ("Rallies were held on al-Quds Day.", None, [("al-Quds Day", "2026-03-13")]),
    ("Police stood guard on All Saints' Day.", None, [("All Saints' Day", "2026-11-01")]),
    ("Kyiv marked Independence Day.", None, [("Independence Day", "2026-08-24")]),
    ("Ukrainians marked Independence Day.", None, [("Independence Day", "2026-08-24")]),
    ("Poles marked Independence Day.", None, [("Independence Day", "2026-11-11")]),
    ("South Sudan marked Independence Day.", None, [("Independence Day", "2026-07-09")]),
    ("Papua New Guinea marked Independence Day.", None, [("Independence Day", "2026-09-16")]),
    ("Russia struck Kyiv on Independence Day.", None, [("Independence Day", "2026-08-24")]),
    ("Tanks rolled on Independence Day.", None, [("Independence Day", "XXXX-XX-XX")]),
    ("Israel fell silent on Memorial Day.", None, [("Memorial Day", "2026-04-21")]),
    ("Israelis and Americans fell silent on Memorial Day.", None, [("Memorial Day", "2026-05-25")]),
    ("Shops were shut on Memorial Day.", None, [("Memorial Day", "2026-05-25")]),
    ("China's Labor Day holiday was quiet.", None, [("Labor Day", "2026-05-01")]),
    ("Traders in China were away for Golden Week.", None, [("Golden Week", "2026-W40")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "published", "found"), TEXTS)
def test_texts(read: Read, text: str, published: str | None, found: list[tuple[str, str]]) -> None:
    assert values(text, read, published or PUBLISHED) == found


def test_anchor_says_the_country(read: Read) -> None:
    (time,) = read("Ukraine marked Independence Day.", published=PUBLISHED).times
    assert time.anchor == "published, as kept in UA"
    (time,) = read("The truce held over Christmas.", published=PUBLISHED).times
    assert time.anchor == "published"


def test_undated_story_keeps_month_and_day(read: Read) -> None:
    assert values("He was shot on Christmas Day.", read, None) == [("Christmas Day", "XXXX-12-25")]
    assert values("He was shot on Easter Sunday.", read, None) == [("Easter Sunday", "XXXX-XX-XX")]


def test_interval_of_weeks(read: Read) -> None:
    (time,) = read("Markets were quiet during Lent.", published=PUBLISHED).times
    assert (time.value, time.interval.begin, time.interval.end) == ("2026-02-18/2026-04-04", "2026-02-18", "2026-04-05")
    assert date.fromisoformat(time.interval.end or "") == easter(2026)
