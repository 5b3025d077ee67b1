"""Whatever door a secret comes through, it is in no table, no log and no message to the engine."""

from __future__ import annotations

import asyncio
import logging
from datetime import date
from pathlib import Path

import pytest

from bot.adapters.db.store import SqlStore
from bot.adapters.file_kinds.look_inside import look_inside
from bot.adapters.file_store import FolderFiles
from bot.decisions.questions import Purpose, Question
from bot.decisions.records import Agent, Handoff, Sender
from bot.decisions.redaction import MARKS
from bot.services.context import Context
from bot.services.correct_card import CorrectCard
from bot.services.desk.log_complaint import Arrived, log_complaint
from bot.services.desk.reply import add_note, reply
from bot.services.desk.take_over import claim, close_chat, hand_back, pass_on
from bot.services.desk.work_case import customer_said, offer_outcome, promise, take_higher
from bot.services.fill_form import FillForm
from bot.services.form_answer import Sent
from bot.services.leave_contact import leave_contact
from bot.services.run_turn import TurnRunner
from bot.services.start_complaint import start_complaint
from bot.services.take_answer import take_answer
from bot.services.take_file import Filing, take_file
from bot.services.take_message import take_message
from tests.support.case_rows import add_case
from tests.support.context import Chat
from tests.support.desk_rows import add_agent, at_the_desk, waiting_chat
from tests.support.everything_kept import where
from tests.support.secrets_written import Written, written
from tests.web.house import FakeEngine

CARD = "4539578763621486"
LINES = ("I paid with 4539 5787 6362 1486", f"card {CARD} cvv 381", "my password is Rosebud77")
TRACES = (CARD, "4539 5787 6362 1486", "cvv 381", "Rosebud77")


class Doors:
    """Everything that a person can write into, by name: each takes one line of text."""

    def __init__(self, context: Context, tmp_path: Path) -> None:
        self.context, self.tmp_path = context, tmp_path
        self.agent = add_agent(context)
        self.case = add_case(context, id="door")

    def chat(self) -> str:
        self.id = waiting_chat(self.context)
        at_the_desk(self.context, self.agent)
        return self.id

    def held(self) -> tuple[Agent, str, Handoff]:
        handoff_id = waiting_chat(self.context)
        claim(self.context, self.agent, handoff_id)
        with self.context.store.read() as tx:
            handoff = tx.handoffs.get(handoff_id)
        assert handoff is not None
        return self.agent, handoff.conversation_id, handoff

    # -- customers

    def a_chat_message(self, text: str) -> None:
        chat = Chat(self.context)
        take_message(self.context.store, self.context.now, self.context.words, chat.id, "k", text=text)

    def a_chat_message_while_a_person_has_it(self, text: str) -> None:
        _, chat, _ = self.held()
        take_message(self.context.store, self.context.now, self.context.words, chat, "k", text=text)

    def the_form(self, text: str) -> None:
        form = FillForm(self.context, 4000)
        conversation, _ = form.begin(self.context.provider("netservers"))
        form.take(conversation, Question.DESCRIPTION, Sent(text=f"No service for nine days. {text}"), "k")

    def more_words_on_the_form(self, text: str) -> None:
        form = FillForm(self.context, 4000)
        conversation, _ = form.begin(self.context.provider("netservers"))
        form.take(
            conversation, Question.DESCRIPTION, Sent(text="No service for nine days, nobody helps"), "k"
        )
        form.add(conversation, text, "k2")

    def a_line_to_the_person_on_the_form(self, text: str) -> None:
        form = FillForm(self.context, 4000)
        conversation, _ = form.begin(self.context.provider("netservers"))
        form.request_person(conversation.id, "k")
        form.write_to_person(conversation, text, "k2")

    def a_way_to_be_reached(self, text: str) -> None:
        form = FillForm(self.context, 4000)
        conversation, _ = form.begin(self.context.provider("netservers"))
        form.request_person(conversation.id, "k")
        leave_contact(form, conversation, Sent(text=f"sam@example.com {text}"), "k2", lambda: None)

    def a_correction_of_the_card(self, text: str) -> None:
        form = FillForm(self.context, 4000)
        conversation, _ = form.begin(self.context.provider("netservers"))
        form.take(
            conversation, Question.DESCRIPTION, Sent(text="No service for nine days, nobody helps"), "k"
        )
        at_the_desk(self.context, add_agent(self.context, "Una", "netservers"))
        form.request_person(conversation.id, "k1")
        with self.context.store.read() as tx:
            now = tx.conversations.get(conversation.id)
        said = CorrectCard(self.context, 4000).correct(
            now, Question.DESCRIPTION, Sent(text=f"It broke. {text}"), "k2"
        )
        assert said is not None

    def the_name_of_a_file(self, text: str) -> None:
        chat = Chat(self.context)
        filing = Filing(self.context, FolderFiles(self.tmp_path / "files"), look_inside)
        draft = filing.files.begin()
        draft.write(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
        take_file(filing, chat.id, "k", f"{text}.pdf", draft)

    # -- the store's own net: what a service is given without the door in front of it

    def an_answer_that_reached_the_actions(self, text: str) -> None:
        chat = Chat(self.context)
        start_complaint(self.context, chat.hears(f"I want to complain, no service. {text}"), unsure=False)
        take_answer(self.context, chat.hears(text), Question.DESCRIPTION, Purpose.COMPLAINT)

    # -- agents

    def an_agents_reply(self, text: str) -> None:
        agent, chat, _ = self.held()
        reply(self.context, agent, chat, text)

    def a_note(self, text: str) -> None:
        add_note(self.context, self.agent, self.case.conversation_id, text)

    def passing_a_chat_on(self, text: str) -> None:
        agent, _, handoff = self.held()
        pass_on(self.context, agent, handoff.id, None, text)

    def what_was_agreed(self, text: str) -> None:
        agent, chat, _ = self.held()
        hand_back(self.context, agent, chat, text)

    def how_a_chat_ended(self, text: str) -> None:
        agent, chat, _ = self.held()
        close_chat(self.context, agent, chat, text)

    def a_logged_complaint(self, text: str) -> None:
        arrived = Arrived(
            provider="it-communications",
            channel="letter",
            received_on=date(2026, 11, 20),
            description=text,
            name=f"Ann {text}",
            reply_by="letter",
            reply_address=f"1 High Street, Leeds LS1 1AA {text}",
            details={"examples": text},
        )
        log_complaint(self.context, self.agent, arrived)

    def an_outcome(self, text: str) -> None:
        offer_outcome(self.context, self.agent, self.case.reference, text)

    def what_the_customer_said_to_it(self, text: str) -> None:
        offer_outcome(self.context, self.agent, self.case.reference, "£20 back")
        customer_said(self.context, self.agent, self.case.reference, True, text)

    def a_promise(self, text: str) -> None:
        promise(self.context, self.agent, self.case.reference, text, date(2026, 11, 30))

    def why_it_goes_higher(self, text: str) -> None:
        take_higher(self.context, self.agent, self.case.reference, text)


DOORS = [name for name in vars(Doors) if not name.startswith("_") and name not in ("chat", "held")]


@pytest.fixture
def doors(context: Context, tmp_path: Path) -> Doors:
    return Doors(context, tmp_path)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("door", DOORS)
def test_it_is_in_no_table_no_file_name_and_no_log(
    doors: Doors, door: str, line: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    getattr(doors, door)(line)
    assert isinstance(doors.context.store, SqlStore)
    for trace in TRACES:
        assert where(trace, doors.context.store, doors.tmp_path / "files") == []
        assert trace not in caplog.text
    marks = [mark for mark in MARKS.values() if where(mark, doors.context.store)]
    assert marks, "nothing was kept at all, so nothing was shown"


@pytest.mark.parametrize("sample", written()[::7], ids=lambda sample: sample.line[:30])
def test_the_engine_hears_no_secret_and_the_customer_is_told(context: Context, sample: Written) -> None:
    chat, engine = Chat(context), FakeEngine()
    take_message(context.store, context.now, context.words, chat.id, "k", text=f"hello, {sample.line}")
    runner = TurnRunner(context.store, engine, context.now, context.words, lambda _: {})
    asyncio.run(runner.run_oldest(chat.id))
    [heard] = engine.heard
    assert not [secret for secret in sample.secrets if secret in str(heard)]
    with context.store.read() as tx:
        lines = tx.messages.after(chat.id, 0)
    told = context.words.text("utter_web_secret_removed")
    assert [line.text for line in lines if line.sender is Sender.SYSTEM] == [told]
    assert [line.sender for line in lines] == [Sender.CUSTOMER, Sender.SYSTEM, Sender.BOT]


def test_nobody_is_told_of_a_secret_where_there_is_none(context: Context) -> None:
    chat = Chat(context)
    take_message(context.store, context.now, context.words, chat.id, "k", text="my account is 12345678")
    with context.store.read() as tx:
        assert [line.text for line in tx.messages.after(chat.id, 0)] == ["my account is 12345678"]


def test_the_same_message_twice_is_told_once(context: Context) -> None:
    chat = Chat(context)
    for _ in range(2):
        take_message(context.store, context.now, context.words, chat.id, "k", text=LINES[0])
    with context.store.read() as tx:
        assert len(tx.messages.after(chat.id, 0)) == 2


def test_the_code_of_ours_is_no_secret_of_a_bank(context: Context) -> None:
    chat = Chat(context)
    take_message(context.store, context.now, context.words, chat.id, "k", text="the code is 482913")
    with context.store.read() as tx:
        assert tx.messages.after(chat.id, 0)[0].text == "the code is 482913"


def test_on_the_form_they_read_it_before_they_go_on(context: Context) -> None:
    form = FillForm(context, 4000)
    conversation, _ = form.begin(context.provider("netservers"))
    sent = Sent(text=f"No service for nine days. {LINES[0]}")
    taken = form.take(conversation, Question.DESCRIPTION, sent, "k")
    assert getattr(taken, "urgent", None) is True
    assert form.notices(conversation) == [context.words.text("utter_web_secret_removed")]
