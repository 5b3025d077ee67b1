"""Texts through a provider's own address: a real server on loopback, kind and unkind."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from datetime import timedelta
from typing import Any

import pytest

from bot.adapters.sms_webhook import Patience, SmsWebhook
from bot.decisions.delivery import Delivered, Impossible, Outcome, TryAgain, Unknown
from bot.decisions.mail_connection import SmsConnection
from tests.support.directory_server import (
    Behaviour,
    DirectoryServer,
    answers,
    directory_that,
    drips_its_body,
    drips_its_headers,
    hangs_up,
    is_slow,
    nobody,
    talks_garbage,
)

SECRET = "sixteen or more of them"
AT = 1_800_000_000
QUICK = Patience(connect=0.5, read=0.5, total=1.0)


def send(url: str, key: str = "sms-1", text: str = "Your code – £5") -> Outcome:
    connection = SmsConnection.model_validate({"url": f"{url}/send", "secret": SECRET})
    return SmsWebhook(connection, QUICK, lambda: AT).send("+447400123456", text, key)


def seen(server: DirectoryServer) -> dict[str, Any]:
    [one] = server.seen
    return one


def test_a_text_goes_out_signed_and_its_number_comes_back() -> None:
    with directory_that(answers(201, {"id": "m-17"})) as server:
        assert send(server.url) == Delivered("m-17")
        request = seen(server)
    assert request["path"] == "/send"
    sent = json.loads(request["body"])
    assert (sent["to"], sent["text"]) == ("+447400123456", "Your code – £5")
    head = request["headers"]
    assert head["Idempotency-Key"] == sent["key"]
    signed = f"{AT}.".encode() + request["body"]
    expected = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert (head["X-Firstline-Timestamp"], head["X-Firstline-Signature"]) == (str(AT), f"sha256={expected}")


def test_the_same_text_again_has_the_same_key_and_another_has_not() -> None:
    with directory_that(answers(200, {})) as server:
        for key in ("a:1", "a:1", "b"):
            send(server.url, key)
        keys = [request["headers"]["Idempotency-Key"] for request in server.seen]
    assert keys[0] == keys[1] != keys[2]


OUTCOMES: list[tuple[Behaviour, Outcome]] = [
    (answers(200, b"thanks"), Delivered()),
    (answers(202, b""), Delivered()),
    (answers(200, {"id": ["no", "id"]}), Delivered()),
    (answers(429, {}, Retry_After="5"), TryAgain("the text service answers HTTP 429", timedelta(seconds=5))),
    (answers(503, {}, Retry_After="soon"), TryAgain("the text service answers HTTP 503")),
    (answers(401, {}), Impossible("the text service refuses it (HTTP 401)")),
    (answers(400, {"to": "+447400123456"}), Impossible("the text service refuses it (HTTP 400)")),
    (answers(302, {}, Location="http://elsewhere.example"),
     Impossible("the text service answers HTTP 302; redirections are not followed")),
    (answers(500, {}), Unknown("the text service answers HTTP 500")),
]  # fmt: skip


@pytest.mark.parametrize("behaviour, outcome", OUTCOMES)
def test_what_an_answer_means(behaviour: Behaviour, outcome: Outcome) -> None:
    with directory_that(behaviour) as server:
        assert send(server.url) == outcome
        assert len(server.seen) == 1


@pytest.mark.parametrize("behaviour", [hangs_up, is_slow, drips_its_headers, talks_garbage])
def test_no_answer_says_nothing_of_whether_it_went_out(behaviour: Behaviour) -> None:
    with directory_that(behaviour) as server:
        began = time.monotonic()
        assert isinstance(send(server.url), Unknown)
        assert time.monotonic() - began < 2


def test_a_yes_counts_even_if_the_rest_of_it_never_ends() -> None:
    with directory_that(drips_its_body) as server:
        assert isinstance(send(server.url), Delivered | Unknown)


@pytest.mark.parametrize("url", [nobody(), "https://nowhere.invalid"], ids=["a_free_port", "no_such_name"])
def test_where_nobody_answers_the_door_it_is_surely_not_there(url: str) -> None:
    assert isinstance(send(url), TryAgain)


def test_no_reason_has_the_number_the_words_or_the_secret() -> None:
    with directory_that(answers(500, {"error": "+447400123456 Your code"})) as server:
        said = repr(send(server.url))
    assert "447400" not in said
    assert "code" not in said
    assert SECRET not in said
