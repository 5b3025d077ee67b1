"""Several who tell the same today: counted, told as no proof, and answered by one note that nobody gets twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.decisions.errors import Refused
from bot.decisions.problem import Problem
from bot.decisions.records import Agent, CaseStatus, ConversationState, Role, Sender
from bot.decisions.report import NOTED, count
from bot.services.cancel_intake import cancel_intake
from bot.services.context import Context
from bot.services.desk.permission import NotYours
from bot.services.desk.same_day import end_note, told_together, write_note
from bot.services.desk.wrong_fields import WrongFields
from bot.services.told_meanwhile import read_meanwhile
from tests.support.context import Chat, Clock
from tests.support.desk_rows import add_agent, says
from tests.support.telling import answer, begin, keys, tell, told

WHERE = "contactnow"
NOTE = "We know of it and are mending it. We aim to be done by 4pm."


def chats(context: Context, how_many: int, story: str = "My broadband is down", first: int = 0) -> list[Chat]:
    made = [Chat(context, WHERE, f"{number:032x}") for number in range(first, first + how_many)]
    for each in made:
        begin(each, story)
    return made


def lines(context: Context, chat: Chat) -> list[str]:
    with context.store.read() as tx:
        return [line.text for line in tx.messages.newest(chat.id, 50) if line.sender is Sender.SYSTEM]


def events(context: Context, chat: Chat) -> list[str]:
    with context.store.read() as tx:
        return [
            event.code for case in tx.cases.of_conversation(chat.id) for event in tx.cases.events(case.id)
        ]


@pytest.fixture
def agent(context: Context) -> Agent:
    return add_agent(context, "Ann Lee", WHERE)


# --- told in the chat ---


def test_the_fourth_hears_of_three_others_and_since_when(context: Context, clock: Clock) -> None:
    chats(context, 1)
    clock.forward(minutes=20)
    chats(context, 2, first=1)
    outcome = begin(Chat(context, WHERE, "f" * 32), "there is no internet at all")
    assert dict(outcome.says)["utter_same_day_others"] == {"count": 3, "since": "10am"}


def test_fewer_than_the_rule_asks_for_are_not_told(context: Context) -> None:
    chats(context, 2)
    assert "utter_same_day_others" not in keys(begin(Chat(context, WHERE, "f" * 32), "no internet"))


def test_one_customer_who_tells_it_often_is_one(context: Context) -> None:
    [chat, _] = chats(context, 2)
    tell(chat, "log it", "3 November", "5 November", "Sam Carter", "sam@example.com")
    begin(chat, "another complaint: my phones are dead", choice="new")
    assert "utter_same_day_others" not in keys(begin(Chat(context, WHERE, "f" * 32), "no internet"))


@pytest.mark.parametrize("story", ["Your agent was rude", "You gave my address to my ex"])
def test_what_has_no_common_cause_is_not_counted_together(context: Context, story: str) -> None:
    chats(context, 5, story)
    assert "utter_same_day_others" not in keys(begin(Chat(context, WHERE, "f" * 32), story))


def test_neither_yesterday_nor_another_provider_nor_another_problem_counts(
    context: Context, clock: Clock
) -> None:
    chats(context, 3)
    clock.forward(days=1)
    chats(context, 3, "My broadband is slow", first=10)
    for number in range(20, 23):
        begin(Chat(context, "netservers", f"{number:032x}"), "My broadband is down")
    assert "utter_same_day_others" not in keys(begin(Chat(context, WHERE, "f" * 32), "no internet"))


def test_what_was_taken_back_does_not_count(context: Context) -> None:
    three = chats(context, 3)
    cancel_intake(context, three[0].hears("forget it"))
    assert "utter_same_day_others" not in keys(begin(Chat(context, WHERE, "f" * 32), "no internet"))


# --- the desk ---


def test_the_desk_sees_a_problem_of_four_and_not_of_three(context: Context, agent: Agent) -> None:
    chats(context, 3)
    assert told_together(context, agent) == []
    chats(context, 1, first=3)
    [together] = told_together(context, agent)
    assert (together.problem, together.count, together.since) == (Problem.NO_SERVICE, 4, "10am")


def test_another_providers_agent_sees_and_writes_nothing(context: Context) -> None:
    chats(context, 4)
    other = add_agent(context, "Olu", "netservers", Role.ADMINISTRATOR)
    assert told_together(context, other) == []
    with pytest.raises(NotYours):
        write_note(context, other, WHERE, "no_service", NOTE)


def test_one_note_reaches_each_chat_once_and_every_case(context: Context, agent: Agent) -> None:
    four = chats(context, 4)
    tell(four[0], "log it", "3 November", "5 November", "Sam Carter", "sam@example.com")
    write_note(context, agent, WHERE, "no_service", NOTE)
    for chat in four:
        [line] = lines(context, chat)
        assert line.startswith("Ann Lee at ContactNow wrote this today")
        assert NOTE in line
    assert events(context, four[0]).count(NOTED) == 1


def test_pressed_twice_it_is_one_note(context: Context, agent: Agent) -> None:
    [chat, *_] = chats(context, 4)
    first = write_note(context, agent, WHERE, "no_service", NOTE)
    assert write_note(context, agent, WHERE, "no_service", NOTE) == first
    assert len(lines(context, chat)) == 1


def test_while_one_note_stands_there_is_no_other(context: Context, agent: Agent) -> None:
    chats(context, 4)
    write_note(context, agent, WHERE, "no_service", NOTE)
    with pytest.raises(Refused, match="End it first"):
        write_note(context, agent, WHERE, "no_service", "It is mended.")


def test_who_tells_the_same_later_gets_it_too_and_only_once(context: Context, agent: Agent) -> None:
    chats(context, 4)
    write_note(context, agent, WHERE, "no_service", NOTE)
    late = Chat(context, WHERE, "f" * 32)
    outcome = begin(late, "My broadband is down, mail sam@example.com")
    assert dict(outcome.says)["utter_same_day_note"] == {"agent": "Ann Lee", "note": NOTE}
    assert "utter_same_day_note" not in keys(answer(late, "log it"))
    assert lines(context, late) == []
    assert events(context, late).count(NOTED) == 1
    assert told_together(context, agent)[0].notes[0].reached == 5


def test_who_tells_it_while_they_wait_for_a_person_gets_it_once(context: Context, agent: Agent) -> None:
    chats(context, 4)
    write_note(context, agent, WHERE, "no_service", NOTE)
    late = Chat(context, WHERE, "f" * 32)
    begin(late, "I want to complain")
    with context.store.write() as tx:
        tx.conversations.set_state(late.id, ConversationState.WAITING)
        tx.commit()
    for key, text in (
        ("1", "My broadband has been down since Monday"),
        ("2", "and it is down again right now"),
    ):
        read_meanwhile(context, late.id, says(context, late.id, text, key))
    assert [NOTE in line for line in lines(context, late)] == [True]
    assert told(late)["problem"] == "no_service"


def test_who_tells_something_else_does_not_get_it(context: Context, agent: Agent) -> None:
    chats(context, 4)
    write_note(context, agent, WHERE, "no_service", NOTE)
    outcome = begin(Chat(context, WHERE, "f" * 32), "My broadband is slow")
    assert "utter_same_day_note" not in keys(outcome)


def test_a_note_that_was_ended_reaches_nobody_else_and_another_can_follow(
    context: Context, agent: Agent
) -> None:
    [chat, *_] = chats(context, 4)
    note = write_note(context, agent, WHERE, "no_service", NOTE)
    end_note(context, agent, note.id)
    end_note(context, agent, note.id)
    assert "utter_same_day_note" not in keys(begin(Chat(context, WHERE, "f" * 32), "no internet"))
    write_note(context, agent, WHERE, "no_service", "It is mended.")
    assert len(lines(context, chat)) == 2


def test_the_day_ends_the_note_by_itself(context: Context, agent: Agent, clock: Clock) -> None:
    chats(context, 4)
    write_note(context, agent, WHERE, "no_service", NOTE)
    clock.forward(days=1)
    assert "utter_same_day_note" not in keys(begin(Chat(context, WHERE, "f" * 32), "no internet"))
    assert told_together(context, agent) == []


def test_an_ended_chat_gets_none(context: Context, agent: Agent) -> None:
    [chat, *_] = chats(context, 4)
    with context.store.write() as tx:
        tx.conversations.set_state(chat.id, ConversationState.CLOSED)
        tx.commit()
    write_note(context, agent, WHERE, "no_service", NOTE)
    assert lines(context, chat) == []


def test_the_case_that_is_opened_after_the_note_has_it(context: Context, agent: Agent) -> None:
    [chat, *_] = chats(context, 4)
    write_note(context, agent, WHERE, "no_service", NOTE)
    assert events(context, chat) == []
    tell(chat, "log it", "3 November", "5 November", "Sam Carter", "sam@example.com")
    assert events(context, chat).count(NOTED) == 1


def test_after_a_persons_note_it_is_no_longer_the_first_contact_that_sorted_it(
    context: Context, agent: Agent
) -> None:
    """Decision 12, strictly: a person had a part in it."""
    [chat, other, *_] = chats(context, 4)
    write_note(context, agent, WHERE, "no_service", NOTE)
    tell(chat, "try to sort it", "yes it works", "sam@example.com")
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
        happened = tx.cases.events(case.id)
    assert case.status is CaseStatus.RESOLVED
    assert not count(case, happened, context.today()).first_contact
    assert told(other).get("sorted") is None


def test_a_note_answers_nobodys_own_complaint(context: Context, agent: Agent) -> None:
    [chat, *_] = chats(context, 4)
    tell(chat, "log it", "3 November", "5 November", "Sam Carter", "sam@example.com")
    write_note(context, agent, WHERE, "no_service", NOTE)
    with context.store.read() as tx:
        [case] = tx.cases.of_conversation(chat.id)
        happened = tx.cases.events(case.id)
        open_promises = [each for each in tx.promises.of_case(case.id) if each.kept_at is None]
    assert count(case, happened, context.today() + timedelta(days=60)).target.value == "late"
    assert "target.respond" in {each.kind for each in open_promises}


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 1001])
def test_without_words_or_with_too_many_nothing_is_sent(context: Context, agent: Agent, text: str) -> None:
    [chat, *_] = chats(context, 4)
    with pytest.raises(WrongFields):
        write_note(context, agent, WHERE, "no_service", text)
    assert lines(context, chat) == []


@pytest.mark.parametrize(
    ("provider", "problem"), [(WHERE, "privacy"), (WHERE, "nonsense"), ("nobody", "no_service")]
)
def test_on_what_is_no_such_problem_nothing_is_sent(
    context: Context, agent: Agent, provider: str, problem: str
) -> None:
    with pytest.raises(NotYours):
        write_note(context, agent, provider, problem, NOTE)


def test_a_problem_that_nobody_told_today_gets_no_note(context: Context, agent: Agent) -> None:
    with pytest.raises(Refused, match="Nobody has told"):
        write_note(context, agent, WHERE, "no_service", NOTE)


def test_both_deeds_are_in_the_audit(context: Context, agent: Agent) -> None:
    chats(context, 4)
    end_note(context, agent, write_note(context, agent, WHERE, "no_service", NOTE).id)
    with context.store.read() as tx:
        entries = {entry.action: entry for entry in tx.audit.newest(WHERE)}
    assert {"same_day.note_sent", "same_day.note_ended"} <= set(entries)
    assert entries["same_day.note_sent"].data == {"problem": "no_service", "chats": 4}
    assert NOTE not in str([entry.data for entry in entries.values()])


def test_somebody_elses_note_cannot_be_ended(context: Context, agent: Agent) -> None:
    chats(context, 4)
    note = write_note(context, agent, WHERE, "no_service", NOTE)
    other = add_agent(context, "Olu", "netservers")
    for id in (note.id, "0" * 32):
        with pytest.raises(NotYours):
            end_note(context, other, id)
