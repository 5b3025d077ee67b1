"""220 ways of saying when, and their readings as of Monday 23 November 2026, by an author who had not seen the readers.

``READ`` and ``ASKED`` are as that author has them; ``OURS`` are read by a custom of this house, with the reason.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.adapters.holidays import LibraryBankHolidays
from bot.decisions.calendar import london_date
from bot.decisions.questions import Question
from bot.readers.answers import Message, read_answer
from bot.readers.dates import Day, Unreadable, read_date
from bot.readers.dates_bank_holidays import of_year
from bot.readers.dates_feasts import easter
from bot.readers.heard import Problem
from bot.readers.volunteered import told_when, volunteered

TODAY = date(2026, 11, 23)

READ = {
    "today": "2026-11-23",
    "this morning": "2026-11-23",
    "this aft": "2026-11-23",
    "just now": "2026-11-23",
    "an hour ago": "2026-11-23",
    "about half nine this mornin": "2026-11-23",
    "earlier the day": "2026-11-23",
    "today, monday": "2026-11-23",
    "yesterday": "2026-11-22",
    "yesturday": "2026-11-22",
    "yday": "2026-11-22",
    "teatime yesterdy": "2026-11-22",
    "last nite": "2026-11-22",
    "last night about 11": "2026-11-22",
    "yestreen": "2026-11-22",
    "day before yesterday": "2026-11-21",
    "2 days ago": "2026-11-21",
    "three days back": "2026-11-20",
    "5 days ago": "2026-11-18",
    "ten days ago": "2026-11-13",
    "a week ago": "2026-11-16",
    "a week ago yesterday": "2026-11-15",
    "a fortnight ago": "2026-11-09",
    "two weeks ago today": "2026-11-09",
    "a fortnight since": "2026-11-09",
    "3 weeks ago": "2026-11-02",
    "six wks ago": "2026-10-12",
    "eight weeks ago today": "2026-09-28",
    "Friday": "2026-11-20",
    "on tuesday": "2026-11-17",
    "wensday": "2026-11-18",
    "thurs": "2026-11-19",
    "Setterday": "2026-11-21",
    "sunday nite": "2026-11-22",
    "sat morning": "2026-11-21",
    "first thing Friday": "2026-11-20",
    "Tuesday just gone": "2026-11-17",
    "Thursday past": "2026-11-19",
    "Friday there": "2026-11-20",
    "last wednesday": "2026-11-18",
    "last fri": "2026-11-20",
    "Wednesday last week": "2026-11-18",
    "Tues of last week": "2026-11-17",
    "Tuesday before last": "2026-11-10",
    "sunday before last": "2026-11-15",
    "a week last Friday": "2026-11-13",
    "a week past thursday": "2026-11-12",
    "tuesday gone a week": "2026-11-10",
    "a fortnight last Saturday": "2026-11-07",
    "two weeks last Thursday": "2026-11-05",
    "the friday of the week before last": "2026-11-13",
    "Saturday week ago": "2026-11-14",
    "three Sundays ago": "2026-11-08",
    "early hours of saturday": "2026-11-21",
    "thursday night into friday": "2026-11-19 to 2026-11-20",
    "last Monday": "2026-11-16",
    "Monday just gone": "2026-11-16",
    "Monday of last week": "2026-11-16",
    "monday week ago": "2026-11-16",
    "Monday before last": "2026-11-09",
    "the 28th": "2026-10-28",
    "on the 2nd": "2026-11-02",
    "14th": "2026-11-14",
    "the 30th": "2026-10-30",
    "the 31st": "2026-10-31",
    "it was the 24th": "2026-10-24",
    "the 22nd": "2026-11-22",
    "friday the 13th": "2026-11-13",
    "weds 4th": "2026-11-04",
    "Sat 31st": "2026-10-31",
    "the 2nd of last month": "2026-10-02",
    "1st of this month": "2026-11-01",
    "the 19th at about 2pm": "2026-11-19",
    "the 17th inst.": "2026-11-17",
    "the 9th ult.": "2026-10-09",
    "3rd of nov": "2026-11-03",
    "3 November": "2026-11-03",
    "nov 17th": "2026-11-17",
    "03/11": "2026-11-03",
    "3.11.26": "2026-11-03",
    "2026-11-03": "2026-11-03",
    "05-11-2026": "2026-11-05",
    "11/03": "2026-03-11",
    "11/09/26": "2026-09-11",
    "9/10": "2026-10-09",
    "12/11": "2026-11-12",
    "13/9": "2026-09-13",
    "10.10.2026": "2026-10-10",
    "7/8/26": "2026-08-07",
    "20/11/2026": "2026-11-20",
    "31/12": "2025-12-31",
    "25th december": "2025-12-25",
    "10th of january": "2026-01-10",
    "twenty first of october": "2026-10-21",
    "the sixth of April": "2026-04-06",
    "22 sept 2026": "2026-09-22",
    "Thurs 12 nov": "2026-11-12",
    "Friday 6th novemeber": "2026-11-06",
    "14th Feb 2025": "2025-02-14",
    "3 november last year": "2025-11-03",
    "back in July": "2026-07-01 to 2026-07-31",
    "in november": "2026-11-01 to 2026-11-23",
    "august": "2026-08-01 to 2026-08-31",
    "sometime in May": "2026-05-01 to 2026-05-31",
    "last month": "2026-10-01 to 2026-10-31",
    "the month before last": "2026-09-01 to 2026-09-30",
    "this month": "2026-11-01 to 2026-11-23",
    "october time": "2026-10-01 to 2026-10-31",
    "December": "2025-12-01 to 2025-12-31",
    "febuary this year": "2026-02-01 to 2026-02-28",
    "March 2025": "2025-03-01 to 2025-03-31",
    "june/july": "2026-06-01 to 2026-07-31",
    "september last year": "2025-09-01 to 2025-09-30",
    "early august": "2026-08-01 to 2026-08-10",
    "late september": "2026-09-21 to 2026-09-30",
    "back end of october": "2026-10-21 to 2026-10-31",
    "first week of november": "2026-11-01 to 2026-11-07",
    "second week in october": "2026-10-08 to 2026-10-14",
    "last week of august": "2026-08-25 to 2026-08-31",
    "first monday in october": "2026-10-05",
    "last friday of september": "2026-09-25",
    "turn of the year": "2025-12-25 to 2026-01-07",
    "in the spring": "2026-03-01 to 2026-05-31",
    "over the summer": "2026-06-01 to 2026-08-31",
    "last winter": "2025-12-01 to 2026-02-28",
    "this autumn": "2026-09-01 to 2026-11-23",
    "last year": "2025-01-01 to 2025-12-31",
    "last week": "2026-11-16 to 2026-11-22",
    "week before last": "2026-11-09 to 2026-11-15",
    "early last week": "2026-11-16 to 2026-11-18",
    "middle of last week": "2026-11-17 to 2026-11-19",
    "tail end of last week": "2026-11-19 to 2026-11-22",
    "dunno, some day last week": "2026-11-16 to 2026-11-22",
    "the weekend": "2026-11-21 to 2026-11-22",
    "last weekend": "2026-11-21 to 2026-11-22",
    "weekend before last": "2026-11-14 to 2026-11-15",
    "wk commencing 9th nov": "2026-11-09 to 2026-11-15",
    "August bank holiday": "2026-08-31",
    "august bank hol weekend": "2026-08-29 to 2026-08-31",
    "good friday": "2026-04-03",
    "easter monday": "2026-04-06",
    "easter sunday": "2026-04-05",
    "over Easter": "2026-04-03 to 2026-04-06",
    "may day bank holiday": "2026-05-04",
    "spring bank holiday": "2026-05-25",
    "last bank holiday": "2026-08-31",
    "halloween": "2026-10-31",
    "two days before halloween": "2026-10-29",
    "bonfire night": "2026-11-05",
    "the day after bonfire nite": "2026-11-06",
    "remembrance sunday": "2026-11-08",
    "armistice day": "2026-11-11",
    "xmas day": "2025-12-25",
    "boxing day": "2025-12-26",
    "between xmas and new year": "2025-12-26 to 2025-12-31",
    "hogmanay": "2025-12-31",
    "new years day": "2026-01-01",
    "valentines day": "2026-02-14",
    "pancake day": "2026-02-17",
    "mothers day": "2026-03-15",
    "fathers day": "2026-06-21",
    "st patricks day": "2026-03-17",
    "burns night": "2026-01-25",
    "the day the clocks went back": "2026-10-25",
    "when the clocks went forward": "2026-03-29",
    "black friday last year": "2025-11-28",
    "all weekend": "2026-11-21 to 2026-11-22",
    "from 3rd to 7th november": "2026-11-03 to 2026-11-07",
    "between the 10th and the 14th": "2026-11-10 to 2026-11-14",
    "5th-9th oct": "2026-10-05 to 2026-10-09",
    "mon to weds last week": "2026-11-16 to 2026-11-18",
    "from 28 october til 4 nov": "2026-10-28 to 2026-11-04",
    "either the 9th or the 10th": "2026-11-09 to 2026-11-10",
    "three or four days ago": "2026-11-19 to 2026-11-20",
    "about a month ago": "2026-10-16 to 2026-10-30",
}  # fmt: skip
ASKED = [
    "Tuesday the 12th", "11/25", "30/02/26", "31st of september", "29th feb", "25/11/26", "30th november",
    "Monday 3rd november", "earlier this year", "the may bank holiday", "the twelfth", "the other day",
    "ages ago", "a wee while back", "recently",
]  # fmt: skip
"""Nothing is taken: the question is put again, or the answer is that they do not know."""

NEAR = "a feast that may be the next one, at most a month ahead, is asked"
ON_THE_DAY = "a weekday said on it is today, and is read back"
PART = "a part of a month is its days 1 to 10, 11 to 20 or 21 to the end"
SINCE = "the first day is what counts, so the reading is of that day"
OURS = [
    ("xmas eve", None, NEAR),
    ("st andrews day", None, NEAR),
    ("monday", "2026-11-23", ON_THE_DAY),
    ("on Monday morning", "2026-11-23", ON_THE_DAY),
    ("this Monday", "2026-11-23", ON_THE_DAY),
    ("the 23rd", "2026-11-23", "today, and read back"),
    ("10/13/26", None, "no British date: asked"),
    ("1/12", None, "a week ahead is a slip: asked"),
    ("15 dec", None, "some weeks ahead is a slip: asked"),
    ("start of october", "2026-10-01 to 2026-10-10", PART),
    ("beginning of this month", "2026-11-01 to 2026-11-10", PART),
    ("mid sept", "2026-09-11 to 2026-09-20", PART),
    ("the middle of June", "2026-06-11 to 2026-06-20", PART),
    ("end of last month", "2026-10-21 to 2026-10-31", PART),
    ("october half term", None, "every council has its own: asked"),
    ("since yesterday", "2026-11-22", SINCE),
    ("since thursday", "2026-11-19", SINCE),
    ("since the weekend", "2026-11-21 to 2026-11-22", SINCE),
    ("since June", "2026-06-01 to 2026-06-30", SINCE),
    ("since before Christmas", "2025-12-01 to 2025-12-24", SINCE),
    ("since 2nd nov", "2026-11-02", SINCE),
    ("for the last ten days", "2026-11-13", SINCE),
    ("3 days now", "2026-11-20", SINCE),
    ("past fortnight", "2026-11-09", SINCE),
    ("last 6 weeks", "2026-10-12", SINCE),
    ("nigh on a month", "2026-10-16 to 2026-10-30", "about a month is a week more or less"),
    ("about 3 weeks back", "2026-10-26 to 2026-11-09", "about some weeks is one more or less"),
    ("a couple of days ago", "2026-11-21", "a couple is two"),
    ("a few weeks ago", "2026-10-19 to 2026-11-09", "a few are two to five"),
]  # fmt: skip


def written(day: object) -> str | None:
    """As the tables have it: "2026-11-03", "2026-11-03 to 2026-11-09", ``None`` where no day is taken."""
    if not isinstance(day, Day):
        return None
    return f"{day.start}" if day.exact else f"{day.start} to {day.end}"


@pytest.mark.parametrize(("said", "meant"), READ.items())
def test_a_day_is_read_as_another_author_has_it(said: str, meant: str) -> None:
    assert written(read_date(said, TODAY)) == meant


@pytest.mark.parametrize("said", ASKED)
def test_what_may_be_several_days_or_none_is_asked(said: str) -> None:
    assert written(read_date(said, TODAY)) is None


@pytest.mark.parametrize(("said", "meant", "reason"), OURS)
def test_a_custom_of_this_house_is_kept(said: str, meant: str | None, reason: str) -> None:
    assert written(read_date(said, TODAY)) == meant, reason


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("week past monday", "2026-11-09"),
        ("a week last monday", "2026-11-09"),
        ("Monday two weeks ago", "2026-11-09"),
        ("Friday 2 weeks ago", "2026-11-06 to 2026-11-13"),
        ("a couple of Fridays ago", "2026-11-13"),
        ("a week yesterday", "2026-11-15"),
        ("it took a week, yesterday they rang", "2026-11-22"),
        ("Monday there", "2026-11-16"),
        ("the night before last", "2026-11-21"),
        ("48 hours ago", "2026-11-21"),
        ("36 hours ago", "2026-11-21 to 2026-11-22"),
        ("20 mins ago", "2026-11-23"),
        ("this time last week", "2026-11-16"),
        ("Monday or Tuesday", "2026-11-16 to 2026-11-17"),
        ("two and a half weeks ago", "2026-11-02 to 2026-11-09"),
        ("over a week ago", "2026-11-09 to 2026-11-16"),
        ("3 weeks past", "2026-11-02"),
        ("Tuesday 3/11/26", "2026-11-03"),
        ("3rd November, a Tuesday", "2026-11-03"),
        ("the 28th to the 4th", "2026-10-28 to 2026-11-04"),
        ("20 nov until 4 december", "2026-11-20 to 2026-11-23"),
        ("from 28 dec to 4 jan", "2025-12-28 to 2026-01-04"),
        ("28/10-4/11", "2026-10-28 to 2026-11-04"),
        ("week ending 15 nov", "2026-11-09 to 2026-11-15"),
        ("the week of the 11th", "2026-11-09 to 2026-11-15"),
        ("the second tuesday of this month", "2026-11-10"),
        ("first monday of december", "2025-12-01"),
        ("a year last september", "2025-09-01 to 2025-09-30"),
        ("september the year before last", "2024-09-01 to 2024-09-30"),
        ("good friday last year", "2025-04-18"),
        ("last st andrews day", "2025-11-30"),
        ("the month of june or july", "2026-06-01 to 2026-07-31"),
        ("christmas 2024", "2024-12-25"),
        ("around christmas", "2025-12-18 to 2026-01-01"),
        ("just after easter", "2026-04-07 to 2026-04-13"),
        ("the clocks changed", "2026-10-25"),
        ("bank holiday monday", "2026-08-31"),
        ("over the last bank holiday weekend", "2026-08-29 to 2026-08-31"),
        ("spring bank holiday 2022", "2022-06-02"),
        ("last autumn", "2025-09-01 to 2025-11-30"),
        ("on the fourteenth", "2026-11-14"),
        ("the twelfth of july", "2026-07-12"),
        ("early may bank holiday", "2026-05-04"),
        ("the late may bank holiday", "2026-05-25"),
        ("the weekend of the 14th", "2026-11-14 to 2026-11-15"),
        ("2nd week of nov", "2026-11-08 to 2026-11-14"),
        ("two weekends ago", "2026-11-14 to 2026-11-15"),
        ("day after boxing day", "2025-12-27"),
        ("mid last month", "2026-10-11 to 2026-10-20"),
    ],
)
def test_their_neighbours_are_read_too(said: str, meant: str) -> None:
    assert written(read_date(said, TODAY)) == meant


@pytest.mark.parametrize(
    ("said", "today", "meant"),
    [
        ("he went quiet since the bank holiday", date(2026, 9, 4), "2026-08-31"),
        ("the 31st", date(2026, 3, 1), "2026-01-31"),
        ("the 30th", date(2026, 3, 1), "2026-01-30"),
        ("last month", date(2026, 1, 1), "2025-12-01 to 2025-12-31"),
        ("the 9th ult.", date(2026, 1, 10), "2025-12-09"),
        ("a month ago", date(2026, 3, 31), "2026-02-28"),
        ("last friday of february", date(2028, 3, 1), "2028-02-25"),
        ("29 feb", date(2028, 3, 1), "2028-02-29"),
        ("between xmas and new year", date(2026, 12, 29), "2026-12-26 to 2026-12-29"),
        ("this winter", date(2026, 2, 3), "2025-12-01 to 2026-02-03"),
        ("wednesday last week", date(2026, 11, 27), "2026-11-18"),
        ("last week on Tuesday", date(2026, 11, 27), "2026-11-17"),
        ("Saturday week ago", date(2026, 11, 27), "2026-11-14"),
    ],
)
def test_months_and_years_end_where_the_calendar_has_it(said: str, today: date, meant: str) -> None:
    assert written(read_date(said, today)) == meant


@pytest.mark.parametrize(
    ("sent", "said", "meant"),
    [
        (datetime(2026, 7, 14, 22, 59, tzinfo=UTC), "today", "2026-07-14"),  # 23:59 in London
        (datetime(2026, 7, 14, 23, 1, tzinfo=UTC), "today", "2026-07-15"),  # 00:01
        (datetime(2026, 7, 14, 22, 59, tzinfo=UTC), "yesterday", "2026-07-13"),
        (datetime(2026, 7, 14, 23, 1, tzinfo=UTC), "last night", "2026-07-14"),
        (datetime(2026, 7, 31, 23, 1, tzinfo=UTC), "last month", "2026-07-01 to 2026-07-31"),
        (datetime(2026, 11, 23, 23, 59, tzinfo=UTC), "today", "2026-11-23"),  # winter: the same hour
        (datetime(2026, 11, 24, 0, 1, tzinfo=UTC), "yesterday", "2026-11-23"),
        (
            datetime(2026, 10, 24, 23, 30, tzinfo=UTC),
            "the clocks went back",
            "2026-10-25",
        ),  # 00:30 of that day
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), "the clocks went back", "2025-10-26"),  # 23:30 before it
    ],
)
def test_today_is_the_day_in_london_when_the_message_came(sent: datetime, said: str, meant: str) -> None:
    assert written(read_date(said, london_date(sent))) == meant


DISAGREEING = [
    "Monday 3 November", "Tuesday the 12th", "Monday 3/11/26", "the 12th, a Tuesday", "3 November (a Monday)",
    "Sat 20 November 2026", "it broke on Monday 3rd november and came back on friday",
]  # fmt: skip


@pytest.mark.parametrize("said", DISAGREEING)
def test_a_weekday_that_is_not_that_of_its_date_is_asked_and_neither_is_taken(said: str) -> None:
    assert read_date(said, TODAY) is Unreadable.DISAGREES
    assert read_answer(Question.HAPPENED_ON, Message(said, TODAY), {}) == Problem(
        "utter_problem_weekday_of_date"
    )


def test_such_a_date_is_not_taken_from_a_story_either() -> None:
    assert volunteered(Message("Down since Monday 3 November", TODAY), {}) is None
    assert told_when("I complained on Monday 3 November", TODAY) is None


@pytest.mark.parametrize(
    "said",
    [
        "march on", "they march in and out", "we may or march", "I sat waiting", "sat waiting for hours",
        "the sun was out", "spring cleaning", "a spring in my step", "easter egg", "autumn statement",
        "winter fuel payment", "my summer job", "christmas dinner", "new year sale", "Mr Valentine", "Mr Munday",
        "Jan told me it was fine", "I spoke to April", "June on the phone", "the first engineer",
        "on the third attempt", "are you open on bank holidays", "gone quiet since bank holiday",
        "we rang over the bank holiday weekend",
        "fixed by Christmas", "until Easter",
        "between 10 and 14 calls", "I get 3 to 4 mbps", "ticket 031126", "441201", "1/2 an hour", "half term",
        "a black friday deal", "we work Monday to Friday", "from the first of the month",
        "he plays that Fortnite",
    ],
)  # fmt: skip
def test_words_that_only_look_like_a_day_are_none(said: str) -> None:
    assert read_date(said, TODAY) is None


@pytest.mark.parametrize(
    "said",
    [
        "The spring of the router broke and I march on",
        "April said it may take till easter, and I sat on the phone",
        "You sent an easter egg and a Christmas card but no engineer came on Friday week",
        "Bills for June/July are wrong, between the 10th and the 14th of them",
        "We lost the first Monday in October, and the bank holiday too",
    ],
)
def test_a_description_gives_no_day_unasked(said: str) -> None:
    assert volunteered(Message(said, TODAY), {}) is None
    assert told_when(said, TODAY) is None


@pytest.mark.parametrize(
    "said",
    [
        "Friday week",
        "a week on Tuesday",
        "in two weeks time",
        "the morn",
        "next fri",
        "Monday 28 December",
        "christmas eve",
        "pancake day next year",
    ],
)
def test_what_is_counted_forwards_is_to_come(said: str) -> None:
    assert read_date(said, TODAY) is Unreadable.FUTURE


def test_bank_holidays_are_those_of_the_library_for_england() -> None:
    library = LibraryBankHolidays()
    once = {date(2011, 4, 29), date(2012, 6, 5), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)}
    for year in range(2010, 2035):
        days = [
            date.fromordinal(at)
            for at in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
        ]
        named = {day for day in days if day.weekday() < 5 and library.name(day, "ENG")}
        assert set(of_year(year)) == named - once


def test_easter_is_where_the_church_has_it() -> None:
    assert [easter(year) for year in (2000, 2008, 2011, 2019, 2025, 2026, 2038)] == [
        date(2000, 4, 23), date(2008, 3, 23), date(2011, 4, 24), date(2019, 4, 21), date(2025, 4, 20),
        date(2026, 4, 5), date(2038, 4, 25),
    ]  # fmt: skip
