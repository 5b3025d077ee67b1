"""An answer that waits, and the last months for the scheme: told once each, and never after it is settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.decisions.case_moves import moved
from bot.decisions.records import Case, CaseStatus, ContactKind, ConversationState
from bot.services.clocks.remind_of_offer import remind_of_offer
from bot.services.clocks.remind_of_window import remind_of_window
from bot.services.context import Context
from bot.services.desk.work_case import offer_outcome
from tests.support.case_rows import add_case
from tests.support.context import Clock
from tests.support.desk_rows import add_agent


def through(act: object, context: Context, clock: Clock, days: int) -> list[int]:
    """The days, counted from now, on which something was done."""
    assert callable(act)
    found = []
    for day in range(1, days + 1):
        clock.forward(days=1)
        if act(context):
            found.append(day)
    return found


def told(context: Context, case: Case) -> tuple[list[str], list[str]]:
    """The lines in the chat, and the words of the mails."""
    with context.store.read() as tx:
        lines = [line.text for line in tx.messages.newest(case.conversation_id, 20)]
        mails = [item.payload["facts"]["words"] for item in tx.outbox.all()]
    return lines, mails


def settle(context: Context, case: Case) -> None:
    with context.store.write() as tx:
        standing = tx.cases.get(case.id)
        assert standing is not None
        tx.cases.save(moved(standing, CaseStatus.RESOLVED, context.now()))
        tx.commit()


def test_an_answer_that_waits_for_a_week_is_named_once_in_the_chat_and_by_mail(
    context: Context, clock: Clock
) -> None:
    case = offer_outcome(context, add_agent(context), add_case(context).reference, "£20")
    assert through(remind_of_offer, context, clock, 60) == [7]
    lines, mails = told(context, case)
    assert "answered your complaint" in lines[-1]
    assert "on Monday 23 November, and it is for you to say whether that settles it" in mails[-1]
    assert "£20" not in mails[-1]  # the address was never confirmed
    with context.store.read() as tx:
        [event] = [each for each in tx.cases.events(case.id) if each.code == "offer.reminded"]
    assert event.data == {"by": "assistant", "of": "2026-11-23", "chat": True, "mail": True}


def test_a_second_answer_has_a_reminder_of_its_own(context: Context, clock: Clock) -> None:
    agent = add_agent(context)
    case = offer_outcome(context, agent, add_case(context).reference, "£20")
    assert through(remind_of_offer, context, clock, 10) == [7]
    with context.store.write() as tx:
        standing = tx.cases.get(case.id)
        assert standing is not None
        tx.cases.save(moved(standing, CaseStatus.OPEN, context.now()))
        tx.commit()
    offer_outcome(context, agent, case.reference, "£40")
    assert through(remind_of_offer, context, clock, 30) == [7]


def test_one_that_came_back_is_dated_by_its_answer_and_not_by_its_return(
    context: Context, clock: Clock
) -> None:
    case = offer_outcome(context, add_agent(context), add_case(context).reference, "£20")
    clock.forward(days=40)
    with context.store.write() as tx:
        tx.cases.save(replace(case, status_since=context.now(), reminded_at=None))
        tx.commit()
    assert through(remind_of_offer, context, clock, 20) == [7]
    assert "on Monday 23 November 2026, and it is for you to say" in told(context, case)[1][-1]


def test_nobody_is_reminded_of_what_they_accepted_or_at_night(context: Context, clock: Clock) -> None:
    case = offer_outcome(context, add_agent(context), add_case(context).reference, "£20")
    clock.instant = datetime.fromisoformat("2026-12-03T03:00:00Z")
    assert remind_of_offer(context) == 0
    settle(context, case)
    assert through(remind_of_offer, context, clock, 30) == []


def with_letter(context: Context, **values: object) -> Case:
    """They told of a final letter of 2 November 2026."""
    return add_case(context, answers={"final_letter_on": "2026-11-02"}, **values)  # type: ignore[arg-type]


def test_with_a_final_letter_they_are_told_three_months_and_one_month_before_the_last_safe_day(
    context: Context, clock: Clock
) -> None:
    case = with_letter(context)
    clock.instant = datetime.fromisoformat("2027-07-01T10:00:00Z")
    done = through(remind_of_window, context, clock, 200)
    assert len(done) == 2
    lines, mails = told(context, case)
    [said, _] = [line for line in lines if "The last safe day to apply is" in line]
    assert "The last safe day to apply is Monday 1 November," in said
    with context.store.read() as tx:
        events = [each for each in tx.cases.events(case.id) if each.code == "adr_window.reminded"]
    assert [each.data["of"] for each in events] == ["2027-08-01", "2027-10-01"]
    assert {each.data["apply_by"] for each in events} == {"2027-11-01"}
    assert len(mails) == 2


def test_after_a_standstill_only_the_reminder_that_is_of_use_is_sent(context: Context, clock: Clock) -> None:
    with_letter(context)
    clock.instant = datetime.fromisoformat("2027-10-20T10:00:00Z")
    assert remind_of_window(context) == 1
    assert remind_of_window(context) == 0
    clock.instant = datetime.fromisoformat("2028-01-20T10:00:00Z")
    assert remind_of_window(context) == 0


def test_whoever_settled_it_or_has_no_letter_hears_nothing(context: Context, clock: Clock) -> None:
    settle(context, with_letter(context))
    add_case(context, id="other", address="other@example.com")
    clock.instant = datetime.fromisoformat("2027-07-01T10:00:00Z")
    assert through(remind_of_window, context, clock, 200) == []


def test_whoever_has_no_address_to_write_to_reads_it_in_the_chat(context: Context, clock: Clock) -> None:
    case = with_letter(context, kind=ContactKind.PHONE, address="07700 900123")
    clock.instant = datetime.fromisoformat("2027-10-20T10:00:00Z")
    assert remind_of_window(context) == 1
    lines, mails = told(context, replace(case))
    assert "The last safe day to apply is" in lines[-1]
    assert mails == []


def unreachable(context: Context, case: Case) -> None:
    """A phone number, and the chat is over."""
    with context.store.write() as tx:
        tx.conversations.set_state(case.conversation_id, ConversationState.CLOSED)
        tx.commit()


def codes(context: Context, case: Case) -> list[str]:
    with context.store.read() as tx:
        return [each.code for each in tx.cases.events(case.id)]


def alerts(context: Context) -> list[str]:
    with context.store.read() as tx:
        return [
            str(item.payload["facts"]["told"])
            for item in tx.outbox.all()
            if item.payload.get("template") == "case_alert"
        ]


def test_an_answer_of_which_nobody_could_be_reminded_is_not_written_down_as_said(
    context: Context, clock: Clock
) -> None:
    case = add_case(context, kind=ContactKind.PHONE, address="07700 900123")
    case = offer_outcome(context, add_agent(context), case.reference, "£20")
    unreachable(context, case)
    assert through(remind_of_offer, context, clock, 30) == [7]
    assert "offer.reminded" not in codes(context, case)
    assert codes(context, case).count("offer.not_reminded") == 1
    [told_them] = alerts(context)
    assert "nothing yet. They were to hear this" in told_them


def test_nor_is_the_time_for_the_scheme(context: Context, clock: Clock) -> None:
    case = with_letter(context, kind=ContactKind.PHONE, address="07700 900123")
    unreachable(context, case)
    clock.instant = datetime.fromisoformat("2027-10-20T10:00:00Z")
    assert remind_of_window(context) == 1
    assert remind_of_window(context) == 0
    assert "adr_window.reminded" not in codes(context, case)
    assert len(alerts(context)) == 1
