"""A mail goes out through a real mail server, is answered, and the answer comes back over a real mailbox."""

from __future__ import annotations

import io
import socket
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pypdf
import pytest

from bot.adapters.imap_mailbox import ImapMailbox, Limits
from bot.adapters.letters import TemplateLetters
from bot.adapters.mail_html import MailHtml
from bot.adapters.pdf import draw
from bot.adapters.smtp import Patience, SmtpMail
from bot.decisions.connections import Connections
from bot.decisions.errors import PdfUnavailable
from bot.decisions.letter_record import LetterKind
from bot.decisions.mail_connection import MailConnection
from bot.decisions.records import Case, ContactKind, Sender
from bot.services.case_mail import write_news
from bot.services.context import Context
from bot.services.hand_off import request_person
from bot.services.mail_foot import mail_foot
from bot.services.mail_in.came_back import came_back
from bot.services.mail_in.read_mailboxes import look
from bot.services.outbox.carry_mail import MailCarrier
from bot.services.outbox.carry_post import PostCarrier
from bot.services.outbox.mark_mail import attached, mark_mail
from bot.services.outbox.turns import send_due
from tests.support.case_rows import add_case
from tests.support.desk_rows import add_agent
from tests.support.files import MemoryFiles, filing
from tests.support.imap_server import ImapBox, imap_server
from tests.support.letter_rows import confirm, draft, issue
from tests.support.mail_server import MailServer, mail_server
from tests.support.mails import SAM, bounce, raw, reply
from tests.support.outbox import sender

PROVIDER = "it-communications"
TEAM = "team@it-communications.example"


class Post:
    """The relay of a provider that is connected to a mail server and a mailbox."""

    def __init__(self, context: Context, smtp: MailServer, imap: ImapBox) -> None:
        given = {"team": [TEAM], "imap": imap.server().model_dump() | {"password": imap.server().password}}
        self.connection: MailConnection = smtp.connection(**given)
        self.context = replace(context, connections={PROVIDER: Connections(mail=self.connection)})
        self.smtp, self.imap = smtp, imap
        self.files = MemoryFiles()
        self.draw: Callable[[str], bytes] = draw
        self.mailer = SmtpMail(self.connection, MailHtml(self.context.public_url), Patience(2.0, 5.0))
        look(filing(self.context), PROVIDER, self.mailbox)

    @property
    def mailbox(self) -> ImapMailbox:
        return ImapMailbox(self.imap.server(), Limits(answer=2.0, look=5.0))

    def sends(self) -> list[EmailMessage]:
        """What arrived in this round."""
        before = len(self.smtp.taken)

        def mark(payload: dict[str, Any], mail: Any) -> Any:
            attach = lambda named: attached(self.context, self.files, self.draw, named)  # noqa: E731
            return mark_mail(self.context, payload, mail, attach)

        def foot(payload: dict[str, Any]) -> str:
            return mail_foot(self.context, payload)

        def refused(contact: str) -> None:
            came_back(self.context, contact)

        mail = MailCarrier(self.mailer, TemplateLetters(), foot, mark, refused)
        post = PostCarrier(self.context, TemplateLetters())
        send_due(sender(self.context.store, {"mail": mail, "post": post}, self.context.now))
        self.mailer.close()
        return self.smtp.mails[before:]

    def answers(self, mail: EmailMessage, text: str, who: str, id: str) -> None:
        """Somebody presses "Reply"."""
        to = str(mail["Reply-To"] or mail["From"])
        self.imap.put(raw(reply(to, text, who, id, In_Reply_To=str(mail["Message-ID"]))))
        look(filing(self.context), PROVIDER, self.mailbox)

    def comes_back(self, number: int) -> None:
        """The mail server of the customer sends a report to whoever the envelope was from."""
        self.imap.put(bounce(str(self.smtp.taken[number].mail_from)))
        look(filing(self.context), PROVIDER, self.mailbox)


@pytest.fixture
def post(context: Context) -> Any:
    with mail_server() as smtp, imap_server() as imap:
        yield Post(context, smtp, imap)


def news(post: Post, case: Case, key: str = "news") -> None:
    with post.context.store.write() as tx:
        write_news(post.context, tx, case, key, "We need five more days.")
        tx.commit()


def words(post: Post, case: Case) -> list[str]:
    with post.context.store.read() as tx:
        return [event.data["text"] for event in tx.cases.events(case.id) if event.code == "customer.added"]


def test_an_answer_to_a_mail_about_a_complaint_is_on_it(post: Post, case: Case) -> None:
    news(post, case)
    [mail] = post.sends()
    body = mail.get_body(("plain",))
    assert body is not None
    assert "You can answer this e-mail." in body.get_content()
    assert (
        case.reference.lower() not in str(mail["Reply-To"]).lower()
    )  # it is in there, and cannot be read off
    post.answers(mail, "Five days is too long.", SAM, "a1")
    assert words(post, case) == ["Five days is too long."]
    # To Sam that it came, and to the team that Sam wrote.
    assert sorted(str(each["To"]) for each in post.sends()) == [SAM, TEAM]


def test_all_mails_about_a_complaint_are_one_thread_with_one_address_to_answer_to(
    post: Post, case: Case
) -> None:
    for key in ("one", "two"):
        news(post, case, key)
    first, second = post.sends()
    assert first["References"] == second["References"] is not None
    assert first["Reply-To"] == second["Reply-To"]
    assert first["Message-ID"] != second["Message-ID"]


def test_a_colleague_answers_the_mail_to_the_team_and_the_customer_reads_it_in_the_chat(
    post: Post, case: Case
) -> None:
    priya = add_agent(post.context, "Priya")
    request_person(post.context, case.conversation_id, "k1", "asked")
    [mail] = [each for each in post.sends() if str(each["To"]) == TEAM]
    body = mail.get_body(("plain",))
    assert body is not None
    assert "reads what you write" in body.get_content()
    assert "privacy" not in body.get_content()
    post.answers(mail, "An engineer comes on Thursday.", priya.email, "a2")
    with post.context.store.read() as tx:
        lines = tx.messages.newest(case.conversation_id, 50)
    said = [(line.text, line.spoken_by) for line in lines if line.sender is Sender.AGENT]
    assert said == [("An engineer comes on Thursday.", "Priya")]


def test_a_mail_that_comes_back_is_the_last_one_to_that_address(post: Post, case: Case) -> None:
    news(post, case)
    post.sends()
    post.comes_back(0)
    news(post, case, "more")
    later = post.sends()
    assert [str(each["To"]) for each in later] == [
        TEAM
    ]  # those in charge hear of it, and it comes back to nobody


def test_an_address_that_is_refused_at_the_door_is_marked_like_one_that_comes_back(
    post: Post, case: Case
) -> None:
    post.smtp.behaviour.answers = {"rcpt": "550 5.1.1 nobody here"}
    news(post, case)
    assert post.sends() == []
    with post.context.store.read() as tx:
        contact = tx.contacts.get(case.contact_id)
    assert contact is not None
    assert contact.unreachable_at is not None


def test_a_letter_that_was_issued_goes_with_its_pdf_and_without_pango_as_text(post: Post, case: Case) -> None:
    confirm(post.context, case)
    issued = issue(post.context, draft(post.context, case, LetterKind.HOLDING), None)
    [mail] = post.sends()
    [file] = mail.iter_attachments()
    assert file.get_filename() == f"{issued.number}.pdf"
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file.get_content())).pages)
    assert "mast" in text

    def no_pango(_: str) -> bytes:
        raise PdfUnavailable("no Pango")

    post.draw = no_pango
    issue(post.context, draft(post.context, case, LetterKind.HOLDING, new_date="2026-12-10"), None)
    [mail] = post.sends()
    assert list(mail.iter_attachments()) == []
    body = mail.get_body(("plain",))
    assert body is not None
    assert "mast" in body.get_content()


def test_a_letter_that_was_issued_to_somebody_who_wants_paper_is_printed_as_it_was_issued(post: Post) -> None:
    paper = add_case(
        post.context, id="paper", kind=ContactKind.LETTER, address="12 High Street, Brighton, BN3 7TF"
    )
    issued = issue(post.context, draft(post.context, paper, LetterKind.HOLDING), None)
    assert post.sends() == []
    with post.context.store.read() as tx:
        [waiting] = tx.posts.waiting(PROVIDER)
    assert waiting.letter_id == issued.id
    assert issued.number is not None
    assert issued.number in waiting.letter.subject


def test_while_the_mail_server_is_away_the_mail_waits(post: Post, case: Case) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    broken = post.connection.model_copy(
        update={"smtp": post.connection.smtp.model_copy(update={"port": port})}
    )
    working, post.mailer = post.mailer, SmtpMail(broken, MailHtml("https://x.example"), Patience(1.0, 2.0))
    news(post, case)
    assert post.sends() == []
    post.mailer = working
    with post.context.store.read() as tx:
        [item] = tx.outbox.all()
    assert (item.sent_at, item.dead_at) == (None, None)


def test_nothing_of_the_mail_connection_is_in_what_is_kept(post: Post, case: Case, tmp_path: Path) -> None:
    news(post, case)
    post.sends()
    secret = post.connection.smtp.password
    assert secret is not None
    with post.context.store.read() as tx:
        assert secret.get_secret_value() not in str(tx.outbox.all())
