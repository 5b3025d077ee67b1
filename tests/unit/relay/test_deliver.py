from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.letters import TemplateLetters
from bot.adapters.mail_folder import MailFolder
from bot.decisions.mail import Mail
from bot.decisions.records import OutboxItem
from bot.services.deliver import ATTEMPTS, deliver_due, wait_after
from bot.services.ports import Store
from tests.support.store import fresh_store

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CODE = {
    "template": "confirm_code",
    "to": "ann@example.com",
    "provider": "netservers",
    "facts": {"provider": "Netservers", "code": "123456", "minutes": 10},
}


class Clock:
    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at


class Post:
    """A mailer that keeps what it is given, and fails while ``error`` is set."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []
        self.error: Exception | None = None

    def send(self, mail: Mail) -> None:
        if self.error is not None:
            raise self.error
        self.mails.append(mail)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return fresh_store(tmp_path)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def post() -> Post:
    return Post()


def queue(
    store: Store, key: str = "code:1", kind: str = "mail", at: datetime = START, **changes: Any
) -> None:
    with store.write() as transaction:
        transaction.outbox.add(kind, key, CODE | changes, at)
        transaction.commit()


def items(store: Store) -> list[OutboxItem]:
    with store.read() as transaction:
        return transaction.outbox.all()


def deliver(store: Store, post: Post, clock: Clock) -> int:
    return deliver_due(store, post, TemplateLetters(), clock, random.Random(1))


def test_what_is_due_is_sent_once(store: Store, post: Post, clock: Clock) -> None:
    queue(store)
    assert deliver(store, post, clock) == 1
    assert deliver(store, post, clock) == 0
    assert [(mail.key, mail.to, mail.provider) for mail in post.mails] == [
        ("code:1", "ann@example.com", "netservers")
    ]
    assert "123456" in post.mails[0].letter.body
    assert items(store)[0].sent_at == START


def test_what_is_not_due_yet_waits(store: Store, post: Post, clock: Clock) -> None:
    queue(store, at=START + timedelta(minutes=1))
    assert deliver(store, post, clock) == 0
    clock.at += timedelta(minutes=1)
    assert deliver(store, post, clock) == 1


def test_a_failure_is_tried_again_later_and_later(store: Store, post: Post, clock: Clock) -> None:
    queue(store)
    post.error = OSError(28, "No space left on device")
    deliver(store, post, clock)
    (item,) = items(store)
    assert item.attempts == 1
    assert item.last_error == "OSError: No space left on device"
    assert START + timedelta(seconds=4) <= item.due_at <= START + timedelta(seconds=6)
    assert deliver(store, post, clock) == 0
    post.error = None
    clock.at = item.due_at
    assert deliver(store, post, clock) == 1


def test_the_waits_grow_and_outlast_a_night() -> None:
    waits = [wait_after(attempt) for attempt in range(1, ATTEMPTS)]
    assert waits == sorted(waits)
    assert waits[0] <= timedelta(seconds=10)
    assert sum(waits, timedelta()) > timedelta(hours=8)


def test_after_the_last_attempt_it_is_dead_with_the_reason(store: Store, post: Post, clock: Clock) -> None:
    queue(store)
    post.error = ConnectionRefusedError(111, "Connection refused")
    for _ in range(ATTEMPTS):
        clock.at += timedelta(days=1)
        deliver(store, post, clock)
    (item,) = items(store)
    assert item.attempts == ATTEMPTS
    assert item.dead_at == clock.at
    assert item.last_error == "ConnectionRefusedError: Connection refused"
    post.error = None
    clock.at += timedelta(days=1)
    assert deliver(store, post, clock) == 0


@pytest.mark.parametrize(
    "changes, reason",
    [
        ({"kind": "sms"}, "sms"),
        ({"template": "no_such"}, "no_such"),
        ({"template": "../config"}, "not the name of a letter"),
        ({"facts": {"provider": "Netservers", "minutes": 10}}, "code"),
        ({"facts": None}, "facts"),
        ({"to": None}, "to"),
    ],
)
def test_one_broken_item_does_not_hold_up_the_next(
    store: Store, post: Post, clock: Clock, changes: dict[str, Any], reason: str
) -> None:
    queue(store, "broken", **changes)
    queue(store, "sound")
    assert deliver(store, post, clock) == 1
    broken, sound = items(store)
    assert sound.sent_at is not None
    assert broken.sent_at is None
    assert reason in (broken.last_error or "")


def test_a_reason_quotes_no_customer(store: Store, post: Post, clock: Clock) -> None:
    queue(store)
    post.error = RuntimeError("550 ann@example.com rejected")
    deliver(store, post, clock)
    assert items(store)[0].last_error == "RuntimeError"


def test_a_crash_between_sending_and_noting_it_repeats_the_same_file(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    class PowerCut(BaseException):
        pass

    class CutOff(MailFolder):
        def send(self, mail: Mail) -> None:
            super().send(mail)
            raise PowerCut

    queue(store)
    folder = tmp_path / "mail"
    with pytest.raises(PowerCut):
        deliver_due(store, CutOff(folder), TemplateLetters(), clock)
    (before,) = [file.read_bytes() for file in folder.iterdir()]
    clock.at += timedelta(minutes=3)
    assert deliver_due(store, MailFolder(folder), TemplateLetters(), clock) == 1
    (after,) = [file.read_bytes() for file in folder.iterdir()]
    assert after == before
