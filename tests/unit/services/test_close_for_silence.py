"""An answer that the customer is silent on: off by default; warned a week before; any word opens it again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.decisions.records import Case, CaseStatus, ContactKind, ConversationState, Message, Sender, Turn
from bot.services.close_for_silence import close_for_silence
from bot.services.context import Context
from bot.services.desk.work_case import offer_outcome
from bot.services.heard import Heard
from bot.services.reopened_by_words import reopen_by_words
from bot.services.told_meanwhile import read_meanwhile
from tests.support.case_rows import add_case
from tests.support.context import Clock
from tests.support.desk_rows import add_agent


@pytest.fixture
def silent(context: Context) -> Context:
    """I.T Communications closes after 28 days without a word."""
    own = context.providers["it-communications"].model_copy(update={"closes_after_silence": 28})
    return replace(context, providers={**context.providers, own.slug: own})


@pytest.fixture
def case(context: Context) -> Case:
    made = add_case(context)
    return offer_outcome(context, add_agent(context), made.reference, "£20")


def status(context: Context, case: Case) -> CaseStatus:
    with context.store.read() as tx:
        found = tx.cases.get(case.id)
    assert found is not None
    return found.status


def through(context: Context, clock: Clock, days: int) -> list[int]:
    done = []
    for _ in range(days):
        clock.forward(days=1)
        done.append(close_for_silence(context))
    return done


def test_it_is_off_by_default(context: Context, case: Case, clock: Clock) -> None:
    assert all(each.closes_after_silence is None for each in context.providers.values())
    assert through(context, clock, 400) == [0] * 400
    assert status(context, case) is CaseStatus.OUTCOME_OFFERED


def test_they_are_warned_a_week_before_and_told_when_it_is_closed(
    silent: Context, case: Case, clock: Clock
) -> None:
    done = through(silent, clock, 30)
    assert [day for day, each in enumerate(done, 1) if each] == [21, 28]
    assert status(silent, case) is CaseStatus.CLOSED_NO_REPLY
    with silent.store.read() as tx:
        said = [line.text for line in tx.messages.newest(case.conversation_id, 2)]
        mails = [item.payload["facts"]["words"] for item in tx.outbox.all()]
        codes = [each.code for each in tx.cases.events(case.id)]
        [entry] = [each for each in tx.audit.of(f"case:{case.id}") if each.action == "case.closed_no_reply"]
    assert "it is closed on Monday 21 December" in said[0]
    assert "is closed today" in said[1]
    assert mails == said
    assert codes[-2:] == ["case.closing_warned", "case.closed_no_reply"]
    assert entry.agent_id is None


def test_a_word_after_the_warning_keeps_it_open(silent: Context, case: Case, clock: Clock) -> None:
    through(silent, clock, 22)
    with silent.store.write() as tx:
        tx.messages.add(
            Message(
                case.conversation_id, 0, Sender.CUSTOMER, "I am thinking about it", clock(), turn=Turn.DONE
            )
        )
        tx.commit()
    assert through(silent, clock, 20) == [0] * 20
    assert through(silent, clock, 8) == [1, 0, 0, 0, 0, 0, 0, 1]  # warned anew, and closed a week after


def test_who_can_be_told_nowhere_is_not_closed(silent: Context, clock: Clock) -> None:
    made = add_case(silent, id="p", kind=ContactKind.PHONE, address="07700 900123")
    case = offer_outcome(silent, add_agent(silent), made.reference, "£20")
    with silent.store.write() as tx:
        tx.conversations.set_state(case.conversation_id, ConversationState.CLOSED)
        tx.commit()
    assert through(silent, clock, 60) == [0] * 60
    assert status(silent, case) is CaseStatus.OUTCOME_OFFERED


def test_any_word_opens_it_again_where_it_was_and_once(silent: Context, case: Case, clock: Clock) -> None:
    through(silent, clock, 28)
    heard = Heard(case.conversation_id, "5", "hello?", clock(), "greet", 0.9)
    [said] = reopen_by_words(silent, heard)
    assert "It is open again now" in said.text
    assert status(silent, case) is CaseStatus.OUTCOME_OFFERED  # their word on the answer is still to come
    assert reopen_by_words(silent, heard) == [said]  # the turn is run again
    assert reopen_by_words(silent, replace(heard, message_id="6")) == []
    with silent.store.read() as tx:
        assert [each.code for each in tx.cases.events(case.id)].count("case.reopened") == 1


def test_a_word_to_a_person_opens_it_again_too(silent: Context, case: Case, clock: Clock) -> None:
    through(silent, clock, 28)
    with silent.store.write() as tx:
        tx.conversations.set_state(case.conversation_id, ConversationState.HUMAN)
        line = tx.messages.add(
            Message(case.conversation_id, 0, Sender.CUSTOMER, "are you there", clock(), turn=Turn.DONE)
        )
        tx.commit()
    for _ in range(2):
        read_meanwhile(silent, case.conversation_id, line)
    assert status(silent, case) is CaseStatus.OUTCOME_OFFERED
    with silent.store.read() as tx:
        said = [each.text for each in tx.messages.newest(case.conversation_id, 5)]
    assert sum("It is open again now" in each for each in said) == 1


def test_a_provider_that_closes_sooner_than_two_weeks_is_refused(context: Context) -> None:
    own = context.providers["it-communications"]
    with pytest.raises(ValueError, match="greater than or equal to 14"):
        type(own).model_validate({**own.model_dump(), "closes_after_silence": 7})
