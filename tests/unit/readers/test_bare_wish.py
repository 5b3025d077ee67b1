"""A wish with no word of wishing, or said where a date or a name is asked."""

import pytest

from bot.readers.asides import sends_it
from bot.readers.helper import asks_to_be_helper, wants_to_be_helper
from bot.readers.outcome import bare_wish
from bot.readers.requests import asks_for_person


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("i want the 56 back", "refund"),
        ("32 pounds back, it was 61 not 29", "refund"),
        ("i want 48 pound back and stop", "refund"),
        ("give us me 48 quid back", "refund"),
        ("just my 20 quid back pls", "refund"),
        ("want my money bak", "refund"),
        ("we need our £12.50 refunded", "refund"),
        ("The 38.40 back to the estate and somebody to say sorry.", "refund"),
        ("I want it back and I want paying for every day", "refund"),
        ("my number back. 01223 496 0133", "action"),
        ("Line back today, and compensation for four days' trading", "action"),
        ("i want the line back", "action"),
    ],
)
def test_a_sum_or_a_service_back_is_what_they_want(text: str, kind: str) -> None:
    assert kind in bare_wish(text)["outcome_kinds"]


@pytest.mark.parametrize(
    "text",
    [
        "Marcus Back",
        "12 November back then",
        "came back on 3 november",
        "back in march",
        "3 weeks back",
        "line back up on 3 november",
        "my phone back in march was fine",
        "12 back in october",
        "I sent the router back",
        "Ezra Pound",
        "you took 48 pounds",
    ],
)
def test_a_name_a_day_or_news_is_no_wish(text: str) -> None:
    assert bare_wish(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "send",
        "Send it.",
        "Yes that is right, send it",
        "yes it is correct, please send",
        "yeh send it",
        "yep all good, submit it please",
        "that's right so send it off now",
        "ok you can send it then thanks",
    ],
)
def test_they_want_it_to_go(text: str) -> None:
    assert sends_it(text)


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "send it by post",
        "send me a copy",
        "you did send it",
        "please send an engineer",
        "did you send it?",
        "send it to my son",
    ],
)
def test_what_else_is_sent(text: str) -> None:
    assert not sends_it(text)


@pytest.mark.parametrize(
    "text",
    [
        "Can you deal with me instead of dad from now on please? My mobile is 07700 900456",
        "please deal with me instead of my mum",
        "can you speak to me rather than to my nan",
        "put me down instead of dad please",
        "please contact me and not my father from now on",
        "Please don't write to my mother again, write to me",
    ],
)
def test_they_want_to_be_spoken_to_for_somebody(text: str) -> None:
    assert wants_to_be_helper(text)


def test_only_a_wish_may_have_the_shape_of_a_question() -> None:
    assert asks_to_be_helper("Can you deal with me instead of dad from now on please?")
    assert not asks_to_be_helper("can you note me as dealing with it for my mum")
    assert not asks_to_be_helper("can you talk to me about my dad")
    assert not wants_to_be_helper("you wrote to me and my dad")


@pytest.mark.parametrize(
    "text",
    ["can i tork to sumone reel plese i carnt reed all this", "i want a persun", "can i speek to some1"],
)
def test_a_person_is_asked_for_in_their_own_spelling(text: str) -> None:
    assert asks_for_person(text)
    assert not asks_for_person("I couldn't tork to sumone")
