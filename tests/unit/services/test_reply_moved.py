"""The reply goes to another address: both are told in words of their own, a code is said to be on its way, and six
digits are that code."""

from __future__ import annotations

from typing import Any

import pytest

from bot.decisions.records import Case, Contact, OutboxItem
from bot.services.add_details import add_details
from bot.services.answer_follow_up import answer_follow_up
from bot.services.case_link import case_link
from bot.services.confirm_contact import code_for, send_code
from bot.services.context import Context
from bot.services.hand_off import request_person
from bot.services.heard import Heard
from bot.services.identity.shown import lapse
from bot.services.typed_code import take_typed_code
from tests.support.case_rows import add_case
from tests.support.context import Clock
from tests.support.who import Asker

OLD, NEW = "sam@example.com", "sam.new@example.org"
CHANGES = f"please change my e-mail, the reply should go to {NEW} now"


@pytest.fixture
def sams(context: Context) -> Case:
    return add_case(context, later={"reply_by": "email", "reply_address": OLD})


@pytest.fixture
def asker(context: Context, sams: Case) -> Asker:
    """Somebody in another chat who has shown that the complaint is theirs."""
    asker = Asker(context)
    asker.begins(sams.reference)
    asker.relay()
    asker.says(asker.code())
    return asker


def letters(context: Context, to: str) -> list[OutboxItem]:
    with context.store.read() as tx:
        return [
            item
            for item in tx.outbox.all()
            if item.kind == "mail"
            and item.payload["to"] == to
            and item.payload["template"] != "identity_code"
        ]


def templates(context: Context, to: str) -> list[str]:
    return [str(item.payload["template"]) for item in letters(context, to)]


def contact_of(context: Context, case: Case) -> Contact:
    with context.store.read() as tx:
        now = tx.cases.get(case.id)
        contact = tx.contacts.get(now.contact_id) if now else None
    assert contact is not None
    return contact


def change(asker: Asker, text: str = CHANGES) -> list[tuple[str, dict[str, Any]]]:
    return add_details(asker.context, asker.hears(text)).says


def code_sent(context: Context, case: Case) -> str:
    with context.store.read() as tx:
        check = tx.identity_checks.latest(case.conversation_id)
    assert check is not None
    return code_for(context.secret, check.id)


def confirm(asker: Asker, case: Case) -> list[str]:
    outcome = take_typed_code(asker.context, asker.hears(code_sent(asker.context, case)), False)
    assert outcome is not None
    return [key for key, _ in outcome.says]


def test_a_new_address_counts_only_after_its_code_and_that_is_said(
    context: Context, asker: Asker, sams: Case
) -> None:
    [(key, facts)] = change(asker)
    assert key == "utter_reply_wanted"
    assert (facts["address"], facts["present"]) == (NEW, OLD)
    assert contact_of(context, sams).value == OLD
    assert templates(context, NEW) == ["confirm_code"]
    assert templates(context, OLD) == []


def test_then_the_new_address_and_the_old_one_are_told_each_in_words_of_its_own(
    context: Context, asker: Asker, sams: Case
) -> None:
    change(asker)
    assert confirm(asker, sams) == ["utter_reply_confirmed"]
    assert contact_of(context, sams).value == NEW
    assert sorted(templates(context, NEW)) == ["confirm_code", "reply_changed"]
    [old] = letters(context, OLD)
    assert old.payload["template"] == "reply_moved"
    assert NEW not in str(old.payload)
    assert case_link(context, sams).rsplit("/", 1)[0] not in str(old.payload)


def test_the_answers_of_the_complaint_name_the_new_address_from_then_on(
    context: Context, asker: Asker, sams: Case
) -> None:
    def told() -> str:
        with context.store.read() as tx:
            intake = tx.intakes.get(sams.intake_id)
            assert intake is not None
            return str(intake.answers["reply_address"])

    change(asker)
    assert told() == OLD
    confirm(asker, sams)
    assert told() == NEW


def test_a_slip_shuts_nobody_out(context: Context, asker: Asker, sams: Case) -> None:
    change(asker, "send the reply to sam.nwe@example.org")
    back = Asker(context)
    back.begins(sams.reference)
    assert back.relay() == [OLD]
    change(asker)  # put right
    confirm(asker, sams)
    assert contact_of(context, sams).value == NEW


def test_where_it_goes_now_is_answered_with_what_is_not_confirmed(
    context: Context, asker: Asker, sams: Case
) -> None:
    change(asker)
    now, waits = answer_follow_up(context, asker.hears("where will the reply go now?"))
    assert f"{sams.reference} goes to: {OLD}" in now.text
    assert NEW in waits.text
    assert "not confirmed" in waits.text
    confirm(asker, sams)
    [said] = answer_follow_up(context, asker.hears("where will the reply go now?"))
    assert f"{sams.reference} goes to: {NEW}" in said.text


@pytest.mark.parametrize(
    "line",
    [
        f"set the reply back to {OLD}",
        f"no, please send replies to {OLD}",
        f"switch it back to {OLD}",
        f"keep my reply going to {OLD}",
    ],
)
def test_back_to_where_it_goes_takes_the_wish_back(
    context: Context, asker: Asker, sams: Case, line: str
) -> None:
    change(asker)
    assert [key for key, _ in change(asker, line)] == ["utter_reply_stays"]
    [only] = answer_follow_up(context, asker.hears("where will the reply go now?"))
    assert f"{sams.reference} goes to: {OLD}" in only.text
    take_typed_code(context, asker.hears(code_sent(context, sams)), False)
    assert contact_of(context, sams).value == OLD


def test_an_address_that_was_shown_in_this_chat_needs_no_second_code(
    context: Context, asker: Asker, sams: Case
) -> None:
    change(asker)
    confirm(asker, sams)
    assert [key for key, _ in change(asker, f"set the reply back to {OLD}")] == ["utter_changed_reply"]
    assert contact_of(context, sams).value == OLD


def test_in_the_chat_of_the_complaint_an_address_that_was_never_confirmed_is_put_right_at_once(
    context: Context, sams: Case
) -> None:
    heard = Heard(sams.conversation_id, "9", CHANGES, context.now(), "give_details", 0.9)
    assert [key for key, _ in add_details(context, heard).says] == [
        "utter_changed_reply",
        "utter_code_for_new_address",
    ]
    assert contact_of(context, sams).value == NEW


def test_in_the_chat_of_the_complaint_too_a_confirmed_one_gives_way_only_to_a_confirmed_one(
    context: Context, sams: Case
) -> None:
    with context.store.write() as tx:
        tx.contacts.confirm(sams.contact_id, context.now())
        tx.commit()
    heard = Heard(sams.conversation_id, "9", CHANGES, context.now(), "give_details", 0.9)
    assert [key for key, _ in add_details(context, heard).says] == ["utter_reply_wanted"]
    typed = Heard(sams.conversation_id, "10", code_sent(context, sams), context.now())
    assert contact_of(context, sams).value == OLD
    take_typed_code(context, typed, False)
    assert contact_of(context, sams).value == NEW


def test_the_new_address_opens_nobody_elses_complaint_and_the_old_one_this_no_more(
    context: Context, asker: Asker, sams: Case, clock: Clock
) -> None:
    add_case(context, id="hers", address=NEW)
    change(asker)
    confirm(asker, sams)
    assert [case.id for case in asker.known] == [sams.id]
    clock.forward(minutes=61)
    lapse(context, asker.id)
    assert asker.known == []
    late = Asker(context)
    late.begins(f"it is {OLD}")
    assert late.relay() == []


def test_wishes_to_and_fro_write_to_nobody_without_end_and_change_nothing(
    context: Context, asker: Asker, sams: Case
) -> None:
    said = [change(asker, f"change my e-mail to sam{number}@example.org please") for number in range(10)]
    mails = sum(len(letters(context, f"sam{number}@example.org")) for number in range(10))
    assert mails == context.rule("codes_per_chat")
    assert said[-1][0][0] == "utter_reply_wanted_person"
    assert contact_of(context, sams).value == OLD


def test_a_number_to_ring_is_for_a_person_to_check_who_is_told(
    context: Context, asker: Asker, sams: Case
) -> None:
    said = change(asker, "please ring me on 07700 900123 instead")
    assert [key for key, _ in said] == ["utter_reply_wanted_person"]
    assert contact_of(context, sams).value == OLD
    with context.store.read() as tx:
        [alert] = [each for each in tx.outbox.all() if each.payload.get("template") == "case_alert"]
    assert sams.reference in str(alert.payload)
    assert "07700 900123" in str(alert.payload)


def test_a_number_for_the_person_who_is_awaited_is_theirs_and_the_reply_goes_on(
    context: Context, asker: Asker, sams: Case
) -> None:
    request_person(context, asker.id, "m", "asked")
    said = change(asker, "I would like a person to ring me please on 01632 960 114")
    assert [key for key, _ in said] == ["utter_person_contact_kept"]
    assert contact_of(context, sams).value == OLD
    with context.store.read() as tx:
        assert [each.value for each in tx.contacts.of(asker.id)] == ["01632 960114"]


class TestSixDigits:
    """Typed while something else is asked, or nothing."""

    def heard(self, context: Context, case: Case, text: str, number: str = "9") -> Heard:
        return Heard(case.conversation_id, number, text, context.now(), "give_details", 0.9)

    def test_the_right_code_is_taken_whatever_is_asked(
        self, context: Context, asker: Asker, sams: Case
    ) -> None:
        change(asker)
        outcome = take_typed_code(context, self.heard(context, sams, code_sent(context, sams)), True)
        assert outcome is not None
        assert contact_of(context, sams).confirmed_at is not None

    def test_another_number_is_left_to_what_is_asked_but_costs_a_try(
        self, context: Context, asker: Asker, sams: Case
    ) -> None:
        change(asker)
        for number in range(5):
            assert (
                take_typed_code(context, self.heard(context, sams, f"{number:06d}", f"1{number}"), True)
                is None
            )
        right = self.heard(context, sams, code_sent(context, sams), "20")
        assert take_typed_code(context, right, True) is None
        assert contact_of(context, sams).confirmed_at is None

    def test_with_nothing_asked_a_wrong_one_is_said_to_be_wrong(
        self, context: Context, asker: Asker, sams: Case
    ) -> None:
        change(asker)
        outcome = take_typed_code(context, asker.hears("111111"), False)
        assert outcome is not None
        assert [key for key, _ in outcome.says] == ["utter_code_wrong"]

    def test_where_no_code_went_out_they_are_no_code(self, context: Context, sams: Case) -> None:
        assert take_typed_code(context, self.heard(context, sams, "111111"), False) is None

    def test_in_a_longer_line_they_may_be_anything(self, context: Context, asker: Asker, sams: Case) -> None:
        change(asker)
        line = f"my account number is {code_sent(context, sams)} as I told you"
        assert take_typed_code(context, self.heard(context, sams, line), True) is None

    def test_the_same_message_again_says_the_same(self, context: Context, asker: Asker, sams: Case) -> None:
        change(asker)
        heard = asker.hears(code_sent(context, sams))
        first, again = (take_typed_code(context, heard, False) for _ in range(2))
        assert first is not None
        assert again is not None
        assert again.as_json() == first.as_json()


def test_the_code_of_this_change_is_meant_and_not_one_of_another_complaint(
    context: Context, sams: Case
) -> None:
    other = add_case(context, id="other", later={"reply_by": "email", "reply_address": OLD})
    with context.store.write() as tx:
        contact = tx.contacts.get(other.contact_id)
        assert contact is not None
        send_code(context, tx, contact, context.provider(other.provider), other.reference)
        tx.commit()
    asker = Asker(context)
    asker.begins(f"it is {OLD}")
    asker.relay()
    asker.says(asker.code())
    change(asker, f"{sams.reference}: {CHANGES}")
    outcome = take_typed_code(context, asker.hears(code_sent(context, sams)), among_questions=False)
    assert outcome is not None
    assert [key for key, _ in outcome.says] == ["utter_reply_confirmed"]
