"""The letter at the end of the wait: drafted a week before, sent on the day, stopped only by a person with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.decisions.case_moves import moved
from bot.decisions.clocks import Clock as Kind
from bot.decisions.clocks import Standing, standing
from bot.decisions.letter_record import LetterKind, LetterRecord, Way
from bot.decisions.records import Case, CaseStatus
from bot.services.clocks.deadlines import deadlines
from bot.services.clocks.prepare_adr_letter import prepare_adr_letters
from bot.services.clocks.send_adr_letter import send_adr_letters
from bot.services.clocks.stop_adr_letter import start_adr_letter_again, stop_adr_letter
from bot.services.context import Context
from bot.services.desk.permission import NotYours
from bot.services.desk.work_case import offer_outcome
from bot.services.desk.wrong_fields import WrongFields
from bot.services.letters.edit import edit_letter
from tests.support.case_rows import add_case
from tests.support.context import Clock
from tests.support.desk_rows import add_agent
from tests.support.letter_rows import confirm

SIX_WEEKS_ON = date(2027, 1, 4)  # received on Monday 23 November 2026


def days(context: Context, clock: Clock, count: int) -> dict[str, list[date]]:
    """Lives through so many days at ten in the morning; when letters were drafted and sent."""
    found: dict[str, list[date]] = {"drafted": [], "sent": []}
    for _ in range(count):
        clock.forward(days=1)
        for name, act in (("drafted", prepare_adr_letters), ("sent", send_adr_letters)):
            if act(context):
                found[name].append(context.today())
            assert act(context) == 0  # a second look the same day does nothing
    return found


def letters(context: Context, case: Case) -> list[LetterRecord]:
    with context.store.read() as tx:
        return tx.letters.of_case(case.id)


def events(context: Context, case: Case) -> list[str]:
    with context.store.read() as tx:
        return [each.code for each in tx.cases.events(case.id)]


def alerts(context: Context) -> list[dict[str, str]]:
    with context.store.read() as tx:
        items = tx.outbox.all()
    return [item.payload["facts"] for item in items if item.payload.get("template") == "case_alert"]


def test_it_is_drafted_a_week_before_and_sent_on_the_day(context: Context, clock: Clock) -> None:
    case = add_case(context)
    confirm(context, case)
    assert days(context, clock, 80) == {"drafted": [date(2026, 12, 28)], "sent": [SIX_WEEKS_ON]}
    [letter] = letters(context, case)
    assert letter.kind is LetterKind.ADR_END_OF_WAIT
    assert (letter.issued_on, letter.issued_by, letter.goes) == (SIX_WEEKS_ON, None, (Way.MAIL,))
    [told] = alerts(context)
    assert "The letter goes by itself on Monday 4 January 2027." in told["told"]
    assert told["subject"] == "A letter about the scheme is ready to read"


def test_a_complaint_that_was_first_made_elsewhere_counts_from_that_day(
    context: Context, clock: Clock
) -> None:
    add_case(context, told="2026-11-02")
    assert days(context, clock, 40)["sent"] == [date(2026, 12, 14)]


def test_one_made_before_the_wait_was_cut_has_eight_weeks(context: Context, clock: Clock) -> None:
    clock.instant = datetime.fromisoformat("2026-04-07T10:00:00Z")
    add_case(context, told="2026-04-01")
    assert days(context, clock, 80)["sent"] == [date(2026, 5, 27)]


def test_whoever_comes_after_the_wait_is_over_gets_it_the_same_day(context: Context, clock: Clock) -> None:
    add_case(context, told="2026-09-01")
    assert prepare_adr_letters(context) == 1
    assert send_adr_letters(context) == 1
    assert "goes by itself on Monday 23 November" in alerts(context)[0]["told"]


def test_an_offer_that_nobody_accepted_does_not_stop_it(context: Context, clock: Clock) -> None:
    case = add_case(context)
    offer_outcome(context, add_agent(context), case.reference, "£20")
    assert days(context, clock, 60)["sent"] == [SIX_WEEKS_ON]


@pytest.mark.parametrize("status", [CaseStatus.RESOLVED, CaseStatus.WITHDRAWN, CaseStatus.AT_ADR])
def test_what_is_settled_meanwhile_gets_none(context: Context, clock: Clock, status: CaseStatus) -> None:
    case = add_case(context)
    days(context, clock, 36)
    with context.store.write() as tx:
        now = tx.cases.get(case.id)
        assert now is not None
        tx.cases.save(moved(now, status, context.now()))
        tx.commit()
    assert days(context, clock, 30)["sent"] == []


def test_whoever_has_a_final_letter_already_gets_none(context: Context, clock: Clock) -> None:
    add_case(context, answers={"final_letter_on": "2026-11-20"})
    assert days(context, clock, 60) == {"drafted": [], "sent": []}


def test_a_firm_that_is_too_big_for_the_scheme_is_told_of_no_right(context: Context, clock: Clock) -> None:
    add_case(context, answers={"customer": "business", "employees": 40})
    assert days(context, clock, 60) == {"drafted": [], "sent": []}


def test_a_person_stops_it_with_a_reason_and_lets_it_go_after_all(context: Context, clock: Clock) -> None:
    case, agent = add_case(context), add_agent(context)
    days(context, clock, 36)
    with pytest.raises(WrongFields, match="why the letter is not to go"):
        stop_adr_letter(context, agent, case.reference, "  ")
    stop_adr_letter(context, agent, case.reference, "They said on the phone that it is sorted.")
    assert days(context, clock, 10)["sent"] == []
    with context.store.read() as tx:
        [letter] = [each for each in deadlines(context, tx, case) if each.clock is Kind.ADR_LETTER]
        [entry] = [each for each in tx.audit.of(f"case:{case.id}") if each.action == "adr_letter.stopped"]
    assert standing(letter, context.today()) is Standing.STOPPED
    assert entry.agent_id == agent.id
    start_adr_letter_again(context, agent, case.reference)
    assert len(days(context, clock, 1)["sent"]) == 1


def test_nobody_of_another_provider_stops_it(context: Context) -> None:
    case, stranger = add_case(context), add_agent(context, "Eve", "netservers")
    with pytest.raises(NotYours):
        stop_adr_letter(context, stranger, case.reference, "because")
    assert "adr_letter.stopped" not in events(context, case)


def test_a_draft_that_lost_what_it_must_say_is_not_sent_and_somebody_is_told_each_day(
    context: Context, clock: Clock
) -> None:
    case, agent = add_case(context), add_agent(context)
    days(context, clock, 36)
    [draft] = letters(context, case)
    with context.store.write() as tx:
        edit_letter(context, tx, draft, by=agent, subject=draft.subject, body="Dear Sam,\n\nGoodbye.")
        tx.commit()
    found = days(context, clock, 8)
    assert found["sent"][:2] == [date(2027, 1, 4), date(2027, 1, 5)]  # reported, not sent
    assert [each.is_issued for each in letters(context, case)] == [False]
    assert alerts(context)[-1]["subject"] == "A letter about the scheme could not go"
    assert "is missing" in alerts(context)[-1]["told"]
    with context.store.read() as tx:
        [letter] = [each for each in deadlines(context, tx, case) if each.clock is Kind.ADR_LETTER]
    assert standing(letter, context.today()) is Standing.MISSED


def test_a_restart_over_midnight_sends_it_once(context: Context, clock: Clock) -> None:
    case = add_case(context)
    days(context, clock, 41)
    clock.instant = datetime.fromisoformat("2027-01-03T23:59:59Z")
    assert send_adr_letters(context) == 0
    clock.instant = datetime.fromisoformat("2027-01-04T00:00:01Z")
    assert send_adr_letters(replace(context)) == 0  # nobody is woken for it
    clock.instant = datetime.fromisoformat("2027-01-04T08:00:00Z")
    assert [send_adr_letters(context), send_adr_letters(replace(context))] == [1, 0]
    assert [each.number for each in letters(context, case)] == ["IT-2027-0001"]
