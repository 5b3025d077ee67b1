"""The relay and a provider's mailbox: each mail is taken once, and that a mailbox is down is told."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pytest

from bot.adapters.imap_mailbox import ImapMailbox, Limits
from bot.decisions.errors import FilesUnavailable, MailboxUnavailable
from bot.decisions.mail_connection import MailConnection
from bot.decisions.mail_in import Became, Found, Mailbox
from bot.decisions.mail_token import Purpose, make_token
from bot.decisions.records import Case
from bot.services.context import Context
from bot.services.mail_in import read_mailboxes as module
from bot.services.mail_in.read_mailboxes import Aside, ReadMailboxes, look
from bot.services.take_file import Filing
from tests.support.files import filing
from tests.support.imap_server import ImapBox, imap_server
from tests.support.mails import bounce, raw, reply

PROVIDER = "it-communications"
LIMITS = Limits(answer=1.0, look=3.0, mails=3)


@pytest.fixture
def at(context: Context) -> Filing:
    return filing(context)


def words(context: Context, case: Case) -> list[str]:
    with context.store.read() as tx:
        return [event.data["text"] for event in tx.cases.events(case.id) if event.code == "customer.added"]


def counts(context: Context) -> dict[Became, int]:
    with context.store.read() as tx:
        return tx.received_mails.counts(PROVIDER, context.now())


def to(context: Context, connection: MailConnection, case: Case, purpose: Purpose = Purpose.REPLY) -> str:
    about = case.contact_id if purpose is Purpose.BOUNCE else case.reference
    return connection.tagged(make_token(context.secret, PROVIDER, purpose, about))


def mailbox(box: ImapBox) -> ImapMailbox:
    return ImapMailbox(box.server(), LIMITS)


def test_what_came_is_taken_once_and_only_what_is_ours_is_marked_as_read(
    context: Context, at: Filing, connection: MailConnection, case: Case
) -> None:
    with imap_server() as box:
        box.put("years of mail")
        assert look(at, PROVIDER, mailbox(box)) == 0
        ours = to(context, connection, case)
        box.put(raw(reply("sales@it-communications.example", "buy this", sender="shop@example.org")))
        for number in range(7):
            box.put(raw(reply(ours, f"word {number}", id=str(number))))
        box.put(bounce(to(context, connection, case, Purpose.BOUNCE)))
        assert look(at, PROVIDER, mailbox(box)) == 9
        assert look(at, PROVIDER, mailbox(box)) == 0
        assert box.seen() == list(range(3, 11))
    assert words(context, case) == [f"word {number}" for number in range(7)]
    assert counts(context) == {Became.LEFT: 1, Became.WORDS: 7, Became.BOUNCE: 1}


def test_a_mailbox_that_is_numbered_anew_gives_nothing_twice(
    context: Context, at: Filing, connection: MailConnection, case: Case
) -> None:
    with imap_server() as box:
        look(at, PROVIDER, mailbox(box))
        box.put(raw(reply(to(context, connection, case), "once")))
        look(at, PROVIDER, mailbox(box))
        box.put(raw(reply(to(context, connection, case), "later", id="2")))
        box.numbered_anew()
        look(at, PROVIDER, mailbox(box))
    assert words(context, case) == ["once", "later"]


def test_dying_before_it_is_noted_how_far_was_read_takes_nothing_twice(
    context: Context, at: Filing, connection: MailConnection, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    with imap_server() as box:
        look(at, PROVIDER, mailbox(box))
        box.put(raw(reply(to(context, connection, case))))

        def dies(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(module, "Mailbox", dies)
        with pytest.raises(KeyboardInterrupt):
            look(at, PROVIDER, mailbox(box))
        monkeypatch.undo()
        look(at, PROVIDER, mailbox(box))
    assert words(context, case) == ["It is still down."]


def test_one_mail_that_breaks_us_stops_none_behind_it(
    context: Context, at: Filing, connection: MailConnection, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = module.take_mail

    def breaks_once(filing: Filing, *given: object) -> object:
        if given[-1].uid == 1:  # type: ignore[attr-defined]
            raise RuntimeError("It is still down.")
        return real(filing, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "take_mail", breaks_once)
    with imap_server() as box:
        look(at, PROVIDER, mailbox(box))
        box.put(raw(reply(to(context, connection, case), "first", id="1")))
        box.put(raw(reply(to(context, connection, case), "second", id="2")))
        look(at, PROVIDER, mailbox(box))
        assert box.seen() == [2]
    assert words(context, case) == ["second"]
    assert counts(context)[Became.UNREADABLE] == 1


def test_while_the_disk_is_away_the_mail_and_those_behind_it_wait_in_order(
    context: Context, at: Filing, connection: MailConnection, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = module.take_mail

    def no_disk(filing: Filing, *given: object) -> object:
        if given[-1].uid == 2:  # type: ignore[attr-defined]
            raise FilesUnavailable("full")
        return real(filing, *given)  # type: ignore[arg-type]

    with imap_server() as box:
        look(at, PROVIDER, mailbox(box))
        for number in (1, 2, 3):
            box.put(raw(reply(to(context, connection, case), f"word {number}", id=str(number))))
        monkeypatch.setattr(module, "take_mail", no_disk)
        with pytest.raises(FilesUnavailable):
            look(at, PROVIDER, mailbox(box))
        assert words(context, case) == ["word 1"]
        monkeypatch.undo()
        look(at, PROVIDER, mailbox(box))
    assert words(context, case) == ["word 1", "word 2", "word 3"]


@dataclass
class Down:
    """A mailbox that cannot be looked into, until it can."""

    down: bool = True
    looked: int = 0
    marked: list[int] = field(default_factory=list)

    def look(self, known: Mailbox | None) -> Found:
        self.looked += 1
        if self.down:
            raise MailboxUnavailable("it refuses our user name and password")
        return Found(1, (), more=False, last_uid=0)

    def taken(self, uids: object) -> None: ...


class Seconds:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_mailbox_is_looked_into_once_a_minute(at: Filing) -> None:
    box, clock = Down(down=False), Seconds()
    watch = ReadMailboxes(at, {PROVIDER: box}, clock)
    for clock.at in (0, 1, 59, 60, 61, 120):
        watch()
    assert box.looked == 3


def test_a_mailbox_that_is_down_is_told_after_an_hour_once_a_day(context: Context, at: Filing) -> None:
    box, clock = Down(), Seconds()
    watch = ReadMailboxes(at, {PROVIDER: box}, clock)

    def told() -> list[str]:
        with context.store.read() as tx:
            return [item.payload["facts"]["reason"] for item in tx.outbox.all()]

    for clock.at in range(0, 3_600, 60):
        watch()
    assert told() == []
    for clock.at in range(3_600, 7_200, 60):
        watch()
    assert told() == ["it refuses our user name and password"]


def test_one_that_is_down_holds_up_no_other(at: Filing) -> None:
    down, fine = Down(), Down(down=False)
    ReadMailboxes(at, {"netservers": down, PROVIDER: fine}, Seconds())()
    assert (down.looked, fine.looked) == (1, 1)


def test_nobody_waits_for_a_mailbox_and_two_rounds_never_run_at_once() -> None:
    going, begun = threading.Event(), []

    def slow() -> int:
        begun.append(1)
        going.wait(5)
        return 1

    aside = Aside(slow)
    assert [aside(), aside(), aside()] == [0, 0, 0]
    going.set()
    aside.close()
    assert len(begun) == 1
    aside()
    aside.close()
    assert len(begun) == 2


def test_what_a_round_raises_is_logged_by_its_kind_and_the_next_one_runs(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def breaks() -> int:
        raise RuntimeError("sam@example.com")

    aside = Aside(breaks)
    for _ in range(2):
        aside()
        aside.close()
    assert caplog.text.count("RuntimeError") == 2
    assert "sam@" not in caplog.text
