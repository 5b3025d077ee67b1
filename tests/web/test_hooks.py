"""Where a provider's own system knocks: over the web, as it stands."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.decisions.records import Case, Sender
from tests.support.case_rows import add_case
from tests.support.helpdesk_rows import HOOK, PROVIDER, set_out, with_helpdesk
from tests.web.desk_house import DeskHouse, desk_running


@pytest.fixture
def house(tmp_path: Path) -> Iterator[DeskHouse]:
    with desk_running(tmp_path) as made:
        # The app has this very context: what is connected is looked up at each message.
        connected = with_helpdesk(made.context, "webhook")
        object.__setattr__(made.context, "connections", connected.connections)
        yield made


def knock(house: DeskHouse, document: Any, provider: str = PROVIDER, **headers: str) -> httpx.Response:
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    stamp = str(int(time.time()))
    digest = hmac.new(HOOK.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    signed = {"X-Firstline-Timestamp": stamp, "X-Firstline-Signature": f"sha256={digest}", **headers}
    with httpx.Client(base_url=house.house.url, trust_env=False, timeout=20) as client:
        return client.post(f"/hooks/{provider}", content=body, headers=signed)


def lines(house: DeskHouse, case: Case) -> list[str]:
    with house.context.store.read() as tx:
        return [
            line.text for line in tx.messages.newest(case.conversation_id, 50) if line.sender is Sender.AGENT
        ]


def test_an_answer_over_the_web_reaches_the_chat_once(house: DeskHouse) -> None:
    case = add_case(house.context)
    set_out(house.context, "CRM-1")
    answer = {"id": "m-1", "event": "reply", "reference": case.reference, "text": "Thursday.", "by": "Priya"}
    assert [knock(house, answer).status_code for _ in range(3)] == [204, 409, 409]
    assert lines(house, case) == ["Thursday."]


@pytest.mark.parametrize(
    ("document", "headers", "status", "code"),
    [
        (b"{}", {"X-Firstline-Signature": "sha256=00"}, 401, "wrong"),
        (b"{}", {"X-Firstline-Timestamp": "1"}, 401, "wrong"),
        (b"no json", {}, 422, "unreadable"),
        ({"id": "1", "event": "reply", "reference": "FL-222-222-2222"}, {}, 422, "unknown_reference"),
        (b"x" * 10_000_000, {}, 413, "too_big"),
    ],
)
def test_what_is_refused_says_why_in_a_word_and_quotes_nothing(
    house: DeskHouse, document: Any, headers: dict[str, str], status: int, code: str
) -> None:
    answered = knock(house, document, **headers)
    assert (answered.status_code, answered.json()["error"]["code"]) == (status, code)
    assert "FL-222" not in answered.text


@pytest.mark.parametrize("provider", ["netservers", "nobody", "%2e%2e"])
def test_where_nobody_is_connected_there_is_nothing(house: DeskHouse, provider: str) -> None:
    assert knock(house, {"id": "1", "event": "ping"}, provider).status_code == 404


def test_a_browser_cannot_be_made_to_knock(house: DeskHouse) -> None:
    with httpx.Client(base_url=house.house.url, trust_env=False) as client:
        assert client.get(f"/hooks/{PROVIDER}").status_code == 405
        assert client.post(f"/hooks/{PROVIDER}", data={"a": "b"}).status_code == 401


def test_the_card_shows_the_number_and_what_it_is_called_there(house: DeskHouse) -> None:
    case = add_case(house.context)
    agent = house.browser(provider=PROVIDER)
    assert "It is on its way to your own system." in agent.client.get(f"/desk/cases/{case.reference}").text
    set_out(house.context, "CRM-1")
    knock(house, {"id": "s", "event": "status", "reference": case.reference, "status": "solved"})
    page = agent.client.get(f"/desk/cases/{case.reference}").text
    assert "as <strong>CRM-1</strong>, since Monday 23 November, 10:00." in page
    assert "There it is <strong>marked as solved</strong>" in page
