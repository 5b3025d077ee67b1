"""Texts made harmless, payloads read strictly."""

import pytest
from engine.errors import RequestError
from engine.incoming import MAX_CHARACTERS, customer_text, parse_payload

INTENTS = ["complain", "greet"]
ENTITIES = ["answer"]


@pytest.mark.parametrize(
    "text, left",
    [
        ("hello", "hello"),
        ("  hello \n", "hello"),
        ("/restart", "restart"),
        ("\u00a0/restart", "restart"),
        ("\u200b/\u200d/ \ufeff/greet{}", "greet{}"),
        ("\u2066//\u00ad/session_start\u2069", "session_start"),
        ("either/or", "either/or"),
        ("\x1c\x85/back", "back"),
        ("broken \ud83d half", "broken ? half"),
        ("line one\n/line two", "line one\n/line two"),
    ],
)
def test_a_customers_text_never_begins_with_a_slash(text: str, left: str) -> None:
    assert customer_text(text) == left


@pytest.mark.parametrize("text", ["", "   ", "/", "\u200b", " / \u00a0 //", "\ufeff"])
def test_a_text_of_which_nothing_is_left_is_refused(text: str) -> None:
    with pytest.raises(RequestError) as refused:
        customer_text(text)
    assert (refused.value.status, refused.value.code) == (422, "empty")


def test_a_text_is_refused_above_the_limit_and_not_at_it() -> None:
    assert len(customer_text("a" * MAX_CHARACTERS)) == MAX_CHARACTERS
    with pytest.raises(RequestError) as refused:
        customer_text("a" * (MAX_CHARACTERS + 1))
    assert refused.value.status == 413


def test_a_payload_gives_intent_and_entities() -> None:
    parsed = parse_payload('/complain{"answer": "a } brace\\n", "answer": 5}', INTENTS, ENTITIES)
    assert parsed["intent"] == {"name": "complain", "confidence": 1.0}
    assert parsed["entities"] == [{"entity": "answer", "value": 5}]


@pytest.mark.parametrize(
    "payload",
    [
        "complain",
        "/unknown",
        "/",
        "",
        "/complain{",
        '/complain{"answer"}',
        '/complain{"other": 1}',
        "/complain trailing",
        '/complain{"answer": 1} trailing',
        "/complain@0.1",
        '/complain["answer"]',
    ],
)
def test_a_payload_that_is_not_quite_right_is_refused_whole(payload: str) -> None:
    with pytest.raises(RequestError) as refused:
        parse_payload(payload, INTENTS, ENTITIES)
    assert (refused.value.status, refused.value.code) == (422, "payload")
