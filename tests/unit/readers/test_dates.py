"""British ways of saying when, seen from Monday 23 November 2026."""

from __future__ import annotations

from datetime import date

import pytest

from bot.readers.dates import Day, Unreadable, read_date

TODAY = date(2026, 11, 23)


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("today", day(11, 23)),
        ("this morning", day(11, 23)),
        ("yesterday", day(11, 22)),
        ("last night", day(11, 22)),
        ("the day before yesterday", day(11, 21)),
        ("last Friday", day(11, 20)),
        ("friday", day(11, 20)),
        ("since last Monday", day(11, 16)),
        ("since Monday", day(11, 16)),
        ("monday", day(11, 23)),
        ("Tuesday just gone", day(11, 17)),
        ("Wednesday last week", day(11, 18)),
        ("a fortnight ago", day(11, 9)),
        ("nine days ago", day(11, 14)),
        ("for nine days", day(11, 14)),
        ("its been down for 9 days", day(11, 14)),
        ("a couple of weeks ago", day(11, 9)),
        ("it's been 7 weeks now", day(10, 5)),
        ("it's been 7 weeks, am I allowed", day(10, 5)),
        ("2 months ago", day(9, 23)),
        ("3 November", day(11, 3)),
        ("3rd of November", day(11, 3)),
        ("the 3rd of nov", day(11, 3)),
        ("March 3rd", day(3, 3)),
        ("Oct 5", day(10, 5)),
        ("20 nov 2026", day(11, 20)),
        ("20 November 2025", day(11, 20, 2025)),
        ("3 November 2025, am I too late", day(11, 3, 2025)),
        ("20 August", day(8, 20)),
        ("25 December", day(12, 25, 2025)),
        ("05/06/2026", day(6, 5)),
        ("5/6", day(6, 5)),
        ("1.11.26", day(11, 1)),
        ("2026-06-05", day(6, 5)),
        ("the 28th", day(10, 28)),
        ("on the 12th", day(11, 12)),
        ("Boxing Day", day(12, 26, 2025)),
        ("since Christmas", day(12, 25, 2025)),
    ],
)
def test_a_day_is_read_as_people_here_mean_it(said: str, meant: date) -> None:
    assert read_date(said, TODAY) == Day(meant, meant)


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("back in July", day(7, 1), day(7, 31)),
        ("about three weeks ago", day(10, 26), day(11, 9)),
        ("a few weeks ago", day(10, 19), day(11, 9)),
        ("a few months ago", day(6, 23), day(9, 23)),
        ("the week before last", day(11, 9), day(11, 15)),
        ("early October", day(10, 1), day(10, 10)),
        ("in may", day(5, 1), day(5, 31)),
        ("Nov 2025", day(11, 1, 2025), day(11, 30, 2025)),
        ("November", day(11, 1), day(11, 23)),
        ("last week", day(11, 16), day(11, 22)),
        ("last month", day(10, 1), day(10, 31)),
        ("at the weekend", day(11, 21), day(11, 22)),
    ],
)
def test_a_month_or_a_week_is_a_range_that_ends_today_at_the_latest(
    said: str, start: date, end: date
) -> None:
    assert read_date(said, TODAY) == Day(start, end)


@pytest.mark.parametrize(
    "said", ["tomorrow", "24 November 2026", "12 november 2027", "next week", "3 December"]
)
def test_a_day_to_come_is_refused(said: str) -> None:
    assert read_date(said, TODAY) is Unreadable.FUTURE


@pytest.mark.parametrize(
    "said", ["31 February", "30th of feb", "32 January", "29 feb 2026", "31/04/2026", "2026-02-30"]
)
def test_a_day_that_does_not_exist_is_refused(said: str) -> None:
    assert read_date(said, TODAY) is Unreadable.IMPOSSIBLE


@pytest.mark.parametrize("said", ["ages ago", "I can't remember", "not sure, a while back"])
def test_a_vague_time_is_no_date(said: str) -> None:
    assert read_date(said, TODAY) is Unreadable.VAGUE


@pytest.mark.parametrize(
    "said",
    [
        "we may have lost calls",
        "Sam Carter",
        "my broadband is slow",
        "ticket 44120",
        "hello",
        "",
        "???",
        "🙂",
    ],
)
def test_no_date_is_found_where_none_is_said(said: str) -> None:
    assert read_date(said, TODAY) is None


def test_no_reading_is_ever_after_today() -> None:
    for said in ("november", "this week", "the 30th", "sunday", "31/12", "23 nov"):
        found = read_date(said, TODAY)
        assert not isinstance(found, Day) or found.end <= TODAY


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026/11/03", day(11, 3)),
        ("3 November 14:30", day(11, 3)),
        ("yesterday at 10.30", day(11, 22)),
        ("10.30 this morning", day(11, 23)),
        ("Monday 23rd November 2026 at 10.30am", day(11, 23)),
        ("£45.10 charged on 3 November", day(11, 3)),
        ("since Monday and they keep saying next week", day(11, 16)),
        ("the engineer is coming tomorrow, it broke on Friday", day(11, 20)),
        ("10 days ago today", day(11, 13)),
        ("thirteen days ago", day(11, 10)),
        ("18th", day(11, 18)),
        ("Weds 18th", day(11, 18)),
        ("18th of last month", day(10, 18)),
        ("2 yrs ago", day(11, 23, 2024)),
        ("2 mths ago", day(9, 23)),
        ("3wks", day(11, 2)),
        ("for the past week", day(11, 16)),
        ("on wed", day(11, 18)),
        ("sat", day(11, 21)),
        ("two days before yesterday", day(11, 20)),
        ("my bill of 12.50 on Monday", day(11, 23)),
        ("version 2.4 router since last Friday", day(11, 20)),
        ("half a year ago", day(5, 23)),
        ("2 weeks and 3 days ago", day(11, 6)),
    ],
)
def test_times_amounts_and_what_is_to_come_do_not_spoil_a_day(said: str, meant: date) -> None:
    assert read_date(said, TODAY) == Day(meant, meant)


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("2-3 weeks ago", day(11, 2), day(11, 9)),
        ("2 or 3 weeks ago", day(11, 2), day(11, 9)),
        ("3-4 days ago", day(11, 19), day(11, 20)),
        ("about 5-6 months ago", day(5, 23), day(6, 23)),
        ("1.5 weeks ago", day(11, 9), day(11, 16)),
        ("3-5 November", day(11, 3), day(11, 5)),
        ("3/4 November", day(11, 3), day(11, 4)),
        ("between 3rd and 5th November", day(11, 3), day(11, 5)),
        ("Nov 3-5", day(11, 3), day(11, 5)),
        ("this week", day(11, 23), day(11, 23)),
        ("past week", day(11, 16), day(11, 23)),
        ("last November", day(11, 1, 2025), day(11, 30, 2025)),
        ("last year", day(1, 1, 2025), day(12, 31, 2025)),
    ],
)
def test_a_rough_time_is_a_range_with_its_earliest_day(said: str, start: date, end: date) -> None:
    assert read_date(said, TODAY) == Day(start, end)


@pytest.mark.parametrize("said", ["999 years ago", "3 March 1950", "November 0000", "01/01/1901"])
def test_a_day_before_anybody_had_broadband_is_refused(said: str) -> None:
    assert read_date(said, TODAY) is Unreadable.IMPOSSIBLE


def test_a_year_too_far_for_the_calendar_is_still_a_year_to_come() -> None:
    assert read_date("December 9999", TODAY) is Unreadable.FUTURE


@pytest.mark.parametrize("said", ["I sat on hold for ages", "the other day", "recently", "months ago"])
def test_more_vague_times(said: str) -> None:
    assert read_date(said, TODAY) is Unreadable.VAGUE


@pytest.mark.parametrize(
    "said",
    [
        "24/7",
        "a Black Friday deal",
        "the 3rd engineer",
        "I sat on hold",
        "speed is 1.5",
        "3 out of 5 days",
    ],
)
def test_more_words_that_name_no_day(said: str) -> None:
    assert read_date(said, TODAY) is None


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("first week of october", day(10, 1), day(10, 7)),
        ("the second week in October", day(10, 8), day(10, 14)),
        ("first rang the last week of september", day(9, 24), day(9, 30)),
        ("first week of november", day(11, 1), day(11, 7)),
        ("the first week of december", day(12, 1, 2025), day(12, 7, 2025)),
        ("back end of last month", day(10, 21), day(10, 31)),
        ("round about the back end of september", day(9, 21), day(9, 30)),
    ],
)
def test_a_week_of_a_month_is_seven_days_of_it_and_never_last_week(said: str, start: date, end: date) -> None:
    assert read_date(said, TODAY) == Day(start, end)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("on friday the 16th of october", day(10, 16)),
        ("I rang Darren on the helpdesk on 5th", day(11, 5)),
        ("you have 5 days and it is now five weeks", day(10, 19)),
    ],
)
def test_the_day_that_is_meant_is_found_among_other_numbers(said: str, meant: date) -> None:
    assert read_date(said, TODAY) == Day(meant, meant)


@pytest.mark.parametrize(
    "said",
    ["the monday after", "the day after it went off", "3 weeks after the august bank holiday", "week before halloween",
     "a week before last Monday", "10 days after", "the 3 account is in mum's name"],
)  # fmt: skip
def test_a_day_counted_from_another_one_is_asked_and_not_guessed(said: str) -> None:
    assert read_date(said, TODAY) is None


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("18 nov and again on the 20th", date(2026, 11, 18)),
        ("10 nov and then again on the 20th", date(2026, 11, 10)),
        ("last Monday, again last Friday", date(2026, 11, 16)),
        ("it began on 18 november, the 20th was the second time", date(2026, 11, 18)),
    ],
)
def test_what_came_again_later_began_on_the_first_day(said: str, first: date) -> None:
    read = read_date(said, date(2026, 11, 23))
    assert isinstance(read, Day)
    assert read.start == first


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("I think I told you around the 5th of October", day(10, 2), day(10, 8)),
        ("on or about 3 October", day(9, 30), day(10, 6)),
        ("it was about 3 October", day(9, 30), day(10, 6)),
        ("it was about 3 October 2025, I think", day(9, 30, 2025), day(10, 6, 2025)),
        ("roughly the 20th", day(11, 17), day(11, 23)),
        ("roughly 20th", day(11, 17), day(11, 23)),
        ("approx 05/10/2026", day(10, 2), day(10, 8)),
        ("around Monday 5 October", day(10, 2), day(10, 8)),
        ("in September, around the 10th", day(9, 7), day(9, 13)),
        ("early october i said, about the 5th or summat", day(10, 2), day(10, 8)),
    ],
)
def test_a_day_said_roughly_is_three_days_to_either_side_and_never_past_today(
    said: str, first: date, last: date
) -> None:
    assert read_date(said, TODAY) == Day(first, last)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("it was about 3 October's bill, on 6 October", day(10, 3)),
        ("I rang about the 3 October bill", day(10, 3)),
        ("on 3 October about 3", day(10, 3)),
        ("the 19th at about 2pm", day(11, 19)),
        ("it went down on 3 October and came back about 6 October", day(10, 3)),
    ],
)
def test_about_another_thing_or_a_time_leaves_the_day_exact(said: str, meant: date) -> None:
    assert read_date(said, TODAY) == Day(meant, meant)
