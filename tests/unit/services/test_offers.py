"""An offer that waits for the customer's word, in the chat with the assistant."""

from __future__ import annotations

from datetime import date

import pytest

from bot.decisions.records import Case, CaseStatus, Sender
from bot.services.agent_promise import standing_of
from bot.services.context import Context
from bot.services.desk.case_list import case_list
from bot.services.desk.take_over import claim, hand_back
from bot.services.desk.work_case import offer_outcome, promise
from bot.services.hand_off import request_person
from bot.services.heard import Heard
from bot.services.offers import answer_offer, offer_reminder
from bot.services.tell_adr import tell_adr
from tests.support.case_rows import add_case
from tests.support.desk_rows import add_agent


@pytest.fixture
def offered(context: Context) -> Case:
    """A complaint of 5 November whose customer was offered £30 in a chat that is back with the assistant."""
    case = add_case(context, told="2026-11-05")
    agent = add_agent(context)
    request_person(context, case.conversation_id, "1", "asked")
    with context.store.read() as tx:
        handoff = tx.handoffs.open_of(case.conversation_id)
    assert handoff is not None
    claim(context, agent, handoff.id)
    offer_outcome(context, agent, case.reference, "£30 off the next bill")
    hand_back(context, agent, case.conversation_id, "")
    return case


def hears(
    context: Context, case: Case, text: str, in_form: bool = False, id: str = "7", choice: str | None = None
) -> str:
    heard = Heard(case.conversation_id, id, text, context.now(), "deny", 0.9, choice=choice)
    return " ".join(each.text for each in answer_offer(context, heard, in_form))


def kept(context: Context, case: Case) -> tuple[CaseStatus, str]:
    with context.store.read() as tx:
        found = tx.cases.get(case.id)
        assert found is not None
        return found.status, tx.cases.events(case.id)[-1].code


def test_handing_back_names_the_open_offer_with_two_buttons(context: Context, offered: Case) -> None:
    with context.store.read() as tx:
        line = tx.messages.newest(offered.conversation_id, 1)[0]
    assert line.sender is Sender.SYSTEM
    assert line.text.endswith("£30 off the next bill")
    assert [button["title"] for button in line.buttons] == ["Accept", "Don't accept"]


@pytest.mark.parametrize("in_form", [True, False])
@pytest.mark.parametrize("said", ["yes I accept the offer", "that's fine, I'll take the £30"])
def test_their_acceptance_in_the_chat_resolves_the_case(
    context: Context, offered: Case, said: str, in_form: bool
) -> None:
    assert "you accept the answer" in hears(context, offered, said, in_form)
    assert kept(context, offered) == (CaseStatus.RESOLVED, "outcome.accepted")
    with context.store.read() as tx:
        assert all(each.kept_at for each in tx.promises.of_case(offered.id))
        event = tx.cases.events(offered.id)[-1]
    assert (event.data["by"], event.data["how"]) == ("customer", said)
    assert "you accepted an offer on Monday 23 November" in tell_adr(context, offered.conversation_id)[0].text


def test_what_a_person_promised_is_still_to_come_after_the_offer_is_accepted(
    context: Context, offered: Case
) -> None:
    agent = add_agent(context, "Sean")
    promise(context, agent, offered.reference, "An engineer comes between 8 and 12", date(2026, 11, 27))
    hears(context, offered, "yes I accept the offer")
    with context.store.read() as tx:
        [standing] = standing_of(tx, offered)
    assert standing.what == "An engineer comes between 8 and 12"
    [row] = case_list(context, agent)
    assert (row.due_on, row.promised) == (date(2026, 11, 27), "An engineer comes between 8 and 12")


def test_a_refusal_opens_it_again_and_tells_the_next_rung_and_the_day_of_the_scheme(
    context: Context, offered: Case
) -> None:
    said = hears(context, offered, "no, that's not good enough")
    assert kept(context, offered) == (CaseStatus.OPEN, "outcome.refused")
    assert "open again" in said
    assert "The next step at I.T Communications is" in said
    assert "Thursday 17 December" in said
    assert "CISAS" in said


def test_a_yes_to_an_offer_that_they_refused_is_left_to_a_person(context: Context, offered: Case) -> None:
    hears(context, offered, "no, that's not good enough")
    said = hears(context, offered, "hmm ok then i accept", id="8")
    assert "whether the offer still stands" in said
    assert said.endswith("£30 off the next bill")
    assert kept(context, offered)[0] is CaseStatus.OPEN


def test_an_offer_that_was_not_shown_in_this_chat_is_shown_before_it_is_accepted(
    context: Context, offered: Case
) -> None:
    offer_outcome(context, add_agent(context, "Sean"), offered.reference, "£50 off the next bill")
    with context.store.write() as tx:
        tx.messages.wipe(offered.conversation_id)
        tx.commit()
    assert hears(context, offered, "I accept").endswith("£50 off the next bill")
    assert kept(context, offered)[0] is CaseStatus.OUTCOME_OFFERED


def test_the_same_message_once_more_says_the_same_and_does_nothing_more(
    context: Context, offered: Case
) -> None:
    first = hears(context, offered, "I accept")
    assert hears(context, offered, "I accept") == first
    with context.store.read() as tx:
        assert [each.code for each in tx.cases.events(offered.id)].count("outcome.accepted") == 1


@pytest.mark.parametrize(("choice", "status"), [("offer_accept", "resolved"), ("offer_refuse", "open")])
def test_a_button_is_enough(context: Context, offered: Case, choice: str, status: str) -> None:
    hears(context, offered, "", choice=choice)
    assert kept(context, offered)[0].value == status


def test_a_button_of_an_answered_offer_tells_how_it_stands(context: Context, offered: Case) -> None:
    hears(context, offered, "I accept")
    assert offered.reference in hears(context, offered, "", id="8", choice="offer_refuse")
    assert kept(context, offered)[0] is CaseStatus.RESOLVED


def test_a_bare_yes_to_another_question_stays_that(context: Context, offered: Case) -> None:
    assert hears(context, offered, "yes", in_form=True) == ""
    assert kept(context, offered)[0] is CaseStatus.OUTCOME_OFFERED


def test_a_bare_yes_right_below_the_offer_accepts_it(context: Context, offered: Case) -> None:
    hears(context, offered, "yes")
    assert kept(context, offered)[0] is CaseStatus.RESOLVED


def test_without_an_open_offer_nothing_is_taken_or_told(context: Context) -> None:
    case = add_case(context)
    assert hears(context, case, "I accept the offer") == ""
    assert kept(context, case)[0] is CaseStatus.OPEN
    assert offer_reminder(context, case.conversation_id) == []


def test_an_offer_made_while_the_assistant_has_the_chat_comes_with_its_buttons(context: Context) -> None:
    case = add_case(context)
    offer_outcome(context, add_agent(context), case.reference, "£20")
    with context.store.read() as tx:
        line = tx.messages.newest(case.conversation_id, 1)[0]
    assert line.text.endswith("£20")
    assert len(line.buttons) == 2


def test_who_refuses_in_a_chat_without_a_person_is_not_told_to_ask_the_one_they_are_speaking_to(
    context: Context,
) -> None:
    case = add_case(context, "all-communications")
    offer_outcome(context, add_agent(context, provider="all-communications"), case.reference, "£20")
    heard = Heard(case.conversation_id, "7", "no, that's not good enough", context.now(), "deny", 0.9)
    said = answer_offer(context, heard, in_form=False)
    told = " ".join(each.text for each in said)
    assert "you are speaking to" not in told
    assert "ask the person you speak to at All Communications" in told
    assert said[-1].buttons[0].payload == "/request_escalation"
