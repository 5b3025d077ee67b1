"""The customer's own days in a question: each belongs to what stands beside it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.readers.adr_told import read_adr_facts
from bot.readers.asks_when import Wanted, asks_when
from bot.readers.dates import Day
from bot.readers.own_dates import read_own_dates, tells_last_word

TODAY = date(2026, 11, 23)


def iso(day: Day | None) -> str | None:
    return None if day is None else day.start.isoformat()


@pytest.mark.parametrize(
    ("said", "first", "letter"),
    [
        (
            "made my first complaint to you on 2 november 2026. when is the earliest i can take it to the "
            "ombudsman if you dont fix it?",
            "2026-11-02",
            None,
        ),
        (
            "I first complained way back on 2nd April 2026. Which waiting time applied to mine and when did "
            "it run out?",
            "2026-04-02",
            None,
        ),
        (
            "ah first telt yous on the 9th o october that the line keeps drappin oot an its still no sorted. "
            "can ah go tae the ombudsman the day or dae ah huv tae wait",
            "2026-10-09",
            None,
        ),
        (
            "first email i sent moaning about the bill was 19 october, nothing fixed. when exactly am i "
            "allowed to take it outside the company?",
            "2026-10-19",
            None,
        ),
        (
            "Your senior manager wrote to me with the company's final position, saying nothing more would be "
            "done. The letter is dated 4 December 2025. By what date must I have gone to the ombudsman?",
            None,
            "2025-12-04",
        ),
        (
            "I phoned to complain 1 october then put it in writing on the 20th october. Does my time count "
            "from the phonecall or the letter, and can I go to the ombudsman now?",
            "2026-10-01",
            None,
        ),
        (
            "I rang on friday 20th nov to complain, agent was rude and all. when should i have heard back "
            "first time and from who",
            "2026-11-20",
            None,
        ),
        (
            "My complaint reached you on Thursday 19 November 2026. By what date do you aim to have the "
            "whole thing settled?",
            "2026-11-19",
            None,
        ),
        (
            "sent you a complaint friday just gone, 20 nov, you got it about noon. nobody has rung. when was "
            "somebody meant to get back to me",
            "2026-11-20",
            None,
        ),
        (
            "got your final letter dated 24 november 2025 in a drawer, life got in the way, my dad died. how "
            "long have i left for the ombudsman",
            None,
            "2025-11-24",
        ),
        (
            "complained on 2 november, then on 18 november you wrote saying thats your last word and nothing "
            "else will be done. Do i need to wait the six weeks still and what is my last date",
            "2026-11-02",
            "2026-11-18",
        ),
        (
            "i complained to you back on 20 august 2025 and never got any final letter off you at all. have "
            "i missed my chance with the ombudsman, more than a year now",
            "2025-08-20",
            None,
        ),
        (
            "I first complained on the 12th of October and still not sorted. your website says 8 weeks so is "
            "it December before I can go to the adjudicator?",
            "2026-10-12",
            None,
        ),
        (
            "First complained 5 January this year, got your final letter saying no more could be done, dated "
            "14 February 2026. Somebody at work says I'm too late because its nine months. Am I?",
            "2026-01-05",
            "2026-02-14",
        ),
        (
            "my first complaint to you was 5th oct 2026. your page says 8 weeks so do i really need to wait "
            "another week??",
            "2026-10-05",
            None,
        ),
        (
            "hiya complained first on the 2nd nov, whats the earliest cisas would take it if yous never fix "
            "it and no letter from you",
            "2026-11-02",
            None,
        ),
        (
            "i start complaint 9 november. 20 november your manager send me email, he agree i can go CISAS "
            "now. is ok or i must wait more weeks",
            "2026-11-09",
            None,
        ),
        ("emailed my complaint tues 17 nov mid morning. when do i hear back", "2026-11-17", None),
        (
            "my letter asking for the manager got to you thursday 19 november. what is the latest i should "
            "have his reply",
            None,
            None,
        ),
        (
            "i complain 26 october, on 6 november comes letter from your manager, it say this is final, no "
            "more. i can go to ombudsman now? until what day",
            "2026-10-26",
            "2026-11-06",
        ),
        ("complained fri 20 november. when do you usually have these wrapped up", "2026-11-20", None),
        (
            "I first raised it on the 7th of April this year, the day before that new rule started. which "
            "weeks apply to me and is it too early still?",
            "2026-04-07",
            None,
        ),
        (
            "I complain at you on 9 november. your colleague only email me 'you can contact ombudsman, here "
            "is number'. is that the deadlock letter, so i go now?",
            "2026-11-09",
            None,
        ),
        (
            "First complaint was 31 October. Please tell me the day on which I may go to the independent "
            "people if it is not settled.",
            "2026-10-31",
            None,
        ),
        (
            "i complained 5 november, you sent a letter on 16 november that says we cant agree and thats it. "
            "is my six weeks still to run and when does my chance run out",
            "2026-11-05",
            "2026-11-16",
        ),
        ("broadband off since 3 november, can i go to the ombudsman", None, None),
        ("i complained 8 weeks ago, can i go", "2026-09-28", None),
        ("with you since 2019, can i complain", None, None),
        ("my bill of 3 november is wrong, how do i complain", None, None),
        ("got a deadlock letter this morning, only complained three weeks ago", "2026-11-02", "2026-11-23"),
        ("you wrote to me on 3 november saying you can do no more", None, "2026-11-03"),
        ("I've had a final letter dated 3 November. How long do I have", None, "2026-11-03"),
        ("can you send me a final letter, i complained on 1 october", "2026-10-01", None),
        (
            "I complained in March and you sent your final answer in May, too late now?",
            "2026-03-01",
            "2026-05-01",
        ),
    ],
)
def test_each_day_goes_to_what_it_is_told_of(said: str, first: str | None, letter: str | None) -> None:
    own = read_own_dates(said, TODAY)
    assert (iso(own.first), iso(own.letter)) == (first, letter)


def test_an_early_move_that_was_agreed_opens_from_its_day() -> None:
    said = "i start complaint 9 november. 20 november your manager send me email, he agree i can go CISAS now"
    own = read_own_dates(said, TODAY)
    assert (iso(own.first), iso(own.agreed)) == ("2026-11-09", "2026-11-20")
    assert read_adr_facts(said, TODAY)["early_referral_on"] == "2026-11-20"


@pytest.mark.parametrize(
    "said",
    [
        "your final letter, please",
        "will you send me a final letter",
        "is that the deadlock letter, so i go now?",
        "i never got any final letter off you",
        "what is a final letter",
    ],
)
def test_a_letter_that_is_asked_for_or_denied_has_not_come(said: str) -> None:
    assert not tells_last_word(said)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("complained fri 20 november. when do you usually have these wrapped up", Wanted.TARGET),
        ("My complaint reached you on Thursday 19 November. By what date do you aim to settle it?", Wanted.TARGET),
        ("emailed my complaint tues 17 nov mid morning. when do i hear back", Wanted.TARGET),
        ("First complaint was 31 October. Please tell me on which day I may go to the ombudsman", Wanted.SCHEME),
        ("my first complaint was 5th oct. your page says 8 weeks so do i really need to wait?", Wanted.SCHEME),
        ("got your final letter dated 3 november, how long have i left", Wanted.SCHEME),
        ("just telling you now for the first time. when is the earliest i can go outside?", Wanted.SCHEME),
        ("I complained on 20 November and nobody has rung", None),
        ("I complained on 20 November. do you record calls?", None),
        ("when will I hear back?", None),
        ("can I go to the ombudsman?", None),
        ("broadband off since 3 november, when will it be fixed", None),
    ],
)  # fmt: skip
def test_only_a_question_about_a_day_of_theirs_is_answered_from_it(said: str, wanted: Wanted | None) -> None:
    assert asks_when(said, TODAY) is wanted


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("been oan at yous since the 5th of october. can ah go tae the ombudsman?", "2026-10-05"),
        ("Ive been at this since 3 February 2026. You never did send any letter", "2026-02-03"),
        ("I have been with you since 3 February 2026", None),
        ("it has been down since 3 November", None),
    ],
)  # fmt: skip
def test_how_long_they_have_been_at_it_is_when_they_first_complained(said: str, first: str | None) -> None:
    assert iso(read_own_dates(said, TODAY).first) == first


@pytest.mark.parametrize(
    "said",
    [
        "I first complained on 28 September and nothing has been settled",
        "it isn't settled",
        "not until it is settled",
    ],
)
def test_what_is_not_settled_bars_nothing(said: str) -> None:
    assert "settled_on" not in read_adr_facts(said, TODAY)


@pytest.mark.parametrize(
    ("said", "first", "agreed"),
    [
        (
            "Only complained on 9 November but your manager emailed me Thursday the 19th agreeing in writing that it "
            "can go to CISAS early. Have I still got to wait?",
            "2026-11-09",
            "2026-11-19",
        ),
        (
            "I first told you I was unhappy with the call quality on 5 October and I've had nothing in writing. Can I "
            "go to the dispute scheme now, and since when?",
            "2026-10-05",
            None,
        ),
    ],
)
def test_a_scheme_named_in_other_words_is_the_scheme(said: str, first: str, agreed: str | None) -> None:
    own = read_own_dates(said, TODAY)
    assert (iso(own.first), iso(own.agreed)) == (first, agreed)
    assert asks_when(said, TODAY) is Wanted.SCHEME
