"""From a chat to a ticket in a local helpdesk, and from what people do there back to the customer: with the real
services, store, sender and carriers over HTTP. Only the engine is not there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.adapters.file_store import FolderFiles
from bot.adapters.helpdesk.build import by_http
from bot.adapters.helpdesk.http import Patience
from bot.adapters.helpdesk.zendesk_read import ZendeskReader
from bot.decisions.connections import Zendesk as Connected
from bot.decisions.errors import HelpdeskUnavailable
from bot.decisions.helpdesk import TICKET_KIND, Ticket
from bot.decisions.questions import Question
from bot.decisions.records import Case, CaseStatus, Message, Sender
from bot.services.context import Context
from bot.services.heard import Heard
from bot.services.helpdesk.keep_number import keep_number
from bot.services.helpdesk.look import Looking
from bot.services.offers import answer_offer
from bot.services.outbox.carriers import Carriers
from bot.services.outbox.turns import send_due
from tests.support.case_rows import add_case, add_event
from tests.support.context import Chat, Clock
from tests.support.helpdesk_rows import PROVIDER, helpdesk, queued, with_helpdesk
from tests.support.helpdesks import serving
from tests.support.helpdesks.osticket import osticket
from tests.support.helpdesks.receiver import receiver
from tests.support.helpdesks.zendesk import PRIYA, SAM, US, Zendesk, zendesk
from tests.support.outbox import sender
from tests.support.telling import begin, leave_out_the_rest, tell_until

QUICK = Patience(connect=1.0, read=0.6, total=1.2)


@dataclass
class Stack:
    """A provider with a helpdesk, and a relay."""

    context: Context
    clock: Clock
    folder: Path
    system: str
    url: str

    def send(self) -> int:
        """One round of the relay's sending; how many arrived."""

        def number_of(case_id: str) -> str | None:
            ticket = self.ticket(case_id)
            return ticket.remote_id if ticket else None

        connected = helpdesk(self.system, self.url)
        made = by_http(connected, FolderFiles(self.folder / "files"), self.clock, number_of, QUICK)
        own = {(PROVIDER, kind): carrier for kind, carrier in made.items()}
        arrived = {TICKET_KIND: partial(keep_number, self.context)}
        return send_due(sender(self.context.store, Carriers({}, own), self.clock, arrived=arrived))

    def look(self) -> None:
        """What the relay reads there now."""
        connected = helpdesk(self.system, self.url)
        assert isinstance(connected, Connected)
        looking = Looking(self.context, {PROVIDER: ZendeskReader(connected, QUICK)})
        looking()
        looking.wait()

    def ticket(self, case_id: str) -> Ticket | None:
        with self.context.store.read() as tx:
            return tx.tickets.of_case(case_id)

    def lines(self, case: Case) -> list[Message]:
        with self.context.store.read() as tx:
            return tx.messages.newest(case.conversation_id, 50)

    def mails(self, start: str) -> list[str]:
        with self.context.store.read() as tx:
            found = [item for item in tx.outbox.all() if item.key.startswith(start)]
        return [item.payload["facts"]["words"] for item in found]

    def case(self, id: str) -> Case:
        with self.context.store.read() as tx:
            found = tx.cases.get(id)
        assert found is not None
        return found


def stack(context: Context, clock: Clock, folder: Path, system: str, url: str) -> Stack:
    return Stack(with_helpdesk(context, system, url), clock, folder, system, url)


def complaint(made: Stack) -> Case:
    """Told in the chat to the end."""
    chat = Chat(made.context)
    begin(chat)
    tell_until(chat, Question.STILL_HAPPENING, copies="no", reference="skip")
    leave_out_the_rest(chat)
    with made.context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
    return case


def confirm(made: Stack, case: Case) -> None:
    with made.context.store.write() as tx:
        tx.contacts.confirm(case.contact_id, made.clock())
        tx.commit()


def test_chat_to_zendesk_to_the_agents_answer_in_the_chat_and_by_mail(
    context: Context, clock: Clock, tmp_path: Path
) -> None:
    with zendesk() as behind:
        made = stack(context, clock, tmp_path, "zendesk", behind.server.url)
        case = complaint(made)
        assert made.send() == 1
        [(number, ticket)] = behind.tickets.items()
        assert (ticket["external_id"], ticket["subject"]) == (
            case.reference, f"Complaint {case.reference} from Sam Carter"
        )  # fmt: skip
        kept = made.ticket(case.id)
        assert kept is not None
        assert (kept.number, kept.opened_at) == (str(number), clock())
        confirm(made, case)
        clock.forward(hours=2)

        behind.now = clock()
        behind.says(number, "Only for us: he rang twice.", public=False)
        behind.says(number, "I have taken £40 off your bill.", PRIYA)
        behind.says(number, "Thanks!", SAM)
        behind.says(number, "And I am sorry.", PRIYA)
        for _ in range(3):  # any number of looks, and a relay that was restarted
            made.look()
            clock.forward(minutes=4)
        said = [(line.spoken_by, line.text) for line in made.lines(case) if line.sender is Sender.AGENT]
        assert said == [
            ("Priya Shah", "I have taken £40 off your bill."), ("Priya Shah", "And I am sorry.")
        ]  # fmt: skip
        assert [("£40 off" in words, "sorry" in words) for words in made.mails("reply-")] == [
            (True, False), (False, True)
        ]  # fmt: skip

        behind.now = clock()
        behind.becomes(number, "solved")
        made.look()
        assert made.case(case.id).status is CaseStatus.OUTCOME_OFFERED
        no = Heard(case.conversation_id, "900", "no", clock(), "deny", 0.9, choice="offer_refuse")
        answer_offer(made.context, no, in_form=False)
        assert made.case(case.id).status is CaseStatus.OPEN
        made.send()
        assert "DOES NOT ACCEPT" in ticket["comments"][-1]["body"]
        assert ticket["status"] == "open"  # and is worked again


def test_chat_to_osticket_and_what_comes_later_in_the_same_thread(
    context: Context, clock: Clock, tmp_path: Path
) -> None:
    with osticket() as behind:
        made = stack(context, clock, tmp_path, "osticket_mail", behind.server.url)
        case = complaint(made)
        assert made.send() == 1
        clock.forward(hours=1)
        add_event(made.context, case, "customer.added", by="customer", text="It is dead again.")
        clock.forward(minutes=3)
        assert made.send() == 1
        [(number, thread)] = behind.tickets.items()
        assert number == "000042"
        kept = made.ticket(case.id)
        assert kept is not None
        assert kept.number == "000042"  # zeros in front are a part of it
        assert [case.reference in entry.subject for entry in thread] == [True, True]
        assert "It is dead again." in thread[1].text


def test_chat_to_a_system_of_their_own(context: Context, clock: Clock, tmp_path: Path) -> None:
    with receiver() as behind:
        made = stack(context, clock, tmp_path, "webhook", behind.server.url)
        case = complaint(made)
        assert made.send() == 1
        [document] = behind.taken.values()
        assert (document["event"], document["reference"]) == ("ticket", case.reference)
        kept = made.ticket(case.id)
        assert kept is not None
        assert kept.number == "CRM-1"


def test_a_helpdesk_that_is_down_costs_the_customer_nothing_and_gets_it_later(
    context: Context, clock: Clock, tmp_path: Path
) -> None:
    with zendesk() as behind:
        made = stack(context, clock, tmp_path, "zendesk", behind.server.url)
        behind.server.wrongs += [serving.answers(503, Retry_After="600"), serving.hangs_up]
        case = complaint(made)  # told and logged as ever
        assert made.send() == 0
        clock.forward(minutes=9)
        assert made.send() == 0  # it asked for ten
        assert len(behind.server.asked) == 1
        clock.forward(minutes=2)
        assert made.send() == 0
        clock.forward(hours=1)
        assert made.send() == 1
        assert [ticket["external_id"] for ticket in behind.tickets.values()] == [case.reference]


def test_a_note_waits_for_its_ticket(context: Context, clock: Clock, tmp_path: Path) -> None:
    with zendesk() as behind:
        made = stack(context, clock, tmp_path, "zendesk", behind.server.url)
        case = complaint(made)
        behind.server.wrongs += [serving.answers(503)]
        made.send()  # tried once, so what comes now is a note
        add_event(made.context, case, "customer.added", by="customer", text="It is dead again.")
        clock.forward(hours=1)
        assert [item.kind for item in queued(made.context)] == ["ticket", "ticket_note"]
        assert made.send() == 2
        [ticket] = behind.tickets.values()
        assert "It is dead again." in ticket["comments"][1]["body"]


def test_erased_records_reach_nobody_any_more(context: Context, clock: Clock, tmp_path: Path) -> None:
    with zendesk() as behind:
        made = stack(context, clock, tmp_path, "zendesk", behind.server.url)
        case = complaint(made)
        with made.context.store.write() as tx:
            tx.outbox.wipe(case.conversation_id)
            tx.commit()
        assert made.send() == 0
        assert behind.tickets == {}


# --- looking ---


def looked_at(context: Context, clock: Clock, folder: Path, behind: Zendesk) -> tuple[Stack, Case, int]:
    made = stack(context, clock, folder, "zendesk", behind.server.url)
    case = add_case(made.context)
    clock.forward(minutes=6)
    assert made.send() == 1
    return made, case, next(iter(behind.tickets))


def test_only_what_changed_is_read_again(context: Context, clock: Clock, tmp_path: Path) -> None:
    with zendesk() as behind:
        made, _, number = looked_at(context, clock, tmp_path, behind)
        behind.server.asked.clear()
        for _ in range(4):
            clock.forward(minutes=5)
            made.look()
        paths = [asked.path for asked in behind.server.asked]
        assert paths.count("/api/v2/tickets/show_many.json") == 4
        assert paths.count(f"/api/v2/tickets/{number}/comments.json") == 1


def test_it_is_asked_every_few_minutes_and_at_once_when_it_says_so(
    context: Context, clock: Clock, tmp_path: Path
) -> None:
    with zendesk() as behind:
        made, case, number = looked_at(context, clock, tmp_path, behind)
        connected = helpdesk("zendesk", behind.server.url)
        assert isinstance(connected, Connected)
        looking = Looking(made.context, {PROVIDER: ZendeskReader(connected, QUICK)})

        def rounds() -> int:
            started = looking()
            looking.wait()
            return started

        assert [rounds(), rounds()] == [1, 0]
        behind.now = clock() + timedelta(seconds=30)
        behind.says(number, "We ring you at four.")
        clock.forward(seconds=40)
        assert rounds() == 0
        with made.context.store.write() as tx:
            ticket = tx.tickets.of_case(case.id)
            assert ticket is not None
            tx.tickets.save(replace(ticket, ask_since=clock()))  # as the trigger of Zendesk does
            tx.commit()
        assert [rounds(), rounds()] == [1, 0]
        assert [line.text for line in made.lines(case) if line.sender is Sender.AGENT] == [
            "We ring you at four."
        ]
        clock.forward(minutes=3)
        assert rounds() == 1


def test_a_zendesk_that_cannot_be_read_is_asked_again_later_and_stops_nobody(
    context: Context, clock: Clock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with zendesk() as behind:
        made, case, number = looked_at(context, clock, tmp_path, behind)
        behind.says(number, "We ring you at four.")
        behind.server.only = ("GET",)
        behind.server.wrongs += [serving.answers(429, "sam@example.com", Retry_After="300"), serving.hangs_up]
        connected = helpdesk("zendesk", behind.server.url)
        assert isinstance(connected, Connected)
        looking = Looking(made.context, {PROVIDER: ZendeskReader(connected, QUICK)})
        started = []
        for minutes in (0, 4, 2, 4):  # refused for five minutes; broken off; well
            clock.forward(minutes=minutes)
            started.append(looking())
            looking.wait()
        assert started == [1, 0, 1, 1]
        assert len([line for line in made.lines(case) if line.sender is Sender.AGENT]) == 1
        assert "sam@example.com" not in caplog.text


@pytest.mark.parametrize(
    "wrong",
    [serving.answers(200, "<html>"), serving.answers(200, '{"tickets": 1}'), serving.answers(401), serving.hangs_up,
     serving.is_slow(1.0)],
)  # fmt: skip
def test_an_answer_that_cannot_be_read_is_unavailable(
    context: Context, clock: Clock, tmp_path: Path, wrong: serving.Wrong
) -> None:
    with zendesk() as behind:
        _, _, number = looked_at(context, clock, tmp_path, behind)
        connected = helpdesk("zendesk", behind.server.url)
        assert isinstance(connected, Connected)
        behind.server.only = ("GET",)
        reader = ZendeskReader(connected, QUICK)
        for ask in (lambda: reader.tickets([str(number)]), lambda: reader.answers(str(number))):
            behind.server.wrongs = [wrong]
            with pytest.raises(HelpdeskUnavailable):
                ask()


@pytest.mark.parametrize(
    ("who", "public", "passed"), [(PRIYA, True, 1), (PRIYA, False, 0), (SAM, True, 0), (US, False, 0)]
)
def test_only_a_public_answer_of_the_providers_people_is_passed_on(
    context: Context, clock: Clock, tmp_path: Path, who: dict[str, str], public: bool, passed: int
) -> None:
    with zendesk() as behind:
        made, case, number = looked_at(context, clock, tmp_path, behind)
        behind.says(number, "Hello", who, public=public)
        made.look()
        assert len([line for line in made.lines(case) if line.sender is Sender.AGENT]) == passed
