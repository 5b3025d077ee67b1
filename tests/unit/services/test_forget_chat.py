"""A deleted chat is forgotten everywhere, however long the engine is away."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.mail_folder import MailFolder
from bot.decisions.errors import EngineUnavailable
from bot.decisions.mail import Mail
from bot.decisions.outbox import FORGET
from bot.decisions.records import OutboxItem
from bot.services.context import Context
from bot.services.delete_conversation import Deleted, delete_conversation
from bot.services.forget_chat import Forgetting
from bot.services.hand_off import request_person
from tests.support import rows
from tests.support.context import Chat, Clock
from tests.support.outbox import deliver_mails, patience


class Memory:
    """Rasa's memory: the chats that it holds, and whether it answers. ``meanwhile`` happens before it has forgotten."""

    def __init__(self, *chats: str) -> None:
        self.chats = set(chats)
        self.down = False
        self.asked = 0
        self.meanwhile: Any = lambda: None

    def forget(self, conversation_id: str) -> None:
        self.asked += 1
        if self.down:
            raise EngineUnavailable("The engine cannot be reached (ConnectError).")
        self.meanwhile()
        self.chats.discard(conversation_id)


class Desk:
    def __init__(self, context: Context, folder: Path, *chats: str) -> None:
        self.context, self.memory = context, Memory(*chats)
        self.mails = MailFolder(folder)
        self.forget = Forgetting(context.store, self.memory, self.mails, None, context.now, patience)

    def deliver(self) -> int:
        return deliver_mails(self.context.store, self.mails, self.context.now)

    def delete(self, id: str) -> Deleted:
        return delete_conversation(self.context.store, self.context.now, self.context.words, id)

    def outbox(self) -> list[OutboxItem]:
        with self.context.store.read() as tx:
            return tx.outbox.all()

    def written(self) -> list[str]:
        return [mail.body for mail in self.mails.kept()]


@pytest.fixture
def desk(context: Context, chat: Chat, tmp_path: Path) -> Desk:
    return Desk(context, tmp_path / "mail", chat.id, "other")


def with_case(context: Context, chat: Chat) -> None:
    with context.store.write() as tx:
        tx.intakes.add(rows.intake("i", chat.id))
        tx.contacts.add(rows.contact("k", chat.id))
        tx.cases.add(rows.case(chat.id, conversation_id=chat.id, intake_id="i", contact_id="k"))
        tx.commit()


def test_the_engine_forgets_the_chat_and_no_other(desk: Desk, chat: Chat) -> None:
    desk.delete(chat.id)
    assert desk.forget() == 1
    assert desk.memory.chats == {"other"}
    assert desk.forget() == 0


def test_with_a_case_too_because_the_case_lives_in_the_store(
    desk: Desk, context: Context, chat: Chat
) -> None:
    with_case(context, chat)
    assert desk.delete(chat.id) is Deleted.KEPT_WITH_CASE
    desk.forget()
    assert desk.memory.chats == {"other"}
    with context.store.read() as tx:
        assert tx.contacts.of(chat.id) != []


def test_a_mail_that_waits_is_never_sent(desk: Desk, context: Context, chat: Chat) -> None:
    request_person(context, chat.id, "1", "asked")
    assert [item.kind for item in desk.outbox()] == ["mail"]
    desk.delete(chat.id)
    assert desk.deliver() == 0
    assert desk.written() == []
    assert [item.kind for item in desk.outbox()] == [FORGET]


def test_a_mail_that_lies_in_the_folder_is_removed(desk: Desk, context: Context, chat: Chat) -> None:
    request_person(context, chat.id, "1", "asked")
    desk.deliver()
    assert chat.id in desk.written()[0]
    desk.delete(chat.id)
    desk.forget()
    assert desk.written() == []


def test_a_mail_that_goes_out_while_the_chat_is_deleted_is_removed_and_harms_nothing(
    desk: Desk, context: Context, chat: Chat
) -> None:
    request_person(context, chat.id, "1", "asked")

    class Slow(MailFolder):
        def send(self, mail: Mail) -> None:
            super().send(mail)
            desk.delete(chat.id)

    deliver_mails(context.store, Slow(desk.mails.folder), context.now)
    assert desk.written() == []  # though the relay may have forgotten the chat before the mail was written
    desk.forget()
    assert desk.written() == []


def test_mails_about_a_case_stay_and_those_that_wait_go_out(desk: Desk, context: Context, chat: Chat) -> None:
    with_case(context, chat)
    request_person(context, chat.id, "1", "asked")
    desk.delete(chat.id)
    desk.forget()
    assert desk.deliver() == 1
    assert len(desk.written()) == 1


def test_mails_of_another_chat_stay(desk: Desk, context: Context, chat: Chat) -> None:
    other = Chat(context, id="d" * 32)
    request_person(context, other.id, "1", "asked")
    desk.deliver()
    desk.delete(chat.id)
    desk.forget()
    assert other.id in desk.written()[0]


def test_an_engine_that_is_away_for_a_week_forgets_when_it_is_back(
    desk: Desk, clock: Clock, chat: Chat
) -> None:
    desk.memory.down = True
    desk.delete(chat.id)
    for _ in range(30):
        assert desk.forget() == 0
        clock.forward(hours=8)
    (item,) = desk.outbox()
    assert (item.dead_at, item.sent_at) == (None, None)
    assert item.last_error == "The engine cannot be reached (ConnectError)."
    desk.memory.down = False
    assert desk.forget() == 1
    assert desk.memory.chats == {"other"}


def test_it_is_tried_again_later_and_not_at_every_round(desk: Desk, clock: Clock, chat: Chat) -> None:
    desk.memory.down = True
    desk.delete(chat.id)
    for _ in range(5):
        desk.forget()
    assert desk.memory.asked == 1
    (item,) = desk.outbox()
    assert timedelta(seconds=3) < item.due_at - clock() < timedelta(seconds=7)


def test_an_engine_that_is_away_is_asked_once_a_round_and_holds_no_letter_up(
    desk: Desk, context: Context, chat: Chat
) -> None:
    desk.memory.down = True
    for name in "efgh":
        desk.delete(Chat(context, id=name * 32).id)
    request_person(context, chat.id, "1", "asked")
    desk.forget()
    assert desk.memory.asked == 1
    assert desk.deliver() == 1


def test_what_a_turn_under_way_wrote_after_the_deletion_is_wiped_when_it_has_ended(
    desk: Desk, context: Context, chat: Chat
) -> None:
    def write() -> None:
        with context.store.write() as tx:
            tx.contacts.add(rows.contact("late", chat.id, value="late@example.org"))
            tx.handoffs.add(rows.handoff("late", chat.id))
            tx.outbox.add("mail", "late", letter, context.now(), chat.id)
            tx.commit()
        desk.deliver()

    letter = {
        "template": "confirm_code",
        "to": "late@example.org",
        "provider": "netservers",
        "facts": {"provider": "Netservers", "code": "123456", "minutes": 10},
    }
    desk.delete(chat.id)
    desk.memory.meanwhile = write
    assert desk.forget() == 1
    assert desk.written() == []
    with context.store.read() as tx:
        assert tx.contacts.of(chat.id) == []
        assert tx.handoffs.open_of(chat.id) is None


def test_the_same_deletion_twice_is_queued_once(desk: Desk, chat: Chat) -> None:
    desk.delete(chat.id)
    desk.delete(chat.id)
    assert len(desk.outbox()) == 1
