"""A provider's own system, asked by the real adapter over real sockets, well and in every way badly."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from pydantic import ValidationError

from bot.adapters.directory.http import LARGEST_ANSWER, HttpDirectory, Patience, Record
from bot.decisions.customer import Customer
from bot.decisions.errors import DirectoryUnavailable
from tests.support.directory_server import (
    SAM,
    TOKEN,
    Behaviour,
    answers,
    contract,
    directory_that,
    drips_its_body,
    drips_its_headers,
    hangs_up,
    is_slow,
    nobody,
    record_schema,
    resets_mid_body,
    sends_broken_headers,
    sends_without_end,
    serves,
    talks_garbage,
)

PATIENT = Patience(connect=5.0, read=5.0, total=15.0, failures=99)
"""For servers that answer: what is looked at must not depend on how busy this machine is."""
QUICK = Patience(connect=0.3, read=0.3, total=0.8, failures=99)
"""For servers that do not."""
FOUND = Customer("netservers", "NS-004711", "Sam Carter", "CB1 2AB", "sam@example.org")


def directory(url: str, patience: Patience = PATIENT, token: str = TOKEN, **more: Any) -> HttpDirectory:
    return HttpDirectory(url, token, patience=patience, **more)


def find(url: str, account: str = "ns 004711", patience: Patience = PATIENT) -> Customer | None:
    return directory(url, patience).find("netservers", account)


@pytest.fixture(autouse=True)
def nothing_private_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever happens in a test of this file, no log names the account, the token or anything of the record."""
    caplog.set_level(logging.INFO)
    yield
    written = "\n".join(
        f"{record.getMessage()} {record.exc_text or ''}" for record in caplog.get_records("call")
    )
    for private in ("004711", TOKEN, "Carter", "CB1", "sam@"):
        assert private not in written


# --- the contract ---


def test_the_contract_is_sound_openapi() -> None:
    validate(contract())


def test_the_adapter_reads_what_the_contract_names_and_nothing_else() -> None:
    ours, theirs = Record.model_json_schema(), record_schema()
    assert set(ours["properties"]) == set(theirs["properties"])
    assert set(ours["required"]) == set(theirs["required"])
    for name, told in theirs["properties"].items():
        own = ours["properties"][name]
        limits = own.get("anyOf", [own])[0]
        assert {key: limits.get(key) for key in ("minLength", "maxLength")} == {
            key: told.get(key) for key in ("minLength", "maxLength")
        }


@pytest.mark.parametrize(
    "change",
    [{}, {"email": None}, {"phone": "01632 960123"}, {"more": 1}, {"account": ""}, {"account": 4711}, {"name": None},
     {"postcode": "x" * 21}, {"name": "x" * 201}, {"email": 1}, {"phone": ["01632"]}, {"email": "x" * 255}],
)  # fmt: skip
def test_adapter_and_contract_take_and_refuse_the_same(change: dict[str, Any]) -> None:
    record = {**SAM, **change}
    try:
        Record.model_validate(record)
    except ValidationError:
        taken = False
    else:
        taken = True
    assert taken == Draft202012Validator(record_schema()).is_valid(record)


def test_the_examples_of_the_contract_are_taken() -> None:
    answer = contract()["paths"]["/customers/{account}"]["get"]["responses"]["200"]
    for example in answer["content"]["application/json"]["examples"].values():
        Record.model_validate(example["value"])


def test_the_figures_of_the_contract_are_those_of_the_adapter() -> None:
    usual, said = Patience(), str(contract())
    assert f"at most {LARGEST_ANSWER} bytes" in said
    assert (usual.read, usual.tries, usual.failures, usual.pause) == (2.0, 3, 5, 30.0)
    for words in ("within two seconds", "up to two times", "After five", "half a minute"):
        assert words in said.replace("\\n", " ")


def test_the_path_is_that_of_the_contract() -> None:
    [path] = contract()["paths"]
    with directory_that(serves(SAM)) as server:
        find(f"{server.url}/api")
    assert server.seen[0]["path"] == "/api" + path.replace("{account}", "NS004711")


# --- what works ---


def test_a_customer_is_found_in_any_spelling_of_the_account() -> None:
    with directory_that(serves(SAM)) as server:
        assert find(server.url) == FOUND
        assert find(server.url, "NS-00-4711") == FOUND
    assert server.seen[0]["headers"]["Authorization"] == f"Bearer {TOKEN}"
    assert "Cookie" not in server.seen[1]["headers"]


def test_an_account_that_is_not_there_is_nobody_and_is_asked_once() -> None:
    with directory_that(serves(SAM)) as server:
        assert find(server.url, "NS-1") is None
    assert len(server.seen) == 1


@pytest.mark.parametrize("account", ["", "  ", "..", "-", "/", "A" * 65])
def test_what_can_be_no_account_number_is_not_asked_for(account: str) -> None:
    with directory_that(serves(SAM)) as server:
        assert find(server.url, account) is None
    assert server.seen == []


@pytest.mark.parametrize(
    "account, path",
    [("a/../b?x=1#y", "/customers/A%2F..%2FB%3FX%3D1%23Y"), ("7%2e", "/customers/7%252E"),
     ("é1", "/customers/%C3%891")],
)  # fmt: skip
def test_no_account_number_leads_to_another_address(account: str, path: str) -> None:
    with directory_that(serves(SAM)) as server:
        assert find(server.url, account) is None
    assert [one["path"] for one in server.seen] == [path]


def test_a_cookie_is_not_kept() -> None:
    with directory_that(answers(404, {}, Set_Cookie="a=b"), serves(SAM)) as server:
        asked = directory(server.url)
        asked.find("netservers", "1")
        asked.find("netservers", "2")
    assert "Cookie" not in server.seen[1]["headers"]


def test_a_netrc_of_the_machine_does_not_replace_our_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with directory_that(serves(SAM)) as server:
        asked = directory(server.url)
        asked._session.trust_env = True
        assert asked.find("netservers", "NS-004711") == FOUND


def test_a_proxy_of_the_machine_is_not_asked_for_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", nobody())
    monkeypatch.setenv("http_proxy", nobody())
    with directory_that(serves(SAM)) as server:
        assert find(server.url) == FOUND


# --- what does not ---


@pytest.mark.parametrize(
    "behave, tries",
    [
        (hangs_up, 3),
        (resets_mid_body, 3),
        (is_slow, None),
        (drips_its_body, None),
        (drips_its_headers, None),
        (talks_garbage, 3),
        (sends_broken_headers, None),
        (sends_without_end, 1),
        (answers(500, {}), 3),
        (answers(503, b"<html>maintenance</html>"), 3),
        (answers(429, {}), 3),
        (answers(400, {}), 1),
        (answers(204, b""), 1),
        (answers(401, {}), 1),
        (answers(403, {}), 1),
        (answers(200, b"<html>sign in</html>"), 1),
        (answers(200, b"\xff\xfe"), 1),
        (answers(200, b""), 1),
        (answers(200, b"null"), 1),
        (answers(200, [SAM]), 1),
        (answers(200, {**SAM, "name": None}), 1),
        (answers(200, {**SAM, "postcode": 12}), 1),
        (answers(200, {"account": "NS-004711"}), 1),
        (answers(200, b"[" * 10_000), 1),
        (answers(200, {**SAM, "account": "NS-004712"}), 1),
        (answers(200, {**SAM, "account": "%"}), 1),
        (answers(200, {**SAM, "account": "NS-004711*"}), 1),
        (answers(200, {**SAM, "more": "x" * LARGEST_ANSWER}), 1),
        (answers(200, SAM, Content_Encoding="gzip"), 1),
    ],
)  # fmt: skip
def test_what_cannot_be_trusted_is_unavailable_and_soon(behave: Behaviour, tries: int | None) -> None:
    """``tries`` None: it takes longer than there is time for, once or more often."""
    began, patience = time.monotonic(), QUICK if tries is None else PATIENT
    with directory_that(behave) as server, pytest.raises(DirectoryUnavailable) as caught:
        find(server.url, patience=patience)
    assert time.monotonic() - began < patience.total + 0.8
    if tries is not None:
        assert len(server.seen) == tries
    assert "004711" not in f"{caught.value} {caught.value.__cause__} {caught.getrepr(style='short')}"


def test_nobody_listening_is_unavailable() -> None:
    began = time.monotonic()
    with pytest.raises(DirectoryUnavailable) as caught:
        find(nobody(), patience=QUICK)
    assert time.monotonic() - began < QUICK.total + 0.8
    assert "004711" not in str(caught.getrepr(style="short"))


def test_a_name_that_no_name_server_knows_is_unavailable() -> None:
    with pytest.raises(DirectoryUnavailable):
        find("http://nowhere.invalid", patience=QUICK)


def test_a_server_without_the_right_certificate_is_unavailable() -> None:
    with directory_that(serves(SAM)) as server, pytest.raises(DirectoryUnavailable):
        find(server.url.replace("http:", "https:"))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirection_is_not_followed(status: int) -> None:
    with (
        directory_that(serves(SAM)) as elsewhere,
        directory_that(answers(status, {}, Location=f"{elsewhere.url}/customers/NS004711")) as server,
        pytest.raises(DirectoryUnavailable, match="not followed"),
    ):
        find(server.url)
    assert elsewhere.seen == [], "our token went to another host"
    assert len(server.seen) == 1


@pytest.mark.parametrize("status", [401, 403])
def test_a_token_that_is_refused_is_an_error_in_the_log(
    status: int, caplog: pytest.LogCaptureFixture
) -> None:
    with directory_that(answers(status, {})) as server, pytest.raises(DirectoryUnavailable):
        find(server.url)
    [alarm] = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert f"HTTP {status}" in alarm.getMessage()
    assert "DIRECTORY_TOKEN" in alarm.getMessage()


# --- trying again ---


@pytest.mark.parametrize(
    "behave", [hangs_up, resets_mid_body, answers(500, {}), answers(502, {}), answers(429, {})]
)
def test_a_short_trouble_is_not_noticed(behave: Behaviour) -> None:
    with directory_that(behave, behave, serves(SAM)) as server:
        assert find(server.url) == FOUND
    assert len(server.seen) == 3


def test_a_short_wait_that_was_asked_for_is_kept() -> None:
    with directory_that(answers(429, {}, Retry_After="1"), serves(SAM)) as server:
        assert find(server.url) == FOUND
    first, second = server.times
    assert 1.0 <= second - first < 4.0


def test_a_wait_until_a_moment_is_kept() -> None:
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=3)
    until = format_datetime(soon, usegmt=True)
    with directory_that(answers(503, {}, Retry_After=until), serves(SAM)) as server:
        assert find(server.url) == FOUND
    assert len(server.seen) == 2
    assert datetime.now(UTC) >= soon


@pytest.mark.parametrize("wait", ["30", "999999999999", "Mon, 01 Jan 2999 00:00:00 GMT"])
def test_a_long_wait_is_not_kept_while_a_customer_waits(wait: str) -> None:
    began = time.monotonic()
    with directory_that(answers(429, {}, Retry_After=wait)) as server, pytest.raises(DirectoryUnavailable):
        find(server.url)
    assert len(server.seen) == 1
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("wait", ["soon", "-5", "", "Mon, 01 Jan 1999 00:00:00 GMT"])
def test_a_wait_that_means_nothing_is_our_own_short_one(wait: str) -> None:
    with directory_that(answers(429, {}, Retry_After=wait), serves(SAM)) as server:
        assert find(server.url) == FOUND


# --- leaving it alone ---


def test_after_five_failures_it_is_left_alone_and_then_tried_once(caplog: pytest.LogCaptureFixture) -> None:
    now = [0.0]
    patience = replace(PATIENT, tries=1, failures=5)
    with directory_that(*[answers(500, {})] * 6, serves(SAM)) as server:
        asked = directory(server.url, patience, clock=lambda: now[0])

        def fails() -> int:
            with pytest.raises(DirectoryUnavailable):
                asked.find("netservers", "NS004711")
            return len(server.seen)

        assert [fails() for _ in range(7)] == [1, 2, 3, 4, 5, 5, 5]
        now[0] = 29.9
        assert fails() == 5
        now[0] = 30.0
        assert fails() == 6, "one try after the pause"
        assert fails() == 6, "it failed, so another pause"
        now[0] = 60.0
        assert asked.find("netservers", "NS004711") == FOUND
        assert asked.find("netservers", "NS004711") == FOUND
    assert any(record.levelno == logging.ERROR for record in caplog.records)


def test_a_customer_who_is_not_there_is_no_failure() -> None:
    patience = replace(PATIENT, tries=1, failures=2)
    with directory_that(
        answers(500, {}), serves(SAM), answers(500, {}), serves(SAM), answers(500, {}), serves(SAM)
    ) as server:
        asked = directory(server.url, patience)
        for _ in range(3):
            with pytest.raises(DirectoryUnavailable):
                asked.find("netservers", "1")
            assert asked.find("netservers", "1") is None


def test_an_answer_takes_no_time_while_it_is_left_alone() -> None:
    patience = replace(QUICK, failures=1)
    with directory_that(is_slow) as server:
        asked = directory(server.url, patience)
        with pytest.raises(DirectoryUnavailable):
            asked.find("netservers", "1")
        began = time.monotonic()
        for _ in range(100):
            with pytest.raises(DirectoryUnavailable, match="left alone"):
                asked.find("netservers", "1")
        assert time.monotonic() - began < QUICK.total


def test_no_more_look_ups_than_a_few_are_under_way_at_once() -> None:
    patience = replace(PATIENT, at_once=2, tries=1)
    outcomes: list[str] = []
    with directory_that(is_slow) as server:
        asked = directory(server.url, patience)

        def ask() -> None:
            try:
                asked.find("netservers", "1")
            except DirectoryUnavailable as error:
                outcomes.append(str(error))

        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum("Too many" in one for one in outcomes) == 4
    assert len(outcomes) == 6


def test_an_answer_that_drips_does_not_keep_its_thread() -> None:
    def waiting() -> bool:
        return any(thread.name == "customer-directory" for thread in threading.enumerate())

    with directory_that(drips_its_body) as server:
        with pytest.raises(DirectoryUnavailable):
            find(server.url, patience=QUICK)
        # The server goes on for more than a second.
        until = time.monotonic() + 0.6
        while waiting() and time.monotonic() < until:
            time.sleep(0.02)
        assert not waiting()


def test_many_threads_share_one_directory() -> None:
    found: list[Customer | None] = []
    with directory_that(serves(SAM)) as server:
        asked = directory(server.url)
        threads = [
            threading.Thread(target=lambda: found.append(asked.find("netservers", "NS004711")))
            for _ in range(12)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [FOUND] * 12
