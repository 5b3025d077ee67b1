"""Who acts for whom, who is a child, who has died, who threatens, and who only wants to be heard."""

from __future__ import annotations

import time

import pytest

from bot.readers.age import says_under_18
from bot.readers.authority import find_authority
from bot.readers.deceased import deceased_name
from bot.readers.just_heard import only_wants_to_be_heard, wants_complaint_after_all, what_they_told
from bot.readers.threats import Abuse, find_abuse


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I have power of attorney for my mum", "power_of_attorney"),
        ("I've got lasting power of attorney", "power_of_attorney"),
        ("I hold an LPA for my father", "power_of_attorney"),
        ("I am her attorney", "power_of_attorney"),
        ("I'm his court appointed deputy", "deputy"),
        ("I am the executor", "executor"),
        ("we have probate for my late dad", "executor"),
        ("I'm from Citizens Advice, helping Mrs Jones", "adviser"),
        ("I am calling from Age UK", "adviser"),
        ("I'm her support worker", "adviser"),
        ("I'm my mum's carer", "carer"),
        ("I care for my dad, his line is dead", "carer"),
        ("I am complaining for my mum", "family"),
        ("I'm writing on behalf of my elderly father", "family"),
        ("I'm her daughter", "family"),
        ("this is for my neighbour", "friend"),
        ("I'm helping a friend", "friend"),
    ],
)
def test_by_what_right_somebody_acts_is_noted_as_they_say_it(text: str, kind: str) -> None:
    assert find_authority(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "my daughter has power of attorney for me",
        "your deputy manager was rude",
        "the attorney general should know",
        "I rang Citizens Advice and they said complain",
        "nobody cares for my complaint",
        "for my business",
        "write me a poem for my nan",
        "could you put it on a cd for my husband",
        "it's for my mum's birthday",
        "my carer rang you",
        "you act for yourselves",
        "I want to complain",
        "",
    ],
)
def test_nobody_acts_for_anybody_where_it_is_not_said(text: str) -> None:
    assert find_authority(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "I'm 14 and my mum is at work",
        "im 12",
        "I am 15 years old",
        "I'm only 13, can I complain?",
        "I'm a kid",
        "I'm under 18",
        "I am a 16 year old",
        "my age is 11",
        "I'm seventeen, my parents pay",
        "I'm still a teenager",
    ],
)
def test_a_child_is_heard_by_their_own_words(text: str) -> None:
    assert says_under_18(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'm 15 minutes away",
        "I'm 10th in the queue",
        "I am 14 days without internet",
        "I'm 12 in the queue",
        "I'm 45",
        "I'm 17 stone and the engineer laughed",
        "I am 16 years with you",
        "I've been with you since I was 17",
        "I'm 8.5 miles from the exchange",
        "I'm 10% deaf",
        "my son is 14",
        "I am 50 and tired",
        "17",
        "I'm too old for this",
        "I was 12 when I first had dial up",
        "I'm a kid at heart",
        "I'm 5 and a half weeks behind",
    ],
)
def test_a_number_is_no_age(text: str) -> None:
    assert not says_under_18(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My husband John died in October", "John"),
        ("my husband, John Smith, has passed away", "John Smith"),
        ("I lost my wife Mary", "Mary"),
        ("my late mother Joan Price had the account", "Joan Price"),
        ("the late Mr Patel was your customer", "Mr Patel"),
        ("John died and you still bill him", "John"),
        ("it is the estate of my father Alan", "Alan"),
        ("my dad died. His name was Peter O'Brien", "Peter O'Brien"),
        ("I want to close it because Mum's friend Ann died", None),
        ("my husband has died and I can't cope", None),
        ("He died in May", None),
        ("my router died", None),
        ("The late engineer", None),
        ("the late fee is wrong", None),
        ("I am John and my phone died", None),
        ("my mum passed away on Sunday", None),
    ],
)
def test_the_name_of_who_died_is_kept_apart(text: str, name: str | None) -> None:
    assert deceased_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "I'll come down there and smash your face in",
        "im gonna come down there and smash your fucking windows",
        "I'm going to put your windows through",
        "I will brick your office windows tonight",
        "gonna trash your shop",
        "i swear i will find whoever did this and break his legs",
        "I'm going to kill you",
        "I will burn your office down",
        "I'm gonna punch that engineer",
        "I know where you live",
        "I'll be down there with a bat",
        "watch your back",
        "you are dead",
        "I'll break his legs",
        "someone is going to hurt your staff",
        "I'm going to stab your engineer if he comes back",
        "I hope you all die",
    ],
)
def test_a_threat_against_people_is_noticed(text: str) -> None:
    assert find_abuse(text) is Abuse.VIOLENCE


@pytest.mark.parametrize(
    "text", ["you stupid paki", "go back to your own country", "kill yourself", "you're all retards"]
)
def test_a_slur_is_noticed(text: str) -> None:
    assert find_abuse(text) is Abuse.SLUR


@pytest.mark.parametrize(
    "text",
    [
        "this is fucking ridiculous",
        "I'm going to put your shop on the map with a review",
        "someone is going to break the window with that cable of yours",
        "I want to break your contract",
        "I want you to put your van somewhere else, it blocks my door",
        "what a load of shit, you useless bastards",
        "you are a bunch of idiots",
        "you're killing my business",
        "I'll kill this router",
        "I'm going to hit you with a bad review",
        "I'll take you to court and finish you there",
        "I will see you in court",
        "I'll destroy you on Twitter",
        "your engineer threatened to punch me",
        "my ex said he will kill me",
        "I could scream",
        "he told me I'll kill you",
        "you beat them on price",
        "dead line again",
        "you are dead wrong",
        "you are dead slow",
        "I want to kill myself",
        "I will break the contract",
        "I'll punch the wall if this goes on",
        "burn in hell",
        "you people are thieves",
        "I hope you go bankrupt",
        "you make me sick",
        "bloody useless company",
        "the spa stick fell",
        "the lad who came was drop dead useless",
        "I'm going to hit the roof",
        "don't hit me with another bill",
        "it will kill me",
        "the Indian call centre was helpful",
    ],
)
def test_anger_and_oaths_are_left_alone(text: str) -> None:
    assert find_abuse(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to complain, I just want someone to know",
        "I'm not complaining, I just wanted to let you know the engineer was late",
        "I just need to vent",
        "I only want to be heard",
        "just letting you know",
        "I don't want anything, I just want somebody to listen",
        "not here to complain. I just needed to get this off my chest. I'm not complaining, just saying",
        "can somebody just listen to me",
        "I just want to be heard. Two years of this.",
    ],
)
def test_who_only_wants_to_be_heard_is_heard(text: str) -> None:
    assert only_wants_to_be_heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "I want to complain",
        "I want someone to know how bad this is and I want a refund",
        "I just want it fixed",
        "I don't want to complain but I want my money back",
        "just letting you know I want to speak to a manager",
        "I want somebody to ring me",
        "I don't want to complain",
        "does anyone listen?",
        "let me know when it is fixed",
        "I just want my internet back",
        "nobody listens to me",
        "I need to know when you will answer",
    ],
)
def test_who_wants_something_is_not_only_listened_to(text: str) -> None:
    assert not only_wants_to_be_heard(text)


def test_what_they_told_is_left_when_the_wish_is_taken_off() -> None:
    told = "I don't want to complain. The engineer came late and walked mud in. I just want someone to know."
    assert what_they_told(told) == "The engineer came late and walked mud in."


def test_a_complaint_after_all_is_taken_in_so_many_words() -> None:
    assert wants_complaint_after_all("actually I want to complain")
    assert not wants_complaint_after_all("I don't want to complain")


@pytest.mark.parametrize(
    "read", [find_authority, says_under_18, deceased_name, find_abuse, only_wants_to_be_heard]
)
def test_the_longest_message_is_read_quickly(read: object) -> None:
    text = "I'm not complaining I will my husband John the late I'll come and you " * 60
    began = time.perf_counter()
    assert callable(read)
    read(text)
    assert time.perf_counter() - began < 0.5
