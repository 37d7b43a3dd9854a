"""The `times` layer: what is found, what it is worth, what it covers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.exports.reading import reading_to_dict
from onrecord.model import Reading, Story, Time
from onrecord.reading import Reader
from onrecord.reading.timex_calendar import days_of, interval_of
from onrecord.reading.timex_holidays import easter
from onrecord.reading.timex_numerals import number_of, spelled_year
from tests.conftest import Read

MONDAY = "2026-02-02"


def only(text: str, reading: Reading) -> Time:
    """The one time of a reading."""
    assert len(reading.times) == 1, [text[t.span.start : t.span.end] for t in reading.times]
    return reading.times[0]


CASES = [
    # text, span, type, value, from, to
    ("The envoy said on Sunday.", "Sunday", "DATE", "2026-02-01", "2026-02-01", "2026-02-02"),
    ("The envoys will meet on Wednesday.", "Wednesday", "DATE", "2026-02-04", "2026-02-04", "2026-02-05"),
    ("The convoy will leave on Monday evening.", "Monday evening", "TIME", "2026-02-02TEV", "2026-02-02", "2026-02-03"),
    ("The army withdrew last Friday.", "last Friday", "DATE", "2026-01-30", "2026-01-30", "2026-01-31"),
    ("Noon GMT on Nov. 21 passed.", "Noon GMT on Nov. 21", "TIME", "2025-11-21T12:00", "2025-11-21", "2025-11-22"),
    ("Last Sunday's quake killed nine.", "Last Sunday", "DATE", "2026-01-25", "2026-01-25", "2026-01-26"),
    ("This past Sunday it rained.", "This past Sunday", "DATE", "2026-02-01", "2026-02-01", "2026-02-02"),
    ("Envoys met on Jan. 20-21.", "Jan. 20-21", "DATE", "2026-01-20/2026-01-21", "2026-01-20", "2026-01-22"),
    ("The pact was signed on 4 March 2019.", "4 March 2019", "DATE", "2019-03-04", "2019-03-04", "2019-03-05"),
    ("The pact was signed on March 4, 2019.", "March 4, 2019", "DATE", "2019-03-04", "2019-03-04", "2019-03-05"),
    ("The file is dated 2025-11-30.", "2025-11-30", "DATE", "2025-11-30", "2025-11-30", "2025-12-01"),
    ("The army entered the town in October.", "October", "DATE", "2025-10", "2025-10-01", "2025-11-01"),
    ("Voting will be held in May.", "May", "DATE", "2026-05", "2026-05-01", "2026-06-01"),
    ("The truce was extended until Feb. 18.", "Feb. 18", "DATE", "2026-02-18", "2026-02-18", "2026-02-19"),
    ("The base was hit on Dec. 30.", "Dec. 30", "DATE", "2025-12-30", "2025-12-30", "2025-12-31"),
    ("The talks are to resume next week.", "next week", "DATE", "2026-W07", "2026-02-09", "2026-02-16"),
    ("The port was shut last month.", "last month", "DATE", "2026-01", "2026-01-01", "2026-02-01"),
    ("The war began in 2022.", "2022", "DATE", "2022", "2022-01-01", "2023-01-01"),
    ("Exports fell in the first half of 2024.", "the first half of 2024",
     "DATE", "2024-H1", "2024-01-01", "2024-07-01"),
    ("In the past 24 hours shells killed two.", "past 24 hours", "DURATION", "PT24H", "2026-02-01", "2026-02-02"),
    ("Over the past two months aid fell.", "the past two months", "DURATION", "P2M", "2025-12-02", "2026-02-02"),
    ("A 10-day truce was agreed.", "10-day", "DURATION", "P10D", None, None),
    ("About 600 trucks a day are let in.", "a day", "SET", "P1D", None, None),
    ("Convoys cross daily.", "daily", "SET", "P1D", None, None),
    ("Inspectors visit every two weeks.", "every two weeks", "SET", "P2W", None, None),
    ("Drones hit the depot overnight.", "overnight", "TIME", "2026-02-01TNI", "2026-02-01", "2026-02-03"),
    ("Shells fell this morning.", "this morning", "TIME", "2026-02-02TMO", "2026-02-02", "2026-02-03"),
    ("Sirens sounded at 4:35 a.m.", "4:35 a.m.", "TIME", "2026-02-02T04:35", "2026-02-02", "2026-02-03"),
    ("Guards fired at noon on Sunday.", "noon on Sunday", "TIME", "2026-02-01T12:00", "2026-02-01", "2026-02-02"),
    ("The king died two years ago.", "two years ago", "DATE", "2024", "2024-01-01", "2025-01-01"),
    ("The fort dates from the 19th century.", "the 19th century", "DATE", "18", "1800-01-01", "1900-01-01"),
    ("The border was drawn in the 1940s.", "the 1940s", "DATE", "194", "1940-01-01", "1950-01-01"),
    ("He spent six-and-a-half years there.", "six-and-a-half years", "DURATION", "P6Y6M", None, None),
    ("They were wed in late-November.", "late-November", "DATE", "2025-11", "2025-11-16", "2025-12-01"),
    ("The talks took 2½ hours.", "2½ hours", "DURATION", "PT2H30M", None, None),
    ("The town is now empty.", "now", "DATE", "PRESENT_REF", None, None),
    ("He has recently fled.", "recently", "DATE", "PAST_REF", None, None),
    ("A vote is likely in the near future.", "the near future", "DATE", "FUTURE_REF", None, None),
    ("They met Thurs., Jan. 29.", "Thurs., Jan. 29", "DATE", "2026-01-29", "2026-01-29", "2026-01-30"),
    ("They will meet from March 3 to 7.", "March 3 to 7", "DATE", "2026-03-03/2026-03-07", "2026-03-03", "2026-03-08"),
    ("They will meet from 3 to 7 March.", "3 to 7 March", "DATE", "2026-03-03/2026-03-07", "2026-03-03", "2026-03-08"),
    ("The 2021-22 season was cut.", "2021-22", "DATE", "2021/2022", "2021-01-01", "2023-01-01"),
    ("He ruled in the 1990s.", "the 1990s", "DATE", "199", "1990-01-01", "2000-01-01"),
    ("Exports fell in Q3.", "Q3", "DATE", "2025-Q3", "2025-07-01", "2025-10-01"),
    ("Exports fell in Q3 2024.", "Q3 2024", "DATE", "2024-Q3", "2024-07-01", "2024-10-01"),
    ("Spending rose in fiscal year 2025.", "fiscal year 2025", "DATE", "2025", "2025-01-01", "2026-01-01"),
    ("The offensive began in mid-June.", "mid-June", "DATE", "2025-06", "2025-06-08", "2025-06-23"),
    ("The strike came late on Monday.", "Monday", "DATE", "2026-02-02", "2026-02-02", "2026-02-03"),
    ("They fled at dawn.", "dawn", "TIME", "2026-02-02TMO", "2026-02-02", "2026-02-03"),
    ("Drones hit the port in the early hours of Sunday.", "the early hours of Sunday",
     "TIME", "2026-02-01TMO", "2026-02-01", "2026-02-02"),
    ("Sirens sounded at 14:05 GMT.", "14:05 GMT", "TIME", "2026-02-02T14:05", "2026-02-02", "2026-02-03"),
    ("Sirens sounded at 14:05 local time.", "14:05 local time", "TIME", "2026-02-02T14:05", "2026-02-02", "2026-02-03"),
    ("Sirens sounded at 3 a.m. Kyiv time.", "3 a.m. Kyiv time",
     "TIME", "2026-02-02T03:00", "2026-02-02", "2026-02-03"),
    ("It was logged at 2026-01-12T14:05Z.", "2026-01-12T14:05Z",
     "TIME", "2026-01-12T14:05", "2026-01-12", "2026-01-13"),
    ("The war has gone on since 2014.", "2014", "DATE", "2014", "2014-01-01", "2015-01-01"),
    ("The deal must be signed by Friday.", "Friday", "DATE", "2026-02-06", "2026-02-06", "2026-02-07"),
    ("It will open over the next two weeks.", "the next two weeks", "DURATION", "P2W", "2026-02-02", "2026-02-16"),
    ("Talks will resume in two weeks.", "two weeks", "DATE", "2026-W08", "2026-02-16", "2026-02-23"),
    ("The road was built in two weeks.", "two weeks", "DURATION", "P2W", None, None),
    ("The case will end when it is heard in May.", "May", "DATE", "2026-05", "2026-05-01", "2026-06-01"),
    ("A two-week-old truce held.", "two-week-old", "DURATION", "P2W", None, None),
    ("One day the war will end.", "One day", "DATE", "FUTURE_REF", None, None),
    ("The envoy may soon return.", "soon", "DATE", "FUTURE_REF", None, None),
    ("Markets will shut during Ramadan.", "Ramadan", "DATE", "2026-02-18/2026-03-19", "2026-02-18", "2026-03-20"),
    ("Guns fell silent at the end of Ramadan.", "the end of Ramadan", "DATE", "2025-03-29", "2025-03-29", "2025-03-30"),
    ("Families will mark Eid al-Adha.", "Eid al-Adha", "DATE", "2026-05-27", "2026-05-27", "2026-05-28"),
    ("They stopped for Orthodox Christmas.", "Orthodox Christmas", "DATE", "2026-01-07", "2026-01-07", "2026-01-08"),
    ("They stopped for Orthodox Easter.", "Orthodox Easter", "DATE", "2025-04-20", "2025-04-20", "2025-04-21"),
    ("Iran will mark Nowruz.", "Nowruz", "DATE", "2026-03-21", "2026-03-21", "2026-03-22"),
    ("The raid came on Yom Kippur in 1973.", "Yom Kippur in 1973", "DATE", "1973-10-06", "1973-10-06", "1973-10-07"),
    ("It struck on Ukraine's Independence Day.", "Independence Day", "DATE", "2025-08-24", "2025-08-24", "2025-08-25"),
    ("Indian troops marched on Independence Day.", "Independence Day",
     "DATE", "2025-08-15", "2025-08-15", "2025-08-16"),
    ("Tanks rolled on Independence Day.", "Independence Day", "DATE", "XXXX-XX-XX", None, None),
    ("Aid will reach the port in early March.", "early March", "DATE", "2026-03", "2026-03-01", "2026-03-16"),
    ("Aid will reach the port in late June.", "late June", "DATE", "2026-06", "2026-06-16", "2026-07-01"),
    ("The road was shut in the first half of January.", "the first half of January",
     "DATE", "2026-01", "2026-01-01", "2026-01-16"),
    ("The road was shut in the second half of February.", "the second half of February",
     "DATE", "2025-02", "2025-02-15", "2025-03-01"),
    ("The road was shut in late February.", "late February", "DATE", "2025-02", "2025-02-15", "2025-03-01"),
    ("The road was shut in early February.", "early February", "DATE", "2026-02", "2026-02-01", "2026-02-15"),
    ("The offensive began in mid-2024.", "mid-2024", "DATE", "2024", "2024-04-01", "2024-10-01"),
    ("The pact was signed in early 2024.", "early 2024", "DATE", "2024", "2024-01-01", "2024-07-01"),
    ("It must be built by the end of 2027.", "the end of 2027", "DATE", "2027", "2027-09-01", "2028-01-01"),
    ("He was jailed in the late 1980s.", "the late 1980s", "DATE", "198", "1985-01-01", "1990-01-01"),
    ("He will be tried later this year.", "later this year", "DATE", "2026", "2026-02-02", "2027-01-01"),
    ("He was jailed earlier this year.", "earlier this year", "DATE", "2026", "2026-01-01", "2026-02-02"),
    ("It fell early this week.", "early this week", "DATE", "2026-W06", "2026-02-02", "2026-02-09"),
    ("Exports rose in the first three months of 2025.", "the first three months of 2025",
     "DATE", "2025-Q1", "2025-01-01", "2025-04-01"),
    ("Exports rose in the first nine months of last year.", "the first nine months of last year",
     "DATE", "2025-01/2025-09", "2025-01-01", "2025-10-01"),
    ("Exports fell in the first nine months of the year.", "the first nine months of the year",
     "DATE", "2025-01/2025-09", "2025-01-01", "2025-10-01"),
    ("Guns fell silent in the last week of May 2025.", "the last week of May 2025",
     "DATE", "2025-05-25/2025-05-31", "2025-05-25", "2025-06-01"),
    ("Shells fell in the first days of January.", "the first days of January",
     "DATE", "2026-01", "2026-01-01", "2026-01-11"),
    ("Talks will open midweek.", "midweek", "DATE", "2026-W06", "2026-02-03", "2026-02-06"),
    ("Talks were held in mid-week.", "mid-week", "DATE", "2026-W05", "2026-01-27", "2026-01-30"),
    ("It will be built by mid-year.", "mid-year", "DATE", "2026", "2026-04-01", "2026-10-01"),
    ("Shells fell two nights ago.", "two nights ago", "TIME", "2026-01-31TNI", "2026-01-31", "2026-02-01"),
    ("Shells fell the night before last.", "the night before last",
     "TIME", "2026-01-31TNI", "2026-01-31", "2026-02-01"),
    ("The truce began 48 hours ago.", "48 hours ago", "DATE", "2026-01-31", "2026-01-31", "2026-02-01"),
    ("He was held two weeks ago Monday.", "two weeks ago Monday", "DATE", "2026-01-19", "2026-01-19", "2026-01-20"),
    ("The crossing opens every other Sunday.", "every other Sunday", "SET", "XXXX-WXX-7", None, None),
    ("The grid was hit over the past three winters.", "the past three winters",
     "DURATION", "P3WI", "2023-02-02", "2026-02-02"),
    ("Spending rose in FY2025.", "FY2025", "DATE", "2025", "2025-01-01", "2026-01-01"),
    ("Spending rose in the 2024-25 fiscal year.", "the 2024-25 fiscal year",
     "DATE", "2024/2025", "2024-01-01", "2026-01-01"),
    ("The market reopened on February the 2nd.", "February the 2nd",
     "DATE", "2026-02-02", "2026-02-02", "2026-02-03"),
    ("Sirens sounded at 6 p.m. ET.", "6 p.m. ET", "TIME", "2026-02-02T18:00", "2026-02-02", "2026-02-03"),
    ("Sirens sounded at 6 p.m. Israeli time.", "6 p.m. Israeli time",
     "TIME", "2026-02-02T18:00", "2026-02-02", "2026-02-03"),
    ("Sirens sounded at 9 a.m. New York time.", "9 a.m. New York time",
     "TIME", "2026-02-02T09:00", "2026-02-02", "2026-02-03"),
    ("Sirens sounded at 9 a.m. Russian time.", "9 a.m. Russian time",
     "TIME", "2026-02-02T09:00", "2026-02-02", "2026-02-03"),  # of eleven times
    ("Sirens sounded at 3 p.m. EDT on July 5, 2025.", "3 p.m. EDT on July 5, 2025",
     "TIME", "2025-07-05T15:00", "2025-07-05", "2025-07-06"),
    ("They stopped on the eve of Ramadan.", "the eve of Ramadan", "DATE", "2025-02-28", "2025-02-28", "2025-03-01"),
    ("Gunfire broke the second day of Eid al-Adha.", "the second day of Eid al-Adha",
     "DATE", "2025-06-07", "2025-06-07", "2025-06-08"),
    ("It struck on Israel's Independence Day.", "Independence Day",
     "DATE", "2025-05-01", "2025-05-01", "2025-05-02"),
    ("It struck on Russia's Victory Day.", "Victory Day", "DATE", "2025-05-09", "2025-05-09", "2025-05-10"),
    ("The truce held on Christmas Day.", "Christmas Day", "DATE", "2025-12-25", "2025-12-25", "2025-12-26"),
    ("They fled at dawn on Oct. 3.", "dawn on Oct. 3", "TIME", "2025-10-03TMO", "2025-10-03", "2025-10-04"),
    ("They fled on the afternoon of 16 May.", "the afternoon of 16 May",
     "TIME", "2025-05-16TAF", "2025-05-16", "2025-05-17"),
    ("They fled on the 14th of last month.", "the 14th of last month",
     "DATE", "2026-01-14", "2026-01-14", "2026-01-15"),
    ("They fled on the last Sunday of October.", "the last Sunday of October",
     "DATE", "2025-10-26", "2025-10-26", "2025-10-27"),
    ("They fled two Sundays ago.", "two Sundays ago", "DATE", "2026-01-25", "2026-01-25", "2026-01-26"),
    ("They fled the Friday before last.", "the Friday before last",
     "DATE", "2026-01-23", "2026-01-23", "2026-01-24"),
    ("They fled the week before last.", "the week before last", "DATE", "2026-W04", "2026-01-19", "2026-01-26"),
    ("They will meet the week after next.", "the week after next", "DATE", "2026-W08", "2026-02-16", "2026-02-23"),
    ("They fled that summer in 1989.", "that summer in 1989", "DATE", "1989-SU", "1989-06-01", "1989-09-01"),
    ("The 1980's were hard.", "The 1980's", "DATE", "198", "1980-01-01", "1990-01-01"),
    ("They fled on 22 NOV 89.", "22 NOV 89", "DATE", "1989-11-22", "1989-11-22", "1989-11-23"),
    ("It was logged on Wed Jan 28, 2026.", "Wed Jan 28, 2026", "DATE", "2026-01-28", "2026-01-28", "2026-01-29"),
    ("Planes struck on Sept.11, 2001.", "Sept.11, 2001", "DATE", "2001-09-11", "2001-09-11", "2001-09-12"),
    ("The Sept. 11 attacks killed thousands.", "Sept. 11", "DATE", "2001-09-11", "2001-09-11", "2001-09-12"),
    ("Much has changed since 9/11.", "9/11", "DATE", "2001-09-11", "2001-09-11", "2001-09-12"),
    ("Sirens sounded at 7:00 p.m.", "7:00 p.m.", "TIME", "2026-02-02T19:00", "2026-02-02", "2026-02-03"),
    ("Sirens sounded at 19.30 GMT.", "19.30 GMT", "TIME", "2026-02-02T19:30", "2026-02-02", "2026-02-03"),
    ("Sirens sounded at 0700 in Kyiv.", "0700", "TIME", "2026-02-02T07:00", "2026-02-02", "2026-02-03"),
    ("Sirens sounded at 9:15 on Sunday morning.", "9:15 on Sunday morning",
     "TIME", "2026-02-01T09:15", "2026-02-01", "2026-02-02"),
    ("Sirens sounded at half past six.", "half past six", "TIME", "2026-02-02T06:30", "2026-02-02", "2026-02-03"),
    ("It ends at midnight on Feb. 21.", "midnight on Feb. 21", "TIME", "2026-02-21T24:00", "2026-02-21", "2026-02-22"),
    ("In the past week shells killed two.", "the past week", "DATE", "2026-W05", "2026-01-26", "2026-02-02"),
    ("Shares have fallen since year-end.", "year-end", "DATE", "2025", "2025-09-01", "2026-01-01"),
    ("A weekslong siege ended.", "weekslong", "DURATION", "PXW", None, None),
    ("A decades-old feud ended.", "decades-old", "DURATION", "PXE", None, None),
    ("Some day the war will end.", "Some day", "DATE", "FUTURE_REF", None, None),
    ("Trucks pass every 15 to 20 minutes.", "every 15 to 20 minutes", "SET", "PT15M", None, None),
    ("That night the town burned.", "That night", "TIME", "XXXX-XX-XXTNI", None, None),
    ("They left the day before the vote.", "the day", "DATE", "XXXX-XX-XX", None, None),
    ("They fear the future.", "the future", "DATE", "FUTURE_REF", None, None),
    ("The current truce holds.", "current", "DATE", "PRESENT_REF", None, None),
    ("Troops seized the palace on Dec. 8.", "Dec. 8", "DATE", "2025-12-08", "2025-12-08", "2025-12-09"),
    ("The truce has held since March 27.", "March 27", "DATE", "2025-03-27", "2025-03-27", "2025-03-28"),
    ("The talks were put off to March 10.", "March 10", "DATE", "2026-03-10", "2026-03-10", "2026-03-11"),
    ("The minister set the vote for April 10.", "April 10", "DATE", "2026-04-10", "2026-04-10", "2026-04-11"),
    ("Envoys arrived ahead of Sunday's vote.", "Sunday", "DATE", "2026-02-08", "2026-02-08", "2026-02-09"),
    ("Officials said Friday will be a holiday.", "Friday", "DATE", "2026-02-06", "2026-02-06", "2026-02-07"),
    ("The houses are being sold in April.", "April", "DATE", "2026-04", "2026-04-01", "2026-05-01"),
    ("Farmers await the planned start of work in May.", "May", "DATE", "2026-05", "2026-05-01", "2026-06-01"),
    ("The visit comes after a raid on Friday.", "Friday", "DATE", "2026-01-30", "2026-01-30", "2026-01-31"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "span", "type_", "value", "begin", "end"), CASES)
def test_value(read: Read, text: str, span: str, type_: str, value: str, begin: str | None, end: str | None) -> None:
    time = only(text, read(text, published=MONDAY))
    assert (text[time.span.start : time.span.end], time.type, time.value) == (span, type_, value)
    assert (time.interval.begin, time.interval.end) == (begin, end)
    assert time.rule


CLOCKS = [
    ("Sirens sounded at 14:05 GMT.", "2026-02-02T14:05", "Z"),
    ("It was logged at 2026-01-12T14:05Z.", "2026-01-12T14:05", "Z"),
    ("Sirens sounded at 14:05 local time.", "2026-02-02T14:05", None),
    ("Sirens sounded at 3 a.m. Kyiv time.", "2026-02-02T03:00", "+02:00"),
    ("A truce begins at 6 p.m. Moscow time on Tuesday.", "2026-02-03T18:00", "+03:00"),
    ("A truce began at 6 a.m. Kyiv time on July 5, 2025.", "2025-07-05T06:00", "+03:00"),
    ("Sirens sounded at 6 p.m. ET.", "2026-02-02T18:00", "-05:00"),
    ("Sirens sounded at 9 a.m. New York time.", "2026-02-02T09:00", "-05:00"),
    ("Sirens sounded at 9 a.m. Russian time.", "2026-02-02T09:00", None),  # of eleven times
    ("Sirens sounded at 3 p.m. EDT on July 5, 2025.", "2025-07-05T15:00", "-04:00"),
]


@pytest.mark.parametrize(("text", "value", "offset"), CLOCKS)
def test_a_clock_has_its_offset_beside_its_value(read: Read, text: str, value: str, offset: str | None) -> None:
    reading = read(text, published=MONDAY)
    time = reading.times[0]
    assert (time.value, time.offset) == (value, offset)
    (row, *_) = reading_to_dict(Story(text=text), reading)["times"]
    assert row.get("offset") == offset


@pytest.mark.parametrize(
    "text",
    [
        "A 12-year-old boy and a man of 71 spoke.",
        "The council adopted Resolution 2334.",
        "The rebels may march to the square.",
        "The guide Jan Novak spoke.",
        "Prices rose to $2,020 from 1,995 pounds.",
        "The home side won 3:2.",
        "He sat down while the sun set.",
        "Aid began after the fall of the city.",
        "A three-month-old baby was saved.",
        "They left as soon as they could.",
        "The crew flew a Boeing 737 under Article 5.",
        "He called 555 0142 about flight 1990.",
        "He called 212-555-1995 or 555-1995.",
        "Oil rose to 2025 dollars.",
        "On days when it snows, trains stand.",
        "The annual March for Peace drew a crowd.",
        "The vote was 14-0 with one abstention.",
        "The jets were F-16 and Su-24 models.",
        "A man aged 34 and a girl of 5 fled on Route 66.",
        "Theresa May met Mrs. June and Sgt. Augustus March.",
        "The Sunday Times told of Bloody Sunday.",
        "She led the March of the Mothers.",
        "He spoke to USA Today.",
        "He fled in a 1987 Toyota.",
        "A 50-year-old alliance and like it other 11-year olds fell.",
        "The player of the year thanked his club.",
        "The strait has a strong current, and the current account is weak.",
        "They work 24/7.",
    ],
)
def test_no_time(read: Read, text: str) -> None:
    assert read(text, published=MONDAY).times == ()


def test_counts_from_the_day_of_the_speech(read: Read) -> None:
    text = "The envoy said Sunday that the talks will be held next week."
    times = read(text, published=MONDAY).times
    assert [t.value for t in times] == ["2026-02-01", "2026-W06"]
    assert times[1].anchor == "said on sunday"


def test_counts_from_the_day_last_told_of(read: Read) -> None:
    text = "Rebels took the bridge on Jan. 12. Two days later they left."
    assert [t.value for t in read(text, published=MONDAY).times] == ["2026-01-12", "2026-01-14"]


TOLD = [
    # text, values
    ("Three were killed in the 24 hours to 8 a.m. on Monday.", ["PT24H", "2026-02-02T08:00"]),
    ("The war began on 24 February 2022; on 2 March, the port fell.", ["2022-02-24", "2022-03-02"]),
    ("Protests broke out on Oct. 1, 2019 and lasted until April.", ["2019-10-01", "2020-04"]),
    ("Prisoners were beaten between March and June 2019.", ["2019-03", "2019-06"]),
    ("He said in August that the army would leave next month.", ["2025-08", "2025-09"]),
    ("He said on Friday that inspectors would arrive on Sunday.", ["2026-01-30", "2026-02-01"]),
    ("He told reporters on Sunday that the town fell on Friday.", ["2026-02-01", "2026-01-30"]),
    ("The rate rose to 4 on Friday from 3 the day before; the other fell to 2 from 3 the day before.",
     ["2026-01-30", "2026-01-29", "2026-01-29"]),
    ("The army took the town in 1975. Six years later it fell.", ["1975", "1981"]),
    ("They fled on the day after Christmas.", ["2025-12-26", "2025-12-25"]),
    ("He died at 3 a.m. and was buried two hours later.", ["2026-02-02T03:00", "PT2H"]),
    ("Friday, January 30, 2026 10:21 AM Updated: Sunday, February 1, 2026",
     ["2026-01-30", "2026-01-30T10:21", "2026-02-01"]),
    ("Officials agreed on Monday to a truce from Wednesday.", ["2026-02-02", "2026-02-04"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), TOLD)
def test_times_are_read_together(read: Read, text: str, values: list[str]) -> None:
    assert [t.value for t in read(text, published=MONDAY).times] == values


def test_hours_that_end_at_a_moment_cover_its_day_and_the_one_before(read: Read) -> None:
    time = read("Three were killed in the 24 hours to 8 a.m. on Monday.", published=MONDAY).times[0]
    assert (time.interval.begin, time.interval.end) == ("2026-02-01", "2026-02-03")


def test_a_family_name_once_given_is_no_month(read: Read) -> None:
    times = read("Theresa May lost. In March, May said so, and in May she left.", published=MONDAY).times
    assert [t.value for t in times] == ["2025-03", "2025-05"]


def test_a_date_may_run_over_a_line_s_end(read: Read) -> None:
    text = "The army said in a statement that it had taken the town on Nov.\n17 after a long fight."
    assert [t.value for t in read(text, published=MONDAY).times] == ["2025-11-17"]


def test_counts_from_the_year_last_told_of(read: Read) -> None:
    text = "The general resigned in 2019. Two years later he died."
    assert [t.value for t in read(text, published=MONDAY).times] == ["2019", "2021"]


def test_later_than_nothing_told_is_not_guessed(read: Read) -> None:
    time = only("", read("Rebels took the hill. Two days later they lost it.", published=MONDAY))
    assert (time.value, time.interval.begin) == ("XXXX-XX-XX", None)


def test_weekdays_that_end_the_content_are_not_the_speech_s(read: Read) -> None:
    text = (
        "The talks will take place in Geneva on Wednesday and Thursday, the spokesman Ivan Petrov announced on Monday."
    )
    assert [t.value for t in read(text, published=MONDAY).times] == ["2026-02-04", "2026-02-05", "2026-02-02"]


def test_a_clock_takes_the_day_that_follows(read: Read) -> None:
    text = "The truce took effect at 11:15 a.m. local time (0915 GMT) on Sunday."
    assert [t.value for t in read(text, published=MONDAY).times] == [
        "2026-02-01T11:15",
        "2026-02-01T09:15",
        "2026-02-01",
    ]


SEVERAL = [
    # text, the values of its times in order
    ("They met on 4 and 5 February.", ["2026-02-04", "2026-02-05"]),
    ("They met on 4, 5 and 6 January.", ["2026-01-04", "2026-01-05", "2026-01-06"]),
    ("They met on Jan. 4, 5 and 6, 2025.", ["2025-01-04", "2025-01-05", "2025-01-06"]),
    ("They met on Jan. 20 and 21 envoys spoke.", ["2026-01-20"]),
    ("They will meet on the 3rd or 4th of March.", ["2026-03-03", "2026-03-04"]),
    ("They will meet between 3 and 7 March.", ["2026-03-03", "2026-03-07"]),
    ("They met on Jan. 23-24 and between 2014 and 2016.", ["2026-01-23/2026-01-24", "2014", "2016"]),
    ("He ruled from January 2010 to March 2014.", ["2010-01", "2014-03"]),
    ("He has until Friday to respond.", ["2026-02-06"]),
    ("He has to leave on Friday.", ["2026-02-06"]),
    ("He had to leave on Friday.", ["2026-01-30"]),
    ("They met on Monday of last week.", ["2026-01-26"]),
    ("It will be open in six months' time.", ["2026-08"]),
    ("Aid is expected by spring.", ["2026-SP"]),
    ("Envoys met in fall and will meet in spring 2027.", ["2025-FA", "2027-SP"]),
    ("They met from Friday to Monday.", ["2026-01-30", "2026-02-02"]),
    ("They will meet from Friday to Monday.", ["2026-02-06", "2026-02-09"]),
    ("In the night from Monday to Tuesday guns fired.", ["2026-01-26", "2026-01-27"]),
    ("Drones struck overnight into Sunday.", ["2026-01-31TNI", "2026-02-01"]),
    ("Drones struck overnight from Saturday to Sunday.", ["2026-01-31TNI", "2026-01-31", "2026-02-01"]),
    ("A truce begins at 6 p.m. Moscow time on Tuesday.", ["2026-02-03T18:00", "2026-02-03"]),
    ("A truce began at 6 a.m. Kyiv time on July 5, 2025.", ["2025-07-05T06:00", "2025-07-05"]),
    ("He left at 5 p.m. Next time he will stay.", ["2026-02-02T17:00"]),
    ("They met on 02/01/2026 and 13/01/2026.", ["2026-01-02", "2026-01-13"]),
    ("They met on 02/01/2026 and 01/13/2026.", ["2026-02-01", "2026-01-13"]),
]


@pytest.mark.parametrize(("text", "values"), SEVERAL)
def test_several(read: Read, text: str, values: list[str]) -> None:
    assert [t.value for t in read(text, published=MONDAY).times] == values


ACCOUNTS = [
    # text, its first time, the days it covers
    ("Sales fell in the quarter ended July 31.", "2025-Q2", "2025-05-01", "2025-08-01"),
    ("Sales fell in the year ended Sept. 30, 2025.", "P1Y", "2024-10-01", "2025-10-01"),
    ("Output fell in the three months to December.", "P3M", "2025-10-01", "2026-01-01"),
    ("In the week to 25 January, 45 people were killed.", "2026-W04", "2026-01-19", "2026-01-26"),
    ("Profit fell in the fourth quarter ended Aug. 26.", "2025-Q4", "2025-05-27", "2025-08-27"),
    ("Profit fell in the third quarter.", "2025-Q3", "2025-07-01", "2025-10-01"),
]


@pytest.mark.parametrize(("text", "value", "begin", "end"), ACCOUNTS)
def test_periods_of_account(read: Read, text: str, value: str, begin: str, end: str) -> None:
    time = read(text, published=MONDAY).times[0]
    assert (time.value, time.interval.begin, time.interval.end) == (value, begin, end)


def test_a_story_s_own_quarters_cover_its_own_days(read: Read) -> None:
    text = "In the fourth quarter ended Aug. 26 profit fell. A year earlier it had risen. In the third quarter it rose."
    times = read(text, published=MONDAY).times
    assert [(t.value, t.interval.begin) for t in times[2:]] == [("2024-Q4", "2024-06-01"), ("2025-Q3", "2025-03-01")]


def test_what_a_year_earlier_is_compared_with(read: Read) -> None:
    quarter = "In the third quarter it earned more than a year earlier."
    months = "In the first nine months it earned 9 million, and the year-earlier 6 million."
    assert read(quarter, published=MONDAY).times[1].value == "2024-Q3"
    assert read(f"{quarter} {months}", published=MONDAY).times[3].value == "2025"


def test_a_range_gives_its_year_to_its_start(read: Read) -> None:
    text = "The truce ran from November 24 to December 1, 2023."
    assert [t.value for t in read(text, published=MONDAY).times] == ["2023-11-24", "2023-12-01"]
    text = "Polls were held on March 4 and 5, 2019."
    assert [t.value for t in read(text, published=MONDAY).times] == ["2019-03-04", "2019-03-05"]


def test_tomorrow_in_a_quotation_is_the_speaker_s(read: Read) -> None:
    text = 'The chief said on Sunday: "Tomorrow we will leave."'
    assert [t.value for t in read(text, published=MONDAY).times] == ["2026-02-01", "2026-02-02"]


def test_a_planned_day_is_the_nearest(read: Read) -> None:
    text = "Talks planned for Tuesday were postponed until Friday."
    assert [t.value for t in read(text, published=MONDAY).times] == ["2026-02-03", "2026-02-06"]


def test_title(read: Read) -> None:
    time = read("", title="Envoys to meet on Feb 4-5", published=MONDAY).times[0]
    assert (time.span.field, time.value) == ("title", "2026-02-04/2026-02-05")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The envoy said on Monday.", "XXXX-WXX-1"),
        ("The base was hit on Dec. 30.", "XXXX-12-30"),
        ("The port was shut in May.", "XXXX-05"),
        ("The port was shut last week.", "XXXX-WXX"),
        ("The port was shut yesterday.", "XXXX-XX-XX"),
        ("The port was shut last year.", "XXXX"),
        ("The convoy left on Monday evening.", "XXXX-WXX-1TEV"),
        ("The convoy left two nights ago.", "XXXX-XX-XXTNI"),
        ("Talks will open midweek.", "XXXX-WXX"),
        ("The port was shut in late June.", "XXXX-06"),
        ("The port was shut in the first half of June.", "XXXX-06"),
        ("The port was shut at 6 p.m. Kyiv time.", "XXXX-XX-XXT18:00"),
    ],
)
def test_unresolved_without_a_day(read: Read, text: str, value: str) -> None:
    time = only(text, read(text))
    assert time.value == value
    assert (time.interval.begin, time.interval.end) == (None, None)


def test_an_absolute_date_anchors_an_undated_story(read: Read) -> None:
    text = "Rebels took the bridge on 3 March 2026. Two days later they left."
    assert [t.value for t in read(text).times] == ["2026-03-03", "2026-03-05"]


@pytest.mark.parametrize(
    ("value", "begin", "end"),
    [
        ("2026-W06", "2026-02-02", "2026-02-09"),
        ("2026-W06-WE", "2026-02-07", "2026-02-09"),
        ("2024-02", "2024-02-01", "2024-03-01"),
        ("2026-H2", "2026-07-01", "2027-01-01"),
        ("2025-WI", "2025-12-01", "2026-03-01"),
        ("2026-02-30", None, None),
        ("2026-W60", None, None),
        ("XXXX-WXX-1", None, None),
        ("9999-12-31", None, None),
        ("", None, None),
    ],
)
def test_interval_of(value: str, begin: str | None, end: str | None) -> None:
    interval = interval_of(value)
    assert (interval.begin, interval.end) == (begin, end)


def test_numerals() -> None:
    assert number_of(["twenty", "-", "four"]) == 24
    assert number_of(["two", "1/2"]) == 2.5
    assert number_of(["a", "couple", "of"]) == 2
    assert number_of(["two", "hundred", "thousand"]) == 200_000
    assert number_of(["nothing"]) is None
    assert spelled_year(["nineteen", "ninety", "-", "six"]) == 1996
    assert spelled_year(["two", "thousand", "and", "four"]) == 2004


def test_easter() -> None:
    assert [easter(y).isoformat() for y in (2000, 2024, 2025, 2026)] == [
        "2000-04-23",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
    ]


MONTHS = "January February March April May June July August September October November December".split()
SHORT = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
STYLES: dict[str, Callable[[date], str]] = {
    "iso": lambda d: d.isoformat(),
    "american": lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    "american, no comma": lambda d: f"{MONTHS[d.month - 1]} {d.day} {d.year}",
    "american, short": lambda d: f"{SHORT[d.month - 1]} {d.day}, {d.year}",
    "three letters": lambda d: f"{MONTHS[d.month - 1][:3]} {d.day}, {d.year}",
    "ordinal": lambda d: f"{MONTHS[d.month - 1]} {ordinal(d.day)}, {d.year}",
    "british": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "british, short": lambda d: f"{d.day} {MONTHS[d.month - 1][:3]} {d.year}",
    "british, ordinal": lambda d: f"the {ordinal(d.day)} of {MONTHS[d.month - 1]} {d.year}",
    "with weekday": lambda d: f"{DAYS[d.weekday()]}, {MONTHS[d.month - 1]} {d.day}, {d.year}",
    "with short weekday": lambda d: f"{DAYS[d.weekday()][:3]}., {SHORT[d.month - 1]} {d.day}, {d.year}",
    "british with weekday": lambda d: f"{DAYS[d.weekday()]} {d.day} {MONTHS[d.month - 1]} {d.year}",
    "slashes": lambda d: f"{d.month}/{d.day}/{d.year}",
    "slashes, year first": lambda d: f"{d.year}/{d.month:02d}/{d.day:02d}",
    "dots": lambda d: f"{d.day:02d}.{d.month:02d}.{d.year}",
    "hyphens, day first": lambda d: f"{d.day:02d}-{d.month:02d}-{d.year}",
    "hyphens and month": lambda d: f"{d.day}-{MONTHS[d.month - 1][:3]}-{d.year}",
    "capitals": lambda d: f"{MONTHS[d.month - 1].upper()} {d.day}, {d.year}",
    "month the day": lambda d: f"{MONTHS[d.month - 1]} the {ordinal(d.day)}, {d.year}",
    "two figures": lambda d: f"{d.day:02d} {MONTHS[d.month - 1][:3]} {d.year}",
    "british, comma": lambda d: f"{d.day} {MONTHS[d.month - 1]}, {d.year}",
    "british, short weekday": lambda d: f"{DAYS[d.weekday()][:3]}, {d.day:02d} {MONTHS[d.month - 1][:3]} {d.year}",
    "weekday the ordinal": lambda d: f"{DAYS[d.weekday()]} the {ordinal(d.day)} of {MONTHS[d.month - 1]} {d.year}",
    "in words": lambda d: f"{MONTHS[d.month - 1]} {spelled(d.day)}, {d.year}",
}
SENTENCES = ("The pact was signed on {}.", "The pact of {} will hold.", "Talks will begin on {}, an envoy said.")
DAY = st.dates(date(1950, 1, 1), date(2049, 12, 31))
ANY_WAY = st.tuples(
    DAY, st.sampled_from(sorted(STYLES)), st.sampled_from(SENTENCES), st.integers(-3650, 3650)
)  # fmt: skip


def ordinal(number: int) -> str:
    ending = "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


ONES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth".split()
TEENS = "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()


def spelled(number: int) -> str:
    plain = [*ONES, *TEENS]
    return plain[number - 1] if number <= 20 else "thirtieth" if number == 30 else tens(number, plain)


def tens(number: int, plain: list[str]) -> str:
    return f"{'twenty' if number < 30 else 'thirty'}-{plain[number % 10 - 1]}"


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ways=st.lists(ANY_WAY, min_size=20, max_size=20))
def test_every_style_reads_back_from_any_anchor(reader: Reader, ways: list[tuple[date, str, str, int]]) -> None:
    stories = [
        Story(text=sentence.format(STYLES[style](day)), published=(day + timedelta(off)).isoformat())
        for day, style, sentence, off in ways
    ]
    for (day, *_), (story, reading) in zip(ways, reader.read(stories), strict=True):
        assert [(t.value, t.interval.begin) for t in reading.times] == [(day.isoformat(), day.isoformat())], story


RANGES: dict[str, Callable[[date, date], str]] = {
    "american": lambda a, b: f"{SHORT[a.month - 1]} {a.day}-{b.day}, {a.year}",
    "american, dash": lambda a, b: f"{MONTHS[a.month - 1]} {a.day}\u2013{b.day}, {a.year}",
    "american, to": lambda a, b: f"{MONTHS[a.month - 1]} {a.day} to {b.day}, {a.year}",
    "british": lambda a, b: f"{a.day}-{b.day} {MONTHS[a.month - 1]} {a.year}",
    "british, to": lambda a, b: f"{a.day} to {b.day} {MONTHS[a.month - 1]} {a.year}",
    "british, and": lambda a, b: f"{a.day} and {b.day} {MONTHS[a.month - 1]} {a.year}",
    "american, and": lambda a, b: f"{SHORT[a.month - 1]} {a.day} and {b.day}, {a.year}",
}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ways=st.lists(st.tuples(DAY, st.integers(1, 27), st.sampled_from(sorted(RANGES))), min_size=20, max_size=20))
def test_every_range_covers_its_days(reader: Reader, ways: list[tuple[date, int, str]]) -> None:
    pairs = [(day, min(day + timedelta(off), last_of(day)), style) for day, off, style in ways if day != last_of(day)]
    stories = [Story(text=f"The pact was kept on {RANGES[style](a, b)}.", published=MONDAY) for a, b, style in pairs]
    for (first, last, _), (story, reading) in zip(pairs, reader.read(stories), strict=True):
        begin, end = reading.times[0].interval.begin, reading.times[-1].interval.end
        assert (begin, end) == (first.isoformat(), (last + timedelta(1)).isoformat()), story


PLACES = {"Kyiv": "Europe/Kyiv", "Moscow": "Europe/Moscow", "Tehran": "Asia/Tehran", "New York": "America/New_York"}


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ways=st.lists(st.tuples(DAY, st.integers(0, 23), st.sampled_from(sorted(PLACES))), min_size=20, max_size=20))
def test_a_city_s_clock_has_its_offset_of_the_day(reader: Reader, ways: list[tuple[date, int, str]]) -> None:
    stories = [
        Story(text=f"It ends at {hour:02d}:30 {place} time on {day.day} {MONTHS[day.month - 1]} {day.year}.")
        for day, hour, place in ways
    ]
    for (day, hour, place), (story, reading) in zip(ways, reader.read(stories), strict=True):
        moment = datetime(day.year, day.month, day.day, hour, 30, tzinfo=ZoneInfo(PLACES[place]))
        time = reading.times[0]
        assert f"{time.value}{time.offset}" == moment.isoformat(timespec="minutes")[:22], story


def last_of(day: date) -> date:
    return (day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(st.tuples(DAY, st.integers(1, 180), st.booleans()), min_size=20, max_size=20))
def test_a_date_without_a_year_is_the_near_one_of_the_tense(reader: Reader, days: list[tuple[date, int, bool]]) -> None:
    stories = [
        Story(
            text=("They met on {}." if past else "They will meet on {}.").format(f"{SHORT[day.month - 1]} {day.day}"),
            published=(day + timedelta(off if past else -off)).isoformat(),
        )
        for day, off, past in days
    ]
    for (day, *_), (story, reading) in zip(days, reader.read(stories), strict=True):
        if (day.month, day.day) != (2, 29):
            assert [t.value for t in reading.times] == [day.isoformat()], story


WORDS = st.sampled_from(
    "the last next past two 24 hours Jan. May 4 - 23 , 2026 Monday evening said will on in year quarter a ago later "
    "a.m. 18 : 30 99999999 31 Feb. every week 1990s century half and \n . first \u00bd 0 30th of Kyiv time ET midweek "
    "nights the late early mid ended to from overnight into three months winters eve Ramadan second end FY "
    "Sept.11 9/11 / 21st o'clock past six 0700 19.30 GMT on midnight weekslong that 22 NOV 89 before Theresa".split(" ")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, max_size=25), day=st.sampled_from([None, MONDAY, "0001-01-01", "9999-12-31"]))
def test_any_text_is_read(reader: Reader, words: list[str], day: str | None) -> None:
    story = Story(text=" ".join(words), published=day)
    reading = next(r for _, r in reader.read([story]))
    assert not [p for p in reading.problems if p.where in ("times", "dateline")]
    last = 0
    for time in reading.times:
        assert last <= time.span.start < time.span.end <= len(story.text)
        assert story.quote(time.span) == story.quote(time.span).strip()
        last = time.span.end
        if time.interval.begin and time.interval.end:
            assert time.interval.begin < time.interval.end
        if time.type in ("DATE", "TIME") and days_of(time.value):
            assert time.interval.begin
