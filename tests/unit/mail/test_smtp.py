"""Mail through a real SMTP server on loopback: what it takes, what it refuses, and how it breaks."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import trustme

from bot.adapters.mail_html import MailHtml
from bot.adapters.smtp import Patience, SmtpMail
from bot.decisions.delivery import Delivered, Impossible, Outcome, TryAgain, Unknown
from bot.decisions.mail import AddressRefused, Attachment, Letter, Mail
from bot.decisions.mail_connection import MailConnection
from tests.support.mail_server import (
    PASSWORD,
    MailServer,
    drips,
    mail_server,
    nobody_listens,
    server_trust,
)

URL = "https://chat.example"
MAIL = Mail(
    key="case-opened-7",
    provider="netservers",
    to="ann@example.com",
    letter=Letter(
        "Your complaint – Zoë",
        f"Hello Zoë,\n\nYour reference is:\n\n    FL-7KM-3RX-9PT4\n\nSee {URL}/case/abc.\n.hidden line\n",
    ),
    written_at=datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
    reply_token="r123",
    bounce_token="b456",
    thread="case-opened-7",
)
QUICK = Patience(answer=1.0, mail=3.0)


def mailer(connection: MailConnection, patience: Patience = QUICK) -> SmtpMail:
    return SmtpMail(connection, MailHtml(URL), patience)


def send(server: MailServer, mail: Mail = MAIL, patience: Patience = QUICK, **changes: Any) -> Outcome:
    sender = mailer(server.connection(**changes), patience)
    try:
        return sender.deliver(mail)
    finally:
        sender.close()


@pytest.mark.parametrize("security", ["starttls", "tls", "none"])
def test_a_mail_arrives_whole_however_the_line_is_secured(security: str) -> None:
    with mail_server(security) as server:
        assert send(server, security=security) == Delivered()
        [taken] = server.taken
        assert (taken.mail_from, taken.rcpt_tos) == (
            "complaints+b456@netservers.example",
            ["ann@example.com"],
        )
        [mail] = server.mails
    assert mail["From"] == "Netservers complaints <complaints@netservers.example>"
    assert mail["Reply-To"] == "Netservers complaints <complaints+r123@netservers.example>"
    assert mail["Subject"] == "Your complaint – Zoë"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().replace("\r\n", "\n") == MAIL.letter.body
    assert f'<a href="{URL}/case/abc"' in html.get_content()
    assert ".hidden line" in html.get_content()


def test_a_mail_says_that_a_program_wrote_it_and_belongs_to_no_list() -> None:
    with mail_server() as server:
        send(server)
        [mail] = server.mails
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert not [name for name in mail if name.lower().startswith("list-") or name.lower() == "precedence"]


def test_the_same_mail_is_the_same_bytes_each_time_and_another_is_another() -> None:
    with_file = replace(
        MAIL, key="k", attachments=(Attachment("letter.pdf", "application/pdf", b"%PDF-1.7"),)
    )
    with mail_server() as server:
        for mail in (MAIL, MAIL, with_file, with_file):
            assert send(server, mail) == Delivered()
        contents = [each.original_content for each in server.taken]
        ids = [each["Message-ID"] for each in server.mails]
    assert contents[0] == contents[1]
    assert contents[2] == contents[3]
    assert ids[0] == ids[1] != ids[2] == ids[3]
    assert all(id.endswith("@netservers.example>") for id in ids)


def test_later_mails_of_a_complaint_stand_below_its_first() -> None:
    with mail_server() as server:
        send(server)
        send(server, replace(MAIL, key="news"))
        first, later = server.mails
    assert first["In-Reply-To"] is None
    assert first["References"] is None
    assert later["In-Reply-To"] == later["References"] == first["Message-ID"] != later["Message-ID"]


def test_a_file_goes_with_it() -> None:
    mail = replace(MAIL, attachments=(Attachment("Your letter.pdf", "application/pdf", b"%PDF-1.7 x"),))
    with mail_server() as server:
        assert send(server, mail) == Delivered()
        [file] = server.mails[0].iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("Your letter.pdf", b"%PDF-1.7 x")


def test_many_mails_go_over_one_connection() -> None:
    with mail_server() as server:
        sender = mailer(server.connection())
        assert [sender.deliver(replace(MAIL, key=str(number))) for number in range(5)] == [Delivered()] * 5
        sender.close()
        assert (server.sessions, len(server.taken)) == (2, 5)  # two greetings: before and after STARTTLS


def test_an_idle_connection_that_was_cut_costs_no_mail() -> None:
    with mail_server("none") as server:
        sender = mailer(server.connection("none"))
        assert sender.deliver(MAIL) == Delivered()
        assert sender._smtp is not None
        assert sender._smtp.sock is not None
        sender._smtp.sock.shutdown(2)
        assert sender.deliver(replace(MAIL, key="2")) == Delivered()
        assert len(server.taken) == 2
        sender.close()


REFUSALS = [
    ("mail", "451 4.3.0 busy", TryAgain("the mail server refused the sender (451 4.3.0)")),
    ("mail", "550 5.7.1 not you", Impossible("the mail server refused the sender (550 5.7.1)")),
    ("rcpt", "450 4.2.1 greylisted", TryAgain("the mail server refused the recipient (450 4.2.1)")),
    ("rcpt", "550 5.1.1 <ann@example.com> unknown",
     AddressRefused("the mail server refused the recipient (550 5.1.1)")),
    ("rcpt", "550 no such user", AddressRefused("the mail server refused the recipient (550)")),
    ("rcpt", "554 5.7.1 relay denied", Impossible("the mail server refused the recipient (554 5.7.1)")),
    ("rcpt", "552 5.2.2 mailbox full", Impossible("the mail server refused the recipient (552 5.2.2)")),
    ("data", "452 4.3.1 no room", TryAgain("the mail server refused the mail (452 4.3.1)")),
    ("data", "554 5.7.0 looks like spam", Impossible("the mail server refused the mail (554 5.7.0)")),
]  # fmt: skip


@pytest.mark.parametrize("stage, answer, outcome", REFUSALS)
def test_what_is_refused_for_now_and_what_for_ever(stage: str, answer: str, outcome: Outcome) -> None:
    with mail_server(answers={stage: answer}) as server:
        sender = mailer(server.connection())
        assert sender.deliver(MAIL) == outcome
        assert type(sender.deliver(MAIL)) is type(outcome)
        server.behaviour.answers = {}
        assert sender.deliver(MAIL) == Delivered()  # the connection is still good
        sender.close()
        assert len(server.taken) == 1


@pytest.mark.parametrize("stage", ["mail", "rcpt"])
def test_a_connection_lost_before_the_text_is_surely_not_there(stage: str) -> None:
    with mail_server(drops=stage) as server:
        assert isinstance(send(server), TryAgain)
        assert server.taken == []


def test_a_connection_lost_after_the_text_is_unknown_and_it_may_well_be_there() -> None:
    with mail_server(drops="after_data") as server:
        assert isinstance(send(server), Unknown)
        assert len(server.taken) == 1


def test_an_answer_that_comes_too_late_after_the_text_is_unknown() -> None:
    with mail_server(slow={"data": 2.0}) as server:
        began = time.monotonic()
        assert isinstance(send(server), Unknown)
        assert time.monotonic() - began < 2


@pytest.mark.parametrize("stage", ["mail", "rcpt"])
def test_a_slow_answer_before_the_text_is_tried_again(stage: str) -> None:
    with mail_server(slow={stage: 2.0}) as server:
        assert isinstance(send(server), TryAgain)


def test_nobody_listens() -> None:
    port = nobody_listens()
    outcome = send(MailServer(port))
    assert outcome == TryAgain("the mail server cannot be reached (ConnectionRefusedError)")


def test_a_server_that_drips_is_cut_off_in_time() -> None:
    with drips() as port:
        began = time.monotonic()
        outcome = send(MailServer(port), patience=Patience(answer=1.0, mail=1.0), security="none")
    assert isinstance(outcome, TryAgain)
    assert time.monotonic() - began < 2.5


def test_a_name_that_does_not_resolve_is_tried_again() -> None:
    assert isinstance(send(MailServer(25), smtp={"host": "nowhere.invalid"}), TryAgain)


def test_a_certificate_of_a_stranger_is_refused_and_no_password_sent() -> None:
    with mail_server(trust=server_trust(of=trustme.CA())) as server:
        assert send(server) == TryAgain("the mail server's certificate is not one that we trust")
        assert server.taken == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_for_another_name_is_refused(security: str) -> None:
    with mail_server(security, trust=server_trust("other.example")) as server:
        assert send(server, security=security) == TryAgain(
            "the mail server's certificate is not one that we trust"
        )
        assert server.taken == []


def test_where_the_server_offers_no_encryption_nothing_goes_in_the_clear() -> None:
    with mail_server("none") as server:
        outcome = send(server)  # asks for STARTTLS
        assert isinstance(outcome, TryAgain)
        assert "encryption" in outcome.reason
        assert server.taken == []


def test_a_server_without_encryption_where_it_must_be_at_once() -> None:
    with mail_server("none") as server:
        assert isinstance(send(server, security="tls"), TryAgain)


def test_a_wrong_password_is_for_ever_and_stands_in_no_reason() -> None:
    with mail_server() as server:
        outcome = send(server, smtp={"password": "wrong secret"})
    assert isinstance(outcome, Impossible)
    assert "password" in outcome.reason
    assert "wrong secret" not in repr(outcome)
    assert PASSWORD not in repr(server.connection())


@pytest.mark.parametrize("to", ["two@a.example, three@b.example", "nobody", "a@b\nBcc: x@y.example", ""])
def test_what_is_no_address_never_leaves(to: str) -> None:
    with mail_server() as server:
        assert isinstance(send(server, replace(MAIL, to=to)), Impossible)
        assert server.sessions == 0


def test_a_mail_to_a_team_that_has_no_address_never_leaves() -> None:
    with mail_server() as server:
        outcome = send(server, replace(MAIL, to="complaints-team@netservers.firstline.invalid"))
        assert isinstance(outcome, Impossible)
        assert "team" in outcome.reason
        assert server.sessions == 0


def test_a_domain_in_other_letters_is_written_as_the_network_knows_it() -> None:
    with mail_server() as server:
        assert send(server, replace(MAIL, to="ann@bücher.example")) == Delivered()
        assert server.taken[0].rcpt_tos == ["ann@xn--bcher-kva.example"]
