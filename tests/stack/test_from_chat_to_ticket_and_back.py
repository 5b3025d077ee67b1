"""From the chat to a ticket in osTicket, from there by mail to the customer's chat, and back again: the real engine,
actions, web and relay, with a helpdesk, a mail server and a mailbox on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
import yaml

from bot.adapters.db.store import open_store
from tests.support.chat_rows import rows_of
from tests.support.customer import Customer
from tests.support.helpdesk_rows import KEY, PROVIDER
from tests.support.helpdesks.osticket import OsTicket, osticket
from tests.support.helpdesks.serving import answers
from tests.support.imap_server import ImapBox, imap_server
from tests.support.lines import up_to_the_details
from tests.support.mail_server import PASSWORD, MailServer, mail_server
from tests.support.mails import raw, reply
from tests.support.stack import Stack
from tests.support.waiting import until

pytestmark = [pytest.mark.engine, pytest.mark.timeout(300)]

AGENT = "priya@it-communications.example"
SAM_LATER = "sam.later@example.org"
HELPDESK = "support@it-communications.example"
"""Who mails of their osTicket are from."""


@dataclass
class House:
    """A provider that has connected all of it."""

    stack: Stack
    helpdesk: OsTicket
    smtp: MailServer
    mailbox: ImapBox
    now: datetime = datetime(2026, 11, 23, 11, 10, tzinfo=UTC)

    def mails_to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.smtp.mails if str(mail["To"]) == address]

    def in_time(self, true: Callable[[], bool]) -> Callable[[], bool]:
        """Asked again and again while the clock of the stack runs ahead: what is tried again waits for minutes."""

        def asked() -> bool:
            self.now += timedelta(seconds=20)
            self.stack.set_now(self.now.isoformat())
            return true()

        return asked


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with osticket() as helpdesk, mail_server() as smtp, imap_server() as mailbox:
        stack = Stack(tmp_path_factory.mktemp("house") / "var")
        folder = stack.var / "connections"
        folder.mkdir()
        ours = smtp.connection()
        server = {
            "user": ours.address,
            "password": "${MAIL_PASSWORD}",
            "host": "localhost",
            "ca": ours.smtp.ca,
        }
        connected = {
            "helpdesk": {
                "system": "osticket_mail",
                "url": helpdesk.server.url,
                "key": "${HELP_KEY}",
                "to": "complaints@help.example",
            },
            "mail": {
                "address": ours.address,
                "team": [AGENT, HELPDESK],
                "smtp": {**server, "port": smtp.port, "security": "starttls"},
                "imap": {**server, "port": mailbox.port, "security": "tls"},
            },
        }
        (folder / f"{PROVIDER}.yml").write_text(yaml.safe_dump(connected), encoding="utf-8")
        stack.start(more_env={"HELP_KEY": KEY, "MAIL_PASSWORD": PASSWORD})
        try:
            yield House(stack, helpdesk, smtp, mailbox)
        finally:
            stack.stop()


def test_a_complaint_is_a_ticket_its_answer_is_in_the_chat_and_what_they_say_to_it_is_on_the_ticket(
    house: House,
) -> None:
    customer = Customer(house.stack.url, PROVIDER)
    up_to_the_details(customer, "sam.e2e@example.org")
    assert house.helpdesk.tickets == {}  # it waits until the story is told
    customer.finish()
    case = rows_of(open_store(house.stack.db_url), customer).case

    until(lambda: bool(house.helpdesk.tickets), "the ticket is in the helpdesk", 60)
    [(number, [opened])] = house.helpdesk.tickets.items()
    assert case.reference in opened.subject
    assert "charged me twice" in opened.text
    assert opened.email.startswith(
        "complaints+"
    )  # an answer there goes to our mailbox, with the case in its address

    house.stack.set_now("2026-11-23T10:20:00+00:00")
    answer = reply(
        opened.email, "We have paid the second £45 back to your card.", f"Priya Shah <{HELPDESK}>", "answer-1"
    )
    house.mailbox.put(raw(answer))

    def heard() -> bool:
        return any("paid the second £45 back" in line["text"] for line in customer.transcript())

    until(heard, "the answer is in the chat", 60)
    [line] = [line for line in customer.transcript() if "paid the second £45 back" in line["text"]]
    assert line["sender"] == "agent"

    customer.says("Thank you, but you owe me for the phone calls too")
    house.stack.set_now("2026-11-23T10:40:00+00:00")
    until(lambda: len(house.helpdesk.tickets[number]) == 2, "their words are on the ticket", 60)
    assert "you owe me for the phone calls too" in house.helpdesk.tickets[number][1].text
    assert len(house.helpdesk.tickets) == 1


def test_a_helpdesk_and_a_mail_server_that_are_down_cost_the_customer_nothing_and_get_it_later(
    house: House,
) -> None:
    house.stack.set_now("2026-11-23T11:00:00+00:00")
    before = len(house.helpdesk.tickets)
    house.smtp.behaviour.answers["mail"] = "421 come back later"
    house.helpdesk.server.wrongs += [answers(503, "Service Unavailable"), answers(500, "boom")]
    customer = Customer(house.stack.url, PROVIDER)
    up_to_the_details(customer, SAM_LATER)
    assert customer.finish().turn == "done"
    case = rows_of(open_store(house.stack.db_url), customer).case
    assert case.reference in " ".join(customer.said)

    until(
        house.in_time(lambda: not house.helpdesk.server.wrongs), "the helpdesk was tried, and tried again", 60
    )
    house.smtp.behaviour.answers.clear()
    until(house.in_time(lambda: len(house.helpdesk.tickets) == before + 1), "the ticket is there, once", 60)
    until(house.in_time(lambda: bool(house.mails_to(SAM_LATER))), "the mail is there", 60)
