"""A customer's message is kept once, whole, and answered in order."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from bot.decisions.records import ConversationState
from bot.services.customer_text import for_engine
from tests.web.house import PAYLOAD, Customer, FakeEngine, House


def test_a_new_conversation_begins_with_the_opening_words(customer: Customer) -> None:
    [line] = customer.lines()
    assert line["sender"] == "bot"
    assert line["text"] == "I'm a bot for Netservers."
    assert [button["title"] for button in line["buttons"]] == ["Make a complaint"]
    assert datetime.fromisoformat(line["sent_at"]).utcoffset() is not None


def test_ids_and_tokens_are_not_to_be_guessed(house: House) -> None:
    customers = [house.open() for _ in range(20)]
    assert len({one.id for one in customers}) == 20
    assert all(len(one.id) == 32 for one in customers)  # 128 bits in hex
    assert all(len(one.token) >= 43 for one in customers)  # 256 bits


def test_the_token_is_not_in_the_store(house: House) -> None:
    customer = house.open()
    with house.store.read() as transaction:
        assert customer.token not in repr(transaction.conversations.get(customer.id))


def test_a_message_is_answered_and_the_answer_names_it(customer: Customer) -> None:
    id = customer.say("My broadband is down")
    customer.wait_for(id)
    [answer] = customer.answers_to(id)
    assert (answer["sender"], answer["text"]) == ("bot", "I heard: My broadband is down")


def test_the_engine_hears_provider_time_and_an_id_of_its_own(house: House, engine: FakeEngine) -> None:
    first, second = house.open("netservers"), house.open("contactnow")
    for customer in (first, second):
        customer.wait_for(customer.say("Hello"))
    assert [each["provider"] for each in engine.heard] == ["netservers", "contactnow"]
    assert len({each["id"] for each in engine.heard}) == 2
    assert all(each["id"] == each["message_id"] for each in engine.heard)
    assert all(datetime.fromisoformat(each["sent_at"]).tzinfo for each in engine.heard)


def test_the_same_key_twice_is_one_message(customer: Customer, engine: FakeEngine) -> None:
    first, again = customer.post({"text": "Nine days"}, "k1"), customer.post({"text": "Nine days"}, "k1")
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    customer.wait_for(first.json()["id"])
    late = customer.post({"text": "Nine days"}, "k1")
    assert late.json() == first.json()
    assert customer.texts("customer") == ["Nine days"]
    assert engine.texts == ["Nine days"]


def test_the_same_key_with_another_body_is_refused(customer: Customer) -> None:
    customer.say("Nine days", "k1")
    answer = customer.post({"text": "Ten days"}, "k1")
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "key_reused")
    assert customer.texts("customer") == ["Nine days"]


def test_two_conversations_may_use_the_same_key(house: House) -> None:
    first, second = house.open(), house.open()
    first.say("Mine", "k1")
    second.say("Yours", "k1")
    assert (first.texts("customer"), second.texts("customer")) == (["Mine"], ["Yours"])


def test_twenty_concurrent_posts_of_five_keys_are_five_messages(
    customer: Customer, engine: FakeEngine
) -> None:
    def post(number: int) -> int:
        return customer.post({"text": f"line {number % 5}"}, f"key-{number % 5}").status_code

    with ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(post, range(20)))
    assert set(statuses) == {202}
    assert sorted(customer.texts("customer")) == [f"line {number}" for number in range(5)]
    last = customer.lines("customer")[-1]["id"]
    customer.wait_for(last)
    assert sorted(engine.texts) == [f"line {number}" for number in range(5)]


def test_messages_typed_while_the_bot_thinks_are_answered_in_order(
    customer: Customer, engine: FakeEngine
) -> None:
    engine.gate.clear()
    ids = [customer.say(f"line {number}") for number in range(6)]
    engine.gate.set()
    customer.wait_for(ids[-1])
    assert engine.texts == [f"line {number}" for number in range(6)]
    assert engine.most_in_one_conversation == 1
    assert [line["in_reply_to"] for line in customer.lines("bot")[1:]] == ids


def test_a_message_without_a_key_is_refused(customer: Customer) -> None:
    answer = customer.client.post(f"{customer.path}/messages", json={"text": "Hi"}, headers=customer.headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "key_missing")


@pytest.mark.parametrize(
    "body", [{}, {"text": "a", "button": "b"}, {"text": 5}, {"words": "a"}, [], "a", None]
)
def test_a_body_that_is_not_a_message_is_refused_without_being_quoted(
    customer: Customer, body: object
) -> None:
    answer = customer.post(body)
    assert answer.status_code == 422
    assert answer.json() == {
        "error": {"code": "unreadable", "message": "I could not read that request. Nothing was changed."}
    }


# --- buttons ---


def test_a_button_is_pressed_by_its_id_and_its_payload_never_leaves_the_server(
    customer: Customer, engine: FakeEngine
) -> None:
    customer.wait_for(customer.say("Hello"))
    button = customer.lines("bot")[-1]["buttons"][0]
    assert set(button) == {"id", "title"}
    pressed = customer.post({"button": button["id"]})
    customer.wait_for(pressed.json()["id"])
    assert engine.heard[-1]["payload"] == PAYLOAD
    assert engine.heard[-1]["text"] is None
    assert customer.texts("customer")[-1] == "Log it now"
    raw = customer.client.get(f"{customer.path}/messages", headers=customer.headers).text
    assert '"payload"' not in raw
    assert "body_hash" not in raw


def test_an_unknown_button_is_refused(customer: Customer, engine: FakeEngine) -> None:
    answer = customer.post({"button": "/restart"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "unknown_button")
    assert engine.heard == []


def test_a_button_of_another_conversation_is_refused(house: House) -> None:
    mine, theirs = house.open(), house.open()
    button = theirs.lines()[0]["buttons"][0]["id"]
    assert mine.post({"button": button}).status_code == 422


# --- what customers type ---

NO_BREAK, ZERO_WIDTH, MARK = "\u00a0", "\u200b", "\ufeff"


@pytest.mark.parametrize(
    "typed, heard",
    [
        ("/restart", "restart"),
        (f"{NO_BREAK}/restart", "restart"),
        (f" \t{ZERO_WIDTH}{MARK}//{NO_BREAK}/restart", "restart"),
        ('/greet{"reference":"HACKED"}', 'greet{"reference":"HACKED"}'),
        ("24/7 support is down\x00\x07", "24/7 support is down"),
        ("two\nlines", "two\nlines"),
        (" / \u00a0", ""),
    ],
)
def test_what_the_engine_hears_is_never_a_command(typed: str, heard: str) -> None:
    assert for_engine(typed) == heard


def test_a_slash_behind_a_no_break_space_arrives_as_text(customer: Customer, engine: FakeEngine) -> None:
    typed = f"{NO_BREAK}/restart"
    customer.wait_for(customer.say(typed))
    assert engine.texts == ["restart"]
    assert customer.texts("customer") == [typed]


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("😡 nine days 👨‍👩‍👧", "😡 nine days 👨‍👩‍👧"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("no\x00thing", "nothing"),
        ("=cmd()|' /C calc'!A0", "=cmd()|' /C calc'!A0"),
        ("\u202eright to left", "\u202eright to left"),
        ("  spaces kept  ", "  spaces kept  "),
    ],
)
def test_the_transcript_holds_what_was_typed(customer: Customer, typed: str, kept: str) -> None:
    customer.wait_for(customer.say(typed))
    assert customer.texts("customer") == [kept]


def test_half_an_emoji_does_not_break_anything(customer: Customer) -> None:
    headers = {**customer.headers, "Idempotency-Key": "k", "Content-Type": "application/json"}
    answer = customer.client.post(
        f"{customer.path}/messages", content=b'{"text": "cut \\ud83d"}', headers=headers
    )
    customer.wait_for(answer.json()["id"])
    assert customer.texts("customer") == ["cut \ufffd"]


def test_when_nothing_but_slashes_is_left_the_customer_is_asked(
    customer: Customer, engine: FakeEngine
) -> None:
    id = customer.say(f" {NO_BREAK}// ")
    customer.wait_for(id)
    [asked] = customer.answers_to(id)
    assert "can't read anything" in asked["text"]
    assert engine.heard == []


@pytest.mark.parametrize("nothing", ["", "   ", NO_BREAK, "\x00", f"{ZERO_WIDTH}\n"])
def test_a_blank_message_is_refused_kindly(customer: Customer, nothing: str) -> None:
    answer = customer.post({"text": nothing})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "blank")
    assert customer.lines("customer") == []


def test_two_thousand_characters_are_taken_and_one_more_is_refused_kindly(
    customer: Customer, engine: FakeEngine
) -> None:
    customer.wait_for(customer.say("😡" * 2000))
    answer = customer.post({"text": "x" * 2001})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "too_long")
    assert "2,001 characters" in answer.json()["error"]["message"]
    assert "2,000" in answer.json()["error"]["message"]
    assert len(engine.heard) == 1


def test_what_was_refused_can_be_sent_shorter_under_the_same_key(customer: Customer) -> None:
    assert customer.post({"text": "x" * 2001}, "k").status_code == 422
    assert customer.post({"text": "x"}, "k").status_code == 202


def test_messages_to_a_person_are_not_for_the_engine(
    house: House, customer: Customer, engine: FakeEngine
) -> None:
    with house.store.write() as transaction:
        transaction.conversations.set_state(customer.id, ConversationState.HUMAN)
        transaction.commit()
    id = customer.say("Are you there?")
    news = customer.wait_for(id)
    assert (news["state"], engine.heard, customer.answers_to(id)) == ("human", [], [])
