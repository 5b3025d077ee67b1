"""What customers say that they have tried: what is missed they are asked to do twice."""

from __future__ import annotations

import pytest

from bot.decisions.playbook import Tried
from bot.readers.tried import read_tried, services_told

RESTART = {Tried.RESTART}


@pytest.mark.parametrize(
    ("text", "tried"),
    [
        ("I've restarted it three times", RESTART),
        ("already rebooted the router", RESTART),
        ("turned it off and on again, twice", RESTART),
        ("Ive turned the router off and on", RESTART),
        ("switched everything off and back on", RESTART),
        ("unplugged the hub overnight", RESTART),
        ("I tried restarting and nothing changed", RESTART),
        ("your agent made me do a factory reset", RESTART),
        ("I've switched the little box by the door off and on.", RESTART),
        ("did two reboots", RESTART),
        ("power cycled the hub", RESTART),
        ("checked all the cables and restarted the router", {Tried.POWER, Tried.RESTART}),
        ("I changed the cable", {Tried.POWER}),
        ("all the cables are in", {Tried.POWER}),
        ("I tried another handset", {Tried.HANDSET}),
        ("No dial tone, tried a different phone and same thing", {Tried.HANDSET}),
        ("it's the same on every handset", {Tried.HANDSET}),
        ("plugged the laptop straight into the router", {Tried.WIRED}),
        ("slow even on a wired connection", {Tried.WIRED}),
        ("it is slow over ethernet too", {Tried.WIRED}),
        ("I sat right next to the router", {Tried.NEAR}),
        ("tried with two other laptops", {Tried.NEAR}),
        ("turned off all the other devices", {Tried.OTHERS_OFF}),
        ("only one laptop connected", {Tried.OTHERS_OFF}),
        ("we restarted all the phones", {Tried.PHONE_RESTART}),
        ("I've tried everything", set(Tried)),
        ("done all the usual checks", set(Tried)),
        ("been through all the steps with your man", set(Tried)),
    ],
)
def test_what_was_tried_is_heard(text: str, tried: set[Tried]) -> None:
    assert read_tried(text) == tried


@pytest.mark.parametrize(
    "text",
    [
        "I haven't restarted it",
        "should I restart the router?",
        "your support just says reboot the router",
        "RESTART",
        "the router keeps restarting",
        "it restarted by itself",
        "I can't turn it off and on, it's in the loft",
        "you want me to turn it off and on again",
        "I was told to restart it and I will not",
        "my neighbour has a router",
        "selling ethernet cable",
        "she never tried another handset",
        "I reset my password",
        "do I need to check the cables",
        "my broadband is down",
        "the printer is plugged in",
        "I have tried to ring you",
        "I tried to complain",
        "please don't tell me to restart it",
        "",
    ],
)
def test_what_was_not_done_is_not_put_down_as_tried(text: str) -> None:
    assert read_tried(text) == set()


@pytest.mark.parametrize(
    ("text", "services"),
    [
        ("my broadband is down", {"internet"}),
        ("the phones are dead", {"phones"}),
        ("no internet and no dial tone", {"internet", "phones"}),
        ("it's all dead", set()),
        ("my broadband is down and I rang four times, promised a call", {"internet"}),
        ("internet down, on the phone for an hour", {"internet"}),
    ],
)
def test_the_service_is_the_one_they_speak_of_not_the_one_they_complain_with(
    text: str, services: set[str]
) -> None:
    assert services_told(text) == services
