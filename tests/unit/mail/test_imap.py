"""A mailbox over real sockets: what is new is read once, and what the server does wrong is said and survived."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
import trustme

from bot.adapters.imap_mailbox import ImapMailbox, Limits
from bot.decisions.errors import MailboxUnavailable
from bot.decisions.mail_in import Mailbox
from tests.support.imap_server import ImapBox, imap_server
from tests.support.mail_server import drips, nobody_listens, server_trust

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
QUICK = Limits(answer=1.0, look=2.0, mails=3, bytes=1_000)
MAIL = "To: complaints+r1@netservers.example\nSubject: hi\n\nStill down.\n"


def box_of(box: ImapBox, limits: Limits = QUICK, **changes: object) -> ImapMailbox:
    return ImapMailbox(box.server(**changes), limits)


def known(last: int, validity: int = 1) -> Mailbox:
    return Mailbox("netservers", validity, last, NOW)


@pytest.mark.parametrize("security", ["tls", "starttls", "none"])
def test_what_came_since_is_read_whole_however_the_line_is_secured(security: str) -> None:
    with imap_server(security) as box:
        box.put("old")
        box.put(MAIL)
        found = box_of(box).look(known(1))
    [mail] = found.mails
    assert (mail.uid, mail.content) == (2, MAIL.replace("\n", "\r\n").encode())
    assert (found.validity, found.last_uid, found.more) == (1, 2, False)


def test_at_the_first_look_nothing_is_read_but_where_the_mailbox_ends() -> None:
    with imap_server() as box:
        box.put("years of mail")
        found = box_of(box).look(None)
        assert (found.mails, found.last_uid) == ((), 1)
        box.put(MAIL)
        assert [mail.uid for mail in box_of(box).look(known(found.last_uid)).mails] == [2]


def test_nothing_new_is_nothing_even_though_the_server_names_its_last_mail() -> None:
    with imap_server() as box:
        box.put(MAIL)
        found = box_of(box).look(known(1))
    assert (found.mails, found.last_uid) == ((), 1)


def test_one_look_fetches_so_many_and_says_that_there_are_more() -> None:
    with imap_server() as box:
        for _ in range(5):
            box.put(MAIL)
        first = box_of(box).look(known(0))
        assert ([mail.uid for mail in first.mails], first.more, first.last_uid) == ([1, 2, 3], True, 3)
        second = box_of(box).look(known(3))
        assert ([mail.uid for mail in second.mails], second.more, second.last_uid) == ([4, 5], False, 5)


def test_of_a_mail_that_is_too_big_only_the_head_is_fetched() -> None:
    with imap_server() as box:
        box.put(MAIL + "x" * 2_000)
        [mail] = box_of(box).look(known(0)).mails
    assert mail.content is None
    assert b"complaints+r1@netservers.example" in mail.head
    assert b"xxx" not in mail.head


def test_mails_that_were_numbered_anew_are_looked_at_again() -> None:
    with imap_server() as box:
        box.put("gone")
        box.put(MAIL)
        del box.mails[0]
        box.numbered_anew()
        found = box_of(box).look(known(2))
    assert (found.validity, [mail.uid for mail in found.mails]) == (2, [1])


def test_nothing_is_marked_by_looking_and_only_what_is_named_is_marked() -> None:
    with imap_server() as box:
        for _ in range(3):
            box.put(MAIL)
        mailbox = box_of(box)
        mailbox.look(known(0))
        assert box.seen() == []
        mailbox.taken([1, 3])
        assert box.seen() == [1, 3]
        mailbox.taken([])


@pytest.mark.parametrize("at", ["LOGIN", "EXAMINE", "UID-SEARCH", "UID-FETCH"])
def test_a_connection_that_is_cut_is_said(at: str) -> None:
    with imap_server() as box:
        box.put(MAIL)
        box.drops = at
        with pytest.raises(MailboxUnavailable):
            box_of(box).look(known(0))


@pytest.mark.parametrize("at", ["LOGIN", "UID-SEARCH", "UID-FETCH"])
def test_a_slow_server_holds_nobody_up_for_long(at: str) -> None:
    with imap_server() as box:
        box.put(MAIL)
        box.slow = {at: 5.0}
        began = time.monotonic()
        with pytest.raises(MailboxUnavailable):
            box_of(box).look(known(0))
        assert time.monotonic() - began < 4


def test_a_server_that_drips_is_cut_off() -> None:
    with drips(b"* OK ") as port:
        box = ImapBox(port, "none")
        began = time.monotonic()
        with pytest.raises(MailboxUnavailable):
            box_of(box, Limits(answer=1.0, look=1.0)).look(None)
        assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "command, answer",
    [
        ("GREETING", b"220 I speak SMTP\r\n"),
        ("EXAMINE", b"* 1 EXISTS\r\nTAG OK no numbers\r\n"),
        ("EXAMINE", b"* OK [UIDVALIDITY x] x\r\nTAG OK\r\n"),
        ("UID-SEARCH", b"TAG NO not now\r\n"),
        ("UID-SEARCH", b"\x00\xff garbage\r\n"),
        ("UID-FETCH", b"* 1 FETCH (UID 1 RFC822.SIZE 9)\r\nTAG BAD\r\n"),
        ("UID-FETCH", b"* 1 FETCH (BODY[] {99999}\r\nshort"),
    ],
)
def test_answers_that_cannot_be_read_are_said(command: str, answer: bytes) -> None:
    with imap_server() as box:
        box.put(MAIL)
        box.says = {command: answer}
        with pytest.raises(MailboxUnavailable):
            box_of(box).look(known(0))


def test_a_wrong_password_is_said_without_it() -> None:
    with imap_server() as box, pytest.raises(MailboxUnavailable) as told:
        box_of(box, password="a wrong one").look(None)
    assert "password" in str(told.value)
    assert "a wrong one" not in repr(told.value)


def test_a_folder_that_is_not_there_is_said() -> None:
    with imap_server() as box, pytest.raises(MailboxUnavailable, match="folder"):
        box_of(box, folder="Nowhere").look(None)


def test_a_folder_of_any_name_is_asked_for_as_it_is() -> None:
    with imap_server() as box:
        box.folder = "Complaints [new]"
        assert box_of(box).look(None).last_uid == 0


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_of_a_stranger_is_refused_before_the_password(security: str) -> None:
    with imap_server(security, trust=server_trust(of=trustme.CA())) as box:
        with pytest.raises(MailboxUnavailable, match="certificate"):
            box_of(box).look(None)
        assert "LOGIN" not in box.asked


def test_nobody_listens() -> None:
    with pytest.raises(MailboxUnavailable):
        box_of(ImapBox(nobody_listens())).look(None)
