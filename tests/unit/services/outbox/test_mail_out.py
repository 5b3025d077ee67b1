"""Mails: written when they are sent, once, however often it takes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.letters import TemplateLetters
from bot.adapters.mail_folder import MailFolder
from bot.decisions.delivery import Delivered, Found, Impossible, Missing, Outcome, TryAgain
from bot.decisions.mail import Mail
from bot.decisions.records import OutboxItem
from bot.services.outbox.carry_mail import MailCarrier
from bot.services.ports import Store
from tests.support.context import MONDAY as START
from tests.support.context import Clock
from tests.support.outbox import deliver_mails, sender

CODE = {
    "template": "confirm_code",
    "to": "ann@example.com",
    "provider": "netservers",
    "facts": {"provider": "Netservers", "code": "123456", "minutes": 10},
}


class Post:
    """A mailer that keeps what it is given, unless it says otherwise."""

    repeatable = False

    def __init__(self) -> None:
        self.mails: list[Mail] = []
        self.says: Outcome = Delivered()

    def deliver(self, mail: Mail) -> Outcome:
        if isinstance(self.says, Delivered):
            self.mails.append(mail)
        return self.says

    def find(self, mail: Mail) -> Found:
        return Missing()


@pytest.fixture
def post() -> Post:
    return Post()


def queue(store: Store, key: str = "code:1", kind: str = "mail", at: Any = START, **changes: Any) -> None:
    with store.write() as tx:
        tx.outbox.add(kind, key, CODE | changes, at)
        tx.commit()


def items(store: Store) -> list[OutboxItem]:
    with store.read() as tx:
        return tx.outbox.all()


def test_what_is_due_is_sent_once(store: Store, post: Post, clock: Clock) -> None:
    queue(store)
    assert deliver_mails(store, post, clock) == 1
    assert deliver_mails(store, post, clock) == 0
    assert [(mail.key, mail.to, mail.provider) for mail in post.mails] == [
        ("code:1", "ann@example.com", "netservers")
    ]
    assert "123456" in post.mails[0].letter.body
    assert items(store)[0].sent_at == START


def test_what_is_not_due_yet_waits(store: Store, post: Post, clock: Clock) -> None:
    queue(store, at=START + timedelta(minutes=1))
    assert deliver_mails(store, post, clock) == 0
    clock.forward(minutes=1)
    assert deliver_mails(store, post, clock) == 1


def test_a_failure_is_tried_again_later(store: Store, post: Post, clock: Clock) -> None:
    queue(store)
    post.says = TryAgain("OSError: No space left on device")
    deliver_mails(store, post, clock)
    (item,) = items(store)
    assert item.attempts == 1
    assert item.last_error == "OSError: No space left on device"
    assert START + timedelta(seconds=4) <= item.due_at <= START + timedelta(seconds=6)
    assert deliver_mails(store, post, clock) == 0
    post.says = Delivered()
    clock.instant = item.due_at
    assert deliver_mails(store, post, clock) == 1


def test_a_weekend_without_a_mail_server_is_survived(store: Store, post: Post, clock: Clock) -> None:
    queue(store)
    post.says = TryAgain("Connection refused")
    for _ in range(60):
        clock.forward(hours=1)
        deliver_mails(store, post, clock)
    post.says = Delivered()
    clock.forward(hours=2)
    assert deliver_mails(store, post, clock) == 1


def test_after_three_days_it_is_dead_with_the_reason(store: Store, post: Post, clock: Clock) -> None:
    queue(store)
    post.says = TryAgain("Connection refused")
    for _ in range(80):
        deliver_mails(store, post, clock)
        clock.forward(hours=1, minutes=13)
    (item,) = items(store)
    assert item.dead_at is not None
    assert timedelta(hours=72) <= item.dead_at - START <= timedelta(hours=75)
    assert item.last_error == "Connection refused"
    post.says = Delivered()
    assert deliver_mails(store, post, clock) == 0


@pytest.mark.parametrize(
    "changes, reason",
    [
        ({"kind": "pigeon"}, "nothing is set up that takes 'pigeon'"),
        ({"template": "no_such"}, "no_such"),
        ({"template": "../config"}, "not the name of a letter"),
        ({"facts": {"provider": "Netservers", "minutes": 10}}, "code"),
        ({"facts": None}, "facts"),
        ({"to": None}, "to"),
        ({"provider": None}, "provider"),
    ],
)
def test_one_broken_item_is_dead_at_once_and_does_not_hold_up_the_next(
    store: Store, post: Post, clock: Clock, changes: dict[str, Any], reason: str
) -> None:
    queue(store, "broken", **changes)
    queue(store, "sound")
    assert deliver_mails(store, post, clock) == 1
    broken, sound = items(store)
    assert sound.sent_at is not None
    assert (broken.sent_at, broken.dead_at) == (None, START)
    assert reason in (broken.last_error or "")


@pytest.mark.parametrize(
    "error, outcome",
    [
        (OSError(28, "No space left on device"), TryAgain("OSError: No space left on device")),
        (
            ConnectionRefusedError(111, "Connection refused"),
            TryAgain("ConnectionRefusedError: Connection refused"),
        ),
    ],
)
def test_a_folder_that_cannot_be_written_to_is_tried_again(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: OSError,
    outcome: Outcome,
    store: Store,
    clock: Clock,
) -> None:
    def fail(_self: MailFolder, _mail: Mail) -> None:
        raise error

    monkeypatch.setattr(MailFolder, "send", fail)
    queue(store)
    deliver_mails(store, MailFolder(tmp_path), clock)
    assert isinstance(outcome, TryAgain)
    assert items(store)[0].last_error == outcome.reason


def test_an_address_that_is_none_is_impossible_and_its_reason_quotes_nobody(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    queue(store, to="ann@@example.com")
    deliver_mails(store, MailFolder(tmp_path / "mail"), clock)
    (item,) = items(store)
    assert item.dead_at == START
    assert item.last_error == "the payload's 'to' is not one e-mail address"


def test_a_reason_quotes_no_customer(store: Store, clock: Clock) -> None:
    class Broken(Post):
        def deliver(self, mail: Mail) -> Outcome:
            raise RuntimeError("550 ann@example.com rejected")

    queue(store)
    deliver_mails(store, Broken(), clock)
    assert items(store)[0].last_error == "our own carrier broke (RuntimeError)"


def test_a_crash_between_sending_and_noting_it_repeats_the_same_file(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    class PowerCut(BaseException):
        pass

    class CutOff(MailFolder):
        def deliver(self, mail: Mail) -> Outcome:
            super().deliver(mail)
            raise PowerCut

    queue(store)
    folder = tmp_path / "mail"
    with pytest.raises(PowerCut):
        deliver_mails(store, CutOff(folder), clock)
    (before,) = [file.read_bytes() for file in folder.iterdir()]
    with store.write() as tx:
        assert tx.outbox.release("relay") == 1
        tx.commit()
    clock.forward(minutes=3)
    assert deliver_mails(store, MailFolder(folder), clock) == 1
    (after,) = [file.read_bytes() for file in folder.iterdir()]
    assert after == before


def test_a_mail_of_the_folder_can_be_looked_for(store: Store, clock: Clock, tmp_path: Path) -> None:
    carrier = MailCarrier(MailFolder(tmp_path / "mail"), TemplateLetters())
    queue(store)
    (item,) = items(store)
    assert carrier.find(item) == Missing()
    sender(store, {"mail": carrier}, clock).send_next("netservers", ("mail",))
    assert carrier.find(item) == Delivered()
    carrier.take_back(item)
    assert carrier.find(item) == Missing()


def test_what_cannot_be_written_is_not_there_either(store: Store, tmp_path: Path) -> None:
    queue(store, template="no_such")
    carrier = MailCarrier(MailFolder(tmp_path / "mail"), TemplateLetters())
    (item,) = items(store)
    assert isinstance(carrier.deliver(item), Impossible)
    assert carrier.find(item) == Missing()
