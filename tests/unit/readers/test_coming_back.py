"""Who comes back about a complaint that is logged, who begins one, and a reference with a slip in it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.readers.coming_back import begins_anew, comes_back, lost_mail
from bot.readers.who import mistyped_reference

ROOT = Path(__file__).resolve().parents[3]

BACK = [
    "Good morning, you have promised me the technician for the Friday and again nobody has come!!",
    "you promised me the technician for Friday and nobody came, I complained already on the 10 November",
    "It was mended on Friday and now it has gone dead again. So it is NOT sorted.",
    "My complaint of the 23rd of November",
    "i alredy got a complant with yous, i want the anser sent to a diffrent email",
    "hi its lee garrity need to chang my email on the complant",
    "u offerd me 56.01 back il take it",
    "got yous email bout the 120. no way im not taken that i want it all off",
    "Hello dear, I made a complaint about the carpet but the man came back and cleaned it so please just drop it.",
    "u promised us an engineer on tuesday and no one turned up",
    "we already have a complaint open with you about the van",
    "my complaint from last monday",
    "can i change the phone number on my case",
    "your offer of 40, il accept that",
    "you said 25 quid. got ur letter, im not taken it",
    "I put in a complaint about the wall, all good now so drop it please",
    "it was fixed last week but it's gone again, so it isn't sorted",
    "you promised me a ring back yesterday, nothing",
    "i complained already",
    "got ur email bout 10 quid. no chance m8 not takin it",
    "i already complained. u offered me £10 and im not takin it",
    "Howya, I logged a complaint with ye there last week about the wifi but I've lost access to that email "
    "since, got hacked",
    "the router never came and I accepted on that basis",
    "saw your email about the £25, I'm not accepting that",
    "your letter says £40. I accept.",
    "ye offered me a tenner and I won't take it",
    "I only accepted because you said a new router would come and it hasn't",
    "you lot offered 20 pound, i refuse it",
    "the credit I agreed to never came",
    "I made a complaint on Monday but my email got hacked",
    "I put in a complaint last week and I can't get into my emails now",
    "i logged a complaint on here last week",
    "I complained in this chat on Tuesday, nothing since",
    "i already made a complaint",
    "nobody has rung me about my complaint",
    "still waiting for an answer to my complaint",
    "I took your offer of £30 and it was never paid",
    "about your offer: it is not good enough",
    "When am I allowed to take my existing complaint to the ombudsman? It was logged on Monday.",
    "can my open complaint go to cisas",
    "Hi, my mum Margaret Holloway made a complaint about her phone line last week, I'm her son Paul",
    "my dad has a complaint with you, can you tell me about it",
    "my neighbour logged a complaint and asked me to chase it",
]
NEW = [
    "my phone line has been crackling for 3 weeks, two engineers came and it still isnt fixed. "
    "i want to log a complaint",
    "no this is a new complaint i havent complained before",
    "its a new complaint",
    "I have never complained, this is the first time",
    "no I want to make a complaint",
    "i havent made one yet",
    "it's a brand new one",
    "I'd like to raise a complaint about my bill please",
    "no its new",
    "this is my first complaint",
    "can i just log a complaint please",
]
NEITHER = [
    "Good morning. I was promised an engineer yesterday and I waited in all day and nobody came.",
    "I complained on the phone last week and nobody rang back",
    "my mum has no phone line since Monday",
    "my wife complained to the shop and they laughed at her",
    "I accepted the contract for £24 and you charge me £38",
    "the salesman said £20 and I accepted that price",
    "you offered me a deal of £20 a month when I joined",
    "I can't get into my email since the broadband went down",
    "I rang three times and nobody answers",
    "the router never came",
    "my complaint is that the line is dead",
    "I have a complaint about my bill",
    "you changed my contract and the price is different",
    "I want a different router and a new number",
    "it was mended on Friday and now it is dead again",
    "I was promised a call back and nobody rang",
    "can you drop the price to £20",
    "are you offering any refunds?",
    "I got your letter about the price rise",
    "I have told them already that it is broken and still waiting for an engineer",
    "my internet has been off since Thursday and nobody rings me back",
]


@pytest.mark.parametrize("line", BACK)
def test_who_speaks_of_a_complaint_that_is_logged_comes_back(line: str) -> None:
    assert comes_back(line)
    assert not begins_anew(line)


@pytest.mark.parametrize("line", NEW)
def test_who_wants_to_make_one_or_never_did_begins_anew(line: str) -> None:
    assert begins_anew(line)
    assert not comes_back(line)


@pytest.mark.parametrize("line", NEITHER)
def test_trouble_that_is_told_is_left_to_those_who_begin_complaints(line: str) -> None:
    assert not comes_back(line)
    assert not begins_anew(line)


def test_hardly_any_line_that_begins_a_complaint_is_taken_for_coming_back() -> None:
    lines = [
        line.removeprefix("- ").strip()
        for file in (ROOT / "data" / "nlu").glob("*.yml")
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
        if entry.get("intent") in ("make_complaint", "report_fault")
        for line in entry["examples"].splitlines()
    ]
    assert len(lines) > 200
    taken = [line for line in lines if comes_back(line)]
    assert taken == []


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("I've lost access to that email since", True),
        ("i cant get into my email any more", True),
        ("my inbox was hacked", True),
        ("I closed that account", True),
        ("no I told you I cant get into that email", True),
        ("I cannot open my old mailbox", True),
        ("please e-mail me", False),
        ("my internet does not work", False),
    ],
)
def test_an_e_mail_that_they_cannot_get_at(line: str, lost: bool) -> None:
    assert lost_mail(line) is lost


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("My complaint number is FL-MNM-2WL-J5VN", "FL-MNM-2WL-J5VN"),
        ("fl-aaa-bbb-cccc", "fl-aaa-bbb-cccc"),
        ("it is FL MNL 2WL J5VM I think", "FL MNL 2WL J5VM"),
        ("FLMNL2WLJ5VM", "FLMNL2WLJ5VM"),
        ("My complaint number is FL-MNL-2WL-J5VN", None),
        ("flat broadband all day long", None),
        ("I live in FL1 and my phone is dead", None),
        ("the flooding was terrible", None),
    ],
)
def test_a_reference_with_a_slip_in_it_is_seen_as_one(line: str, typed: str | None) -> None:
    assert mistyped_reference(line) == typed
