"""What a provider's own system sends: taken once when it is signed, and nothing changes otherwise."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.decisions.connections import Connections
from bot.decisions.records import Case, CaseStatus, Role, Sender
from bot.services.context import Context
from bot.services.helpdesk.take_agent_reply import LONGEST
from bot.services.helpdesk.take_hook import HookRefused, take_hook
from tests.support.case_rows import add_case
from tests.support.context import Clock
from tests.support.desk_rows import add_agent
from tests.support.helpdesk_rows import HOOK, KEY, PROVIDER, queued, set_out, with_helpdesk

NOW = datetime(2026, 11, 23, 10, 0, 30, tzinfo=UTC)


def signed(
    document: Any, *, at: datetime = NOW, secret: str = HOOK, raw: bytes | None = None
) -> tuple[dict[str, str], bytes]:
    """Signed as ``docs/helpdesks.md`` says, by code of its own."""
    body = raw if raw is not None else json.dumps(document).encode()
    stamp = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    headers = {"x-firstline-timestamp": stamp, "X-Firstline-Signature": f"sha256={digest}"}
    return headers, body


def brings(context: Context, headers: dict[str, str], body: bytes, provider: str = PROVIDER) -> int:
    """The status that it would be answered with."""
    try:
        take_hook(context, provider, headers, body, lambda: NOW)
    except HookRefused as error:
        return error.status
    return 204


@pytest.fixture
def connected(context: Context) -> Context:
    return with_helpdesk(context, "webhook")


@pytest.fixture
def case(connected: Context) -> Case:
    made = add_case(connected)
    set_out(connected, "CRM-1")
    return made


def reply(case: Case, id: str = "m-1", **more: Any) -> dict[str, Any]:
    said = {"text": "The engineer comes on Thursday.", "by": "Priya Shah"}
    return {"id": id, "event": "reply", "reference": case.reference, **said, **more}


def status(case: Case, word: str, at: datetime, id: str = "s-1") -> dict[str, Any]:
    return {"id": id, "event": "status", "reference": case.reference, "status": word, "at": at.isoformat()}


def everything(context: Context, case: Case) -> tuple[Any, ...]:
    with context.store.read() as tx:
        return (
            tx.messages.newest(case.conversation_id, 50),
            tx.cases.get(case.id),
            tx.cases.events(case.id),
            tx.tickets.of_case(case.id),
            tx.outbox.all(),
        )


def agent_lines(context: Context, case: Case) -> list[str]:
    with context.store.read() as tx:
        return [
            line.text for line in tx.messages.newest(case.conversation_id, 50) if line.sender is Sender.AGENT
        ]


def test_an_answer_reaches_the_chat_and_only_once(connected: Context, case: Case) -> None:
    headers, body = signed(reply(case))
    assert [brings(connected, headers, body) for _ in range(10)] == [204] + [409] * 9
    assert agent_lines(connected, case) == ["The engineer comes on Thursday."]
    again = signed(reply(case), at=NOW + timedelta(seconds=20))  # signed anew, under the same name
    assert brings(connected, *again) == 409
    assert len(agent_lines(connected, case)) == 1


def test_other_words_under_a_name_that_was_used_change_nothing(connected: Context, case: Case) -> None:
    assert brings(connected, *signed(reply(case))) == 204
    before = everything(connected, case)
    assert brings(connected, *signed(reply(case, text="Friday.", status="solved"))) == 409
    assert everything(connected, case) == before


Change = Callable[[dict[str, str], bytes], tuple[dict[str, str], bytes]]
ABUSES: dict[str, tuple[Change, int]] = {
    "no signature": (lambda h, b: ({k: v for k, v in h.items() if "signature" not in k.lower()}, b), 401),
    "no time": (lambda h, b: ({k: v for k, v in h.items() if "timestamp" not in k}, b), 401),
    "body changed": (lambda h, b: (h, b.replace(b"Thursday", b"Friday")), 401),
    "another time on it": (
        lambda h, b: ({**h, "x-firstline-timestamp": str(int(NOW.timestamp()) + 1)}, b),
        401,
    ),
    "a time that is none": (lambda h, b: ({**h, "x-firstline-timestamp": "now"}, b), 401),
    "a time of thousands of digits": (lambda h, b: ({**h, "x-firstline-timestamp": "9" * 5000}, b), 401),
    "a signature that is none": (lambda h, b: ({**h, "X-Firstline-Signature": "sha256=ñ"}, b), 401),
    "two names": (lambda h, b: ({**h, "X-Firstline-Delivery": "m-2"}, b), 422),
}


@pytest.mark.parametrize("abuse", ABUSES)
def test_abuse_changes_nothing_and_is_answered_at_once(connected: Context, case: Case, abuse: str) -> None:
    change, expected = ABUSES[abuse]
    before, headers_and_body = everything(connected, case), change(*signed(reply(case)))
    began = time.perf_counter()
    assert brings(connected, *headers_and_body) == expected
    assert time.perf_counter() - began < 0.05
    assert everything(connected, case) == before


@pytest.mark.parametrize(("minutes", "expected"), [(-6, 401), (-4, 204), (4, 204), (6, 401)])
def test_what_is_stale_or_from_a_clock_far_ahead_is_refused(
    connected: Context, case: Case, minutes: int, expected: int
) -> None:
    assert brings(connected, *signed(reply(case), at=NOW + timedelta(minutes=minutes))) == expected


def test_our_own_messages_signed_with_our_secret_do_not_pass_for_theirs(
    connected: Context, case: Case
) -> None:
    assert brings(connected, *signed(reply(case), secret=KEY)) == 401


@pytest.mark.parametrize("provider", ["netservers", "nobody", "../it-communications"])
def test_at_another_providers_address_there_is_nothing(connected: Context, case: Case, provider: str) -> None:
    assert brings(connected, *signed(reply(case)), provider) == 404


def test_a_case_of_another_provider_cannot_be_answered(connected: Context) -> None:
    theirs = add_case(connected, "netservers", id="theirs")
    assert brings(connected, *signed(reply(theirs))) == 422
    assert agent_lines(connected, theirs) == []


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"[1]", b"\xff", b"[" * 50_000, b'{"id": "a", "event": "delete"}']
)
def test_what_cannot_be_read_is_refused(connected: Context, raw: bytes) -> None:
    assert brings(connected, *signed(None, raw=raw)) == 422


def test_a_refused_message_can_be_put_right_under_its_name(connected: Context, case: Case) -> None:
    assert brings(connected, *signed(reply(case, text=" "))) == 422
    assert brings(connected, *signed(reply(case, text="x" * (LONGEST + 1)))) == 422
    assert brings(connected, *signed(reply(case))) == 204


def test_a_ping_is_answered_and_does_nothing(connected: Context, case: Case) -> None:
    before = everything(connected, case)
    assert brings(connected, *signed({"id": "p-1", "event": "ping"})) == 204
    assert everything(connected, case) == before


def test_without_a_secret_nothing_is_taken(context: Context) -> None:
    connected = with_helpdesk(context, "webhook")
    closed = connected.connections[PROVIDER].helpdesk
    assert closed is not None
    without = Connections(helpdesk=closed.model_copy(update={"hook_secret": None}))
    assert (
        brings(replace(connected, connections={PROVIDER: without}), *signed({"id": "1", "event": "ping"}))
        == 404
    )


# --- status ---


def case_now(context: Context, case: Case) -> tuple[CaseStatus, str | None]:
    with context.store.read() as tx:
        now, ticket = tx.cases.get(case.id), tx.tickets.of_case(case.id)
    assert now is not None
    assert ticket is not None
    return now.status, ticket.remote_status


def test_solved_there_is_no_end_here_and_without_an_answer_those_in_charge_are_told(
    connected: Context, case: Case
) -> None:
    boss = add_agent(connected, "Olu", role=Role.SUPERVISOR)
    assert brings(connected, *signed(status(case, "solved", NOW))) == 204
    assert case_now(connected, case) == (CaseStatus.OPEN, "solved")
    with connected.store.read() as tx:
        [alert] = [item.payload for item in tx.outbox.all() if item.payload.get("template") == "case_alert"]
    assert alert["to"] == boss.email
    assert "stays open here" in alert["facts"]["what"]
    assert agent_lines(connected, case) == []


def test_solved_after_an_answer_puts_that_answer_to_the_customer(connected: Context, case: Case) -> None:
    assert brings(connected, *signed(reply(case, text="We have taken £20 off your bill."))) == 204
    assert brings(connected, *signed(status(case, "closed", NOW))) == 204
    assert case_now(connected, case) == (CaseStatus.OUTCOME_OFFERED, "solved")
    with connected.store.read() as tx:
        line = tx.messages.newest(case.conversation_id, 1)[0]
        mails = [item.payload for item in tx.outbox.all() if item.key.startswith("settles-")]
    assert "We have taken £20 off your bill." in line.text
    assert [button["title"] for button in line.buttons] == ["Accept", "Don't accept"]
    assert "Only you can say so." in mails[0]["facts"]["words"]
    assert len(queued(connected)) == 1  # what came from there does not go back


def test_answer_and_status_can_come_in_one(connected: Context, case: Case) -> None:
    assert brings(connected, *signed(reply(case, status="solved"))) == 204
    assert case_now(connected, case)[0] is CaseStatus.OUTCOME_OFFERED


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_open_and_solved_settle_right_in_any_order(
    connected: Context, case: Case, clock: Clock, order: tuple[int, ...]
) -> None:
    begun = clock()
    clock.forward(hours=1)
    told = [("open", 1), ("solved", 2), ("open", 3)]
    for number in order:
        word, minutes = told[number]
        message = status(case, word, begun + timedelta(minutes=minutes), f"s-{number}")
        assert brings(connected, *signed(message)) == 204
    assert case_now(connected, case)[1] == "open"


def test_the_same_status_later_keeps_an_older_one_out(connected: Context, case: Case, clock: Clock) -> None:
    begun = clock()
    clock.forward(hours=1)
    for number, (word, minutes) in enumerate([("solved", 5), ("solved", 10), ("open", 7)]):
        brings(connected, *signed(status(case, word, begun + timedelta(minutes=minutes), f"s-{number}")))
    assert case_now(connected, case)[1] == "solved"


def test_a_clock_that_is_fast_does_not_silence_what_comes_after_it(
    connected: Context, case: Case, clock: Clock
) -> None:
    brings(connected, *signed(status(case, "open", NOW + timedelta(days=400))))
    clock.forward(minutes=1)
    brings(connected, *signed(status(case, "solved", clock(), "s-2")))
    assert case_now(connected, case)[1] == "solved"


@pytest.mark.parametrize("word", ["", "escalated to L2", "x" * 41])
def test_a_status_that_we_do_not_know_is_refused(connected: Context, case: Case, word: str) -> None:
    before = everything(connected, case)
    assert brings(connected, *signed(status(case, word, NOW))) == 422
    assert everything(connected, case) == before


def test_a_case_that_the_customer_ended_stays_ended(connected: Context, case: Case) -> None:
    with connected.store.write() as tx:
        tx.cases.save(replace(case, status=CaseStatus.RESOLVED))
        tx.commit()
    brings(connected, *signed(reply(case, status="solved")))
    assert case_now(connected, case)[0] is CaseStatus.RESOLVED


# --- Zendesk's own form ---


def nudged(document: Any, secret: str = HOOK, at: datetime = NOW) -> tuple[dict[str, str], bytes]:
    body, stamp = json.dumps(document).encode(), at.strftime("%Y-%m-%dT%H:%M:%SZ")
    digest = hmac.new(secret.encode(), stamp.encode() + body, hashlib.sha256).digest()
    return {
        "X-Zendesk-Webhook-Signature": base64.b64encode(digest).decode(),
        "X-Zendesk-Webhook-Signature-Timestamp": stamp,
    }, body


def test_a_trigger_of_zendesk_makes_us_ask_and_says_nothing_itself(context: Context) -> None:
    connected = with_helpdesk(context, "zendesk")
    case = add_case(connected)
    set_out(connected, "35437")
    headers, body = nudged({"ticket_id": "35437", "status": "solved"})
    assert [brings(connected, headers, body) for _ in range(3)] == [204, 409, 409]
    with connected.store.read() as tx:
        ticket = tx.tickets.of_case(case.id)
    assert ticket is not None
    assert (ticket.ask_since, ticket.remote_status) == (connected.now(), None)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (nudged({"ticket_id": "35437"}, secret="another-secret-of-16"), 401),
        (nudged({"ticket_id": "35437"}, at=NOW - timedelta(minutes=6)), 401),
        (({}, b"{}"), 401),
        (nudged({"ticket": 1}), 422),
        (nudged(["35437"]), 422),
        (nudged({"ticket_id": 99}), 204),  # no ticket of ours: it is said to nobody
    ],
)
def test_a_trigger_that_is_not_theirs_changes_nothing(
    context: Context, made: tuple[dict[str, str], bytes], expected: int
) -> None:
    connected = with_helpdesk(context, "zendesk")
    case = add_case(connected)
    set_out(connected, "35437")
    before = everything(connected, case)
    assert brings(connected, *made) == expected
    assert everything(connected, case) == before
