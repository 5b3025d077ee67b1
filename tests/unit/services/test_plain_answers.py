""" "When will they fix it?" tells the day that they were told last, and none that is done with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.decisions.records import Case
from bot.readers.plain_questions import Asks
from bot.services.answer_follow_up import answer_follow_up
from bot.services.context import Context
from bot.services.desk.late_promise import late_because
from bot.services.desk.work_case import offer_outcome
from bot.services.heard import Heard
from bot.services.plain_answers import plainly
from tests.support.case_rows import add_case
from tests.support.context import Clock, open_chat
from tests.support.desk_rows import add_agent


def said(context: Context, case: Case) -> list[tuple[str, str | None]]:
    with context.store.read() as tx:
        says = plainly(context, tx, case.conversation_id, Asks.WHEN_FIXED)
    return [(key, facts["day"]["to"] if "day" in facts else None) for key, facts in says]


def test_no_form_is_needed_and_the_address_is_that_of_the_page(context: Context) -> None:
    told: dict[str, str | None] = {}
    for slug in context.providers:
        chat = open_chat(context, slug, slug)
        with context.store.read() as tx:
            [(key, facts)] = plainly(context, tx, chat, Asks.NO_FORM)
        told[slug] = facts.get("address")
        assert (key == "utter_no_form_post") is (told[slug] is not None)
    assert "Relay Building" in str(told["contactnow"])
    assert told["it-communications"] is None


def test_the_target_until_its_day_then_that_it_has_passed(context: Context, clock: Clock) -> None:
    case = add_case(context)
    due = case.due_on.isoformat()
    assert said(context, case) == [("utter_close_target_respond", due), ("utter_no_promise_fixed", None)]
    clock.forward(days=30)
    assert said(context, case) == [("utter_close_target_respond_late", due)]


def test_another_day_that_was_given_stands_in_its_place(context: Context, clock: Clock) -> None:
    case, agent = add_case(context), add_agent(context)
    with context.store.read() as tx:
        [target] = [each for each in tx.promises.of_case(case.id) if each.kind == "target.respond"]
    late_because(context, agent, case.reference, target.id, "The mast is on fire.", date(2027, 3, 1))
    clock.forward(days=30)
    assert said(context, case)[0] == ("utter_close_target_respond", "2027-03-01")


def test_nothing_is_called_late_while_an_answer_waits_for_their_word(context: Context, clock: Clock) -> None:
    case = offer_outcome(context, add_agent(context), add_case(context).reference, "£20")
    clock.forward(days=30)
    assert said(context, replace(case)) == [("utter_no_promise_fixed", None)]


def test_in_a_form_and_outside_of_one_it_is_the_same_day(context: Context, clock: Clock) -> None:
    case, agent = add_case(context), add_agent(context)
    with context.store.read() as tx:
        [target] = [each for each in tx.promises.of_case(case.id) if each.kind == "target.respond"]
    late_because(context, agent, case.reference, target.id, "The mast is on fire.", date(2027, 3, 1))
    heard = Heard(case.conversation_id, "1", "when will they fix it", context.now(), "ask_adr", 0.9)
    outside = " ".join(each.text for each in answer_follow_up(context, heard))
    assert said(context, case)[0] == ("utter_close_target_respond", "2027-03-01")
    assert "Monday 1 March 2027" in outside
    assert context.day(case.due_on) not in outside
