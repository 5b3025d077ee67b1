"""A mail that came in: what becomes of it, for the case, for the customer and for those in charge."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest

from bot.decisions.errors import ScannerUnavailable
from bot.decisions.mail_connection import MailConnection
from bot.decisions.mail_in import Became, RawMail
from bot.decisions.mail_token import Purpose, make_token
from bot.decisions.records import Case, CaseEvent, CaseStatus, Message, OutboxItem, Role, Sender
from bot.services.case_mail import write_news
from bot.services.close_for_silence import CLOSED
from bot.services.context import Context
from bot.services.mail_in.take_mail import Taken, take_mail
from bot.services.take_file import Filing
from tests.support.case_rows import add_case, add_event
from tests.support.context import Clock
from tests.support.desk_rows import add_agent
from tests.support.files import FakeScanner, filing, pdf
from tests.support.mails import HOME, SAM, bounce, raw, reply

PROVIDER = "it-communications"
TEAM_MAIL = "team@it-communications.example"


@pytest.fixture
def at(context: Context) -> Filing:
    return filing(context)


class Postbox:
    """Takes mails one after the other, as the mailbox numbers them."""

    def __init__(self, at: Filing, connection: MailConnection) -> None:
        self.at, self.connection = at, connection
        self.context = at.context
        self._uids = itertools.count(1)

    def address(self, purpose: Purpose, about: str) -> str:
        return self.connection.tagged(make_token(self.context.secret, PROVIDER, purpose, about))

    def reply_to(self, case: Case) -> str:
        return self.address(Purpose.REPLY, case.reference)

    def team_to(self, case: Case) -> str:
        return self.address(Purpose.TEAM, case.reference)

    def takes(
        self, content: bytes | None, uid: int | None = None, head: bytes = b"", validity: int = 1
    ) -> Taken:
        mail = RawMail(uid or next(self._uids), content, head)
        return take_mail(self.at, PROVIDER, self.connection, validity, mail)


@pytest.fixture
def box(at: Filing, connection: MailConnection) -> Postbox:
    return Postbox(at, connection)


def events(context: Context, case: Case, code: str) -> list[CaseEvent]:
    with context.store.read() as tx:
        return [event for event in tx.cases.events(case.id) if event.code == code]


def queued(context: Context, template: str) -> list[OutboxItem]:
    with context.store.read() as tx:
        return [item for item in tx.outbox.all() if item.payload.get("template") == template]


def alerts(context: Context) -> list[str]:
    return [item.payload["facts"]["subject"] for item in queued(context, "case_alert")]


def chat(context: Context, case: Case) -> list[Message]:
    with context.store.read() as tx:
        return tx.messages.newest(case.conversation_id, 50)


def unreachable(context: Context, case: Case) -> bool:
    with context.store.read() as tx:
        contact = tx.contacts.get(case.contact_id)
    return contact is not None and contact.unreachable_at is not None


def set_status(context: Context, case: Case, status: CaseStatus) -> None:
    with context.store.write() as tx:
        tx.cases.save(replace(case, status=status))
        tx.commit()


# --- the customer's words


def test_a_customers_answer_is_on_the_case_and_those_in_charge_hear_of_it(
    context: Context, box: Postbox, case: Case
) -> None:
    assert box.takes(raw(reply(box.reply_to(case)))) == Taken(Became.WORDS, read=True)
    [added] = events(context, case, "customer.added")
    assert added.data["text"] == "It is still down."
    assert (added.data["by"], added.data["where"]) == ("customer", "mail")
    assert "other_address" not in added.data
    assert alerts(context) == ["A customer wrote by e-mail"]


def test_they_hear_that_it_came_at_the_address_on_the_complaint(
    context: Context, box: Postbox, case: Case
) -> None:
    box.takes(raw(reply(box.reply_to(case))))
    [mail] = queued(context, "case_news")
    assert mail.payload["to"] == SAM
    assert "has been added" in mail.payload["facts"]["words"]


def test_that_it_came_is_said_once_a_day_so_that_two_programs_do_not_answer_each_other(
    context: Context, clock: Clock, box: Postbox, case: Case
) -> None:
    for number in range(5):
        box.takes(raw(reply(box.reply_to(case), id=str(number))))
    assert len(queued(context, "case_news")) == 1
    assert len(events(context, case, "customer.added")) == 5
    clock.forward(days=1)
    box.takes(raw(reply(box.reply_to(case), id="next day")))
    assert len(queued(context, "case_news")) == 2


def test_the_same_mail_again_is_nothing_new_whatever_number_it_has(
    context: Context, box: Postbox, case: Case
) -> None:
    content = raw(reply(box.reply_to(case)))
    box.takes(content, uid=7)
    assert box.takes(content, uid=7).became is Became.AGAIN
    assert box.takes(content, uid=8).became is Became.AGAIN
    assert box.takes(content, uid=7, validity=2).became is Became.AGAIN
    assert len(events(context, case, "customer.added")) == 1


def test_another_address_adds_words_is_marked_and_is_told_nothing(
    context: Context, box: Postbox, case: Case
) -> None:
    box.takes(raw(reply(box.reply_to(case), sender="stranger@elsewhere.example")))
    [added] = events(context, case, "customer.added")
    assert added.data["other_address"] is True
    with context.store.read() as tx:
        written_to = {item.payload.get("to") for item in tx.outbox.all()}
    assert "stranger@elsewhere.example" not in written_to
    [alert] = queued(context, "case_alert")
    assert "another address" in alert.payload["facts"]["told"]


def test_files_come_onto_the_case_through_the_checks(context: Context, box: Postbox, case: Case) -> None:
    mail = reply(box.reply_to(case))
    mail.add_attachment(pdf(), maintype="application", subtype="pdf", filename="bill.pdf")
    mail.add_attachment(b"MZ\x90\x00", maintype="application", subtype="octet-stream", filename="setup.exe")
    box.takes(raw(mail))
    [added] = events(context, case, "file.added")
    assert (added.data["name"], added.data["by"]) == ("bill.pdf", "customer")
    [told] = queued(context, "case_news")
    assert "setup.exe" in told.payload["facts"]["words"]


def test_a_mail_with_files_and_no_words_is_taken(context: Context, box: Postbox, case: Case) -> None:
    mail = reply(box.reply_to(case), " ")
    mail.add_attachment(pdf(), maintype="application", subtype="pdf", filename="bill.pdf")
    assert box.takes(raw(mail)).became is Became.WORDS
    assert len(events(context, case, "file.added")) == 1
    assert "no words" in events(context, case, "customer.added")[0].data["text"]


def test_while_the_scanner_is_away_the_mail_waits_and_is_then_taken_once(
    context: Context, connection: MailConnection, case: Case
) -> None:
    scanner = FakeScanner(down=True)
    box = Postbox(filing(context, scanner=scanner), connection)
    mail = reply(box.reply_to(case))
    mail.add_attachment(pdf(), maintype="application", subtype="pdf", filename="bill.pdf")
    with pytest.raises(ScannerUnavailable):
        box.takes(raw(mail), uid=5)
    assert events(context, case, "customer.added") == []
    scanner.down = False
    assert box.takes(raw(mail), uid=5).became is Became.WORDS
    assert len(events(context, case, "file.added")) == 1


def test_secrets_in_a_mail_are_not_kept(context: Context, box: Postbox, case: Case) -> None:
    box.takes(raw(reply(box.reply_to(case), "My card is 4111 1111 1111 1111, take it.")))
    [added] = events(context, case, "customer.added")
    assert "4111" not in added.data["text"]


def test_a_word_by_mail_opens_what_was_closed_for_silence(context: Context, box: Postbox, case: Case) -> None:
    set_status(context, case, CaseStatus.CLOSED_NO_REPLY)
    add_event(context, case, CLOSED, by="assistant")
    box.takes(raw(reply(box.reply_to(case))))
    with context.store.read() as tx:
        now = tx.cases.get(case.id)
    assert now is not None
    assert now.status is CaseStatus.OUTCOME_OFFERED


def test_a_complaint_takes_so_many_mails_a_day_and_the_rest_stay_in_the_mailbox(
    context: Context, box: Postbox, case: Case
) -> None:
    became = [box.takes(raw(reply(box.reply_to(case), id=str(n)))) for n in range(22)]
    assert [taken.became for taken in became] == [Became.WORDS] * 20 + [Became.TOO_MANY] * 2
    assert not became[-1].read


# --- what is not for a case


def test_a_mail_from_nobody_to_nothing_of_ours_is_left_for_people(
    context: Context, box: Postbox, case: Case
) -> None:
    assert box.takes(raw(reply(HOME, f"About {case.reference}: tell me all"))) == Taken(
        Became.LEFT, read=False
    )
    assert events(context, case, "customer.added") == []
    with context.store.read() as tx:
        assert tx.outbox.all() == []


def test_forged_tokens_do_nothing(
    context: Context, box: Postbox, connection: MailConnection, case: Case
) -> None:
    other = add_case(context, id="other", address="eve@example.com")
    true = make_token(context.secret, PROVIDER, Purpose.REPLY, case.reference)
    theirs = make_token(context.secret, PROVIDER, Purpose.REPLY, other.reference)
    forged = [
        "x",
        true[:-1],
        true + "a",
        "t" + true[1:],
        true[:11] + theirs[11:],
        make_token("another secret", PROVIDER, Purpose.REPLY, case.reference),
        make_token(context.secret, "netservers", Purpose.REPLY, case.reference),
        case.reference.lower(),
    ]
    for number, token in enumerate(forged):
        taken = box.takes(raw(reply(connection.tagged(token), id=str(number))))
        assert taken == Taken(Became.FORGED, read=False), token
    assert events(context, case, "customer.added") == []
    with context.store.read() as tx:
        assert tx.outbox.all() == []


@pytest.mark.parametrize("headers", [{"Auto_Submitted": "auto-replied"}, {"Subject": "Automatic reply: hi"}])
def test_automatic_answers_stay_out_of_the_case(
    context: Context, box: Postbox, case: Case, headers: dict[str, str]
) -> None:
    assert box.takes(raw(reply(box.reply_to(case), **headers))) == Taken(Became.AUTOMATIC, read=True)
    assert events(context, case, "customer.added") == []
    with context.store.read() as tx:
        assert tx.outbox.all() == []


def test_a_mail_with_nothing_new_in_it_stays_unread(context: Context, box: Postbox, case: Case) -> None:
    assert box.takes(raw(reply(box.reply_to(case), "> Hello Sam"))) == Taken(Became.WORDLESS, read=False)
    assert events(context, case, "customer.added") == []


def test_what_is_too_big_stays_in_the_mailbox_and_those_in_charge_hear_of_it(
    context: Context, box: Postbox, case: Case
) -> None:
    head = f"From: {SAM}\r\nTo: {box.reply_to(case)}\r\n\r\n".encode()
    assert box.takes(None, head=head) == Taken(Became.TOO_BIG, read=False)
    assert alerts(context) == ["An e-mail is too big to be read"]
    assert box.takes(None, head=b"To: somebody@else.example\r\n\r\n").became is Became.LEFT


def test_a_complaint_that_was_erased_takes_nothing(context: Context, box: Postbox, case: Case) -> None:
    with context.store.write() as tx:
        tx.records.erase(case.conversation_id, context.now(), "erased", (), ())
        tx.commit()
    assert box.takes(raw(reply(box.reply_to(case)))) == Taken(Became.GONE, read=False)


def test_of_no_mail_a_word_is_kept_beside_the_case(context: Context, box: Postbox) -> None:
    box.takes(raw(reply(HOME, "the dog ate the router", sender="zeph@example.org")))
    with context.store.read() as tx:
        assert tx.received_mails.counts(PROVIDER, context.now()) == {Became.LEFT: 1}


# --- mails that come back


def test_a_mail_that_comes_back_marks_the_address_and_the_desk_and_the_chat_hear_of_it_once(
    context: Context, box: Postbox, case: Case
) -> None:
    to = box.address(Purpose.BOUNCE, case.contact_id)
    assert box.takes(bounce(to)) == Taken(Became.BOUNCE, read=True)
    assert box.takes(bounce(to, id="b2")) == Taken(Became.BOUNCE, read=True)
    assert unreachable(context, case)
    assert alerts(context) == ["An e-mail to a customer came back"]
    [line] = chat(context, case)
    assert "came back" in line.text
    [event] = events(context, case, "mail.bounced")
    assert event.data["contact"] == case.contact_id


def test_no_more_mails_go_there_until_something_comes_from_there(
    context: Context, box: Postbox, case: Case
) -> None:
    box.takes(bounce(box.address(Purpose.BOUNCE, case.contact_id)))
    with context.store.write() as tx:
        assert write_news(context, tx, case, "news", "Hello") is False
        tx.commit()
    assert queued(context, "case_news") == []
    box.takes(raw(reply(box.reply_to(case))))
    assert not unreachable(context, case)
    assert [item.payload["to"] for item in queued(context, "case_news")] == [SAM]


def test_a_mail_that_is_only_late_marks_nothing(context: Context, box: Postbox, case: Case) -> None:
    to = box.address(Purpose.BOUNCE, case.contact_id)
    assert box.takes(bounce(to, "delayed", "4.4.1")).became is Became.DELAYED
    assert not unreachable(context, case)


def test_a_report_without_a_true_token_marks_nobody(context: Context, box: Postbox, case: Case) -> None:
    assert box.takes(bounce(HOME)) == Taken(Became.AUTOMATIC, read=False)
    assert box.takes(bounce(box.reply_to(case), id="b2")).became is Became.AUTOMATIC
    assert not unreachable(context, case)
    with context.store.read() as tx:
        assert tx.outbox.all() == []


def test_an_answer_to_the_address_of_reports_is_no_word_on_a_case(
    context: Context, box: Postbox, case: Case
) -> None:
    assert box.takes(raw(reply(box.address(Purpose.BOUNCE, case.contact_id)))).became is Became.AUTOMATIC
    assert events(context, case, "customer.added") == []


# --- colleagues


def test_a_colleagues_answer_is_read_by_the_customer_under_their_name(
    context: Context, box: Postbox, case: Case
) -> None:
    priya = add_agent(context, "Priya")
    content = raw(reply(box.team_to(case), "The engineer comes on Thursday.", sender=priya.email))
    assert box.takes(content) == Taken(Became.ANSWER, read=True)
    assert box.takes(content, uid=99).became is Became.AGAIN
    said = [line for line in chat(context, case) if line.sender is Sender.AGENT]
    assert [(line.text, line.spoken_by) for line in said] == [("The engineer comes on Thursday.", "Priya")]


@pytest.mark.parametrize("sender", [TEAM_MAIL, HOME])
def test_an_answer_from_a_mailbox_that_several_share_speaks_for_the_provider(
    context: Context, box: Postbox, case: Case, sender: str
) -> None:
    box.takes(raw(reply(box.team_to(case), "On Thursday.", sender=sender)))
    said = [line for line in chat(context, case) if line.sender is Sender.AGENT]
    assert [line.spoken_by for line in said] == ["I.T Communications"]


def strangers(context: Context) -> list[str]:
    add_agent(context, "Elsewhere", provider="netservers", role=Role.ADMINISTRATOR)
    gone = add_agent(context, "Gone")
    with context.store.write() as tx:
        tx.agents.save(replace(gone, disabled_at=context.now()))
        tx.commit()
    return ["eve@example.org", "elsewhere@example.com", "gone@example.com", SAM, ""]


def test_nobody_else_speaks_for_the_provider_and_those_in_charge_hear_of_the_try(
    context: Context, box: Postbox, case: Case
) -> None:
    for number, sender in enumerate(strangers(context)):
        taken = box.takes(
            raw(reply(box.team_to(case), "Your complaint is over.", sender=sender, id=str(number)))
        )
        assert taken == Taken(Became.STRANGER, read=False), sender
    assert chat(context, case) == []
    assert alerts(context) == ["An answer was not passed on"]


def test_the_token_of_a_customer_never_speaks_for_the_provider(
    context: Context, box: Postbox, case: Case
) -> None:
    priya = add_agent(context, "Priya")
    box.takes(raw(reply(box.reply_to(case), "The engineer comes.", sender=priya.email)))
    assert [line for line in chat(context, case) if line.sender is Sender.AGENT] == []


def test_files_of_a_colleague_are_not_passed_on_and_they_hear_so(
    context: Context, box: Postbox, case: Case
) -> None:
    mail = reply(box.team_to(case), "See the letter.", sender=TEAM_MAIL)
    mail.add_attachment(pdf(), maintype="application", subtype="pdf", filename="letter.pdf")
    assert box.takes(raw(mail)).became is Became.ANSWER
    assert "Files of an answer were not passed on" in alerts(context)


def test_what_they_wrote_is_not_in_the_log(
    context: Context,
    box: Postbox,
    case: Case,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: Any) -> Any:
        raise ValueError("sam@example.com wrote: It is still down.")

    monkeypatch.setattr("bot.services.mail_in.take_mail.read_mail", broken)
    assert box.takes(raw(reply(box.reply_to(case)))) == Taken(Became.UNREADABLE, read=False)
    assert "sam@" not in caplog.text
    assert "ValueError" in caplog.text
