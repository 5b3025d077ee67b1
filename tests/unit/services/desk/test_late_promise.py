"""An agent says why it is late and when it comes, or that it was done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.decisions.errors import Refused
from bot.decisions.late import due_by
from bot.decisions.records import Agent, Case
from bot.services.case_words import status_words
from bot.services.context import Context
from bot.services.desk.late_promise import late_because, open_promises, was_kept
from bot.services.desk.permission import NotYours
from bot.services.desk.work_case import promise
from bot.services.desk.wrong_fields import WrongFields
from bot.services.known_cases import cases_known
from bot.services.standing_promises import what_was_promised
from tests.support.case_rows import add_case
from tests.support.context import Clock
from tests.support.desk_rows import add_agent

NEW_DAY = date(2026, 12, 7)


@pytest.fixture
def agent(context: Context) -> Agent:
    return add_agent(context)


@pytest.fixture
def case(context: Context) -> Case:
    return add_case(context)


def target(context: Context, case: Case) -> str:
    with context.store.read() as tx:
        return tx.promises.of_case(case.id)[0].id


def test_the_customer_is_told_why_and_the_new_day_in_the_chat_and_by_mail_at_once(
    context: Context, agent: Agent, case: Case
) -> None:
    old = target(context, case)
    new = late_because(context, agent, case.reference, old, "We wait for\na part.", NEW_DAY)
    with context.store.read() as tx:
        line = tx.messages.newest(case.conversation_id, 1)[0].text
        mail = tx.outbox.all()[0].payload
        was, now = tx.promises.of_case(case.id)
        event, kept = tx.cases.events(case.id)[-1], tx.cases.get(case.id)
        entry = tx.audit.of(f"case:{case.id}")[-1]
    assert "The new day is Monday 7 December." in line
    assert f"{agent.name} at I.T Communications writes why: We wait for a part." in line
    assert "aims to reply by Monday 30 November" in line
    assert (mail["template"], mail["to"]) == ("case_news", "sam@example.com")
    assert "Monday 7 December" in mail["facts"]["words"]
    assert "We wait for a part." not in mail["facts"]["words"]  # the address is not confirmed
    assert (was.moved_to, was.kept_at, now.id, now.due_on, now.kind) == (
        new.id,
        None,
        new.id,
        NEW_DAY,
        was.kind,
    )
    assert (event.code, event.data["why"], event.data["due_on"]) == (
        "promise.moved", "We wait for a part.", "2026-12-07",
    )  # fmt: skip
    assert (entry.action, entry.agent_id) == ("promise.moved", agent.id)
    assert kept == case  # the clock of the case is what it was


def test_the_status_and_the_ledger_have_the_reason_and_the_new_day(
    context: Context, agent: Agent, case: Case
) -> None:
    late_because(context, agent, case.reference, target(context, case), "We wait for a part.", NEW_DAY)
    said = " ".join(each.text for each in status_words(context, case.conversation_id))
    assert "The new day is Monday 7 December. I.T Communications wrote why: We wait for a part." in said
    assert "not been told why" not in said
    [ledger] = what_was_promised(context, case.conversation_id, "what did you promise me?")
    newest, oldest = [line for line in ledger.text.split("\n") if line.startswith("•")]
    assert "Monday 7 December. Still to come." in newest
    assert "given a later day, Monday 7 December. Why: We wait for a part." in oldest


def test_what_a_person_promised_keeps_its_words_under_the_new_day(
    context: Context, agent: Agent, case: Case
) -> None:
    made = promise(context, agent, case.reference, "An engineer comes", date(2026, 11, 25))
    late_because(context, agent, case.reference, made.id, "The van broke down.", date(2026, 11, 27))
    said = what_was_promised(context, case.conversation_id, "when does the engineer come?")
    assert [each.text for each in said] == [
        "A person at I.T Communications promised you this for Friday 27 November: An engineer comes"
    ]


def test_without_a_word_it_is_plainly_late_and_says_what_can_be_done(
    context: Context, agent: Agent, case: Case, clock: Clock
) -> None:
    clock.forward(days=10)
    said = [each.text for each in status_words(context, case.conversation_id)]
    assert any("That day has passed." in each for each in said)
    assert any("This is late, and you have not been told why." in each for each in said)


@pytest.mark.parametrize(
    ("why", "day", "fields"),
    [
        (" ", NEW_DAY, ["why_late"]),
        ("a part", None, ["new_day"]),
        ("a part", date(2026, 11, 22), ["new_day"]),  # passed
        ("a part", date(2026, 11, 30), ["new_day"]),  # the day that they were told
        ("", None, ["why_late", "new_day"]),
    ],
)
def test_a_reason_and_a_later_day_are_both_needed(
    context: Context, agent: Agent, case: Case, why: str, day: date | None, fields: list[str]
) -> None:
    with pytest.raises(WrongFields) as wrong:
        late_because(context, agent, case.reference, target(context, case), why, day)
    assert [field for field, _ in wrong.value.faults] == fields
    with context.store.read() as tx:
        assert len(tx.promises.of_case(case.id)) == 1
        assert tx.outbox.all() == []


def test_done_as_promised_is_put_down_once_and_leaves_the_list(
    context: Context, agent: Agent, case: Case, clock: Clock
) -> None:
    id = target(context, case)
    with pytest.raises(WrongFields):
        was_kept(context, agent, case.reference, id, "")
    was_kept(context, agent, case.reference, id, "rang at 10")
    with context.store.read() as tx:
        assert tx.promises.of_case(case.id)[0].kept_at == clock()
        assert open_promises(context, tx, case) == []
        assert tx.cases.events(case.id)[-1].data["how"] == "rang at 10"
    for again in (
        lambda: was_kept(context, agent, case.reference, id, "rang again"),
        lambda: late_because(context, agent, case.reference, id, "a part", NEW_DAY),
    ):
        with pytest.raises(Refused, match="does not stand"):
            again()


def test_a_promise_of_another_case_or_provider_cannot_be_touched(
    context: Context, agent: Agent, case: Case
) -> None:
    other = add_case(context, id="other")
    with pytest.raises(Refused, match="does not stand"):
        late_because(context, agent, case.reference, target(context, other), "a part", NEW_DAY)
    stranger = add_agent(context, "Eve", "netservers")
    with pytest.raises(NotYours):
        late_because(context, stranger, case.reference, target(context, case), "a part", NEW_DAY)
    with pytest.raises(NotYours):
        was_kept(context, stranger, case.reference, target(context, case), "rang")


def test_the_list_names_what_is_late(context: Context, case: Case, clock: Clock) -> None:
    clock.instant += timedelta(days=10)
    with context.store.read() as tx:
        [listed] = open_promises(context, tx, case)
        assert cases_known(tx, case.conversation_id) == [case]
    assert (listed.late, "Monday 30 November" in listed.says) == (True, True)


def test_the_list_of_cases_goes_by_the_new_day_however_often_it_was_moved(
    context: Context, agent: Agent, case: Case
) -> None:
    first = late_because(context, agent, case.reference, target(context, case), "a part", NEW_DAY)
    with context.store.read() as tx:
        assert due_by(case, tx.promises.of_case(case.id)) == NEW_DAY
    late_because(context, agent, case.reference, first.id, "snow", date(2026, 12, 9))
    with context.store.read() as tx:
        assert due_by(case, tx.promises.of_case(case.id)) == date(2026, 12, 9)
