"""Somebody with a bill of another's in the hand: they may hear how it stands, and can take nothing over."""

from __future__ import annotations

import pytest

from bot.decisions.records import Case, CaseStatus, Sender
from bot.services.add_details import add_details
from bot.services.answer_follow_up import answer_follow_up
from bot.services.case_wishes import answer_wish
from bot.services.confirm_contact import code_for
from bot.services.context import Context
from bot.services.desk.work_case import offer_outcome
from bot.services.hand_off import request_person
from bot.services.offers import answer_offer
from bot.services.transcript import lines
from bot.services.typed_code import take_typed_code
from tests.support.case_rows import add_case
from tests.support.desk_rows import add_agent
from tests.support.who import SAM, Asker, Directory, with_directory

OLD = "sam@example.com"
FACTS = (SAM.account, "BN3 7TF", "Sam Carter", "it's mine")


@pytest.fixture
def told(context: Context) -> Context:
    return with_directory(context, Directory([SAM]))


@pytest.fixture
def case(told: Context) -> Case:
    return add_case(told, answers={"account": SAM.account}, address=OLD)


@pytest.fixture
def thief(told: Context, case: Case) -> Asker:
    asker = Asker(told)
    asker.begins()
    asker.says("none")
    assert asker.keys(*FACTS) == ["utter_who_confirmed"]
    assert [each.id for each in asker.known] == [case.id]
    return asker


@pytest.fixture
def owner(told: Context, case: Case) -> Asker:
    asker = Asker(told)
    asker.begins(case.reference)
    asker.relay()
    asker.says(asker.code())
    return asker


def now(context: Context, case: Case) -> tuple[Case, str]:
    """The case, and where its reply goes."""
    with context.store.read() as tx:
        found = tx.cases.get(case.id)
        assert found is not None
        contact = tx.contacts.get(found.contact_id)
        assert contact is not None
        return found, contact.value


def mailed(context: Context) -> set[str]:
    with context.store.read() as tx:
        return {str(item.payload.get("to")) for item in tx.outbox.all() if item.kind == "mail"}


@pytest.mark.parametrize(
    "line",
    [
        "send the answers to thief@example.org",
        "my new e-mail is thief@example.org",
        "please ring me on 07700 900123 instead",
        "sorry, my name is Terry Thief",
    ],
)
def test_the_facts_of_a_bill_change_neither_where_the_reply_goes_nor_whose_it_is(
    told: Context, case: Case, thief: Asker, line: str
) -> None:
    outcome = add_details(told, thief.hears(line))
    assert "utter_needs_a_code" in [key for key, _ in outcome.says]
    kept, address = now(told, case)
    assert address == OLD
    assert {key: kept.details.get(key) for key in ("name", "account")} == {
        key: case.details.get(key) for key in ("name", "account")
    }
    assert mailed(told) <= {OLD}
    with told.store.read() as tx:
        words = [each.data.get("text") for each in tx.cases.events(case.id)]
    assert line in words  # for the person who looks at it


def test_they_do_not_hear_where_the_reply_goes_and_the_owner_does(
    told: Context, case: Case, thief: Asker, owner: Asker
) -> None:
    [hidden] = answer_follow_up(told, thief.hears("where will the reply go now?"))
    assert OLD not in hidden.text
    [shown] = answer_follow_up(told, owner.hears("where will the reply go now?"))
    assert OLD in shown.text


def test_words_and_dates_are_taken_all_the_same(told: Context, case: Case, thief: Asker) -> None:
    outcome = add_details(told, thief.hears("the light on the router is red"))
    assert [key for key, _ in outcome.says] == ["utter_added_to_case"]


def test_a_number_for_the_person_who_is_awaited_is_kept_for_that_person_only(
    told: Context, case: Case, thief: Asker
) -> None:
    request_person(told, thief.id, "m", "asked")
    add_details(told, thief.hears("ring me on 07700 900123"))
    with told.store.read() as tx:
        here = [each.value for each in tx.contacts.of(thief.id)]
    assert here == ["07700 900123"]
    assert now(told, case)[1] == OLD


def test_they_cannot_withdraw_it_in_words_or_by_button(told: Context, case: Case, thief: Asker) -> None:
    for heard in (thief.hears("withdraw my complaint"), thief.hears("", "case_withdraw_yes")):
        [said] = answer_wish(told, heard, in_form=False)
        assert "I can't change that" in said.text
    assert now(told, case)[0].status is CaseStatus.OPEN


def test_they_cannot_accept_an_offer_that_they_were_shown(told: Context, case: Case, thief: Asker) -> None:
    offer_outcome(told, add_agent(told), case.reference, "£1")
    shown = answer_offer(told, thief.hears("I accept"), in_form=False)
    assert "£1" in shown[-1].text
    with told.store.write() as tx:
        for line in lines(thief.id, Sender.BOT, shown, told.now()):
            tx.messages.add(line)
        tx.commit()
    for heard in (thief.hears("I accept"), thief.hears("", "offer_accept")):
        [said] = answer_offer(told, heard, in_form=False)
        assert "I can't change that" in said.text
    assert now(told, case)[0].status is CaseStatus.OUTCOME_OFFERED


def digits_of(context: Context, case: Case) -> str:
    """The code that went to the address that the reply is wanted at."""
    with context.store.read() as tx:
        check = tx.identity_checks.latest(case.conversation_id)
    assert check is not None
    return code_for(context.secret, check.id)


def test_whoever_typed_the_code_of_the_address_on_file_can_do_all_of_it(
    told: Context, case: Case, owner: Asker
) -> None:
    outcome = add_details(told, owner.hears("my new e-mail is sam.new@example.org"))
    assert "utter_reply_wanted" in [key for key, _ in outcome.says]
    take_typed_code(told, owner.hears(digits_of(told, case)), among_questions=False)
    assert now(told, case)[1] == "sam.new@example.org"
    assert answer_wish(told, owner.hears("withdraw my complaint"), in_form=False)
    answer_wish(told, owner.hears("", "case_withdraw_yes"), in_form=False)
    assert now(told, case)[0].status is CaseStatus.WITHDRAWN


def test_a_code_to_the_address_of_the_account_does_too(told: Context) -> None:
    elsewhere = add_case(told, id="elsewhere", answers={"account": SAM.account}, address="07700 900999")
    asker = Asker(told)
    asker.begins()
    asker.says(f"my account number is {SAM.account}")
    asker.relay()
    asker.says(asker.code())
    outcome = add_details(told, asker.hears("my new e-mail is sam.new@example.org"))
    assert "utter_reply_wanted" in [key for key, _ in outcome.says]
    take_typed_code(told, asker.hears(digits_of(told, elsewhere)), among_questions=False)
    assert now(told, elsewhere)[1] == "sam.new@example.org"


@pytest.fixture
def at_the_open_chat(told: Context, case: Case, owner: Asker) -> Asker:
    """Somebody who finds the chat open in which the owner has just shown who they are, and cannot read their mail."""
    return owner


@pytest.mark.parametrize("guess", ["000000", "123456", "111111", "the code is 654321", "I typed it"])
def test_without_the_code_of_the_new_address_no_reply_goes_there(
    told: Context, case: Case, at_the_open_chat: Asker, guess: str
) -> None:
    add_details(told, at_the_open_chat.hears("send the answers to thief@example.org"))
    take_typed_code(told, at_the_open_chat.hears(guess), among_questions=False)
    assert now(told, case)[1] == OLD
    letters = [each for each in mailed(told) if each == "thief@example.org"]
    assert letters == ["thief@example.org"]  # the code alone
    with told.store.read() as tx:
        sent = [
            str(item.payload["template"])
            for item in tx.outbox.all()
            if item.payload.get("to") == "thief@example.org"
        ]
    assert sent == ["confirm_code"]


def test_the_owner_still_gets_a_code_at_the_old_address_and_the_thief_none_at_the_new(
    told: Context, case: Case, at_the_open_chat: Asker
) -> None:
    add_details(told, at_the_open_chat.hears("send the answers to thief@example.org"))
    thief = Asker(told)
    thief.begins("it is thief@example.org")
    assert thief.relay() == []
    owner = Asker(told)
    owner.begins(f"it is {OLD}")
    assert owner.relay() == [OLD]


def test_a_code_that_was_guessed_too_often_moves_nothing_even_when_it_is_right_at_last(
    told: Context, case: Case, at_the_open_chat: Asker
) -> None:
    add_details(told, at_the_open_chat.hears("send the answers to thief@example.org"))
    for number in range(told.rule("code_tries")):
        take_typed_code(told, at_the_open_chat.hears(f"{number:06d}"), among_questions=False)
    take_typed_code(told, at_the_open_chat.hears(digits_of(told, case)), among_questions=False)
    assert now(told, case)[1] == OLD


def test_an_old_code_moves_nothing_after_another_address_was_named(
    told: Context, case: Case, owner: Asker
) -> None:
    add_details(told, owner.hears("send the answers to slip@example.org"))
    first = digits_of(told, case)
    add_details(told, owner.hears("sorry, send the answers to sam.new@example.org"))
    take_typed_code(told, owner.hears(first), among_questions=False)
    assert now(told, case)[1] == OLD
    take_typed_code(told, owner.hears(digits_of(told, case)), among_questions=False)
    assert now(told, case)[1] == "sam.new@example.org"


def test_a_phone_number_takes_the_place_of_no_address_by_a_word_in_the_chat(
    told: Context, case: Case, at_the_open_chat: Asker
) -> None:
    outcome = add_details(told, at_the_open_chat.hears("ring me with the reply on 07700 900123 instead"))
    assert [key for key, _ in outcome.says] == ["utter_reply_wanted_person"]
    assert now(told, case)[1] == OLD
