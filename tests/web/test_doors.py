"""Who may come in, how much, how often; and what every answer carries."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.adapters.clock import clock_from
from bot.services.ports import Store
from bot.web.limits import Limits, Window
from tests.web.house import QUICK, Customer, FakeEngine, House, deps_for, providers, running

CREATE = "/api/conversations"


# --- tokens ---


def test_a_wrong_token_and_an_unknown_id_get_the_same_answer(customer: Customer) -> None:
    known, unknown = customer.path, "/api/conversations/" + "0" * 32
    tries = [
        (known, {}),
        (known, {"Authorization": "Bearer wrong"}),
        (known, {"Authorization": f"Basic {customer.token}"}),
        (unknown, {}),
        (unknown, customer.headers),
        ("/api/conversations/%00", customer.headers),
        ("/api/conversations/' OR 1=1 --", customer.headers),
    ]
    key = {"Idempotency-Key": "k"}
    answers = [customer.client.get(f"{path}/messages", headers=headers) for path, headers in tries]
    for path, headers in tries:
        answers.append(
            customer.client.post(f"{path}/messages", json={"text": "Hi"}, headers={**headers, **key})
        )
        answers.append(customer.client.post(f"{path}/person", headers={**headers, **key}))
    assert {(answer.status_code, answer.text) for answer in answers} == {(401, answers[0].text)}
    assert answers[0].json()["error"]["code"] == "not_allowed"
    assert answers[0].headers["WWW-Authenticate"] == "Bearer"
    assert len(customer.lines()) == 1


def test_the_token_of_one_conversation_opens_no_other(house: House) -> None:
    mine, theirs = house.open(), house.open()
    assert house.client.get(f"{theirs.path}/messages", headers=mine.headers).status_code == 401


def test_a_token_in_the_address_is_no_token(customer: Customer) -> None:
    assert customer.client.get(f"{customer.path}/messages?token={customer.token}").status_code == 401


def test_an_unknown_provider_is_refused_without_a_list_of_the_known(house: House) -> None:
    answer = house.client.post(CREATE, json={"provider": "bt"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_provider")
    assert not any(slug in answer.text for slug in providers())


# --- how much ---


@pytest.mark.parametrize("size", [64 * 1024 + 1, 100_000, 1_000_000])
def test_a_large_body_is_refused_kindly_before_it_is_parsed(customer: Customer, size: int) -> None:
    body = json.dumps({"text": "x" * size})
    headers = {**customer.headers, "Idempotency-Key": "k", "Content-Type": "application/json"}
    answer = customer.client.post(f"{customer.path}/messages", content=body, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_big")
    assert "shorter parts" in answer.json()["error"]["message"]


def test_a_large_body_without_a_length_is_refused_as_well(customer: Customer) -> None:
    def chunks() -> Iterator[bytes]:
        yield b'{"text": "'
        for _ in range(100):
            yield b"x" * 1000
        yield b'"}'

    headers = {**customer.headers, "Idempotency-Key": "k", "Content-Type": "application/json"}
    answer = customer.client.post(f"{customer.path}/messages", content=chunks(), headers=headers)
    assert answer.status_code == 413


def test_a_body_that_never_comes_is_not_waited_for(store: Store, engine: FakeEngine) -> None:
    with running(deps_for(store, engine, limits=replace(QUICK, body_seconds=0.3))) as house:
        url = urlsplit(house.url)
        with socket.create_connection((str(url.hostname), int(url.port or 0)), timeout=5) as line:
            line.sendall(
                b"POST /api/conversations HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n{"
            )
            assert line.recv(100).startswith(b"HTTP/1.1 408")


# --- how often ---


def test_too_many_messages_are_refused_kindly_and_a_message_sent_again_is_not_counted(
    store: Store, engine: FakeEngine
) -> None:
    with running(deps_for(store, engine, limits=replace(QUICK, messages_a_minute=3))) as house:
        customer = house.open()
        for number in range(3):
            customer.say(f"line {number}", f"k{number}")
        answer = customer.post({"text": "line 3"}, "k3")
        assert (answer.status_code, answer.json()["error"]["code"]) == (429, "too_many")
        assert 1 <= int(answer.headers["Retry-After"]) <= 60
        assert customer.post({"text": "line 1"}, "k1").status_code == 202
        assert customer.person().status_code == 202
        other = house.open()
        other.say("not held up by them")


def test_conversations_are_limited_by_client_address_whatever_the_client_claims(
    store: Store, engine: FakeEngine
) -> None:
    with running(deps_for(store, engine, limits=replace(QUICK, conversations_a_minute=3))) as house:
        statuses = [
            house.client.post(
                CREATE, json={"provider": "netservers"}, headers={"X-Forwarded-For": f"10.0.0.{number}"}
            ).status_code
            for number in range(5)
        ]
        assert statuses == [201, 201, 201, 429, 429]


def test_whoever_starts_too_many_chats_hears_so_and_not_that_the_request_was_wrong(
    store: Store, engine: FakeEngine
) -> None:
    with running(deps_for(store, engine, limits=replace(QUICK, conversations_a_minute=1))) as house:
        house.open()
        answer = house.client.post(CREATE, json={"provider": "netservers"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (429, "too_many")
    assert "chats were started from your connection" in answer.json()["error"]["message"]
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


def test_a_clock_that_cannot_be_read_is_our_trouble_and_not_a_wrong_request(
    store: Store, engine: FakeEngine, tmp_path: Path
) -> None:
    """An empty clock file once told every customer that their request could not be read (422)."""
    file = tmp_path / "now"
    file.write_text("")
    deps = replace(deps_for(store, engine), now=clock_from({"FIRSTLINE_NOW": str(file)}))
    with running(deps) as house:
        answer = house.client.post(CREATE, json={"provider": "netservers"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "unavailable")
        assert "something on our side" in answer.json()["error"]["message"]
        assert answer.headers["Retry-After"]
        file.write_text("2026-11-23T10:00:00Z")
        assert house.client.post(CREATE, json={"provider": "netservers"}).status_code == 201


def test_behind_our_own_proxy_the_address_it_saw_counts(store: Store, engine: FakeEngine) -> None:
    limits = replace(QUICK, conversations_a_minute=1)
    with running(deps_for(store, engine, limits=limits, proxies=1)) as house:

        def status(forwarded: str) -> int:
            headers = {"X-Forwarded-For": forwarded}
            return house.client.post(CREATE, json={"provider": "netservers"}, headers=headers).status_code

        assert status("10.0.0.1") == 201
        assert status("10.0.0.2") == 201
        assert status("1.2.3.4, 10.0.0.2") == 429
        assert status("2001:db8::1") == 201
        assert status("2001:db8::ffff") == 429


def test_the_limits_are_the_documented_ones() -> None:
    limits = Limits()
    assert limits.body_bytes == 64 * 1024
    assert (limits.conversations_a_minute, limits.messages_a_minute) == (20, 30)
    assert limits.poll_seconds == 30


def test_a_window_slides() -> None:
    at = [0.0]
    window = Window(2, 60, clock=lambda: at[0])
    assert (window.admit("a"), window.admit("a"), window.admit("b")) == (None, None, None)
    at[0] = 45.0
    assert window.admit("a") == 15.0
    at[0] = 60.0
    assert window.admit("a") is None


# --- hosts and origins ---


@pytest.mark.parametrize(
    "host", ["evil.example", "x/y?z=", "localhost.evil.example", "127.0.0.1.evil.example"]
)
def test_a_foreign_host_is_refused(house: House, host: str) -> None:
    assert house.client.get("/health", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000", "LOCALHOST"])
def test_our_own_hosts_are_answered(house: House, host: str) -> None:
    assert house.client.get("/health", headers={"Host": host}).status_code == 200


def test_other_sites_may_use_the_chat_of_the_provider_that_names_them(
    store: Store, engine: FakeEngine
) -> None:
    known = dict(providers())
    known["netservers"] = known["netservers"].model_copy(
        update={"origins": ["https://support.netservers.example"]}
    )
    known["contactnow"] = known["contactnow"].model_copy(update={"origins": ["https://contactnow.example"]})
    with running(deps_for(store, engine, providers=known)) as house:

        def status(provider: str, origin: str) -> int:
            headers = {"Origin": origin}
            return house.client.post(CREATE, json={"provider": provider}, headers=headers).status_code

        assert status("netservers", "https://support.netservers.example") == 201
        assert status("netservers", "https://contactnow.example") == 403
        assert status("netservers", "https://evil.example") == 403
        assert status("netservers", "null") == 403
        assert status("netservers", house.url) == 201
        preflight = {"Origin": "https://contactnow.example", "Access-Control-Request-Method": "POST"}
        allowed = house.client.options(CREATE, headers=preflight)
        assert allowed.headers["access-control-allow-origin"] == "https://contactnow.example"
        refused = house.client.options(CREATE, headers={**preflight, "Origin": "https://evil.example"})
        assert "access-control-allow-origin" not in refused.headers


# --- what every answer carries ---


@pytest.mark.parametrize(
    "path, host",
    [
        ("/", ""),
        ("/demo/netservers", ""),
        ("/health", ""),
        ("/nowhere", ""),
        ("/static/widget.js", ""),
        ("/", "evil.example"),
    ],
)
def test_every_answer_carries_the_security_headers(house: House, path: str, host: str) -> None:
    headers = house.client.get(path, headers={"Host": host} if host else {}).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-robots-tag"] == "noindex"
    assert "server" not in headers


def test_answers_of_the_api_are_not_stored(customer: Customer) -> None:
    answer = customer.client.get(f"{customer.path}/messages", headers=customer.headers)
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method, path, status", [("GET", "/api/nowhere", 404), ("DELETE", CREATE, 405)])
def test_errors_are_in_plain_words(house: House, method: str, path: str, status: int) -> None:
    answer = house.client.request(method, path)
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"code", "message"}


def test_a_fault_of_ours_shows_no_trace_and_logs_no_words_of_the_customer(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    customer = house.open()

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr("bot.web.chat_api.take_message", broken)
    with caplog.at_level(logging.DEBUG):
        answer = customer.post({"text": "my secret illness"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "broken")
    assert "ZeroDivision" not in answer.text
    assert "secret" not in caplog.text
    assert "error id" in caplog.text


def test_health_is_about_the_process_and_its_database(store: Store, engine: FakeEngine) -> None:
    class Broken:
        def read(self) -> None:
            raise OSError("disk")

        write = read

    with running(deps_for(store, FakeEngine(down=True))) as house:
        assert (house.client.get("/health").status_code, house.client.get("/health").json()) == (
            200,
            {"ok": True},
        )
    with running(deps_for(Broken(), engine)) as house:  # type: ignore[arg-type]
        assert house.client.get("/health").status_code == 503


def test_the_api_describes_itself(house: House) -> None:
    document = house.client.get("/openapi.json").json()
    assert "/api/conversations/{conversation_id}/messages" in document["paths"]
    assert "/api/conversations/{conversation_id}/person" in document["paths"]
    assert house.client.get("/docs").status_code == 404  # it would load scripts from elsewhere
